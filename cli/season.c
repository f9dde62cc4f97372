/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "season.h"

const char *yn_plural(size_t n)
{
    return n == 1 ? "" : "s";
}

int yn_season_open(const struct yn_call *call, struct yn_run *run,
                   struct yn_err *err)
{
    const char *start = call->n_operands ? call->operand[0] : ".";
    struct yn_log log = yn_say_log(call->say);
    return yn_run_open(start, true, &log, run, err);
}

void yn_season_problems(FILE *f, bool color, const struct yn_report *report,
                        bool warnings)
{
    size_t n;
    const struct yn_problem *items = yn_report_items(report, &n);
    for (size_t i = 0; i < n; i++) {
        if (warnings || items[i].severity == YN_PROBLEM)
            yn_say_problem(f, color, &items[i]);
    }
}

int yn_season_open_sound(const struct yn_call *call, struct yn_run *run,
                         struct yn_err *err)
{
    int rc = yn_season_open(call, run, err);
    if (rc)
        return rc;
    yn_season_problems(stderr, call->say->color_err, run->report,
                       call->say->level != YN_LEVEL_QUIET);
    size_t n = yn_report_count(run->report, YN_PROBLEM);
    if (!n)
        return YN_OK;
    yn_run_release(run);
    return yn_err_set(err, YN_E_PROBLEMS, 0,
                      "%zu problem%s in the season folder; mend %s first", n,
                      yn_plural(n), n == 1 ? "it" : "them");
}
