/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/list.h>

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base.h"
#include "base/dir.h"
#include "base/file.h"
#include "base/path.h"
#include "season/new/internal.h"

/* What was made, to be taken away again should the rest fail. */
struct folder {
    struct yn_text_list *files;
    size_t cap;
    char **made; /* folders, outer ones first */
    size_t n_made, cap_made;
    size_t n_written; /* of files */
    const char *dir;
    bool dry_run;
};

static int add_file(struct folder *folder, const char *name, const char **path,
                    struct yn_err *err)
{
    int rc = yn_grow(&folder->files->item, &folder->cap, folder->files->n + 1,
                     sizeof(*folder->files->item), err);
    if (rc)
        return rc;
    *path = yn_path_join(folder->dir, name);
    if (!*path)
        return yn_err_nomem(err);
    folder->files->item[folder->files->n++] = *path;
    return YN_OK;
}

/* Makes one folder and notes that it was not there before. */
static int make_one(struct folder *folder, const char *path, struct yn_err *err)
{
    int rc = yn_grow(&folder->made, &folder->cap_made, folder->n_made + 1,
                     sizeof(*folder->made), err);
    char *copy = rc ? NULL : strdup(path);
    if (!rc && !copy)
        rc = yn_err_nomem(err);
    if (!rc && mkdir(path, 0777)) {
        if (errno != EEXIST || !yn_dir_is(path))
            rc = yn_err_set(err, YN_E_IO, errno, "%s: cannot be made: %s", path,
                            strerror(errno));
        free(copy);
        return rc;
    }
    if (!rc)
        folder->made[folder->n_made++] = copy;
    return rc;
}

static int make_dirs(struct folder *folder, const char *path,
                     struct yn_err *err)
{
    if (folder->dry_run)
        return YN_OK;
    char *part = strdup(path);
    if (!part)
        return yn_err_nomem(err);
    int rc = YN_OK;
    for (char *at = part + 1; !rc; at++) {
        char kept = *at;
        if (kept != '/' && kept != '\0')
            continue;
        *at = '\0';
        rc = make_one(folder, part, err);
        *at = kept;
        if (kept == '\0')
            break;
    }
    free(part);
    return rc;
}

static int write_text(struct folder *folder, const char *name,
                      struct yn_buf *text, struct yn_err *err)
{
    const char *path;
    int rc =
        text->failed ? yn_err_nomem(err) : add_file(folder, name, &path, err);
    if (!rc && !folder->dry_run) {
        rc = yn_file_create(path, yn_buf_text(text), text->len, err);
        /* A file that is somebody else's is not ours to take away. */
        if (rc != YN_E_EXISTS)
            folder->n_written = folder->files->n;
    }
    yn_buf_release(text);
    return rc;
}

static int write_dramas(struct folder *folder,
                        const struct yn_new_season *season, struct yn_err *err)
{
    char *dir = yn_path_join(folder->dir, "dramas");
    int rc = dir ? make_dirs(folder, dir, err) : yn_err_nomem(err);
    free(dir);
    for (size_t i = 0; !rc && i < season->n_dramas; i++) {
        struct yn_buf name = {0}, text = {0};
        yn_buf_printf(&name, "dramas/%s.md", season->drama[i].slug);
        if (name.failed)
            rc = yn_err_nomem(err);
        yn_new_drama_text(season, &season->drama[i], &text);
        if (!rc)
            rc = write_text(folder, yn_buf_text(&name), &text, err);
        yn_buf_release(&name);
        yn_buf_release(&text);
    }
    return rc;
}

static int write_all(struct folder *folder, const struct yn_new_season *season,
                     struct yn_err *err)
{
    struct yn_buf text = {0};
    int rc = make_dirs(folder, folder->dir, err);
    yn_new_season_text(season, &text);
    if (!rc)
        rc = write_text(folder, "season.md", &text, err);
    yn_buf_release(&text);
    if (!rc)
        rc = write_dramas(folder, season, err);
    yn_new_people_text(&text);
    if (!rc)
        rc = write_text(folder, "people.md", &text, err);
    yn_buf_release(&text);
    char *dir = yn_path_join(folder->dir, "ballots");
    if (!rc)
        rc = dir ? make_dirs(folder, dir, err) : yn_err_nomem(err);
    free(dir);
    yn_new_ballot_text(season, &text);
    if (!rc)
        rc = write_text(folder, "ballots/editor.csv", &text, err);
    yn_buf_release(&text);
    return rc;
}

static void take_away(const struct folder *folder)
{
    for (size_t i = folder->n_written; i-- > 0;)
        (void)unlink(folder->files->item[i]);
    for (size_t i = folder->n_made; i-- > 0;)
        (void)rmdir(folder->made[i]);
}

static bool has_season(const struct yn_dir_list *list)
{
    for (size_t i = 0; i < list->n; i++) {
        if (strcmp(list->name[i], "season.md") == 0)
            return true;
    }
    return false;
}

static int check_free(const char *dir, struct yn_err *err)
{
    struct yn_dir_list list = {0};
    if (!yn_file_exists(dir))
        return YN_OK;
    if (!yn_dir_is(dir))
        return yn_err_set(err, YN_E_EXISTS, 0,
                          "%s: is there already and is no folder; name "
                          "another one (--from reads a list)",
                          dir);
    int rc = yn_dir_read(dir, &list, err);
    if (!rc && has_season(&list))
        rc = yn_err_set(err, YN_E_EXISTS, 0,
                        "%s: is a season already; `yeoun check %s` reads it, "
                        "and a new one needs another folder",
                        dir, dir);
    else if (!rc && list.n)
        rc = yn_err_set(err, YN_E_EXISTS, 0,
                        "%s: is there already and not empty; name a new or an "
                        "empty folder",
                        dir);
    yn_dir_list_release(&list);
    return rc;
}

int yn_season_new(const struct yn_new_params *params,
                  struct yn_text_list *files, struct yn_err *err)
{
    struct yn_arena arena = {0};
    struct yn_new_season season = {0};
    struct yn_text_list named = {0};
    struct folder folder = {
        .files = &named, .dir = params->dir, .dry_run = params->dry_run};
    int rc = params->dir[0]
                 ? check_free(params->dir, err)
                 : yn_err_set(err, YN_E_ARG, 0, "the new folder has no name");
    if (!rc)
        rc = yn_new_plan(&arena, params, &season, err);
    if (!rc)
        rc = write_all(&folder, &season, err);
    if (rc) {
        take_away(&folder);
        yn_text_list_release(&named);
    } else {
        *files = named;
    }
    for (size_t i = 0; i < folder.n_made; i++)
        free(folder.made[i]);
    free(folder.made);
    yn_new_season_release(&season);
    yn_arena_release(&arena);
    return rc;
}

void yn_text_list_release(struct yn_text_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        free((char *)(uintptr_t)list->item[i]);
    free(list->item);
    *list = (struct yn_text_list){0};
}
