/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "linger/sieve.h"

#include "base/base.h"

/* How many bytes of a name are looked at: they fit one word, and tell names
 * apart well. */
#define PREFIX_BYTES 8

/* What a byte of UTF-8 is to the key of a text. */
enum sort {
    SORT_SIGN,   /* goes away, and parts words */
    SORT_LETTER, /* stays, or becomes small */
    SORT_OTHER,  /* may become something else */
};

/* Hangul syllables and CJK ideographs stay as they are, but for a few of the
 * latter that are compatibility forms with a lead byte of their own. */
static enum sort sort_of(unsigned char c)
{
    if (c < 0x80) {
        bool letter = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                      (c >= 'A' && c <= 'Z');
        return letter ? SORT_LETTER : SORT_SIGN;
    }
    if (c < 0xC0 || (c >= 0xE4 && c <= 0xED))
        return SORT_LETTER;
    return SORT_OTHER;
}

static size_t slot(uint64_t prefix, size_t len)
{
    uint64_t mixed = (prefix + len) * UINT64_C(0x9E3779B97F4A7C15);
    return (size_t)(mixed >> 48);
}

static void set(uint64_t *bits, size_t at)
{
    bits[at / 64] |= UINT64_C(1) << (at % 64);
}

static bool is_set(const uint64_t *bits, size_t at)
{
    return bits[at / 64] >> (at % 64) & 1;
}

/* FNV-1a, a byte at a time, for where a name ends is not known. */
#define HASH_START UINT64_C(0xCBF29CE484222325)

static uint64_t hash_byte(uint64_t hash, unsigned char c)
{
    return (hash ^ c) * UINT64_C(0x100000001B3);
}

static void set_whole(struct yn_sieve *sieve, uint64_t hash)
{
    uint64_t mixed = hash * UINT64_C(0x9E3779B97F4A7C15);
    set(sieve->whole, (size_t)(mixed >> 47));
    set(sieve->whole, (size_t)(mixed >> 30) & 0x1FFFF);
}

static bool is_whole(const struct yn_sieve *sieve, uint64_t hash)
{
    uint64_t mixed = hash * UINT64_C(0x9E3779B97F4A7C15);
    return is_set(sieve->whole, (size_t)(mixed >> 47)) &&
           is_set(sieve->whole, (size_t)(mixed >> 30) & 0x1FFFF);
}

void yn_sieve_add(struct yn_sieve *sieve, const char *key)
{
    uint64_t prefix = 0, hash = HASH_START;
    size_t len = 0;
    for (; key[len]; len++) {
        if (len < PREFIX_BYTES)
            prefix = prefix << 8 | (unsigned char)key[len];
        hash = hash_byte(hash, (unsigned char)key[len]);
    }
    if (len == 0)
        return;
    set(sieve->begin, slot(prefix, len < PREFIX_BYTES ? len : PREFIX_BYTES));
    set_whole(sieve, hash);
    if (len < PREFIX_BYTES)
        sieve->lengths |= (uint8_t)(1u << (len - 1));
}

/* Whether a name may end before `at`. What goes on with the next letter is
 * another name. Behind a bracket or a dash, and before words such as "feat.",
 * "inst", "karaoke" and the Korean for them, a title says other things than its
 * name. */
static bool may_end(const struct yn_sieve *sieve, const char *text, size_t len,
                    size_t at)
{
    if (at < len && sort_of((unsigned char)text[at]) == SORT_LETTER)
        return false;
    if (sieve->words)
        return true;
    while (at < len && sort_of((unsigned char)text[at]) == SORT_SIGN) {
        if (!strchr(" .,'!?`", text[at]))
            return true;
        at++;
    }
    return at == len || strchr("fFiImMkK\xEB\xEC", text[at]) != NULL;
}

/* Looks at all names that may begin at a word. */
static bool passes_at(const struct yn_sieve *sieve, const char *text,
                      size_t len, size_t at)
{
    uint64_t prefix = 0, hash = HASH_START;
    size_t n = 0;
    for (; at < len; at++) {
        unsigned char c = (unsigned char)text[at];
        if (sort_of(c) == SORT_SIGN)
            continue;
        if (c >= 'A' && c <= 'Z')
            c = (unsigned char)(c - 'A' + 'a');
        hash = hash_byte(hash, c);
        if (n++ < PREFIX_BYTES)
            prefix = prefix << 8 | c;
        if (n == PREFIX_BYTES && !is_set(sieve->begin, slot(prefix, n)))
            return false;
        bool known =
            n >= PREFIX_BYTES || ((sieve->lengths >> (n - 1) & 1) &&
                                  is_set(sieve->begin, slot(prefix, n)));
        if (known && is_whole(sieve, hash) && may_end(sieve, text, len, at + 1))
            return true;
    }
    return false;
}

bool yn_sieve_passes(const struct yn_sieve *sieve, const char *text, size_t len)
{
    bool inside = false;
    for (size_t at = 0; at < len; at++) {
        enum sort sort = sort_of((unsigned char)text[at]);
        if (sort == SORT_OTHER)
            return true;
        if (sort == SORT_LETTER && !inside && passes_at(sieve, text, len, at))
            return true;
        inside = sort == SORT_LETTER;
    }
    return false;
}
