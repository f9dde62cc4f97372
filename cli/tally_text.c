/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tally_text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "options.h"
#include "out.h"
#include "table.h"

char *yn_artists_text(const struct yn_track *track)
{
    const struct yn_text_list *list =
        track->artist.n ? &track->artist : &track->artist_ko;
    size_t size = 1;
    for (size_t i = 0; i < list->n; i++)
        size += strlen(list->item[i]) + strlen(" & ");
    char *text = calloc(1, size);
    size_t len = 0;
    for (size_t i = 0; text && i < list->n; i++) {
        const char *sep = i == 0 ? "" : i + 1 < list->n ? ", " : " & ";
        len += (size_t)snprintf(text + len, size - len, "%s%s", sep,
                                list->item[i]);
    }
    return text;
}

static void add_score(struct yn_table *table, double score)
{
    if (isnan(score))
        yn_table_add(table, "–");
    else
        yn_table_add(table, "%.2f", score);
}

static void add_rank(struct yn_table *table, unsigned rank, bool shared)
{
    yn_table_add(table, "%u%s", rank, shared ? "=" : " ");
}

static void add_badge(struct yn_table *table,
                      const struct yn_track_tally *badge)
{
    char *artists = yn_artists_text(badge->track);
    if (artists)
        yn_table_add(table, "“%s” – %s", yn_track_name(badge->track), artists);
    else
        table->failed = true;
    free(artists);
}

static int drama_table(const struct yn_tally *tally, bool color, FILE *f,
                       struct yn_err *err)
{
    static const struct yn_column columns[] = {
        {"#", true},     {"Drama", false},  {"Badges", true},
        {"Score", true}, {"Tracks", false},
    };
    struct yn_table table;
    yn_table_init(&table, columns, YN_LEN(columns));
    for (size_t i = 0; i < tally->n_dramas; i++) {
        const struct yn_drama_tally *drama = &tally->dramas[i];
        add_rank(&table, drama->rank, drama->shared);
        yn_table_add(&table, "%s", drama->drama->title);
        yn_table_add(&table, "%zu", drama->n_badges);
        add_score(&table, drama->score);
        for (size_t j = 0; j < drama->n_badges; j++) {
            for (size_t blank = 0; j && blank + 1 < YN_LEN(columns); blank++)
                yn_table_add(&table, "%s", "");
            add_badge(&table, drama->badges[j]);
        }
        if (!drama->n_badges)
            yn_table_add(&table, "%s", "");
    }
    int rc = yn_table_print(&table, "Dramas", color, f, err);
    yn_table_release(&table);
    return rc;
}

static int name_table(const struct yn_name_tally *names, size_t n,
                      const char *title, bool color, FILE *f)
{
    static const struct yn_column columns[] = {
        {"#", true},
        {"Name", false},
        {"Badges", true},
        {"Score", true},
    };
    struct yn_table table;
    yn_table_init(&table, columns, YN_LEN(columns));
    for (size_t i = 0; i < n; i++) {
        bool both =
            *names[i].korean && strcmp(names[i].name, names[i].korean) != 0;
        add_rank(&table, names[i].rank, names[i].shared);
        yn_table_add(&table, "%s%s%s", names[i].name, both ? "  " : "",
                     both ? names[i].korean : "");
        yn_table_add(&table, "%zu", names[i].n_badges);
        add_score(&table, names[i].score);
    }
    putc('\n', f);
    int rc = yn_table_print(&table, title, color, f, NULL);
    yn_table_release(&table);
    return rc;
}

int yn_tally_tables(const struct yn_tally *tally, bool color, FILE *f,
                    struct yn_err *err)
{
    int rc = drama_table(tally, color, f, err);
    if (!rc && tally->n_artists)
        rc = name_table(tally->artists, tally->n_artists, "Artists", color, f);
    if (!rc && tally->n_networks)
        rc = name_table(tally->networks, tally->n_networks, "Networks", color,
                        f);
    return rc ? yn_err_nomem(err) : YN_OK;
}

static void csv_count(FILE *f, unsigned count)
{
    fprintf(f, ",%u", count);
}

static int csv_row(FILE *f, const struct yn_drama_tally *drama,
                   const struct yn_track_tally *badge, struct yn_err *err)
{
    fprintf(f, "%u,%s", drama->rank, drama->shared ? "yes" : "no");
    yn_csv_text(f, false, drama->drama->title);
    yn_csv_text(f, false, drama->drama->korean);
    if (!badge) {
        fputs(",,,,,,,,,,\r\n", f);
        return YN_OK;
    }
    char *artists = yn_artists_text(badge->track);
    if (!artists)
        return yn_err_nomem(err);
    yn_csv_text(f, false, badge->track->title);
    yn_csv_text(f, false, badge->track->korean);
    yn_csv_text(f, false, artists);
    free(artists);
    yn_csv_number(f, false, badge->story);
    yn_csv_number(f, false, badge->fans);
    yn_csv_number(f, false, badge->passing);
    yn_csv_number(f, false, badge->linger);
    yn_csv_number(f, false, badge->score);
    csv_count(f, badge->judges);
    csv_count(f, badge->voters);
    fputs("\r\n", f);
    return YN_OK;
}

int yn_tally_csv(const struct yn_tally *tally, FILE *f, struct yn_err *err)
{
    /* RFC 4180: lines end in CR LF. */
    fputs("rank,shared,drama,korean,title,title_korean,artist,story,fans,"
          "passing,linger,score,judges,voters\r\n",
          f);
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < tally->n_dramas; i++) {
        const struct yn_drama_tally *drama = &tally->dramas[i];
        if (!drama->n_badges)
            rc = csv_row(f, drama, NULL, err);
        for (size_t j = 0; !rc && j < drama->n_badges; j++)
            rc = csv_row(f, drama, drama->badges[j], err);
    }
    return rc;
}

static json_t *badge_json(const struct yn_track_tally *badge)
{
    const struct yn_track *track = badge->track;
    char *artists = yn_artists_text(track);
    json_t *o = json_object();
    int bad = !artists;
    bad |= json_object_set_new(o, "title", yn_json_text(track->title));
    bad |= json_object_set_new(o, "korean", yn_json_text(track->korean));
    bad |= json_object_set_new(o, "artist",
                               artists ? yn_json_text(artists) : NULL);
    bad |= json_object_set_new(o, "story", yn_json_number(badge->story));
    bad |= json_object_set_new(o, "fans", yn_json_number(badge->fans));
    bad |= json_object_set_new(o, "passing", yn_json_number(badge->passing));
    bad |= json_object_set_new(o, "linger", yn_json_number(badge->linger));
    bad |= json_object_set_new(o, "score", yn_json_number(badge->score));
    bad |= json_object_set_new(o, "judges", json_integer(badge->judges));
    bad |= json_object_set_new(o, "voters", json_integer(badge->voters));
    free(artists);
    return yn_json_whole(o, bad);
}

static json_t *badges_json(const struct yn_drama_tally *drama)
{
    json_t *array = json_array();
    int bad = !array;
    for (size_t i = 0; i < drama->n_badges; i++)
        bad |= json_array_append_new(array, badge_json(drama->badges[i]));
    return yn_json_whole(array, bad);
}

static json_t *drama_json(const struct yn_drama_tally *drama)
{
    json_t *o = json_object();
    int bad = json_object_set_new(o, "rank", json_integer(drama->rank));
    bad |= json_object_set_new(o, "shared", json_boolean(drama->shared));
    bad |= json_object_set_new(o, "drama", yn_json_text(drama->drama->title));
    bad |= json_object_set_new(o, "korean", yn_json_text(drama->drama->korean));
    bad |= json_object_set_new(o, "badges", badges_json(drama));
    bad |= json_object_set_new(o, "score", yn_json_number(drama->score));
    return yn_json_whole(o, bad);
}

/* What `drama` and `title` name in the tallies by name. */
static json_t *named_badge_json(const struct yn_season *season,
                                const struct yn_track *track)
{
    const char *drama = season->dramas[track->drama].title;
    json_t *o = json_object();
    int bad = json_object_set_new(o, "drama", yn_json_text(drama));
    bad |= json_object_set_new(o, "title", yn_json_text(yn_track_name(track)));
    return yn_json_whole(o, bad);
}

static json_t *named_badges_json(const struct yn_season *season,
                                 const struct yn_name_tally *name)
{
    json_t *array = json_array();
    int bad = !array;
    for (size_t i = 0; i < name->n_badges; i++)
        bad |= json_array_append_new(
            array, named_badge_json(season, name->badges[i]->track));
    return yn_json_whole(array, bad);
}

/* `key` is what is named: an artist, who has a Korean name too, or a network.
 */
static json_t *name_json(const struct yn_season *season,
                         const struct yn_name_tally *name, const char *key)
{
    json_t *o = json_object();
    int bad = json_object_set_new(o, "rank", json_integer(name->rank));
    bad |= json_object_set_new(o, "shared", json_boolean(name->shared));
    bad |= json_object_set_new(o, key, yn_json_text(name->name));
    if (strcmp(key, "artist") == 0)
        bad |= json_object_set_new(o, "korean", yn_json_text(name->korean));
    bad |= json_object_set_new(o, "count",
                               json_integer((json_int_t)name->n_badges));
    bad |= json_object_set_new(o, "score", yn_json_number(name->score));
    bad |= json_object_set_new(o, "badges", named_badges_json(season, name));
    return yn_json_whole(o, bad);
}

static json_t *names_json(const struct yn_season *season,
                          const struct yn_name_tally *names, size_t n,
                          const char *key)
{
    json_t *array = json_array();
    int bad = !array;
    for (size_t i = 0; i < n; i++)
        bad |= json_array_append_new(array, name_json(season, &names[i], key));
    return yn_json_whole(array, bad);
}

static json_t *dramas_json(const struct yn_tally *tally)
{
    json_t *array = json_array();
    int bad = !array;
    for (size_t i = 0; i < tally->n_dramas; i++)
        bad |= json_array_append_new(array, drama_json(&tally->dramas[i]));
    return yn_json_whole(array, bad);
}

json_t *yn_tally_json(const struct yn_season *season,
                      const struct yn_tally *tally)
{
    json_t *artists =
        names_json(season, tally->artists, tally->n_artists, "artist");
    json_t *networks =
        names_json(season, tally->networks, tally->n_networks, "network");
    json_t *o = json_object();
    int bad = json_object_set_new(o, "dramas", dramas_json(tally));
    bad |= json_object_set_new(o, "artists", artists);
    bad |= json_object_set_new(o, "networks", networks);
    return yn_json_whole(o, bad);
}
