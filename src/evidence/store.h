/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Store: the open database file, replaced when it turns out to be damaged.
 */
#ifndef YN_EVIDENCE_STORE_H
#define YN_EVIDENCE_STORE_H

#include <stdbool.h>
#include <sys/stat.h>

#include "evidence/evidence.h"
#include "evidence/schema.h"

/* Bytes of the lock file; see lock.h. */
#define YN_STORE_LOCK_OPENING 0 /* while a database is opened or replaced */
#define YN_STORE_LOCK_IN_USE 1  /* shared by all who have it open */
#define YN_STORE_LOCK_CLAIMS 2  /* from here on claims */

struct yn_evidence {
    char *folder, *lock_path, *db_path;
    bool read_only;
    int wait_ms;
    const struct yn_log *log;
    int lock_fd;       /* -1: not open */
    struct yn_sql sql; /* .db is NULL while not open */
    sqlite3_stmt *query[YN_QUERY_N];
    struct stat opened; /* the file that sql.db has open */
};

/* Something done with an open store. It may be done twice: YN_SQL_DAMAGED makes
 * the store set its file aside, begin a new one and do it again. */
typedef int yn_store_op(struct yn_evidence *store, void *ctx,
                        struct yn_err *err);

/* Runs `op`, opening the file where it is not open. Returns what it returns;
 * YN_SQL_DAMAGED has become an error. */
int yn_store_run(struct yn_evidence *store, yn_store_op *op, void *ctx,
                 struct yn_err *err);

/* Closes the file; yn_store_run opens it again. */
void yn_store_disconnect(struct yn_evidence *store);

/* Says something to the log. */
void yn_store_say(const struct yn_evidence *store, enum yn_log_level level,
                  const char *fmt, ...) YN_PRINTF(3, 4);

#endif
