/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run/scan_number.h"

#include "base/base.h"
#include "base/path.h"
#include "media/episode.h"
#include "media/nfo.h"
#include "season/schema.h"

/* What the name leaves open. The name's number wins, as in Kodi; one that
 * cannot be read says nothing. */
static int read_nfo(struct yn_season_episode *episode, struct yn_err *err)
{
    struct yn_nfo nfo;
    struct yn_err why = {0};
    int rc = yn_nfo_read(episode->path, &nfo, &why);
    if (rc)
        return rc == YN_E_NOMEM ? yn_err_nomem(err) : YN_OK;
    struct yn_date aired;
    if (!episode->number && !episode->aired.year && nfo.first > 0) {
        episode->by_nfo = true;
        episode->special = nfo.season == 0;
        episode->season = nfo.season > 0 ? (unsigned)nfo.season : 0;
        episode->number = (unsigned)nfo.first;
        episode->last = nfo.last > nfo.first ? (unsigned)nfo.last : 0;
    }
    if (!episode->aired.year &&
        yn_date_parse(nfo.date, strlen(nfo.date), &aired))
        episode->aired = aired;
    return YN_OK;
}

static int read_name(struct yn_season_episode *episode, struct yn_err *err)
{
    struct yn_episode name;
    int rc = yn_episode_read(episode->path, &name, err);
    if (rc)
        return rc;
    episode->title = "";
    episode->special = name.season == 0 && name.first > 0;
    episode->season = name.season > 0 ? (unsigned)name.season : 0;
    episode->number = name.first > 0 ? (unsigned)name.first : 0;
    episode->last = name.last > name.first ? (unsigned)name.last : 0;
    /* A name may hold a date that is none, such as 2020-02-30. */
    if (!yn_date_parse(name.date, strlen(name.date), &episode->aired))
        episode->aired = (struct yn_date){0};
    return episode->number && episode->aired.year ? YN_OK
                                                  : read_nfo(episode, err);
}

/* Numbered, dated, special, nameless. */
static int rank_of(const struct yn_season_episode *episode)
{
    if (episode->special)
        return 2;
    if (episode->number)
        return 0;
    return episode->aired.year ? 1 : 3;
}

static int compare(unsigned a, unsigned b)
{
    return (a > b) - (a < b);
}

static unsigned season_of(const struct yn_season_episode *episode)
{
    return episode->season ? episode->season : 1;
}

/* 0: the names say the same of both. */
static int compare_numbers(const struct yn_season_episode *a,
                           const struct yn_season_episode *b)
{
    int order = rank_of(a) - rank_of(b);
    if (!order)
        order = compare(season_of(a), season_of(b));
    if (!order)
        order = compare(a->number, b->number);
    return order ? order : compare(a->last, b->last);
}

static int compare_dates(struct yn_date a, struct yn_date b)
{
    if (a.year != b.year)
        return a.year < b.year ? -1 : 1;
    if (a.month != b.month)
        return a.month < b.month ? -1 : 1;
    return (a.day > b.day) - (a.day < b.day);
}

static int compare_episodes(const void *left, const void *right)
{
    const struct yn_season_episode *a = left, *b = right;
    /* Both are of one array, that of the season. */
    if (a->drama != b->drama)
        return a->drama < b->drama ? -1 : 1;
    int order = compare_numbers(a, b);
    if (!order)
        order = compare_dates(a->aired, b->aired);
    return order ? order : strcmp(a->path, b->path);
}

/* Two cuts of one episode, or its two halves: their numbers do not tell them
 * apart. */
static void tell_apart(struct yn_season_episode *a, struct yn_season_episode *b)
{
    if (a->drama != b->drama || !a->number || compare_numbers(a, b) != 0)
        return;
    a->title = yn_path_base(a->path);
    b->title = yn_path_base(b->path);
}

int yn_scan_number(struct yn_season_episode *episodes, size_t n,
                   struct yn_err *err)
{
    for (size_t i = 0; i < n; i++) {
        int rc = read_name(&episodes[i], err);
        if (rc)
            return rc;
    }
    if (n)
        qsort(episodes, n, sizeof(*episodes), compare_episodes);
    for (size_t i = 1; i < n; i++)
        tell_apart(&episodes[i - 1], &episodes[i]);
    return YN_OK;
}
