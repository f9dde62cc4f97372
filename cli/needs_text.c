/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "needs_text.h"

#include <stdbool.h>
#include <stdlib.h>

#include "season.h"
#include "wrap.h"

/* Some dramas, told by the first of them. */
struct group {
    const struct yn_drama *first;
    size_t n;
};

/* What there is for the first rule. */
struct story {
    struct group all;
    struct group unsung;   /* that have episodes, and no files of songs */
    struct group unseen;   /* that have files of songs, and no episodes */
    bool named;            /* some drama says where files would be */
    size_t ready, scanned; /* episodes that can be scanned, and those that
                              were */
    size_t told;           /* episodes with comments or marks */
    size_t lyrics;         /* tracks that have them */
};

static void add(struct group *group, const struct yn_drama *drama)
{
    group->first = group->n ? group->first : drama;
    group->n++;
}

static const struct yn_library_drama *find(const struct yn_library *library,
                                           const struct yn_drama *drama)
{
    size_t n;
    const struct yn_library_drama *all = yn_library_dramas(library, &n);
    for (size_t i = 0; i < n; i++) {
        if (all[i].drama == drama)
            return &all[i];
    }
    return NULL;
}

static void count_drama(const struct yn_library_drama *drama, struct story *out)
{
    out->named |= drama->drama->media.n > 0;
    if (drama->n_episodes > 0 && drama->n_heard == 0)
        add(&out->unsung, drama->drama);
    if (drama->n_episodes == 0 && drama->n_heard > 0)
        add(&out->unseen, drama->drama);
    for (size_t i = 0; i < drama->drama->n_tracks; i++) {
        out->lyrics += drama->sung[i];
        out->named |= drama->drama->tracks[i].audio.n > 0;
    }
    for (size_t i = 0; i < drama->n_episodes; i++) {
        const struct yn_library_episode *episode = &drama->episodes[i];
        bool ready = drama->n_heard > 0 && !episode->problem[0];
        out->ready += ready;
        out->scanned += ready && episode->scanned;
        out->told += episode->n_comments + episode->n_marks > 0;
    }
}

static struct story look(const struct yn_season *season,
                         const struct yn_library *library)
{
    struct story out = {0};
    for (size_t i = 0; i < season->n_dramas; i++) {
        const struct yn_library_drama *found =
            find(library, &season->dramas[i]);
        add(&out.all, &season->dramas[i]);
        if (found)
            count_drama(found, &out);
    }
    return out;
}

/* "dramas/a.md and 19 more" */
static void put_group(FILE *f, const struct group *group)
{
    if (!group->first)
        return;
    fprintf(f, "dramas/%s.md", group->first->slug);
    if (group->n > 1)
        fprintf(f, " and %zu more", group->n - 1);
}

/* The files without which nothing can be scanned. */
static void put_files(FILE *f, const struct story *story)
{
    if (story->unsung.n) {
        fputs("It takes the songs too: write `audio: FILE` to tracks in ", f);
        put_group(f, &story->unsung);
    } else if (story->unseen.n) {
        fputs("It takes the episodes too: write `media: FILES` into ", f);
        put_group(f, &story->unseen);
    } else if (story->named) {
        fputs("It takes the files that `media:` and `audio:` name, and they "
              "are not there",
              f);
    } else {
        fputs("It takes files of yours, the episodes (`media:`) and songs "
              "(`audio:` of tracks), named in ",
              f);
        put_group(f, &story->all);
    }
    fputs("; then `yeoun scan` finds the songs in the episodes.\n", f);
}

static void put_story(FILE *f, const struct story *story)
{
    const size_t left = story->ready - story->scanned;
    if (story->ready == 0 || left > 0)
        fputs(story->scanned  ? "Story is not measured in all episodes yet. "
              : story->lyrics ? "Story is not measured but for lyrics yet. "
                              : "Story is not measured yet. ",
              f);
    if (story->ready == 0)
        put_files(f, story);
    else if (left > 0)
        fprintf(f,
                "`yeoun scan` finds the songs in %zu episode%s that %s not "
                "scanned, or changed since.\n",
                left, yn_plural(left), left == 1 ? "was" : "were");
    else if (story->told == 0)
        fputs("Story goes by sound and subtitles alone. What moves people is "
              "told by viewers' timed comments (comments/) or marks of yours "
              "(moments/).\n",
              f);
}

static bool has_attention(const struct yn_attention *attention)
{
    size_t n_tracks = attention->season->n_tracks;
    if (attention->listens->n_plays > 0 || attention->n_views > 0)
        return true;
    for (size_t i = 0; i < attention->n_charts; i++) {
        const struct yn_chart *chart = &attention->charts[i];
        for (size_t t = 0; t < n_tracks && t < chart->n_songs; t++) {
            if (chart->songs[t].n_ranked > 0)
                return true;
        }
    }
    return false;
}

static void put_linger(FILE *f, const struct yn_attention *attention)
{
    if (!attention || has_attention(attention))
        return;
    bool some = attention->n_charts > 0 || attention->n_files > 0;
    fputs("Linger is not measured yet. ", f);
    fputs(attention->n_unsure > 0
              ? "What was read names no track for sure; the warnings above say "
                "what may be one, and what to write.\n"
          : some ? "No track of the season is in what was read; `korean:`, "
                   "`artist_ko:` and `aliases:` of a track say how else it is "
                   "written.\n"
                 : "It takes one of: a chart (charts/NAME.csv), listening "
                   "histories (listens/), counts of views (views/).\n",
          f);
}

static void put_votes(FILE *f, const struct yn_season *season)
{
    if (season->n_tracks == 0)
        fputs("There are no tracks yet. A drama is a file dramas/NAME.md; "
              "`yeoun roster` proposes its tracks from MusicBrainz, a CSV or "
              "audio files.\n",
              f);
    else if (season->n_votes == 0)
        fputs("Nobody voted yet. Votes stand in ballots/NAME.csv, under "
              "`drama,track,artist,story,fans,passing,pick,note`.\n",
              f);
}

int yn_needs_print(const struct yn_run *run, const struct yn_library *library,
                   FILE *f, struct yn_err *err)
{
    char *text = NULL;
    size_t len;
    FILE *lines = open_memstream(&text, &len);
    if (!lines)
        return yn_err_nomem(err);
    const struct story story = look(run->season, library);
    put_votes(lines, run->season);
    if (run->season->n_tracks > 0) {
        put_story(lines, &story);
        put_linger(lines, run->attention);
    }
    if (fclose(lines)) {
        free(text);
        return yn_err_nomem(err);
    }
    if (*text) {
        putc('\n', f);
        yn_wrap(f, text);
    }
    free(text);
    return YN_OK;
}
