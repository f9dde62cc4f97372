/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attention_text.h"

#include "options.h"
#include "out.h"
#include "say.h"
#include "season.h"

/* What became of rows, in the order in which it is told. */
static const struct {
    const char *key, *what;
    size_t offset;
} outcomes[] = {
    {"used", "plays of its tracks", offsetof(struct yn_read_file, used)},
    {"doubled", "told twice", offsetof(struct yn_read_file, doubled)},
    {"other", "of something else", offsetof(struct yn_read_file, other)},
    {"unsure", "unsure", offsetof(struct yn_read_file, unsure)},
    {"too_short", "too short", offsetof(struct yn_read_file, short_of)},
    {"outside", "before or after", offsetof(struct yn_read_file, outside)},
    {"rejected", "cannot be used", offsetof(struct yn_read_file, rejected)},
};

static unsigned long long *outcome(struct yn_read_file *file, size_t i)
{
    return (unsigned long long *)(void *)((char *)file + outcomes[i].offset);
}

static void print_rows(struct yn_read_file *file, FILE *f)
{
    fprintf(f, "%llu row%s", file->rows, yn_plural((size_t)file->rows));
    bool first = true;
    for (size_t i = 0; i < YN_LEN(outcomes); i++) {
        unsigned long long n = *outcome(file, i);
        if (n == 0)
            continue;
        fprintf(f, "%s%llu %s", first ? ": " : ", ", n, outcomes[i].what);
        first = false;
    }
    putc('\n', f);
}

/* The rows behind the first, which was told as a warning. */
static void print_problems(const struct yn_read_file *file, FILE *f)
{
    for (size_t i = 1; i < file->n_problems; i++) {
        const struct yn_row_problem *one = &file->problems[i];
        fprintf(f, "    %u:%u: %s\n", one->pos.line, one->pos.column,
                one->what);
    }
    if (file->rejected > file->n_problems)
        fprintf(f, "    and %llu more\n", file->rejected - file->n_problems);
}

static void print_histories(const struct yn_attention *attention, bool all,
                            FILE *f)
{
    struct yn_read_file sum = {0};
    for (size_t i = 0; i < attention->n_files; i++) {
        struct yn_read_file file = attention->files[i];
        sum.rows += file.rows;
        for (size_t k = 0; k < YN_LEN(outcomes); k++)
            *outcome(&sum, k) += *outcome(&file, k);
        if (!all || !file.kind[0])
            continue;
        fputs("  ", f);
        yn_say_text(f, file.path);
        fprintf(f, " (%s): ", file.kind);
        print_rows(&file, f);
        print_problems(&file, f);
    }
    if (attention->n_files == 0)
        return;
    size_t n = attention->listens->n_listeners;
    fprintf(f, "Histories of %zu listener%s: ", n, yn_plural(n));
    print_rows(&sum, f);
}

static void print_chart(const struct yn_chart *chart, size_t n_tracks, FILE *f)
{
    size_t read = 0, ranked = 0;
    for (size_t w = 0; w < chart->n_weeks; w++)
        read += chart->weeks[w].read_to > 0;
    for (size_t t = 0; t < n_tracks && t < chart->n_songs; t++)
        ranked += chart->songs[t].n_ranked > 0;
    fputs("Chart ", f);
    yn_say_text(f, chart->name);
    fprintf(f, ": %zu week%s read; %zu of %zu tracks stood on it\n", read,
            yn_plural(read), ranked, n_tracks);
}

void yn_attention_print(const struct yn_attention *attention, bool all, FILE *f)
{
    if (!attention)
        return;
    for (size_t i = 0; i < attention->n_charts; i++)
        print_chart(&attention->charts[i], attention->season->n_tracks, f);
    print_histories(attention, all, f);
    if (attention->n_views)
        fprintf(f, "Views of %zu video%s or page%s\n", attention->n_views,
                yn_plural(attention->n_views), yn_plural(attention->n_views));
}

static json_t *problems_json(const struct yn_read_file *file)
{
    json_t *array = json_array();
    int bad = !array;
    for (size_t i = 0; i < file->n_problems; i++) {
        const struct yn_row_problem *one = &file->problems[i];
        json_t *o = json_object();
        bad |= json_object_set_new(o, "line", json_integer(one->pos.line));
        bad |= json_object_set_new(o, "column", json_integer(one->pos.column));
        bad |= json_object_set_new(o, "what", json_string(one->what));
        bad |= json_array_append_new(array, o);
    }
    return yn_json_whole(array, bad);
}

static json_t *file_json(const struct yn_read_file *file)
{
    struct yn_read_file copy = *file;
    json_t *o = json_object();
    int bad = json_object_set_new(o, "path", yn_json_text(file->path));
    bad |= json_object_set_new(o, "kind", yn_json_text(file->kind));
    bad |= json_object_set_new(o, "rows", json_integer((json_int_t)file->rows));
    for (size_t i = 0; i < YN_LEN(outcomes); i++)
        bad |= json_object_set_new(
            o, outcomes[i].key, json_integer((json_int_t)*outcome(&copy, i)));
    bad |= json_object_set_new(o, "problems", problems_json(file));
    return yn_json_whole(o, bad);
}

json_t *yn_histories_json(const struct yn_attention *attention)
{
    json_t *array = json_array();
    int bad = !array;
    for (size_t i = 0; attention && i < attention->n_files; i++)
        bad |= json_array_append_new(array, file_json(&attention->files[i]));
    return yn_json_whole(array, bad);
}
