/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Scene: what sounds in one invented episode, and its mixing. Speech, effects
 * and room tone first; then every song is scaled so that it has the wanted
 * level against all the rest.
 *
 * A level is the rms of the song over that of everything else in decibels, over
 * the whole use with its fades, of the mono down-mix, behind the low-pass.
 */
#ifndef BENCH_SCENE_H
#define BENCH_SCENE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <yeoun/err.h>

#include "sound.h"

/* A mono recording, laid so that its rms is `level_db` below full scale. */
struct clip {
    const char *path; /* borrowed */
    size_t at;        /* frame of the episode */
    double level_db;
    size_t n_frames; /* filled in by scene_mix */
};

/* Frames of a master that sound at a place within a use. */
struct piece {
    size_t at, from, n_frames;
};

/* One use of one song. */
struct use {
    const char *path; /* borrowed */
    int channels;     /* of the file */
    size_t at, n_frames;
    size_t fade_in, fade_out; /* frames, raised cosine */
    double duck_db;           /* how much lower under speech, 0 or more */
    double level_db;          /* wanted */
    struct piece *pieces;
    size_t n_pieces;
    /* Filled in by scene_mix: the level, the same K-weighted (BS.1770). */
    double measured_db, measured_k_db, measured_gain;
};

struct scene {
    int rate, channels;
    size_t n_frames;
    double lowpass_hz;
    double room_rms;
    uint64_t seed;
    struct clip *speech, *effects;
    size_t n_speech, n_effects;
    struct use *uses;
    size_t n_uses;
};

/* Frees the arrays of the scene. */
void scene_release(struct scene *scene);

/* Mixes into `out` (filled in, even on failure to be released). Sounds louder
 * than full scale are made softer as a whole, which changes no level. Errors:
 * as sound_read, and YN_E_INPUT for a song that is silent where it is used. */
int scene_mix(struct scene *scene, struct sound *out, struct yn_err *err);

#endif
