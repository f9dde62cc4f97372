/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Correlate: one short sound against hours of masters, by overlap-save.
 *
 * The masters stand in a bank, one behind the other, cut into blocks whose
 * spectra are computed once. A window of the episode is transformed once and
 * multiplied with each block; the inverse transforms give its correlation with
 * every position of every master (Stockham 1966; Oppenheim & Schafer 8.7.3).
 *
 * Threads: a bank is read-only once made; each thread brings its own scratch.
 */
#ifndef YN_SIGNAL_CORRELATE_H
#define YN_SIGNAL_CORRELATE_H

#include <stddef.h>

#include <yeoun/err.h>

struct yn_bank;
struct yn_scratch;

/* A bank for windows of `window` frames over masters of `total` frames in all;
 * between two stands silence of `gap` <= window frames, which counts too.
 * Errors: YN_E_NOMEM. */
int yn_bank_create(size_t window, size_t gap, size_t total,
                   struct yn_bank **out, struct yn_err *err);
void yn_bank_destroy(struct yn_bank **bank);

/* Appends a master; `*start` is its first frame in the bank. A window may run
 * over the end of one into the next, unless the gap is as long. More than
 * `total` frames is a mistake of the caller. Errors: YN_E_INTERNAL. */
int yn_bank_add(struct yn_bank *bank, const float *frames, size_t n,
                size_t *start, struct yn_err *err);
/* Ends the adding with a window of silence; positions then run from -(window -
 * 1) to `length` - 1. */
void yn_bank_finish(struct yn_bank *bank);
size_t yn_bank_length(const struct yn_bank *bank);
/* The sum of their squares. */
double yn_bank_power(const struct yn_bank *bank);

int yn_scratch_create(const struct yn_bank *bank, struct yn_scratch **out,
                      struct yn_err *err);
void yn_scratch_destroy(struct yn_scratch **scratch);

/* Called for each stretch of the correlation in order: `value[i]` is the sum
 * over j of window[j] * bank[at + i + j]; borrowed for the call, and so are
 * value[-1] and value[n], its neighbours. A value other than 0 stops and is
 * returned. */
typedef int yn_correlate_sink(void *ctx, ptrdiff_t at, const float *value,
                              size_t n, struct yn_err *err);

/* Correlates `n` <= window frames with the whole bank. */
int yn_correlate(const struct yn_bank *bank, struct yn_scratch *scratch,
                 const float *window, size_t n, yn_correlate_sink *sink,
                 void *ctx, struct yn_err *err);

#endif
