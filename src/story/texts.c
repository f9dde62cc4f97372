/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story/texts.h"

#include "base/base.h"
#include "story/lyrics.h"

static void part_release(struct yn_texts_part *part)
{
    for (size_t i = 0; part->words && i < part->n; i++)
        yn_words_release(&part->words[i]);
    free(part->words);
    free(part->language);
    free(part->first);
}

void yn_texts_release(struct yn_texts *texts)
{
    part_release(&texts->lyrics);
    part_release(&texts->scenes);
    for (size_t i = 0; i < texts->n_languages; i++)
        yn_language_release(&texts->languages[i]);
    free(texts->languages);
    yn_mask_release(&texts->mask);
    *texts = (struct yn_texts){0};
}

/* Room for the texts, once `first` holds how many each owner has. */
static int part_create(struct yn_texts_part *part, struct yn_err *err)
{
    for (size_t i = 0, n = 0; i <= part->n_owners; i++) {
        size_t own = part->first[i];
        part->first[i] = n;
        n += own;
    }
    size_t n = part->first[part->n_owners];
    part->words = calloc(n + 1, sizeof(*part->words));
    part->language = calloc(n + 1, sizeof(*part->language));
    if (!part->words || !part->language)
        return yn_err_nomem(err);
    part->n = n;
    return YN_OK;
}

static int create(struct yn_texts *texts,
                  const struct yn_message_season *season, struct yn_err *err)
{
    struct yn_texts_part *lyrics = &texts->lyrics, *scenes = &texts->scenes;
    lyrics->n_owners = season->n_songs;
    scenes->n_owners = season->n_dramas;
    lyrics->first = calloc(season->n_songs + 1, sizeof(*lyrics->first));
    scenes->first = calloc(season->n_dramas + 1, sizeof(*scenes->first));
    if (!lyrics->first || !scenes->first)
        return yn_err_nomem(err);
    for (size_t i = 0; i < season->n_songs; i++)
        lyrics->first[i] = season->songs[i].n_lyrics;
    for (size_t i = 0; i < season->n_dramas; i++)
        scenes->first[i] = season->dramas[i].n_scenes;
    int rc = part_create(lyrics, err);
    return rc ? rc : part_create(scenes, err);
}

static int read_lyric(const char *text, struct yn_words *words,
                      struct yn_err *err)
{
    struct yn_lyrics lyrics = {0};
    int rc = yn_lyrics_parse(text ? text : "", &lyrics, err);
    if (!rc)
        rc = yn_words_add(words, lyrics.text, err);
    yn_lyrics_release(&lyrics);
    return rc;
}

static int read_all(struct yn_texts *texts,
                    const struct yn_message_season *season, struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t s = 0, at = 0; s < season->n_songs; s++) {
        for (size_t i = 0; !rc && i < season->songs[s].n_lyrics; i++)
            rc = read_lyric(season->songs[s].lyrics[i].text,
                            &texts->lyrics.words[at++], err);
    }
    for (size_t d = 0, at = 0; d < season->n_dramas; d++) {
        for (size_t i = 0; !rc && i < season->dramas[d].n_scenes; i++)
            rc = yn_words_add(&texts->scenes.words[at++],
                              season->dramas[d].scenes[i].text, err);
    }
    return rc;
}

static int declare(struct yn_mask *mask, enum yn_mask_kind kind,
                   const char *const *names, size_t n, struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < n; i++)
        rc = yn_mask_declare(mask, kind, names[i], err);
    return rc;
}

static int declare_all(struct yn_mask *mask,
                       const struct yn_message_drama *drama, struct yn_err *err)
{
    int rc = declare(mask, YN_MASK_NAME, drama->names, drama->n_names, err);
    if (!rc)
        rc = declare(mask, YN_MASK_SPEAKER, drama->speakers, drama->n_speakers,
                     err);
    if (!rc)
        rc = declare(mask, YN_MASK_TITLE, drama->titles, drama->n_titles, err);
    return rc;
}

/* A drama's songs count with its story: a name that only they hold is one. */
static int study_drama(struct yn_texts *texts,
                       const struct yn_message_season *season, size_t drama,
                       struct yn_err *err)
{
    const size_t *first = texts->scenes.first;
    int rc = yn_mask_study(&texts->mask, texts->scenes.words + first[drama],
                           first[drama + 1] - first[drama], drama, err);
    for (size_t s = 0; !rc && s < season->n_songs; s++) {
        const size_t *lyric = texts->lyrics.first + s;
        if (season->songs[s].drama == drama)
            rc = yn_mask_study(&texts->mask, texts->lyrics.words + lyric[0],
                               lyric[1] - lyric[0], drama, err);
    }
    return rc;
}

static int take_names_out(struct yn_texts *texts,
                          const struct yn_message_season *season,
                          struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t d = 0; !rc && d < season->n_dramas; d++)
        rc = declare_all(&texts->mask, &season->dramas[d], err);
    for (size_t d = 0; !rc && d < season->n_dramas; d++)
        rc = study_drama(texts, season, d, err);
    if (rc)
        return rc;
    yn_mask_settle(&texts->mask, season->n_dramas);
    for (size_t i = 0; i < texts->lyrics.n; i++)
        yn_mask_apply(&texts->mask, &texts->lyrics.words[i]);
    for (size_t i = 0; i < texts->scenes.n; i++)
        yn_mask_apply(&texts->mask, &texts->scenes.words[i]);
    return YN_OK;
}

static int add_language(struct yn_texts *texts, const char code[4],
                        const char script[5], size_t *index, struct yn_err *err)
{
    int rc = yn_grow(&texts->languages, &texts->languages_cap,
                     texts->n_languages + 1, sizeof(*texts->languages), err);
    if (rc)
        return rc;
    struct yn_language *language = &texts->languages[texts->n_languages];
    *language = (struct yn_language){0};
    memcpy(language->code, code, sizeof(language->code));
    memcpy(language->script, script, sizeof(language->script));
    *index = texts->n_languages++;
    return YN_OK;
}

/* Finds the language of a text among those there are. */
static size_t find_language(const struct yn_texts *texts,
                            const struct yn_message_text *text,
                            const struct yn_words *words, char code[4],
                            char script[5])
{
    yn_language_of(text->language, text->text ? text->text : "", code, script);
    for (size_t i = 0; i < texts->n_languages && words->n > 0; i++) {
        if (yn_language_has(&texts->languages[i], code, script, words))
            return i;
    }
    return YN_TEXTS_NO_LANGUAGE;
}

/* Scenes that tell their language come first, so that the others find it. */
static int sort_scenes(struct yn_texts *texts,
                       const struct yn_message_season *season, bool telling,
                       struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t d = 0, at = 0; d < season->n_dramas; d++) {
        for (size_t i = 0; !rc && i < season->dramas[d].n_scenes; i++, at++) {
            char code[4], script[5];
            const struct yn_words *words = &texts->scenes.words[at];
            size_t *index = &texts->scenes.language[at];
            size_t found = find_language(texts, &season->dramas[d].scenes[i],
                                         words, code, script);
            if ((*code != '\0') != telling)
                continue;
            *index = found;
            if (found == YN_TEXTS_NO_LANGUAGE && words->n > 0)
                rc = add_language(texts, code, script, index, err);
            if (!rc && words->n > 0)
                rc = yn_language_learn(&texts->languages[*index], words, err);
        }
    }
    return rc;
}

static int sort_by_language(struct yn_texts *texts,
                            const struct yn_message_season *season,
                            struct yn_err *err)
{
    int rc = sort_scenes(texts, season, true, err);
    if (!rc)
        rc = sort_scenes(texts, season, false, err);
    for (size_t s = 0, at = 0; !rc && s < season->n_songs; s++) {
        for (size_t i = 0; i < season->songs[s].n_lyrics; i++, at++) {
            char code[4], script[5];
            texts->lyrics.language[at] =
                find_language(texts, &season->songs[s].lyrics[i],
                              &texts->lyrics.words[at], code, script);
        }
    }
    return rc;
}

int yn_texts_prepare(const struct yn_message_season *season,
                     struct yn_texts *out, struct yn_err *err)
{
    *out = (struct yn_texts){0};
    int rc = create(out, season, err);
    if (!rc)
        rc = read_all(out, season, err);
    if (!rc)
        rc = take_names_out(out, season, err);
    if (!rc)
        rc = sort_by_language(out, season, err);
    return rc;
}
