/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the two files of this folder share.
 */
#ifndef YN_TALLY_TALLY_H
#define YN_TALLY_TALLY_H

#include <yeoun/tally.h>

#include "base/arena.h"

struct yn_tally_own {
    struct yn_arena arena;
};

/* standing.c: from the badges, the standings of all three kinds. */
void yn_tally_rank_dramas(struct yn_tally *tally);
int yn_tally_rank_names(struct yn_tally *tally, const struct yn_season *season,
                        struct yn_err *err);

#endif
