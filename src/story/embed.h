/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Embed: vectors of texts from an endpoint as OpenAI's: POST .../v1/embeddings
 * {"model", "input": [...], "encoding_format": "float"} is answered by {"data":
 * [{"index", "embedding": [...]}]}. llama.cpp, Ollama, vLLM and others speak
 * it.
 */
#ifndef YN_STORY_EMBED_H
#define YN_STORY_EMBED_H

#include <stddef.h>

#include <yeoun/embed.h>
#include <yeoun/message.h>

#include "base/buf.h"

struct yn_embed;

/* Nothing is contacted yet. Errors: YN_E_ARG (an address, model or key that
 * cannot be), YN_E_NOMEM, YN_E_INTERNAL. */
int yn_embed_create(const struct yn_embed_params *params, struct yn_embed **out,
                    struct yn_err *err);
void yn_embed_destroy(struct yn_embed **embed);

/* The address that is asked, and the model; borrowed. */
const char *yn_embed_url(const struct yn_embed *embed);
const char *yn_embed_model(const struct yn_embed *embed);

/* How many texts go into one request. */
size_t yn_embed_batch(const struct yn_embed *embed);

/* Asks for the vectors of up to yn_embed_batch texts; they are scaled to length
 * 1, in the order of the texts.
 * Errors: YN_E_IO (not reached, or busy, after all tries), YN_E_INPUT (it
 * answers, but not with that), YN_E_LIMIT, YN_E_ARG, YN_E_NOMEM. */
int yn_embed_ask(struct yn_embed *embed, const char *const *texts, size_t n,
                 struct yn_message_vectors *out, struct yn_err *err);

/* The vectors of `n` texts from the body of an answer. Errors: YN_E_INPUT,
 * YN_E_NOMEM; `*out` is unchanged. */
int yn_embed_read(const struct yn_embed *embed, const char *body, size_t len,
                  size_t n, struct yn_message_vectors *out, struct yn_err *err);

#endif
