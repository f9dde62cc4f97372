/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The ear asks the careful match only where the sieves let a row pass, and
 * remembers answers: a few thousand songs are most of what the world plays.
 */
#include "base/base.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/unicode.h"
#include "linger/lb_line.h"
#include "linger/listens.h"
#include "linger/title.h"

/* Powers of two. What is forgotten is asked again, so they only cost time. */
#define ARTISTS_KEPT 8192
#define TITLES_KEPT 32768
#define SONGS_KEPT 16384

struct kept_artist {
    uint64_t hash;
    uint32_t artist[YN_HEARD_ARTISTS_MAX];
    size_t n;
};

struct kept_title {
    uint64_t hash;
    bool known;
};

struct kept_song {
    uint64_t hash;
    struct yn_song_match match;
};

struct yn_ear {
    const struct yn_song_index *index;
    const struct yn_season *season;
    struct kept_artist *artist;
    struct kept_title *title;
    struct kept_song *song;
    struct yn_buf text[3]; /* unescaped title, artist, album */
};

int yn_ear_create(const struct yn_song_index *index,
                  const struct yn_season *season, struct yn_ear **out,
                  struct yn_err *err)
{
    struct yn_ear *ear = calloc(1, sizeof(*ear));
    if (!ear)
        return yn_err_nomem(err);
    ear->index = index;
    ear->season = season;
    ear->artist = calloc(ARTISTS_KEPT, sizeof(*ear->artist));
    ear->title = calloc(TITLES_KEPT, sizeof(*ear->title));
    ear->song = calloc(SONGS_KEPT, sizeof(*ear->song));
    if (!ear->artist || !ear->title || !ear->song) {
        yn_ear_destroy(&ear);
        return yn_err_nomem(err);
    }
    *out = ear;
    return YN_OK;
}

void yn_ear_destroy(struct yn_ear **ear)
{
    struct yn_ear *own = *ear;
    if (!own)
        return;
    free(own->artist);
    free(own->title);
    free(own->song);
    for (size_t i = 0; i < YN_LEN(own->text); i++)
        yn_buf_release(&own->text[i]);
    free(own);
    *ear = NULL;
}

/* A text as UTF-8 that ends in NUL: unescaped, and what is no UTF-8 replaced.
 * In the ear's buffer; NULL = out of memory. */
static const char *plain(struct yn_ear *ear, size_t which, const char *text,
                         size_t len, bool escaped)
{
    struct yn_buf *buf = &ear->text[which];
    size_t bad;
    yn_buf_clear(buf);
    yn_buf_add(buf, text, len);
    yn_buf_add(buf, "", 0);
    if (buf->failed)
        return NULL;
    if (escaped && memchr(text, '\\', len)) {
        const struct yn_raw raw = {text, len};
        buf->len = yn_raw_unescape(raw, buf->data);
    }
    if (!yn_unicode_valid(buf->data, buf->len, &bad)) {
        for (size_t i = bad; i < buf->len; i++) {
            if ((unsigned char)buf->data[i] >= 0x80 || !buf->data[i])
                buf->data[i] = '?';
        }
    }
    return buf->data;
}

/* Escapes of letters hide from the sieve what they are. */
static bool may_be(const struct yn_sieve *sieve, const char *text, size_t len,
                   bool escaped)
{
    return (escaped && memchr(text, '\\', len)) ||
           yn_sieve_passes(sieve, text, len);
}

/* What is hashed must differ for a text with escapes and one without. */
static uint64_t hash_text(const char *text, size_t len, bool escaped)
{
    uint64_t hash = yn_hash64(text, len) + escaped;
    return hash ? hash : 1;
}

static int ask_artist(struct yn_ear *ear, const struct yn_ear_row *row,
                      uint64_t hash, const struct kept_artist **out,
                      struct yn_err *err)
{
    static const struct kept_artist nobody;
    struct kept_artist *kept = &ear->artist[hash & (ARTISTS_KEPT - 1)];
    *out = kept;
    if (kept->hash == hash)
        return YN_OK;
    const struct yn_sieve *sieve = yn_song_artists(ear->index);
    if (!may_be(sieve, row->artist, row->artist_len, row->escaped)) {
        *out = &nobody;
        return YN_OK;
    }
    struct yn_found_artist found[YN_FOUND_ARTISTS_MAX];
    size_t n = 0;
    const char *text =
        plain(ear, 1, row->artist, row->artist_len, row->escaped);
    if (!text)
        return yn_err_nomem(err);
    int rc = YN_OK;
    if (may_be(sieve, text, strlen(text), false))
        rc = yn_names_find(ear->season, text, YN_NAMES_FIND_ALIKE, found, &n,
                           err);
    if (rc)
        return rc;
    *kept = (struct kept_artist){.hash = hash};
    for (size_t i = 0; i < n && kept->n < YN_HEARD_ARTISTS_MAX; i++) {
        if (found[i].sure)
            kept->artist[kept->n++] = (uint32_t)found[i].artist;
    }
    return YN_OK;
}

static int title_is_known(struct yn_ear *ear, const char *text, bool *known,
                          struct yn_err *err)
{
    struct yn_arena arena = {0};
    struct yn_title title;
    int rc = yn_title_parse(&arena, text, &title, err);
    *known = !rc && title.n == 0 && yn_song_knows_title(ear->index, title.key);
    for (size_t i = 0; !rc && !*known && i < title.n; i++)
        *known = yn_song_knows_title(ear->index, title.form[i]);
    yn_arena_release(&arena);
    return rc;
}

static int ask_title(struct yn_ear *ear, const struct yn_ear_row *row,
                     uint64_t hash, bool *known, struct yn_err *err)
{
    struct kept_title *kept = &ear->title[hash & (TITLES_KEPT - 1)];
    const struct yn_sieve *sieve = yn_song_titles(ear->index);
    *known = kept->hash == hash && kept->known;
    if (kept->hash == hash ||
        !may_be(sieve, row->title, row->title_len, row->escaped))
        return YN_OK;
    const char *text = plain(ear, 0, row->title, row->title_len, row->escaped);
    if (!text)
        return yn_err_nomem(err);
    int rc = YN_OK;
    if (may_be(sieve, text, strlen(text), false))
        rc = title_is_known(ear, text, known, err);
    if (!rc)
        *kept = (struct kept_title){hash, *known};
    return rc;
}

int yn_ear_texts(struct yn_ear *ear, const struct yn_ear_row *row,
                 struct yn_song_row *out, struct yn_err *err)
{
    out->title = plain(ear, 0, row->title, row->title_len, row->escaped);
    out->artist = plain(ear, 1, row->artist, row->artist_len, row->escaped);
    out->album = plain(ear, 2, row->album, row->album_len, row->escaped);
    return out->title && out->artist && out->album ? YN_OK : yn_err_nomem(err);
}

static int ask_song(struct yn_ear *ear, const struct yn_ear_row *row,
                    uint64_t hash, struct yn_song_match *out,
                    struct yn_err *err)
{
    hash = hash * 31 + hash_text(row->album, row->album_len, row->escaped);
    hash = hash ? hash : 1;
    struct kept_song *kept = &ear->song[hash & (SONGS_KEPT - 1)];
    if (kept->hash == hash) {
        *out = kept->match;
        return YN_OK;
    }
    struct yn_song_row texts;
    int rc = yn_ear_texts(ear, row, &texts, err);
    if (!rc)
        rc = yn_song_match(ear->index, &texts, out, err);
    if (!rc)
        *kept = (struct kept_song){hash, *out};
    return rc;
}

int yn_ear_ask(struct yn_ear *ear, const struct yn_ear_row *row,
               struct yn_ear_word *out, struct yn_err *err)
{
    const struct kept_artist *artist = NULL;
    bool known = false;
    uint64_t by_artist = hash_text(row->artist, row->artist_len, row->escaped);
    uint64_t by_title = hash_text(row->title, row->title_len, row->escaped);
    *out = (struct yn_ear_word){.fit = YN_SONG_NONE};
    int rc = ask_artist(ear, row, by_artist, &artist, err);
    if (rc)
        return rc;
    memcpy(out->artist, artist->artist, sizeof(out->artist));
    out->n_artists = artist->n;
    rc = ask_title(ear, row, by_title, &known, err);
    if (!rc && (known || out->n_artists))
        rc = ask_song(ear, row, by_artist * 31 + by_title, &out->match, err);
    out->fit = out->match.fit;
    return rc;
}
