/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Phrases of the pages of episodes.
 */
#include <math.h>

#include "base/base.h"
#include "base/path.h"
#include "publish/cues/line.h"
#include "publish/episodes_internal.h"

/* From here on seconds are more than one wants to know. */
#define MINUTES_S 600
/* Keeps a number and its unit on one line. */
#define NBSP "\u00A0"

void yn_episode_length(double seconds, struct yn_buf *out)
{
    long long s = (yn_line_ms(seconds) + 500) / 1000;
    long long min = s >= MINUTES_S ? (s + 30) / 60 : s / 60;
    if (min >= 60)
        yn_buf_printf(out, "%lld" NBSP "h" NBSP "%lld" NBSP "min", min / 60,
                      min % 60);
    else if (min && s < MINUTES_S && s % 60)
        yn_buf_printf(out, "%lld" NBSP "min" NBSP "%lld" NBSP "s", min, s % 60);
    else if (min)
        yn_buf_printf(out, "%lld" NBSP "min", min);
    else
        yn_buf_printf(out, "%lld" NBSP "s", s);
}

void yn_episode_count(size_t n, const char *one, struct yn_buf *out)
{
    yn_buf_printf(out, "%zu %s%s", n, one, n == 1 ? "" : "s");
}

void yn_episode_clock(double seconds, struct yn_buf *out)
{
    long long s = (yn_line_ms(seconds) + 500) / 1000;
    if (s >= 3600)
        yn_buf_printf(out, "%lld:%02lld:%02lld", s / 3600, s / 60 % 60, s % 60);
    else
        yn_buf_printf(out, "%lld:%02lld", s / 60, s % 60);
}

/* Bytes outside of the unreserved set of RFC 3986, and the slashes that part
 * folders, become %XX. */
static void put_path(const char *path, struct yn_buf *out)
{
    for (const char *c = path; *c; c++) {
        unsigned char byte = (unsigned char)*c;
        bool plain = (byte >= 'a' && byte <= 'z') ||
                     (byte >= 'A' && byte <= 'Z') ||
                     (byte >= '0' && byte <= '9') || strchr("-._~/", byte);
        if (plain)
            yn_buf_putc(out, *c);
        else
            yn_buf_printf(out, "%%%02X", byte);
    }
}

int yn_episode_passage(const char *path, double from_s, double to_s,
                       struct yn_buf *out, struct yn_err *err)
{
    char *real = yn_path_real(path);
    if (!real)
        return yn_err_nomem(err);
    yn_buf_puts(out, "file://");
    put_path(real, out);
    yn_buf_puts(out, "#t=");
    yn_line_number(fmax(from_s, 0), 2, out);
    yn_buf_putc(out, ',');
    yn_line_number(fmax(to_s, 0), 2, out);
    free(real);
    return YN_OK;
}
