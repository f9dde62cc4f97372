/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"
#include "season/frontmatter.h"
#include "season/read.h"
#include "season/schema.h"

#define AT(field) offsetof(struct yn_season, field)

static const char *const orders[] = {"listed", "countdown", "ranked", "aired",
                                     NULL};

static const struct yn_field season_fields[] = {
    {.key = "title", .read = yn_read_text, .offset = AT(title)},
    {.key = "year",
     .read = yn_read_count,
     .offset = AT(year),
     .least = 1900,
     .most = 2999},
    {.key = "badge", .read = yn_read_text, .offset = AT(badge)},
    {.key = "by", .read = yn_read_text, .offset = AT(by)},
    {.key = "url", .read = yn_read_address, .offset = AT(url)},
    {.key = "order",
     .read = yn_read_choice,
     .offset = AT(order),
     .choice = orders,
     .first_choice = YN_LISTED},
    {.key = "dramas", .read = yn_read_texts, .offset = AT(listed)},
    {.key = "credits", .read = yn_read_texts, .offset = AT(credits)},
    {.key = "quorum",
     .read = yn_read_number,
     .offset = AT(quorum),
     .least = 0,
     .most = 1},
    {.key = "bar",
     .read = yn_read_number,
     .offset = AT(bar),
     .least = 0,
     .most = 10},
    {.key = "max_picks",
     .read = yn_read_count,
     .offset = AT(max_picks),
     .least = 1,
     .most = 1000},
    {.key = "as_of", .read = yn_read_date, .offset = AT(as_of)},
    {.key = "charts", .read = yn_read_texts, .offset = AT(charts)},
    {.key = "listens", .read = yn_read_texts, .offset = AT(listens)},
    {.key = "views", .read = yn_read_texts, .offset = AT(views)},
};

static int require(struct yn_reader *reader, struct yn_pos pos, bool given,
                   const char *what, const char *remedy, struct yn_err *err)
{
    return given ? YN_OK : yn_reader_problem(reader, pos, what, remedy, err);
}

int yn_read_season_file(struct yn_reader *reader, const char *path,
                        struct yn_season *season,
                        const struct yn_yaml_node **listed, struct yn_err *err)
{
    *listed = NULL;
    struct yn_frontmatter front;
    int rc = yn_frontmatter_load(reader, path, &front, err);
    if (rc || !front.root)
        return rc;
    season->intro = front.body;
    const struct yn_yaml_entry *entry = yn_schema_find(front.root, "dramas");
    *listed = entry ? entry->value : NULL;
    rc = yn_schema_read(reader, season_fields, YN_LEN(season_fields),
                        front.root, season, err);
    struct yn_pos pos = front.root->pos;
    /* A year that is given but wrong was told already. */
    bool year = season->year || yn_schema_find(front.root, "year");
    if (!rc)
        rc = require(reader, pos, season->title[0], "the season has no title",
                     "write `title: 2020 Best Korean Drama OST`", err);
    if (!rc)
        rc = require(reader, pos, year, "the season has no year",
                     "write `year: 2020`", err);
    return rc;
}
