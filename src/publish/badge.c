/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * badge.svg: a disk with the words, and rings that spread from it and fade.
 *
 * The picture must stand alone on any page, light or dark, so its colours are
 * its own and its letters are whatever serif the reader has: the words are laid
 * out by counting characters with room to spare.
 */
#include "publish/badge.h"

#include "base/base.h"
#include "base/unicode.h"
#include "publish/markup.h"
#include "publish/site.h"

#define LINES_MAX 4
/* In units of the 200 x 200 picture. */
#define MIDDLE 100
#define DISK_RADIUS 78
#define TEXT_RADIUS 68 /* within this everything is written */
#define TYPE_MAX 23    /* larger than this shouts */
#define TYPE_MIN 7     /* smaller is not read; longer words are cut */
#define YEAR_TYPE 42
/* Widths of a character in hundredths of the type size, wide on purpose: the
 * widest serif at hand (DejaVu) has capitals of 72 and lower case of 61. */
#define WIDE_PER_100 100
#define CAPITAL_PER_100 76
#define SMALL_PER_100 60
#define SPACE_PER_100 34

struct line {
    const char *text;
    size_t len;
};

struct layout {
    const char *year; /* set large; NULL: the words do not begin with it */
    struct line line[LINES_MAX];
    size_t n;
    int type; /* size */
    bool cut; /* the last line goes on */
};

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

static int line_height(const struct layout *layout)
{
    return layout->type * 6 / 5;
}

/* Where the words begin below the middle (above it: negative), for `n` lines
 * that stand in the middle of the disk together with the year. */
static int words_top(const struct layout *layout, size_t n)
{
    int height = (int)n * line_height(layout);
    return layout->year ? (YEAR_TYPE - height) / 2 : -height / 2;
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
static bool break_lines(struct layout *layout, const char *words, size_t n)
{
    bool whole = true;
    int top = words_top(layout, n), height = line_height(layout);
    layout->n = 0;
    while (*words && layout->n < n) {
        int room = chord(top + (int)layout->n * height, height) * 100;
        size_t len = fit_line(words, room / layout->type);
        layout->line[layout->n++] = (struct line){words, len};
        whole = whole && width_of(words, len) * layout->type <= room &&
                (!words[len] || words[len] == ' ');
        words += len;
        words += strspn(words, " ");
    }
    layout->cut = *words != '\0';
    return whole && !layout->cut && layout->n == n;
}

/* The largest type at which the words stand whole on `n` lines; 0 = none. */
static int fit_type(struct layout *layout, const char *words, size_t n)
{
    for (layout->type = TYPE_MAX; layout->type >= TYPE_MIN; layout->type--) {
        if (break_lines(layout, words, n))
            return layout->type;
    }
    return 0;
}

/* Few lines look calmer than many: another line must make the type larger by a
 * quarter to be worth it. Words that stand in no way are cut. */
static void lay_out(struct layout *layout, const char *words)
{
    int type = 0;
    size_t lines = LINES_MAX;
    for (size_t n = 0; n <= LINES_MAX; n++) {
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
static void take_year(struct layout *layout, char *words, const char *year)
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

static void ring(struct yn_markup *m, int radius, const char *opacity)
{
    yn_markup_block(m, "circle");
    yn_markup_attr_f(m, "cx", "%d", MIDDLE);
    yn_markup_attr_f(m, "cy", "%d", MIDDLE);
    yn_markup_attr_f(m, "r", "%d", radius);
    yn_markup_attr(m, "fill", "none");
    yn_markup_attr(m, "stroke", "#b4432b");
    yn_markup_attr(m, "stroke-width", "1.5");
    yn_markup_attr(m, "stroke-opacity", opacity);
    yn_markup_close(m, "circle");
}

static void disk(struct yn_markup *m, int radius, const char *fill,
                 const char *stroke)
{
    yn_markup_block(m, "circle");
    yn_markup_attr_f(m, "cx", "%d", MIDDLE);
    yn_markup_attr_f(m, "cy", "%d", MIDDLE);
    yn_markup_attr_f(m, "r", "%d", radius);
    yn_markup_attr(m, "fill", fill);
    yn_markup_attr(m, "stroke", stroke);
    yn_markup_close(m, "circle");
}

static void open_text(struct yn_markup *m, int y, int type)
{
    yn_markup_block(m, "text");
    yn_markup_attr_f(m, "x", "%d", MIDDLE);
    yn_markup_attr_f(m, "y", "%d", y);
    yn_markup_attr_f(m, "font-size", "%d", type);
}

static void write_words(struct yn_markup *m, const struct layout *layout,
                        struct yn_buf *scratch)
{
    int top = MIDDLE + words_top(layout, layout->n);
    yn_markup_block(m, "g");
    yn_markup_attr(m, "fill", "#fff8ef");
    yn_markup_attr(m, "text-anchor", "middle");
    yn_markup_attr(m, "font-family",
                   "'Iowan Old Style', Charter, Palatino, 'Palatino Linotype', "
                   "'Noto Serif KR', 'Noto Serif CJK KR', AppleMyungjo, "
                   "Batang, Georgia, serif");
    if (layout->year) {
        open_text(m, top - YEAR_TYPE / 6, YEAR_TYPE);
        yn_markup_text(m, layout->year);
        yn_markup_close(m, "text");
    }
    for (size_t i = 0; i < layout->n; i++) {
        const struct line *line = &layout->line[i];
        yn_buf_clear(scratch);
        yn_buf_add(scratch, line->text, line->len);
        if (layout->cut && i + 1 == layout->n)
            yn_buf_puts(scratch, "…");
        open_text(m, top + layout->type, layout->type);
        yn_markup_text(m, yn_buf_text(scratch));
        yn_markup_close(m, "text");
        top += line_height(layout);
    }
    yn_markup_close(m, "g");
}

static void write_picture(struct yn_markup *m, const char *words,
                          const struct layout *layout, struct yn_buf *scratch)
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
    ring(m, 98, "0.18");
    ring(m, 93, "0.36");
    ring(m, 88, "0.6");
    ring(m, 83, "0.9");
    disk(m, DISK_RADIUS, "#a63a23", "none");
    disk(m, DISK_RADIUS - 4, "none", "#e9b8a6");
    write_words(m, layout, scratch);
    yn_markup_close(m, "svg");
}

static int badge_write(const struct yn_site_ctx *ctx, struct yn_buf *out,
                       struct yn_err *err)
{
    struct yn_buf words = {0}, scratch = {0};
    yn_badge_words(ctx->season, &words);
    char *set = strdup(yn_buf_text(&words));
    bool failed = !set;
    if (set) {
        char year[16];
        snprintf(year, sizeof(year), "%u", ctx->season->year);
        struct layout layout = {0};
        take_year(&layout, set, year);
        lay_out(&layout, set);
        struct yn_markup m;
        yn_markup_init(&m, out, YN_XML);
        write_picture(&m, yn_buf_text(&words), &layout, &scratch);
        yn_markup_finish(&m);
    }
    failed = failed || words.failed || scratch.failed || out->failed;
    free(set);
    yn_buf_release(&words);
    yn_buf_release(&scratch);
    return failed ? yn_err_nomem(err) : YN_OK;
}

const struct yn_site_file yn_site_badge = {
    .name = "badge.svg",
    .mime = "image/svg+xml",
    .label = "Badge",
    .use = "The sign the picked tracks wear, as a picture of any size.",
    .write = badge_write,
};
