/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "media/sidecar.h"

#include <strings.h>

#include "base/base.h"
#include "base/dir.h"
#include "base/path.h"
#include "base/unicode.h"
#include "media/episode.h"

static const char *const folders[] = {"Subs", "Subtitles", "Sub", "자막"};

bool yn_sidecar_is(const char *path)
{
    static const char *const endings[] = {"srt", "vtt", "ass",
                                          "ssa", "smi", "sami"};
    for (size_t i = 0; i < YN_LEN(endings); i++) {
        if (yn_path_has_ext(path, endings[i]))
            return true;
    }
    return false;
}

bool yn_sidecar_is_forced(const char *path)
{
    const char *part = strchr(yn_path_base(path), '.');
    for (; part; part = strchr(part + 1, '.')) {
        static const char *const flags[] = {"forced", "foreign"};
        size_t len = strcspn(part + 1, ".");
        for (size_t i = 0; i < YN_LEN(flags); i++) {
            if (len == strlen(flags[i]) &&
                strncasecmp(part + 1, flags[i], len) == 0)
                return true;
        }
    }
    return false;
}

/* A name as it is compared, without its ending where `stem`. */
static int fold(const char *name, bool stem, struct yn_buf *out,
                struct yn_err *err)
{
    const char *dot = strrchr(name, '.');
    size_t len =
        stem && dot && dot > name ? (size_t)(dot - name) : strlen(name);
    char *part = strndup(name, len);
    int rc = part ? yn_unicode_fold(part, out, err) : yn_err_nomem(err);
    free(part);
    return rc;
}

/* Whether `name` is `stem` or goes on with something that parts words. */
static bool begins(const char *name, const char *stem)
{
    size_t at = strlen(stem);
    if (at == 0 || strncmp(name, stem, at) != 0)
        return false;
    return !yn_unicode_is_letter(yn_unicode_next(name, &at));
}

static int bears_stem(const char *name, const char *stem, bool *bears,
                      struct yn_err *err)
{
    struct yn_buf folded = {0};
    int rc = fold(name, false, &folded, err);
    *bears = !rc && begins(yn_buf_text(&folded), stem);
    yn_buf_release(&folded);
    return rc;
}

static int add(struct yn_sidecars *out, const char *dir, const char *name,
               struct yn_err *err)
{
    int rc =
        yn_grow(&out->path, &out->cap, out->n + 1, sizeof(*out->path), err);
    if (rc)
        return rc;
    out->path[out->n] = yn_path_join(dir, name);
    return out->path[out->n] ? (out->n++, YN_OK) : yn_err_nomem(err);
}

/* Subtitles in `dir` whose names bear the stem; all of them where it is "". */
static int find_in(const char *dir, const char *stem, struct yn_sidecars *out,
                   struct yn_err *err)
{
    struct yn_dir_list list = {0};
    struct yn_err why = {0};
    int rc = yn_dir_read(dir, &list, &why);
    if (rc)
        return rc == YN_E_NOMEM ? yn_err_nomem(err) : YN_OK;
    for (size_t i = 0; !rc && i < list.n; i++) {
        bool bears = !stem[0];
        if (!yn_sidecar_is(list.name[i]))
            continue;
        if (stem[0])
            rc = bears_stem(list.name[i], stem, &bears, err);
        if (!rc && bears)
            rc = add(out, dir, list.name[i], err);
    }
    yn_dir_list_release(&list);
    return rc;
}

/* Folders in `dir` that bear the video's name hold its subtitles alone. */
static int find_named(const char *dir, const char *stem,
                      struct yn_sidecars *out, struct yn_err *err)
{
    struct yn_dir_list list = {0};
    struct yn_err why = {0};
    int rc = yn_dir_read(dir, &list, &why);
    if (rc)
        return rc == YN_E_NOMEM ? yn_err_nomem(err) : YN_OK;
    for (size_t i = 0; !rc && i < list.n; i++) {
        struct yn_buf folded = {0};
        rc = fold(list.name[i], false, &folded, err);
        bool same = !rc && strcmp(yn_buf_text(&folded), stem) == 0;
        yn_buf_release(&folded);
        char *inner = same ? yn_path_join(dir, list.name[i]) : NULL;
        if (same && !inner)
            rc = yn_err_nomem(err);
        if (inner && yn_dir_is(inner))
            rc = find_in(inner, "", out, err);
        free(inner);
    }
    yn_dir_list_release(&list);
    return rc;
}

static int find_all(const char *dir, const char *stem, struct yn_sidecars *out,
                    struct yn_err *err)
{
    int rc = find_in(dir, stem, out, err);
    for (size_t i = 0; !rc && i < YN_LEN(folders); i++) {
        char *inner = yn_path_join(dir, folders[i]);
        if (!inner)
            return yn_err_nomem(err);
        rc = find_in(inner, stem, out, err);
        if (!rc)
            rc = find_named(inner, stem, out, err);
        free(inner);
    }
    return rc;
}

int yn_sidecars_find(const char *video, struct yn_sidecars *out,
                     struct yn_err *err)
{
    const char *base = yn_path_base(video);
    struct yn_sidecars found = {0};
    struct yn_buf stem = {0};
    /* The root keeps its slash. */
    size_t len =
        base > video + 1 ? (size_t)(base - video) - 1 : (size_t)(base - video);
    char *dir = len ? strndup(video, len) : strdup(".");
    int rc = dir ? fold(base, true, &stem, err) : yn_err_nomem(err);
    if (!rc)
        rc = find_all(dir, yn_buf_text(&stem), &found, err);
    yn_buf_release(&stem);
    free(dir);
    if (rc)
        yn_sidecars_release(&found);
    else
        *out = found;
    return rc;
}

void yn_sidecars_release(struct yn_sidecars *sidecars)
{
    for (size_t i = 0; i < sidecars->n; i++)
        free(sidecars->path[i]);
    free(sidecars->path);
    *sidecars = (struct yn_sidecars){0};
}

static bool same_episode(const struct yn_episode *a, const struct yn_episode *b)
{
    if (a->first < 0 || b->first < 0)
        return a->date[0] && strcmp(a->date, b->date) == 0;
    if (a->first != b->first || a->last != b->last)
        return false;
    return a->season < 0 || b->season < 0 || a->season == b->season;
}

int yn_sidecar_fits(const char *video, const char *path, bool *fits,
                    struct yn_err *err)
{
    struct yn_buf stem = {0};
    struct yn_episode own, other;
    int rc = fold(yn_path_base(video), true, &stem, err);
    if (!rc)
        rc = bears_stem(yn_path_base(path), yn_buf_text(&stem), fits, err);
    yn_buf_release(&stem);
    if (rc || *fits)
        return rc;
    rc = yn_episode_read(video, &own, err);
    if (!rc)
        rc = yn_episode_read(path, &other, err);
    *fits = !rc && same_episode(&own, &other);
    return rc;
}
