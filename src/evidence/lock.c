/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* F_OFD_SETLK */
#include "evidence/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include "base/base.h"

#define LOCK_POLL_MS 10

int yn_lock_open(const char *path, bool read_only, int *fd, struct yn_err *err)
{
    int flags = read_only ? O_RDONLY : O_RDWR | O_CREAT;
    int opened = open(path, flags | O_CLOEXEC, 0666);
    if (opened < 0 && !(read_only && errno == ENOENT))
        return yn_err_set(err, YN_E_IO, errno,
                          "%s: cannot be opened: %s; give yourself the right "
                          "to write there, or copy the season to where you "
                          "have it",
                          path, strerror(errno));
    *fd = opened;
    return YN_OK;
}

static int set_lock(int fd, off_t at, short type)
{
    struct flock lock = {
        .l_type = type, .l_whence = SEEK_SET, .l_start = at, .l_len = 1};
    int rc;
    do {
        rc = fcntl(fd, F_OFD_SETLK, &lock);
    } while (rc && errno == EINTR);
    return rc;
}

int yn_lock_try(int fd, const char *path, off_t at, enum yn_lock_kind kind,
                struct yn_err *err)
{
    if (set_lock(fd, at, kind == YN_LOCK_SHARED ? F_RDLCK : F_WRLCK) == 0)
        return YN_OK;
    if (errno == EAGAIN || errno == EACCES)
        return YN_LOCK_HELD;
    return yn_err_set(err, YN_E_IO, errno,
                      "%s: cannot be locked: %s; a folder on another disk may "
                      "do better",
                      path, strerror(errno));
}

int yn_lock_wait(int fd, const char *path, off_t at, enum yn_lock_kind kind,
                 int wait_ms, struct yn_err *err)
{
    for (int waited_ms = 0;; waited_ms += LOCK_POLL_MS) {
        int rc = yn_lock_try(fd, path, at, kind, err);
        if (rc != YN_LOCK_HELD || waited_ms >= wait_ms)
            return rc;
        const struct timespec poll = {.tv_nsec = LOCK_POLL_MS * 1000000L};
        nanosleep(&poll, NULL);
    }
}

void yn_lock_drop(int fd, off_t at)
{
    (void)set_lock(fd, at, F_UNLCK);
}
