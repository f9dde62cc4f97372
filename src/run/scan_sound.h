/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Scan sound: a file's sound as a scan needs it, also decoded by a thread of
 * its own while something else goes on.
 */
#ifndef YN_SCAN_SOUND_H
#define YN_SCAN_SOUND_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "media/audio.h"

/* The same sound coarse (YN_COARSE_RATE) and fine (YN_FINE_RATE). Fine sound is
 * most of what a scan holds, so it is kept in two bytes a sample. */
struct yn_scan_sound {
    float *coarse;
    uint16_t *fine; /* see signal/half.h */
    size_t n_coarse, n_fine;
    struct yn_audio_info info;
};

/* Decodes a file. Errors: as yn_audio_read, and YN_E_LIMIT (longer than
 * YN_EPISODE_S_MAX); `*out` is then unchanged. */
int yn_scan_sound_load(const char *path, const char *language,
                       struct yn_scan_sound *out, struct yn_err *err);
void yn_scan_sound_release(struct yn_scan_sound *sound);

/* Whether more than one thread is of use to a scan that was asked for `threads`
 * (0: one for each processor), and how many. */
unsigned yn_scan_threads(unsigned threads);

/* A decoding under way; zeroed is none. It must not move in memory. */
struct yn_scan_decode {
    const char *path, *language; /* borrowed until taken or dropped */

    /* Inside. */
    pthread_t thread;
    struct yn_scan_sound sound;
    struct yn_err err;
    int rc;
    bool begun, running;
    atomic_bool stop;
};

/* Begins in another thread, unless `alone`; what cannot be begun so, or is
 * longer than YN_SCAN_AHEAD_S, is decoded when it is taken: an episode that
 * waits costs memory. */
#define YN_SCAN_AHEAD_S (3 * 3600)
void yn_scan_decode_begin(struct yn_scan_decode *decode, const char *path,
                          const char *language, bool alone);
/* Waits for the sound; the decoding is none then. Errors: as
 * yn_scan_sound_load. */
int yn_scan_decode_take(struct yn_scan_decode *decode,
                        struct yn_scan_sound *out, struct yn_err *err);
/* Stops it; none is fine. */
void yn_scan_decode_drop(struct yn_scan_decode *decode);

#endif
