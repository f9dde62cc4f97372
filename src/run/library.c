/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/library.h>

#include "base/arena.h"
#include "base/base.h"
#include "base/glob.h"
#include "base/path.h"
#include "base/reader.h"
#include "base/say.h"
#include "evidence/evidence.h"
#include "media/sidecar.h"
#include "media/subtitles.h"
#include "media/tracks.h"
#include "run/library_songs.h"
#include "run/library_story.h"
#include "run/scan_number.h"

struct yn_library {
    struct yn_arena arena; /* all below is in it */
    struct yn_library_drama *dramas;
    size_t n_dramas;
};

/* One drama on its way. */
struct look {
    const struct yn_season *season;
    const struct yn_log *log;
    struct yn_arena *arena;
    struct yn_reader *reader;
    struct yn_evidence *evidence; /* NULL: nothing was scanned */
    struct yn_library_drama *out;
    struct yn_glob subtitles; /* that `subtitles:` names */
    bool *used;               /* of these, those that belong to an episode */
};

/* The files that the patterns of a key name; none where its folders cannot be
 * read, which is told. */
static int find_files(const struct look *look, const char *key,
                      const char *const *patterns, size_t n,
                      struct yn_glob *out, struct yn_err *err)
{
    const char *file = look->out->drama->pos.file;
    struct yn_err why = {0};
    int rc = yn_glob_find(look->season->dir, patterns, n, out, &why);
    if (rc == YN_E_NOMEM)
        return yn_err_nomem(err);
    if (rc)
        yn_say(look->log, YN_LOG_WARNING, "%s", why.text);
    for (size_t i = 0; !rc && i < n; i++) {
        if (out->named[i] == 0)
            yn_say(look->log, YN_LOG_WARNING,
                   "%s: no file is named by `%s: %s`", file, key, patterns[i]);
    }
    return YN_OK;
}

static int add_subtitles(struct look *look, struct yn_library_episode *episode,
                         const char *path, const char *language,
                         struct yn_err *err)
{
    for (size_t i = 0; path[0] && i < episode->n_subtitles; i++) {
        if (strcmp(episode->subtitles[i].path, path) == 0)
            return YN_OK;
    }
    size_t n = episode->n_subtitles;
    struct yn_library_subtitles *all =
        yn_arena_array(look->arena, n + 1, sizeof(*all));
    char *copy = yn_arena_dup(look->arena, path);
    if (!all || !copy)
        return yn_err_nomem(err);
    if (n > 0)
        memcpy(all, episode->subtitles, n * sizeof(*all));
    all[n].path = copy;
    all[n].name = yn_path_below(look->season->dir, copy);
    snprintf(all[n].language, sizeof(all[n].language), "%s", language);
    episode->subtitles = all;
    episode->n_subtitles = n + 1;
    return YN_OK;
}

static int add_file(struct look *look, struct yn_library_episode *episode,
                    const char *path, struct yn_err *err)
{
    char language[4];
    if (yn_sidecar_is_forced(path))
        return YN_OK;
    yn_subtitles_language(path, language);
    return add_subtitles(look, episode, path, language, err);
}

static int look_beside(struct look *look, struct yn_library_episode *episode,
                       struct yn_err *err)
{
    struct yn_sidecars found = {0};
    int rc = yn_sidecars_find(episode->file.path, &found, err);
    for (size_t i = 0; !rc && i < found.n; i++)
        rc = add_file(look, episode, found.path[i], err);
    yn_sidecars_release(&found);
    for (size_t i = 0; !rc && i < look->subtitles.n_files; i++) {
        bool fits;
        const char *path = look->subtitles.files[i].path;
        rc = yn_sidecar_fits(episode->file.path, path, &fits, err);
        if (rc || !fits)
            continue;
        look->used[i] = true;
        rc = add_file(look, episode, path, err);
    }
    return rc;
}

static int take_tracks(struct look *look, struct yn_library_episode *episode,
                       const struct yn_media_tracks *found, struct yn_err *err)
{
    bool silent = true;
    int rc = YN_OK;
    episode->duration_s = found->duration_s;
    episode->audio = yn_arena_array(look->arena, found->n_tracks + 1,
                                    sizeof(*episode->audio));
    if (!episode->audio)
        return yn_err_nomem(err);
    for (size_t i = 0; !rc && i < found->n_tracks; i++) {
        const struct yn_media_track *track = &found->tracks[i];
        silent &= track->subtitles || !track->readable;
        if (track->aside || !track->readable)
            continue;
        if (track->subtitles)
            rc = add_subtitles(look, episode, "", track->language, err);
        else
            memcpy(episode->audio[episode->n_audio++], track->language,
                   sizeof(track->language));
    }
    if (silent)
        episode->problem = "has no sound that can be read";
    return rc;
}

static int look_within(struct look *look, struct yn_library_episode *episode,
                       struct yn_err *err)
{
    struct yn_media_tracks found;
    struct yn_err why = {0};
    int rc = yn_media_tracks_read(episode->file.path, &found, &why);
    if (rc == YN_E_NOMEM)
        return yn_err_nomem(err);
    if (rc) {
        episode->problem = yn_arena_dup(look->arena, why.text);
        return episode->problem ? YN_OK : yn_err_nomem(err);
    }
    rc = take_tracks(look, episode, &found, err);
    yn_media_tracks_release(&found);
    return rc;
}

static int name_episodes(struct look *look, const struct yn_glob *media,
                         struct yn_season_episode *files, struct yn_err *err)
{
    for (size_t i = 0; i < media->n_files; i++) {
        const char *path = yn_arena_dup(look->arena, media->files[i].path);
        if (!path)
            return yn_err_nomem(err);
        files[i] = (struct yn_season_episode){
            .path = path,
            .name = yn_path_below(look->season->dir, path),
            .drama = look->out->drama,
        };
    }
    return yn_scan_number(files, media->n_files, err);
}

static int find_episodes(struct look *look, struct yn_err *err)
{
    const struct yn_drama *drama = look->out->drama;
    struct yn_glob media = {0};
    int rc = find_files(look, "media", drama->media.item, drama->media.n,
                        &media, err);
    size_t n = media.n_files;
    struct yn_season_episode *files =
        rc ? NULL : yn_arena_array(look->arena, n, sizeof(*files));
    if (!rc && !files)
        rc = yn_err_nomem(err);
    if (!rc)
        rc = name_episodes(look, &media, files, err);
    yn_glob_release(&media);
    if (rc)
        return rc;
    look->out->episodes =
        yn_arena_array(look->arena, n, sizeof(*look->out->episodes));
    if (!look->out->episodes)
        return yn_err_nomem(err);
    for (size_t i = 0; i < n; i++)
        look->out->episodes[i] =
            (struct yn_library_episode){.file = files[i], .problem = ""};
    look->out->n_episodes = n;
    return YN_OK;
}

static int find_subtitles(struct look *look, struct yn_err *err)
{
    const struct yn_text_list *patterns = &look->out->drama->subtitles;
    if (patterns->n > 0) {
        int rc = find_files(look, "subtitles", patterns->item, patterns->n,
                            &look->subtitles, err);
        if (rc)
            return rc;
    }
    look->used = yn_arena_array(look->arena, look->subtitles.n_files,
                                sizeof(*look->used));
    return look->used ? YN_OK : yn_err_nomem(err);
}

static int keep_loose(struct look *look, struct yn_err *err)
{
    struct yn_library_drama *out = look->out;
    size_t n = look->subtitles.n_files;
    out->loose = yn_arena_array(look->arena, n, sizeof(*out->loose));
    if (!out->loose)
        return yn_err_nomem(err);
    for (size_t i = 0; i < n; i++) {
        if (look->used[i])
            continue;
        const char *path =
            yn_arena_dup(look->arena, look->subtitles.files[i].path);
        if (!path)
            return yn_err_nomem(err);
        out->loose[out->n_loose++] = yn_path_below(look->season->dir, path);
    }
    return YN_OK;
}

static bool has_number(const struct yn_library_drama *out, unsigned number)
{
    for (size_t i = 0; i < out->n_episodes; i++) {
        const struct yn_season_episode *file = &out->episodes[i].file;
        unsigned last = file->last ? file->last : file->number;
        if (!file->special && file->number <= number && number <= last)
            return true;
    }
    return false;
}

/* Files of two seasons repeat numbers; those that only a date or a title names
 * may be any. */
static bool is_countable(const struct yn_library_drama *out)
{
    unsigned season = 0;
    for (size_t i = 0; i < out->n_episodes; i++) {
        const struct yn_season_episode *file = &out->episodes[i].file;
        if (file->special)
            continue;
        if (!file->number || (season && file->season && file->season != season))
            return false;
        season = file->season ? file->season : season;
    }
    return out->n_episodes > 0;
}

static int find_missing(struct look *look, struct yn_err *err)
{
    struct yn_library_drama *out = look->out;
    unsigned wanted = is_countable(out) ? out->drama->episodes : 0;
    out->missing = yn_arena_array(look->arena, wanted, sizeof(*out->missing));
    if (!out->missing)
        return yn_err_nomem(err);
    for (unsigned number = 1; number <= wanted; number++) {
        if (!has_number(out, number))
            out->missing[out->n_missing++] = number;
    }
    return YN_OK;
}

static int look_at_scans(struct look *look, struct yn_err *err)
{
    for (size_t i = 0; look->evidence && i < look->out->n_episodes; i++) {
        struct yn_library_episode *episode = &look->out->episodes[i];
        struct yn_err why = {0};
        if (yn_evidence_measured(look->evidence, episode->file.path,
                                 &episode->scanned, &why) == YN_E_NOMEM)
            return yn_err_nomem(err);
    }
    return YN_OK;
}

static int look_at_drama(struct look *look, struct yn_err *err)
{
    struct yn_library_drama *out = look->out;
    int rc = find_episodes(look, err);
    if (!rc)
        rc = find_subtitles(look, err);
    for (size_t i = 0; !rc && i < out->n_episodes; i++) {
        rc = look_beside(look, &out->episodes[i], err);
        if (!rc)
            rc = look_within(look, &out->episodes[i], err);
    }
    if (!rc)
        rc = keep_loose(look, err);
    if (!rc)
        rc = find_missing(look, err);
    if (!rc)
        rc = yn_library_songs(look->season, look->arena, look->log, look->out,
                              err);
    if (!rc)
        rc = look_at_scans(look, err);
    if (!rc)
        rc = yn_library_moments(look->reader, look->season, look->out, err);
    yn_glob_release(&look->subtitles);
    return rc;
}

/* Whether there is anything to tell of the drama. */
static bool has_any(const struct yn_library_drama *out)
{
    const struct yn_drama *drama = out->drama;
    bool any = drama->media.n > 0 || out->n_strays > 0 || out->n_stray_marks;
    for (size_t i = 0; !any && i < drama->n_tracks; i++)
        any = drama->tracks[i].audio.n > 0 || out->sung[i];
    return any;
}

static int look_at(struct yn_library *library, struct look *look,
                   const struct yn_drama *drama, struct yn_err *err)
{
    struct yn_library_drama *out = &library->dramas[library->n_dramas];
    out->drama = drama;
    out->sung =
        yn_arena_array(look->arena, drama->n_tracks, sizeof(*out->sung));
    if (!out->sung)
        return yn_err_nomem(err);
    look->out = out;
    int rc =
        yn_library_lyrics(look->reader, look->season, drama, out->sung, err);
    if (!rc)
        rc = look_at_drama(look, err);
    if (!rc && has_any(out))
        library->n_dramas++;
    else
        *out = (struct yn_library_drama){0};
    return rc;
}

/* What cannot be read of the scans is told by those who need it. */
static int open_evidence(const struct yn_season *season,
                         struct yn_evidence **out, struct yn_err *err)
{
    const struct yn_evidence_params params = {.dir = season->dir,
                                              .flags = YN_EVIDENCE_READ};
    struct yn_err why = {0};
    return yn_evidence_open(&params, out, &why) == YN_E_NOMEM
               ? yn_err_nomem(err)
               : YN_OK;
}

int yn_library_read(const struct yn_season *season, const struct yn_log *log,
                    struct yn_report *report, struct yn_library **out,
                    struct yn_err *err)
{
    struct yn_library *library = calloc(1, sizeof(*library));
    struct yn_evidence *evidence = NULL;
    if (!library)
        return yn_err_nomem(err);
    library->dramas = yn_arena_array(&library->arena, season->n_dramas,
                                     sizeof(*library->dramas));
    int rc = library->dramas ? YN_OK : yn_err_nomem(err);
    if (!rc)
        rc = open_evidence(season, &evidence, err);
    struct yn_reader reader = {
        .arena = &library->arena, .report = report, .log = log};
    if (!rc)
        rc = yn_library_names(&reader, season, err);
    for (size_t i = 0; !rc && i < season->n_dramas; i++) {
        struct look look = {.season = season,
                            .log = log,
                            .arena = &library->arena,
                            .reader = &reader,
                            .evidence = evidence};
        rc = look_at(library, &look, &season->dramas[i], err);
    }
    yn_evidence_close(&evidence);
    if (rc)
        yn_library_destroy(&library);
    else
        *out = library;
    return rc;
}

void yn_library_destroy(struct yn_library **library)
{
    if (!*library)
        return;
    yn_arena_release(&(*library)->arena);
    free(*library);
    *library = NULL;
}

const struct yn_library_drama *
yn_library_dramas(const struct yn_library *library, size_t *n)
{
    *n = library->n_dramas;
    return library->dramas;
}
