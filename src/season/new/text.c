/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The files of a fresh season. Each key that season.h knows stands here once
 * with a word on what it is for; tests/unit/test_new.c holds the two together.
 */
#include "season/new/internal.h"

#include "base/base.h"
#include "base/quote.h"

static const char season_facts[] = "# badge: 2020 Best Drama OST         # "
                                   "what the badge says; else the title\n"
                                   "# by: Your name\n"
                                   "# url: https://example.org/ost/      # "
                                   "where the page will be, for the feeds\n"
                                   "order: listed                        # "
                                   "listed, countdown, ranked or aired\n";

static const char season_rules[] =
    "# credits: [A Channel]               # video channels to thank\n"
    "quorum: 0.5                          # share of a drama's judges that "
    "must pick a track\n"
    "bar: 7                               # a score that counts as a pick "
    "where `pick` is blank\n"
    "max_picks: 5                         # badge tracks that a drama has at "
    "most\n"
    "# as_of: 2020-12-31                  # the day the list was closed\n"
    "# listens: [listens/me.zip]          # listening histories\n";

static const char drama_facts[] =
    "# korean: 드라마 제목                     # its title in Hangul\n"
    "# aliases: [Another Title]           # other titles it goes by\n"
    "# network: tvN                       # who aired it; a [list] where "
    "several did\n"
    "# aired: 2020-01-01/2020-02-20       # first and last day\n"
    "# episodes: 16\n"
    "# synopsis: One sentence on the story.\n"
    "# rule: both                         # what it is chosen for: story, "
    "linger or both\n"
    "# roster: partial                    # or complete, when no track is "
    "missing below\n"
    "# media: [video/drama-e*.mkv]        # its episodes, where you have them\n"
    "# subtitles: [subs/drama-e*.srt]\n"
    "# source: https://example.org/       # where you read the facts; a [list] "
    "where several\n"
    "# note: A word to yourself or the reader.\n";

static const char track_facts[] =
    "    # korean: 노래 제목                  # its title in Hangul; title or "
    "korean must be there\n"
    "    # aliases: [Another Title]\n"
    "    # artist_ko: 가수                  # the artist in Hangul; artist or "
    "artist_ko must be there\n"
    "    # part: 1                        # part of the soundtrack it came out "
    "on\n"
    "    # released: 2020-01-05\n"
    "    # album: Example Drama OST Part 1\n"
    "    # version: vocal                 # or instrumental, score\n"
    "    # audio: music/first-*.flac\n"
    "    # lyrics: lyrics/first.lrc       # or by language: {ko: a.lrc, en: "
    "b.txt}\n"
    "    # video: {url: \"https://example.org/watch\", channel: A Channel}\n"
    "    # links: {Bandcamp: \"https://example.org/song\"}\n"
    "    # isrc: KRA382000001\n"
    "    # iswc: T-000.000.000-0\n"
    "    # publisher: A Publisher\n"
    "    # writers: [{name: A Writer, role: composer, share: 50, society: "
    "KOMCA, ipi: \"00000000000\"}]\n"
    "    # source: https://example.org/\n"
    "    # note: A word on the track.\n";

static const char people[] =
    "---\n"
    "# Who is who, where one name is not enough. yeoun finds most spellings "
    "by\n"
    "# itself (Yoon Mirae, Yoon Mi Rae, 윤미래); `yeoun check -v` shows "
    "which.\n"
    "# Write entries in place of the empty lists:\n"
    "#\n"
    "# artists:\n"
    "#   - name: Yoon Mirae\n"
    "#     korean: 윤미래\n"
    "#     aliases: [Tasha]\n"
    "# groups:\n"
    "#   - name: GFRIEND\n"
    "#     korean: 여자친구\n"
    "#     members: [Sowon, Yerin, Eunha, Yuju, SinB, UMJI]\n"
    "artists: []\n"
    "groups: []\n"
    "---\n";

static void put_field(struct yn_buf *out, const char *key, const char *text)
{
    if (*text == '\0')
        return;
    yn_buf_puts(out, key);
    yn_quote_yaml(text, out);
    yn_buf_putc(out, '\n');
}

void yn_new_season_text(const struct yn_new_season *season, struct yn_buf *out)
{
    yn_buf_puts(out, "---\n");
    if (season->example)
        yn_buf_puts(out, "# A line that begins with # is a comment. Take the # "
                         "away where you know better.\n");
    put_field(out, "title: ", season->title);
    yn_buf_printf(out, "year: %d\n", season->year);
    yn_buf_puts(out, season_facts);
    yn_buf_puts(out,
                "dramas:                              # in this order; the "
                "names of the files in dramas/\n");
    for (size_t i = 0; i < season->n_dramas; i++) {
        yn_buf_puts(out, "  - ");
        yn_quote_yaml(season->drama[i].slug, out);
        yn_buf_putc(out, '\n');
    }
    yn_buf_puts(out, season_rules);
    yn_buf_puts(out, "# Your introduction goes below the next line.\n---\n");
}

static void put_track(struct yn_buf *out, const struct yn_new_track *track)
{
    const struct yn_bilingual *title = &track->title, *artist = &track->artist;
    bool latin = *title->name != '\0';
    put_field(out, latin ? "  - title: " : "  - korean: ",
              latin ? title->name : title->korean);
    if (latin)
        put_field(out, "    korean: ", title->korean);
    put_field(out, "    artist: ", artist->name);
    put_field(out, "    artist_ko: ", artist->korean);
}

void yn_new_drama_text(const struct yn_new_season *season,
                       const struct yn_new_drama *drama, struct yn_buf *out)
{
    bool latin = *drama->title.name != '\0';
    yn_buf_puts(out, "---\n");
    put_field(out, "title: ", latin ? drama->title.name : drama->title.korean);
    if (latin)
        put_field(out, "korean: ", drama->title.korean);
    yn_buf_puts(out, drama_facts);
    yn_buf_puts(out, "tracks:\n");
    for (size_t i = 0; i < drama->n_tracks; i++) {
        put_track(out, &drama->track[i]);
        if (season->example && i == 0)
            yn_buf_puts(out, track_facts);
    }
    yn_buf_puts(out,
                "# Why this drama? Your words go below the next line.\n---\n");
}

void yn_new_people_text(struct yn_buf *out)
{
    yn_buf_puts(out, people);
}

void yn_new_ballot_text(const struct yn_new_season *season, struct yn_buf *out)
{
    yn_buf_puts(out, "drama,track,artist,story,fans,passing,pick,note\n");
    for (size_t i = 0; i < season->n_dramas; i++) {
        const struct yn_new_drama *drama = &season->drama[i];
        const char *title =
            *drama->title.name ? drama->title.name : drama->title.korean;
        for (size_t t = 0; t < drama->n_tracks; t++) {
            const struct yn_new_track *track = &drama->track[t];
            yn_quote_csv(title, out);
            yn_buf_putc(out, ',');
            yn_quote_csv(*track->title.name ? track->title.name
                                            : track->title.korean,
                         out);
            yn_buf_putc(out, ',');
            yn_quote_csv(*track->artist.name ? track->artist.name
                                             : track->artist.korean,
                         out);
            if (season->example)
                yn_buf_puts(out, t == 0 ? ",8,9,7,,scores from 0 to 10; blank "
                                          "is no opinion\n"
                                        : ",,,,yes,or just a pick\n");
            else
                yn_buf_puts(out, ",,,,yes,\n");
        }
    }
}
