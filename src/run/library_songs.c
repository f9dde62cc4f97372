/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run/library_songs.h"

#include "base/base.h"
#include "base/glob.h"
#include "base/say.h"

/* What tracks name and is not there. */
struct unnamed {
    const char *first;
    size_t n;
};

/* Whether the track names a file that is there. */
static int find_song(const struct yn_season *season, const struct yn_log *log,
                     struct yn_library_drama *out, size_t i,
                     struct unnamed *unnamed, struct yn_err *err)
{
    const struct yn_text_list *audio = &out->drama->tracks[i].audio;
    struct yn_glob glob = {0};
    struct yn_err why = {0};
    if (audio->n == 0)
        return YN_OK;
    int rc = yn_glob_find(season->dir, audio->item, audio->n, &glob, &why);
    if (rc == YN_E_NOMEM)
        return yn_err_nomem(err);
    if (rc)
        yn_say(log, YN_LOG_WARNING, "%s", why.text);
    for (size_t k = 0; !rc && k < audio->n; k++) {
        if (glob.named[k] == 0 && unnamed->n++ == 0)
            unnamed->first = audio->item[k];
    }
    out->heard[i] = glob.n_files > 0;
    out->n_heard += out->heard[i];
    yn_glob_release(&glob);
    return YN_OK;
}

/* Each track by itself: what one names must not hide what another does. A
 * folder that was moved takes the files of all tracks with it, so that is told
 * once. */
int yn_library_songs(const struct yn_season *season, struct yn_arena *arena,
                     const struct yn_log *log, struct yn_library_drama *out,
                     struct yn_err *err)
{
    const struct yn_drama *drama = out->drama;
    struct unnamed unnamed = {0};
    out->heard = yn_arena_array(arena, drama->n_tracks, sizeof(*out->heard));
    if (!out->heard)
        return yn_err_nomem(err);
    for (size_t i = 0; i < drama->n_tracks; i++) {
        int rc = find_song(season, log, out, i, &unnamed, err);
        if (rc)
            return rc;
    }
    if (unnamed.n == 1)
        yn_say(log, YN_LOG_WARNING, "%s: no file is named by `audio: %s`",
               drama->pos.file, unnamed.first);
    else if (unnamed.n)
        yn_say(log, YN_LOG_WARNING,
               "%s: no file is named by `audio: %s`, nor by %zu more like it",
               drama->pos.file, unnamed.first, unnamed.n - 1);
    return YN_OK;
}
