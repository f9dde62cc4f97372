/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of a drama's episodes, and the part of the list that leads to it:
 * each episode as a strip with all its songs, each song as a strip through all
 * episodes.
 */
#include <math.h>

#include "base/base.h"
#include "publish/episodes_internal.h"
#include "publish/strip.h"
#include "publish/text.h"

/* The list shows that many songs of a drama; its own page has all. */
#define SONGS_MAX 5

/* "6 min 40 s in 4 cues of 3 episodes, 52 s in front" */
static void put_song_words(struct yn_page *page,
                           const struct yn_played_drama *drama,
                           const struct yn_played_song *song, bool on_list)
{
    struct yn_buf *text = yn_page_phrase(page);
    yn_episode_length(song->music_s, text);
    yn_buf_puts(text, " in ");
    yn_episode_count(song->n_cues, "cue", text);
    if (song->n_episodes > 1) {
        yn_buf_puts(text, " of ");
        yn_episode_count(song->n_episodes, "episode", text);
    }
    if (song->front_s >= 1) {
        yn_buf_puts(text, ", ");
        yn_episode_length(song->front_s, text);
        yn_buf_puts(text, " in front");
    }
    /* The drama's own page tells of meetings in a part of its own. */
    bool meets = on_list && song->meets;
    yn_buf_puts(text, meets ? ", strongest with its scene in " : "");
    yn_page_open(page, "p", "much");
    yn_page_say(page);
    if (meets)
        yn_page_meeting(page, drama, song, true);
    yn_markup_close(&page->m, "p");
}

void yn_episode_songs(struct yn_page *page, const struct yn_played_drama *drama,
                      const struct yn_played_song *const *songs, size_t n,
                      const char *up)
{
    struct yn_markup *m = &page->m;
    yn_page_open(page, "div", "multiples");
    if (drama->n_episodes > 1) {
        yn_page_open(page, "p", "over");
        yn_markup_attr(m, "aria-hidden", "true");
        yn_markup_element(m, "span", "Episode");
        yn_strip_numbers(m, drama);
        yn_markup_close(m, "p");
    }
    yn_page_open(page, "ul", "");
    yn_markup_attr(m, "role", "list");
    for (size_t i = 0; i < n; i++) {
        yn_page_open(page, "li", "");
        yn_page_open(page, "p", "name");
        yn_markup_open(m, "span");
        yn_markup_attr_f(m, "class", "n song-%u", yn_played_colour(songs[i]));
        yn_markup_textf(m, "%u", songs[i]->number);
        yn_markup_close(m, "span");
        yn_markup_text(m, " ");
        yn_markup_open(m, "a");
        yn_markup_attr_f(m, "href", "%s#%s", up,
                         yn_anchor_track(page->ctx->anchors, songs[i]->track));
        yn_page_quoted(page, yn_track_name(songs[i]->track));
        yn_markup_close(m, "a");
        yn_markup_close(m, "p");
        yn_strip_song(m, drama, songs[i]);
        put_song_words(page, drama, songs[i], up[0] == '\0');
        yn_markup_close(m, "li");
    }
    yn_markup_close(m, "ul");
    yn_markup_close(m, "div");
}

/* ---- the drama's own page ---- */

static void put_episode_words(struct yn_page *page,
                              const struct yn_played_episode *episode)
{
    struct yn_buf *text = yn_page_phrase(page);
    yn_episode_count(episode->sheet->n_rows, "cue", text);
    if (episode->sheet->n_rows) {
        yn_buf_puts(text, ", ");
        yn_episode_length(episode->sheet->music_s, text);
    }
    if (episode->front_s >= 1) {
        yn_buf_puts(text, ", ");
        yn_episode_length(episode->front_s, text);
        yn_buf_puts(text, " in front");
    }
    yn_page_element(page, "p", "much", yn_buf_text(text));
}

static void put_episode(struct yn_page *page,
                        const struct yn_played_drama *drama, size_t i,
                        double longest_s)
{
    struct yn_markup *m = &page->m;
    const struct yn_played_episode *episode = &drama->episodes[i];
    yn_page_open(page, "li", "");
    yn_page_open(page, "p", "name");
    if (episode->sheet) {
        yn_markup_open(m, "a");
        yn_markup_attr_f(m, "href", "%s.html", episode->stem);
        yn_page_text(page, episode->name);
        yn_markup_close(m, "a");
    } else {
        yn_page_text(page, episode->name);
    }
    yn_markup_close(m, "p");
    if (episode->sheet) {
        yn_strip_episode(m, drama, episode, longest_s);
        put_episode_words(page, episode);
    } else {
        yn_page_element(page, "p", "much", "Not known yet.");
    }
    yn_markup_close(m, "li");
}

static void put_episodes(struct yn_page *page,
                         const struct yn_played_drama *drama)
{
    double longest_s = 0;
    for (size_t i = 0; i < drama->n_episodes; i++) {
        if (drama->episodes[i].sheet)
            longest_s = fmax(longest_s,
                             drama->episodes[i].given->placements->duration_s);
    }
    yn_page_section(page, "episodes", "", "Episode by episode");
    yn_page_element(page, "p", "remark",
                    "High and strong: a song carries the scene. Low and pale: "
                    "it is behind.");
    yn_page_open(page, "div", "multiples");
    yn_page_open(page, "ul", "");
    yn_markup_attr(&page->m, "role", "list");
    for (size_t i = 0; i < drama->n_episodes; i++)
        put_episode(page, drama, i, longest_s);
    yn_markup_close(&page->m, "ul");
    yn_markup_close(&page->m, "div");
    yn_markup_close(&page->m, "section");
}

/* “A”, “B” and “C” were heard nowhere. */
static void put_unheard(struct yn_page *page,
                        const struct yn_played_drama *drama)
{
    struct yn_markup *m = &page->m;
    if (drama->n_heard == drama->n_songs)
        return;
    yn_page_open(page, "p", "remark");
    yn_markup_text(m, "Found in none of these episodes: ");
    bool first = true;
    for (size_t i = 0; i < drama->n_songs; i++) {
        if (drama->songs[i].n_cues)
            continue;
        yn_markup_text(m, first ? "" : ", ");
        yn_page_quoted(page, yn_track_name(drama->songs[i].track));
        first = false;
    }
    yn_markup_text(m, ".");
    yn_markup_close(m, "p");
}

/* Those that play somewhere, in the roster's order. */
static const struct yn_played_song **
heard_songs(const struct yn_played_drama *drama, size_t *n)
{
    const struct yn_played_song **songs =
        calloc(drama->n_songs + 1, sizeof(struct yn_played_song *));
    *n = 0;
    for (size_t i = 0; songs && i < drama->n_songs; i++) {
        if (drama->songs[i].n_cues)
            songs[(*n)++] = &drama->songs[i];
    }
    return songs;
}

static void put_songs(struct yn_page *page, const struct yn_played_drama *drama)
{
    size_t n;
    const struct yn_played_song **songs = heard_songs(drama, &n);
    if (!songs) {
        page->rc = page->rc ? page->rc : yn_err_nomem(page->err);
        return;
    }
    yn_page_section(page, "songs", "", "Song by song");
    if (yn_strip_has_bars(drama))
        yn_page_element(page, "p", "remark",
                        "A bar for each episode: as high as the song plays "
                        "long in it, strong where it carries the scene.");
    yn_episode_songs(page, drama, songs, n, YN_EPISODE_UP "index.html");
    put_unheard(page, drama);
    yn_markup_close(&page->m, "section");
    free(songs);
}

static void put_lead(struct yn_page *page, const struct yn_played_drama *drama)
{
    struct yn_buf *text = yn_page_phrase(page);
    double music_s = 0, front_s = 0;
    for (size_t i = 0; i < drama->n_episodes; i++) {
        if (drama->episodes[i].sheet)
            music_s += drama->episodes[i].sheet->music_s;
        front_s += drama->episodes[i].front_s;
    }
    yn_buf_printf(text, "%zu of %zu songs of the roster in ", drama->n_heard,
                  drama->n_songs);
    yn_episode_count(drama->n_known, "episode", text);
    if (drama->n_known < drama->n_episodes)
        yn_buf_printf(text, " of %zu that are there", drama->n_episodes);
    yn_buf_puts(text, ": ");
    yn_episode_length(music_s, text);
    yn_buf_puts(text, " of music");
    if (front_s >= 1) {
        yn_buf_puts(text, ", ");
        yn_episode_length(front_s, text);
        yn_buf_puts(text, " of it before everything else");
    }
    yn_buf_puts(text, ".");
    yn_page_element(page, "p", "lead", yn_buf_text(text));
}

int yn_episode_index(const struct yn_site_ctx *ctx,
                     const struct yn_played_drama *drama, struct yn_buf *out,
                     struct yn_err *err)
{
    struct yn_page page = {.ctx = ctx, .err = err};
    yn_markup_init(&page.m, out, YN_HTML);
    yn_episode_begin(&page, drama, NULL);
    put_lead(&page, drama);
    put_episodes(&page, drama);
    if (drama->n_heard)
        put_songs(&page, drama);
    yn_episode_stories(&page, drama);
    yn_episode_end(&page);
    return yn_page_finish(&page);
}

/* ---- within the list ---- */

/* Those that wear the badge come first, then those that are most in front. */
static bool is_before(const struct yn_site_ctx *ctx,
                      const struct yn_played_song *a,
                      const struct yn_played_song *b)
{
    bool badge_a = ctx->tally->tracks[a->track->index].badge;
    bool badge_b = ctx->tally->tracks[b->track->index].badge;
    if (badge_a != badge_b)
        return badge_a;
    if (a->front_s != b->front_s)
        return a->front_s > b->front_s;
    return a->music_s > b->music_s;
}

static void sort_songs(const struct yn_site_ctx *ctx,
                       const struct yn_played_song **songs, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        const struct yn_played_song *song = songs[i];
        size_t at = i;
        for (; at > 0 && is_before(ctx, song, songs[at - 1]); at--)
            songs[at] = songs[at - 1];
        songs[at] = song;
    }
}

static void put_more(struct yn_page *page, const struct yn_played_drama *drama)
{
    struct yn_markup *m = &page->m;
    yn_page_open(page, "p", "more");
    yn_markup_open(m, "a");
    yn_markup_attr_f(m, "href", "%s/index.html", drama->folder);
    struct yn_buf *text = yn_page_phrase(page);
    yn_buf_puts(text, "Every cue of ");
    yn_episode_count(drama->n_known, "episode", text);
    yn_page_say(page);
    yn_markup_open(m, "span");
    yn_markup_attr(m, "class", "hidden");
    yn_markup_text(m, " of ");
    yn_page_text(page, yn_text_drama_name(drama->drama));
    yn_markup_close(m, "span");
    yn_markup_close(m, "a");
    yn_markup_close(m, "p");
}

void yn_page_played(struct yn_page *page, const struct yn_drama *of)
{
    const struct yn_played_drama *drama = yn_played_of(page->ctx->played, of);
    if (!drama || !drama->n_known)
        return;
    size_t n;
    const struct yn_played_song **songs = heard_songs(drama, &n);
    if (!songs) {
        page->rc = page->rc ? page->rc : yn_err_nomem(page->err);
        return;
    }
    sort_songs(page->ctx, songs, n);
    yn_page_open(page, "section", "played");
    yn_page_element(page, "h3", "", "Where it plays");
    n = n < SONGS_MAX ? n : SONGS_MAX;
    if (n)
        yn_episode_songs(page, drama, songs, n, "");
    else
        yn_page_element(page, "p", "remark",
                        "No song of the roster was found in its episodes.");
    put_more(page, drama);
    yn_markup_close(&page->m, "section");
    free(songs);
}
