/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * File: whole files in and out.
 */
#ifndef YN_BASE_FILE_H
#define YN_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include <yeoun/err.h>

struct yn_bytes {
    char *data; /* len bytes and a NUL behind them; free with free() */
    size_t len;
    long long mtime_s; /* 0 for standard input */
};

/* Reads a whole file; "-" is standard input. Refuses more than `limit` bytes
 * without reading them, and what is no regular file (a pipe is read).
 * Errors: YN_E_NOTFOUND, YN_E_IO, YN_E_LIMIT, YN_E_INPUT, YN_E_NOMEM. */
int yn_file_read(const char *path, size_t limit, struct yn_bytes *out,
                 struct yn_err *err);

/* Writes a whole new file (an old one is replaced) and checks that every byte
 * reached the file system. Errors: YN_E_IO; a part may be left. */
int yn_file_write(const char *path, const char *data, size_t len,
                  struct yn_err *err);

/* The same for a file that must not be there yet. Errors: YN_E_EXISTS. */
int yn_file_create(const char *path, const char *data, size_t len,
                   struct yn_err *err);

/* The same for a file that is the old or the new one at any moment: it is
 * written to <path>.new, brought to the disk and renamed. The old one's mode
 * stays. Errors: YN_E_IO, YN_E_NOMEM; the old file is then as it was. */
int yn_file_replace(const char *path, const char *data, size_t len,
                    struct yn_err *err);

/* Copies a file of any size. Errors as yn_file_read and yn_file_write. */
int yn_file_copy(const char *from, const char *to, struct yn_err *err);

bool yn_file_exists(const char *path);

#endif
