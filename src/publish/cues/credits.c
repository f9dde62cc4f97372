/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/cues/credits.h"

#include <strings.h>

#include "base/base.h"

#define BOTH (YN_CREDIT_COMPOSER | YN_CREDIT_LYRICIST)
#define SEPARATORS ",/&+;|"
#define BLANKS " \t"

/* Society codes, the words MusicBrainz has for them, and Korean ones. Its
 * "writer" means that nobody said which of words and music. */
static const struct {
    const char *word;
    unsigned credits;
} roles[] = {
    {"C", YN_CREDIT_COMPOSER},
    {"A", YN_CREDIT_LYRICIST},
    {"CA", BOTH},
    {"AC", BOTH},
    {"SA", YN_CREDIT_LYRICIST},
    {"AD", YN_CREDIT_LYRICIST},
    {"TR", YN_CREDIT_LYRICIST},
    {"AR", YN_CREDIT_ARRANGER},
    {"SR", YN_CREDIT_ARRANGER},
    {"E", YN_CREDIT_PUBLISHER},
    {"SE", YN_CREDIT_AGENT},
    {"AM", YN_CREDIT_AGENT},
    {"composer", YN_CREDIT_COMPOSER},
    {"music", YN_CREDIT_COMPOSER},
    {"lyricist", YN_CREDIT_LYRICIST},
    {"lyrics", YN_CREDIT_LYRICIST},
    {"author", YN_CREDIT_LYRICIST},
    {"words", YN_CREDIT_LYRICIST},
    {"translator", YN_CREDIT_LYRICIST},
    {"writer", BOTH},
    {"songwriter", BOTH},
    {"arranger", YN_CREDIT_ARRANGER},
    {"publisher", YN_CREDIT_PUBLISHER},
    {"administrator", YN_CREDIT_AGENT},
    {"original publisher", YN_CREDIT_PUBLISHER},
    {"sub-publisher", YN_CREDIT_AGENT},
    {"sub publisher", YN_CREDIT_AGENT},
    {"subpublisher", YN_CREDIT_AGENT},
    {"작곡", YN_CREDIT_COMPOSER},
    {"작곡가", YN_CREDIT_COMPOSER},
    {"작사", YN_CREDIT_LYRICIST},
    {"작사가", YN_CREDIT_LYRICIST},
    {"작사작곡", BOTH},
    {"작사·작곡", BOTH},
    {"작곡·작사", BOTH},
    {"편곡", YN_CREDIT_ARRANGER},
    {"편곡자", YN_CREDIT_ARRANGER},
    {"퍼블리셔", YN_CREDIT_PUBLISHER},
};

/* `word` has `len` bytes and no blanks around it. */
static unsigned credits_of_word(const char *word, size_t len)
{
    for (size_t i = 0; i < YN_LEN(roles); i++) {
        if (strlen(roles[i].word) == len &&
            strncasecmp(roles[i].word, word, len) == 0)
            return roles[i].credits;
    }
    return 0;
}

unsigned yn_credits_of(const char *role)
{
    unsigned credits = 0;
    while (*role) {
        role += strspn(role, BLANKS);
        size_t part = strcspn(role, SEPARATORS), len = part;
        while (len && strchr(BLANKS, role[len - 1]))
            len--;
        credits |= credits_of_word(role, len);
        role += part + (role[part] != '\0');
    }
    return credits;
}

bool yn_credits_any(const struct yn_track *track, unsigned credits)
{
    for (size_t i = 0; i < track->n_writers; i++) {
        if (yn_credits_of(track->writers[i].role) & credits)
            return true;
    }
    return false;
}

static void put_next(struct yn_buf *out, size_t from)
{
    if (out->len > from)
        yn_buf_puts(out, "; ");
}

void yn_credits_names(const struct yn_track *track, unsigned credits,
                      struct yn_buf *out)
{
    size_t from = out->len;
    for (size_t i = 0; i < track->n_writers; i++) {
        const struct yn_writer *writer = &track->writers[i];
        if (!(yn_credits_of(writer->role) & credits) || !writer->name[0])
            continue;
        put_next(out, from);
        yn_buf_puts(out, writer->name);
    }
}

void yn_credits_publisher(const struct yn_track *track, struct yn_buf *out)
{
    if (track->publisher[0])
        yn_buf_puts(out, track->publisher);
    else
        yn_credits_names(track, YN_CREDIT_PUBLISHER, out);
}

void yn_credits_values(const struct yn_track *track, yn_credit_value *value,
                       struct yn_buf *out)
{
    size_t from = out->len;
    struct yn_buf one = {0};
    for (size_t i = 0; i < track->n_writers; i++) {
        const struct yn_writer *writer = &track->writers[i];
        yn_buf_clear(&one);
        value(writer, &one);
        if (!one.len)
            continue;
        put_next(out, from);
        if (track->n_writers > 1)
            yn_buf_printf(out, "%s: ", writer->name);
        yn_buf_puts(out, yn_buf_text(&one));
    }
    out->failed = out->failed || one.failed;
    yn_buf_release(&one);
}
