/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/placed.h>

#include "base/base.h"
#include "base/day.h"

/* A song carries a scene when it is in front for so long. */
#define STRONG_S 10
#define CONFIDENCE_MIN 0.95

static bool is_strong(const struct yn_cue *cue)
{
    size_t run = 0, known = 0;
    if (cue->confidence < CONFIDENCE_MIN)
        return false;
    for (size_t i = 0; i < cue->n_levels; i++) {
        known += cue->level_db[i] == cue->level_db[i]; /* not NAN */
        run = cue->level_db[i] >= 0 ? run + 1 : 0;
        if (run >= STRONG_S)
            return true;
    }
    /* Shorter, or of a scan that kept no course: by the whole. */
    return (known < STRONG_S && cue->mbr_k_db >= 0) || cue->use == YN_ALONE;
}

static unsigned last_number(const struct yn_season_episode *file)
{
    return file->last > file->number ? file->last : file->number;
}

/* INT32_MIN: not known. */
static int32_t air_day(const struct yn_season_episode *file)
{
    const struct yn_drama *drama = file->drama;
    if (file->aired.year)
        return yn_day_of(file->aired);
    unsigned number = last_number(file);
    if (!number || file->special || !drama->first.year || !drama->last.year ||
        number > drama->episodes)
        return INT32_MIN;
    int32_t first = yn_day_of(drama->first), last = yn_day_of(drama->last);
    if (drama->episodes < 2)
        return last;
    double part = (number - 1.0) / (drama->episodes - 1.0);
    return first + (int32_t)((last - first) * part + 0.5);
}

static bool is_scanned(const struct yn_placed_episode *episodes, size_t n,
                       const struct yn_drama *drama, unsigned number)
{
    for (size_t i = 0; i < n; i++) {
        const struct yn_season_episode *file = episodes[i].file;
        if (file->drama == drama && !file->special && episodes[i].placements &&
            file->number && file->number <= number &&
            number <= last_number(file))
            return true;
    }
    return false;
}

/* Whether every episode behind `file` was scanned. */
static bool is_known_behind(const struct yn_placed_episode *episodes, size_t n,
                            const struct yn_season_episode *file)
{
    const struct yn_drama *drama = file->drama;
    if (!last_number(file) || file->special || !drama->episodes)
        return false;
    for (unsigned k = last_number(file) + 1; k <= drama->episodes; k++) {
        if (!is_scanned(episodes, n, drama, k))
            return false;
    }
    return true;
}

/* The tracks that stand in front in one episode. */
static void take_episode(const struct yn_placed_episode *episode, bool known,
                         int32_t *day)
{
    const struct yn_season_episode *file = episode->file;
    const struct yn_placements *found = episode->placements;
    int32_t aired = known ? air_day(file) : INT32_MIN;
    for (size_t i = 0; i < found->n_cues; i++) {
        const struct yn_cue *cue = &found->cues[i];
        const struct yn_track *track = cue->master < file->n_masters
                                           ? file->masters[cue->master].track
                                           : NULL;
        if (track && is_strong(cue) && aired > day[track->index])
            day[track->index] = aired;
    }
}

void yn_placed_days(const struct yn_season *season,
                    const struct yn_placed_episode *episodes, size_t n,
                    int32_t *day)
{
    for (size_t t = 0; t < season->n_tracks; t++)
        day[t] = INT32_MIN;
    for (size_t i = 0; i < n; i++) {
        if (episodes[i].placements)
            take_episode(&episodes[i],
                         is_known_behind(episodes, n, episodes[i].file), day);
    }
}

static bool has_media(const struct yn_season *season)
{
    for (size_t d = 0; d < season->n_dramas; d++) {
        if (season->dramas[d].media.n)
            return true;
    }
    return false;
}

static int read_episodes(struct yn_season_scan *scan,
                         const struct yn_season *season, int32_t *day,
                         struct yn_err *err)
{
    size_t n, n_read = 0;
    const struct yn_season_episode *file = yn_season_scan_episodes(scan, &n);
    struct yn_placements *found = calloc(n + 1, sizeof(*found));
    struct yn_placed_episode *episodes = calloc(n + 1, sizeof(*episodes));
    int rc = found && episodes ? YN_OK : yn_err_nomem(err);
    for (size_t i = 0; !rc && i < n; i++) {
        struct yn_err why = {0};
        int got = yn_season_scan_get(scan, i, &found[i], &why);
        if (got == YN_E_NOMEM)
            rc = yn_err_nomem(err);
        episodes[i].file = &file[i];
        episodes[i].placements = got ? NULL : &found[i];
        n_read = i + 1;
    }
    if (!rc)
        yn_placed_days(season, episodes, n, day);
    for (size_t i = 0; i < n_read; i++)
        yn_placements_release(&found[i]);
    free(found);
    free(episodes);
    return rc;
}

int yn_placed_read(const struct yn_season *season, const char *language,
                   int32_t *day, struct yn_err *err)
{
    const struct yn_season_scan_params params = {
        .season = season, .language = language, .flags = YN_SEASON_SCAN_READ};
    struct yn_season_scan *scan = NULL;
    struct yn_err why = {0};
    yn_placed_days(season, NULL, 0, day);
    if (!has_media(season))
        return YN_OK;
    int rc = yn_season_scan_open(&params, &scan, &why);
    if (rc == YN_E_NOMEM)
        return yn_err_nomem(err);
    /* Who wants the placements themselves tells what is wrong with them. */
    if (rc)
        return YN_OK;
    rc = read_episodes(scan, season, day, err);
    yn_season_scan_close(&scan);
    return rc;
}
