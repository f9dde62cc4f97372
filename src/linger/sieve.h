/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sieve: says fast that a text holds no name of the season.
 *
 * Nearly all plays of the world are of other songs. Reading each title and
 * artist as carefully as a match takes would cost many times what reading the
 * file costs, so texts go through this first. It may let pass what matches
 * nothing; it never holds back what would match.
 */
#ifndef YN_LINGER_SIEVE_H
#define YN_LINGER_SIEVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Sets of hashes (Bloom 1970), of 2^16 and 2^17 bits: both fit the processor's
 * nearest memory. With 8,000 names one word in eight begins like a name by
 * chance, and of these one in seventy is taken for one. */
#define YN_SIEVE_BEGIN_WORDS 1024
#define YN_SIEVE_WHOLE_WORDS 2048

struct yn_sieve {
    uint64_t begin[YN_SIEVE_BEGIN_WORDS]; /* how names begin */
    uint64_t whole[YN_SIEVE_WHOLE_WORDS]; /* all of them, two bits each */
    uint8_t lengths; /* bit n - 1: some name has n letters and no more */
    /* A name may end where a word does, as in a line of artists; else it must
     * end as a title does. */
    bool words;
};

/* Adds a name by its key (yn_unicode_key). A zeroed struct is empty. */
void yn_sieve_add(struct yn_sieve *sieve, const char *key);

/* Whether `len` bytes of UTF-8 may hold, from the beginning of some word on, a
 * name that was added. Text that a key may change beyond taking signs away and
 * making letters small always passes. */
bool yn_sieve_passes(const struct yn_sieve *sieve, const char *text,
                     size_t len);

#endif
