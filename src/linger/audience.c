/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Audiences: who keeps a song, those who watched or those who heard it in
 * passing.
 *
 * Nothing in a history says that somebody watched. "Watcher-like" is who heard
 * at least two other songs of the drama around its airing; "passer-like" who
 * heard none and met this one after it. The song that is scored does not count
 * for its own listeners (leave-one-out), songs of a singer whom the listener
 * knew before do not count for the drama, and an album that plays through
 * counts once.
 */
#include <math.h>

#include <yeoun/names.h>

#include "base/base.h"
#include "base/day.h"
#include "linger/audience.h"
#include "linger/rate_internal.h"

#define BEFORE_DAYS 7 /* the window opens so long before the premiere */
#define AFTER_DAYS 28 /* and closes so long after the finale */
#define KNOWN_DAYS 180
#define WATCHER_SONGS 2
#define ACTIVE_DAYS_MIN 20 /* fewer, and too little of a listener is seen */
#define AUTOPLAY_TRACKS 4
#define AUTOPLAY_S 2700 /* 45 minutes */
#define KEPT_FROM (40 * 7)
#define KEPT_TO (57 * 7)
#define DISCOVERED_FROM (13 * 7)
#define DISCOVERED_TO (53 * 7)
#define RETURN_FROM 28
#define RETURN_TO 120

enum kind { WATCHER, PASSER, SINGER_FAN, UNCLEAR, KINDS };

/* One listener of one track. */
struct fate {
    uint32_t listener;
    enum kind kind;
    bool discovered;
    /* 1 yes, 0 no, -1 not to be asked. */
    int kept, returned;
};

struct fates {
    struct fate *item;
    size_t n, cap;
    size_t heard; /* listeners of the track, active enough or not */
    size_t plays; /* of them all */
};

/* One drama while its listeners are looked at. */
struct airing {
    const struct yn_rates *rates;
    const struct yn_drama *drama;
    size_t base;         /* index of its first track */
    int32_t open, close; /* the window's days, both in */
    int32_t first, last; /* of the drama */
    int32_t as_of;
    struct fates *fates; /* one for each track of the drama */
    size_t active_late;  /* listeners active in weeks 13..52 */
    bool *counts;        /* for one listener: heard within the window */
    bool *fan;           /* for one listener: knew the singer */
};

static int32_t day_of(const struct yn_play *play)
{
    return yn_day_of_time(play->time_s);
}

static size_t active_days(const struct yn_listens *listens,
                          const struct yn_listener *listener, int32_t from,
                          int32_t to)
{
    size_t n = 0;
    for (int32_t day = from; day <= to; day++) {
        if (day < listens->first_day)
            continue;
        size_t bit = (size_t)(day - listens->first_day);
        if (bit >= listens->n_days)
            break;
        n += listener->active[bit / 64] >> (bit % 64) & 1;
    }
    return n;
}

/* Which of the drama's singers the listener heard before the premiere. */
static void find_fans(const struct airing *airing,
                      const struct yn_listener *listener)
{
    const struct yn_listens *listens = airing->rates->attention->listens;
    for (size_t t = 0; t < airing->drama->n_tracks; t++) {
        size_t n;
        const size_t *artist = yn_names_of_track(airing->rates->season->names,
                                                 &airing->drama->tracks[t], &n);
        airing->fan[t] = false;
        for (size_t i = 0; i < listener->n_heard && !airing->fan[t]; i++) {
            const struct yn_heard *heard =
                &listens->heard[listener->first_heard + i];
            if (heard->day >= airing->first ||
                heard->day < airing->first - KNOWN_DAYS)
                continue;
            for (size_t a = 0; a < n; a++)
                airing->fan[t] |= artist[a] == heard->artist;
        }
    }
}

/* How many plays from `i` on are an album playing through: tracks in order,
 * all within 45 minutes; 1 where it is no such run. */
static size_t autoplay(const struct yn_play *const *play, size_t n, size_t i)
{
    size_t end = i + 1;
    while (end < n && play[end]->track > play[end - 1]->track &&
           play[end]->time_s - play[i]->time_s <= AUTOPLAY_S)
        end++;
    return end - i >= AUTOPLAY_TRACKS ? end - i : 1;
}

/* Marks the tracks that tell of watching; of an album that plays through only
 * the first does. */
static void find_counting(const struct airing *airing,
                          const struct yn_play *const *play, size_t n)
{
    memset(airing->counts, 0, airing->drama->n_tracks);
    for (size_t i = 0; i < n; i += autoplay(play, n, i)) {
        int32_t day = day_of(play[i]);
        size_t t = play[i]->track - airing->base;
        if (day >= airing->open && day <= airing->close && !airing->fan[t])
            airing->counts[t] = true;
    }
}

/* Plays of one track by one listener. */
struct of_track {
    int32_t first;
    size_t plays;
    bool in_window, late; /* in the window, in weeks 40..56 */
    bool again;           /* a play 28 to 120 days after the first */
};

static struct of_track look(const struct airing *airing,
                            const struct yn_play *const *play, size_t n,
                            size_t track)
{
    struct of_track of = {.first = INT32_MAX};
    for (size_t i = 0; i < n; i++) {
        if (play[i]->track != airing->base + track)
            continue;
        int32_t day = day_of(play[i]);
        of.plays++;
        if (day < of.first)
            of.first = day;
        of.in_window |= day >= airing->open && day <= airing->close;
        of.late |=
            day >= airing->last + KEPT_FROM && day < airing->last + KEPT_TO;
        of.again |=
            day >= of.first + RETURN_FROM && day <= of.first + RETURN_TO;
    }
    return of;
}

static enum kind kind_of(const struct airing *airing, size_t track,
                         const struct of_track *of, bool any_other)
{
    size_t others = 0;
    for (size_t t = 0; t < airing->drama->n_tracks; t++)
        others += t != track && airing->counts[t];
    if (airing->fan[track])
        return SINGER_FAN;
    if (others >= WATCHER_SONGS)
        return WATCHER;
    if (!others && (of->first > airing->close || !any_other))
        return PASSER;
    return UNCLEAR;
}

static int add_fate(struct fates *fates, const struct fate *fate,
                    struct yn_err *err)
{
    int rc = yn_grow(&fates->item, &fates->cap, fates->n + 1,
                     sizeof(*fates->item), err);
    if (!rc)
        fates->item[fates->n++] = *fate;
    return rc;
}

/* What became of one listener and one track. */
static int judge(const struct airing *airing, uint32_t who, size_t track,
                 const struct yn_play *const *play, size_t n,
                 struct yn_err *err)
{
    const struct yn_listens *listens = airing->rates->attention->listens;
    struct of_track of = look(airing, play, n, track);
    if (of.first == INT32_MAX)
        return YN_OK;
    struct fates *fates = &airing->fates[track];
    fates->heard++;
    fates->plays += of.plays;
    const struct yn_listener *listener = &listens->listeners[who];
    if (active_days(listens, listener, airing->open, airing->close) <
        ACTIVE_DAYS_MIN)
        return YN_OK;
    bool any_other = false;
    for (size_t i = 0; i < n; i++)
        any_other |= play[i]->track != airing->base + track;
    struct fate fate = {.listener = who,
                        .kind = kind_of(airing, track, &of, any_other),
                        .kept = -1,
                        .returned = -1};
    int32_t from = airing->last + KEPT_FROM, to = airing->last + KEPT_TO - 1;
    if (fate.kind == WATCHER && of.in_window && to <= airing->as_of &&
        active_days(listens, listener, from, to))
        fate.kept = of.late;
    if (fate.kind == PASSER) {
        fate.discovered = of.first >= airing->last + DISCOVERED_FROM &&
                          of.first < airing->last + DISCOVERED_TO;
        if (of.first + RETURN_TO <= airing->as_of)
            fate.returned = of.again;
    }
    return add_fate(fates, &fate, err);
}

static int look_at_listener(struct airing *airing, uint32_t who,
                            const struct yn_play **play, struct yn_err *err)
{
    const struct yn_listens *listens = airing->rates->attention->listens;
    const struct yn_listener *listener = &listens->listeners[who];
    size_t n = 0;
    airing->active_late +=
        active_days(listens, listener, airing->last + DISCOVERED_FROM,
                    airing->last + DISCOVERED_TO - 1) > 0;
    for (size_t i = 0; i < listener->n_plays; i++) {
        const struct yn_play *one = &listens->plays[listener->first_play + i];
        if (one->track >= airing->base &&
            one->track < airing->base + airing->drama->n_tracks)
            play[n++] = one;
    }
    if (!n)
        return YN_OK;
    find_fans(airing, listener);
    find_counting(airing, play, n);
    int rc = YN_OK;
    for (size_t t = 0; !rc && t < airing->drama->n_tracks; t++)
        rc = judge(airing, who, t, play, n, err);
    return rc;
}

static struct yn_share share_of(const struct fates *fates, bool kept)
{
    struct yn_share share = {0};
    for (size_t i = 0; i < fates->n; i++) {
        int fate = kept ? fates->item[i].kept : fates->item[i].returned;
        share.n += fate >= 0;
        share.x += fate > 0;
    }
    return share;
}

/* The share of one kind, by the bootstrap over listeners. */
static int kind_share(const struct fates *fates, enum kind kind,
                      struct yn_interval *out, struct yn_err *err)
{
    uint32_t *listener = calloc(fates->n + 1, sizeof(*listener));
    bool *is = calloc(fates->n + 1, sizeof(*is));
    int rc = listener && is ? YN_OK : yn_err_nomem(err);
    for (size_t i = 0; !rc && i < fates->n; i++) {
        listener[i] = fates->item[i].listener;
        is[i] = fates->item[i].kind == kind;
    }
    if (!rc)
        yn_share_bootstrap(listener, is, fates->n, out);
    free(listener);
    free(is);
    return rc;
}

static int fill(const struct airing *airing, size_t track,
                struct yn_audience *out, struct yn_err *err)
{
    const struct fates *fates = &airing->fates[track];
    static const struct yn_interval unknown = {NAN, NAN, NAN};
    size_t discovered = 0;
    *out =
        (struct yn_audience){.known = fates->heard > 0,
                             .own = fates->heard < YN_LISTENERS_PUBLISHED_MIN,
                             .listeners = fates->heard,
                             .plays = fates->plays,
                             .n_judged = fates->n,
                             .kept = unknown,
                             .returned = unknown,
                             .discovered = NAN};
    if (!fates->heard)
        return YN_OK;
    out->coverage = (double)fates->n / (double)fates->heard;
    struct yn_interval *const share[KINDS] = {&out->watchers, &out->passers,
                                              &out->singer_fans, &out->unclear};
    int rc = YN_OK;
    for (int k = 0; !rc && k < KINDS; k++)
        rc = kind_share(fates, (enum kind)k, share[k], err);
    for (size_t i = 0; i < fates->n; i++)
        discovered += fates->item[i].discovered;
    if (airing->active_late &&
        airing->active_late >= airing->rates->listeners_min &&
        airing->as_of >= airing->last + DISCOVERED_TO - 1)
        out->discovered =
            1000 * (double)discovered / (double)airing->active_late;
    return rc;
}

static int look_at_drama(struct yn_rates *rates, struct airing *airing,
                         struct yn_err *err)
{
    const struct yn_listens *listens = rates->attention->listens;
    size_t most = 0;
    for (size_t u = 0; u < listens->n_listeners; u++) {
        if (listens->listeners[u].n_plays > most)
            most = listens->listeners[u].n_plays;
    }
    const struct yn_play **play = calloc(most + 1, sizeof(struct yn_play *));
    airing->counts = calloc(airing->drama->n_tracks + 1, sizeof(bool));
    airing->fan = calloc(airing->drama->n_tracks + 1, sizeof(bool));
    int rc = play && airing->counts && airing->fan ? YN_OK : yn_err_nomem(err);
    for (size_t u = 0; !rc && u < listens->n_listeners; u++)
        rc = look_at_listener(airing, (uint32_t)u, play, err);
    for (size_t t = 0; !rc && t < airing->drama->n_tracks; t++)
        rc = fill(airing, t, &rates->tracks[airing->base + t].audience, err);
    free(play);
    free(airing->counts);
    free(airing->fan);
    return rc;
}

/* The shares of the season's tracks, drawn towards what they have in common. */
static int shrink(struct yn_rates *rates, const struct fates *fates, bool kept,
                  struct yn_err *err)
{
    struct yn_share *share = calloc(rates->n_tracks + 1, sizeof(*share));
    if (!share)
        return yn_err_nomem(err);
    for (size_t t = 0; t < rates->n_tracks; t++) {
        share[t] = share_of(&fates[t], kept);
        if (share[t].n < (double)rates->listeners_min)
            share[t] = (struct yn_share){0};
    }
    int rc = yn_shares_shrink(share, rates->n_tracks, err);
    for (size_t t = 0; !rc && t < rates->n_tracks; t++) {
        struct yn_audience *out = &rates->tracks[t].audience;
        *(kept ? &out->kept : &out->returned) = share[t].shrunk;
        *(kept ? &out->n_kept : &out->n_returned) = (size_t)share[t].n;
    }
    free(share);
    return rc;
}

/* Leaves out what fewer than `min` listeners say. */
static void withhold(struct yn_audience *audience, size_t min)
{
    static const struct yn_interval unknown = {NAN, NAN, NAN};
    if (audience->listeners < min)
        *audience = (struct yn_audience){.coverage = NAN, .discovered = NAN};
    if (audience->n_judged < min)
        audience->watchers = audience->passers = audience->singer_fans =
            audience->unclear = unknown;
}

int yn_rate_audiences(struct yn_rates *rates, struct yn_err *err)
{
    struct fates *fates = calloc(rates->n_tracks + 1, sizeof(*fates));
    if (!fates)
        return yn_err_nomem(err);
    int rc = YN_OK;
    for (size_t d = 0; !rc && d < rates->season->n_dramas; d++) {
        const struct yn_drama *drama = &rates->season->dramas[d];
        if (!drama->n_tracks || !drama->first.year || !drama->last.year)
            continue;
        struct airing airing = {.rates = rates,
                                .drama = drama,
                                .base = drama->tracks[0].index,
                                .first = yn_day_of(drama->first),
                                .last = yn_day_of(drama->last),
                                .as_of = rates->as_of_day,
                                .fates = fates + drama->tracks[0].index};
        airing.open = airing.first - BEFORE_DAYS;
        airing.close = airing.last + AFTER_DAYS;
        rc = look_at_drama(rates, &airing, err);
    }
    if (!rc)
        rc = shrink(rates, fates, true, err);
    if (!rc)
        rc = shrink(rates, fates, false, err);
    for (size_t t = 0; t < rates->n_tracks; t++) {
        withhold(&rates->tracks[t].audience, rates->listeners_min);
        free(fates[t].item);
    }
    free(fates);
    return rc;
}
