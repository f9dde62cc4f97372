/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Channels: what is known of an episode as one value a second each.
 *
 * All of them: `z` has `n` values, standardised (mean 0, variance 1) over the
 * seconds within YN_EDGE_S of neither end; true where there is enough to say
 * anything, else `z` is not to be read.
 */
#ifndef YN_STORY_CHANNELS_H
#define YN_STORY_CHANNELS_H

#include <yeoun/story.h>

/* Fewer say nothing of when. */
#define YN_REACTIONS_MIN 20
#define YN_TEARS_MIN 5

/* The seconds that count, [from, to); empty where there are too few. */
struct yn_span {
    size_t from, to;
};
struct yn_span yn_moments_span(size_t n);

/* Standardises in place; false where all are alike. */
bool yn_standardise(float *z, struct yn_span span);

/* Reactions less those of one user within half a minute, those that name songs
 * and those outside of the episode, by time, earlier by `lag_s`. Counts them
 * into `moments`. Errors: YN_E_NOMEM. */
struct yn_heard {
    struct yn_reaction *item;
    size_t n;
};
int yn_heard_of(const struct yn_moments_episode *episode,
                struct yn_moments *moments, struct yn_heard *out,
                struct yn_err *err);

/* Errors of these: YN_E_NOMEM, as a negative return; else 1 known, 0 not. */
int yn_channel_comments(const struct yn_heard *heard, double lag_s, float *z,
                        size_t n, struct yn_err *err);
int yn_channel_tears(const struct yn_heard *heard, double lag_s, float *z,
                     size_t n, struct yn_err *err);
int yn_channel_dialogue(const struct yn_moments_episode *episode, float *z,
                        size_t n, struct yn_err *err);
int yn_channel_silence(const struct yn_moments_episode *episode, float *z,
                       size_t n, struct yn_err *err);
int yn_channel_marks(const struct yn_moments_episode *episode, float *z,
                     size_t n, struct yn_err *err);

/* The share of each of `n` seconds in which somebody speaks. Errors:
 * YN_E_NOMEM. */
int yn_spoken_cover(const struct yn_spoken *spoken, size_t n_spoken,
                    double offset_s, double speed, float *cover, size_t n,
                    struct yn_err *err);

#endif
