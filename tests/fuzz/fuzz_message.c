/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz/fuzz.h"

#include <math.h>

#include <yeoun/message.h>

#include "base/base.h"

#define DRAMAS 3
#define TEXTS_MAX 24

/* Texts parted by NUL. The first byte of each says whose it is and what: a
 * song's lyric, a scene, or a name. */
struct fuzzed {
    struct yn_message_text scene[DRAMAS][TEXTS_MAX];
    const char *name[DRAMAS][TEXTS_MAX];
    struct yn_message_text lyric[TEXTS_MAX];
    struct yn_message_song song[TEXTS_MAX];
    struct yn_message_drama drama[DRAMAS];
    size_t n_songs;
};

static void add(struct fuzzed *fuzzed, const char *text)
{
    unsigned char what = (unsigned char)text[0];
    size_t d = what % DRAMAS;
    struct yn_message_drama *drama = &fuzzed->drama[d];
    const struct yn_message_text body = {text + 1, what & 0x40 ? "en" : NULL};
    switch (what / DRAMAS % 4) {
    case 0:
        fuzzed->name[d][drama->n_names++] = body.text;
        break;
    case 1:
        fuzzed->lyric[fuzzed->n_songs] = body;
        fuzzed->song[fuzzed->n_songs] =
            (struct yn_message_song){d, &fuzzed->lyric[fuzzed->n_songs], 1};
        fuzzed->n_songs++;
        break;
    default:
        fuzzed->scene[d][drama->n_scenes++] = body;
    }
}

static void look(const struct yn_message *message, size_t dramas)
{
    for (size_t i = 0; i < message->n_songs; i++) {
        const struct yn_message_fit *fit = &message->songs[i];
        bool known = fit->status == YN_MESSAGE_KNOWN;
        yn_assert(known == (bool)isfinite(fit->value));
        yn_assert(known == (fit->dramas != NULL));
        yn_assert(!known || (fit->lo <= fit->value && fit->value <= fit->hi));
        yn_assert(!known || (fit->rank >= 1 && fit->rank <= fit->n_compared));
        for (size_t d = 0; known && d < dramas; d++)
            yn_assert(!isinf(fit->dramas[d]));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzzed fuzzed = {.n_songs = 0};
    struct yn_message message = {0};
    if (size > FUZZ_BYTES_MAX)
        return 0;
    char *text = calloc(size + 1, 1);
    yn_assert(text);
    if (size)
        memcpy(text, data, size);
    for (size_t d = 0; d < DRAMAS; d++) {
        fuzzed.drama[d].scenes = fuzzed.scene[d];
        fuzzed.drama[d].names = fuzzed.name[d];
        fuzzed.drama[d].titles = fuzzed.name[d];
        fuzzed.drama[d].speakers = fuzzed.name[d];
    }
    size_t at = 0;
    for (size_t n = 0; n < TEXTS_MAX && at < size; n++) {
        if (text[at])
            add(&fuzzed, text + at);
        at += strlen(text + at) + 1;
    }
    for (size_t d = 0; d < DRAMAS; d++)
        fuzzed.drama[d].n_speakers = fuzzed.drama[d].n_titles =
            fuzzed.drama[d].n_names;
    const struct yn_message_season season = {fuzzed.song, fuzzed.n_songs,
                                             fuzzed.drama, DRAMAS};
    yn_assert(yn_message_compare(&season, NULL, &message, NULL) == YN_OK);
    look(&message, DRAMAS);
    yn_message_release(&message);
    free(text);
    return 0;
}
