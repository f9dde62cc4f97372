/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"
#include "season/frontmatter.h"
#include "season/read.h"
#include "season/schema.h"

#define AT(field) offsetof(struct yn_drama, field)

static const char *const rosters[] = {"complete", "partial", NULL};
static const char *const rules[] = {"story", "linger", "both", NULL};

static yn_field_read read_aired;

static const struct yn_field drama_fields[] = {
    {.key = "title", .read = yn_read_text, .offset = AT(title)},
    {.key = "korean", .read = yn_read_text, .offset = AT(korean)},
    {.key = "aliases", .read = yn_read_texts, .offset = AT(aliases)},
    {.key = "network", .read = yn_read_texts, .offset = AT(network)},
    {.key = "aired", .read = read_aired},
    {.key = "episodes",
     .read = yn_read_count,
     .offset = AT(episodes),
     .least = 1,
     .most = 10000},
    {.key = "synopsis", .read = yn_read_text, .offset = AT(synopsis)},
    {.key = "rule",
     .read = yn_read_choice,
     .offset = AT(rule),
     .choice = rules,
     .first_choice = YN_RULE_STORY},
    {.key = "roster",
     .read = yn_read_choice,
     .offset = AT(roster),
     .choice = rosters,
     .first_choice = YN_ROSTER_COMPLETE},
    {.key = "media", .read = yn_read_texts, .offset = AT(media)},
    {.key = "subtitles", .read = yn_read_texts, .offset = AT(subtitles)},
    {.key = "tracks", .read = yn_read_tracks},
    {.key = "note", .read = yn_read_text, .offset = AT(note)},
    {.key = "source", .read = yn_read_texts, .offset = AT(source)},
};

static int date_compare(struct yn_date a, struct yn_date b)
{
    if (a.year != b.year)
        return a.year - b.year;
    return a.month != b.month ? a.month - b.month : a.day - b.day;
}

/* FIRST/LAST; one day alone is both; nothing behind the slash: still airing. */
static int read_aired(struct yn_reader *reader, const struct yn_field *spec,
                      const struct yn_yaml_node *node, void *target,
                      struct yn_err *err)
{
    struct yn_drama *drama = target;
    struct yn_date first = {0}, last = {0};
    bool ok = node->kind == YN_YAML_TEXT;
    const char *text = node->text;
    const char *slash = ok ? strchr(text, '/') : NULL;
    if (ok && slash) {
        ok = yn_date_parse(text, (size_t)(slash - text), &first) &&
             (!slash[1] || yn_date_parse(slash + 1, strlen(slash + 1), &last));
    } else if (ok) {
        ok = yn_date_parse(text, strlen(text), &first);
        last = first;
    }
    if (!ok)
        return yn_schema_expect(
            reader, node, spec->key,
            "write first and last day: 2020-03-12/2020-05-28", err);
    if (last.year && date_compare(last, first) < 0)
        return yn_schema_expect(reader, node, spec->key,
                                "the last day lies before the first", err);
    drama->first = first;
    drama->last = last;
    return YN_OK;
}

int yn_read_drama_file(struct yn_reader *reader, const char *path,
                       const char *slug, struct yn_drama *drama,
                       struct yn_err *err)
{
    *drama = (struct yn_drama){.pos = {path, 1, 1},
                               .slug = slug,
                               .title = "",
                               .korean = "",
                               .synopsis = "",
                               .note = "",
                               .body = ""};
    struct yn_frontmatter front;
    int rc = yn_frontmatter_load(reader, path, &front, err);
    if (rc || !front.root)
        return rc;
    drama->body = front.body;
    rc = yn_schema_read(reader, drama_fields, YN_LEN(drama_fields), front.root,
                        drama, err);
    if (rc || drama->title[0])
        return rc;
    return yn_reader_problem(reader, front.root->pos, "the drama has no title",
                             "write `title: …`", err);
}
