/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Video: which addresses can be played within the page.
 */
#ifndef YN_PUBLISH_VIDEO_H
#define YN_PUBLISH_VIDEO_H

#include <stdbool.h>

#include "base/buf.h"

enum yn_video_host { YN_VIDEO_OTHER, YN_VIDEO_YOUTUBE, YN_VIDEO_VIMEO };

/* Says whose video it is and appends the address of its player: YouTube's
 * without cookies, Vimeo's without tracking. Nothing is appended for any other
 * address; it can only be linked. */
enum yn_video_host yn_video_embed(const char *address, struct yn_buf *out);

/* "YouTube", "Vimeo", or "" for another. */
const char *yn_video_host_name(enum yn_video_host host);

#endif
