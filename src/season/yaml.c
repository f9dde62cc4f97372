/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "season/yaml.h"

#include <yaml.h>

#include "base/base.h"

/* More keys than any map of a season has; each is compared with those before
 * it. */
#define YAML_KEYS_MAX 512

/* One open list or map while its children come in. */
struct level {
    struct yn_yaml_node *node;
    struct yn_yaml_entry *entry; /* grows; moves to the arena at the end */
    size_t n, cap;
    bool has_key; /* MAP: entry[n] has its key and waits for its value */
};

struct build {
    struct yn_reader *reader;
    const char *file, *text;
    unsigned line; /* of the document's first line */
    yaml_parser_t parser;
    struct level level[YN_YAML_DEPTH_MAX];
    size_t depth;
    struct yn_yaml_node *root;
    bool refused; /* a problem was told; stop without a tree */
};

static struct yn_pos mark_pos(const struct build *build,
                              const yaml_mark_t *mark)
{
    return (struct yn_pos){build->file, build->line + (unsigned)mark->line,
                           (unsigned)mark->column + 1};
}

static int refuse(struct build *build, struct yn_pos pos, const char *what,
                  const char *remedy, struct yn_err *err)
{
    build->refused = true;
    return yn_reader_problem(build->reader, pos, what, remedy, err);
}

/* Puts a finished node where it belongs: the root, a list's end, a key. */
static int attach(struct build *build, struct yn_yaml_node *node,
                  struct yn_err *err)
{
    if (build->depth == 0) {
        build->root = node;
        return YN_OK;
    }
    struct level *level = &build->level[build->depth - 1];
    if (level->node->kind == YN_YAML_LIST) {
        int rc = yn_grow(&level->entry, &level->cap, level->n + 1,
                         sizeof(*level->entry), err);
        if (rc)
            return rc;
        level->entry[level->n] = (struct yn_yaml_entry){.pos = node->pos};
    } else if (!level->has_key) {
        return refuse(build, node->pos, "a key must be plain text",
                      "write `key: value`", err);
    }
    level->has_key = false;
    level->entry[level->n++].value = node;
    return YN_OK;
}

static struct yn_yaml_node *node_create(struct build *build,
                                        enum yn_yaml_kind kind,
                                        const yaml_mark_t *mark)
{
    struct yn_yaml_node *node =
        yn_arena_alloc(build->reader->arena, sizeof(*node));
    if (node) {
        node->kind = kind;
        node->pos = mark_pos(build, mark);
        node->text = "";
    }
    return node;
}

static bool is_null(const yaml_event_t *event, const char *text)
{
    if (event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE)
        return false;
    return text[0] == '\0' || strcmp(text, "~") == 0 ||
           strcmp(text, "null") == 0;
}

static int add_key(struct build *build, struct level *level, const char *key,
                   struct yn_pos pos, struct yn_err *err)
{
    for (size_t i = 0; i < level->n; i++) {
        if (strcmp(level->entry[i].key, key) != 0)
            continue;
        const char *what = yn_text_f(build->reader->arena,
                                     "`%s` stands here again; it is on line %u",
                                     key, level->entry[i].pos.line);
        return refuse(build, pos, what, "keep one of the two", err);
    }
    if (level->n == YAML_KEYS_MAX)
        return refuse(build, pos, "too many keys", "check the indentation",
                      err);
    int rc = yn_grow(&level->entry, &level->cap, level->n + 1,
                     sizeof(*level->entry), err);
    if (rc)
        return rc;
    level->entry[level->n] = (struct yn_yaml_entry){.key = key, .pos = pos};
    level->has_key = true;
    return YN_OK;
}

static int on_scalar(struct build *build, const yaml_event_t *event,
                     struct yn_err *err)
{
    const char *value = (const char *)event->data.scalar.value;
    size_t len = event->data.scalar.length;
    struct yn_pos pos = mark_pos(build, &event->start_mark);
    if (memchr(value, '\0', len))
        return refuse(build, pos, "a zero character", "take it out", err);
    const char *text = yn_arena_dup_n(build->reader->arena, value, len);
    if (!text)
        return yn_err_nomem(err);
    struct level *level = build->depth ? &build->level[build->depth - 1] : NULL;
    if (level && level->node->kind == YN_YAML_MAP && !level->has_key)
        return add_key(build, level, text, pos, err);
    struct yn_yaml_node *node =
        node_create(build, YN_YAML_TEXT, &event->start_mark);
    if (!node)
        return yn_err_nomem(err);
    if (!is_null(event, text))
        node->text = text;
    return attach(build, node, err);
}

static int on_open(struct build *build, enum yn_yaml_kind kind,
                   const yaml_event_t *event, struct yn_err *err)
{
    if (build->depth == YN_YAML_DEPTH_MAX)
        return refuse(build, mark_pos(build, &event->start_mark),
                      "lists within lists too deep",
                      "check brackets and indentation", err);
    struct yn_yaml_node *node = node_create(build, kind, &event->start_mark);
    if (!node)
        return yn_err_nomem(err);
    int rc = attach(build, node, err);
    if (!rc && !build->refused)
        build->level[build->depth++] = (struct level){.node = node};
    return rc;
}

static int on_close(struct build *build, struct yn_err *err)
{
    struct level *level = &build->level[--build->depth];
    struct yn_yaml_node *node = level->node;
    struct yn_arena *arena = build->reader->arena;
    node->n = level->n;
    node->entry = yn_arena_array(arena, level->n, sizeof(*node->entry));
    node->item = yn_arena_array(arena, level->n, sizeof(struct yn_yaml_node *));
    bool ok = node->entry && node->item;
    for (size_t i = 0; ok && i < level->n; i++) {
        node->entry[i] = level->entry[i];
        node->item[i] = level->entry[i].value;
    }
    free(level->entry);
    *level = (struct level){0};
    return ok ? YN_OK : yn_err_nomem(err);
}

static bool is_anchored(const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_ALIAS_EVENT:
        return true;
    case YAML_SCALAR_EVENT:
        return event->data.scalar.anchor != NULL;
    case YAML_SEQUENCE_START_EVENT:
        return event->data.sequence_start.anchor != NULL;
    case YAML_MAPPING_START_EVENT:
        return event->data.mapping_start.anchor != NULL;
    default:
        return false;
    }
}

static int on_event(struct build *build, const yaml_event_t *event,
                    struct yn_err *err)
{
    if (is_anchored(event))
        return refuse(build, mark_pos(build, &event->start_mark),
                      "anchors (&name) and aliases (*name) are not read",
                      "write the value out, or put it in quotes", err);
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return on_scalar(build, event, err);
    case YAML_SEQUENCE_START_EVENT:
        return on_open(build, YN_YAML_LIST, event, err);
    case YAML_MAPPING_START_EVENT:
        return on_open(build, YN_YAML_MAP, event, err);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        return on_close(build, err);
    default:
        return YN_OK;
    }
}

/* Where libyaml met what it does not read: a character it refuses has an offset
 * only, and of a quote that is never closed the beginning helps, not the end.
 */
static struct yn_pos syntax_pos(const struct build *build, const char *words)
{
    const yaml_parser_t *parser = &build->parser;
    if (parser->error != YAML_READER_ERROR) {
        bool open =
            strstr(words, "unexpected end of stream") && parser->context;
        return mark_pos(build,
                        open ? &parser->context_mark : &parser->problem_mark);
    }
    struct yn_pos pos = {build->file, build->line, 1};
    for (size_t i = 0; i < parser->problem_offset; i++) {
        bool starts = (build->text[i] & 0xC0) != 0x80;
        pos.column = build->text[i] == '\n' ? 1 : pos.column + starts;
        pos.line += build->text[i] == '\n';
    }
    return pos;
}

/* libyaml's own words, and what usually helps. */
static int syntax_problem(struct build *build, struct yn_err *err)
{
    const yaml_parser_t *parser = &build->parser;
    if (parser->error == YAML_MEMORY_ERROR)
        return yn_err_nomem(err);
    const char *words = parser->problem ? parser->problem : "unreadable";
    const char *remedy = "check the indentation; put text that holds : # [ ] "
                         "{ } & * or quotes in \"quotes\"";
    if (strstr(words, "cannot start any token"))
        remedy = "use spaces, not tabs, and put text that begins with a sign "
                 "in \"quotes\"";
    else if (strstr(words, "unexpected end of stream"))
        remedy = "close the quote or bracket that is opened here";
    else if (parser->error == YAML_READER_ERROR)
        remedy = "take the character out";
    return refuse(build, syntax_pos(build, words),
                  yn_text_f(build->reader->arena, "YAML: %s", parser->problem),
                  remedy, err);
}

static int read_events(struct build *build, struct yn_err *err)
{
    int rc = YN_OK;
    bool end = false;
    while (!rc && !end && !build->refused) {
        yaml_event_t event;
        if (!yaml_parser_parse(&build->parser, &event))
            return syntax_problem(build, err);
        rc = on_event(build, &event, err);
        end = event.type == YAML_DOCUMENT_END_EVENT ||
              event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    return rc;
}

int yn_yaml_parse(struct yn_reader *reader, const char *file, unsigned line,
                  const char *text, size_t len, struct yn_yaml_node **root,
                  struct yn_err *err)
{
    *root = NULL;
    struct build build = {
        .reader = reader, .file = file, .text = text, .line = line};
    if (!yaml_parser_initialize(&build.parser))
        return yn_err_nomem(err);
    yaml_parser_set_encoding(&build.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&build.parser, (const unsigned char *)text,
                                 len);
    int rc = read_events(&build, err);
    for (size_t i = 0; i < build.depth; i++)
        free(build.level[i].entry);
    yaml_parser_delete(&build.parser);
    if (!rc && !build.refused)
        *root = build.root;
    return rc;
}
