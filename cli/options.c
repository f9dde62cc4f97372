/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "options.h"

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <yeoun/near.h>

const char *const yn_color_words[] = {"auto", "always", "never", NULL};

struct parser {
    const struct yn_syntax *syntax;
    const char **argv;
    int argc, at;
    char *fields;
    bool *given; /* a cell for each row: met before */
    struct yn_err *err;
};

static bool takes_value(const struct yn_option *option)
{
    return option->type != YN_OPTION_FLAG && option->type != YN_OPTION_SET;
}

const char *yn_option_values(const struct yn_option *option, char *buf,
                             size_t size)
{
    switch (option->type) {
    case YN_OPTION_INT:
    case YN_OPTION_NUMBER:
        snprintf(buf, size, "a %snumber%s%s from %d to %d",
                 option->type == YN_OPTION_INT ? "whole " : "",
                 option->unit ? " of " : "", option->unit ? option->unit : "",
                 option->min, option->max);
        return buf;
    case YN_OPTION_CHOICE: {
        size_t len = 0;
        buf[0] = '\0';
        for (size_t i = 0; option->choices[i] && len < size; i++) {
            const char *sep = i == 0                   ? ""
                              : option->choices[i + 1] ? ", "
                                                       : " or ";
            len += (size_t)snprintf(buf + len, size - len, "%s%s", sep,
                                    option->choices[i]);
        }
        return buf;
    }
    default:
        snprintf(buf, size, "a %s", option->arg ? option->arg : "value");
        return buf;
    }
}

static int bad_value(const struct parser *p, const struct yn_option *option,
                     const char *value)
{
    char right[256];
    yn_option_values(option, right, sizeof(right));
    const char *near = NULL;
    if (option->type == YN_OPTION_CHOICE) {
        size_t n = 0;
        while (option->choices[n])
            n++;
        size_t i = yn_near_word(value, option->choices, n);
        near = i < n ? option->choices[i] : NULL;
    }
    return yn_err_set(p->err, YN_E_ARG, 0,
                      "option --%s takes %s, not “%s”%s%s%s", option->name,
                      right, value, near ? "; did you mean “" : "",
                      near ? near : "", near ? "”?" : "");
}

static int store_int(const struct parser *p, const struct yn_option *option,
                     const char *value)
{
    char *end;
    errno = 0;
    long n = strtol(value, &end, 10);
    /* strtol takes leading blanks and an empty word; we do not. */
    bool digits = value[0] == '-' || (value[0] >= '0' && value[0] <= '9');
    if (!digits || *end || end == value || errno || n < option->min ||
        n > option->max)
        return bad_value(p, option, value);
    *(int *)(void *)(p->fields + option->offset) = (int)n;
    return YN_OK;
}

static int store_number(const struct parser *p, const struct yn_option *option,
                        const char *value)
{
    /* strtod takes blanks, exponents, hexadecimals and "nan" too; we do not.
     * The program keeps the point of the C locale. */
    bool plain = value[0] && !value[strspn(value, "-.0123456789")];
    char *end = NULL;
    double number = plain ? strtod(value, &end) : 0;
    if (!plain || *end || !(number >= option->min && number <= option->max))
        return bad_value(p, option, value);
    *(double *)(void *)(p->fields + option->offset) = number;
    return YN_OK;
}

static int store_choice(const struct parser *p, const struct yn_option *option,
                        const char *value)
{
    for (int i = 0; option->choices[i]; i++) {
        if (strcmp(option->choices[i], value) == 0) {
            *(int *)(void *)(p->fields + option->offset) = i;
            return YN_OK;
        }
    }
    return bad_value(p, option, value);
}

static int store_file(const struct parser *p, const struct yn_option *option,
                      const char *value)
{
    struct yn_option_files *files = (void *)(p->fields + option->offset);
    if (files->n == YN_OPTION_FILES_MAX)
        return yn_err_set(p->err, YN_E_ARG, 0,
                          "option --%s is given more than %d times",
                          option->name, YN_OPTION_FILES_MAX);
    files->item[files->n++] = value;
    return YN_OK;
}

static int store_value(const struct parser *p, const struct yn_option *option,
                       const char *value)
{
    switch (option->type) {
    case YN_OPTION_INT:
        return store_int(p, option, value);
    case YN_OPTION_NUMBER:
        return store_number(p, option, value);
    case YN_OPTION_CHOICE:
        return store_choice(p, option, value);
    default:
        if (!*value)
            return yn_err_set(p->err, YN_E_ARG, 0,
                              "option --%s needs a %s; its value is empty",
                              option->name, option->arg);
        if (option->type == YN_OPTION_FILES)
            return store_file(p, option, value);
        *(const char **)(void *)(p->fields + option->offset) = value;
        return YN_OK;
    }
}

/* Two switches on one field contradict each other unless they are the same. */
static int check_conflict(const struct parser *p,
                          const struct yn_option *option)
{
    for (size_t i = 0; i < p->syntax->n_options; i++) {
        const struct yn_option *other = &p->syntax->options[i];
        if (p->given[i] && other != option && other->offset == option->offset)
            return yn_err_set(p->err, YN_E_ARG, 0,
                              "--%s and --%s exclude each other; leave one out",
                              other->name, option->name);
    }
    return YN_OK;
}

static int store_switch(const struct parser *p, const struct yn_option *option)
{
    if (option->type == YN_OPTION_FLAG) {
        *(bool *)(p->fields + option->offset) = true;
        return YN_OK;
    }
    int rc = check_conflict(p, option);
    if (rc)
        return rc;
    *(int *)(void *)(p->fields + option->offset) = option->min;
    p->given[option - p->syntax->options] = true;
    return YN_OK;
}

static const struct yn_option *find_long(const struct yn_syntax *syntax,
                                         const char *name, size_t len)
{
    for (size_t i = 0; i < syntax->n_options; i++) {
        const struct yn_option *option = &syntax->options[i];
        if (strncmp(option->name, name, len) == 0 && !option->name[len])
            return option;
    }
    return NULL;
}

static const struct yn_option *find_short(const struct yn_syntax *syntax,
                                          char letter)
{
    for (size_t i = 0; i < syntax->n_options; i++) {
        if (syntax->options[i].letter == letter)
            return &syntax->options[i];
    }
    return NULL;
}

/* The option somebody meant by `name`: a near one, or the only longer one. */
static const struct yn_option *guess(const struct yn_syntax *syntax,
                                     const char *name)
{
    const struct yn_option *best = NULL;
    size_t len = strlen(name), n_longer = 0;
    unsigned limit = len / 3 ? (unsigned)len / 3 : 1;
    for (size_t i = 0; i < syntax->n_options; i++) {
        unsigned distance = yn_near_distance(name, syntax->options[i].name);
        if (distance <= limit) {
            best = &syntax->options[i];
            limit = distance - (distance > 0);
        }
    }
    for (size_t i = 0; !best && len && i < syntax->n_options; i++)
        n_longer += strncmp(syntax->options[i].name, name, len) == 0;
    for (size_t i = 0; n_longer == 1 && i < syntax->n_options; i++) {
        if (strncmp(syntax->options[i].name, name, len) == 0)
            best = &syntax->options[i];
    }
    return best;
}

static int unknown(const struct parser *p, const char *word, const char *name)
{
    size_t len = strcspn(name, "=");
    char bare[64];
    snprintf(bare, sizeof(bare), "%.*s", (int)(len < 63 ? len : 63), name);
    const struct yn_option *near = guess(p->syntax, bare);
    if (near)
        return yn_err_set(p->err, YN_E_ARG, 0,
                          "there is no option %.*s; did you mean --%s?",
                          (int)(len + (size_t)(name - word)), word, near->name);
    return yn_err_set(
        p->err, YN_E_ARG, 0, "there is no option %.*s; `%s --help` lists them",
        (int)(len + (size_t)(name - word)), word, p->syntax->name);
}

/* The value of an option: glued to it, or the next word. */
static int store_with_value(struct parser *p, const struct yn_option *option,
                            const char *glued)
{
    if (glued)
        return store_value(p, option, glued);
    char right[256];
    if (p->at >= p->argc)
        return yn_err_set(p->err, YN_E_ARG, 0, "option --%s needs %s",
                          option->name,
                          yn_option_values(option, right, sizeof(right)));
    return store_value(p, option, p->argv[p->at++]);
}

static int parse_long(struct parser *p, const char *word)
{
    const char *name = word + 2;
    const char *equals = strchr(name, '=');
    size_t len = equals ? (size_t)(equals - name) : strlen(name);
    const struct yn_option *option = find_long(p->syntax, name, len);
    if (!option)
        return unknown(p, word, name);
    if (takes_value(option))
        return store_with_value(p, option, equals ? equals + 1 : NULL);
    if (equals)
        return yn_err_set(p->err, YN_E_ARG, 0,
                          "option --%s takes no value; leave “%s” out",
                          option->name, equals);
    return store_switch(p, option);
}

static int unknown_letter(const struct parser *p, const char *word, char letter)
{
    /* "-json" is one dash short of an option. */
    const struct yn_option *option =
        find_long(p->syntax, word + 1, strcspn(word + 1, "="));
    if (option)
        return yn_err_set(p->err, YN_E_ARG, 0,
                          "there is no option %s; did you mean --%s?", word,
                          option->name);
    if ((unsigned char)letter >= 0x80)
        return yn_err_set(p->err, YN_E_ARG, 0,
                          "there is no option %s; `%s --help` lists them", word,
                          p->syntax->name);
    return yn_err_set(p->err, YN_E_ARG, 0,
                      "there is no option -%c; `%s --help` lists them", letter,
                      p->syntax->name);
}

static int parse_short(struct parser *p, const char *word)
{
    for (const char *letter = word + 1; *letter; letter++) {
        const struct yn_option *option = find_short(p->syntax, *letter);
        if (!option)
            return unknown_letter(p, word, *letter);
        if (takes_value(option))
            return store_with_value(p, option, letter[1] ? letter + 1 : NULL);
        int rc = store_switch(p, option);
        if (rc)
            return rc;
    }
    return YN_OK;
}

static int set_initial(const struct parser *p)
{
    for (size_t i = 0; i < p->syntax->n_options; i++) {
        const struct yn_option *option = &p->syntax->options[i];
        int rc = option->initial ? store_value(p, option, option->initial) : 0;
        if (rc)
            return rc;
    }
    return YN_OK;
}

static int check_operands(const struct parser *p, size_t n)
{
    const struct yn_syntax *syntax = p->syntax;
    const char *example = syntax->n_operands_min ? syntax->example : NULL;
    const char *such = example ? ", as in `" : "", *end = example ? "`" : "";
    if (n < syntax->n_operands_min)
        return yn_err_set(
            p->err, YN_E_ARG, 0, "something is missing; write `%s %s`%s%s%s",
            syntax->name, syntax->operands, such, example ? example : "", end);
    if (n > syntax->n_operands_max)
        return yn_err_set(p->err, YN_E_ARG, 0,
                          "“%s” is one word too many; write `%s%s%s`%s%s%s",
                          p->argv[syntax->n_operands_max], syntax->name,
                          *syntax->operands ? " " : "", syntax->operands, such,
                          example ? example : "", end);
    return YN_OK;
}

int yn_options_parse(const struct yn_syntax *syntax, int argc,
                     const char **argv, void *fields, size_t *n_operands,
                     struct yn_err *err)
{
    struct parser p = {syntax, argv, argc, 0, fields, NULL, err};
    p.given = calloc(syntax->n_options + 1, sizeof(*p.given));
    if (!p.given)
        return yn_err_nomem(err);
    size_t n = 0;
    bool only_operands = false;
    int rc = set_initial(&p);
    while (!rc && p.at < p.argc) {
        const char *word = argv[p.at++];
        if (only_operands || word[0] != '-' || !word[1])
            argv[n++] = word;
        else if (strcmp(word, "--") == 0)
            only_operands = true;
        else
            rc = word[1] == '-' ? parse_long(&p, word) : parse_short(&p, word);
    }
    free(p.given);
    if (rc)
        return rc;
    if (!((struct yn_common *)fields)->help)
        rc = check_operands(&p, n);
    *n_operands = n;
    return rc;
}
