/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All of a file is hashed, once. Samples of it would miss an edit in place (a
 * cut scene, a tag), and then a stale result would pass for a fresh one. What
 * saves the second reading is that the kernel moves a file's change time with
 * every write and every rename, and that nobody can set it back; the
 * modification time alone can be set, and tag editors do.
 */
#include "evidence/evidence.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/base.h"
#include "base/path.h"
#include "evidence/store.h"

#define CONTENT_CHUNK_BYTES ((size_t)256 * 1024)

/* Times as coarse as this (FAT) may hide a write that follows a hash, so a file
 * must have been at rest that long for its hash to be kept. */
#define CONTENT_REST_NS (2 * INT64_C(1000000000))

struct state {
    char *path; /* absolute: a season may be opened from anywhere */
    sqlite3_int64 size, mtime_ns, ctime_ns, inode;
    struct yn_hash hash;
    bool found;
};

static sqlite3_int64 nanoseconds(const struct timespec *at)
{
    return (sqlite3_int64)at->tv_sec * 1000000000 + at->tv_nsec;
}

static int read_error(const char *path, const char *verb, struct yn_err *err)
{
    int code = errno == ENOENT || errno == ENOTDIR ? YN_E_NOTFOUND : YN_E_IO;
    return yn_err_set(err, code, errno, "%s: cannot be %s: %s", path, verb,
                      strerror(errno));
}

static int look(int fd, const char *path, struct state *state,
                struct yn_err *err)
{
    struct stat st;
    if (fstat(fd, &st))
        return read_error(path, "read", err);
    if (!S_ISREG(st.st_mode))
        return yn_err_set(err, YN_E_INPUT, 0,
                          "%s: is no file; a film or a song belongs here",
                          path);
    state->size = st.st_size;
    state->mtime_ns = nanoseconds(&st.st_mtim);
    state->ctime_ns = nanoseconds(&st.st_ctim);
    state->inode = (sqlite3_int64)st.st_ino;
    return YN_OK;
}

static bool same(const struct state *a, const struct state *b)
{
    return a->size == b->size && a->mtime_ns == b->mtime_ns &&
           a->ctime_ns == b->ctime_ns && a->inode == b->inode;
}

static bool at_rest(const struct state *state)
{
    struct timespec now;
    if (clock_gettime(CLOCK_REALTIME, &now))
        return false;
    sqlite3_int64 before = nanoseconds(&now) - CONTENT_REST_NS;
    return state->mtime_ns < before && state->ctime_ns < before;
}

static int hash_all(int fd, const char *path, struct yn_hash *out,
                    struct yn_err *err)
{
    struct yn_hasher *hasher = NULL;
    int rc = yn_hasher_create(&hasher, err);
    char *chunk = rc ? NULL : malloc(CONTENT_CHUNK_BYTES);
    if (!rc && !chunk)
        rc = yn_err_nomem(err);
    (void)posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL);
    while (!rc) {
        ssize_t n = read(fd, chunk, CONTENT_CHUNK_BYTES);
        if (n == 0)
            break;
        if (n > 0)
            yn_hasher_add(hasher, chunk, (size_t)n);
        else if (errno != EINTR)
            rc = read_error(path, "read", err);
    }
    if (!rc)
        *out = yn_hasher_finish(hasher);
    free(chunk);
    yn_hasher_destroy(&hasher);
    return rc;
}

static int bind(const struct yn_sql *sql, sqlite3_stmt *stmt,
                const struct state *state, struct yn_err *err)
{
    const sqlite3_int64 numbers[] = {state->size, state->mtime_ns,
                                     state->ctime_ns, state->inode};
    int rc = yn_sql_bind(sql, stmt, 1, state->path, strlen(state->path), err);
    for (size_t i = 0; !rc && i < YN_LEN(numbers); i++)
        rc = yn_sql_bind_int(sql, stmt, (int)i + 2, numbers[i], err);
    return rc;
}

static int find_op(struct yn_evidence *store, void *ctx, struct yn_err *err)
{
    struct state *state = ctx;
    sqlite3_stmt *stmt = store->query[YN_QUERY_FILE_GET];
    bool row = false;
    int rc = bind(&store->sql, stmt, state, err);
    if (!rc)
        rc = yn_sql_step(&store->sql, stmt, &row, err);
    /* Anything that is no hash is as good as no row. */
    const void *data = !rc && row ? sqlite3_column_blob(stmt, 0) : NULL;
    if (data && sqlite3_column_bytes(stmt, 0) == YN_HASH_BYTES) {
        memcpy(state->hash.byte, data, YN_HASH_BYTES);
        state->found = true;
    }
    yn_sql_reset(stmt);
    return rc;
}

static int keep_op(struct yn_evidence *store, void *ctx, struct yn_err *err)
{
    const struct state *state = ctx;
    sqlite3_stmt *stmt = store->query[YN_QUERY_FILE_PUT];
    int rc = bind(&store->sql, stmt, state, err);
    if (!rc)
        rc = yn_sql_bind(&store->sql, stmt, 6, state->hash.byte, YN_HASH_BYTES,
                         err);
    return rc ? rc : yn_sql_run(&store->sql, stmt, err);
}

/* Hashes the file and keeps the hash where it can be trusted next time. */
static int hash_and_keep(struct yn_evidence *evidence, int fd, const char *path,
                         struct state *state, struct yn_err *err)
{
    struct state after = {0};
    bool rests = at_rest(state);
    int rc = hash_all(fd, path, &state->hash, err);
    if (!rc)
        rc = look(fd, path, &after, err);
    if (!rc && !same(state, &after))
        rc = yn_err_set(err, YN_E_INPUT, 0,
                        "%s: changes while it is read; wait until it is "
                        "complete and try again",
                        path);
    if (!rc && rests && !evidence->read_only)
        rc = yn_store_run(evidence, keep_op, state, err);
    return rc;
}

static int measured_op(struct yn_evidence *store, void *ctx, struct yn_err *err)
{
    struct state *state = ctx;
    sqlite3_stmt *stmt = store->query[YN_QUERY_FILE_MEASURED];
    int rc = bind(&store->sql, stmt, state, err);
    if (!rc)
        rc = yn_sql_step(&store->sql, stmt, &state->found, err);
    yn_sql_reset(stmt);
    return rc;
}

/* Opens the file, whose state as it is now goes to `state`. */
static int open_file(const char *path, struct state *state, int *fd,
                     struct yn_err *err)
{
    /* Not to wait for whoever writes into a pipe of that name. */
    *fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (*fd < 0)
        return read_error(path, "opened", err);
    int rc = look(*fd, path, state, err);
    if (!rc && !(state->path = yn_path_real(path)))
        rc = yn_err_nomem(err);
    return rc;
}

static void close_file(struct state *state, int fd)
{
    if (fd >= 0)
        (void)close(fd);
    free(state->path);
}

int yn_evidence_content(struct yn_evidence *evidence, const char *path,
                        struct yn_hash *out, struct yn_err *err)
{
    struct state state = {0};
    int fd;
    int rc = open_file(path, &state, &fd, err);
    if (!rc)
        rc = yn_store_run(evidence, find_op, &state, err);
    if (!rc && !state.found)
        rc = hash_and_keep(evidence, fd, path, &state, err);
    if (!rc)
        *out = state.hash;
    close_file(&state, fd);
    return rc;
}

int yn_evidence_measured(struct yn_evidence *evidence, const char *path,
                         bool *out, struct yn_err *err)
{
    struct state state = {0};
    int fd;
    int rc = open_file(path, &state, &fd, err);
    if (!rc)
        rc = yn_store_run(evidence, measured_op, &state, err);
    if (!rc)
        *out = state.found;
    close_file(&state, fd);
    return rc;
}
