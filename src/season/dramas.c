/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The folder dramas/: reads its files and puts them into the order that
 * season.md lists.
 */
#include "base/base.h"
#include "base/dir.h"
#include "base/keyed.h"
#include "base/near.h"
#include "base/path.h"
#include "base/unicode.h"
#include "season/build.h"
#include "season/names/credit.h"

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

static int read_drama(struct yn_build *build, const char *path,
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

static int read_drama_entry(struct yn_build *build, const char *dir,
                            const char *name, struct yn_err *err)
{
    struct yn_season *season = build->season;
    const char *path = yn_path_join_in(build->reader.arena, dir, name);
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

static int read_drama_files(struct yn_build *build, const char *dir,
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

int yn_build_dramas(struct yn_build *build, struct yn_err *err)
{
    const char *path;
    int rc = yn_build_path(build, "dramas", &path, err);
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
static int find_slug(struct yn_build *build, const char *slug, size_t *out,
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

static int unknown_slug(struct yn_build *build, const char *slug,
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
static int list_dramas(struct yn_build *build,
                       const struct yn_yaml_node *listed, size_t *place,
                       struct yn_err *err)
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
                                     : (struct yn_pos){YN_SEASON_FILE, 0, 0};
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

int yn_build_order(struct yn_build *build, const struct yn_yaml_node *listed,
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
