/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/markdown.h"

#include <cmark.h>

#include "base/base.h"
#include "base/unicode.h"
#include "publish/assets.h"
#include "publish/text.h"

#define OPTIONS (CMARK_OPT_DEFAULT | CMARK_OPT_SMART | CMARK_OPT_VALIDATE_UTF8)
/* cmark counts bytes in 32 bits and copies some of them; half is plenty. */
#define TEXT_MAX_BYTES (1u << 30)
#define HEADING_LEVELS 6

static int parse(const char *text, cmark_node **out, struct yn_err *err)
{
    size_t len = strlen(text);
    if (len > TEXT_MAX_BYTES)
        return yn_err_set(err, YN_E_LIMIT, 0,
                          "a text is longer than yeoun reads");
    cmark_node *doc = cmark_parse_document(text, len, OPTIONS);
    if (!doc)
        return yn_err_nomem(err);
    *out = doc;
    return YN_OK;
}

/* Puts the children of a node in its place and drops the node. */
static void unwrap(cmark_node *node)
{
    cmark_node *child;
    while ((child = cmark_node_first_child(node)) != NULL)
        cmark_node_insert_before(node, child);
    cmark_node_unlink(node);
    cmark_node_free(node);
}

static cmark_node *text_node(const char *text)
{
    cmark_node *node = cmark_node_new(CMARK_NODE_TEXT);
    cmark_node_set_literal(node, text);
    return node;
}

static bool is_in_link(cmark_node *node)
{
    while ((node = cmark_node_parent(node)) != NULL) {
        if (cmark_node_get_type(node) == CMARK_NODE_LINK)
            return true;
    }
    return false;
}

/* An image of another server: a link that says what the image would show. A
 * link within a link there is none: then only the words. */
static void image_to_link(cmark_node *image)
{
    const char *address = cmark_node_get_url(image);
    if (!cmark_node_first_child(image))
        cmark_node_append_child(image, text_node(address));
    if (is_in_link(image)) {
        unwrap(image);
        return;
    }
    cmark_node *link = cmark_node_new(CMARK_NODE_LINK);
    cmark_node_set_url(link, address);
    cmark_node_insert_before(image, link);
    cmark_node *child;
    while ((child = cmark_node_first_child(image)) != NULL)
        cmark_node_append_child(link, child);
    cmark_node_unlink(image);
    cmark_node_free(image);
}

static int local_image(cmark_node *image, const char *at, const char *name,
                       struct yn_err *err)
{
    struct yn_buf address = {0};
    yn_buf_puts(&address, at ? at : "");
    yn_buf_puts(&address, name);
    int rc = address.failed ? yn_err_nomem(err) : YN_OK;
    if (!rc)
        cmark_node_set_url(image, yn_buf_text(&address));
    yn_buf_release(&address);
    return rc;
}

static int clean_image(cmark_node *image,
                       const struct yn_markdown_params *params,
                       struct yn_err *err)
{
    const char *address = cmark_node_get_url(image);
    const char *name = NULL;
    if (params->assets)
        name = yn_assets_name(params->assets, params->drama, address);
    if (name)
        return local_image(image, params->assets_at, name, err);
    if (yn_text_is_web(address))
        image_to_link(image);
    else
        unwrap(image);
    return YN_OK;
}

static void clean_link(cmark_node *link,
                       const struct yn_markdown_params *params)
{
    const char *address = cmark_node_get_url(link);
    bool here = address[0] == '#' && params->anchors &&
                yn_anchors_have(params->anchors, address + 1);
    if (!here && !yn_text_is_web(address))
        unwrap(link);
}

/* Which headings stand above the one at hand, by the level they were given. */
struct outline {
    int level[HEADING_LEVELS];
    int depth;
};

static void shift_heading(cmark_node *heading, int top, struct outline *outline)
{
    int level = cmark_node_get_heading_level(heading);
    while (outline->depth > 0 && outline->level[outline->depth - 1] >= level)
        outline->depth--;
    outline->level[outline->depth++] = level;
    int shifted = top + outline->depth - 1;
    cmark_node_set_heading_level(
        heading, shifted < HEADING_LEVELS ? shifted : HEADING_LEVELS);
}

static int clean_node(cmark_node *node, bool entering,
                      const struct yn_markdown_params *params,
                      struct outline *outline, struct yn_err *err)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_HTML_INLINE:
        cmark_node_unlink(node);
        cmark_node_free(node);
        break;
    case CMARK_NODE_HEADING:
        if (entering)
            shift_heading(node, params->heading, outline);
        break;
    /* On the way out, so that the walk is past what is taken away. */
    case CMARK_NODE_IMAGE:
        if (!entering)
            return clean_image(node, params, err);
        break;
    case CMARK_NODE_LINK:
        if (!entering)
            clean_link(node, params);
        break;
    default:
        break;
    }
    return YN_OK;
}

static int parse_clean(const struct yn_markdown_params *params,
                       cmark_node **out, struct yn_err *err)
{
    yn_assert(params->heading >= 1 && params->heading <= HEADING_LEVELS);
    int rc = parse(params->text, out, err);
    if (rc)
        return rc;
    cmark_iter *iter = cmark_iter_new(*out);
    struct outline outline = {.depth = 0};
    cmark_event_type event;
    while (!rc && (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE)
        rc = clean_node(cmark_iter_get_node(iter), event == CMARK_EVENT_ENTER,
                        params, &outline, err);
    cmark_iter_free(iter);
    return rc;
}

/* Takes over what cmark rendered. */
static int add_rendered(char *rendered, struct yn_buf *out, struct yn_err *err)
{
    if (rendered)
        yn_buf_puts(out, rendered);
    bool failed = !rendered || out->failed;
    free(rendered);
    return failed ? yn_err_nomem(err) : YN_OK;
}

/* Korean within a text says that it is, so that it is read and set as such. */
static int mark_korean(cmark_node *node, struct yn_err *err)
{
    size_t start = 0, len;
    while ((len = yn_text_korean_run(cmark_node_get_literal(node), &start))) {
        char *text = strdup(cmark_node_get_literal(node));
        if (!text)
            return yn_err_nomem(err);
        cmark_node *tail = text_node(text + start + len);
        text[start + len] = '\0';
        cmark_node *korean = cmark_node_new(CMARK_NODE_CUSTOM_INLINE);
        cmark_node_set_on_enter(korean, "<span lang=\"ko\">");
        cmark_node_set_on_exit(korean, "</span>");
        cmark_node_append_child(korean, text_node(text + start));
        text[start] = '\0';
        cmark_node_set_literal(node, text);
        free(text);
        cmark_node_insert_after(node, korean);
        cmark_node_insert_after(korean, tail);
        node = tail;
    }
    return YN_OK;
}

static int mark_languages(cmark_node *doc, struct yn_err *err)
{
    int rc = YN_OK;
    cmark_iter *iter = cmark_iter_new(doc);
    while (!rc && cmark_iter_next(iter) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (cmark_node_get_type(node) == CMARK_NODE_TEXT)
            rc = mark_korean(node, err);
    }
    cmark_iter_free(iter);
    return rc;
}

int yn_markdown_html(const struct yn_markdown_params *params,
                     struct yn_buf *out, struct yn_err *err)
{
    cmark_node *doc = NULL;
    int rc = parse_clean(params, &doc, err);
    if (!rc)
        rc = mark_languages(doc, err);
    if (!rc)
        rc = add_rendered(cmark_render_html(doc, OPTIONS), out, err);
    if (doc)
        cmark_node_free(doc);
    return rc;
}

int yn_markdown_clean(const struct yn_markdown_params *params,
                      struct yn_buf *out, struct yn_err *err)
{
    cmark_node *doc = NULL;
    int rc = parse_clean(params, &doc, err);
    if (!rc)
        rc = add_rendered(cmark_render_commonmark(doc, OPTIONS, 0), out, err);
    if (doc)
        cmark_node_free(doc);
    return rc;
}

static void add_words(cmark_node *node, struct yn_buf *out)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE:
        yn_buf_puts(out, cmark_node_get_literal(node));
        break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
        yn_buf_putc(out, ' ');
        break;
    default:
        break;
    }
}

/* Cuts text to `max` characters, behind the last whole word. */
static void cut_words(struct yn_buf *words, size_t max)
{
    char *text = words->data;
    if (!text || yn_unicode_count(text, words->len) <= max)
        return;
    size_t at = 0;
    for (size_t n = 0; n + 1 < max; n++)
        yn_unicode_next(text, &at);
    size_t cut = at;
    while (cut > 0 && text[cut] != ' ')
        cut--;
    words->len = cut ? cut : at;
    text[words->len] = '\0';
    yn_buf_puts(words, "…");
}

int yn_markdown_lead(const char *text, size_t max, struct yn_buf *out,
                     struct yn_err *err)
{
    cmark_node *doc = NULL;
    int rc = parse(text, &doc, err);
    if (rc)
        return rc;
    cmark_node *para = cmark_node_first_child(doc);
    while (para && cmark_node_get_type(para) != CMARK_NODE_PARAGRAPH)
        para = cmark_node_next(para);
    struct yn_buf words = {0};
    if (para) {
        cmark_iter *iter = cmark_iter_new(para);
        cmark_event_type event;
        while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
            if (event == CMARK_EVENT_ENTER)
                add_words(cmark_iter_get_node(iter), &words);
        }
        cmark_iter_free(iter);
    }
    cut_words(&words, max);
    yn_buf_puts(out, yn_buf_text(&words));
    rc = words.failed || out->failed ? yn_err_nomem(err) : YN_OK;
    yn_buf_release(&words);
    cmark_node_free(doc);
    return rc;
}

int yn_markdown_images(const char *text, yn_markdown_image_fn *each, void *ctx,
                       struct yn_err *err)
{
    /* Most texts have none: look for the sign before parsing. */
    if (!strstr(text, "!["))
        return YN_OK;
    cmark_node *doc = NULL;
    int rc = parse(text, &doc, err);
    if (rc)
        return rc;
    cmark_iter *iter = cmark_iter_new(doc);
    cmark_event_type event;
    while (!rc && (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event == CMARK_EVENT_ENTER &&
            cmark_node_get_type(node) == CMARK_NODE_IMAGE)
            rc = each(ctx, cmark_node_get_url(node), err);
    }
    cmark_iter_free(iter);
    cmark_node_free(doc);
    return rc;
}
