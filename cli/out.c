/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "out.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MODE_NEW 0666
#define JSON_DIGITS 15 /* a double's own digits; 17 would print 7.2999… */

static int write_error(const char *name, struct yn_err *err)
{
    return yn_err_set(err, YN_E_IO, errno, "%s: cannot be written: %s",
                      name ? name : "standard output",
                      errno ? strerror(errno) : "an earlier write failed");
}

static void out_release(struct yn_out *out)
{
    free(out->path);
    free(out->aside);
    *out = (struct yn_out){0};
}

/* The mode of the file that is replaced, or what a new file would get. */
static mode_t mode_for(const struct stat *old)
{
    if (old)
        return old->st_mode & 07777;
    mode_t mask = umask(0);
    umask(mask);
    return MODE_NEW & ~mask;
}

static int open_aside(struct yn_out *out, mode_t mode, struct yn_err *err)
{
    size_t size = strlen(out->path) + sizeof(".XXXXXX");
    out->aside = malloc(size);
    if (!out->aside)
        return yn_err_nomem(err);
    snprintf(out->aside, size, "%s.XXXXXX", out->path);
    int fd = mkstemp(out->aside);
    if (fd < 0)
        return write_error(out->name, err);
    /* A file system without modes is no reason to fail. */
    (void)!fchmod(fd, mode);
    out->f = fdopen(fd, "w");
    if (out->f)
        return YN_OK;
    int rc = write_error(out->name, err);
    close(fd);
    unlink(out->aside);
    return rc;
}

int yn_out_open(struct yn_out *out, const char *path, struct yn_err *err)
{
    *out = (struct yn_out){.f = stdout};
    if (!path || strcmp(path, "-") == 0)
        return YN_OK;
    *out = (struct yn_out){.name = path};
    struct stat st;
    bool there = stat(path, &st) == 0;
    int rc = YN_OK;
    if (there && !S_ISREG(st.st_mode)) {
        /* A pipe or device cannot be replaced; a folder fails here. */
        out->f = fopen(path, "w");
        rc = out->f ? YN_OK : write_error(path, err);
    } else {
        /* A link stays a link: the file behind it is replaced. */
        out->path = there ? realpath(path, NULL) : strdup(path);
        rc = out->path ? open_aside(out, mode_for(there ? &st : NULL), err)
                       : yn_err_nomem(err);
    }
    if (rc)
        out_release(out);
    return rc;
}

static int flush(FILE *f, const char *name, struct yn_err *err)
{
    errno = 0;
    bool failed = ferror(f) != 0;
    if (fflush(f) != 0 || failed)
        return write_error(name, err);
    return YN_OK;
}

int yn_out_close(struct yn_out *out, int rc, struct yn_err *err)
{
    if (!out->f)
        return rc;
    if (rc >= 0) {
        int flushed = flush(out->f, out->name, err);
        rc = flushed ? flushed : rc;
    }
    if (out->name && fclose(out->f) != 0 && rc >= 0)
        rc = write_error(out->name, err);
    if (out->aside && rc >= 0 && rename(out->aside, out->path) != 0)
        rc = write_error(out->name, err);
    if (out->aside && rc < 0)
        unlink(out->aside);
    out_release(out);
    return rc;
}

int yn_out_json(const struct yn_out *out, json_t **json, struct yn_err *err)
{
    int rc = YN_OK;
    size_t flags = JSON_INDENT(2) | JSON_REAL_PRECISION(JSON_DIGITS);
    if (!*json || (json_dumpf(*json, out->f, flags) && !ferror(out->f)))
        rc = yn_err_nomem(err);
    putc('\n', out->f);
    json_decref(*json);
    *json = NULL;
    return rc;
}

json_t *yn_json_whole(json_t *json, int bad)
{
    if (!bad)
        return json;
    json_decref(json);
    return NULL;
}

json_t *yn_json_text(const char *text)
{
    json_t *json = json_string(text);
    if (json)
        return json;
    char *plain = strdup(text);
    if (!plain)
        return NULL;
    for (char *at = plain; *at; at++)
        *at = (unsigned char)*at < 0x80 ? *at : '?';
    json = json_string(plain);
    free(plain);
    return json;
}

json_t *yn_json_number(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

json_t *yn_json_list(const struct yn_text_list *list)
{
    json_t *array = json_array();
    int bad = !array;
    for (size_t i = 0; i < list->n; i++)
        bad |= json_array_append_new(array, yn_json_text(list->item[i]));
    return yn_json_whole(array, bad);
}

static json_t *problem_json(const struct yn_problem *problem)
{
    json_t *o = json_object();
    const char *severity =
        problem->severity == YN_WARNING ? "warning" : "problem";
    int bad = json_object_set_new(o, "severity", json_string(severity));
    bad |= json_object_set_new(o, "file", yn_json_text(problem->pos.file));
    bad |= json_object_set_new(o, "line", json_integer(problem->pos.line));
    bad |= json_object_set_new(o, "column", json_integer(problem->pos.column));
    bad |= json_object_set_new(o, "problem", yn_json_text(problem->what));
    bad |= json_object_set_new(o, "remedy", yn_json_text(problem->remedy));
    return yn_json_whole(o, bad);
}

json_t *yn_problems_json(const struct yn_report *report)
{
    size_t n;
    const struct yn_problem *items = yn_report_items(report, &n);
    json_t *array = json_array();
    int bad = !array;
    for (size_t i = 0; i < n; i++)
        bad |= json_array_append_new(array, problem_json(&items[i]));
    return yn_json_whole(array, bad);
}

void yn_csv_text(FILE *f, bool first, const char *text)
{
    if (!first)
        putc(',', f);
    bool formula = *text && strchr("=+-@\t\r", *text);
    if (!formula && !strpbrk(text, ",\"\r\n") && *text != ' ') {
        fputs(text, f);
        return;
    }
    fputs(formula ? "\"'" : "\"", f);
    for (; *text; text++) {
        if (*text == '"')
            putc('"', f);
        putc(*text, f);
    }
    putc('"', f);
}

void yn_csv_number(FILE *f, bool first, double value)
{
    if (!first)
        putc(',', f);
    if (isfinite(value))
        fprintf(f, "%.*g", JSON_DIGITS, value);
}
