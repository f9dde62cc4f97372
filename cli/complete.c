/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "complete.h"

#include <string.h>

#include "commands.h"

static void print_choices(FILE *f, const struct yn_option *option)
{
    for (size_t i = 0; option->choices[i]; i++)
        fprintf(f, "%s%s", i ? " " : "", option->choices[i]);
}

static bool is_file(const struct yn_option *option)
{
    return option->type == YN_OPTION_FILE || option->type == YN_OPTION_FILES;
}

static void print_commands(FILE *f)
{
    size_t n;
    const struct yn_cmd *const *commands = yn_commands(&n);
    for (size_t i = 0; i < n; i++)
        fprintf(f, "%s%s", i ? " " : "", commands[i]->name);
}

/* Prints text between single quotes of a shell. Characters of `escaped` get a
 * backslash in front (zsh's _arguments reads [ ] and : itself). */
static void print_quoted(FILE *f, const char *text, const char *escaped)
{
    for (; *text; text++) {
        if (*text == '\'') {
            fputs("'\\''", f);
            continue;
        }
        if (strchr(escaped, *text))
            putc('\\', f);
        putc(*text, f);
    }
}

/* ------------------------------------------------------------------ bash */

static void bash_value(FILE *f, const struct yn_option *option)
{
    fputs("        ", f);
    if (option->letter)
        fprintf(f, "-%c | ", option->letter);
    fprintf(f, "--%s)\n            ", option->name);
    if (option->type == YN_OPTION_CHOICE) {
        fputs("COMPREPLY=($(compgen -W '", f);
        print_choices(f, option);
        fputs("' -- \"$cur\"))\n", f);
    } else if (is_file(option)) {
        fputs("_yeoun_paths -f\n", f);
    } else if (option->type == YN_OPTION_DIR) {
        fputs("_yeoun_paths -d\n", f);
    } else {
        fputs("COMPREPLY=()\n", f);
    }
    fputs("            return ;;\n", f);
}

static void bash_command(FILE *f, const struct yn_cmd *cmd)
{
    fprintf(f, "    %s)\n        case \"$prev\" in\n", cmd->name);
    for (size_t i = 0; i < cmd->n_options; i++) {
        if (cmd->options[i].arg)
            bash_value(f, &cmd->options[i]);
    }
    fputs("        esac\n        if [[ $cur == -* ]]; then\n"
          "            COMPREPLY=($(compgen -W '",
          f);
    for (size_t i = 0; i < cmd->n_options; i++)
        fprintf(f, "%s--%s", i ? " " : "", cmd->options[i].name);
    fputs("' -- \"$cur\"))\n        else\n            ", f);
    if (cmd->operand_kind == YN_OPERAND_COMMAND) {
        fputs("COMPREPLY=($(compgen -W '", f);
        print_commands(f);
        fputs("' -- \"$cur\"))\n", f);
    } else {
        fprintf(f, "_yeoun_paths %s\n",
                cmd->operand_kind == YN_OPERAND_DIR ? "-d" : "-f");
    }
    fputs("        fi ;;\n", f);
}

void yn_complete_bash(FILE *f)
{
    size_t n;
    const struct yn_cmd *const *commands = yn_commands(&n);
    fputs("# bash completion for yeoun, made by docgen\n"
          "_yeoun_paths()\n{\n"
          "    compopt -o filenames 2>/dev/null\n"
          "    local IFS=$'\\n'\n"
          "    COMPREPLY=($(compgen \"$1\" -- \"$cur\"))\n}\n\n"
          "_yeoun()\n{\n"
          "    local cur=${COMP_WORDS[COMP_CWORD]}\n"
          "    local prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
          "    # Bash makes `--color=auto` three words.\n"
          "    if [[ $cur == = ]]; then\n"
          "        cur=\n"
          "    elif [[ $prev == = && COMP_CWORD -gt 1 ]]; then\n"
          "        prev=${COMP_WORDS[COMP_CWORD - 2]}\n"
          "    fi\n"
          "    if [[ COMP_CWORD -eq 1 ]]; then\n"
          "        COMPREPLY=($(compgen -W '",
          f);
    print_commands(f);
    size_t n_options;
    const struct yn_option *options = yn_program_options(&n_options);
    for (size_t i = 0; i < n_options; i++)
        fprintf(f, " --%s", options[i].name);
    fputs("' -- \"$cur\"))\n        return\n    fi\n"
          "    case ${COMP_WORDS[1]} in\n",
          f);
    for (size_t i = 0; i < n; i++)
        bash_command(f, commands[i]);
    fputs("    esac\n}\ncomplete -F _yeoun yeoun\n", f);
}

/* ------------------------------------------------------------------- zsh */

static void zsh_option(FILE *f, const struct yn_option *option)
{
    fputs("            ", f);
    if (option->letter)
        fprintf(f, "'(-%c --%s)'{-%c%s,--%s%s}'[", option->letter, option->name,
                option->letter, option->arg ? "+" : "", option->name,
                option->arg ? "=" : "");
    else
        fprintf(f, "'--%s%s[", option->name, option->arg ? "=" : "");
    print_quoted(f, option->help, "[]:\\");
    putc(']', f);
    if (option->arg)
        fprintf(f, ":%s:", option->arg);
    if (option->type == YN_OPTION_CHOICE) {
        putc('(', f);
        print_choices(f, option);
        putc(')', f);
    } else if (is_file(option)) {
        fputs("_files", f);
    } else if (option->type == YN_OPTION_DIR) {
        fputs("_files -/", f);
    }
    fputs("' \\\n", f);
}

static void zsh_command(FILE *f, const struct yn_cmd *cmd)
{
    fprintf(f, "    %s)\n        _arguments -s -S \\\n", cmd->name);
    for (size_t i = 0; i < cmd->n_options; i++)
        zsh_option(f, &cmd->options[i]);
    const char *many = cmd->n_operands_max > 1 ? "*" : "1";
    fprintf(f, "            '%s:", many);
    switch (cmd->operand_kind) {
    case YN_OPERAND_DIR:
        fputs("folder:_files -/' ;;\n", f);
        break;
    case YN_OPERAND_FILE:
        fputs("file:_files' ;;\n", f);
        break;
    case YN_OPERAND_COMMAND:
        fputs("command:(", f);
        print_commands(f);
        fputs(")' ;;\n", f);
        break;
    }
}

void yn_complete_zsh(FILE *f)
{
    size_t n, n_options;
    const struct yn_cmd *const *commands = yn_commands(&n);
    const struct yn_option *options = yn_program_options(&n_options);
    fputs("#compdef yeoun\n# made by docgen\n_yeoun() {\n"
          "    local curcontext=$curcontext state line\n"
          "    local -a commands=(\n",
          f);
    for (size_t i = 0; i < n; i++) {
        fprintf(f, "        '%s:", commands[i]->name);
        print_quoted(f, commands[i]->help, ":\\");
        fputs("'\n", f);
    }
    fputs("    )\n    _arguments -C \\\n", f);
    for (size_t i = 0; i < n_options; i++)
        zsh_option(f, &options[i]);
    fputs("            '1:command:->command' '*::operand:->operand'\n"
          "    if [[ $state == command ]]; then\n"
          "        _describe command commands\n        return\n    fi\n"
          "    [[ $state == operand ]] || return\n"
          "    case $line[1] in\n",
          f);
    for (size_t i = 0; i < n; i++)
        zsh_command(f, commands[i]);
    fputs("    esac\n}\n_yeoun \"$@\"\n", f);
}

/* ------------------------------------------------------------------ fish */

/* Prints text between single quotes of fish, which knows \' inside of them. */
static void print_fish(FILE *f, const char *text)
{
    for (; *text; text++)
        fprintf(f, *text == '\'' || *text == '\\' ? "\\%c" : "%c", *text);
}

static void fish_option(FILE *f, const char *when,
                        const struct yn_option *option)
{
    fprintf(f, "complete -c yeoun -n '%s' -l %s", when, option->name);
    if (option->letter)
        fprintf(f, " -s %c", option->letter);
    if (option->type == YN_OPTION_CHOICE) {
        fputs(" -x -a '", f);
        print_choices(f, option);
        putc('\'', f);
    } else if (is_file(option)) {
        fputs(" -r -F", f);
    } else if (option->type == YN_OPTION_DIR) {
        fputs(" -x -a '(__fish_complete_directories)'", f);
    } else if (option->arg) {
        fputs(" -x", f);
    }
    fputs(" -d '", f);
    print_fish(f, option->help);
    fputs("'\n", f);
}

static void fish_command(FILE *f, const struct yn_cmd *cmd)
{
    char when[96];
    snprintf(when, sizeof(when), "__fish_seen_subcommand_from %s", cmd->name);
    fprintf(f, "complete -c yeoun -n __fish_use_subcommand -f -a %s -d '",
            cmd->name);
    print_fish(f, cmd->help);
    fputs("'\n", f);
    for (size_t i = 0; i < cmd->n_options; i++)
        fish_option(f, when, &cmd->options[i]);
    if (cmd->operand_kind == YN_OPERAND_DIR)
        fprintf(f,
                "complete -c yeoun -n '%s' -f -a "
                "'(__fish_complete_directories)'\n",
                when);
    if (cmd->operand_kind == YN_OPERAND_COMMAND) {
        fprintf(f, "complete -c yeoun -n '%s' -f -a '", when);
        print_commands(f);
        fputs("'\n", f);
    }
}

void yn_complete_fish(FILE *f)
{
    size_t n;
    const struct yn_option *options = yn_program_options(&n);
    fputs("# fish completion for yeoun, made by docgen\n", f);
    for (size_t i = 0; i < n; i++)
        fish_option(f, "__fish_use_subcommand", &options[i]);
    const struct yn_cmd *const *commands = yn_commands(&n);
    for (size_t i = 0; i < n; i++)
        fish_command(f, commands[i]);
}
