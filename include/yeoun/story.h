/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Story: does a song sound on the moments that move people?
 *
 * Moments. Each second of an episode gets a poignancy P, from whatever is known
 * of it: how much viewers wrote, how much of that is tears, where little is
 * said, where it is quiet, and the editor's own marks. Music never takes part:
 * what the sound tells is told by what remains when the songs are taken out.
 *
 * Layering. How poignant the seconds are in which a song is in the foreground,
 * against the same seconds of the same episodes turned round by chance. It is a
 * mean over what is heard of the song, so a motif that is played everywhere
 * comes out at nothing, however many moments it also meets.
 *
 * Source of the method: docs/methods.md, "Moments and layering"; the figures
 * are those of bench/story.
 *
 * Threads: pure functions; a result is read-only and may be shared.
 */
#ifndef YEOUN_STORY_H
#define YEOUN_STORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <yeoun/err.h>
#include <yeoun/placement.h>

/* Of a normal distribution 80 of 100 lie within so many standard deviations. */
#define YN_NORMAL_90 1.2815515655446004

enum yn_channel {
    YN_CHANNEL_COMMENTS, /* how much was written */
    YN_CHANNEL_TEARS,    /* which share of it is tears */
    YN_CHANNEL_DIALOGUE, /* how little is said */
    YN_CHANNEL_SILENCE,  /* how quiet all but the music is */
    YN_CHANNEL_MARKS,    /* the editor's own */
};
#define YN_CHANNELS 5

/* "comments", "tears", "dialogue", "silence", "marks". Static. */
YN_API const char *yn_channel_word(enum yn_channel channel);

/* One thing written at a time. */
struct yn_reaction {
    double time_s; /* from the episode's begin */
    uint64_t user; /* 0: unsaid */
    bool tears;
    bool names_song; /* it names the song or the singer: left out */
};

struct yn_spoken {
    double start_s, end_s;
};

/* What is known of one episode; all of it is borrowed. */
struct yn_moments_episode {
    double duration_s;
    const struct yn_reaction *reactions; /* by time; may reach beyond the
                                            episode: that is left out */
    size_t n_reactions;
    size_t source; /* which service they are of: a lag each; below n_sources */
    const struct yn_spoken *spoken; /* subtitles, in any order, of this cut;
                                       see yn_subtitles_fit */
    size_t n_spoken;
    const struct yn_rest *rest; /* one a second, NULL: not scanned */
    size_t n_rest;
    const double *marks; /* seconds */
    size_t n_marks;
    bool marked; /* the editor has been through it */
};

/* What an episode's curve is worth. */
struct yn_moments {
    /* One value a second, mean 0 and variance 1 over the seconds that are
     * known; NAN where nothing is (the first and last YN_EDGE_S, and all of an
     * episode without channels). */
    float *value;
    float *by_sound; /* the part of `value` that dialogue and silence have */
    size_t n;
    unsigned channels;  /* bits: 1 << enum yn_channel */
    size_t n_reactions; /* that counted */
    size_t n_naming;    /* left out: they name the song */
    size_t n_beyond;    /* left out: outside of the episode */
};

/* Opening and closing titles: what is written then is of the hour and not of
 * the scene. */
#define YN_EDGE_S 60

/* How long after a moment people write. */
struct yn_lag {
    double s;
    bool known;    /* false: too little to tell, `s` is 0 */
    bool by_marks; /* told by the editor's marks, else by the sound */
};

/* How well a channel finds the editor's marks: the chance that a marked second
 * stands above one that is not. NAN: fewer than YN_MARKS_MIN marks in episodes
 * where it is known. */
#define YN_MARKS_MIN 8

struct yn_season_moments {
    struct yn_moments *episodes;
    size_t n_episodes;
    struct yn_lag *lags; /* by source */
    size_t n_sources;
    double auc[YN_CHANNELS]; /* that of the marks themselves is NAN */
    double auc_all;          /* of all channels together, without the marks */
    size_t n_marks;
};

/* Errors: YN_E_NOMEM, YN_E_LIMIT (an episode of more than a day); `*out` is
 * unchanged. Release with yn_season_moments_release. */
YN_API int yn_season_moments_find(const struct yn_moments_episode *episodes,
                                  size_t n_episodes, size_t n_sources,
                                  struct yn_season_moments *out,
                                  struct yn_err *err);
YN_API void yn_season_moments_release(struct yn_season_moments *moments);

/* Whether subtitles are of this cut of an episode, by the speech in it. */
struct yn_subtitles_fit {
    bool known;   /* false: too little speech or too few lines to tell */
    bool fits;    /* after the two below */
    double speed; /* the episode's second = offset_s + speed x the subtitles' */
    double offset_s;
    double match;     /* correlation with the speech, -1..1 */
    double as_is;     /* the same for the subtitles as they are */
    double elsewhere; /* the best of it more than a quarter of a minute away:
                         subtitles of another episode, or of a cut that lacks a
                         scene, agree with several places about as well */
};

/* Looks for the offset (up to YN_SUBTITLES_OFFSET_MAX) and speed (those between
 * 23.976, 24 and 25 pictures a second) at which lines and speech agree. What
 * agrees as it is, is left as it is; what agrees nowhere clearly does not fit.
 * Errors: YN_E_NOMEM. */
#define YN_SUBTITLES_OFFSET_MAX 120
YN_API int yn_subtitles_fit(const struct yn_spoken *spoken, size_t n,
                            const struct yn_rest *rest, size_t n_rest,
                            struct yn_subtitles_fit *out, struct yn_err *err);

/* A use of a song. */
struct yn_layer_cue {
    size_t track;
    size_t episode; /* index into the moments */
    double start_s, end_s;
    const float *level_db; /* as yn_cue has it */
    size_t n_levels;
};

enum yn_layer_status {
    YN_LAYER_UNKNOWN,   /* it was not found, or nothing is known of moments */
    YN_LAYER_BEHIND,    /* it is never in the foreground */
    YN_LAYER_DESCRIBED, /* one or two uses: no test can tell */
    YN_LAYER_TESTED,
};

/* "unknown", "never in the foreground", "described only", "tested". */
YN_API const char *yn_layer_word(enum yn_layer_status status);

struct yn_layer {
    enum yn_layer_status status;
    /* How much more poignant the song's seconds are than those of the same
     * episodes by chance, in standard deviations of P; `lo` to `hi` holds what
     * it would be over many more such uses in 80 of 100 cases. NAN where
     * UNKNOWN or BEHIND. */
    double effect, lo, hi, sd;
    double p;    /* one-sided; NAN unless TESTED */
    double q;    /* the same with all tested tracks of the season seen together
                    (Benjamini and Hochberg's false discovery rate) */
    size_t cues; /* uses where moments are known */
    double heard_s; /* in the foreground, as weighted seconds */
    /* Where song and moment are strongest together; episode SIZE_MAX: nowhere.
     */
    size_t episode;
    double time_s;
};

struct yn_layers {
    struct yn_layer *tracks;
    size_t n_tracks;
};

struct yn_layers_params {
    const struct yn_season_moments *moments;
    const struct yn_layer_cue *cues;
    size_t n_cues, n_tracks;
    unsigned rotations; /* 0: 9999 */
    uint64_t seed;
};

/* Measures every track. The same input gives the same numbers. Errors:
 * YN_E_NOMEM; `*out` is unchanged. Release with yn_layers_release. */
YN_API int yn_layers_measure(const struct yn_layers_params *params,
                             struct yn_layers *out, struct yn_err *err);
YN_API void yn_layers_release(struct yn_layers *layers);

#endif
