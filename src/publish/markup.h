/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Markup: writes HTML and XML that is escaped by default and nests right.
 *
 * A tag is opened, given attributes, filled and closed:
 *
 *     yn_markup_open(&m, "a");
 *     yn_markup_attr(&m, "href", url);
 *     yn_markup_text(&m, title);
 *     yn_markup_close(&m, "a");
 *
 * Closing another tag than the one that is open is a mistake of ours and
 * asserts. A failed allocation sticks in the buf, as buf.h says.
 */
#ifndef YN_PUBLISH_MARKUP_H
#define YN_PUBLISH_MARKUP_H

#include <stdbool.h>

#include "base/buf.h"

enum yn_markup_kind { YN_HTML, YN_XML };

#define YN_MARKUP_DEPTH_MAX 48

struct yn_markup {
    struct yn_buf *out; /* borrowed */
    enum yn_markup_kind kind;
    const char *tag[YN_MARKUP_DEPTH_MAX]; /* open ones; borrowed, static */
    bool block[YN_MARKUP_DEPTH_MAX];      /* its children stand on lines */
    unsigned depth;
    bool in_tag; /* the open tag still takes attributes */
};

void yn_markup_init(struct yn_markup *m, struct yn_buf *out,
                    enum yn_markup_kind kind);
/* Asserts that every tag was closed. */
void yn_markup_finish(struct yn_markup *m);

/* Opens a tag within running text. `tag` must outlive the close. */
void yn_markup_open(struct yn_markup *m, const char *tag);
/* Opens a tag on a line of its own whose children may be blocks too. */
void yn_markup_block(struct yn_markup *m, const char *tag);
/* Closes the open tag, which must be `tag`. An empty one becomes <tag/> in XML;
 * HTML's void elements never get an end tag. */
void yn_markup_close(struct yn_markup *m, const char *tag);

void yn_markup_attr(struct yn_markup *m, const char *name, const char *value);
/* The attribute only where value is not "". */
void yn_markup_attr_if(struct yn_markup *m, const char *name,
                       const char *value);
void yn_markup_attr_f(struct yn_markup *m, const char *name, const char *fmt,
                      ...) YN_PRINTF(3, 4);

void yn_markup_text(struct yn_markup *m, const char *text);
void yn_markup_textf(struct yn_markup *m, const char *fmt, ...) YN_PRINTF(2, 3);
/* Text that is markup already: ours, or what cmark made safe. */
void yn_markup_raw(struct yn_markup *m, const char *markup);

/* A whole element with text in it and no attributes. */
void yn_markup_element(struct yn_markup *m, const char *tag, const char *text);

#endif
