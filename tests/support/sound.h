/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What comes out of a media file for tests, kept whole; see media.h for how the
 * file is made.
 */
#ifndef YN_TEST_SOUND_H
#define YN_TEST_SOUND_H

#include "media/audio.h"
#include "support/folder.h"

struct sound {
    int rate;
    float *frames; /* free() them */
    size_t n, cap; /* samples */
};

/* A yn_audio_sink whose ctx is a struct sound, for frames of one sample. */
int sound_keep(void *ctx, const float *frames, size_t n, struct yn_err *err);

/* A file of the folder at `rate`; a failure fails the test. `info` may be
 * NULL. */
struct sound sound_read(const struct folder *folder, const char *name, int rate,
                        struct yn_audio_info *info);

/* The root mean square of the samples from `from_s` to `to_s`. */
double sound_rms(const struct sound *s, double from_s, double to_s);

/* A media_sound: 440 Hz at half of full scale in every channel. */
double sound_tone(double t, int channel);

/* Another: a click a second over a soft tone, none at 0, and each a little
 * later in its second than the one before, so that none can be taken for
 * another. */
double sound_clicks(double t, int channel);
/* Where click `k` sounds, in seconds. */
double sound_click_at(int k);

/* The path of a file in the folder; good until the next call. */
const char *sound_path(const struct folder *folder, const char *name);

/* Setup and teardown of a test whose state is a struct folder of its own. */
int sound_make(void **state);
int sound_unmake(void **state);

#endif
