/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * collect.c gathers mentions, join.c makes them one where they are, and what
 * comes out becomes artists here.
 */
#include <yeoun/names.h>

#include "base/base.h"
#include "season/names/index.h"

static void add_spelling(struct yn_artist *artist, const char *text)
{
    if (!text[0])
        return;
    for (size_t i = 0; i < artist->spellings.n; i++) {
        if (strcmp(artist->spellings.item[i], text) == 0)
            return;
    }
    artist->spellings.item[artist->spellings.n++] = text;
}

/* The artist of a root, made when it is first met. `spellings` is how many it
 * can have at most; NULL = out of memory. */
static struct yn_artist *artist_of(struct yn_names *names, size_t root,
                                   size_t spellings)
{
    if (names->mention[root].artist != YN_NONE)
        return &names->artist[names->mention[root].artist];
    struct yn_artist *artist = &names->artist[names->n_artists];
    const char **item = yn_arena_array(&names->arena, spellings, sizeof(*item));
    if (!item)
        return NULL;
    *artist = (struct yn_artist){.name = "", .korean = "", {item, 0}};
    names->mention[root].artist = names->n_artists++;
    return artist;
}

static void take_mention(struct yn_artist *artist,
                         const struct yn_mention *mention)
{
    if (!artist->name[0])
        artist->name = mention->latin;
    if (!artist->korean[0])
        artist->korean = mention->hangul;
    add_spelling(artist, mention->latin);
    add_spelling(artist, mention->hangul);
}

/* One artist for each root, in the order in which they were first met; the
 * entries of people.md come first and so give the name to show. */
static int make_artists(struct yn_names *names, struct yn_err *err)
{
    size_t *spellings = calloc(names->n_mentions + 1, sizeof(*spellings));
    names->artist = yn_arena_array(&names->arena, names->n_mentions,
                                   sizeof(*names->artist));
    int rc = spellings && names->artist ? YN_OK : yn_err_nomem(err);
    for (size_t i = 0; !rc && i < names->n_mentions; i++)
        spellings[yn_names_root(names, i)] += 2;
    for (size_t i = 0; !rc && i < names->n_mentions; i++) {
        size_t root = yn_names_root(names, i);
        struct yn_artist *artist = artist_of(names, root, spellings[root]);
        if (artist)
            take_mention(artist, &names->mention[i]);
        else
            rc = yn_err_nomem(err);
    }
    for (size_t i = 0; !rc && i < names->n_artists; i++) {
        if (!names->artist[i].name[0])
            names->artist[i].name = names->artist[i].korean;
    }
    for (size_t i = 0; !rc && i < names->n_mentions; i++)
        names->mention[i].artist =
            names->mention[yn_names_root(names, i)].artist;
    free(spellings);
    return rc;
}

static void credits_to_artists(struct yn_names *names)
{
    for (size_t i = 0; i < names->n_credits; i++) {
        size_t root = yn_names_root(names, names->credit[i]);
        names->credit[i] = names->mention[root].artist;
    }
}

int yn_names_create(const struct yn_season *season, struct yn_names **out,
                    struct yn_err *err)
{
    struct yn_names *names = calloc(1, sizeof(*names));
    if (!names)
        return yn_err_nomem(err);
    int rc = yn_romaniser_create(&names->arena, &names->romaniser, err);
    if (!rc)
        rc = yn_names_collect(names, season, err);
    if (!rc)
        rc = yn_names_join(names, season, err);
    if (!rc)
        rc = make_artists(names, err);
    if (!rc)
        rc = yn_names_index_readings(names, err);
    if (rc) {
        yn_names_destroy(&names);
        return rc;
    }
    credits_to_artists(names);
    *out = names;
    return YN_OK;
}

void yn_names_destroy(struct yn_names **names)
{
    if (!*names)
        return;
    yn_arena_release(&(*names)->arena);
    free((*names)->mention);
    free((*names)->latin.item);
    free((*names)->hangul.item);
    free((*names)->reading.item);
    free((*names)->group);
    free((*names)->credit);
    free((*names)->merged);
    free((*names)->refused);
    free(*names);
    *names = NULL;
}
