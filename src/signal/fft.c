/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signal/fft.h"

#include <fftw3.h>
#include <pthread.h>

#include "base/base.h"
#include "signal/fft_wisdom.h"

struct yn_fft {
    size_t size;
    fftwf_plan forward, backward;
};

/* FFTW's planner is one for the whole process. */
static pthread_mutex_t planner = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t wisdom = PTHREAD_ONCE_INIT;

/* Plans are not timed, for other plans give other last bits; but the one that a
 * scan spends its time in was sought for long, once, and is known. Where it was
 * made for another FFTW or processor it is not taken. Before the first plan, so
 * that all are the same whatever the program does first. */
static void import_wisdom(void)
{
    fftwf_import_wisdom_from_string(fft_wisdom);
}

static int make_plans(struct yn_fft *fft, struct yn_err *err)
{
    float *real = fftwf_malloc(fft->size * sizeof(*real));
    fftwf_complex *bins = fftwf_malloc((fft->size / 2 + 1) * sizeof(*bins));
    if (real && bins) {
        int n = (int)fft->size;
        pthread_once(&wisdom, import_wisdom);
        pthread_mutex_lock(&planner);
        fft->forward = fftwf_plan_dft_r2c_1d(n, real, bins, FFTW_ESTIMATE);
        fft->backward = fftwf_plan_dft_c2r_1d(n, bins, real, FFTW_ESTIMATE);
        pthread_mutex_unlock(&planner);
    }
    fftwf_free(real);
    fftwf_free(bins);
    return fft->forward && fft->backward ? YN_OK : yn_err_nomem(err);
}

int yn_fft_create(size_t size, struct yn_fft **out, struct yn_err *err)
{
    yn_assert(size >= 4 && size % 2 == 0 && size <= 1u << 28);
    struct yn_fft *fft = calloc(1, sizeof(*fft));
    if (!fft)
        return yn_err_nomem(err);
    fft->size = size;
    int rc = make_plans(fft, err);
    if (rc) {
        yn_fft_destroy(&fft);
        return rc;
    }
    *out = fft;
    return YN_OK;
}

void yn_fft_destroy(struct yn_fft **fft)
{
    if (!*fft)
        return;
    pthread_mutex_lock(&planner);
    if ((*fft)->forward)
        fftwf_destroy_plan((*fft)->forward);
    if ((*fft)->backward)
        fftwf_destroy_plan((*fft)->backward);
    pthread_mutex_unlock(&planner);
    free(*fft);
    *fft = NULL;
}

size_t yn_fft_size(const struct yn_fft *fft)
{
    return fft->size;
}

size_t yn_fft_bins(const struct yn_fft *fft)
{
    return fft->size / 2 + 1;
}

void *yn_fft_alloc(size_t bytes)
{
    return fftwf_malloc(bytes);
}

void yn_fft_free(void *buffer)
{
    fftwf_free(buffer);
}

void yn_fft_forward(const struct yn_fft *fft, float *real,
                    struct yn_complex *bins)
{
    fftwf_execute_dft_r2c(fft->forward, real, (fftwf_complex *)bins);
}

void yn_fft_backward(const struct yn_fft *fft, struct yn_complex *bins,
                     float *real)
{
    fftwf_execute_dft_c2r(fft->backward, (fftwf_complex *)bins, real);
}
