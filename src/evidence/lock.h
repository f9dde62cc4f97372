/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lock: claims of one process that the others see and that end with it.
 *
 * The bytes of one file stand for what can be claimed (they need not exist).
 * The kernel gives a byte to one open file at a time and takes it back when
 * the process ends, however it ends: no clock, no heart-beat, no process number
 * that somebody else may have by now. Two opens of one process exclude each
 * other as two processes do.
 */
#ifndef YN_EVIDENCE_LOCK_H
#define YN_EVIDENCE_LOCK_H

#include <stdbool.h>
#include <sys/types.h>

#include <yeoun/err.h>

enum yn_lock_kind { YN_LOCK_SHARED, YN_LOCK_ALONE };

#define YN_LOCK_HELD 1 /* somebody else has it */

/* Opens the file, making it unless it is only to be read (then only
 * YN_LOCK_SHARED can be had, and a file that is not there gives -1 and no
 * error). `*fd` is closed by the caller, which gives back all it holds.
 * Errors: YN_E_IO. */
int yn_lock_open(const char *path, bool read_only, int *fd, struct yn_err *err);

/* Takes byte `at`, or changes how it is held. Returns YN_OK, YN_LOCK_HELD, or
 * YN_E_IO. */
int yn_lock_try(int fd, const char *path, off_t at, enum yn_lock_kind kind,
                struct yn_err *err);

/* The same, trying for `wait_ms`. */
int yn_lock_wait(int fd, const char *path, off_t at, enum yn_lock_kind kind,
                 int wait_ms, struct yn_err *err);

void yn_lock_drop(int fd, off_t at);

#endif
