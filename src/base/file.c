/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base.h"

#define FILE_CHUNK_BYTES ((size_t)64 * 1024)

static int open_error(const char *path, struct yn_err *err)
{
    int code = errno == ENOENT || errno == ENOTDIR ? YN_E_NOTFOUND : YN_E_IO;
    return yn_err_set(err, code, errno, "%s: cannot be opened: %s", path,
                      strerror(errno));
}

static int limit_error(const char *path, size_t limit, struct yn_err *err)
{
    return yn_err_set(err, YN_E_LIMIT, 0,
                      "%s: is larger than the %zu MiB that yeoun reads of such "
                      "a file; is it the right one?",
                      path, limit >> 20);
}

static int read_all(int fd, const char *path, size_t limit,
                    struct yn_bytes *out, struct yn_err *err)
{
    size_t cap = 0;
    for (;;) {
        int rc =
            yn_grow(&out->data, &cap, out->len + FILE_CHUNK_BYTES + 1, 1, err);
        if (rc)
            return rc;
        ssize_t n = read(fd, out->data + out->len, FILE_CHUNK_BYTES);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return yn_err_set(err, YN_E_IO, errno, "%s: cannot be read: %s",
                              path, strerror(errno));
        out->len += (size_t)n;
        out->data[out->len] = '\0';
        if (n == 0)
            return YN_OK;
        if (out->len > limit)
            return limit_error(path, limit, err);
    }
}

static int check_kind(int fd, const char *path, size_t limit,
                      struct yn_bytes *out, struct yn_err *err)
{
    struct stat st;
    if (fstat(fd, &st))
        return open_error(path, err);
    if (S_ISDIR(st.st_mode))
        return yn_err_set(err, YN_E_INPUT, EISDIR,
                          "%s: is a folder; a file belongs here", path);
    if (S_ISBLK(st.st_mode) || S_ISCHR(st.st_mode))
        return yn_err_set(err, YN_E_INPUT, 0,
                          "%s: is a device; a file belongs here", path);
    if (S_ISREG(st.st_mode) && (unsigned long long)st.st_size > limit)
        return limit_error(path, limit, err);
    out->mtime_s = (long long)st.st_mtime;
    return YN_OK;
}

int yn_file_read(const char *path, size_t limit, struct yn_bytes *out,
                 struct yn_err *err)
{
    bool standard = strcmp(path, "-") == 0;
    struct yn_bytes bytes = {0};
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return open_error(path, err);
    int rc = YN_OK;
    if (!standard)
        rc = check_kind(fd, path, limit, &bytes, err);
    if (!rc)
        rc = read_all(fd, standard ? "standard input" : path, limit, &bytes,
                      err);
    if (!standard)
        close(fd);
    if (rc) {
        free(bytes.data);
        return rc;
    }
    *out = bytes;
    return YN_OK;
}

static int write_error(const char *path, struct yn_err *err)
{
    return yn_err_set(err, YN_E_IO, errno, "%s: cannot be written: %s", path,
                      strerror(errno));
}

static int write_all(int fd, const char *data, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, data, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        data += n;
        len -= (size_t)n;
    }
    return 0;
}

static int write_file(const char *path, int flags, const char *data, size_t len,
                      struct yn_err *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0666);
    if (fd < 0 && errno == EEXIST)
        return yn_err_set(err, YN_E_EXISTS, errno, "%s: is there already",
                          path);
    if (fd < 0)
        return write_error(path, err);
    int rc = write_all(fd, data, len) ? write_error(path, err) : YN_OK;
    if (close(fd) && !rc)
        rc = write_error(path, err);
    return rc;
}

int yn_file_write(const char *path, const char *data, size_t len,
                  struct yn_err *err)
{
    return write_file(path, O_TRUNC, data, len, err);
}

int yn_file_create(const char *path, const char *data, size_t len,
                   struct yn_err *err)
{
    return write_file(path, O_EXCL, data, len, err);
}

/* Writes what will be the file, with the mode of the one that is there. */
static int write_aside(const char *path, const char *aside, const char *data,
                       size_t len, struct yn_err *err)
{
    struct stat old;
    const bool there = stat(path, &old) == 0;
    int fd = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
                  0666);
    if (fd < 0)
        return write_error(path, err);
    /* A file system without modes is no reason to fail. */
    if (there)
        (void)!fchmod(fd, old.st_mode & 07777);
    int rc =
        write_all(fd, data, len) || fsync(fd) ? write_error(path, err) : YN_OK;
    if (close(fd) && !rc)
        rc = write_error(path, err);
    return rc;
}

int yn_file_replace(const char *path, const char *data, size_t len,
                    struct yn_err *err)
{
    const size_t size = strlen(path) + sizeof(".new");
    char *aside = malloc(size);
    if (!aside)
        return yn_err_nomem(err);
    snprintf(aside, size, "%s.new", path);
    int rc = write_aside(path, aside, data, len, err);
    if (!rc && rename(aside, path))
        rc = write_error(path, err);
    if (rc)
        (void)unlink(aside);
    free(aside);
    return rc;
}

int yn_file_copy(const char *from, const char *to, struct yn_err *err)
{
    int rc = YN_OK;
    char *chunk = NULL;
    int out = -1, in = open(from, O_RDONLY | O_CLOEXEC);
    if (in < 0) {
        rc = open_error(from, err);
        goto done;
    }
    out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (out < 0) {
        rc = write_error(to, err);
        goto done;
    }
    chunk = malloc(FILE_CHUNK_BYTES);
    if (!chunk) {
        rc = yn_err_nomem(err);
        goto done;
    }
    for (;;) {
        ssize_t n = read(in, chunk, FILE_CHUNK_BYTES);
        if (n == 0)
            break;
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            rc = yn_err_set(err, YN_E_IO, errno, "%s: cannot be read: %s", from,
                            strerror(errno));
            goto done;
        }
        if (write_all(out, chunk, (size_t)n)) {
            rc = write_error(to, err);
            goto done;
        }
    }
done:
    if (in >= 0)
        close(in);
    if (out >= 0 && close(out) && !rc)
        rc = write_error(to, err);
    free(chunk);
    return rc;
}

bool yn_file_exists(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0;
}
