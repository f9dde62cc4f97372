/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/kept.h"

#include "base/base.h"
#include "base/dir.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/path.h"

#define NOTE_HEAD "yeoun pictures 1\n"
#define NOTE_BYTES_MAX ((size_t)1 << 20)
/* Flat drawings of this size take a tenth of it. */
#define PICTURE_BYTES_MAX ((size_t)4 << 20)
#define HEX (2 * (size_t)YN_HASH_BYTES)
/* The drawing by which who packs is told: shades enough for two palettes. */
#define PROBE_SIZE 48

struct yn_kept {
    const char *place;
    char *folder, *note; /* paths: .yeoun, and the note in it */
    char *old;           /* the lines of the note that was there */
    struct yn_hash packer;
    struct yn_buf lines; /* of the next note */
};

static int look_at_packer(struct yn_painter *painter, struct yn_hash *out,
                          struct yn_err *err)
{
    struct yn_picture *picture = NULL;
    struct yn_buf png = {0};
    int rc = yn_picture_create(painter, PROBE_SIZE, PROBE_SIZE, 0xffffff,
                               &picture, err);
    for (int i = 0; !rc && i < PROBE_SIZE; i++)
        yn_picture_disk(picture, i, i, (PROBE_SIZE - i) / 2.0,
                        (uint32_t)i * 0x050301);
    if (!rc)
        rc = yn_picture_png(picture, &png, err);
    if (!rc)
        *out = yn_hash_bytes(png.data, png.len);
    yn_picture_destroy(&picture);
    yn_buf_release(&png);
    return rc;
}

static int read_note(struct yn_kept *kept, struct yn_err *err)
{
    struct yn_bytes note = {0};
    if (!yn_file_exists(kept->note))
        return YN_OK;
    int rc = yn_file_read(kept->note, NOTE_BYTES_MAX, &note, NULL);
    if (rc == YN_E_NOMEM)
        return yn_err_nomem(err);
    if (!rc && strncmp(note.data, NOTE_HEAD, strlen(NOTE_HEAD)) == 0)
        kept->old = note.data;
    else
        free(note.data);
    return YN_OK;
}

static int fill(struct yn_kept *kept, const char *season_dir,
                struct yn_painter *painter, struct yn_err *err)
{
    struct yn_buf name = {0};
    yn_buf_printf(
        &name, "pictures-%016llx",
        (unsigned long long)yn_hash64(kept->place, strlen(kept->place)));
    kept->folder = yn_path_join(season_dir, ".yeoun");
    if (kept->folder && !name.failed)
        kept->note = yn_path_join(kept->folder, name.data);
    yn_buf_release(&name);
    if (!kept->note)
        return yn_err_nomem(err);
    int rc = look_at_packer(painter, &kept->packer, err);
    return rc ? rc : read_note(kept, err);
}

int yn_kept_create(const char *season_dir, const char *place,
                   struct yn_painter *painter, struct yn_kept **out,
                   struct yn_err *err)
{
    struct yn_kept *kept = calloc(1, sizeof(*kept));
    if (!kept)
        return yn_err_nomem(err);
    kept->place = place;
    yn_buf_puts(&kept->lines, NOTE_HEAD);
    int rc = fill(kept, season_dir, painter, err);
    if (rc)
        yn_kept_destroy(&kept);
    else
        *out = kept;
    return rc;
}

void yn_kept_destroy(struct yn_kept **kept)
{
    struct yn_kept *it = *kept;
    if (!it)
        return;
    free(it->folder);
    free(it->note);
    free(it->old);
    yn_buf_release(&it->lines);
    free(it);
    *kept = NULL;
}

static void put_hash(struct yn_buf *out, const struct yn_hash *hash)
{
    for (size_t i = 0; i < YN_HASH_BYTES; i++)
        yn_buf_printf(out, "%02x", hash->byte[i]);
    yn_buf_putc(out, ' ');
}

/* The line "PIXELS FILE NAME" of the note that was there; NULL: none. */
static const char *find(const struct yn_kept *kept, const char *name)
{
    const size_t len = strlen(name), front = 2 * (HEX + 1);
    const char *at = kept->old ? kept->old + strlen(NOTE_HEAD) : "";
    while (*at) {
        const size_t line = strcspn(at, "\n");
        if (line == front + len && memcmp(at + front, name, len) == 0)
            return at;
        at += line + (at[line] == '\n');
    }
    return NULL;
}

/* The bytes of the old file, where they are what was packed from these pixels;
 * else nothing. `line` is that of the new note, as far as it is known. */
static int take(const struct yn_kept *kept, const char *name,
                const struct yn_buf *line, struct yn_buf *out,
                struct yn_err *err)
{
    const char *was = find(kept, name);
    struct yn_bytes file = {0};
    struct yn_buf now = {0};
    if (!was || memcmp(was, line->data, HEX + 1) != 0)
        return YN_OK;
    char *path = yn_path_join(kept->place, name);
    int rc =
        path ? yn_file_read(path, PICTURE_BYTES_MAX, &file, NULL) : YN_E_NOMEM;
    if (!rc) {
        const struct yn_hash hash = yn_hash_bytes(file.data, file.len);
        put_hash(&now, &hash);
        if (now.failed)
            rc = YN_E_NOMEM;
        else if (memcmp(was + HEX + 1, now.data, HEX + 1) == 0)
            yn_buf_add(out, file.data, file.len);
    }
    free(file.data);
    free(path);
    yn_buf_release(&now);
    return rc == YN_E_NOMEM || out->failed ? yn_err_nomem(err) : YN_OK;
}

int yn_kept_png(struct yn_kept *kept, const char *name,
                struct yn_picture *picture, struct yn_buf *out,
                struct yn_err *err)
{
    struct {
        struct yn_hash pixels, packer;
    } key;
    struct yn_buf line = {0};
    const size_t before = out->len;
    if (!kept)
        return yn_picture_png(picture, out, err);
    key.packer = kept->packer;
    int rc = yn_picture_hash(picture, &key.pixels, err);
    if (!rc) {
        const struct yn_hash hash = yn_hash_bytes(&key, sizeof(key));
        put_hash(&line, &hash);
        rc =
            line.failed ? yn_err_nomem(err) : take(kept, name, &line, out, err);
    }
    if (!rc && out->len == before)
        rc = yn_picture_png(picture, out, err);
    if (!rc) {
        const struct yn_hash hash =
            yn_hash_bytes(out->data + before, out->len - before);
        put_hash(&line, &hash);
        yn_buf_printf(&kept->lines, "%s%s\n", yn_buf_text(&line), name);
        if (line.failed || kept->lines.failed)
            rc = yn_err_nomem(err);
    }
    yn_buf_release(&line);
    return rc;
}

int yn_kept_save(const struct yn_kept *kept, struct yn_err *err)
{
    if (kept->old && strcmp(kept->old, kept->lines.data) == 0)
        return YN_OK;
    int rc = yn_dir_make(kept->folder, err);
    return rc ? rc
              : yn_file_replace(kept->note, kept->lines.data, kept->lines.len,
                                err);
}
