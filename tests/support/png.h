/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A PNG read back, for tests that look at what was drawn.
 */
#ifndef YN_TEST_PNG_H
#define YN_TEST_PNG_H

#include <stddef.h>
#include <stdint.h>

struct png {
    int width, height;
    uint32_t *pixel; /* 0xAARRGGBB, row by row, alpha multiplied in */
};

/* Fails the test where the bytes or the file are no PNG. */
void png_read(const char *bytes, size_t len, struct png *out);
void png_read_file(const char *path, struct png *out);
void png_release(struct png *png);

/* How many pixels of a rectangle differ from `paper` by more than a shade. */
int png_ink(const struct png *png, int x, int y, int width, int height,
            uint32_t paper);

#endif
