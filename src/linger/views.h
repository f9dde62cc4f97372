/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Views: how often videos were seen by which day.
 *
 *     views/any/name.info.json     a snapshot as yt-dlp writes it
 *     views/name.csv               date, count [, track, artist, drama]
 *
 * A table of one song needs no column for it: its file is named as the song's
 * title, or by the id of its video. A column `daily` in place of `count` has
 * the views of each day by itself.
 */
#ifndef YN_LINGER_VIEWS_H
#define YN_LINGER_VIEWS_H

#include <yeoun/attention.h>

#include "base/reader.h"
#include "linger/match.h"
#include "linger/unsure.h"

struct yn_viewing {
    struct yn_reader *reader;          /* borrowed */
    const struct yn_season *season;    /* borrowed */
    const struct yn_song_index *index; /* borrowed */
    struct yn_unsure_list *unsure;     /* borrowed */
    int32_t as_of, today;              /* days; INT32_MAX: all, not known */
};

/* Reads the folder `dir`, and folders one deep; all lands in the reader's
 * arena. No such folder: n = 0. Errors: YN_E_IO, YN_E_NOMEM. */
int yn_views_read(struct yn_viewing *viewing, const char *dir,
                  struct yn_views **out, size_t *n, struct yn_err *err);

#endif
