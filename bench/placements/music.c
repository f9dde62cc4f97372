/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Prints what the decision on music is made from, and what it is: mono floats
 * at 16 kHz on standard input; on standard output "second" with tones,
 * syllables, pauses and certainty for each, then "stretch" with start, end and
 * confidence for each that is marked. Run by
 * bench/placements/unknown, never installed.
 */
#include <stdio.h>

#include <yeoun/placement.h>

#include "base/base.h"
#include "signal/music.h"
#include "signal/stft.h"

#define RATE 16000
#define WINDOW 1024
#define OVERLAP 2
#define FRAME_S ((double)WINDOW / OVERLAP / RATE)

struct hearing {
    float *sound;
    size_t n, cap;
    struct yn_stft *stft;
    struct yn_speech *speech;
    struct yn_music *music;
};

static int read_all(struct hearing *h, struct yn_err *err)
{
    float part[4096];
    size_t got;
    int rc = YN_OK;
    while (!rc && (got = fread(part, sizeof(*part), YN_LEN(part), stdin)) > 0) {
        rc = yn_grow(&h->sound, &h->cap, h->n + got, sizeof(*h->sound), err);
        if (!rc)
            memcpy(h->sound + h->n, part, got * sizeof(*part));
        h->n += rc ? 0 : got;
    }
    return rc;
}

static int hear(struct hearing *h, struct yn_err *err)
{
    struct yn_complex bin[WINDOW / 2 + 1];
    float power[WINDOW / 2 + 1];
    size_t bins = yn_stft_bins(h->stft);
    yn_assert(bins <= YN_LEN(bin));
    int rc = YN_OK;
    for (size_t t = 0; !rc && t < yn_stft_frames(h->stft, h->n); t++) {
        yn_stft_forward(h->stft, h->sound, h->n, t, bin);
        for (size_t k = 0; k < bins; k++)
            power[k] = bin[k].re * bin[k].re + bin[k].im * bin[k].im;
        rc = yn_speech_put(h->speech, power, err);
        if (!rc)
            rc = yn_music_put(h->music, h->speech, err);
    }
    return rc;
}

static int tell_stretches(struct yn_rest *rest, size_t n, struct yn_err *err)
{
    const struct yn_placements found = {.rest = rest, .n_rest = n};
    struct yn_unidentified *stretch = NULL;
    size_t n_stretches = 0;
    int rc = yn_unidentified_find(&found, &stretch, &n_stretches, err);
    for (size_t i = 0; !rc && i < n_stretches; i++)
        printf("stretch %.0f %.0f %.4f\n", stretch[i].start_s, stretch[i].end_s,
               stretch[i].confidence);
    free(stretch);
    return rc;
}

static int tell(const struct hearing *h, struct yn_err *err)
{
    size_t n = (h->n + RATE - 1) / RATE;
    struct yn_speech_traits *speech = malloc((n + 1) * sizeof(*speech));
    struct yn_rest *rest = calloc(n + 1, sizeof(*rest));
    int rc = speech && rest ? YN_OK : yn_err_nomem(err);
    for (size_t i = 0; !rc && i < n; i++)
        speech[i] = yn_speech_traits_of(h->speech, (double)i);
    for (size_t i = 0; !rc && i < n; i++) {
        struct yn_music_traits t = yn_music_traits_of(h->music, speech, n, i);
        rest[i].music = yn_music_share(&t);
        printf("second %.5f %.5f %.5f %.5f\n", (double)t.tones,
               (double)t.syllables, (double)t.pauses, (double)rest[i].music);
    }
    if (!rc)
        rc = tell_stretches(rest, n, err);
    free(speech);
    free(rest);
    return rc;
}

int main(void)
{
    struct hearing h = {0};
    struct yn_err err = {0};
    int rc = read_all(&h, &err);
    if (!rc)
        rc = yn_stft_create(WINDOW, OVERLAP, &h.stft, &err);
    if (!rc)
        rc = yn_speech_create(yn_stft_bins(h.stft), (double)RATE / WINDOW,
                              FRAME_S, &h.speech, &err);
    if (!rc)
        rc = yn_music_create(FRAME_S, 1, &h.music, &err);
    if (!rc)
        rc = hear(&h, &err);
    if (!rc)
        rc = tell(&h, &err);
    if (rc)
        fprintf(stderr, "bench-music: %s\n", err.text);
    yn_music_destroy(&h.music);
    yn_speech_destroy(&h.speech);
    yn_stft_destroy(&h.stft);
    free(h.sound);
    return rc ? 1 : 0;
}
