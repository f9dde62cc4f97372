/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ASS and SSA: sections of lines, fields parted by commas in the order of the
 * file's own Format line, the text last.
 */
#include <strings.h>

#include "base/base.h"
#include "media/subtitles_internal.h"

/* Fields of a Format line that are looked at; ASS has ten. */
#define FIELDS_MAX 32

enum field { FIELD_START, FIELD_END, FIELD_NAME, FIELD_TEXT, FIELDS };

/* Where each field is; `n` in all. */
struct layout {
    unsigned place[FIELDS], n;
};

/* Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text; SSA
 * differs in the first. */
static const struct layout usual = {.place = {1, 2, 4, 9}, .n = 10};

static bool starts(const char *line, size_t len, const char *word)
{
    size_t n = strlen(word);
    return len >= n && strncasecmp(line, word, n) == 0;
}

/* The next field: up to the next comma, without blanks around; false behind
 * the last. */
static bool next_field(const char **at, const char *end, const char **field,
                       size_t *len)
{
    if (*at > end)
        return false;
    const char *from = *at, *comma = memchr(from, ',', (size_t)(end - from));
    const char *to = comma ? comma : end;
    *at = to + 1;
    while (from < to && (*from == ' ' || *from == '\t'))
        from++;
    while (to > from && (to[-1] == ' ' || to[-1] == '\t'))
        to--;
    *field = from;
    *len = (size_t)(to - from);
    return true;
}

static void read_layout(const char *at, const char *end, struct layout *out)
{
    static const char *const names[FIELDS] = {"Start", "End", "Name", "Text"};
    struct layout layout = {.place = {0}};
    unsigned found = 0;
    const char *field;
    size_t len;
    while (layout.n < FIELDS_MAX && next_field(&at, end, &field, &len)) {
        for (unsigned i = 0; i < FIELDS; i++) {
            bool actor = i == FIELD_NAME && len == 5 &&
                         strncasecmp(field, "Actor", 5) == 0;
            if (actor || (len == strlen(names[i]) &&
                          strncasecmp(field, names[i], len) == 0)) {
                layout.place[i] = layout.n;
                found |= 1u << i;
            }
        }
        layout.n++;
    }
    unsigned needed = 1u << FIELD_START | 1u << FIELD_END | 1u << FIELD_TEXT;
    if ((found & needed) != needed)
        return;
    if (!(found & 1u << FIELD_NAME))
        layout.place[FIELD_NAME] = layout.n; /* none */
    *out = layout;
}

struct event {
    struct yn_subtitle times;
    const char *name, *text;
    size_t name_len, text_len;
};

static bool read_time(const char *field, double *out)
{
    return yn_subtitle_time(&field, out);
}

/* Cuts a line into its fields. The last one may hold commas. */
static bool read_event(const char *at, const char *end,
                       const struct layout *layout, struct event *out)
{
    bool good = true;
    unsigned n = 0;
    const char *field, *from = at;
    size_t len;
    *out = (struct event){.name = ""};
    for (; n + 1 < layout->n && next_field(&at, end, &field, &len);
         n++, from = at) {
        if (n == layout->place[FIELD_START])
            good &= read_time(field, &out->times.start_s);
        else if (n == layout->place[FIELD_END])
            good &= read_time(field, &out->times.end_s);
        else if (n == layout->place[FIELD_NAME]) {
            out->name = field;
            out->name_len = len;
        } else if (n == layout->place[FIELD_TEXT]) {
            out->text = field;
            out->text_len = len;
        }
    }
    if (n + 1 < layout->n || from > end)
        return false;
    if (layout->place[FIELD_TEXT] == n) {
        out->text = from;
        out->text_len = (size_t)(end - from);
    }
    return good && out->text;
}

static int add_event(struct yn_subtitle_reader *r, const char *at,
                     const char *end, const struct layout *layout,
                     struct yn_err *err)
{
    struct event event;
    if (!read_event(at, end, layout, &event))
        return yn_subtitle_problem(
            r, r->line, "this line of dialogue lacks times or text",
            "its fields are those of the Format line above", err);
    int rc = YN_OK;
    if (event.times.end_s < event.times.start_s) {
        rc = yn_subtitle_problem(r, r->line, "ends before it begins",
                                 "its end is taken to be its start", err);
        event.times.end_s = event.times.start_s;
    }
    event.times.line = r->line;
    event.times.speaker =
        yn_arena_dup_n(&r->out->arena, event.name, event.name_len);
    if (!event.times.speaker)
        return yn_err_nomem(err);
    return rc ? rc
              : yn_subtitle_add(r, &event.times, event.text, event.text_len,
                                YN_MARKUP_ASS, err);
}

static int parse_ass(struct yn_subtitle_reader *r, struct yn_err *err)
{
    struct layout layout = usual;
    bool events = true; /* some files have lost their section lines */
    const char *line;
    size_t len;
    int rc = YN_OK;
    while (!rc && yn_subtitle_line(r, &line, &len)) {
        while (len > 0 && (*line == ' ' || *line == '\t')) {
            line++;
            len--;
        }
        if (len > 0 && line[0] == '[')
            events = starts(line, len, "[Events]");
        else if (events && starts(line, len, "Format:"))
            read_layout(line + 7, line + len, &layout);
        else if (events && starts(line, len, "Dialogue:"))
            rc = add_event(r, line + 9, line + len, &layout, err);
    }
    return rc;
}

static bool looks_like_ass(const char *text)
{
    return strncasecmp(text, "[Script Info]", 13) == 0 ||
           strncasecmp(text, "Dialogue:", 9) == 0 ||
           strstr(text, "\n[Events]") || strstr(text, "\r[Events]") ||
           strstr(text, "\nDialogue:") || strncmp(text, "[Events]", 8) == 0;
}

const struct yn_subtitle_format yn_subtitle_ass = {
    .name = "ASS", .looks_like = looks_like_ass, .parse = parse_ass};
