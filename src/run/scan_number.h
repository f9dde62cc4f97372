/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Scan number: which episode each file of a season is, and their order.
 */
#ifndef YN_SCAN_NUMBER_H
#define YN_SCAN_NUMBER_H

#include <yeoun/scan.h>

/* Reads the numbers from the names of the files (media/episode.h), else from
 * what lies beside them (media/nfo.h), and puts the
 * episodes, whose `path` and `drama` are known, in the order of scan.h. Errors:
 * YN_E_NOMEM. */
int yn_scan_number(struct yn_season_episode *episodes, size_t n,
                   struct yn_err *err);

#endif
