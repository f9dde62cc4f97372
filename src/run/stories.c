/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/stories.h>

#include <math.h>

#include "base/arena.h"
#include "base/base.h"
#include "base/reader.h"
#include "base/say.h"
#include "run/story_files.h"
#include "run/story_said.h"

/* Kinds of comments that a drama may have, as bits of yn_story_comments. */
#define SOURCES_A_DRAMA 8

struct yn_stories {
    struct yn_season_scan *scan;
    struct yn_arena arena;
    struct yn_placements *placements;
    struct yn_story_episode *episodes;
    size_t n_episodes;
    struct yn_season_moments moments;
    struct yn_message message;
    struct yn_story *tracks;
    size_t n_tracks;
};

/* What is needed while it comes together. */
struct gathering {
    struct yn_stories *stories;
    const struct yn_stories_params *params;
    struct yn_reader reader;
    const struct yn_season_episode *files;
    struct yn_moments_episode *moments; /* by episode */
    struct yn_story_files *of_drama;
    struct yn_message_drama *dramas;
    struct yn_message_song *songs;
    bool sung; /* some track has lyrics */
};

static int read_placements(struct gathering *g, struct yn_err *err)
{
    struct yn_stories *stories = g->stories;
    for (size_t i = 0; i < stories->n_episodes; i++) {
        struct yn_err why = {0};
        struct yn_placements *found = &stories->placements[i];
        int rc = yn_season_scan_get(stories->scan, i, found, &why);
        if (rc == YN_E_NOMEM)
            return yn_err_nomem(err);
        if (rc)
            yn_say(g->params->log, YN_LOG_DETAIL, "%s", why.text);
        stories->episodes[i].file = &g->files[i];
        stories->episodes[i].placements = rc ? NULL : found;
        g->moments[i].duration_s = rc ? 0 : found->duration_s;
        g->moments[i].rest = rc ? NULL : found->rest;
        g->moments[i].n_rest = rc ? 0 : found->n_rest;
    }
    return YN_OK;
}

static int tell_misfit(struct gathering *g, const char *path,
                       const struct yn_subtitles_fit *fit, struct yn_err *err)
{
    struct yn_reader *reader = &g->reader;
    const struct yn_pos pos = {.file = path};
    if (fit->fits && fit->speed == 1)
        return yn_reader_warning(
            reader, pos,
            yn_text_f(reader->arena,
                      "the subtitles are of another cut, %+.1f s from this one",
                      -fit->offset_s),
            "they are used with that undone", err);
    if (fit->fits)
        return yn_reader_warning(
            reader, pos,
            yn_text_f(reader->arena,
                      "the subtitles are of another cut, %+.1f s from this one "
                      "and %.3f times as fast",
                      -fit->offset_s, fit->speed),
            "they are used with that undone", err);
    return yn_reader_warning(
        reader, pos,
        yn_text_f(reader->arena,
                  "the subtitles do not fit the speech in the episode "
                  "(correlation %.2f at best, at %+.1f s, and %.2f elsewhere)",
                  fit->match, -fit->offset_s, fit->elsewhere),
        "they are not used for its moments; find those of this cut", err);
}

/* The lines of a file as the episode has them. `*used` false: they are of
 * another one. */
static int speak(struct gathering *g, const struct yn_said *said, bool *used,
                 struct yn_err *err)
{
    struct yn_moments_episode *episode = &g->moments[said->episode];
    const struct yn_subtitles *lines = &said->subtitles;
    struct yn_subtitles_fit fit;
    struct yn_spoken *spoken =
        yn_arena_array(&g->stories->arena, lines->n_lines, sizeof(*spoken));
    if (!spoken)
        return yn_err_nomem(err);
    for (size_t i = 0; i < lines->n_lines; i++)
        spoken[i] =
            (struct yn_spoken){lines->lines[i].start_s, lines->lines[i].end_s};
    int rc = yn_subtitles_fit(spoken, lines->n_lines, episode->rest,
                              episode->n_rest, &fit, err);
    if (!rc && (!fit.fits || fit.offset_s != 0 || fit.speed != 1))
        rc = tell_misfit(g, said->path, &fit, err);
    *used = fit.fits;
    for (size_t i = 0; !rc && fit.fits && i < lines->n_lines; i++) {
        spoken[i].start_s = fit.offset_s + fit.speed * spoken[i].start_s;
        spoken[i].end_s = fit.offset_s + fit.speed * spoken[i].end_s;
    }
    if (!rc && fit.fits) {
        episode->spoken = spoken;
        episode->n_spoken = lines->n_lines;
    }
    return rc;
}

static int read_said(struct gathering *g, size_t d, struct yn_err *err)
{
    const struct yn_season *season = g->params->season;
    struct yn_said_list said;
    int rc = yn_said_read(&g->reader, season, &season->dramas[d], g->files,
                          g->stories->n_episodes, &said, err);
    for (size_t i = 0; !rc && i < said.n; i++) {
        bool used;
        if (said.item[i].episode == YN_SAID_NO_EPISODE ||
            g->moments[said.item[i].episode].n_spoken > 0 ||
            !g->moments[said.item[i].episode].rest)
            continue;
        rc = speak(g, &said.item[i], &used, err);
    }
    if (!rc && g->sung)
        rc = yn_said_drama(&g->reader, &season->dramas[d], &said, &g->dramas[d],
                           err);
    yn_said_release(&said);
    return rc;
}

static void take_comments(struct gathering *g, size_t i, size_t d)
{
    const struct yn_story_comments *comments =
        yn_story_files_of(&g->of_drama[d], g->files[i].number);
    if (!comments)
        return;
    g->moments[i].reactions = comments->reactions;
    g->moments[i].n_reactions = comments->n;
    g->moments[i].source = d * SOURCES_A_DRAMA + comments->formats;
}

static int take_marks(struct gathering *g, size_t i, size_t d,
                      struct yn_err *err)
{
    const struct yn_story_files *files = &g->of_drama[d];
    double *marks =
        yn_arena_array(&g->stories->arena, files->n_marks, sizeof(*marks));
    if (!marks)
        return yn_err_nomem(err);
    g->moments[i].marks = marks;
    g->moments[i].marked = files->marked;
    for (size_t k = 0; k < files->n_marks; k++) {
        if (files->marks[k].episode == g->files[i].number)
            marks[g->moments[i].n_marks++] = files->marks[k].time_s;
    }
    return YN_OK;
}

static int read_drama(struct gathering *g, size_t d, struct yn_err *err)
{
    const struct yn_season *season = g->params->season;
    int rc = yn_story_files_read(&g->reader, season, &season->dramas[d],
                                 &g->of_drama[d], err);
    if (!rc)
        rc = read_said(g, d, err);
    for (size_t i = 0; !rc && i < g->stories->n_episodes; i++) {
        /* Specials are counted by themselves: not theirs. */
        if (g->files[i].drama != &season->dramas[d] || g->files[i].special)
            continue;
        take_comments(g, i, d);
        rc = take_marks(g, i, d, err);
    }
    return rc;
}

/* Comments that go on for long after the end are of another cut, or of another
 * episode. */
static int tell_beyond(struct gathering *g, struct yn_err *err)
{
    const struct yn_season *season = g->params->season;
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < g->stories->n_episodes; i++) {
        const struct yn_moments *one = &g->stories->moments.episodes[i];
        const size_t d = (size_t)(g->files[i].drama - season->dramas);
        const struct yn_story_comments *comments =
            yn_story_files_of(&g->of_drama[d], g->files[i].number);
        if (!comments || g->files[i].special ||
            !g->stories->episodes[i].placements || one->n_beyond == 0)
            continue;
        rc = yn_reader_warning(
            &g->reader, (struct yn_pos){.file = comments->file},
            yn_text_f(&g->stories->arena,
                      "%zu of %zu comments are of later than the episode ends",
                      one->n_beyond, comments->n),
            "they are left out; are they of this episode?", err);
    }
    return rc;
}

static size_t count_cues(const struct yn_stories *stories)
{
    size_t n = 0;
    for (size_t i = 0; i < stories->n_episodes; i++) {
        if (stories->episodes[i].placements)
            n += stories->episodes[i].placements->n_cues;
    }
    return n;
}

static size_t list_cues(const struct yn_stories *stories,
                        struct yn_layer_cue *cues)
{
    size_t n = 0;
    for (size_t i = 0; i < stories->n_episodes; i++) {
        const struct yn_placements *found = stories->episodes[i].placements;
        const struct yn_season_episode *file = stories->episodes[i].file;
        for (size_t k = 0; found && k < found->n_cues; k++) {
            const struct yn_cue *cue = &found->cues[k];
            const struct yn_track *track =
                cue->master < file->n_masters ? file->masters[cue->master].track
                                              : NULL;
            if (track)
                cues[n++] = (struct yn_layer_cue){.track = track->index,
                                                  .episode = i,
                                                  .start_s = cue->start_s,
                                                  .end_s = cue->end_s,
                                                  .level_db = cue->level_db,
                                                  .n_levels = cue->n_levels};
        }
    }
    return n;
}

static int layer(struct gathering *g, struct yn_err *err)
{
    struct yn_stories *stories = g->stories;
    struct yn_layers layers = {0};
    struct yn_layer_cue *cues = calloc(count_cues(stories) + 1, sizeof(*cues));
    if (!cues)
        return yn_err_nomem(err);
    const struct yn_layers_params params = {.moments = &stories->moments,
                                            .cues = cues,
                                            .n_cues = list_cues(stories, cues),
                                            .n_tracks = stories->n_tracks};
    int rc = yn_layers_measure(&params, &layers, err);
    for (size_t i = 0; !rc && i < stories->n_tracks; i++)
        stories->tracks[i].layering = layers.tracks[i];
    yn_layers_release(&layers);
    free(cues);
    return rc;
}

static int read_songs(struct gathering *g, struct yn_err *err)
{
    const struct yn_season *season = g->params->season;
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < season->n_tracks; i++) {
        rc = yn_said_song(&g->reader, season, season->tracks[i], &g->songs[i],
                          err);
        g->sung |= g->songs[i].n_lyrics > 0;
    }
    return rc;
}

static int compare(struct gathering *g, struct yn_err *err)
{
    struct yn_stories *stories = g->stories;
    const struct yn_message_season texts = {.songs = g->songs,
                                            .n_songs = stories->n_tracks,
                                            .dramas = g->dramas,
                                            .n_dramas =
                                                g->params->season->n_dramas};
    for (size_t i = 0; i < stories->n_tracks; i++)
        stories->tracks[i].message = (struct yn_message_fit){
            .status = YN_MESSAGE_NO_LYRICS, .value = NAN, .lo = NAN, .hi = NAN};
    if (!g->sung)
        return YN_OK;
    struct yn_err why = {0};
    int rc = yn_message_compare(&texts, g->params->embedder, &stories->message,
                                &why);
    if (rc == YN_E_NOTFOUND) {
        yn_say(g->params->log, YN_LOG_NOTE,
               "%s; until then songs and stories are compared by their words "
               "alone",
               why.text);
        rc = yn_message_compare(&texts, NULL, &stories->message, &why);
    }
    if (rc && err)
        *err = why;
    for (size_t i = 0; !rc && i < stories->n_tracks; i++)
        stories->tracks[i].message = stories->message.songs[i];
    return rc;
}

static void combine_all(struct yn_stories *stories)
{
    for (size_t i = 0; i < stories->n_tracks; i++) {
        struct yn_story *story = &stories->tracks[i];
        const struct yn_message_fit *fit = &story->message;
        const struct yn_story_parts parts = {
            .layering = story->layering.effect,
            .layering_sd = story->layering.sd,
            .message = fit->status == YN_MESSAGE_KNOWN ? fit->value : NAN,
            .message_sd = (fit->hi - fit->lo) / (2 * YN_NORMAL_90)};
        yn_story_combine(&parts, story);
    }
}

static int open_scan(struct gathering *g, struct yn_err *err)
{
    struct yn_stories *stories = g->stories;
    const struct yn_season_scan_params params = {.season = g->params->season,
                                                 .language =
                                                     g->params->language,
                                                 .flags = YN_SEASON_SCAN_READ,
                                                 .log = g->params->log};
    int rc = yn_season_scan_open(&params, &stories->scan, err);
    if (!rc)
        g->files = yn_season_scan_episodes(stories->scan, &stories->n_episodes);
    return rc;
}

static int allocate(struct gathering *g, struct yn_err *err)
{
    struct yn_stories *stories = g->stories;
    const struct yn_season *season = g->params->season;
    struct yn_arena *arena = &stories->arena;
    const size_t n = stories->n_episodes;
    stories->n_tracks = season->n_tracks;
    stories->placements =
        yn_arena_array(arena, n, sizeof(*stories->placements));
    stories->episodes = yn_arena_array(arena, n, sizeof(*stories->episodes));
    stories->tracks =
        yn_arena_array(arena, season->n_tracks, sizeof(*stories->tracks));
    g->moments = yn_arena_array(arena, n, sizeof(*g->moments));
    g->of_drama = yn_arena_array(arena, season->n_dramas, sizeof(*g->of_drama));
    g->dramas = yn_arena_array(arena, season->n_dramas, sizeof(*g->dramas));
    g->songs = yn_arena_array(arena, season->n_tracks, sizeof(*g->songs));
    bool all = stories->placements && stories->episodes && stories->tracks &&
               g->moments && g->of_drama && g->dramas && g->songs;
    return all ? YN_OK : yn_err_nomem(err);
}

static void tell_episode(struct gathering *g, size_t i)
{
    struct yn_stories *stories = g->stories;
    stories->episodes[i].moments = &stories->moments.episodes[i];
    if (g->moments[i].n_reactions > 0)
        stories->episodes[i].lag = &stories->moments.lags[g->moments[i].source];
}

static int gather(struct gathering *g, struct yn_err *err)
{
    struct yn_stories *stories = g->stories;
    const size_t n_dramas = g->params->season->n_dramas;
    int rc = open_scan(g, err);
    if (!rc)
        rc = allocate(g, err);
    if (!rc)
        rc = read_placements(g, err);
    if (!rc)
        rc = read_songs(g, err);
    for (size_t d = 0; !rc && d < n_dramas; d++)
        rc = read_drama(g, d, err);
    if (!rc)
        rc = yn_season_moments_find(g->moments, stories->n_episodes,
                                    n_dramas * SOURCES_A_DRAMA,
                                    &stories->moments, err);
    for (size_t i = 0; !rc && i < stories->n_episodes; i++)
        tell_episode(g, i);
    if (!rc)
        rc = tell_beyond(g, err);
    if (!rc)
        rc = layer(g, err);
    if (!rc)
        rc = compare(g, err);
    if (!rc)
        combine_all(stories);
    for (size_t d = 0; g->of_drama && d < n_dramas; d++)
        yn_story_files_release(&g->of_drama[d]);
    return rc;
}

int yn_stories_create(const struct yn_stories_params *params,
                      struct yn_report *report, struct yn_stories **out,
                      struct yn_err *err)
{
    struct yn_stories *stories = calloc(1, sizeof(*stories));
    if (!stories)
        return yn_err_nomem(err);
    struct gathering g = {.stories = stories,
                          .params = params,
                          .reader = {.arena = &stories->arena,
                                     .report = report,
                                     .log = params->log}};
    int rc = gather(&g, err);
    if (rc)
        yn_stories_destroy(&stories);
    else
        *out = stories;
    return rc;
}

void yn_stories_destroy(struct yn_stories **stories)
{
    struct yn_stories *old = *stories;
    *stories = NULL;
    if (!old)
        return;
    for (size_t i = 0; old->placements && i < old->n_episodes; i++)
        yn_placements_release(&old->placements[i]);
    yn_season_moments_release(&old->moments);
    yn_message_release(&old->message);
    yn_season_scan_close(&old->scan);
    yn_arena_release(&old->arena);
    free(old);
}

const struct yn_story *yn_stories_tracks(const struct yn_stories *stories,
                                         size_t *n)
{
    *n = stories->n_tracks;
    return stories->tracks;
}

const struct yn_story_episode *
yn_stories_episodes(const struct yn_stories *stories, size_t *n)
{
    *n = stories->n_episodes;
    return stories->episodes;
}

const struct yn_season_moments *
yn_stories_moments(const struct yn_stories *stories)
{
    return &stories->moments;
}
