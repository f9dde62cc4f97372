/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fit: known sounds within another, as they sound there.
 *
 * A song in a mix is its master behind a filter nobody knows: an equaliser, a
 * fader, a codec. In a short-time Fourier transform that is one complex gain
 * for each bin, which changes slowly. It is found by least squares in three
 * steps, each of which only adds what the sound bears out:
 *
 * 1. one gain for each third of an octave, over a few seconds;
 * 2. what single bins need beside it;
 * 3. the course of the fader, fast, for a few broad bands at once.
 *
 * Least squares weigh each frame and bin by what else sounds there (iterated,
 * Holland & Welsch 1977), so that the gaps between words count and the words do
 * not. Each gain is shrunk by what chance would make of it (the positive part
 * of James & Stein 1961): a song that is not there adds next to nothing. Kin:
 * adaptive interference cancellation (Widrow et al. 1975), Remixavier (Raffel &
 * Ellis 2014).
 */
#ifndef YN_SIGNAL_FIT_H
#define YN_SIGNAL_FIT_H

#include <stddef.h>

#include <yeoun/err.h>

#include "signal/fft.h"

/* The most references at once: two songs in stereo. */
#define YN_FIT_REFS 4

/* How spectra lie: frame after frame, `bins` (8 and more) each. */
struct yn_fit_grid {
    size_t frames, bins;
    double bin_hz;   /* bin k is at k * bin_hz */
    double frame_s;  /* from one frame to the next */
    size_t overlap;  /* of the windows, 2 or 4 */
    unsigned rounds; /* of least squares; 0: 3. One is quicker, and takes out
                        less where the song is far below */
};

/* The references of one fit: each an array as long as the mix, aligned with it
 * within some milliseconds, and zero where it does not sound. Those of one song
 * (mid and side rather than left and right) stand together and have the same
 * number in `song_of`; the loudest song stands first. A fit changes them. */
struct yn_fit_refs {
    struct yn_complex *ref[YN_FIT_REFS];
    size_t song_of[YN_FIT_REFS];
    size_t n; /* 1..YN_FIT_REFS */
};

/* Fits references to `mix` and writes what of the mix they are to `song` (all
 * of grid->frames * grid->bins). Errors: YN_E_NOMEM; `song` is then undefined.
 */
int yn_fit_spectra(const struct yn_fit_grid *grid, const struct yn_complex *mix,
                   const struct yn_fit_refs *refs, struct yn_complex *song,
                   struct yn_err *err);

struct yn_fit_params {
    int rate;                      /* frames a second */
    const float *ref[YN_FIT_REFS]; /* mono, `n` frames each */
    size_t song_of[YN_FIT_REFS];   /* as in yn_fit_refs */
    size_t n_refs;
    size_t n;
};

/* The same for sounds: what of `mix` (`n` frames, mono) the references are, to
 * `song`, which may not overlap the others. Errors: YN_E_NOMEM. */
int yn_fit(const struct yn_fit_params *params, const float *mix, float *song,
           struct yn_err *err);

/* How many frames of sound later than given the reference sounds in the mix, to
 * a fraction, within `reach` either way (three eighths of a window at most);
 * `*z`, how far the peak of their correlation stands above its rms: below 6
 * there is none. By generalised cross-correlation (Knapp & Carter 1976).
 * Errors: YN_E_NOMEM. */
int yn_fit_lag_spectra(const struct yn_fit_grid *grid,
                       const struct yn_complex *mix,
                       const struct yn_complex *ref, size_t reach, double *lag,
                       double *z, struct yn_err *err);

/* The same for sounds: the first of params->ref. */
int yn_fit_lag(const struct yn_fit_params *params, const float *mix,
               size_t reach, double *lag, double *z, struct yn_err *err);

#endif
