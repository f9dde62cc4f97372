/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/png.h"

#include <png.h>

#include "base/base.h"

#define COLOURS_MAX 256
#define OPAQUE 0xff000000u
/* An edge between two flat colours needs no more shades than this step leaves;
 * it doubles while the colours are too many. It ends at 256, where a channel
 * has two values at most and all that is not flat is one of 16 colours. */
#define STEP_FIRST 16
#define STEP_LAST 256
/* Of the hash table: twice as many as colours. */
#define SLOTS 512

struct palette {
    uint32_t colour[COLOURS_MAX];
    size_t n;
    int16_t slot[SLOTS]; /* index of a colour, -1 = free */
};

/* The index of a colour, which is added where it is new; -1 = no room. */
static int find(struct palette *palette, uint32_t colour)
{
    size_t at = (colour * 2654435761u >> 16) % SLOTS; /* Knuth's, by 2^32/phi */
    while (palette->slot[at] >= 0) {
        if (palette->colour[palette->slot[at]] == colour)
            return palette->slot[at];
        at = (at + 1) % SLOTS;
    }
    if (palette->n == COLOURS_MAX)
        return -1;
    palette->slot[at] = (int16_t)palette->n;
    palette->colour[palette->n++] = colour;
    return palette->slot[at];
}

static int coarse_channel(int value, int from, int step)
{
    int apart = from - value;
    int half = apart < 0 ? -step / 2 : step / 2;
    int made = from - (apart + half) / step * step;
    return made < 0 ? 0 : made > 255 ? 255 : made;
}

/* Alpha is counted from opaque, colours from the paper. */
static uint32_t coarse(const struct yn_png *png, uint32_t pixel, int step)
{
    for (size_t i = 0; i < png->n_flat; i++) {
        if (pixel == (OPAQUE | png->flat[i]))
            return pixel;
    }
    int alpha = (int)(pixel >> 24);
    uint32_t made = (uint32_t)coarse_channel(alpha, 255, step) << 24;
    for (int shift = 16; made && shift >= 0; shift -= 8) {
        int value = (int)(pixel >> shift & 0xff) * 255 / alpha;
        int paper = (int)(png->paper >> shift & 0xff);
        made |= (uint32_t)coarse_channel(value, paper, step) << shift;
    }
    return made;
}

/* Writes the index of every pixel; false where the colours are too many. */
static bool index_pixels(const struct yn_png *png, int step,
                         struct palette *palette, uint8_t *index)
{
    palette->n = 0;
    memset(palette->slot, -1, sizeof(palette->slot));
    uint32_t last = png->clear ? 0 : OPAQUE | png->paper;
    int found = find(palette, last);
    size_t n = (size_t)png->width * (size_t)png->height;
    for (size_t i = 0; i < n; i++) {
        uint32_t pixel = png->pixels[i] | (png->clear ? 0 : OPAQUE);
        if (pixel != last)
            found = find(palette, coarse(png, pixel, step));
        if (found < 0)
            return false;
        last = pixel;
        index[i] = (uint8_t)found;
    }
    return true;
}

static int write_indexed(const struct yn_png *png,
                         const struct palette *palette, const uint8_t *index,
                         struct yn_buf *out, struct yn_err *err)
{
    uint8_t map[COLOURS_MAX * 4];
    size_t at = 0;
    for (size_t i = 0; i < palette->n; i++) {
        for (int shift = 16; shift >= 0; shift -= 8)
            map[at++] = (uint8_t)(palette->colour[i] >> shift);
        if (png->clear)
            map[at++] = (uint8_t)(palette->colour[i] >> 24);
    }
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = (png_uint_32)png->width,
                       .height = (png_uint_32)png->height,
                       .format = png->clear ? PNG_FORMAT_RGBA_COLORMAP
                                            : PNG_FORMAT_RGB_COLORMAP,
                       .colormap_entries = (png_uint_32)palette->n};
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
    char *bytes = malloc(size);
    if (!bytes)
        return yn_err_nomem(err);
    int rc = YN_OK;
    if (png_image_write_to_memory(&image, bytes, &size, 0, index, 0, map))
        yn_buf_add(out, bytes, size);
    else
        rc = yn_err_set(err, YN_E_INTERNAL, 0,
                        "a picture cannot be written: %s", image.message);
    free(bytes);
    return !rc && out->failed ? yn_err_nomem(err) : rc;
}

int yn_png_write(const struct yn_png *png, struct yn_buf *out,
                 struct yn_err *err)
{
    yn_assert(png->n_flat <= YN_PNG_FLAT_MAX);
    struct palette palette;
    uint8_t *index = malloc((size_t)png->width * (size_t)png->height);
    if (!index)
        return yn_err_nomem(err);
    int step = STEP_FIRST;
    while (!index_pixels(png, step, &palette, index) && step < STEP_LAST)
        step *= 2;
    int rc = write_indexed(png, &palette, index, out, err);
    free(index);
    return rc;
}
