/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "evidence/sql.h"

#include <errno.h>

#include "base/base.h"

static int io_error(const struct yn_sql *sql, int native, struct yn_err *err)
{
    int error = sqlite3_system_errno(sql->db);
    const char *why = error ? strerror(error) : sqlite3_errstr(native);
    if (error == ENOSPC || error == EDQUOT)
        return yn_sql_error(sql, SQLITE_FULL, err);
    return yn_err_set(err, YN_E_IO, native,
                      "%s: cannot be read or written: %s; what was measured "
                      "before is kept",
                      sql->path, why);
}

static int write_error(const struct yn_sql *sql, int native, struct yn_err *err)
{
    int error = sqlite3_system_errno(sql->db);
    return yn_err_set(err, YN_E_IO, native,
                      "%s: cannot be written%s%s; yeoun keeps there what it "
                      "measures: give yourself the right to write there, or "
                      "copy the season to where you have it",
                      sql->path, error ? ": " : "",
                      error ? strerror(error) : "");
}

int yn_sql_error(const struct yn_sql *sql, int native, struct yn_err *err)
{
    if (native == SQLITE_IOERR_NOMEM || (native & 0xFF) == SQLITE_NOMEM)
        return yn_err_nomem(err);
    if (native == SQLITE_READONLY_DBMOVED)
        return yn_err_set(err, YN_SQL_DAMAGED, native, "moved");
    switch (native & 0xFF) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR: /* no such table or column */
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
    case SQLITE_AUTH: /* what a table made elsewhere may ask for */
        /* Copied at once: the next call changes it. */
        return yn_err_set(err, YN_SQL_DAMAGED, native, "%s",
                          sqlite3_errmsg(sql->db));
    case SQLITE_FULL:
        return yn_err_set(err, YN_E_IO, native,
                          "%s: the disk is full; what was measured before is "
                          "kept; make room and run the same again",
                          sql->path);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        return yn_err_set(err, YN_E_IO, native,
                          "%s: another program keeps it locked; close that and "
                          "try again",
                          sql->path);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
        return write_error(sql, native, err);
    case SQLITE_IOERR:
        return io_error(sql, native, err);
    default:
        return yn_err_set(err, YN_E_INTERNAL, native, "%s: %s", sql->path,
                          sqlite3_errmsg(sql->db));
    }
}

int yn_sql_prepare(const struct yn_sql *sql, const char *text,
                   sqlite3_stmt **out, struct yn_err *err)
{
    const char *rest = NULL;
    sqlite3_stmt *stmt = NULL;
    int native = sqlite3_prepare_v3(sql->db, text, -1,
                                    SQLITE_PREPARE_PERSISTENT, &stmt, &rest);
    if (native)
        return yn_sql_error(sql, native, err);
    if (!stmt || *rest != '\0') {
        sqlite3_finalize(stmt);
        return yn_err_set(err, YN_E_INTERNAL, 0, "no single statement: %s",
                          text);
    }
    *out = stmt;
    return YN_OK;
}

int yn_sql_bind(const struct yn_sql *sql, sqlite3_stmt *stmt, int at,
                const void *data, size_t len, struct yn_err *err)
{
    int native = sqlite3_bind_blob64(stmt, at, data, len, SQLITE_STATIC);
    return native ? yn_sql_error(sql, native, err) : YN_OK;
}

int yn_sql_bind_text(const struct yn_sql *sql, sqlite3_stmt *stmt, int at,
                     const char *text, struct yn_err *err)
{
    int native = sqlite3_bind_text(stmt, at, text, -1, SQLITE_STATIC);
    return native ? yn_sql_error(sql, native, err) : YN_OK;
}

int yn_sql_bind_int(const struct yn_sql *sql, sqlite3_stmt *stmt, int at,
                    sqlite3_int64 value, struct yn_err *err)
{
    int native = sqlite3_bind_int64(stmt, at, value);
    return native ? yn_sql_error(sql, native, err) : YN_OK;
}

int yn_sql_step(const struct yn_sql *sql, sqlite3_stmt *stmt, bool *row,
                struct yn_err *err)
{
    int native = sqlite3_step(stmt);
    *row = native == SQLITE_ROW;
    if (native == SQLITE_ROW || native == SQLITE_DONE)
        return YN_OK;
    return yn_sql_error(sql, native, err);
}

int yn_sql_run(const struct yn_sql *sql, sqlite3_stmt *stmt, struct yn_err *err)
{
    bool row = false;
    int rc = yn_sql_step(sql, stmt, &row, err);
    yn_sql_reset(stmt);
    return rc;
}

void yn_sql_reset(sqlite3_stmt *stmt)
{
    /* Both repeat the error of the step, which has been dealt with. */
    (void)sqlite3_reset(stmt);
    (void)sqlite3_clear_bindings(stmt);
}

int yn_sql_script(const struct yn_sql *sql, const char *text,
                  struct yn_err *err)
{
    int native = sqlite3_exec(sql->db, text, NULL, NULL, NULL);
    return native ? yn_sql_error(sql, native, err) : YN_OK;
}

int yn_sql_number(const struct yn_sql *sql, const char *text,
                  sqlite3_int64 *out, struct yn_err *err)
{
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    int rc = yn_sql_prepare(sql, text, &stmt, err);
    if (!rc)
        rc = yn_sql_step(sql, stmt, &row, err);
    if (!rc)
        *out = row ? sqlite3_column_int64(stmt, 0) : 0;
    sqlite3_finalize(stmt);
    return rc;
}

int yn_sql_begin(const struct yn_sql *sql, struct yn_err *err)
{
    return yn_sql_script(sql, "BEGIN IMMEDIATE", err);
}

int yn_sql_end(const struct yn_sql *sql, int rc, struct yn_err *err)
{
    if (!rc)
        rc = yn_sql_script(sql, "COMMIT", err);
    /* Some errors have rolled back by themselves. */
    if (rc && !sqlite3_get_autocommit(sql->db))
        (void)sqlite3_exec(sql->db, "ROLLBACK", NULL, NULL, NULL);
    return rc;
}
