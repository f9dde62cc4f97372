/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "help.h"

#include <string.h>

#define LINE_COLUMNS 79
#define OPTION_COLUMNS 26 /* where the help of an option begins */

const char yn_help_exit_done[] = "done";
const char yn_help_exit_error[] =
    "an error: a wrong option, or something that could not be read or written";

/* Prints words with line breaks, each line from column `indent`; the first is
 * at `at` already. All help is ASCII but for quotes, counted by character. */
static void print_wrapped(FILE *f, const char *text, size_t len, size_t indent,
                          size_t at)
{
    const char *end = text + len;
    bool first = true;
    while (text < end) {
        size_t n = 0, columns = 0;
        while (text + n < end && text[n] != ' ' && text[n] != '\n')
            columns += ((unsigned char)text[n++] & 0xC0) != 0x80;
        if (!first && at + 1 + columns > LINE_COLUMNS) {
            fprintf(f, "\n%*s", (int)indent, "");
            at = indent;
            first = true;
        }
        fprintf(f, "%s%.*s", first ? "" : " ", (int)n, text);
        at += columns + !first;
        first = false;
        text += n + 1;
    }
    putc('\n', f);
}

static void print_paragraphs(FILE *f, const char *text)
{
    while (*text) {
        const char *end = strstr(text, "\n\n");
        size_t len = end ? (size_t)(end - text) : strlen(text);
        print_wrapped(f, text, len, 0, 0);
        text += len + (end ? 2 : 0);
        if (*text)
            putc('\n', f);
    }
}

void yn_help_option_text(const struct yn_option *option, char *buf, size_t size)
{
    char values[128] = "";
    if (option->type == YN_OPTION_CHOICE || option->type == YN_OPTION_INT ||
        option->type == YN_OPTION_NUMBER)
        yn_option_values(option, values, sizeof(values));
    const char *initial = option->initial ? option->initial : "";
    snprintf(buf, size, "%s%s%s%s%s%s%s", option->help,
             *values || *initial ? " (" : "", values,
             *values && *initial ? "; " : "", *initial ? "default " : "",
             initial, *values || *initial ? ")" : "");
}

static void print_options(FILE *f, const struct yn_option *options, size_t n)
{
    fputs("\nOptions:\n", f);
    for (size_t i = 0; i < n; i++) {
        const struct yn_option *option = &options[i];
        char left[64], right[512];
        size_t at = (size_t)snprintf(
            left, sizeof(left), "  %c%c%s --%s%s%s", option->letter ? '-' : ' ',
            option->letter ? option->letter : ' ', option->letter ? "," : " ",
            option->name, option->arg ? " " : "",
            option->arg ? option->arg : "");
        fputs(left, f);
        if (at + 2 > OPTION_COLUMNS) {
            putc('\n', f);
            at = 0;
        }
        fprintf(f, "%*s", (int)(OPTION_COLUMNS - at), "");
        yn_help_option_text(option, right, sizeof(right));
        print_wrapped(f, right, strlen(right), OPTION_COLUMNS, OPTION_COLUMNS);
    }
}

void yn_help_program(FILE *f)
{
    size_t n;
    const struct yn_cmd *const *commands = yn_commands(&n);
    fputs("yeoun - choose and publish a year's best drama soundtracks\n\n"
          "Usage: yeoun COMMAND [OPTION]... [OPERAND]...\n\n"
          "Commands:\n",
          f);
    for (size_t i = 0; i < n; i++)
        fprintf(f, "  %-9s %s\n", commands[i]->name, commands[i]->help);
    const struct yn_option *options = yn_program_options(&n);
    print_options(f, options, n);
    fputs("\n`yeoun help COMMAND` tells all about one of them.\n", f);
}

static void print_exit_status(FILE *f, const struct yn_cmd *cmd)
{
    fprintf(f, "\nExit status:\n  0  %s\n", yn_help_exit_done);
    if (cmd->nothing) {
        fputs("  1  ", f);
        print_wrapped(f, cmd->nothing, strlen(cmd->nothing), 5, 5);
    }
    fputs("  2  ", f);
    print_wrapped(f, yn_help_exit_error, strlen(yn_help_exit_error), 5, 5);
}

void yn_help_command(FILE *f, const struct yn_cmd *cmd)
{
    fprintf(f, "yeoun %s - %s\n\nUsage: yeoun %s [OPTION]...%s%s\n\n",
            cmd->name, cmd->help, cmd->name, *cmd->operands ? " " : "",
            cmd->operands);
    print_paragraphs(f, cmd->about);
    print_options(f, cmd->options, cmd->n_options);
    fputs(cmd->n_examples ? "\nExamples:\n" : "", f);
    for (size_t i = 0; i < cmd->n_examples; i++) {
        const struct yn_example *example = &cmd->examples[i];
        fprintf(f, "  %s\n      ", example->line);
        print_wrapped(f, example->meaning, strlen(example->meaning), 6, 6);
    }
    print_exit_status(f, cmd);
}
