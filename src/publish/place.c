/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/base.h"
#include "base/buf.h"
#include "base/dir.h"
#include "base/file.h"
#include "base/path.h"

/* The new folder is <place>.new-XXXXXX. */
#define FRESH_INFIX ".new-"
#define FRESH_CHARS 6
#define FRESH_TRIES 100
#define MARKER_LIMIT_BYTES (64u << 20)
/* A site is two folders deep (Hugo's: three); more is not ours. */
#define SITE_DEPTH_MAX 8

static const char marker_head[] =
    "yeoun wrote this folder and replaces it whole when it publishes again.\n"
    "Change the season folder, not these files.\n\n";

static int unsafe(const char *out, struct yn_err *err, const char *why,
                  const char *remedy)
{
    return yn_err_set(err, YN_E_UNSAFE, 0,
                      "%s: no site is written here: %s; %s", out, why, remedy);
}

/* The folders and files of a season that are the user's own text. */
static const char *const season_names[] = {
    "ballots", "charts",    "comments",  "dramas",        "listens",
    "moments", "people.md", "season.md", "overrides.csv", "views"};

/* Whether the place is, holds, or lies in what `name` leads to. */
static int meets(const char *season, const char *name, const char *path,
                 bool *out, struct yn_err *err)
{
    char *joined = yn_path_join(season, name);
    char *own = joined ? yn_path_real(joined) : NULL;
    int rc = own ? YN_OK : yn_err_nomem(err);
    if (!rc)
        *out = yn_path_is_inside(path, own) || yn_path_is_inside(own, path);
    free(joined);
    free(own);
    return rc;
}

static int check_season(const char *season, const char *path, const char *out,
                        struct yn_err *err)
{
    static const char remedy[] = "give another folder with -o";
    if (yn_path_is_inside(season, path))
        return unsafe(out, err, "it is or holds the season folder", remedy);
    for (size_t i = 0; i < YN_LEN(season_names); i++) {
        bool met = false;
        int rc = meets(season, season_names[i], path, &met, err);
        if (rc)
            return rc;
        if (met)
            return unsafe(out, err, "it is where the season keeps your text",
                          remedy);
    }
    if (!yn_path_is_inside(path, season))
        return YN_OK;
    const char *below = path + strlen(season) + 1;
    if (strchr(below, '/') || below[0] == '.')
        return unsafe(out, err,
                      "within the season folder a site stands at the top",
                      "use site/, or a folder elsewhere, with -o");
    return YN_OK;
}

/* Files that programs leave in every folder they show. */
static bool is_litter(const char *name)
{
    static const char *const litter[] = {".DS_Store", "Thumbs.db",
                                         "desktop.ini"};
    for (size_t i = 0; i < YN_LEN(litter); i++) {
        if (strcmp(name, litter[i]) == 0)
            return true;
    }
    return false;
}

/* Whether the marker's text has `name` on a line of its own. */
static bool lists(const char *marker, const char *name)
{
    size_t len = strlen(name);
    for (const char *at = marker; (at = strstr(at, name)) != NULL; at++) {
        if (at > marker && at[-1] == '\n' && at[len] == '\n')
            return true;
    }
    return false;
}

/* The look through an old site for what is not ours. */
struct search {
    const char *marker; /* text of the marker file */
    struct yn_buf name; /* path from the site's top */
    int depth;
    bool found; /* and `name` is it */
};

static int search_folder(struct search *search, const char *dir,
                         struct yn_err *err);

static int search_entry(struct search *search, const char *dir,
                        const char *entry, struct yn_err *err)
{
    size_t len = search->name.len;
    yn_buf_printf(&search->name, "%s%s", len ? "/" : "", entry);
    char *path = yn_path_join(dir, entry);
    if (!path || search->name.failed) {
        free(path);
        return yn_err_nomem(err);
    }
    int rc = YN_OK;
    struct stat st;
    const char *name = yn_buf_text(&search->name);
    if (search->depth < SITE_DEPTH_MAX && lstat(path, &st) == 0 &&
        S_ISDIR(st.st_mode))
        rc = search_folder(search, path, err);
    else
        search->found =
            strcmp(name, YN_PLACE_MARKER) != 0 && !lists(search->marker, name);
    free(path);
    if (!search->found) {
        search->name.len = len;
        search->name.data[len] = '\0';
    }
    return rc;
}

static int search_folder(struct search *search, const char *dir,
                         struct yn_err *err)
{
    DIR *handle = opendir(dir);
    if (!handle)
        return yn_err_set(err, YN_E_IO, errno, "%s: cannot be read: %s", dir,
                          strerror(errno));
    int rc = YN_OK;
    const struct dirent *entry;
    search->depth++;
    while (!rc && !search->found && (entry = readdir(handle)) != NULL) {
        const char *name = entry->d_name;
        if (strcmp(name, ".") != 0 && strcmp(name, "..") != 0 &&
            !is_litter(name))
            rc = search_entry(search, dir, name, err);
    }
    search->depth--;
    closedir(handle);
    return rc;
}

/* Whether what is there may be replaced: nothing, an empty folder, or a site
 * with nothing of somebody else's in it. */
static int check_old(const char *path, const char *out, struct yn_err *err)
{
    if (!yn_file_exists(path))
        return YN_OK;
    if (!yn_dir_is(path))
        return unsafe(out, err, "it is a file", "give a folder with -o");
    struct yn_bytes marker = {0};
    char *name = yn_path_join(path, YN_PLACE_MARKER);
    int rc = name ? YN_OK : yn_err_nomem(err);
    bool ours = !rc && yn_file_exists(name);
    if (ours)
        rc = yn_file_read(name, MARKER_LIMIT_BYTES, &marker, err);
    struct search search = {.marker = ours ? marker.data : ""};
    if (!rc)
        rc = search_folder(&search, path, err);
    if (!rc && search.found && !ours)
        rc = unsafe(out, err, "it holds files that yeoun did not write",
                    "give an empty or new folder with -o");
    else if (!rc && search.found)
        rc = yn_err_set(err, YN_E_UNSAFE, 0,
                        "%s: no site is written here: it holds %s, which yeoun "
                        "did not write and would lose; move it away",
                        out, yn_buf_text(&search.name));
    yn_buf_release(&search.name);
    free(marker.data);
    free(name);
    return rc;
}

int yn_place_choose(const struct yn_season *season, const char *out,
                    struct yn_place *place, struct yn_err *err)
{
    char *path = yn_path_real(out);
    char *dir = yn_path_real(season->dir);
    int rc = path && dir ? YN_OK : yn_err_nomem(err);
    if (!rc)
        rc = check_season(dir, path, out, err);
    if (!rc)
        rc = check_old(path, out, err);
    if (!rc) {
        *place = (struct yn_place){.path = path, .lock = -1};
        path = NULL;
    }
    free(path);
    free(dir);
    return rc;
}

/* Takes away one new folder of a run that is over. Who is at work holds a lock
 * on its marker; a folder without a marker goes only if it is empty. */
static void remove_leftover(const char *path)
{
    char *marker = yn_path_join(path, YN_PLACE_MARKER);
    int fd = marker ? open(marker, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) : -1;
    if (fd < 0)
        (void)rmdir(path);
    else if (flock(fd, LOCK_EX | LOCK_NB) == 0)
        (void)yn_dir_remove(path, NULL);
    if (fd >= 0)
        close(fd);
    free(marker);
}

/* <place>.new-XXXXXX[.old], with `base` the name of the place. */
static bool is_leftover(const char *name, const char *base)
{
    size_t len = strlen(base), infix = strlen(FRESH_INFIX);
    if (strncmp(name, base, len) != 0 ||
        strncmp(name + len, FRESH_INFIX, infix) != 0)
        return false;
    const char *tail = name + len + infix;
    size_t chars = strspn(tail, "0123456789abcdefghijklmnopqrstuvwxyz");
    return chars == FRESH_CHARS &&
           (tail[chars] == '\0' || strcmp(tail + chars, ".old") == 0);
}

static int remove_leftovers(const char *parent, const char *base,
                            struct yn_err *err)
{
    struct yn_dir_list list = {0};
    int rc = yn_dir_read(parent, &list, err);
    for (size_t i = 0; !rc && i < list.n; i++) {
        if (!is_leftover(list.name[i], base))
            continue;
        char *path = yn_path_join(parent, list.name[i]);
        if (path)
            remove_leftover(path);
        else
            rc = yn_err_nomem(err);
        free(path);
    }
    yn_dir_list_release(&list);
    return rc;
}

/* As mkdtemp, but with the permissions the user's umask gives: a site is made
 * to be read by a server. */
static int make_fresh(struct yn_place *place, struct yn_err *err)
{
    static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    size_t len = strlen(place->path) + strlen(FRESH_INFIX);
    char *fresh = malloc(len + FRESH_CHARS + 1);
    if (!fresh)
        return yn_err_nomem(err);
    struct timespec now = {0};
    clock_gettime(CLOCK_REALTIME, &now);
    uint64_t seed = (uint64_t)now.tv_nsec ^ (uint64_t)now.tv_sec << 20 ^
                    (uint64_t)getpid() << 40;
    for (int tries = 0; tries < FRESH_TRIES; tries++) {
        snprintf(fresh, len + 1, "%s%s", place->path, FRESH_INFIX);
        for (size_t i = 0; i < FRESH_CHARS; i++) {
            /* Knuth's multiplier; the high bits are the mixed ones. */
            seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
            fresh[len + i] = digits[(seed >> 33) % (sizeof(digits) - 1)];
        }
        fresh[len + FRESH_CHARS] = '\0';
        if (mkdir(fresh, 0777) == 0) {
            place->fresh = fresh;
            return YN_OK;
        }
        if (errno != EEXIST)
            break;
    }
    int rc = yn_err_set(err, YN_E_IO, errno,
                        "%s: cannot be made: %s; -o DIR writes the site "
                        "elsewhere",
                        place->path, strerror(errno));
    free(fresh);
    return rc;
}

/* Puts the marker into the new folder and holds a lock on it. */
static int lock_fresh(struct yn_place *place, struct yn_err *err)
{
    char *marker = yn_path_join(place->fresh, YN_PLACE_MARKER);
    if (!marker)
        return yn_err_nomem(err);
    int rc = YN_OK;
    place->lock = open(marker, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (place->lock < 0)
        rc = yn_err_set(err, YN_E_IO, errno, "%s: cannot be made: %s", marker,
                        strerror(errno));
    else /* a file system without locks only loses the tidying up */
        (void)flock(place->lock, LOCK_EX | LOCK_NB);
    free(marker);
    return rc;
}

int yn_place_begin(struct yn_place *place, struct yn_err *err)
{
    const char *base = yn_path_base(place->path);
    size_t len = (size_t)(base - place->path);
    char *parent = strndup(place->path, len > 1 ? len - 1 : len);
    if (!parent)
        return yn_err_nomem(err);
    int rc = yn_dir_make(parent, err);
    if (!rc)
        rc = remove_leftovers(parent, base, err);
    if (!rc)
        rc = make_fresh(place, err);
    if (!rc)
        rc = lock_fresh(place, err);
    free(parent);
    return rc;
}

int yn_place_commit(struct yn_place *place, char *const *files, size_t n,
                    struct yn_err *err)
{
    struct yn_buf text = {0};
    yn_buf_puts(&text, marker_head);
    for (size_t i = 0; i < n; i++)
        yn_buf_printf(&text, "%s\n", files[i]);
    char *marker = yn_path_join(place->fresh, YN_PLACE_MARKER);
    int rc = marker && !text.failed ? YN_OK : yn_err_nomem(err);
    if (!rc)
        rc = yn_file_write(marker, text.data, text.len, err);
    if (!rc)
        rc = yn_dir_swap(place->fresh, place->path, err);
    if (!rc) {
        free(place->fresh);
        place->fresh = NULL;
    }
    free(marker);
    yn_buf_release(&text);
    return rc;
}

int yn_place_list(const char *dir, char ***files, size_t *n, struct yn_err *err)
{
    struct yn_bytes marker = {0};
    size_t cap = 0;
    *files = NULL;
    *n = 0;
    char *path = yn_path_join(dir, YN_PLACE_MARKER);
    int rc = path ? yn_file_read(path, MARKER_LIMIT_BYTES, &marker, err)
                  : yn_err_nomem(err);
    const char *at = rc ? NULL : strstr(marker.data, "\n\n");
    for (at = at ? at + 2 : ""; !rc && *at; at += strcspn(at, "\n") + 1) {
        rc = yn_grow(files, &cap, *n + 1, sizeof(**files), err);
        if (rc)
            break;
        (*files)[*n] = strndup(at, strcspn(at, "\n"));
        rc = (*files)[*n] ? YN_OK : yn_err_nomem(err);
        *n += !rc;
        if (!strchr(at, '\n'))
            break;
    }
    free(marker.data);
    free(path);
    return rc;
}

void yn_place_release(struct yn_place *place)
{
    if (place->fresh)
        (void)yn_dir_remove(place->fresh, NULL);
    if (place->lock >= 0)
        close(place->lock);
    free(place->path);
    free(place->fresh);
    *place = (struct yn_place){.lock = -1};
}
