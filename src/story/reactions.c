/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story/reactions.h"

#include "base/base.h"
#include "base/unicode.h"

/* How a word is found. Scripts that part words find them by where they begin;
 * the others anywhere. */
enum way { ANYWHERE, WORD, WORD_BEGIN };

struct word {
    const char *text; /* ANYWHERE: as written; else folded */
    enum way way;
};

static const struct word tear_words[] = {
    {"\U0001F62D", ANYWHERE}, /* loudly crying face */
    {"\U0001F622", ANYWHERE}, /* crying face */
    {"\U0001F972", ANYWHERE}, /* smiling face with tear */
    {"\U0001F979", ANYWHERE}, /* face holding back tears */
    {"\U0001F63F", ANYWHERE}, /* crying cat */
    {"\U0001F625", ANYWHERE}, /* sad but relieved face */
    {":crying:", ANYWHERE},
    {":sob:", ANYWHERE},
    {":cry:", ANYWHERE},
    {"泪", ANYWHERE},
    {"淚", ANYWHERE},
    {"哭", ANYWHERE},
    {"呜呜", ANYWHERE},
    {"嗚嗚", ANYWHERE},
    {"涙", ANYWHERE},
    {"泣", ANYWHERE},
    {"눈물", ANYWHERE},
    {"울었", ANYWHERE},
    {"울고", ANYWHERE},
    {"울어", ANYWHERE},
    {"울컥", ANYWHERE},
    {"오열", ANYWHERE},
    {"ร้องไห้", ANYWHERE},
    {"น้ำตา", ANYWHERE},
    {"دموع", ANYWHERE},
    {"بكي", ANYWHERE},
    {"cry", WORD},
    {"crying", WORD_BEGIN},
    {"cried", WORD},
    {"cries", WORD},
    {"sob", WORD},
    {"sobbing", WORD},
    {"sobs", WORD},
    {"tears", WORD},
    {"teary", WORD},
    {"weep", WORD_BEGIN},
    {"bawling", WORD},
    {"llor", WORD_BEGIN},
    {"chorei", WORD},
    {"choro", WORD},
    {"chorar", WORD},
    {"chorand", WORD_BEGIN},
    {"pleur", WORD_BEGIN},
    {"larme", WORD_BEGIN},
    {"weine", WORD_BEGIN},
    {"geweint", WORD},
    {"heule", WORD_BEGIN},
    {"piang", WORD_BEGIN},
    {"lacrim", WORD_BEGIN},
    {"nangis", WORD_BEGIN},
    {"menangis", WORD},
    {"huhu", WORD_BEGIN},
    {"iyak", WORD},
    {"umiyak", WORD},
    {"naiyak", WORD},
    {"khoc", WORD},
    {"agla", WORD_BEGIN},
    {"aglı", WORD_BEGIN},
    {"плак", WORD_BEGIN},
    {"плач", WORD_BEGIN},
    {"слез", WORD_BEGIN},
    {"рыда", WORD_BEGIN},
};

static const struct word song_words[] = {
    {"노래", ANYWHERE},      {"브금", ANYWHERE},      {"주제가", ANYWHERE},
    {"삽입곡", ANYWHERE},    {"음악", ANYWHERE},      {"가수", ANYWHERE},
    {"歌", ANYWHERE},        {"音乐", ANYWHERE},      {"音樂", ANYWHERE},
    {"配乐", ANYWHERE},      {"配樂", ANYWHERE},      {"曲", ANYWHERE},
    {"音楽", ANYWHERE},      {"เพลง", ANYWHERE},      {"اغنية", ANYWHERE},
    {"ost", WORD},           {"osts", WORD},          {"bgm", WORD_BEGIN},
    {"song", WORD},          {"songs", WORD},         {"music", WORD},
    {"soundtrack", WORD},    {"singer", WORD},        {"sing", WORD},
    {"sings", WORD},         {"singing", WORD},       {"lyric", WORD_BEGIN},
    {"musica", WORD},        {"cancion", WORD_BEGIN}, {"musique", WORD},
    {"chanson", WORD_BEGIN}, {"musik", WORD},         {"lied", WORD},
    {"lagu", WORD_BEGIN},    {"nhac", WORD},          {"sarki", WORD_BEGIN},
    {"sarkı", WORD_BEGIN},   {"песн", WORD_BEGIN},    {"музык", WORD_BEGIN},
};

/* Whether a letter stands before or at a place of a text. */
static bool letter_before(const char *text, size_t at)
{
    if (at == 0)
        return false;
    size_t begin = at - 1;
    while (begin > 0 && ((unsigned char)text[begin] & 0xC0) == 0x80)
        begin--;
    return yn_unicode_is_letter(yn_unicode_next(text, &begin));
}

static bool letter_at(const char *text, size_t at)
{
    return yn_unicode_is_letter(yn_unicode_next(text, &at));
}

static bool is_within(const char *text, const char *word, enum way way)
{
    size_t len = strlen(word);
    for (const char *at = text; (at = strstr(at, word)); at++) {
        size_t from = (size_t)(at - text);
        if (way == ANYWHERE)
            return true;
        if (letter_before(text, from))
            continue;
        if (way == WORD_BEGIN || !letter_at(text, from + len))
            return true;
    }
    return false;
}

static bool any_within(const char *text, const char *folded,
                       const struct word *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (is_within(words[i].way == ANYWHERE ? text : folded, words[i].text,
                      words[i].way))
            return true;
    }
    return false;
}

/* Two or more of the Korean vowels that look like weeping eyes. */
static bool has_weeping_vowels(const char *text)
{
    static const uint32_t yu = 0x3160, u = 0x315C;
    unsigned run = 0;
    for (size_t at = 0; text[at];) {
        uint32_t c = yn_unicode_next(text, &at);
        run = c == yu || c == u ? run + 1 : 0;
        if (run >= 2)
            return true;
    }
    return false;
}

/* Whether the signs from here are eyes with a mouth between them: T_T, ;-;,
 * QAQ. Letters as mouths want capital eyes: "tot" is a word. */
static bool is_face(const char *text, size_t at)
{
    static const char eyes[] = "Tt;Q", signs[] = "_-.^", letters[] = "oOwWaA";
    if (letter_before(text, at) || !strchr(eyes, text[at]) || !text[at + 1] ||
        text[at + 2] != text[at])
        return false;
    bool mouth = strchr(signs, text[at + 1]) ||
                 (strchr("TQ", text[at]) && strchr(letters, text[at + 1]));
    return mouth && !letter_at(text, at + 3);
}

static bool has_face(const char *text)
{
    static const char bengali_eyes[] = "ಥ";
    for (size_t at = 0; text[at]; at++) {
        if (is_face(text, at))
            return true;
        /* TT, TTTT: a word of nothing else. */
        size_t n = strspn(text + at, "T");
        if (n >= 2 && !letter_before(text, at) && !letter_at(text, at + n))
            return true;
    }
    return strstr(text, bengali_eyes) != NULL;
}

int yn_reaction_weeps(const char *text, bool *weeps, struct yn_err *err)
{
    struct yn_buf folded = {0};
    *weeps = has_weeping_vowels(text) || has_face(text);
    if (*weeps)
        return YN_OK;
    int rc = yn_unicode_fold(text, &folded, err);
    if (!rc)
        *weeps = any_within(text, yn_buf_text(&folded), tear_words,
                            YN_LEN(tear_words));
    yn_buf_release(&folded);
    return rc;
}

struct yn_song_names {
    struct {
        char *folded;
        bool whole; /* one syllable alone: only all of a comment counts */
        enum way way;
    } * item;
    size_t n;
};

void yn_song_names_destroy(struct yn_song_names **names)
{
    struct yn_song_names *old = *names;
    *names = NULL;
    if (!old)
        return;
    for (size_t i = 0; i < old->n; i++)
        free(old->item[i].folded);
    free(old->item);
    free(old);
}

/* Whether its script parts words by blanks; Korean does and hangs particles on
 * names, so that they are found anywhere. */
static enum way way_of(const char *folded)
{
    for (size_t at = 0; folded[at];) {
        uint32_t c = yn_unicode_next(folded, &at);
        if (yn_unicode_is_letter(c) && c >= 0x0E00)
            return ANYWHERE;
    }
    return WORD;
}

static int add_name(struct yn_song_names *names, const char *name,
                    struct yn_err *err)
{
    struct yn_buf folded = {0};
    char *text = NULL;
    int rc = yn_unicode_fold(name, &folded, err);
    if (!rc)
        rc = yn_buf_finish(&folded, &text, err);
    yn_buf_release(&folded);
    if (rc)
        return rc;
    if (!text || !text[0]) {
        free(text);
        return YN_OK;
    }
    names->item[names->n].folded = text;
    names->item[names->n].way = way_of(text);
    names->item[names->n++].whole = yn_unicode_count(text, strlen(text)) < 2;
    return YN_OK;
}

int yn_song_names_create(const char *const *names, size_t n,
                         struct yn_song_names **out, struct yn_err *err)
{
    struct yn_song_names *made = calloc(1, sizeof(*made));
    if (!made)
        return yn_err_nomem(err);
    made->item = calloc(n + 1, sizeof(*made->item));
    int rc = made->item ? YN_OK : yn_err_nomem(err);
    for (size_t i = 0; !rc && i < n; i++)
        rc = add_name(made, names[i], err);
    if (rc) {
        yn_song_names_destroy(&made);
        return rc;
    }
    *out = made;
    return YN_OK;
}

int yn_song_names_within(const struct yn_song_names *names, const char *text,
                         bool *within, struct yn_err *err)
{
    struct yn_buf folded = {0};
    int rc = yn_unicode_fold(text, &folded, err);
    const char *words = yn_buf_text(&folded);
    if (!rc)
        *within = any_within(text, words, song_words, YN_LEN(song_words));
    for (size_t i = 0; !rc && names && !*within && i < names->n; i++)
        *within =
            names->item[i].whole
                ? strcmp(words, names->item[i].folded) == 0
                : is_within(words, names->item[i].folded, names->item[i].way);
    yn_buf_release(&folded);
    return rc;
}

int yn_reactions_of(const struct yn_comments *comments,
                    const struct yn_song_names *names, struct yn_reaction **out,
                    struct yn_err *err)
{
    struct yn_reaction *reactions = calloc(comments->n + 1, sizeof(*reactions));
    int rc = reactions ? YN_OK : yn_err_nomem(err);
    for (size_t i = 0; !rc && i < comments->n; i++) {
        const struct yn_comment *from = &comments->item[i];
        reactions[i].time_s = from->time_s;
        reactions[i].user = from->user;
        rc = yn_reaction_weeps(from->text, &reactions[i].tears, err);
        if (!rc)
            rc = yn_song_names_within(names, from->text,
                                      &reactions[i].names_song, err);
    }
    if (rc) {
        free(reactions);
        return rc;
    }
    *out = reactions;
    return YN_OK;
}
