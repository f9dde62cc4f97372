/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Doubts in words: what makes a match unsure, and what settles it.
 */
#include "base/base.h"
#include "base/quote.h"
#include "base/reader.h"
#include "linger/song_index.h"

/* "GAHO" or "Punch, Chanyeol" of a track, as its names are shown. */
static const char *credit_text(struct yn_arena *arena,
                               const struct yn_season *season,
                               const struct yn_track *track)
{
    size_t n, n_artists;
    const size_t *own = yn_names_of_track(season->names, track, &n);
    const struct yn_artist *artist =
        yn_names_artists(season->names, &n_artists);
    const char *text = n ? artist[own[0]].name : "nobody";
    for (size_t i = 1; text && i < n; i++)
        text = yn_text_f(arena, "%s, %s", text, artist[own[i]].name);
    return text;
}

static const char *why_text(struct yn_arena *arena,
                            const struct yn_season *season,
                            const struct yn_song_row *row,
                            const struct yn_song_match *match)
{
    const struct yn_track *track = season->tracks[match->track];
    /* In the script of the row, where the track has it. */
    bool korean =
        track->korean[0] && (yn_text_is_korean(row->title) || !track->title[0]);
    const char *name = korean ? track->korean : track->title;
    const char *credit = credit_text(arena, season, track);
    if (!credit)
        return NULL;
    switch (match->doubt) {
    case YN_DOUBT_ARTIST:
        return yn_text_f(arena, "it may be by %s, spelled otherwise", credit);
    case YN_DOUBT_NO_ARTIST:
        return yn_text_f(arena, "it names no artist; the track is by %s",
                         credit);
    case YN_DOUBT_TITLE:
        return yn_text_f(arena, "by the same artist, spelled nearly as \"%s\"",
                         name);
    case YN_DOUBT_VERSION:
        return yn_text_f(arena, "it may be another version than \"%s\"", name);
    case YN_DOUBT_ALBUM:
        return yn_text_f(arena, "its album is \"%s\"", row->album);
    case YN_DOUBT_SEVERAL:
        return "more than one track of the season has this title and artist";
    case YN_DOUBT_NONE:
        break;
    }
    return "";
}

static const char *settle_text(struct yn_arena *arena,
                               const struct yn_season *season,
                               const struct yn_song_row *row,
                               const struct yn_song_match *match)
{
    const struct yn_track *track = season->tracks[match->track];
    const char *slug = season->dramas[track->drama].slug;
    const char *name = yn_track_name(track);
    switch (match->doubt) {
    case YN_DOUBT_ARTIST:
        return yn_text_f(arena,
                         "if so, write \"%s\" under `aliases:` of the artist "
                         "in people.md",
                         row->artist);
    case YN_DOUBT_TITLE:
    case YN_DOUBT_VERSION:
        return yn_text_f(arena,
                         "if it is the track, write \"%s\" under `aliases:` "
                         "of \"%s\" in dramas/%s.md",
                         row->title, name, slug);
    case YN_DOUBT_ALBUM:
        return yn_text_f(arena,
                         "if it is the track, write `album: \"%s\"` under "
                         "\"%s\" in dramas/%s.md",
                         row->album, name, slug);
    case YN_DOUBT_NO_ARTIST:
        if (row->album[0])
            return yn_text_f(arena,
                             "if it is the track, write `album: \"%s\"` "
                             "under \"%s\" in dramas/%s.md",
                             row->album, name, slug);
        return "write the artist into the row";
    case YN_DOUBT_SEVERAL:
        return yn_text_f(arena,
                         "write the `album:` that each of them is on in "
                         "dramas/%s.md",
                         slug);
    case YN_DOUBT_NONE:
        break;
    }
    return "";
}

static void add_quoted(struct yn_buf *out, const char *name, const char *value)
{
    if (!value[0])
        return;
    yn_buf_printf(out, "%s%s: ", out->len ? ", " : "", name);
    yn_quote_yaml_always(value, out);
}

/* What rules the row out. */
static int not_text(struct yn_arena *arena, const struct yn_season *season,
                    const struct yn_song_row *row,
                    const struct yn_song_match *match, const char **out,
                    struct yn_err *err)
{
    const struct yn_track *track = season->tracks[match->track];
    struct yn_buf song = {0};
    add_quoted(&song, "title", row->title);
    add_quoted(&song, "artist", row->artist);
    add_quoted(&song, "album", row->album);
    *out = song.failed
               ? NULL
               : yn_text_f(arena,
                           "if it is not, write `not: [{%s}]` under \"%s\" in "
                           "dramas/%s.md",
                           yn_buf_text(&song), yn_track_name(track),
                           season->dramas[track->drama].slug);
    yn_buf_release(&song);
    return *out ? YN_OK : yn_err_nomem(err);
}

int yn_song_explain(const struct yn_song_index *index, struct yn_arena *arena,
                    const struct yn_song_row *row,
                    const struct yn_song_match *match, const char **why,
                    const char **settle, struct yn_err *err)
{
    const char *no = NULL;
    *why = why_text(arena, index->season, row, match);
    const char *yes = settle_text(arena, index->season, row, match);
    int rc = *why && yes ? YN_OK : yn_err_nomem(err);
    /* Among several tracks the row means one; a title alone would rule out too
     * much. */
    if (rc || !yes[0] || match->doubt == YN_DOUBT_SEVERAL ||
        (!row->artist[0] && !row->album[0])) {
        *settle = yes;
        return rc;
    }
    rc = not_text(arena, index->season, row, match, &no, err);
    *settle = rc ? NULL : yn_text_f(arena, "%s; %s", yes, no);
    return *settle ? YN_OK : yn_err_nomem(err);
}
