/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Times as services write them.
 */
#ifndef YN_LINGER_LISTENS_TIME_H
#define YN_LINGER_LISTENS_TIME_H

#include <stdbool.h>
#include <stdint.h>

/* Reads seconds or milliseconds since 1970, "2020-01-31 12:30[:15][.5][Z|+09]",
 * "31 Jan 2020, 12:30". Without a zone, UTC. `*coarse`: the seconds are not
 * given. False where it is none of these. */
bool yn_listen_time_read(const char *text, int64_t *time_s, bool *coarse);

#endif
