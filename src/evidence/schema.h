/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Schema: the tables, how older ones become today's, and all that is asked of
 * them.
 */
#ifndef YN_EVIDENCE_SCHEMA_H
#define YN_EVIDENCE_SCHEMA_H

#include "evidence/sql.h"

enum yn_query {
    YN_QUERY_RESULT_GET,
    YN_QUERY_RESULT_PUT,
    YN_QUERY_RESULT_DROP,
    YN_QUERY_RESULT_PRUNE,
    YN_QUERY_FILE_GET,
    YN_QUERY_FILE_PUT,
    YN_QUERY_FILE_MEASURED,
    YN_QUERY_REFUSAL_GET,
    YN_QUERY_REFUSAL_PUT,
    YN_QUERY_VECTOR_GET,
    YN_QUERY_VECTOR_PUT,
    YN_QUERY_VECTOR_MODEL,
    YN_QUERY_N
};

extern const char *const yn_schema_query[YN_QUERY_N];

/* Brings the tables up to date, each step in one transaction; with `read_only`
 * only looks. Returns YN_OK, YN_SQL_DAMAGED (also: not yeoun's), or
 * YN_E_INPUT (of a newer yeoun), YN_E_NOTFOUND (read_only: nothing in it, or of
 * an older yeoun), YN_E_IO, YN_E_NOMEM. */
int yn_schema_update(const struct yn_sql *sql, bool read_only,
                     struct yn_err *err);

#endif
