/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/watched.h>

#include <yeoun/scan.h>

#include "base/arena.h"
#include "base/base.h"
#include "base/glob.h"
#include "base/say.h"
#include "media/sidecar.h"
#include "media/subtitles.h"

/* That of the page, and so of its readers. */
static const char page_language[] = "eng";

struct yn_watched {
    struct yn_watched_params params;
    struct yn_season_scan *scan;
    struct yn_arena arena;
    struct yn_placements *placements;
    struct yn_publish_episode *episodes;
    size_t n;
    struct yn_story *stories; /* NULL: none were given */
    /* Files that `subtitles:` of one drama names, looked for once. */
    struct yn_glob named;
    const struct yn_drama *named_of;
};

/* What of an episode could not be had. */
struct lack {
    size_t stale, n;
};

static int name_subtitles(struct yn_watched *watched,
                          const struct yn_drama *drama, struct yn_err *err)
{
    if (watched->named_of == drama)
        return YN_OK;
    yn_glob_release(&watched->named);
    watched->named_of = drama;
    if (drama->subtitles.n == 0)
        return YN_OK;
    struct yn_err why = {0};
    int rc = yn_glob_find(watched->params.season->dir, drama->subtitles.item,
                          drama->subtitles.n, &watched->named, &why);
    if (rc == YN_E_NOMEM)
        return yn_err_nomem(err);
    if (rc)
        yn_say(watched->params.log, YN_LOG_WARNING, "%s", why.text);
    return YN_OK;
}

/* The better one of two files; signs alone are none. */
static const char *choose(const char *best, const char *path)
{
    char of_best[4], of_path[4];
    if (yn_sidecar_is_forced(path))
        return best;
    if (!best)
        return path;
    yn_subtitles_language(best, of_best);
    yn_subtitles_language(path, of_path);
    bool better = strcmp(of_path, page_language) == 0 &&
                  strcmp(of_best, page_language) != 0;
    return better ? path : best;
}

/* Copies the path of the file to read; "" where there is none. */
static int find_subtitles(struct yn_watched *watched,
                          const struct yn_season_episode *file,
                          const char **out, struct yn_err *err)
{
    struct yn_sidecars beside = {0};
    const char *best = NULL;
    int rc = yn_sidecars_find(file->path, &beside, err);
    for (size_t i = 0; !rc && i < beside.n; i++)
        best = choose(best, beside.path[i]);
    if (!rc)
        rc = name_subtitles(watched, file->drama, err);
    for (size_t i = 0; !rc && i < watched->named.n_files; i++) {
        bool fits = false;
        const char *path = watched->named.files[i].path;
        rc = yn_sidecar_fits(file->path, path, &fits, err);
        if (!rc && fits)
            best = choose(best, path);
    }
    if (!rc) {
        *out = yn_arena_dup(&watched->arena, best ? best : "");
        rc = *out ? YN_OK : yn_err_nomem(err);
    }
    yn_sidecars_release(&beside);
    return rc;
}

static int keep_lines(struct yn_watched *watched,
                      struct yn_publish_episode *out,
                      const struct yn_subtitles *said, struct yn_err *err)
{
    struct yn_publish_line *lines =
        yn_arena_array(&watched->arena, said->n_lines, sizeof(*lines));
    if (!lines)
        return yn_err_nomem(err);
    for (size_t i = 0; i < said->n_lines; i++) {
        const char *text = yn_arena_dup(&watched->arena, said->lines[i].text);
        if (!text)
            return yn_err_nomem(err);
        lines[i] = (struct yn_publish_line){.start_s = said->lines[i].start_s,
                                            .end_s = said->lines[i].end_s,
                                            .text = text};
    }
    out->lines = lines;
    out->n_lines = said->n_lines;
    return YN_OK;
}

static int read_lines(struct yn_watched *watched,
                      struct yn_publish_episode *out,
                      const struct yn_season_episode *file, struct yn_err *err)
{
    struct yn_subtitles said = {0};
    struct yn_err why = {0};
    const char *path;
    int rc = find_subtitles(watched, file, &path, err);
    if (rc)
        return rc;
    if (path[0])
        rc = yn_subtitles_read(path, page_language, &said, NULL, &why);
    else if (watched->params.flags & YN_WATCHED_WITHIN)
        rc = yn_subtitles_extract(file->path, page_language, &said, &why);
    else
        return YN_OK;
    if (rc == YN_E_NOMEM)
        return yn_err_nomem(err);
    /* Stories have read the same files, and have told of them. */
    if (rc && path[0])
        yn_say(watched->params.log,
               watched->params.stories ? YN_LOG_DETAIL : YN_LOG_WARNING, "%s",
               why.text);
    if (!rc)
        rc = keep_lines(watched, out, &said, err);
    else
        rc = YN_OK;
    yn_subtitles_release(&said);
    return rc;
}

/* What is not known of an episode leaves it without a page; the rest of the
 * season has theirs. */
static int read_episode(struct yn_watched *watched, size_t i, struct lack *lack,
                        const struct yn_season_episode *file,
                        struct yn_err *err)
{
    struct yn_publish_episode *out = &watched->episodes[i];
    *out = (struct yn_publish_episode){
        .episode = {.name = file->name,
                    .drama = file->drama,
                    .season = file->season,
                    .number = file->number,
                    .last = file->last,
                    .special = file->special,
                    .title = file->title,
                    .aired = file->aired},
        .path = file->path,
        .masters = file->masters,
        .master_paths = file->master_paths,
        .n_masters = file->n_masters,
    };
    if (file->n_masters == 0)
        return YN_OK;
    lack->n++;
    struct yn_err why = {0};
    int rc =
        yn_season_scan_get(watched->scan, i, &watched->placements[i], &why);
    if (rc == YN_E_NOMEM)
        return yn_err_nomem(err);
    if (rc) {
        lack->stale += rc == YN_E_NOTFOUND;
        yn_say(watched->params.log,
               rc == YN_E_NOTFOUND ? YN_LOG_DETAIL : YN_LOG_WARNING, "%s",
               why.text);
        return YN_OK;
    }
    out->placements = &watched->placements[i];
    return read_lines(watched, out, file, err);
}

static void tell(const struct yn_watched *watched, const struct lack *lack)
{
    const char *dir = watched->params.season->dir;
    if (lack->stale == 0)
        return;
    yn_say(watched->params.log, YN_LOG_NOTE,
           "%zu of %zu episodes %s not scanned yet, or changed since, and "
           "%s no page; `yeoun scan %s` finds what plays in %s",
           lack->stale, lack->n, lack->stale == 1 ? "was" : "were",
           lack->stale == 1 ? "has" : "have", dir,
           lack->stale == 1 ? "it" : "them");
}

/* The place of a rated episode among the watched ones; SIZE_MAX: it is none of
 * them. They are the same files in the same order, unless the folders changed
 * in between. */
static size_t place_of(const struct yn_watched *watched, size_t at,
                       const char *path)
{
    bool same =
        at < watched->n && strcmp(watched->episodes[at].path, path) == 0;
    return same ? at : SIZE_MAX;
}

static int take_stories(struct yn_watched *watched, struct yn_err *err)
{
    size_t n_episodes, n;
    if (!watched->params.stories)
        return YN_OK;
    const struct yn_story_episode *episodes =
        yn_stories_episodes(watched->params.stories, &n_episodes);
    for (size_t i = 0; i < n_episodes; i++) {
        const struct yn_moments *moments = episodes[i].moments;
        if (moments && moments->channels &&
            place_of(watched, i, episodes[i].file->path) == i)
            watched->episodes[i].moments = moments;
    }
    const struct yn_story *tracks =
        yn_stories_tracks(watched->params.stories, &n);
    watched->stories = yn_arena_array(&watched->arena, n, sizeof(*tracks));
    if (!watched->stories)
        return yn_err_nomem(err);
    for (size_t i = 0; i < n; i++) {
        struct yn_layer *layer = &watched->stories[i].layering;
        watched->stories[i] = tracks[i];
        if (layer->episode < n_episodes)
            layer->episode = place_of(watched, layer->episode,
                                      episodes[layer->episode].file->path);
    }
    return YN_OK;
}

static int read_all(struct yn_watched *watched, struct yn_err *err)
{
    const struct yn_season_scan_params scan = {
        .season = watched->params.season,
        .language = watched->params.language,
        .flags = YN_SEASON_SCAN_READ,
        .log = watched->params.log,
    };
    int rc = yn_season_scan_open(&scan, &watched->scan, err);
    if (rc)
        return rc;
    const struct yn_season_episode *files =
        yn_season_scan_episodes(watched->scan, &watched->n);
    watched->episodes =
        yn_arena_array(&watched->arena, watched->n, sizeof(*watched->episodes));
    watched->placements = yn_arena_array(&watched->arena, watched->n,
                                         sizeof(*watched->placements));
    if (!watched->episodes || !watched->placements)
        return yn_err_nomem(err);
    struct lack lack = {0};
    for (size_t i = 0; !rc && i < watched->n; i++)
        rc = read_episode(watched, i, &lack, &files[i], err);
    if (!rc)
        rc = take_stories(watched, err);
    if (!rc)
        tell(watched, &lack);
    return rc;
}

int yn_watched_read(const struct yn_watched_params *params,
                    struct yn_watched **out, struct yn_err *err)
{
    struct yn_watched *watched = calloc(1, sizeof(*watched));
    if (!watched)
        return yn_err_nomem(err);
    watched->params = *params;
    int rc = read_all(watched, err);
    if (rc)
        yn_watched_destroy(&watched);
    else
        *out = watched;
    return rc;
}

void yn_watched_destroy(struct yn_watched **watched)
{
    struct yn_watched *it = *watched;
    if (!it)
        return;
    for (size_t i = 0; it->placements && i < it->n; i++)
        yn_placements_release(&it->placements[i]);
    yn_glob_release(&it->named);
    yn_season_scan_close(&it->scan);
    yn_arena_release(&it->arena);
    free(it);
    *watched = NULL;
}

const struct yn_publish_episode *
yn_watched_episodes(const struct yn_watched *watched, size_t *n)
{
    *n = watched->n;
    return watched->episodes;
}

const struct yn_story *yn_watched_stories(const struct yn_watched *watched)
{
    return watched->stories;
}
