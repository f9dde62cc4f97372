/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/share.h"

#include "base/base.h"
#include "base/say.h"
#include "publish/badge.h"
#include "publish/colour.h"
#include "publish/kept.h"
#include "publish/picture.h"
#include "publish/rings.h"
#include "publish/site_out.h"
#include "publish/text.h"

/* The frame, in pixels: margins as wide as the page's, a heavy rule on top, a
 * light one above the imprint. */
#define MARGIN 64
#define RIGHT (YN_SHARE_WIDTH - MARGIN)
#define RULE_TOP 56
#define RULE_HEIGHT 8
#define KICKER_TOP 80
#define SMALL 23 /* type of kicker and imprint */
#define BODY_TOP 112
#define BODY_HEIGHT                                                            \
    (FOOT_RULE - BODY_TOP - 16) /* letters stand low in lines                  \
                                 */
#define FOOT_RULE 540
#define FOOT_TOP 557
#define COLUMN 690 /* of the words */
/* The rings of the list, right of the words. */
#define RINGS_X 964
#define RINGS_Y 334
#define RINGS_REACH 172
/* A drama's rings spread from the badge and leave the picture. */
#define ECHO_X 1010
#define ECHO_INNER 104
#define ECHO_REACH 250
#define ECHO_UNIT_MAX 0.19 /* a roster of one song is no target */
#define BADGE_SIZE 214
#define PICKS_MAX 5
/* In sizes of the picks' type: from line to line, the Korean name with the gap
 * above it, and that gap. */
#define PICK_LEADING 1.5
#define KOREAN_HEIGHT 1.6
#define KOREAN_GAP 0.32

/* ----------------------------------------------------------------- rings */

struct ring_drawing {
    struct yn_picture *picture;
    double x, y;
    double unit;  /* pixels a tenth of a unit */
    double inner; /* where the rings begin */
    uint32_t plain, strong;
};

static void draw_ring(void *ctx, const struct yn_ring *ring)
{
    /* As the style sheet has them, in tenths of a unit. */
    static const double widths[] = {11, 36, 16};
    const struct ring_drawing *to = ctx;
    double width = ring->width ? (double)ring->width : widths[ring->kind];
    uint32_t colour = ring->kind == YN_RING_UNKNOWN  ? YN_COLOUR_SOFT
                      : ring->kind == YN_RING_PICKED ? to->strong
                                                     : to->plain;
    const struct yn_picture_ring circle = {
        .x = to->x,
        .y = to->y,
        .radius = to->inner + (double)ring->radius * to->unit,
        .width = width * to->unit,
        .colour = colour,
        .opacity = 1,
        .dotted = ring->kind == YN_RING_UNKNOWN,
    };
    yn_picture_ring(to->picture, &circle);
}

/* ----------------------------------------------------------------- frame */

/* The kicker ends where a drama's rings begin. */
static void draw_frame(struct yn_picture *picture, const char *text)
{
    const struct yn_words kicker = {
        .text = text,
        .face = YN_SANS,
        .strong = true,
        .capitals = true,
        .colour = YN_COLOUR_RED,
        .size = SMALL,
        .tracking = 0.12,
        .x = MARGIN,
        .y = KICKER_TOP,
        .width = COLUMN,
    };
    yn_picture_box(picture, MARGIN, RULE_TOP, RIGHT - MARGIN, RULE_HEIGHT,
                   YN_COLOUR_INK);
    yn_picture_box(picture, MARGIN, FOOT_RULE, RIGHT - MARGIN, 1,
                   YN_COLOUR_INK);
    yn_picture_write(picture, &kicker);
}

static void write_foot(struct yn_picture *picture, const char *left,
                       const char *right)
{
    struct yn_words words = {
        .text = right,
        .face = YN_SANS,
        .side = YN_RIGHT,
        .colour = YN_COLOUR_SOFT,
        .size = SMALL,
        .x = RIGHT - COLUMN,
        .y = FOOT_TOP,
        .width = COLUMN,
    };
    double taken = yn_picture_write(picture, &words).width;
    words.text = left;
    words.side = YN_LEFT;
    words.x = MARGIN;
    words.width = RIGHT - MARGIN - taken - MARGIN / 2.0;
    yn_picture_write(picture, &words);
}

static void put_count(struct yn_buf *out, size_t n, const char *one,
                      const char *many)
{
    yn_buf_printf(out, "%zu %s", n, n == 1 ? one : many);
}

/* ---------------------------------------------------------------- season */

/* "By Mina, 31 December 2020" */
static void put_byline(const struct yn_season *season, struct yn_buf *out)
{
    struct yn_buf day = {0};
    yn_text_day(season->as_of, &day);
    if (season->by[0])
        yn_buf_printf(out, "By %s%s", season->by, day.len ? ", " : "");
    yn_buf_puts(out, yn_buf_text(&day));
    out->failed = out->failed || day.failed;
    yn_buf_release(&day);
}

/* In the middle between kicker and imprint. */
static void write_title(struct yn_picture *picture, const char *title)
{
    struct yn_words words = {
        .text = title,
        .colour = YN_COLOUR_INK,
        .size = 122,
        .size_min = 44,
        .lines = 5,
        .height = BODY_HEIGHT,
        .leading = 1.0,
        .tracking = -0.02,
        .x = MARGIN - 4, /* large letters have room on their left */
        .width = COLUMN,
    };
    double height = yn_picture_measure(picture, &words).height;
    words.y = BODY_TOP + (BODY_HEIGHT - height) / 2;
    yn_picture_write(picture, &words);
}

static int draw_season(const struct yn_site_ctx *ctx,
                       struct yn_picture *picture, struct yn_err *err)
{
    const struct yn_season *season = ctx->season;
    struct yn_buf left = {0}, right = {0};
    struct ring_drawing rings = {
        .picture = picture,
        .x = RINGS_X,
        .y = RINGS_Y,
        .unit = (double)RINGS_REACH / YN_RINGS_LIST_REACH,
        .plain = YN_COLOUR_RED,
    };
    yn_buf_printf(&left, "Drama soundtracks of %u", season->year);
    draw_frame(picture, yn_buf_text(&left));
    yn_rings_list_each(ctx->order, ctx->n, draw_ring, &rings);
    write_title(picture, season->title);
    yn_buf_clear(&left);
    put_byline(season, &left);
    put_count(&right, season->n_dramas, "drama", "dramas");
    yn_buf_puts(&right, ", ");
    put_count(&right, ctx->tally->n_badges, "pick", "picks");
    write_foot(picture, yn_buf_text(&left), yn_buf_text(&right));
    bool failed = left.failed || right.failed;
    yn_buf_release(&left);
    yn_buf_release(&right);
    return failed ? yn_err_nomem(err) : YN_OK;
}

/* ----------------------------------------------------------------- drama */

/* Sizes by how much is to be said. */
struct drama_type {
    size_t picks; /* up to so many lines of picks */
    double name, pick;
};

static const struct drama_type types[] = {
    {1, 96, 40}, {3, 80, 34}, {PICKS_MAX, 66, 30}};

static const struct drama_type *type_for(size_t lines)
{
    size_t i = 0;
    while (i + 1 < YN_LEN(types) && types[i].picks < lines)
        i++;
    return &types[i];
}

/* One pick a line, and how many more there are; or that there is none. */
static void write_picks(struct yn_picture *picture,
                        const struct yn_drama_tally *tally, double y,
                        double size, struct yn_buf *scratch)
{
    size_t n = tally->n_badges <= PICKS_MAX ? tally->n_badges : PICKS_MAX - 1;
    size_t lines = n < tally->n_badges || n == 0 ? n + 1 : n;
    struct yn_words words = {
        .colour = YN_COLOUR_INK,
        .size = size,
        .size_min = size * 0.7,
        .x = MARGIN,
        .width = COLUMN,
    };
    for (size_t i = 0; i < lines; i++) {
        yn_buf_clear(scratch);
        if (i < n)
            yn_text_heading(tally->badges[i]->track, scratch);
        else if (n)
            yn_buf_printf(scratch, "and %zu more", tally->n_badges - n);
        else
            yn_buf_puts(scratch, "No pick");
        if (i == n)
            words.colour = YN_COLOUR_SOFT;
        words.text = yn_buf_text(scratch);
        words.y = y + (double)i * size * PICK_LEADING;
        yn_picture_write(picture, &words);
    }
}

/* The drama's name, its Korean one and the picks: one block in the middle of
 * its room. */
static void write_drama(struct yn_picture *picture,
                        const struct yn_drama_tally *tally, uint32_t accent,
                        struct yn_buf *scratch)
{
    size_t n = tally->n_badges < PICKS_MAX ? tally->n_badges : PICKS_MAX;
    n += n == 0; /* "No pick" */
    const struct drama_type *type = type_for(n);
    struct yn_words name = {
        .text = yn_text_drama_name(tally->drama),
        .colour = accent,
        .size = type->name,
        .size_min = 34,
        .lines = 3,
        .leading = 1.06,
        .tracking = -0.015,
        .x = MARGIN - 2,
        .width = COLUMN,
    };
    struct yn_words korean = {
        .text = yn_text_second_drama_title(tally->drama),
        .colour = YN_COLOUR_SOFT,
        .size = type->pick,
        .size_min = type->pick * 0.7,
        .x = MARGIN,
        .width = COLUMN,
    };
    double second = korean.text[0] ? type->pick * KOREAN_HEIGHT : 0;
    double gap = type->pick * 0.6;
    double list = (double)n * type->pick * PICK_LEADING;
    name.height = BODY_HEIGHT - second - gap - list;
    double head = yn_picture_measure(picture, &name).height;
    name.y = BODY_TOP + (BODY_HEIGHT - head - second - gap - list) / 2;
    korean.y = name.y + head + type->pick * KOREAN_GAP;
    yn_picture_write(picture, &name);
    if (korean.text[0])
        yn_picture_write(picture, &korean);
    write_picks(picture, tally, name.y + head + second + gap, type->pick,
                scratch);
}

static int draw_echo(const struct yn_site_ctx *ctx, struct yn_picture *picture,
                     const struct yn_drama_tally *tally, uint32_t accent,
                     struct yn_err *err)
{
    const struct yn_drama *drama = tally->drama;
    bool badge = tally->n_badges > 0;
    double inner = badge ? ECHO_INNER : 0;
    double unit = (ECHO_REACH - inner) / (double)yn_rings_roster_reach(drama);
    struct ring_drawing rings = {
        .picture = picture,
        .x = ECHO_X,
        .y = RINGS_Y,
        .inner = inner,
        .unit = unit < ECHO_UNIT_MAX ? unit : ECHO_UNIT_MAX,
        .plain = yn_colour_mix(accent, YN_COLOUR_PAPER, 0.38),
        .strong = accent,
    };
    yn_picture_clip(picture, 0, RULE_TOP, YN_SHARE_WIDTH, FOOT_RULE - RULE_TOP);
    yn_rings_roster_each(drama, ctx->tally, draw_ring, &rings);
    yn_picture_unclip(picture);
    return badge ? yn_badge_draw(ctx->season, picture, ECHO_X, RINGS_Y,
                                 BADGE_SIZE, err)
                 : YN_OK;
}

static int draw_drama(const struct yn_site_ctx *ctx, struct yn_picture *picture,
                      const struct yn_drama_tally *tally, struct yn_err *err)
{
    const struct yn_drama *drama = tally->drama;
    uint32_t accent = yn_colour_drama(yn_rings_hue(drama->slug));
    struct yn_buf left = {0}, right = {0};
    int rc = draw_echo(ctx, picture, tally, accent, err);
    if (rc)
        return rc;
    draw_frame(picture, ctx->season->title);
    write_drama(picture, tally, accent, &left);
    yn_buf_clear(&left);
    yn_text_join(&drama->network, &left);
    yn_text_days(drama->first, drama->last, &right);
    write_foot(picture, yn_buf_text(&left), yn_buf_text(&right));
    bool failed = left.failed || right.failed;
    yn_buf_release(&left);
    yn_buf_release(&right);
    return failed ? yn_err_nomem(err) : YN_OK;
}

/* ----------------------------------------------------------------- files */

void yn_share_name(const struct yn_site_ctx *ctx, const struct yn_drama *drama,
                   struct yn_buf *out)
{
    if (drama)
        yn_buf_printf(out, "share/%s.png",
                      yn_anchor_drama(ctx->anchors, ctx->season, drama));
    else
        yn_buf_puts(out, "share.png");
}

static const struct yn_drama_tally *tally_of(const struct yn_site_ctx *ctx,
                                             const struct yn_drama *drama)
{
    size_t i = 0;
    while (ctx->order[i]->drama != drama)
        i++;
    return ctx->order[i];
}

void yn_share_alt(const struct yn_site_ctx *ctx, const struct yn_drama *drama,
                  struct yn_buf *out)
{
    if (!drama) {
        yn_buf_printf(out, "%s: ", ctx->season->title);
        put_count(out, ctx->season->n_dramas, "drama", "dramas");
        yn_buf_puts(out, ", ");
        put_count(out, ctx->tally->n_badges, "pick", "picks");
        return;
    }
    const struct yn_drama_tally *tally = tally_of(ctx, drama);
    yn_buf_puts(out, yn_text_drama_name(drama));
    for (size_t i = 0; i < tally->n_badges; i++) {
        yn_buf_puts(out, i ? "; " : ": ");
        yn_text_heading(tally->badges[i]->track, out);
    }
}

/* `drama` NULL: the season's. `*missing` is the first letter of all pictures
 * that no font has. */
static int write_one(const struct yn_site_ctx *ctx,
                     const struct yn_drama_tally *drama, const char *name,
                     uint32_t *missing, struct yn_buf *png, struct yn_err *err)
{
    struct yn_picture *picture = NULL;
    int rc = yn_picture_create(ctx->painter, YN_SHARE_WIDTH, YN_SHARE_HEIGHT,
                               YN_COLOUR_PAPER, &picture, err);
    if (!rc)
        rc = drama ? draw_drama(ctx, picture, drama, err)
                   : draw_season(ctx, picture, err);
    if (!rc)
        rc = yn_kept_png(ctx->kept, name, picture, png, err);
    if (!rc && !*missing)
        *missing = yn_picture_missing(picture);
    yn_picture_destroy(&picture);
    return rc;
}

int yn_share_write(const struct yn_site_ctx *ctx, const char *folder,
                   struct yn_site_out *out, struct yn_err *err)
{
    struct yn_buf png = {0}, name = {0};
    uint32_t missing = 0;
    int rc = YN_OK;
    for (size_t i = 0; !rc && i <= ctx->n; i++) {
        const struct yn_drama_tally *drama = i ? ctx->order[i - 1] : NULL;
        yn_buf_clear(&name);
        yn_buf_puts(&name, folder);
        yn_share_name(ctx, drama ? drama->drama : NULL, &name);
        if (name.failed)
            rc = yn_err_nomem(err);
        /* A dry run names the files: it need not make them. */
        if (!rc && out->dir)
            rc = write_one(ctx, drama, yn_buf_text(&name), &missing, &png, err);
        if (!rc)
            rc = yn_site_put(out, yn_buf_text(&name), &png, err);
    }
    if (!rc && missing)
        yn_say(ctx->log, YN_LOG_WARNING,
               "the pictures to share leave letters out that no font here has "
               "(U+%04X); install one (fonts-noto-cjk has Korean, "
               "fonts-noto-color-emoji emoji) and publish again",
               (unsigned)missing);
    yn_buf_release(&png);
    yn_buf_release(&name);
    return rc;
}

/* ------------------------------------------------------------------ tags */

static void tag(struct yn_markup *m, const char *key, const char *name,
                const char *content)
{
    yn_markup_block(m, "meta");
    yn_markup_attr(m, key, name);
    yn_markup_attr(m, "content", content);
    yn_markup_close(m, "meta");
}

static void tag_number(struct yn_markup *m, const char *name, int number)
{
    yn_markup_block(m, "meta");
    yn_markup_attr(m, "property", name);
    yn_markup_attr_f(m, "content", "%d", number);
    yn_markup_close(m, "meta");
}

/* The address of share_name's file, its parts encoded. */
static void put_address(const struct yn_site_ctx *ctx,
                        const struct yn_drama *drama, const char *up,
                        struct yn_buf *out)
{
    struct yn_buf name = {0};
    if (drama) {
        yn_buf_puts(&name, "share/");
        yn_text_url_encode(yn_anchor_drama(ctx->anchors, ctx->season, drama),
                           &name);
        yn_buf_puts(&name, ".png");
    } else {
        yn_share_name(ctx, NULL, &name);
    }
    if (!yn_text_is_web(ctx->season->url))
        yn_buf_puts(out, up);
    yn_text_site_url(ctx->season, yn_buf_text(&name), NULL, out);
    out->failed = out->failed || name.failed;
    yn_buf_release(&name);
}

void yn_share_tags(struct yn_markup *m, const struct yn_site_ctx *ctx,
                   const struct yn_drama *drama, const char *up)
{
    struct yn_buf address = {0}, alt = {0};
    put_address(ctx, drama, up, &address);
    yn_share_alt(ctx, drama, &alt);
    tag(m, "property", "og:image", yn_buf_text(&address));
    tag(m, "property", "og:image:type", "image/png");
    tag_number(m, "og:image:width", YN_SHARE_WIDTH);
    tag_number(m, "og:image:height", YN_SHARE_HEIGHT);
    tag(m, "property", "og:image:alt", yn_buf_text(&alt));
    tag(m, "name", "twitter:card", "summary_large_image");
    m->out->failed = m->out->failed || address.failed || alt.failed;
    yn_buf_release(&address);
    yn_buf_release(&alt);
}
