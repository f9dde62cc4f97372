/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "season/names/spellings.h"

#include "base/base.h"
#include "base/unicode.h"
#include "season/names/romanise.h"
#include "season/names/romanise_tables.h"

/* Variants parted by blanks; the first is the Revised Romanisation. */
static const char *const initial_spellings[] = {
    "g k", "kk gg", "n", "d",  "tt dd", "r l", "m", "b", "pp bb", "s",
    "ss",  "",      "j", "jj", "ch",    "k",   "t", "p", "h"};
static const char *const vowel_spellings[] = {
    "a",      "ae", "ya",     "yae",    "eo",    "e",      "yeo",
    "ye",     "o",  "wa",     "wae",    "oe oi", "yo",     "u oo",
    "wo weo", "we", "wi wee", "yu yoo", "eu",    "ui eui", "i ee"};
static const char *const final_spellings[] = {
    "",  "k g ck", "k", "k", "n", "n", "n", "t d", "l", "k",
    "m", "l",      "l", "l", "p", "l", "m", "p b", "p", "t s",
    "t", "ng",     "t", "t", "k", "t", "p", ""};

/* Places in the tables above. */
enum { S_INITIAL = 9, NO_INITIAL = 11, H_INITIAL = 18 };
enum {
    A = 0,
    EO = 4,
    YEO = 6,
    O = 8,
    U = 13,
    WI = 16,
    YU = 17,
    UI = 19,
    I = 20
};
enum {
    NO_FINAL = 0,
    K_FINAL = 1,
    N_FINAL = 4,
    L_FINAL = 8,
    M_FINAL = 16,
    P_FINAL = 17,
    NG_FINAL = 21
};

/* Vowel spellings that people use beside the official ones. `finals` lists the
 * finals they go with ("*" any, "-" none); initial -1 is any. */
struct variant {
    int vowel, initial;
    const char *finals;
    const char *spelling;
    bool whole; /* of the whole syllable, not of its vowel */
};

static const struct variant variants[] = {
    {A, -1, "-", "ah", false},
    {EO, -1, "Gkmpl", "u", false},      /* Jung, Suk, Bum, Chul */
    {EO, S_INITIAL, "n", "u", false},   /* Sun for 선 */
    {EO, -1, "*", "uh", false},         /* Suh */
    {EO, -1, "-", "ur", false},         /* Hur */
    {EO, NO_INITIAL, "n", "oh", false}, /* Ohn for 언 */
    {YEO, -1, "Gknlmp", "yu", false},   /* Kyung, Hyun, Byul */
    {YEO, -1, "G", "you", false},       /* Young */
    {YEO, -1, "G", "yo", false},  /* Yong is 용 too: ambiguous, so be it */
    {YEO, -1, "l", "yeu", false}, /* Yeul for 열 */
    {O, -1, "-", "oh", false},
    {O, NO_INITIAL, "n", "oh", false}, /* Ohn for 온 */
    {U, NO_INITIAL, "*", "woo", false},
    {U, NO_INITIAL, "*", "wu", false},
    {U, -1, "-n", "ou", false},
    {WI, H_INITIAL, "-", "whi", true}, /* Whee: the h goes behind the w */
    {WI, H_INITIAL, "-", "whee", true},
    {YU, -1, "-n", "you", false},      /* Soyou, Youn */
    {UI, H_INITIAL, "-", "ee", false}, /* Hee */
    {I, NO_INITIAL, "*", "yi", false},
};

struct spelling_list {
    struct yn_spelling *item;
    size_t n, cap;
};

static int add_spelling(struct spelling_list *list, uint32_t syllable,
                        const char *initial, const char *vowel,
                        const char *final, struct yn_err *err)
{
    int rc =
        yn_grow(&list->item, &list->cap, list->n + 1, sizeof(*list->item), err);
    if (rc)
        return rc;
    struct yn_spelling *one = &list->item[list->n];
    int len =
        snprintf(one->text, sizeof(one->text), "%s%s%s", initial, vowel, final);
    one->syllable = syllable;
    if (len > 0 && len <= YN_SPELLING_BYTES_MAX)
        list->n++;
    return YN_OK;
}

/* Copies the next blank-parted word of *words into `out`; false at the end. An
 * empty table entry is one empty word. */
static bool next_word(const char **words, char *out, size_t size)
{
    if (!*words)
        return false;
    size_t len = strcspn(*words, " ");
    snprintf(out, size, "%.*s", (int)len, *words);
    *words = (*words)[len] ? *words + len + 1 : NULL;
    return true;
}

static char final_letter(int final)
{
    switch (final) {
    case NO_FINAL:
        return '-';
    case K_FINAL:
        return 'k';
    case N_FINAL:
        return 'n';
    case L_FINAL:
        return 'l';
    case M_FINAL:
        return 'm';
    case P_FINAL:
        return 'p';
    case NG_FINAL:
        return 'G';
    default:
        return '?';
    }
}

static bool variant_fits(const struct variant *variant, int initial, int vowel,
                         int final)
{
    return variant->vowel == vowel &&
           (variant->initial < 0 || variant->initial == initial) &&
           (variant->finals[0] == '*' ||
            strchr(variant->finals, final_letter(final)));
}

/* All spellings of one syllable with the given vowel spelling. */
static int add_with_vowel(struct spelling_list *list, uint32_t syllable,
                          int initial, const char *vowel, int final,
                          struct yn_err *err)
{
    char first[4], last[4];
    const char *firsts = initial_spellings[initial];
    while (next_word(&firsts, first, sizeof(first))) {
        const char *lasts = final_spellings[final];
        while (next_word(&lasts, last, sizeof(last))) {
            int rc = add_spelling(list, syllable, first, vowel, last, err);
            bool shin =
                !rc && initial == S_INITIAL &&
                (vowel[0] == 'i' || vowel[0] == 'e' || vowel[0] == 'y') &&
                strcmp(vowel, "eo") != 0;
            if (shin)
                rc = add_spelling(list, syllable, "sh", vowel, last, err);
            if (rc)
                return rc;
        }
    }
    return YN_OK;
}

static int add_variant(struct spelling_list *list, uint32_t syllable,
                       const struct variant *variant, int initial, int final,
                       struct yn_err *err)
{
    if (variant->whole)
        return add_spelling(list, syllable, variant->spelling, "", "", err);
    return add_with_vowel(list, syllable, initial, variant->spelling, final,
                          err);
}

static int add_syllable(struct spelling_list *list, uint32_t syllable,
                        struct yn_err *err)
{
    int index = (int)(syllable - YN_HANGUL_FIRST);
    int initial = index / (YN_HANGUL_VOWELS * YN_HANGUL_FINALS);
    int vowel = index / YN_HANGUL_FINALS % YN_HANGUL_VOWELS,
        final = index % YN_HANGUL_FINALS;
    char word[8];
    const char *words = vowel_spellings[vowel];
    while (next_word(&words, word, sizeof(word))) {
        int rc = add_with_vowel(list, syllable, initial, word, final, err);
        if (rc)
            return rc;
    }
    for (size_t i = 0; i < YN_LEN(variants); i++) {
        if (!variant_fits(&variants[i], initial, vowel, final))
            continue;
        int rc = add_variant(list, syllable, &variants[i], initial, final, err);
        if (rc)
            return rc;
    }
    return YN_OK;
}

static int spelling_compare(const void *a, const void *b)
{
    const struct yn_spelling *x = a, *y = b;
    int order = strcmp(x->text, y->text);
    if (order)
        return order;
    return x->syllable < y->syllable ? -1 : x->syllable > y->syllable;
}

/* Moves the list into the arena, sorted and without doubles. */
static int keep_spellings(struct spelling_list *list, struct yn_arena *arena,
                          const struct yn_romaniser **out, struct yn_err *err)
{
    if (list->n)
        qsort(list->item, list->n, sizeof(*list->item), spelling_compare);
    struct yn_romaniser *table = yn_arena_alloc(arena, sizeof(*table));
    struct yn_spelling *item = yn_arena_array(arena, list->n, sizeof(*item));
    if (!table || !item)
        return yn_err_nomem(err);
    for (size_t i = 0; i < list->n; i++) {
        if (i > 0 && spelling_compare(&list->item[i - 1], &list->item[i]) == 0)
            continue;
        size_t len = strlen(list->item[i].text);
        table->longest = len > table->longest ? len : table->longest;
        item[table->n++] = list->item[i];
    }
    table->item = item;
    *out = table;
    return YN_OK;
}

int yn_romaniser_create(struct yn_arena *arena, const struct yn_romaniser **out,
                        struct yn_err *err)
{
    struct spelling_list list = {0};
    int rc = YN_OK;
    uint32_t c;
    for (size_t at = 0;
         !rc && (c = yn_unicode_next(yn_given_syllables, &at)) != 0;)
        rc = add_syllable(&list, c, err);
    if (!rc)
        rc = keep_spellings(&list, arena, out, err);
    free(list.item);
    return rc;
}

size_t yn_spellings_find(const struct yn_romaniser *table, const char *text,
                         size_t len)
{
    size_t low = 0, high = table->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strncmp(table->item[middle].text, text, len);
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void put_first(const char *spellings, struct yn_buf *out)
{
    yn_buf_add(out, spellings, strcspn(spellings, " "));
}

void yn_romanise_put(const char *text, struct yn_buf *out)
{
    for (size_t at = 0; text[at];) {
        uint32_t c = yn_unicode_next(text, &at);
        if (!yn_unicode_is_hangul(c)) {
            yn_buf_put_utf8(out, c);
            continue;
        }
        uint32_t index = c - YN_HANGUL_FIRST;
        uint32_t row = index / YN_HANGUL_FINALS;
        put_first(initial_spellings[row / YN_HANGUL_VOWELS], out);
        put_first(vowel_spellings[row % YN_HANGUL_VOWELS], out);
        put_first(final_spellings[index % YN_HANGUL_FINALS], out);
    }
}
