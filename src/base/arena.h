/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Arena: many small things with one lifetime, dropped whole.
 *
 * Blocks are never moved, so pointers into an arena stay valid until it is
 * released. Threads: one at a time.
 */
#ifndef YN_BASE_ARENA_H
#define YN_BASE_ARENA_H

#include <stddef.h>

struct yn_arena_block;

struct yn_arena {
    struct yn_arena_block *newest;
};

/* A zeroed struct is an empty arena; release makes it one again. */
void yn_arena_release(struct yn_arena *arena);

/* `size` zeroed bytes, aligned for any type; NULL = out of memory. */
void *yn_arena_alloc(struct yn_arena *arena, size_t size);

/* An array of `n` zeroed items; NULL = out of memory. n = 0 gives a pointer
 * that must not be read. */
void *yn_arena_array(struct yn_arena *arena, size_t n, size_t size);

/* Copies of text; NULL = out of memory. */
char *yn_arena_dup(struct yn_arena *arena, const char *text);
char *yn_arena_dup_n(struct yn_arena *arena, const char *text, size_t len);

#endif
