/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/glob.h"

#include <errno.h>
#include <sys/stat.h>

#include "base/base.h"
#include "base/buf.h"
#include "base/dir.h"
#include "base/path.h"
#include "base/unicode.h"
#include "base/wildcard.h"

/* Folders within folders; deeper ones go round in a circle. */
#define DEPTH_MAX 64

/* A folder that `**` has been in, at one place of the pattern. */
struct visit {
    dev_t dev;
    ino_t ino;
    const char *rest;
};

struct walk {
    struct yn_glob *glob;
    const char *dir;  /* where relative patterns begin */
    size_t pattern;   /* its index */
    unsigned flags;   /* how it is read */
    unsigned folders; /* looked into */
    struct visit *visits;
    size_t n_visits, visit_cap;
};

static int walk(struct walk *w, const char *path, const char *rest,
                unsigned depth, bool lenient, struct yn_err *err);

static int add_file(struct walk *w, const char *path, const struct stat *st,
                    struct yn_err *err)
{
    struct yn_glob *g = w->glob;
    if (g->n_files >= YN_GLOB_FILES_MAX)
        return yn_err_set(err, YN_E_LIMIT, 0, "names more than %d files",
                          YN_GLOB_FILES_MAX);
    int rc =
        yn_grow(&g->files, &g->cap, g->n_files + 1, sizeof(*g->files), err);
    if (rc)
        return rc;
    struct yn_glob_file file = {.path = strdup(path),
                                .pattern = w->pattern,
                                .dev = st->st_dev,
                                .ino = st->st_ino};
    if (!file.path)
        return yn_err_nomem(err);
    g->files[g->n_files++] = file;
    return YN_OK;
}

/* What is at `path` goes into the list, or is walked on from. */
static int enter(struct walk *w, const char *path, const char *rest,
                 unsigned depth, bool lenient, struct yn_err *err)
{
    struct stat st;
    if (stat(path, &st))
        return YN_OK; /* a link that leads nowhere, a file just gone */
    if (*rest)
        return S_ISDIR(st.st_mode) ? walk(w, path, rest, depth, lenient, err)
                                   : YN_OK;
    return S_ISREG(st.st_mode) ? add_file(w, path, &st, err) : YN_OK;
}

static int enter_name(struct walk *w, const char *path, const char *name,
                      const char *rest, unsigned depth, bool lenient,
                      struct yn_err *err)
{
    char *joined = yn_path_join(path, name);
    if (!joined)
        return yn_err_nomem(err);
    int rc = enter(w, joined, rest, depth + 1, lenient, err);
    free(joined);
    return rc;
}

/* Whether the name, composed, fits the part. */
static int fits(const struct walk *w, const char *part, size_t len,
                const char *name, bool *out, struct yn_err *err)
{
    struct yn_buf buf = {0};
    int rc = yn_unicode_compose(name, &buf, err);
    if (!rc)
        *out = yn_wildcard_match(part, len, yn_buf_text(&buf), w->flags);
    yn_buf_release(&buf);
    return rc;
}

/* Lists a folder; one that is not there or cannot be looked into where that
 * does not matter is empty. */
static int list(struct walk *w, const char *path, bool lenient,
                struct yn_dir_list *out, struct yn_err *err)
{
    struct yn_err own = {0};
    if (++w->folders > YN_GLOB_FOLDERS_MAX)
        return yn_err_set(err, YN_E_LIMIT, 0, "leads into more than %d folders",
                          YN_GLOB_FOLDERS_MAX);
    int rc = yn_dir_read(path[0] ? path : ".", out, &own);
    if (rc == YN_E_NOTFOUND || (rc == YN_E_IO && (own.native == ENOTDIR)) ||
        (rc == YN_E_IO && lenient))
        return YN_OK;
    if (rc && err)
        *err = own;
    return rc;
}

static int walk_part(struct walk *w, const char *path, const char *part,
                     size_t len, const char *rest, unsigned depth, bool lenient,
                     struct yn_err *err)
{
    struct yn_dir_list names = {0};
    int rc = list(w, path, lenient, &names, err);
    for (size_t i = 0; !rc && i < names.n; i++) {
        bool fit = false;
        rc = fits(w, part, len, names.name[i], &fit, err);
        if (!rc && fit)
            rc = enter_name(w, path, names.name[i], rest, depth, lenient, err);
    }
    yn_dir_list_release(&names);
    return rc;
}

/* A part without wildcards is looked up; only where it is not there by that
 * spelling the folder is searched for it. */
static int walk_plain(struct walk *w, const char *path, const char *part,
                      size_t len, const char *rest, unsigned depth,
                      bool lenient, struct yn_err *err)
{
    struct stat st;
    char *name = yn_wildcard_plain(part, len);
    char *joined = name ? yn_path_join(path, name) : NULL;
    int rc = joined ? YN_OK : yn_err_nomem(err);
    if (!rc && stat(joined, &st) == 0)
        rc = enter(w, joined, rest, depth + 1, lenient, err);
    else if (!rc)
        rc = walk_part(w, path, part, len, rest, depth, lenient, err);
    free(name);
    free(joined);
    return rc;
}

static int visit(struct walk *w, const char *path, const char *rest,
                 bool *first, struct yn_err *err)
{
    struct stat st;
    *first = stat(path[0] ? path : ".", &st) == 0;
    if (!*first)
        return YN_OK;
    for (size_t i = 0; i < w->n_visits; i++) {
        const struct visit *v = &w->visits[i];
        if (v->ino == st.st_ino && v->dev == st.st_dev && v->rest == rest) {
            *first = false;
            return YN_OK;
        }
    }
    int rc = yn_grow(&w->visits, &w->visit_cap, w->n_visits + 1,
                     sizeof(*w->visits), err);
    if (!rc)
        w->visits[w->n_visits++] =
            (struct visit){.dev = st.st_dev, .ino = st.st_ino, .rest = rest};
    return rc;
}

/* Any number of folders: none, or one and again. Each folder once, whatever
 * links lead to it. */
static int walk_deep(struct walk *w, const char *path, const char *all,
                     const char *rest, unsigned depth, struct yn_err *err)
{
    bool first = false;
    struct yn_dir_list names = {0};
    int rc = visit(w, path, all, &first, err);
    if (rc || !first)
        return rc;
    rc = walk(w, path, *rest ? rest : "*", depth, true, err);
    if (!rc)
        rc = list(w, path, true, &names, err);
    for (size_t i = 0; !rc && i < names.n; i++)
        rc = enter_name(w, path, names.name[i], all, depth, true, err);
    yn_dir_list_release(&names);
    return rc;
}

static int walk(struct walk *w, const char *path, const char *rest,
                unsigned depth, bool lenient, struct yn_err *err)
{
    while (*rest == '/')
        rest++;
    size_t len = strcspn(rest, "/");
    const char *next = rest + len;
    while (*next == '/')
        next++;
    if (len == 0 || depth > DEPTH_MAX)
        return YN_OK;
    if (len == 2 && memcmp(rest, "**", 2) == 0)
        return walk_deep(w, path, rest, next, depth, err);
    if (yn_wildcard_has(rest, len, w->flags))
        return walk_part(w, path, rest, len, next, depth, lenient, err);
    return walk_plain(w, path, rest, len, next, depth, lenient, err);
}

static int walk_pattern(void *ctx, const char *pattern, struct yn_err *err)
{
    struct walk *w = ctx;
    size_t before = w->glob->n_files;
    const char *from = pattern[0] == '/' ? "/" : w->dir;
    w->flags = 0;
    w->n_visits = 0;
    int rc = walk(w, from, pattern, 0, false, err);
    if (!rc && w->glob->n_files == before && strchr(pattern, '[')) {
        w->flags = YN_WILDCARD_PLAIN_BRACKETS;
        w->n_visits = 0;
        rc = walk(w, from, pattern, 0, false, err);
    }
    return rc;
}

static int find_one(struct walk *w, const char *pattern, struct yn_err *err)
{
    struct yn_buf composed = {0};
    struct yn_err own = {0};
    int rc = yn_unicode_compose(pattern, &composed, err);
    if (!rc) {
        w->folders = 0;
        rc = yn_wildcard_expand(yn_buf_text(&composed), walk_pattern, w, &own);
        if (rc == YN_E_LIMIT)
            yn_err_set(err, rc, 0, "the pattern %s %s", pattern, own.text);
        else if (rc && err)
            *err = own;
    }
    yn_buf_release(&composed);
    return rc;
}

/* By file, then by path: the first of each file stays. */
static int by_file(const void *a, const void *b)
{
    const struct yn_glob_file *x = a, *y = b;
    if (x->dev != y->dev)
        return x->dev < y->dev ? -1 : 1;
    if (x->ino != y->ino)
        return x->ino < y->ino ? -1 : 1;
    int order = strcmp(x->path, y->path);
    if (order)
        return order;
    return x->pattern < y->pattern ? -1 : x->pattern > y->pattern;
}

static int by_path(const void *a, const void *b)
{
    const struct yn_glob_file *x = a, *y = b;
    return strcmp(x->path, y->path);
}

/* Counts what each pattern named and takes doubles out. */
static void settle(struct yn_glob *g)
{
    size_t n = 0;
    if (g->n_files == 0)
        return;
    qsort(g->files, g->n_files, sizeof(*g->files), by_file);
    for (size_t i = 0; i < g->n_files; i++) {
        struct yn_glob_file *last = n ? &g->files[n - 1] : NULL;
        struct yn_glob_file *file = &g->files[i];
        g->named[file->pattern]++;
        if (last && last->dev == file->dev && last->ino == file->ino) {
            if (file->pattern < last->pattern)
                last->pattern = file->pattern;
            free(file->path);
        } else {
            g->files[n++] = *file;
        }
    }
    g->n_files = n;
    qsort(g->files, n, sizeof(*g->files), by_path);
}

int yn_glob_find(const char *dir, const char *const *patterns,
                 size_t n_patterns, struct yn_glob *out, struct yn_err *err)
{
    struct yn_glob glob = {0};
    struct walk w = {.glob = &glob, .dir = dir};
    glob.named = calloc(n_patterns + 1, sizeof(*glob.named));
    int rc = glob.named ? YN_OK : yn_err_nomem(err);
    for (; !rc && w.pattern < n_patterns; w.pattern++)
        rc = find_one(&w, patterns[w.pattern], err);
    free(w.visits);
    if (rc) {
        yn_glob_release(&glob);
        return rc;
    }
    settle(&glob);
    *out = glob;
    return YN_OK;
}

void yn_glob_release(struct yn_glob *glob)
{
    for (size_t i = 0; i < glob->n_files; i++)
        free(glob->files[i].path);
    free(glob->files);
    free(glob->named);
    *glob = (struct yn_glob){0};
}
