/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Embed: sentence embeddings from an endpoint that the user names, kept in the
 * season's evidence so that a text is asked for once.
 *
 * Nothing is contacted unless an address is given here, and nothing but that
 * address: no redirect is followed, no proxy of the environment used. What is
 * sent are lyrics and pieces of subtitles without names.
 *
 * Threads: one at a time.
 */
#ifndef YEOUN_EMBED_H
#define YEOUN_EMBED_H

#include <yeoun/err.h>
#include <yeoun/log.h>
#include <yeoun/message.h>

struct yn_embed_params {
    /* "http://localhost:8080", ".../v1" or ".../v1/embeddings". */
    const char *url;
    const char *model; /* as the endpoint calls it, "bge-m3" */
    const char *key;   /* sent as a bearer's; NULL or "": none */
    const char *dir;   /* the season, whose evidence keeps the vectors; NULL:
                          they are not kept */
    unsigned batch;    /* texts in a request; 0: 16 */
    long timeout_ms;   /* for a request; 0: two minutes, for models on a CPU */
    unsigned tries;    /* 0: 4 */
    long pause_ms;     /* before the second try, then doubled; 0: a second */
    const struct yn_log *log; /* borrowed until close, may be NULL */
};

struct yn_embedder;

/* Errors: YN_E_ARG (an address, model or key that cannot be), YN_E_NOMEM,
 * YN_E_INTERNAL, and those of the evidence: YN_E_IO, YN_E_INPUT. */
YN_API int yn_embedder_open(const struct yn_embed_params *params,
                            struct yn_embedder **out, struct yn_err *err);

/* An embedder that asks nobody: it has the vectors that earlier ones have kept
 * in the season `dir`, and its use gives those of the first model of which all
 * are there. Errors: YN_E_NOTFOUND (none are kept), YN_E_NOMEM, and those of
 * the evidence. */
YN_API int yn_embedder_open_kept(const char *dir, const struct yn_log *log,
                                 struct yn_embedder **out, struct yn_err *err);

/* Sets `*embedder` NULL; NULL is fine. */
YN_API void yn_embedder_close(struct yn_embedder **embedder);

/* What yn_message_compare takes; borrowed until close. Its errors: YN_E_IO (the
 * endpoint is not reached, or stays busy), YN_E_INPUT (its answers are no
 * vectors, or of another length than before), YN_E_LIMIT, YN_E_NOMEM. What was
 * answered before an error is kept. One of vectors that were kept:
 * YN_E_NOTFOUND (texts have come to the season that have none). */
YN_API const struct yn_message_embedder *
yn_embedder_use(struct yn_embedder *embedder);

#endif
