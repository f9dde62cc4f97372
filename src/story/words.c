/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story/words.h"

#include "base/base.h"
#include "base/buf.h"
#include "base/unicode.h"
#include "story/map.h"

/* Signs behind which a sentence goes on. All others begin one, so that a
 * capital there proves no name; some that do not are no loss. */
#define WITHIN_SENTENCE " \t,'-"

struct walk {
    struct yn_words *words;
    const char *text;
    size_t last; /* end of the word before */
    uint32_t line;
    struct yn_buf raw, folded;
};

static bool is_dense(uint32_t c)
{
    return (c >= 0x0E00 && c <= 0x0EFF) || /* Thai, Lao */
           (c >= 0x1000 && c <= 0x109F) || /* Burmese */
           (c >= 0x1780 && c <= 0x17FF) || /* Khmer */
           (c >= 0x3005 && c <= 0x30FF) || /* kana */
           (c >= 0x3400 && c <= 0x9FFF) || /* Han */
           (c >= 0xF900 && c <= 0xFAFF) || c >= 0x20000;
}

/* What the raw word says of itself. `plain` tells that folding changes nothing
 * in it, which saves most of the time in Korean. */
static unsigned look(const char *raw, bool *plain)
{
    unsigned flags = 0;
    *plain = true;
    for (size_t at = 0; raw[at];) {
        bool first = at == 0;
        uint32_t c = yn_unicode_next(raw, &at);
        if (yn_unicode_is_hangul(c)) {
            flags |= YN_WORD_HANGUL;
            continue;
        }
        *plain = false;
        if (is_dense(c))
            flags |= YN_WORD_DENSE;
        else
            flags |= YN_WORD_CASED;
        if (first && yn_unicode_is_upper(c))
            flags |= YN_WORD_UPPER;
    }
    return flags;
}

/* Looks at what stands between the last word and this one. */
static bool begins_sentence(struct walk *walk, size_t from)
{
    bool first = walk->last == 0;
    for (size_t i = walk->last; i < from; i++) {
        if (walk->text[i] == '\n')
            walk->line++;
        if (!strchr(WITHIN_SENTENCE, walk->text[i]))
            first = true;
    }
    return first;
}

static int add_part(struct walk *walk, const char *part, size_t len,
                    unsigned flags, struct yn_err *err)
{
    struct yn_words *words = walk->words;
    int rc = yn_grow(&words->word, &words->cap, words->n + 1,
                     sizeof(*words->word), err);
    if (rc)
        return rc;
    char *text = yn_arena_dup_n(&words->arena, part, len);
    if (!text)
        return yn_err_nomem(err);
    words->word[words->n++] = (struct yn_word){
        .text = text,
        .key = yn_map_key(text, len),
        .line = walk->line,
        .flags = flags,
    };
    return YN_OK;
}

/* Cuts the folded word at apostrophes. */
static int add_parts(struct walk *walk, const char *folded, unsigned flags,
                     struct yn_err *err)
{
    int rc = YN_OK;
    while (!rc && *folded) {
        size_t len = 0;
        while (folded[len] && folded[len] != '\'' &&
               strncmp(folded + len, "\xE2\x80\x99", 3) != 0)
            len++;
        if (len > 0)
            rc = add_part(walk, folded, len, flags, err);
        folded += len;
        if (*folded)
            folded += *folded == '\'' ? 1 : 3;
        flags &= ~(unsigned)(YN_WORD_UPPER | YN_WORD_FIRST);
    }
    return rc;
}

static int take_word(void *ctx, size_t from, size_t to, struct yn_err *err)
{
    struct walk *walk = ctx;
    bool plain = false;
    unsigned first = begins_sentence(walk, from) ? YN_WORD_FIRST : 0;
    walk->last = to;
    yn_buf_clear(&walk->raw);
    yn_buf_add(&walk->raw, walk->text + from, to - from);
    if (walk->raw.failed)
        return yn_err_nomem(err);
    unsigned flags = look(yn_buf_text(&walk->raw), &plain) | first;
    if (walk->text[to] != ' ')
        flags |= YN_WORD_CALLED;
    if (plain)
        return add_parts(walk, yn_buf_text(&walk->raw), flags, err);
    yn_buf_clear(&walk->folded);
    int rc = yn_unicode_fold(yn_buf_text(&walk->raw), &walk->folded, err);
    return rc ? rc : add_parts(walk, yn_buf_text(&walk->folded), flags, err);
}

int yn_words_add(struct yn_words *words, const char *text, struct yn_err *err)
{
    if (!text)
        return YN_OK;
    struct walk walk = {.words = words};
    struct yn_buf composed = {0};
    int rc = yn_unicode_compose(text, &composed, err);
    walk.text = yn_buf_text(&composed);
    if (!rc)
        rc = yn_unicode_words(walk.text, take_word, &walk, err);
    yn_buf_release(&walk.raw);
    yn_buf_release(&walk.folded);
    yn_buf_release(&composed);
    return rc;
}

void yn_words_release(struct yn_words *words)
{
    free(words->word);
    yn_arena_release(&words->arena);
    *words = (struct yn_words){0};
}
