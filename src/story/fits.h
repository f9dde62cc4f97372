/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fits: how near each song of a season is to each story, before that is said in
 * words.
 *
 * A song is near to all stories that have much of everything, and songs of love
 * and tears are near to all. So each story's column is set against what it is
 * to the season's songs (mean 0, deviation 1), and at the end each song's row
 * against what it is to all stories.
 */
#ifndef YN_STORY_FITS_H
#define YN_STORY_FITS_H

#include <stddef.h>

#include <yeoun/err.h>

#include "story/space.h"

/* A song is also compared without each of so many parts of it in turn, which
 * tells how much a fit hangs on a few words (the jackknife; Efron 1982). */
#define YN_FITS_PARTS 8

/* The mean of so many scenes stands for a story: see docs/methods. */
#define YN_FITS_SCENES 10

struct yn_fits {
    size_t n_songs, n_stories, n_scenes;
    size_t *first_scene; /* of each story, and n_scenes */
    /* Row of a song over stories: [song * n_stories + story]. */
    float *story;
    /* The same without one part: [(song * PARTS + part) * n_stories + story].
     */
    float *without;
    /* Row of a song over all stories' scenes: [song * n_scenes + scene]. */
    float *scene;
};

/* Errors: YN_E_NOMEM; `*fits` is to be released in any case. */
int yn_fits_create(struct yn_fits *fits, size_t n_songs,
                   const struct yn_space_text *stories, size_t n_stories,
                   struct yn_err *err);
void yn_fits_release(struct yn_fits *fits);

/* Mean and deviation of a column. With few songs the deviation leans on that of
 * the other columns. */
struct yn_column {
    float mean, sd;
};

/* Columns of `rows` x `columns` values; sd is never 0. */
void yn_fits_columns(const float *value, size_t rows, size_t columns,
                     struct yn_column *out);
void yn_fits_scale(float *row, size_t columns, const struct yn_column *column);

/* Takes from each song's row over the scenes of its own story what that story's
 * other songs have there: where all of a drama's songs are at home tells least.
 * `own` is the story of each song; n_stories: it has none. Errors: YN_E_NOMEM.
 */
int yn_fits_part_scenes(struct yn_fits *fits, const size_t *own,
                        struct yn_err *err);

/* The mean of the `n` greatest of `count` values; of all where there are fewer,
 * 0 where there is none. */
float yn_fits_top(const float *value, size_t count, size_t n);

#endif
