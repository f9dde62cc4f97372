/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Meeting: where each song of a drama and the moments that move people are
 * strongest together.
 */
#ifndef YN_PUBLISH_MEETING_H
#define YN_PUBLISH_MEETING_H

#include "publish/played.h"

/* Gives the drama's songs what `params->stories` says of them, once all of its
 * episodes are there. */
void yn_meetings_find(struct yn_played_drama *drama,
                      const struct yn_publish_params *params);

#endif
