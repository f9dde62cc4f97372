/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "linger/panel.h"

#include "base/base.h"
#include "base/day.h"

/* A play while it is kept. */
struct play {
    int64_t time_s;
    uint32_t listener, track, file;
    bool coarse;
};

struct yn_panel {
    int32_t first_day;
    size_t n_weeks, words; /* words of 64 days for each listener */
    unsigned halved;       /* only hashes whose lowest bits are 0 stay */

    uint64_t *hash; /* of each listener */
    size_t n_listeners, cap_hashes;
    uint64_t *active; /* `words` for each listener */
    size_t cap_active;
    uint32_t *table; /* open addressing; index of a listener + 1, or 0 */
    size_t table_size;

    struct play *play;
    size_t n_plays, cap_plays;
    struct yn_heard *heard;
    size_t n_heard, cap_heard;
    unsigned long long *doubled; /* by file, of plays dropped on the way */
    size_t n_files, cap_files;
};

int yn_panel_create(int32_t first_day, size_t n_weeks, struct yn_panel **out,
                    struct yn_err *err)
{
    struct yn_panel *panel = calloc(1, sizeof(*panel));
    if (!panel)
        return yn_err_nomem(err);
    panel->first_day = first_day;
    panel->n_weeks = n_weeks;
    panel->words = (n_weeks * 7 + 63) / 64;
    *out = panel;
    return YN_OK;
}

void yn_panel_destroy(struct yn_panel **panel)
{
    struct yn_panel *own = *panel;
    if (!own)
        return;
    free(own->hash);
    free(own->active);
    free(own->table);
    free(own->play);
    free(own->heard);
    free(own->doubled);
    free(own);
    *panel = NULL;
}

bool yn_panel_covers(const struct yn_panel *panel, int32_t day)
{
    return day >= panel->first_day &&
           day - panel->first_day < (int32_t)(panel->n_weeks * 7);
}

static bool stays(const struct yn_panel *panel, uint64_t hash)
{
    return (hash & ((UINT64_C(1) << panel->halved) - 1)) == 0;
}

/* The upper bits, for the lowest are all alike once listeners were let go. */
static size_t slot_of(const struct yn_panel *panel, uint64_t hash)
{
    return (size_t)(hash >> 20) & (panel->table_size - 1);
}

static void put_slot(struct yn_panel *panel, uint64_t hash, uint32_t listener)
{
    size_t at = slot_of(panel, hash);
    while (panel->table[at])
        at = (at + 1) & (panel->table_size - 1);
    panel->table[at] = listener + 1;
}

static int grow_table(struct yn_panel *panel, size_t size, struct yn_err *err)
{
    uint32_t *table = calloc(size, sizeof(*table));
    if (!table)
        return yn_err_nomem(err);
    free(panel->table);
    panel->table = table;
    panel->table_size = size;
    for (size_t i = 0; i < panel->n_listeners; i++)
        put_slot(panel, panel->hash[i], (uint32_t)i);
    return YN_OK;
}

static uint64_t *active_of(const struct yn_panel *panel, size_t listener)
{
    return panel->active + listener * panel->words;
}

static int add_listener(struct yn_panel *panel, uint64_t hash,
                        uint32_t *listener, struct yn_err *err)
{
    size_t n = panel->n_listeners;
    int rc = YN_OK;
    if ((n + 1) * 2 > panel->table_size)
        rc = grow_table(panel, panel->table_size ? panel->table_size * 2 : 1024,
                        err);
    if (!rc)
        rc = yn_grow(&panel->hash, &panel->cap_hashes, n + 1,
                     sizeof(*panel->hash), err);
    if (!rc)
        rc = yn_grow(&panel->active, &panel->cap_active, n + 1,
                     panel->words * sizeof(*panel->active), err);
    if (rc)
        return rc;
    panel->hash[n] = hash;
    memset(active_of(panel, n), 0, panel->words * sizeof(*panel->active));
    panel->n_listeners++;
    *listener = (uint32_t)n;
    put_slot(panel, hash, *listener);
    return YN_OK;
}

static int find_listener(struct yn_panel *panel, uint64_t hash,
                         uint32_t *listener, struct yn_err *err)
{
    size_t at = panel->table_size ? slot_of(panel, hash) : 0;
    while (panel->table_size && panel->table[at]) {
        *listener = panel->table[at] - 1;
        if (panel->hash[*listener] == hash)
            return YN_OK;
        at = (at + 1) & (panel->table_size - 1);
    }
    return add_listener(panel, hash, listener, err);
}

static int play_compare(const void *a, const void *b)
{
    const struct play *x = a, *y = b;
    if (x->listener != y->listener)
        return x->listener < y->listener ? -1 : 1;
    if (x->track != y->track)
        return x->track < y->track ? -1 : 1;
    if (x->time_s != y->time_s)
        return x->time_s < y->time_s ? -1 : 1;
    return x->file < y->file ? -1 : x->file > y->file;
}

static bool same_play(const struct play *a, const struct play *b)
{
    int64_t within =
        a->coarse || b->coarse ? YN_PANEL_SAME_COARSE_S : YN_PANEL_SAME_S;
    return a->listener == b->listener && a->track == b->track &&
           b->time_s - a->time_s < within;
}

static int heard_compare(const void *a, const void *b)
{
    const struct yn_heard *x = a, *y = b;
    if (x->listener != y->listener)
        return x->listener < y->listener ? -1 : 1;
    if (x->artist != y->artist)
        return x->artist < y->artist ? -1 : 1;
    return x->day < y->day ? -1 : x->day > y->day;
}

/* Sorts both lists and drops what stands there twice. */
static void tidy(struct yn_panel *panel)
{
    if (panel->n_plays)
        qsort(panel->play, panel->n_plays, sizeof(*panel->play), play_compare);
    if (panel->n_heard)
        qsort(panel->heard, panel->n_heard, sizeof(*panel->heard),
              heard_compare);
    size_t n = 0;
    for (size_t i = 0; i < panel->n_plays; i++) {
        if (n && same_play(&panel->play[n - 1], &panel->play[i]))
            panel->doubled[panel->play[i].file]++;
        else
            panel->play[n++] = panel->play[i];
    }
    panel->n_plays = n;
    n = 0;
    for (size_t i = 0; i < panel->n_heard; i++) {
        if (!n || heard_compare(&panel->heard[n - 1], &panel->heard[i]) != 0)
            panel->heard[n++] = panel->heard[i];
    }
    panel->n_heard = n;
}

/* Lets go of listeners whom `to` gives no new index. */
static void renumber(struct yn_panel *panel, const uint32_t *to)
{
    size_t n = 0;
    for (size_t i = 0; i < panel->n_plays; i++) {
        uint32_t listener = to[panel->play[i].listener];
        if (listener == UINT32_MAX)
            continue;
        panel->play[n] = panel->play[i];
        panel->play[n++].listener = listener;
    }
    panel->n_plays = n;
    n = 0;
    for (size_t i = 0; i < panel->n_heard; i++) {
        uint32_t listener = to[panel->heard[i].listener];
        if (listener == UINT32_MAX)
            continue;
        panel->heard[n] = panel->heard[i];
        panel->heard[n++].listener = listener;
    }
    panel->n_heard = n;
}

static int halve(struct yn_panel *panel, struct yn_err *err)
{
    uint32_t *to = calloc(panel->n_listeners + 1, sizeof(*to));
    if (!to)
        return yn_err_nomem(err);
    panel->halved++;
    size_t n = 0;
    for (size_t i = 0; i < panel->n_listeners; i++) {
        to[i] = UINT32_MAX;
        if (!stays(panel, panel->hash[i]))
            continue;
        panel->hash[n] = panel->hash[i];
        memmove(active_of(panel, n), active_of(panel, i),
                panel->words * sizeof(*panel->active));
        to[i] = (uint32_t)n++;
    }
    panel->n_listeners = n;
    renumber(panel, to);
    free(to);
    return grow_table(panel, panel->table_size, err);
}

/* Makes room for a play and its listener: doubles go first, then listeners. */
static int make_room(struct yn_panel *panel, size_t n_artists,
                     struct yn_err *err)
{
    bool full = panel->n_plays >= YN_PANEL_PLAYS_MAX ||
                panel->n_heard + n_artists > YN_PANEL_HEARD_MAX;
    if (full)
        tidy(panel);
    while (panel->n_listeners > 1 &&
           (panel->n_listeners >= YN_PANEL_LISTENERS_MAX ||
            panel->n_plays > YN_PANEL_PLAYS_MAX / 4 * 3 ||
            panel->n_heard > YN_PANEL_HEARD_MAX / 4 * 3) &&
           (full || panel->n_listeners >= YN_PANEL_LISTENERS_MAX)) {
        int rc = halve(panel, err);
        if (rc)
            return rc;
    }
    if (panel->n_plays >= YN_PANEL_PLAYS_MAX ||
        panel->n_heard + n_artists > YN_PANEL_HEARD_MAX)
        return yn_err_set(err, YN_E_LIMIT, 0,
                          "one listener alone has more plays of the season "
                          "than yeoun reads (%zu)",
                          (size_t)YN_PANEL_PLAYS_MAX);
    return YN_OK;
}

static int count_file(struct yn_panel *panel, uint32_t file, struct yn_err *err)
{
    while (panel->n_files <= file) {
        int rc = yn_grow(&panel->doubled, &panel->cap_files, panel->n_files + 1,
                         sizeof(*panel->doubled), err);
        if (rc)
            return rc;
        panel->doubled[panel->n_files++] = 0;
    }
    return YN_OK;
}

int yn_panel_add(struct yn_panel *panel, const struct yn_panel_play *play,
                 struct yn_err *err)
{
    int32_t day = yn_day_of_time(play->time_s);
    uint32_t listener = 0;
    yn_assert(yn_panel_covers(panel, day));
    if (!stays(panel, play->listener))
        return YN_OK;
    int rc = make_room(panel, play->n_artists, err);
    if (!rc && !stays(panel, play->listener))
        return YN_OK;
    if (!rc)
        rc = find_listener(panel, play->listener, &listener, err);
    if (rc)
        return rc;
    size_t bit = (size_t)(day - panel->first_day);
    active_of(panel, listener)[bit / 64] |= UINT64_C(1) << (bit % 64);
    for (size_t i = 0; !rc && i < play->n_artists; i++) {
        rc = yn_grow(&panel->heard, &panel->cap_heard, panel->n_heard + 1,
                     sizeof(*panel->heard), err);
        if (!rc)
            panel->heard[panel->n_heard++] =
                (struct yn_heard){listener, play->artist[i], day};
    }
    if (rc || play->track == UINT32_MAX)
        return rc;
    rc = count_file(panel, play->file, err);
    if (!rc)
        rc = yn_grow(&panel->play, &panel->cap_plays, panel->n_plays + 1,
                     sizeof(*panel->play), err);
    if (!rc)
        panel->play[panel->n_plays++] = (struct play){
            play->time_s, listener, play->track, play->file, play->coarse};
    return rc;
}

/* A listener with the hash, to be put in its order. */
struct order {
    uint64_t hash;
    uint32_t listener;
};

static int order_compare(const void *a, const void *b)
{
    const struct order *x = a, *y = b;
    return x->hash < y->hash ? -1 : x->hash > y->hash;
}

/* Numbers listeners by their hash, so that threads cannot change the order. */
static int put_in_order(struct yn_panel *panel, struct order *order,
                        struct yn_err *err)
{
    uint32_t *to = calloc(panel->n_listeners + 1, sizeof(*to));
    if (!to)
        return yn_err_nomem(err);
    for (size_t i = 0; i < panel->n_listeners; i++)
        order[i] = (struct order){panel->hash[i], (uint32_t)i};
    if (panel->n_listeners)
        qsort(order, panel->n_listeners, sizeof(*order), order_compare);
    for (size_t i = 0; i < panel->n_listeners; i++)
        to[order[i].listener] = (uint32_t)i;
    renumber(panel, to);
    free(to);
    return YN_OK;
}

/* The seven days of a week, as bits. */
static unsigned days_of_week(const uint64_t *active, size_t words, size_t week)
{
    size_t at = week * 7 / 64, shift = week * 7 % 64;
    uint64_t bits = active[at] >> shift;
    if (shift > 57 && at + 1 < words)
        bits |= active[at + 1] << (64 - shift);
    return (unsigned)(bits & 0x7F);
}

static void count_weeks(const struct yn_panel *panel, struct yn_listens *out)
{
    for (size_t i = 0; i < out->n_listeners; i++) {
        const uint64_t *active = out->listeners[i].active;
        for (size_t w = 0; w < panel->n_weeks; w++) {
            unsigned days = days_of_week(active, panel->words, w);
            out->weeks[w].listeners += days != 0;
            for (; days; days &= days - 1)
                out->weeks[w].listener_days++;
        }
    }
}

static int final_compare(const void *a, const void *b)
{
    const struct yn_play *x = a, *y = b;
    if (x->listener != y->listener)
        return x->listener < y->listener ? -1 : 1;
    if (x->time_s != y->time_s)
        return x->time_s < y->time_s ? -1 : 1;
    return x->track < y->track ? -1 : x->track > y->track;
}

static void lay_out(struct yn_panel *panel, const struct order *order,
                    uint64_t *active, struct yn_listens *out,
                    unsigned long long *used, unsigned long long *doubled)
{
    for (size_t i = 0; i < panel->n_files; i++)
        doubled[i] += panel->doubled[i];
    for (size_t i = 0; i < panel->n_plays; i++) {
        const struct play *play = &panel->play[i];
        used[play->file]++;
        out->plays[i] =
            (struct yn_play){play->listener, play->track, play->time_s};
    }
    if (out->n_plays)
        qsort(out->plays, out->n_plays, sizeof(*out->plays), final_compare);
    if (out->n_heard)
        memcpy(out->heard, panel->heard, out->n_heard * sizeof(*out->heard));
    size_t play = 0, heard = 0;
    for (size_t i = 0; i < out->n_listeners; i++) {
        struct yn_listener *one = &out->listeners[i];
        memcpy(active + i * panel->words, active_of(panel, order[i].listener),
               panel->words * sizeof(*active));
        one->active = active + i * panel->words;
        one->first_play = (uint32_t)play;
        while (play < out->n_plays && out->plays[play].listener == i)
            play++;
        one->n_plays = (uint32_t)play - one->first_play;
        one->first_heard = (uint32_t)heard;
        while (heard < out->n_heard && out->heard[heard].listener == i)
            heard++;
        one->n_heard = (uint32_t)heard - one->first_heard;
    }
}

int yn_panel_finish(struct yn_panel *panel, struct yn_arena *arena,
                    struct yn_listens *out, unsigned long long *used,
                    unsigned long long *doubled, struct yn_err *err)
{
    size_t n = panel->n_listeners;
    struct order *order = calloc(n + 1, sizeof(*order));
    int rc = order ? put_in_order(panel, order, err) : yn_err_nomem(err);
    if (!rc)
        tidy(panel);
    *out = (struct yn_listens){.one_in = UINT64_C(1) << panel->halved,
                               .first_day = panel->first_day,
                               .n_days = panel->n_weeks * 7,
                               .n_weeks = panel->n_weeks};
    uint64_t *active = yn_arena_array(arena, n * panel->words, sizeof(*active));
    out->listeners = yn_arena_array(arena, n, sizeof(*out->listeners));
    out->plays = yn_arena_array(arena, panel->n_plays, sizeof(*out->plays));
    out->heard = yn_arena_array(arena, panel->n_heard, sizeof(*out->heard));
    out->weeks = yn_arena_array(arena, panel->n_weeks, sizeof(*out->weeks));
    if (!rc && (!active || !out->listeners || !out->plays || !out->heard ||
                !out->weeks))
        rc = yn_err_nomem(err);
    if (!rc) {
        out->n_listeners = n;
        out->n_plays = panel->n_plays;
        out->n_heard = panel->n_heard;
        lay_out(panel, order, active, out, used, doubled);
        for (size_t w = 0; w < panel->n_weeks; w++)
            out->weeks[w].first_day = panel->first_day + (int32_t)(w * 7);
        count_weeks(panel, out);
    }
    free(order);
    return rc;
}
