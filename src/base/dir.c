/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* renameat2 */
#include "base/dir.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base.h"
#include "base/path.h"

/* File handles that the walk of yn_dir_remove may hold at once. */
#define DIR_WALK_HANDLES 16

static int io_error(const char *path, const char *verb, struct yn_err *err)
{
    int code = errno == ENOENT ? YN_E_NOTFOUND : YN_E_IO;
    return yn_err_set(err, code, errno, "%s: cannot be %s: %s", path, verb,
                      strerror(errno));
}

void yn_dir_list_release(struct yn_dir_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        free(list->name[i]);
    free(list->name);
    *list = (struct yn_dir_list){0};
}

static int name_compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static int list_add(struct yn_dir_list *list, const char *name,
                    struct yn_err *err)
{
    int rc =
        yn_grow(&list->name, &list->cap, list->n + 1, sizeof(*list->name), err);
    if (rc)
        return rc;
    char *copy = strdup(name);
    if (!copy)
        return yn_err_nomem(err);
    list->name[list->n++] = copy;
    return YN_OK;
}

int yn_dir_read(const char *path, struct yn_dir_list *out, struct yn_err *err)
{
    DIR *dir = opendir(path);
    if (!dir)
        return io_error(path, "read", err);
    int rc = YN_OK;
    struct yn_dir_list list = {0};
    const struct dirent *entry;
    while (!rc && (errno = 0, entry = readdir(dir)) != NULL) {
        if (entry->d_name[0] != '.')
            rc = list_add(&list, entry->d_name, err);
    }
    if (!rc && errno)
        rc = io_error(path, "read", err);
    closedir(dir);
    if (rc) {
        yn_dir_list_release(&list);
        return rc;
    }
    if (list.n)
        qsort(list.name, list.n, sizeof(*list.name), name_compare);
    *out = list;
    return YN_OK;
}

bool yn_dir_is(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

int yn_dir_make(const char *path, struct yn_err *err)
{
    char *part = strdup(path);
    if (!part)
        return yn_err_nomem(err);
    int rc = YN_OK;
    for (char *at = part + 1; !rc; at++) {
        char kept = *at;
        if (kept != '/' && kept != '\0')
            continue;
        *at = '\0';
        if (mkdir(part, 0777) && !yn_dir_is(part)) {
            /* An error of mkdir says more than that of the look after it. */
            if (errno == ENOENT)
                errno = ENOTDIR;
            rc = io_error(part, "made", err);
        }
        *at = kept;
        if (kept == '\0')
            break;
    }
    free(part);
    return rc;
}

static int remove_entry(const char *path, const struct stat *st, int kind,
                        struct FTW *ftw)
{
    (void)st;
    (void)kind;
    (void)ftw;
    return remove(path);
}

int yn_dir_remove(const char *path, struct yn_err *err)
{
    if (nftw(path, remove_entry, DIR_WALK_HANDLES, FTW_DEPTH | FTW_PHYS) &&
        errno != ENOENT)
        return io_error(path, "taken away", err);
    return YN_OK;
}

/* Moves `old` aside, `fresh` in, and `old` back should that fail. */
static int swap_in_two(const char *fresh, const char *old, struct yn_err *err)
{
    /* Named after the new folder: that name is ours, <old>.old may not be. */
    size_t size = strlen(fresh) + sizeof(".old");
    char *aside = malloc(size);
    if (!aside)
        return yn_err_nomem(err);
    snprintf(aside, size, "%s.old", fresh);
    int rc = yn_dir_remove(aside, err);
    if (!rc && rename(old, aside) && errno != ENOENT)
        rc = io_error(old, "moved", err);
    if (!rc && rename(fresh, old)) {
        rc = io_error(fresh, "moved into place", err);
        (void)rename(aside, old);
    }
    if (!rc)
        (void)yn_dir_remove(aside, NULL);
    free(aside);
    return rc;
}

int yn_dir_swap(const char *fresh, const char *old, struct yn_err *err)
{
#ifdef RENAME_EXCHANGE
    if (renameat2(AT_FDCWD, fresh, AT_FDCWD, old, RENAME_EXCHANGE) == 0) {
        /* What was the old site now bears the fresh one's name. */
        (void)yn_dir_remove(fresh, NULL);
        return YN_OK;
    }
#endif
    return swap_in_two(fresh, old, err);
}
