/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The badge, and badge.svg: a disk with the words, and rings that spread from
 * it and fade.
 *
 * The picture must stand alone on any page, light or dark, so its colours are
 * its own and its letters are whatever serif the reader has: the words are laid
 * out by counting characters with room to spare.
 */
#include "publish/badge.h"

#include "base/base.h"
#include "base/unicode.h"
#include "publish/colour.h"
#include "publish/markup.h"
#include "publish/site.h"

/* In units of the 200 x 200 picture. */
#define MIDDLE (YN_BADGE_UNITS / 2)
#define TEXT_RADIUS 68 /* within this everything is written */
#define TYPE_MAX 23    /* larger than this shouts */
#define TYPE_MIN 7     /* smaller is not read; longer words are cut */
/* Widths of a character in hundredths of the type size, wide on purpose: the
 * widest serif at hand (DejaVu) has capitals of 72 and lower case of 61. */
#define WIDE_PER_100 100
#define CAPITAL_PER_100 76
#define SMALL_PER_100 60
#define SPACE_PER_100 34

void yn_badge_words(const struct yn_season *season, struct yn_buf *out)
{
    if (season->badge[0])
        yn_buf_puts(out, season->badge);
    else
        yn_buf_printf(out, "%u Best Drama OST", season->year);
}

/* The width of a piece of text at type size 100. */
static int width_of(const char *text, size_t len)
{
    int width = 0;
    for (size_t at = 0; at < len;) {
        uint32_t c = yn_unicode_next(text, &at);
        if (c >= 0x1100)
            width += WIDE_PER_100;
        else if (c == ' ')
            width += SPACE_PER_100;
        else if (c >= 'a' && c <= 'z' && c != 'm' && c != 'w')
            width += SMALL_PER_100;
        else
            width += c == 'W' || c == 'M' ? WIDE_PER_100 : CAPITAL_PER_100;
    }
    return width;
}

/* The bytes of the text that fit in `room` at size 100, ending before a space
 * where there is one; at least one character. */
static size_t fit_line(const char *text, int room)
{
    size_t fits = 0, space = 0, at = 0;
    while (text[at]) {
        size_t next = at;
        yn_unicode_next(text, &next);
        if (text[at] == ' ')
            space = at;
        if (at > 0 && width_of(text, next) > room)
            return space ? space : fits;
        fits = next;
        at = next;
    }
    return fits;
}

static int line_height(const struct yn_badge *layout)
{
    return layout->type * 6 / 5;
}

/* Where the words begin below the middle (above it: negative), for `n` lines
 * that stand in the middle of the disk together with the year. */
static int words_top(const struct yn_badge *layout, size_t n)
{
    int height = (int)n * line_height(layout);
    return layout->year ? (YN_BADGE_YEAR_TYPE - height) / 2 : -height / 2;
}

/* How wide the disk is over all of a line that begins at `top`; 0 = outside. */
static int chord(int top, int height)
{
    int far = -top > top + height ? -top : top + height;
    int square = TEXT_RADIUS * TEXT_RADIUS - far * far;
    int half = 0;
    while (square > 0 && (half + 1) * (half + 1) <= square)
        half++;
    return half * 2;
}

/* Breaks the words into at most `n` lines at the layout's type. Returns whether
 * they all stand in the disk, no word broken. */
static bool break_lines(struct yn_badge *layout, const char *words, size_t n)
{
    bool whole = true;
    int top = words_top(layout, n), height = line_height(layout);
    layout->n = 0;
    while (*words && layout->n < n) {
        int room = chord(top + (int)layout->n * height, height) * 100;
        size_t len = fit_line(words, room / layout->type);
        layout->line[layout->n++] = (struct yn_badge_line){words, len};
        whole = whole && width_of(words, len) * layout->type <= room &&
                (!words[len] || words[len] == ' ');
        words += len;
        words += strspn(words, " ");
    }
    layout->cut = *words != '\0';
    return whole && !layout->cut && layout->n == n;
}

/* The largest type at which the words stand whole on `n` lines; 0 = none. */
static int fit_type(struct yn_badge *layout, const char *words, size_t n)
{
    for (layout->type = TYPE_MAX; layout->type >= TYPE_MIN; layout->type--) {
        if (break_lines(layout, words, n))
            return layout->type;
    }
    return 0;
}

/* Few lines look calmer than many: another line must make the type larger by a
 * quarter to be worth it. Words that stand in no way are cut. */
static void lay_out(struct yn_badge *layout, const char *words)
{
    int type = 0;
    size_t lines = YN_BADGE_LINES;
    for (size_t n = 0; n <= YN_BADGE_LINES; n++) {
        int fits = fit_type(layout, words, n);
        if (fits * 4 > type * 5) {
            type = fits;
            lines = n;
        }
    }
    layout->type = type ? type : TYPE_MIN;
    (void)break_lines(layout, words, lines);
}

/* Takes the year out of the words where it stands first or last: it is set
 * large above them. */
static void take_year(struct yn_badge *layout, char *words, const char *year)
{
    size_t len = strlen(words), digits = strlen(year);
    if (len <= digits)
        return;
    if (strncmp(words, year, digits) == 0 && words[digits] == ' ') {
        layout->year = year;
        memmove(words, words + digits + 1, len - digits);
    } else if (strcmp(words + len - digits, year) == 0 &&
               words[len - digits - 1] == ' ') {
        layout->year = year;
        words[len - digits - 1] = '\0';
    }
}

int yn_badge_baseline(const struct yn_badge *badge, size_t i)
{
    int top = MIDDLE + words_top(badge, badge->n);
    if (i == YN_BADGE_YEAR)
        return top - YN_BADGE_YEAR_TYPE / 6;
    return top + badge->type + (int)i * line_height(badge);
}

void yn_badge_line_text(const struct yn_badge *badge, size_t i,
                        struct yn_buf *out)
{
    yn_buf_add(out, badge->line[i].text, badge->line[i].len);
    if (badge->cut && i + 1 == badge->n)
        yn_buf_puts(out, "…");
}

int yn_badge_create(const struct yn_season *season, struct yn_badge *out,
                    struct yn_err *err)
{
    *out = (struct yn_badge){0};
    struct yn_buf words = {0};
    yn_badge_words(season, &words);
    int rc = yn_buf_finish(&words, &out->words, err);
    if (rc)
        return rc;
    snprintf(out->digits, sizeof(out->digits), "%u", season->year);
    take_year(out, out->words, out->digits);
    lay_out(out, out->words);
    return YN_OK;
}

void yn_badge_release(struct yn_badge *badge)
{
    free(badge->words);
    *badge = (struct yn_badge){0};
}

const struct yn_badge_ring yn_badge_rings[YN_BADGE_RINGS] = {
    {98, 18}, {93, 36}, {88, 60}, {83, 90}};

static void ring(struct yn_markup *m, const struct yn_badge_ring *ring)
{
    yn_markup_block(m, "circle");
    yn_markup_attr_f(m, "cx", "%d", MIDDLE);
    yn_markup_attr_f(m, "cy", "%d", MIDDLE);
    yn_markup_attr_f(m, "r", "%d", ring->radius);
    yn_markup_attr(m, "fill", "none");
    yn_markup_attr_f(m, "stroke", "#%06x", YN_BADGE_RING);
    yn_markup_attr(m, "stroke-width", "1.5");
    yn_markup_attr_f(m, "stroke-opacity", "0.%02d", ring->percent);
    yn_markup_close(m, "circle");
}

/* `line`: only its edge. */
static void disk(struct yn_markup *m, int radius, unsigned colour, bool line)
{
    yn_markup_block(m, "circle");
    yn_markup_attr_f(m, "cx", "%d", MIDDLE);
    yn_markup_attr_f(m, "cy", "%d", MIDDLE);
    yn_markup_attr_f(m, "r", "%d", radius);
    yn_markup_attr(m, line ? "fill" : "stroke", "none");
    yn_markup_attr_f(m, line ? "stroke" : "fill", "#%06x", colour);
    yn_markup_close(m, "circle");
}

static void open_text(struct yn_markup *m, int y, int type)
{
    yn_markup_block(m, "text");
    yn_markup_attr_f(m, "x", "%d", MIDDLE);
    yn_markup_attr_f(m, "y", "%d", y);
    yn_markup_attr_f(m, "font-size", "%d", type);
}

static void write_words(struct yn_markup *m, const struct yn_badge *badge,
                        struct yn_buf *scratch)
{
    yn_markup_block(m, "g");
    yn_markup_attr_f(m, "fill", "#%06x", YN_BADGE_LETTERS);
    yn_markup_attr(m, "text-anchor", "middle");
    yn_markup_attr(m, "font-family",
                   "'Iowan Old Style', Charter, Palatino, 'Palatino Linotype', "
                   "'Noto Serif KR', 'Noto Serif CJK KR', AppleMyungjo, "
                   "Batang, Georgia, serif");
    if (badge->year) {
        open_text(m, yn_badge_baseline(badge, YN_BADGE_YEAR),
                  YN_BADGE_YEAR_TYPE);
        yn_markup_text(m, badge->year);
        yn_markup_close(m, "text");
    }
    for (size_t i = 0; i < badge->n; i++) {
        yn_buf_clear(scratch);
        yn_badge_line_text(badge, i, scratch);
        open_text(m, yn_badge_baseline(badge, i), badge->type);
        yn_markup_text(m, yn_buf_text(scratch));
        yn_markup_close(m, "text");
    }
    yn_markup_close(m, "g");
}

static void write_picture(struct yn_markup *m, const char *words,
                          const struct yn_badge *badge, struct yn_buf *scratch)
{
    yn_markup_block(m, "svg");
    yn_markup_attr(m, "xmlns", "http://www.w3.org/2000/svg");
    yn_markup_attr_f(m, "width", "%d", YN_BADGE_SIZE);
    yn_markup_attr_f(m, "height", "%d", YN_BADGE_SIZE);
    yn_markup_attr(m, "viewBox", "0 0 200 200");
    yn_markup_attr(m, "role", "img");
    yn_markup_block(m, "title");
    yn_markup_text(m, words);
    yn_markup_close(m, "title");
    for (size_t i = 0; i < YN_BADGE_RINGS; i++)
        ring(m, &yn_badge_rings[i]);
    disk(m, YN_BADGE_DISK, YN_COLOUR_RED, false);
    disk(m, YN_BADGE_DISK - 4, YN_BADGE_EDGE, true);
    write_words(m, badge, scratch);
    yn_markup_close(m, "svg");
}

static int badge_write(const struct yn_site_ctx *ctx, struct yn_buf *out,
                       struct yn_err *err)
{
    struct yn_buf words = {0}, scratch = {0};
    struct yn_badge badge;
    yn_badge_words(ctx->season, &words);
    int rc = yn_badge_create(ctx->season, &badge, err);
    if (!rc) {
        struct yn_markup m;
        yn_markup_init(&m, out, YN_XML);
        write_picture(&m, yn_buf_text(&words), &badge, &scratch);
        yn_markup_finish(&m);
    }
    if (!rc && (words.failed || scratch.failed || out->failed))
        rc = yn_err_nomem(err);
    yn_badge_release(&badge);
    yn_buf_release(&words);
    yn_buf_release(&scratch);
    return rc;
}

const struct yn_site_file yn_site_badge = {
    .name = "badge.svg",
    .mime = "image/svg+xml",
    .label = "Badge",
    .use = "The sign the picked tracks wear, as a picture of any size.",
    .write = badge_write,
};
