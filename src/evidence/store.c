/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "evidence/store.h"

#include <errno.h>
#include <stdarg.h>
#include <unistd.h>

#include "base/base.h"
#include "base/buf.h"
#include "base/path.h"
#include "base/say.h"
#include "evidence/aside.h"
#include "evidence/code.h"
#include "evidence/lock.h"

/* Above all that a row of ours may take. */
#define STORE_ROW_MAX ((int)YN_CODE_MAX + 65536)

void yn_store_say(const struct yn_evidence *store, enum yn_log_level level,
                  const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    yn_say_args(store->log, level, fmt, args);
    va_end(args);
}

/* ---- the database ---- */

static void close_db(struct yn_evidence *store)
{
    for (size_t i = 0; i < YN_LEN(store->query); i++) {
        sqlite3_finalize(store->query[i]);
        store->query[i] = NULL;
    }
    int native = sqlite3_close(store->sql.db);
    yn_assert(native == SQLITE_OK); /* else a statement is still alive */
    store->sql.db = NULL;
}

/* The file may come from anywhere: nothing in it is run. */
static void harden(sqlite3 *db)
{
    (void)sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    (void)sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    (void)sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    (void)sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    (void)sqlite3_limit(db, SQLITE_LIMIT_LENGTH, STORE_ROW_MAX);
    (void)sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
}

static int open_file(struct yn_evidence *store, const char *name, int flags,
                     struct yn_err *err)
{
    int native = sqlite3_open_v2(name, &store->sql.db,
                                 flags | SQLITE_OPEN_EXRESCODE, NULL);
    if (native)
        return yn_sql_error(&store->sql, native, err);
    harden(store->sql.db);
    (void)sqlite3_busy_timeout(store->sql.db, store->wait_ms);
    return yn_sql_script(&store->sql, "PRAGMA cell_size_check = ON", err);
}

static int prepare_queries(struct yn_evidence *store, struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < YN_LEN(store->query); i++)
        rc = yn_sql_prepare(&store->sql, yn_schema_query[i], &store->query[i],
                            err);
    return rc;
}

/* SQLite will not write where the system lets it: the header forbids it, as
 * that of a later SQLite may, and never one of ours. */
static int refused_by_header(const struct yn_evidence *store,
                             struct yn_err *err)
{
    if ((err->native & 0xFF) != SQLITE_READONLY ||
        access(store->db_path, W_OK) || access(store->folder, W_OK))
        return YN_E_IO;
    return yn_err_set(err, YN_SQL_DAMAGED, err->native,
                      "its header is not of this format");
}

static int open_to_write(struct yn_evidence *store, struct yn_err *err)
{
    int rc = open_file(store, store->db_path,
                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err);
    if (!rc)
        rc = yn_schema_update(&store->sql, false, err);
    /* What it may not write it opens to read, and says so at the first write:
     * too late, after hours of measuring. */
    if (!rc && sqlite3_db_readonly(store->sql.db, "main") == 1)
        rc = yn_sql_error(&store->sql, SQLITE_READONLY, err);
    /* Where the file system cannot do it, the old journal stays, and all works
     * but for readers who wait for writers. */
    if (!rc)
        rc = yn_sql_script(&store->sql, "PRAGMA journal_mode = WAL", err);
    if (!rc)
        rc = prepare_queries(store, err);
    return rc == YN_E_IO ? refused_by_header(store, err) : rc;
}

static int open_to_look(struct yn_evidence *store, const char *name, int flags,
                        struct yn_err *err)
{
    int rc = open_file(store, name, flags, err);
    if (!rc)
        rc = yn_sql_script(&store->sql, "PRAGMA query_only = ON", err);
    if (!rc)
        rc = yn_schema_update(&store->sql, true, err);
    if (!rc)
        rc = prepare_queries(store, err);
    return rc;
}

/* A database in WAL mode wants a file beside it even to be read. On a disk that
 * lets nobody write, none is needed, but SQLite must be told. */
static int open_unchanging(struct yn_evidence *store, struct yn_err *err)
{
    struct yn_buf uri = {0};
    yn_buf_puts(&uri, "file:");
    for (const char *at = store->db_path; *at; at++)
        yn_buf_printf(&uri, "%%%02X", (unsigned)(unsigned char)*at);
    yn_buf_puts(&uri, "?immutable=1");
    int rc = uri.failed ? yn_err_nomem(err) : YN_OK;
    if (!rc)
        rc = open_to_look(store, uri.data,
                          SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err);
    yn_buf_release(&uri);
    return rc;
}

static int open_to_read(struct yn_evidence *store, struct yn_err *err)
{
    int rc = open_to_look(store, store->db_path, SQLITE_OPEN_READWRITE, err);
    int kind = err->native & 0xFF;
    if (rc == YN_E_IO && (kind == SQLITE_CANTOPEN || kind == SQLITE_READONLY)) {
        close_db(store);
        rc = open_unchanging(store, err);
    }
    return rc;
}

static int open_db(struct yn_evidence *store, struct yn_err *err)
{
    int rc =
        store->read_only ? open_to_read(store, err) : open_to_write(store, err);
    if (!rc && stat(store->db_path, &store->opened))
        rc = yn_err_set(err, YN_E_IO, errno, "%s: is gone: %s", store->db_path,
                        strerror(errno));
    if (rc)
        close_db(store);
    return rc;
}

/* ---- damage ---- */

/* Puts the damaged file aside and opens a new one. `err` says what is wrong. */
static int begin_anew(struct yn_evidence *store, struct yn_err *err)
{
    struct yn_err why = *err;
    char *kept = NULL;
    int rc =
        yn_lock_wait(store->lock_fd, store->lock_path, YN_STORE_LOCK_IN_USE,
                     YN_LOCK_ALONE, store->wait_ms, err);
    if (rc == YN_LOCK_HELD)
        rc = yn_err_set(err, YN_E_IO, why.native,
                        "%s: is damaged (%s), and another yeoun has it open; "
                        "let that end, then run the same again",
                        store->db_path, why.text);
    if (!rc)
        rc = yn_aside_move(store->db_path, &kept, err);
    if (!rc)
        yn_store_say(store, YN_LOG_WARNING,
                     "%s: is damaged (%s); it is kept as %s, and what it held "
                     "is measured anew",
                     store->db_path, why.text, yn_path_base(kept));
    free(kept);
    if (!rc)
        rc = yn_lock_try(store->lock_fd, store->lock_path, YN_STORE_LOCK_IN_USE,
                         YN_LOCK_SHARED, err);
    return rc ? rc : open_db(store, err);
}

static int damage_error(const struct yn_evidence *store, struct yn_err *err)
{
    const struct yn_err why = *err;
    if (store->read_only)
        return yn_err_set(err, YN_E_INPUT, why.native,
                          "%s: is damaged (%s); yeoun scan keeps it aside and "
                          "measures anew",
                          store->db_path, why.text);
    return yn_err_set(err, YN_E_INTERNAL, why.native,
                      "%s: a new one will not do either (%s)", store->db_path,
                      why.text);
}

/* ---- opening ---- */

static int make_folder(const struct yn_evidence *store, struct yn_err *err)
{
    if (mkdir(store->folder, 0777) == 0 || errno == EEXIST)
        return YN_OK;
    int code = errno == ENOENT || errno == ENOTDIR ? YN_E_NOTFOUND : YN_E_IO;
    return yn_err_set(err, code, errno,
                      "%s: cannot be made: %s; yeoun keeps there what it "
                      "measures",
                      store->folder, strerror(errno));
}

static int take_lock(struct yn_evidence *store, off_t at,
                     enum yn_lock_kind kind, struct yn_err *err)
{
    if (store->lock_fd < 0)
        return YN_OK; /* only to read, and nobody has ever locked it */
    int rc = yn_lock_wait(store->lock_fd, store->lock_path, at, kind,
                          store->wait_ms, err);
    if (rc != YN_LOCK_HELD)
        return rc;
    return yn_err_set(err, YN_E_IO, 0,
                      "%s: another yeoun is opening it and does not get on; "
                      "close that and try again",
                      store->db_path);
}

/* `suspect`: a file that proved damaged while it was open, or NULL. Another
 * process may have replaced it since. */
static int open_locked(struct yn_evidence *store, const struct stat *suspect,
                       struct yn_err *err)
{
    struct stat now;
    bool there = stat(store->db_path, &now) == 0;
    if (!there && store->read_only)
        return yn_err_set(err, YN_E_NOTFOUND, errno,
                          "%s: nothing has been measured yet; yeoun scan does "
                          "that",
                          store->db_path);
    int rc;
    if (suspect && there && now.st_dev == suspect->st_dev &&
        now.st_ino == suspect->st_ino)
        rc = YN_SQL_DAMAGED;
    else
        rc = open_db(store, err);
    if (rc == YN_SQL_DAMAGED && !store->read_only)
        rc = begin_anew(store, err);
    return rc == YN_SQL_DAMAGED ? damage_error(store, err) : rc;
}

static int connect(struct yn_evidence *store, const struct stat *suspect,
                   struct yn_err *err)
{
    int rc = store->read_only ? YN_OK : make_folder(store, err);
    if (!rc)
        rc = yn_lock_open(store->lock_path, store->read_only, &store->lock_fd,
                          err);
    /* Openings go one by one: two at once would both make the tables. */
    if (!rc)
        rc = take_lock(store, YN_STORE_LOCK_OPENING,
                       store->read_only ? YN_LOCK_SHARED : YN_LOCK_ALONE, err);
    if (!rc)
        rc = take_lock(store, YN_STORE_LOCK_IN_USE, YN_LOCK_SHARED, err);
    if (!rc)
        rc = open_locked(store, suspect, err);
    if (rc)
        yn_store_disconnect(store);
    else if (store->lock_fd >= 0)
        yn_lock_drop(store->lock_fd, YN_STORE_LOCK_OPENING);
    return rc;
}

void yn_store_disconnect(struct yn_evidence *store)
{
    close_db(store);
    if (store->lock_fd >= 0)
        (void)close(store->lock_fd);
    store->lock_fd = -1;
}

/* Somebody deleted or replaced the file: what is written would be lost. */
static bool has_moved(const struct yn_evidence *store)
{
    int moved = 0;
    int native = sqlite3_file_control(store->sql.db, "main",
                                      SQLITE_FCNTL_HAS_MOVED, &moved);
    return native == SQLITE_OK && moved;
}

static int run(struct yn_evidence *store, yn_store_op *op, void *ctx,
               struct yn_err *err)
{
    int rc = YN_OK;
    if (store->sql.db && has_moved(store))
        yn_store_disconnect(store);
    if (!store->sql.db)
        rc = connect(store, NULL, err);
    if (!rc)
        rc = op(store, ctx, err);
    if (rc != YN_SQL_DAMAGED)
        return rc;
    struct stat suspect = store->opened;
    yn_store_disconnect(store);
    rc = connect(store, &suspect, err);
    if (!rc)
        rc = op(store, ctx, err);
    return rc == YN_SQL_DAMAGED ? damage_error(store, err) : rc;
}

int yn_store_run(struct yn_evidence *store, yn_store_op *op, void *ctx,
                 struct yn_err *err)
{
    /* What is wrong and what then helped: the caller sees only what stays. */
    struct yn_err own = {0};
    int rc = run(store, op, ctx, &own);
    if (rc && err)
        *err = own;
    return rc;
}
