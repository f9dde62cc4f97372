/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "linger/unsure.h"

#include "base/base.h"

static struct yn_unsure *find(struct yn_unsure_list *list,
                              const struct yn_song_row *row, size_t track)
{
    for (size_t i = 0; i < list->n; i++) {
        struct yn_unsure *one = &list->item[i];
        if (one->track == track && strcmp(one->title, row->title) == 0 &&
            strcmp(one->artist, row->artist) == 0 &&
            strcmp(one->album, row->album) == 0)
            return one;
    }
    return NULL;
}

int yn_unsure_add(struct yn_unsure_list *list, struct yn_arena *arena,
                  const struct yn_song_index *index, struct yn_pos pos,
                  const struct yn_song_row *row,
                  const struct yn_song_match *match, unsigned long long rows,
                  struct yn_err *err)
{
    struct yn_unsure *known = find(list, row, match->track);
    if (known) {
        known->rows += rows;
        return YN_OK;
    }
    const struct yn_song_row own = {yn_arena_dup(arena, row->title),
                                    yn_arena_dup(arena, row->artist),
                                    yn_arena_dup(arena, row->album)};
    pos.file = yn_arena_dup(arena, pos.file);
    if (!own.title || !own.artist || !own.album || !pos.file)
        return yn_err_nomem(err);
    struct yn_unsure one = {.pos = pos,
                            .title = own.title,
                            .artist = own.artist,
                            .album = own.album,
                            .track = match->track,
                            .rows = rows};
    int rc =
        yn_song_explain(index, arena, &own, match, &one.why, &one.settle, err);
    if (!rc)
        rc = yn_grow(&list->item, &list->cap, list->n + 1, sizeof(one), err);
    if (!rc)
        list->item[list->n++] = one;
    return rc;
}

static int compare(const void *a, const void *b)
{
    const struct yn_unsure *x = a, *y = b;
    if (x->rows != y->rows)
        return x->rows > y->rows ? -1 : 1;
    int order = strcmp(x->title, y->title);
    if (!order)
        order = strcmp(x->artist, y->artist);
    if (!order)
        order = strcmp(x->album, y->album);
    if (order)
        return order;
    return x->track < y->track ? -1 : x->track > y->track;
}

void yn_unsure_sort(struct yn_unsure_list *list)
{
    if (list->n)
        qsort(list->item, list->n, sizeof(*list->item), compare);
}

void yn_unsure_release(struct yn_unsure_list *list)
{
    free(list->item);
    *list = (struct yn_unsure_list){0};
}
