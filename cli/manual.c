/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "manual.h"

#include <ctype.h>
#include <string.h>

#include "help.h"

/* The day the words were last changed, as mdoc wants it. */
#define MANUAL_DATE "November 22, 2026"

/* Prints text so that roff takes nothing in it for a command: a backslash, a
 * dash (else set as a hyphen), quotes, and a dot that begins a line. */
static void print_roff(FILE *f, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        char c = text[i];
        bool begins = i == 0 || text[i - 1] == '\n';
        if (c == '\\')
            fputs("\\e", f);
        else if (c == '-')
            fputs("\\-", f);
        else if (c == '`')
            fputs("\\(ga", f);
        else if (c == '\'')
            fputs("\\(aq", f);
        else if (c == '"')
            fputs("\\(dq", f);
        else if (c == '.' && begins)
            fputs("\\&.", f);
        else
            putc(c, f);
    }
}

/* Prints one paragraph, a sentence a line, as mdoc asks for. */
static void print_sentences(FILE *f, const char *text, size_t len)
{
    while (len) {
        size_t n = 0;
        while (n < len && !(n > 1 && text[n] == ' ' && text[n - 1] == '.' &&
                            text[n - 2] != '.'))
            n++;
        print_roff(f, text, n);
        putc('\n', f);
        n += n < len;
        text += n;
        len -= n;
    }
}

static void print_text(FILE *f, const char *text)
{
    print_sentences(f, text, strlen(text));
}

static void print_paragraphs(FILE *f, const char *text)
{
    while (*text) {
        const char *end = strstr(text, "\n\n");
        size_t len = end ? (size_t)(end - text) : strlen(text);
        print_sentences(f, text, len);
        text += len + (end ? 2 : 0);
        if (*text)
            fputs(".Pp\n", f);
    }
}

static void print_head(FILE *f, const char *name, const char *help)
{
    fputs(".\\\" Made by docgen from the options of the program.\n"
          ".Dd " MANUAL_DATE "\n.Dt ",
          f);
    for (const char *at = name; *at; at++)
        putc(toupper((unsigned char)*at), f);
    fprintf(f, " 1\n.Os yeoun %s\n.Sh NAME\n.Nm %s\n.Nd ", YN_VERSION, name);
    print_text(f, help);
}

/* One operand, "DIR" or "EPISODE...". Returns the end of it. */
static const char *print_operand(FILE *f, const char *word)
{
    size_t n = strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    bool many = strncmp(word + n, "...", 3) == 0;
    fprintf(f, "Ar %.*s%s", (int)n, word, many ? " ..." : "");
    return word + n + (many ? 3 : 0);
}

/* "TRACK [DIR]" becomes `.Ar TRACK` and `.Op Ar DIR`, "[DIR|EPISODE...]"
 * becomes `.Op Ar DIR | Ar EPISODE ...`. */
static void print_operands(FILE *f, const char *operands)
{
    while (*operands) {
        bool optional = operands[0] == '[';
        fputs(optional ? ".Op " : ".", f);
        operands = print_operand(f, operands + optional);
        while (*operands == '|') {
            fputs(" | ", f);
            operands = print_operand(f, operands + 1);
        }
        putc('\n', f);
        operands += strspn(operands, "] ");
    }
}

static void print_options(FILE *f, const struct yn_option *options, size_t n)
{
    fputs(".Bl -tag -width Ds\n", f);
    for (size_t i = 0; i < n; i++) {
        const struct yn_option *option = &options[i];
        char text[512];
        fputs(".It ", f);
        if (option->letter)
            fprintf(f, "Fl %c , ", option->letter);
        fputs("Fl Fl ", f);
        print_roff(f, option->name, strlen(option->name));
        if (option->arg)
            fprintf(f, " Ar %s", option->arg);
        putc('\n', f);
        yn_help_option_text(option, text, sizeof(text));
        print_text(f, text);
    }
    fputs(".El\n", f);
}

static void print_exit_status(FILE *f, const struct yn_cmd *cmd)
{
    fprintf(f, ".Sh EXIT STATUS\n.Bl -tag -width Ds\n.It 0\n%s\n",
            yn_help_exit_done);
    if (cmd->nothing) {
        fputs(".It 1\n", f);
        print_text(f, cmd->nothing);
    }
    fprintf(f, ".It 2\n%s\n.El\n", yn_help_exit_error);
}

static void print_examples(FILE *f, const struct yn_cmd *cmd)
{
    if (!cmd->n_examples)
        return;
    fputs(".Sh EXAMPLES\n.Bl -tag -width Ds\n", f);
    for (size_t i = 0; i < cmd->n_examples; i++) {
        fputs(".It Li ", f);
        print_roff(f, cmd->examples[i].line, strlen(cmd->examples[i].line));
        putc('\n', f);
        print_text(f, cmd->examples[i].meaning);
    }
    fputs(".El\n", f);
}

void yn_manual_command(FILE *f, const struct yn_cmd *cmd)
{
    char name[64];
    snprintf(name, sizeof(name), "yeoun-%s", cmd->name);
    print_head(f, name, cmd->help);
    fprintf(f, ".Sh SYNOPSIS\n.Nm yeoun %s\n.Op Ar OPTION ...\n", cmd->name);
    print_operands(f, cmd->operands);
    fputs(".Sh DESCRIPTION\n", f);
    print_paragraphs(f, cmd->about);
    fputs(".Pp\nThe options are as follows:\n", f);
    print_options(f, cmd->options, cmd->n_options);
    print_exit_status(f, cmd);
    print_examples(f, cmd);
    fputs(".Sh SEE ALSO\n.Xr yeoun 1\n", f);
}

static void print_environment(FILE *f)
{
    fputs(".Sh ENVIRONMENT\n.Bl -tag -width Ds\n"
          ".It Ev NO_COLOR\n"
          "When set and not empty, text is not coloured unless\n"
          ".Fl Fl color Ns =always\n"
          "is given.\n"
          ".It Ev SOURCE_DATE_EPOCH\n"
          "Dates the feeds of a published season that names no date itself,\n"
          "in seconds since 1970.\n"
          ".El\n",
          f);
}

/* SEE ALSO in alphabetical order, as mdoc wants it. */
static void print_see_also(FILE *f)
{
    size_t n;
    const struct yn_cmd *const *commands = yn_commands(&n);
    const char *last = "";
    fputs(".Sh SEE ALSO\n", f);
    for (size_t printed = 0; printed < n; printed++) {
        const char *next = "";
        for (size_t i = 0; i < n; i++) {
            const char *name = commands[i]->name;
            if (strcmp(name, last) > 0 && (!*next || strcmp(name, next) < 0))
                next = name;
        }
        fprintf(f, ".Xr yeoun-%s 1%s\n", next, printed + 1 < n ? " ," : "");
        last = next;
    }
}

void yn_manual_program(FILE *f)
{
    size_t n;
    const struct yn_cmd *const *commands = yn_commands(&n);
    print_head(f, "yeoun",
               "choose and publish a year's best drama soundtracks");
    fputs(".Sh SYNOPSIS\n.Nm\n.Ar COMMAND\n.Op Ar OPTION ...\n"
          ".Op Ar OPERAND ...\n.Sh DESCRIPTION\n",
          f);
    print_paragraphs(
        f, "A season folder holds a year's dramas, their soundtracks and the "
           "judges' ballots as plain text. yeoun reads it, reports what is "
           "wrong with it, counts the ballots and publishes the list as a "
           "site.\n\n"
           "Data goes to standard output and messages to standard error. A "
           "file name of `-` is standard input or output.\n\n"
           "The commands are as follows:");
    fputs(".Bl -tag -width Ds\n", f);
    for (size_t i = 0; i < n; i++) {
        fprintf(f, ".It Ic %s\n", commands[i]->name);
        print_text(f, commands[i]->help);
    }
    fputs(".El\n.Pp\nThe options are as follows:\n", f);
    const struct yn_option *options = yn_program_options(&n);
    print_options(f, options, n);
    print_environment(f);
    fprintf(f,
            ".Sh EXIT STATUS\n.Bl -tag -width Ds\n.It 0\n%s\n.It 1\n"
            "nothing was found, or problems were reported\n.It 2\n%s\n.El\n",
            yn_help_exit_done, yn_help_exit_error);
    print_see_also(f);
}
