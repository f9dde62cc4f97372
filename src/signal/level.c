/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signal/level.h"

#include <math.h>

#include "base/base.h"
#include "signal/fft.h"
#include "signal/wide.h"

#define PI 3.14159265358979323846

/* 64 ms at 16 kHz: longer than a room's echo, shorter than a syllable. */
#define FRAME_MS 64
#define OVERLAP 4
/* Frames of a Hann window with three quarters overlap are not independent: so
 * many of them count as one (Welch 1967). */
#define FRAMES_PER_FREE 2.6
/* Bands are summed before what is below zero by chance is cut off. */
#define BANDS 24
#define BAND_LOW_HZ 80
#define SECONDS_AROUND 1
/* Sums kept of each bin. */
#define SUMS 4

/* Sums over frames, by bin, each a row of its own. */
struct cell {
    float *re, *im; /* mix times conjugate master */
    float *mix, *master;
};

struct course {
    struct yn_fft *fft;
    size_t size, hop, bins, seconds;
    float *window, *mix, *master;
    struct yn_complex *mix_bin, *master_bin;
    float *sums;      /* of seconds, then of one stretch */
    size_t *frames;   /* of each second */
    double *k_weight; /* power, by bin */
    size_t *band;     /* by bin */
    double scale;     /* from summed bins to mean power */
};

/* The power response of a biquad at `w` radians a frame. */
static double biquad_power(const double b[3], const double a[2], double w)
{
    double num_re = b[0] + b[1] * cos(w) + b[2] * cos(2 * w);
    double num_im = b[1] * sin(w) + b[2] * sin(2 * w);
    double den_re = 1 + a[0] * cos(w) + a[1] * cos(2 * w);
    double den_im = a[0] * sin(w) + a[1] * sin(2 * w);
    return (num_re * num_re + num_im * num_im) /
           (den_re * den_re + den_im * den_im);
}

/* ITU-R BS.1770-4, tables 1 and 2, whose coefficients are for 48 kHz. */
double yn_k_weight(double hz)
{
    static const double shelf_b[] = {1.53512485958697, -2.69169618940638,
                                     1.19839281085285};
    static const double shelf_a[] = {-1.69065929318241, 0.73248077421585};
    static const double high_b[] = {1, -2, 1};
    static const double high_a[] = {-1.99004745483398, 0.99007225036621};
    double w = 2 * PI * hz / 48000;
    return biquad_power(shelf_b, shelf_a, w) * biquad_power(high_b, high_a, w);
}

static void release(struct course *c)
{
    yn_fft_destroy(&c->fft);
    free(c->window);
    yn_fft_free(c->mix);
    yn_fft_free(c->master);
    yn_fft_free(c->mix_bin);
    yn_fft_free(c->master_bin);
    free(c->sums);
    free(c->frames);
    free(c->k_weight);
    free(c->band);
}

static bool allocate(struct course *c)
{
    c->window = malloc(c->size * sizeof(*c->window));
    c->mix = yn_fft_alloc(c->size * sizeof(*c->mix));
    c->master = yn_fft_alloc(c->size * sizeof(*c->master));
    c->mix_bin = yn_fft_alloc(c->bins * sizeof(*c->mix_bin));
    c->master_bin = yn_fft_alloc(c->bins * sizeof(*c->master_bin));
    c->sums = calloc((c->seconds + 1) * SUMS * c->bins, sizeof(*c->sums));
    c->frames = calloc(c->seconds, sizeof(*c->frames));
    c->k_weight = malloc(c->bins * sizeof(*c->k_weight));
    c->band = malloc(c->bins * sizeof(*c->band));
    return c->window && c->mix && c->master && c->mix_bin && c->master_bin &&
           c->sums && c->frames && c->k_weight && c->band;
}

static void fill_tables(struct course *c, int rate)
{
    double sum = 0;
    for (size_t i = 0; i < c->size; i++) {
        double w = 0.5 - 0.5 * cos(2 * PI * (double)i / (double)c->size);
        c->window[i] = (float)w;
        sum += w * w;
    }
    /* Parseval; bins stand for two but for the first and the last. */
    c->scale = 2 / (sum * (double)c->size);
    double top = log((double)rate / 2 / BAND_LOW_HZ);
    for (size_t k = 0; k < c->bins; k++) {
        double hz = (double)k * rate / (double)c->size;
        double place = hz > BAND_LOW_HZ ? log(hz / BAND_LOW_HZ) / top : 0;
        size_t band = (size_t)(place * BANDS);
        c->band[k] = band < BANDS ? band : BANDS - 1;
        c->k_weight[k] = yn_k_weight(hz);
    }
}

static int init(struct course *c, size_t n, int rate, struct yn_err *err)
{
    size_t wanted = (size_t)rate * FRAME_MS / 1000;
    c->size = 16;
    while (c->size < wanted)
        c->size *= 2;
    c->hop = c->size / OVERLAP;
    c->bins = c->size / 2 + 1;
    c->seconds = n / (size_t)rate + 1;
    int rc = yn_fft_create(c->size, &c->fft, err);
    if (!rc && !allocate(c))
        rc = yn_err_nomem(err);
    if (!rc)
        fill_tables(c, rate);
    return rc;
}

static struct cell cell_of(const struct course *c, size_t second)
{
    float *row = c->sums + second * SUMS * c->bins;
    return (struct cell){row, row + c->bins, row + 2 * c->bins,
                         row + 3 * c->bins};
}

YN_WIDE static void add_bins(const struct yn_complex *restrict x,
                             const struct yn_complex *restrict y, size_t n,
                             float *restrict re, float *restrict im,
                             float *restrict mix, float *restrict master)
{
    for (size_t k = 0; k < n; k++) {
        re[k] += x[k].re * y[k].re + x[k].im * y[k].im;
        im[k] += x[k].im * y[k].re - x[k].re * y[k].im;
        mix[k] += x[k].re * x[k].re + x[k].im * x[k].im;
        master[k] += y[k].re * y[k].re + y[k].im * y[k].im;
    }
}

static void add_frame(struct course *c, const float *mix, const float *master,
                      size_t second)
{
    for (size_t i = 0; i < c->size; i++) {
        c->mix[i] = mix[i] * c->window[i];
        c->master[i] = master[i] * c->window[i];
    }
    yn_fft_forward(c->fft, c->mix, c->mix_bin);
    yn_fft_forward(c->fft, c->master, c->master_bin);
    struct cell cell = cell_of(c, second);
    add_bins(c->mix_bin, c->master_bin, c->bins, cell.re, cell.im, cell.mix,
             cell.master);
    c->frames[second]++;
}

/* The sums of seconds [from, to]. */
static struct cell cell_sum(const struct course *c, size_t from, size_t to)
{
    size_t n = SUMS * c->bins;
    struct cell sum = cell_of(c, c->seconds);
    memcpy(sum.re, c->sums + from * n, n * sizeof(*sum.re));
    for (size_t s = from + 1; s <= to; s++) {
        const float *row = c->sums + s * n;
        for (size_t i = 0; i < n; i++)
            sum.re[i] += row[i];
    }
    return sum;
}

/* The powers of one stretch of seconds, from the sums of their cells. */
static struct yn_level stretch(const struct course *c, size_t from, size_t to)
{
    double coherent[BANDS] = {0}, power[BANDS] = {0};
    double coherent_k[BANDS] = {0}, power_k[BANDS] = {0};
    size_t frames = 0;
    for (size_t s = from; s <= to; s++)
        frames += c->frames[s];
    struct cell sum = cell_sum(c, from, to);
    for (size_t k = 1; k + 1 < c->bins; k++) {
        double re = sum.re[k], im = sum.im[k], master = sum.master[k];
        double m = master > 0 ? (re * re + im * im) / master : 0;
        size_t b = c->band[k];
        coherent[b] += m;
        power[b] += sum.mix[k];
        coherent_k[b] += m * c->k_weight[k];
        power_k[b] += sum.mix[k] * c->k_weight[k];
    }
    struct yn_level level = {0};
    double free_frames = (double)frames / FRAMES_PER_FREE;
    if (free_frames <= 1)
        return level;
    for (size_t b = 0; b < BANDS; b++) {
        /* What strangers share by chance in so few frames comes off. */
        double bias = 1 / free_frames;
        double music = (coherent[b] - power[b] * bias) / (1 - bias);
        double music_k = (coherent_k[b] - power_k[b] * bias) / (1 - bias);
        music = music > 0 ? music : 0;
        music_k = music_k > 0 ? music_k : 0;
        level.music += music;
        level.rest += power[b] > music ? power[b] - music : 0;
        level.music_k += music_k;
        level.rest_k += power_k[b] > music_k ? power_k[b] - music_k : 0;
    }
    double scale = c->scale / (double)frames;
    level.music *= scale;
    level.rest *= scale;
    level.music_k *= scale;
    level.rest_k *= scale;
    return level;
}

int yn_level_course(const float *mix, const float *master, size_t n, int rate,
                    struct yn_level *out, size_t *n_out, struct yn_err *err)
{
    struct course c = {0};
    *n_out = 0;
    int rc = init(&c, n, rate, err);
    for (size_t at = 0; !rc && at + c.size <= n; at += c.hop)
        add_frame(&c, mix + at, master + at, (at + c.size / 2) / (size_t)rate);
    for (size_t s = 0; !rc && s < c.seconds; s++) {
        size_t from = s > SECONDS_AROUND ? s - SECONDS_AROUND : 0;
        size_t to =
            s + SECONDS_AROUND < c.seconds ? s + SECONDS_AROUND : c.seconds - 1;
        if (c.frames[s] > 0)
            out[(*n_out)++] = stretch(&c, from, to);
    }
    release(&c);
    return rc;
}

double yn_level_db(double music, double rest)
{
    if (music <= 0)
        return -INFINITY;
    return rest > 0 ? 10 * log10(music / rest) : INFINITY;
}
