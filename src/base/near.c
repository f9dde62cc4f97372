/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/near.h"

#include <ctype.h>
#include <strings.h>

#include "base/base.h"

#define NEAR_BYTES_MAX 128
/* Beginnings shorter than this say nothing. */
#define NEAR_BEGINNING_MIN 4

static unsigned min3(unsigned a, unsigned b, unsigned c)
{
    unsigned least = a < b ? a : b;
    return least < c ? least : c;
}

static size_t lower(const char *text, unsigned char *out)
{
    size_t n = 0;
    for (; text[n] && n < NEAR_BYTES_MAX; n++)
        out[n] = (unsigned char)tolower((unsigned char)text[n]);
    return n;
}

unsigned yn_near_distance(const char *a, const char *b)
{
    unsigned char x[NEAR_BYTES_MAX], y[NEAR_BYTES_MAX];
    size_t nx = lower(a, x), ny = lower(b, y);
    unsigned row[3][NEAR_BYTES_MAX + 1];
    unsigned *before = row[0], *last = row[1], *now = row[2];
    for (size_t j = 0; j <= ny; j++)
        last[j] = (unsigned)j;
    for (size_t i = 1; i <= nx; i++) {
        now[0] = (unsigned)i;
        for (size_t j = 1; j <= ny; j++) {
            unsigned change = x[i - 1] != y[j - 1];
            now[j] = min3(last[j] + 1, now[j - 1] + 1, last[j - 1] + change);
            bool swapped =
                i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1];
            if (swapped && before[j - 2] + 1 < now[j])
                now[j] = before[j - 2] + 1;
        }
        unsigned *free_row = before;
        before = last;
        last = now;
        now = free_row;
    }
    return last[ny];
}

/* The only word that `word` begins or that begins `word`, or `n`: "alias" for
 * "aliases" is two letters off and yet plain. */
static size_t only_beginning(const char *word, const char *const *words,
                             size_t n)
{
    size_t found = n, len = strlen(word);
    for (size_t i = 0; i < n; i++) {
        size_t common = strlen(words[i]) < len ? strlen(words[i]) : len;
        if (common < NEAR_BEGINNING_MIN ||
            strncasecmp(word, words[i], common) != 0)
            continue;
        if (found < n)
            return n;
        found = i;
    }
    return found;
}

size_t yn_near_word(const char *word, const char *const *words, size_t n)
{
    size_t best = n;
    unsigned limit = (unsigned)strlen(word) / 3;
    unsigned best_distance = (limit ? limit : 1) + 1;
    for (size_t i = 0; i < n; i++) {
        unsigned distance = yn_near_distance(word, words[i]);
        if (distance < best_distance) {
            best_distance = distance;
            best = i;
        }
    }
    return best < n ? best : only_beginning(word, words, n);
}
