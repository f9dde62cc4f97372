/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fault: makes the Nth allocation, or the Nth step of writing, fail.
 *
 * The test program is linked with --wrap for the functions in fault.c, so that
 * the calls of our own objects pass through here. The libraries are shared ones
 * and keep their own: what they do when memory runs out is theirs. libyaml,
 * ICU and jansson report it; cmark aborts by itself (its default allocator
 * calls abort), and so does no other library that yeoun links.
 */
#ifndef YN_TEST_FAULT_H
#define YN_TEST_FAULT_H

#include <stdbool.h>

#include <yeoun/err.h>

enum fault_kind {
    FAULT_NONE,
    FAULT_ALLOC, /* malloc, calloc, realloc, strdup: NULL */
    FAULT_WRITE, /* open to write, write, close, mkdir, rename: no space */
};

/* From now on the `nth` call of that kind fails, from 1; when `lasting`, every
 * one after it too, as on a disk that stays full. */
void fault_arm(enum fault_kind kind, unsigned long nth, bool lasting);

/* Nothing fails any more; true when something had to. */
bool fault_disarm(void);

/* Runs a step with its Nth allocation failing, for N = 1 until none fails any
 * more. It must then say YN_E_NOMEM, and be YN_OK in the end; the address build
 * sees leaks. Prints `what` and how many allocations there were. */
void fault_sweep(const char *what, int (*run)(struct yn_err *err));

#endif
