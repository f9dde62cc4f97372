/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "evidence/aside.h"

#include <errno.h>
#include <unistd.h>

#include "base/base.h"
#include "base/buf.h"
#include "base/file.h"

#define ASIDE_MAX 1000

/* The database comes last: as long as it stands, the next open finds it
 * damaged and goes on from here. */
static const char *const parts[] = {"-wal", "-journal", ""};

static int path_of(const char *base, const char *part, struct yn_buf *out,
                   struct yn_err *err)
{
    yn_buf_clear(out);
    yn_buf_puts(out, base);
    yn_buf_puts(out, part);
    return out->failed ? yn_err_nomem(err) : YN_OK;
}

static int is_free(const char *base, bool *out, struct yn_err *err)
{
    struct yn_buf path = {0};
    int rc = YN_OK;
    *out = true;
    for (size_t i = 0; !rc && i < YN_LEN(parts); i++) {
        rc = path_of(base, parts[i], &path, err);
        if (!rc && yn_file_exists(path.data))
            *out = false;
    }
    yn_buf_release(&path);
    return rc;
}

static int find_name(const char *path, struct yn_buf *name, struct yn_err *err)
{
    for (int n = 1; n <= ASIDE_MAX; n++) {
        bool found = false;
        yn_buf_clear(name);
        yn_buf_printf(name, "%s.damaged-%d", path, n);
        if (name->failed)
            return yn_err_nomem(err);
        int rc = is_free(name->data, &found, err);
        if (rc || found)
            return rc;
    }
    return yn_err_set(err, YN_E_IO, 0,
                      "%s: is damaged, and there are %d damaged ones beside it "
                      "already; the disk may be failing",
                      path, ASIDE_MAX);
}

static int move_parts(const char *path, const char *name, struct yn_err *err)
{
    struct yn_buf from = {0}, to = {0};
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < YN_LEN(parts); i++) {
        rc = path_of(path, parts[i], &from, err);
        if (!rc)
            rc = path_of(name, parts[i], &to, err);
        if (!rc && rename(from.data, to.data) && errno != ENOENT)
            rc = yn_err_set(err, YN_E_IO, errno,
                            "%s: is damaged and cannot be renamed: %s; move it "
                            "away and run the same again",
                            from.data, strerror(errno));
    }
    /* What the processes share while they have it open; worth nothing now. */
    if (!rc)
        rc = path_of(path, "-shm", &from, err);
    if (!rc)
        (void)unlink(from.data);
    yn_buf_release(&from);
    yn_buf_release(&to);
    return rc;
}

int yn_aside_move(const char *path, char **kept, struct yn_err *err)
{
    struct yn_buf name = {0};
    int rc = find_name(path, &name, err);
    if (!rc)
        rc = move_parts(path, name.data, err);
    if (!rc)
        rc = yn_buf_finish(&name, kept, err);
    yn_buf_release(&name);
    return rc;
}
