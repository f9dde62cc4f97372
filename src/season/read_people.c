/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * people.md lists artists and groups, each as a list of entries or, shorter, as
 * a map of names:
 *
 *     artists:
 *       - name: Yoon Mirae
 *         korean: 윤미래
 *         aliases: [Tasha]
 *     groups:
 *       GFRIEND: [UMJI, SinB]
 */
#include "base/base.h"
#include "season/frontmatter.h"
#include "season/read.h"
#include "season/schema.h"

#define AT(field) offsetof(struct yn_person, field)

static const struct yn_field person_fields[] = {
    {.key = "name", .read = yn_read_text, .offset = AT(name)},
    {.key = "korean", .read = yn_read_text, .offset = AT(korean)},
    {.key = "aliases", .read = yn_read_texts, .offset = AT(aliases)},
    {.key = "members", .read = yn_read_texts, .offset = AT(members)},
    {.key = "groups", .read = yn_read_texts, .offset = AT(groups)},
};

struct people {
    struct yn_reader *reader;
    struct yn_person *item;
    size_t n, cap;
};

static int add_person(struct people *people, const struct yn_person *person,
                      struct yn_err *err)
{
    if (!person->name[0] && !person->korean[0])
        return yn_reader_problem(people->reader, person->pos,
                                 "somebody without a name",
                                 "write `name: …` or `korean: …`", err);
    int rc = yn_grow(&people->item, &people->cap, people->n + 1,
                     sizeof(*people->item), err);
    if (!rc)
        people->item[people->n++] = *person;
    return rc;
}

/* An entry of the list form. */
static int read_entry(struct people *people, const struct yn_yaml_node *node,
                      struct yn_err *err)
{
    struct yn_person person = {.pos = node->pos, .name = "", .korean = ""};
    int rc;
    if (node->kind == YN_YAML_TEXT)
        person.name = node->text;
    if (node->kind == YN_YAML_LIST)
        return yn_reader_problem(people->reader, node->pos,
                                 "a list stands where an artist belongs",
                                 "write `- name: …`", err);
    if (node->kind == YN_YAML_MAP) {
        rc = yn_schema_read(people->reader, person_fields,
                            YN_LEN(person_fields), node, &person, err);
        if (rc)
            return rc;
    }
    return add_person(people, &person, err);
}

/* An entry of the map form: a name and its spellings or members. */
static int read_named(struct people *people, const struct yn_yaml_entry *entry,
                      bool groups, struct yn_err *err)
{
    struct yn_person person = {
        .pos = entry->pos, .name = entry->key, .korean = ""};
    int rc;
    if (entry->value->kind == YN_YAML_MAP) {
        rc = yn_schema_read(people->reader, person_fields,
                            YN_LEN(person_fields), entry->value, &person, err);
    } else {
        const struct yn_field list = {.key = groups ? "members" : "aliases"};
        rc = yn_read_texts(people->reader, &list, entry->value,
                           groups ? &person.members : &person.aliases, err);
    }
    return rc ? rc : add_person(people, &person, err);
}

static int read_section(struct yn_reader *reader, const struct yn_field *spec,
                        const struct yn_yaml_node *node, void *target,
                        struct yn_err *err)
{
    struct people *people = target;
    bool groups = strcmp(spec->key, "groups") == 0;
    if (node->kind == YN_YAML_TEXT)
        return yn_schema_expect(reader, node, spec->key,
                                "write a list: - name: …", err);
    for (size_t i = 0; i < node->n; i++) {
        int rc = node->kind == YN_YAML_LIST
                     ? read_entry(people, node->item[i], err)
                     : read_named(people, &node->entry[i], groups, err);
        if (rc)
            return rc;
    }
    return YN_OK;
}

static const struct yn_field people_fields[] = {
    {.key = "artists", .read = read_section},
    {.key = "groups", .read = read_section},
    {.key = "people", .read = read_section},
};

int yn_read_people_file(struct yn_reader *reader, const char *path,
                        struct yn_season *season, struct yn_err *err)
{
    struct yn_frontmatter front;
    int rc = yn_frontmatter_load(reader, path, &front, err);
    if (rc || !front.root)
        return rc;
    struct people people = {.reader = reader};
    rc = yn_schema_read(reader, people_fields, YN_LEN(people_fields),
                        front.root, &people, err);
    if (!rc) {
        season->people =
            yn_arena_array(reader->arena, people.n, sizeof(*season->people));
        if (!season->people)
            rc = yn_err_nomem(err);
        else if (people.n)
            memcpy(season->people, people.item,
                   people.n * sizeof(*season->people));
        season->n_people = rc ? 0 : people.n;
    }
    free(people.item);
    return rc;
}
