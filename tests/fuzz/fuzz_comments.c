/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz/fuzz.h"

#include <math.h>

#include "base/base.h"
#include "base/unicode.h"
#include "story/comments.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct yn_report *report = NULL;
    struct yn_comments read;
    struct yn_err err;
    if (size > FUZZ_BYTES_MAX || yn_report_create(&report, NULL))
        return 0;
    int rc = yn_comments_parse("comments/drama/01", (const char *)data, size,
                               &read, report, &err);
    yn_assert(rc == YN_OK || rc == YN_E_INPUT);
    for (size_t i = 0; rc == YN_OK && i < read.n; i++) {
        const struct yn_comment *one = &read.item[i];
        size_t len = strlen(one->text), bad;
        yn_assert(isfinite(one->time_s) && one->time_s >= 0);
        yn_assert(i == 0 || one->time_s >= read.item[i - 1].time_s);
        yn_assert(len > 0 && yn_unicode_valid(one->text, len, &bad));
    }
    if (rc == YN_OK)
        yn_comments_release(&read);
    yn_report_destroy(&report);
    return 0;
}
