/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Histories: all listening histories of a season, from its folder and beside.
 */
#ifndef YN_LINGER_HISTORIES_H
#define YN_LINGER_HISTORIES_H

#include "linger/listens.h"

struct yn_histories {
    struct yn_listens listens;
    struct yn_read_file *files;
    size_t n_files;
};

/* Reads what params->files names, and listens/ of the season's folder or what
 * its `listens:` names. All lands in the reader's arena. Errors: YN_E_ARG,
 * YN_E_NOTFOUND (one of params->files), YN_E_IO, YN_E_NOMEM, YN_E_LIMIT. */
int yn_histories_read(const struct yn_attention_params *params,
                      struct yn_reader *reader,
                      const struct yn_song_index *index,
                      struct yn_unsure_list *unsure, struct yn_histories *out,
                      struct yn_err *err);

#endif
