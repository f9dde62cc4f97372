/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "season/romanise.h"

#include "base/base.h"
#include "base/buf.h"
#include "base/unicode.h"
#include "season/romanise_tables.h"

/* Hangul syllables are laid out as (initial * 21 + vowel) * 28 + final. */
#define HANGUL_FIRST 0xAC00
#define N_VOWELS 21
#define N_FINALS 28

#define SPELLING_BYTES_MAX 10
#define NAME_BYTES_MAX 64
#define NAME_TOKENS_MAX 4
#define SYLLABLES_MAX 4

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

enum { G_INITIAL = 0, S_INITIAL = 9, NO_INITIAL = 11, H_INITIAL = 18 };
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

struct spelling {
    char text[SPELLING_BYTES_MAX + 1];
    uint32_t syllable;
};

struct yn_romaniser {
    const struct spelling *item; /* by text, then syllable */
    size_t n, longest;
};

struct spelling_list {
    struct spelling *item;
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
    struct spelling *one = &list->item[list->n];
    int len =
        snprintf(one->text, sizeof(one->text), "%s%s%s", initial, vowel, final);
    one->syllable = syllable;
    if (len > 0 && len <= SPELLING_BYTES_MAX)
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
    int index = (int)(syllable - HANGUL_FIRST);
    int initial = index / (N_VOWELS * N_FINALS);
    int vowel = index / N_FINALS % N_VOWELS, final = index % N_FINALS;
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
    const struct spelling *x = a, *y = b;
    int order = strcmp(x->text, y->text);
    if (order)
        return order;
    return x->syllable < y->syllable ? -1 : x->syllable > y->syllable;
}

/* Moves the list into the arena, sorted and without doubles. */
static int keep_spellings(struct spelling_list *list, struct yn_arena *arena,
                          const struct yn_romaniser **out, struct yn_err *err)
{
    qsort(list->item, list->n, sizeof(*list->item), spelling_compare);
    struct yn_romaniser *table = yn_arena_alloc(arena, sizeof(*table));
    struct spelling *item = yn_arena_array(arena, list->n, sizeof(*item));
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

/* A name cut into lower-case Latin tokens: blanks, hyphens and dots part. */
struct tokens {
    char text[NAME_BYTES_MAX];
    const char *item[NAME_TOKENS_MAX];
    size_t n;
};

static bool cut_tokens(const char *name, struct tokens *tokens)
{
    size_t used = 0;
    bool inside = false;
    tokens->n = 0;
    for (; *name; name++) {
        char c = *name;
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        bool letter = c >= 'a' && c <= 'z';
        bool parting = strchr(" -.", c) != NULL;
        if ((!letter && !parting) || used + 2 > sizeof(tokens->text))
            return false;
        if (letter && !inside) {
            if (tokens->n == NAME_TOKENS_MAX)
                return false;
            tokens->item[tokens->n++] = tokens->text + used;
        }
        if (letter || inside)
            tokens->text[used++] = letter ? c : '\0';
        inside = letter;
    }
    tokens->text[used] = '\0';
    return tokens->n > 0;
}

/* A search for all readings of the tokens behind the surname. */
struct parse {
    const struct yn_romaniser *table;
    const struct tokens *tokens;
    struct yn_arena *arena;
    struct yn_readings *out;
    const char *surname; /* Hangul, or "" */
    size_t least;        /* given syllables at least */
    uint32_t syllable[SYLLABLES_MAX];
    bool overflow, nomem;
};

static void keep_reading(struct parse *parse, size_t n)
{
    struct yn_buf text = {0};
    yn_buf_puts(&text, parse->surname);
    for (size_t i = 0; i < n; i++)
        yn_buf_put_utf8(&text, parse->syllable[i]);
    struct yn_readings *out = parse->out;
    bool known = false;
    for (size_t i = 0; i < out->n; i++)
        known |= strcmp(out->text[i], yn_buf_text(&text)) == 0;
    if (!known && out->n == YN_READINGS_MAX) {
        parse->overflow = true;
    } else if (!known) {
        out->text[out->n] = yn_arena_dup(parse->arena, yn_buf_text(&text));
        parse->nomem |= text.failed || !out->text[out->n];
        out->n++;
    }
    yn_buf_release(&text);
}

/* The first spelling not before the `len` bytes at `text`. */
static size_t lower_bound(const struct yn_romaniser *table, const char *text,
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

/* Reads token `token` from byte `at` with `n` syllables before it. The depth is
 * bounded by SYLLABLES_MAX. */
static void parse_from(struct parse *parse, size_t token, size_t at, size_t n)
{
    if (parse->overflow || parse->nomem)
        return;
    const char *text = parse->tokens->item[token] + at;
    size_t left = strlen(text);
    if (left == 0) {
        if (token + 1 < parse->tokens->n)
            parse_from(parse, token + 1, 0, n);
        else if (n >= parse->least)
            keep_reading(parse, n);
        return;
    }
    if (n == (parse->surname[0] ? 2 : 3))
        return;
    size_t most = left < parse->table->longest ? left : parse->table->longest;
    for (size_t len = 1; len <= most; len++) {
        for (size_t i = lower_bound(parse->table, text, len);
             i < parse->table->n &&
             strncmp(parse->table->item[i].text, text, len) == 0;
             i++) {
            if (parse->table->item[i].text[len] != '\0')
                continue;
            /* An h behind a vowel is a habit of the end (Ah, Suh); within a
             * word it begins the next syllable. */
            if (text[len - 1] == 'h' && len > 1 && len < left)
                continue;
            parse->syllable[n] = parse->table->item[i].syllable;
            parse_from(parse, token, at + len, n + 1);
        }
    }
}

static bool word_is(const char *word, size_t len, const char *text)
{
    return strncmp(word, text, len) == 0 && text[len] == '\0';
}

/* Tries a surname in front: a token of its own, or the start of the only one,
 * which then needs two syllables behind it. */
static void parse_surname(struct parse *parse, const struct yn_surname *surname)
{
    const struct tokens *tokens = parse->tokens;
    for (const char *word = surname->spellings; *word;) {
        size_t len = strcspn(word, " ");
        parse->surname = surname->hangul;
        if (tokens->n > 1 && word_is(word, len, tokens->item[0])) {
            parse->least = 1;
            parse_from(parse, 1, 0, 0);
        } else if (tokens->n == 1 && len > 1 &&
                   strncmp(word, tokens->item[0], len) == 0) {
            parse->least = 2;
            parse_from(parse, 0, len, 0);
        }
        word += len;
        word += *word == ' ';
    }
}

static size_t longest_reading(const struct yn_readings *readings)
{
    size_t longest = 0;
    for (size_t i = 0; i < readings->n; i++) {
        size_t n =
            yn_unicode_count(readings->text[i], strlen(readings->text[i]));
        longest = n > longest ? n : longest;
    }
    return longest;
}

static int read_latin(const struct yn_romaniser *table, const char *name,
                      struct yn_arena *arena, struct yn_readings *out,
                      struct yn_err *err)
{
    struct tokens tokens;
    if (!cut_tokens(name, &tokens))
        return YN_OK;
    struct parse parse = {
        .table = table, .tokens = &tokens, .arena = arena, .out = out};
    for (size_t i = 0; i < YN_LEN(yn_surnames); i++)
        parse_surname(&parse, &yn_surnames[i]);
    bool surname = out->n > 0;
    if (!surname) {
        parse.surname = "";
        parse.least = 2;
        parse_from(&parse, 0, 0, 0);
    }
    if (parse.nomem)
        return yn_err_nomem(err);
    if (parse.overflow)
        out->n = 0;
    out->full = surname && longest_reading(out) >= 3;
    return YN_OK;
}

/* The number of syllables where the name is nothing but Hangul, else 0. */
static size_t hangul_length(const char *name)
{
    size_t n = 0;
    uint32_t c;
    for (size_t at = 0; (c = yn_unicode_next(name, &at)) != 0;) {
        if (yn_unicode_is_hangul(c))
            n++;
        else if (!yn_unicode_is_space(c))
            return 0;
    }
    return n;
}

static bool has_surname(const char *hangul)
{
    for (size_t i = 0; i < YN_LEN(yn_surnames); i++) {
        const char *surname = yn_surnames[i].hangul;
        if (strncmp(hangul, surname, strlen(surname)) == 0)
            return true;
    }
    return false;
}

int yn_romaniser_read(const struct yn_romaniser *table, const char *name,
                      struct yn_arena *arena, struct yn_readings *out,
                      struct yn_err *err)
{
    *out = (struct yn_readings){0};
    size_t n = hangul_length(name);
    if (n == 0)
        return read_latin(table, name, arena, out, err);
    if (n < 2 || n > SYLLABLES_MAX)
        return YN_OK;
    struct yn_buf key = {0};
    int rc = yn_unicode_key(name, &key, err);
    if (!rc) {
        out->text[0] = yn_arena_dup(arena, yn_buf_text(&key));
        out->n = 1;
        out->full = n >= 3 && has_surname(yn_buf_text(&key));
        if (!out->text[0])
            rc = yn_err_nomem(err);
    }
    yn_buf_release(&key);
    return rc;
}

/* Consonants fall into classes that survive transcription; vowels, h, w and y
 * say nothing. */
static char latin_class(char c)
{
    switch (c) {
    case 'k':
    case 'g':
    case 'c':
    case 'q':
        return 'K';
    case 't':
    case 'd':
        return 'T';
    case 'p':
    case 'b':
    case 'f':
    case 'v':
        return 'P';
    case 's':
    case 'z':
    case 'j':
    case 'x':
        return 'S';
    case 'm':
        return 'M';
    case 'n':
        return 'N';
    case 'r':
    case 'l':
        return 'L';
    default:
        return 0;
    }
}

static void put_class(char c, char *out, size_t *n)
{
    if (c && *n < NAME_BYTES_MAX - 1 && (*n == 0 || out[*n - 1] != c))
        out[(*n)++] = c;
    out[*n] = '\0';
}

static void latin_skeleton(const char *text, char *out)
{
    size_t n = 0;
    out[0] = '\0';
    for (size_t i = 0; text[i]; i++) {
        char c =
            text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] + 32) : text[i];
        bool ch = c == 'c' && (text[i + 1] == 'h' || text[i + 1] == 'H');
        bool ng = c == 'g' && i > 0 && (text[i - 1] | 32) == 'n';
        if (!ng)
            put_class(ch ? 'S' : latin_class(c), out, &n);
    }
}

static void hangul_skeleton(const char *text, char *out)
{
    static const char initial_class[] = "KKNTTLMPPSS.SSSKTP.";
    static const char final_class[] = ".KKKNNNTLLLLLLLLMPPTTNTTKTP.";
    size_t n = 0;
    out[0] = '\0';
    uint32_t c;
    for (size_t at = 0; (c = yn_unicode_next(text, &at)) != 0;) {
        if (!yn_unicode_is_hangul(c)) {
            if (c < 0x80)
                put_class(latin_class((char)c), out, &n);
            continue;
        }
        uint32_t index = c - HANGUL_FIRST;
        char first = initial_class[index / (N_VOWELS * N_FINALS)];
        char last = final_class[index % N_FINALS];
        put_class(first == '.' ? 0 : first, out, &n);
        put_class(last == '.' ? 0 : last, out, &n);
    }
}

/* Whether two skeletons are equal but for one letter that one of them lacks:
 * Hangul drops the r of "urban" and adds vowels to what Latin writes without.*/
static bool skeletons_alike(const char *a, const char *b)
{
    size_t na = strlen(a), nb = strlen(b);
    if (na < nb)
        return skeletons_alike(b, a);
    if (na == nb)
        return na > 0 && strcmp(a, b) == 0;
    if (na > nb + 1 || nb < 2)
        return false;
    size_t i = 0;
    while (i < nb && a[i] == b[i])
        i++;
    return strcmp(a + i + 1, b + i) == 0;
}

bool yn_sounds_alike(const char *hangul, const char *latin)
{
    char a[NAME_BYTES_MAX], b[NAME_BYTES_MAX];
    hangul_skeleton(hangul, a);
    latin_skeleton(latin, b);
    return skeletons_alike(a, b);
}
