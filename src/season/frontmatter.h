/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Front matter: a Markdown file that begins with YAML between two lines "---".
 */
#ifndef YN_SEASON_FRONTMATTER_H
#define YN_SEASON_FRONTMATTER_H

#include "base/reader.h"
#include "season/yaml.h"

struct yn_frontmatter {
    struct yn_yaml_node *root; /* a MAP, or NULL where it cannot be read */
    const char *body;          /* Markdown behind the second line "---" */
};

/* Reads `path`; what is wrong becomes problems. Errors: YN_E_NOMEM. */
int yn_frontmatter_load(struct yn_reader *reader, const char *path,
                        struct yn_frontmatter *out, struct yn_err *err);

#endif
