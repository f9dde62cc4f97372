/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story/language.h"

#include "base/base.h"
#include "base/unicode.h"

/* So many words of a language are its common ones. */
#define COMMON_WORDS 100
/* A text with this share of common words is in their language. The libretti's
 * songs have 0.3 to 0.6 of English ones (99 of 100 of them more than 0.2); a
 * French song has about 0.06 of them. */
#define COMMON_SHARE 0.12

void yn_language_release(struct yn_language *language)
{
    yn_map_release(&language->map);
    free(language->count);
    *language = (struct yn_language){0};
}

void yn_language_of(const char *declared, const char *text, char code[4],
                    char script[5])
{
    static const char *const tells[][2] = {
        {"Hang", "kor"}, {"Jpan", "jpn"}, {"Hani", "zho"}, {"Thai", "tha"}};
    yn_unicode_language(declared ? declared : "", code);
    yn_unicode_script(text, script);
    for (size_t i = 0; i < YN_LEN(tells) && !*code; i++) {
        if (strcmp(script, tells[i][0]) == 0)
            memcpy(code, tells[i][1], 4);
    }
}

bool yn_language_has(const struct yn_language *language, const char code[4],
                     const char script[5], const struct yn_words *words)
{
    if (*code && *language->code)
        return strcmp(code, language->code) == 0;
    if (strcmp(script, language->script) != 0)
        return false;
    size_t common = 0;
    for (size_t i = 0; i < words->n; i++) {
        uint32_t index = yn_map_find(&language->map, words->word[i].key);
        if (index != YN_MAP_NONE &&
            language->count[index] >= language->common_min)
            common++;
    }
    return (double)common >= COMMON_SHARE * (double)words->n;
}

static int greater_first(const void *a, const void *b)
{
    unsigned x = *(const unsigned *)a, y = *(const unsigned *)b;
    return (x < y) - (x > y);
}

static int find_common(struct yn_language *language, struct yn_err *err)
{
    size_t n = language->map.n;
    unsigned *sorted = calloc(n + 1, sizeof(*sorted));
    if (!sorted)
        return yn_err_nomem(err);
    if (n > 0)
        memcpy(sorted, language->count, n * sizeof(*sorted));
    qsort(sorted, n, sizeof(*sorted), greater_first);
    language->common_min = n > COMMON_WORDS ? sorted[COMMON_WORDS - 1] : 1;
    free(sorted);
    return YN_OK;
}

int yn_language_learn(struct yn_language *language,
                      const struct yn_words *words, struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < words->n; i++) {
        uint32_t index = 0;
        size_t before = language->map.n;
        rc = yn_map_add(&language->map, words->word[i].key, &index, err);
        if (!rc)
            rc = yn_grow(&language->count, &language->count_cap,
                         language->map.n, sizeof(*language->count), err);
        if (rc)
            break;
        if (language->map.n > before)
            language->count[index] = 0;
        language->count[index]++;
    }
    language->n_words += words->n;
    if (rc || language->n_words < language->settle_at)
        return rc;
    /* Whenever as much again is known: texts are many and short. */
    language->settle_at = 2 * language->n_words;
    return find_common(language, err);
}
