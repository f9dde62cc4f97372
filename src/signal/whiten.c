/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signal/whiten.h"

#include <float.h>
#include <math.h>

#include "base/base.h"
#include "signal/fft.h"

#define WINDOW_MS_DEFAULT 256
#define LOW_HZ_DEFAULT 60
#define FLOOR_DB_DEFAULT 60
#define OVERLAP 4 /* hops in a window */
#define PI 3.14159265358979323846

struct whiten {
    struct yn_fft *fft;
    size_t size, hop, bins, low_bin;
    float *window, *frame;
    struct yn_complex *bin;
    float floor; /* magnitude below which a bin fades */
    float keep;  /* power of its magnitude that a bin keeps */
};

static void release(struct whiten *w)
{
    yn_fft_destroy(&w->fft);
    free(w->window);
    yn_fft_free(w->frame);
    yn_fft_free(w->bin);
}

/* The power of two nearest to the wanted length. */
static size_t window_size(const struct yn_whiten_params *params)
{
    double ms = params->window_ms > 0 ? params->window_ms : WINDOW_MS_DEFAULT;
    double wanted = ms * params->rate / 1000;
    size_t size = 16;
    while ((double)size * 1.4142 < wanted)
        size *= 2;
    return size;
}

static int init(struct whiten *w, const struct yn_whiten_params *params,
                struct yn_err *err)
{
    w->size = window_size(params);
    w->hop = w->size / OVERLAP;
    w->keep = (float)params->keep;
    w->bins = w->size / 2 + 1;
    double low = params->low_hz > 0 ? params->low_hz : LOW_HZ_DEFAULT;
    w->low_bin = (size_t)ceil(low * (double)w->size / params->rate);
    int rc = yn_fft_create(w->size, &w->fft, err);
    if (rc)
        return rc;
    w->window = malloc(w->size * sizeof(*w->window));
    w->frame = yn_fft_alloc(w->size * sizeof(*w->frame));
    w->bin = yn_fft_alloc(w->bins * sizeof(*w->bin));
    if (!w->window || !w->frame || !w->bin)
        return yn_err_nomem(err);
    for (size_t i = 0; i < w->size; i++)
        w->window[i] =
            (float)(0.5 - 0.5 * cos(2 * PI * (double)i / (double)w->size));
    return YN_OK;
}

/* The windowed frame that begins at `start`, which may lie before the sound. */
static void take_frame(struct whiten *w, const float *in, size_t n,
                       ptrdiff_t start)
{
    for (size_t i = 0; i < w->size; i++) {
        ptrdiff_t at = start + (ptrdiff_t)i;
        bool inside = at >= 0 && (size_t)at < n;
        w->frame[i] = inside ? in[at] * w->window[i] : 0;
    }
}

static void set_floor(struct whiten *w, const float *in, size_t n,
                      double floor_db)
{
    double power = 0;
    for (size_t i = 0; i < n; i++)
        power += (double)in[i] * in[i];
    /* White noise of this power has bins of that magnitude. */
    double mean = n ? power / (double)n : 0;
    double rms_bin = sqrt(mean * 0.375 * (double)w->size);
    double db = floor_db > 0 ? floor_db : FLOOR_DB_DEFAULT;
    w->floor = (float)(rms_bin * pow(10, -db / 20));
}

static void flatten(struct whiten *w)
{
    double power = 0;
    for (size_t k = 0; k < w->bins; k++) {
        struct yn_complex *bin = &w->bin[k];
        float magnitude = sqrtf(bin->re * bin->re + bin->im * bin->im);
        bool inside = k >= w->low_bin && k + 1 < w->bins && magnitude > 0;
        float gain = inside ? 1 / (magnitude + w->floor) : 0;
        if (inside && w->keep > 0)
            gain *= powf(magnitude + w->floor, w->keep);
        bin->re *= gain;
        bin->im *= gain;
        power += bin->re * bin->re + bin->im * bin->im;
    }
    if (w->keep <= 0)
        return;
    float level = sqrtf((float)power / (float)w->bins);
    float gain = 1 / (level + powf(w->floor, w->keep) + FLT_MIN);
    for (size_t k = 0; k < w->bins; k++) {
        w->bin[k].re *= gain;
        w->bin[k].im *= gain;
    }
}

/* Adds the flattened frame to `out` from `start` on. */
static void add_frame(const struct whiten *w, float *out, size_t n,
                      ptrdiff_t start, float scale)
{
    for (size_t i = 0; i < w->size; i++) {
        ptrdiff_t at = start + (ptrdiff_t)i;
        if (at >= 0 && (size_t)at < n)
            out[at] += w->frame[i] * w->window[i] * scale;
    }
}

/* Scales to an rms of 1 over what is not silent. How the overlapping frames add
 * up depends on how alike their flattened phases are. */
static void normalize(float *x, size_t n)
{
    double power = 0;
    size_t sounding = 0;
    for (size_t i = 0; i < n; i++) {
        power += (double)x[i] * x[i];
        sounding += x[i] != 0;
    }
    if (power <= 0)
        return;
    float gain = (float)sqrt((double)sounding / power);
    for (size_t i = 0; i < n; i++)
        x[i] *= gain;
}

static int run(struct whiten *w, const float *in, size_t n, float *out,
               struct yn_err *err)
{
    float *sum = calloc(n ? n : 1, sizeof(*sum));
    if (!sum)
        return yn_err_nomem(err);
    /* Keeps the numbers near 1; normalize() does the rest. */
    float scale = 1 / sqrtf((float)w->size);
    ptrdiff_t before = (ptrdiff_t)(w->size - w->hop);
    for (ptrdiff_t start = -before; start < (ptrdiff_t)n;
         start += (ptrdiff_t)w->hop) {
        take_frame(w, in, n, start);
        yn_fft_forward(w->fft, w->frame, w->bin);
        flatten(w);
        yn_fft_backward(w->fft, w->bin, w->frame);
        add_frame(w, sum, n, start, scale);
    }
    normalize(sum, n);
    memcpy(out, sum, n * sizeof(*out));
    free(sum);
    return YN_OK;
}

int yn_whiten(const float *in, size_t n, const struct yn_whiten_params *params,
              float *out, struct yn_err *err)
{
    struct whiten w = {0};
    if (n == 0)
        return YN_OK;
    int rc = init(&w, params, err);
    if (!rc) {
        set_floor(&w, in, n, params->floor_db);
        rc = run(&w, in, n, out, err);
    }
    release(&w);
    return rc;
}
