/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/stave_labels.h"

#include "base/base.h"
#include "base/unicode.h"

/* Pixels that a line is wide at each room, some less than it is. */
static const double widths[] = {
    [YN_ROOM_PHONE] = 330,
    [YN_ROOM_TABLET] = 640,
    [YN_ROOM_LAPTOP] = 880,
    [YN_ROOM_WIDE] = 1100,
};

/* Pixels of letters at 12 px, on the wide side: Latin, and what stands in a
 * square (Hangul, kana, Chinese). */
#define LETTER_PX 6.7
#define SQUARE_PX 12.5
#define DIGIT_PX 7.2
#define GAP_PX 7.0
#define SQUARE_FIRST 0x1100

static double number_px(unsigned number)
{
    double px = DIGIT_PX + GAP_PX;
    for (; number >= 10; number /= 10)
        px += DIGIT_PX;
    return px;
}

static double name_px(const char *name)
{
    double px = GAP_PX;
    for (size_t at = 0; name[at];)
        px += yn_unicode_next(name, &at) < SQUARE_FIRST ? LETTER_PX : SQUARE_PX;
    return px;
}

static enum yn_room room_for(double px, double share)
{
    enum yn_room room = YN_ROOM_PHONE;
    while (room < YN_ROOM_NEVER && px > share * widths[room])
        room++;
    return room;
}

/* The row in which most room is left on a wide page. */
static unsigned choose_row(const struct yn_label *label,
                           const double end[YN_LABEL_ROWS])
{
    unsigned best = 0;
    for (unsigned row = 0; row < YN_LABEL_ROWS; row++) {
        if (label->at >= end[row])
            return row;
        if (end[row] < end[best])
            best = row;
    }
    return best;
}

void yn_labels_place(struct yn_label *labels, size_t n)
{
    double end[YN_LABEL_ROWS] = {0};
    for (size_t i = 0; i < n; i++) {
        struct yn_label *label = &labels[i];
        label->row = choose_row(label, end);
        double px = number_px(label->number) + name_px(label->name);
        end[label->row] = label->at + px / widths[YN_ROOM_WIDE];
    }
    double next[YN_LABEL_ROWS];
    for (unsigned row = 0; row < YN_LABEL_ROWS; row++)
        next[row] = 1;
    for (size_t i = n; i-- > 0;) {
        struct yn_label *label = &labels[i];
        double share = next[label->row] - label->at;
        double px = number_px(label->number);
        label->number_room = room_for(px, share);
        label->name_room = room_for(px + name_px(label->name), share);
        next[label->row] = label->at;
    }
}
