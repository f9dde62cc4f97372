/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fresh: whether a site still is what its season would give.
 *
 * Beside the evidence, in .yeoun/, stands what every file looked like when the
 * site was written: of the season folder, of what its paths and patterns lead
 * to, of the evidence and of the site itself. No file is read for it: names,
 * sizes and times tell, and of times that of the last change of any kind
 * (ctime), which programs do not set back. Where the least is not as it was,
 * the site counts as stale; a folder that cannot be written keeps no note, and
 * every site from it is written anew.
 *
 * Threads: safe.
 */
#ifndef YEOUN_FRESH_H
#define YEOUN_FRESH_H

#include <stdbool.h>

#include <yeoun/season.h>

struct yn_fresh;

struct yn_fresh_params {
    const char *season_dir;
    const char *out; /* the site's folder; links are followed */
    /* The program and its options, as any text: all else that the bytes of the
     * site depend on. */
    const char *call;
};

/* Looks at the folders. Errors: YN_E_NOMEM; `*out` is then unchanged. Destroy
 * with yn_fresh_destroy. */
YN_API int yn_fresh_look(const struct yn_fresh_params *params,
                         struct yn_fresh **out, struct yn_err *err);
/* Sets `*fresh` NULL; NULL is fine. */
YN_API void yn_fresh_destroy(struct yn_fresh **fresh);

/* Whether nothing changed since the site was written. */
YN_API bool yn_fresh_is(const struct yn_fresh *fresh);

/* What was kept with it, borrowed: lines of text, "" where there are none. */
YN_API const char *yn_fresh_text(const struct yn_fresh *fresh);

/* Keeps a note that the site was just written from `season`, with lines of
 * text. Nothing is kept where a file changed since yn_fresh_look, for nobody
 * can tell which of the two was read. Errors: YN_E_IO, YN_E_NOMEM; the site is
 * then written anew the next time. */
YN_API int yn_fresh_keep(const struct yn_fresh *fresh,
                         const struct yn_season *season, const char *text,
                         struct yn_err *err);

#endif
