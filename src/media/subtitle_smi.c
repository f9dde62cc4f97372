/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * SAMI, the usual format of Korean files: <SYNC Start=1000><P Class=KRCC>text,
 * shown until the next SYNC of its class. Several languages share a file, each
 * a class.
 */
#include <strings.h>

#include "base/base.h"
#include "base/unicode.h"
#include "media/subtitles_internal.h"

/* How long the last line stays. */
#define LAST_S 4.0
#define CLASSES_MAX 16
#define CLASS_BYTES 32

struct class
{
    char name[CLASS_BYTES];
    char language[4];
    bool open; /* a text waits for its end */
    struct yn_subtitle times;
    const char *text;
    size_t len;
    size_t n; /* texts that say something */
};

struct sami {
    struct yn_subtitle_reader *reader;
    struct class classes[CLASSES_MAX];
    size_t n_classes;
    size_t taken; /* class whose texts are added; CLASSES_MAX: count only */
};

static bool is_tag(const char *at, const char *name)
{
    size_t n = strlen(name);
    if (at[0] != '<' || strncasecmp(at + 1, name, n) != 0)
        return false;
    char next = at[1 + n];
    return next == ' ' || next == '\t' || next == '>' || next == '\r' ||
           next == '\n';
}

/* The next tag SYNC or P, or the end of the text. */
static const char *find_tag(const char *at)
{
    for (; *at; at++) {
        if (*at == '<' && (is_tag(at, "sync") || is_tag(at, "p") ||
                           is_tag(at, "/body") || is_tag(at, "/sami")))
            return at;
    }
    return at;
}

/* The value of an attribute of the tag at `at`, without quotes. */
static size_t attribute(const char *at, const char *name, const char **value)
{
    size_t n = strlen(name);
    for (; *at && *at != '>'; at++) {
        if (at[0] != ' ' && at[0] != '\t' && at[0] != '\n' && at[0] != '\r')
            continue;
        if (strncasecmp(at + 1, name, n) != 0)
            continue;
        const char *p = at + 1 + n;
        p += strspn(p, " \t");
        if (*p != '=')
            continue;
        p++;
        p += strspn(p, " \t\"'");
        *value = p;
        return strcspn(p, " \t\r\n\"'>");
    }
    return 0;
}

static struct class *find_class(struct sami *s, const char *name, size_t len)
{
    if (len >= CLASS_BYTES)
        len = CLASS_BYTES - 1;
    for (size_t i = 0; i < s->n_classes; i++) {
        if (strlen(s->classes[i].name) == len &&
            strncasecmp(s->classes[i].name, name, len) == 0)
            return &s->classes[i];
    }
    if (s->n_classes == CLASSES_MAX)
        return NULL;
    struct class *class = &s->classes[s->n_classes++];
    snprintf(class->name, sizeof(class->name), "%.*s", (int)len, name);
    return class;
}

/* .KRCC { Name:Korean; lang:ko-KR; SAMIType:CC; } */
static void read_styles(struct sami *s, const char *text)
{
    const char *end = find_tag(text);
    for (const char *at = text; at < end; at++) {
        const char *open = at + 1 + strcspn(at + 1, " \t\r\n{");
        if (*at != '.' || open == at + 1)
            continue;
        const char *name = at + 1, *brace = open + strspn(open, " \t\r\n");
        if (*brace != '{' || brace >= end)
            continue;
        struct class *class = find_class(s, name, (size_t)(open - name));
        const char *close = brace + strcspn(brace, "}");
        for (const char *p = brace; class && p + 5 < close; p++) {
            if (strncasecmp(p, "lang:", 5) != 0)
                continue;
            char code[16] = "";
            p += 5;
            p += strspn(p, " \t");
            size_t n = strcspn(p, " \t;}\r\n");
            snprintf(code, sizeof(code), "%.*s", n < 15 ? (int)n : 15, p);
            yn_unicode_language(code, class->language);
        }
        at = close < end ? close : end - 1;
    }
}

/* Classes that say no language are mostly named after it. */
static void guess_languages(struct sami *s)
{
    static const char *const guess[][2] = {
        {"kr", "kor"}, {"ko", "kor"}, {"eg", "eng"},
        {"en", "eng"}, {"jp", "jpn"}, {"ja", "jpn"},
    };
    for (size_t i = 0; i < s->n_classes; i++) {
        for (size_t k = 0; k < YN_LEN(guess); k++) {
            struct class *class = &s->classes[i];
            if (!class->language[0] &&
                strncasecmp(class->name, guess[k][0], 2) == 0)
                snprintf(class->language, sizeof(class->language), "%s",
                         guess[k][1]);
        }
    }
}

static bool says_something(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '<') {
            while (i < len && text[i] != '>')
                i++;
        } else if (len - i >= 5 && strncasecmp(text + i, "&nbsp", 5) == 0) {
            i += 4;
        } else if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r' &&
                   text[i] != '\n' && text[i] != ';') {
            return true;
        }
    }
    return false;
}

static int close_class(struct sami *s, struct class *class, double end,
                       struct yn_err *err)
{
    if (!class->open)
        return YN_OK;
    class->open = false;
    if (!says_something(class->text, class->len))
        return YN_OK;
    class->n++;
    if (class != &s->classes[s->taken])
        return YN_OK;
    class->times.end_s = end;
    /* A SYNC that goes back in time: the order of the file is not its time. */
    if (end < class->times.start_s)
        class->times.end_s = class->times.start_s;
    return yn_subtitle_add(s->reader, &class->times, class->text, class->len,
                           YN_MARKUP_SMI, err);
}

/* The text of a P, from behind its tag to the next. */
static int take_text(struct sami *s, const char *tag, const char *text,
                     const char *end, double start, unsigned line,
                     struct yn_err *err)
{
    const char *name = "";
    size_t len = *tag ? attribute(tag, "class", &name) : 0;
    struct class *class = find_class(s, name, len);
    if (!class)
        return YN_OK;
    int rc = close_class(s, class, start, err);
    class->open = true;
    class->times =
        (struct yn_subtitle){.start_s = start, .speaker = "", .line = line};
    class->text = text;
    class->len = (size_t)(end - text);
    return rc;
}

static bool read_start(const char *tag, double *start)
{
    const char *value = NULL;
    size_t len = attribute(tag, "start", &value), n = 0;
    double ms = 0;
    for (; n < len && value[n] >= '0' && value[n] <= '9'; n++)
        ms = ms * 10 + (value[n] - '0');
    *start = ms / 1000;
    return n > 0 && n < 12;
}

static int walk(struct sami *s, const char *text, bool tell, struct yn_err *err)
{
    double start = 0;
    bool timed = false;
    unsigned line = 1;
    int rc = YN_OK;
    for (const char *tag = find_tag(text), *from = text; !rc && *tag;) {
        for (; from < tag; from++)
            line += *from == '\n' || (*from == '\r' && from[1] != '\n');
        const char *close = tag + strcspn(tag, ">");
        const char *body = *close ? close + 1 : close;
        const char *next = find_tag(body);
        if (is_tag(tag, "sync")) {
            timed = read_start(tag, &start);
            if (!timed && tell)
                rc = yn_subtitle_problem(s->reader, line, "has no time",
                                         "write it like <SYNC Start=62500>",
                                         err);
            /* Without P its text is that of a class without a name. */
            if (timed && (!is_tag(next, "p") ||
                          says_something(body, (size_t)(next - body))))
                rc = take_text(s, "", body, next, start, line, err);
        } else if (is_tag(tag, "p") && timed) {
            rc = take_text(s, tag, body, next, start, line, err);
        }
        tag = next;
    }
    for (size_t i = 0; !rc && i < s->n_classes; i++)
        rc = close_class(s, &s->classes[i],
                         s->classes[i].times.start_s + LAST_S, err);
    return rc;
}

/* The class of the wanted language, else the first that says anything. */
static size_t choose(const struct sami *s)
{
    size_t best = 0;
    int best_rank = -1;
    for (size_t i = 0; i < s->n_classes; i++) {
        const struct class *class = &s->classes[i];
        bool wanted = s->reader->language[0] &&
                      strcmp(class->language, s->reader->language) == 0;
        int rank = (class->n > 0 ? 2 : 0) + (class->n > 0 && wanted ? 1 : 0);
        if (rank > best_rank) {
            best = i;
            best_rank = rank;
        }
    }
    return best;
}

static int parse_smi(struct yn_subtitle_reader *r, struct yn_err *err)
{
    struct sami s = {.reader = r, .taken = CLASSES_MAX};
    read_styles(&s, r->rest);
    guess_languages(&s);
    /* Once to see which classes say anything, once to take one. */
    int rc = walk(&s, r->rest, false, err);
    guess_languages(&s);
    s.taken = choose(&s);
    if (!rc)
        rc = walk(&s, r->rest, true, err);
    memcpy(r->out->language, s.classes[s.taken].language,
           sizeof(r->out->language));
    return rc;
}

static bool looks_like_smi(const char *text)
{
    for (; *text; text++) {
        if (is_tag(text, "sami") || is_tag(text, "sync"))
            return true;
    }
    return false;
}

const struct yn_subtitle_format yn_subtitle_smi = {
    .name = "SAMI", .looks_like = looks_like_smi, .parse = parse_smi};
