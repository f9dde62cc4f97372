/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Http: one question to a server, and the door to libcurl.
 *
 * Only the address that is given is contacted: no redirect is followed, no
 * proxy of the environment asked.
 */
#ifndef YN_STORY_HTTP_H
#define YN_STORY_HTTP_H

#include <stddef.h>

#include <yeoun/err.h>

#include "base/buf.h"

/* An answer of more bytes is cut off as an error. */
#define YN_HTTP_BYTES_MAX ((size_t)64 << 20)

struct yn_http;

struct yn_http_reply {
    long status;        /* 200 */
    long retry_after_s; /* as the server asks; 0 unsaid */
    struct yn_buf body;
};

/* Threads: one at a time. Errors: YN_E_NOMEM, YN_E_INTERNAL. */
int yn_http_create(struct yn_http **out, struct yn_err *err);
void yn_http_destroy(struct yn_http **http);

/* Posts JSON to an http or https address and waits for all of the answer, at
 * most `timeout_ms`. `key` is sent as a bearer's, NULL: none. `reply` is
 * emptied first; release its body. Any status is an answer.
 * Errors: YN_E_ARG (no such address can be), YN_E_LIMIT (too long an answer),
 * YN_E_IO (no connection, time out, broken off), YN_E_NOMEM. */
int yn_http_post(struct yn_http *http, const char *url, const char *key,
                 const char *json, long timeout_ms, struct yn_http_reply *reply,
                 struct yn_err *err);

#endif
