/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/scan.h>

#include "base/base.h"
#include "base/path.h"
#include "base/say.h"
#include "evidence/evidence.h"
#include "media/audio.h"
#include "media/filename.h"
#include "placement/place.h"
#include "run/scan_files.h"
#include "run/scan_internal.h"

#define READER_BYTES (YN_AUDIO_READER_BYTES + 112)
/* Another number: files that could not be read are tried again. */
#define READER_VERSION 1

/* An episode that is next, or under way. */
struct turn {
    bool taken; /* the rest is true */
    size_t i;
    int rc; /* YN_OK: it is claimed and being decoded; an outcome, an error */
    bool left_out; /* the error is about this episode */
    bool refused;  /* it could not be read before */
    struct yn_err why;
    struct yn_evidence_work work;
    struct yn_claim *claim;
    struct yn_scan_decode decode;
};

struct yn_season_scan {
    struct yn_season_scan_params params;
    struct yn_evidence *evidence; /* NULL: there is nothing to read */
    char *method;
    struct yn_scan_files files;
    struct yn_roster_sound *sound; /* of one drama at a time */
    const struct yn_scan_drama *sound_of;
    struct turn turn[2]; /* by turn */
};

/* What cannot be read is told and left out; out of memory ends the scan. */
static int leave_out(const struct yn_season_scan *scan,
                     const struct yn_err *why, struct yn_err *err)
{
    if (why->code == YN_E_NOMEM)
        return yn_err_nomem(err);
    yn_say(scan->params.log, YN_LOG_WARNING, "%s; left out", why->text);
    return YN_SCAN_SKIPPED;
}

static struct yn_scan_drama *drama_of(const struct yn_season_scan *scan,
                                      const struct yn_drama *drama)
{
    return &scan->files.dramas[drama - scan->params.season->dramas];
}

/* Masters that cannot be read leave the list. */
static int hash_masters(struct yn_season_scan *scan, struct yn_scan_drama *own,
                        struct yn_err *err)
{
    size_t kept = 0;
    for (size_t i = 0; i < own->n_masters; i++) {
        struct yn_err why = {0};
        int rc = yn_evidence_content(scan->evidence, own->paths[i],
                                     &own->hashes[kept], &why);
        if (rc && leave_out(scan, &why, err) < 0)
            return YN_E_NOMEM;
        if (rc)
            continue;
        own->masters[kept] = own->masters[i];
        own->paths[kept++] = own->paths[i];
    }
    own->n_masters = kept;
    return YN_OK;
}

static int open_evidence(struct yn_season_scan *scan, struct yn_err *err)
{
    bool read = scan->params.flags & YN_SEASON_SCAN_READ;
    const struct yn_evidence_params params = {
        .dir = scan->params.season->dir,
        .flags = read ? YN_EVIDENCE_READ : 0,
        .log = scan->params.log,
    };
    struct yn_err why = {0};
    int rc = yn_evidence_open(&params, &scan->evidence, &why);
    if (rc == YN_E_NOTFOUND && read)
        return YN_OK;
    if (rc && err)
        *err = why;
    size_t n = scan->params.season->n_dramas;
    for (size_t i = 0; !rc && i < n; i++)
        rc = hash_masters(scan, &scan->files.dramas[i], err);
    return rc;
}

/* Another language is another audio track, and other results. */
static char *method_text(const char *language)
{
    char text[256];
    int n = snprintf(text, sizeof(text), "placement %d%s%s", YN_METHOD_VERSION,
                     language ? " language " : "", language ? language : "");
    return n > 0 && (size_t)n < sizeof(text) ? strdup(text) : NULL;
}

static int scan_fill(struct yn_season_scan *scan, struct yn_err *err)
{
    const struct yn_season *season = scan->params.season;
    const char *language = scan->params.language;
    int rc = language ? yn_scan_check_language(language, err) : YN_OK;
    if (rc)
        return rc;
    scan->method = method_text(language);
    if (!scan->method)
        return yn_err_nomem(err);
    rc = yn_scan_files_find(season, scan->params.log, &scan->files, err);
    if (!rc && scan->files.n_episodes > 0)
        rc = open_evidence(scan, err);
    if (!rc)
        yn_scan_files_masters(season, &scan->files);
    return rc;
}

static void give_back(struct turn *turn)
{
    yn_scan_decode_drop(&turn->decode);
    yn_claim_release(&turn->claim);
    turn->taken = false;
}

int yn_season_scan_open(const struct yn_season_scan_params *params,
                        struct yn_season_scan **out, struct yn_err *err)
{
    struct yn_season_scan *scan = calloc(1, sizeof(*scan));
    if (!scan)
        return yn_err_nomem(err);
    scan->params = *params;
    int rc = scan_fill(scan, err);
    if (rc)
        yn_season_scan_close(&scan);
    else
        *out = scan;
    return rc;
}

void yn_season_scan_close(struct yn_season_scan **scan)
{
    struct yn_season_scan *it = *scan;
    if (!it)
        return;
    for (size_t i = 0; i < YN_LEN(it->turn); i++)
        give_back(&it->turn[i]);
    yn_roster_sound_destroy(&it->sound);
    yn_evidence_close(&it->evidence);
    yn_scan_files_release(&it->files);
    free(it->method);
    free(it);
    *scan = NULL;
}

const struct yn_season_episode *
yn_season_scan_episodes(const struct yn_season_scan *scan, size_t *n)
{
    *n = scan->files.n_episodes;
    return scan->files.episodes;
}

static int work_of(struct yn_season_scan *scan,
                   const struct yn_season_episode *episode,
                   struct yn_evidence_work *work, struct yn_err *err)
{
    const struct yn_scan_drama *own = drama_of(scan, episode->drama);
    *work = (struct yn_evidence_work){.masters = own->hashes,
                                      .n_masters = own->n_masters,
                                      .method = scan->method};
    return yn_evidence_content(scan->evidence, episode->path, &work->episode,
                               err);
}

/* Who reads: another FFmpeg may know more, and so may the same one where the
 * file has another ending or another track is asked for. */
static void reader_of(const struct yn_season_scan *scan, const char *path,
                      char out[READER_BYTES])
{
    char name[YN_AUDIO_READER_BYTES];
    const char *base = yn_path_base(path);
    const char *language = scan->params.language;
    yn_audio_reader(name);
    snprintf(out, READER_BYTES, "%d %s %.16s %.64s", READER_VERSION, name,
             base + yn_filename_stem(base), language ? language : "");
}

/* YN_OK and `*why` ("PATH: is …"), where this content could not be read before;
 * YN_E_NOTFOUND. */
static int refused_before(const struct yn_season_scan *scan, const char *path,
                          const struct yn_hash *content, struct yn_err *why,
                          struct yn_err *err)
{
    char reader[READER_BYTES], *text = NULL;
    reader_of(scan, path, reader);
    int rc = yn_evidence_refusal(scan->evidence, content, reader, &text, err);
    if (!rc)
        (void)yn_err_set(why, YN_E_INPUT, 0, "%s: %s", path, text);
    free(text);
    return rc;
}

/* Whether the same content would fail again: not where memory or the disk
 * did, which may be better next time. */
static bool is_for_good(const struct yn_err *why)
{
    return why->code == YN_E_INPUT || why->code == YN_E_LIMIT;
}

/* Keeps why the episode cannot be read, without its path: the file may be moved
 * by then. */
static int refuse(const struct yn_season_scan *scan, const char *path,
                  const struct yn_hash *content, const struct yn_err *why,
                  struct yn_err *err)
{
    char reader[READER_BYTES];
    size_t len = strlen(path);
    const char *text = why->text;
    if (strncmp(text, path, len) == 0 && strncmp(text + len, ": ", 2) == 0)
        text += len + 2;
    reader_of(scan, path, reader);
    return yn_evidence_refuse(scan->evidence, content, reader, text, err);
}

/* Decodes the masters of the drama unless they are at hand. */
static int need_sound(struct yn_season_scan *scan, struct yn_scan_drama *own,
                      struct yn_err *err)
{
    if (own->unusable)
        return YN_SCAN_SKIPPED;
    if (scan->sound && scan->sound_of == own)
        return YN_OK;
    yn_roster_sound_destroy(&scan->sound);
    struct yn_err why = {0};
    int rc = yn_roster_sound_load(own->paths, own->n_masters, scan->params.log,
                                  &scan->sound, &why);
    if (rc == YN_E_NOMEM)
        return yn_err_nomem(err);
    own->unusable = rc != YN_OK;
    scan->sound_of = own;
    if (rc)
        yn_say(scan->params.log, YN_LOG_WARNING, "%s: %s",
               own->masters[0].drama->pos.file, why.text);
    return rc ? YN_SCAN_SKIPPED : YN_OK;
}

static int unchanged(struct yn_season_scan *scan, const char *path,
                     const struct yn_hash *hash, struct yn_err *err)
{
    struct yn_hash now;
    int rc = yn_evidence_content(scan->evidence, path, &now, err);
    if (!rc && yn_hash_compare(&now, hash) != 0)
        rc = yn_err_set(err, YN_E_INPUT, 0,
                        "%s: changed while it was scanned; scan again", path);
    return rc;
}

/* A result is kept under the contents it was measured from, or not at all. */
static int all_unchanged(struct yn_season_scan *scan,
                         const struct yn_season_episode *episode,
                         const struct yn_evidence_work *work,
                         struct yn_err *err)
{
    const struct yn_scan_drama *own = drama_of(scan, episode->drama);
    int rc = unchanged(scan, episode->path, &work->episode, err);
    for (size_t i = 0; !rc && i < own->n_masters; i++)
        rc = unchanged(scan, own->paths[i], &own->hashes[i], err);
    return rc;
}

static int not_read(struct yn_season_scan *scan, const char *path,
                    const struct yn_hash *content, const struct yn_err *why,
                    struct yn_err *err)
{
    struct yn_err changed;
    int rc = YN_OK;
    if (is_for_good(why) && !unchanged(scan, path, content, &changed))
        rc = refuse(scan, path, content, why, err);
    return rc ? rc : leave_out(scan, why, err);
}

/* Claims the episode and begins to decode it. What comes of that is kept, to be
 * told when its turn comes. */
static void get_ready(struct yn_season_scan *scan, size_t i)
{
    struct turn *turn = &scan->turn[i % YN_LEN(scan->turn)];
    const struct yn_season_episode *episode = &scan->files.episodes[i];
    *turn = (struct turn){.taken = true, .i = i};
    if (episode->n_masters == 0 || drama_of(scan, episode->drama)->unusable) {
        turn->rc = YN_SCAN_SKIPPED;
        return;
    }
    turn->rc = work_of(scan, episode, &turn->work, &turn->why);
    if (turn->rc) {
        turn->left_out = true;
        return;
    }
    turn->rc = refused_before(scan, episode->path, &turn->work.episode,
                              &turn->why, &turn->why);
    turn->refused = turn->rc == YN_OK;
    if (turn->rc == YN_E_NOTFOUND)
        turn->rc = yn_evidence_claim(scan->evidence, &turn->work, &turn->claim,
                                     &turn->why);
    if (!turn->rc && !turn->refused)
        yn_scan_decode_begin(&turn->decode, episode->path,
                             scan->params.language,
                             yn_scan_threads(scan->params.threads) == 1);
}

/* Whether there is nothing to scan, and what it was. */
static int turn_outcome(const struct yn_season_scan *scan,
                        const struct turn *turn, struct yn_err *err)
{
    if (turn->left_out)
        return leave_out(scan, &turn->why, err);
    if (turn->refused) {
        yn_say(scan->params.log, YN_LOG_WARNING, "%s; left out, as before",
               turn->why.text);
        return YN_SCAN_SKIPPED;
    }
    if (turn->rc < 0 && err)
        *err = turn->why;
    if (turn->rc == YN_CLAIM_DONE)
        return YN_SCAN_DONE;
    return turn->rc == YN_CLAIM_TAKEN ? YN_SCAN_TAKEN : turn->rc;
}

/* While one episode is placed, the next is decoded. */
static int scan_claimed(struct yn_season_scan *scan, struct turn *turn,
                        struct yn_placements *out, struct yn_err *err)
{
    const struct yn_season_episode *episode = &scan->files.episodes[turn->i];
    const struct yn_hash *content = &turn->work.episode;
    struct yn_scan_sound sound;
    struct yn_err why = {0};
    int rc = need_sound(scan, drama_of(scan, episode->drama), err);
    if (rc)
        return rc;
    rc = yn_scan_decode_take(&turn->decode, &sound, &why);
    if (turn->i + 1 < scan->files.n_episodes)
        get_ready(scan, turn->i + 1);
    if (rc)
        return not_read(scan, episode->path, content, &why, err);
    const struct yn_scan_params params = {.language = scan->params.language,
                                          .threads = scan->params.threads,
                                          .log = scan->params.log};
    rc = yn_scan_place(scan->sound, episode->path, &sound, &params, out, err);
    if (rc || !all_unchanged(scan, episode, &turn->work, &why))
        return rc;
    yn_placements_release(out);
    return leave_out(scan, &why, err);
}

int yn_season_scan_run(struct yn_season_scan *scan, size_t i,
                       struct yn_placements *out, struct yn_err *err)
{
    struct turn *turn = &scan->turn[i % YN_LEN(scan->turn)];
    if (turn->taken && turn->i != i)
        give_back(turn);
    if (!turn->taken)
        get_ready(scan, i);
    struct yn_placements found = {0};
    int rc = turn_outcome(scan, turn, err);
    if (!rc)
        rc = scan_claimed(scan, turn, &found, err);
    if (!rc)
        rc = yn_evidence_put(scan->evidence, &turn->claim, &found, err);
    if (rc)
        yn_placements_release(&found);
    else
        *out = found;
    give_back(turn);
    return rc;
}

int yn_season_scan_get(struct yn_season_scan *scan, size_t i,
                       struct yn_placements *out, struct yn_err *err)
{
    const struct yn_season_episode *episode = &scan->files.episodes[i];
    struct yn_evidence_work work;
    int rc = YN_E_NOTFOUND;
    if (scan->evidence && episode->n_masters > 0)
        rc = work_of(scan, episode, &work, err);
    if (rc == YN_OK)
        rc = yn_evidence_get(scan->evidence, &work, out, err);
    struct yn_err why;
    if (rc == YN_E_NOTFOUND && scan->evidence &&
        refused_before(scan, episode->path, &work.episode, &why, NULL) == YN_OK)
        return yn_err_set(err, YN_E_INPUT, 0, "%s", why.text);
    if (rc == YN_E_NOTFOUND)
        yn_err_set(err, YN_E_NOTFOUND, 0,
                   "%s: was not scanned yet, or has changed since; run `yeoun "
                   "scan`",
                   episode->path);
    return rc;
}
