/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads a season folder: its files in turn, then what only the whole can tell
 * (an order, doubles), then the names, then the ballots that need them.
 */
#include <yeoun/season.h>

#include <yeoun/usage.h>

#include "base/base.h"
#include "base/dir.h"
#include "base/file.h"
#include "base/path.h"
#include "season/build.h"
#include "season/names/index.h"

#define QUORUM_DEFAULT 0.5
#define BAR_DEFAULT 7
#define MAX_PICKS_DEFAULT 5

int yn_build_path(struct yn_build *build, const char *name, const char **out,
                  struct yn_err *err)
{
    *out = yn_path_join_in(build->reader.arena, build->dir, name);
    return *out ? YN_OK : yn_err_nomem(err);
}

static int index_tracks(struct yn_build *build, struct yn_err *err)
{
    struct yn_season *season = build->season;
    size_t n = 0;
    for (size_t d = 0; d < season->n_dramas; d++)
        n += season->dramas[d].n_tracks;
    season->tracks =
        yn_arena_array(build->reader.arena, n, sizeof(struct yn_track *));
    if (!season->tracks)
        return yn_err_nomem(err);
    for (size_t d = 0; d < season->n_dramas; d++) {
        for (size_t t = 0; t < season->dramas[d].n_tracks; t++) {
            struct yn_track *track = &season->dramas[d].tracks[t];
            track->drama = d;
            track->index = season->n_tracks;
            season->tracks[season->n_tracks++] = track;
        }
    }
    return YN_OK;
}

static int read_people(struct yn_build *build, struct yn_err *err)
{
    const char *path;
    int rc = yn_build_path(build, "people.md", &path, err);
    if (rc || !yn_file_exists(path))
        return rc;
    return yn_read_people_file(&build->reader, path, build->season, err);
}

static int read_votes(struct yn_build *build, struct yn_err *err)
{
    const char *path;
    int rc = yn_build_path(build, "ballots", &path, err);
    if (!rc)
        rc = yn_read_ballots(&build->reader, path, build->season, err);
    if (!rc)
        rc = yn_build_path(build, "overrides.csv", &path, err);
    if (!rc)
        rc = yn_read_overrides(&build->reader, path, build->season, err);
    return rc;
}

static int read_usage(struct yn_build *build, struct yn_err *err)
{
    const char *path;
    int rc = yn_build_path(build, "usage.csv", &path, err);
    if (!rc)
        rc = yn_read_usage(&build->reader, path, build->season, err);
    return rc;
}

static int read_folder(struct yn_build *build, struct yn_err *err)
{
    const char *path;
    const struct yn_yaml_node *listed = NULL;
    struct yn_season *season = build->season;
    int rc = yn_build_path(build, YN_SEASON_FILE, &path, err);
    if (!rc)
        rc = yn_read_season_file(&build->reader, path, season, &listed, err);
    if (!rc)
        rc = read_people(build, err);
    if (!rc)
        rc = yn_build_dramas(build, err);
    if (!rc)
        rc = yn_build_order(build, listed, err);
    if (!rc)
        rc = index_tracks(build, err);
    if (!rc)
        rc = yn_build_doubles(build, err);
    if (!rc)
        rc = yn_names_create(season, &season->own->names, err);
    if (!rc)
        rc = read_votes(build, err);
    if (!rc)
        rc = read_usage(build, err);
    if (rc)
        return rc;
    season->names = season->own->names;
    yn_names_tidy(season->own->names);
    season->newest_s = build->reader.newest_s;
    return YN_OK;
}

static int check_folder(const char *dir, struct yn_err *err)
{
    if (!yn_file_exists(dir))
        return yn_err_set(err, YN_E_NOTFOUND, 0, "%s: no such folder", dir);
    if (!yn_dir_is(dir))
        return yn_err_set(err, YN_E_INPUT, 0,
                          "%s: not a folder; name the one with season.md in it",
                          dir);
    char *path = yn_path_join(dir, YN_SEASON_FILE);
    if (!path)
        return yn_err_nomem(err);
    int rc = YN_OK;
    if (!yn_file_exists(path))
        rc = yn_err_set(err, YN_E_NOTFOUND, 0,
                        "%s: no season.md there; `yeoun new %s` starts a "
                        "season",
                        dir, dir);
    free(path);
    return rc;
}

static int season_create(const char *dir, struct yn_season **out,
                         struct yn_err *err)
{
    struct yn_season *season = calloc(1, sizeof(*season));
    if (!season)
        return yn_err_nomem(err);
    season->own = calloc(1, sizeof(*season->own));
    if (season->own)
        season->own->dir = strdup(dir);
    if (!season->own || !season->own->dir) {
        yn_season_destroy(&season);
        return yn_err_nomem(err);
    }
    season->dir = season->own->dir;
    season->title = season->badge = season->by = season->url = "";
    season->intro = "";
    season->usage = yn_usage_builtin();
    season->quorum = QUORUM_DEFAULT;
    season->bar = BAR_DEFAULT;
    season->max_picks = MAX_PICKS_DEFAULT;
    *out = season;
    return YN_OK;
}

int yn_season_read(const char *dir, const struct yn_log *log,
                   struct yn_report *report, struct yn_season **out,
                   struct yn_err *err)
{
    struct yn_season *season = NULL;
    int rc = check_folder(dir, err);
    if (!rc)
        rc = season_create(dir, &season, err);
    if (rc)
        return rc;
    struct yn_build build = {
        .reader = {.arena = &season->own->arena, .report = report, .log = log},
        .season = season,
        .dir = season->dir};
    rc = read_folder(&build, err);
    if (rc) {
        yn_season_destroy(&season);
        return rc;
    }
    *out = season;
    return YN_OK;
}

void yn_season_destroy(struct yn_season **season)
{
    if (!*season)
        return;
    struct yn_season_own *own = (*season)->own;
    if (own) {
        yn_names_destroy(&own->names);
        yn_arena_release(&own->arena);
        free(own->votes);
        free(own->dir);
        free(own);
    }
    free(*season);
    *season = NULL;
}
