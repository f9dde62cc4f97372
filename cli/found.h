/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Found: what scans have found in the episodes of a call, read from where it
 * is kept.
 */
#ifndef YN_CLI_FOUND_H
#define YN_CLI_FOUND_H

#include <stdbool.h>

#include <yeoun/cues.h>

#include "commands.h"

struct yn_found;

/* One episode; all of it is borrowed until yn_found_close. */
struct yn_found_episode {
    struct yn_cue_episode episode;
    const struct yn_placements *placements;
    const struct yn_cue_master *masters;
    const char *const *master_paths; /* as they can be opened */
    size_t n_masters;
    const struct yn_usage *usage;
};

/* Opens what was found in the operand of the call: an episode, or all episodes
 * of a season folder, which sets `*folder`. `language` is that of the scan,
 * NULL: none was named. Errors: YN_E_NOTFOUND (no such
 * file, an episode that was not scanned yet: the text says how to), those of
 * reading the season, YN_E_IO, YN_E_INPUT, YN_E_NOMEM. */
int yn_found_open(const struct yn_call *call, const char *language,
                  bool *folder, struct yn_found **out, struct yn_err *err);

/* The next episode, in the order of yn_season_scan_episodes; YN_NOTHING when
 * there are no more. Of a folder, those that were not scanned yet are left out,
 * with a warning. Errors: as yn_found_open. */
int yn_found_next(struct yn_found *found, struct yn_found_episode *out,
                  struct yn_err *err);

/* Sets `*found` NULL; NULL is fine. */
void yn_found_close(struct yn_found **found);

#endif
