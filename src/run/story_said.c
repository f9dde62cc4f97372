/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run/story_said.h"

#include "base/base.h"
#include "base/buf.h"
#include "base/encoding.h"
#include "base/file.h"
#include "base/glob.h"
#include "base/path.h"
#include "media/sidecar.h"

/* A scene, about: see message.h. */
#define LINES_A_SCENE 30
#define LYRICS_BYTES_MAX ((size_t)1 << 20)

int yn_said_warn(struct yn_reader *reader, const char *path,
                 const struct yn_err *why, struct yn_err *err)
{
    const size_t len = strlen(path);
    const char *what = why->text, *file = yn_arena_dup(reader->arena, path);
    if (!file)
        return yn_err_nomem(err);
    if (strncmp(what, path, len) == 0 && strncmp(what + len, ": ", 2) == 0)
        what += len + 2;
    return yn_reader_warning(reader, (struct yn_pos){.file = file}, what, "",
                             err);
}

static int read_file(struct yn_reader *reader, const char *path, size_t episode,
                     struct yn_said_list *out, struct yn_err *err)
{
    struct yn_subtitles subtitles = {0};
    struct yn_err why = {0};
    for (size_t i = 0; i < out->n; i++) {
        if (strcmp(out->item[i].path, path) == 0)
            return YN_OK;
    }
    if (yn_sidecar_is_forced(path))
        return YN_OK;
    int rc = yn_subtitles_read(path, NULL, &subtitles, reader->report, &why);
    if (rc == YN_E_NOMEM)
        return yn_err_nomem(err);
    if (rc)
        return yn_said_warn(reader, path, &why, err);
    const char *copy = yn_arena_dup(reader->arena, path);
    rc = copy ? yn_grow(&out->item, &out->cap, out->n + 1, sizeof(*out->item),
                        err)
              : yn_err_nomem(err);
    if (rc)
        yn_subtitles_release(&subtitles);
    else
        out->item[out->n++] = (struct yn_said){copy, episode, subtitles};
    return rc;
}

static int read_beside(struct yn_reader *reader,
                       const struct yn_season_episode *episode, size_t index,
                       struct yn_said_list *out, struct yn_err *err)
{
    struct yn_sidecars beside = {0};
    int rc = yn_sidecars_find(episode->path, &beside, err);
    for (size_t i = 0; !rc && i < beside.n; i++)
        rc = read_file(reader, beside.path[i], index, out, err);
    yn_sidecars_release(&beside);
    return rc;
}

static int read_named(struct yn_reader *reader, const char *path,
                      const struct yn_drama *drama,
                      const struct yn_season_episode *episodes, size_t n,
                      struct yn_said_list *out, struct yn_err *err)
{
    size_t of = YN_SAID_NO_EPISODE;
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < n && of == YN_SAID_NO_EPISODE; i++) {
        bool fits = false;
        if (episodes[i].drama == drama)
            rc = yn_sidecar_fits(episodes[i].path, path, &fits, err);
        if (fits)
            of = i;
    }
    return rc ? rc : read_file(reader, path, of, out, err);
}

int yn_said_read(struct yn_reader *reader, const struct yn_season *season,
                 const struct yn_drama *drama,
                 const struct yn_season_episode *episodes, size_t n,
                 struct yn_said_list *out, struct yn_err *err)
{
    struct yn_glob named = {0};
    struct yn_err why = {0};
    int rc = YN_OK;
    *out = (struct yn_said_list){0};
    for (size_t i = 0; !rc && i < n; i++) {
        if (episodes[i].drama == drama)
            rc = read_beside(reader, &episodes[i], i, out, err);
    }
    if (rc || drama->subtitles.n == 0)
        return rc;
    rc = yn_glob_find(season->dir, drama->subtitles.item, drama->subtitles.n,
                      &named, &why);
    if (rc == YN_E_NOMEM)
        return yn_err_nomem(err);
    if (rc)
        return yn_said_warn(reader, drama->pos.file, &why, err);
    for (size_t i = 0; !rc && i < named.n_files; i++)
        rc = read_named(reader, named.files[i].path, drama, episodes, n, out,
                        err);
    yn_glob_release(&named);
    return rc;
}

void yn_said_release(struct yn_said_list *said)
{
    for (size_t i = 0; i < said->n; i++)
        yn_subtitles_release(&said->item[i].subtitles);
    free(said->item);
    *said = (struct yn_said_list){0};
}

/* The lines from `first` on as one text. */
static int scene_of(struct yn_reader *reader,
                    const struct yn_subtitles *subtitles, size_t first,
                    struct yn_message_text *out, struct yn_err *err)
{
    struct yn_buf text = {0};
    for (size_t i = first; i < first + LINES_A_SCENE && i < subtitles->n_lines;
         i++) {
        yn_buf_puts(&text, subtitles->lines[i].text);
        yn_buf_putc(&text, '\n');
    }
    out->text =
        text.failed ? NULL : yn_arena_dup(reader->arena, yn_buf_text(&text));
    out->language = yn_arena_dup(reader->arena, subtitles->language);
    yn_buf_release(&text);
    return out->text && out->language ? YN_OK : yn_err_nomem(err);
}

static int fill_scenes(struct yn_reader *reader, const struct yn_drama *drama,
                       const struct yn_said_list *said,
                       struct yn_message_drama *out, struct yn_err *err)
{
    size_t room = 1, n = 0;
    for (size_t i = 0; i < said->n; i++)
        room += said->item[i].subtitles.n_lines / LINES_A_SCENE + 1;
    struct yn_message_text *scenes =
        yn_arena_array(reader->arena, room, sizeof(*scenes));
    if (!scenes)
        return yn_err_nomem(err);
    if (drama->synopsis[0])
        scenes[n++].text = drama->synopsis;
    for (size_t i = 0; i < said->n; i++) {
        const struct yn_subtitles *one = &said->item[i].subtitles;
        for (size_t at = 0; at < one->n_lines; at += LINES_A_SCENE) {
            int rc = scene_of(reader, one, at, &scenes[n++], err);
            if (rc)
                return rc;
        }
    }
    out->scenes = scenes;
    out->n_scenes = n;
    return YN_OK;
}

/* Who speaks, each once where they follow each other. */
static int fill_speakers(struct yn_reader *reader,
                         const struct yn_said_list *said,
                         struct yn_message_drama *out, struct yn_err *err)
{
    size_t room = 1, n = 0;
    for (size_t i = 0; i < said->n; i++)
        room += said->item[i].subtitles.n_lines;
    const char **names =
        yn_arena_array(reader->arena, room, sizeof(const char *));
    if (!names)
        return yn_err_nomem(err);
    for (size_t i = 0; i < said->n; i++) {
        const struct yn_subtitles *one = &said->item[i].subtitles;
        for (size_t k = 0; k < one->n_lines; k++) {
            const char *speaker = one->lines[k].speaker;
            if (!speaker[0] || (n > 0 && strcmp(names[n - 1], speaker) == 0))
                continue;
            names[n] = yn_arena_dup(reader->arena, speaker);
            if (!names[n++])
                return yn_err_nomem(err);
        }
    }
    out->speakers = names;
    out->n_speakers = n;
    return YN_OK;
}

static size_t put_list(const char **to, size_t n,
                       const struct yn_text_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        to[n++] = list->item[i];
    return n;
}

static int fill_names(struct yn_reader *reader, const struct yn_drama *drama,
                      struct yn_message_drama *out, struct yn_err *err)
{
    size_t room = 2 + drama->aliases.n, n = 0;
    const char **titles =
        yn_arena_array(reader->arena, room, sizeof(const char *));
    room = 1;
    for (size_t i = 0; i < drama->n_tracks; i++)
        room += drama->tracks[i].artist.n + drama->tracks[i].artist_ko.n;
    const char **names =
        yn_arena_array(reader->arena, room, sizeof(const char *));
    if (!titles || !names)
        return yn_err_nomem(err);
    titles[n++] = drama->title;
    titles[n++] = drama->korean;
    out->n_titles = put_list(titles, n, &drama->aliases);
    out->titles = titles;
    n = 0;
    for (size_t i = 0; i < drama->n_tracks; i++) {
        n = put_list(names, n, &drama->tracks[i].artist);
        n = put_list(names, n, &drama->tracks[i].artist_ko);
    }
    out->names = names;
    out->n_names = n;
    return YN_OK;
}

int yn_said_drama(struct yn_reader *reader, const struct yn_drama *drama,
                  const struct yn_said_list *said, struct yn_message_drama *out,
                  struct yn_err *err)
{
    int rc = fill_scenes(reader, drama, said, out, err);
    if (!rc)
        rc = fill_speakers(reader, said, out, err);
    return rc ? rc : fill_names(reader, drama, out, err);
}

static int read_lyrics(struct yn_reader *reader, const char *path,
                       const char **out, struct yn_err *err)
{
    struct yn_bytes bytes = {0};
    struct yn_err why = {0};
    enum yn_encoding found;
    unsigned line, column;
    *out = NULL;
    int rc = yn_file_read(path, LYRICS_BYTES_MAX, &bytes, &why);
    if (!rc)
        rc = yn_encoding_to_utf8(&bytes, &found, &line, &column, &why);
    if (rc == YN_E_NOMEM)
        rc = yn_err_nomem(err);
    else if (rc)
        rc = yn_said_warn(reader, path, &why, err);
    else if (!(*out = yn_arena_dup_n(reader->arena, bytes.data, bytes.len)))
        rc = yn_err_nomem(err);
    free(bytes.data);
    return rc;
}

int yn_said_song(struct yn_reader *reader, const struct yn_season *season,
                 const struct yn_track *track, struct yn_message_song *out,
                 struct yn_err *err)
{
    struct yn_message_text *lyrics =
        yn_arena_array(reader->arena, track->lyrics.n, sizeof(*lyrics));
    if (!lyrics)
        return yn_err_nomem(err);
    *out = (struct yn_message_song){.drama = track->drama, .lyrics = lyrics};
    for (size_t i = 0; i < track->lyrics.n; i++) {
        const struct yn_pair *pair = &track->lyrics.item[i];
        const char *text;
        char *path = yn_path_join(season->dir, pair->value);
        int rc =
            path ? read_lyrics(reader, path, &text, err) : yn_err_nomem(err);
        free(path);
        if (rc)
            return rc;
        if (text)
            lyrics[out->n_lyrics++] = (struct yn_message_text){text, pair->key};
    }
    return YN_OK;
}
