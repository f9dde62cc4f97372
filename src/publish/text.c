/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/text.h"

#include <math.h>
#include <strings.h>

#include "base/base.h"
#include "base/unicode.h"

#define DAY_S 86400LL

const char *yn_text_lang(const char *text)
{
    return yn_text_is_korean(text) ? "ko" : "";
}

size_t yn_text_korean_run(const char *text, size_t *start)
{
    size_t end = 0;
    bool inside = false;
    for (size_t at = 0; text[at];) {
        size_t from = at;
        uint32_t c = yn_unicode_next(text, &at);
        bool hangul = yn_unicode_is_hangul(c);
        if (hangul && !inside)
            *start = from;
        if (hangul)
            end = at;
        else if (inside && yn_unicode_is_letter(c))
            break;
        inside = inside || hangul;
    }
    return inside ? end - *start : 0;
}

void yn_text_join(const struct yn_text_list *names, struct yn_buf *out)
{
    for (size_t i = 0; i < names->n; i++) {
        if (i > 0)
            yn_buf_puts(out, i + 1 < names->n ? ", " : " & ");
        yn_buf_puts(out, names->item[i]);
    }
}

void yn_text_credit(const struct yn_track *track, struct yn_buf *out)
{
    yn_text_join(track->artist.n ? &track->artist : &track->artist_ko, out);
}

static bool same_list(const struct yn_text_list *a,
                      const struct yn_text_list *b)
{
    bool same = a->n == b->n;
    for (size_t i = 0; same && i < a->n; i++)
        same = strcmp(a->item[i], b->item[i]) == 0;
    return same;
}

void yn_text_credit_korean(const struct yn_track *track, struct yn_buf *out)
{
    if (track->artist.n && !same_list(&track->artist, &track->artist_ko))
        yn_text_join(&track->artist_ko, out);
}

const char *yn_text_second_title(const struct yn_track *track)
{
    bool second = track->title[0] && strcmp(track->title, track->korean) != 0;
    return second ? track->korean : "";
}

const char *yn_text_drama_name(const struct yn_drama *drama)
{
    return drama->title[0] ? drama->title : drama->korean;
}

const char *yn_text_second_drama_title(const struct yn_drama *drama)
{
    bool second = drama->title[0] && strcmp(drama->title, drama->korean) != 0;
    return second ? drama->korean : "";
}

void yn_text_heading(const struct yn_track *track, struct yn_buf *out)
{
    yn_buf_printf(out, "“%s”", yn_track_name(track));
    if (track->artist.n || track->artist_ko.n) {
        yn_buf_puts(out, " – ");
        yn_text_credit(track, out);
    }
}

static const char *month_name(int month)
{
    static const char *const names[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    yn_assert(month >= 1 && month <= 12);
    return names[month - 1];
}

void yn_text_day(struct yn_date date, struct yn_buf *out)
{
    if (date.year)
        yn_buf_printf(out, "%d %s %d", date.day, month_name(date.month),
                      date.year);
}

void yn_text_days(struct yn_date first, struct yn_date last, struct yn_buf *out)
{
    if (!first.year || !last.year) {
        yn_text_day(first.year ? first : last, out);
        return;
    }
    bool same_year = first.year == last.year;
    bool same_month = same_year && first.month == last.month;
    if (same_month && first.day == last.day) {
        yn_text_day(first, out);
        return;
    }
    if (same_month)
        yn_buf_printf(out, "%d", first.day);
    else if (same_year)
        yn_buf_printf(out, "%d %s", first.day, month_name(first.month));
    else
        yn_text_day(first, out);
    yn_buf_puts(out, " – ");
    yn_text_day(last, out);
}

/* Days since 1970-01-01 in the Gregorian calendar, by counting from 1 March of
 * the year 0, which puts the leap day last in its year. */
static long long days_from_civil(struct yn_date date)
{
    long long year = date.year - (date.month <= 2);
    long long month = (date.month + 9) % 12;
    long long day = (153 * month + 2) / 5 + date.day - 1;
    return year * 365 + year / 4 - year / 100 + year / 400 + day - 719468;
}

static struct yn_date civil_from_days(long long days)
{
    long long n = days + 719468;
    long long era = (n >= 0 ? n : n - 146096) / 146097;
    long long of_era = n - era * 146097;
    long long year =
        (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    long long of_year = of_era - (365 * year + year / 4 - year / 100);
    long long month = (5 * of_year + 2) / 153;
    struct yn_date date = {.day = (int)(of_year - (153 * month + 2) / 5 + 1),
                           .month = (int)(month < 10 ? month + 3 : month - 9)};
    date.year = (int)(year + era * 400 + (date.month <= 2));
    return date;
}

void yn_text_instant(long long date_s, struct yn_buf *out)
{
    long long days = date_s / DAY_S, rest = date_s % DAY_S;
    if (rest < 0) {
        days--;
        rest += DAY_S;
    }
    struct yn_date date = civil_from_days(days);
    yn_buf_printf(out, "%04d-%02d-%02dT%02d:%02d:%02dZ", date.year, date.month,
                  date.day, (int)(rest / 3600), (int)(rest / 60 % 60),
                  (int)(rest % 60));
}

long long yn_text_day_s(struct yn_date date)
{
    return days_from_civil(date) * DAY_S;
}

void yn_text_score(double score, struct yn_buf *out)
{
    if (!isnan(score))
        yn_buf_printf(out, "%.1f", score);
}

int yn_text_slug(const char *text, struct yn_buf *out, struct yn_err *err)
{
    struct yn_buf folded = {0};
    int rc = yn_unicode_fold(text, &folded, err);
    bool gap = false;
    size_t start = out->len;
    const char *from = yn_buf_text(&folded);
    for (size_t at = 0; !rc && from[at];) {
        uint32_t c = yn_unicode_next(from, &at);
        if (c == '\'' || c == '`' || c == 0x2019)
            continue; /* "don't" is one word */
        if (!yn_unicode_is_letter(c)) {
            gap = true;
            continue;
        }
        if (gap && out->len > start)
            yn_buf_putc(out, '-');
        gap = false;
        yn_buf_put_utf8(out, c);
    }
    yn_buf_release(&folded);
    if (!rc && out->failed)
        rc = yn_err_nomem(err);
    return rc;
}

void yn_text_url_encode(const char *text, struct yn_buf *out)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "abcdefghijklmnopqrstuvwxyz0123456789-._~";
    for (const char *c = text; *c; c++) {
        if (strchr(plain, *c))
            yn_buf_putc(out, *c);
        else
            yn_buf_printf(out, "%%%02X", (unsigned char)*c);
    }
}

bool yn_text_is_web(const char *address)
{
    size_t scheme = strncasecmp(address, "https://", 8) == 0  ? 8
                    : strncasecmp(address, "http://", 7) == 0 ? 7
                                                              : 0;
    if (scheme == 0 || strchr("/?#", address[scheme]))
        return false;
    for (const char *c = address; *c; c++) {
        if ((unsigned char)*c <= ' ' || *c == 0x7F || strchr("\"<>\\^`{|}", *c))
            return false;
    }
    return true;
}

void yn_text_search_words(const struct yn_track *track,
                          const struct yn_drama *drama, struct yn_buf *out)
{
    yn_buf_puts(out, yn_track_name(track));
    if (track->artist.n || track->artist_ko.n)
        yn_buf_putc(out, ' ');
    yn_text_credit(track, out);
    yn_buf_printf(out, " %s OST", yn_text_drama_name(drama));
}

void yn_text_search_url(const struct yn_track *track,
                        const struct yn_drama *drama, struct yn_buf *out)
{
    struct yn_buf words = {0};
    yn_text_search_words(track, drama, &words);
    yn_buf_puts(out, "https://www.youtube.com/results?search_query=");
    yn_text_url_encode(yn_buf_text(&words), out);
    out->failed = out->failed || words.failed;
    yn_buf_release(&words);
}

void yn_text_site_url(const struct yn_season *season, const char *name,
                      const char *id, struct yn_buf *out)
{
    if (yn_text_is_web(season->url)) {
        size_t len = strcspn(season->url, "?#");
        /* …/2020/index.html stands for the folder that holds it. */
        const char page[] = "/index.html";
        size_t n = sizeof(page) - 1;
        if (len > n && strncmp(season->url + len - n, page, n) == 0)
            len -= n;
        while (len > 0 && season->url[len - 1] == '/')
            len--;
        yn_buf_add(out, season->url, len);
        yn_buf_putc(out, '/');
    }
    yn_buf_puts(out, name);
    if (id && id[0]) {
        yn_buf_putc(out, '#');
        yn_text_url_encode(id, out);
    }
}
