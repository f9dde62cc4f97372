/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz/fuzz.h"

#include "base/base.h"
#include "base/unicode.h"
#include "media/subtitles.h"

/* The first byte chooses the language, the rest is the file. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const languages[] = {NULL, "ko", "en", "xx"};
    struct yn_report *report = NULL;
    struct yn_subtitles s;
    struct yn_err err;
    if (size == 0 || size > FUZZ_BYTES_MAX || yn_report_create(&report, NULL))
        return 0;
    int rc =
        yn_subtitles_parse("Show.E01.ko.srt", (const char *)data + 1, size - 1,
                           languages[data[0] % 4], &s, report, &err);
    yn_assert(rc == YN_OK || rc == YN_E_INPUT);
    for (size_t i = 0; rc == YN_OK && i < s.n_lines; i++) {
        const struct yn_subtitle *line = &s.lines[i];
        size_t len = strlen(line->text), bad;
        yn_assert(line->start_s >= 0 && line->end_s >= line->start_s);
        yn_assert(i == 0 || line->start_s >= s.lines[i - 1].start_s);
        yn_assert(len > 0 && yn_unicode_valid(line->text, len, &bad));
        yn_assert(yn_unicode_valid(line->speaker, strlen(line->speaker), &bad));
        yn_assert(line->text[0] != ' ' && line->text[len - 1] != '\n');
        yn_assert(line->line > 0);
    }
    if (rc == YN_OK)
        yn_subtitles_release(&s);
    yn_report_destroy(&report);
    return 0;
}
