/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "media/subtitles.h"

#include <math.h>
#include <strings.h>

#include "base/base.h"
#include "base/buf.h"
#include "base/encoding.h"
#include "base/file.h"
#include "base/path.h"
#include "base/unicode.h"
#include "media/subtitle_decode.h"
#include "media/subtitle_text.h"
#include "media/subtitles_internal.h"

/* Problems told of one file; a file of another kind has thousands. */
#define PROBLEMS_MAX 20
/* Lines of one time among which doubles are looked for. */
#define LAYERS_MAX 256
/* No episode is longer; such a time is a slip. */
#define TIME_MAX_S (1000 * 3600.0)

bool yn_subtitle_line(struct yn_subtitle_reader *r, const char **line,
                      size_t *len)
{
    if (*r->rest == '\0')
        return false;
    *line = r->rest;
    *len = strcspn(r->rest, "\r\n");
    r->rest += *len;
    if (r->rest[0] == '\r' && r->rest[1] == '\n')
        r->rest++;
    if (*r->rest)
        r->rest++;
    r->line++;
    return true;
}

/* Digits at `*at`, blanks before them passed over; how many there are. */
static size_t digits(const char **at, double *value)
{
    const char *p = *at + strspn(*at, " \t");
    size_t n = 0;
    *value = 0;
    for (; p[n] >= '0' && p[n] <= '9' && n < 10; n++)
        *value = *value * 10 + (p[n] - '0');
    if (n > 0)
        *at = p + n;
    return n;
}

bool yn_subtitle_time(const char **at, double *seconds)
{
    const char *p = *at;
    double part, sum = 0;
    int parts = 0;
    if (!digits(&p, &part))
        return false;
    for (;;) {
        sum = sum * 60 + part;
        parts++;
        const char *colon = p + strspn(p, " \t");
        if (*colon != ':' || parts == 3)
            break;
        colon++;
        if (!digits(&colon, &part))
            return false;
        p = colon;
    }
    const char *point = p + strspn(p, " \t");
    if (*point == '.' || *point == ',' || *point == ':') {
        point++;
        size_t n = digits(&point, &part);
        if (n > 0) {
            sum += part / pow(10, (double)n);
            p = point;
        }
    }
    if (parts < 2 || sum > TIME_MAX_S)
        return false;
    *at = p;
    *seconds = sum;
    return true;
}

int yn_subtitle_problem(struct yn_subtitle_reader *r, unsigned line,
                        const char *what, const char *remedy,
                        struct yn_err *err)
{
    struct yn_problem problem = {
        .severity = YN_WARNING,
        .pos = {.file = r->path, .line = line, .column = line ? 1 : 0},
        .what = what,
        .remedy = remedy,
    };
    if (!r->report || r->n_problems > PROBLEMS_MAX)
        return YN_OK;
    if (r->n_problems++ == PROBLEMS_MAX) {
        problem.what = "more lines like these; no more of them are told";
        problem.remedy = "";
    }
    return yn_report_add(r->report, &problem, err);
}

static int keep_line(struct yn_subtitle_reader *r,
                     const struct yn_subtitle *times, const char *text,
                     const char *speaker, struct yn_err *err)
{
    struct yn_subtitles *out = r->out;
    int rc = yn_grow(&out->lines, &out->cap, out->n_lines + 1,
                     sizeof(*out->lines), err);
    if (rc)
        return rc;
    struct yn_subtitle line = *times;
    line.text = yn_arena_dup(&out->arena, text);
    line.speaker = speaker[0] ? yn_arena_dup(&out->arena, speaker) : "";
    if (!line.text || !line.speaker)
        return yn_err_nomem(err);
    out->lines[out->n_lines++] = line;
    return YN_OK;
}

int yn_subtitle_add(struct yn_subtitle_reader *r,
                    const struct yn_subtitle *times, const char *text,
                    size_t len, enum yn_subtitle_markup markup,
                    struct yn_err *err)
{
    struct yn_buf plain = {0}, voice = {0};
    int rc = YN_OK;
    yn_subtitle_text(text, len, markup, &plain, &voice);
    if (plain.failed || voice.failed)
        rc = yn_err_nomem(err);
    else if (plain.len > 0)
        rc =
            keep_line(r, times, yn_buf_text(&plain),
                      times->speaker && times->speaker[0] ? times->speaker
                                                          : yn_buf_text(&voice),
                      err);
    yn_buf_release(&plain);
    yn_buf_release(&voice);
    return rc;
}

static int by_time(const void *a, const void *b)
{
    const struct yn_subtitle *x = a, *y = b;
    if (x->start_s != y->start_s)
        return x->start_s < y->start_s ? -1 : 1;
    if (x->end_s != y->end_s)
        return x->end_s < y->end_s ? -1 : 1;
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    return strcmp(x->text, y->text);
}

/* Layers of ASS show the same words several times over. */
static bool is_double(const struct yn_subtitles *s, size_t n,
                      const struct yn_subtitle *line)
{
    size_t first = n > LAYERS_MAX ? n - LAYERS_MAX : 0;
    while (n-- > first && s->lines[n].start_s == line->start_s &&
           s->lines[n].end_s == line->end_s) {
        if (strcmp(s->lines[n].text, line->text) == 0)
            return true;
    }
    return false;
}

void yn_subtitle_sort(struct yn_subtitles *s)
{
    size_t n = 0;
    if (s->n_lines == 0)
        return;
    qsort(s->lines, s->n_lines, sizeof(*s->lines), by_time);
    for (size_t i = 0; i < s->n_lines; i++) {
        if (!is_double(s, n, &s->lines[i]))
            s->lines[n++] = s->lines[i];
    }
    s->n_lines = n;
}

static int to_utf8(struct yn_subtitle_reader *r, struct yn_bytes *bytes,
                   struct yn_err *err)
{
    enum yn_encoding found;
    struct yn_err own = {0};
    unsigned line = 0, column;
    int rc = yn_encoding_to_utf8(bytes, &found, &line, &column, &own);
    if (rc == YN_OK)
        return rc;
    if (rc == YN_E_NOMEM)
        return yn_err_nomem(err);
    rc = yn_subtitle_decode(bytes, err);
    if (rc)
        return rc;
    return yn_subtitle_problem(
        r, line, own.text,
        "some letters may be wrong; save the file as UTF-8 to be sure", err);
}

static int parse_text(struct yn_subtitle_reader *r, const char *text,
                      struct yn_err *err)
{
    /* SubRip is what is left. */
    static const struct yn_subtitle_format *const formats[] = {
        &yn_subtitle_vtt, &yn_subtitle_smi, &yn_subtitle_ass, &yn_subtitle_srt};
    text += strspn(text, " \t\r\n");
    for (size_t i = 0; i < YN_LEN(formats); i++) {
        if (!formats[i]->looks_like(text))
            continue;
        r->out->format = formats[i]->name;
        r->rest = text;
        int rc = formats[i]->parse(r, err);
        if (rc || r->timed || formats[i] != &yn_subtitle_srt)
            return rc;
    }
    return yn_err_set(err, YN_E_INPUT, 0,
                      "%s: holds no subtitles that yeoun can read: SubRip, "
                      "WebVTT, ASS or SAMI",
                      r->path);
}

static int parse_bytes(struct yn_subtitle_reader *r, struct yn_bytes *bytes,
                       struct yn_err *err)
{
    yn_subtitles_language(r->path, r->out->language);
    int rc = to_utf8(r, bytes, err);
    if (!rc) {
        /* Lines are counted from the file's first, blank or not. */
        const char *text = bytes->data;
        size_t skipped = strspn(text, " \t\r\n");
        for (size_t i = 0; i < skipped; i++)
            r->line +=
                text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n');
        rc = parse_text(r, text, err);
    }
    if (!rc)
        yn_subtitle_sort(r->out);
    return rc;
}

int yn_subtitles_parse(const char *path, const char *bytes, size_t len,
                       const char *language, struct yn_subtitles *out,
                       struct yn_report *report, struct yn_err *err)
{
    char wanted[4];
    struct yn_subtitles found = {0};
    struct yn_subtitle_reader reader = {
        .path = path, .language = wanted, .out = &found, .report = report};
    struct yn_bytes copy = {.data = malloc(len + 1), .len = len};
    if (!copy.data)
        return yn_err_nomem(err);
    if (len > 0)
        memcpy(copy.data, bytes, len);
    copy.data[len] = '\0';
    yn_unicode_language(language ? language : "", wanted);
    int rc = parse_bytes(&reader, &copy, err);
    free(copy.data);
    if (rc)
        yn_subtitles_release(&found);
    else
        *out = found;
    return rc;
}

int yn_subtitles_read(const char *path, const char *language,
                      struct yn_subtitles *out, struct yn_report *report,
                      struct yn_err *err)
{
    struct yn_bytes bytes = {0};
    int rc = yn_file_read(path, YN_SUBTITLES_BYTES_MAX, &bytes, err);
    if (!rc)
        rc = yn_subtitles_parse(path, bytes.data, bytes.len, language, out,
                                report, err);
    free(bytes.data);
    return rc;
}

void yn_subtitles_release(struct yn_subtitles *subtitles)
{
    free(subtitles->lines);
    yn_arena_release(&subtitles->arena);
    *subtitles = (struct yn_subtitles){0};
}

static bool is_flag(const char *part, size_t len)
{
    static const char *const flags[] = {"forced", "default", "foreign",
                                        "sdh",    "cc",      "hi"};
    for (size_t i = 0; i < YN_LEN(flags); i++) {
        if (strlen(flags[i]) == len && strncasecmp(part, flags[i], len) == 0)
            return true;
    }
    return false;
}

static void part_language(const char *part, size_t len, char out[4])
{
    static const char *const names[][2] = {
        {"korean", "kor"},  {"english", "eng"},    {"japanese", "jpn"},
        {"chinese", "zho"}, {"spanish", "spa"},    {"french", "fra"},
        {"german", "deu"},  {"indonesian", "ind"}, {"vietnamese", "vie"},
        {"thai", "tha"},    {"한국어", "kor"},     {"한글", "kor"},
        {"영어", "eng"},    {"일본어", "jpn"},
    };
    char code[16];
    out[0] = '\0';
    if (len >= sizeof(code))
        return;
    snprintf(code, sizeof(code), "%.*s", (int)len, part);
    for (size_t i = 0; i < YN_LEN(names); i++) {
        if (strcasecmp(code, names[i][0]) == 0) {
            snprintf(out, 4, "%s", names[i][1]);
            return;
        }
    }
    yn_unicode_language(code, out);
}

void yn_subtitles_language(const char *path, char out[4])
{
    const char *base = yn_path_base(path), *end = strrchr(base, '.');
    char flag[4] = "", found[4] = "";
    bool more = true;
    /* A language stands behind the name and before flags and the ending. */
    while (end && more) {
        const char *part = end;
        while (part > base && part[-1] != '.' && part[-1] != '_')
            part--;
        if (part == base)
            break;
        size_t len = (size_t)(end - part);
        more = is_flag(part, len);
        part_language(part, len, more ? flag : found);
        end = part - 1;
    }
    /* `hi` is Hindi where no other language stands before it. */
    memcpy(out, found[0] ? found : flag, sizeof(found));
}
