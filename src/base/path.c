/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/path.h"

#include <limits.h>
#include <strings.h>
#include <unistd.h>

#include "base/base.h"

char *yn_path_join(const char *dir, const char *name)
{
    if (name[0] == '/' || dir[0] == '\0' || strcmp(dir, ".") == 0)
        return strdup(name);
    size_t dir_len = strlen(dir), size = dir_len + strlen(name) + 2;
    char *path = malloc(size);
    if (!path)
        return NULL;
    const char *slash = dir[dir_len - 1] == '/' ? "" : "/";
    snprintf(path, size, "%s%s%s", dir, slash, name);
    return path;
}

char *yn_path_join_in(struct yn_arena *arena, const char *dir, const char *name)
{
    char *joined = yn_path_join(dir, name);
    char *path = joined ? yn_arena_dup(arena, joined) : NULL;
    free(joined);
    return path;
}

const char *yn_path_base(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

bool yn_path_has_ext(const char *name, const char *ext)
{
    const char *dot = strrchr(yn_path_base(name), '.');
    return dot && strcasecmp(dot + 1, ext) == 0;
}

/* Resolves `.` and `..` in an absolute path as text, in place. */
static void squeeze_dots(char *path)
{
    char *to = path;
    for (const char *from = path; *from;) {
        size_t len = strcspn(from + 1, "/") + 1; /* with its slash */
        if (len == 3 && from[1] == '.' && from[2] == '.') {
            while (to > path && *--to != '/')
                ;
        } else if (len > 2 || (len == 2 && from[1] != '.')) {
            memmove(to, from, len);
            to += len;
        }
        from += len;
    }
    if (to == path)
        *to++ = '/';
    *to = '\0';
}

static char *absolute(const char *path)
{
    if (path[0] == '/')
        return strdup(path);
    char *cwd = getcwd(NULL, 0);
    if (!cwd)
        return NULL;
    char *joined = yn_path_join(cwd, path[0] ? path : ".");
    free(cwd);
    return joined;
}

char *yn_path_real(const char *path)
{
    char *full = absolute(path);
    if (!full)
        return NULL;
    /* Resolve the longest part that exists, then put the rest back. */
    size_t len = strlen(full);
    for (size_t cut = len; cut > 0; cut--) {
        if (cut < len && full[cut] != '/')
            continue;
        char kept = full[cut];
        full[cut] = '\0';
        char *real = realpath(full, NULL);
        full[cut] = kept;
        if (real) {
            char *out = cut < len ? yn_path_join(real, full + cut + 1) : real;
            if (out != real)
                free(real);
            free(full);
            if (out)
                squeeze_dots(out);
            return out;
        }
    }
    squeeze_dots(full);
    return full;
}

const char *yn_path_below(const char *dir, const char *path)
{
    size_t n = strlen(dir);
    while (n > 0 && dir[n - 1] == '/')
        n--;
    if (n == 0 || strncmp(path, dir, n) != 0 || path[n] != '/')
        return path;
    path += n;
    while (*path == '/')
        path++;
    return path;
}

bool yn_path_is_inside(const char *inner, const char *outer)
{
    size_t len = strlen(outer);
    while (len > 0 && outer[len - 1] == '/')
        len--;
    return strncmp(inner, outer, len) == 0 &&
           (inner[len] == '\0' || inner[len] == '/');
}
