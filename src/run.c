/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/run.h>

#include "base/base.h"

int yn_run_open(const char *start, bool inside, const struct yn_log *log,
                struct yn_run *run, struct yn_err *err)
{
    *run = (struct yn_run){0};
    char *dir = NULL;
    int rc = inside ? yn_season_find(start, &dir, err) : YN_OK;
    if (!rc)
        rc = yn_report_create(&run->report, err);
    if (!rc)
        rc = yn_season_read(dir ? dir : start, log, run->report, &run->season,
                            err);
    if (!rc)
        rc = yn_tally_create(run->season, &run->tally, err);
    free(dir);
    if (rc) {
        yn_run_release(run);
        return rc;
    }
    yn_report_sort(run->report);
    return YN_OK;
}

void yn_run_release(struct yn_run *run)
{
    yn_tally_destroy(&run->tally);
    yn_season_destroy(&run->season);
    yn_report_destroy(&run->report);
}
