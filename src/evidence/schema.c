/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "evidence/schema.h"

#include "base/base.h"

/* "yeou" as a number: tells our files from other programs'. */
#define SCHEMA_APPLICATION_ID 2036690805

/* Row n makes version n + 1 of version n. Rows are never changed once they have
 * been in a release, only added. */
static const char *const migrations[] = {
    "PRAGMA application_id = 2036690805;"
    /* What was found in an episode with a roster by a method; see code.h. */
    "CREATE TABLE result ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " episode BLOB NOT NULL,"
    " roster BLOB NOT NULL,"
    " method TEXT NOT NULL,"
    " data BLOB NOT NULL,"
    " UNIQUE (episode, roster, method)"
    ") STRICT;"
    /* The hash of a file, as long as the rest of the row is true. */
    "CREATE TABLE file ("
    " path BLOB PRIMARY KEY,"
    " size INTEGER NOT NULL,"
    " mtime_ns INTEGER NOT NULL,"
    " ctime_ns INTEGER NOT NULL,"
    " inode INTEGER NOT NULL,"
    " content BLOB NOT NULL"
    ") STRICT, WITHOUT ROWID;"
    "PRAGMA user_version = 1;",
    /* Content that nothing can be measured of, by who tried, and why. */
    "CREATE TABLE refusal ("
    " content BLOB NOT NULL,"
    " reader TEXT NOT NULL,"
    " why TEXT NOT NULL,"
    " PRIMARY KEY (content, reader)"
    ") STRICT, WITHOUT ROWID;"
    "PRAGMA user_version = 2;",
    /* Texts as vectors, by the model that made them: floats, length 1, least
     * significant byte first, with a seal behind; see vectors.c. */
    "CREATE TABLE vector ("
    " model TEXT NOT NULL,"
    " text BLOB NOT NULL,"
    " data BLOB NOT NULL,"
    " PRIMARY KEY (model, text)"
    ") STRICT, WITHOUT ROWID;"
    "PRAGMA user_version = 3;",
    /* The seconds of a result say how sure music is. In those kept before they
     * do not, and no method that there is asks for those. */
    "DELETE FROM result; PRAGMA user_version = 4;",
};

const char *const yn_schema_query[YN_QUERY_N] = {
    [YN_QUERY_RESULT_GET] = "SELECT data FROM result"
                            " WHERE episode = ? AND roster = ? AND method = ?",
    [YN_QUERY_RESULT_PUT] =
        "INSERT OR REPLACE INTO result (episode, roster, method, data)"
        " VALUES (?, ?, ?, ?)",
    [YN_QUERY_RESULT_DROP] =
        "DELETE FROM result WHERE episode = ? AND roster = ? AND method = ?",
    /* Rosters and methods change: without end the file would grow for ever. */
    [YN_QUERY_RESULT_PRUNE] = "DELETE FROM result WHERE episode = ?1 AND id <="
                              " (SELECT id FROM result WHERE episode = ?1"
                              "  ORDER BY id DESC LIMIT 1 OFFSET 16)",
    [YN_QUERY_FILE_GET] = "SELECT content FROM file WHERE path = ? AND size = ?"
                          " AND mtime_ns = ? AND ctime_ns = ? AND inode = ?",
    [YN_QUERY_FILE_PUT] = "INSERT OR REPLACE INTO file"
                          " (path, size, mtime_ns, ctime_ns, inode, content)"
                          " VALUES (?, ?, ?, ?, ?, ?)",
    [YN_QUERY_FILE_MEASURED] =
        "SELECT 1 FROM file JOIN result ON result.episode = file.content"
        " WHERE path = ? AND size = ? AND mtime_ns = ? AND ctime_ns = ?"
        " AND inode = ? LIMIT 1",
    [YN_QUERY_REFUSAL_GET] =
        "SELECT why FROM refusal WHERE content = ? AND reader = ?",
    [YN_QUERY_REFUSAL_PUT] =
        "INSERT OR REPLACE INTO refusal (content, reader, why)"
        " VALUES (?, ?, ?)",
    [YN_QUERY_VECTOR_GET] =
        "SELECT data FROM vector WHERE model = ? AND text = ?",
    [YN_QUERY_VECTOR_PUT] = "INSERT OR REPLACE INTO vector (model, text, data)"
                            " VALUES (?, ?, ?)",
    [YN_QUERY_VECTOR_MODEL] = "SELECT min(model) FROM vector WHERE model > ?",
};

static int look(const struct yn_sql *sql, sqlite3_int64 *version, bool *empty,
                struct yn_err *err)
{
    sqlite3_int64 application = 0, tables = 0;
    int rc = yn_sql_number(sql, "PRAGMA application_id", &application, err);
    if (!rc)
        rc = yn_sql_number(sql, "PRAGMA user_version", version, err);
    if (!rc)
        rc = yn_sql_number(sql, "SELECT count(*) FROM sqlite_schema", &tables,
                           err);
    if (rc)
        return rc;
    *empty = application == 0 && *version == 0 && tables == 0;
    if (!*empty && (application != SCHEMA_APPLICATION_ID || *version < 1))
        return yn_err_set(err, YN_SQL_DAMAGED, 0,
                          "it is a database, but not one of yeoun's");
    return YN_OK;
}

int yn_schema_update(const struct yn_sql *sql, bool read_only,
                     struct yn_err *err)
{
    const sqlite3_int64 newest = YN_LEN(migrations);
    sqlite3_int64 version = 0;
    bool empty = false;
    int rc = look(sql, &version, &empty, err);
    if (rc)
        return rc;
    if (version > newest)
        return yn_err_set(
            err, YN_E_INPUT, 0,
            "%s: was written by a newer yeoun (its format is %lld, this one "
            "knows up to %lld); install that yeoun, or move the file away to "
            "measure everything anew",
            sql->path, (long long)version, (long long)newest);
    if (version < newest && read_only)
        return yn_err_set(err, YN_E_NOTFOUND, 0,
                          "%s: nothing has been measured yet; yeoun scan does "
                          "that",
                          sql->path);
    while (!rc && version < newest) {
        rc = yn_sql_begin(sql, err);
        if (!rc)
            rc = yn_sql_end(sql, yn_sql_script(sql, migrations[version], err),
                            err);
        version++;
    }
    return rc;
}
