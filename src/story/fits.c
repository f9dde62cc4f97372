/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story/fits.h"

#include <math.h>

#include "base/base.h"

/* A column's own deviation counts as that of its songs, and the common one as
 * that of so many more. */
#define COMMON_SONGS 5.0
/* Other songs of a drama count as much as no difference at all when they are so
 * many. Between 3 and 30 it makes no odds (bench/story). */
#define OTHER_SONGS 10.0
#define TOP_MAX YN_FITS_SCENES

int yn_fits_create(struct yn_fits *fits, size_t n_songs,
                   const struct yn_space_text *stories, size_t n_stories,
                   struct yn_err *err)
{
    *fits = (struct yn_fits){.n_songs = n_songs, .n_stories = n_stories};
    fits->first_scene = calloc(n_stories + 1, sizeof(*fits->first_scene));
    if (!fits->first_scene)
        return yn_err_nomem(err);
    for (size_t i = 0; i < n_stories; i++)
        fits->first_scene[i + 1] = fits->first_scene[i] + stories[i].n;
    fits->n_scenes = fits->first_scene[n_stories];
    size_t rows = n_songs + 1;
    fits->story = calloc(rows * (n_stories + 1), sizeof(float));
    fits->without =
        calloc(rows * YN_FITS_PARTS * (n_stories + 1), sizeof(float));
    fits->scene = calloc(rows * (fits->n_scenes + 1), sizeof(float));
    if (!fits->story || !fits->without || !fits->scene)
        return yn_err_nomem(err);
    return YN_OK;
}

void yn_fits_release(struct yn_fits *fits)
{
    free(fits->first_scene);
    free(fits->story);
    free(fits->without);
    free(fits->scene);
    *fits = (struct yn_fits){0};
}

void yn_fits_columns(const float *value, size_t rows, size_t columns,
                     struct yn_column *out)
{
    double common = 0;
    for (size_t c = 0; c < columns; c++) {
        double sum = 0, square = 0;
        for (size_t r = 0; r < rows; r++)
            sum += value[r * columns + c];
        double mean = rows > 0 ? sum / (double)rows : 0;
        for (size_t r = 0; r < rows; r++)
            square += pow(value[r * columns + c] - mean, 2);
        out[c] = (struct yn_column){.mean = (float)mean, .sd = (float)square};
        common += square;
    }
    double n = (double)rows;
    common = n > 0 && columns > 0 ? common / (n * (double)columns) : 0;
    for (size_t c = 0; c < columns; c++) {
        double var = (out[c].sd + COMMON_SONGS * common) / (n + COMMON_SONGS);
        out[c].sd = var > 0 ? (float)sqrt(var) : 1;
    }
}

void yn_fits_scale(float *row, size_t columns, const struct yn_column *column)
{
    for (size_t c = 0; c < columns; c++)
        row[c] = (row[c] - column[c].mean) / column[c].sd;
}

/* The scenes of one story, with room for their sums in `sum`. */
static void part_story(struct yn_fits *fits, size_t story, const size_t *own,
                       double *sum)
{
    size_t from = fits->first_scene[story], to = fits->first_scene[story + 1];
    double others = -1;
    for (size_t i = 0; i < to - from; i++)
        sum[i] = 0;
    for (size_t s = 0; s < fits->n_songs; s++) {
        const float *row = fits->scene + s * fits->n_scenes + from;
        others += own[s] == story;
        for (size_t i = 0; own[s] == story && i < to - from; i++)
            sum[i] += row[i];
    }
    for (size_t s = 0; others > 0 && s < fits->n_songs; s++) {
        float *row = fits->scene + s * fits->n_scenes + from;
        for (size_t i = 0; own[s] == story && i < to - from; i++)
            row[i] -= (float)((sum[i] - row[i]) / (others + OTHER_SONGS));
    }
}

int yn_fits_part_scenes(struct yn_fits *fits, const size_t *own,
                        struct yn_err *err)
{
    double *sum = calloc(fits->n_scenes + 1, sizeof(*sum));
    if (!sum)
        return yn_err_nomem(err);
    for (size_t story = 0; story < fits->n_stories; story++)
        part_story(fits, story, own, sum);
    free(sum);
    return YN_OK;
}

float yn_fits_top(const float *value, size_t count, size_t n)
{
    float top[TOP_MAX] = {0};
    size_t have = 0;
    yn_assert(n > 0 && n <= TOP_MAX);
    for (size_t i = 0; i < count; i++) {
        if (have == n && value[i] <= top[n - 1])
            continue;
        size_t at = have < n ? have++ : n - 1;
        for (; at > 0 && top[at - 1] < value[i]; at--)
            top[at] = top[at - 1];
        top[at] = value[i];
    }
    double sum = 0;
    for (size_t i = 0; i < have; i++)
        sum += top[i];
    return have > 0 ? (float)(sum / (double)have) : 0;
}
