/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Options: one row per option. The parser, --help, the man page and the
 * completions all read the same row.
 *
 * A row names a field of the command's own struct; the YN_* macros below refuse
 * to compile where the field's type is not the option's.
 */
#ifndef YN_CLI_OPTIONS_H
#define YN_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include <yeoun/err.h>

#define YN_LEN(array) (sizeof(array) / sizeof((array)[0]))

enum yn_option_type {
    YN_OPTION_FLAG,   /* bool: becomes true */
    YN_OPTION_SET,    /* int: becomes `min`; two that differ are an error */
    YN_OPTION_INT,    /* int: a whole number from `min` to `max` */
    YN_OPTION_NUMBER, /* double: a decimal number from `min` to `max` */
    YN_OPTION_CHOICE, /* int: the index of a word of `choices` */
    YN_OPTION_TEXT,   /* const char *: the word, borrowed from argv */
    YN_OPTION_FILE,   /* the same, completed as a file */
    YN_OPTION_DIR,    /* the same, completed as a folder */
    YN_OPTION_FILES,  /* struct yn_option_files: given once for each */
};

/* More files than anybody names one by one. */
#define YN_OPTION_FILES_MAX 1000

/* The values of an option that may be given again and again; borrowed from
 * argv. */
struct yn_option_files {
    const char *item[YN_OPTION_FILES_MAX];
    size_t n;
};

struct yn_option {
    const char *name;
    char letter; /* of the short form, 0 = none */
    enum yn_option_type type;
    size_t offset; /* of the field in the command's options */
    int min, max;
    const char *const *choices; /* ends in NULL */
    const char *initial;        /* the value when not given; NULL: zero */
    const char *unit;           /* of a number, NULL: a count */
    const char *arg;            /* what the value is called, "FILE" */
    const char *help;           /* one sentence, small, without a full stop */
};

/* NOLINTBEGIN(bugprone-macro-parentheses): a type takes none. */
#define YN_FIELD(s, m, type)                                                   \
    .offset = _Generic(((s *)0)->m, type : offsetof(s, m))
/* NOLINTEND(bugprone-macro-parentheses) */
#define YN_FLAG(s, m) .type = YN_OPTION_FLAG, YN_FIELD(s, m, bool)
#define YN_SET(s, m, value)                                                    \
    .type = YN_OPTION_SET, YN_FIELD(s, m, int), .min = (value)
#define YN_INT(s, m, from, to)                                                 \
    .type = YN_OPTION_INT, YN_FIELD(s, m, int), .min = (from), .max = (to)
#define YN_NUMBER(s, m, from, to)                                              \
    .type = YN_OPTION_NUMBER, YN_FIELD(s, m, double), .min = (from), .max = (to)
#define YN_CHOICE(s, m, words)                                                 \
    .type = YN_OPTION_CHOICE, YN_FIELD(s, m, int), .choices = (words)
#define YN_TEXT(s, m) .type = YN_OPTION_TEXT, YN_FIELD(s, m, const char *)
#define YN_FILE(s, m) .type = YN_OPTION_FILE, YN_FIELD(s, m, const char *)
#define YN_DIR(s, m) .type = YN_OPTION_DIR, YN_FIELD(s, m, const char *)
#define YN_FILES(s, m)                                                         \
    .type = YN_OPTION_FILES, YN_FIELD(s, m, struct yn_option_files)

enum yn_form { YN_FORM_TEXT, YN_FORM_JSON, YN_FORM_CSV };
enum yn_level { YN_LEVEL_NORMAL, YN_LEVEL_QUIET, YN_LEVEL_VERBOSE };
enum yn_color { YN_COLOR_AUTO, YN_COLOR_ALWAYS, YN_COLOR_NEVER };

/* The first member, `common`, of every command's options. */
struct yn_common {
    int form;  /* enum yn_form */
    int level; /* enum yn_level */
    int color; /* enum yn_color */
    bool dry_run;
    bool help;
    const char *output; /* NULL or "-": standard output */
};

extern const char *const yn_color_words[];

/* The rows that commands share; `s` is the command's options struct. */
#define YN_ROW_JSON(s)                                                         \
    {                                                                          \
        "json", .help = "write JSON instead of text",                          \
                YN_SET(s, common.form, YN_FORM_JSON)                           \
    }
#define YN_ROW_CSV(s)                                                          \
    {                                                                          \
        "csv", .help = "write CSV for a spreadsheet instead of text",          \
               YN_SET(s, common.form, YN_FORM_CSV)                             \
    }
#define YN_ROW_OUTPUT(s)                                                       \
    {                                                                          \
        "output", 'o', .arg = "FILE",                                          \
                       .help = "write to FILE instead of standard output",     \
                       YN_FILE(s, common.output)                               \
    }
#define YN_ROW_DRY_RUN(s)                                                      \
    {                                                                          \
        "dry-run", 'n', .help = "say what would be written and write nothing", \
                        YN_FLAG(s, common.dry_run)                             \
    }
#define YN_ROWS_COMMON(s)                                                      \
    {"quiet", 'q', .help = "say nothing but errors",                           \
     YN_SET(s, common.level, YN_LEVEL_QUIET)},                                 \
        {"verbose", 'v', .help = "say more",                                   \
         YN_SET(s, common.level, YN_LEVEL_VERBOSE)},                           \
        {"color", .arg = "WHEN", .initial = "auto",                            \
         .help = "colour the text; auto means on a terminal only",             \
         YN_CHOICE(s, common.color, yn_color_words)},                          \
    {                                                                          \
        "help", 'h', .help = "show this help", YN_FLAG(s, common.help)         \
    }

/* What the parser needs to know of a command. */
struct yn_syntax {
    const char *name; /* "yeoun tally", for messages */
    const struct yn_option *options;
    size_t n_options;
    size_t n_operands_min, n_operands_max;
    const char *operands; /* "[DIR]", for messages */
    const char *example;  /* of a whole call, for messages; NULL: none */
};

/* Fills `fields` (the command's zeroed options struct) from `argv` and moves
 * the operands to the front of `argv`, in order; `*n_operands` counts them.
 * When the option --help is met, `common.help` is set and the operands are not
 * counted against the limits. Texts are borrowed from `argv`.
 * Errors: YN_E_ARG, with a text that says what would be right; YN_E_NOMEM. */
int yn_options_parse(const struct yn_syntax *syntax, int argc,
                     const char **argv, void *fields, size_t *n_operands,
                     struct yn_err *err);

/* "whole number from 1 to 9", "auto, always or never": what a value of the
 * option may be. Writes at most `size` bytes and returns `buf`. */
const char *yn_option_values(const struct yn_option *option, char *buf,
                             size_t size);

#endif
