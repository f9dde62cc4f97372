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
#define ROUNDS 2 /* unless asked for */
/* Nothing weighs more than what is this far under the bin's mean. */
#define NOISE_FLOOR 1e-3F
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
        plain[k] = power_of(minus(mix[k], song[k]));
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
static void invert(const struct yn_fit_grid *grid, float *noise, float *floor)
{
    size_t bins = grid->bins;
    memset(floor, 0, bins * sizeof(*floor));
    for (size_t t = 0; t < grid->frames; t++) {
        for (size_t k = 0; k < bins; k++)
            floor[k] += noise[t * bins + k];
    }
    float share = grid->frames ? NOISE_FLOOR / (float)grid->frames : 0;
    for (size_t k = 0; k < bins; k++)
        floor[k] = floor[k] * share + SILENCE;
    for (size_t t = 0; t < grid->frames; t++) {
        for (size_t k = 0; k < bins; k++)
            noise[t * bins + k] = 1 / (noise[t * bins + k] + floor[k]);
    }
}

static void weigh(const struct yn_fit_grid *grid, const struct yn_complex *mix,
                  const struct yn_complex *song, float *weight, float *scratch)
{
    for (size_t t = 0; t < grid->frames; t++) {
        size_t at = t * grid->bins;
        rest_row(mix + at, song + at, grid->bins, scratch, weight + at);
    }
    smooth_frames(grid, weight, scratch);
    invert(grid, weight, scratch);
}

/* Step 3 for each song in turn, against what the others leave of the mix: one
 * may end where another begins. */
static int follow_songs(const struct yn_fit_grid *grid,
                        const struct yn_complex *mix,
                        const struct yn_fit_refs *refs,
                        const struct yn_gains *gains, const float *weight,
                        struct yn_complex *song, struct yn_err *err)
{
    size_t n = grid->frames * grid->bins;
    struct yn_complex *part = malloc((n + 1) * sizeof(*part));
    struct yn_complex *left = malloc((n + 1) * sizeof(*left));
    int rc = part && left ? YN_OK : yn_err_nomem(err);
    for (size_t i = 0; !rc && i < n; i++)
        left[i] = minus(mix[i], song[i]);
    for (size_t from = 0, to; !rc && from < refs->n; from = to) {
        for (to = from + 1; to < refs->n; to++) {
            if (refs->song_of[to] != refs->song_of[from])
                break;
        }
        yn_gains_apply(gains, refs->ref, from, to, part);
        for (size_t i = 0; i < n; i++)
            left[i] = (struct yn_complex){left[i].re + part[i].re,
                                          left[i].im + part[i].im};
        rc = yn_follow(grid, left, weight, part, err);
        for (size_t i = 0; i < n; i++)
            left[i] = minus(left[i], part[i]);
    }
    for (size_t i = 0; !rc && i < n; i++)
        song[i] = minus(mix[i], left[i]);
    free(part);
    free(left);
    return rc;
}

int yn_fit_spectra(const struct yn_fit_grid *grid, const struct yn_complex *mix,
                   const struct yn_fit_refs *refs, struct yn_complex *song,
                   struct yn_err *err)
{
    yn_assert(refs->n >= 1 && refs->n <= YN_FIT_REFS);
    size_t n = grid->frames * grid->bins;
    struct yn_gains *gains = NULL;
    float *weight = malloc((n + 1) * sizeof(*weight));
    float *scratch = malloc((grid->bins + 1) * sizeof(*scratch));
    int rc = weight && scratch ? yn_gains_create(grid, refs->n, &gains, err)
                               : yn_err_nomem(err);
    unsigned rounds = grid->rounds ? grid->rounds : ROUNDS;
    memset(song, 0, n * sizeof(*song));
    for (unsigned round = 0; !rc && round < rounds; round++) {
        weigh(grid, mix, song, weight, scratch);
        yn_gains_gather(gains, mix, refs->ref, weight);
        yn_gains_solve(gains);
        yn_gains_apply(gains, refs->ref, 0, refs->n, song);
    }
    if (!rc) {
        weigh(grid, mix, song, weight, scratch);
        rc = refs->song_of[refs->n - 1] == refs->song_of[0]
                 ? yn_follow(grid, mix, weight, song, err)
                 : follow_songs(grid, mix, refs, gains, weight, song, err);
    }
    yn_gains_destroy(&gains);
    free(weight);
    free(scratch);
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
        weigh(grid, mix, nothing, weight, scratch);
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
