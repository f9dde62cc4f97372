/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/anchors.h"

#include "base/arena.h"
#include "base/base.h"
#include "publish/text.h"

/* Ids of the page's own parts, which no drama may take. */
static const char *const page_ids[] = {"top",    "main",    "list",    "tally",
                                       "method", "judges",  "credits", "files",
                                       "badge",  "contents"};

struct yn_anchors {
    struct yn_arena arena;
    const char **drama, **track; /* by index */
    const char **set;            /* open addressing; NULL = free */
    size_t cap;                  /* a power of two, at most half full */
};

/* FNV-1a, 64 bit: http://www.isthe.com/chongo/tech/comp/fnv/ */
static size_t hash(const char *text)
{
    uint64_t h = 14695981039346656037ULL;
    for (const char *c = text; *c; c++)
        h = (h ^ (unsigned char)*c) * 1099511628211ULL;
    return (size_t)(h ^ h >> 32);
}

static const char **slot(const struct yn_anchors *anchors, const char *id)
{
    size_t at = hash(id) & (anchors->cap - 1);
    while (anchors->set[at] && strcmp(anchors->set[at], id) != 0)
        at = (at + 1) & (anchors->cap - 1);
    return &anchors->set[at];
}

bool yn_anchors_have(const struct yn_anchors *anchors, const char *id)
{
    return *slot(anchors, id) != NULL;
}

/* Takes `id`, or id-2, id-3, … where it is taken; `buf` holds it and is left
 * with what was taken. */
static int take(struct yn_anchors *anchors, struct yn_buf *buf,
                const char **out, struct yn_err *err)
{
    size_t len = buf->len;
    for (unsigned n = 2; *slot(anchors, yn_buf_text(buf)); n++) {
        buf->len = len;
        yn_buf_printf(buf, "-%u", n);
        if (buf->failed)
            return yn_err_nomem(err);
    }
    char *id =
        buf->failed ? NULL : yn_arena_dup(&anchors->arena, yn_buf_text(buf));
    if (!id)
        return yn_err_nomem(err);
    *slot(anchors, id) = id;
    *out = id;
    return YN_OK;
}

static int name_drama(struct yn_anchors *anchors,
                      const struct yn_season *season, size_t i,
                      struct yn_err *err)
{
    struct yn_buf id = {0};
    int rc = yn_text_slug(season->dramas[i].slug, &id, err);
    if (!rc && id.len == 0)
        yn_buf_puts(&id, "drama");
    if (!rc)
        rc = take(anchors, &id, &anchors->drama[i], err);
    yn_buf_release(&id);
    return rc;
}

/* Two songs of one name in one drama are told apart by who sings them; what is
 * still alike, by number. */
static int name_track(struct yn_anchors *anchors, const struct yn_track *track,
                      struct yn_err *err)
{
    struct yn_buf id = {0}, credit = {0};
    yn_buf_printf(&id, "%s-", anchors->drama[track->drama]);
    size_t start = id.len;
    int rc = yn_text_slug(yn_track_name(track), &id, err);
    if (!rc && id.len == start)
        yn_buf_puts(&id, "track");
    yn_text_credit(track, &credit);
    if (!rc && yn_anchors_have(anchors, yn_buf_text(&id)) && credit.len) {
        yn_buf_putc(&id, '-');
        rc = yn_text_slug(yn_buf_text(&credit), &id, err);
    }
    if (!rc)
        rc = take(anchors, &id, &anchors->track[track->index], err);
    yn_buf_release(&id);
    yn_buf_release(&credit);
    return rc;
}

static int fill(struct yn_anchors *anchors, const struct yn_season *season,
                struct yn_err *err)
{
    size_t need = season->n_dramas + season->n_tracks + YN_LEN(page_ids);
    for (anchors->cap = 64; anchors->cap < need * 2;)
        anchors->cap *= 2;
    anchors->drama = yn_arena_array(&anchors->arena, season->n_dramas,
                                    sizeof(*anchors->drama));
    anchors->track = yn_arena_array(&anchors->arena, season->n_tracks,
                                    sizeof(*anchors->track));
    anchors->set =
        yn_arena_array(&anchors->arena, anchors->cap, sizeof(*anchors->set));
    if (!anchors->drama || !anchors->track || !anchors->set)
        return yn_err_nomem(err);
    for (size_t i = 0; i < YN_LEN(page_ids); i++)
        *slot(anchors, page_ids[i]) = page_ids[i];
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < season->n_dramas; i++)
        rc = name_drama(anchors, season, i, err);
    for (size_t i = 0; !rc && i < season->n_tracks; i++)
        rc = name_track(anchors, season->tracks[i], err);
    return rc;
}

int yn_anchors_create(const struct yn_season *season, struct yn_anchors **out,
                      struct yn_err *err)
{
    struct yn_anchors *anchors = calloc(1, sizeof(*anchors));
    if (!anchors)
        return yn_err_nomem(err);
    int rc = fill(anchors, season, err);
    if (rc)
        yn_anchors_destroy(&anchors);
    else
        *out = anchors;
    return rc;
}

void yn_anchors_destroy(struct yn_anchors **anchors)
{
    if (!*anchors)
        return;
    yn_arena_release(&(*anchors)->arena);
    free(*anchors);
    *anchors = NULL;
}

const char *yn_anchor_drama(const struct yn_anchors *anchors,
                            const struct yn_season *season,
                            const struct yn_drama *drama)
{
    return anchors->drama[drama - season->dramas];
}

const char *yn_anchor_track(const struct yn_anchors *anchors,
                            const struct yn_track *track)
{
    return anchors->track[track->index];
}
