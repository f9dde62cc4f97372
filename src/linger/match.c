/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "linger/match.h"

#include "base/base.h"
#include "base/keyed.h"
#include "base/near.h"
#include "base/reader.h"
#include "linger/song_index.h"

/* Nearly alike: a letter in four may differ, and there must be some letters.
 * Lengths are in bytes; a syllable of Hangul is three. */
#define NEAR_PART 4
#define NEAR_BYTES_MIN 6

/* How well the artist of a row fits a track. */
enum artist_fit {
    ARTIST_OTHER,
    ARTIST_NONE,   /* the track has none, as music of the score */
    ARTIST_UNSAID, /* the row names none */
    ARTIST_POSSIBLE,
    ARTIST_SURE,
};

struct ask {
    const struct yn_song_index *index;
    struct yn_arena arena;  /* of this question */
    struct yn_song_row key; /* of the row, as it stands */
    struct yn_title title;
    struct yn_album_text album;
    struct yn_found_artist artist[YN_FOUND_ARTISTS_MAX];
    size_t n_artists;
    bool unsaid; /* the row names no artist */
    /* What was found so far. */
    struct yn_song_match sure, unsure;
    size_t n_sure;      /* tracks that fit surely … */
    bool sure_by_album; /* … the best of them by the drama's own album */
};

/* Names that stand where nobody is named. */
static bool names_nobody(const char *key)
{
    static const char *const words[] = {"",        "variousartists",
                                        "various", "unknownartist",
                                        "unknown", "여러아티스트"};
    for (size_t i = 0; i < YN_LEN(words); i++) {
        if (strcmp(key, words[i]) == 0)
            return true;
    }
    return false;
}

static enum artist_fit artist_fits(const struct ask *ask, size_t t)
{
    const struct yn_season *season = ask->index->season;
    size_t n;
    const size_t *own = yn_names_of_track(season->names, season->tracks[t], &n);
    if (n == 0)
        return ARTIST_NONE;
    if (ask->unsaid)
        return ARTIST_UNSAID;
    enum artist_fit best = ARTIST_OTHER;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < ask->n_artists; j++) {
            if (ask->artist[j].artist != own[i])
                continue;
            if (ask->artist[j].sure)
                return ARTIST_SURE;
            best = ARTIST_POSSIBLE;
        }
    }
    return best;
}

static void keep_unsure(struct ask *ask, size_t track, enum yn_song_doubt doubt)
{
    if (ask->unsure.fit == YN_SONG_NONE)
        ask->unsure = (struct yn_song_match){YN_SONG_UNSURE, track, doubt};
}

/* The drama's own album decides between tracks that fit as well. */
static void keep_sure(struct ask *ask, size_t track, bool by_album)
{
    if (ask->n_sure > 0 && ask->sure.track == track)
        return;
    if (by_album && !ask->sure_by_album)
        ask->n_sure = 0;
    if (by_album < ask->sure_by_album)
        return;
    if (ask->n_sure++ == 0)
        ask->sure = (struct yn_song_match){YN_SONG_SURE, track, YN_DOUBT_NONE};
    ask->sure_by_album = by_album;
}

/* Whether one side is a special version that may yet be the only one there is:
 * never an instrumental, nor a version that a stranger's album holds. */
static bool version_may_be(const char *row, const char *track,
                           enum yn_album album)
{
    if (strcmp(row, "inst") == 0 || strcmp(track, "inst") == 0)
        return false;
    return row[0] == '\0' || (track[0] == '\0' && album == YN_ALBUM_DRAMA);
}

/* Weighs a track whose title is the row's. */
static void weigh(struct ask *ask, const struct yn_song_form *form)
{
    size_t t = form->track;
    if (yn_song_ruled_out(ask->index, t, &ask->key))
        return;
    size_t drama = ask->index->season->tracks[t]->drama;
    enum artist_fit artist = artist_fits(ask, t);
    enum yn_album album = yn_album_judge(ask->index, &ask->album, drama);
    if (artist == ARTIST_OTHER || album == YN_ALBUM_FOREIGN)
        return;
    if (strcmp(ask->title.version, form->version) != 0) {
        if (artist == ARTIST_SURE &&
            version_may_be(ask->title.version, form->version, album))
            keep_unsure(ask, t, YN_DOUBT_VERSION);
        return;
    }
    if (album == YN_ALBUM_DRAMA) {
        keep_sure(ask, t, true);
        return;
    }
    /* Without its album, any song of that title would do. */
    if (artist == ARTIST_NONE)
        return;
    if (artist == ARTIST_SURE && album == YN_ALBUM_SILENT)
        keep_sure(ask, t, false);
    else if (artist == ARTIST_UNSAID)
        keep_unsure(ask, t, YN_DOUBT_NO_ARTIST);
    else
        keep_unsure(ask, t,
                    artist == ARTIST_SURE ? YN_DOUBT_ALBUM : YN_DOUBT_ARTIST);
}

static void weigh_key(struct ask *ask, const char *key)
{
    size_t n;
    const struct yn_song_index *index = ask->index;
    size_t at = yn_keyed_find(index->form, index->n_forms, sizeof(*index->form),
                              key, &n);
    for (size_t i = 0; i < n; i++)
        weigh(ask, &index->form[at + i]);
}

static bool is_near(const char *a, const char *b)
{
    size_t m = strlen(a), n = strlen(b), longer = m > n ? m : n;
    size_t shorter = m > n ? n : m;
    if (shorter < NEAR_BYTES_MIN || longer - shorter > longer / NEAR_PART)
        return false;
    return yn_near_distance(a, b) <= longer / NEAR_PART;
}

/* A title spelled nearly like one of a track that the artist surely sings. */
static void weigh_near(struct ask *ask, const struct yn_song_form *form)
{
    size_t drama = ask->index->season->tracks[form->track]->drama;
    if (strcmp(ask->title.version, form->version) != 0 ||
        yn_song_ruled_out(ask->index, form->track, &ask->key) ||
        artist_fits(ask, form->track) != ARTIST_SURE ||
        yn_album_judge(ask->index, &ask->album, drama) == YN_ALBUM_FOREIGN)
        return;
    for (size_t i = 0; i < ask->title.n; i++) {
        if (is_near(ask->title.form[i], form->key))
            keep_unsure(ask, form->track, YN_DOUBT_TITLE);
    }
}

static void weigh_near_track(struct ask *ask, size_t track)
{
    const struct yn_song_index *index = ask->index;
    for (size_t i = index->first_of_track[track];
         i < index->first_of_track[track + 1]; i++)
        weigh_near(ask, &index->form[index->of_track[i]]);
}

static int credit_compare(const void *key, const void *item)
{
    size_t artist = *(const size_t *)key;
    const struct yn_song_credit *credit = item;
    return artist < credit->artist ? -1 : artist > credit->artist;
}

static void find_near(struct ask *ask)
{
    const struct yn_song_index *index = ask->index;
    for (size_t i = 0; i < ask->n_artists && index->n_credits; i++) {
        const struct yn_song_credit *credit =
            bsearch(&ask->artist[i].artist, index->credit, index->n_credits,
                    sizeof(*index->credit), credit_compare);
        if (!credit || !ask->artist[i].sure)
            continue;
        while (credit > index->credit &&
               credit[-1].artist == ask->artist[i].artist)
            credit--;
        for (; credit < index->credit + index->n_credits &&
               credit->artist == ask->artist[i].artist;
             credit++)
            weigh_near_track(ask, credit->track);
    }
}

static int read_row(struct ask *ask, const struct yn_song_row *row,
                    struct yn_err *err)
{
    int rc = yn_title_parse(&ask->arena, row->title, &ask->title, err);
    if (!rc)
        rc = yn_key_make(&ask->arena, row->title, &ask->key.title, err);
    if (!rc)
        rc = yn_key_make(&ask->arena, row->artist, &ask->key.artist, err);
    if (!rc)
        rc = yn_key_make(&ask->arena, row->album, &ask->key.album, err);
    if (!rc)
        rc = yn_album_read(&ask->arena, row->album, ask->title.source,
                           &ask->album, err);
    ask->unsaid = !rc && names_nobody(ask->key.artist);
    return rc;
}

int yn_song_match(const struct yn_song_index *index,
                  const struct yn_song_row *row, struct yn_song_match *out,
                  struct yn_err *err)
{
    struct ask ask = {.index = index};
    int rc = read_row(&ask, row, err);
    bool known =
        !rc && ask.title.n == 0 && yn_song_knows_title(index, ask.title.key);
    for (size_t i = 0; !rc && i < ask.title.n; i++)
        known |= yn_song_knows_title(index, ask.title.form[i]);
    if (!rc && !ask.unsaid)
        rc = yn_names_find(index->season, row->artist,
                           known ? 0 : YN_NAMES_FIND_ALIKE, ask.artist,
                           &ask.n_artists, err);
    for (size_t i = 0; !rc && known && i < ask.title.n; i++)
        weigh_key(&ask, ask.title.form[i]);
    if (!rc && known && ask.title.n == 0)
        weigh_key(&ask, ask.title.key);
    if (!rc && ask.n_sure == 0 && ask.unsure.fit == YN_SONG_NONE)
        find_near(&ask);
    yn_arena_release(&ask.arena);
    if (rc)
        return rc;
    *out = ask.n_sure ? ask.sure : ask.unsure;
    if (ask.n_sure > 1)
        *out = (struct yn_song_match){YN_SONG_UNSURE, ask.sure.track,
                                      YN_DOUBT_SEVERAL};
    return YN_OK;
}
