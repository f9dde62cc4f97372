/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Views: how often videos were seen by which day.
 *
 *     views/any/name.info.json     a snapshot as yt-dlp writes it
 *     views/name.csv               date, count [, track, artist]
 *
 * A table of one song needs no column for it: its file is named as the song's
 * title, or by the id of its video. A column `daily` in place of `count` has
 * the views of each day by itself.
 */
#ifndef YN_LINGER_VIEWS_H
#define YN_LINGER_VIEWS_H

#include <yeoun/attention.h>

#include "linger/sources.h"

/* Reads views/ of the season's folder, and folders one deep, or what `views:`
 * names, into the reader's arena. Nothing is there: n = 0. Errors: YN_E_IO,
 * YN_E_NOMEM. */
int yn_views_read(struct yn_gathering *gathering, struct yn_views **out,
                  size_t *n, struct yn_err *err);

#endif
