/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Albums: "이태원 클라쓰 OST Part.2" is the drama's, "이태원 클라쓰 웹툰 OST"
 * is its webtoon's, "슬기로운 의사생활 시즌2 OST Part 1" that of the year
 * after.
 */
#include "base/base.h"
#include "base/buf.h"
#include "base/keyed.h"
#include "base/unicode.h"
#include "linger/song_index.h"

/* A name shorter than this, in bytes, may stand in any other by chance: it must
 * begin the album's title, with "OST" right behind it. Two syllables of Hangul
 * are as long. */
#define NAME_BYTES_SURE 6

/* Whether folded text says "OST". Within a word it may be a ghost's. */
static bool says_soundtrack(const char *text)
{
    if (strstr(text, "soundtrack") || strstr(text, "사운드트랙") ||
        strstr(text, "o.s.t"))
        return true;
    for (const char *at = text; (at = strstr(at, "ost")) != NULL; at += 3) {
        bool front = at == text || !(at[-1] >= 'a' && at[-1] <= 'z');
        bool back = !(at[3] >= 'a' && at[3] <= 'z');
        if (front && back)
            return true;
    }
    return false;
}

int yn_album_read(struct yn_arena *arena, const char *album,
                  const char *title_source, struct yn_album_text *out,
                  struct yn_err *err)
{
    struct yn_buf folded = {0};
    int rc = yn_unicode_fold(album, &folded, err);
    if (!rc)
        rc = yn_key_make(arena, album, &out->key, err);
    if (!rc) {
        out->soundtrack = says_soundtrack(yn_buf_text(&folded));
        if (!out->soundtrack && title_source[0])
            *out = (struct yn_album_text){title_source, true};
    }
    yn_buf_release(&folded);
    return rc;
}

static bool begins(const char *text, const char *word)
{
    return strncmp(text, word, strlen(word)) == 0;
}

/* Whether what stands behind a drama's name makes it another season. */
static bool is_other_season(const char *behind)
{
    static const char *const words[] = {"시즌", "season", "시리즈", ""};
    for (size_t i = 0; i < YN_LEN(words); i++) {
        if (!begins(behind, words[i]))
            continue;
        const char *number = behind + strlen(words[i]);
        if (*number < '0' || *number > '9')
            continue;
        return strtoul(number, NULL, 10) != 1;
    }
    return false;
}

static bool is_other_work(const char *album, const char *name)
{
    static const char *const works[] = {"웹툰", "webtoon", "뮤지컬", "musical"};
    for (size_t i = 0; i < YN_LEN(works); i++) {
        if (strstr(album, works[i]) && !strstr(name, works[i]))
            return true;
    }
    return false;
}

static bool says_part(const char *behind)
{
    static const char *const words[] = {"ost",  "original", "soundtrack",
                                        "part", "pt",       "사운드트랙"};
    for (size_t i = 0; i < YN_LEN(words); i++) {
        if (begins(behind, words[i]))
            return true;
    }
    return false;
}

static enum yn_album judge_name(const struct yn_album_text *album,
                                const char *name)
{
    const char *at = strstr(album->key, name);
    if (!at)
        return YN_ALBUM_SILENT;
    const char *behind = at + strlen(name);
    if (strlen(name) < NAME_BYTES_SURE &&
        (at != album->key || !says_part(behind)))
        return YN_ALBUM_SILENT;
    bool alone = at == album->key && *behind == '\0';
    if (!album->soundtrack && !alone && !says_part(behind))
        return YN_ALBUM_SILENT;
    if (is_other_season(behind) || is_other_work(album->key, name))
        return YN_ALBUM_FOREIGN;
    return YN_ALBUM_DRAMA;
}

/* Judges by the longest name that the album holds: that of a second season
 * holds that of the first. */
static enum yn_album judge_any(const struct yn_song_index *index,
                               const struct yn_album_text *album, size_t *drama)
{
    size_t n;
    *drama = index->season->n_dramas;
    if (!album->key[0])
        return YN_ALBUM_SILENT;
    size_t at = yn_keyed_find(index->album, index->n_albums,
                              sizeof(*index->album), album->key, &n);
    if (n > 0) {
        *drama = index->album[at].drama;
        return YN_ALBUM_DRAMA;
    }
    for (size_t i = 0; i < index->n_dramas; i++) {
        enum yn_album one = judge_name(album, index->drama[i].key);
        if (one == YN_ALBUM_SILENT)
            continue;
        *drama = index->drama[i].drama;
        return one;
    }
    return album->soundtrack ? YN_ALBUM_OTHER : YN_ALBUM_SILENT;
}

enum yn_album yn_album_judge(const struct yn_song_index *index,
                             const struct yn_album_text *album, size_t drama)
{
    size_t found;
    enum yn_album verdict = judge_any(index, album, &found);
    if (found == index->season->n_dramas || found == drama)
        return verdict;
    return YN_ALBUM_OTHER;
}

size_t yn_album_drama(const struct yn_song_index *index,
                      const struct yn_album_text *album)
{
    size_t drama;
    if (judge_any(index, album, &drama) == YN_ALBUM_DRAMA)
        return drama;
    return index->season->n_dramas;
}

int yn_song_album_drama(const struct yn_song_index *index, const char *album,
                        size_t *drama, struct yn_err *err)
{
    struct yn_arena arena = {0};
    struct yn_album_text text;
    int rc = yn_album_read(&arena, album, "", &text, err);
    if (!rc)
        *drama = yn_album_drama(index, &text);
    yn_arena_release(&arena);
    return rc;
}
