/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A store with three results in a folder of its own, to be spoilt.
 */
#ifndef YN_TEST_STORE_H
#define YN_TEST_STORE_H

#include "evidence/evidence.h"
#include "support/folder.h"
#include "support/found.h"

#define PATH_MAX_BYTES 400
#define N_RESULTS 3 /* of the store that gets damaged */
#define SECONDS 600
#define SHORT_WAIT_MS 40

struct store {
    struct folder folder;
    char db[PATH_MAX_BYTES], aside[PATH_MAX_BYTES];
    struct yn_hash masters[FOUND_MASTERS];
    int n_warnings;
    char warning[YN_ERR_TEXT_MAX];
    struct yn_log log;
};

/* path followed by more, into PATH_MAX_BYTES. */
void store_join(char *out, const char *path, const char *more);

/* cmocka's setup and teardown; the state is a struct store. */
int store_make(void **state);
int store_remove(void **state);

int store_open(struct store *s, unsigned flags, struct yn_evidence **out,
               struct yn_err *err);
struct yn_evidence *store_must_open(struct store *s);

/* Work number `number` and its made-up result. */
struct yn_evidence_work store_work(const struct store *s, unsigned number);
int store_put(struct store *s, struct yn_evidence *evidence, unsigned number,
              struct yn_err *err);
/* YN_OK: there, and as it was put. */
int store_get(struct store *s, struct yn_evidence *evidence, unsigned number,
              struct yn_err *err);

#endif
