/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first rule as measured: of a track, of all songs of a drama, and what the
 * moments of an episode are known by.
 */
#include <math.h>

#include "base/base.h"
#include "publish/cues/line.h"
#include "publish/episodes_internal.h"
#include "publish/svg.h"

/* The drawing of an effect: its height in pixels, and the effect at its ends,
 * in standard deviations. */
#define HEIGHT 22
#define EFFECT_MAX 2.0
#define DOT 4
/* Lines spoken so long before and behind a meeting are shown with it. */
#define LINES_S 25

/* "+0.61", "−0.10"; the minus of print. */
static void put_signed(double value, struct yn_buf *out)
{
    const double shown = yn_line_round(value, 2);
    yn_buf_printf(out, "%s%.2f", shown < 0 ? "−" : "+", fabs(shown));
}

static void put_range(double value, double lo, double hi, struct yn_buf *out)
{
    put_signed(value, out);
    yn_buf_puts(out, " (");
    put_signed(lo, out);
    yn_buf_puts(out, " to ");
    put_signed(hi, out);
    yn_buf_puts(out, ")");
}

static void put_chance(double p, struct yn_buf *out)
{
    if (p < 0.001)
        yn_buf_puts(out, "below 0.001");
    else
        yn_buf_printf(out, "%.*f", p < 0.1 ? 3 : 2, p);
}

/* ---- where song and moment meet ---- */

/* "ep. 7", or the name of one that has no number. */
static void put_episode(const struct yn_played_episode *episode,
                        struct yn_buf *out)
{
    const struct yn_cue_episode *given = &episode->given->episode;
    if (given->number && !given->special && given->season <= 1)
        yn_buf_printf(out, "ep. %u", given->number);
    else
        yn_buf_puts(out, episode->name);
}

void yn_page_meeting(struct yn_page *page, const struct yn_played_drama *drama,
                     const struct yn_played_song *song, bool on_list)
{
    struct yn_markup *m = &page->m;
    if (!song->meets)
        return;
    struct yn_buf *text = yn_page_phrase(page);
    put_episode(song->meets, text);
    yn_buf_puts(text, ", ");
    yn_episode_clock(song->meets_s, text);
    yn_markup_open(m, "a");
    yn_markup_attr_f(m, "href", "%s%s%s.html#cue-%zu",
                     on_list ? drama->folder : "", on_list ? "/" : "",
                     song->meets->stem, song->meets_seq);
    yn_page_say(page);
    yn_markup_close(m, "a");
}

/* For the editor alone: what is said around it. */
static void put_spoken(struct yn_page *page, const struct yn_played_song *song)
{
    struct yn_markup *m = &page->m;
    if (!page->ctx->local || !song->meets)
        return;
    const struct yn_publish_episode *given = song->meets->given;
    bool open = false;
    for (size_t i = 0; i < given->n_lines; i++) {
        const struct yn_publish_line *line = &given->lines[i];
        if (line->end_s < song->meets_s - LINES_S ||
            line->start_s > song->meets_s + LINES_S)
            continue;
        if (!open)
            yn_page_open(page, "ul", "spoken");
        open = true;
        yn_page_open(page, "li", "");
        yn_episode_clock(line->start_s, yn_page_phrase(page));
        yn_markup_element(m, "span", yn_buf_text(&page->phrase));
        yn_markup_text(m, " ");
        yn_page_text(page, line->text);
        yn_markup_close(m, "li");
    }
    if (open)
        yn_markup_close(m, "ul");
}

/* ---- in words ---- */

static void put_layering(const struct yn_layer *layer, struct yn_buf *out)
{
    if (layer->status == YN_LAYER_UNKNOWN) {
        yn_buf_puts(out, "layering not known");
    } else if (layer->status == YN_LAYER_BEHIND) {
        yn_buf_puts(out, "never in the foreground where moments are known");
    } else {
        yn_buf_puts(out, "layering ");
        put_range(layer->effect, layer->lo, layer->hi, out);
        yn_buf_puts(out, " over ");
        yn_episode_count(layer->cues, "use", out);
        if (layer->status == YN_LAYER_TESTED) {
            yn_buf_puts(out, ", p ");
            put_chance(layer->p, out);
            yn_buf_puts(out, ", with all songs ");
            put_chance(layer->q, out);
        } else {
            yn_buf_puts(out, ", described only");
        }
    }
}

static void put_message(const struct yn_message_fit *fit, struct yn_buf *out)
{
    if (fit->status != YN_MESSAGE_KNOWN) {
        yn_buf_printf(out, "message not known: %s",
                      yn_message_word(fit->status));
        return;
    }
    yn_buf_puts(out, "message ");
    put_range(fit->value, fit->lo, fit->hi, out);
    yn_buf_printf(out, ", its story at place %zu of %zu", fit->rank,
                  fit->n_compared);
}

static void put_value(const struct yn_story *story, struct yn_buf *out)
{
    if (story->status == YN_STORY_UNKNOWN)
        yn_buf_puts(out, "not known");
    else
        yn_buf_printf(out, "%.1f of 10 (%.1f to %.1f)", story->value, story->lo,
                      story->hi);
}

static const struct yn_played_song *song_of(const struct yn_page *page,
                                            const struct yn_track *track)
{
    const struct yn_season *season = page->ctx->season;
    const struct yn_played_drama *drama =
        yn_played_of(page->ctx->played, &season->dramas[track->drama]);
    for (size_t i = 0; drama && i < drama->n_songs; i++) {
        if (drama->songs[i].track->index == track->index)
            return &drama->songs[i];
    }
    return NULL;
}

/* "Story as measured: 7.6 of 10 (4.2 to 9.5); layering …; message …. Song and
 * scene are strongest together in ep. 7, 41:12." */
void yn_page_story(struct yn_page *page, const struct yn_track *track)
{
    struct yn_markup *m = &page->m;
    const struct yn_season *season = page->ctx->season;
    const struct yn_story *story =
        page->ctx->stories ? &page->ctx->stories[track->index] : NULL;
    const struct yn_played_song *song = song_of(page, track);
    if (!story || story->status == YN_STORY_UNKNOWN)
        return;
    yn_page_open(page, "p", "measured");
    yn_markup_element(m, "b", "Story as measured:");
    struct yn_buf *text = yn_page_phrase(page);
    yn_buf_putc(text, ' ');
    put_value(story, text);
    yn_buf_puts(text, "; ");
    put_layering(&story->layering, text);
    yn_buf_puts(text, "; ");
    put_message(&story->message, text);
    yn_buf_putc(text, '.');
    yn_page_say(page);
    if (song && song->meets) {
        yn_markup_text(m, " Song and scene are strongest together in ");
        yn_page_meeting(
            page,
            yn_played_of(page->ctx->played, &season->dramas[track->drama]),
            song, true);
        yn_markup_text(m, ".");
    }
    yn_markup_close(m, "p");
    if (song)
        put_spoken(page, song);
}

/* ---- the songs of a drama ---- */

static double share(double effect)
{
    return fmin(fmax(0.5 + effect / EFFECT_MAX / 2, 0), 1);
}

static void put_line(struct yn_markup *m, const char *class, double x1,
                     double x2, const long y[2])
{
    yn_markup_open(m, "line");
    yn_markup_attr(m, "class", class);
    yn_svg_percent(m, "x1", x1);
    yn_svg_percent(m, "x2", x2);
    yn_markup_attr_f(m, "y1", "%ld", y[0]);
    yn_markup_attr_f(m, "y2", "%ld", y[1]);
    yn_markup_close(m, "line");
}

/* The effect as a dot with its interval; the upright is no effect. */
static void draw_effect(struct yn_markup *m, const struct yn_played_song *song)
{
    const struct yn_layer *layer = &song->story->layering;
    const long middle[2] = {HEIGHT / 2, HEIGHT / 2}, all[2] = {0, HEIGHT};
    char class[32];
    snprintf(class, sizeof(class), "effect song-%u", yn_played_colour(song));
    yn_svg_open(m, class, HEIGHT);
    put_line(m, "foot", 0, 1, middle);
    put_line(m, "none", 0.5, 0.5, all);
    if (!isnan(layer->effect)) {
        put_line(m, "range", share(layer->lo), share(layer->hi), middle);
        yn_markup_open(m, "circle");
        yn_svg_percent(m, "cx", share(layer->effect));
        yn_markup_attr_f(m, "cy", "%d", HEIGHT / 2);
        yn_markup_attr_f(m, "r", "%d", DOT);
        yn_markup_close(m, "circle");
    }
    yn_markup_close(m, "svg");
}

static void put_song(struct yn_page *page, const struct yn_played_drama *drama,
                     const struct yn_played_song *song)
{
    struct yn_markup *m = &page->m;
    yn_page_open(page, "li", "");
    yn_page_open(page, "p", "name");
    yn_markup_open(m, "span");
    yn_markup_attr_f(m, "class", "n song-%u", yn_played_colour(song));
    yn_markup_textf(m, "%u", song->number);
    yn_markup_close(m, "span");
    yn_markup_text(m, " ");
    yn_page_quoted(page, yn_track_name(song->track));
    yn_markup_close(m, "p");
    draw_effect(m, song);
    yn_page_open(page, "p", "much");
    yn_markup_open(m, "b");
    put_value(song->story, yn_page_phrase(page));
    yn_page_say(page);
    yn_markup_close(m, "b");
    if (song->meets)
        yn_markup_text(m, " ");
    yn_page_meeting(page, drama, song, false);
    yn_markup_close(m, "p");
    struct yn_buf *text = yn_page_phrase(page);
    put_layering(&song->story->layering, text);
    yn_buf_puts(text, "; ");
    put_message(&song->story->message, text);
    yn_page_element(page, "p", "parts", yn_buf_text(text));
    put_spoken(page, song);
    yn_markup_close(m, "li");
}

void yn_episode_stories(struct yn_page *page,
                        const struct yn_played_drama *drama)
{
    bool any = false;
    for (size_t i = 0; i < drama->n_songs; i++)
        any |= drama->songs[i].story &&
               drama->songs[i].story->status != YN_STORY_UNKNOWN;
    if (!any)
        return;
    yn_page_section(page, "story", "stories", "Song and story");
    yn_page_element(
        page, "p", "remark",
        "Layering: how much more the moments move in which the song is in "
        "front than the same episodes do by chance, in standard deviations; "
        "the upright is no more than chance, and the line holds the truth "
        "four times in five. Message: how much nearer its words are to this "
        "story than to others. Both as one figure: 5 of 10 is a song that "
        "sounds anywhere and fits any drama. Where a link stands, song and "
        "moment are strongest together.");
    yn_page_open(page, "div", "multiples");
    yn_page_open(page, "ul", "");
    yn_markup_attr(&page->m, "role", "list");
    for (size_t i = 0; i < drama->n_songs; i++) {
        const struct yn_played_song *song = &drama->songs[i];
        if (song->story &&
            (song->n_cues || song->story->status != YN_STORY_UNKNOWN))
            put_song(page, drama, song);
    }
    yn_markup_close(&page->m, "ul");
    yn_markup_close(&page->m, "div");
    yn_markup_close(&page->m, "section");
}

/* ---- an episode ---- */

/* "Its moments are known by 2,310 comments, how little is said, …" */
void yn_episode_known_by(struct yn_page *page,
                         const struct yn_played_episode *episode)
{
    static const char *const words[YN_CHANNELS] = {
        [YN_CHANNEL_COMMENTS] = "what viewers wrote while they watched",
        [YN_CHANNEL_TEARS] = "their tears",
        [YN_CHANNEL_DIALOGUE] = "how little is said",
        [YN_CHANNEL_SILENCE] = "how quiet all but the music is",
        [YN_CHANNEL_MARKS] = "the editor’s marks",
    };
    const struct yn_moments *moments = episode->given->moments;
    if (!moments)
        return;
    struct yn_buf *text = yn_page_phrase(page);
    unsigned left = 0;
    for (unsigned c = 0; c < YN_CHANNELS; c++)
        left += moments->channels >> c & 1U;
    yn_buf_puts(text, "Its moments are told by ");
    for (unsigned c = 0; c < YN_CHANNELS; c++) {
        if (!(moments->channels >> c & 1U))
            continue;
        yn_buf_puts(text, words[c]);
        left--;
        yn_buf_puts(text, left > 1 ? ", " : left == 1 ? " and " : ".");
    }
    if (moments->channels >> YN_CHANNEL_COMMENTS & 1U) {
        yn_buf_puts(text, " Of the comments ");
        yn_buf_printf(text, "%zu count", moments->n_reactions);
        if (moments->n_naming)
            yn_buf_printf(text, "; %zu name songs and are left out",
                          moments->n_naming);
        yn_buf_putc(text, '.');
    }
    yn_page_element(page, "p", "remark", yn_buf_text(text));
}

void yn_episode_meetings(struct yn_page *page,
                         const struct yn_played_drama *drama,
                         const struct yn_played_episode *episode)
{
    struct yn_markup *m = &page->m;
    if (!episode->n_meetings)
        return;
    yn_page_open(page, "p", "meetings");
    yn_markup_text(m, "Of all episodes, here song and moment are strongest "
                      "together for ");
    size_t left = episode->n_meetings;
    for (size_t i = 0; i < drama->n_songs; i++) {
        const struct yn_played_song *song = &drama->songs[i];
        if (song->meets != episode)
            continue;
        yn_markup_open(m, "a");
        yn_markup_attr_f(m, "href", "#cue-%zu", song->meets_seq);
        yn_page_quoted(page, yn_track_name(song->track));
        yn_markup_close(m, "a");
        struct yn_buf *text = yn_page_phrase(page);
        yn_buf_puts(text, ", ");
        yn_episode_clock(song->meets_s, text);
        left--;
        yn_buf_puts(text, left > 1 ? "; " : left == 1 ? "; and " : ".");
        yn_page_say(page);
    }
    yn_markup_close(m, "p");
}
