/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of one episode: what plays in it in a sentence, the drawing, the
 * table, the files.
 */
#include <math.h>

#include "base/base.h"
#include "publish/episodes_internal.h"
#include "publish/staves.h"
#include "publish/text.h"

/* Of the pieces where a song is in front, so many are named. */
#define PEAKS_MAX 5
/* What the drawings cannot show is not worth a word. */
#define LOST_S_MIN 1

static size_t count_songs(const struct yn_played_drama *drama,
                          const struct yn_sheet *sheet)
{
    size_t n = 0;
    for (size_t i = 0; i < sheet->n_rows; i++) {
        bool before = false;
        for (size_t j = 0; j < i && !before; j++)
            before =
                sheet->rows[j].master->track == sheet->rows[i].master->track;
        n += !before && yn_played_song(drama, &sheet->rows[i]);
    }
    return n;
}

/* "11 cues of 10 songs, together 5 min 37 s of 12 min 2 s. …" */
static void put_lead(struct yn_page *page, const struct yn_played_drama *drama,
                     const struct yn_played_episode *episode)
{
    const struct yn_sheet *sheet = episode->sheet;
    const struct yn_placements *found = episode->given->placements;
    struct yn_buf *text = yn_page_phrase(page);
    if (sheet->n_rows == 0) {
        yn_buf_puts(text, "No song of the roster was found in this episode.");
    } else {
        yn_episode_count(sheet->n_rows, "cue", text);
        yn_buf_puts(text, " of ");
        yn_episode_count(count_songs(drama, sheet), "song", text);
        yn_buf_puts(text, ": ");
        yn_episode_length(sheet->music_s, text);
        yn_buf_puts(text, " of ");
        yn_episode_length(found->duration_s, text);
        yn_buf_puts(text, episode->n_fronts
                              ? ". For "
                              : ". No song comes before the rest.");
        if (episode->n_fronts) {
            yn_episode_length(episode->front_s, text);
            yn_buf_puts(text, " of it a song stands before everything else.");
        }
    }
    if (sheet->n_unidentified) {
        yn_buf_puts(text, " Another ");
        yn_episode_length(sheet->unidentified_s, text);
        yn_buf_puts(text, " sound like music that no song explains.");
    }
    if (found->lost_s >= LOST_S_MIN) {
        yn_buf_puts(text, " Of the sound ");
        yn_episode_length(found->lost_s, text);
        yn_buf_puts(text, " could not be heard: the file is damaged there.");
    }
    yn_page_element(page, "p", "lead", yn_buf_text(text));
}

static double front_s(const struct yn_front *front)
{
    return front->end_s - front->start_s;
}

/* Whether so many others are longer that this one is not named. */
static bool is_peak(const struct yn_played_episode *episode, size_t i)
{
    const struct yn_front *own = &episode->fronts[i];
    size_t longer = 0;
    for (size_t j = 0; j < episode->n_fronts; j++) {
        double other = front_s(&episode->fronts[j]);
        longer += other > front_s(own) || (other == front_s(own) && j < i);
    }
    return longer < PEAKS_MAX;
}

static void put_peak(struct yn_page *page, const struct yn_played_drama *drama,
                     const struct yn_played_episode *episode,
                     const struct yn_front *front)
{
    struct yn_markup *m = &page->m;
    const struct yn_sheet_row *row = &episode->sheet->rows[front->row];
    const struct yn_played_song *song = yn_played_song(drama, row);
    yn_page_open(page, "li", "");
    yn_markup_open(m, "a");
    yn_markup_attr_f(m, "class", "song-%u", song ? yn_played_colour(song) : 0);
    yn_markup_attr_f(m, "href", "#cue-%zu", row->seq);
    yn_episode_clock(front->start_s, yn_page_phrase(page));
    yn_markup_element(m, "b", yn_buf_text(&page->phrase));
    yn_markup_text(m, " ");
    yn_markup_open(m, "span");
    yn_page_quoted(page, row->title);
    yn_markup_close(m, "span");
    yn_markup_close(m, "a");
    yn_markup_text(m, " ");
    yn_episode_length(front_s(front), yn_page_phrase(page));
    yn_page_name(page, "span", "much", yn_buf_text(&page->phrase));
    yn_markup_close(m, "li");
}

static void put_peaks(struct yn_page *page, const struct yn_played_drama *drama,
                      const struct yn_played_episode *episode)
{
    if (episode->n_fronts == 0)
        return;
    yn_page_section(page, "front", "peaks", "Where a song carries the scene");
    yn_page_open(page, "ol", "");
    yn_markup_attr(&page->m, "role", "list");
    for (size_t i = 0; i < episode->n_fronts; i++) {
        if (is_peak(episode, i))
            put_peak(page, drama, episode, &episode->fronts[i]);
    }
    yn_markup_close(&page->m, "ol");
    yn_markup_close(&page->m, "section");
}

static void put_mark(struct yn_markup *m, const char *class, const char *words)
{
    yn_markup_open(m, "li");
    yn_markup_open(m, "span");
    yn_markup_attr_f(m, "class", "mark %s", class);
    yn_markup_close(m, "span");
    yn_markup_text(m, words);
    yn_markup_close(m, "li");
}

/* What the marks of the drawing mean, with a piece of each. */
static void put_key(struct yn_page *page,
                    const struct yn_played_episode *episode)
{
    const struct yn_publish_episode *given = episode->given;
    static const char *const marks[][2] = {
        {"moment much", "a moment that moves"},
        {"moment", "how much the others do"},
        {"front", "a song before everything else"},
        {"behind", "a song behind it"},
        {"even", "as loud as everything else"},
        {"speech", "speech"},
        {"rest", "other sound"},
        {"said", "a line of the subtitles"},
    };
    struct yn_markup *m = &page->m;
    yn_page_open(page, "ul", "key");
    const size_t from = given->moments ? 0 : 2, without = !given->n_lines;
    for (size_t i = from; i < YN_LEN(marks) - without; i++)
        put_mark(m, marks[i][0], marks[i][1]);
    if (episode->sheet->n_unidentified)
        put_mark(m, "hollow", YN_UNIDENTIFIED);
    yn_markup_close(m, "ul");
}

static void put_moments(struct yn_page *page,
                        const struct yn_played_drama *drama,
                        const struct yn_played_episode *episode)
{
    if (!episode->given->moments)
        return;
    yn_page_section(page, "moments", "", "The moments that move");
    yn_episode_meetings(page, drama, episode);
    yn_episode_known_by(page, episode);
    yn_markup_close(&page->m, "section");
}

static void put_figure(struct yn_page *page,
                       const struct yn_played_drama *drama,
                       const struct yn_played_episode *episode)
{
    yn_page_open(page, "figure", "timeline");
    yn_page_open(page, "figcaption", "");
    yn_page_element(page, "p", "",
                    "Above each line the songs, as high as they are loud "
                    "against the rest; below it that rest. All of it stands "
                    "in the table, too.");
    if (episode->given->moments)
        yn_page_element(page, "p", "",
                        "On top, how much each moment moves people; a dot "
                        "marks where a song meets its strongest.");
    put_key(page, episode);
    yn_markup_close(&page->m, "figcaption");
    if (!page->rc)
        page->rc = yn_staves_draw(&page->m, drama, episode, page->err);
    yn_markup_close(&page->m, "figure");
}

static void put_cues(struct yn_page *page, const struct yn_played_drama *drama,
                     const struct yn_played_episode *episode)
{
    if (episode->sheet->n_lines == 0)
        return;
    yn_page_section(page, "cues", "cuelist", "Every cue");
    yn_page_element(page, "p", "remark",
                    "Level: of the song against everything else, 0 dB is as "
                    "loud. Sure: how likely the cue is right. Found by "
                    "comparing the sound of the episode with that of the "
                    "soundtrack, not by ear.");
    if (episode->sheet->n_unidentified)
        yn_page_element(page, "p", "remark",
                        "Music, unidentified: what is left without the songs "
                        "that were found sounds like music there. It may be "
                        "another mix of a song, or one that nobody listed.");
    yn_episode_table(page, drama, episode);
    yn_markup_close(&page->m, "section");
}

static void put_files(struct yn_page *page,
                      const struct yn_played_episode *episode)
{
    static const struct {
        enum yn_sheet_format format;
        const char *label, *use;
    } files[] = {
        {YN_SHEET_CSV, "Cue sheet", "a spreadsheet (CSV)"},
        {YN_SHEET_WEBVTT, "Titles", "over the video in a browser (WebVTT)"},
        {YN_SHEET_FFMETADATA, "Chapters", "for mpv and FFmpeg"},
        {YN_SHEET_AUDACITY, "Labels", "for Audacity"},
        {YN_SHEET_JSON, "Measurements", "for programs (JSON)"},
    };
    struct yn_markup *m = &page->m;
    yn_page_section(page, "files", "takeaway", "Take it along");
    yn_page_open(page, "ul", "");
    for (size_t i = 0; i < YN_LEN(files); i++) {
        yn_page_open(page, "li", "");
        yn_markup_open(m, "a");
        yn_markup_attr_f(m, "href", "%s-%s", episode->stem,
                         yn_sheet_format_file(files[i].format));
        yn_markup_attr(m, "download", "");
        yn_markup_text(m, files[i].label);
        yn_markup_close(m, "a");
        yn_markup_textf(m, " %s", files[i].use);
        yn_markup_close(m, "li");
    }
    yn_markup_close(m, "ul");
    yn_markup_close(m, "section");
}

int yn_episode_page(const struct yn_site_ctx *ctx,
                    const struct yn_played_drama *drama, size_t i,
                    struct yn_buf *out, struct yn_err *err)
{
    struct yn_page page = {.ctx = ctx, .err = err};
    const struct yn_played_episode *episode = &drama->episodes[i];
    yn_markup_init(&page.m, out, YN_HTML);
    yn_episode_begin(&page, drama, episode);
    put_lead(&page, drama, episode);
    put_peaks(&page, drama, episode);
    put_moments(&page, drama, episode);
    put_figure(&page, drama, episode);
    put_cues(&page, drama, episode);
    put_files(&page, episode);
    yn_episode_end(&page);
    return yn_page_finish(&page);
}
