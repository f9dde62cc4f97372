/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Place: where a site may be written, and how it gets there without losing
 * anything of what lies there.
 *
 * Every site holds YN_PLACE_MARKER, which lists what yeoun wrote. A folder
 * without it, or with more in it than it lists, is somebody's and stays.
 */
#ifndef YN_PUBLISH_PLACE_H
#define YN_PUBLISH_PLACE_H

#include <yeoun/season.h>

#define YN_PLACE_MARKER ".yeoun-site"

/* A new folder beside its place, until it is swapped in. */
struct yn_place {
    char *path;  /* of the place: absolute, links followed */
    char *fresh; /* of the new folder; NULL before yn_place_begin */
    int lock;    /* file that tells other runs we are alive; -1 = none */
};

/* Decides whether the site may go to `out` and fills `*place`. Errors:
 * YN_E_UNSAFE with the reason and a remedy, YN_E_IO, YN_E_NOMEM; `*place` is
 * then unchanged. */
int yn_place_choose(const struct yn_season *season, const char *out,
                    struct yn_place *place, struct yn_err *err);

/* Takes away what killed runs left beside the place, and makes the new folder.
 * Errors: YN_E_IO, YN_E_NOMEM. */
int yn_place_begin(struct yn_place *place, struct yn_err *err);

/* Writes the marker, listing the `n` files, and swaps the new folder in.
 * Errors: YN_E_IO, YN_E_NOMEM; the old site is then as it was. */
int yn_place_commit(struct yn_place *place, char *const *files, size_t n,
                    struct yn_err *err);

/* The files that the marker of a site lists; the caller frees them and the
 * list, also after a failure. Errors: YN_E_NOTFOUND, YN_E_IO, YN_E_LIMIT,
 * YN_E_NOMEM. */
int yn_place_list(const char *dir, char ***files, size_t *n,
                  struct yn_err *err);

/* Takes away a new folder that was not committed, and frees. */
void yn_place_release(struct yn_place *place);

#endif
