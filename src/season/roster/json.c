/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * MusicBrainz releases as its web service gives them (ws/2, fmt=json, inc=
 * recordings+artist-credits+isrcs and, for writers, recording-level-rels+
 * work-rels+work-level-rels+artist-rels), one or many, alone or in the result
 * of a search; and the rows that `yeoun roster --json` writes.
 */
#include "season/roster/internal.h"

#include <math.h>

#include <jansson.h>

#include "base/base.h"
#include "base/buf.h"
#include "season/bilingual.h"

/* A release with all its relations nests about 14 deep. */
#define ROSTER_JSON_DEPTH_MAX 64
#define ROSTER_WRITERS_MAX 32

struct walk {
    struct yn_roster *roster;
    struct yn_reader *reader;
    struct yn_pos pos;
    size_t n_found; /* objects that were releases or rows */
};

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

/* "Yoon, Mi Rae" as a name is said: "Yoon Mi Rae". */
static void put_sort_name(const char *sorted, struct yn_buf *out)
{
    const char *comma = strstr(sorted, ", ");
    if (!comma || strstr(comma + 2, ", ")) {
        yn_buf_puts(out, sorted);
        return;
    }
    yn_buf_add(out, sorted, (size_t)(comma - sorted));
    yn_buf_puts(out, comma + 1);
}

/* The credit as written, and in Latin letters where its artists are known by
 * such a name too. */
static void read_credit(const json_t *credit, struct yn_buf *written,
                        struct yn_buf *latin)
{
    size_t i;
    json_t *part;
    json_array_foreach(credit, i, part)
    {
        const json_t *artist = json_object_get(part, "artist");
        const char *name = text_of(part, "name");
        const char *known = text_of(artist, "name");
        if (*name == '\0')
            name = known;
        yn_buf_puts(written, name);
        if (!yn_text_is_korean(name))
            yn_buf_puts(latin, name);
        else if (*known && !yn_text_is_korean(known))
            yn_buf_puts(latin, known);
        else
            put_sort_name(text_of(artist, "sort-name"), latin);
        yn_buf_puts(written, text_of(part, "joinphrase"));
        yn_buf_puts(latin, text_of(part, "joinphrase"));
    }
}

/* The first of several credits that names somebody. */
static int set_artist(struct walk *walk, const json_t *const *credits, size_t n,
                      struct yn_roster_row *row, struct yn_err *err)
{
    struct yn_buf written = {0}, latin = {0};
    for (size_t i = 0; i < n && written.len == 0; i++) {
        yn_buf_clear(&latin);
        read_credit(credits[i], &written, &latin);
    }
    struct yn_arena *arena = walk->reader->arena;
    row->artist = yn_arena_dup(arena, yn_buf_text(&written));
    bool korean = row->artist && yn_text_is_korean(row->artist);
    /* A sort name that is Hangul too tells nothing new. */
    if (korean && latin.len && !yn_text_is_korean(yn_buf_text(&latin))) {
        row->artist_ko = row->artist;
        row->artist = yn_arena_dup(arena, yn_buf_text(&latin));
    }
    bool failed = written.failed || latin.failed || !row->artist;
    yn_buf_release(&written);
    yn_buf_release(&latin);
    return failed ? yn_err_nomem(err) : YN_OK;
}

static bool is_writer_role(const char *role)
{
    static const char *const roles[] = {"composer", "lyricist", "writer",
                                        "arranger"};
    for (size_t i = 0; i < YN_LEN(roles); i++) {
        if (strcmp(role, roles[i]) == 0)
            return true;
    }
    return false;
}

static int add_writers(struct walk *walk, const json_t *work,
                       struct yn_roster_row *row, struct yn_err *err)
{
    struct yn_arena *arena = walk->reader->arena;
    const json_t *relations = json_object_get(work, "relations");
    struct yn_writer *writer =
        yn_arena_array(arena, ROSTER_WRITERS_MAX, sizeof(*writer));
    if (!writer)
        return yn_err_nomem(err);
    size_t i, n = 0;
    json_t *relation;
    json_array_foreach(relations, i, relation)
    {
        const char *name = text_of(json_object_get(relation, "artist"), "name");
        const char *role = text_of(relation, "type");
        if (*name == '\0' || !is_writer_role(role) || n == ROSTER_WRITERS_MAX)
            continue;
        writer[n] = (struct yn_writer){
            .name = yn_arena_dup(arena, name),
            .role = yn_arena_dup(arena, role),
            .society = "",
            .ipi = "",
            .share = NAN,
        };
        if (!writer[n].name || !writer[n].role)
            return yn_err_nomem(err);
        n++;
    }
    row->writers = writer;
    row->n_writers = n;
    return YN_OK;
}

/* The work that a recording performs: its ISWC and writers. */
static int set_work(struct walk *walk, const json_t *recording,
                    struct yn_roster_row *row, struct yn_err *err)
{
    const json_t *relations = json_object_get(recording, "relations");
    size_t i;
    json_t *relation;
    json_array_foreach(relations, i, relation)
    {
        const json_t *work = json_object_get(relation, "work");
        if (!json_is_object(work))
            continue;
        const char *iswc = json_string_value(
            json_array_get(json_object_get(work, "iswcs"), 0));
        row->iswc = iswc ? iswc : "";
        return add_writers(walk, work, row, err);
    }
    return YN_OK;
}

static int read_track(struct walk *walk, const json_t *release,
                      const json_t *track, struct yn_err *err)
{
    const json_t *recording = json_object_get(track, "recording");
    if (json_is_true(json_object_get(recording, "video")))
        return YN_OK;
    struct yn_roster_row row = {
        .pos = walk->pos,
        .title = text_of(track, "title"),
        .album = text_of(release, "title"),
        .released = text_of(release, "date"),
        .isrc = json_string_value(
            json_array_get(json_object_get(recording, "isrcs"), 0)),
    };
    if (*row.title == '\0')
        row.title = text_of(recording, "title");
    if (*row.released == '\0')
        row.released = text_of(recording, "first-release-date");
    const char *id = text_of(release, "id");
    if (*id)
        row.source = yn_text_f(walk->reader->arena,
                               "https://musicbrainz.org/release/%s", id);
    if (*id && !row.source)
        return yn_err_nomem(err);
    const json_t *credits[] = {
        json_object_get(track, "artist-credit"),
        json_object_get(recording, "artist-credit"),
        json_object_get(release, "artist-credit"),
    };
    int rc = set_artist(walk, credits, YN_LEN(credits), &row, err);
    if (!rc)
        rc = set_work(walk, recording, &row, err);
    return rc ? rc : yn_roster_propose(walk->roster, walk->reader, &row, err);
}

static int read_release(struct walk *walk, const json_t *release,
                        struct yn_err *err)
{
    size_t m, t;
    json_t *medium, *track;
    json_array_foreach(json_object_get(release, "media"), m, medium)
    {
        const json_t *tracks = json_object_get(medium, "tracks");
        json_array_foreach(tracks, t, track)
        {
            walk->n_found++;
            int rc = read_track(walk, release, track, err);
            if (rc)
                return rc;
        }
    }
    return YN_OK;
}

/* A flat object whose keys are columns. */
static int read_row(struct walk *walk, json_t *object, bool *is_row,
                    struct yn_err *err)
{
    struct yn_roster_row row = {.pos = walk->pos};
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value)
    {
        const char **field, *text = json_string_value(value);
        int rc = yn_roster_field(&row, key, &field, err);
        if (rc)
            return rc;
        if (field && !*field && text)
            *field = text;
    }
    *is_row = (row.title || row.korean) && (row.artist || row.artist_ko);
    if (!*is_row)
        return YN_OK;
    walk->n_found++;
    return yn_roster_propose(walk->roster, walk->reader, &row, err);
}

static int read_any(struct walk *walk, json_t *value, struct yn_err *err);

static int read_all(struct walk *walk, const json_t *array, struct yn_err *err)
{
    size_t i;
    json_t *item;
    json_array_foreach(array, i, item)
    {
        int rc = read_any(walk, item, err);
        if (rc)
            return rc;
    }
    return YN_OK;
}

/* A release, a row, or something that holds some. */
static int read_any(struct walk *walk, json_t *value, struct yn_err *err)
{
    static const char *const lists[] = {"releases", "release-groups", "tracks",
                                        "release", "release-group"};
    if (json_is_array(value))
        return read_all(walk, value, err);
    if (json_is_array(json_object_get(value, "media")))
        return read_release(walk, value, err);
    bool holds = false;
    for (size_t i = 0; i < YN_LEN(lists); i++) {
        json_t *list = json_object_get(value, lists[i]);
        if (!json_is_array(list) && !json_is_object(list))
            continue;
        holds = true;
        int rc = read_any(walk, list, err);
        if (rc)
            return rc;
    }
    bool is_row;
    return holds ? YN_OK : read_row(walk, value, &is_row, err);
}

/* The parser and read_any go as deep as the text nests. */
static bool too_deep(const char *text, size_t len)
{
    size_t depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < len; i++) {
        if (quoted && text[i] == '\\')
            i++;
        else if (text[i] == '"')
            quoted = !quoted;
        else if (!quoted && (text[i] == '[' || text[i] == '{'))
            depth++;
        else if (!quoted && (text[i] == ']' || text[i] == '}') && depth)
            depth--;
        if (depth > ROSTER_JSON_DEPTH_MAX)
            return true;
    }
    return false;
}

static int load(const char *file, const char *text, size_t len, json_t **out,
                struct yn_err *err)
{
    json_error_t error = {0};
    if (too_deep(text, len))
        return yn_err_set(err, YN_E_LIMIT, 0,
                          "%s: nests deeper than %d levels; MusicBrainz does "
                          "not write such JSON",
                          file, ROSTER_JSON_DEPTH_MAX);
    *out = json_loadb(text, len, 0, &error);
    if (*out)
        return YN_OK;
    if (json_error_code(&error) == json_error_out_of_memory)
        return yn_err_nomem(err);
    return yn_err_set(err, YN_E_INPUT, 0, "%s:%d:%d: is no JSON: %s", file,
                      error.line, error.column, error.text);
}

int yn_roster_read_json(struct yn_roster *roster, struct yn_reader *reader,
                        const char *file, const char *text, size_t len,
                        struct yn_err *err)
{
    json_t *root = NULL;
    int rc = load(file, text, len, &root, err);
    if (rc)
        return rc;
    struct walk walk = {
        .roster = roster, .reader = reader, .pos = {file, 0, 0}};
    rc = read_any(&walk, root, err);
    if (!rc && walk.n_found == 0)
        rc = yn_err_set(err, YN_E_INPUT, 0,
                        "%s: holds no release with tracks; save it from "
                        "musicbrainz.org/ws/2/release/ID?fmt=json&inc="
                        "recordings+artist-credits+isrcs",
                        file);
    json_decref(root);
    return rc;
}
