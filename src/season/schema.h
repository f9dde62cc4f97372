/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Schema: which keys a map of the front matter may have, and how each becomes a
 * field of the model. One row a key; an unknown key names the nearest.
 */
#ifndef YN_SEASON_SCHEMA_H
#define YN_SEASON_SCHEMA_H

#include <yeoun/season.h>

#include "base/reader.h"
#include "season/yaml.h"

struct yn_field;

/* Reads `node` into `field`. What does not fit becomes a problem and leaves the
 * field as it was. Errors: YN_E_NOMEM. */
typedef int yn_field_read(struct yn_reader *reader, const struct yn_field *spec,
                          const struct yn_yaml_node *node, void *field,
                          struct yn_err *err);

struct yn_field {
    const char *key;
    yn_field_read *read;
    size_t offset;             /* of the field in the target struct */
    double least, most;        /* numbers */
    const char *const *choice; /* words, ended by NULL; the value is its index
                                  plus `first_choice` */
    int first_choice;
    const struct yn_field *part; /* maps within: their own rows */
    size_t n_parts;
};

/* Reads every key of `map` into `target`. Errors: YN_E_NOMEM. */
int yn_schema_read(struct yn_reader *reader, const struct yn_field *fields,
                   size_t n, const struct yn_yaml_node *map, void *target,
                   struct yn_err *err);

/* The entry of a key, or NULL. */
const struct yn_yaml_entry *yn_schema_find(const struct yn_yaml_node *map,
                                           const char *key);

/* A problem in one call: what a value should be. */
int yn_schema_expect(struct yn_reader *reader, const struct yn_yaml_node *node,
                     const char *key, const char *remedy, struct yn_err *err);

/* Field readers; the type of the field stands behind. */
yn_field_read yn_read_text;      /* const char * */
yn_field_read yn_read_texts;     /* struct yn_text_list; text or list */
yn_field_read yn_read_date;      /* struct yn_date */
yn_field_read yn_read_number;    /* double within least..most */
yn_field_read yn_read_count;     /* unsigned within least..most */
yn_field_read yn_read_choice;    /* enum (int-sized) */
yn_field_read yn_read_address;   /* const char *, http or https */
yn_field_read yn_read_pairs;     /* struct yn_pair_list; map, or one text */
yn_field_read yn_read_addresses; /* struct yn_pair_list of http addresses */
yn_field_read yn_read_parts;     /* the target struct itself; rows in `part` */

/* Parses YYYY-MM-DD; false where it is no day of the calendar. */
bool yn_date_parse(const char *text, size_t len, struct yn_date *out);

/* Parses a whole decimal number, with `.` or a spreadsheet's `,`; false where
 * it is none. */
bool yn_number_parse(const char *text, double *out);

/* Whether it is an http or https address without blanks. */
bool yn_is_address(const char *text);

#endif
