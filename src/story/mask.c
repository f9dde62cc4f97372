/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story/mask.h"

#include "base/base.h"
#include "base/unicode.h"

/* A word that this many times as often has a capital as none is a name; some
 * small letters are slips of the writer. */
#define UPPER_PER_LOWER 20
/* More capitals than this within sentences: the language (German) or the print
 * (English before 1800) gives them to all nouns, and they prove nothing.
 * English prose of today has about 0.06. */
#define UPPER_SHARE_MAX 0.15
/* How often a Korean word must be called ("지은아!") or addressed ("지은 씨").
 */
#define CALLED_MIN 3
#define POLITE_MIN 2
/* Names belong to few dramas, "아니야" and "God" to many. */
#define DRAMAS_PART 5
/* Syllables of a Korean name. */
#define NAME_MIN 2
#define NAME_MAX 4
/* Particles behind a name have at most so many; a longer rest is a word. */
#define PARTICLES_MAX 2
#define SYLLABLE_BYTES 3

struct yn_mask_seen {
    uint32_t lower, upper, called, polite;
    uint32_t last_drama, n_dramas;
    bool speaker, name;
};

struct yn_mask_phrase {
    uint64_t *key;
    size_t n;
};

void yn_mask_release(struct yn_mask *mask)
{
    for (size_t i = 0; i < mask->n_phrases; i++)
        free(mask->phrase[i].key);
    free(mask->phrase);
    free(mask->seen);
    yn_map_release(&mask->map);
    *mask = (struct yn_mask){0};
}

static int seen_of(struct yn_mask *mask, uint64_t key,
                   struct yn_mask_seen **seen, struct yn_err *err)
{
    uint32_t index = 0;
    size_t before = mask->map.n;
    int rc = yn_grow(&mask->seen, &mask->seen_cap, before + 1,
                     sizeof(*mask->seen), err);
    if (!rc)
        rc = yn_map_add(&mask->map, key, &index, err);
    if (rc)
        return rc;
    if (mask->map.n > before)
        mask->seen[index] = (struct yn_mask_seen){.last_drama = UINT32_MAX};
    *seen = &mask->seen[index];
    return YN_OK;
}

static bool is_name(const struct yn_mask *mask, uint64_t key)
{
    uint32_t index = yn_map_find(&mask->map, key);
    return index != YN_MAP_NONE && mask->seen[index].name;
}

static bool is_korean(const struct yn_word *word)
{
    return word->flags & YN_WORD_HANGUL &&
           !(word->flags & (YN_WORD_CASED | YN_WORD_DENSE));
}

static uint64_t beginning(const char *text, size_t syllables)
{
    return yn_map_key(text, syllables * SYLLABLE_BYTES);
}

static int declare_word(struct yn_mask *mask, const struct yn_word *word,
                        bool speaker, struct yn_err *err)
{
    struct yn_mask_seen *seen = NULL;
    size_t len = strlen(word->text);
    int rc = YN_OK;
    /* One letter or syllable is an initial, or too much would go with it. */
    if (yn_unicode_count(word->text, len) >= 2)
        rc = seen_of(mask, word->key, &seen, err);
    if (seen) {
        seen->speaker = seen->speaker || speaker;
        seen->name = seen->name || !speaker;
    }
    /* People call 윤세리 세리: the family's name is the first syllable. */
    if (!rc && is_korean(word) && len == (size_t)3 * SYLLABLE_BYTES) {
        rc = seen_of(mask, yn_map_key(word->text + SYLLABLE_BYTES, 6), &seen,
                     err);
        if (!rc && speaker)
            seen->speaker = true;
        else if (!rc)
            seen->name = true;
    }
    return rc;
}

static int declare_phrase(struct yn_mask *mask, const struct yn_words *words,
                          struct yn_err *err)
{
    if (words->n == 0)
        return YN_OK;
    int rc = yn_grow(&mask->phrase, &mask->phrases_cap, mask->n_phrases + 1,
                     sizeof(*mask->phrase), err);
    uint64_t *key = rc ? NULL : calloc(words->n, sizeof(*key));
    if (!key)
        return rc ? rc : yn_err_nomem(err);
    for (size_t i = 0; i < words->n; i++)
        key[i] = words->word[i].key;
    mask->phrase[mask->n_phrases++] =
        (struct yn_mask_phrase){.key = key, .n = words->n};
    return YN_OK;
}

int yn_mask_declare(struct yn_mask *mask, enum yn_mask_kind kind,
                    const char *name, struct yn_err *err)
{
    struct yn_words words = {0};
    int rc = yn_words_add(&words, name, err);
    if (!rc && kind == YN_MASK_TITLE)
        rc = declare_phrase(mask, &words, err);
    for (size_t i = 0; !rc && kind != YN_MASK_TITLE && i < words.n; i++)
        rc = declare_word(mask, &words.word[i], kind == YN_MASK_SPEAKER, err);
    yn_words_release(&words);
    return rc;
}

static void count_drama(struct yn_mask_seen *seen, size_t drama)
{
    if (seen->last_drama != (uint32_t)drama)
        seen->n_dramas++;
    seen->last_drama = (uint32_t)drama;
}

static int study_cased(struct yn_mask *mask, const struct yn_word *word,
                       bool capitals_tell, size_t drama, struct yn_err *err)
{
    struct yn_mask_seen *seen = NULL;
    int rc = seen_of(mask, word->key, &seen, err);
    if (rc)
        return rc;
    count_drama(seen, drama);
    if (!(word->flags & YN_WORD_UPPER))
        seen->lower++;
    else if (capitals_tell && !(word->flags & YN_WORD_FIRST))
        seen->upper++;
    return YN_OK;
}

/* Whether the last syllable of the name asks for 아 and not for 야: one with a
 * consonant at its end. */
static bool has_final(const char *text, size_t syllables)
{
    size_t at = (syllables - 1) * SYLLABLE_BYTES;
    return (yn_unicode_next(text, &at) - 0xAC00) % 28 != 0;
}

static bool is_called(const struct yn_word *word, size_t syllables, size_t name)
{
    if (!(word->flags & YN_WORD_CALLED) || syllables != name + 1 || name > 3)
        return false;
    return strcmp(word->text + name * SYLLABLE_BYTES,
                  has_final(word->text, name) ? "아" : "야") == 0;
}

static bool starts(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

static int study_korean(struct yn_mask *mask, const struct yn_word *word,
                        const struct yn_word *next, size_t drama,
                        struct yn_err *err)
{
    size_t syllables = strlen(word->text) / SYLLABLE_BYTES;
    int rc = YN_OK;
    for (size_t n = NAME_MIN; !rc && n <= NAME_MAX && n <= syllables; n++) {
        struct yn_mask_seen *seen = NULL;
        rc = seen_of(mask, beginning(word->text, n), &seen, err);
        if (rc)
            return rc;
        count_drama(seen, drama);
        if (starts(word->text + n * SYLLABLE_BYTES, "씨") ||
            (n == syllables && next && starts(next->text, "씨")))
            seen->polite++;
        else if (is_called(word, syllables, n))
            seen->called++;
    }
    return rc;
}

/* Whether capitals within sentences are few enough to mean something. */
static bool capitals_mean_names(const struct yn_words *texts, size_t n)
{
    size_t within = 0, upper = 0;
    for (size_t t = 0; t < n; t++) {
        for (size_t i = 0; i < texts[t].n; i++) {
            unsigned flags = texts[t].word[i].flags;
            bool counts = flags & YN_WORD_CASED && !(flags & YN_WORD_FIRST);
            within += counts;
            upper += counts && flags & YN_WORD_UPPER;
        }
    }
    return (double)upper <= UPPER_SHARE_MAX * (double)within;
}

int yn_mask_study(struct yn_mask *mask, const struct yn_words *texts, size_t n,
                  size_t drama, struct yn_err *err)
{
    bool capitals_tell = capitals_mean_names(texts, n);
    int rc = YN_OK;
    for (size_t t = 0; t < n; t++) {
        for (size_t i = 0; !rc && i < texts[t].n; i++) {
            const struct yn_word *word = &texts[t].word[i];
            const struct yn_word *next = i + 1 < texts[t].n ? word + 1 : NULL;
            if (is_korean(word))
                rc = study_korean(mask, word, next, drama, err);
            else if (word->flags & YN_WORD_CASED)
                rc = study_cased(mask, word, capitals_tell, drama, err);
        }
    }
    return rc;
}

void yn_mask_settle(struct yn_mask *mask, size_t n_dramas)
{
    size_t few = n_dramas / DRAMAS_PART > 1 ? n_dramas / DRAMAS_PART : 1;
    for (size_t i = 0; i < mask->map.n; i++) {
        struct yn_mask_seen *seen = &mask->seen[i];
        bool rare = seen->n_dramas <= few;
        bool common = seen->lower > seen->upper || !rare;
        bool written =
            seen->upper >= 2 && seen->upper >= seen->lower * UPPER_PER_LOWER;
        bool called = seen->polite >= POLITE_MIN || seen->called >= CALLED_MIN;
        if ((rare && (written || called)) || (seen->speaker && !common))
            seen->name = true;
    }
}

/* The words of the phrase that starts at word `at`; 0: none. */
static size_t phrase_at(const struct yn_mask *mask,
                        const struct yn_words *words, size_t at)
{
    for (size_t p = 0; p < mask->n_phrases; p++) {
        const struct yn_mask_phrase *phrase = &mask->phrase[p];
        size_t same = 0;
        while (same < phrase->n && at + same < words->n &&
               words->word[at + same].key == phrase->key[same])
            same++;
        if (same == phrase->n)
            return same;
    }
    return 0;
}

/* Takes a name off the front of a Korean word. Returns whether nothing that
 * matters is left. */
static bool strip_korean(const struct yn_mask *mask, struct yn_word *word)
{
    size_t syllables = strlen(word->text) / SYLLABLE_BYTES;
    for (size_t n = NAME_MAX; n >= NAME_MIN; n--) {
        if (n > syllables || !is_name(mask, beginning(word->text, n)))
            continue;
        word->text += n * SYLLABLE_BYTES;
        word->key = yn_map_key(word->text, strlen(word->text));
        return syllables - n <= PARTICLES_MAX;
    }
    return false;
}

void yn_mask_apply(const struct yn_mask *mask, struct yn_words *words)
{
    size_t kept = 0;
    for (size_t i = 0; i < words->n; i++) {
        size_t skip = phrase_at(mask, words, i);
        if (skip) {
            i += skip - 1;
            continue;
        }
        struct yn_word word = words->word[i];
        if (is_name(mask, word.key) ||
            (is_korean(&word) && strip_korean(mask, &word)))
            continue;
        words->word[kept++] = word;
    }
    words->n = kept;
}
