/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"

#include "base/base.h"

/* Blocks of this size keep a season of 20 dramas in a handful of blocks. */
#define ARENA_BLOCK_BYTES ((size_t)64 * 1024)

struct yn_arena_block {
    struct yn_arena_block *next;
    size_t used, size;
    max_align_t data[];
};

void yn_arena_release(struct yn_arena *arena)
{
    while (arena->newest) {
        struct yn_arena_block *block = arena->newest;
        arena->newest = block->next;
        free(block);
    }
}

static struct yn_arena_block *block_create(size_t size)
{
    struct yn_arena_block *block = malloc(sizeof(*block) + size);
    if (block)
        *block = (struct yn_arena_block){.size = size};
    return block;
}

void *yn_arena_alloc(struct yn_arena *arena, size_t size)
{
    const size_t align = sizeof(max_align_t);
    if (size > SIZE_MAX / 2)
        return NULL;
    size = (size + align - 1) / align * align;
    struct yn_arena_block *block = arena->newest;
    if (!block || block->size - block->used < size) {
        bool large = size > ARENA_BLOCK_BYTES / 4;
        struct yn_arena_block *fresh =
            block_create(large ? size : ARENA_BLOCK_BYTES);
        if (!fresh)
            return NULL;
        if (large && block) {
            /* A large item gets a block of its own behind the current one,
             * which still has room for small ones. */
            fresh->next = block->next;
            block->next = fresh;
        } else {
            fresh->next = block;
            arena->newest = fresh;
        }
        block = fresh;
    }
    void *at = (char *)block->data + block->used;
    block->used += size;
    memset(at, 0, size);
    return at;
}

void *yn_arena_array(struct yn_arena *arena, size_t n, size_t size)
{
    if (size && n > SIZE_MAX / size)
        return NULL;
    return yn_arena_alloc(arena, n * size);
}

char *yn_arena_dup_n(struct yn_arena *arena, const char *text, size_t len)
{
    char *copy = yn_arena_alloc(arena, len + 1);
    if (copy)
        memcpy(copy, text, len);
    return copy;
}

char *yn_arena_dup(struct yn_arena *arena, const char *text)
{
    return yn_arena_dup_n(arena, text, strlen(text));
}
