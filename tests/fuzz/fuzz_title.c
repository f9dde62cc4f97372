/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Titles: taken apart they hold together, and the sieve never holds back one
 * that is known.
 */
#include "fuzz/fuzz.h"

#include "base/base.h"
#include "base/unicode.h"
#include "linger/sieve.h"
#include "linger/title.h"

/* The first line is a title that is known, the rest is asked. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *end = size ? memchr(data, '\n', size) : NULL;
    size_t bad;
    if (!end || size > 4096 ||
        !yn_unicode_valid((const char *)data, size, &bad))
        return 0;
    struct yn_arena arena = {0};
    struct yn_title known, asked;
    size_t len = (size_t)(end - data);
    char *first = yn_arena_dup_n(&arena, (const char *)data, len);
    char *second =
        yn_arena_dup_n(&arena, (const char *)end + 1, size - len - 1);
    yn_assert(first && second);
    yn_assert(yn_title_parse(&arena, first, &known, NULL) == YN_OK);
    yn_assert(yn_title_parse(&arena, second, &asked, NULL) == YN_OK);
    yn_assert(known.n <= YN_TITLE_FORMS_MAX && asked.n <= YN_TITLE_FORMS_MAX);
    struct yn_sieve *sieve = yn_arena_alloc(&arena, sizeof(*sieve));
    yn_assert(sieve);
    for (size_t i = 0; i < known.n; i++)
        yn_sieve_add(sieve, known.form[i]);
    for (size_t i = 0; i < asked.n; i++) {
        yn_assert(asked.form[i][0]);
        for (size_t k = 0; k < known.n; k++) {
            if (strcmp(asked.form[i], known.form[k]) == 0)
                yn_assert(yn_sieve_passes(sieve, second, strlen(second)));
        }
    }
    yn_arena_release(&arena);
    return 0;
}
