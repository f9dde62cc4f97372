/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "season/list/reader.h"

#include "base/base.h"
#include "base/buf.h"
#include "base/unicode.h"
#include "season/list/gap.h"

#define NONE SIZE_MAX

int yn_list_knows(const struct yn_list_names *names, const char *text,
                  bool *known, struct yn_err *err)
{
    struct yn_buf key = {0};
    int rc = yn_unicode_key(text, &key, err);
    *known = !rc && yn_list_names_have(names, yn_buf_text(&key));
    yn_buf_release(&key);
    return rc;
}

int yn_list_knows_drama(const struct yn_list_reader *r, size_t from, size_t to,
                        bool *known, struct yn_err *err)
{
    char *text = yn_list_slice(r->arena, r->line, from, to);
    if (!text)
        return yn_err_nomem(err);
    return yn_list_knows(&r->context->known->dramas, yn_list_drama_name(text),
                         known, err);
}

enum yn_list_token_kind yn_list_kind(const struct yn_list_reader *r, size_t i)
{
    return r->line->token[i].kind;
}

/* The quoted title that ends right before token i, brackets between them
 * allowed; NONE where there is none. */
static size_t quoted_before(const struct yn_list_reader *r, size_t i)
{
    while (i > r->start) {
        i--;
        if (yn_list_kind(r, i) == YN_LIST_QUOTED)
            return i;
        if (yn_list_kind(r, i) != YN_LIST_PAREN)
            return NONE;
    }
    return NONE;
}

/* Whether a dash or "by" follows the quoted title at token q. */
static bool title_goes_on(const struct yn_list_reader *r, size_t q)
{
    size_t i = q + 1;
    while (i < r->end && yn_list_kind(r, i) == YN_LIST_PAREN)
        i++;
    return i < r->end && (yn_list_kind(r, i) == YN_LIST_DASH ||
                          yn_list_kind(r, i) == YN_LIST_BY);
}

static bool has_kind(const struct yn_list_reader *r, size_t from, size_t to,
                     enum yn_list_token_kind kind)
{
    for (size_t i = from; i < to; i++) {
        if (yn_list_kind(r, i) == kind)
            return true;
    }
    return false;
}

/* Whether a second dash follows in what could be one song. */
static bool has_two_dashes(const struct yn_list_reader *r, size_t from)
{
    for (size_t i = from; i < r->end; i++) {
        if (yn_list_kind(r, i) == YN_LIST_SEP)
            return false;
        if (yn_list_kind(r, i) == YN_LIST_DASH)
            return true;
    }
    return false;
}

/* Leaves out a separator at either end and "1 –" in front of "Title – Artist".
 */
static void trim_tokens(struct yn_list_reader *r)
{
    const struct yn_list_token *token = r->line->token;
    r->end = r->line->n_tokens;
    while (r->end && token[r->end - 1].kind == YN_LIST_SEP)
        r->end--;
    while (r->start < r->end && token[r->start].kind == YN_LIST_SEP)
        r->start++;
    bool rank = r->end >= r->start + 4 && yn_list_has_rank(r->line, r->start);
    if (rank && (r->context->known->ranks || has_two_dashes(r, r->start + 2)))
        r->start += 2;
}

/* Adds the anchor at token i, or makes it the second dash of the one before.
 */
static void add_anchor(struct yn_list_reader *r, size_t i, size_t quoted,
                       bool artist_first)
{
    struct yn_list_anchor *last = r->n ? &r->anchor[r->n - 1] : NULL;
    bool is_quoted = quoted != NONE;
    bool by = yn_list_kind(r, i) == YN_LIST_BY;
    if (last && !is_quoted) {
        bool same = !has_kind(r, last->dash + 1, i, YN_LIST_SEP) ||
                    r->context->known->three_fields;
        if (same && by && last->by && !last->quoted) {
            last->dash = i; /* Little by Little by CHEEZE */
            return;
        }
        if (same && by)
            return;
        if (same) {
            if (!last->field)
                last->field = i;
            return;
        }
    }
    yn_assert(r->anchor);
    r->anchor[r->n++] = (struct yn_list_anchor){
        .dash = i,
        .by = by,
        .quoted = is_quoted,
        .artist_first = artist_first,
        .title = is_quoted ? quoted : r->start,
        .sure = true,
        .own = "",
        .aside = "",
    };
}

static bool any_spaced_dash(const struct yn_list_reader *r)
{
    for (size_t i = r->start; i < r->end; i++) {
        if (yn_list_kind(r, i) == YN_LIST_DASH && r->line->token[i].spaced)
            return true;
    }
    return false;
}

static void find_anchors(struct yn_list_reader *r)
{
    bool spaced = any_spaced_dash(r), dashes = false;
    for (size_t i = r->start + 1; i + 1 < r->end; i++) {
        bool dash = yn_list_kind(r, i) == YN_LIST_DASH;
        if (!dash && yn_list_kind(r, i) != YN_LIST_BY)
            continue;
        size_t before = quoted_before(r, i);
        if (before != NONE)
            add_anchor(r, i, before, false);
        else if (dash && yn_list_kind(r, i + 1) == YN_LIST_QUOTED) {
            /* Else it is DRAMA – “Title” – Artist, and the next dash counts. */
            if (!title_goes_on(r, i + 1))
                add_anchor(r, i, i + 1, true);
        } else if (dash && (!spaced || r->line->token[i].spaced)) {
            add_anchor(r, i, NONE, false);
        }
        dashes |= r->n > 0;
    }
    /* "by" parts words only on lines without a dash: "Little by Little – X". */
    for (size_t i = r->start + 1; !dashes && i + 1 < r->end; i++) {
        if (yn_list_kind(r, i) == YN_LIST_BY)
            add_anchor(r, i, NONE, false);
    }
    bool flip =
        r->context->known->artist_first > r->context->known->title_first;
    for (size_t i = 0; i < r->n; i++) {
        if (!r->anchor[i].quoted && !r->anchor[i].by)
            r->anchor[i].artist_first = flip;
    }
}

/* Decides what a second dash means. */
static int settle_field(struct yn_list_reader *r, struct yn_list_anchor *a,
                        size_t end, struct yn_err *err)
{
    if (!a->field)
        return YN_OK;
    bool drama_before = has_kind(r, a->dash + 1, a->field, YN_LIST_FOR);
    bool drama_after = has_kind(r, a->field + 1, end, YN_LIST_FOR);
    bool known;
    int rc = yn_list_knows_drama(r, a->field + 1, end, &known, err);
    if (rc || known)
        return rc;
    if (drama_before) {
        a->field = 0; /* Lost – Yoon Mi Rae for Stranger – Season 2 */
        r->doubt = true;
    } else if (drama_after || r->has_heading) {
        r->doubt = true;
        if (!a->quoted)
            a->dash = a->field; /* a dash inside the title */
        if (!a->quoted || drama_after)
            a->field = 0;
    } else if (!r->context->known->three_fields) {
        r->doubt = true;
    }
    return YN_OK;
}

/* Where the words in front of a quoted title begin to be of it: behind the
 * last separator, when they end in a colon or dash ("DRAMA: “Title”"). */
static bool is_prefix_end(const struct yn_list_reader *r, size_t i)
{
    return r->line->token[i].colon || yn_list_kind(r, i) == YN_LIST_DASH;
}

static int part_pair(struct yn_list_reader *r, struct yn_list_anchor *a,
                     struct yn_list_anchor *b, struct yn_err *err)
{
    size_t left = a->quoted && a->artist_first ? a->title : a->dash + 1;
    if (b->quoted && !b->artist_first) {
        a->to = b->from = b->prefix = b->title;
        if (b->title > left && is_prefix_end(r, b->title - 1)) {
            size_t sep = b->title - 1;
            while (sep > left && yn_list_kind(r, sep) != YN_LIST_SEP)
                sep--;
            if (sep > left)
                a->to = b->prefix = sep;
        }
        return YN_OK;
    }
    struct yn_list_gap_params params = {
        .line = r->line,
        .known = r->context->known,
        .from = left,
        .to = b->dash,
        .left_is_title = a->artist_first,
        .right_is_artist = b->artist_first,
    };
    size_t boundary;
    bool sure;
    int rc = yn_list_gap_part(&params, &boundary, &sure, err);
    if (rc)
        return rc;
    if (!boundary) {
        r->n = 0; /* two dashes with nothing that parts them */
        return YN_OK;
    }
    a->to = boundary;
    b->from = b->prefix = boundary + 1;
    a->sure &= sure;
    b->sure &= sure || !b->artist_first;
    r->doubt |= !sure;
    return YN_OK;
}

/* What stands in front of the first song: nothing, or a drama. */
static void part_front(struct yn_list_reader *r)
{
    struct yn_list_anchor *a = &r->anchor[0];
    a->from = a->prefix = r->start;
    if (!a->quoted || a->artist_first)
        return;
    a->from = a->title;
    /* Words before a quoted title that name no drama are of a sentence. */
    if (a->title > r->start && !is_prefix_end(r, a->title - 1))
        r->n = 0;
}

static int part_songs(struct yn_list_reader *r, struct yn_err *err)
{
    part_front(r);
    int rc = YN_OK;
    for (size_t i = 0; !rc && i + 1 < r->n; i++)
        rc = part_pair(r, &r->anchor[i], &r->anchor[i + 1], err);
    if (r->n)
        r->anchor[r->n - 1].to = r->end;
    for (size_t i = 0; !rc && i < r->n; i++)
        rc = settle_field(r, &r->anchor[i], r->anchor[i].to, err);
    return rc;
}

int yn_list_reader_part(struct yn_list_reader *r, struct yn_err *err)
{
    trim_tokens(r);
    find_anchors(r);
    return r->n ? part_songs(r, err) : YN_OK;
}
