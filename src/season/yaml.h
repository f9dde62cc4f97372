/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * YAML: the door to libyaml. One document becomes a tree whose every node
 * knows its place. All scalars stay text: `No` is a title, 1987 too.
 *
 * Anchors and aliases are refused: nobody writes them in front matter, and a
 * few lines of them can stand for gigabytes.
 */
#ifndef YN_SEASON_YAML_H
#define YN_SEASON_YAML_H

#include <stdbool.h>

#include "base/reader.h"

/* A drama's deepest value is tracks / writers / field; the rest is a mistake.
 */
#define YN_YAML_DEPTH_MAX 12

enum yn_yaml_kind { YN_YAML_TEXT, YN_YAML_LIST, YN_YAML_MAP };

struct yn_yaml_node;

struct yn_yaml_entry {
    const char *key;
    struct yn_pos pos; /* of the key */
    struct yn_yaml_node *value;
};

struct yn_yaml_node {
    enum yn_yaml_kind kind;
    struct yn_pos pos;
    const char *text;            /* TEXT; "" for null, ~ and nothing */
    struct yn_yaml_node **item;  /* LIST */
    struct yn_yaml_entry *entry; /* MAP; a key stands once */
    size_t n;
};

/* Reads one document of `len` bytes that begins on line `line` of `file`.
 * `*root` is NULL where there is nothing or where it cannot be read, which is
 * then a problem. Errors: YN_E_NOMEM. */
int yn_yaml_parse(struct yn_reader *reader, const char *file, unsigned line,
                  const char *text, size_t len, struct yn_yaml_node **root,
                  struct yn_err *err);

#endif
