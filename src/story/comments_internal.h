/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the readers of comments share. See comments.h.
 */
#ifndef YN_STORY_COMMENTS_INTERNAL_H
#define YN_STORY_COMMENTS_INTERNAL_H

#include <stdbool.h>

#include "base/buf.h"
#include "story/comments.h"

struct yn_comment_job {
    struct yn_comments *out;
    const char *path;
    unsigned first_rejected; /* line; 0: none, or it is not known */
    /* Times of a service that does not say whether they are seconds. */
    bool unit_unsaid;
    bool some; /* something in it looked like a comment */
};

/* One comment as a file has it; `user` and `text` are borrowed, NULL is "". */
struct yn_comment_row {
    double time_s; /* NAN: it could not be read */
    const char *user, *text;
    unsigned line; /* 0: not known */
};

/* Takes or counts it. Errors: YN_E_NOMEM, YN_E_LIMIT. */
int yn_comment_take(struct yn_comment_job *job,
                    const struct yn_comment_row *row, struct yn_err *err);
void yn_comment_reject(struct yn_comment_job *job, unsigned line);

/* Appends `len` bytes with &amp;, &#10; and their kin undone. */
void yn_comment_entities(const char *text, size_t len, struct yn_buf *out);

/* The readers. `text` is UTF-8 of `len` bytes and ends in NUL. Errors as
 * yn_comment_take. */
int yn_comments_xml(struct yn_comment_job *job, const char *text, size_t len,
                    struct yn_err *err);
int yn_comments_json(struct yn_comment_job *job, const char *text, size_t len,
                     struct yn_err *err);
int yn_comments_csv(struct yn_comment_job *job, const char *text, size_t len,
                    struct yn_err *err);

#endif
