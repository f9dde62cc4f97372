/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/site_out.h"

#include "base/base.h"
#include "base/dir.h"
#include "base/file.h"
#include "base/path.h"

void yn_site_out_release(struct yn_site_out *out)
{
    for (size_t i = 0; i < out->n; i++)
        free(out->name[i]);
    free(out->name);
    *out = (struct yn_site_out){0};
}

static int name_compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

int yn_site_out_sort(struct yn_site_out *out, struct yn_err *err)
{
    if (out->n)
        qsort(out->name, out->n, sizeof(*out->name), name_compare);
    for (size_t i = 1; i < out->n; i++) {
        if (strcmp(out->name[i - 1], out->name[i]) == 0)
            return yn_err_set(err, YN_E_EXISTS, 0,
                              "%s: two files of the site have this name",
                              out->name[i]);
    }
    return YN_OK;
}

static int remember(struct yn_site_out *out, const char *name,
                    struct yn_err *err)
{
    int rc =
        yn_grow(&out->name, &out->cap, out->n + 1, sizeof(*out->name), err);
    if (rc)
        return rc;
    char *copy = strdup(name);
    if (!copy)
        return yn_err_nomem(err);
    out->name[out->n++] = copy;
    return YN_OK;
}

/* The path of `name` in the new folder, with the folders on its way made. */
static int make_path(const struct yn_site_out *out, const char *name,
                     char **path, struct yn_err *err)
{
    char *full = yn_path_join(out->dir, name);
    if (!full)
        return yn_err_nomem(err);
    int rc = YN_OK;
    char *slash = strrchr(full, '/');
    if (strchr(name, '/')) {
        *slash = '\0';
        rc = yn_dir_make(full, err);
        *slash = '/';
    }
    if (rc)
        free(full);
    else
        *path = full;
    return rc;
}

int yn_site_put(struct yn_site_out *out, const char *name,
                struct yn_buf *content, struct yn_err *err)
{
    if (content->failed)
        return yn_err_nomem(err);
    char *path = NULL;
    int rc = remember(out, name, err);
    if (!rc && out->dir)
        rc = make_path(out, name, &path, err);
    if (path)
        rc = yn_file_write(path, yn_buf_text(content), content->len, err);
    free(path);
    yn_buf_clear(content);
    return rc;
}

int yn_site_put_copy(struct yn_site_out *out, const char *name,
                     const char *source, struct yn_err *err)
{
    char *path = NULL;
    int rc = remember(out, name, err);
    if (!rc && out->dir)
        rc = make_path(out, name, &path, err);
    if (path)
        rc = yn_file_copy(source, path, err);
    free(path);
    return rc;
}
