/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* strcasestr */
#include "linger/listens.h"

#include "base/base.h"

/* Enough to see what a file is. */
#define HEAD_BYTES ((size_t)64 << 10)

static const struct yn_listen_kind *kind_named(const char *name)
{
    size_t n;
    const struct yn_listen_kind *kind = yn_listen_kinds(&n);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(kind[i].name, name) == 0)
            return &kind[i];
    }
    return NULL;
}

static const struct yn_listen_kind *kind_of(const struct yn_listen_job *job)
{
    size_t n;
    const struct yn_listen_kind *kind = yn_listen_kinds(&n);
    if (job->listening->as)
        return kind_named(job->listening->as);
    for (size_t i = 0; i < n; i++) {
        if (kind[i].fits(job->head, job->head_len))
            return &kind[i];
    }
    return NULL;
}

static int read_head(struct yn_listen_job *job, struct yn_err *err)
{
    job->head = malloc(HEAD_BYTES + 1);
    if (!job->head)
        return yn_err_nomem(err);
    for (size_t n = 1; n > 0 && job->head_len < HEAD_BYTES;
         job->head_len += n) {
        int rc = yn_archive_read(job->source, job->head + job->head_len,
                                 HEAD_BYTES - job->head_len, &n, err);
        if (rc)
            return rc;
    }
    job->head[job->head_len] = '\0';
    return YN_OK;
}

/* Adds an account; its number is how plays name it. */
static int open_account(struct yn_listen_job *job, struct yn_err *err)
{
    struct yn_listening *listening = job->listening;
    int rc = yn_grow(&listening->file, &listening->cap_files,
                     listening->n_files + 1, sizeof(*listening->file), err);
    if (rc)
        return rc;
    job->number = (uint32_t)listening->n_files;
    job->account = (struct yn_read_file){.path = job->path, .kind = ""};
    listening->file[listening->n_files++] = job->account;
    return YN_OK;
}

/* The line in the file of a line in a block. */
static unsigned line_of(const struct yn_listen_job *job, unsigned block,
                        unsigned line)
{
    for (unsigned i = 0; i < block && i < job->n_blocks; i++)
        line += job->lines[i];
    return line;
}

/* Tells of the first rows that could not be read, and how many more there
 * are. */
static int tell_rejects(struct yn_listen_job *job, struct yn_err *err)
{
    struct yn_reader *reader = job->listening->reader;
    job->account.problems = yn_arena_array(reader->arena, job->n_rejects,
                                           sizeof(struct yn_row_problem));
    if (!job->account.problems)
        return yn_err_nomem(err);
    for (size_t i = 0; i < job->n_rejects; i++) {
        const struct yn_listen_reject *one = &job->reject[i];
        job->account.problems[i] = (struct yn_row_problem){
            {job->path, line_of(job, one->block, one->line), one->column},
            one->what,
            one->remedy};
    }
    job->account.n_problems = job->n_rejects;
    if (job->account.rejected == 0)
        return YN_OK;
    const struct yn_row_problem *first = &job->account.problems[0];
    const char *what =
        yn_text_f(reader->arena, "%s (%llu of %llu rows cannot be used)",
                  first->what, job->account.rejected, job->account.rows);
    return yn_reader_warning(reader, first->pos, what, first->remedy, err);
}

static int tell_unsure(struct yn_listen_job *job, struct yn_err *err)
{
    struct yn_listening *listening = job->listening;
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < job->n_met; i++) {
        const struct yn_unsure_met *met = &job->met[i];
        const struct yn_song_row row = {met->title, met->artist, met->album};
        const struct yn_pos pos = {job->path,
                                   line_of(job, met->block, met->line), 1};
        rc = yn_unsure_add(listening->unsure, listening->reader->arena,
                           listening->index, pos, &row, &met->match, met->rows,
                           err);
    }
    return rc;
}

/* A cause without the path that its place says already. */
static const char *without_path(const char *cause, const char *path)
{
    size_t n = strlen(path);
    bool same =
        strncmp(cause, path, n) == 0 && strncmp(cause + n, ": ", 2) == 0;
    return same ? cause + n + 2 : cause;
}

/* What stopped the reading of one file stops nothing else, but for memory. */
static int tell_stop(struct yn_listen_job *job, int rc,
                     const struct yn_err *cause, struct yn_err *err)
{
    struct yn_reader *reader = job->listening->reader;
    if (rc == YN_E_NOMEM)
        return yn_err_nomem(err);
    const char *what =
        yn_arena_dup(reader->arena, without_path(cause->text, job->archive));
    const char *remedy =
        rc == YN_E_LIMIT
            ? "look at the file; if it is what it should be, unpack it and "
              "put only the histories here"
            : "export or copy it again; what came before is used";
    return yn_reader_problem(reader, (struct yn_pos){job->path, 0, 0}, what,
                             remedy, err);
}

static bool is_utf16(const struct yn_listen_job *job)
{
    return job->head_len >= 2 && (memcmp(job->head, "\xFF\xFE", 2) == 0 ||
                                  memcmp(job->head, "\xFE\xFF", 2) == 0);
}

static int tell_no_kind(struct yn_listen_job *job, struct yn_err *err)
{
    const char *what = "this is no listening history that yeoun knows";
    const char *remedy =
        "take it away; or, if it is a table, part its columns by commas and "
        "name them in the first line: artist, track, album, date";
    bool page = strcasestr(job->head, "<html") != NULL;
    /* Exports hold other things beside the history. */
    if (yn_archive_is_box(job->source))
        return YN_OK;
    if (is_utf16(job)) {
        what = "it is written in UTF-16";
        remedy = "save it as UTF-8";
    } else if (page) {
        what = "this is a web page";
        remedy = "export the history as JSON; Google's Takeout asks for the "
                 "format under \"Multiple formats\"";
    }
    return yn_reader_warning(job->listening->reader,
                             (struct yn_pos){job->path, 0, 0}, what, remedy,
                             err);
}

static int read_job(struct yn_listen_job *job, struct yn_err *err)
{
    struct yn_err cause = {0};
    int rc = open_account(job, err);
    if (rc)
        return rc;
    rc = read_head(job, &cause);
    const struct yn_listen_kind *kind = rc ? NULL : kind_of(job);
    if (kind) {
        job->account.kind = kind->name;
        rc = kind->read(job, &cause);
    }
    int stop = rc;
    rc = stop ? tell_stop(job, stop, &cause, err) : YN_OK;
    if (!rc && !stop && !kind)
        rc = tell_no_kind(job, err);
    if (!rc)
        rc = tell_rejects(job, err);
    if (!rc)
        rc = tell_unsure(job, err);
    job->listening->file[job->number] = job->account;
    return rc ? rc : stop;
}

static void release_job(struct yn_listen_job *job)
{
    yn_arena_release(&job->arena);
    free(job->met);
    free(job->lines);
    free(job->head);
}

/* One file of an archive, or the file that is itself. Returns what stopped the
 * source, in `*stopped`. */
static int read_entry(struct yn_listening *listening, struct yn_archive *source,
                      const char *path, const char *name, uint64_t person,
                      int *stopped, struct yn_err *err)
{
    struct yn_reader *reader = listening->reader;
    struct yn_listen_job job = {
        .listening = listening,
        .source = source,
        .archive = path,
        .path = name[0] ? yn_text_f(reader->arena, "%s: %s", path, name)
                        : yn_arena_dup(reader->arena, path),
        .person = person};
    if (!job.path)
        return yn_err_nomem(err);
    size_t before = yn_report_count(reader->report, YN_PROBLEM);
    int rc = read_job(&job, err);
    release_job(&job);
    *stopped = rc;
    /* It is told already, but for memory. */
    bool told = yn_report_count(reader->report, YN_PROBLEM) > before;
    return rc && told && rc != YN_E_NOMEM ? YN_OK : rc;
}

static int tell(struct yn_listening *listening, const char *path,
                const struct yn_err *cause, struct yn_err *err)
{
    struct yn_reader *reader = listening->reader;
    const char *file = yn_arena_dup(reader->arena, path);
    const char *what =
        yn_arena_dup(reader->arena, without_path(cause->text, path));
    if (!file)
        return yn_err_nomem(err);
    return yn_reader_problem(reader, (struct yn_pos){file, 0, 0}, what,
                             "export or copy it again; what came before is "
                             "used",
                             err);
}

int yn_listens_read_file(struct yn_listening *listening, const char *path,
                         uint64_t person, struct yn_err *err)
{
    struct yn_archive *source = NULL;
    struct yn_err cause = {0};
    int rc = yn_archive_open(path, &source, &cause);
    if (rc)
        return rc == YN_E_NOMEM ? yn_err_nomem(err)
                                : tell(listening, path, &cause, err);
    for (int stopped = YN_OK; !rc && !stopped;) {
        const char *name = "";
        int next = yn_archive_next(source, &name, &cause);
        if (next == YN_ARCHIVE_END)
            break;
        if (next == YN_E_NOMEM)
            rc = yn_err_nomem(err);
        else if (next)
            rc = tell(listening, path, &cause, err);
        else
            rc = read_entry(listening, source, path, name, person, &stopped,
                            err);
        stopped = next < 0 ? next : stopped;
    }
    yn_archive_close(&source);
    return rc;
}
