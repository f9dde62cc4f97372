/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story/comments_internal.h"

#include <ctype.h>
#include <math.h>

#include "base/base.h"
#include "base/encoding.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/unicode.h"

/* A comment that is longer says no more about its moment. */
#define TEXT_BYTES_MAX 4096
#define COMMENTS_MAX 10000000
/* Times without a unit beyond this are milliseconds: ten hours. */
#define SECONDS_MAX 36000.0

/* Names that stand for everybody. */
static bool is_nobody(const char *user)
{
    static const char *const nobody[] = {"",     "0",         "guest",
                                         "null", "anonymous", "-1"};
    for (size_t i = 0; i < YN_LEN(nobody); i++) {
        if (strcmp(user, nobody[i]) == 0)
            return true;
    }
    return false;
}

void yn_comment_reject(struct yn_comment_job *job, unsigned line)
{
    if (job->out->n_rejected++ == 0)
        job->first_rejected = line;
}

/* The text without blanks at its ends, cut where it is too long. */
static const char *trimmed(const char *text, size_t *len)
{
    while (isspace((unsigned char)*text))
        text++;
    *len = strlen(text);
    while (*len > 0 && isspace((unsigned char)text[*len - 1]))
        --*len;
    if (*len > TEXT_BYTES_MAX) {
        *len = TEXT_BYTES_MAX;
        while (((unsigned char)text[*len] & 0xC0) == 0x80)
            --*len;
    }
    return text;
}

int yn_comment_take(struct yn_comment_job *job,
                    const struct yn_comment_row *row, struct yn_err *err)
{
    struct yn_comments *out = job->out;
    size_t len, bad;
    job->some = true;
    const char *text = trimmed(row->text ? row->text : "", &len);
    if (!isfinite(row->time_s) || fabs(row->time_s) > 1e9 ||
        !yn_unicode_valid(text, len, &bad)) {
        yn_comment_reject(job, row->line);
        return YN_OK;
    }
    if (row->time_s < 0) {
        out->n_before++;
        return YN_OK;
    }
    if (len == 0)
        return YN_OK;
    if (out->n == COMMENTS_MAX)
        return yn_err_set(err, YN_E_LIMIT, 0, "%s: holds more than %d comments",
                          job->path, COMMENTS_MAX);
    int rc =
        yn_grow(&out->item, &out->cap, out->n + 1, sizeof(*out->item), err);
    if (rc)
        return rc;
    char *copy = yn_arena_dup_n(&out->arena, text, len);
    if (!copy)
        return yn_err_nomem(err);
    const char *user = row->user ? row->user : "";
    out->item[out->n++] = (struct yn_comment){
        .time_s = row->time_s,
        .user = is_nobody(user) ? 0 : yn_hash64(user, strlen(user)) | 1,
        .text = copy};
    return YN_OK;
}

/* Digits, with a fraction where `fraction` allows one; -1 where there are
 * none. */
static double number_at(const char **at, bool fraction)
{
    double value = 0, scale = 1;
    const char *begin = *at;
    while (isdigit((unsigned char)**at))
        value = value * 10 + (*(*at)++ - '0');
    if (*at == begin)
        return -1;
    if (fraction && (**at == '.' || **at == ',')) {
        for (++*at; isdigit((unsigned char)**at); ++*at)
            value += (**at - '0') * (scale /= 10);
    }
    return value;
}

double yn_comment_time(const char *text)
{
    double total = 0;
    while (isspace((unsigned char)*text))
        text++;
    bool negative = *text == '-';
    text += negative;
    for (int parts = 0;; parts++) {
        double value = number_at(&text, true);
        if (value < 0)
            return NAN;
        total = total * 60 + value;
        if (*text != ':' || parts == 2)
            break;
        text++;
    }
    while (isspace((unsigned char)*text))
        text++;
    return *text ? NAN : negative ? -total : total;
}

static unsigned entity_named(const char *name, size_t len)
{
    static const struct {
        const char *name;
        unsigned character;
    } known[] = {{"amp", '&'},  {"lt", '<'},    {"gt", '>'},
                 {"quot", '"'}, {"apos", '\''}, {"nbsp", ' '}};
    for (size_t i = 0; i < YN_LEN(known); i++) {
        if (strlen(known[i].name) == len &&
            memcmp(known[i].name, name, len) == 0)
            return known[i].character;
    }
    return 0;
}

/* The character of "&...;" without the signs at its ends; 0 where it is none,
 * and for those that no text may hold. */
static unsigned entity(const char *name, size_t len)
{
    if (len < 2 || name[0] != '#')
        return entity_named(name, len);
    bool hex = name[1] == 'x' || name[1] == 'X';
    unsigned value = 0;
    for (size_t i = hex ? 2 : 1; i < len; i++) {
        unsigned char c = (unsigned char)name[i];
        if (!(hex ? isxdigit(c) : isdigit(c)) || value > 0x10FFFF)
            return 0;
        unsigned digit =
            (unsigned)(isdigit(c) ? c - '0' : tolower(c) - 'a' + 10);
        value = value * (hex ? 16 : 10) + digit;
    }
    bool surrogate = value >= 0xD800 && value < 0xE000;
    return surrogate || value > 0x10FFFF ? 0 : value;
}

void yn_comment_entities(const char *text, size_t len, struct yn_buf *out)
{
    const size_t longest = 10;
    for (size_t i = 0; i < len;) {
        const char *end =
            text[i] == '&'
                ? memchr(text + i, ';', len - i < longest ? len - i : longest)
                : NULL;
        unsigned c =
            end ? entity(text + i + 1, (size_t)(end - text) - i - 1) : 0;
        if (c) {
            yn_buf_put_utf8(out, c);
            i = (size_t)(end - text) + 1;
        } else {
            yn_buf_putc(out, text[i++]);
        }
    }
}

static int compare(const void *a, const void *b)
{
    const struct yn_comment *x = a, *y = b;
    if (x->time_s != y->time_s)
        return x->time_s < y->time_s ? -1 : 1;
    int text = strcmp(x->text, y->text);
    return text ? text : (x->user > y->user) - (x->user < y->user);
}

static int warn(const struct yn_comment_job *job, struct yn_report *report,
                struct yn_err *err)
{
    char what[128];
    size_t n = job->out->n_rejected;
    if (!report || n == 0)
        return YN_OK;
    snprintf(what, sizeof(what), "%zu comment%s could not be read", n,
             n > 1 ? "s" : "");
    const struct yn_problem problem = {
        .severity = YN_WARNING,
        .pos = {.file = job->path, .line = job->first_rejected},
        .what = what,
        .remedy = job->out->n ? "the others are used" : ""};
    return yn_report_add(report, &problem, err);
}

/* The encoding that an XML file says it has, as ICU calls it; NULL where it
 * says none that is met. */
static const char *declared(const struct yn_bytes *bytes)
{
    static const struct {
        const char *says, *name;
    } known[] = {{"gb2312", "gb18030"},  {"GB2312", "gb18030"},
                 {"gbk", "gb18030"},     {"GBK", "gb18030"},
                 {"gb18030", "gb18030"}, {"GB18030", "gb18030"},
                 {"big5", "big5"},       {"Big5", "big5"},
                 {"BIG5", "big5"},       {"Shift_JIS", "shift_jis"}};
    char head[128] = "";
    size_t n = bytes->len < sizeof(head) ? bytes->len : sizeof(head) - 1;
    memcpy(head, bytes->data, n);
    for (size_t i = 0; i < YN_LEN(known); i++) {
        if (strstr(head, known[i].says))
            return known[i].name;
    }
    return NULL;
}

static int to_utf8(const char *path, struct yn_bytes *bytes, struct yn_err *err)
{
    size_t bad;
    struct yn_err why = {0};
    /* What a file says of itself goes before what its bytes look like: Chinese
     * in GB 2312 passes for Korean. Many say so and are UTF-8 all the same. */
    bool utf8 = yn_unicode_valid(bytes->data, bytes->len, &bad);
    const char *encoding = utf8 ? NULL : declared(bytes);
    if (!encoding)
        return yn_encoding_of_file(bytes, path, err);
    int rc = yn_encoding_convert(bytes, encoding, &bad, &why);
    if (rc == YN_E_INPUT)
        return yn_err_set(err, rc, 0,
                          "%s: the file is not in the encoding it says it is "
                          "in; save it as UTF-8",
                          path);
    return rc ? yn_err_nomem(err) : YN_OK;
}

/* Times of a service that leaves the unit unsaid. */
static void settle_unit(struct yn_comment_job *job)
{
    double last = 0;
    for (size_t i = 0; i < job->out->n; i++)
        last = fmax(last, job->out->item[i].time_s);
    if (!job->unit_unsaid || last <= SECONDS_MAX)
        return;
    for (size_t i = 0; i < job->out->n; i++)
        job->out->item[i].time_s /= 1000;
}

static int read_text(struct yn_comment_job *job, const struct yn_bytes *bytes,
                     struct yn_err *err)
{
    size_t at = 0;
    while (at < bytes->len && isspace((unsigned char)bytes->data[at]))
        at++;
    char first = at < bytes->len ? bytes->data[at] : '\0';
    if (first == '<') {
        job->out->format = "XML";
        return yn_comments_xml(job, bytes->data, bytes->len, err);
    }
    if (first == '[' || first == '{') {
        job->out->format = "JSON";
        return yn_comments_json(job, bytes->data, bytes->len, err);
    }
    job->out->format = "CSV";
    return yn_comments_csv(job, bytes->data, bytes->len, err);
}

static int parse(const char *path, struct yn_bytes *bytes,
                 struct yn_comments *out, struct yn_report *report,
                 struct yn_err *err)
{
    struct yn_comments read = {0};
    struct yn_comment_job job = {.out = &read, .path = path};
    int rc = to_utf8(path, bytes, err);
    if (!rc)
        rc = read_text(&job, bytes, err);
    if (!rc && !job.some)
        rc = yn_err_set(err, YN_E_INPUT, 0,
                        "%s: holds no timed comments that yeoun can read "
                        "(Bilibili, AcFun, Viki, yt-dlp, chat-downloader, or "
                        "a CSV of time, user, text)",
                        path);
    if (!rc)
        rc = warn(&job, report, err);
    if (rc) {
        yn_comments_release(&read);
        return rc;
    }
    settle_unit(&job);
    if (read.n)
        qsort(read.item, read.n, sizeof(*read.item), compare);
    *out = read;
    return YN_OK;
}

int yn_comments_parse(const char *path, const char *bytes, size_t len,
                      struct yn_comments *out, struct yn_report *report,
                      struct yn_err *err)
{
    struct yn_bytes copy = {.data = malloc(len + 1), .len = len};
    if (!copy.data)
        return yn_err_nomem(err);
    if (len)
        memcpy(copy.data, bytes, len);
    copy.data[len] = '\0';
    int rc = parse(path, &copy, out, report, err);
    free(copy.data);
    return rc;
}

int yn_comments_read(const char *path, struct yn_comments *out,
                     struct yn_report *report, struct yn_err *err)
{
    struct yn_bytes bytes = {0};
    int rc = yn_file_read(path, YN_COMMENTS_BYTES_MAX, &bytes, err);
    if (!rc)
        rc = parse(path, &bytes, out, report, err);
    free(bytes.data);
    return rc;
}

void yn_comments_release(struct yn_comments *comments)
{
    free(comments->item);
    yn_arena_release(&comments->arena);
    *comments = (struct yn_comments){0};
}
