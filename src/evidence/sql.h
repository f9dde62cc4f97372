/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * SQL: what every use of SQLite needs, once.
 */
#ifndef YN_EVIDENCE_SQL_H
#define YN_EVIDENCE_SQL_H

#include <stdbool.h>
#include <stddef.h>

#include <sqlite3.h>

#include <yeoun/err.h>

/* A database and its file's name for messages; both borrowed. */
struct yn_sql {
    sqlite3 *db;
    const char *path;
};

/* An outcome inside this folder, with the error filled: the file is not what
 * yeoun wrote, or no longer the one that was opened. The store deals with it.
 */
#define YN_SQL_DAMAGED 100

/* Fills the error from a code of SQLite other than OK, ROW and DONE; to be
 * called before anything else is asked of the database. Returns YN_SQL_DAMAGED,
 * YN_E_IO, YN_E_NOMEM or YN_E_INTERNAL. */
int yn_sql_error(const struct yn_sql *sql, int native, struct yn_err *err);

/* Prepares one statement; anything behind it is refused. */
int yn_sql_prepare(const struct yn_sql *sql, const char *text,
                   sqlite3_stmt **out, struct yn_err *err);

/* Binds `len` bytes, borrowed until yn_sql_reset. */
int yn_sql_bind(const struct yn_sql *sql, sqlite3_stmt *stmt, int at,
                const void *data, size_t len, struct yn_err *err);
int yn_sql_bind_text(const struct yn_sql *sql, sqlite3_stmt *stmt, int at,
                     const char *text, struct yn_err *err);
int yn_sql_bind_int(const struct yn_sql *sql, sqlite3_stmt *stmt, int at,
                    sqlite3_int64 value, struct yn_err *err);

/* One step; `*row` says whether there is a row to look at. */
int yn_sql_step(const struct yn_sql *sql, sqlite3_stmt *stmt, bool *row,
                struct yn_err *err);

/* Runs a statement that gives no rows, and resets it. */
int yn_sql_run(const struct yn_sql *sql, sqlite3_stmt *stmt,
               struct yn_err *err);

/* Makes a statement ready for the next use. */
void yn_sql_reset(sqlite3_stmt *stmt);

/* Several statements of our own, one after another. */
int yn_sql_script(const struct yn_sql *sql, const char *text,
                  struct yn_err *err);

/* The first column of the first row; 0 where there is none. */
int yn_sql_number(const struct yn_sql *sql, const char *text,
                  sqlite3_int64 *out, struct yn_err *err);

/* BEGIN IMMEDIATE, and COMMIT where `rc` is YN_OK, else ROLLBACK. `end` returns
 * `rc`, or the error of the commit, which has then been rolled back. */
int yn_sql_begin(const struct yn_sql *sql, struct yn_err *err);
int yn_sql_end(const struct yn_sql *sql, int rc, struct yn_err *err);

#endif
