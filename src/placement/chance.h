/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Chance: what a whole search brings forth where no song plays.
 */
#ifndef YN_PLACEMENT_CHANCE_H
#define YN_PLACEMENT_CHANCE_H

/* How many runs of `z` and more come by chance where `lags` lags are searched
 * in `windows` windows. */
double yn_chance_runs(double lags, double windows, double z);

/* The z that so many runs reach by chance. */
double yn_chance_z(double lags, double windows, double runs);

#endif
