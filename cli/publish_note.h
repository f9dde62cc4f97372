/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Publish note: does nothing where nothing changed, and says again what was
 * said when the site was written: what is stale, and the command for it.
 */
#ifndef YN_CLI_PUBLISH_NOTE_H
#define YN_CLI_PUBLISH_NOTE_H

#include <stdio.h>

#include <yeoun/fresh.h>
#include <yeoun/report.h>

#include "commands.h"

struct yn_publish_note {
    struct yn_fresh *fresh;
    char *dir; /* the site's */
    const struct yn_say *say;
    FILE *lines; /* what is said while the site is written */
    char *text;
    size_t len;
};

/* Looks whether the site of the call's season is as it would be. `out` NULL:
 * `folder` in the season. `options` says all that the bytes of the site depend
 * on beside files. Errors: YN_E_NOMEM, those of yn_season_find. */
int yn_publish_note_open(struct yn_publish_note *note,
                         const struct yn_call *call, const char *out,
                         const char *folder, const char *options,
                         struct yn_err *err);
void yn_publish_note_release(struct yn_publish_note *note);

/* Says what was said then, and that nothing changed. */
void yn_publish_note_repeat(const struct yn_publish_note *note);

/* Says messages as the call does and remembers them. */
struct yn_log yn_publish_note_log(struct yn_publish_note *note);

/* The site was written: keeps how all looked. Where that fails the next call
 * writes it anew, and -v says why. Errors: YN_E_NOMEM. */
int yn_publish_note_keep(struct yn_publish_note *note,
                         const struct yn_season *season,
                         const struct yn_report *report, struct yn_err *err);

#endif
