/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Masters: the roster's sound, made ready once for any number of episodes.
 *
 * Each sound comes twice: coarse (YN_COARSE_RATE) for finding, fine
 * (YN_FINE_RATE) for measuring. Both mono.
 */
#ifndef YN_PLACEMENT_MASTERS_H
#define YN_PLACEMENT_MASTERS_H

#include <stddef.h>

#include <yeoun/err.h>

#include "placement/explain.h"
#include "signal/correlate.h"
#include "signal/half.h"

/* 2 kHz keeps what carries under speech and codecs; 1 kHz loses 3 dB of depth
 * and 4 kHz wins one at twice the time (measured on own mixes). */
#define YN_COARSE_RATE 2000
#define YN_FINE_RATE 16000

#define YN_WINDOW_S ((size_t)16) /* of the search: a phrase of a song */
#define YN_HOP_S                                                               \
    ((size_t)16) /* linking wins back what falls between two windows */

struct yn_master {
    float *coarse;  /* owned; whitened once finished */
    uint16_t *fine; /* owned; in halves (signal/half.h) */
    size_t n_coarse, n_fine;
};

struct yn_masters {
    struct yn_master *item;
    size_t n, cap;
    struct yn_bank *bank;
    float *line;           /* all coarse sounds as they lie in the bank */
    struct yn_power power; /* of the line */
    size_t *start;         /* of each in the line */
};

int yn_masters_create(struct yn_masters **out, struct yn_err *err);
void yn_masters_destroy(struct yn_masters **masters);

/* Adds a master; the buffers come from malloc and are moved on success. */
int yn_masters_add(struct yn_masters *masters, const struct yn_master *sound,
                   struct yn_err *err);
/* Its fine sound, for reading. */
struct yn_halves yn_master_fine(const struct yn_master *master);
/* Whitens all and makes the bank; nothing is added afterwards. */
int yn_masters_finish(struct yn_masters *masters, struct yn_err *err);

#endif
