/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lift: an episode's sound without the songs that were found in it.
 *
 * Each song is its master behind a filter nobody knows (an equaliser, a fader,
 * a codec); that filter is fitted and what it gives is subtracted, in every
 * channel. A song is never taken off louder than the sound bears out: under
 * loud words a trace may stay, and what was mixed from another recording stays
 * whole.
 */
#ifndef YEOUN_LIFT_H
#define YEOUN_LIFT_H

#include <stddef.h>
#include <stdint.h>

#include <yeoun/err.h>
#include <yeoun/log.h>
#include <yeoun/placement.h>

/* How the sound comes. */
struct yn_lift_form {
    int rate, channels;
    uint64_t speakers; /* which channels they are, a bit each as in WAV; 0: the
                          file does not say */
};

/* What takes the sound. Errors end the lifting and are returned. */
struct yn_lift_sink {
    /* Once, before the first frames. */
    int (*begin)(void *ctx, const struct yn_lift_form *form,
                 struct yn_err *err);
    /* `n` frames of form->channels samples, interleaved; full scale is 1.0 and
     * may be passed. Borrowed for the call. */
    int (*frames)(void *ctx, const float *frames, size_t n, struct yn_err *err);
    void *ctx;
};

struct yn_lift_request {
    const struct yn_placements *placements; /* as found in this episode */
    const char *const *masters;             /* files, as the cues count them */
    size_t n_masters;
    const char *language;     /* as the scan was told; NULL: none */
    const struct yn_log *log; /* may be NULL */
};

/* Gives the sound of `path` to `sink`, at the file's own rate and with its own
 * channels, as long as it was and without what request->placements names. Where
 * no song was found not a bit changes. A master that cannot be read is told to
 * the log and its songs stay in. Takes about 200 MiB whatever the length.
 * Errors: YN_E_NOTFOUND, YN_E_IO, YN_E_INPUT (no audio), YN_E_LIMIT (more than
 * 8 channels), YN_E_ARG (a cue names no master), YN_E_NOMEM, those of the sink.
 * Threads: any number of calls at once. */
YN_API int yn_lift_file(const char *path, const struct yn_lift_request *request,
                        const struct yn_lift_sink *sink, struct yn_err *err);

#endif
