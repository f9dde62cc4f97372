/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Gap: between the dashes of two songs stand an artist (perhaps with the
 * drama), a separator and the next title. Where more than one separator
 * stands there, "A – B & C & D – E", this decides which one parts the songs.
 */
#ifndef YN_SEASON_LIST_GAP_H
#define YN_SEASON_LIST_GAP_H

#include "season/list/internal.h"

struct yn_list_gap_params {
    const struct yn_list_line *line;
    const struct yn_list_known *known;
    size_t from, to;                     /* tokens between the dashes */
    bool left_is_title, right_is_artist; /* in lists of Artist – Title */
};

/* `*boundary` is the token of the separator, 0 where there is none; `*sure`
 * is false when another one is about as good. Errors: YN_E_NOMEM. */
int yn_list_gap_part(const struct yn_list_gap_params *params, size_t *boundary,
                     bool *sure, struct yn_err *err);

#endif
