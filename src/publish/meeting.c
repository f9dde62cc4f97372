/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/meeting.h"

#include "base/base.h"

/* The cue of the song that sounds at that time; 0: none, as where the scan is
 * not the one that was rated. */
static size_t seq_at(const struct yn_played_drama *drama,
                     const struct yn_played_song *song,
                     const struct yn_played_episode *episode, double at_s)
{
    const struct yn_sheet *sheet = episode->sheet;
    for (size_t i = 0; sheet && i < sheet->n_rows; i++) {
        const struct yn_sheet_row *row = &sheet->rows[i];
        if (row->cue->start_s <= at_s && at_s <= row->cue->end_s &&
            yn_played_song(drama, row) == song)
            return row->seq;
    }
    return 0;
}

static void find_one(struct yn_played_drama *drama, struct yn_played_song *song,
                     const struct yn_publish_params *params)
{
    const struct yn_layer *layer = &song->story->layering;
    if (layer->episode >= params->n_episodes)
        return;
    for (size_t i = 0; i < drama->n_episodes; i++) {
        struct yn_played_episode *episode = &drama->episodes[i];
        if (episode->given != &params->episodes[layer->episode])
            continue;
        song->meets_seq = seq_at(drama, song, episode, layer->time_s);
        if (!song->meets_seq)
            return;
        song->meets = episode;
        song->meets_s = layer->time_s;
        episode->n_meetings++;
    }
}

void yn_meetings_find(struct yn_played_drama *drama,
                      const struct yn_publish_params *params)
{
    for (size_t i = 0; params->stories && i < drama->n_songs; i++) {
        struct yn_played_song *song = &drama->songs[i];
        song->story = &params->stories[song->track->index];
        find_one(drama, song, params);
    }
}
