/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "season/roster/internal.h"

#include <stddef.h>

#include "base/base.h"
#include "base/buf.h"
#include "base/csv.h"
#include "base/unicode.h"

#define AT(field) offsetof(struct yn_roster_row, field)

/* What columns are called, by yn_unicode_key, in the order of trust. */
static const struct {
    const char *name;
    size_t field;
} columns[] = {
    {"title", AT(title)},
    {"track", AT(title)},
    {"song", AT(title)},
    {"name", AT(title)},
    {"tracktitle", AT(title)},
    {"trackname", AT(title)},
    {"songtitle", AT(title)},
    {"songname", AT(title)},
    {"제목", AT(title)},
    {"곡명", AT(title)},
    {"곡", AT(title)},
    {"노래", AT(title)},
    {"노래제목", AT(title)},
    {"곡제목", AT(title)},
    {"korean", AT(korean)},
    {"koreantitle", AT(korean)},
    {"titleko", AT(korean)},
    {"titlekorean", AT(korean)},
    {"hangul", AT(korean)},
    {"한글제목", AT(korean)},
    {"한국어제목", AT(korean)},
    {"원제", AT(korean)},
    {"artist", AT(artist)},
    {"artists", AT(artist)},
    {"artistname", AT(artist)},
    {"artistnames", AT(artist)},
    {"singer", AT(artist)},
    {"performer", AT(artist)},
    {"가수", AT(artist)},
    {"아티스트", AT(artist)},
    {"가창", AT(artist)},
    {"artistko", AT(artist_ko)},
    {"koreanartist", AT(artist_ko)},
    {"artistkorean", AT(artist_ko)},
    {"한글가수", AT(artist_ko)},
    {"part", AT(part)},
    {"ostpart", AT(part)},
    {"pt", AT(part)},
    {"파트", AT(part)},
    {"released", AT(released)},
    {"release", AT(released)},
    {"releasedate", AT(released)},
    {"albumreleasedate", AT(released)},
    {"date", AT(released)},
    {"발매일", AT(released)},
    {"발매", AT(released)},
    {"album", AT(album)},
    {"albumname", AT(album)},
    {"albumtitle", AT(album)},
    {"앨범", AT(album)},
    {"앨범명", AT(album)},
    {"음반", AT(album)},
    {"version", AT(version)},
    {"버전", AT(version)},
    {"isrc", AT(isrc)},
    {"iswc", AT(iswc)},
    {"publisher", AT(publisher)},
    {"퍼블리셔", AT(publisher)},
    {"video", AT(video)},
    {"videourl", AT(video)},
    {"youtube", AT(video)},
    {"mv", AT(video)},
    {"영상", AT(video)},
    {"note", AT(note)},
    {"notes", AT(note)},
    {"비고", AT(note)},
    {"source", AT(source)},
    {"출처", AT(source)},
};

int yn_roster_field(struct yn_roster_row *row, const char *name,
                    const char ***field, struct yn_err *err)
{
    struct yn_buf key = {0};
    int rc = yn_unicode_key(name, &key, err);
    *field = NULL;
    for (size_t i = 0; !rc && i < YN_LEN(columns); i++) {
        if (strcmp(columns[i].name, yn_buf_text(&key)) == 0)
            *field = (const char **)((char *)row + columns[i].field);
    }
    yn_buf_release(&key);
    return rc;
}

/* Which cells go to which field: `map[i]` is the offset for cell i. */
static int read_header(struct yn_reader *reader, const char *file,
                       const struct yn_csv_row *header, size_t **out,
                       struct yn_err *err)
{
    struct yn_roster_row row = {0};
    bool titled = false;
    size_t *map = yn_arena_array(reader->arena, header->n, sizeof(*map));
    if (!map)
        return yn_err_nomem(err);
    for (size_t i = 0; i < header->n; i++) {
        const char **field;
        int rc = yn_roster_field(&row, header->cell[i].text, &field, err);
        if (rc)
            return rc;
        map[i] = SIZE_MAX;
        /* The first column of a name counts; a later one only adds. */
        if (!field || *field)
            continue;
        *field = "taken";
        map[i] = (size_t)((char *)field - (char *)&row);
        titled |= map[i] == AT(title) || map[i] == AT(korean);
    }
    if (!titled)
        return yn_err_set(err, YN_E_INPUT, 0,
                          "%s:%u: no column is named title; the first line "
                          "must name the columns, such as title, artist, album",
                          file, header->line);
    *out = map;
    return YN_OK;
}

int yn_roster_read_csv(struct yn_roster *roster, struct yn_reader *reader,
                       const char *file, const char *text, struct yn_err *err)
{
    struct yn_csv csv = {0};
    size_t *map = NULL;
    int rc = yn_csv_parse(reader, file, text, &csv, err);
    if (!rc && csv.n == 0)
        rc = yn_err_set(err, YN_E_INPUT, 0, "%s: is empty", file);
    if (!rc)
        rc = read_header(reader, file, &csv.row[0], &map, err);
    for (size_t r = 1; !rc && r < csv.n; r++) {
        const struct yn_csv_row *cells = &csv.row[r];
        struct yn_roster_row row = {.pos = {file, cells->line, 1}};
        bool blank = true;
        for (size_t i = 0; i < cells->n && i < csv.row[0].n; i++) {
            blank &= cells->cell[i].text[0] == '\0';
            if (map[i] != SIZE_MAX)
                *(const char **)((char *)&row + map[i]) = cells->cell[i].text;
        }
        if (!blank)
            rc = yn_roster_propose(roster, reader, &row, err);
    }
    return rc;
}
