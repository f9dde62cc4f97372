/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish_note.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <yeoun/season.h>

#include "say.h"

/* The program itself: another one may write other bytes. */
static void put_program(FILE *f)
{
    struct stat st;
    fputs(YN_VERSION, f);
    if (stat("/proc/self/exe", &st) == 0)
        fprintf(f, " %lld %lld %lld %lld", (long long)st.st_size,
                (long long)st.st_ino, (long long)st.st_mtim.tv_sec,
                (long long)st.st_mtim.tv_nsec);
}

/* Where the site goes, and the text that names program and options; the caller
 * frees both. */
static int name_all(const struct yn_call *call, const char *season,
                    const char *out, const char *folder, const char *options,
                    char *text[2], struct yn_err *err)
{
    size_t len[2];
    text[0] = text[1] = NULL;
    FILE *f = open_memstream(&text[0], &len[0]);
    if (!f)
        return yn_err_nomem(err);
    fprintf(f, "%s%s%s", out ? out : season, out ? "" : "/", out ? "" : folder);
    if (fclose(f))
        return yn_err_nomem(err);
    f = open_memstream(&text[1], &len[1]);
    if (!f)
        return yn_err_nomem(err);
    put_program(f);
    fprintf(f, " %s %s", call->cmd->name, options);
    return fclose(f) ? yn_err_nomem(err) : YN_OK;
}

int yn_publish_note_open(struct yn_publish_note *note,
                         const struct yn_call *call, const char *out,
                         const char *folder, const char *options,
                         struct yn_err *err)
{
    char *season = NULL, *text[2] = {NULL, NULL};
    *note = (struct yn_publish_note){.say = call->say};
    int rc =
        yn_season_find(call->n_operands ? call->operand[0] : ".", &season, err);
    if (rc)
        return rc;
    rc = name_all(call, season, out, folder, options, text, err);
    if (!rc) {
        const struct yn_fresh_params params = {
            .season_dir = season, .out = text[0], .call = text[1]};
        note->dir = text[0];
        text[0] = NULL;
        rc = yn_fresh_look(&params, &note->fresh, err);
    }
    if (!rc) {
        note->lines = open_memstream(&note->text, &note->len);
        rc = note->lines ? YN_OK : yn_err_nomem(err);
    }
    free(season);
    free(text[0]);
    free(text[1]);
    if (rc)
        yn_publish_note_release(note);
    return rc;
}

void yn_publish_note_release(struct yn_publish_note *note)
{
    if (note->lines)
        fclose(note->lines);
    free(note->text);
    free(note->dir);
    yn_fresh_destroy(&note->fresh);
    *note = (struct yn_publish_note){0};
}

/* A line kept begins with what it is: n, w, p (a problem of a file). */
void yn_publish_note_repeat(const struct yn_publish_note *note)
{
    const char *at = yn_fresh_text(note->fresh);
    while (*at) {
        const size_t len = strcspn(at, "\n");
        const int text = len > 2 ? (int)len - 2 : 0;
        if (at[0] == 'n')
            yn_say_note(note->say, "%.*s", text, at + 2);
        else if (at[0] == 'w')
            yn_say_warning(note->say, "%.*s", text, at + 2);
        else if (note->say->level != YN_LEVEL_QUIET)
            fprintf(stderr, "%.*s\n", text, at + 2);
        at += len + (at[len] == '\n');
    }
    yn_say_note(note->say, "nothing changed since the site was written; it "
                           "stays as it is");
}

static void remember(void *ctx, enum yn_log_level level, const char *text)
{
    struct yn_publish_note *note = ctx;
    const struct yn_log log = yn_say_log(note->say);
    log.line(log.ctx, level, text);
    if (level == YN_LOG_NOTE || level == YN_LOG_WARNING)
        fprintf(note->lines, "%c %s\n", level == YN_LOG_NOTE ? 'n' : 'w', text);
}

struct yn_log yn_publish_note_log(struct yn_publish_note *note)
{
    return (struct yn_log){remember, note};
}

int yn_publish_note_keep(struct yn_publish_note *note,
                         const struct yn_season *season,
                         const struct yn_report *report, struct yn_err *err)
{
    size_t n;
    struct yn_err why = {0};
    const struct yn_problem *items = yn_report_items(report, &n);
    for (size_t i = 0; i < n; i++) {
        fputs("p ", note->lines);
        yn_say_problem(note->lines, false, &items[i]);
    }
    int bad = fclose(note->lines);
    note->lines = NULL;
    if (bad)
        return yn_err_nomem(err);
    int rc = yn_fresh_keep(note->fresh, season, note->text, &why);
    if (rc == YN_E_NOMEM)
        return yn_err_nomem(err);
    if (rc) {
        const struct yn_log log = yn_say_log(note->say);
        log.line(log.ctx, YN_LOG_DETAIL, why.text);
    }
    return YN_OK;
}
