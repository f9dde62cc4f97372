/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/placement.h>

#include "base/base.h"

const char *yn_use_word(enum yn_use use)
{
    static const char *const words[] = {"background", "featured", "foreground",
                                        "alone"};
    return words[use];
}

void yn_placements_release(struct yn_placements *placements)
{
    for (size_t i = 0; i < placements->n_cues; i++) {
        free(placements->cues[i].segments);
        free(placements->cues[i].level_db);
    }
    free(placements->cues);
    free(placements->rest);
    *placements = (struct yn_placements){0};
}
