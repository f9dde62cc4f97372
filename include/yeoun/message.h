/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Message: does what a song says fit the story it is heard in?
 *
 * Told by comparison: a song fits its drama as far as it stands nearer to that
 * drama's story than to those of the season's other dramas, and nearer than the
 * season's other songs do. That measures whether a song is about this drama
 * rather than another; stock songs of love and tears fit many and score low.
 *
 * Two ways of comparing. The words that song and story share, built in, for
 * songs and stories in one language. And sentence embeddings from an endpoint
 * that the user names, which also see through
 * languages. Names and titles are taken out of all texts first, those given and
 * those found, or a song that says the hero's name would win.
 *
 * Threads: pure functions; a result is read-only and may be shared.
 */
#ifndef YEOUN_MESSAGE_H
#define YEOUN_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>

#include <yeoun/err.h>

/* UTF-8; a language as people write it ("ko", "eng", "pt-BR"), NULL or "" where
 * it is unsaid: then it is found out. */
struct yn_message_text {
    const char *text, *language;
};

struct yn_message_song {
    size_t drama; /* index into yn_message_season.dramas */
    /* The whole song, in one or more languages; times, headings and credits are
     * passed over, and lines that come again count once. */
    const struct yn_message_text *lyrics;
    size_t n_lyrics;
};

struct yn_message_drama {
    /* The story in order: the synopsis, subtitles in pieces of about 30 lines
     * (a scene). Languages may be mixed. */
    const struct yn_message_text *scenes;
    size_t n_scenes;
    const char *const *names; /* of characters, actors, singers */
    size_t n_names;
    const char *const *speakers; /* labels in subtitles: "Anna", "MAN 2" */
    size_t n_speakers;
    const char *const *titles; /* of the drama, in all spellings */
    size_t n_titles;
};

struct yn_message_season {
    const struct yn_message_song *songs;
    size_t n_songs;
    const struct yn_message_drama *dramas;
    size_t n_dramas;
};

/* What makes vectors of texts, such that texts alike in meaning are near. */
struct yn_message_vectors {
    float *value; /* n rows of `dim`, each of length 1; free with free() */
    size_t dim;
};

struct yn_message_embedder {
    /* Errors are passed on. See <yeoun/embed.h> for one. */
    int (*embed)(void *ctx, const char *const *texts, size_t n,
                 struct yn_message_vectors *out, struct yn_err *err);
    void *ctx;
};

enum yn_message_status {
    YN_MESSAGE_KNOWN,
    YN_MESSAGE_NO_LYRICS,
    YN_MESSAGE_FEW_WORDS, /* the lyrics are too short to tell */
    YN_MESSAGE_NO_STORY,  /* no synopsis and no subtitles of its drama */
    YN_MESSAGE_LANGUAGE,  /* lyrics and story share no language, and no
                             endpoint was named */
    YN_MESSAGE_ALONE,     /* nothing to compare with: fewer than two dramas or
                             two songs in this language */
};

/* "known", "no lyrics", ..., and the same as a sentence that says what would
 * help. Static. */
YN_API const char *yn_message_word(enum yn_message_status status);
YN_API const char *yn_message_reason(enum yn_message_status status);

struct yn_message_fit {
    enum yn_message_status status;
    /* The fit to its own drama: 0 is no nearer than to any other, 1 is one
     * standard deviation of all fits of the season. `lo` to `hi` holds it in
     * 80 of 100 cases, as far as the choice of words goes (jackknife over
     * eighths of the lyric). NAN unless KNOWN. */
    double value, lo, hi;
    /* Its own drama's place among those compared, 1 = best; 0 unless KNOWN. */
    size_t rank, n_compared;
    char language[4]; /* it was compared in, "kor"; "" where that is unsaid */
    bool embedded;    /* embeddings took part */
    /* The fit to each drama of the season, on the scale of `value`; NAN where
     * it was not compared. n_dramas values; NULL unless KNOWN. */
    const float *dramas;
    /* How near each scene of its own drama is: 0 as near as to the season's
     * songs and the drama's others, 1 about a standard deviation nearer; NAN
     * where it was not compared. As many as its drama has scenes; NULL unless
     * KNOWN. */
    const float *scenes;
    size_t strongest; /* index of the nearest scene */
};

struct yn_message {
    struct yn_message_fit *songs; /* by index of the season's songs */
    size_t n_songs;
    void *memory; /* what the fits point to */
};

/* Compares every song with every drama. What cannot be told is no error: the
 * song's status says why. With an embedder (NULL: none) also songs and stories
 * in different languages, and where the words can be compared too, the fit is
 * the mean of both.
 * Errors: YN_E_NOMEM, YN_E_LIMIT, those of the embedder; `*out` is unchanged.
 * Sources: src/story/lexical.h, semantic.h, fits.h. */
YN_API int yn_message_compare(const struct yn_message_season *season,
                              const struct yn_message_embedder *embedder,
                              struct yn_message *out, struct yn_err *err);

/* Frees what it holds; an empty one is fine. */
YN_API void yn_message_release(struct yn_message *message);

#endif
