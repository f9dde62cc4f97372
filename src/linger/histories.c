/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "linger/histories.h"

#include <strings.h>
#include <unistd.h>

#include "base/base.h"
#include "base/day.h"
#include "base/dir.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/path.h"
#include "linger/sources.h"

/* Before a premiere it matters whom one listened to (180 days), and what was
 * usual; after the finale, whether one comes back, for as long as a second
 * year's page could ask. */
#define DAYS_BEFORE 400
#define DAYS_AFTER (3 * 366)

/* Whose the files are that lie in listens/ itself. */
#define PERSON_OWN "you"

static uint64_t person_of(const char *name)
{
    /* Listeners of dumps are hashed without this, so nobody is both. */
    uint64_t hash = yn_hash64(name, strlen(name));
    return hash ^ UINT64_C(0x70657273006F6E00);
}

/* The weeks that are looked at: around the dramas. */
static void find_weeks(const struct yn_season *season, struct yn_date as_of,
                       int32_t *first_day, size_t *n_weeks)
{
    int year = season->year ? (int)season->year : 2020;
    int32_t first = yn_day_of((struct yn_date){year, 1, 1});
    int32_t last = yn_day_of((struct yn_date){year, 12, 31});
    for (size_t d = 0; d < season->n_dramas; d++) {
        const struct yn_drama *drama = &season->dramas[d];
        int32_t begin = drama->first.year ? yn_day_of(drama->first) : first;
        int32_t end = drama->last.year ? yn_day_of(drama->last) : last;
        first = begin < first ? begin : first;
        last = end > last ? end : last;
    }
    /* One wrong date must not make a window of centuries. */
    int32_t earliest = yn_day_of((struct yn_date){year - 2, 1, 1});
    int32_t latest = yn_day_of((struct yn_date){year + 2, 12, 31});
    first = (first > earliest ? first : earliest) - DAYS_BEFORE;
    last = (last < latest ? last : latest) + DAYS_AFTER;
    if (as_of.year && yn_day_of(as_of) < last)
        last = yn_day_of(as_of);
    *first_day = yn_day_monday(first);
    *n_weeks = last >= *first_day ? (size_t)(last - *first_day) / 7 + 1 : 1;
}

static int read_folder(struct yn_listening *listening, const char *dir,
                       const char *person, struct yn_err *err)
{
    struct yn_dir_list list = {0};
    int rc = yn_dir_read(dir, &list, err);
    for (size_t i = 0; !rc && i < list.n; i++) {
        const char *name = list.name[i];
        char *path = yn_path_join(dir, name);
        if (!path)
            rc = yn_err_nomem(err);
        else if (!yn_dir_is(path) && strncasecmp(name, "readme", 6) != 0)
            rc = yn_listens_read_file(listening, path, person_of(person), err);
        else if (yn_dir_is(path) && strcmp(person, PERSON_OWN) == 0)
            /* One deep: a folder is a person. */
            rc = read_folder(listening, path, name, err);
        free(path);
    }
    yn_dir_list_release(&list);
    return rc;
}

static int read_path(struct yn_listening *listening, const char *path,
                     const char *person, struct yn_err *err)
{
    if (yn_dir_is(path))
        return read_folder(listening, path, person, err);
    return yn_listens_read_file(listening, path, person_of(person), err);
}

/* listens/, or what `listens:` of season.md names. */
static int read_season(struct yn_listening *listening, struct yn_err *err)
{
    const struct yn_season *season = listening->season;
    struct yn_sources sources = {0};
    int rc = yn_sources_find(listening->reader, season, "listens",
                             &season->listens, &sources, err);
    for (size_t i = 0; !rc && i < sources.n; i++) {
        const struct yn_source *one = &sources.item[i];
        rc = read_path(listening, one->path,
                       one->under ? one->under : PERSON_OWN, err);
    }
    return rc;
}

static int check_kind(const char *as, struct yn_err *err)
{
    size_t n;
    const char *const *kind = yn_attention_kinds(&n);
    for (size_t i = 0; i < n; i++) {
        if (!as || strcmp(kind[i], as) == 0)
            return YN_OK;
    }
    return yn_err_set(err, YN_E_ARG, 0, "'%s' is no kind of history", as);
}

static int read_named(struct yn_listening *listening,
                      const struct yn_attention_params *params,
                      struct yn_err *err)
{
    int rc = check_kind(params->as, err);
    listening->as = params->as;
    for (size_t i = 0; !rc && i < params->n_files; i++) {
        if (!yn_file_exists(params->files[i]))
            rc = yn_err_set(err, YN_E_NOTFOUND, 0, "%s: no such file",
                            params->files[i]);
        else
            rc = read_path(listening, params->files[i], PERSON_OWN, err);
    }
    listening->as = NULL;
    return rc;
}

/* Puts the counts of plays into the accounts and hands them over. */
static int settle(struct yn_listening *listening, struct yn_histories *out,
                  struct yn_err *err)
{
    size_t n = listening->n_files;
    unsigned long long *used = calloc(n + 1, sizeof(*used));
    unsigned long long *doubled = calloc(n + 1, sizeof(*doubled));
    struct yn_arena *arena = listening->reader->arena;
    out->files = yn_arena_array(arena, n, sizeof(*out->files));
    int rc = used && doubled && out->files ? YN_OK : yn_err_nomem(err);
    if (!rc)
        rc = yn_panel_finish(listening->panel, arena, &out->listens, used,
                             doubled, err);
    for (size_t i = 0; !rc && i < n; i++) {
        out->files[i] = listening->file[i];
        out->files[i].used = used[i];
        out->files[i].doubled = doubled[i];
    }
    if (!rc)
        out->n_files = n;
    free(used);
    free(doubled);
    return rc;
}

int yn_histories_read(const struct yn_attention_params *params,
                      struct yn_reader *reader,
                      const struct yn_song_index *index,
                      struct yn_unsure_list *unsure, struct yn_histories *out,
                      struct yn_err *err)
{
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    struct yn_listening listening = {
        .reader = reader,
        .season = params->season,
        .index = index,
        .unsure = unsure,
        .threads = params->threads ? params->threads
                   : online > 0    ? (unsigned)online
                                   : 1,
        .until_s = params->as_of.year
                       ? ((int64_t)yn_day_of(params->as_of) + 1) * YN_DAY_S - 1
                       : INT64_MAX,
        .now_s = params->now_s ? params->now_s + YN_DAY_S : INT64_MAX};
    int32_t first_day;
    size_t n_weeks;
    find_weeks(params->season, params->as_of, &first_day, &n_weeks);
    int rc = yn_panel_create(first_day, n_weeks, &listening.panel, err);
    if (!rc)
        rc = read_season(&listening, err);
    if (!rc)
        rc = read_named(&listening, params, err);
    if (!rc)
        rc = settle(&listening, out, err);
    yn_panel_destroy(&listening.panel);
    free(listening.file);
    return rc;
}
