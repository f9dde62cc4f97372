/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sources: where the charts, histories and views of a season lie, and what
 * their readers share.
 */
#ifndef YN_LINGER_SOURCES_H
#define YN_LINGER_SOURCES_H

#include <yeoun/season.h>

#include "base/reader.h"
#include "linger/song_index.h"
#include "linger/unsure.h"

/* What is known while a season's attention is read; all of it borrowed. */
struct yn_gathering {
    struct yn_reader *reader;
    const struct yn_season *season;
    const struct yn_song_index *index;
    struct yn_unsure_list *unsure;
    int32_t as_of, today; /* days; INT32_MAX: all, not known */
};

struct yn_source {
    const char *path; /* a file or a folder */
    /* The folder that stands first for a wildcard; NULL: none does. */
    const char *under;
};

struct yn_sources {
    struct yn_source *item; /* in the order of the patterns, then by path */
    size_t n;
};

/* What a key of season.md names: files and folders as they are called, files
 * that patterns fit (base/glob.h). Without the key it is the folder of the
 * key's own name, where there is one. What names nothing is told as a problem.
 * All lands in the reader's arena. Errors: YN_E_NOMEM. */
int yn_sources_find(struct yn_reader *reader, const struct yn_season *season,
                    const char *key, const struct yn_text_list *patterns,
                    struct yn_sources *out, struct yn_err *err);

#endif
