/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "linger/listens_time.h"

#include <strings.h>

#include "base/base.h"
#include "base/day.h"

/* More digits than this count milliseconds: in seconds it is the year 5138. */
#define DIGITS_OF_SECONDS 11

static bool read_epoch(const char *text, int64_t *time_s)
{
    int64_t value = 0;
    size_t n = 0;
    for (; text[n] >= '0' && text[n] <= '9'; n++) {
        if (n == 15)
            return false;
        value = value * 10 + (text[n] - '0');
    }
    if (n < 9 || (text[n] && text[n] != '.'))
        return false;
    *time_s = n > DIGITS_OF_SECONDS ? value / 1000 : value;
    return true;
}

static const char *read_two(const char *text, int max, int *out)
{
    if (text[0] < '0' || text[0] > '9')
        return NULL;
    *out = text[0] - '0';
    text++;
    if (*text >= '0' && *text <= '9')
        *out = *out * 10 + (*text++ - '0');
    return *out <= max ? text : NULL;
}

/* "Z", "+09:00", "-0400", "+09" or nothing. */
static const char *read_zone(const char *text, int *minutes)
{
    *minutes = 0;
    if (*text == ' ')
        text++;
    if (*text == 'Z' || strncmp(text, "UTC", 3) == 0)
        return text + (*text == 'Z' ? 1 : 3);
    if (*text != '+' && *text != '-')
        return text;
    int hours, rest = 0, sign = *text == '-' ? -1 : 1;
    text = read_two(text + 1, 15, &hours);
    if (!text)
        return NULL;
    if (*text == ':')
        text++;
    if (*text)
        text = read_two(text, 59, &rest);
    *minutes = sign * (hours * 60 + rest);
    return text;
}

/* "12:30", "12:30:15", "12:30:15.250+09:00", to the end. */
static bool read_clock(const char *text, int64_t *seconds, bool *coarse)
{
    int hour, minute, second = 0, zone = 0;
    text = read_two(text, 24, &hour);
    if (!text || *text++ != ':' || !(text = read_two(text, 59, &minute)))
        return false;
    *coarse = *text != ':';
    if (*text == ':' && !(text = read_two(text + 1, 60, &second)))
        return false;
    if (*text == '.') {
        text++;
        while (*text >= '0' && *text <= '9')
            text++;
    }
    text = read_zone(text, &zone);
    *seconds = hour * 3600 + (minute - zone) * 60 + second;
    return text && !*text;
}

/* "31 Jan 2020" */
static const char *read_words(const char *text, struct yn_date *out)
{
    static const char *const months[] = {"jan", "feb", "mar", "apr",
                                         "may", "jun", "jul", "aug",
                                         "sep", "oct", "nov", "dec"};
    struct yn_date date = {0, 0, 0};
    int high, low;
    text = read_two(text, 31, &date.day);
    if (!text || *text++ != ' ')
        return NULL;
    for (int i = 0; i < (int)YN_LEN(months); i++) {
        if (strncasecmp(text, months[i], 3) == 0)
            date.month = i + 1;
    }
    if (!date.month || text[3] != ' ')
        return NULL;
    text = read_two(text + 4, 99, &high);
    text = text ? read_two(text, 99, &low) : NULL;
    if (!text)
        return NULL;
    date.year = high * 100 + low;
    *out = date;
    return yn_date_exists(date) ? text : NULL;
}

bool yn_listen_time_read(const char *text, int64_t *time_s, bool *coarse)
{
    struct yn_date date;
    const char *end;
    int64_t seconds = 0;
    *coarse = false;
    while (*text == ' ')
        text++;
    if (read_epoch(text, time_s))
        return true;
    if (!yn_date_read(text, &date, &end)) {
        end = read_words(text, &date);
        if (!end)
            return false;
    }
    while (*end == 'T' || *end == ' ' || *end == ',')
        end++;
    if (!read_clock(end, &seconds, coarse))
        return false;
    *time_s = (int64_t)yn_day_of(date) * YN_DAY_S + seconds;
    return true;
}
