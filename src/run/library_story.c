/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run/library_story.h"

#include <string.h>

#include <yeoun/near.h>

#include "base/base.h"
#include "base/dir.h"
#include "base/path.h"
#include "run/story_files.h"
#include "run/story_said.h"
#include "story/lyrics.h"

/* The episode that comments and marks of a number are of, as stories take them;
 * NULL: none is there. */
static struct yn_library_episode *episode_of(struct yn_library_drama *drama,
                                             unsigned number)
{
    for (size_t i = 0; i < drama->n_episodes; i++) {
        const struct yn_season_episode *file = &drama->episodes[i].file;
        if (!file->special && file->number == number)
            return &drama->episodes[i];
    }
    return NULL;
}

static bool is_beyond(const struct yn_library_episode *episode, double at_s)
{
    return episode->duration_s > 0 && at_s > episode->duration_s;
}

static int take_comments(struct yn_reader *reader,
                         const struct yn_season *season,
                         const struct yn_story_files *files,
                         struct yn_library_drama *out, struct yn_err *err)
{
    out->strays =
        yn_arena_array(reader->arena, files->n_comments, sizeof(*out->strays));
    if (!out->strays)
        return yn_err_nomem(err);
    for (size_t i = 0; i < files->n_comments; i++) {
        const struct yn_story_comments *one = &files->comments[i];
        struct yn_library_episode *episode = episode_of(out, one->episode);
        if (!episode) {
            out->strays[out->n_strays++] =
                yn_path_below(season->dir, one->file);
            continue;
        }
        episode->n_comments = one->n;
        for (size_t k = 0; k < one->n; k++)
            episode->n_comments_beyond +=
                is_beyond(episode, one->reactions[k].time_s);
    }
    return YN_OK;
}

static void take_marks(const struct yn_story_files *files,
                       struct yn_library_drama *out)
{
    for (size_t i = 0; i < files->n_marks; i++) {
        struct yn_library_episode *episode =
            episode_of(out, files->marks[i].episode);
        if (!episode) {
            out->n_stray_marks++;
            continue;
        }
        episode->n_marks++;
        episode->n_marks_beyond += is_beyond(episode, files->marks[i].time_s);
    }
}

int yn_library_moments(struct yn_reader *reader, const struct yn_season *season,
                       struct yn_library_drama *out, struct yn_err *err)
{
    struct yn_story_files files = {0};
    int rc = yn_story_files_read(reader, season, out->drama, &files, err);
    if (!rc)
        rc = take_comments(reader, season, &files, out, err);
    if (!rc)
        take_marks(&files, out);
    yn_story_files_release(&files);
    return rc;
}

/* The slugs of a season. */
struct slugs {
    const char **item;
    size_t n;
};

static int tell_name(struct yn_reader *reader, const char *path,
                     const char *name, const struct slugs *slugs,
                     struct yn_err *err)
{
    size_t near = yn_near_word(name, slugs->item, slugs->n);
    const char *file = yn_arena_dup(reader->arena, path);
    if (!file)
        return yn_err_nomem(err);
    return yn_reader_warning(
        reader, (struct yn_pos){.file = file},
        "is not read: no drama's file has this name",
        near < slugs->n
            ? yn_text_f(reader->arena, "did you mean “%s”?", slugs->item[near])
            : "give it that of a file in dramas/",
        err);
}

/* An entry of comments/ (a folder) or moments/ (a .csv). Notes that people
 * leave beside them are none of ours. */
static int check_entry(struct yn_reader *reader, const char *path, bool folder,
                       const struct slugs *slugs, struct yn_err *err)
{
    const char *base = yn_path_base(path);
    if (folder != yn_dir_is(path) || (!folder && !yn_path_has_ext(base, "csv")))
        return YN_OK;
    const char *name =
        yn_arena_dup_n(reader->arena, base, strlen(base) - (folder ? 0 : 4));
    if (!name)
        return yn_err_nomem(err);
    for (size_t i = 0; i < slugs->n; i++) {
        if (strcmp(slugs->item[i], name) == 0)
            return YN_OK;
    }
    return tell_name(reader, path, name, slugs, err);
}

static int check_folder(struct yn_reader *reader,
                        const struct yn_season *season, const char *name,
                        bool folders, const struct slugs *slugs,
                        struct yn_err *err)
{
    struct yn_dir_list list = {0};
    struct yn_err why = {0};
    char *dir = yn_path_join(season->dir, name);
    if (!dir)
        return yn_err_nomem(err);
    int rc = yn_dir_read(dir, &list, &why);
    /* One that is not there, or cannot be read, holds nothing of ours. */
    if (rc)
        rc = rc == YN_E_NOMEM ? yn_err_nomem(err) : YN_OK;
    for (size_t i = 0; !rc && i < list.n; i++) {
        char *path = yn_path_join(dir, list.name[i]);
        rc = path ? check_entry(reader, path, folders, slugs, err)
                  : yn_err_nomem(err);
        free(path);
    }
    yn_dir_list_release(&list);
    free(dir);
    return rc;
}

int yn_library_names(struct yn_reader *reader, const struct yn_season *season,
                     struct yn_err *err)
{
    struct slugs slugs = {
        yn_arena_array(reader->arena, season->n_dramas, sizeof(*slugs.item)),
        season->n_dramas};
    if (!slugs.item)
        return yn_err_nomem(err);
    for (size_t i = 0; i < slugs.n; i++)
        slugs.item[i] = season->dramas[i].slug;
    int rc = check_folder(reader, season, "comments", true, &slugs, err);
    return rc ? rc
              : check_folder(reader, season, "moments", false, &slugs, err);
}

static int read_lyrics(struct yn_reader *reader, const struct yn_season *season,
                       const char *name, bool *sung, struct yn_err *err)
{
    struct yn_lyrics lyrics = {0};
    struct yn_err why = {0};
    char *path = yn_path_join(season->dir, name);
    if (!path)
        return yn_err_nomem(err);
    int rc = yn_lyrics_read(path, &lyrics, &why);
    if (rc == YN_E_NOMEM)
        rc = yn_err_nomem(err);
    else if (rc)
        rc = yn_said_warn(reader, path, &why, err);
    else if (lyrics.n_lines == 0)
        rc = yn_reader_warning(reader, (struct yn_pos){.file = path},
                               "there are no words in these lyrics", "", err);
    *sung |= lyrics.n_lines > 0;
    yn_lyrics_release(&lyrics);
    free(path);
    return rc;
}

int yn_library_lyrics(struct yn_reader *reader, const struct yn_season *season,
                      const struct yn_drama *drama, bool *sung,
                      struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t i = 0; i < drama->n_tracks; i++) {
        const struct yn_pair_list *lyrics = &drama->tracks[i].lyrics;
        for (size_t k = 0; !rc && k < lyrics->n; k++)
            rc = read_lyrics(reader, season, lyrics->item[k].value, &sung[i],
                             err);
    }
    return rc;
}
