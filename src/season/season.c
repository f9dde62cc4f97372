/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads a season folder: its files in turn, then what only the whole can tell
 * (an order, doubles), then the names, then the ballots that need them.
 */
#include <yeoun/season.h>

#include <math.h>

#include "base/base.h"
#include "base/dir.h"
#include "base/file.h"
#include "base/near.h"
#include "base/path.h"
#include "base/unicode.h"
#include "season/names_index.h"
#include "season/read.h"

#define SEASON_FILE "season.md"
/* Folders upwards that yn_season_find looks into. */
#define FIND_LEVELS_MAX 64

#define QUORUM_DEFAULT 0.5
#define BAR_DEFAULT 7
#define MAX_PICKS_DEFAULT 5

/* A reader at work on one season. */
struct build {
    struct yn_reader reader;
    struct yn_season *season;
    const char *dir;
};

static int in_dir(struct build *build, const char *name, const char **out,
                  struct yn_err *err)
{
    char *joined = yn_path_join(build->dir, name);
    *out = joined ? yn_arena_dup(build->reader.arena, joined) : NULL;
    free(joined);
    return *out ? YN_OK : yn_err_nomem(err);
}

static bool slug_is_plain(const char *slug)
{
    uint32_t c;
    for (size_t at = 0; (c = yn_unicode_next(slug, &at)) != 0;) {
        bool ok = yn_unicode_is_letter(c) || c == '-' || c == '_';
        if (!ok || c == 0xFFFD)
            return false;
    }
    return slug[0] != '\0';
}

static int read_drama(struct build *build, const char *path,
                      struct yn_drama *drama, struct yn_err *err)
{
    const char *base = yn_path_base(path);
    const char *slug =
        yn_arena_dup_n(build->reader.arena, base, strlen(base) - strlen(".md"));
    if (!slug)
        return yn_err_nomem(err);
    int rc = yn_read_drama_file(&build->reader, path, slug, drama, err);
    if (!rc && !slug_is_plain(slug))
        rc = yn_reader_problem(&build->reader, (struct yn_pos){.file = path},
                               "the file's name cannot be an address",
                               "name it with letters, digits, - and _ only",
                               err);
    return rc;
}

static int read_drama_entry(struct build *build, const char *dir,
                            const char *name, struct yn_err *err)
{
    struct yn_season *season = build->season;
    char *joined = yn_path_join(dir, name);
    const char *path =
        joined ? yn_arena_dup(build->reader.arena, joined) : NULL;
    free(joined);
    if (!path)
        return yn_err_nomem(err);
    if (!yn_path_has_ext(path, "md"))
        return yn_reader_skip(&build->reader, path,
                              "not read; a drama is a .md file",
                              "rename it, or keep it elsewhere", err);
    int rc = read_drama(build, path, &season->dramas[season->n_dramas], err);
    season->n_dramas += !rc;
    return rc;
}

static int read_drama_files(struct build *build, const char *dir,
                            const struct yn_dir_list *list, struct yn_err *err)
{
    struct yn_season *season = build->season;
    season->dramas =
        yn_arena_array(build->reader.arena, list->n, sizeof(*season->dramas));
    int rc = season->dramas ? YN_OK : yn_err_nomem(err);
    for (size_t i = 0; !rc && i < list->n; i++)
        rc = read_drama_entry(build, dir, list->name[i], err);
    return rc;
}

static int read_dramas(struct build *build, struct yn_err *err)
{
    const char *path;
    int rc = in_dir(build, "dramas", &path, err);
    if (rc)
        return rc;
    struct yn_dir_list list = {0};
    struct yn_err why = {0};
    rc = yn_dir_read(path, &list, &why);
    if (rc == YN_E_NOMEM)
        return yn_err_nomem(err);
    if (!rc)
        rc = read_drama_files(build, path, &list, err);
    else
        rc = YN_OK;
    yn_dir_list_release(&list);
    if (!rc && build->season->n_dramas == 0)
        rc = yn_reader_problem(&build->reader, (struct yn_pos){.file = path},
                               "no drama is there",
                               "write one file for each: dramas/NAME.md", err);
    return rc;
}

/* Finds a slug as the user wrote it; file systems may spell it otherwise. */
static int find_slug(struct build *build, const char *slug, size_t *out,
                     struct yn_err *err)
{
    const struct yn_season *season = build->season;
    for (*out = 0; *out < season->n_dramas; ++*out) {
        if (strcmp(season->dramas[*out].slug, slug) == 0)
            return YN_OK;
    }
    const char *key, *own;
    int rc = yn_key_make(build->reader.arena, slug, &key, err);
    for (size_t i = 0; !rc && i < season->n_dramas; i++) {
        rc =
            yn_key_make(build->reader.arena, season->dramas[i].slug, &own, err);
        if (!rc && strcmp(own, key) == 0) {
            *out = i;
            return YN_OK;
        }
    }
    return rc;
}

static int unknown_slug(struct build *build, const char *slug,
                        struct yn_pos pos, struct yn_err *err)
{
    const struct yn_season *season = build->season;
    const char **slugs =
        yn_arena_array(build->reader.arena, season->n_dramas, sizeof(*slugs));
    if (!slugs)
        return yn_err_nomem(err);
    for (size_t i = 0; i < season->n_dramas; i++)
        slugs[i] = season->dramas[i].slug;
    size_t near = yn_near_word(slug, slugs, season->n_dramas);
    const char *remedy = "write the name of a file in dramas/, without .md";
    if (near < season->n_dramas)
        remedy =
            yn_text_f(build->reader.arena, "did you mean `%s`?", slugs[near]);
    return yn_reader_problem(
        &build->reader, pos,
        yn_text_f(build->reader.arena, "no drama dramas/%.80s.md", slug),
        remedy, err);
}

/* Puts the dramas in the order of the key `dramas`; `place` is where each goes
 * and n_dramas for one that is not listed. */
static int list_dramas(struct build *build, const struct yn_yaml_node *listed,
                       size_t *place, struct yn_err *err)
{
    struct yn_season *season = build->season;
    for (size_t i = 0; i < season->n_dramas; i++)
        place[i] = season->n_dramas;
    size_t n = 0;
    for (size_t i = 0; i < season->listed.n; i++) {
        const char *slug = season->listed.item[i];
        bool list = listed && listed->kind == YN_YAML_LIST && i < listed->n;
        struct yn_pos pos = list     ? listed->item[i]->pos
                            : listed ? listed->pos
                                     : (struct yn_pos){SEASON_FILE, 0, 0};
        size_t at;
        int rc = find_slug(build, slug, &at, err);
        if (!rc && at == season->n_dramas)
            rc = unknown_slug(build, slug, pos, err);
        else if (!rc && place[at] < season->n_dramas)
            rc = yn_reader_problem(
                &build->reader, pos,
                yn_text_f(build->reader.arena, "`%s` is listed twice", slug),
                "keep one of the two", err);
        else if (!rc)
            place[at] = n++;
        if (rc)
            return rc;
    }
    return YN_OK;
}

static int order_dramas(struct build *build, const struct yn_yaml_node *listed,
                        struct yn_err *err)
{
    struct yn_season *season = build->season;
    size_t n = season->n_dramas, next = 0;
    size_t *place = yn_arena_array(build->reader.arena, n, sizeof(*place));
    struct yn_drama *sorted =
        yn_arena_array(build->reader.arena, n, sizeof(*sorted));
    if (!place || !sorted)
        return yn_err_nomem(err);
    int rc = list_dramas(build, listed, place, err);
    for (size_t i = 0; !rc && i < n; i++)
        next += place[i] < n;
    for (size_t i = 0; !rc && i < n; i++) {
        bool left_out = place[i] == n;
        if (left_out && season->listed.n > 0)
            rc = yn_reader_warning(
                &build->reader, season->dramas[i].pos,
                "not listed in `dramas` of season.md; it comes last",
                yn_text_f(build->reader.arena, "add `%s` there",
                          season->dramas[i].slug),
                err);
        sorted[left_out ? next++ : place[i]] = season->dramas[i];
    }
    if (!rc)
        season->dramas = sorted;
    return rc;
}

static int index_tracks(struct build *build, struct yn_err *err)
{
    struct yn_season *season = build->season;
    size_t n = 0;
    for (size_t d = 0; d < season->n_dramas; d++)
        n += season->dramas[d].n_tracks;
    season->tracks =
        yn_arena_array(build->reader.arena, n, sizeof(struct yn_track *));
    if (!season->tracks)
        return yn_err_nomem(err);
    for (size_t d = 0; d < season->n_dramas; d++) {
        for (size_t t = 0; t < season->dramas[d].n_tracks; t++) {
            struct yn_track *track = &season->dramas[d].tracks[t];
            track->drama = d;
            track->index = season->n_tracks;
            season->tracks[season->n_tracks++] = track;
        }
    }
    return YN_OK;
}

/* A name with the thing that bears it, for finding doubles by sorting. */
struct bearer {
    const char *key;
    size_t index;
};

static int bearer_compare(const void *a, const void *b)
{
    const struct bearer *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    if (order)
        return order;
    return x->index < y->index ? -1 : x->index > y->index;
}

static int same_drama_twice(struct build *build, const struct yn_drama *first,
                            const struct yn_drama *again, struct yn_err *err)
{
    const char *what =
        yn_text_f(build->reader.arena, "the drama \"%s\" stands in %s already",
                  again->title, first->pos.file);
    return yn_reader_problem(&build->reader, again->pos, what,
                             "make one file of the two, or tell them apart by "
                             "their titles",
                             err);
}

static int check_dramas(struct build *build, struct yn_err *err)
{
    const struct yn_season *season = build->season;
    size_t n = season->n_dramas;
    struct bearer *all = calloc(n + 1, sizeof(*all));
    int rc = all ? YN_OK : yn_err_nomem(err);
    for (size_t i = 0; !rc && i < n; i++) {
        all[i].index = i;
        rc = yn_key_make(build->reader.arena, season->dramas[i].title,
                         &all[i].key, err);
    }
    if (!rc && n)
        qsort(all, n, sizeof(*all), bearer_compare);
    for (size_t i = 1; !rc && i < n; i++) {
        if (all[i].key[0] && strcmp(all[i].key, all[i - 1].key) == 0)
            rc = same_drama_twice(build, &season->dramas[all[i - 1].index],
                                  &season->dramas[all[i].index], err);
    }
    free(all);
    return rc;
}

/* The identity of a track within its drama: title, artists and version. */
static int track_key(struct build *build, const struct yn_track *track,
                     const char **out, struct yn_err *err)
{
    struct yn_arena *arena = build->reader.arena;
    const struct yn_text_list *artist =
        track->artist.n ? &track->artist : &track->artist_ko;
    const char *key;
    int rc = yn_key_make(arena, yn_track_name(track), &key, err);
    if (!rc)
        key = yn_text_f(arena, "%s|%s", key, yn_version_word(track->version));
    for (size_t i = 0; !rc && key && i < artist->n; i++) {
        const char *name;
        rc = yn_key_make(arena, artist->item[i], &name, err);
        if (!rc)
            key = yn_text_f(arena, "%s|%s", key, name);
    }
    if (!rc && !key)
        rc = yn_err_nomem(err);
    *out = key;
    return rc;
}

static int same_track_twice(struct build *build, const struct yn_track *first,
                            const struct yn_track *again, struct yn_err *err)
{
    const char *what = yn_text_f(build->reader.arena,
                                 "the track \"%s\" stands on line %u already",
                                 yn_track_name(again), first->pos.line);
    return yn_reader_problem(&build->reader, again->pos, what,
                             "keep one, or tell them apart by `version`", err);
}

static int check_tracks(struct build *build, const struct yn_drama *drama,
                        struct yn_err *err)
{
    size_t n = drama->n_tracks;
    struct bearer *all = calloc(n + 1, sizeof(*all));
    int rc = all ? YN_OK : yn_err_nomem(err);
    for (size_t i = 0; !rc && i < n; i++) {
        all[i].index = i;
        rc = track_key(build, &drama->tracks[i], &all[i].key, err);
    }
    if (!rc && n)
        qsort(all, n, sizeof(*all), bearer_compare);
    for (size_t i = 1; !rc && i < n; i++) {
        if (strcmp(all[i].key, all[i - 1].key) == 0)
            rc = same_track_twice(build, &drama->tracks[all[i - 1].index],
                                  &drama->tracks[all[i].index], err);
    }
    free(all);
    return rc;
}

static int read_people(struct build *build, struct yn_err *err)
{
    const char *path;
    int rc = in_dir(build, "people.md", &path, err);
    if (rc || !yn_file_exists(path))
        return rc;
    return yn_read_people_file(&build->reader, path, build->season, err);
}

static int read_votes(struct build *build, struct yn_err *err)
{
    const char *path;
    int rc = in_dir(build, "ballots", &path, err);
    if (!rc)
        rc = yn_read_ballots(&build->reader, path, build->season, err);
    if (!rc)
        rc = in_dir(build, "overrides.csv", &path, err);
    if (!rc)
        rc = yn_read_overrides(&build->reader, path, build->season, err);
    return rc;
}

static int read_folder(struct build *build, struct yn_err *err)
{
    const char *path;
    const struct yn_yaml_node *listed = NULL;
    struct yn_season *season = build->season;
    int rc = in_dir(build, SEASON_FILE, &path, err);
    if (!rc)
        rc = yn_read_season_file(&build->reader, path, season, &listed, err);
    if (!rc)
        rc = read_people(build, err);
    if (!rc)
        rc = read_dramas(build, err);
    if (!rc)
        rc = order_dramas(build, listed, err);
    if (!rc)
        rc = check_dramas(build, err);
    if (!rc)
        rc = index_tracks(build, err);
    for (size_t d = 0; !rc && d < season->n_dramas; d++)
        rc = check_tracks(build, &season->dramas[d], err);
    if (!rc)
        rc = yn_names_create(season, &season->own->names, err);
    if (!rc)
        rc = read_votes(build, err);
    if (rc)
        return rc;
    season->names = season->own->names;
    yn_names_tidy(season->own->names);
    season->newest_s = build->reader.newest_s;
    return YN_OK;
}

static int check_folder(const char *dir, struct yn_err *err)
{
    if (!yn_file_exists(dir))
        return yn_err_set(err, YN_E_NOTFOUND, 0, "%s: no such folder", dir);
    if (!yn_dir_is(dir))
        return yn_err_set(err, YN_E_INPUT, 0,
                          "%s: not a folder; name the one with season.md in it",
                          dir);
    char *path = yn_path_join(dir, SEASON_FILE);
    if (!path)
        return yn_err_nomem(err);
    int rc = YN_OK;
    if (!yn_file_exists(path))
        rc = yn_err_set(err, YN_E_NOTFOUND, 0,
                        "%s: no season.md there; `yeoun new %s` starts a "
                        "season",
                        dir, dir);
    free(path);
    return rc;
}

static int season_create(const char *dir, struct yn_season **out,
                         struct yn_err *err)
{
    struct yn_season *season = calloc(1, sizeof(*season));
    if (!season)
        return yn_err_nomem(err);
    season->own = calloc(1, sizeof(*season->own));
    if (season->own)
        season->own->dir = strdup(dir);
    if (!season->own || !season->own->dir) {
        yn_season_destroy(&season);
        return yn_err_nomem(err);
    }
    season->dir = season->own->dir;
    season->title = season->badge = season->by = season->url = "";
    season->intro = "";
    season->quorum = QUORUM_DEFAULT;
    season->bar = BAR_DEFAULT;
    season->max_picks = MAX_PICKS_DEFAULT;
    *out = season;
    return YN_OK;
}

int yn_season_read(const char *dir, const struct yn_log *log,
                   struct yn_report *report, struct yn_season **out,
                   struct yn_err *err)
{
    struct yn_season *season = NULL;
    int rc = check_folder(dir, err);
    if (!rc)
        rc = season_create(dir, &season, err);
    if (rc)
        return rc;
    struct build build = {
        .reader = {.arena = &season->own->arena, .report = report, .log = log},
        .season = season,
        .dir = season->dir};
    rc = read_folder(&build, err);
    if (rc) {
        yn_season_destroy(&season);
        return rc;
    }
    *out = season;
    return YN_OK;
}

void yn_season_destroy(struct yn_season **season)
{
    if (!*season)
        return;
    struct yn_season_own *own = (*season)->own;
    if (own) {
        yn_names_destroy(&own->names);
        yn_arena_release(&own->arena);
        free(own->votes);
        free(own->dir);
        free(own);
    }
    free(*season);
    *season = NULL;
}

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
        char *file = yn_path_join(dir, SEASON_FILE);
        bool found = file && yn_file_exists(file);
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
