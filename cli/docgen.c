/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Docgen: writes the manual and the completions from the commands' rows, at
 * build time.
 *
 *     docgen man yeoun | man COMMAND | bash | zsh | fish
 */
#include <string.h>

#include "commands.h"
#include "complete.h"
#include "manual.h"

struct target {
    const char *name;
    void (*write)(FILE *f);
};

static const struct target targets[] = {
    {"bash", yn_complete_bash},
    {"zsh", yn_complete_zsh},
    {"fish", yn_complete_fish},
};

static int write_manual(const char *name)
{
    if (strcmp(name, "yeoun") == 0) {
        yn_manual_program(stdout);
        return 0;
    }
    const struct yn_cmd *cmd = yn_command_find(name);
    if (!cmd)
        return 2;
    yn_manual_command(stdout, cmd);
    return 0;
}

int main(int argc, char **argv)
{
    int status = 2;
    if (argc == 3 && strcmp(argv[1], "man") == 0)
        status = write_manual(argv[2]);
    for (size_t i = 0; argc == 2 && i < YN_LEN(targets); i++) {
        if (strcmp(argv[1], targets[i].name) == 0) {
            targets[i].write(stdout);
            status = 0;
        }
    }
    if (status)
        fputs("docgen: man NAME, bash, zsh or fish\n", stderr);
    if (fflush(stdout) != 0 || ferror(stdout))
        return 2;
    return status;
}
