/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/unicode.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/uloc.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "base/base.h"

#define HANGUL_FIRST 0xAC00
#define HANGUL_LAST 0xD7A3
/* Latin, Greek and Cyrillic accents; the marks of other scripts carry meaning
 * (a Japanese dakuten tells two syllables apart) and stay. */
#define ACCENT_FIRST 0x0300
#define ACCENT_LAST 0x036F

/* A text with a kana for ten Han characters is Japanese. */
#define JAPANESE_KANA_PART 10

uint32_t yn_unicode_next(const char *text, size_t *at)
{
    if (text[*at] == '\0')
        return 0;
    int32_t i = 0;
    UChar32 c;
    /* Four bytes at most; the NUL stops a character that is cut short. */
    U8_NEXT(text + *at, i, -1, c);
    *at += (size_t)i;
    return c < 0 ? 0xFFFD : (uint32_t)c;
}

size_t yn_unicode_count(const char *text, size_t len)
{
    size_t n = 0;
    for (size_t i = 0; i < len; i++) {
        if (((unsigned char)text[i] & 0xC0) != 0x80)
            n++;
    }
    return n;
}

bool yn_unicode_valid(const char *text, size_t len, size_t *bad)
{
    for (size_t i = 0; i < len;) {
        unsigned char byte = (unsigned char)text[i];
        if (byte != 0 && byte < 0x80) {
            i++;
            continue;
        }
        size_t left = len - i;
        int32_t step = 0, room = left < 4 ? (int32_t)left : 4;
        UChar32 c;
        U8_NEXT(text + i, step, room, c);
        if (c <= 0) {
            *bad = i;
            return false;
        }
        i += (size_t)step;
    }
    return true;
}

bool yn_unicode_is_hangul(uint32_t c)
{
    return c >= HANGUL_FIRST && c <= HANGUL_LAST;
}

bool yn_unicode_is_letter(uint32_t c)
{
    return u_isalnum((UChar32)c);
}

bool yn_unicode_is_latin(uint32_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript((UChar32)c, &status) == USCRIPT_LATIN;
}

bool yn_unicode_is_upper(uint32_t c)
{
    return u_isupper((UChar32)c) || u_istitle((UChar32)c);
}

bool yn_unicode_is_space(uint32_t c)
{
    return u_isUWhiteSpace((UChar32)c) || c == 0x200B || c == 0xFEFF;
}

bool yn_unicode_is_dash(uint32_t c)
{
    return u_hasBinaryProperty((UChar32)c, UCHAR_DASH);
}

bool yn_unicode_is_quote(uint32_t c)
{
    return c != '\'' && c != 0x2019 &&
           u_hasBinaryProperty((UChar32)c, UCHAR_QUOTATION_MARK);
}

/* UTF-16 text that grows as ICU asks for room. */
struct wide {
    UChar *data;
    int32_t len, cap;
};

static int wide_reserve(struct wide *wide, int32_t cap, struct yn_err *err)
{
    if (cap <= wide->cap)
        return YN_OK;
    UChar *bigger = realloc(wide->data, (size_t)cap * sizeof(UChar));
    if (!bigger)
        return yn_err_nomem(err);
    wide->data = bigger;
    wide->cap = cap;
    return YN_OK;
}

static int icu_error(UErrorCode status, struct yn_err *err)
{
    if (status == U_MEMORY_ALLOCATION_ERROR)
        return yn_err_nomem(err);
    return yn_err_set(err, YN_E_INTERNAL, (int)status, "ICU: %s",
                      u_errorName(status));
}

static int wide_from_utf8(const char *text, struct wide *out,
                          struct yn_err *err)
{
    size_t len = strlen(text);
    if (len > INT32_MAX / 4)
        return yn_err_set(err, YN_E_LIMIT, 0, "a name is too long");
    int rc = wide_reserve(out, (int32_t)len + 1, err);
    if (rc)
        return rc;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8WithSub(out->data, out->cap, &out->len, text, (int32_t)len,
                         0xFFFD, NULL, &status);
    /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): it hangs on `out`. */
    return U_FAILURE(status) ? icu_error(status, err) : YN_OK;
}

static int normalize(const UNormalizer2 *form, const struct wide *in,
                     struct wide *out, struct yn_err *err)
{
    for (int tries = 0; tries < 2; tries++) {
        UErrorCode status = U_ZERO_ERROR;
        out->len = unorm2_normalize(form, in->data, in->len, out->data,
                                    out->cap, &status);
        if (status != U_BUFFER_OVERFLOW_ERROR)
            return U_FAILURE(status) ? icu_error(status, err) : YN_OK;
        int rc = wide_reserve(out, out->len + 1, err);
        if (rc)
            return rc;
    }
    return icu_error(U_BUFFER_OVERFLOW_ERROR, err);
}

static void drop_accents(struct wide *text)
{
    int32_t to = 0;
    for (int32_t i = 0; i < text->len; i++) {
        if (text->data[i] < ACCENT_FIRST || text->data[i] > ACCENT_LAST)
            text->data[to++] = text->data[i];
    }
    text->len = to;
}

static void put_wide(const struct wide *text, struct yn_buf *out)
{
    yn_assert(text->data || text->len == 0);
    for (int32_t i = 0; i < text->len;) {
        UChar32 c;
        U16_NEXT(text->data, i, text->len, c);
        yn_buf_put_utf8(out, U_IS_SURROGATE(c) ? 0xFFFD : (unsigned)c);
    }
}

static bool is_ascii(const char *text)
{
    for (; *text; text++) {
        if ((unsigned char)*text >= 0x80)
            return false;
    }
    return true;
}

static void fold_ascii(const char *text, struct yn_buf *out)
{
    for (; *text; text++) {
        char c = *text;
        yn_buf_putc(out, c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
    }
}

static int fold_unicode(const char *text, struct yn_buf *out,
                        struct yn_err *err)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *fold = unorm2_getNFKCCasefoldInstance(&status);
    const UNormalizer2 *apart = unorm2_getNFDInstance(&status);
    const UNormalizer2 *together = unorm2_getNFCInstance(&status);
    if (U_FAILURE(status))
        return icu_error(status, err);
    struct wide a = {0}, b = {0};
    int rc = wide_from_utf8(text, &a, err);
    if (!rc)
        rc = normalize(fold, &a, &b, err);
    if (!rc)
        rc = normalize(apart, &b, &a, err);
    if (!rc) {
        drop_accents(&a);
        rc = normalize(together, &a, &b, err);
    }
    if (!rc)
        put_wide(&b, out);
    free(a.data);
    free(b.data);
    return rc;
}

int yn_unicode_fold(const char *text, struct yn_buf *out, struct yn_err *err)
{
    int rc = YN_OK;
    if (is_ascii(text))
        fold_ascii(text, out);
    else
        rc = fold_unicode(text, out, err);
    if (!rc && out->failed)
        rc = yn_err_nomem(err);
    return rc;
}

int yn_unicode_key(const char *text, struct yn_buf *out, struct yn_err *err)
{
    struct yn_buf folded = {0};
    int rc = yn_unicode_fold(text, &folded, err);
    const char *plain = yn_buf_text(&folded);
    for (size_t at = 0; !rc && plain[at];) {
        size_t from = at;
        if (yn_unicode_is_letter(yn_unicode_next(plain, &at)))
            yn_buf_add(out, plain + from, at - from);
    }
    yn_buf_release(&folded);
    if (!rc && out->failed)
        rc = yn_err_nomem(err);
    return rc;
}

int yn_unicode_compose(const char *text, struct yn_buf *out, struct yn_err *err)
{
    if (is_ascii(text)) {
        yn_buf_puts(out, text);
        return out->failed ? yn_err_nomem(err) : YN_OK;
    }
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *together = unorm2_getNFCInstance(&status);
    if (U_FAILURE(status))
        return icu_error(status, err);
    struct wide a = {0}, b = {0};
    int rc = wide_from_utf8(text, &a, err);
    if (!rc)
        rc = normalize(together, &a, &b, err);
    if (!rc)
        put_wide(&b, out);
    free(a.data);
    free(b.data);
    if (!rc && out->failed)
        rc = yn_err_nomem(err);
    return rc;
}

int yn_unicode_words(const char *text, yn_unicode_word *word, void *ctx,
                     struct yn_err *err)
{
    UErrorCode status = U_ZERO_ERROR;
    UText utf8 = UTEXT_INITIALIZER;
    utext_openUTF8(&utf8, text, -1, &status);
    UBreakIterator *breaks = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
    ubrk_setUText(breaks, &utf8, &status);
    int rc = U_FAILURE(status) ? icu_error(status, err) : YN_OK;
    int32_t from = rc ? UBRK_DONE : ubrk_first(breaks);
    while (!rc && from != UBRK_DONE) {
        int32_t to = ubrk_next(breaks);
        if (to != UBRK_DONE &&
            ubrk_getRuleStatus(breaks) >= UBRK_WORD_NONE_LIMIT)
            rc = word(ctx, (size_t)from, (size_t)to, err);
        from = to;
    }
    ubrk_close(breaks);
    utext_close(&utf8);
    return rc;
}

/* Scripts that are counted as one: Korean and Japanese mix theirs with Han. */
static UScriptCode script_of(uint32_t c)
{
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript((UChar32)c, &status);
    return script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA
               ? USCRIPT_JAPANESE
               : script;
}

void yn_unicode_script(const char *text, char out[5])
{
    unsigned count[USCRIPT_CODE_LIMIT] = {0};
    int best = USCRIPT_COMMON;
    for (size_t at = 0; text[at];) {
        uint32_t c = yn_unicode_next(text, &at);
        int script = script_of(c);
        if (!u_isalpha((UChar32)c) || script <= USCRIPT_INHERITED ||
            script >= USCRIPT_CODE_LIMIT)
            continue;
        if (++count[script] > count[best])
            best = script;
    }
    /* Japanese writes about as much Han as kana; Chinese no kana at all. */
    if (best == USCRIPT_HAN &&
        count[USCRIPT_JAPANESE] > count[USCRIPT_HAN] / JAPANESE_KANA_PART)
        best = USCRIPT_JAPANESE;
    const char *name =
        best == USCRIPT_COMMON ? "" : uscript_getShortName((UScriptCode)best);
    snprintf(out, 5, "%s", name);
}

/* The codes of ISO 639-2 that libraries use (B) where they differ from those
 * made of the language's own name (T), which ICU knows. */
static const char *const bibliographic[][2] = {
    {"alb", "sqi"}, {"arm", "hye"}, {"baq", "eus"}, {"bur", "mya"},
    {"chi", "zho"}, {"cze", "ces"}, {"dut", "nld"}, {"fre", "fra"},
    {"geo", "kat"}, {"ger", "deu"}, {"gre", "ell"}, {"ice", "isl"},
    {"mac", "mkd"}, {"mao", "mri"}, {"may", "msa"}, {"per", "fas"},
    {"rum", "ron"}, {"slo", "slk"}, {"tib", "bod"}, {"wel", "cym"},
};

void yn_unicode_language(const char *code, char out[4])
{
    char plain[4] = "";
    size_t n = 0;
    for (; code[n] && code[n] != '-' && code[n] != '_'; n++) {
        char c =
            code[n] >= 'A' && code[n] <= 'Z' ? (char)(code[n] + 32) : code[n];
        if (n >= 3 || c < 'a' || c > 'z') {
            out[0] = '\0';
            return;
        }
        plain[n] = c;
    }
    for (size_t i = 0; i < YN_LEN(bibliographic); i++) {
        if (strcmp(plain, bibliographic[i][0]) == 0)
            memcpy(plain, bibliographic[i][1], sizeof(plain));
    }
    const char *known = "";
    if (n >= 2 && strcmp(plain, "und") != 0 && strcmp(plain, "mul") != 0 &&
        strcmp(plain, "zxx") != 0)
        known = uloc_getISO3Language(plain);
    snprintf(out, 4, "%s", known);
}

/* Bytes handed to the converter at a time; after each piece its position is
 * known, and so is the place of a byte that does not fit. */
#define CONVERT_UNITS 4096

int yn_unicode_convert(const char *bytes, size_t len, const char *encoding,
                       struct yn_buf *out, size_t *bad, struct yn_err *err)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *conv = ucnv_open(encoding, &status);
    if (U_FAILURE(status))
        return icu_error(status, err);
    ucnv_setToUCallBack(conv, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL,
                        &status);
    const char *from = bytes, *end = bytes + len;
    UChar units[CONVERT_UNITS] = {0};
    do {
        UChar *to = units;
        status = U_ZERO_ERROR;
        ucnv_toUnicode(conv, &to, units + CONVERT_UNITS, &from, end, NULL, true,
                       &status);
        struct wide piece = {.data = units, .len = (int32_t)(to - units)};
        put_wide(&piece, out);
    } while (status == U_BUFFER_OVERFLOW_ERROR);
    ucnv_close(conv);
    if (out->failed)
        return yn_err_nomem(err);
    if (U_FAILURE(status)) {
        *bad = (size_t)(from - bytes);
        return yn_err_set(err, YN_E_INPUT, (int)status, "is not written in %s",
                          encoding);
    }
    return YN_OK;
}
