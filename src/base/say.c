/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/say.h"

#include <stdarg.h>

#include "base/base.h"

void yn_say(const struct yn_log *log, enum yn_log_level level, const char *fmt,
            ...)
{
    if (!log || !log->line)
        return;
    char text[YN_ERR_TEXT_MAX];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof(text), fmt, args);
    va_end(args);
    log->line(log->ctx, level, text);
}
