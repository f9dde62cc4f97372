/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "season/schema.h"

#include <math.h>

#include "base/base.h"
#include "base/near.h"

#define SCHEMA_KEYS_MAX 40

int yn_schema_expect(struct yn_reader *reader, const struct yn_yaml_node *node,
                     const char *key, const char *remedy, struct yn_err *err)
{
    const char *what;
    if (node->kind == YN_YAML_TEXT)
        what = yn_text_f(reader->arena, "`%s` cannot be \"%.80s\"", key,
                         node->text);
    else
        what = yn_text_f(reader->arena, "`%s` cannot be a %s", key,
                         node->kind == YN_YAML_LIST ? "list" : "set of keys");
    return yn_reader_problem(reader, node->pos, what, remedy, err);
}

const struct yn_yaml_entry *yn_schema_find(const struct yn_yaml_node *map,
                                           const char *key)
{
    for (size_t i = 0; i < map->n; i++) {
        if (strcmp(map->entry[i].key, key) == 0)
            return &map->entry[i];
    }
    return NULL;
}

static const struct yn_field *find_field(const struct yn_field *fields,
                                         size_t n, const char *key)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(fields[i].key, key) == 0)
            return &fields[i];
    }
    return NULL;
}

static int unknown_key(struct yn_reader *reader, const struct yn_field *fields,
                       size_t n, const struct yn_yaml_entry *entry,
                       struct yn_err *err)
{
    const char *known[SCHEMA_KEYS_MAX] = {NULL};
    yn_assert(n <= SCHEMA_KEYS_MAX);
    size_t all_len = 0;
    for (size_t i = 0; i < n; i++) {
        known[i] = fields[i].key;
        all_len += strlen(known[i]) + 2;
    }
    size_t near = yn_near_word(entry->key, known, n);
    const char *remedy;
    if (near < n) {
        remedy = yn_text_f(reader->arena, "did you mean `%s`?", known[near]);
    } else {
        char *all = yn_arena_alloc(reader->arena, all_len + 1);
        if (!all)
            return yn_err_nomem(err);
        size_t used = 0;
        for (size_t i = 0; i < n; i++)
            used += (size_t)snprintf(all + used, all_len + 1 - used, "%s%s",
                                     i ? ", " : "", known[i]);
        remedy = yn_text_f(reader->arena, "known here: %s", all);
    }
    return yn_reader_problem(
        reader, entry->pos,
        yn_text_f(reader->arena, "unknown key `%.80s`", entry->key), remedy,
        err);
}

static bool is_blank(const struct yn_yaml_node *node)
{
    return node->kind == YN_YAML_TEXT && node->text[0] == '\0';
}

int yn_schema_read(struct yn_reader *reader, const struct yn_field *fields,
                   size_t n, const struct yn_yaml_node *map, void *target,
                   struct yn_err *err)
{
    for (size_t i = 0; i < map->n; i++) {
        const struct yn_yaml_entry *entry = &map->entry[i];
        const struct yn_field *field = find_field(fields, n, entry->key);
        int rc = YN_OK;
        if (!field)
            rc = unknown_key(reader, fields, n, entry, err);
        else if (!is_blank(entry->value))
            rc = field->read(reader, field, entry->value,
                             (char *)target + field->offset, err);
        if (rc)
            return rc;
    }
    return YN_OK;
}

/* Text without outer blanks, in the arena. */
static const char *trimmed(struct yn_reader *reader, const char *text)
{
    static const char blanks[] = " \t\r\n";
    text += strspn(text, blanks);
    size_t len = strlen(text);
    while (len > 0 && strchr(blanks, text[len - 1]))
        len--;
    return yn_arena_dup_n(reader->arena, text, len);
}

int yn_read_text(struct yn_reader *reader, const struct yn_field *spec,
                 const struct yn_yaml_node *node, void *field,
                 struct yn_err *err)
{
    if (node->kind != YN_YAML_TEXT)
        return yn_schema_expect(reader, node, spec->key,
                                "write it as text behind the key; put text "
                                "that begins with [ or { in \"quotes\"",
                                err);
    const char *text = trimmed(reader, node->text);
    if (!text)
        return yn_err_nomem(err);
    memcpy(field, &text, sizeof(text));
    return YN_OK;
}

int yn_read_texts(struct yn_reader *reader, const struct yn_field *spec,
                  const struct yn_yaml_node *node, void *field,
                  struct yn_err *err)
{
    struct yn_text_list *list = field;
    if (node->kind == YN_YAML_MAP)
        return yn_schema_expect(reader, node, spec->key,
                                "write it as text or as a list: [one, two]",
                                err);
    size_t n = node->kind == YN_YAML_LIST ? node->n : 1;
    const char **item = yn_arena_array(reader->arena, n, sizeof(*item));
    if (!item)
        return yn_err_nomem(err);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        const struct yn_yaml_node *one =
            node->kind == YN_YAML_LIST ? node->item[i] : node;
        int rc = yn_read_text(reader, spec, one, &item[kept], err);
        if (rc)
            return rc;
        if (item[kept] && item[kept][0])
            kept++;
    }
    *list = (struct yn_text_list){item, kept};
    return YN_OK;
}

static bool digits(const char *text, size_t n, int *out)
{
    *out = 0;
    for (size_t i = 0; i < n; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        *out = *out * 10 + (text[i] - '0');
    }
    return true;
}

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

bool yn_date_parse(const char *text, size_t len, struct yn_date *out)
{
    struct yn_date date;
    if (len != 10 || text[4] != '-' || text[7] != '-' ||
        !digits(text, 4, &date.year) || !digits(text + 5, 2, &date.month) ||
        !digits(text + 8, 2, &date.day))
        return false;
    if (date.year < 1 || date.month < 1 || date.month > 12 || date.day < 1 ||
        date.day > days_in(date.year, date.month))
        return false;
    *out = date;
    return true;
}

int yn_read_date(struct yn_reader *reader, const struct yn_field *spec,
                 const struct yn_yaml_node *node, void *field,
                 struct yn_err *err)
{
    if (node->kind == YN_YAML_TEXT &&
        yn_date_parse(node->text, strlen(node->text), field))
        return YN_OK;
    return yn_schema_expect(reader, node, spec->key,
                            "write a day as YYYY-MM-DD, such as 2020-05-28",
                            err);
}

bool yn_number_parse(const char *text, double *out)
{
    double value = 0, place = 0;
    size_t i = text[0] == '-' || text[0] == '+' ? 1 : 0, n_digits = 0;
    bool minus = text[0] == '-';
    for (; text[i]; i++) {
        if ((text[i] == '.' || text[i] == ',') && place == 0) {
            place = 1;
        } else if (text[i] >= '0' && text[i] <= '9' && n_digits < 15) {
            value = value * 10 + (text[i] - '0');
            place *= 10;
            n_digits++;
        } else {
            return false;
        }
    }
    if (n_digits == 0)
        return false;
    value = place > 1 ? value / place : value;
    *out = minus ? -value : value;
    return true;
}

/* Reads a number within the row's range; whole where `whole`. */
static int read_ranged(struct yn_reader *reader, const struct yn_field *spec,
                       const struct yn_yaml_node *node, bool whole, double *out,
                       bool *fits, struct yn_err *err)
{
    double value = NAN;
    *fits = node->kind == YN_YAML_TEXT && yn_number_parse(node->text, &value) &&
            value >= spec->least && value <= spec->most &&
            (!whole || value == floor(value));
    if (*fits) {
        *out = value;
        return YN_OK;
    }
    const char *remedy =
        yn_text_f(reader->arena, "write a%s number from %g to %g",
                  whole ? " whole" : "", spec->least, spec->most);
    return yn_schema_expect(reader, node, spec->key, remedy, err);
}

int yn_read_number(struct yn_reader *reader, const struct yn_field *spec,
                   const struct yn_yaml_node *node, void *field,
                   struct yn_err *err)
{
    bool fits;
    return read_ranged(reader, spec, node, false, field, &fits, err);
}

int yn_read_count(struct yn_reader *reader, const struct yn_field *spec,
                  const struct yn_yaml_node *node, void *field,
                  struct yn_err *err)
{
    bool fits;
    double value;
    int rc = read_ranged(reader, spec, node, true, &value, &fits, err);
    if (!rc && fits)
        *(unsigned *)field = (unsigned)value;
    return rc;
}

int yn_read_choice(struct yn_reader *reader, const struct yn_field *spec,
                   const struct yn_yaml_node *node, void *field,
                   struct yn_err *err)
{
    size_t n = 0;
    while (spec->choice[n])
        n++;
    for (size_t i = 0; node->kind == YN_YAML_TEXT && i < n; i++) {
        if (strcmp(node->text, spec->choice[i]) == 0) {
            *(int *)field = spec->first_choice + (int)i;
            return YN_OK;
        }
    }
    const char *remedy = "write one of:";
    for (size_t i = 0; remedy && i < n; i++)
        remedy = yn_text_f(reader->arena, "%s%s %s", remedy, i ? "," : "",
                           spec->choice[i]);
    return yn_schema_expect(reader, node, spec->key, remedy, err);
}

bool yn_is_address(const char *text)
{
    size_t scheme = strncmp(text, "https://", 8) == 0  ? 8
                    : strncmp(text, "http://", 7) == 0 ? 7
                                                       : 0;
    if (!scheme || !text[scheme])
        return false;
    for (; *text; text++) {
        if ((unsigned char)*text <= ' ' || strchr("\"<>\\^`{|}", *text))
            return false;
    }
    return true;
}

int yn_read_address(struct yn_reader *reader, const struct yn_field *spec,
                    const struct yn_yaml_node *node, void *field,
                    struct yn_err *err)
{
    if (node->kind != YN_YAML_TEXT || !yn_is_address(node->text))
        return yn_schema_expect(reader, node, spec->key,
                                "write an address that begins with https://",
                                err);
    return yn_read_text(reader, spec, node, field, err);
}

/* A map of text to text; one text alone stands under the key "". */
static int read_pairs(struct yn_reader *reader, const struct yn_field *spec,
                      const struct yn_yaml_node *node,
                      yn_field_read *read_value, struct yn_pair_list *list,
                      struct yn_err *err)
{
    if (node->kind == YN_YAML_LIST)
        return yn_schema_expect(reader, node, spec->key,
                                "write it as `name: value` lines", err);
    size_t n = node->kind == YN_YAML_MAP ? node->n : 1;
    struct yn_pair *item = yn_arena_array(reader->arena, n, sizeof(*item));
    if (!item)
        return yn_err_nomem(err);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        bool map = node->kind == YN_YAML_MAP;
        const struct yn_yaml_node *value = map ? node->entry[i].value : node;
        item[kept] = (struct yn_pair){map ? node->entry[i].key : "", NULL};
        int rc = read_value(reader, spec, value, &item[kept].value, err);
        if (rc)
            return rc;
        if (item[kept].value)
            kept++;
    }
    *list = (struct yn_pair_list){item, kept};
    return YN_OK;
}

int yn_read_pairs(struct yn_reader *reader, const struct yn_field *spec,
                  const struct yn_yaml_node *node, void *field,
                  struct yn_err *err)
{
    return read_pairs(reader, spec, node, yn_read_text, field, err);
}

int yn_read_addresses(struct yn_reader *reader, const struct yn_field *spec,
                      const struct yn_yaml_node *node, void *field,
                      struct yn_err *err)
{
    if (node->kind != YN_YAML_MAP)
        return yn_schema_expect(reader, node, spec->key,
                                "write it as `name: https://…` lines", err);
    return read_pairs(reader, spec, node, yn_read_address, field, err);
}

int yn_read_parts(struct yn_reader *reader, const struct yn_field *spec,
                  const struct yn_yaml_node *node, void *field,
                  struct yn_err *err)
{
    if (node->kind == YN_YAML_MAP)
        return yn_schema_read(reader, spec->part, spec->n_parts, node, field,
                              err);
    /* The shorter `video: https://…` gives the first part. */
    if (node->kind == YN_YAML_TEXT && yn_is_address(node->text))
        return spec->part->read(reader, spec->part, node,
                                (char *)field + spec->part->offset, err);
    const char *remedy = "write under it:";
    for (size_t i = 0; remedy && i < spec->n_parts; i++)
        remedy = yn_text_f(reader->arena, "%s%s `%s: …`", remedy, i ? "," : "",
                           spec->part[i].key);
    return yn_schema_expect(reader, node, spec->key, remedy, err);
}
