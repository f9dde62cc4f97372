/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "found.h"

#include <stdlib.h>
#include <sys/stat.h>

#include <yeoun/scan.h>

#include "season.h"

struct yn_found {
    const struct yn_call *call;
    struct yn_log log;
    struct yn_run run;
    struct yn_season_scan *scan;
    const struct yn_season_episode *episodes;
    struct yn_placements *placements; /* by episode; those not read are empty */
    size_t n, next;
    bool folder;
    struct stat file; /* the episode asked for, unless `folder` */
};

/* Opens the season around the operand, or, for an episode that lies elsewhere,
 * the one around the current folder. */
static int open_season(struct yn_found *found, struct yn_err *err)
{
    struct yn_call here = *found->call;
    char *dir = NULL;
    struct yn_err why = {0};
    if (!found->folder) {
        int rc = yn_season_find(here.operand[0], &dir, &why);
        if (rc == YN_E_NOMEM)
            return yn_err_nomem(err);
        if (rc)
            here.n_operands = 0;
        free(dir);
    }
    return yn_season_open_sound(&here, &found->run, err);
}

static int look_at_operand(struct yn_found *found, struct yn_err *err)
{
    found->folder = true;
    if (found->call->n_operands == 0)
        return YN_OK;
    const char *path = found->call->operand[0];
    if (stat(path, &found->file) != 0)
        return yn_err_set(err, YN_E_NOTFOUND, 0,
                          "%s: is not there; give an episode or a season's "
                          "folder",
                          path);
    found->folder = S_ISDIR(found->file.st_mode);
    return YN_OK;
}

static bool is_asked_for(const struct yn_found *found, size_t i)
{
    struct stat st;
    return found->folder ||
           (stat(found->episodes[i].path, &st) == 0 &&
            st.st_dev == found->file.st_dev && st.st_ino == found->file.st_ino);
}

static int check_episode(const struct yn_found *found, struct yn_err *err)
{
    for (size_t i = 0; i < found->n; i++) {
        if (is_asked_for(found, i))
            return YN_OK;
    }
    return yn_err_set(err, YN_E_NOTFOUND, 0,
                      "%s: is no episode that a drama of the season names; "
                      "write it into `media:`, or use `yeoun scan --roster`",
                      found->call->operand[0]);
}

static int found_fill(struct yn_found *found, const char *language,
                      struct yn_err *err)
{
    int rc = look_at_operand(found, err);
    if (!rc)
        rc = open_season(found, err);
    if (rc)
        return rc;
    const struct yn_season_scan_params params = {
        .season = found->run.season,
        .language = language,
        .flags = YN_SEASON_SCAN_READ,
        .log = &found->log,
    };
    rc = yn_season_scan_open(&params, &found->scan, err);
    if (rc)
        return rc;
    found->episodes = yn_season_scan_episodes(found->scan, &found->n);
    found->placements = calloc(found->n + 1, sizeof(*found->placements));
    if (!found->placements)
        return yn_err_nomem(err);
    return found->folder ? YN_OK : check_episode(found, err);
}

int yn_found_open(const struct yn_call *call, const char *language,
                  bool *folder, struct yn_found **out, struct yn_err *err)
{
    struct yn_found *found = calloc(1, sizeof(*found));
    if (!found)
        return yn_err_nomem(err);
    found->call = call;
    found->log = yn_say_log(call->say);
    int rc = found_fill(found, language, err);
    if (rc) {
        yn_found_close(&found);
        return rc;
    }
    *folder = found->folder;
    *out = found;
    return YN_OK;
}

int yn_found_next(struct yn_found *found, struct yn_found_episode *out,
                  struct yn_err *err)
{
    while (found->next < found->n) {
        size_t i = found->next++;
        const struct yn_season_episode *it = &found->episodes[i];
        if (!is_asked_for(found, i))
            continue;
        struct yn_err why = {0};
        int rc =
            yn_season_scan_get(found->scan, i, &found->placements[i], &why);
        if (rc && (!found->folder || rc == YN_E_NOMEM)) {
            if (err)
                *err = why;
            return rc;
        }
        if (rc) {
            yn_say_warning(found->call->say, "%s", why.text);
            continue;
        }
        *out = (struct yn_found_episode){
            .episode = {.name = it->name,
                        .drama = it->drama,
                        .season = it->season,
                        .number = it->number,
                        .last = it->last,
                        .special = it->special,
                        .title = it->title,
                        .aired = it->aired},
            .placements = &found->placements[i],
            .masters = it->masters,
            .master_paths = it->master_paths,
            .n_masters = it->n_masters,
            .usage = found->run.season->usage,
        };
        return YN_OK;
    }
    return YN_NOTHING;
}

void yn_found_close(struct yn_found **found)
{
    struct yn_found *it = *found;
    if (!it)
        return;
    for (size_t i = 0; it->placements && i < it->n; i++)
        yn_placements_release(&it->placements[i]);
    free(it->placements);
    yn_season_scan_close(&it->scan);
    yn_run_release(&it->run);
    free(it);
    *found = NULL;
}
