/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/played.h"

#include <math.h>

#include "base/arena.h"
#include "base/base.h"
#include "publish/meeting.h"
#include "publish/text.h"

/* A song comes to the front where its level, as the mean of so many seconds,
 * reaches that of the rest, and for so long at least: between two words of a
 * talk any song is the loudest thing there is. */
#define EVEN_S 7
#define FRONT_S_MIN 4
#define FRONT_DB 0.0
/* What stands alone has no level; so much is enough to be in front. */
#define LEVEL_DB_MAX 20.0f
/* No episode is longer; what says so is damaged. */
#define EPISODE_S_MAX (25 * 3600.0)

struct yn_played {
    struct yn_arena arena;
    struct yn_played_drama *dramas; /* by index of the season */
    const struct yn_season *season;
};

/* One drama on its way. */
struct fill {
    struct yn_played *played;
    struct yn_played_drama *drama;
    bool local;
    /* For others: the drama's tracks without what their writers are paid by. */
    struct yn_track *tracks;
};

static float level_at(const struct yn_cue *cue, size_t i)
{
    float level = cue->level_db[i];
    return level > LEVEL_DB_MAX ? LEVEL_DB_MAX : level;
}

/* The mean level around second `i` of the cue; NAN where none is known. */
static double even_level(const struct yn_cue *cue, size_t i)
{
    size_t from = i > EVEN_S / 2 ? i - EVEN_S / 2 : 0;
    size_t to = i + EVEN_S / 2 + 1;
    double sum = 0;
    unsigned n = 0;
    for (size_t j = from; j < to && j < cue->n_levels; j++) {
        float level = level_at(cue, j);
        if (isnan(level))
            continue;
        sum += (double)fmaxf(level, -2 * LEVEL_DB_MAX);
        n++;
    }
    return n ? sum / n : (double)NAN;
}

static int add_front(struct yn_played_episode *episode, size_t *cap,
                     const struct yn_front *front, struct yn_err *err)
{
    if (front->end_s - front->start_s < FRONT_S_MIN)
        return YN_OK;
    int rc = yn_grow(&episode->fronts, cap, episode->n_fronts + 1,
                     sizeof(*episode->fronts), err);
    if (!rc)
        episode->fronts[episode->n_fronts++] = *front;
    return rc;
}

static int fronts_of_row(struct yn_played_episode *episode, size_t row,
                         size_t *cap, struct yn_err *err)
{
    const struct yn_cue *cue = episode->sheet->rows[row].cue;
    struct yn_front front = {.row = row};
    bool open = false;
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < cue->n_levels; i++) {
        double from_s = cue->start_s + (double)i;
        bool loud = even_level(cue, i) >= FRONT_DB;
        if (loud && !open)
            front.start_s = from_s;
        if (loud)
            front.end_s = fmin(from_s + 1, cue->end_s);
        else if (open)
            rc = add_front(episode, cap, &front, err);
        open = loud;
    }
    return open && !rc ? add_front(episode, cap, &front, err) : rc;
}

static int compare_fronts(const void *left, const void *right)
{
    const struct yn_front *a = left, *b = right;
    if (a->start_s != b->start_s)
        return a->start_s < b->start_s ? -1 : 1;
    return a->row < b->row ? -1 : a->row > b->row;
}

static int find_fronts(struct yn_played_episode *episode, struct yn_err *err)
{
    size_t cap = 0;
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < episode->sheet->n_rows; i++)
        rc = fronts_of_row(episode, i, &cap, err);
    if (episode->n_fronts)
        qsort(episode->fronts, episode->n_fronts, sizeof(*episode->fronts),
              compare_fronts);
    double reached_s = 0;
    for (size_t i = 0; i < episode->n_fronts; i++) {
        const struct yn_front *front = &episode->fronts[i];
        double from_s = fmax(front->start_s, reached_s);
        episode->front_s += fmax(front->end_s - from_s, 0);
        reached_s = fmax(front->end_s, reached_s);
    }
    return rc;
}

const struct yn_played_song *yn_played_song(const struct yn_played_drama *drama,
                                            const struct yn_sheet_row *row)
{
    const struct yn_track *track = row->master->track;
    /* The sheet may hold copies: by index, not by address. */
    for (size_t i = 0; track && i < drama->n_songs; i++) {
        if (drama->songs[i].track->index == track->index)
            return &drama->songs[i];
    }
    return NULL;
}

static void count_songs(struct yn_played_drama *drama,
                        const struct yn_played_episode *episode)
{
    for (size_t i = 0; i < drama->n_songs; i++) {
        struct yn_played_song *song = &drama->songs[i];
        size_t before = song->n_cues;
        for (size_t j = 0; j < episode->sheet->n_rows; j++) {
            const struct yn_cue *cue = episode->sheet->rows[j].cue;
            if (yn_played_song(drama, &episode->sheet->rows[j]) != song)
                continue;
            song->n_cues++;
            song->music_s += fmax(cue->end_s - cue->start_s, 0);
        }
        for (size_t j = 0; j < episode->n_fronts; j++) {
            const struct yn_front *front = &episode->fronts[j];
            const struct yn_sheet_row *row = &episode->sheet->rows[front->row];
            if (yn_played_song(drama, row) == song)
                song->front_s += front->end_s - front->start_s;
        }
        song->n_episodes += song->n_cues > before;
        drama->n_heard += before == 0 && song->n_cues > 0;
    }
}

/* Copies of the tracks without numbers and shares of their writers. */
static int public_tracks(struct fill *fill, const struct yn_drama *drama,
                         struct yn_err *err)
{
    struct yn_arena *arena = &fill->played->arena;
    fill->tracks =
        yn_arena_array(arena, drama->n_tracks, sizeof(*fill->tracks));
    if (!fill->tracks)
        return yn_err_nomem(err);
    for (size_t i = 0; i < drama->n_tracks; i++) {
        struct yn_track *track = &fill->tracks[i];
        *track = drama->tracks[i];
        track->writers =
            yn_arena_array(arena, track->n_writers, sizeof(*track->writers));
        if (!track->writers)
            return yn_err_nomem(err);
        for (size_t j = 0; j < track->n_writers; j++) {
            track->writers[j] = drama->tracks[i].writers[j];
            track->writers[j].society = track->writers[j].ipi = "";
            track->writers[j].share = (double)NAN;
        }
    }
    return YN_OK;
}

/* Without the names of files, where others are to read it. */
static int public_masters(struct fill *fill,
                          const struct yn_publish_episode *given,
                          const struct yn_cue_master **out, struct yn_err *err)
{
    struct yn_cue_master *masters = yn_arena_array(
        &fill->played->arena, given->n_masters, sizeof(*masters));
    if (!masters)
        return yn_err_nomem(err);
    for (size_t i = 0; i < given->n_masters; i++) {
        const struct yn_track *track = given->masters[i].track;
        masters[i].drama = given->masters[i].drama;
        for (size_t j = 0; track && j < fill->drama->n_songs; j++) {
            if (fill->tracks[j].index == track->index)
                masters[i].track = &fill->tracks[j];
        }
    }
    *out = masters;
    return YN_OK;
}

/* A time that is none is not (at >= 0). */
static bool is_time(double at_s)
{
    return at_s >= 0 && at_s <= EPISODE_S_MAX;
}

/* The stored placements come from a file that may have been tampered with; a
 * drawing must not follow them to the end of time. */
static int check_times(const struct yn_publish_episode *given,
                       struct yn_err *err)
{
    const struct yn_placements *found = given->placements;
    bool fine = is_time(found->duration_s);
    for (size_t i = 0; fine && i < found->n_cues; i++)
        fine = is_time(found->cues[i].start_s) && is_time(found->cues[i].end_s);
    return fine ? YN_OK
                : yn_err_set(err, YN_E_ARG, 0,
                             "%s: what was found in it is damaged; scan it "
                             "again",
                             given->path);
}

static int make_sheet(struct fill *fill, struct yn_played_episode *episode,
                      struct yn_err *err)
{
    const struct yn_publish_episode *given = episode->given;
    struct yn_sheet_params params = {
        .episode = given->episode,
        .placements = given->placements,
        .masters = given->masters,
        .n_masters = given->n_masters,
        .usage = fill->played->season->usage,
    };
    int rc = check_times(given, err);
    if (!rc && !fill->local) {
        params.episode.name = episode->stem;
        rc = public_masters(fill, given, &params.masters, err);
    }
    if (!rc)
        rc = yn_sheet_create(&params, &episode->sheet, err);
    if (!rc)
        rc = find_fronts(episode, err);
    if (rc)
        return rc;
    fill->drama->n_known++;
    count_songs(fill->drama, episode);
    return YN_OK;
}

static bool has_title(const struct yn_cue_episode *episode)
{
    return episode->title && episode->title[0];
}

/* The name of the file itself, without folders and ending. */
static void put_file_name(const struct yn_cue_episode *episode,
                          struct yn_buf *out)
{
    const char *name = episode->name ? episode->name : "";
    const char *slash = strrchr(name, '/');
    const char *base = slash ? slash + 1 : name;
    const char *dot = strrchr(base, '.');
    yn_buf_add(out, base, dot > base ? (size_t)(dot - base) : strlen(base));
}

/* "Season 2, episode 7", "Episodes 7–8", "Special 1", "12 March 2020". */
static void put_name(const struct yn_cue_episode *episode, struct yn_buf *out)
{
    if (episode->number) {
        bool several = episode->last > episode->number;
        if (episode->special)
            yn_buf_puts(out, "Special");
        else if (episode->season > 1)
            yn_buf_printf(out, "Season %u, episode", episode->season);
        else
            yn_buf_puts(out, "Episode");
        yn_buf_printf(out, "%s %u", several ? "s" : "", episode->number);
        if (several)
            yn_buf_printf(out, "–%u", episode->last);
    } else {
        yn_text_day(episode->aired, out);
    }
    if (has_title(episode))
        yn_buf_printf(out, "%s%s", out->len ? ": " : "", episode->title);
    if (out->len == 0)
        put_file_name(episode, out);
}

static int put_stem(const struct yn_cue_episode *episode, struct yn_buf *out,
                    struct yn_err *err)
{
    char day[16];
    if (episode->special && episode->number)
        yn_buf_printf(out, "special-%u", episode->number);
    else if (episode->number && episode->season > 1)
        yn_buf_printf(out, "s%02ue%02u", episode->season, episode->number);
    else if (episode->number)
        yn_buf_printf(out, "e%02u", episode->number);
    else if (episode->aired.year)
        yn_buf_puts(out, yn_date_text(episode->aired, day, sizeof(day)));
    else if (has_title(episode))
        return yn_text_slug(episode->title, out, err);
    return YN_OK;
}

static bool stem_taken(const struct yn_played_drama *drama, size_t before,
                       const char *stem)
{
    if (!stem[0] || strcmp(stem, "index") == 0)
        return true;
    for (size_t i = 0; i < before; i++) {
        if (strcmp(drama->episodes[i].stem, stem) == 0)
            return true;
    }
    return false;
}

static int name_episode(struct fill *fill, size_t i, struct yn_err *err)
{
    struct yn_played_episode *episode = &fill->drama->episodes[i];
    struct yn_buf text = {0};
    put_name(&episode->given->episode, &text);
    episode->name = yn_arena_dup(&fill->played->arena, yn_buf_text(&text));
    yn_buf_clear(&text);
    int rc = put_stem(&episode->given->episode, &text, err);
    if (!text.len)
        yn_buf_puts(&text, "episode");
    size_t len = text.len;
    for (unsigned n = 2;
         !rc && !text.failed && stem_taken(fill->drama, i, yn_buf_text(&text));
         n++) {
        text.len = len;
        yn_buf_printf(&text, "-%u", n);
    }
    episode->stem = yn_arena_dup(&fill->played->arena, yn_buf_text(&text));
    if (!rc && (text.failed || !episode->stem || !episode->name))
        rc = yn_err_nomem(err);
    yn_buf_release(&text);
    return rc;
}

static int init_drama(struct fill *fill, const struct yn_drama *drama,
                      const char *anchor, size_t n, struct yn_err *err)
{
    struct yn_arena *arena = &fill->played->arena;
    struct yn_played_drama *it = fill->drama;
    struct yn_buf folder = {0};
    yn_buf_printf(&folder, "episodes/%s", anchor);
    *it = (struct yn_played_drama){
        .drama = drama,
        .folder = yn_arena_dup(arena, yn_buf_text(&folder)),
        .episodes = yn_arena_array(arena, n, sizeof(*it->episodes)),
        .songs = yn_arena_array(arena, drama->n_tracks, sizeof(*it->songs)),
        .n_songs = drama->n_tracks,
    };
    bool failed = folder.failed || !it->folder || !it->episodes || !it->songs;
    yn_buf_release(&folder);
    if (failed)
        return yn_err_nomem(err);
    for (size_t i = 0; i < drama->n_tracks; i++)
        it->songs[i] = (struct yn_played_song){.track = &drama->tracks[i],
                                               .number = (unsigned)i + 1};
    return YN_OK;
}

/* The episodes of one drama, which stand one after another. */
static int fill_drama(struct fill *fill, const struct yn_publish_params *params,
                      const struct yn_publish_episode *given, size_t n,
                      const struct yn_anchors *anchors, struct yn_err *err)
{
    const struct yn_season *season = fill->played->season;
    const struct yn_drama *drama = given->episode.drama;
    fill->drama = &fill->played->dramas[drama - season->dramas];
    int rc = init_drama(fill, drama, yn_anchor_drama(anchors, season, drama), n,
                        err);
    if (!rc && !fill->local)
        rc = public_tracks(fill, drama, err);
    for (size_t i = 0; !rc && i < n; i++) {
        struct yn_played_episode *episode = &fill->drama->episodes[i];
        episode->given = &given[i];
        fill->drama->n_episodes++;
        rc = name_episode(fill, i, err);
        if (!rc && given[i].placements)
            rc = make_sheet(fill, episode, err);
    }
    if (!rc)
        yn_meetings_find(fill->drama, params);
    return rc;
}

int yn_played_create(const struct yn_season *season,
                     const struct yn_publish_params *params,
                     const struct yn_anchors *anchors, struct yn_played **out,
                     struct yn_err *err)
{
    struct yn_played *played = calloc(1, sizeof(*played));
    if (!played)
        return yn_err_nomem(err);
    played->season = season;
    played->dramas = yn_arena_array(&played->arena, season->n_dramas,
                                    sizeof(*played->dramas));
    int rc = played->dramas ? YN_OK : yn_err_nomem(err);
    struct fill fill = {.played = played, .local = params->local};
    for (size_t i = 0, n; !rc && i < params->n_episodes; i += n) {
        const struct yn_publish_episode *given = &params->episodes[i];
        for (n = 1; i + n < params->n_episodes &&
                    given[n].episode.drama == given->episode.drama;)
            n++;
        rc = fill_drama(&fill, params, given, n, anchors, err);
    }
    if (rc)
        yn_played_destroy(&played);
    else
        *out = played;
    return rc;
}

void yn_played_destroy(struct yn_played **played)
{
    struct yn_played *it = *played;
    if (!it)
        return;
    for (size_t i = 0; it->dramas && i < it->season->n_dramas; i++) {
        for (size_t j = 0; j < it->dramas[i].n_episodes; j++) {
            yn_sheet_destroy(&it->dramas[i].episodes[j].sheet);
            free(it->dramas[i].episodes[j].fronts);
        }
    }
    yn_arena_release(&it->arena);
    free(it);
    *played = NULL;
}

const struct yn_played_drama *yn_played_of(const struct yn_played *played,
                                           const struct yn_drama *drama)
{
    if (!played)
        return NULL;
    const struct yn_played_drama *it =
        &played->dramas[drama - played->season->dramas];
    return it->n_episodes ? it : NULL;
}

unsigned yn_played_colour(const struct yn_played_song *song)
{
    /* The roster's neighbours are seldom neighbours in colour: steps of five
     * of twelve hues, then the same again in another tone. */
    unsigned place = (song->number - 1) % YN_PLAYED_COLOURS;
    return place * 5 % 12 + (place >= 12 ? 12 : 0);
}
