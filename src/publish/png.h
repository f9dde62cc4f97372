/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * PNG: the door to libpng, for flat drawings. Indexed colours and no filter
 * make them a third as large, and a fifth as long in the making, as the true
 * colours that cairo writes.
 *
 * Threads: no state.
 */
#ifndef YN_PUBLISH_PNG_H
#define YN_PUBLISH_PNG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <yeoun/err.h>

#include "base/buf.h"

struct yn_png {
    int width, height;
    /* 0xAARRGGBB with the alpha multiplied in, row by row without gaps. */
    const uint32_t *pixels;
    bool clear;           /* else alpha is not looked at */
    uint32_t paper;       /* 0xRRGGBB, the colour of most */
    const uint32_t *flat; /* colours that must come out as they are */
    size_t n_flat;        /* at most YN_PNG_FLAT_MAX */
};
#define YN_PNG_FLAT_MAX 16

/* Appends it as PNG with at most 256 colours: between the flat ones, the shades
 * of edges become as few as that takes. Errors: YN_E_NOMEM, YN_E_INTERNAL
 * (libpng's words). */
int yn_png_write(const struct yn_png *png, struct yn_buf *out,
                 struct yn_err *err);

#endif
