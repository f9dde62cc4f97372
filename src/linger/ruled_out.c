/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the editor says is not a track (`not:`), whatever it looks like.
 */
#include "base/base.h"
#include "base/keyed.h"
#include "linger/song_index.h"

static int rule_read(struct yn_song_index *index, const struct yn_track *track,
                     const struct yn_not_song *song, struct yn_song_rule *out,
                     struct yn_err *err)
{
    *out = (struct yn_song_rule){.track = track->index};
    int rc = yn_key_make(&index->arena, song->title, &out->title, err);
    if (!rc)
        rc = yn_key_make(&index->arena, song->artist, &out->artist, err);
    if (!rc)
        rc = yn_key_make(&index->arena, song->album, &out->album, err);
    return rc;
}

int yn_song_rules_read(struct yn_song_index *index, struct yn_err *err)
{
    const struct yn_season *season = index->season;
    size_t n = 0;
    for (size_t t = 0; t < season->n_tracks; t++)
        n += season->tracks[t]->n_others;
    index->rule = yn_arena_array(&index->arena, n, sizeof(*index->rule));
    int rc = index->rule ? YN_OK : yn_err_nomem(err);
    for (size_t t = 0; !rc && t < season->n_tracks; t++) {
        const struct yn_track *track = season->tracks[t];
        for (size_t i = 0; !rc && i < track->n_others; i++)
            rc = rule_read(index, track, &track->others[i],
                           &index->rule[index->n_rules++], err);
    }
    return rc;
}

static bool fits(const char *rule, const char *row)
{
    return !rule[0] || strcmp(rule, row) == 0;
}

bool yn_song_ruled_out(const struct yn_song_index *index, size_t track,
                       const struct yn_song_row *key)
{
    for (size_t i = 0; i < index->n_rules; i++) {
        const struct yn_song_rule *rule = &index->rule[i];
        if (rule->track == track && fits(rule->title, key->title) &&
            fits(rule->artist, key->artist) && fits(rule->album, key->album))
            return true;
    }
    return false;
}
