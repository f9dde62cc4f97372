/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include <yeoun/names.h>

#include "base/base.h"
#include "tally/tally.h"

/* Mean scores are compared in millionths: what differs below that differs by
 * rounding only. */
#define SCORE_STEPS 1e6

/* What a standing is decided by. */
struct merit {
    size_t badges;
    double score; /* NAN ranks last */
};

static int merit_compare(struct merit a, struct merit b)
{
    if (a.badges != b.badges)
        return a.badges > b.badges ? -1 : 1;
    if (isnan(a.score) || isnan(b.score))
        return isnan(a.score) - isnan(b.score);
    double x = round(a.score * SCORE_STEPS), y = round(b.score * SCORE_STEPS);
    return x > y ? -1 : x < y;
}

static struct merit drama_merit(const struct yn_drama_tally *drama)
{
    return (struct merit){drama->n_badges, drama->score};
}

static struct merit name_merit(const struct yn_name_tally *name)
{
    return (struct merit){name->n_badges, name->score};
}

static int drama_compare(const void *a, const void *b)
{
    const struct yn_drama_tally *x = a, *y = b;
    int order = merit_compare(drama_merit(x), drama_merit(y));
    if (order)
        return order;
    return x->drama < y->drama ? -1 : x->drama > y->drama;
}

void yn_tally_rank_dramas(struct yn_tally *tally)
{
    struct yn_drama_tally *all = tally->dramas;
    size_t n = tally->n_dramas;
    if (n)
        qsort(all, n, sizeof(*all), drama_compare);
    for (size_t i = 0; i < n; i++) {
        bool tied = i > 0 && merit_compare(drama_merit(&all[i - 1]),
                                           drama_merit(&all[i])) == 0;
        all[i].rank = tied ? all[i - 1].rank : (unsigned)i + 1;
        all[i].shared = tied;
        if (tied)
            all[i - 1].shared = true;
    }
}

/* Badges gathered under names: an artist's or a network's. */
struct gather {
    struct yn_arena *arena;
    struct yn_name_tally *item;
    size_t n;
};

/* Names keep the order in which the season first has them, within a rank. */
struct ranked {
    struct yn_name_tally name;
    size_t place;
};

static int ranked_compare(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    int order = merit_compare(name_merit(&x->name), name_merit(&y->name));
    if (order)
        return order;
    return x->place < y->place ? -1 : x->place > y->place;
}

static double mean_score(const struct yn_name_tally *name)
{
    double sum = 0;
    size_t scored = 0;
    for (size_t i = 0; i < name->n_badges; i++) {
        if (isnan(name->badges[i]->score))
            continue;
        sum += name->badges[i]->score;
        scored++;
    }
    return scored ? sum / (double)scored : NAN;
}

static int rank_names(struct gather *gather, struct yn_err *err)
{
    size_t n = gather->n;
    struct ranked *all = calloc(n + 1, sizeof(*all));
    if (!all)
        return yn_err_nomem(err);
    for (size_t i = 0; i < n; i++) {
        gather->item[i].score = mean_score(&gather->item[i]);
        all[i] = (struct ranked){gather->item[i], i};
    }
    if (n)
        qsort(all, n, sizeof(*all), ranked_compare);
    for (size_t i = 0; i < n; i++) {
        struct yn_name_tally *one = &gather->item[i];
        *one = all[i].name;
        bool tied =
            i > 0 && merit_compare(name_merit(&one[-1]), name_merit(one)) == 0;
        one->rank = tied ? one[-1].rank : (unsigned)i + 1;
        one->shared = tied;
        if (tied)
            one[-1].shared = true;
    }
    free(all);
    return YN_OK;
}

/* A badge and the name that it counts for. */
struct credit {
    size_t name;
    const struct yn_track_tally *track;
};

struct credit_list {
    struct credit *item;
    size_t n, cap;
};

static int add_credit(struct credit_list *list, size_t name,
                      const struct yn_track_tally *track, struct yn_err *err)
{
    int rc =
        yn_grow(&list->item, &list->cap, list->n + 1, sizeof(*list->item), err);
    if (!rc)
        list->item[list->n++] = (struct credit){name, track};
    return rc;
}

/* What a name is called. */
struct label {
    const char *name, *korean;
};

#define UNSEEN SIZE_MAX

/* Hands the credits, in the season's order, to the names they belong to;
 * `place` maps a name to its tally. */
static int hand_out(struct gather *gather, const struct credit_list *list,
                    const struct label *label, size_t n_names,
                    struct yn_err *err)
{
    size_t *place = calloc(n_names + 1, sizeof(*place));
    size_t *count = calloc(n_names + 1, sizeof(*count));
    gather->item =
        yn_arena_array(gather->arena, n_names, sizeof(*gather->item));
    int rc = place && count && gather->item ? YN_OK : yn_err_nomem(err);
    for (size_t i = 0; !rc && i < n_names; i++)
        place[i] = UNSEEN;
    for (size_t i = 0; !rc && i < list->n; i++)
        count[list->item[i].name]++;
    for (size_t i = 0; !rc && i < list->n; i++) {
        size_t name = list->item[i].name;
        if (place[name] == UNSEEN) {
            place[name] = gather->n++;
            gather->item[place[name]] = (struct yn_name_tally){
                .name = label[name].name,
                .korean = label[name].korean,
                .badges = yn_arena_array(gather->arena, count[name],
                                         sizeof(const struct yn_track_tally *)),
            };
        }
        struct yn_name_tally *one = &gather->item[place[name]];
        if (!one->badges)
            rc = yn_err_nomem(err);
        else
            one->badges[one->n_badges++] = list->item[i].track;
    }
    free(place);
    free(count);
    return rc;
}

static int rank_artists(struct yn_tally *tally, const struct yn_season *season,
                        struct yn_err *err)
{
    struct gather gather = {.arena = &tally->own->arena};
    struct credit_list list = {0};
    size_t n_artists;
    const struct yn_artist *artists =
        yn_names_artists(season->names, &n_artists);
    struct label *label = calloc(n_artists + 1, sizeof(*label));
    int rc = label ? YN_OK : yn_err_nomem(err);
    for (size_t i = 0; !rc && i < n_artists; i++)
        label[i] = (struct label){artists[i].name, artists[i].korean};
    for (size_t t = 0; !rc && t < tally->n_tracks; t++) {
        size_t n = 0;
        const size_t *of_track =
            yn_names_of_track(season->names, season->tracks[t], &n);
        for (size_t i = 0; !rc && tally->tracks[t].badge && i < n; i++)
            rc = add_credit(&list, of_track[i], &tally->tracks[t], err);
    }
    if (!rc)
        rc = hand_out(&gather, &list, label, n_artists, err);
    if (!rc)
        rc = rank_names(&gather, err);
    free(label);
    free(list.item);
    tally->artists = gather.item;
    tally->n_artists = rc ? 0 : gather.n;
    return rc;
}

struct label_list {
    struct label *item;
    size_t n, cap;
};

static int find_label(struct label_list *labels, const char *name, size_t *out,
                      struct yn_err *err)
{
    for (*out = 0; *out < labels->n; ++*out) {
        if (strcmp(labels->item[*out].name, name) == 0)
            return YN_OK;
    }
    int rc = yn_grow(&labels->item, &labels->cap, labels->n + 1,
                     sizeof(*labels->item), err);
    if (!rc)
        labels->item[labels->n++] = (struct label){name, ""};
    return rc;
}

static int rank_networks(struct yn_tally *tally, const struct yn_season *season,
                         struct yn_err *err)
{
    struct gather gather = {.arena = &tally->own->arena};
    struct credit_list list = {0};
    struct label_list labels = {0};
    int rc = YN_OK;
    for (size_t t = 0; !rc && t < tally->n_tracks; t++) {
        const struct yn_text_list *network =
            &season->dramas[season->tracks[t]->drama].network;
        for (size_t i = 0; !rc && tally->tracks[t].badge && i < network->n;
             i++) {
            size_t at = 0;
            rc = find_label(&labels, network->item[i], &at, err);
            if (!rc)
                rc = add_credit(&list, at, &tally->tracks[t], err);
        }
    }
    if (!rc)
        rc = hand_out(&gather, &list, labels.item, labels.n, err);
    if (!rc)
        rc = rank_names(&gather, err);
    free(labels.item);
    free(list.item);
    tally->networks = gather.item;
    tally->n_networks = rc ? 0 : gather.n;
    return rc;
}

int yn_tally_rank_names(struct yn_tally *tally, const struct yn_season *season,
                        struct yn_err *err)
{
    int rc = rank_artists(tally, season, err);
    return rc ? rc : rank_networks(tally, season, err);
}

static int season_place_compare(const void *a, const void *b)
{
    const struct yn_drama_tally *x = *(struct yn_drama_tally *const *)a;
    const struct yn_drama_tally *y = *(struct yn_drama_tally *const *)b;
    return x->drama < y->drama ? -1 : x->drama > y->drama;
}

static int day_number(struct yn_date date)
{
    /* A drama without a date comes last. */
    return date.year ? (date.year * 100 + date.month) * 100 + date.day
                     : INT32_MAX;
}

static int aired_compare(const void *a, const void *b)
{
    const struct yn_drama_tally *x = *(struct yn_drama_tally *const *)a;
    const struct yn_drama_tally *y = *(struct yn_drama_tally *const *)b;
    int first = day_number(x->drama->first),
        other = day_number(y->drama->first);
    if (first != other)
        return first < other ? -1 : 1;
    return season_place_compare(a, b);
}

/* The last rank first; of one rank, the season's order. */
static int countdown_compare(const void *a, const void *b)
{
    const struct yn_drama_tally *x = *(struct yn_drama_tally *const *)a;
    const struct yn_drama_tally *y = *(struct yn_drama_tally *const *)b;
    if (x->rank != y->rank)
        return x->rank > y->rank ? -1 : 1;
    return season_place_compare(a, b);
}

int yn_tally_order(const struct yn_tally *tally, const struct yn_season *season,
                   const struct yn_drama_tally ***out, struct yn_err *err)
{
    size_t n = tally->n_dramas;
    const struct yn_drama_tally **list =
        calloc(n + 1, sizeof(const struct yn_drama_tally *));
    if (!list)
        return yn_err_nomem(err);
    for (size_t i = 0; i < n; i++)
        list[i] = &tally->dramas[i];
    int (*compare)(const void *, const void *) =
        season->order == YN_LISTED      ? season_place_compare
        : season->order == YN_AIRED     ? aired_compare
        : season->order == YN_COUNTDOWN ? countdown_compare
                                        : NULL;
    if (compare && n)
        qsort(list, n, sizeof(*list), compare);
    *out = list;
    return YN_OK;
}
