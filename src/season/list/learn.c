/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "season/list/walk.h"

#include <strings.h>

#include "base/base.h"
#include "base/buf.h"

/* How many more names must come again in front than behind for a list without
 * quotes to be read as Artist – Title. */
#define ORDER_MARGIN 2

/* The length of what joins two artists at `text`, or 0. */
static size_t joiner_at(const char *text)
{
    static const char *const joiners[] = {" & ", ", ",  " and ",
                                          " / ", " x ", " feat. "};
    for (size_t i = 0; i < YN_LEN(joiners); i++) {
        size_t n = strlen(joiners[i]);
        if (strncasecmp(text, joiners[i], n) == 0)
            return n;
    }
    return 0;
}

/* Adds a credit and those it is made of. */
static int add_artists(struct yn_list_names *names, const char *credit,
                       struct yn_err *err)
{
    int rc = yn_list_names_add(names, credit, err);
    struct yn_buf part = {0};
    bool parts = false;
    for (size_t i = 0; !rc; i++) {
        size_t join = credit[i] ? joiner_at(credit + i) : 0;
        if (credit[i] && !join) {
            yn_buf_putc(&part, credit[i]);
            continue;
        }
        parts |= join > 0;
        if (part.failed)
            rc = yn_err_nomem(err);
        else if (parts)
            rc = yn_list_names_add(names, yn_buf_text(&part), err);
        yn_buf_clear(&part);
        if (!credit[i])
            break;
        i += join - 1;
    }
    yn_buf_release(&part);
    return rc;
}

int yn_list_walk_order(const struct yn_list_walk *walk, bool *artist_first,
                       struct yn_err *err)
{
    struct yn_list_names titles = {0}, artists = {0};
    int rc = YN_OK;
    bool quoted = false;
    for (size_t i = 0; !rc && i < walk->n_entries; i++) {
        const struct yn_list_entry *entry = &walk->entry[i];
        quoted |= entry->quoted;
        rc = yn_list_names_add(&titles, entry->title, err);
        if (!rc)
            rc = yn_list_names_add(&artists, entry->artist, err);
    }
    *artist_first = !rc && !quoted && artists.n >= titles.n + ORDER_MARGIN;
    yn_list_names_release(&titles);
    yn_list_names_release(&artists);
    return rc;
}

/* Whether the line is Title – Artist – Drama by its shape: two dashes, and
 * nothing else that parts songs or names a drama. */
static bool has_three_fields(const struct yn_list_line *line, size_t from,
                             size_t *dashes)
{
    bool other = false;
    *dashes = 0;
    for (size_t i = from; i < line->n_tokens; i++) {
        const struct yn_list_token *token = &line->token[i];
        *dashes += token->kind == YN_LIST_DASH;
        other |= token->kind == YN_LIST_FOR && *dashes;
        other |= token->kind == YN_LIST_SEP && *dashes == 1;
        other |= token->colon && *dashes == 0;
        other |= token->kind == YN_LIST_QUOTED && *dashes > 0;
    }
    return *dashes == 2 && !other;
}

void yn_list_walk_look(const struct yn_list_walk *walk,
                       struct yn_list_known *known)
{
    size_t three = 0, other = 0, ranks = 0, dashes;
    for (size_t i = 0; i < walk->n_lines; i++) {
        const struct yn_list_line *line = &walk->line[i];
        bool rank = yn_list_has_rank(line, 0);
        if (has_three_fields(line, rank ? 2 : 0, &dashes))
            three++;
        else if (dashes)
            other++;
        ranks += rank && dashes;
    }
    known->three_fields = three > 1 && three > other;
    known->ranks = ranks > 1 && ranks > (three + other) / 2;
}

int yn_list_walk_learn(const struct yn_list_walk *walk,
                       struct yn_list_known *known, struct yn_err *err)
{
    int rc = YN_OK;
    size_t title_first = 0, artist_first = 0;
    for (size_t i = 0; !rc && i < walk->n_entries; i++) {
        const struct yn_list_entry *entry = &walk->entry[i];
        if (entry->sure_artist)
            rc = add_artists(&known->artists, entry->artist, err);
        if (!rc && entry->sure_drama)
            rc = yn_list_names_add(&known->dramas, entry->drama, err);
        if (entry->quoted && entry->artist_first)
            artist_first++;
        else if (entry->quoted)
            title_first++;
    }
    if (artist_first || title_first) {
        known->artist_first = artist_first;
        known->title_first = title_first;
    }
    return rc;
}
