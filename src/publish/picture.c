/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/picture.h"

#include <limits.h>
#include <math.h>

#include <cairo.h>
#include <pango/pangocairo.h>

#include "base/base.h"
#include "base/unicode.h"
#include "publish/png.h"

/* One step down in size when a text does not fit. */
#define SIZE_STEP 0.95
#define LEADING 1.25
/* More than any column holds; longer texts would only cost time. */
#define TEXT_BYTES_MAX 1024
/* Halvings of the column's width when lines are made equal: to a 64th. */
#define BALANCE_STEPS 6
/* What the sanitizers should overlook, asked for by these names; they are here
 * so that every program which draws has them. Fontconfig (2.14) forgets a
 * pattern while it reads its own settings, once a process. Pango has it read by
 * a thread of its own; neither is built for the thread sanitizer, which then
 * does not see their locks. */
YN_API const char *__lsan_default_suppressions(void); /* NOLINT */
YN_API const char *__lsan_default_options(void);      /* NOLINT */
YN_API const char *__tsan_default_suppressions(void); /* NOLINT */
#ifdef __has_feature
#define YN_SANITIZED                                                           \
    (__has_feature(address_sanitizer) || __has_feature(thread_sanitizer))
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define YN_SANITIZED 1
#else
#define YN_SANITIZED 0
#endif
#if YN_SANITIZED
const char *__lsan_default_suppressions(void) /* NOLINT */
{
    return "leak:libfontconfig\n";
}
const char *__lsan_default_options(void) /* NOLINT */
{
    return "print_suppressions=0";
}
const char *__tsan_default_suppressions(void) /* NOLINT */
{
    return "race:libfontconfig\nrace:libpango\nrace:libglib\n"
           "race:libgobject\n";
}
#endif

struct yn_painter {
    PangoFontMap *fonts;
};

struct yn_picture {
    cairo_surface_t *surface;
    cairo_t *cairo;
    PangoLayout *layout;
    uint32_t paper;
    uint32_t flat[YN_PNG_FLAT_MAX]; /* drawn with, as far as there is room */
    size_t n_flat;
    uint32_t missing;
    bool failed; /* memory of our own */
};

int yn_painter_create(struct yn_painter **out, struct yn_err *err)
{
    struct yn_painter *painter = calloc(1, sizeof(*painter));
    if (!painter)
        return yn_err_nomem(err);
    painter->fonts = pango_cairo_font_map_new();
    *out = painter;
    return YN_OK;
}

void yn_painter_destroy(struct yn_painter **painter)
{
    if (!*painter)
        return;
    g_object_unref((*painter)->fonts);
    free(*painter);
    *painter = NULL;
}

/* Nothing of the desktop's: its hinting and resolution are for screens. */
static PangoLayout *create_layout(struct yn_painter *painter)
{
    PangoContext *context = pango_font_map_create_context(painter->fonts);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    pango_cairo_context_set_resolution(context, 96);
    pango_context_set_round_glyph_positions(context, FALSE);
    /* Hanja in their Korean forms. */
    pango_context_set_language(context, pango_language_from_string("ko"));
    cairo_font_options_destroy(options);
    PangoLayout *layout = pango_layout_new(context);
    /* A heading of ours that holds an Arabic name is still ours. */
    pango_layout_set_auto_dir(layout, FALSE);
    g_object_unref(context);
    return layout;
}

static void set_colour(struct yn_picture *picture, uint32_t colour,
                       double opacity)
{
    size_t i = 0;
    while (i < picture->n_flat && picture->flat[i] != colour)
        i++;
    if (i == picture->n_flat && i < YN_PNG_FLAT_MAX)
        picture->flat[picture->n_flat++] = colour;
    cairo_set_source_rgba(picture->cairo, (colour >> 16 & 0xff) / 255.0,
                          (colour >> 8 & 0xff) / 255.0, (colour & 0xff) / 255.0,
                          opacity);
}

int yn_picture_create(struct yn_painter *painter, int width, int height,
                      uint32_t paper, struct yn_picture **out,
                      struct yn_err *err)
{
    struct yn_picture *picture = calloc(1, sizeof(*picture));
    if (!picture)
        return yn_err_nomem(err);
    bool clear = paper == YN_PICTURE_CLEAR;
    picture->surface = cairo_image_surface_create(
        clear ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24, width, height);
    picture->cairo = cairo_create(picture->surface);
    picture->layout = create_layout(painter);
    picture->paper = paper;
    if (!clear) {
        set_colour(picture, paper, 1);
        cairo_paint(picture->cairo);
    }
    *out = picture;
    return YN_OK;
}

void yn_picture_destroy(struct yn_picture **picture)
{
    if (!*picture)
        return;
    g_object_unref((*picture)->layout);
    cairo_destroy((*picture)->cairo);
    cairo_surface_destroy((*picture)->surface);
    free(*picture);
    *picture = NULL;
}

void yn_picture_clip(struct yn_picture *picture, double x, double y,
                     double width, double height)
{
    cairo_rectangle(picture->cairo, x, y, width, height);
    cairo_clip(picture->cairo);
}

void yn_picture_unclip(struct yn_picture *picture)
{
    cairo_reset_clip(picture->cairo);
}

void yn_picture_box(struct yn_picture *picture, double x, double y,
                    double width, double height, uint32_t colour)
{
    set_colour(picture, colour, 1);
    cairo_rectangle(picture->cairo, x, y, width, height);
    cairo_fill(picture->cairo);
}

static void circle(cairo_t *cairo, double x, double y, double radius)
{
    cairo_new_path(cairo);
    cairo_arc(cairo, x, y, radius, 0, 2 * G_PI);
}

void yn_picture_disk(struct yn_picture *picture, double x, double y,
                     double radius, uint32_t colour)
{
    set_colour(picture, colour, 1);
    circle(picture->cairo, x, y, radius);
    cairo_fill(picture->cairo);
}

void yn_picture_ring(struct yn_picture *picture,
                     const struct yn_picture_ring *ring)
{
    /* A dash of no length with round ends is a dot. */
    const double dots[] = {0, 3.2 * ring->width};
    cairo_t *cairo = picture->cairo;
    set_colour(picture, ring->colour, ring->opacity);
    cairo_set_line_width(cairo, ring->width);
    cairo_set_line_cap(cairo, ring->dotted ? CAIRO_LINE_CAP_ROUND
                                           : CAIRO_LINE_CAP_BUTT);
    cairo_set_dash(cairo, dots, ring->dotted ? (int)YN_LEN(dots) : 0, 0);
    circle(cairo, ring->x, ring->y, ring->radius);
    cairo_stroke(cairo);
}

/* ------------------------------------------------------------------ text */

/* Line ends and other signs of control become spaces; no more than a column
 * can hold. */
static void clean_text(const char *text, struct yn_buf *out)
{
    for (size_t at = 0; text[at] && at < TEXT_BYTES_MAX;) {
        uint32_t c = yn_unicode_next(text, &at);
        bool control =
            c < ' ' || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
        yn_buf_put_utf8(out, control ? ' ' : c);
    }
}

/* Marks the bytes of `text` that no font has; returns whether there are any. */
static bool mark_missing(PangoLayout *layout, char *lost)
{
    if (pango_layout_get_unknown_glyphs_count(layout) == 0)
        return false;
    PangoLayoutIter *iter = pango_layout_get_iter(layout);
    do {
        PangoLayoutRun *run = pango_layout_iter_get_run_readonly(iter);
        for (int i = 0; run && i < run->glyphs->num_glyphs; i++) {
            if (run->glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG)
                lost[run->item->offset + run->glyphs->log_clusters[i]] = 1;
        }
    } while (pango_layout_iter_next_run(iter));
    pango_layout_iter_free(iter);
    return true;
}

/* Leaves out of the layout's text, which `all` is, what no font has. */
static void drop_missing(struct yn_picture *picture, const char *all)
{
    struct yn_buf kept = {0};
    char *lost = calloc(strlen(all) + 1, 1);
    if (!lost) {
        picture->failed = true;
        return;
    }
    bool some = mark_missing(picture->layout, lost);
    for (size_t at = 0; some && all[at];) {
        size_t from = at;
        uint32_t c = yn_unicode_next(all, &at);
        bool gap = c == ' ' && kept.len && kept.data[kept.len - 1] == ' ';
        if (!lost[from] && !gap)
            yn_buf_add(&kept, all + from, at - from);
        else if (lost[from] && !picture->missing)
            picture->missing = c;
    }
    free(lost);
    if (some)
        pango_layout_set_text(picture->layout, yn_buf_text(&kept), -1);
    picture->failed = picture->failed || kept.failed;
    yn_buf_release(&kept);
}

static void set_font(PangoLayout *layout, const struct yn_words *words,
                     double size)
{
    static const char *const families[] = {
        [YN_SERIF] = "Noto Serif CJK KR, Noto Serif KR, Nanum Myeongjo, serif",
        [YN_SANS] = "Noto Sans CJK KR, Noto Sans KR, Nanum Gothic, sans-serif",
    };
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family_static(font, families[words->face]);
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    if (words->strong)
        pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
}

/* Pango may break between any two syllables; Korean is read word by word. */
static void keep_korean_words(PangoAttrList *attrs, const char *text)
{
    size_t from = 0;
    bool hangul = false;
    for (size_t at = 0, next = 0; text[from]; at = next) {
        uint32_t c = yn_unicode_next(text, &next);
        hangul = hangul || yn_unicode_is_hangul(c);
        if (c && !yn_unicode_is_space(c))
            continue;
        if (hangul) {
            PangoAttribute *whole = pango_attr_allow_breaks_new(FALSE);
            whole->start_index = (guint)from;
            whole->end_index = (guint)at;
            pango_attr_list_insert(attrs, whole);
        }
        hangul = false;
        from = next;
    }
}

static void set_type(PangoLayout *layout, const struct yn_words *words,
                     double size, bool whole_words)
{
    double leading = words->leading > 0 ? words->leading : LEADING;
    PangoAttrList *attrs = pango_attr_list_new();
    pango_attr_list_insert(attrs,
                           pango_attr_line_height_new_absolute(
                               (int)lround(size * leading * PANGO_SCALE)));
    pango_attr_list_insert(attrs, pango_attr_letter_spacing_new((int)lround(
                                      size * words->tracking * PANGO_SCALE)));
    if (words->capitals)
        pango_attr_list_insert(attrs, pango_attr_text_transform_new(
                                          PANGO_TEXT_TRANSFORM_UPPERCASE));
    if (whole_words)
        keep_korean_words(attrs, pango_layout_get_text(layout));
    pango_layout_set_attributes(layout, attrs);
    pango_attr_list_unref(attrs);
    set_font(layout, words, size);
    pango_layout_set_wrap(layout,
                          whole_words ? PANGO_WRAP_WORD : PANGO_WRAP_WORD_CHAR);
    pango_layout_set_ellipsize(layout, whole_words ? PANGO_ELLIPSIZE_NONE
                                                   : PANGO_ELLIPSIZE_END);
    pango_layout_set_height(
        layout, whole_words || words->lines < 1 ? -1 : -words->lines);
}

struct room {
    int width, height, lines;
};

static bool fits(PangoLayout *layout, struct room room)
{
    int wide, high;
    pango_layout_set_width(layout, room.width);
    pango_layout_get_size(layout, &wide, &high);
    return pango_layout_get_line_count(layout) <= room.lines &&
           wide <= room.width && high <= room.height;
}

/* The narrowest column that needs no more lines makes them alike. */
static int balanced_width(PangoLayout *layout, struct room room)
{
    room.lines = pango_layout_get_line_count(layout);
    if (room.lines < 2)
        return room.width;
    int low = room.width / room.lines, high = room.width;
    for (int i = 0; i < BALANCE_STEPS; i++) {
        room.width = low + (high - low) / 2;
        if (fits(layout, room))
            high = room.width;
        else
            low = room.width;
    }
    return high;
}

/* Returns the size that was chosen. */
static double lay_out(struct yn_picture *picture, const struct yn_words *words)
{
    PangoLayout *layout = picture->layout;
    static const PangoAlignment sides[] = {PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER,
                                           PANGO_ALIGN_RIGHT};
    const struct room room = {
        .width = (int)lround(words->width * PANGO_SCALE),
        .height = words->height > 0 ? (int)lround(words->height * PANGO_SCALE)
                                    : INT_MAX,
        .lines = words->lines > 0 ? words->lines : 1,
    };
    double least = words->size_min > 0 ? words->size_min : words->size;
    pango_layout_set_alignment(layout, sides[words->side]);
    double size = words->size;
    while (size >= least) {
        set_type(layout, words, size, true);
        if (fits(layout, room)) {
            pango_layout_set_width(layout, balanced_width(layout, room));
            return size;
        }
        size *= SIZE_STEP;
    }
    set_type(layout, words, least, false);
    pango_layout_set_width(layout, room.width);
    return least;
}

static struct yn_words_set set_words(struct yn_picture *picture,
                                     const struct yn_words *words, bool draw)
{
    PangoLayout *layout = picture->layout;
    struct yn_buf text = {0};
    clean_text(words->text, &text);
    pango_layout_set_text(layout, yn_buf_text(&text), -1);
    set_type(layout, words, words->size, true);
    pango_layout_set_width(layout, -1);
    drop_missing(picture, yn_buf_text(&text));
    picture->failed = picture->failed || text.failed;
    yn_buf_release(&text);

    struct yn_words_set set = {.size = lay_out(picture, words)};
    PangoRectangle box;
    pango_layout_get_extents(layout, NULL, &box);
    set.width = (double)box.width / PANGO_SCALE;
    set.height = (double)box.height / PANGO_SCALE;
    set.baseline = (double)pango_layout_get_baseline(layout) / PANGO_SCALE;
    set.lines = pango_layout_get_line_count(layout);
    set.cut = pango_layout_is_ellipsized(layout);
    if (!draw)
        return set;
    /* What balancing took from the column goes to the side it belongs to. */
    double rest =
        words->width - (double)pango_layout_get_width(layout) / PANGO_SCALE;
    double share = words->side == YN_LEFT    ? 0
                   : words->side == YN_RIGHT ? 1
                                             : 0.5;
    set_colour(picture, words->colour, 1);
    cairo_move_to(picture->cairo, words->x + rest * share, words->y);
    pango_cairo_show_layout(picture->cairo, layout);
    return set;
}

struct yn_words_set yn_picture_measure(struct yn_picture *picture,
                                       const struct yn_words *words)
{
    return set_words(picture, words, false);
}

struct yn_words_set yn_picture_write(struct yn_picture *picture,
                                     const struct yn_words *words)
{
    return set_words(picture, words, true);
}

uint32_t yn_picture_missing(const struct yn_picture *picture)
{
    return picture->missing;
}

/* The finished picture as it is packed; borrows its pixels. */
static int finish(struct yn_picture *picture, struct yn_png *out,
                  struct yn_err *err)
{
    cairo_surface_t *surface = picture->surface;
    cairo_status_t status = cairo_status(picture->cairo);
    if (picture->failed || status == CAIRO_STATUS_NO_MEMORY)
        return yn_err_nomem(err);
    if (status)
        return yn_err_set(err, YN_E_INTERNAL, (int)status,
                          "a picture cannot be drawn: %s",
                          cairo_status_to_string(status));
    cairo_surface_flush(surface);
    bool clear = picture->paper == YN_PICTURE_CLEAR;
    *out = (struct yn_png){
        .width = cairo_image_surface_get_width(surface),
        .height = cairo_image_surface_get_height(surface),
        .pixels = (const uint32_t *)(const void *)cairo_image_surface_get_data(
            surface),
        .clear = clear,
        .paper = clear ? picture->flat[0] : picture->paper,
        .flat = picture->flat,
        .n_flat = picture->n_flat,
    };
    /* A row of 32-bit pixels has no gap behind it. */
    yn_assert(cairo_image_surface_get_stride(surface) ==
              out->width * (int)sizeof(*out->pixels));
    return YN_OK;
}

int yn_picture_png(struct yn_picture *picture, struct yn_buf *out,
                   struct yn_err *err)
{
    struct yn_png png = {0};
    int rc = finish(picture, &png, err);
    return rc ? rc : yn_png_write(&png, out, err);
}

int yn_picture_hash(struct yn_picture *picture, struct yn_hash *out,
                    struct yn_err *err)
{
    struct yn_png png = {0};
    int rc = finish(picture, &png, err);
    if (rc)
        return rc;
    struct {
        uint32_t width, height, clear, paper, n_flat, flat[YN_PNG_FLAT_MAX];
        struct yn_hash pixels;
    } whole;
    memset(&whole, 0, sizeof(whole));
    whole.width = (uint32_t)png.width;
    whole.height = (uint32_t)png.height;
    whole.clear = png.clear;
    whole.paper = png.paper;
    whole.n_flat = (uint32_t)png.n_flat;
    memcpy(whole.flat, png.flat, png.n_flat * sizeof(*png.flat));
    whole.pixels =
        yn_hash_bytes(png.pixels, (size_t)png.width * (size_t)png.height *
                                      sizeof(*png.pixels));
    *out = yn_hash_bytes(&whole, sizeof(whole));
    return YN_OK;
}
