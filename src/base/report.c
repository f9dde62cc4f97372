/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/report.h>

#include "base/arena.h"
#include "base/base.h"

struct yn_report {
    struct yn_arena arena;
    struct yn_problem *item;
    size_t n, cap;
};

int yn_report_create(struct yn_report **out, struct yn_err *err)
{
    struct yn_report *report = calloc(1, sizeof(*report));
    if (!report)
        return yn_err_nomem(err);
    *out = report;
    return YN_OK;
}

void yn_report_destroy(struct yn_report **report)
{
    if (!*report)
        return;
    yn_arena_release(&(*report)->arena);
    free((*report)->item);
    free(*report);
    *report = NULL;
}

int yn_report_add(struct yn_report *report, const struct yn_problem *problem,
                  struct yn_err *err)
{
    int rc = yn_grow(&report->item, &report->cap, report->n + 1,
                     sizeof(*report->item), err);
    if (rc)
        return rc;
    struct yn_problem copy = *problem;
    const char *remedy = problem->remedy ? problem->remedy : "";
    copy.pos.file = yn_arena_dup(&report->arena, problem->pos.file);
    copy.what = yn_arena_dup(&report->arena, problem->what);
    copy.remedy = yn_arena_dup(&report->arena, remedy);
    if (!copy.pos.file || !copy.what || !copy.remedy)
        return yn_err_nomem(err);
    report->item[report->n++] = copy;
    return YN_OK;
}

static int problem_compare(const struct yn_problem *a,
                           const struct yn_problem *b)
{
    int order = strcmp(a->pos.file, b->pos.file);
    if (order)
        return order;
    if (a->pos.line != b->pos.line)
        return a->pos.line < b->pos.line ? -1 : 1;
    if (a->pos.column != b->pos.column)
        return a->pos.column < b->pos.column ? -1 : 1;
    return 0;
}

static void merge_runs(struct yn_problem *to, const struct yn_problem *from,
                       size_t begin, size_t middle, size_t end)
{
    size_t a = begin, b = middle;
    for (size_t i = begin; i < end; i++) {
        bool take_a = a < middle &&
                      (b >= end || problem_compare(&from[a], &from[b]) <= 0);
        to[i] = take_a ? from[a++] : from[b++];
    }
}

/* A stable merge sort; without memory for it the order stays as read. */
void yn_report_sort(struct yn_report *report)
{
    size_t n = report->n;
    if (n < 2)
        return;
    struct yn_problem *spare = malloc(report->cap * sizeof(*spare));
    if (!spare)
        return;
    for (size_t run = 1; run < n; run *= 2) {
        for (size_t begin = 0; begin < n; begin += 2 * run) {
            size_t middle = begin + run < n ? begin + run : n;
            size_t end = begin + 2 * run < n ? begin + 2 * run : n;
            merge_runs(spare, report->item, begin, middle, end);
        }
        struct yn_problem *old = report->item;
        report->item = spare;
        spare = old;
    }
    free(spare);
}

const struct yn_problem *yn_report_items(const struct yn_report *report,
                                         size_t *n)
{
    *n = report->n;
    return report->item;
}

size_t yn_report_count(const struct yn_report *report,
                       enum yn_severity severity)
{
    size_t count = 0;
    for (size_t i = 0; i < report->n; i++) {
        if (report->item[i].severity == severity)
            count++;
    }
    return count;
}
