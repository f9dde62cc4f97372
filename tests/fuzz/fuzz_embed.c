/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz/fuzz.h"

#include <math.h>

#include "base/base.h"
#include "story/embed.h"

/* How many texts were asked for, then the body of an answer. Nothing is asked
 * of anybody. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct yn_embed_params params = {.url = "http://localhost",
                                                  .model = "m"};
    struct yn_embed *embed = NULL;
    struct yn_message_vectors vectors = {0};
    if (size < 1 || size > FUZZ_BYTES_MAX ||
        yn_embed_create(&params, &embed, NULL))
        return 0;
    size_t n = 1 + data[0] % 8;
    char *body = malloc(size);
    yn_assert(body);
    memcpy(body, data + 1, size - 1);
    int rc = yn_embed_read(embed, body, size - 1, n, &vectors, NULL);
    yn_assert(rc == YN_OK || rc == YN_E_INPUT);
    yn_assert((rc == YN_OK) == (vectors.value != NULL));
    for (size_t i = 0; !rc && i < n; i++) {
        double square = 0;
        for (size_t d = 0; d < vectors.dim; d++)
            square += pow(vectors.value[i * vectors.dim + d], 2);
        yn_assert(fabs(square - 1) < 1e-3);
    }
    free(vectors.value);
    free(body);
    yn_embed_destroy(&embed);
    return 0;
}
