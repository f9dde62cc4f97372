/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Badge: the sign that the picked tracks wear, for this page and others.
 */
#ifndef YN_PUBLISH_BADGE_H
#define YN_PUBLISH_BADGE_H

#include <stdbool.h>
#include <stdint.h>

#include <yeoun/season.h>

#include "base/buf.h"

/* What the badge says: season->badge, or "2020 Best Drama OST". */
void yn_badge_words(const struct yn_season *season, struct yn_buf *out);

/* The badge is laid out in a square of so many units. */
#define YN_BADGE_UNITS 200
#define YN_BADGE_DISK 78 /* radius of the disk */
#define YN_BADGE_LINES 4
#define YN_BADGE_YEAR_TYPE 42 /* size of the year */
#define YN_BADGE_RING 0xb4432bu
#define YN_BADGE_EDGE 0xe9b8a6u /* a line within the disk's edge */
#define YN_BADGE_LETTERS 0xfff8efu

#define YN_BADGE_RINGS 4
struct yn_badge_ring {
    int radius, percent; /* of full colour */
};
extern const struct yn_badge_ring yn_badge_rings[YN_BADGE_RINGS];

struct yn_badge_line {
    const char *text;
    size_t len;
};

struct yn_badge {
    char *words; /* what the lines point into */
    char digits[16];
    const char *year; /* set large; NULL: the words do not begin with it */
    struct yn_badge_line line[YN_BADGE_LINES];
    size_t n;
    int type; /* size of the words */
    bool cut; /* the last line goes on */
};

/* Lays the words out. Errors: YN_E_NOMEM; release is fine then too. */
int yn_badge_create(const struct yn_season *season, struct yn_badge *out,
                    struct yn_err *err);
void yn_badge_release(struct yn_badge *badge);
/* Where line `i`, or the year, stands; letters are set around the middle. */
#define YN_BADGE_YEAR SIZE_MAX
int yn_badge_baseline(const struct yn_badge *badge, size_t i);
void yn_badge_line_text(const struct yn_badge *badge, size_t i,
                        struct yn_buf *out);

struct yn_picture;
/* Draws it with its middle at x, y; in badge_png.c. Errors: YN_E_NOMEM. */
int yn_badge_draw(const struct yn_season *season, struct yn_picture *picture,
                  double x, double y, double size, struct yn_err *err);

/* Width and height of badge.png, and of badge.svg where it stands alone, in
 * pixels. */
#define YN_BADGE_PNG_SIZE 480
#define YN_BADGE_SIZE 160

#endif
