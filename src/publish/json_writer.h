/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * JSON writer: builds a document for jansson to write.
 *
 * Members are added to a parent: an object under a key, or an array under the
 * key NULL. The first failed allocation sticks: adders then do nothing, accept
 * the NULL parents that follow, and yn_jw_finish tells. Members keep the
 * order in which they were added.
 */
#ifndef YN_PUBLISH_JSON_WRITER_H
#define YN_PUBLISH_JSON_WRITER_H

#include <stdbool.h>

#include <jansson.h>

#include <yeoun/season.h>

#include "base/buf.h"

/* A zeroed struct is an empty document. */
struct yn_jw {
    json_t *root;
    bool failed;
};

enum yn_jw_flags {
    /* Fit to stand inside a script element: `<` becomes \u003c. */
    YN_JW_IN_SCRIPT = 1 << 0,
    /* All on one line, and no newline behind. */
    YN_JW_LINE = 1 << 1,
};

/* Starts the document with an object and returns it, borrowed. */
json_t *yn_jw_root(struct yn_jw *json);

/* Adds an empty object or array and returns it, borrowed. */
json_t *yn_jw_object(struct yn_jw *json, json_t *parent, const char *key);
json_t *yn_jw_array(struct yn_jw *json, json_t *parent, const char *key);

/* Bytes that are no UTF-8 (a file name may hold them) become U+FFFD. */
void yn_jw_text(struct yn_jw *json, json_t *parent, const char *key,
                const char *text);
/* "" becomes null. */
void yn_jw_known(struct yn_jw *json, json_t *parent, const char *key,
                 const char *text);
/* Nothing is added for "". */
void yn_jw_text_if(struct yn_jw *json, json_t *parent, const char *key,
                   const char *text);
/* What `buf` holds; takes over its failed flag and empties it. */
void yn_jw_buf(struct yn_jw *json, json_t *parent, const char *key,
               struct yn_buf *buf);
/* An array of texts, empty where the list is. */
void yn_jw_list(struct yn_jw *json, json_t *parent, const char *key,
                const struct yn_text_list *list);

/* NAN becomes null, a whole number is written without a point. */
void yn_jw_number(struct yn_jw *json, json_t *parent, const char *key,
                  double number);
void yn_jw_integer(struct yn_jw *json, json_t *parent, const char *key,
                   long long number);
void yn_jw_bool(struct yn_jw *json, json_t *parent, const char *key,
                bool value);
void yn_jw_null(struct yn_jw *json, json_t *parent, const char *key);
/* "2020-12-31", or null for a date that is not given. */
void yn_jw_date(struct yn_jw *json, json_t *parent, const char *key,
                struct yn_date date);

/* Appends the document to `out`, indented by 2 and ended by a newline unless
 * `flags` (enum yn_jw_flags) say otherwise, and releases it. Errors:
 * YN_E_NOMEM; a failed `out` is left to its owner. */
int yn_jw_finish(struct yn_jw *json, unsigned flags, struct yn_buf *out,
                 struct yn_err *err);

/* As yn_jw_finish, without the braces and the last newline: every member on a
 * line of its own, `depth` steps further in than in a document. A long file is
 * so written piece by piece. */
int yn_jw_finish_members(struct yn_jw *json, unsigned depth, struct yn_buf *out,
                         struct yn_err *err);

#endif
