/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "season/list/walk.h"

#include <yeoun/list.h>

#include <ctype.h>
#include <strings.h>

#include "base/base.h"
#include "base/buf.h"
#include "base/unicode.h"

#define YEAR_FIRST 1950
#define YEAR_LAST 2100
/* Dramas have fewer words in their names. */
#define HEADING_WORDS_MAX 12
/* A sentence that ends in ! or ? has at least so many words. */
#define CALL_WORDS_MIN 5
struct state {
    struct yn_list_walk *walk;
    const struct yn_list_known *known;
    const struct yn_list_line *heading; /* that names the drama, or NULL */
    const char *heading_drama;
    bool heading_used;
    size_t pending; /* entries before n_entries that wait for a drama */
};

int yn_list_walk_tell(const struct yn_list_walk *walk,
                      struct yn_problem problem, struct yn_err *err)
{
    if (!problem.what)
        return yn_err_nomem(err);
    if (!walk->report)
        return YN_OK;
    problem.pos.file = walk->file;
    return yn_report_add(walk->report, &problem, err);
}

/* The text of a problem, NULL where making it ran out of memory. */
static const char *whole(const struct yn_buf *text)
{
    return text->failed ? NULL : yn_buf_text(text);
}

int yn_list_year_in(const char *text)
{
    for (size_t i = 0; text[i]; i++) {
        if (!isdigit((unsigned char)text[i]))
            continue;
        size_t n = 0;
        int year = 0;
        while (isdigit((unsigned char)text[i + n])) {
            if (n < 4)
                year = year * 10 + (text[i + n] - '0');
            n++;
        }
        if (n == 4 && year >= YEAR_FIRST && year <= YEAR_LAST)
            return year;
        i += n - 1;
    }
    return 0;
}

/* Whether the text holds the word, which for ASCII words begins and ends
 * where letters do: "Playlist" is no "list". */
static bool contains(const char *text, const char *word)
{
    size_t n = strlen(word);
    bool ascii = (unsigned char)word[0] < 0x80;
    for (size_t i = 0; text[i]; i++) {
        if (strncasecmp(text + i, word, n) != 0)
            continue;
        bool inside = (i > 0 && isalpha((unsigned char)text[i - 1])) ||
                      isalpha((unsigned char)text[i + n]);
        if (!ascii || !inside)
            return true;
    }
    return false;
}

static bool says_list(const char *text)
{
    static const char *const words[] = {
        "best",  "top",    "list",  "lists",  "favorite", "favourite",
        "picks", "awards", "drama", "dramas", "year-end", "songs",
        "최고",  "베스트", "결산",  "올해",   "명곡",     "드라마"};
    for (size_t i = 0; i < YN_LEN(words); i++) {
        if (contains(text, words[i]))
            return true;
    }
    return false;
}

static size_t count_words(const struct yn_list_line *line)
{
    size_t n = 0;
    for (size_t i = 0; i < line->n_tokens; i++)
        n += line->token[i].kind != YN_LIST_SEP;
    return n;
}

static bool has_token(const struct yn_list_line *line,
                      enum yn_list_token_kind kind)
{
    for (size_t i = 0; i < line->n_tokens; i++) {
        if (line->token[i].kind == kind)
            return true;
    }
    return false;
}

/* A line that tells something and is not to be reported as lost. */
static bool is_sentence(const struct yn_list_line *line)
{
    if (has_token(line, YN_LIST_DASH) || has_token(line, YN_LIST_QUOTED))
        return false;
    size_t words = count_words(line);
    char last = line->text[line->len - 1];
    bool plain = !line->item && !line->heading;
    return yn_list_is_prose(line->text) ||
           (strchr(".!?", last) && words >= CALL_WORDS_MIN) ||
           (plain && last == '.' && words > 1) ||
           (plain && words > HEADING_WORDS_MAX);
}

/* “Title” Artist for Drama: a song whose dash was forgotten, and no drama. */
static bool lacks_dash(const struct yn_list_line *line)
{
    if (line->n_tokens < 3 || line->token[0].kind != YN_LIST_QUOTED)
        return false;
    for (size_t i = 1; i + 1 < line->n_tokens; i++) {
        if (line->token[i].kind == YN_LIST_FOR)
            return true;
    }
    return false;
}

static bool may_be_heading(const struct yn_list_line *line)
{
    return !is_sentence(line) && !yn_list_is_prose(line->text) &&
           !lacks_dash(line) && count_words(line) <= HEADING_WORDS_MAX;
}

/* Whether songs without a drama of their own come next. */
static int songs_follow(const struct state *s, size_t line, bool *follow,
                        struct yn_err *err)
{
    const struct yn_list_walk *walk = s->walk;
    struct yn_list_context context = {.known = s->known};
    *follow = false;
    while (++line < walk->n_lines) {
        if (is_sentence(&walk->line[line]))
            continue;
        struct yn_list_reading reading;
        int rc = yn_list_line_read(walk->arena, &walk->line[line], &context,
                                   &reading, err);
        *follow = !rc && reading.n && *reading.song[0].drama == '\0';
        return rc;
    }
    return YN_OK;
}

static int is_title(const struct state *s, size_t i, bool *title,
                    struct yn_err *err)
{
    const struct yn_list_line *line = &s->walk->line[i];
    bool year = yn_list_year_in(line->text) != 0, word = says_list(line->text);
    *title = false;
    if (has_token(line, YN_LIST_QUOTED) || !may_be_heading(line))
        return YN_OK;
    *title = word && year;
    bool maybe = line->heading == 1 || (i == 0 && (word || year));
    if (*title || !maybe)
        return YN_OK;
    bool follow;
    int rc = songs_follow(s, i, &follow, err);
    *title = !rc && !follow;
    return rc;
}

/* The line that names the list, or n_lines: it stands above the first song. */
static int find_title(const struct state *s, size_t *out, struct yn_err *err)
{
    struct yn_list_walk *walk = s->walk;
    struct yn_list_context context = {.known = s->known};
    *out = walk->n_lines;
    for (size_t i = 0; i < walk->n_lines; i++) {
        bool title;
        int rc = is_title(s, i, &title, err);
        if (rc)
            return rc;
        if (title) {
            *out = i;
            walk->title = walk->line[i].text;
            walk->year = yn_list_year_in(walk->title);
            return YN_OK;
        }
        struct yn_list_reading reading;
        rc = yn_list_line_read(walk->arena, &walk->line[i], &context, &reading,
                               err);
        if (rc || reading.n)
            return rc;
    }
    return YN_OK;
}

/* Lists a line that gave no song: one that may have meant to, as a problem; a
 * sentence for readers, as a warning, so that nothing is passed over unsaid. */
static int tell_line(const struct state *s, const struct yn_list_line *line,
                     bool sentence, struct yn_err *err)
{
    struct yn_buf what = {0};
    yn_buf_printf(&what, "%s: %s",
                  sentence ? "passed over as a sentence" : "not read as a song",
                  line->text);
    struct yn_problem problem = {
        .severity = sentence ? YN_WARNING : YN_PROBLEM,
        .pos = {.line = line->number, .column = line->column[0]},
        .what = whole(&what),
        .remedy = sentence ? "" : "write it as “Title” – Artist for Drama",
    };
    int rc = yn_list_walk_tell(s->walk, problem, err);
    yn_buf_release(&what);
    return rc;
}

/* A line above that could name a drama, and named none in the end. */
static int leave_heading(struct state *s, struct yn_err *err)
{
    const struct yn_list_line *line = s->heading;
    bool lost = line && !s->heading_used && !line->heading;
    s->heading = NULL;
    s->heading_drama = "";
    s->heading_used = false;
    return lost ? tell_line(s, line, false, err) : YN_OK;
}

static int take_heading(struct state *s, const struct yn_list_line *line,
                        struct yn_err *err)
{
    int rc = leave_heading(s, err);
    if (rc)
        return rc;
    if (!may_be_heading(line))
        return tell_line(s, line, is_sentence(line), err);
    char *text = yn_arena_dup(s->walk->arena, line->text);
    if (!text)
        return yn_err_nomem(err);
    const char *drama = yn_list_drama_name(text);
    if (*drama == '\0') /* "OST:" names none */
        return tell_line(s, line, false, err);
    s->heading = line;
    s->heading_drama = drama;
    return YN_OK;
}

static int tell_doubt(const struct state *s, const struct yn_list_line *line,
                      const struct yn_list_reading *reading, struct yn_err *err)
{
    struct yn_buf what = {0};
    yn_buf_puts(&what, "can be read in more than one way; read as");
    for (size_t i = 0; i < reading->n; i++)
        yn_buf_printf(&what, "%s “%s” – %s", i ? " and" : "",
                      reading->song[i].title, reading->song[i].artist);
    struct yn_problem problem = {
        .severity = YN_WARNING,
        .pos = {.line = line->number, .column = line->column[0]},
        .what = whole(&what),
        .remedy = "if that is wrong, put the titles in quotes",
    };
    int rc = yn_list_walk_tell(s->walk, problem, err);
    yn_buf_release(&what);
    return rc;
}

static int add_song(struct state *s, const struct yn_list_line *line,
                    const struct yn_list_reading *reading, size_t i,
                    struct yn_err *err)
{
    struct yn_list_walk *walk = s->walk;
    const struct yn_list_song *song = &reading->song[i];
    int rc = yn_grow(&walk->entry, &walk->cap_entries, walk->n_entries + 1,
                     sizeof(*walk->entry), err);
    if (rc)
        return rc;
    bool own = *song->drama != '\0';
    s->heading_used |= !own && s->heading;
    walk->entry[walk->n_entries++] = (struct yn_list_entry){
        .title = song->title,
        .artist = song->artist,
        .drama = own ? song->drama : s->heading_drama,
        .line = line->number,
        .column = line->column[song->at],
        .sure_artist = song->sure_artist,
        .sure_drama = !reading->doubt,
        .quoted = song->quoted,
        .artist_first = song->artist_first,
    };
    return YN_OK;
}

static int tell_no_drama(const struct yn_list_walk *walk,
                         const struct yn_list_entry *entry, struct yn_err *err)
{
    struct yn_buf what = {0};
    yn_buf_printf(&what, "no drama is named for “%s” – %s", entry->title,
                  entry->artist);
    struct yn_problem problem = {
        .severity = YN_PROBLEM,
        .pos = {.line = entry->line, .column = entry->column},
        .what = whole(&what),
        .remedy = "write `for DRAMA` behind it, or the drama on a line above",
    };
    int rc = yn_list_walk_tell(walk, problem, err);
    yn_buf_release(&what);
    return rc;
}

/* Songs at a line's end that goes on have the next line's drama; what waited
 * in vain is said and left out. */
static int settle_pending(struct state *s, const char *drama, size_t until,
                          struct yn_err *err)
{
    struct yn_list_walk *walk = s->walk;
    size_t kept = until - s->pending;
    int rc = YN_OK;
    for (size_t i = kept; !rc && i < until; i++) {
        struct yn_list_entry *entry = &walk->entry[i];
        if (*drama) {
            entry->drama = drama;
            walk->entry[kept++] = *entry;
        } else {
            rc = tell_no_drama(walk, entry, err);
        }
    }
    memmove(walk->entry + kept, walk->entry + until,
            (walk->n_entries - until) * sizeof(*walk->entry));
    walk->n_entries -= until - kept;
    s->pending = 0;
    return rc;
}

static int take_line_songs(struct state *s, const struct yn_list_line *line,
                           const struct yn_list_reading *reading,
                           struct yn_err *err)
{
    size_t before = s->walk->n_entries;
    int rc = reading->doubt ? tell_doubt(s, line, reading, err) : YN_OK;
    for (size_t i = 0; !rc && i < reading->n; i++)
        rc = add_song(s, line, reading, i, err);
    const char *drama = reading->song[0].drama;
    if (!rc && s->pending && *drama)
        rc = settle_pending(s, drama, before, err);
    else if (!rc && s->pending && !reading->goes_on)
        rc = settle_pending(s, "", before, err);
    if (rc || *drama || s->heading)
        return rc;
    s->pending += reading->n;
    return reading->goes_on ? YN_OK
                            : settle_pending(s, "", s->walk->n_entries, err);
}

/* A Markdown heading "Missing – The Other Side" reads like a song, but names
 * the drama of those below it. */
static bool is_dashed_heading(const struct yn_list_line *line,
                              const struct yn_list_reading *reading)
{
    return line->heading && reading->n == 1 && !reading->song[0].quoted &&
           *reading->song[0].drama == '\0';
}

static int take_line(struct state *s, size_t i, struct yn_err *err)
{
    const struct yn_list_line *line = &s->walk->line[i];
    struct yn_list_context context = {.known = s->known,
                                      .has_heading = s->heading != NULL};
    struct yn_list_reading reading;
    int rc = yn_list_line_read(s->walk->arena, line, &context, &reading, err);
    if (rc)
        return rc;
    bool follow = false;
    if (is_dashed_heading(line, &reading))
        rc = songs_follow(s, i, &follow, err);
    if (rc)
        return rc;
    if (reading.n && !follow)
        return take_line_songs(s, line, &reading, err);
    if (s->pending)
        rc = settle_pending(s, "", s->walk->n_entries, err);
    if (rc)
        return rc;
    /* A sentence between a drama and its songs does not part them. */
    if (!line->heading && is_sentence(line))
        return tell_line(s, line, true, err);
    return take_heading(s, line, err);
}

int yn_list_walk_read(struct yn_list_walk *walk,
                      const struct yn_list_known *known, struct yn_err *err)
{
    struct state s = {.walk = walk, .known = known, .heading_drama = ""};
    size_t title;
    walk->n_entries = 0;
    int rc = find_title(&s, &title, err);
    for (size_t i = 0; !rc && i < walk->n_lines; i++) {
        if (i != title)
            rc = take_line(&s, i, err);
    }
    if (!rc && s.pending)
        rc = settle_pending(&s, "", walk->n_entries, err);
    if (!rc)
        rc = leave_heading(&s, err);
    return rc;
}
