/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "season/frontmatter.h"

#include "base/base.h"

/* The start of the line behind the one at `text`. */
static const char *next_line(const char *text)
{
    size_t len = strcspn(text, "\r\n");
    text += len;
    if (text[0] == '\r' && text[1] == '\n')
        return text + 2;
    return text[0] ? text + 1 : text;
}

static bool is_fence(const char *line, const char *fence)
{
    if (strncmp(line, fence, 3) != 0)
        return false;
    line += 3;
    line += strspn(line, " \t");
    return *line == '\0' || *line == '\r' || *line == '\n';
}

static const char *find_end(const char *yaml)
{
    for (const char *line = yaml; *line; line = next_line(line)) {
        if (is_fence(line, "---") || is_fence(line, "..."))
            return line;
    }
    return NULL;
}

/* Comments alone, as `yeoun new` writes them, are front matter without keys;
 * whoever needs a key says which. */
static int empty_map(struct yn_reader *reader, const char *path,
                     struct yn_yaml_node **root, struct yn_err *err)
{
    struct yn_yaml_node *node = yn_arena_alloc(reader->arena, sizeof(*node));
    if (!node)
        return yn_err_nomem(err);
    node->kind = YN_YAML_MAP;
    node->pos = (struct yn_pos){path, 1, 1};
    node->text = "";
    *root = node;
    return YN_OK;
}

int yn_frontmatter_load(struct yn_reader *reader, const char *path,
                        struct yn_frontmatter *out, struct yn_err *err)
{
    *out = (struct yn_frontmatter){.body = ""};
    const char *text = NULL;
    size_t len = 0;
    int rc =
        yn_reader_load(reader, path, YN_MARKDOWN_BYTES_MAX, &text, &len, err);
    if (rc || !text)
        return rc;
    struct yn_pos top = {path, 1, 1};
    if (!is_fence(text, "---"))
        return yn_reader_problem(reader, top, "no front matter",
                                 "begin the file with a line of --- and write "
                                 "`key: value` lines, then --- again",
                                 err);
    const char *yaml = next_line(text);
    const char *end = find_end(yaml);
    if (!end)
        return yn_reader_problem(reader, top, "the front matter has no end",
                                 "put a line of --- behind the last key", err);
    size_t told = yn_report_count(reader->report, YN_PROBLEM);
    rc = yn_yaml_parse(reader, path, 2, yaml, (size_t)(end - yaml), &out->root,
                       err);
    if (rc)
        return rc;
    out->body = next_line(end);
    if (out->root && out->root->kind == YN_YAML_MAP)
        return YN_OK;
    bool nothing = !out->root;
    out->root = NULL;
    if (yn_report_count(reader->report, YN_PROBLEM) > told)
        return YN_OK;
    if (nothing)
        return empty_map(reader, path, &out->root, err);
    return yn_reader_problem(reader, top, "the front matter has no keys",
                             "write it as `key: value` lines", err);
}
