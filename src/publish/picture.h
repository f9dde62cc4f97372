/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Picture: the door to cairo and pango. Nothing else includes their headers.
 *
 * A picture is drawn in pixels from its upper left corner and ends as PNG. The
 * same drawing gives the same bytes with the same fonts and libraries: a PNG
 * bears no date, and settings of the user's desktop (hinting, resolution) are
 * not asked. The first failure sticks; yn_picture_png tells.
 *
 * Type: Noto's serif and sans for Korean where they are installed (Debian:
 * fonts-noto-cjk), because one hand drew their Hangul, Hanja and Latin; else
 * what the system's fontconfig gives, letter by letter. Letters that no font
 * has are left out, not drawn as boxes, and yn_picture_missing names one.
 *
 * Memory: our own allocations fail as others do; GLib, below pango, aborts.
 * Threads: a painter and its pictures belong to one thread at a time.
 */
#ifndef YN_PUBLISH_PICTURE_H
#define YN_PUBLISH_PICTURE_H

#include <stdbool.h>
#include <stdint.h>

#include <yeoun/err.h>

#include "base/buf.h"
#include "base/hash.h"

/* The fonts, found once for many pictures. */
struct yn_painter;
/* Errors: YN_E_NOMEM; `*out` is then unchanged. */
int yn_painter_create(struct yn_painter **out, struct yn_err *err);
/* After its pictures. Sets `*painter` NULL; NULL is fine. */
void yn_painter_destroy(struct yn_painter **painter);

struct yn_picture;
/* A picture in one colour, or see-through where `paper` is YN_PICTURE_CLEAR.
 * Borrows the painter. Errors: YN_E_NOMEM; `*out` is then unchanged. */
#define YN_PICTURE_CLEAR UINT32_MAX
int yn_picture_create(struct yn_painter *painter, int width, int height,
                      uint32_t paper, struct yn_picture **out,
                      struct yn_err *err);
void yn_picture_destroy(struct yn_picture **picture);

/* What is drawn between the two stays within this rectangle. */
void yn_picture_clip(struct yn_picture *picture, double x, double y,
                     double width, double height);
void yn_picture_unclip(struct yn_picture *picture);
void yn_picture_box(struct yn_picture *picture, double x, double y,
                    double width, double height, uint32_t colour);
void yn_picture_disk(struct yn_picture *picture, double x, double y,
                     double radius, uint32_t colour);

struct yn_picture_ring {
    double x, y, radius, width;
    uint32_t colour;
    double opacity; /* 0..1 */
    bool dotted;
};
void yn_picture_ring(struct yn_picture *picture,
                     const struct yn_picture_ring *ring);

enum yn_face { YN_SERIF, YN_SANS };
enum yn_side { YN_LEFT, YN_CENTRE, YN_RIGHT };

/* Text in a column. It is set as large as it goes from `size` down to
 * `size_min` without a broken word, Korean words included; what does not fit
 * then is broken anywhere and ends in "…". Lines of a text of several are made
 * about equally long. */
struct yn_words {
    const char *text;
    enum yn_face face;
    bool strong, capitals;
    enum yn_side side;
    uint32_t colour;
    double size, size_min; /* pixels; size_min 0 = size */
    int lines;             /* at most; 0 = 1 */
    double height;         /* at most, while larger than size_min; 0 = any */
    double leading;        /* height of a line in sizes; 0 = 1.25 */
    double tracking;       /* added between letters, in sizes */
    double x, y;           /* upper left corner of the column */
    double width;
};

struct yn_words_set {
    double size; /* of the type */
    double width, height;
    double baseline; /* of the first line, from the top */
    int lines;
    bool cut;
};

/* What yn_picture_write would do, without drawing. */
struct yn_words_set yn_picture_measure(struct yn_picture *picture,
                                       const struct yn_words *words);
struct yn_words_set yn_picture_write(struct yn_picture *picture,
                                     const struct yn_words *words);

/* A letter that no font here has and that was left out; 0 = none. */
uint32_t yn_picture_missing(const struct yn_picture *picture);

/* Appends the picture as PNG, see png.h. Errors: YN_E_NOMEM, YN_E_INTERNAL
 * (cairo's words in the message). */
int yn_picture_png(struct yn_picture *picture, struct yn_buf *out,
                   struct yn_err *err);

/* A hash of all that yn_picture_png makes the file from. Errors as there. */
int yn_picture_hash(struct yn_picture *picture, struct yn_hash *out,
                    struct yn_err *err);

#endif
