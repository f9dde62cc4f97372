/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/png.h"

#include "support/test.h"

#include <cairo.h>

#include "base/file.h"

#define FILE_LIMIT ((size_t)8 << 20)
#define SHADE 40 /* of one channel */

struct bytes {
    const char *at;
    size_t left;
};

static cairo_status_t next(void *ctx, unsigned char *out, unsigned len)
{
    struct bytes *bytes = ctx;
    if (len > bytes->left)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(out, bytes->at, len);
    bytes->at += len;
    bytes->left -= len;
    return CAIRO_STATUS_SUCCESS;
}

void png_read(const char *bytes, size_t len, struct png *out)
{
    struct bytes all = {bytes, len};
    cairo_surface_t *s = cairo_image_surface_create_from_png_stream(next, &all);
    assert_int_equal(cairo_surface_status(s), CAIRO_STATUS_SUCCESS);
    assert_int_equal(all.left, 0);
    bool clear = cairo_image_surface_get_format(s) == CAIRO_FORMAT_ARGB32;
    out->width = cairo_image_surface_get_width(s);
    out->height = cairo_image_surface_get_height(s);
    out->pixel =
        calloc((size_t)out->width * (size_t)out->height, sizeof(*out->pixel));
    assert_non_null(out->pixel);
    const unsigned char *row = cairo_image_surface_get_data(s);
    for (int y = 0; y < out->height; y++) {
        uint32_t *to = out->pixel + (ptrdiff_t)y * out->width;
        memcpy(to, row, (size_t)out->width * sizeof(*to));
        for (int x = 0; x < out->width && !clear; x++)
            to[x] |= 0xff000000u;
        row += cairo_image_surface_get_stride(s);
    }
    cairo_surface_destroy(s);
}

void png_read_file(const char *path, struct png *out)
{
    struct yn_bytes bytes = {0};
    assert_int_equal(yn_file_read(path, FILE_LIMIT, &bytes, NULL), 0);
    png_read(bytes.data, bytes.len, out);
    free(bytes.data);
}

void png_release(struct png *png)
{
    free(png->pixel);
    *png = (struct png){0};
}

static bool differs(uint32_t a, uint32_t b)
{
    for (int shift = 0; shift < 24; shift += 8) {
        int apart = (int)(a >> shift & 0xff) - (int)(b >> shift & 0xff);
        if (apart > SHADE || apart < -SHADE)
            return true;
    }
    return false;
}

int png_ink(const struct png *png, int x, int y, int width, int height,
            uint32_t paper)
{
    int n = 0;
    for (int row = y; row < y + height; row++) {
        for (int column = x; column < x + width; column++) {
            assert_in_range(row, 0, png->height - 1);
            assert_in_range(column, 0, png->width - 1);
            n += differs(png->pixel[(ptrdiff_t)row * png->width + column],
                         paper);
        }
    }
    return n;
}
