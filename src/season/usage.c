/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * usage.csv: use,version,code. The first row that fits counts; a blank use or
 * version fits every one.
 */
#include <yeoun/usage.h>

#include <strings.h>

#include "base/base.h"
#include "base/csv.h"
#include "base/file.h"
#include "season/read.h"

/* A society's codes are two or three letters. */
#define CODE_BYTES_MAX 16
#define NO_VALUE (-3) /* a word that means no use and no version */

static const struct yn_usage_rule builtin_rules[] = {
    {YN_BACKGROUND, YN_VOCAL, "BV"}, {YN_BACKGROUND, YN_INSTRUMENTAL, "BI"},
    {YN_BACKGROUND, YN_SCORE, "BI"}, {YN_BACKGROUND, YN_USAGE_UNKNOWN, "BG"},
    {YN_USAGE_ANY, YN_VOCAL, "FV"},  {YN_USAGE_ANY, YN_INSTRUMENTAL, "FI"},
    {YN_USAGE_ANY, YN_SCORE, "FI"},
};

static const struct yn_usage builtin = {builtin_rules, YN_LEN(builtin_rules)};

const struct yn_usage *yn_usage_builtin(void)
{
    return &builtin;
}

const char *yn_usage_code(const struct yn_usage *usage, enum yn_use use,
                          int version)
{
    if (!usage)
        usage = &builtin;
    for (size_t i = 0; i < usage->n; i++) {
        const struct yn_usage_rule *rule = &usage->rule[i];
        bool fits = (rule->use == YN_USAGE_ANY || rule->use == (int)use) &&
                    (rule->version == YN_USAGE_ANY || rule->version == version);
        if (fits)
            return rule->code;
    }
    return "";
}

enum { USE, VERSION, CODE, N_COLUMNS };

struct table {
    struct yn_reader *reader;
    const char *path;
    size_t column[N_COLUMNS];
};

static struct yn_pos row_pos(const struct table *table,
                             const struct yn_csv_row *row, size_t column)
{
    unsigned at = column < row->n ? row->cell[column].column : 1;
    unsigned line = column < row->n ? row->cell[column].line : row->line;
    return (struct yn_pos){table->path, line, at};
}

static const char *cell(const struct table *table, const struct yn_csv_row *row,
                        int column)
{
    size_t at = table->column[column];
    return at < row->n ? row->cell[at].text : "";
}

static int read_header(struct table *table, const struct yn_csv_row *row,
                       bool *usable, struct yn_err *err)
{
    static const char *const words[N_COLUMNS] = {"use", "version", "code"};
    *usable = true;
    for (size_t c = 0; c < N_COLUMNS; c++) {
        table->column[c] = SIZE_MAX;
        for (size_t i = 0; i < row->n; i++) {
            if (strcasecmp(row->cell[i].text, words[c]) == 0)
                table->column[c] = i;
        }
        *usable = *usable && table->column[c] != SIZE_MAX;
    }
    if (*usable)
        return YN_OK;
    return yn_reader_problem(table->reader, row_pos(table, row, 0),
                             "a column of `use`, `version` and `code` is "
                             "missing",
                             "begin the file with: use,version,code", err);
}

static int use_value(const char *word)
{
    for (int use = YN_BACKGROUND; *word && use <= YN_ALONE; use++) {
        if (strcasecmp(word, yn_use_word((enum yn_use)use)) == 0)
            return use;
    }
    return *word ? NO_VALUE : YN_USAGE_ANY;
}

static int version_value(const char *word)
{
    for (int version = YN_VOCAL; *word && version <= YN_SCORE; version++) {
        if (strcasecmp(word, yn_version_word((enum yn_version)version)) == 0)
            return version;
    }
    if (strcasecmp(word, "unknown") == 0)
        return YN_USAGE_UNKNOWN;
    return *word ? NO_VALUE : YN_USAGE_ANY;
}

static int wrong_cell(const struct table *table, const struct yn_csv_row *row,
                      int column, const char *name, const char *remedy,
                      struct yn_err *err)
{
    const char *what =
        yn_text_f(table->reader->arena, "`%s` cannot be \"%.80s\"", name,
                  cell(table, row, column));
    return yn_reader_problem(table->reader,
                             row_pos(table, row, table->column[column]), what,
                             remedy, err);
}

static int read_row(const struct table *table, const struct yn_csv_row *row,
                    struct yn_usage_rule *out, bool *usable, struct yn_err *err)
{
    const char *code = cell(table, row, CODE);
    struct yn_usage_rule rule = {.use = use_value(cell(table, row, USE)),
                                 .version =
                                     version_value(cell(table, row, VERSION))};
    *usable = false;
    if (rule.use == NO_VALUE)
        return wrong_cell(table, row, USE, "use",
                          "write background, featured, foreground, alone, or "
                          "leave it blank for all",
                          err);
    if (rule.version == NO_VALUE)
        return wrong_cell(table, row, VERSION, "version",
                          "write vocal, instrumental, score, unknown, or leave "
                          "it blank for all",
                          err);
    if (strlen(code) > CODE_BYTES_MAX)
        return wrong_cell(table, row, CODE, "code",
                          "write the society's short code, such as BV", err);
    rule.code = yn_arena_dup(table->reader->arena, code);
    if (!rule.code)
        return yn_err_nomem(err);
    *out = rule;
    *usable = true;
    return YN_OK;
}

static int read_rows(struct table *table, const struct yn_csv *csv,
                     struct yn_season *season, struct yn_err *err)
{
    bool usable = false;
    int rc = csv->n
                 ? read_header(table, &csv->row[0], &usable, err)
                 : yn_reader_problem(
                       table->reader, (struct yn_pos){.file = table->path},
                       "the file is empty",
                       "begin it with: use,version,code; or take it away", err);
    if (rc || !usable)
        return rc;
    struct yn_arena *arena = table->reader->arena;
    struct yn_usage *usage = yn_arena_alloc(arena, sizeof(*usage));
    struct yn_usage_rule *rule =
        yn_arena_array(arena, csv->n, sizeof(struct yn_usage_rule));
    if (!usage || !rule)
        return yn_err_nomem(err);
    for (size_t i = 1; !rc && i < csv->n; i++) {
        rc = read_row(table, &csv->row[i], &rule[usage->n], &usable, err);
        usage->n += !rc && usable;
    }
    usage->rule = rule;
    season->usage = usage;
    return rc;
}

int yn_read_usage(struct yn_reader *reader, const char *path,
                  struct yn_season *season, struct yn_err *err)
{
    if (!yn_file_exists(path))
        return YN_OK;
    struct table table = {.reader = reader, .path = path};
    struct yn_csv csv = {0};
    int rc = yn_csv_load(reader, path, &csv, err);
    /* One that cannot be read is told, and has no rows. */
    if (rc || !csv.row)
        return rc;
    return read_rows(&table, &csv, season, err);
}
