/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Prints how much of each second of a sound is speech: mono floats at 16 kHz on
 * standard input, a line a second on standard output. Run by
 * bench/placements/speech, never installed.
 */
#include <stdio.h>

#include "base/base.h"
#include "placement/rest.h"

int main(void)
{
    float *sound = NULL, part[4096];
    size_t n = 0, cap = 0, got;
    struct yn_placements found = {0};
    struct yn_err err = {0};
    int rc = YN_OK;
    while (!rc && (got = fread(part, sizeof(*part), YN_LEN(part), stdin)) > 0) {
        rc = yn_grow(&sound, &cap, n + got, sizeof(*sound), &err);
        if (!rc)
            memcpy(sound + n, part, got * sizeof(*part));
        n += rc ? 0 : got;
    }
    uint16_t *halves = malloc((n + 1) * sizeof(*halves));
    if (!rc && !halves)
        rc = yn_err_nomem(&err);
    if (!rc) {
        yn_half_from(sound, n, halves);
        const struct yn_halves episode = {halves, n};
        rc = yn_rest_measure(NULL, &episode, 1, &found, &err);
    }
    for (size_t i = 0; i < found.n_rest; i++)
        printf("%.3f %.1f\n", (double)found.rest[i].speech,
               (double)found.rest[i].level_db);
    if (rc)
        fprintf(stderr, "bench-speech: %s\n", err.text);
    yn_placements_release(&found);
    free(sound);
    free(halves);
    return rc ? 1 : 0;
}
