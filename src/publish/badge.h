/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Badge: the sign that the picked tracks wear, for this page and others.
 */
#ifndef YN_PUBLISH_BADGE_H
#define YN_PUBLISH_BADGE_H

#include <yeoun/season.h>

#include "base/buf.h"

/* What the badge says: season->badge, or "2020 Best Drama OST". */
void yn_badge_words(const struct yn_season *season, struct yn_buf *out);

/* Width and height of badge.svg where it stands alone, in pixels. */
#define YN_BADGE_SIZE 160

#endif
