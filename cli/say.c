/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "say.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BOLD "\033[1m"
#define RED "\033[1;31m"
#define YELLOW "\033[1;33m"
#define PLAIN "\033[0m"

/* A message longer than an error's text plus its place is cut. */
#define SAY_BYTES_MAX (2 * YN_ERR_TEXT_MAX)

static bool wants_color(int choice, FILE *f)
{
    if (choice != YN_COLOR_AUTO)
        return choice == YN_COLOR_ALWAYS;
    const char *no_color = getenv("NO_COLOR"); /* no-color.org: when not "" */
    const char *term = getenv("TERM");
    if ((no_color && *no_color) || !term || strcmp(term, "dumb") == 0)
        return false;
    return isatty(fileno(f)) == 1;
}

void yn_say_init(struct yn_say *say, const struct yn_common *common)
{
    say->level = (enum yn_level)common->level;
    say->color_err = wants_color(common->color, stderr);
    say->color_out = wants_color(common->color, stdout);
    if (common->output && strcmp(common->output, "-") != 0)
        say->color_out = common->color == YN_COLOR_ALWAYS;
}

/* The bytes of a control character at `text`, 0 where there is none: C0, DEL,
 * and C1, which UTF-8 writes as C2 80..9F. */
static size_t control_bytes(const unsigned char *text)
{
    if (text[0] < 0x20 || text[0] == 0x7F)
        return 1;
    return text[0] == 0xC2 && text[1] >= 0x80 && text[1] <= 0x9F ? 2 : 0;
}

void yn_say_text(FILE *f, const char *text)
{
    const unsigned char *at = (const unsigned char *)text;
    while (*at) {
        size_t n = control_bytes(at);
        if (n)
            fputs("\xEF\xBF\xBD", f);
        else
            putc(*at, f);
        at += n ? n : 1;
    }
}

YN_PRINTF(3, 0)
static void say_line(const char *before, const char *after, const char *fmt,
                     va_list args)
{
    char text[SAY_BYTES_MAX];
    vsnprintf(text, sizeof(text), fmt, args);
    fputs(before, stderr);
    fputs(after, stderr);
    yn_say_text(stderr, text);
    putc('\n', stderr);
}

void yn_say_error(const struct yn_say *say, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    say_line(say->color_err ? RED "yeoun:" PLAIN : "yeoun:", " ", fmt, args);
    va_end(args);
}

void yn_say_warning(const struct yn_say *say, const char *fmt, ...)
{
    if (say->level == YN_LEVEL_QUIET)
        return;
    va_list args;
    va_start(args, fmt);
    say_line("yeoun: ",
             say->color_err ? YELLOW "warning:" PLAIN " " : "warning: ", fmt,
             args);
    va_end(args);
}

void yn_say_note(const struct yn_say *say, const char *fmt, ...)
{
    if (say->level == YN_LEVEL_QUIET)
        return;
    va_list args;
    va_start(args, fmt);
    say_line("", "", fmt, args);
    va_end(args);
}

static void log_line(void *ctx, enum yn_log_level level, const char *text)
{
    const struct yn_say *say = ctx;
    if (level == YN_LOG_ERROR)
        yn_say_error(say, "%s", text);
    else if (level == YN_LOG_WARNING)
        yn_say_warning(say, "%s", text);
    else if (level == YN_LOG_NOTE || say->level == YN_LEVEL_VERBOSE)
        yn_say_note(say, "%s", text);
}

struct yn_log yn_say_log(const struct yn_say *say)
{
    /* log_line only reads it. */
    return (struct yn_log){log_line, (void *)say};
}

void yn_say_problem(FILE *f, bool color, const struct yn_problem *problem)
{
    fputs(color ? BOLD : "", f);
    yn_say_text(f, problem->pos.file);
    if (problem->pos.line)
        fprintf(f, ":%u", problem->pos.line);
    if (problem->pos.line && problem->pos.column)
        fprintf(f, ":%u", problem->pos.column);
    fputs(color ? ":" PLAIN " " : ": ", f);
    if (problem->severity == YN_WARNING)
        fputs(color ? YELLOW "warning:" PLAIN " " : "warning: ", f);
    yn_say_text(f, problem->what);
    if (*problem->remedy) {
        fputs("; ", f);
        yn_say_text(f, problem->remedy);
    }
    putc('\n', f);
}
