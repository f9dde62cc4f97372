/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run/scan_files.h"

#include <sys/stat.h>

#include "base/base.h"
#include "base/path.h"
#include "base/say.h"
#include "run/scan_number.h"

struct find {
    const struct yn_season *season;
    const struct yn_log *log;
    struct yn_scan_files *files;
};

static struct yn_scan_drama *drama_of(const struct find *find,
                                      const struct yn_drama *drama)
{
    return &find->files->dramas[drama - find->season->dramas];
}

/* What cannot be read is told and left out; out of memory ends the scan. */
static int leave_out(const struct find *find, const struct yn_err *why,
                     struct yn_err *err)
{
    if (why->code == YN_E_NOMEM)
        return yn_err_nomem(err);
    yn_say(find->log, YN_LOG_WARNING, "%s; left out", why->text);
    return YN_SCAN_SKIPPED;
}

static void warn_unnamed(const struct find *find, const struct yn_drama *drama,
                         const char *key, const char *const *patterns,
                         const struct yn_glob *glob, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (glob->named[i] == 0)
            yn_say(find->log, YN_LOG_WARNING,
                   "%s: no file is named by `%s: %s`", drama->pos.file, key,
                   patterns[i]);
    }
}

static int find_media(struct find *find, const struct yn_drama *drama,
                      struct yn_err *err)
{
    struct yn_scan_drama *own = drama_of(find, drama);
    struct yn_err why = {0};
    const char *const *patterns = drama->media.item;
    int rc = yn_glob_find(find->season->dir, patterns, drama->media.n,
                          &own->media, &why);
    if (rc)
        return leave_out(find, &why, err);
    warn_unnamed(find, drama, "media", patterns, &own->media, drama->media.n);
    return YN_OK;
}

static size_t count_audio(const struct yn_drama *drama)
{
    size_t n = 0;
    for (size_t i = 0; i < drama->n_tracks; i++)
        n += drama->tracks[i].audio.n;
    return n;
}

/* The track whose pattern, of those of all tracks in order, has the number. */
static const struct yn_track *track_of_pattern(const struct yn_drama *drama,
                                               size_t pattern)
{
    const struct yn_track *track = drama->tracks;
    while (pattern >= track->audio.n)
        pattern -= (track++)->audio.n;
    return track;
}

static void name_masters(struct yn_scan_drama *own,
                         const struct yn_drama *drama)
{
    for (size_t i = 0; i < own->audio.n_files; i++) {
        const struct yn_glob_file *file = &own->audio.files[i];
        own->paths[i] = file->path;
        own->masters[i] = (struct yn_cue_master){
            .drama = drama,
            .track = track_of_pattern(drama, file->pattern),
            .file = yn_path_base(file->path)};
    }
    own->n_masters = own->audio.n_files;
}

static int find_masters(struct find *find, const struct yn_drama *drama,
                        struct yn_err *err)
{
    struct yn_scan_drama *own = drama_of(find, drama);
    size_t n = 0, n_patterns = count_audio(drama);
    const char **patterns = calloc(n_patterns + 1, sizeof(*patterns));
    if (!patterns)
        return yn_err_nomem(err);
    for (size_t i = 0; i < drama->n_tracks; i++) {
        for (size_t k = 0; k < drama->tracks[i].audio.n; k++)
            patterns[n++] = drama->tracks[i].audio.item[k];
    }
    struct yn_err why = {0};
    int rc = yn_glob_find(find->season->dir, patterns, n, &own->audio, &why);
    if (rc)
        rc = leave_out(find, &why, err);
    else
        warn_unnamed(find, drama, "audio", patterns, &own->audio, n);
    free((void *)patterns);
    size_t files = own->audio.n_files;
    if (rc || files == 0)
        return rc;
    own->masters = calloc(files, sizeof(*own->masters));
    own->hashes = calloc(files, sizeof(*own->hashes));
    own->paths = calloc(files, sizeof(*own->paths));
    if (!own->masters || !own->hashes || !own->paths)
        return yn_err_nomem(err);
    name_masters(own, drama);
    return YN_OK;
}

static int add_episodes(struct find *find, const struct yn_drama *drama,
                        struct yn_err *err)
{
    struct yn_scan_files *files = find->files;
    const struct yn_glob *media = &drama_of(find, drama)->media;
    int rc = yn_grow(&files->episodes, &files->cap_episodes,
                     files->n_episodes + media->n_files,
                     sizeof(*files->episodes), err);
    for (size_t i = 0; !rc && i < media->n_files; i++) {
        const char *path = media->files[i].path;
        struct stat st;
        files->episodes[files->n_episodes++] = (struct yn_season_episode){
            .path = path,
            .name = yn_path_below(find->season->dir, path),
            .drama = drama,
            .bytes = stat(path, &st) == 0 ? (long long)st.st_size : 0,
        };
    }
    return rc;
}

static int find_of_drama(struct find *find, const struct yn_drama *drama,
                         struct yn_err *err)
{
    bool media = drama->media.n > 0, audio = count_audio(drama) > 0;
    if (media && !audio)
        yn_say(find->log, YN_LOG_WARNING,
               "%s: names episodes but no track's `audio:`; its episodes are "
               "left out",
               drama->pos.file);
    if (!media || !audio)
        return YN_OK;
    int rc = find_media(find, drama, err);
    if (!rc)
        rc = find_masters(find, drama, err);
    if (!rc && drama_of(find, drama)->n_masters > 0)
        rc = add_episodes(find, drama, err);
    return rc < 0 ? rc : YN_OK;
}

int yn_scan_files_find(const struct yn_season *season, const struct yn_log *log,
                       struct yn_scan_files *out, struct yn_err *err)
{
    struct find find = {season, log, out};
    int rc = YN_OK;
    *out = (struct yn_scan_files){.n_dramas = season->n_dramas};
    out->dramas = calloc(season->n_dramas + 1, sizeof(*out->dramas));
    if (!out->dramas)
        rc = yn_err_nomem(err);
    for (size_t i = 0; !rc && i < season->n_dramas; i++)
        rc = find_of_drama(&find, &season->dramas[i], err);
    if (!rc)
        rc = yn_scan_number(out->episodes, out->n_episodes, err);
    if (rc)
        yn_scan_files_release(out);
    return rc;
}

void yn_scan_files_release(struct yn_scan_files *files)
{
    for (size_t i = 0; files->dramas && i < files->n_dramas; i++) {
        struct yn_scan_drama *own = &files->dramas[i];
        yn_glob_release(&own->media);
        yn_glob_release(&own->audio);
        free(own->masters);
        free(own->hashes);
        free((void *)own->paths);
    }
    free(files->dramas);
    free(files->episodes);
    *files = (struct yn_scan_files){0};
}

void yn_scan_files_masters(const struct yn_season *season,
                           struct yn_scan_files *files)
{
    for (size_t i = 0; i < files->n_episodes; i++) {
        struct yn_season_episode *episode = &files->episodes[i];
        const struct yn_scan_drama *own =
            &files->dramas[episode->drama - season->dramas];
        episode->masters = own->masters;
        episode->master_paths = own->paths;
        episode->n_masters = own->n_masters;
    }
}
