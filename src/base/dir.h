/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Folders: listing, making, and putting a whole new one in an old one's place.
 */
#ifndef YN_BASE_DIR_H
#define YN_BASE_DIR_H

#include <stdbool.h>
#include <stddef.h>

#include <yeoun/err.h>

struct yn_dir_list {
    char **name; /* sorted by bytes; hidden entries are left out */
    size_t n, cap;
};

/* Lists the entries of a folder. Errors: YN_E_NOTFOUND, YN_E_IO, YN_E_NOMEM.
 * A folder that is not there gives YN_E_NOTFOUND. */
int yn_dir_read(const char *path, struct yn_dir_list *out, struct yn_err *err);
void yn_dir_list_release(struct yn_dir_list *list);

bool yn_dir_is(const char *path); /* a folder, or a link to one */

/* Makes a folder and those above it; one that is there is fine. */
int yn_dir_make(const char *path, struct yn_err *err);

/* Takes away a folder and all below it, following no links. Not there: fine. */
int yn_dir_remove(const char *path, struct yn_err *err);

/* Puts folder `fresh` in the place of folder `old` (which may be missing) in
 * one step where the file system can (renameat2 EXCHANGE), else in two, and
 * takes the old content away. On failure `old` is as it was. */
int yn_dir_swap(const char *fresh, const char *old, struct yn_err *err);

#endif
