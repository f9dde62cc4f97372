/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Unicode: the door to ICU. Nothing else includes ICU's headers.
 *
 * Text is UTF-8, NUL-terminated unless a length is given. Threads: all
 * functions are safe; there is no state.
 */
#ifndef YN_BASE_UNICODE_H
#define YN_BASE_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <yeoun/err.h>

#include "base/buf.h"

/* The code point at text[*at], moving *at behind it; U+FFFD for a byte that is
 * no UTF-8. At the NUL returns 0 and stays. */
uint32_t yn_unicode_next(const char *text, size_t *at);

/* The number of code points in the first `len` bytes. */
size_t yn_unicode_count(const char *text, size_t len);

/* Whether all of it is UTF-8; if not, `*bad` is the offset of the first byte
 * that is not. A NUL inside counts as bad. */
bool yn_unicode_valid(const char *text, size_t len, size_t *bad);

bool yn_unicode_is_hangul(uint32_t c); /* a syllable, U+AC00..U+D7A3 */
bool yn_unicode_is_letter(uint32_t c); /* a letter or digit of any script */
bool yn_unicode_is_latin(uint32_t c);  /* a Latin letter */
bool yn_unicode_is_upper(uint32_t c);  /* upper or title case */
bool yn_unicode_is_space(uint32_t c);
/* A hyphen, dash or minus of any width. */
bool yn_unicode_is_dash(uint32_t c);
/* A quotation mark, straight or curly or angled, but for the apostrophe. */
bool yn_unicode_is_quote(uint32_t c);

/* Appends the text after NFKC and case folding, with Latin accents taken off;
 * spaces and punctuation stay. "Ｙｏｏｎ Mi-Rae" gives "yoon mi-rae". Errors:
 * YN_E_NOMEM. */
int yn_unicode_fold(const char *text, struct yn_buf *out, struct yn_err *err);

/* As yn_unicode_fold with nothing left but letters and digits: what two
 * spellings must share to be written alike. "" where a name is all signs. */
int yn_unicode_key(const char *text, struct yn_buf *out, struct yn_err *err);

/* The language of a code as people and files write it, as ISO 639-2/T: "kor"
 * for ko, ko-KR, kor; "deu" for de, deu, ger. "" for what names none (und, mul)
 * and for a code that nobody knows. */
void yn_unicode_language(const char *code, char out[4]);

/* Composes it (NFC): names of files from macOS have their Hangul taken apart.
 * Errors: YN_E_NOMEM. */
int yn_unicode_compose(const char *text, struct yn_buf *out,
                       struct yn_err *err);

/* One word of a text: bytes `from` to `to`. Anything but YN_OK ends the walk
 * and is what yn_unicode_words returns. */
typedef int yn_unicode_word(void *ctx, size_t from, size_t to,
                            struct yn_err *err);

/* Walks over the words and numbers of a text in any language: by its spaces,
 * and where a language writes none (Japanese, Chinese, Thai) by ICU's
 * dictionaries. "don't" is one word, a Korean word has its particles with it.
 * Source: Unicode Standard Annex 29, section 4. Errors: those of `word`,
 * YN_E_NOMEM, YN_E_INTERNAL. */
int yn_unicode_words(const char *text, yn_unicode_word *word, void *ctx,
                     struct yn_err *err);

/* The writing that most letters of a text are in, as ISO 15924 names it:
 * "Hang", "Latn", "Jpan" (Han with kana), "Hani", "Thai"; "" where there is no
 * letter. */
void yn_unicode_script(const char *text, char out[5]);

/* Converts `len` bytes of a legacy encoding, named as ICU names it
 * ("windows-949", "UTF-16LE"). Errors: YN_E_INPUT with `*bad` set to the
 * offset of the first byte that does not fit, YN_E_NOMEM. */
int yn_unicode_convert(const char *bytes, size_t len, const char *encoding,
                       struct yn_buf *out, size_t *bad, struct yn_err *err);

#endif
