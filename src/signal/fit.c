/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signal/fit.h"

#include <math.h>

#include "base/base.h"
#include "signal/follow.h"
#include "signal/gains.h"
#include "signal/stft.h"

/* Windows hold a room's echo and the delay of an equaliser many times over, and
 * most syllables once. */
#define WINDOW_MS 64
#define OVERLAP 4
/* Rounds of least squares, each weighing by what the last one left. */
#define ROUNDS 3 /* unless asked for */
/* Nothing weighs more than what is this far under the bin's mean: first little
 * further, for the silence before a song begins would outvote the words under
 * which it does; then, when it is known where the song sounds, much. */
#define NOISE_FLOOR 3e-2F
#define NOISE_FLOOR_LAST 1e-3F
/* Nor than its song can be known there: edges and faders make it other than the
 * gains say. */
#define DOUBT 0.05F
/* Far below the last bit of any recording. */
#define SILENCE 1e-16F

static float power_of(struct yn_complex z)
{
    return z.re * z.re + z.im * z.im;
}

static struct yn_complex minus(struct yn_complex a, struct yn_complex b)
{
    return (struct yn_complex){a.re - b.re, a.im - b.im};
}

/* The power that is left when the song is taken out, smoothed over five bins:
 * it must not follow the song's own chance. */
static void rest_row(const struct yn_complex *mix,
                     const struct yn_complex *song, size_t bins, float *plain,
                     float *row)
{
    yn_assert(bins >= 8);
    for (size_t k = 0; k < bins; k++)
        plain[k] = power_of(minus(mix[k], song[k])) + DOUBT * power_of(song[k]);
    /* Five taps by name, so that the compiler may use all lanes. */
    row[0] = row[1] = (plain[0] + plain[1] + plain[2]) * (1.0F / 3);
    for (size_t k = 2; k + 2 < bins; k++)
        row[k] = (plain[k - 2] + plain[k - 1] + plain[k] + plain[k + 1] +
                  plain[k + 2]) *
                 0.2F;
    row[bins - 1] = row[bins - 2] =
        (plain[bins - 1] + plain[bins - 2] + plain[bins - 3]) * (1.0F / 3);
}

/* Smooths over a frame either way, in place; `before` is a row of scratch. */
static void smooth_frames(const struct yn_fit_grid *grid, float *noise,
                          float *before)
{
    size_t bins = grid->bins;
    memcpy(before, noise, bins * sizeof(*before));
    for (size_t t = 0; t < grid->frames; t++) {
        float *row = noise + t * bins;
        const float *next = t + 1 < grid->frames ? row + bins : row;
        for (size_t k = 0; k < bins; k++) {
            float own = row[k];
            row[k] = (before[k] + own + next[k]) * (1.0F / 3);
            before[k] = own;
        }
    }
}

/* Weights are one over what else sounds, with a floor under it. */
static void invert(const struct yn_fit_grid *grid, float *noise, float *floor,
                   float least)
{
    size_t bins = grid->bins;
    memset(floor, 0, bins * sizeof(*floor));
    for (size_t t = 0; t < grid->frames; t++) {
        for (size_t k = 0; k < bins; k++)
            floor[k] += noise[t * bins + k];
    }
    float share = grid->frames ? least / (float)grid->frames : 0;
    for (size_t k = 0; k < bins; k++)
        floor[k] = floor[k] * share + SILENCE;
    for (size_t t = 0; t < grid->frames; t++) {
        for (size_t k = 0; k < bins; k++)
            noise[t * bins + k] = 1 / (noise[t * bins + k] + floor[k]);
    }
}

static void weigh(const struct yn_fit_grid *grid, const struct yn_complex *mix,
                  const struct yn_complex *song, float *weight, float *scratch,
                  float least)
{
    for (size_t t = 0; t < grid->frames; t++) {
        size_t at = t * grid->bins;
        rest_row(mix + at, song + at, grid->bins, scratch, weight + at);
    }
    smooth_frames(grid, weight, scratch);
    invert(grid, weight, scratch, least);
}

/* One fit, while it goes on. */
struct fit {
    const struct yn_fit_grid *grid;
    const struct yn_complex *mix;
    const struct yn_fit_refs *refs;
    struct yn_complex *song;
    struct yn_gains *gains;
    struct yn_follow *follow;
    float *weight, *scratch;
    struct yn_complex *part, *left; /* of several songs: one, and no other */
};

static int fit_init(struct fit *f, struct yn_err *err)
{
    size_t n = f->grid->frames * f->grid->bins;
    bool several = f->refs->song_of[f->refs->n - 1] != f->refs->song_of[0];
    f->weight = malloc((n + 1) * sizeof(*f->weight));
    f->scratch = malloc((f->grid->bins + 1) * sizeof(*f->scratch));
    if (several) {
        f->part = malloc((n + 1) * sizeof(*f->part));
        f->left = malloc((n + 1) * sizeof(*f->left));
    }
    if (!f->weight || !f->scratch || (several && (!f->part || !f->left)))
        return yn_err_nomem(err);
    int rc = yn_gains_create(f->grid, f->refs->n, &f->gains, err);
    return rc ? rc : yn_follow_create(f->grid, &f->follow, err);
}

static void fit_release(struct fit *f)
{
    yn_gains_destroy(&f->gains);
    yn_follow_destroy(&f->follow);
    free(f->weight);
    free(f->scratch);
    free(f->part);
    free(f->left);
}

/* The references of the song that begins with `from` end before this. */
static size_t song_end(const struct yn_fit_refs *refs, size_t from)
{
    size_t to = from + 1;
    while (to < refs->n && refs->song_of[to] == refs->song_of[from])
        to++;
    return to;
}

/* Step 3 for one song: it, and its references for the next round, get the
 * course of its level. Where it does not sound they no longer count. */
static void follow_song(struct fit *f, const struct yn_complex *mix,
                        size_t from, size_t to, struct yn_complex *song)
{
    yn_follow_find(f->follow, mix, f->weight, song);
    yn_follow_apply(f->follow, song);
    for (size_t i = from; i < to; i++)
        yn_follow_apply(f->follow, f->refs->ref[i]);
}

/* The same for several, each against what the others leave of the mix: one may
 * end where another begins. */
static void follow_songs(struct fit *f)
{
    const struct yn_fit_refs *refs = f->refs;
    size_t n = f->grid->frames * f->grid->bins;
    for (size_t i = 0; i < n; i++)
        f->left[i] = minus(f->mix[i], f->song[i]);
    for (size_t from = 0, to; from < refs->n; from = to) {
        to = song_end(refs, from);
        yn_gains_apply(f->gains, refs->ref, from, to, f->part);
        for (size_t i = 0; i < n; i++)
            f->left[i] = (struct yn_complex){f->left[i].re + f->part[i].re,
                                             f->left[i].im + f->part[i].im};
        follow_song(f, f->left, from, to, f->part);
        for (size_t i = 0; i < n; i++)
            f->left[i] = minus(f->left[i], f->part[i]);
    }
    for (size_t i = 0; i < n; i++)
        f->song[i] = minus(f->mix[i], f->left[i]);
}

int yn_fit_spectra(const struct yn_fit_grid *grid, const struct yn_complex *mix,
                   const struct yn_fit_refs *refs, struct yn_complex *song,
                   struct yn_err *err)
{
    yn_assert(refs->n >= 1 && refs->n <= YN_FIT_REFS);
    struct fit f = {.grid = grid, .mix = mix, .refs = refs, .song = song};
    unsigned rounds = grid->rounds ? grid->rounds : ROUNDS;
    int rc = fit_init(&f, err);
    memset(song, 0, grid->frames * grid->bins * sizeof(*song));
    for (unsigned round = 0; !rc && round < rounds; round++) {
        float least =
            round + 1 < rounds || rounds == 1 ? NOISE_FLOOR : NOISE_FLOOR_LAST;
        weigh(grid, mix, song, f.weight, f.scratch, least);
        yn_gains_gather(f.gains, mix, refs->ref, f.weight);
        yn_gains_solve(f.gains);
        yn_gains_apply(f.gains, refs->ref, 0, refs->n, song);
        weigh(grid, mix, song, f.weight, f.scratch, least);
        if (f.part)
            follow_songs(&f);
        else
            follow_song(&f, mix, 0, refs->n, song);
    }
    fit_release(&f);
    return rc;
}

static size_t window_size(int rate)
{
    size_t wanted = (size_t)rate * WINDOW_MS / 1000, size = 64;
    while (size < wanted)
        size *= 2;
    return size;
}

/* All spectra of a fit. */
struct spectra {
    struct yn_stft *stft;
    struct yn_fit_grid grid;
    struct yn_complex *mix, *song, *ref[YN_FIT_REFS];
};

static void spectra_release(struct spectra *s)
{
    yn_stft_destroy(&s->stft);
    free(s->mix);
    free(s->song);
    for (size_t i = 0; i < YN_FIT_REFS; i++)
        free(s->ref[i]);
}

static struct yn_complex *transform(const struct spectra *s, const float *sound,
                                    size_t n)
{
    size_t bins = s->grid.bins;
    struct yn_complex *out = malloc(s->grid.frames * bins * sizeof(*out));
    for (size_t t = 0; out && t < s->grid.frames; t++)
        yn_stft_forward(s->stft, sound, n, t, out + t * bins);
    return out;
}

static int spectra_make(struct spectra *s, const struct yn_fit_params *params,
                        const float *mix, struct yn_err *err)
{
    int rc = yn_stft_create(window_size(params->rate), OVERLAP, &s->stft, err);
    if (rc)
        return rc;
    double hop = (double)yn_stft_hop(s->stft), rate = params->rate;
    s->grid = (struct yn_fit_grid){
        .frames = yn_stft_frames(s->stft, params->n),
        .bins = yn_stft_bins(s->stft),
        .bin_hz = rate / (hop * OVERLAP),
        .frame_s = hop / rate,
        .overlap = OVERLAP,
    };
    bool there = (s->mix = transform(s, mix, params->n)) != NULL;
    for (size_t i = 0; there && i < params->n_refs; i++)
        there = (s->ref[i] = transform(s, params->ref[i], params->n)) != NULL;
    return there ? YN_OK : yn_err_nomem(err);
}

int yn_fit(const struct yn_fit_params *params, const float *mix, float *song,
           struct yn_err *err)
{
    struct spectra s = {0};
    int rc = spectra_make(&s, params, mix, err);
    struct yn_fit_refs refs = {.n = params->n_refs};
    for (size_t i = 0; i < YN_FIT_REFS; i++) {
        refs.ref[i] = s.ref[i];
        refs.song_of[i] = params->song_of[i];
    }
    if (!rc) {
        s.song = malloc(s.grid.frames * s.grid.bins * sizeof(*s.song));
        rc = s.song ? yn_fit_spectra(&s.grid, s.mix, &refs, s.song, err)
                    : yn_err_nomem(err);
    }
    memset(song, 0, params->n * sizeof(*song));
    for (size_t t = 0; !rc && t < s.grid.frames; t++)
        yn_stft_backward(s.stft, s.song + t * s.grid.bins, t, song, params->n);
    spectra_release(&s);
    return rc;
}

/* The cross spectrum, flat: every bin counts as much as it stands out of what
 * else sounds. */
static void flat_cross(const struct yn_fit_grid *grid,
                       const struct yn_complex *mix,
                       const struct yn_complex *ref, const float *weight,
                       struct yn_complex *cross)
{
    size_t bins = grid->bins;
    for (size_t k = 0; k < bins; k++) {
        double re = 0, im = 0, power = 0;
        for (size_t t = 0; t < grid->frames; t++) {
            struct yn_complex x = mix[t * bins + k], r = ref[t * bins + k];
            float w = weight[t * bins + k];
            re += w * (x.re * r.re + x.im * r.im);
            im += w * (x.im * r.re - x.re * r.im);
            power += w * power_of(r);
        }
        double scale = power > 0 ? 1 / sqrt(power) : 0;
        cross[k] =
            (struct yn_complex){(float)(re * scale), (float)(im * scale)};
    }
}

/* A circular correlation at a lag of less than `size` either way. */
static double value_at(const float *value, size_t size, ptrdiff_t lag)
{
    return value[lag < 0 ? (ptrdiff_t)size + lag : lag];
}

/* Its highest value around 0. */
static void find_peak(const float *value, size_t size, size_t reach,
                      double *lag, double *z)
{
    ptrdiff_t best = 0, most = (ptrdiff_t)reach;
    double sum = 0;
    for (ptrdiff_t d = -most; d <= most; d++) {
        if (value_at(value, size, d) > value_at(value, size, best))
            best = d;
    }
    for (size_t i = 0; i < size; i++)
        sum += (double)value[i] * value[i];
    double at = value_at(value, size, best);
    double left = value_at(value, size, best - 1);
    double right = value_at(value, size, best + 1);
    /* A parabola through three points gives the fraction. */
    double bend = left - 2 * at + right;
    double part = bend < 0 ? 0.5 * (left - right) / bend : 0;
    *lag = (double)best + part;
    *z = sum > 0 ? at * sqrt((double)size / sum) : 0;
}

int yn_fit_lag_spectra(const struct yn_fit_grid *grid,
                       const struct yn_complex *mix,
                       const struct yn_complex *ref, size_t reach, double *lag,
                       double *z, struct yn_err *err)
{
    size_t n = grid->frames * grid->bins, size = 2 * (grid->bins - 1);
    struct yn_fft *fft = NULL;
    struct yn_complex *nothing = calloc(n + 1, sizeof(*nothing));
    float *weight = malloc((n + 1) * sizeof(*weight));
    float *scratch = malloc((grid->bins + 1) * sizeof(*scratch));
    float *value = yn_fft_alloc(size * sizeof(*value));
    struct yn_complex *cross = yn_fft_alloc(grid->bins * sizeof(*cross));
    int rc = nothing && weight && scratch && value && cross
                 ? yn_fft_create(size, &fft, err)
                 : yn_err_nomem(err);
    if (!rc) {
        weigh(grid, mix, nothing, weight, scratch, NOISE_FLOOR);
        flat_cross(grid, mix, ref, weight, cross);
        yn_fft_backward(fft, cross, value);
        find_peak(value, size, reach < size / 8 * 3 ? reach : size / 8 * 3, lag,
                  z);
    }
    yn_fft_destroy(&fft);
    yn_fft_free(value);
    yn_fft_free(cross);
    free(nothing);
    free(weight);
    free(scratch);
    return rc;
}

int yn_fit_lag(const struct yn_fit_params *params, const float *mix,
               size_t reach, double *lag, double *z, struct yn_err *err)
{
    struct spectra s = {0};
    struct yn_fit_params one = *params;
    one.n_refs = 1;
    int rc = spectra_make(&s, &one, mix, err);
    if (!rc)
        rc = yn_fit_lag_spectra(&s.grid, s.mix, s.ref[0], reach, lag, z, err);
    spectra_release(&s);
    return rc;
}
