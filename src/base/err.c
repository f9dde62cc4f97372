/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/err.h>

#include <stdarg.h>

#include "base/base.h"

#undef yn_err_set
#undef yn_err_nomem

struct err_row {
    int code, exit_status;
    const char *name, *text;
};

static const struct err_row err_rows[] = {
#define ERR_ROW(name, value, exit_status, text)                                \
    {value, exit_status, #name, text},
    YN_ERR_MAP(ERR_ROW)
#undef ERR_ROW
};

static const struct err_row *err_row(int code)
{
    for (size_t i = 0; i < YN_LEN(err_rows); i++) {
        if (err_rows[i].code == code)
            return &err_rows[i];
    }
    return err_row(YN_E_INTERNAL);
}

const char *yn_err_name(int code)
{
    return err_row(code)->name;
}

const char *yn_err_short(int code)
{
    return err_row(code)->text;
}

int yn_err_exit_status(int code)
{
    return err_row(code)->exit_status;
}

/* Takes away a character that the buffer's end cut in two. */
static void trim_partial_character(char *text, size_t len)
{
    size_t i = len;
    while (i > 0 && ((unsigned char)text[i - 1] & 0xC0) == 0x80)
        i--;
    if (i > 0 && (unsigned char)text[i - 1] >= 0xC0)
        text[i - 1] = '\0';
}

int yn_err_set(struct yn_err *err, int code, int native, const char *fmt, ...)
{
    if (!err)
        return code;
    err->code = code;
    err->native = native;
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(err->text, sizeof(err->text), fmt, args);
    va_end(args);
    if (n >= (int)sizeof(err->text))
        trim_partial_character(err->text, sizeof(err->text) - 1);
    return code;
}

int yn_err_nomem(struct yn_err *err)
{
    return yn_err_set(err, YN_E_NOMEM, 0, "out of memory");
}

void yn_assert_failed(const char *cond, const char *file, int line)
{
    fprintf(stderr, "yeoun: a mistake of its own at %s:%d: %s\n", file, line,
            cond);
    abort();
}

int yn_grow(void *items, size_t *cap, size_t need, size_t size,
            struct yn_err *err)
{
    if (need <= *cap)
        return YN_OK;
    size_t cap_new = *cap ? *cap : 8;
    while (cap_new < need)
        cap_new *= 2;
    if (cap_new > SIZE_MAX / size)
        return yn_err_nomem(err);
    void *old;
    memcpy(&old, items, sizeof(old));
    void *bigger = realloc(old, cap_new * size);
    if (!bigger)
        return yn_err_nomem(err);
    memcpy(items, &bigger, sizeof(bigger));
    *cap = cap_new;
    return YN_OK;
}
