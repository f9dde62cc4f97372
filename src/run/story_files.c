/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run/story_files.h"

#include <math.h>
#include <strings.h>

#include "base/base.h"
#include "base/csv.h"
#include "base/dir.h"
#include "base/file.h"
#include "base/path.h"
#include "media/episode.h"
#include "run/story_said.h"
#include "story/comments.h"
#include "story/reactions.h"

#define EPISODE_NUMBER_MAX 9999

static int warn(struct yn_reader *reader, const char *file, unsigned line,
                const char *what, const char *remedy, struct yn_err *err)
{
    return yn_reader_warning(
        reader, (struct yn_pos){.file = file, .line = line}, what, remedy, err);
}

/* "comments/sea" from where the user stands; NULL: out of memory. */
static const char *place(struct yn_reader *reader,
                         const struct yn_season *season, const char *folder,
                         const struct yn_drama *drama, const char *ending)
{
    const char *name =
        yn_text_f(reader->arena, "%s/%s%s", folder, drama->slug, ending);
    char *path = name ? yn_path_join(season->dir, name) : NULL;
    const char *kept = path ? yn_arena_dup(reader->arena, path) : NULL;
    free(path);
    return kept;
}

/* Titles and singers of a drama's songs, in all spellings. */
static int song_names(const struct yn_drama *drama, struct yn_song_names **out,
                      struct yn_err *err)
{
    size_t n = 0, room = 1;
    for (size_t i = 0; i < drama->n_tracks; i++)
        room += 2 + drama->tracks[i].aliases.n + drama->tracks[i].artist.n +
                drama->tracks[i].artist_ko.n;
    const char **name = calloc(room, sizeof(*name));
    if (!name)
        return yn_err_nomem(err);
    for (size_t i = 0; i < drama->n_tracks; i++) {
        const struct yn_track *track = &drama->tracks[i];
        const struct yn_text_list *lists[] = {&track->aliases, &track->artist,
                                              &track->artist_ko};
        name[n++] = track->title;
        name[n++] = track->korean;
        for (size_t k = 0; k < YN_LEN(lists); k++) {
            for (size_t j = 0; j < lists[k]->n; j++)
                name[n++] = lists[k]->item[j];
        }
    }
    int rc = yn_song_names_create(name, n, out, err);
    free(name);
    return rc;
}

/* The episode's comments, begun where there are none yet. */
static int comments_of(struct yn_story_files *files, unsigned episode,
                       struct yn_story_comments **out, struct yn_err *err)
{
    for (size_t i = 0; i < files->n_comments; i++) {
        if (files->comments[i].episode == episode) {
            *out = &files->comments[i];
            return YN_OK;
        }
    }
    int rc = yn_grow(&files->comments, &files->cap_comments,
                     files->n_comments + 1, sizeof(*files->comments), err);
    if (rc)
        return rc;
    *out = &files->comments[files->n_comments++];
    **out = (struct yn_story_comments){.episode = episode};
    return YN_OK;
}

static int by_time(const void *a, const void *b)
{
    const struct yn_reaction *x = a, *y = b;
    if (x->time_s != y->time_s)
        return x->time_s < y->time_s ? -1 : 1;
    return (x->user > y->user) - (x->user < y->user);
}

static int add_comments(const struct yn_comments *read,
                        const struct yn_song_names *names,
                        struct yn_story_comments *to, struct yn_err *err)
{
    struct yn_reaction *reactions = NULL;
    int rc = yn_reactions_of(read, names, &reactions, err);
    if (!rc)
        rc = yn_grow(&to->reactions, &to->cap, to->n + read->n + 1,
                     sizeof(*to->reactions), err);
    if (!rc && read->n) {
        memcpy(to->reactions + to->n, reactions, read->n * sizeof(*reactions));
        to->n += read->n;
        qsort(to->reactions, to->n, sizeof(*to->reactions), by_time);
    }
    free(reactions);
    return rc;
}

/* What a file's service is taken for: each form has a lag of its own. */
static unsigned format_bit(const char *format)
{
    return strcmp(format, "XML") == 0   ? 1U
           : strcmp(format, "CSV") == 0 ? 2U
                                        : 4U;
}

static int read_comments(struct yn_reader *reader, const char *path,
                         unsigned episode, const struct yn_song_names *names,
                         struct yn_story_files *files, struct yn_err *err)
{
    struct yn_comments read = {0};
    struct yn_story_comments *to = NULL;
    struct yn_err why = {0};
    int rc = yn_comments_read(path, &read, reader->report, &why);
    if (rc == YN_E_NOMEM)
        return yn_err_nomem(err);
    if (rc)
        return yn_said_warn(reader, path, &why, err);
    rc = comments_of(files, episode, &to, err);
    if (!rc)
        rc = add_comments(&read, names, to, err);
    if (!rc) {
        to->formats |= format_bit(read.format);
        if (!to->file)
            to->file = path;
    }
    yn_comments_release(&read);
    return rc;
}

static int read_folder(struct yn_reader *reader, const char *dir,
                       const struct yn_dir_list *list,
                       const struct yn_song_names *names,
                       struct yn_story_files *files, struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < list->n; i++) {
        struct yn_episode episode;
        const char *path =
            yn_text_f(reader->arena, "%s/%s", dir, list->name[i]);
        if (!path)
            return yn_err_nomem(err);
        if (yn_dir_is(path) || strncasecmp(list->name[i], "readme", 6) == 0)
            continue;
        rc = yn_episode_read(path, &episode, err);
        if (rc)
            return rc;
        if (episode.first <= 0)
            rc = warn(reader, path, 0,
                      "the name does not say which episode it is of",
                      "call it 07.xml", err);
        else
            rc = read_comments(reader, path, (unsigned)episode.first, names,
                               files, err);
    }
    return rc;
}

static int read_all_comments(struct yn_reader *reader,
                             const struct yn_season *season,
                             const struct yn_drama *drama,
                             struct yn_story_files *files, struct yn_err *err)
{
    struct yn_dir_list list = {0};
    struct yn_song_names *names = NULL;
    struct yn_err why = {0};
    const char *dir = place(reader, season, "comments", drama, "");
    if (!dir)
        return yn_err_nomem(err);
    int rc = yn_dir_read(dir, &list, &why);
    if (rc == YN_E_NOTFOUND)
        return YN_OK;
    if (rc == YN_E_NOMEM)
        return yn_err_nomem(err);
    if (rc)
        return yn_said_warn(reader, dir, &why, err);
    rc = song_names(drama, &names, err);
    if (!rc)
        rc = read_folder(reader, dir, &list, names, files, err);
    yn_song_names_destroy(&names);
    yn_dir_list_release(&list);
    return rc;
}

/* A number of an episode, 1 to EPISODE_NUMBER_MAX; 0 where it is none. */
static unsigned episode_number(const char *text)
{
    unsigned value = 0;
    if (!*text)
        return 0;
    for (; *text >= '0' && *text <= '9'; text++) {
        value = value * 10 + (unsigned)(*text - '0');
        if (value > EPISODE_NUMBER_MAX)
            return 0;
    }
    return *text ? 0 : value;
}

static int take_mark(struct yn_reader *reader, const char *path,
                     const struct yn_csv_row *row, struct yn_story_files *files,
                     struct yn_err *err)
{
    const unsigned episode = episode_number(row->cell[0].text);
    const double time_s = row->n > 1 ? yn_comment_time(row->cell[1].text) : NAN;
    if (!episode || !(time_s >= 0))
        return warn(reader, path, row->line, "this is no mark",
                    "write episode, time and a note: 7,0:41:12,the farewell",
                    err);
    int rc = yn_grow(&files->marks, &files->cap_marks, files->n_marks + 1,
                     sizeof(*files->marks), err);
    if (!rc)
        files->marks[files->n_marks++] =
            (struct yn_story_mark){episode, time_s};
    return rc;
}

static int read_marks(struct yn_reader *reader, const struct yn_season *season,
                      const struct yn_drama *drama,
                      struct yn_story_files *files, struct yn_err *err)
{
    struct yn_csv csv = {0};
    const char *path = place(reader, season, "moments", drama, ".csv");
    if (!path)
        return yn_err_nomem(err);
    if (!yn_file_exists(path))
        return YN_OK;
    int rc = yn_csv_load(reader, path, &csv, err);
    files->marked = csv.n > 0;
    size_t first = csv.n && strcasecmp(csv.row[0].cell[0].text, "episode") == 0;
    for (size_t i = first; !rc && i < csv.n; i++)
        rc = take_mark(reader, path, &csv.row[i], files, err);
    return rc;
}

int yn_story_files_read(struct yn_reader *reader,
                        const struct yn_season *season,
                        const struct yn_drama *drama,
                        struct yn_story_files *out, struct yn_err *err)
{
    *out = (struct yn_story_files){0};
    int rc = read_all_comments(reader, season, drama, out, err);
    return rc ? rc : read_marks(reader, season, drama, out, err);
}

void yn_story_files_release(struct yn_story_files *files)
{
    for (size_t i = 0; i < files->n_comments; i++)
        free(files->comments[i].reactions);
    free(files->comments);
    free(files->marks);
    *files = (struct yn_story_files){0};
}

const struct yn_story_comments *
yn_story_files_of(const struct yn_story_files *files, unsigned episode)
{
    for (size_t i = 0; episode && i < files->n_comments; i++) {
        if (files->comments[i].episode == episode)
            return &files->comments[i];
    }
    return NULL;
}
