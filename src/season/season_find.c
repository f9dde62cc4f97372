/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/season.h>

#include "base/base.h"
#include "base/dir.h"
#include "base/file.h"
#include "base/path.h"
#include "season/read.h"

/* Folders upwards that are looked into. */
#define FIND_LEVELS_MAX 64

/* `start`, or the folder it lies in where it is a file. */
static char *start_dir(const char *start)
{
    if (yn_dir_is(start))
        return strdup(start);
    const char *slash = strrchr(start, '/');
    return slash ? strndup(start, slash > start ? (size_t)(slash - start) : 1)
                 : strdup(".");
}

/* The folder above, as text: "..", "../..", or a shorter path. */
static char *parent_of(const char *dir)
{
    if (strcmp(dir, ".") == 0 || dir[0] == '\0')
        return strdup("..");
    size_t len = strlen(dir);
    while (len > 1 && dir[len - 1] == '/')
        len--;
    bool dots = len >= 2 && memcmp(dir + len - 2, "..", 2) == 0 &&
                (len == 2 || dir[len - 3] == '/');
    if (dots)
        return yn_path_join(dir, "..");
    while (len > 0 && dir[len - 1] != '/')
        len--;
    if (len == 0)
        return strdup(".");
    return strndup(dir, len > 1 ? len - 1 : 1);
}

int yn_season_find(const char *start, char **out, struct yn_err *err)
{
    if (!yn_file_exists(start))
        return yn_err_set(err, YN_E_NOTFOUND, 0, "%s: no such file or folder",
                          start);
    char *dir = start_dir(start);
    for (int level = 0; dir && level < FIND_LEVELS_MAX; level++) {
        char *file = yn_path_join(dir, YN_SEASON_FILE);
        if (!file) {
            free(dir);
            return yn_err_nomem(err);
        }
        bool found = yn_file_exists(file);
        free(file);
        if (found) {
            *out = dir;
            return YN_OK;
        }
        bool top = strcmp(dir, "/") == 0;
        char *above = parent_of(dir);
        free(dir);
        dir = above;
        if (top)
            break;
    }
    int rc = dir ? YN_OK : yn_err_nomem(err);
    free(dir);
    if (rc)
        return rc;
    return yn_err_set(err, YN_E_NOTFOUND, 0,
                      "%s: no season.md in this folder or above it; `yeoun new "
                      "DIR` starts a season",
                      start);
}
