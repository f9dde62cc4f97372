/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz/fuzz.h"

#include <yeoun/list.h>

#include "base/base.h"
#include "base/unicode.h"

/* Every name is UTF-8 and says something. */
static void check_name(const char *name)
{
    size_t bad;
    yn_assert(name[0] != '\0');
    yn_assert(yn_unicode_valid(name, strlen(name), &bad));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct yn_report *report = NULL;
    struct yn_list *list = NULL;
    if (size > FUZZ_BYTES_MAX || yn_report_create(&report, NULL))
        return 0;
    if (yn_list_parse((const char *)data, size, "list", report, &list, NULL) ==
        YN_OK) {
        size_t n;
        const struct yn_list_track *track = yn_list_tracks(list, &n);
        for (size_t i = 0; i < n; i++) {
            check_name(track[i].title);
            check_name(track[i].artist);
            check_name(track[i].drama);
            yn_assert(track[i].pos.line > 0 && track[i].pos.column > 0);
        }
        struct yn_new_params params = {
            .dir = "/nowhere/new", .year = 2020, .list = list, .dry_run = true};
        struct yn_text_list files = {0};
        yn_assert(yn_season_new(&params, &files, NULL) ==
                  (n ? YN_OK : YN_E_INPUT));
        yn_text_list_release(&files);
    }
    yn_list_destroy(&list);
    yn_report_destroy(&report);
    return 0;
}
