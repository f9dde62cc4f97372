/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Track: the first operand of commands that are about one track.
 */
#ifndef YN_CLI_TRACK_H
#define YN_CLI_TRACK_H

#include <yeoun/season.h>

#include "commands.h"

/* The track that the first operand names. Where it names several they are
 * listed. Errors: YN_E_NOTFOUND with the nearest name, YN_E_ARG where it names
 * several, YN_E_NOMEM. */
int yn_track_named(const struct yn_call *call, const struct yn_season *season,
                   const struct yn_track **out, struct yn_err *err);

/* The call as one whose first operand is the season's folder. */
struct yn_call yn_call_behind_track(const struct yn_call *call);

#endif
