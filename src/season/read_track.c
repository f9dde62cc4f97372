/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "base/base.h"
#include "season/read.h"
#include "season/schema.h"

#define AT(field) offsetof(struct yn_track, field)
#define WRITER_AT(field) offsetof(struct yn_writer, field)

static const char *const versions[] = {"vocal", "instrumental", "score", NULL};

static const struct yn_field writer_fields[] = {
    {.key = "name", .read = yn_read_text, .offset = WRITER_AT(name)},
    {.key = "role", .read = yn_read_text, .offset = WRITER_AT(role)},
    {.key = "share",
     .read = yn_read_number,
     .offset = WRITER_AT(share),
     .least = 0,
     .most = 100},
    {.key = "society", .read = yn_read_text, .offset = WRITER_AT(society)},
    {.key = "ipi", .read = yn_read_text, .offset = WRITER_AT(ipi)},
};

#define NOT_AT(field) offsetof(struct yn_not_song, field)
static const struct yn_field not_fields[] = {
    {.key = "title", .read = yn_read_text, .offset = NOT_AT(title)},
    {.key = "artist", .read = yn_read_text, .offset = NOT_AT(artist)},
    {.key = "album", .read = yn_read_text, .offset = NOT_AT(album)},
};

static const struct yn_field video_fields[] = {
    {.key = "url", .read = yn_read_address, .offset = AT(video_url)},
    {.key = "channel", .read = yn_read_text, .offset = AT(video_channel)},
};

static yn_field_read read_writers, read_not;

static const struct yn_field track_fields[] = {
    {.key = "title", .read = yn_read_text, .offset = AT(title)},
    {.key = "korean", .read = yn_read_text, .offset = AT(korean)},
    {.key = "aliases", .read = yn_read_texts, .offset = AT(aliases)},
    {.key = "artist", .read = yn_read_texts, .offset = AT(artist)},
    {.key = "artist_ko", .read = yn_read_texts, .offset = AT(artist_ko)},
    {.key = "part", .read = yn_read_text, .offset = AT(part)},
    {.key = "released", .read = yn_read_date, .offset = AT(released)},
    {.key = "album", .read = yn_read_text, .offset = AT(album)},
    {.key = "version",
     .read = yn_read_choice,
     .offset = AT(version),
     .choice = versions,
     .first_choice = YN_VOCAL},
    {.key = "audio", .read = yn_read_texts, .offset = AT(audio)},
    {.key = "lyrics", .read = yn_read_pairs, .offset = AT(lyrics)},
    {.key = "video",
     .read = yn_read_parts,
     .part = video_fields,
     .n_parts = YN_LEN(video_fields)},
    {.key = "links", .read = yn_read_addresses, .offset = AT(links)},
    {.key = "isrc", .read = yn_read_text, .offset = AT(isrc)},
    {.key = "iswc", .read = yn_read_text, .offset = AT(iswc)},
    {.key = "publisher", .read = yn_read_text, .offset = AT(publisher)},
    {.key = "writers", .read = read_writers},
    {.key = "not", .read = read_not},
    {.key = "note", .read = yn_read_text, .offset = AT(note)},
    {.key = "source", .read = yn_read_texts, .offset = AT(source)},
};

static int read_writers(struct yn_reader *reader, const struct yn_field *spec,
                        const struct yn_yaml_node *node, void *target,
                        struct yn_err *err)
{
    struct yn_track *track = target;
    if (node->kind != YN_YAML_LIST)
        return yn_schema_expect(reader, node, spec->key,
                                "write a list: - name: …", err);
    track->writers =
        yn_arena_array(reader->arena, node->n, sizeof(*track->writers));
    if (!track->writers)
        return yn_err_nomem(err);
    for (size_t i = 0; i < node->n; i++) {
        struct yn_writer *writer = &track->writers[track->n_writers];
        *writer = (struct yn_writer){"", "", "", "", NAN};
        const struct yn_yaml_node *item = node->item[i];
        int rc = YN_OK;
        if (item->kind == YN_YAML_MAP)
            rc = yn_schema_read(reader, writer_fields, YN_LEN(writer_fields),
                                item, writer, err);
        if (!rc && !writer->name[0])
            rc = yn_reader_problem(reader, item->pos, "a writer has no name",
                                   "write `name: …`", err);
        else if (!rc)
            track->n_writers++;
        if (rc)
            return rc;
    }
    return YN_OK;
}

static int read_not(struct yn_reader *reader, const struct yn_field *spec,
                    const struct yn_yaml_node *node, void *target,
                    struct yn_err *err)
{
    static const char remedy[] =
        "write a list: - {title: …, artist: …, album: …}, or less of it";
    struct yn_track *track = target;
    if (node->kind != YN_YAML_LIST)
        return yn_schema_expect(reader, node, spec->key, remedy, err);
    track->others =
        yn_arena_array(reader->arena, node->n, sizeof(*track->others));
    if (!track->others)
        return yn_err_nomem(err);
    for (size_t i = 0; i < node->n; i++) {
        struct yn_not_song *song = &track->others[track->n_others];
        *song = (struct yn_not_song){"", "", ""};
        const struct yn_yaml_node *item = node->item[i];
        int rc = YN_OK;
        if (item->kind == YN_YAML_MAP)
            rc = yn_schema_read(reader, not_fields, YN_LEN(not_fields), item,
                                song, err);
        /* One that says nothing would fit every song. */
        if (!rc && !song->title[0] && !song->artist[0] && !song->album[0])
            rc = yn_reader_problem(reader, item->pos,
                                   "this does not say which song", remedy, err);
        else if (!rc)
            track->n_others++;
        if (rc)
            return rc;
    }
    return YN_OK;
}

static int check_track(struct yn_reader *reader, const struct yn_track *track,
                       bool *usable, struct yn_err *err)
{
    *usable = false;
    if (!track->title[0] && !track->korean[0])
        return yn_reader_problem(reader, track->pos, "a track has no title",
                                 "write `title: …` or `korean: …`", err);
    *usable = true;
    /* A score often names its composer only on the record's back. */
    if (track->artist.n || track->artist_ko.n || track->version == YN_SCORE)
        return YN_OK;
    const char *what = yn_text_f(
        reader->arena, "the track \"%s\" has no artist", yn_track_name(track));
    return yn_reader_problem(reader, track->pos, what,
                             "write `artist: …` or `artist_ko: …`", err);
}

static int read_track(struct yn_reader *reader, const struct yn_yaml_node *node,
                      struct yn_track *track, bool *usable, struct yn_err *err)
{
    *usable = false;
    *track = (struct yn_track){.pos = node->pos,
                               .title = "",
                               .korean = "",
                               .part = "",
                               .album = "",
                               .isrc = "",
                               .iswc = "",
                               .publisher = "",
                               .note = "",
                               .video_url = "",
                               .video_channel = ""};
    if (node->kind != YN_YAML_MAP)
        return yn_reader_problem(reader, node->pos, "a track without keys",
                                 "write `- title: …` and `artist: …` under it",
                                 err);
    int rc = yn_schema_read(reader, track_fields, YN_LEN(track_fields), node,
                            track, err);
    return rc ? rc : check_track(reader, track, usable, err);
}

int yn_read_tracks(struct yn_reader *reader, const struct yn_field *spec,
                   const struct yn_yaml_node *node, void *target,
                   struct yn_err *err)
{
    struct yn_drama *drama = target;
    if (node->kind != YN_YAML_LIST)
        return yn_schema_expect(reader, node, spec->key,
                                "write a list: - title: …", err);
    drama->tracks =
        yn_arena_array(reader->arena, node->n, sizeof(*drama->tracks));
    if (!drama->tracks)
        return yn_err_nomem(err);
    for (size_t i = 0; i < node->n; i++) {
        bool usable;
        int rc = read_track(reader, node->item[i],
                            &drama->tracks[drama->n_tracks], &usable, err);
        if (rc)
            return rc;
        drama->n_tracks += usable;
    }
    return YN_OK;
}
