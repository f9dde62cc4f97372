/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/sound.h"

#include <math.h>

#include "support/test.h"

int sound_keep(void *ctx, const float *frames, size_t n, struct yn_err *err)
{
    struct sound *s = ctx;
    (void)err;
    if (s->n + n > s->cap) {
        s->cap = 2 * (s->n + n);
        s->frames = realloc(s->frames, s->cap * sizeof(float));
        assert_non_null(s->frames);
    }
    memcpy(s->frames + s->n, frames, n * sizeof(float));
    s->n += n;
    return 0;
}

const char *sound_path(const struct folder *folder, const char *name)
{
    static char path[512];
    snprintf(path, sizeof(path), "%s/%s", folder->path, name);
    return path;
}

struct sound sound_read(const struct folder *folder, const char *name, int rate,
                        struct yn_audio_info *info)
{
    struct sound sound = {.rate = rate};
    struct yn_err err = {0};
    struct yn_audio_params params = {.rate = rate};
    if (yn_audio_read(sound_path(folder, name), &params, sound_keep, &sound,
                      info, &err))
        fail_msg("%s", err.text);
    return sound;
}

int sound_make(void **state)
{
    struct folder *folder = calloc(1, sizeof(*folder));
    assert_non_null(folder);
    folder_make(folder);
    *state = folder;
    return 0;
}

int sound_unmake(void **state)
{
    folder_remove(*state);
    free(*state);
    return 0;
}

double sound_tone(double t, int channel)
{
    (void)channel;
    return 0.5 * sin(2 * M_PI * 440 * t);
}

double sound_rms(const struct sound *s, double from_s, double to_s)
{
    double sum = 0;
    size_t from = (size_t)(from_s * s->rate), to = (size_t)(to_s * s->rate);
    assert_true(to <= s->n && from < to);
    for (size_t i = from; i < to; i++)
        sum += (double)s->frames[i] * s->frames[i];
    return sqrt(sum / (double)(to - from));
}

double sound_click_at(int k)
{
    return k + 0.01 * k;
}

double sound_clicks(double t, int channel)
{
    double out = 0.02 * sin(2 * M_PI * 440 * t);
    (void)channel;
    int k = (int)lround(t / 1.01);
    double d = (t - sound_click_at(k)) * 8000;
    if (k > 0 && fabs(d) < 6)
        out += 0.7 * exp(-d * d);
    return out;
}
