/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-message: what yn_message_compare makes of songs and stories given as
 * JSON on standard input:
 *
 *     {"songs": [{"drama": 0, "lyric": "..."}],
 *      "dramas": [{"scenes": ["..."], "names": ["..."]}]}
 *
 * Prints {"songs": [{"status", "value", "lo", "hi", "dramas": [...],
 * "scenes": [...]}]}; null is what is not known.
 */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include <yeoun/message.h>

#include "base/base.h"

struct input {
    struct yn_message_season season;
    struct yn_message_song *songs;
    struct yn_message_drama *dramas;
    struct yn_message_text *texts;
    const char **names;
};

static const char **take_names(struct input *input, size_t *at,
                               const json_t *list, size_t *n)
{
    const char **from = input->names + *at;
    *n = json_array_size(list);
    for (size_t i = 0; i < *n; i++)
        input->names[(*at)++] = json_string_value(json_array_get(list, i));
    return from;
}

static void fill(struct input *input, const json_t *songs, const json_t *dramas)
{
    size_t text = 0, name = 0;
    for (size_t i = 0; i < json_array_size(songs); i++) {
        const json_t *song = json_array_get(songs, i);
        input->texts[text] = (struct yn_message_text){
            .text = json_string_value(json_object_get(song, "lyric")),
            .language = json_string_value(json_object_get(song, "language")),
        };
        input->songs[i] = (struct yn_message_song){
            .drama = (size_t)json_integer_value(json_object_get(song, "drama")),
            .lyrics = &input->texts[text++],
            .n_lyrics = 1,
        };
    }
    for (size_t i = 0; i < json_array_size(dramas); i++) {
        const json_t *drama = json_array_get(dramas, i);
        const json_t *scenes = json_object_get(drama, "scenes");
        struct yn_message_drama *to = &input->dramas[i];
        *to = (struct yn_message_drama){
            .scenes = &input->texts[text],
            .n_scenes = json_array_size(scenes),
        };
        for (size_t s = 0; s < to->n_scenes; s++)
            input->texts[text++].text =
                json_string_value(json_array_get(scenes, s));
        to->names = take_names(input, &name, json_object_get(drama, "names"),
                               &to->n_names);
        to->speakers = take_names(
            input, &name, json_object_get(drama, "speakers"), &to->n_speakers);
    }
}

static int read_input(struct input *input, const json_t *root)
{
    const json_t *songs = json_object_get(root, "songs");
    const json_t *dramas = json_object_get(root, "dramas");
    size_t texts = json_array_size(songs) + 1, names = 1;
    for (size_t i = 0; i < json_array_size(dramas); i++) {
        const json_t *drama = json_array_get(dramas, i);
        texts += json_array_size(json_object_get(drama, "scenes"));
        names += json_array_size(json_object_get(drama, "names"));
        names += json_array_size(json_object_get(drama, "speakers"));
    }
    input->season.n_songs = json_array_size(songs);
    input->season.n_dramas = json_array_size(dramas);
    input->songs = calloc(input->season.n_songs + 1, sizeof(*input->songs));
    input->dramas = calloc(input->season.n_dramas + 1, sizeof(*input->dramas));
    input->texts = calloc(texts, sizeof(*input->texts));
    input->names = calloc(names, sizeof(*input->names));
    if (!input->songs || !input->dramas || !input->texts || !input->names)
        return -1;
    fill(input, songs, dramas);
    for (size_t i = 0; i < input->season.n_songs; i++) {
        if (input->songs[i].drama >= input->season.n_dramas)
            return -1;
    }
    input->season.songs = input->songs;
    input->season.dramas = input->dramas;
    return 0;
}

static json_t *number(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

static json_t *row(const float *value, size_t n)
{
    json_t *list = json_array();
    for (size_t i = 0; value && i < n; i++)
        json_array_append_new(list, number(value[i]));
    return list;
}

static int print_output(const struct input *input,
                        const struct yn_message *message)
{
    json_t *root = json_object(), *songs = json_array();
    json_object_set_new(root, "songs", songs);
    for (size_t i = 0; i < message->n_songs; i++) {
        const struct yn_message_fit *fit = &message->songs[i];
        const struct yn_message_drama *own =
            &input->dramas[input->songs[i].drama];
        json_t *song = json_object();
        json_object_set_new(song, "status",
                            json_string(yn_message_word(fit->status)));
        json_object_set_new(song, "value", number(fit->value));
        json_object_set_new(song, "lo", number(fit->lo));
        json_object_set_new(song, "hi", number(fit->hi));
        json_object_set_new(song, "dramas",
                            row(fit->dramas, input->season.n_dramas));
        json_object_set_new(song, "scenes", row(fit->scenes, own->n_scenes));
        json_array_append_new(songs, song);
    }
    int rc = json_dumpf(root, stdout, JSON_COMPACT | JSON_REAL_PRECISION(7));
    json_decref(root);
    return rc || fflush(stdout) ? -1 : 0;
}

int main(void)
{
    json_error_t where;
    struct yn_err err = {0};
    struct input input = {0};
    struct yn_message message = {0};
    json_t *root = json_loadf(stdin, 0, &where);
    int status = 2;
    if (!root)
        fprintf(stderr, "bench-message: line %d: %s\n", where.line, where.text);
    else if (read_input(&input, root))
        fprintf(stderr, "bench-message: not as it should be\n");
    else if (yn_message_compare(&input.season, NULL, &message, &err))
        fprintf(stderr, "bench-message: %s\n", err.text);
    else if (print_output(&input, &message))
        fprintf(stderr, "bench-message: cannot write: %s\n", strerror(errno));
    else
        status = 0;
    yn_message_release(&message);
    free(input.songs);
    free(input.dramas);
    free(input.texts);
    free(input.names);
    json_decref(root);
    return status;
}
