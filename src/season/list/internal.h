/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * List, behind the scenes: a line of the list is cleaned of markup, cut into
 * tokens, and read as songs. Which of several readings is right often shows
 * only elsewhere in the list, so lines are read again with what the certain
 * ones taught (struct yn_list_known).
 *
 * Everything hangs on the arenas passed in. Threads: one at a time.
 */
#ifndef YN_SEASON_LIST_INTERNAL_H
#define YN_SEASON_LIST_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <yeoun/err.h>

#include "base/arena.h"

enum yn_list_token_kind {
    YN_LIST_WORD,
    YN_LIST_QUOTED, /* “…” of any shape, one token with what it holds */
    YN_LIST_PAREN,  /* (…) or […], one token too */
    YN_LIST_DASH,
    YN_LIST_BY,  /* the word */
    YN_LIST_FOR, /* "for" or "from" */
    YN_LIST_SEP, /* what may stand between two songs */
};

/* How sure a separator separates. */
enum yn_list_sep {
    YN_LIST_SEP_STRONG, /* | ; and bullets */
    YN_LIST_SEP_AMP,
    YN_LIST_SEP_AND,
    YN_LIST_SEP_COMMA,
    YN_LIST_SEP_SLASH,
};

struct yn_list_token {
    enum yn_list_token_kind kind;
    size_t from, to;       /* bytes of the cleaned line */
    size_t in_from, in_to; /* what quotes or brackets hold */
    enum yn_list_sep sep;
    bool colon;     /* a word that ends in a colon */
    bool spaced;    /* a dash with a space on both sides */
    bool from_word; /* YN_LIST_FOR: it is "from" */
};

struct yn_list_line {
    unsigned number;
    unsigned heading; /* level of a Markdown heading, 0 = none */
    bool item;        /* it began with a bullet or a number */
    char *text;       /* without markup, NUL-terminated */
    size_t len;
    unsigned *column; /* of each byte in the line as written; len + 1 */
    struct yn_list_token *token;
    size_t n_tokens;
};

/* Takes the markup, bullets and numbering off one line of UTF-8 text. Errors:
 * YN_E_NOMEM. */
int yn_list_clean(struct yn_arena *arena, const char *text, size_t len,
                  struct yn_list_line *line, struct yn_err *err);

/* Cuts line->text into line->token. Errors: YN_E_NOMEM. */
int yn_list_tokenize(struct yn_arena *arena, struct yn_list_line *line,
                     struct yn_err *err);

/* Whether tokens `at` and behind are a number and a dash: "12 – Title – …". */
bool yn_list_has_rank(const struct yn_list_line *line, size_t at);

/* The text of tokens [from, to), trimmed; quotes around the whole are taken
 * off. "" where there is none; NULL = out of memory. */
char *yn_list_slice(struct yn_arena *arena, const struct yn_list_line *line,
                    size_t from, size_t to);

/* A drama's bare name: without quotes, "OST", "Part 3", "(tvN, 2020)". In
 * place; returns where it starts. */
char *yn_list_drama_name(char *text);

/* Whether the text says that it names a soundtrack ("… OST"). */
bool yn_list_says_ost(const char *text, size_t len);

/* Whether a line or a part of one reads as a sentence about something. */
bool yn_list_is_prose(const char *text);

/* A set of names by yn_unicode_key. */
struct yn_list_names {
    char **key;
    size_t n, cap;
};

bool yn_list_names_have(const struct yn_list_names *names, const char *key);
/* Adds a name; one that is there is fine. Errors: YN_E_NOMEM. */
int yn_list_names_add(struct yn_list_names *names, const char *name,
                      struct yn_err *err);
/* The same for a key that the caller made. */
int yn_list_names_add_key(struct yn_list_names *names, const char *key,
                          struct yn_err *err);
void yn_list_names_release(struct yn_list_names *names);

/* What the certain lines of a list teach about the others. */
struct yn_list_known {
    struct yn_list_names artists, dramas;
    size_t title_first, artist_first; /* quoted songs in either order */
    bool order_guessed; /* artist_first, for want of quotes, by repeats */
    bool ranks;         /* most lines begin with a number and a dash */
    bool three_fields;  /* most lines have two dashes: the drama is third */
};

void yn_list_known_release(struct yn_list_known *known);

struct yn_list_song {
    const char *title, *artist;
    const char *drama; /* "" where the line names none */
    size_t at;         /* byte of the cleaned line */
    bool sure_artist;  /* no other reading gives another artist */
    bool quoted;
    bool artist_first;
};

struct yn_list_reading {
    struct yn_list_song *song;
    size_t n;
    bool doubt;   /* another reading is about as good */
    bool goes_on; /* the line ends in a separator */
};

struct yn_list_context {
    const struct yn_list_known *known;
    bool has_heading; /* a line above names the drama */
};

/* Reads the songs of a line; n = 0 where it holds none. Errors: YN_E_NOMEM. */
int yn_list_line_read(struct yn_arena *arena, const struct yn_list_line *line,
                      const struct yn_list_context *context,
                      struct yn_list_reading *out, struct yn_err *err);

#endif
