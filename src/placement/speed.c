/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "placement/speed.h"

#include <math.h>

#include "base/base.h"
#include "placement/drift.h"
#include "placement/search.h"
#include "signal/reread.h"

/* The search listens to what lies below 500 Hz, for four seconds: a window then
 * bears to be read 350 ppm too fast or too slow, with three quarters of its
 * peak left. */
enum {
    RATE = YN_COARSE_RATE / 2,
    WINDOW_S = 4,
    WINDOW = WINDOW_S * RATE,
    HALF = WINDOW / 2,
};
#define STEP 700e-6
/* One window out of so many seconds, no fewer and no more than so many; those
 * for speeds that are not usual are every second of them. */
#define EVERY_S 90
#define WINDOWS_MIN 8
#define WINDOWS_MAX 48
/* Windows this quiet hold no song; in LUFS. */
#define QUIET (-60)
/* Peaks worth a closer look, and how many of one window are. */
#define PEAK_Z 4.6F
#define LOOKS 8
/* Peaks nearer than this, in frames, are one and its waves. */
#define WAVES 6
/* Followed, a match counts from here on for a speed this near. */
#define MATCH_Z 6.0
#define NEAR 80e-6
/* What a speed must have to be placed at; and beyond what decoys have. */
#define WORTH_Z 9.5
#define CLEAR_OF 1.5
/* Of songs that were found so many are asked, and each in so many places. */
#define RUNS_MAX 16
#define PLACES_MAX 3
static const struct yn_drift_grid around = {.reach = 400e-6, .step = 20e-6};
static const struct yn_drift_grid close_by = {.reach = 150e-6, .step = 5e-6};

/* One window at one speed. */
struct piece {
    size_t window;
    double middle; /* frames of the episode */
    double speed;
};

/* A match that was followed. */
struct found {
    struct yn_match match;
    size_t window;
    double speed, z;
};

struct search {
    const struct yn_speed_sound *sound;
    struct yn_bank *bank;
    float *half; /* the episode at RATE */
    size_t n_half, n_windows;
    double *middle; /* of each window, in frames of the episode */
    struct piece *piece;
    size_t n_pieces;
    float *line; /* the pieces, one behind the other */
    struct yn_peaks peaks[YN_SIDES];
    struct yn_drift *drift;
    struct found *found[YN_SIDES];
    size_t n_found[YN_SIDES];
};

static void release(struct search *s)
{
    yn_bank_destroy(&s->bank);
    yn_drift_destroy(&s->drift);
    free(s->half);
    free(s->middle);
    free(s->piece);
    free(s->line);
    for (int side = 0; side < YN_SIDES; side++) {
        free(s->peaks[side].item);
        free(s->found[side]);
    }
}

/* How much in the window from second `at` on speaks for music in it. */
static double promise(const struct yn_speed_sound *sound, size_t at)
{
    double sum = 0;
    for (size_t i = at; i < at + WINDOW_S; i++) {
        if (i >= sound->n_rest || sound->rest[i].level_db < QUIET)
            return -1;
        sum += sound->rest[i].music + 1 - sound->rest[i].speech;
    }
    return sum;
}

/* In each part of the episode the window most like music without words. */
static void choose_windows(struct search *s, double seconds)
{
    double part = seconds / (double)s->n_windows;
    for (size_t w = 0; w < s->n_windows; w++) {
        size_t from = (size_t)((double)w * part);
        size_t to = (size_t)((double)(w + 1) * part), best = from;
        for (size_t at = from; at + WINDOW_S <= to; at++) {
            if (promise(s->sound, at) > promise(s->sound, best))
                best = at;
        }
        s->middle[w] = ((double)best + WINDOW_S / 2.0) * YN_COARSE_RATE;
    }
}

static int make_bank(struct search *s, struct yn_err *err)
{
    const struct yn_masters *masters = s->sound->masters;
    size_t length = yn_bank_length(masters->bank), n = length / 2, start;
    float *half = malloc((n + 1) * sizeof(*half));
    if (!half)
        return yn_err_nomem(err);
    yn_reread(masters->line, length, 0, 2, half, n);
    int rc = yn_bank_create(WINDOW, 0, n, &s->bank, err);
    if (!rc)
        rc = yn_bank_add(s->bank, half, n, &start, err);
    if (!rc)
        yn_bank_finish(s->bank);
    free(half);
    return rc;
}

static int init(struct search *s, struct yn_err *err)
{
    const struct yn_sound *white = &s->sound->white;
    double seconds = (double)white->n / YN_COARSE_RATE;
    s->n_windows = (size_t)(seconds / EVERY_S);
    if (s->n_windows < WINDOWS_MIN)
        s->n_windows = WINDOWS_MIN;
    if (s->n_windows > WINDOWS_MAX)
        s->n_windows = WINDOWS_MAX;
    s->n_half = white->n / 2;
    s->half = malloc((s->n_half + 1) * sizeof(*s->half));
    s->middle = malloc(s->n_windows * sizeof(*s->middle));
    if (!s->half || !s->middle)
        return yn_err_nomem(err);
    yn_reread(white->frames, white->n, 0, 2, s->half, s->n_half);
    choose_windows(s, seconds);
    int rc = make_bank(s, err);
    return rc ? rc : yn_drift_create(&around, &s->drift, err);
}

/* Lays every `each`th window at each of the speeds in a line, and searches
 * it. */
static int search_line(struct search *s, const double *speeds, size_t n,
                       size_t each, struct yn_err *err)
{
    const struct yn_search_params params = {.window = WINDOW,
                                            .hop = WINDOW,
                                            .least_z = PEAK_Z,
                                            .threads = s->sound->threads};
    s->n_pieces = n * ((s->n_windows + each - 1) / each);
    s->piece = malloc(s->n_pieces * sizeof(*s->piece));
    s->line = malloc(s->n_pieces * WINDOW * sizeof(*s->line));
    if (!s->piece || !s->line)
        return yn_err_nomem(err);
    for (size_t i = 0; i < s->n_pieces; i++) {
        size_t window = i / n * each;
        double speed = speeds[i % n], middle = s->middle[window];
        s->piece[i] = (struct piece){window, middle, speed};
        yn_reread(s->half, s->n_half, middle / 2 - HALF / speed, 1 / speed,
                  s->line + i * WINDOW, WINDOW);
    }
    return yn_search(s->bank, s->line, s->n_pieces * WINDOW, &params, s->peaks,
                     err);
}

/* By window of the episode, then falling z. */
struct order {
    size_t window, peak;
    float z;
};

static int order_compare(const void *a, const void *b)
{
    const struct order *x = a, *y = b;
    if (x->window != y->window)
        return x->window < y->window ? -1 : 1;
    if (x->z != y->z)
        return x->z > y->z ? -1 : 1;
    return x->peak < y->peak ? -1 : x->peak > y->peak;
}

/* Whether a match was followed that is the same peak, or a wave beside it. */
static bool is_wave(const struct search *s, int side, const struct piece *piece,
                    double master)
{
    for (size_t i = s->n_found[side]; i-- > 0;) {
        const struct found *f = &s->found[side][i];
        if (f->window != piece->window)
            break;
        if (fabs(f->match.master - master) <= 2 * WAVES &&
            fabs(f->match.speed - piece->speed) < 1.5 * STEP)
            return true;
    }
    return false;
}

static void follow(struct search *s, int side, const struct yn_peak *peak)
{
    const struct piece *piece = &s->piece[peak->window];
    ptrdiff_t start = peak->lag + (ptrdiff_t)(peak->window * WINDOW);
    double master = 2 * ((double)start + HALF);
    if (is_wave(s, side, piece, master))
        return;
    const struct yn_masters *masters = s->sound->masters;
    const struct yn_sound line = {masters->line, yn_bank_length(masters->bank)};
    const struct yn_match match = {piece->middle, master, piece->speed,
                                   (enum yn_side)side};
    float z[YN_DRIFT_SPEEDS_MAX];
    double sum[YN_DRIFT_SPEEDS_MAX], most;
    yn_drift_follow(s->drift, &s->sound->white, &line, &match, z);
    for (size_t i = 0; i < yn_drift_speeds(&around); i++)
        sum[i] = z[i];
    double speed = yn_drift_best(&around, sum, &most) * match.speed;
    s->found[side][s->n_found[side]++] =
        (struct found){match, piece->window, speed, most};
}

/* Follows the highest peaks of each window. */
static int follow_all(struct search *s, int side, struct yn_err *err)
{
    const struct yn_peaks *peaks = &s->peaks[side];
    struct order *order = malloc((peaks->n + 1) * sizeof(*order));
    s->n_found[side] = 0;
    s->found[side] = malloc(s->n_windows * LOOKS * sizeof(*s->found[side]));
    if (!order || !s->found[side]) {
        free(order);
        return yn_err_nomem(err);
    }
    for (size_t i = 0; i < peaks->n; i++)
        order[i] = (struct order){s->piece[peaks->item[i].window].window, i,
                                  peaks->item[i].z};
    qsort(order, peaks->n, sizeof(*order), order_compare);
    for (size_t i = 0, first = 0; i < peaks->n; i++) {
        if (i > 0 && order[i].window != order[i - 1].window)
            first = s->n_found[side];
        if (s->n_found[side] - first < LOOKS)
            follow(s, side, &peaks->item[order[i].peak]);
    }
    free(order);
    return YN_OK;
}

/* What the matches near a speed say together: the best of each window. They lie
 * by window. */
static double joint(const struct search *s, int side, double speed)
{
    double sum = 0, best = 0;
    for (size_t i = 0; i < s->n_found[side]; i++) {
        const struct found *f = &s->found[side][i];
        if (i > 0 && f->window != f[-1].window) {
            sum += best;
            best = 0;
        }
        if (f->z >= MATCH_Z && fabs(f->speed / speed - 1) <= NEAR)
            best = fmax(best, f->z * f->z);
    }
    return sqrt(sum + best);
}

static double best_joint(const struct search *s, int side, double *speed)
{
    double best = 0;
    for (size_t i = 0; i < s->n_found[side]; i++) {
        double z = joint(s, side, s->found[side][i].speed);
        if (z > best) {
            best = z;
            *speed = s->found[side][i].speed;
        }
    }
    return best;
}

/* Asks matches of one speed for it together, closely. */
static int settle(const struct yn_speed_sound *sound,
                  const struct yn_match *match, size_t n,
                  const struct yn_drift_grid *grid, double *speed, double *gain,
                  struct yn_err *err)
{
    const struct yn_sound line = {sound->masters->line,
                                  yn_bank_length(sound->masters->bank)};
    struct yn_drift *drift = NULL;
    float z[YN_DRIFT_SPEEDS_MAX];
    double sum[YN_DRIFT_SPEEDS_MAX] = {0}, most;
    size_t speeds = yn_drift_speeds(grid);
    int rc = yn_drift_create(grid, &drift, err);
    if (rc)
        return rc;
    for (size_t i = 0; i < n; i++) {
        yn_drift_follow(drift, &sound->white, &line, &match[i], z);
        for (size_t k = 0; k < speeds; k++)
            sum[k] += (double)z[k] * z[k];
    }
    *speed *= yn_drift_best(grid, sum, &most);
    *gain = most - sum[speeds / 2];
    yn_drift_destroy(&drift);
    return YN_OK;
}

/* The speed as all matches near it have it. */
static int refine(const struct search *s, double *speed, struct yn_err *err)
{
    struct yn_match match[RUNS_MAX];
    size_t n = 0;
    double gain;
    for (size_t i = 0; n < RUNS_MAX && i < s->n_found[YN_MATCH]; i++) {
        const struct found *f = &s->found[YN_MATCH][i];
        if (f->z < MATCH_Z || fabs(f->speed / *speed - 1) > NEAR)
            continue;
        match[n] = f->match;
        match[n++].speed = *speed;
    }
    return settle(s->sound, match, n, &close_by, speed, &gain, err);
}

/* Searches at some speeds; `*speed` is 1 where none of them is worth it. */
static int try_speeds(struct search *s, const double *speeds, size_t n,
                      size_t each, double *speed, struct yn_err *err)
{
    double best = 1, other;
    int rc = search_line(s, speeds, n, each, err);
    for (int side = 0; !rc && side < YN_SIDES; side++)
        rc = follow_all(s, side, err);
    if (rc)
        return rc;
    double z = best_joint(s, YN_MATCH, &best);
    double decoy = best_joint(s, YN_DECOY, &other);
    if (z >= WORTH_Z && z >= decoy + CLEAR_OF) {
        rc = refine(s, &best, err);
        *speed = rc ? 1 : best;
    }
    for (int side = 0; side < YN_SIDES; side++) {
        free(s->peaks[side].item);
        free(s->found[side]);
        s->peaks[side] = (struct yn_peaks){0};
        s->found[side] = NULL;
    }
    free(s->piece);
    free(s->line);
    s->piece = NULL;
    s->line = NULL;
    return rc;
}

int yn_speed_search(const struct yn_speed_sound *sound, double *speed,
                    struct yn_err *err)
{
    const double pal = 25.0 / 24, ntsc = 1000.0 / 1001;
    const double usual[] = {pal,        1 / pal, pal / ntsc,
                            ntsc / pal, ntsc,    1 / ntsc};
    double any[15];
    struct search s = {.sound = sound};
    for (size_t i = 0; i < YN_LEN(any); i++)
        any[i] = 1 + ((double)i - 7) * STEP;
    *speed = 1;
    int rc = init(&s, err);
    if (!rc)
        rc = try_speeds(&s, usual, YN_LEN(usual), 1, speed, err);
    if (!rc && *speed == 1)
        rc = try_speeds(&s, any, YN_LEN(any), 2, speed, err);
    release(&s);
    return rc;
}

/* Places of a run to be asked, along it. */
static size_t places_of(const struct yn_run *run, struct yn_match *match)
{
    double reach = 2.0 * YN_DRIFT_REACH_S * YN_COARSE_RATE;
    double length = (double)(run->end - run->start);
    size_t n = (size_t)ceil(length / reach);
    n = n < 1 ? 1 : n < PLACES_MAX ? n : PLACES_MAX;
    for (size_t i = 0; i < n; i++) {
        double at =
            floor((double)run->start + length * ((double)i + 0.5) / (double)n);
        match[i] = (struct yn_match){at, at + (double)run->lag, 1, YN_MATCH};
    }
    return n;
}

int yn_speed_of_runs(const struct yn_speed_sound *sound,
                     const struct yn_runs *runs, double reach,
                     double least_gain, double *speed, struct yn_err *err)
{
    struct yn_match match[RUNS_MAX * PLACES_MAX];
    const struct yn_drift_grid grid = {reach, reach / 75};
    double least = INFINITY, gain = 0, found = 1;
    size_t n = 0;
    *speed = 1;
    /* The strongest. */
    for (size_t taken = 0; taken < RUNS_MAX && taken < runs->n; taken++) {
        const struct yn_run *best = NULL;
        for (size_t i = 0; i < runs->n; i++) {
            const struct yn_run *run = &runs->item[i];
            if (run->sure_z < least && (!best || run->sure_z > best->sure_z))
                best = run;
        }
        if (!best)
            break;
        least = best->sure_z;
        n += places_of(best, match + n);
    }
    if (n == 0)
        return YN_OK;
    int rc = settle(sound, match, n, &grid, &found, &gain, err);
    if (!rc && gain >= least_gain && fabs(found - 1) >= YN_SPEED_SAME)
        *speed = found;
    return rc;
}
