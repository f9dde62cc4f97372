/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz/fuzz.h"

#include "base/base.h"
#include "season/roster/internal.h"

/* What was proposed must come back from its own JSON. */
static void check_round(struct yn_roster *roster, struct yn_report *report)
{
    char *json = NULL, *yaml = NULL, *csv = NULL;
    struct yn_roster *copy = NULL;
    size_t n, n_again;
    yn_assert(yn_roster_json(roster, &json, NULL) == YN_OK);
    yn_assert(yn_roster_yaml(roster, &yaml, NULL) == YN_OK);
    yn_assert(yn_roster_csv(roster, &csv, NULL) == YN_OK);
    yn_assert(yn_roster_create(&copy, NULL) == YN_OK);
    struct yn_reader reader = {.arena = &copy->arena, .report = report};
    (void)yn_roster_read_json(copy, &reader, "again", json, strlen(json), NULL);
    yn_roster_tracks(roster, &n);
    yn_roster_tracks(copy, &n_again);
    yn_assert(n_again <= n);
    yn_roster_destroy(&copy);
    free(json);
    free(yaml);
    free(csv);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct yn_report *report = NULL;
    struct yn_roster *roster = NULL;
    if (size > FUZZ_BYTES_MAX || yn_report_create(&report, NULL))
        return 0;
    yn_assert(yn_roster_create(&roster, NULL) == YN_OK);
    struct yn_reader reader = {.arena = &roster->arena, .report = report};
    int rc = yn_roster_read_json(roster, &reader, "fuzz", (const char *)data,
                                 size, NULL);
    if (rc == YN_OK)
        check_round(roster, report);
    yn_roster_destroy(&roster);
    yn_report_destroy(&report);
    return 0;
}
