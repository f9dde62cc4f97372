/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "evidence/code.h"

#include <math.h>

#include "base/base.h"

/* The least that one of each takes: a count that needs more bytes than are
 * left is a lie, and nothing is allocated for it. */
#define CUE_BYTES ((size_t)(10 * 8 + 4))
#define SEGMENT_BYTES ((size_t)(3 * 8))
#define LEVEL_BYTES ((size_t)4)
#define REST_BYTES ((size_t)(3 * 4))

/* ---- writing ---- */

static void put_bits(struct yn_buf *out, uint64_t bits, size_t n_bytes)
{
    char bytes[8];
    for (size_t i = 0; i < n_bytes; i++)
        bytes[i] = (char)(unsigned char)(bits >> (8 * i));
    yn_buf_add(out, bytes, n_bytes);
}

static void put_double(struct yn_buf *out, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof(bits));
    put_bits(out, bits, 8);
}

static void put_float(struct yn_buf *out, float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof(bits));
    put_bits(out, bits, 4);
}

static void put_cue(struct yn_buf *out, const struct yn_cue *cue,
                    const struct yn_code_frame *frame)
{
    yn_assert(cue->master < frame->n);
    put_bits(out, frame->map[cue->master], 8);
    put_double(out, cue->start_s);
    put_double(out, cue->end_s);
    put_double(out, cue->offset_s);
    put_double(out, cue->speed);
    put_double(out, cue->mbr_db);
    put_double(out, cue->mbr_k_db);
    put_bits(out, (uint64_t)cue->use, 4);
    put_double(out, cue->confidence);
    put_bits(out, cue->n_segments, 8);
    for (size_t i = 0; i < cue->n_segments; i++) {
        put_double(out, cue->segments[i].start_s);
        put_double(out, cue->segments[i].end_s);
        put_double(out, cue->segments[i].offset_s);
    }
    put_bits(out, cue->n_levels, 8);
    for (size_t i = 0; i < cue->n_levels; i++)
        put_float(out, cue->level_db[i]);
}

static int seal(const char *data, size_t len, const struct yn_hash *with,
                struct yn_hash *out, struct yn_err *err)
{
    struct yn_hasher *hasher = NULL;
    int rc = yn_hasher_create(&hasher, err);
    if (rc)
        return rc;
    yn_hasher_add(hasher, with->byte, sizeof(with->byte));
    yn_hasher_add(hasher, data, len);
    *out = yn_hasher_finish(hasher);
    yn_hasher_destroy(&hasher);
    return YN_OK;
}

int yn_code_write(const struct yn_placements *placements,
                  const struct yn_code_frame *frame, struct yn_buf *out,
                  struct yn_err *err)
{
    put_double(out, placements->duration_s);
    put_double(out, placements->lost_s);
    put_bits(out, placements->n_cues, 8);
    for (size_t i = 0; i < placements->n_cues; i++)
        put_cue(out, &placements->cues[i], frame);
    put_bits(out, placements->n_rest, 8);
    for (size_t i = 0; i < placements->n_rest; i++) {
        put_float(out, placements->rest[i].speech);
        put_float(out, placements->rest[i].level_db);
        put_float(out, placements->rest[i].music);
    }
    if (out->failed)
        return yn_err_nomem(err);
    if (out->len + YN_HASH_BYTES > YN_CODE_MAX)
        return yn_err_set(err, YN_E_LIMIT, 0,
                          "what was found takes more than the %zu MiB that "
                          "yeoun keeps of an episode",
                          YN_CODE_MAX >> 20);
    struct yn_hash hash;
    int rc = seal(out->data, out->len, &frame->seal, &hash, err);
    if (rc)
        return rc;
    yn_buf_add(out, (const char *)hash.byte, sizeof(hash.byte));
    return out->failed ? yn_err_nomem(err) : YN_OK;
}

/* ---- reading ---- */

/* Reading past the end gives zeros and is remembered. */
struct reader {
    const unsigned char *at;
    size_t left;
    bool bad;
};

static uint64_t get_bits(struct reader *in, size_t n_bytes)
{
    if (in->left < n_bytes) {
        in->bad = true;
        return 0;
    }
    uint64_t bits = 0;
    for (size_t i = 0; i < n_bytes; i++)
        bits |= (uint64_t)in->at[i] << (8 * i);
    in->at += n_bytes;
    in->left -= n_bytes;
    return bits;
}

static double get_double(struct reader *in)
{
    uint64_t bits = get_bits(in, 8);
    double value;
    memcpy(&value, &bits, sizeof(value));
    return value;
}

static float get_float(struct reader *in)
{
    uint32_t bits = (uint32_t)get_bits(in, 4);
    float value;
    memcpy(&value, &bits, sizeof(value));
    return value;
}

/* A count, and room for as many items of `size` bytes; NULL for none. */
static int get_room(struct reader *in, size_t item_bytes, size_t size,
                    void **items, size_t *count)
{
    uint64_t n = get_bits(in, 8);
    if (n > in->left / item_bytes) {
        in->bad = true;
        return YN_OK;
    }
    if (n == 0)
        return YN_OK;
    *items = calloc((size_t)n, size);
    if (!*items)
        return YN_E_NOMEM;
    *count = (size_t)n;
    return YN_OK;
}

static int get_cue(struct reader *in, const struct yn_code_frame *frame,
                   struct yn_cue *cue)
{
    uint64_t master = get_bits(in, 8);
    if (master < frame->n)
        cue->master = frame->map[master];
    else
        in->bad = true;
    cue->start_s = get_double(in);
    cue->end_s = get_double(in);
    cue->offset_s = get_double(in);
    cue->speed = get_double(in);
    cue->mbr_db = get_double(in);
    cue->mbr_k_db = get_double(in);
    uint64_t use = get_bits(in, 4);
    if (use <= YN_ALONE)
        cue->use = (enum yn_use)use;
    else
        in->bad = true;
    cue->confidence = get_double(in);
    void *items = NULL;
    int rc = get_room(in, SEGMENT_BYTES, sizeof(*cue->segments), &items,
                      &cue->n_segments);
    cue->segments = items;
    for (size_t i = 0; i < cue->n_segments; i++) {
        cue->segments[i].start_s = get_double(in);
        cue->segments[i].end_s = get_double(in);
        cue->segments[i].offset_s = get_double(in);
    }
    items = NULL;
    if (!rc)
        rc = get_room(in, LEVEL_BYTES, sizeof(*cue->level_db), &items,
                      &cue->n_levels);
    cue->level_db = items;
    for (size_t i = 0; i < cue->n_levels; i++)
        cue->level_db[i] = get_float(in);
    return rc;
}

static int get_all(struct reader *in, const struct yn_code_frame *frame,
                   struct yn_placements *out)
{
    out->duration_s = get_double(in);
    out->lost_s = get_double(in);
    void *items = NULL;
    int rc = get_room(in, CUE_BYTES, sizeof(*out->cues), &items, &out->n_cues);
    out->cues = items;
    for (size_t i = 0; !rc && !in->bad && i < out->n_cues; i++)
        rc = get_cue(in, frame, &out->cues[i]);
    items = NULL;
    if (!rc)
        rc = get_room(in, REST_BYTES, sizeof(*out->rest), &items, &out->n_rest);
    out->rest = items;
    for (size_t i = 0; i < out->n_rest; i++) {
        out->rest[i].speech = get_float(in);
        out->rest[i].level_db = get_float(in);
        out->rest[i].music = get_float(in);
    }
    return rc;
}

/* NANs stand last: an order without holes, whatever the bytes say. */
static int compare_doubles(double a, double b)
{
    if (isnan(a) || isnan(b))
        return (isnan(a) ? 1 : 0) - (isnan(b) ? 1 : 0);
    return (a > b) - (a < b);
}

static int compare_cues(const void *left, const void *right)
{
    const struct yn_cue *a = left, *b = right;
    int order = compare_doubles(a->start_s, b->start_s);
    if (!order)
        order = (a->master > b->master) - (a->master < b->master);
    if (!order)
        order = compare_doubles(a->end_s, b->end_s);
    return order;
}

/* Masters in another order than at the time of writing: cues that begin at once
 * may have to change places. */
static void sort_cues(struct yn_placements *placements)
{
    for (size_t i = 1; i < placements->n_cues; i++) {
        const struct yn_cue *cue = &placements->cues[i];
        if (cue[-1].start_s == cue->start_s && cue[-1].master > cue->master) {
            qsort(placements->cues, placements->n_cues, sizeof(*cue),
                  compare_cues);
            return;
        }
    }
}

int yn_code_read(const void *data, size_t len,
                 const struct yn_code_frame *frame, struct yn_placements *out,
                 struct yn_err *err)
{
    struct yn_hash expected;
    if (len < YN_HASH_BYTES || len > YN_CODE_MAX)
        return yn_err_set(err, YN_E_INPUT, 0, "a result is not whole");
    len -= YN_HASH_BYTES;
    int rc = seal(data, len, &frame->seal, &expected, err);
    if (rc)
        return rc;
    struct reader in = {.at = data, .left = len};
    struct yn_placements found = {0};
    if (memcmp(in.at + len, expected.byte, YN_HASH_BYTES) != 0)
        in.bad = true;
    else if (get_all(&in, frame, &found))
        rc = yn_err_nomem(err);
    if (!rc && (in.bad || in.left > 0))
        rc = yn_err_set(err, YN_E_INPUT, 0, "a result is not whole");
    if (rc) {
        yn_placements_release(&found);
        return rc;
    }
    sort_cues(&found);
    *out = found;
    return YN_OK;
}
