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
#define DISK_RADIUS 74
#define TEXT_WIDTH                                                             \
    104                /* of a line; the disk is 106 wide at the outer lines   \
                        */
#define TEXT_HEIGHT 88 /* of all lines with the year */
#define TYPE_MAX 21    /* larger than this shouts */
#define TYPE_MIN 7     /* smaller is not read; longer words are cut */
#define YEAR_TYPE 38
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
        yn_buf_printf(out, "%d Best Drama OST", season->year);
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

/* Breaks the words into lines at the layout's type; what is left behind the
 * last line is returned. */
static const char *break_lines(struct layout *layout, const char *words)
{
    int room = TEXT_WIDTH * 100 / layout->type;
    layout->n = 0;
    while (*words && layout->n < LINES_MAX) {
        size_t len = fit_line(words, room);
        layout->line[layout->n++] = (struct line){words, len};
        words += len;
        words += strspn(words, " ");
    }
    return words;
}

static int height_of(const struct layout *layout)
{
    return (int)layout->n * layout->type * 5 / 4 +
           (layout->year ? YEAR_TYPE : 0);
}

/* Whether some line ends within a word at this size. */
static bool breaks_word(const struct layout *layout)
{
    for (size_t i = 0; i < layout->n; i++) {
        const char *end = layout->line[i].text + layout->line[i].len;
        if (*end && *end != ' ')
            return true;
    }
    return false;
}

/* The largest type at which all words stand in the disk, whole if it can be. */
static void lay_out(struct layout *layout, const char *words)
{
    for (layout->type = TYPE_MAX;; layout->type--) {
        const char *rest = break_lines(layout, words);
        bool whole = !*rest && height_of(layout) <= TEXT_HEIGHT;
        if (layout->type == TYPE_MIN || (whole && !breaks_word(layout))) {
            layout->cut = *rest != '\0';
            return;
        }
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
    /* Baselines: the block of lines stands in the middle of the disk. */
    int top = MIDDLE - height_of(layout) / 2;
    yn_markup_block(m, "g");
    yn_markup_attr(m, "fill", "#fff8ef");
    yn_markup_attr(m, "text-anchor", "middle");
    yn_markup_attr(m, "font-family",
                   "'Iowan Old Style', Charter, Palatino, 'Palatino Linotype', "
                   "'Noto Serif KR', 'Noto Serif CJK KR', AppleMyungjo, "
                   "Batang, Georgia, serif");
    if (layout->year) {
        open_text(m, top + YEAR_TYPE * 4 / 5, YEAR_TYPE);
        yn_markup_text(m, layout->year);
        yn_markup_close(m, "text");
        top += YEAR_TYPE;
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
        top += layout->type * 5 / 4;
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
    ring(m, 97, "0.18");
    ring(m, 91, "0.36");
    ring(m, 85, "0.6");
    ring(m, 79, "0.9");
    disk(m, DISK_RADIUS, "#a63a23", "none");
    disk(m, DISK_RADIUS - 5, "none", "#e9b8a6");
    write_words(m, layout, scratch);
    yn_markup_close(m, "svg");
}

static int badge_write(const struct yn_site_ctx *ctx, struct yn_buf *out,
                       struct yn_err *err)
{
    struct yn_buf words = {0}, scratch = {0};
    yn_badge_words(ctx->season, &words);
    const char *rest = yn_buf_text(&words);
    /* Words that begin with the year have it set large. */
    char year[16];
    snprintf(year, sizeof(year), "%d", ctx->season->year);
    struct layout layout = {0};
    size_t len = strlen(year);
    if (strncmp(rest, year, len) == 0 && rest[len] == ' ') {
        layout.year = year;
        rest += len;
    }
    lay_out(&layout, rest + strspn(rest, " "));
    struct yn_markup m;
    yn_markup_init(&m, out, YN_XML);
    write_picture(&m, yn_buf_text(&words), &layout, &scratch);
    yn_markup_finish(&m);
    int rc = words.failed || scratch.failed || out->failed ? yn_err_nomem(err)
                                                           : YN_OK;
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
