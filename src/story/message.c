/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/message.h>

#include <math.h>

#include "base/arena.h"
#include "base/base.h"
#include "story/lexical.h"
#include "story/semantic.h"
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

/* Songs and stories that are compared, by index of the season. */
struct group {
    /* They are in this one; NULL: in any, and vectors are compared. */
    const struct yn_language *language;
    size_t number;         /* of it among the texts' */
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

/* The first long enough lyric of a song that a group can use; NULL: none. */
static const struct yn_words *
lyric_for(const struct group *group, const struct yn_texts *texts, size_t song)
{
    const struct yn_texts_part *lyrics = &texts->lyrics;
    for (size_t i = lyrics->first[song]; i < lyrics->first[song + 1]; i++) {
        if (lyrics->words[i].n >= SONG_WORDS_MIN &&
            (!group->language || lyrics->language[i] == group->number))
            return &lyrics->words[i];
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
        const struct yn_words *words = lyric_for(group, texts, s);
        if (!words)
            continue;
        group->words[group->n_songs] = *words;
        group->song[group->n_songs++] = s;
    }
    size_t n = 0;
    for (size_t d = 0; d < texts->scenes.n_owners; d++) {
        size_t from = texts->scenes.first[d], before = n;
        for (size_t i = from; i < texts->scenes.first[d + 1]; i++) {
            if (texts->scenes.words[i].n == 0 ||
                (group->language && texts->scenes.language[i] != group->number))
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

/* The mean of two values; of a NAN and a value the value. */
static float both(float a, float b)
{
    if (isnan(a))
        return b;
    return isnan(b) ? a : (a + b) / 2;
}

/* Joins what vectors tell of a song (`fit`) to what its words told. Both err on
 * the same words, so the interval is the mean of theirs. */
static int join(const struct yn_message_fit *words,
                const struct yn_message_season *season, size_t own,
                struct yn_arena *arena, struct yn_message_fit *fit,
                struct yn_err *err)
{
    size_t n_scenes = season->dramas[own].n_scenes;
    float *dramas = blank(arena, season->n_dramas);
    float *scenes = blank(arena, n_scenes);
    if (!dramas || !scenes)
        return yn_err_nomem(err);
    for (size_t i = 0; i < season->n_dramas; i++)
        dramas[i] = both(fit->dramas[i], words->dramas[i]);
    fit->rank = 1;
    for (size_t i = 0; i < season->n_dramas; i++)
        fit->rank += dramas[i] > dramas[own];
    for (size_t i = 0; i < n_scenes; i++) {
        scenes[i] = both(fit->scenes[i], words->scenes[i]);
        if (scenes[i] > scenes[fit->strongest])
            fit->strongest = i;
    }
    fit->value = (fit->value + words->value) / 2;
    fit->lo = (fit->lo + words->lo) / 2;
    fit->hi = (fit->hi + words->hi) / 2;
    fit->dramas = dramas;
    fit->scenes = scenes;
    memcpy(fit->language, words->language, sizeof(fit->language));
    return YN_OK;
}

static int describe_song(const struct place *place,
                         const struct yn_message_season *season,
                         struct yn_message *message, struct yn_err *err)
{
    const struct group *group = place->group;
    struct yn_message_fit *kept = &message->songs[group->song[place->song]];
    struct yn_message_fit fit = {.embedded = !group->language};
    bool words = kept->n_compared > 0;
    /* A song in two languages is told in the one with more dramas. */
    if (group->language && kept->n_compared >= place->fits->n_stories)
        return YN_OK;
    int rc = describe(place, season, message->memory, &fit, err);
    if (!rc && group->language)
        memcpy(fit.language, group->language->code, sizeof(fit.language));
    if (!rc && !group->language && words)
        rc = join(kept, season, group->drama[place->own], message->memory, &fit,
                  err);
    if (!rc)
        *kept = fit;
    return rc;
}

static int describe_group(const struct group *group, struct yn_fits *fits,
                          const struct yn_message_season *season,
                          struct yn_message *message, struct yn_err *err)
{
    size_t n = fits->n_stories;
    int rc = yn_fits_part_scenes(fits, group->own, err);
    centre_rows(fits->story, fits->n_songs, n);
    centre_rows(fits->without, fits->n_songs * YN_FITS_PARTS, n);
    struct place place = {
        .group = group,
        .fits = fits,
        .scale = deviation(fits->story, fits->n_songs * n),
    };
    for (size_t i = 0; !rc && i < group->n_songs; i++) {
        place.song = i;
        place.own = group->own[i];
        if (place.own < n)
            rc = describe_song(&place, season, message, err);
    }
    return rc;
}

/* Compares what one language holds, or by the embedder what all hold. */
static int compare_group(const struct yn_message_season *season,
                         const struct yn_texts *texts, size_t number,
                         const struct yn_message_embedder *embedder,
                         struct yn_message *message, struct yn_err *err)
{
    struct group group = {
        .language = embedder ? NULL : &texts->languages[number],
        .number = number,
    };
    struct yn_fits fits = {0};
    int rc = group_create(&group, texts, err);
    if (!rc)
        group_fill(&group, texts, season);
    if (!rc && group.n_songs >= 2 && group.n_dramas >= 2) {
        if (embedder)
            rc = yn_semantic_fit(embedder, group.words, group.n_songs,
                                 group.story, group.n_dramas, &fits, err);
        else
            rc = yn_lexical_fit(group.words, group.n_songs, group.story,
                                group.n_dramas, &fits, err);
        if (!rc)
            rc = describe_group(&group, &fits, season, message, err);
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
                       const struct yn_message_embedder *embedder,
                       struct yn_message *out, struct yn_err *err)
{
    struct yn_texts texts = {0};
    struct yn_message message = {0};
    int rc = create(season->n_songs, &message, err);
    if (!rc)
        rc = yn_texts_prepare(season, &texts, err);
    for (size_t i = 0; !rc && i < texts.n_languages; i++)
        rc = compare_group(season, &texts, i, NULL, &message, err);
    if (!rc && embedder)
        rc = compare_group(season, &texts, 0, embedder, &message, err);
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
