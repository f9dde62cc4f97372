/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/fresh.h>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base.h"
#include "base/buf.h"
#include "base/dir.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/path.h"
#include "publish/place.h"

#define NOTE_HEAD "yeoun published 1\n"
#define NOTE_BYTES_MAX ((size_t)4 << 20)
/* A season that leads to more files than this, or deeper, is written anew every
 * time: to look at them all would take longer. */
#define FILES_MOST ((size_t)200000)
#define DEPTH_MOST 24

/* What was looked at. Sums of hashes, so that the order of a folder's entries,
 * which file systems choose, makes no difference. */
struct look {
    uint64_t sum[2];
    size_t n;
    bool too_many;
};

struct yn_fresh {
    char *season, *out, *note; /* paths */
    struct yn_hash call;       /* of what the caller says */
    struct yn_hash inside;     /* of the season folder, as first looked at */
    bool fresh;
    char *text;
};

/* What of a file tells that it changed. */
struct sign {
    int64_t size, modified_s, modified_ns, changed_s, changed_ns;
    uint64_t inode, device;
    uint32_t mode;
};

static void add_file(struct look *look, const char *name, const struct stat *st)
{
    struct {
        struct sign sign;
        struct yn_hash name;
    } whole;
    memset(&whole, 0, sizeof(whole));
    whole.sign = (struct sign){.inode = (uint64_t)st->st_ino,
                               .device = (uint64_t)st->st_dev,
                               .mode = (uint32_t)st->st_mode};
    whole.name = yn_hash_bytes(name, strlen(name));
    /* Of a folder its entries tell, and they are looked at one by one: its own
     * times change with files that are none of ours. */
    if (!S_ISDIR(st->st_mode)) {
        whole.sign.size = (int64_t)st->st_size;
        whole.sign.modified_s = (int64_t)st->st_mtim.tv_sec;
        whole.sign.modified_ns = (int64_t)st->st_mtim.tv_nsec;
        whole.sign.changed_s = (int64_t)st->st_ctim.tv_sec;
        whole.sign.changed_ns = (int64_t)st->st_ctim.tv_nsec;
    }
    const struct yn_hash hash = yn_hash_bytes(&whole, sizeof(whole));
    for (int i = 0; i < 2; i++) {
        uint64_t part;
        memcpy(&part, hash.byte + i * sizeof(part), sizeof(part));
        look->sum[i] += part;
    }
    look->n++;
    look->too_many = look->too_many || look->n > FILES_MOST;
}

/* Whether an entry of a folder is the program's own or no part of a season. */
static bool is_passed_over(const char *name, bool top)
{
    static const char *const names[] = {".", "..", ".git", ".yeoun"};
    for (size_t i = 0; i < YN_LEN(names); i++) {
        if (strcmp(name, names[i]) == 0)
            return true;
    }
    /* A new site on its way (place.c). */
    return top && strstr(name, ".new-") != NULL;
}

static int look_at(struct look *look, const char *path, int depth, bool down,
                   struct yn_err *err);

static int look_within(struct look *look, const char *path, int depth,
                       bool down, struct yn_err *err)
{
    DIR *dir = opendir(path);
    if (!dir)
        return YN_OK;
    int rc = YN_OK;
    const struct dirent *entry;
    while (!rc && !look->too_many && (entry = readdir(dir)) != NULL) {
        if (is_passed_over(entry->d_name, depth == 0))
            continue;
        char *inner = yn_path_join(path, entry->d_name);
        rc = inner ? look_at(look, inner, depth + 1, down, err)
                   : yn_err_nomem(err);
        free(inner);
    }
    closedir(dir);
    return rc;
}

/* Whether the folder is a site that yeoun wrote. */
static bool is_site(const char *path)
{
    int dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool site = dir >= 0 && faccessat(dir, YN_PLACE_MARKER, F_OK, 0) == 0;
    if (dir >= 0)
        close(dir);
    return site;
}

/* A file, or a folder with all below it (`down`) or its entries alone. Links
 * are followed. What is not there counts as that. */
static int look_at(struct look *look, const char *path, int depth, bool down,
                   struct yn_err *err)
{
    struct stat st;
    if (depth > DEPTH_MOST)
        look->too_many = true;
    if (look->too_many)
        return YN_OK;
    if (stat(path, &st))
        memset(&st, 0, sizeof(st));
    /* Other sites of the season, and this one, are no part of it. */
    if (depth > 0 && S_ISDIR(st.st_mode) && is_site(path))
        return YN_OK;
    add_file(look, path, &st);
    if (S_ISDIR(st.st_mode) && (down || depth == 0))
        return look_within(look, path, depth, down, err);
    return YN_OK;
}

static struct yn_hash hash_of(const struct look *look)
{
    return yn_hash_bytes(look->sum, sizeof(look->sum));
}

/* The season folder and what is known of its episodes. */
static int look_inside(const struct yn_fresh *fresh, struct look *look,
                       struct yn_err *err)
{
    static const char *const evidence[] = {".yeoun/evidence.db",
                                           ".yeoun/evidence.db-wal"};
    int rc = look_at(look, fresh->season, 0, true, err);
    for (size_t i = 0; !rc && i < YN_LEN(evidence); i++) {
        char *path = yn_path_join(fresh->season, evidence[i]);
        rc = path ? YN_OK : yn_err_nomem(err);
        /* An empty log says as much as none: closing takes it away. */
        struct stat st;
        if (!rc && stat(path, &st) == 0 && st.st_size > 0)
            rc = look_at(look, path, 1, false, err);
        free(path);
    }
    return rc;
}

/* The site: each file that is there. */
static int look_at_site(const struct yn_fresh *fresh, struct look *look,
                        struct yn_err *err)
{
    return look_at(look, fresh->out, 0, true, err);
}

static void put_hash(struct yn_buf *out, const struct yn_hash *hash)
{
    for (size_t i = 0; i < YN_HASH_BYTES; i++)
        yn_buf_printf(out, "%02x", hash->byte[i]);
    yn_buf_putc(out, '\n');
}

/* The folder below which a pattern may lead to files: what is before its first
 * sign, without the last part. A file's own folder, for its subtitles and tags
 * lie beside it. */
static int folder_of(const char *season, const char *pattern, char **out,
                     bool *wild, struct yn_err *err)
{
    const size_t plain = strcspn(pattern, "*?[{");
    char *text = strndup(pattern, plain);
    if (!text)
        return yn_err_nomem(err);
    *wild = pattern[plain] != '\0';
    char *slash = strrchr(text, '/');
    if (slash)
        slash[slash == text] = '\0';
    else
        text[0] = '\0';
    *out = yn_path_join(season, text[0] ? text : ".");
    free(text);
    return *out ? YN_OK : yn_err_nomem(err);
}

/* One pattern: what lies in the season folder is looked at anyway. */
static int add_outside(const struct yn_fresh *fresh, const char *pattern,
                       struct yn_buf *out, struct yn_err *err)
{
    char *folder = NULL;
    bool wild = false;
    int rc = folder_of(fresh->season, pattern, &folder, &wild, err);
    if (rc)
        return rc;
    char *real = yn_path_real(folder);
    free(folder);
    if (!real)
        return yn_err_nomem(err);
    if (!yn_path_is_inside(real, fresh->season) && !strchr(real, '\n')) {
        struct yn_buf line = {0};
        yn_buf_printf(&line, "\n%s %s\n", wild ? "below" : "in", real);
        if (!line.failed && !strstr(yn_buf_text(out), line.data))
            yn_buf_puts(out, line.data + 1);
        rc = line.failed ? yn_err_nomem(err) : YN_OK;
        yn_buf_release(&line);
    }
    free(real);
    return rc;
}

static int add_list(const struct yn_fresh *fresh,
                    const struct yn_text_list *list, struct yn_buf *out,
                    struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < list->n; i++)
        rc = add_outside(fresh, list->item[i], out, err);
    return rc;
}

static int add_track(const struct yn_fresh *fresh, const struct yn_track *track,
                     struct yn_buf *out, struct yn_err *err)
{
    int rc = add_list(fresh, &track->audio, out, err);
    for (size_t i = 0; !rc && i < track->lyrics.n; i++)
        rc = add_outside(fresh, track->lyrics.item[i].value, out, err);
    return rc;
}

/* The folders outside that the season's paths and patterns lead to. */
static int list_outside(const struct yn_fresh *fresh,
                        const struct yn_season *season, struct yn_buf *out,
                        struct yn_err *err)
{
    const struct yn_text_list *const lists[] = {
        &season->charts, &season->listens, &season->views};
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < YN_LEN(lists); i++)
        rc = add_list(fresh, lists[i], out, err);
    for (size_t d = 0; !rc && d < season->n_dramas; d++) {
        rc = add_list(fresh, &season->dramas[d].media, out, err);
        if (!rc)
            rc = add_list(fresh, &season->dramas[d].subtitles, out, err);
    }
    for (size_t t = 0; !rc && t < season->n_tracks; t++)
        rc = add_track(fresh, season->tracks[t], out, err);
    return !rc && out->failed ? yn_err_nomem(err) : rc;
}

/* Looks at each folder of the lines "below PATH" and "in PATH"; `*rest` is
 * behind them. */
static int look_outside(const char *lines, struct look *look, const char **rest,
                        struct yn_err *err)
{
    int rc = YN_OK;
    for (;;) {
        const bool below = strncmp(lines, "below ", 6) == 0;
        const size_t len = strcspn(lines, "\n");
        if (rc || (!below && strncmp(lines, "in ", 3) != 0) || !lines[len])
            break;
        const size_t skip = below ? 6 : 3;
        char *path = strndup(lines + skip, len - skip);
        rc = path ? look_at(look, path, 0, below, err) : yn_err_nomem(err);
        free(path);
        lines += len + 1;
    }
    *rest = lines;
    return rc;
}

/* Looks at all that a note names and compares. */
static int compare(struct yn_fresh *fresh, const char *note, struct yn_err *err)
{
    struct look outside = {0}, site = {0};
    struct yn_buf now = {0};
    const size_t hashes = (size_t)4 * (2 * YN_HASH_BYTES + 1);
    const char *rest = "";
    if (strncmp(note, NOTE_HEAD, strlen(NOTE_HEAD)) != 0 ||
        strlen(note) < strlen(NOTE_HEAD) + hashes)
        return YN_OK;
    note += strlen(NOTE_HEAD);
    int rc = look_outside(note + hashes, &outside, &rest, err);
    if (!rc)
        rc = look_at_site(fresh, &site, err);
    if (!rc) {
        const struct yn_hash far = hash_of(&outside), near = hash_of(&site);
        put_hash(&now, &fresh->call);
        put_hash(&now, &fresh->inside);
        put_hash(&now, &far);
        put_hash(&now, &near);
        rc = now.failed ? yn_err_nomem(err) : YN_OK;
    }
    if (!rc && !outside.too_many && !site.too_many &&
        strncmp(note, now.data, hashes) == 0) {
        fresh->text = strdup(rest);
        rc = fresh->text ? YN_OK : yn_err_nomem(err);
        fresh->fresh = !rc;
    }
    yn_buf_release(&now);
    return rc;
}

/* One note for each place, whatever was written there last. */
static int name_note(struct yn_fresh *fresh, struct yn_err *err)
{
    struct yn_buf name = {0};
    yn_buf_printf(
        &name, ".yeoun/published-%016llx",
        (unsigned long long)yn_hash64(fresh->out, strlen(fresh->out)));
    fresh->note = name.failed ? NULL : yn_path_join(fresh->season, name.data);
    yn_buf_release(&name);
    return fresh->note ? YN_OK : yn_err_nomem(err);
}

static int look_all(struct yn_fresh *fresh,
                    const struct yn_fresh_params *params, struct yn_err *err)
{
    struct look inside = {0};
    struct yn_bytes note = {0};
    fresh->season = yn_path_real(params->season_dir);
    fresh->out = yn_path_real(params->out);
    if (!fresh->season || !fresh->out)
        return yn_err_nomem(err);
    fresh->call = yn_hash_bytes(params->call, strlen(params->call));
    int rc = name_note(fresh, err);
    if (!rc)
        rc = look_inside(fresh, &inside, err);
    fresh->inside = hash_of(&inside);
    if (rc || inside.too_many || !yn_file_exists(fresh->note))
        return rc;
    /* A note that cannot be read is none. */
    rc = yn_file_read(fresh->note, NOTE_BYTES_MAX, &note, NULL);
    if (rc == YN_E_NOMEM)
        return yn_err_nomem(err);
    if (rc)
        return YN_OK;
    rc = compare(fresh, note.data, err);
    free(note.data);
    return rc;
}

int yn_fresh_look(const struct yn_fresh_params *params, struct yn_fresh **out,
                  struct yn_err *err)
{
    struct yn_fresh *fresh = calloc(1, sizeof(*fresh));
    if (!fresh)
        return yn_err_nomem(err);
    int rc = look_all(fresh, params, err);
    if (rc)
        yn_fresh_destroy(&fresh);
    else
        *out = fresh;
    return rc;
}

void yn_fresh_destroy(struct yn_fresh **fresh)
{
    struct yn_fresh *it = *fresh;
    if (!it)
        return;
    free(it->season);
    free(it->out);
    free(it->note);
    free(it->text);
    free(it);
    *fresh = NULL;
}

bool yn_fresh_is(const struct yn_fresh *fresh)
{
    return fresh->fresh;
}

const char *yn_fresh_text(const struct yn_fresh *fresh)
{
    return fresh->text ? fresh->text : "";
}

static int write_note(const struct yn_fresh *fresh, const struct yn_buf *note,
                      struct yn_err *err)
{
    char *folder = yn_path_join(fresh->season, ".yeoun");
    int rc = folder ? yn_dir_make(folder, err) : yn_err_nomem(err);
    if (!rc)
        rc = yn_file_replace(fresh->note, note->data, note->len, err);
    free(folder);
    return rc;
}

int yn_fresh_keep(const struct yn_fresh *fresh, const struct yn_season *season,
                  const char *text, struct yn_err *err)
{
    struct look inside = {0}, outside = {0}, site = {0};
    struct yn_buf lines = {0}, note = {0};
    const char *rest;
    int rc = look_inside(fresh, &inside, err);
    const struct yn_hash now = hash_of(&inside);
    if (!rc && (inside.too_many || yn_hash_compare(&now, &fresh->inside) != 0))
        return YN_OK;
    if (!rc)
        rc = list_outside(fresh, season, &lines, err);
    if (!rc)
        rc = look_outside(yn_buf_text(&lines), &outside, &rest, err);
    if (!rc)
        rc = look_at_site(fresh, &site, err);
    if (!rc && !outside.too_many && !site.too_many) {
        const struct yn_hash far = hash_of(&outside), near = hash_of(&site);
        yn_buf_puts(&note, NOTE_HEAD);
        put_hash(&note, &fresh->call);
        put_hash(&note, &now);
        put_hash(&note, &far);
        put_hash(&note, &near);
        yn_buf_puts(&note, yn_buf_text(&lines));
        yn_buf_puts(&note, text);
        rc = note.failed ? yn_err_nomem(err) : write_note(fresh, &note, err);
    }
    yn_buf_release(&lines);
    yn_buf_release(&note);
    return rc;
}
