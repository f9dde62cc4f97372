/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story/lexical.h"

#include "base/base.h"

enum { WHOLE_PIECES, WHOLE_WORDS, SCENES, N_MEASURES };

/* One measure over a season. */
struct measure {
    struct yn_space space;
    struct yn_column *column; /* of the stories */
    float *row;               /* room for one song over the space's texts */
};

struct lexical {
    struct measure measure[N_MEASURES];
    struct yn_column *scene_column;
    struct yn_space_text *scene;
    float *value; /* one measure of all songs over stories */
};

static void release(struct lexical *lexical)
{
    for (size_t m = 0; m < N_MEASURES; m++) {
        yn_space_release(&lexical->measure[m].space);
        free(lexical->measure[m].column);
        free(lexical->measure[m].row);
    }
    free(lexical->scene_column);
    free(lexical->scene);
    free(lexical->value);
}

static int build(struct lexical *lexical, const struct yn_space_text *stories,
                 const struct yn_fits *fits, struct yn_err *err)
{
    size_t n = fits->n_stories, n_scenes = fits->n_scenes;
    lexical->scene = calloc(n_scenes + 1, sizeof(*lexical->scene));
    lexical->scene_column =
        calloc(n_scenes + 1, sizeof(*lexical->scene_column));
    lexical->value = calloc((fits->n_songs + 1) * (n + 1), sizeof(float));
    if (!lexical->scene || !lexical->scene_column || !lexical->value)
        return yn_err_nomem(err);
    for (size_t s = 0, at = 0; s < n; s++) {
        for (size_t i = 0; i < stories[s].n; i++)
            lexical->scene[at++] =
                (struct yn_space_text){.piece = &stories[s].piece[i], .n = 1};
    }
    int rc = YN_OK;
    for (size_t m = 0; !rc && m < N_MEASURES; m++) {
        struct measure *measure = &lexical->measure[m];
        bool scenes = m == SCENES;
        measure->column = calloc(n + 1, sizeof(*measure->column));
        measure->row = calloc(n + n_scenes + 1, sizeof(*measure->row));
        if (!measure->column || !measure->row)
            return yn_err_nomem(err);
        rc = yn_space_build(scenes ? lexical->scene : stories,
                            scenes ? n_scenes : n,
                            m == WHOLE_WORDS ? YN_READ_WORDS : YN_READ_PIECES,
                            &measure->space, err);
    }
    return rc;
}

/* The nearest scenes of each story. */
static void top_scenes(const struct yn_fits *fits, const float *scene,
                       float *story)
{
    for (size_t s = 0; s < fits->n_stories; s++) {
        size_t from = fits->first_scene[s], to = fits->first_scene[s + 1];
        story[s] = yn_fits_top(scene + from, to - from, YN_FITS_SCENES);
    }
}

/* One song's values of a measure over the stories, without a part of it. */
static int ask(struct lexical *lexical, size_t m, const struct yn_fits *fits,
               const struct yn_words *song, const size_t skip[2], float *story,
               struct yn_err *err)
{
    struct measure *measure = &lexical->measure[m];
    int rc = yn_space_ask(&measure->space, song, skip[0], skip[1],
                          m == SCENES ? measure->row : story, err);
    if (rc || m != SCENES)
        return rc;
    yn_fits_scale(measure->row, fits->n_scenes, lexical->scene_column);
    top_scenes(fits, measure->row, story);
    return YN_OK;
}

static int fit_scenes(struct lexical *lexical, const struct yn_words *songs,
                      struct yn_fits *fits, struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < fits->n_songs; i++)
        rc = yn_space_ask(&lexical->measure[SCENES].space, &songs[i], 0, 0,
                          fits->scene + i * fits->n_scenes, err);
    yn_fits_columns(fits->scene, fits->n_songs, fits->n_scenes,
                    lexical->scene_column);
    for (size_t i = 0; !rc && i < fits->n_songs; i++)
        yn_fits_scale(fits->scene + i * fits->n_scenes, fits->n_scenes,
                      lexical->scene_column);
    return rc;
}

static int fit_measure(struct lexical *lexical, size_t m,
                       const struct yn_words *songs, struct yn_fits *fits,
                       struct yn_err *err)
{
    static const size_t nothing[2] = {0, 0};
    struct measure *measure = &lexical->measure[m];
    size_t n = fits->n_stories;
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < fits->n_songs; i++) {
        float *row = lexical->value + i * n;
        if (m == SCENES)
            top_scenes(fits, fits->scene + i * fits->n_scenes, row);
        else
            rc = ask(lexical, m, fits, &songs[i], nothing, row, err);
    }
    yn_fits_columns(lexical->value, fits->n_songs, n, measure->column);
    for (size_t i = 0; !rc && i < fits->n_songs; i++) {
        yn_fits_scale(lexical->value + i * n, n, measure->column);
        for (size_t s = 0; s < n; s++)
            fits->story[i * n + s] += lexical->value[i * n + s];
    }
    return rc;
}

static int fit_without(struct lexical *lexical, const struct yn_words *songs,
                       struct yn_fits *fits, struct yn_err *err)
{
    size_t n = fits->n_stories;
    float *row = lexical->value;
    int rc = YN_OK;
    for (size_t i = 0; i < fits->n_songs * YN_FITS_PARTS; i++) {
        const struct yn_words *song = &songs[i / YN_FITS_PARTS];
        size_t part = i % YN_FITS_PARTS;
        const size_t skip[2] = {song->n * part / YN_FITS_PARTS,
                                song->n * (part + 1) / YN_FITS_PARTS};
        for (size_t m = 0; !rc && m < N_MEASURES; m++) {
            rc = ask(lexical, m, fits, song, skip, row, err);
            yn_fits_scale(row, n, lexical->measure[m].column);
            for (size_t s = 0; s < n; s++)
                fits->without[i * n + s] += row[s];
        }
    }
    return rc;
}

int yn_lexical_fit(const struct yn_words *songs, size_t n_songs,
                   const struct yn_space_text *stories, size_t n_stories,
                   struct yn_fits *out, struct yn_err *err)
{
    struct lexical lexical = {0};
    int rc = yn_fits_create(out, n_songs, stories, n_stories, err);
    if (!rc)
        rc = build(&lexical, stories, out, err);
    if (!rc)
        rc = fit_scenes(&lexical, songs, out, err);
    for (size_t m = 0; !rc && m < N_MEASURES; m++)
        rc = fit_measure(&lexical, m, songs, out, err);
    if (!rc)
        rc = fit_without(&lexical, songs, out, err);
    release(&lexical);
    return rc;
}
