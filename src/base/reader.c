/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/reader.h"

#include <stdarg.h>

#include "base/base.h"
#include "base/encoding.h"
#include "base/file.h"
#include "base/path.h"

const char *yn_text_f(struct yn_arena *arena, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    char *text = n < 0 ? NULL : yn_arena_alloc(arena, (size_t)n + 1);
    if (!text)
        return NULL;
    va_start(args, fmt);
    vsnprintf(text, (size_t)n + 1, fmt, args);
    va_end(args);
    return text;
}

static int add(struct yn_reader *reader, enum yn_severity severity,
               struct yn_pos pos, const char *what, const char *remedy,
               struct yn_err *err)
{
    if (!what || !remedy)
        return yn_err_nomem(err);
    const struct yn_problem problem = {severity, pos, what, remedy};
    return yn_report_add(reader->report, &problem, err);
}

int yn_reader_problem(struct yn_reader *reader, struct yn_pos pos,
                      const char *what, const char *remedy, struct yn_err *err)
{
    return add(reader, YN_PROBLEM, pos, what, remedy, err);
}

int yn_reader_warning(struct yn_reader *reader, struct yn_pos pos,
                      const char *what, const char *remedy, struct yn_err *err)
{
    return add(reader, YN_WARNING, pos, what, remedy, err);
}

int yn_reader_skip(struct yn_reader *reader, const char *path, const char *what,
                   const char *remedy, struct yn_err *err)
{
    if (strncmp(yn_path_base(path), "README", strlen("README")) == 0)
        return YN_OK;
    return yn_reader_warning(reader, (struct yn_pos){.file = path}, what,
                             remedy, err);
}

/* Tells why a file did not come in. The file's own name in front of the
 * message is the problem's place already. */
static int load_problem(struct yn_reader *reader, const char *path,
                        const struct yn_err *why, struct yn_err *err)
{
    if (why->code == YN_E_NOMEM)
        return yn_err_nomem(err);
    const char *text = why->text;
    size_t len = strlen(path);
    if (strncmp(text, path, len) == 0 && strncmp(text + len, ": ", 2) == 0)
        text += len + 2;
    struct yn_pos pos = {.file = path};
    return yn_reader_problem(reader, pos, text, "", err);
}

static int decode(struct yn_reader *reader, const char *path,
                  struct yn_bytes *bytes, bool *usable, struct yn_err *err)
{
    struct yn_err why = {0};
    struct yn_pos pos = {.file = path};
    enum yn_encoding found = YN_UTF8;
    int rc = yn_encoding_to_utf8(bytes, &found, &pos.line, &pos.column, &why);
    if (rc == YN_E_NOMEM)
        return yn_err_nomem(err);
    *usable = rc == YN_OK;
    if (rc)
        return yn_reader_problem(
            reader, pos, yn_text_f(reader->arena, "the file %s", why.text),
            "save it as UTF-8", err);
    if (found == YN_UTF8)
        return YN_OK;
    const char *name = yn_encoding_name(found);
    return yn_reader_warning(
        reader, (struct yn_pos){.file = path},
        yn_text_f(reader->arena, "written in %s, read as such", name),
        "save it as UTF-8 to be sure of every character", err);
}

int yn_reader_load(struct yn_reader *reader, const char *path, size_t limit,
                   const char **text, size_t *len, struct yn_err *err)
{
    *text = NULL;
    *len = 0;
    struct yn_bytes bytes = {0};
    struct yn_err why = {0};
    if (yn_file_read(path, limit, &bytes, &why))
        return load_problem(reader, path, &why, err);
    if (bytes.mtime_s > reader->newest_s)
        reader->newest_s = bytes.mtime_s;
    bool usable = false;
    int rc = decode(reader, path, &bytes, &usable, err);
    if (!rc && usable) {
        *text = yn_arena_dup_n(reader->arena, bytes.data, bytes.len);
        *len = bytes.len;
        if (!*text)
            rc = yn_err_nomem(err);
    }
    free(bytes.data);
    return rc;
}
