/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Kinds: told from how a file begins.
 */
#include <strings.h>

#include "base/base.h"
#include "linger/listens.h"
#include "linger/listens_time.h"

/* The names of a table's columns come this early, behind what an export says of
 * itself. */
#define HEADER_LINES_MAX 20

static const char *skip_front(const char *head)
{
    if (strncmp(head, "\xEF\xBB\xBF", 3) == 0)
        head += 3;
    return head + strspn(head, " \t\r\n");
}

static bool begins_and_has(const char *head, char c, const char *word)
{
    head = skip_front(head);
    return *head == c && strstr(head, word) != NULL;
}

static bool is_lb(const char *head, size_t len)
{
    (void)len;
    return begins_and_has(head, '{', "\"track_metadata\"");
}

static bool is_pano(const char *head, size_t len)
{
    (void)len;
    return begins_and_has(head, '{', "\"timeMs\"");
}

static bool is_maloja(const char *head, size_t len)
{
    (void)len;
    return begins_and_has(head, '{', "\"scrobbles\"") &&
           strstr(head, "\"artists\"") != NULL;
}

static bool is_lastfmstats(const char *head, size_t len)
{
    return begins_and_has(head, '{', "\"scrobbles\"") && !is_maloja(head, len);
}

static bool is_lb_array(const char *head, size_t len)
{
    (void)len;
    return begins_and_has(head, '[', "\"track_metadata\"");
}

static bool is_spotify(const char *head, size_t len)
{
    (void)len;
    return begins_and_has(head, '[', "\"master_metadata_track_name\"");
}

static bool is_spotify_basic(const char *head, size_t len)
{
    (void)len;
    return begins_and_has(head, '[', "\"msPlayed\"") &&
           strstr(head, "\"endTime\"") != NULL;
}

static bool is_lastfm(const char *head, size_t len)
{
    (void)len;
    return begins_and_has(head, '[', "\"#text\"");
}

static bool is_youtube(const char *head, size_t len)
{
    (void)len;
    return begins_and_has(head, '[', "\"header\"") &&
           strstr(head, "YouTube") != NULL;
}

/* Whether a line has the cell, with whatever separator. */
static bool has_cell(const char *line, size_t len, const char *name)
{
    size_t n = strlen(name);
    for (size_t i = 0; i + n <= len; i++) {
        bool front = i == 0 || strchr(",;\t\" ", line[i - 1]);
        bool back = i + n == len || strchr(",;\t\"# \r", line[i + n]);
        if (front && back && strncasecmp(line + i, name, n) == 0)
            return true;
    }
    return false;
}

static bool names_columns(const char *line, size_t len)
{
    static const char *const whens[] = {"uts", "timestamp", "date", "time",
                                        "utc_time"};
    bool when = false;
    for (size_t i = 0; i < YN_LEN(whens); i++)
        when |= has_cell(line, len, whens[i]);
    return when && has_cell(line, len, "artist") &&
           (has_cell(line, len, "track") || has_cell(line, len, "title") ||
            has_cell(line, len, "song"));
}

static bool is_table(const char *head, size_t len)
{
    (void)len;
    const char *line = skip_front(head);
    if (*line == '{' || *line == '[')
        return false;
    for (size_t i = 0; *line && i < HEADER_LINES_MAX; i++) {
        size_t n = strcspn(line, "\n");
        if (names_columns(line, n))
            return true;
        line += n + (line[n] == '\n');
    }
    return false;
}

/* artist, album, title and a date in words at the end of the first line. */
static bool is_bare_table(const char *head, size_t len)
{
    (void)len;
    const char *line = skip_front(head);
    size_t n = strcspn(line, "\r\n"), cells = 1;
    char date[64];
    int64_t time_s;
    bool coarse;
    size_t last = n, before = n;
    for (size_t i = 0; i < n; i++) {
        if (line[i] != ',')
            continue;
        before = last;
        last = i + 1;
        cells++;
    }
    /* The last cell, or the last two where the date has a comma. */
    for (int tail = 0; tail < 2; tail++) {
        size_t from = tail ? before : last, size = from < n ? n - from : 0;
        if (cells < 4 || size == 0 || size >= sizeof(date))
            continue;
        size_t used = 0;
        for (size_t i = from; i < n; i++) {
            if (line[i] != '"')
                date[used++] = line[i];
        }
        date[used] = '\0';
        if (yn_listen_time_read(date, &time_s, &coarse))
            return true;
    }
    return false;
}

static const struct yn_listen_kind kinds[] = {
    {"listenbrainz", "an export or dump of ListenBrainz", is_lb,
     yn_listens_read_lb},
    {"listenbrainz-array", "an old export of ListenBrainz", is_lb_array,
     yn_listens_read_lb_array},
    {"spotify", "Spotify's extended streaming history", is_spotify,
     yn_listens_read_spotify},
    {"spotify-basic", "the streaming history of Spotify's account data",
     is_spotify_basic, yn_listens_read_spotify_basic},
    {"lastfm-json", "Last.fm's pages of recent tracks", is_lastfm,
     yn_listens_read_lastfm_json},
    {"lastfmstats", "scrobbles from lastfmstats", is_lastfmstats,
     yn_listens_read_lastfmstats_json},
    {"maloja", "an export of Maloja", is_maloja, yn_listens_read_maloja},
    {"pano", "an export of Pano Scrobbler", is_pano, yn_listens_read_pano},
    {"youtube-music", "the watch history of a Google Takeout", is_youtube,
     yn_listens_read_youtube},
    {"table", "a table with named columns, from Last.fm or Libre.fm", is_table,
     yn_listens_read_table},
    {"bare-table", "a table of artist, album, title and date without names",
     is_bare_table, yn_listens_read_bare_table},
};

const struct yn_listen_kind *yn_listen_kinds(size_t *n)
{
    *n = YN_LEN(kinds);
    return kinds;
}
