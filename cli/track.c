/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "track.h"

#include <stdlib.h>

#include <yeoun/near.h>

#include "tally_text.h"

/* So many tracks of one name are listed when it is not clear which is meant. */
#define LISTED_MAX 20

struct yn_call yn_call_behind_track(const struct yn_call *call)
{
    struct yn_call inner = *call;
    inner.operand = call->operand + 1;
    inner.n_operands = call->n_operands - 1;
    return inner;
}

/* The name nearest to what was asked for, of titles and Korean titles; NULL =
 * there is none. */
static int nearest(const struct yn_season *season, const char *text,
                   const char **out, struct yn_err *err)
{
    const char **names = calloc(2 * season->n_tracks + 1, sizeof(const char *));
    size_t n = 0;
    if (!names)
        return yn_err_nomem(err);
    for (size_t t = 0; t < season->n_tracks; t++) {
        const struct yn_track *track = season->tracks[t];
        if (track->title[0])
            names[n++] = track->title;
        if (track->korean[0])
            names[n++] = track->korean;
    }
    size_t i = yn_near_word(text, names, n);
    *out = i < n ? names[i] : NULL;
    free(names);
    return YN_OK;
}

static int not_found(const struct yn_season *season, const char *text,
                     struct yn_err *err)
{
    const char *near = NULL;
    int rc = nearest(season, text, &near, err);
    if (rc)
        return rc;
    if (near)
        return yn_err_set(err, YN_E_NOTFOUND, 0,
                          "no track of the season is named %s; did you mean "
                          "“%s”?",
                          text, near);
    return yn_err_set(err, YN_E_NOTFOUND, 0,
                      "no track of the season is named %s; `yeoun rate` "
                      "lists them",
                      text);
}

/* Lists the tracks of one name, and says how to tell them apart. */
static int several(const struct yn_call *call, const struct yn_season *season,
                   const struct yn_track *const *found, size_t n,
                   struct yn_err *err)
{
    const char *text = call->operand[0];
    bool apart = true;
    for (size_t i = 0; i < n && i < LISTED_MAX; i++) {
        char *artists = yn_artists_text(found[i]);
        if (!artists)
            return yn_err_nomem(err);
        yn_say_note(call->say, "%s: %s – %s",
                    season->dramas[found[i]->drama].title,
                    yn_track_name(found[i]), artists);
        free(artists);
        apart = apart && (!i || found[i]->drama != found[i - 1]->drama);
    }
    if (!apart)
        return yn_err_set(err, YN_E_ARG, 0,
                          "%zu tracks are named %s, some of one drama; write "
                          "another of the track's names, or give it an alias",
                          n, text);
    return yn_err_set(err, YN_E_ARG, 0,
                      "%zu tracks are named %s; write the drama in front, "
                      "\"%s: %s\"",
                      n, text, season->dramas[found[0]->drama].title, text);
}

int yn_track_named(const struct yn_call *call, const struct yn_season *season,
                   const struct yn_track **out, struct yn_err *err)
{
    const struct yn_track *found[LISTED_MAX];
    size_t n;
    int rc =
        yn_track_find(season, call->operand[0], found, LISTED_MAX, &n, err);
    if (rc)
        return rc;
    if (n == 0)
        return not_found(season, call->operand[0], err);
    if (n > 1)
        return several(call, season, found, n, err);
    *out = found[0];
    return YN_OK;
}
