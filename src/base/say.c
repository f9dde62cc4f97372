/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/say.h"

#include "base/base.h"

void yn_say_args(const struct yn_log *log, enum yn_log_level level,
                 const char *fmt, va_list args)
{
    if (!log || !log->line)
        return;
    char text[YN_ERR_TEXT_MAX];
    vsnprintf(text, sizeof(text), fmt, args);
    log->line(log->ctx, level, text);
}

void yn_say(const struct yn_log *log, enum yn_log_level level, const char *fmt,
            ...)
{
    va_list args;
    va_start(args, fmt);
    yn_say_args(log, level, fmt, args);
    va_end(args);
}
