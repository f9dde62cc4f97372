/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A list is read several times: each pass knows the names that the certain
 * lines of the pass before gave (struct yn_list_known), until nothing is
 * learnt. Only the last pass is kept and reported.
 */
#include <yeoun/list.h>

#include "base/base.h"
#include "base/buf.h"
#include "base/encoding.h"
#include "base/file.h"
#include "base/unicode.h"
#include "season/list/internal.h"
#include "season/list/walk.h"

/* A year's list is some KiB; a line of one some hundred bytes. */
#define LIST_BYTES_MAX ((size_t)256 * 1024)
#define LIST_LINE_BYTES_MAX ((size_t)8 * 1024)
/* Two passes settle what lists hold; each further one needs a chain of names
 * that explain each other. */
#define LIST_PASSES_MAX 5

struct yn_list {
    struct yn_arena arena;
    struct yn_list_track *track;
    size_t n, cap;
    const char *title, *file;
    int year;
};

/* The length of the line at `text` and, in *step, that with its end. */
static size_t line_length(const char *text, size_t left, size_t *step)
{
    size_t len = 0;
    while (len < left && text[len] != '\n' && text[len] != '\r')
        len++;
    *step = len;
    if (len < left)
        *step += text[len] == '\r' && len + 1 < left && text[len + 1] == '\n'
                     ? 2
                     : 1;
    return len;
}

static bool has_letter(const char *text)
{
    for (size_t at = 0; text[at];) {
        if (yn_unicode_is_letter(yn_unicode_next(text, &at)))
            return true;
    }
    return false;
}

static int read_lines(struct yn_list_walk *walk, const char *text, size_t len,
                      struct yn_err *err)
{
    size_t cap = 0;
    unsigned number = 0;
    for (size_t at = 0, step; at < len; at += step) {
        size_t n = line_length(text + at, len - at, &step);
        struct yn_list_line line = {.number = ++number};
        int rc = YN_OK;
        if (n > LIST_LINE_BYTES_MAX) {
            rc = yn_list_walk_tell(
                walk,
                (struct yn_problem){.severity = YN_PROBLEM,
                                    .pos = {.line = number, .column = 1},
                                    .what = "the line is too long for a list"},
                err);
            n = 0;
        }
        if (!rc)
            rc = yn_list_clean(walk->arena, text + at, n, &line, err);
        if (!rc)
            rc = yn_list_tokenize(walk->arena, &line, err);
        bool says = line.n_tokens && has_letter(line.text);
        if (!rc && says)
            rc = yn_grow(&walk->line, &cap, walk->n_lines + 1,
                         sizeof(*walk->line), err);
        if (rc)
            return rc;
        if (says)
            walk->line[walk->n_lines++] = line;
    }
    return YN_OK;
}

/* Reads the list once and drops what was read, but for what it teaches. */
static int try_pass(const struct yn_list_walk *walk, bool order,
                    struct yn_list_known *known, struct yn_err *err)
{
    struct yn_arena arena = {0};
    struct yn_list_walk trial = *walk;
    trial.arena = &arena;
    trial.report = NULL;
    int rc = yn_list_walk_read(&trial, known, err);
    if (!rc && order)
        rc = yn_list_walk_order(&trial, &known->order_guessed, err);
    else if (!rc)
        rc = yn_list_walk_learn(&trial, known, err);
    if (known->order_guessed)
        known->artist_first = 1;
    free(trial.entry);
    yn_arena_release(&arena);
    return rc;
}

static int learn(const struct yn_list_walk *walk, struct yn_list_known *known,
                 struct yn_err *err)
{
    yn_list_walk_look(walk, known);
    int rc = try_pass(walk, true, known, err);
    for (int pass = 0; !rc && pass < LIST_PASSES_MAX; pass++) {
        size_t before = known->artists.n + known->dramas.n;
        bool order = known->artist_first > known->title_first;
        rc = try_pass(walk, false, known, err);
        if (known->artists.n + known->dramas.n == before &&
            order == (known->artist_first > known->title_first))
            break;
    }
    if (!rc && known->order_guessed)
        rc = yn_list_walk_tell(
            walk,
            (struct yn_problem){
                .severity = YN_WARNING,
                .what = "read as Artist – Title, because the names in front "
                        "come again more often",
                .remedy = "if that is wrong, put the titles in quotes"},
            err);
    return rc;
}

static int keep_song(struct yn_list *list, const struct yn_list_entry *entry,
                     const char *file, struct yn_err *err)
{
    int rc = yn_grow(&list->track, &list->cap, list->n + 1,
                     sizeof(*list->track), err);
    if (rc)
        return rc;
    struct yn_list_track track = {
        .title = yn_arena_dup(&list->arena, entry->title),
        .artist = yn_arena_dup(&list->arena, entry->artist),
        .drama = yn_arena_dup(&list->arena, entry->drama),
        .pos = {.file = file, .line = entry->line, .column = entry->column},
    };
    if (!track.title || !track.artist || !track.drama)
        return yn_err_nomem(err);
    list->track[list->n++] = track;
    return YN_OK;
}

/* One key for a song: its drama, title and artist. */
static int song_key(const struct yn_list_entry *entry, struct yn_buf *key,
                    struct yn_err *err)
{
    yn_buf_clear(key);
    int rc = yn_unicode_key(entry->drama, key, err);
    yn_buf_putc(key, '|');
    if (!rc)
        rc = yn_unicode_key(entry->title, key, err);
    yn_buf_putc(key, '|');
    if (!rc)
        rc = yn_unicode_key(entry->artist, key, err);
    return rc;
}

/* Keeps the songs, each once, and writes each drama as it was written first.
 */
static int keep_songs(struct yn_list *list, const struct yn_list_walk *walk,
                      const char *file, struct yn_err *err)
{
    struct yn_list_names seen = {0};
    struct yn_buf key = {0};
    int rc = YN_OK;
    const char *name = list->file = yn_arena_dup(&list->arena, file);
    if (!name)
        return yn_err_nomem(err);
    for (size_t i = 0; !rc && i < walk->n_entries; i++) {
        const struct yn_list_entry *entry = &walk->entry[i];
        rc = song_key(entry, &key, err);
        /* The bars keep apart what a plain key would run together. */
        size_t before = seen.n;
        if (!rc)
            rc = yn_list_names_add_key(&seen, yn_buf_text(&key), err);
        if (!rc && seen.n != before)
            rc = keep_song(list, entry, name, err);
    }
    yn_list_names_release(&seen);
    yn_buf_release(&key);
    return rc;
}

static int parse(struct yn_list *list, const char *text, size_t len,
                 const char *file, struct yn_report *report, struct yn_err *err)
{
    struct yn_arena arena = {0};
    struct yn_list_known known = {0};
    struct yn_list_walk walk = {
        .arena = &arena, .file = file, .report = report};
    int rc = read_lines(&walk, text, len, err);
    if (!rc)
        rc = learn(&walk, &known, err);
    if (!rc)
        rc = yn_list_walk_read(&walk, &known, err);
    if (!rc)
        rc = keep_songs(list, &walk, file, err);
    if (!rc) {
        list->year = walk.year;
        list->title = yn_arena_dup(&list->arena, walk.title ? walk.title : "");
        if (!list->title)
            rc = yn_err_nomem(err);
    }
    free(walk.line);
    free(walk.entry);
    yn_list_known_release(&known);
    yn_arena_release(&arena);
    return rc;
}

/* Makes bytes a list; takes and frees them. */
static int parse_bytes(struct yn_bytes *bytes, const char *file,
                       struct yn_report *report, struct yn_list **out,
                       struct yn_err *err)
{
    struct yn_list *list = NULL;
    int rc = yn_encoding_of_file(bytes, file, err);
    if (!rc) {
        list = calloc(1, sizeof(*list));
        rc = list ? parse(list, bytes->data, bytes->len, file, report, err)
                  : yn_err_nomem(err);
    }
    free(bytes->data);
    if (rc)
        yn_list_destroy(&list);
    else
        *out = list;
    return rc;
}

int yn_list_read(const char *path, struct yn_report *report,
                 struct yn_list **out, struct yn_err *err)
{
    struct yn_bytes bytes = {0};
    int rc = yn_file_read(path, LIST_BYTES_MAX, &bytes, err);
    const char *file = strcmp(path, "-") == 0 ? "standard input" : path;
    return rc ? rc : parse_bytes(&bytes, file, report, out, err);
}

int yn_list_parse(const char *text, size_t len, const char *file,
                  struct yn_report *report, struct yn_list **out,
                  struct yn_err *err)
{
    if (len > LIST_BYTES_MAX)
        return yn_err_set(err, YN_E_LIMIT, 0,
                          "%s: is longer than the %zu KiB that yeoun reads of "
                          "a list",
                          file, LIST_BYTES_MAX >> 10);
    struct yn_bytes bytes = {.data = malloc(len + 1), .len = len};
    if (!bytes.data)
        return yn_err_nomem(err);
    memcpy(bytes.data, text, len);
    bytes.data[len] = '\0';
    return parse_bytes(&bytes, file, report, out, err);
}

void yn_list_destroy(struct yn_list **list)
{
    if (!*list)
        return;
    free((*list)->track);
    yn_arena_release(&(*list)->arena);
    free(*list);
    *list = NULL;
}

const struct yn_list_track *yn_list_tracks(const struct yn_list *list,
                                           size_t *n)
{
    *n = list->n;
    return list->track;
}

int yn_list_year(const struct yn_list *list)
{
    return list->year;
}

const char *yn_list_title(const struct yn_list *list)
{
    return list->title;
}

const char *yn_list_file(const struct yn_list *list)
{
    return list->file;
}
