/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Evidence: what was measured, kept beside the season and found again by the
 * content of the files.
 *
 * A worker claims an episode, measures it and puts the result; others read it.
 * Any number of workers, in one process or many, share a store: none repeats
 * another's work, and work whose process died is free again at once. What is
 * kept is derived: deleting it loses time and nothing else.
 *
 * Nothing here says how it is kept, so that a database on a server can stand
 * where a file stands now.
 *
 * Threads: a struct yn_evidence and the claims made by it belong to one thread
 * at a time; open one for each. None may be used on both sides of a fork.
 */
#ifndef YN_EVIDENCE_EVIDENCE_H
#define YN_EVIDENCE_EVIDENCE_H

#include <stdbool.h>
#include <stddef.h>

#include <yeoun/err.h>
#include <yeoun/log.h>
#include <yeoun/placement.h>

#include "base/hash.h"

struct yn_evidence;
struct yn_claim;

enum yn_evidence_flags {
    YN_EVIDENCE_READ = 1 << 0, /* nothing is written: get and content only */
};

struct yn_evidence_params {
    const char *dir; /* the season; what is kept lies in its folder .yeoun */
    unsigned flags;
    int wait_ms; /* for other processes that write; 0: half a minute */
    const struct yn_log *log; /* borrowed until close, may be NULL */
};

/* Opens the store, making it where it is missing. One that is damaged is set
 * aside as evidence.db.damaged-N (a warning tells) and begun anew; that waits
 * for others who have it open.
 * Errors: YN_E_NOTFOUND (YN_EVIDENCE_READ, and nothing has been measured yet),
 * YN_E_INPUT (written by a newer yeoun; damaged, with YN_EVIDENCE_READ),
 * YN_E_IO (cannot be written, disk full, locked), YN_E_NOMEM. */
int yn_evidence_open(const struct yn_evidence_params *params,
                     struct yn_evidence **out, struct yn_err *err);
void yn_evidence_close(struct yn_evidence **evidence);

/* A hash of all of a file's bytes. Where a file was hashed before and its size,
 * times, inode and path are as they were, the old hash is given without reading
 * it. Call it again before yn_evidence_put: another answer means that the file
 * changed under the measurement.
 * Errors: YN_E_NOTFOUND, YN_E_INPUT (no regular file; it changes while it is
 * read), YN_E_IO, YN_E_NOMEM, and as yn_evidence_put. */
int yn_evidence_content(struct yn_evidence *evidence, const char *path,
                        struct yn_hash *out, struct yn_err *err);

/* Whether anything was measured of the file as it is now, by whatever masters
 * and method. It is not read for that: one that was moved, or was hashed while
 * it was being written, counts as not measured. Errors: YN_E_NOTFOUND,
 * YN_E_INPUT (no regular file), YN_E_IO, YN_E_NOMEM, and as yn_evidence_put. */
int yn_evidence_measured(struct yn_evidence *evidence, const char *path,
                         bool *out, struct yn_err *err);

/* What makes a result what it is. */
struct yn_evidence_work {
    struct yn_hash episode;
    /* The order is free: a result is found again when the same masters come in
     * another order, and its cues then have the new indices. */
    const struct yn_hash *masters;
    size_t n_masters;
    /* The method's version, and each setting that changes what it finds. */
    const char *method;
};

enum yn_claim_outcome {
    YN_CLAIM_DONE = 1,  /* there is a result already */
    YN_CLAIM_TAKEN = 2, /* another worker is at it */
};

/* Takes one piece of work, for nobody else until yn_evidence_put,
 * yn_claim_release or the end of the process, however it comes.
 * Returns YN_OK with `*out` set, or a yn_claim_outcome, or an error as
 * yn_evidence_put; `*out` is unchanged but for YN_OK. */
int yn_evidence_claim(struct yn_evidence *evidence,
                      const struct yn_evidence_work *work,
                      struct yn_claim **out, struct yn_err *err);

/* Gives work back; a NULL claim is fine. */
void yn_claim_release(struct yn_claim **claim);

/* Keeps the result of claimed work and gives the claim back: all of it or, on
 * failure, nothing; the claim then stands and the same may be tried again.
 * Results that 16 newer ones of the same episode have followed are dropped.
 * Errors: YN_E_IO (disk full, locked), YN_E_LIMIT, YN_E_INPUT (a newer yeoun
 * has taken the store over), YN_E_NOMEM. */
int yn_evidence_put(struct yn_evidence *evidence, struct yn_claim **claim,
                    const struct yn_placements *placements, struct yn_err *err);

/* Reads a result, bit for bit as it was put; release it with
 * yn_placements_release. A result that does not prove whole counts as not
 * there. Errors: YN_E_NOTFOUND, and as yn_evidence_put. */
int yn_evidence_get(struct yn_evidence *evidence,
                    const struct yn_evidence_work *work,
                    struct yn_placements *out, struct yn_err *err);

/* Keeps that nothing can be measured of this content, and why, so that it is
 * not tried again. `reader` names who tried: another may do better. Errors: as
 * yn_evidence_put. */
int yn_evidence_refuse(struct yn_evidence *evidence,
                       const struct yn_hash *content, const char *reader,
                       const char *why, struct yn_err *err);

/* What was kept of that: YN_OK, and the caller frees `*why`. Errors:
 * YN_E_NOTFOUND (nothing; `err` is not filled), and as yn_evidence_put. */
int yn_evidence_refusal(struct yn_evidence *evidence,
                        const struct yn_hash *content, const char *reader,
                        char **why, struct yn_err *err);

/* A text as a vector. `model` names who made it, and is all that tells two
 * models apart. */
struct yn_evidence_vector {
    struct yn_hash text;
    float *value; /* of `dim`; from get: free with free() */
    size_t dim;
};

/* Keeps vectors, all or, on failure, none. Errors: as yn_evidence_put. */
int yn_evidence_put_vectors(struct yn_evidence *evidence, const char *model,
                            const struct yn_evidence_vector *vectors, size_t n,
                            struct yn_err *err);

/* Reads the vector of vector->text into the rest of it. One that does not prove
 * whole counts as not there. Errors: YN_E_NOTFOUND (`err` is not filled), and
 * as yn_evidence_put. */
int yn_evidence_get_vector(struct yn_evidence *evidence, const char *model,
                           struct yn_evidence_vector *vector,
                           struct yn_err *err);

/* The models that vectors are kept of, one by one: the first behind `after` in
 * the order of bytes; "" gives the first of all. The caller frees `*out`.
 * Errors: YN_E_NOTFOUND (that was the last; `err` is not filled), and as
 * yn_evidence_put. */
int yn_evidence_next_model(struct yn_evidence *evidence, const char *after,
                           char **out, struct yn_err *err);

#endif
