/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Day: dates as days since 1970-01-01, so that they can be counted.
 *
 * The proleptic Gregorian calendar; days before 1970 are negative.
 */
#ifndef YN_BASE_DAY_H
#define YN_BASE_DAY_H

#include <stdbool.h>
#include <stdint.h>

#include <yeoun/season.h>

#define YN_DAY_S 86400

/* A date that exists, as a day. */
int32_t yn_day_of(struct yn_date date);
struct yn_date yn_day_date(int32_t day);

/* Whether such a date exists (year 1 to 9999). */
bool yn_date_exists(struct yn_date date);

/* The day that a time lies in, in UTC. */
int32_t yn_day_of_time(int64_t time_s);

/* The Monday on or before the day. */
int32_t yn_day_monday(int32_t day);

/* The Monday that ISO 8601 week `week` of `year` begins with; false where the
 * year has no such week. */
bool yn_day_iso_week(int year, unsigned week, int32_t *monday);

/* Reads "2020-01-31" at the beginning of `text`; `*end` is behind it. False
 * where none stands there or it does not exist. `end` may be NULL. */
bool yn_date_read(const char *text, struct yn_date *out, const char **end);

#endif
