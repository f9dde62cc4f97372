/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "season/new/slug.h"

#include "base/base.h"
#include "base/unicode.h"
#include "season/names/romanise.h"

/* Long enough for titles, short enough for every file system. */
#define SLUG_BYTES_MAX 80

int yn_slug_put(const char *title, struct yn_buf *out, struct yn_err *err)
{
    struct yn_buf latin = {0}, folded = {0};
    yn_romanise_put(title, &latin);
    int rc = latin.failed ? yn_err_nomem(err)
                          : yn_unicode_fold(yn_buf_text(&latin), &folded, err);
    const char *text = yn_buf_text(&folded);
    size_t start = out->len;
    bool gap = false;
    for (size_t at = 0; !rc && text[at] && out->len - start < SLUG_BYTES_MAX;) {
        uint32_t c = yn_unicode_next(text, &at);
        bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (plain && gap && out->len > start)
            yn_buf_putc(out, '-');
        if (plain)
            yn_buf_putc(out, (char)c);
        /* An apostrophe parts no words. */
        gap = plain ? false : gap || (c != '\'' && c != 0x2019);
    }
    yn_buf_release(&latin);
    yn_buf_release(&folded);
    if (!rc && out->failed)
        rc = yn_err_nomem(err);
    return rc;
}
