/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story/semantic.h"

#include "base/base.h"
#include "base/buf.h"

/* METHODS 4: a story is met in a few of its scenes. */
#define NEAREST_SCENES 3
/* A song whole, and without each part. */
#define SONG_TEXTS (1 + YN_FITS_PARTS)

struct semantic {
    char **text; /* of the songs, SONG_TEXTS each, then of the scenes */
    size_t n_texts;
    struct yn_message_vectors vectors;
    struct yn_column *scene_column, *column;
    float *row; /* one song over scenes */
};

static void release(struct semantic *semantic)
{
    for (size_t i = 0; semantic->text && i < semantic->n_texts; i++)
        free(semantic->text[i]);
    free(semantic->text);
    free(semantic->vectors.value);
    free(semantic->scene_column);
    free(semantic->column);
    free(semantic->row);
}

/* Words as a text again, but for those from `skip_from` to `skip_to`. */
static int write_text(const struct yn_words *words, size_t skip_from,
                      size_t skip_to, char **out, struct yn_err *err)
{
    struct yn_buf text = {0};
    uint32_t line = 0;
    for (size_t i = 0; i < words->n; i++) {
        const struct yn_word *word = &words->word[i];
        if (i >= skip_from && i < skip_to)
            continue;
        if (text.len > 0)
            yn_buf_putc(&text, word->line == line ? ' ' : '\n');
        yn_buf_puts(&text, word->text);
        line = word->line;
    }
    yn_buf_puts(&text, "");
    return yn_buf_finish(&text, out, err);
}

static int write_texts(struct semantic *semantic, const struct yn_words *songs,
                       const struct yn_space_text *stories,
                       const struct yn_fits *fits, struct yn_err *err)
{
    size_t n = fits->n_songs * SONG_TEXTS + fits->n_scenes;
    semantic->text = calloc(n + 1, sizeof(*semantic->text));
    if (!semantic->text)
        return yn_err_nomem(err);
    char **text = semantic->text;
    semantic->n_texts = n;
    int rc = YN_OK;
    for (size_t s = 0; s < fits->n_songs; s++) {
        size_t words = songs[s].n;
        if (!rc)
            rc = write_text(&songs[s], 0, 0, text++, err);
        for (size_t p = 0; !rc && p < YN_FITS_PARTS; p++)
            rc = write_text(&songs[s], words * p / YN_FITS_PARTS,
                            words * (p + 1) / YN_FITS_PARTS, text++, err);
    }
    for (size_t s = 0; s < fits->n_stories; s++) {
        for (size_t i = 0; !rc && i < stories[s].n; i++)
            rc = write_text(&stories[s].piece[i], 0, 0, text++, err);
    }
    return rc;
}

static int embed(struct semantic *semantic,
                 const struct yn_message_embedder *embedder, struct yn_err *err)
{
    int rc = embedder->embed(embedder->ctx, (const char *const *)semantic->text,
                             semantic->n_texts, &semantic->vectors, err);
    if (!rc && (!semantic->vectors.value || semantic->vectors.dim == 0))
        rc = yn_err_set(err, YN_E_INPUT, 0, "embeddings without numbers");
    return rc;
}

/* Cosines of one of a song's texts to all scenes. */
static void measure(const struct semantic *semantic, const struct yn_fits *fits,
                    size_t text, float *row)
{
    size_t dim = semantic->vectors.dim;
    const float *from = semantic->vectors.value + text * dim;
    const float *scene =
        semantic->vectors.value + fits->n_songs * SONG_TEXTS * dim;
    for (size_t i = 0; i < fits->n_scenes; i++, scene += dim) {
        double sum = 0;
        for (size_t d = 0; d < dim; d++)
            sum += (double)from[d] * scene[d];
        row[i] = (float)sum;
    }
}

static void nearest(const struct yn_fits *fits, const float *scene,
                    float *story)
{
    for (size_t s = 0; s < fits->n_stories; s++) {
        size_t from = fits->first_scene[s], to = fits->first_scene[s + 1];
        story[s] = yn_fits_top(scene + from, to - from, NEAREST_SCENES);
    }
}

static int fit(struct semantic *semantic, struct yn_fits *fits,
               struct yn_err *err)
{
    size_t n = fits->n_stories, n_scenes = fits->n_scenes;
    semantic->scene_column =
        calloc(n_scenes + 1, sizeof(*semantic->scene_column));
    semantic->column = calloc(n + 1, sizeof(*semantic->column));
    semantic->row = calloc(n_scenes + 1, sizeof(*semantic->row));
    if (!semantic->scene_column || !semantic->column || !semantic->row)
        return yn_err_nomem(err);
    for (size_t s = 0; s < fits->n_songs; s++)
        measure(semantic, fits, s * SONG_TEXTS, fits->scene + s * n_scenes);
    yn_fits_columns(fits->scene, fits->n_songs, n_scenes,
                    semantic->scene_column);
    for (size_t s = 0; s < fits->n_songs; s++) {
        yn_fits_scale(fits->scene + s * n_scenes, n_scenes,
                      semantic->scene_column);
        nearest(fits, fits->scene + s * n_scenes, fits->story + s * n);
    }
    yn_fits_columns(fits->story, fits->n_songs, n, semantic->column);
    for (size_t s = 0; s < fits->n_songs; s++) {
        yn_fits_scale(fits->story + s * n, n, semantic->column);
        for (size_t p = 0; p < YN_FITS_PARTS; p++) {
            float *row = fits->without + (s * YN_FITS_PARTS + p) * n;
            measure(semantic, fits, s * SONG_TEXTS + 1 + p, semantic->row);
            yn_fits_scale(semantic->row, n_scenes, semantic->scene_column);
            nearest(fits, semantic->row, row);
            yn_fits_scale(row, n, semantic->column);
        }
    }
    return YN_OK;
}

int yn_semantic_fit(const struct yn_message_embedder *embedder,
                    const struct yn_words *songs, size_t n_songs,
                    const struct yn_space_text *stories, size_t n_stories,
                    struct yn_fits *out, struct yn_err *err)
{
    struct semantic semantic = {0};
    int rc = yn_fits_create(out, n_songs, stories, n_stories, err);
    if (!rc)
        rc = write_texts(&semantic, songs, stories, out, err);
    if (!rc)
        rc = embed(&semantic, embedder, err);
    if (!rc)
        rc = fit(&semantic, out, err);
    release(&semantic);
    return rc;
}
