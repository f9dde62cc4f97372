/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "season/list/reader.h"

#include <strings.h>

#include "base/base.h"
#include "base/unicode.h"
#include "season/bilingual.h"

#define NONE SIZE_MAX
/* A song's artist and drama hold no more of these words together. */
#define FORS_MAX 8

static bool starts_word(const char *text, const char *word)
{
    size_t n = strlen(word);
    return strncasecmp(text, word, n) == 0 &&
           !yn_unicode_is_letter((unsigned char)text[n]);
}

static int slice(const struct yn_list_reader *r, size_t from, size_t to,
                 char **out, struct yn_err *err)
{
    *out = yn_list_slice(r->arena, r->line, from, to);
    return *out ? YN_OK : yn_err_nomem(err);
}

static int slice_drama(const struct yn_list_reader *r, size_t from, size_t to,
                       const char **out, struct yn_err *err)
{
    char *text;
    while (to > from && yn_list_kind(r, to - 1) == YN_LIST_DASH)
        to--;
    int rc = slice(r, from, to, &text, err);
    if (!rc)
        *out = yn_list_drama_name(text);
    return rc;
}

/* Token of the "for" or "from" between a name and its drama, or `to`. The
 * first "for" counts, before any "from": "Lyn for My Love from the Star". A
 * drama known from elsewhere settles it. */
static int find_for(const struct yn_list_reader *r, size_t from, size_t to,
                    size_t *out, struct yn_err *err)
{
    size_t first_for = to, first_from = to;
    size_t n = 0;
    for (size_t i = from + 1; i + 1 < to && n < FORS_MAX; i++) {
        if (yn_list_kind(r, i) != YN_LIST_FOR)
            continue;
        bool known;
        n++;
        int rc = yn_list_knows_drama(r, i + 1, to, &known, err);
        if (rc)
            return rc;
        *out = i;
        if (known)
            return YN_OK;
        if (r->line->token[i].from_word && first_from == to)
            first_from = i;
        else if (!r->line->token[i].from_word && first_for == to)
            first_for = i;
    }
    *out = first_for != to ? first_for : first_from;
    return YN_OK;
}

/* A bracket at the end of [from, *to): taken off as the drama when it says
 * so, and remembered as perhaps the drama else. */
static int take_paren(const struct yn_list_reader *r, struct yn_list_anchor *a,
                      size_t from, size_t *to, struct yn_err *err)
{
    if (*to < from + 2 || yn_list_kind(r, *to - 1) != YN_LIST_PAREN)
        return YN_OK;
    const struct yn_list_token *token = &r->line->token[*to - 1];
    char *text = yn_arena_dup_n(r->arena, r->line->text + token->in_from,
                                token->in_to - token->in_from);
    if (!text)
        return yn_err_nomem(err);
    bool known, says = yn_list_says_ost(text, strlen(text)) ||
                       starts_word(text, "from") || starts_word(text, "for");
    if (!says && yn_bilingual_is_remark(text))
        return YN_OK;
    const char *drama = yn_list_drama_name(text);
    int rc = yn_list_knows(&r->context->known->dramas, drama, &known, err);
    if (rc || *drama == '\0')
        return rc;
    if (says || known) {
        a->own = drama;
        --*to;
        return YN_OK;
    }
    rc = yn_list_knows(&r->context->known->artists, drama, &known, err);
    if (!rc && !known) {
        a->aside = drama;
        a->aside_at = *to - 1;
    }
    return rc;
}

/* "… , Crash Landing on You OST": the drama behind the last separator. */
static int take_ost(const struct yn_list_reader *r, struct yn_list_anchor *a,
                    size_t from, size_t *to, struct yn_err *err)
{
    const struct yn_list_token *token = r->line->token;
    size_t sep = *to;
    if (*to < from + 2 || !yn_list_says_ost(r->line->text, token[*to - 1].to))
        return YN_OK;
    while (sep > from && yn_list_kind(r, sep - 1) != YN_LIST_SEP)
        sep--;
    if (sep < from + 2)
        return YN_OK;
    int rc = slice_drama(r, sep, *to, &a->own, err);
    *to = sep - 1;
    return rc;
}

/* Finds the drama in tokens [from, *to) and leaves it out of them. */
static int take_drama(struct yn_list_reader *r, struct yn_list_anchor *a,
                      size_t from, size_t *to, struct yn_err *err)
{
    size_t end = *to, at;
    if (a->field) {
        *to = a->field;
        return r->has_heading ? YN_OK
                              : slice_drama(r, a->field + 1, end, &a->own, err);
    }
    int rc = find_for(r, from, end, &at, err);
    if (!rc && at != end) {
        *to = at;
        return slice_drama(r, at + 1, end, &a->own, err);
    }
    if (!rc)
        rc = take_paren(r, a, from, to, err);
    if (!rc && *a->own == '\0' && *a->aside == '\0')
        rc = take_ost(r, a, from, to, err);
    return rc;
}

/* A drama in front, "DRAMA: Title – Artist": the last colon, or one behind a
 * drama that is known. Believed only where no other drama is at hand. */
static int take_prefix(struct yn_list_reader *r, struct yn_list_anchor *a,
                       bool needed, struct yn_err *err)
{
    if (a->prefix < a->from)
        return slice_drama(r, a->prefix, a->from, &a->own, err);
    if (a->quoted && !a->artist_first) {
        return a->title > a->from
                   ? slice_drama(r, a->from, a->title, &a->own, err)
                   : YN_OK;
    }
    size_t colon = NONE;
    for (size_t i = a->from; i + 1 < a->dash; i++) {
        bool known;
        if (!r->line->token[i].colon)
            continue;
        int rc = yn_list_knows_drama(r, a->from, i + 1, &known, err);
        if (rc)
            return rc;
        if (known || needed)
            colon = i;
        if (known)
            break;
    }
    if (colon == NONE)
        return YN_OK;
    int rc = slice_drama(r, a->from, colon + 1, &a->own, err);
    a->from = colon + 1;
    return rc;
}

static int take_song(struct yn_list_reader *r, struct yn_list_anchor *a,
                     struct yn_list_song *song, struct yn_err *err)
{
    char *left, *right;
    size_t to = a->to, title_to = a->dash;
    while (to > a->dash && yn_list_kind(r, to - 1) == YN_LIST_SEP)
        to--;
    int rc = take_drama(r, a, a->dash + 1, &to, err);
    /* “Flower” (Crash Landing on You OST) – Yoon Mirae */
    if (!rc && *a->own == '\0' && a->quoted && !a->artist_first) {
        struct yn_list_anchor before = *a;
        rc = take_paren(r, a, a->title, &title_to, err);
        a->aside = before.aside;
        a->aside_at = before.aside_at;
    }
    size_t left_from = a->quoted && !a->artist_first ? a->title : a->from;
    if (!rc)
        rc = slice(r, left_from, title_to, &left, err);
    if (!rc)
        rc = slice(r, a->dash + 1, to, &right, err);
    if (rc)
        return rc;
    song->title = a->artist_first ? right : left;
    song->artist = a->artist_first ? left : right;
    song->at = r->line->token[left_from].from;
    song->quoted = a->quoted;
    song->artist_first = a->artist_first;
    song->sure_artist = a->sure;
    /* Behind “Title” of Artist – “Title” only the drama may follow. */
    if (a->quoted && a->artist_first && to > a->dash + 2 &&
        yn_list_kind(r, to - 1) != YN_LIST_PAREN)
        song->title = "";
    return YN_OK;
}

/* `by`: parted by the word alone, which prose uses too. */
static bool is_song(const struct yn_list_song *song, bool by)
{
    if (!*song->title || !*song->artist || yn_list_is_prose(song->artist))
        return false;
    if (song->quoted || !yn_list_is_prose(song->title))
        return true;
    bool lower = song->artist[0] >= 'a' && song->artist[0] <= 'z';
    return !by && !lower;
}

/* A song without a drama has that of the next song with one, or else that of
 * the one before it; a prefix holds for all behind it. */
static void hand_on_dramas(struct yn_list_reader *r, struct yn_list_song *song)
{
    bool any = false;
    for (size_t i = 0; i < r->n; i++)
        any |= *r->anchor[i].own != '\0';
    for (size_t i = r->n; i-- > 0;) {
        struct yn_list_anchor *a = &r->anchor[i];
        if (!any && !r->has_heading)
            a->own = a->aside;
        song[i].drama = a->own;
        if (*a->own == '\0' && i + 1 < r->n)
            song[i].drama = song[i + 1].drama;
    }
    for (size_t i = 1; i < r->n; i++) {
        if (*song[i].drama == '\0')
            song[i].drama = song[i - 1].drama;
    }
}

/* A bracket that became the drama is not part of the name before it. */
static int drop_asides(struct yn_list_reader *r, struct yn_list_song *song,
                       struct yn_err *err)
{
    for (size_t i = 0; i < r->n; i++) {
        const struct yn_list_anchor *a = &r->anchor[i];
        if (*a->aside == '\0' || a->own != a->aside)
            continue;
        char *bare;
        int rc = slice(r, a->dash + 1, a->aside_at, &bare, err);
        if (rc)
            return rc;
        *(a->artist_first ? &song[i].title : &song[i].artist) = bare;
    }
    return YN_OK;
}

int yn_list_reader_take(struct yn_list_reader *r, struct yn_list_reading *out,
                        struct yn_err *err)
{
    struct yn_list_song *song = yn_arena_array(r->arena, r->n, sizeof(*song));
    if (!song)
        return yn_err_nomem(err);
    bool named = r->has_heading;
    for (size_t i = r->n; i-- > 0;) {
        int rc = take_song(r, &r->anchor[i], &song[i], err);
        if (rc)
            return rc;
        named |= *r->anchor[i].own != '\0';
        bool front = i == 0 || r->anchor[i].prefix < r->anchor[i].from;
        if (*r->anchor[i].own == '\0' && front) {
            rc = take_prefix(r, &r->anchor[i], !named, err);
            if (!rc)
                rc = take_song(r, &r->anchor[i], &song[i], err);
        }
        if (rc)
            return rc;
    }
    hand_on_dramas(r, song);
    int rc = drop_asides(r, song, err);
    if (rc)
        return rc;
    for (size_t i = 0; i < r->n; i++) {
        if (!is_song(&song[i], r->anchor[i].by && !r->line->item))
            return YN_OK;
    }
    out->song = song;
    out->n = r->n;
    out->doubt = r->doubt;
    return YN_OK;
}

int yn_list_line_read(struct yn_arena *arena, const struct yn_list_line *line,
                      const struct yn_list_context *context,
                      struct yn_list_reading *out, struct yn_err *err)
{
    struct yn_list_reader r = {
        .arena = arena,
        .line = line,
        .context = context,
        /* Where each line names its drama, one above names something else. */
        .has_heading = context->has_heading && !context->known->three_fields,
    };
    *out = (struct yn_list_reading){0};
    if (line->n_tokens < 3)
        return YN_OK;
    r.anchor = yn_arena_array(arena, line->n_tokens, sizeof(*r.anchor));
    if (!r.anchor)
        return yn_err_nomem(err);
    out->goes_on = line->token[line->n_tokens - 1].kind == YN_LIST_SEP;
    int rc = yn_list_reader_part(&r, err);
    if (!rc && r.n)
        rc = yn_list_reader_take(&r, out, err);
    return rc;
}
