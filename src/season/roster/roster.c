/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "season/roster/internal.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/base.h"
#include "base/encoding.h"
#include "base/file.h"
#include "media/tags.h"

/* A release with all relations is a few MiB. */
#define ROSTER_TEXT_MAX ((size_t)32 << 20)
/* How much of a file tells text from audio. */
#define ROSTER_PROBE_BYTES 4096

int yn_roster_create(struct yn_roster **out, struct yn_err *err)
{
    struct yn_roster *roster = calloc(1, sizeof(*roster));
    if (!roster)
        return yn_err_nomem(err);
    *out = roster;
    return YN_OK;
}

void yn_roster_destroy(struct yn_roster **roster)
{
    if (!*roster)
        return;
    free((*roster)->track);
    free((*roster)->keys);
    yn_arena_release(&(*roster)->arena);
    free(*roster);
    *roster = NULL;
}

/* Whether a file begins as text does: no control characters, or UTF-16. A file
 * that cannot be looked at is text: reading it then tells why. */
static bool looks_like_text(const char *path)
{
    unsigned char head[ROSTER_PROBE_BYTES];
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    ssize_t n = fd < 0 ? 0 : read(fd, head, sizeof(head));
    if (fd >= 0)
        close(fd);
    if (n >= 2 && ((head[0] == 0xFF && head[1] == 0xFE) ||
                   (head[0] == 0xFE && head[1] == 0xFF)))
        return true;
    for (ssize_t i = 0; i < n; i++) {
        if (head[i] < 0x20 && !strchr("\t\n\f\r", head[i]))
            return false;
        if (head[i] == 0)
            return false;
    }
    return true;
}

static int read_audio(struct yn_roster *roster, struct yn_reader *reader,
                      const char *path, const char *file, struct yn_err *err)
{
    struct yn_tags tags = {0};
    int rc = yn_tags_read(path, &tags, err);
    if (rc)
        return rc;
    struct yn_roster_row row = {
        .pos = {file, 0, 0},
        .title = tags.title,
        .artist = tags.artist,
        .album = tags.album,
        .released = tags.date,
        .isrc = tags.isrc,
    };
    if (*tags.title)
        rc = yn_roster_propose(roster, reader, &row, err);
    else
        rc = yn_reader_problem(reader, row.pos, "its tags name no title",
                               "write the row by hand, or tag the file", err);
    yn_tags_release(&tags);
    return rc;
}

static int read_text(struct yn_roster *roster, struct yn_reader *reader,
                     const char *path, const char *file, struct yn_err *err)
{
    struct yn_bytes bytes = {0};
    int rc = yn_file_read(path, ROSTER_TEXT_MAX, &bytes, err);
    if (!rc)
        rc = yn_encoding_of_file(&bytes, file, err);
    if (!rc) {
        char first = bytes.data[strspn(bytes.data, " \t\r\n")];
        rc = first == '{' || first == '['
                 ? yn_roster_read_json(roster, reader, file, bytes.data,
                                       bytes.len, err)
                 : yn_roster_read_csv(roster, reader, file, bytes.data, err);
    }
    free(bytes.data);
    return rc;
}

/* A copy of the proposals, to go back to. NULL = out of memory. */
static struct yn_track *keep(const struct yn_roster *roster)
{
    struct yn_track *kept = calloc(roster->n + 1, sizeof(*kept));
    if (kept && roster->n)
        memcpy(kept, roster->track, roster->n * sizeof(*kept));
    return kept;
}

int yn_roster_read(struct yn_roster *roster, const char *path,
                   struct yn_report *report, struct yn_err *err)
{
    struct yn_reader reader = {.arena = &roster->arena, .report = report};
    bool standard = strcmp(path, "-") == 0;
    const char *file =
        yn_arena_dup(&roster->arena, standard ? "standard input" : path);
    struct yn_track *before = keep(roster);
    size_t n_before = roster->n;
    if (!file || !before) {
        free(before);
        return yn_err_nomem(err);
    }
    int rc = standard || looks_like_text(path)
                 ? read_text(roster, &reader, path, file, err)
                 : read_audio(roster, &reader, path, file, err);
    if (rc && n_before)
        memcpy(roster->track, before, n_before * sizeof(*before));
    if (rc)
        roster->n = n_before;
    free(before);
    return rc;
}
