/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/message.h>

#include <math.h>

#include "base/arena.h"
#include "base/base.h"
#include "story/lexical.h"
#include "story/texts.h"

/* Fewer words are a cry, not a lyric. */
#define SONG_WORDS_MIN 4
/* Student's t with YN_FITS_PARTS - 1 = 7 degrees of freedom: 80 of 100. */
#define T_80 1.415

const char *yn_message_word(enum yn_message_status status)
{
    static const char *const words[] = {"known",     "no lyrics",
                                        "few words", "no story",
                                        "languages", "nothing to compare"};
    return words[status];
}

const char *yn_message_reason(enum yn_message_status status)
{
    switch (status) {
    case YN_MESSAGE_KNOWN:
        return "";
    case YN_MESSAGE_NO_LYRICS:
        return "no lyrics are given; name their file as the track's lyrics";
    case YN_MESSAGE_FEW_WORDS:
        return "its lyrics are too short to tell";
    case YN_MESSAGE_NO_STORY:
        return "its drama has neither a synopsis nor subtitles";
    case YN_MESSAGE_LANGUAGE:
        return "its lyrics and its drama's texts are in different languages; "
               "give either in the other's, or an endpoint for embeddings";
    case YN_MESSAGE_ALONE:
        return "a fit is told by comparison, and there are no two dramas and "
               "two songs in its language";
    }
    return "";
}

/* The songs and stories of one language, by index of the season. */
struct group {
    size_t language;
    size_t *song, n_songs; /* index of the song */
    size_t *own;           /* the story of its drama; n_dramas: none */
    struct yn_words *words;
    size_t *drama, n_dramas;
    struct yn_space_text *story;
    struct yn_words *scene; /* of all stories, one after another; borrowed */
    size_t *scene_of;       /* index of each within its drama */
};

static void group_release(struct group *group)
{
    free(group->song);
    free(group->own);
    free(group->words);
    free(group->drama);
    free(group->story);
    free(group->scene);
    free(group->scene_of);
}

/* The lyric of a song in a language; NULL: none. */
static const struct yn_words *lyric_in(const struct yn_texts *texts,
                                       size_t song, size_t language)
{
    for (size_t i = texts->lyrics.first[song];
         i < texts->lyrics.first[song + 1]; i++) {
        if (texts->lyrics.language[i] == language)
            return &texts->lyrics.words[i];
    }
    return NULL;
}

static int group_create(struct group *group, const struct yn_texts *texts,
                        struct yn_err *err)
{
    size_t songs = texts->lyrics.n_owners + 1;
    size_t dramas = texts->scenes.n_owners + 1, scenes = texts->scenes.n + 1;
    group->song = calloc(songs, sizeof(*group->song));
    group->own = calloc(songs, sizeof(*group->own));
    group->words = calloc(songs, sizeof(*group->words));
    group->drama = calloc(dramas, sizeof(*group->drama));
    group->story = calloc(dramas, sizeof(*group->story));
    group->scene = calloc(scenes, sizeof(*group->scene));
    group->scene_of = calloc(scenes, sizeof(*group->scene_of));
    if (!group->song || !group->own || !group->words || !group->drama ||
        !group->story || !group->scene || !group->scene_of)
        return yn_err_nomem(err);
    return YN_OK;
}

/* The story of a drama within its group; n_dramas: none. */
static size_t story_of(const struct group *group, size_t drama)
{
    size_t s = 0;
    while (s < group->n_dramas && group->drama[s] != drama)
        s++;
    return s;
}

static void group_fill(struct group *group, const struct yn_texts *texts,
                       const struct yn_message_season *season)
{
    for (size_t s = 0; s < texts->lyrics.n_owners; s++) {
        const struct yn_words *words = lyric_in(texts, s, group->language);
        if (!words || words->n < SONG_WORDS_MIN)
            continue;
        group->words[group->n_songs] = *words;
        group->song[group->n_songs++] = s;
    }
    size_t n = 0;
    for (size_t d = 0; d < texts->scenes.n_owners; d++) {
        size_t from = texts->scenes.first[d], before = n;
        for (size_t i = from; i < texts->scenes.first[d + 1]; i++) {
            if (texts->scenes.language[i] != group->language ||
                texts->scenes.words[i].n == 0)
                continue;
            group->scene_of[n] = i - from;
            group->scene[n++] = texts->scenes.words[i];
        }
        if (n == before)
            continue;
        group->story[group->n_dramas] = (struct yn_space_text){
            .piece = group->scene + before, .n = n - before};
        group->drama[group->n_dramas++] = d;
    }
    for (size_t i = 0; i < group->n_songs; i++)
        group->own[i] = story_of(group, season->songs[group->song[i]].drama);
}

/* Takes from each row its mean. */
static void centre_rows(float *value, size_t rows, size_t columns)
{
    for (size_t r = 0; r < rows; r++) {
        double mean = 0;
        for (size_t c = 0; c < columns; c++)
            mean += value[r * columns + c] / (double)columns;
        for (size_t c = 0; c < columns; c++)
            value[r * columns + c] -= (float)mean;
    }
}

static double deviation(const float *value, size_t n)
{
    double square = 0;
    for (size_t i = 0; i < n; i++)
        square += (double)value[i] * value[i];
    return square > 0 ? sqrt(square / (double)n) : 1;
}

/* Half the width of the interval: the jackknife's error of a value from the
 * values without each part. */
static double half_width(const float *without, size_t stride)
{
    double mean = 0, square = 0;
    for (size_t i = 0; i < YN_FITS_PARTS; i++)
        mean += without[i * stride] / (double)YN_FITS_PARTS;
    for (size_t i = 0; i < YN_FITS_PARTS; i++)
        square += pow(without[i * stride] - mean, 2);
    return T_80 * sqrt(square * (YN_FITS_PARTS - 1.0) / YN_FITS_PARTS);
}

/* A song of a group whose drama is its `own` story. */
struct place {
    const struct group *group;
    const struct yn_fits *fits;
    double scale;
    size_t song, own;
};

static float *blank(struct yn_arena *arena, size_t n)
{
    float *value = yn_arena_array(arena, n, sizeof(*value));
    for (size_t i = 0; value && i < n; i++)
        value[i] = NAN;
    return value;
}

static int describe(const struct place *place,
                    const struct yn_message_season *season,
                    struct yn_arena *arena, struct yn_message_fit *fit,
                    struct yn_err *err)
{
    const struct group *group = place->group;
    const struct yn_fits *fits = place->fits;
    size_t n = fits->n_stories, own = place->own;
    const float *row = fits->story + place->song * n;
    const float *scene = fits->scene + place->song * fits->n_scenes;
    size_t n_scenes = season->dramas[group->drama[own]].n_scenes;
    float *dramas = blank(arena, season->n_dramas);
    float *scenes = blank(arena, n_scenes);
    if (!dramas || !scenes)
        return yn_err_nomem(err);
    fit->rank = 1;
    for (size_t s = 0; s < n; s++) {
        dramas[group->drama[s]] = (float)(row[s] / place->scale);
        if (row[s] > row[own])
            fit->rank++;
    }
    size_t from = fits->first_scene[own], best = from;
    for (size_t i = from; i < fits->first_scene[own + 1]; i++) {
        scenes[group->scene_of[i]] = scene[i];
        if (scene[i] > scene[best])
            best = i;
    }
    double half =
        half_width(fits->without + place->song * YN_FITS_PARTS * n + own, n);
    fit->status = YN_MESSAGE_KNOWN;
    fit->value = row[own] / place->scale;
    fit->lo = fit->value - half / place->scale;
    fit->hi = fit->value + half / place->scale;
    fit->n_compared = n;
    fit->dramas = dramas;
    fit->scenes = scenes;
    fit->strongest = group->scene_of[best];
    return YN_OK;
}

static int describe_group(const struct group *group,
                          const struct yn_language *language,
                          struct yn_fits *fits,
                          const struct yn_message_season *season,
                          struct yn_message *message, struct yn_err *err)
{
    size_t n = fits->n_stories;
    centre_rows(fits->story, fits->n_songs, n);
    centre_rows(fits->without, fits->n_songs * YN_FITS_PARTS, n);
    double scale = deviation(fits->story, fits->n_songs * n);
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < group->n_songs; i++) {
        size_t song = group->song[i];
        struct yn_message_fit *fit = &message->songs[song];
        struct place place = {
            .group = group,
            .fits = fits,
            .scale = scale,
            .song = i,
            .own = group->own[i],
        };
        /* A song in two languages is told in the one with more dramas. */
        if (place.own == n || fit->n_compared >= n)
            continue;
        rc = describe(&place, season, message->memory, fit, err);
        memcpy(fit->language, language->code, sizeof(fit->language));
    }
    return rc;
}

static int compare_group(const struct yn_message_season *season,
                         const struct yn_texts *texts, size_t language,
                         struct yn_message *message, struct yn_err *err)
{
    struct group group = {.language = language};
    struct yn_fits fits = {0};
    int rc = group_create(&group, texts, err);
    if (!rc)
        group_fill(&group, texts, season);
    if (!rc && group.n_songs >= 2 && group.n_dramas >= 2) {
        rc = yn_lexical_fit(group.words, group.n_songs, group.story,
                            group.n_dramas, &fits, err);
        if (!rc)
            rc = yn_fits_part_scenes(&fits, group.own, err);
        if (!rc)
            rc = describe_group(&group, &texts->languages[language], &fits,
                                season, message, err);
    }
    yn_fits_release(&fits);
    group_release(&group);
    return rc;
}

/* Why a song that was not compared was not. */
static enum yn_message_status why_not(const struct yn_message_season *season,
                                      const struct yn_texts *texts, size_t song)
{
    const struct yn_texts_part *lyrics = &texts->lyrics;
    const struct yn_texts_part *scenes = &texts->scenes;
    size_t drama = season->songs[song].drama, words = 0, story = 0;
    bool shared = false, enough = false;
    for (size_t s = scenes->first[drama]; s < scenes->first[drama + 1]; s++)
        story += scenes->words[s].n;
    for (size_t i = lyrics->first[song]; i < lyrics->first[song + 1]; i++) {
        size_t n = lyrics->words[i].n, language = lyrics->language[i];
        words += n;
        enough = enough || n >= SONG_WORDS_MIN;
        for (size_t s = scenes->first[drama]; s < scenes->first[drama + 1]; s++)
            shared = shared || (language != YN_TEXTS_NO_LANGUAGE &&
                                scenes->language[s] == language);
    }
    if (words == 0)
        return YN_MESSAGE_NO_LYRICS;
    if (story == 0)
        return YN_MESSAGE_NO_STORY;
    if (!enough)
        return YN_MESSAGE_FEW_WORDS;
    return shared ? YN_MESSAGE_ALONE : YN_MESSAGE_LANGUAGE;
}

static int create(size_t n_songs, struct yn_message *out, struct yn_err *err)
{
    *out = (struct yn_message){.n_songs = n_songs};
    out->songs = calloc(n_songs + 1, sizeof(*out->songs));
    out->memory = calloc(1, sizeof(struct yn_arena));
    if (!out->songs || !out->memory)
        return yn_err_nomem(err);
    for (size_t i = 0; i < n_songs; i++)
        out->songs[i] =
            (struct yn_message_fit){.value = NAN, .lo = NAN, .hi = NAN};
    return YN_OK;
}

int yn_message_compare(const struct yn_message_season *season,
                       struct yn_message *out, struct yn_err *err)
{
    struct yn_texts texts = {0};
    struct yn_message message = {0};
    int rc = create(season->n_songs, &message, err);
    if (!rc)
        rc = yn_texts_prepare(season, &texts, err);
    for (size_t i = 0; !rc && i < texts.n_languages; i++)
        rc = compare_group(season, &texts, i, &message, err);
    for (size_t i = 0; !rc && i < season->n_songs; i++) {
        if (message.songs[i].n_compared == 0)
            message.songs[i].status = why_not(season, &texts, i);
    }
    yn_texts_release(&texts);
    if (!rc)
        *out = message;
    else
        yn_message_release(&message);
    return rc;
}

void yn_message_release(struct yn_message *message)
{
    if (message->memory)
        yn_arena_release(message->memory);
    free(message->memory);
    free(message->songs);
    *message = (struct yn_message){0};
}
