/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/day.h"

#include "base/base.h"

#define ERA_DAYS 146097   /* 400 years */
#define EPOCH_DAYS 719468 /* from 0000-03-01 to 1970-01-01 */

static int floor_div(int64_t a, int64_t b)
{
    return (int)((a >= 0 ? a : a - (b - 1)) / b);
}

/* The year is counted from March, so that the leap day is its last: Howard
 * Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
int32_t yn_day_of(struct yn_date date)
{
    int year = date.year - (date.month <= 2);
    int era = floor_div(year, 400);
    int of_era = year - era * 400;
    int month = (date.month + 9) % 12;
    int of_year = (153 * month + 2) / 5 + date.day - 1;
    int day = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    return era * ERA_DAYS + day - EPOCH_DAYS;
}

struct yn_date yn_day_date(int32_t day)
{
    int64_t shifted = (int64_t)day + EPOCH_DAYS;
    int era = floor_div(shifted, ERA_DAYS);
    int of_era = (int)(shifted - (int64_t)era * ERA_DAYS);
    int year =
        (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * year + year / 4 - year / 100);
    int month = (5 * of_year + 2) / 153;
    struct yn_date date = {.month = month < 10 ? month + 3 : month - 9,
                           .day = of_year - (153 * month + 2) / 5 + 1};
    date.year = year + era * 400 + (date.month <= 2);
    return date;
}

bool yn_date_exists(struct yn_date date)
{
    if (date.year < 1 || date.year > 9999 || date.month < 1 ||
        date.month > 12 || date.day < 1 || date.day > 31)
        return false;
    struct yn_date same = yn_day_date(yn_day_of(date));
    return same.month == date.month && same.day == date.day;
}

int32_t yn_day_of_time(int64_t time_s)
{
    return floor_div(time_s, YN_DAY_S);
}

int32_t yn_day_monday(int32_t day)
{
    /* 1970-01-05 was a Monday. */
    return day - (((day - 4) % 7) + 7) % 7;
}

bool yn_day_iso_week(int year, unsigned week, int32_t *monday)
{
    if (year < 1 || year > 9998 || week < 1 || week > 53)
        return false;
    /* January 4th lies in the first week of its year. */
    int32_t first = yn_day_monday(yn_day_of((struct yn_date){year, 1, 4}));
    int32_t next = yn_day_monday(yn_day_of((struct yn_date){year + 1, 1, 4}));
    int32_t start = first + 7 * ((int32_t)week - 1);
    if (start >= next)
        return false;
    *monday = start;
    return true;
}

static bool read_number(const char **at, unsigned digits, int *out)
{
    int value = 0;
    for (unsigned i = 0; i < digits; i++, (*at)++) {
        if (**at < '0' || **at > '9')
            return false;
        value = value * 10 + (**at - '0');
    }
    *out = value;
    return true;
}

static bool skip_dash(const char **at)
{
    return *(*at)++ == '-';
}

bool yn_date_read(const char *text, struct yn_date *out, const char **end)
{
    struct yn_date date;
    const char *at = text;
    if (!read_number(&at, 4, &date.year) || !skip_dash(&at) ||
        !read_number(&at, 2, &date.month) || !skip_dash(&at) ||
        !read_number(&at, 2, &date.day) || !yn_date_exists(date))
        return false;
    *out = date;
    if (end)
        *end = at;
    return true;
}
