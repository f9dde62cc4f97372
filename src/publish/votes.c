/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/votes.h"

size_t yn_votes_first(const struct yn_season *season, size_t track)
{
    size_t low = 0, high = season->n_votes;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (season->votes[middle].track < track)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
