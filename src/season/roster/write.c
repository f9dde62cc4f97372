/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "season/roster/internal.h"

#include <jansson.h>

#include "base/base.h"
#include "base/buf.h"
#include "base/quote.h"

/* The fields of a proposal in the order of the season folder. */
static const char *const field_names[] = {
    "title",   "korean", "artist", "artist_ko", "part",  "released", "album",
    "version", "isrc",   "iswc",   "publisher", "video", "note",     "source"};

#define N_FIELDS YN_LEN(field_names)

struct fields {
    const char *text[N_FIELDS];
    char date[16];
};

static const char *first_of(const struct yn_text_list *list)
{
    return list->n ? list->item[0] : "";
}

static void read_fields(const struct yn_track *track, struct fields *out)
{
    const char *version =
        track->version == YN_VOCAL ? "" : yn_version_word(track->version);
    const char *const text[N_FIELDS] = {
        track->title,
        track->korean,
        first_of(&track->artist),
        first_of(&track->artist_ko),
        track->part,
        yn_date_text(track->released, out->date, sizeof(out->date)),
        track->album,
        version,
        track->isrc,
        track->iswc,
        track->publisher,
        track->video_url,
        track->note,
        first_of(&track->source),
    };
    memcpy(out->text, text, sizeof(text));
}

const struct yn_track *yn_roster_tracks(const struct yn_roster *roster,
                                        size_t *n)
{
    *n = roster->n;
    return roster->track;
}

static void put_key(const char *name, bool *first, struct yn_buf *out)
{
    yn_buf_printf(out, "%s%s:", *first ? "  - " : "    ", name);
    *first = false;
}

static void put_writers(const struct yn_track *track, struct yn_buf *out)
{
    if (track->n_writers)
        yn_buf_puts(out, "    writers:\n");
    for (size_t i = 0; i < track->n_writers; i++) {
        yn_buf_puts(out, "      - name: ");
        yn_quote_yaml(track->writers[i].name, out);
        yn_buf_puts(out, "\n        role: ");
        yn_quote_yaml(track->writers[i].role, out);
        yn_buf_putc(out, '\n');
    }
}

/* Numbers of parts and dates plain, as people write them. */
static void put_value(const char *name, const char *text, struct yn_buf *out)
{
    bool number = strcmp(name, "part") == 0 || strcmp(name, "released") == 0;
    yn_buf_putc(out, ' ');
    if (number && text[0] != '-' && text[strspn(text, "0123456789-")] == '\0')
        yn_buf_puts(out, text);
    else
        yn_quote_yaml(text, out);
    yn_buf_putc(out, '\n');
}

int yn_roster_yaml(const struct yn_roster *roster, char **out,
                   struct yn_err *err)
{
    struct yn_buf buf = {0};
    for (size_t i = 0; i < roster->n; i++) {
        struct fields fields;
        bool first = true;
        read_fields(&roster->track[i], &fields);
        for (size_t f = 0; f < N_FIELDS; f++) {
            if (*fields.text[f] == '\0')
                continue;
            put_key(field_names[f], &first, &buf);
            if (strcmp(field_names[f], "video") == 0)
                yn_buf_puts(&buf, "\n      url:");
            put_value(field_names[f], fields.text[f], &buf);
        }
        put_writers(&roster->track[i], &buf);
    }
    return yn_buf_finish(&buf, out, err);
}

int yn_roster_csv(const struct yn_roster *roster, char **out,
                  struct yn_err *err)
{
    struct yn_buf buf = {0};
    for (size_t f = 0; f < N_FIELDS; f++)
        yn_buf_printf(&buf, "%s%s", f ? "," : "", field_names[f]);
    yn_buf_putc(&buf, '\n');
    for (size_t i = 0; i < roster->n; i++) {
        struct fields fields;
        read_fields(&roster->track[i], &fields);
        for (size_t f = 0; f < N_FIELDS; f++) {
            if (f)
                yn_buf_putc(&buf, ',');
            yn_quote_csv(fields.text[f], &buf);
        }
        yn_buf_putc(&buf, '\n');
    }
    return yn_buf_finish(&buf, out, err);
}

/* Adds a text; false = out of memory. */
static bool set_text(json_t *object, const char *key, const char *text)
{
    return json_object_set_new(object, key, json_string(text)) == 0;
}

static bool set_writers(json_t *object, const struct yn_track *track)
{
    json_t *list = json_array();
    if (json_object_set_new(object, "writers", list))
        return false;
    for (size_t i = 0; i < track->n_writers; i++) {
        json_t *writer = json_object();
        if (json_array_append_new(list, writer) ||
            !set_text(writer, "name", track->writers[i].name) ||
            !set_text(writer, "role", track->writers[i].role))
            return false;
    }
    return true;
}

static bool add_track(json_t *tracks, const struct yn_track *track)
{
    struct fields fields;
    json_t *object = json_object();
    if (json_array_append_new(tracks, object))
        return false;
    read_fields(track, &fields);
    for (size_t f = 0; f < N_FIELDS; f++) {
        if (*fields.text[f] &&
            !set_text(object, field_names[f], fields.text[f]))
            return false;
    }
    return track->n_writers == 0 || set_writers(object, track);
}

/* Keeps the first failure, which json_dumps() forgets inside of a key. */
static int take(const char *bytes, size_t len, void *buf)
{
    yn_buf_add(buf, bytes, len);
    return 0;
}

int yn_roster_json(const struct yn_roster *roster, char **out,
                   struct yn_err *err)
{
    json_t *root = json_object(), *tracks = json_array();
    bool ok = json_object_set_new(root, "tracks", tracks) == 0;
    for (size_t i = 0; ok && i < roster->n; i++)
        ok = add_track(tracks, &roster->track[i]);
    struct yn_buf buf = {0};
    ok = ok && json_dump_callback(root, take, &buf, JSON_INDENT(2)) == 0;
    json_decref(root);
    if (!ok) {
        yn_buf_release(&buf);
        return yn_err_nomem(err);
    }
    yn_buf_putc(&buf, '\n');
    return yn_buf_finish(&buf, out, err);
}
