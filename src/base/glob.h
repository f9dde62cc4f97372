/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Glob: the files that a drama's or a track's patterns name.
 *
 * Patterns are those of base/wildcard.h in each part of the path; a part `**`
 * is any number of folders. Names are compared composed (NFC), so that those
 * that macOS took apart are found. Where a pattern names nothing it is read
 * again with its brackets as they stand: "[group] Title - *.mkv" names what one
 * thinks it does.
 */
#ifndef YN_BASE_GLOB_H
#define YN_BASE_GLOB_H

#include <stddef.h>
#include <sys/types.h>

#include <yeoun/err.h>

/* What no season has more of. */
#define YN_GLOB_FILES_MAX 100000
#define YN_GLOB_FOLDERS_MAX 20000 /* looked into for one pattern */

struct yn_glob_file {
    char *path;
    size_t pattern; /* the first that names it */
    dev_t dev;
    ino_t ino;
};

struct yn_glob {
    struct yn_glob_file *files; /* by path, bytes; each file once */
    size_t n_files, cap;
    size_t *named; /* how many files each pattern names; 0 wants a word */
};

/* The regular files that the patterns name, from folder `dir` unless absolute,
 * through links. A file that is reached by several ways (links, patterns) is
 * there once, by the first of its paths. Hidden files are named by patterns
 * that begin with the dot.
 * Errors: YN_E_LIMIT, YN_E_IO (a folder that cannot be read, unless `**` leads
 * there), YN_E_NOMEM; `*out` is unchanged. */
int yn_glob_find(const char *dir, const char *const *patterns,
                 size_t n_patterns, struct yn_glob *out, struct yn_err *err);
void yn_glob_release(struct yn_glob *glob);

#endif
