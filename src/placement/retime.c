/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "placement/retime.h"

#include <math.h>

#include "base/base.h"
#include "signal/reread.h"

int yn_retime_sound(const float *frames, size_t n, double speed, float **out,
                    size_t *n_out, struct yn_err *err)
{
    *n_out = (size_t)ceil((double)n * speed);
    *out = malloc((*n_out + 1) * sizeof(**out));
    if (!*out)
        return yn_err_nomem(err);
    yn_reread(frames, n, 0, 1 / speed, *out, *n_out);
    return YN_OK;
}

/* Frames made at once, and what they need beyond their own at either end:
 * yn_reread looks that far around. */
#define PIECE ((size_t)1 << 16)
#define AROUND ((size_t)20)

int yn_retime_halves(const struct yn_halves *sound, double speed,
                     uint16_t **out, size_t *n_out, struct yn_err *err)
{
    size_t n = (size_t)ceil((double)sound->n * speed);
    size_t room = (size_t)ceil(PIECE / speed) + 2 * AROUND;
    uint16_t *halves = malloc((n + 1) * sizeof(*halves));
    float *from = malloc(room * sizeof(*from));
    float *to = malloc(PIECE * sizeof(*to));
    int rc = halves && from && to ? YN_OK : yn_err_nomem(err);
    for (size_t at = 0; !rc && at < n; at += PIECE) {
        size_t m = n - at < PIECE ? n - at : PIECE;
        double place = (double)at / speed;
        ptrdiff_t first = (ptrdiff_t)place - (ptrdiff_t)AROUND;
        yn_halves_read(sound, first, room, from);
        yn_reread(from, room, place - (double)first, 1 / speed, to, m);
        yn_half_from(to, m, halves + at);
    }
    free(from);
    free(to);
    if (rc) {
        free(halves);
        return rc;
    }
    *out = halves;
    *n_out = n;
    return YN_OK;
}

/* The level at a place between the middles of seconds; of two the one that is
 * known. */
static float level_at(const struct yn_cue *cue, double place)
{
    double last = (double)cue->n_levels - 1;
    place = fmin(fmax(place, 0), last);
    size_t first = (size_t)place;
    size_t second = first + 1 < cue->n_levels ? first + 1 : first;
    float a = cue->level_db[first], b = cue->level_db[second];
    float part = (float)(place - (double)first);
    /* Infinite where nothing else sounds, or no music. */
    if (!isfinite(a) || !isfinite(b))
        return part < 0.5F || isnan(b) ? a : b;
    return a + part * (b - a);
}

static int retime_levels(struct yn_cue *cue, double speed, struct yn_err *err)
{
    size_t n = (size_t)ceil(cue->end_s - cue->start_s);
    float *level = malloc((n + 1) * sizeof(*level));
    if (!level)
        return yn_err_nomem(err);
    for (size_t i = 0; i < n; i++)
        level[i] = cue->n_levels
                       ? level_at(cue, ((double)i + 0.5) * speed - 0.5)
                       : NAN;
    free(cue->level_db);
    cue->level_db = level;
    cue->n_levels = n;
    return YN_OK;
}

int yn_retime_cues(struct yn_placements *found, double speed,
                   struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < found->n_cues; i++) {
        struct yn_cue *cue = &found->cues[i];
        cue->speed = speed;
        cue->start_s /= speed;
        cue->end_s /= speed;
        for (size_t k = 0; k < cue->n_segments; k++) {
            cue->segments[k].start_s /= speed;
            cue->segments[k].end_s /= speed;
        }
        rc = retime_levels(cue, speed, err);
    }
    return rc;
}
