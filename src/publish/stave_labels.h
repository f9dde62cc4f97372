/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Labels: the names above one stave, in two rows. A name is shown
 * where the page is wide enough for it; the style sheet hides it elsewhere, and
 * the number before it where even that has no room.
 */
#ifndef YN_PUBLISH_STAVE_LABELS_H
#define YN_PUBLISH_STAVE_LABELS_H

#include <stddef.h>

/* From which width of the page on there is room: each has a class in the style
 * sheet. */
enum yn_room {
    YN_ROOM_PHONE,
    YN_ROOM_TABLET, /* 46rem */
    YN_ROOM_LAPTOP, /* 64rem */
    YN_ROOM_WIDE,   /* 80rem */
    YN_ROOM_NEVER,
};

#define YN_LABEL_ROWS 2

struct yn_label {
    double at; /* share of the line's width, 0..1 */
    unsigned number;
    const char *name;
    unsigned row;                        /* out: 0 is the upper one */
    enum yn_room number_room, name_room; /* out */
};

/* Decides on `n` labels that stand by `at`. */
void yn_labels_place(struct yn_label *labels, size_t n);

#endif
