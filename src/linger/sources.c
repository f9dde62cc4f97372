/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "linger/sources.h"

#include <strings.h>

#include "base/base.h"
#include "base/buf.h"
#include "base/dir.h"
#include "base/file.h"
#include "base/glob.h"
#include "base/path.h"
#include "base/wildcard.h"

struct finding {
    struct yn_reader *reader;
    const struct yn_season *season;
    const char *key;
    struct yn_source *item;
    size_t n, cap;
};

static int add(struct finding *finding, const char *path, const char *under,
               struct yn_err *err)
{
    const char *copy = yn_arena_dup(finding->reader->arena, path);
    if (!copy)
        return yn_err_nomem(err);
    int rc = yn_grow(&finding->item, &finding->cap, finding->n + 1,
                     sizeof(*finding->item), err);
    if (!rc)
        finding->item[finding->n++] = (struct yn_source){copy, under};
    return rc;
}

static int tell(struct finding *finding, const char *what, struct yn_err *err)
{
    const char *dir = finding->season->dir;
    char *path = yn_path_join(dir, "season.md");
    const char *file = path ? yn_arena_dup(finding->reader->arena, path) : NULL;
    free(path);
    if (!file)
        return yn_err_nomem(err);
    return yn_reader_problem(finding->reader, (struct yn_pos){file, 0, 0}, what,
                             "paths and patterns begin at the season folder",
                             err);
}

static size_t skip_slashes(const char *path, size_t at)
{
    while (path[at] == '/')
        at++;
    return at;
}

/* How many parts of the path stand before the first with a wildcard. */
static size_t plain_parts(const char *pattern)
{
    size_t n = 0;
    for (size_t at = skip_slashes(pattern, 0); pattern[at]; n++) {
        size_t len = strcspn(pattern + at, "/");
        if (memchr(pattern + at, '{', len) ||
            yn_wildcard_has(pattern + at, len, 0))
            break;
        at = skip_slashes(pattern, at + len);
    }
    return n;
}

/* The folder that is part `n` of a path; NULL where that part is the file
 * itself. Errors: YN_E_NOMEM. */
static int folder_at(struct finding *finding, const char *path, size_t n,
                     const char **out, struct yn_err *err)
{
    size_t at = skip_slashes(path, 0);
    for (; n > 0; n--)
        at = skip_slashes(path, at + strcspn(path + at, "/"));
    size_t len = strcspn(path + at, "/");
    *out = NULL;
    if (path[at + len] == '\0')
        return YN_OK;
    *out = yn_arena_dup_n(finding->reader->arena, path + at, len);
    return *out ? YN_OK : yn_err_nomem(err);
}

static int find_fitting(struct finding *finding, const char *pattern,
                        struct yn_err *err)
{
    struct yn_glob glob = {0};
    struct yn_err why = {0};
    const char *dir = finding->season->dir;
    int rc = yn_glob_find(dir, &pattern, 1, &glob, &why);
    if (rc == YN_E_NOMEM)
        return yn_err_nomem(err);
    if (rc)
        return tell(finding, yn_arena_dup(finding->reader->arena, why.text),
                    err);
    if (glob.n_files == 0)
        rc = tell(finding,
                  yn_text_f(finding->reader->arena, "`%s: %s` names no file",
                            finding->key, pattern),
                  err);
    size_t parts = plain_parts(pattern);
    for (size_t i = 0; !rc && i < glob.n_files; i++) {
        const char *path = glob.files[i].path, *under = NULL;
        /* Welcome everywhere, as in the folders. */
        if (strncasecmp(yn_path_base(path), "readme", 6) == 0)
            continue;
        const char *from = pattern[0] == '/' ? path : yn_path_below(dir, path);
        rc = folder_at(finding, from, parts, &under, err);
        if (!rc)
            rc = add(finding, path, under, err);
    }
    yn_glob_release(&glob);
    return rc;
}

/* What is called by its name need not be a pattern, whatever it looks like. */
static int find_one(struct finding *finding, const char *pattern, bool wanted,
                    struct yn_err *err)
{
    char *path = yn_path_join(finding->season->dir, pattern);
    if (!path)
        return yn_err_nomem(err);
    int rc = YN_OK;
    if (yn_dir_is(path) || yn_file_exists(path))
        rc = add(finding, path, NULL, err);
    else if (wanted)
        rc = find_fitting(finding, pattern, err);
    free(path);
    return rc;
}

int yn_sources_find(struct yn_reader *reader, const struct yn_season *season,
                    const char *key, const struct yn_text_list *patterns,
                    struct yn_sources *out, struct yn_err *err)
{
    struct finding finding = {.reader = reader, .season = season, .key = key};
    int rc = patterns->n ? YN_OK : find_one(&finding, key, false, err);
    for (size_t i = 0; !rc && i < patterns->n; i++)
        rc = find_one(&finding, patterns->item[i], true, err);
    struct yn_source *item = NULL;
    if (!rc) {
        item = yn_arena_array(reader->arena, finding.n, sizeof(*item));
        rc = item ? YN_OK : yn_err_nomem(err);
    }
    if (!rc && finding.n)
        memcpy(item, finding.item, finding.n * sizeof(*item));
    if (!rc)
        *out = (struct yn_sources){item, finding.n};
    free(finding.item);
    return rc;
}
