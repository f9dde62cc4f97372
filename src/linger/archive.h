/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Archive: the door to libarchive, and any file as a stream of its bytes.
 *
 * A .zip or .tar (compressed or not) is a row of files, a compressed file is
 * one, and any other file is itself. Nothing is written to disk. Names that
 * lead out of an archive are refused all the same: who made them meant harm.
 *
 * A small archive that grows without end is stopped: see the limits.
 */
#ifndef YN_LINGER_ARCHIVE_H
#define YN_LINGER_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>

#include <yeoun/err.h>

/* A dump of ten years has one file for each month. */
#define YN_ARCHIVE_ENTRIES_MAX 100000
/* Histories shrink to a tenth or a thirtieth; deflate's best is a thousandth.
 * What grows more than this, once it is long, is no history. */
#define YN_ARCHIVE_GROWTH_MAX 200
#define YN_ARCHIVE_GROWTH_FROM ((unsigned long long)64 << 20)

struct yn_archive;

/* Opens a file. Errors: YN_E_NOTFOUND, YN_E_IO, YN_E_INPUT (no file),
 * YN_E_NOMEM.
 */
int yn_archive_open(const char *path, struct yn_archive **out,
                    struct yn_err *err);
void yn_archive_close(struct yn_archive **archive);

/* Whether it holds files of its own, rather than being one. */
bool yn_archive_is_box(const struct yn_archive *archive);

/* What yn_archive_next returns beside YN_OK and errors. */
enum { YN_ARCHIVE_END = 1, YN_ARCHIVE_REFUSED = 2 };

/* Goes to the next file; `*name` is its path within the archive, "" for a file
 * that is itself, borrowed until the next call. YN_ARCHIVE_REFUSED: its path
 * leads out of the archive, or it is encrypted; `err` says which, and the next
 * call goes on behind it. Errors: YN_E_INPUT (damaged or cut), YN_E_LIMIT,
 * YN_E_IO, YN_E_NOMEM; nothing more can be read then. */
int yn_archive_next(struct yn_archive *archive, const char **name,
                    struct yn_err *err);

/* Reads up to `cap` bytes of the file; *n = 0 at its end. Errors as above. */
int yn_archive_read(struct yn_archive *archive, char *buf, size_t cap,
                    size_t *n, struct yn_err *err);

#endif
