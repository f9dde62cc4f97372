/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "season/names/match.h"

#include "base/base.h"
#include "base/keyed.h"
#include "base/reader.h"
#include "season/names/titles.h"
#include "season/read.h"

struct yn_matcher {
    struct yn_season *season; /* borrowed */
    struct yn_names *names;   /* borrowed */
    struct yn_arena *arena;   /* the season's */
    struct yn_arena scratch;  /* of one question */
    struct yn_written_list drama, title;
    struct yn_written_list *of_drama; /* titles by drama */
    unsigned long long nearest_budget;
};

static int add_drama(struct yn_matcher *matcher, size_t d, struct yn_err *err)
{
    const struct yn_drama *drama = &matcher->season->dramas[d];
    int rc =
        yn_written_add(matcher->arena, &matcher->drama, drama->slug, d, err);
    if (!rc)
        rc = yn_written_add(matcher->arena, &matcher->drama, drama->title, d,
                            err);
    if (!rc)
        rc = yn_written_add(matcher->arena, &matcher->drama, drama->korean, d,
                            err);
    for (size_t i = 0; !rc && i < drama->aliases.n; i++)
        rc = yn_written_add(matcher->arena, &matcher->drama,
                            drama->aliases.item[i], d, err);
    return rc;
}

static int add_track(struct yn_matcher *matcher, const struct yn_track *track,
                     struct yn_err *err)
{
    struct yn_written_list *list = &matcher->of_drama[track->drama];
    size_t from = list->n;
    int rc = yn_written_add_title(matcher->arena, list, track->title,
                                  track->index, err);
    if (!rc)
        rc = yn_written_add_title(matcher->arena, list, track->korean,
                                  track->index, err);
    for (size_t i = 0; !rc && i < track->aliases.n; i++)
        rc = yn_written_add_title(matcher->arena, list, track->aliases.item[i],
                                  track->index, err);
    for (size_t i = from; !rc && i < list->n; i++) {
        rc = yn_grow(&matcher->title.item, &matcher->title.cap,
                     matcher->title.n + 1, sizeof(*list->item), err);
        if (!rc)
            matcher->title.item[matcher->title.n++] = list->item[i];
    }
    return rc;
}

int yn_matcher_create(struct yn_season *season, struct yn_names *names,
                      struct yn_matcher **out, struct yn_err *err)
{
    struct yn_matcher *matcher = calloc(1, sizeof(*matcher));
    if (!matcher)
        return yn_err_nomem(err);
    matcher->season = season;
    matcher->names = names;
    matcher->arena = &season->own->arena;
    matcher->nearest_budget = YN_NEAREST_BUDGET;
    matcher->of_drama =
        calloc(season->n_dramas + 1, sizeof(*matcher->of_drama));
    int rc = matcher->of_drama ? YN_OK : yn_err_nomem(err);
    for (size_t d = 0; !rc && d < season->n_dramas; d++)
        rc = add_drama(matcher, d, err);
    for (size_t t = 0; !rc && t < season->n_tracks; t++)
        rc = add_track(matcher, season->tracks[t], err);
    if (!rc)
        rc = yn_written_sort(&matcher->drama, err);
    if (!rc)
        rc = yn_written_sort(&matcher->title, err);
    for (size_t d = 0; !rc && d < season->n_dramas; d++)
        rc = yn_written_sort(&matcher->of_drama[d], err);
    if (rc) {
        yn_matcher_destroy(&matcher);
        return rc;
    }
    *out = matcher;
    return YN_OK;
}

void yn_matcher_destroy(struct yn_matcher **matcher)
{
    if (!*matcher)
        return;
    struct yn_matcher *own = *matcher;
    for (size_t d = 0; own->of_drama && d < own->season->n_dramas; d++)
        yn_written_release(&own->of_drama[d]);
    free(own->of_drama);
    yn_written_release(&own->drama);
    yn_written_release(&own->title);
    yn_arena_release(&own->scratch);
    free(own);
    *matcher = NULL;
}

static const char *title_line(struct yn_arena *arena,
                              const struct yn_track *track)
{
    const char *credit = yn_track_credit_text(arena, track);
    if (!credit)
        return NULL;
    return yn_text_f(arena, "\"%s\"%s%s", yn_track_name(track),
                     credit[0] ? " – " : "", credit);
}

/* The nearest names of a list, as text; `word` and the names are keys. */
static int nearest(struct yn_matcher *matcher,
                   const struct yn_written_list *list, const char *word,
                   bool dramas, const char **out, struct yn_err *err)
{
    size_t best[YN_NEAREST_MAX];
    size_t n = yn_written_nearest(list, word, &matcher->nearest_budget, best);
    const char *text = "";
    for (size_t i = 0; text && i < n; i++) {
        const char *name =
            dramas
                ? matcher->season->dramas[best[i]].title
                : title_line(matcher->arena, matcher->season->tracks[best[i]]);
        text = name ? yn_text_f(matcher->arena, "%s%s%s", text,
                                i ? ", or " : "nearest: ", name)
                    : NULL;
    }
    *out = text;
    return text ? YN_OK : yn_err_nomem(err);
}

static int match_drama(struct yn_matcher *matcher, const char *drama,
                       size_t *index, bool *loose, struct yn_match *out,
                       struct yn_err *err)
{
    const char *key, *loosened;
    int rc = yn_key_make(&matcher->scratch, drama, &key, err);
    if (rc)
        return rc;
    size_t n, hits = 0;
    const struct yn_written *run = yn_written_find(&matcher->drama, key, &n);
    for (size_t i = 0; i < n; i++, hits++)
        *index = run[i].index;
    if (hits == 0) {
        *loose = true;
        rc = yn_loose_key(&matcher->scratch, drama, key, &loosened, err);
        if (rc)
            return rc;
        const struct yn_written_loose *loose_run =
            yn_written_find_loose(&matcher->drama, loosened, &n);
        for (size_t i = 0; i < n; i++) {
            if (hits && loose_run[i].index == *index)
                continue;
            *index = loose_run[i].index;
            hits++;
        }
    }
    if (rc || hits == 1)
        return rc;
    out->kind = YN_MATCH_DRAMA;
    out->remedy = "write the title, or the name of its file";
    if (hits == 0)
        rc = nearest(matcher, &matcher->drama, key, true, &out->remedy, err);
    if (!rc && !out->remedy[0])
        out->remedy = "write a title that stands in dramas/";
    out->what = yn_text_f(
        matcher->arena,
        hits ? "\"%s\" is more than one drama" : "no drama \"%s\"", drama);
    return out->what ? rc : yn_err_nomem(err);
}

/* The tracks that a title may mean. */
struct candidates {
    struct yn_track **track;
    size_t n, cap;
};

static int add_candidate(struct candidates *list, struct yn_track *track,
                         struct yn_err *err)
{
    /* Several names of one track, by index, stand side by side. */
    if (list->n && list->track[list->n - 1] == track)
        return YN_OK;
    int rc = yn_grow(&list->track, &list->cap, list->n + 1,
                     sizeof(struct yn_track *), err);
    if (!rc)
        list->track[list->n++] = track;
    return rc;
}

/* Collects by key, or, where nothing has it, by what is left of the title. */
static int find_candidates(struct yn_matcher *matcher,
                           const struct yn_written_list *list,
                           const char *title, struct candidates *out,
                           bool *loose, struct yn_err *err)
{
    struct yn_written_list asked = {0};
    struct yn_season *season = matcher->season;
    int rc = yn_written_add_title(&matcher->scratch, &asked, title, 0, err);
    for (size_t i = 0; !rc && i < asked.n && out->n == 0; i++) {
        size_t n;
        const struct yn_written *run =
            yn_written_find(list, asked.item[i].key, &n);
        for (size_t j = 0; !rc && j < n; j++)
            rc = add_candidate(out, season->tracks[run[j].index], err);
    }
    if (out->n == 0)
        *loose = true;
    for (size_t i = 0; !rc && *loose && i < asked.n && out->n == 0; i++) {
        size_t n;
        const struct yn_written_loose *run =
            yn_written_find_loose(list, asked.item[i].loose, &n);
        for (size_t j = 0; !rc && j < n; j++)
            rc = add_candidate(out, season->tracks[run[j].index], err);
    }
    yn_written_release(&asked);
    return rc;
}

/* Keeps those whose artist is written alike; `*any` tells whether there are
 * any, and nothing is dropped when there are none. */
static int keep_alike(struct yn_matcher *matcher, const char *artist,
                      struct candidates *list, bool *any, struct yn_err *err)
{
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++) {
        struct yn_track *track = list->track[i];
        bool alike;
        int rc = yn_match_artist_alike(matcher->names, &matcher->scratch,
                                       artist, track, &alike, err);
        if (rc)
            return rc;
        if (alike)
            list->track[n++] = track;
    }
    *any = n > 0;
    if (*any)
        list->n = n;
    return YN_OK;
}

/* Keeps those whose artist fits. */
static int keep_fitting(struct yn_matcher *matcher, const char *artist,
                        struct candidates *list, struct yn_err *err)
{
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++) {
        struct yn_track *track = list->track[i];
        bool fits;
        int rc = yn_match_artist(matcher->season, matcher->names,
                                 &matcher->scratch, artist, track, &fits, err);
        if (rc)
            return rc;
        if (fits)
            list->track[n++] = track;
    }
    list->n = n;
    return YN_OK;
}

/* Keeps those written alike, or, where there are none, those that fit, which
 * costs far more to find out. Of several the only sung one is what people
 * mean. */
static int filter(struct yn_matcher *matcher, const char *artist,
                  struct candidates *list, bool *loose, struct yn_err *err)
{
    bool any_alike = false;
    int rc = keep_alike(matcher, artist, list, &any_alike, err);
    if (!rc && !any_alike)
        rc = keep_fitting(matcher, artist, list, err);
    if (rc)
        return rc;
    *loose |= !any_alike;
    size_t n_vocal = 0, vocal = 0;
    for (size_t i = 0; i < list->n; i++) {
        if (list->track[i]->version == YN_VOCAL) {
            n_vocal++;
            vocal = i;
        }
    }
    if (n_vocal == 1) {
        list->track[0] = list->track[vocal];
        list->n = 1;
    }
    return YN_OK;
}

static int no_title(struct yn_matcher *matcher,
                    const struct yn_written_list *list, const char *drama,
                    const char *title, struct yn_match *out, struct yn_err *err)
{
    const char *key;
    size_t n;
    int rc = yn_key_make(&matcher->scratch, title, &key, err);
    if (!rc)
        rc = nearest(matcher, list, key, false, &out->remedy, err);
    if (rc)
        return rc;
    const struct yn_written *elsewhere =
        yn_written_find(&matcher->title, key, &n);
    if (!out->remedy[0] && n > 0) {
        size_t at = matcher->season->tracks[elsewhere->index]->drama;
        out->remedy = yn_text_f(matcher->arena, "it is a track of %s",
                                matcher->season->dramas[at].title);
    } else if (!out->remedy[0]) {
        out->remedy = "add it to the drama's `tracks`, or correct the title";
    }
    out->kind = YN_MATCH_NONE;
    out->what = yn_text_f(matcher->arena, "no track \"%s\"%s%s", title,
                          drama[0] ? " in " : "", drama);
    return out->what && out->remedy ? YN_OK : yn_err_nomem(err);
}

static int other_artist(struct yn_matcher *matcher, const char *artist,
                        const struct yn_track *track, struct yn_match *out,
                        struct yn_err *err)
{
    const char *line = title_line(matcher->arena, track);
    out->kind = YN_MATCH_ARTIST;
    out->what =
        line ? yn_text_f(matcher->arena,
                         "no such track by %s; the roster has %s", artist, line)
             : NULL;
    out->remedy = "correct the artist, or say in people.md that they are one";
    return out->what ? YN_OK : yn_err_nomem(err);
}

static int several(struct yn_matcher *matcher, const struct candidates *list,
                   const char *title, const char *artist, struct yn_match *out,
                   struct yn_err *err)
{
    bool same_drama = list->track[0]->drama == list->track[1]->drama;
    out->kind = YN_MATCH_NONE;
    out->what =
        yn_text_f(matcher->arena, "\"%s\" fits %zu tracks", title, list->n);
    if (!same_drama)
        out->remedy = "add a column `drama`";
    else if (!artist[0])
        out->remedy = "write the artist too";
    else
        out->remedy = "give the two tracks different titles or artists";
    return out->what ? YN_OK : yn_err_nomem(err);
}

static int match_title(struct yn_matcher *matcher,
                       const struct yn_written_list *list, const char *drama,
                       const char *title, const char *artist, bool loose,
                       struct yn_match *out, struct yn_err *err)
{
    struct candidates found = {0};
    int rc = find_candidates(matcher, list, title, &found, &loose, err);
    struct yn_track *first = found.n ? found.track[0] : NULL;
    if (!rc && first)
        rc = filter(matcher, artist, &found, &loose, err);
    if (!rc && !first)
        rc = no_title(matcher, list, drama, title, out, err);
    else if (!rc && found.n == 0)
        rc = other_artist(matcher, artist, first, out, err);
    else if (!rc && found.n > 1)
        rc = several(matcher, &found, title, artist, out, err);
    else if (!rc)
        *out = (struct yn_match){loose ? YN_MATCH_LOOSE : YN_MATCH_ALIKE,
                                 found.track[0], "", ""};
    free(found.track);
    return rc;
}

int yn_match_track(struct yn_matcher *matcher, const char *drama,
                   const char *title, const char *artist, struct yn_match *out,
                   struct yn_err *err)
{
    *out = (struct yn_match){YN_MATCH_ALIKE, NULL, "", ""};
    const struct yn_written_list *list = &matcher->title;
    const char *name = "";
    bool loose = false;
    int rc = YN_OK;
    if (drama[0]) {
        size_t index = 0;
        rc = match_drama(matcher, drama, &index, &loose, out, err);
        list = &matcher->of_drama[index];
        name = matcher->season->n_dramas ? matcher->season->dramas[index].title
                                         : "";
    }
    if (!rc && out->kind == YN_MATCH_ALIKE)
        rc = match_title(matcher, list, name, title, artist, loose, out, err);
    yn_arena_release(&matcher->scratch);
    return rc;
}
