/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Front: writes the front matter (YAML) of a Markdown file for a generator.
 *
 * Text is always in double quotes, so that nothing in it can end it or become a
 * number, a date or a key. What is not known is left out: templates ask with
 * `with`.
 */
#ifndef YN_PUBLISH_FRONT_H
#define YN_PUBLISH_FRONT_H

#include <yeoun/season.h>

#include "base/buf.h"

/* A mapping under way, `indent` spaces from the left. With `item` its next
 * member begins an item of a list. Members go to `out`, as buf.h says. */
struct yn_front {
    struct yn_buf *out; /* borrowed */
    unsigned indent;
    bool item;
};

/* Opens a mapping or a list under `key`; its members are written through the
 * front that comes back. */
struct yn_front yn_front_nest(struct yn_front *front, const char *key);
/* A new item of the list that yn_front_nest opened. */
struct yn_front yn_front_item(const struct yn_front *list);

void yn_front_text(struct yn_front *front, const char *key, const char *text);
/* What `text` holds; empties it. */
void yn_front_buf(struct yn_front *front, const char *key, struct yn_buf *text);
void yn_front_list(struct yn_front *front, const char *key,
                   const struct yn_text_list *list);
void yn_front_number(struct yn_front *front, const char *key, double number);
void yn_front_bool(struct yn_front *front, const char *key, bool value);
void yn_front_date(struct yn_front *front, const char *key,
                   struct yn_date date);

#endif
