/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Items: the objects of a JSON document one by one, however long it is.
 *
 * Services export one array of all plays. Only one play is held at a time.
 */
#ifndef YN_LINGER_ITEMS_H
#define YN_LINGER_ITEMS_H

#include "linger/listens.h"

/* One object: its text (ended by NUL), and where it begins. */
struct yn_item {
    const char *text;
    size_t len;
    unsigned line, column;
};

/* Calls `take` for each object within `depth` brackets, the innermost of which
 * is an array (or that stand alone, for depth 0). What is no such document, an
 * object that is too long, and an early end are counted as rejected rows.
 * Errors: those of yn_listen_read and of `take`. */
int yn_items_read(struct yn_listen_job *job, unsigned depth,
                  int (*take)(void *ctx, const struct yn_item *item,
                              struct yn_err *err),
                  void *ctx, struct yn_err *err);

#endif
