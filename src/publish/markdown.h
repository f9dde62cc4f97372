/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Markdown: the door to cmark. Nothing else includes its header.
 *
 * The editor's words are CommonMark. What comes out is safe to put on a page:
 * raw HTML is dropped whole; only http(s) addresses and ids that the page has
 * are linked, of any other link the words stay; an image of another server
 * becomes a plain link to it, so that reading the page asks nobody; an image of
 * the season folder gets its name in the site.
 *
 * Threads: safe, no state. Out of memory: cmark aborts the program by itself
 * when an allocation of its own fails, whatever allocator it is lent; ours
 * are reported.
 */
#ifndef YN_PUBLISH_MARKDOWN_H
#define YN_PUBLISH_MARKDOWN_H

#include <stddef.h>

#include <yeoun/err.h>

#include "base/buf.h"
#include "publish/anchors.h"

struct yn_assets;

struct yn_markdown_params {
    const char *text;             /* UTF-8 */
    const struct yn_drama *drama; /* whose words; NULL: the introduction */
    /* Level of its topmost heading, 2..6; those below follow without gaps. */
    int heading;
    const struct yn_assets *assets; /* NULL: no image is local */
    const char *assets_at; /* what stands before their names; NULL: nothing */
    const struct yn_anchors *anchors; /* NULL: no link within the page */
};

/* Appends HTML, blocks on lines of their own. Errors: YN_E_NOMEM, YN_E_LIMIT
 * (more text than cmark takes). */
int yn_markdown_html(const struct yn_markdown_params *params,
                     struct yn_buf *out, struct yn_err *err);

/* Appends CommonMark that any program may make HTML of: cleaned as above but
 * for links within the page. Errors as yn_markdown_html. */
int yn_markdown_clean(const struct yn_markdown_params *params,
                      struct yn_buf *out, struct yn_err *err);

/* Appends the words of the first paragraph, at most `max` characters, cut
 * between words and then ended with "…". Errors as yn_markdown_html. */
int yn_markdown_lead(const char *text, size_t max, struct yn_buf *out,
                     struct yn_err *err);

/* Calls `each` with the address of every image, in order, until it returns
 * something else than 0, which is then returned. */
typedef int yn_markdown_image_fn(void *ctx, const char *address,
                                 struct yn_err *err);
int yn_markdown_images(const char *text, yn_markdown_image_fn *each, void *ctx,
                       struct yn_err *err);

#endif
