/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "placement/masters.h"

#include "base/base.h"
#include "signal/whiten.h"

/* With nothing kept, weak songs are lost that stand clear with the root
 * (bench/RESULTS.md); more than that was not tried on the full set. */
#define KEEP 0.5
/* Between two masters: an edge takes this much to settle. That a window reaches
 * into the next master is one stranger more; silence of a whole window would be
 * searched too. */
#define GAP_S ((size_t)1)

int yn_masters_create(struct yn_masters **out, struct yn_err *err)
{
    struct yn_masters *masters = calloc(1, sizeof(*masters));
    if (!masters)
        return yn_err_nomem(err);
    *out = masters;
    return YN_OK;
}

void yn_masters_destroy(struct yn_masters **masters)
{
    struct yn_masters *own = *masters;
    if (!own)
        return;
    for (size_t i = 0; i < own->n; i++) {
        free(own->item[i].coarse);
        free(own->item[i].fine);
    }
    free(own->item);
    yn_bank_destroy(&own->bank);
    free(own->line);
    free(own->power.up_to);
    free(own->start);
    free(own);
    *masters = NULL;
}

int yn_masters_add(struct yn_masters *masters, const struct yn_master *sound,
                   struct yn_err *err)
{
    yn_assert(!masters->bank);
    int rc = yn_grow(&masters->item, &masters->cap, masters->n + 1,
                     sizeof(*masters->item), err);
    if (!rc)
        masters->item[masters->n++] = *sound;
    return rc;
}

struct yn_halves yn_master_fine(const struct yn_master *master)
{
    return (struct yn_halves){master->fine, master->n_fine};
}

static int whiten_all(struct yn_masters *masters, struct yn_err *err)
{
    const struct yn_whiten_params params = {.rate = YN_COARSE_RATE,
                                            .keep = KEEP};
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < masters->n; i++) {
        struct yn_master *one = &masters->item[i];
        rc = yn_whiten(one->coarse, one->n_coarse, &params, one->coarse, err);
    }
    return rc;
}

/* Lays the whitened sounds into the bank and, as they lie there, into a line.
 */
static int lay_out(struct yn_masters *masters, struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < masters->n; i++) {
        const struct yn_master *one = &masters->item[i];
        rc = yn_bank_add(masters->bank, one->coarse, one->n_coarse,
                         &masters->start[i], err);
    }
    if (rc)
        return rc;
    yn_bank_finish(masters->bank);
    masters->line =
        calloc(yn_bank_length(masters->bank) + 1, sizeof(*masters->line));
    if (!masters->line)
        return yn_err_nomem(err);
    for (size_t i = 0; i < masters->n; i++) {
        struct yn_master *one = &masters->item[i];
        if (one->n_coarse)
            memcpy(masters->line + masters->start[i], one->coarse,
                   one->n_coarse * sizeof(float));
        free(one->coarse);
        one->coarse = NULL;
    }
    const struct yn_sound line = {masters->line, yn_bank_length(masters->bank)};
    return yn_power_sum(&line, &masters->power, err);
}

int yn_masters_finish(struct yn_masters *masters, struct yn_err *err)
{
    const size_t window = YN_WINDOW_S * YN_COARSE_RATE;
    const size_t gap = GAP_S * YN_COARSE_RATE;
    size_t total = 0;
    for (size_t i = 0; i < masters->n; i++)
        total += masters->item[i].n_coarse + gap;
    int rc = whiten_all(masters, err);
    if (!rc)
        rc = yn_bank_create(window, gap, total, &masters->bank, err);
    if (rc)
        return rc;
    masters->start = calloc(masters->n + 1, sizeof(*masters->start));
    if (!masters->start)
        return yn_err_nomem(err);
    return lay_out(masters, err);
}
