/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* sched_getaffinity */
#include "run/scan_sound.h"

#include <sched.h>
#include <unistd.h>

#include <yeoun/scan.h>

#include "base/base.h"
#include "placement/masters.h"
#include "signal/half.h"

/* What a reading fills. */
struct taking {
    struct yn_scan_sound *sound;
    size_t cap_coarse, cap_fine;
    int most_s;        /* more is an error */
    atomic_bool *stop; /* NULL: nobody stops it */
};

static int check(const struct taking *taking, size_t n, size_t rate,
                 struct yn_err *err)
{
    if (taking->stop && atomic_load(taking->stop))
        return yn_err_set(err, YN_E_INTERNAL, 0, "stopped");
    if (n <= (size_t)taking->most_s * rate)
        return YN_OK;
    return yn_err_set(err, YN_E_LIMIT, 0,
                      "is longer than %d hours; cut it into episodes",
                      taking->most_s / 3600);
}

static int take_coarse(void *ctx, const float *frames, size_t n,
                       struct yn_err *err)
{
    struct taking *taking = ctx;
    struct yn_scan_sound *sound = taking->sound;
    int rc = check(taking, sound->n_coarse + n, YN_COARSE_RATE, err);
    if (!rc)
        rc = yn_grow(&sound->coarse, &taking->cap_coarse, sound->n_coarse + n,
                     sizeof(*sound->coarse), err);
    if (rc)
        return rc;
    memcpy(sound->coarse + sound->n_coarse, frames, n * sizeof(*frames));
    sound->n_coarse += n;
    return YN_OK;
}

static int take_fine(void *ctx, const float *frames, size_t n,
                     struct yn_err *err)
{
    struct taking *taking = ctx;
    struct yn_scan_sound *sound = taking->sound;
    int rc = check(taking, sound->n_fine + n, YN_FINE_RATE, err);
    if (!rc)
        rc = yn_grow(&sound->fine, &taking->cap_fine, sound->n_fine + n,
                     sizeof(*sound->fine), err);
    if (rc)
        return rc;
    yn_half_from(frames, n, sound->fine + sound->n_fine);
    sound->n_fine += n;
    return YN_OK;
}

static int load(struct taking *taking, const char *path, const char *language,
                struct yn_err *err)
{
    struct yn_scan_sound *sound = taking->sound;
    const struct yn_audio_params params = {.language = language};
    const struct yn_audio_out outs[] = {
        {YN_COARSE_RATE, take_coarse, taking},
        {YN_FINE_RATE, take_fine, taking},
    };
    struct yn_err why = {0};
    *sound = (struct yn_scan_sound){0};
    int rc = yn_audio_read_rates(path, &params, outs, YN_LEN(outs),
                                 &sound->info, &why);
    if (rc)
        yn_scan_sound_release(sound);
    if (rc == YN_E_LIMIT)
        return yn_err_set(err, rc, 0, "%s: %s", path, why.text);
    if (rc && err)
        *err = why;
    return rc;
}

int yn_scan_sound_load(const char *path, const char *language,
                       struct yn_scan_sound *out, struct yn_err *err)
{
    struct yn_scan_sound sound;
    struct taking taking = {.sound = &sound, .most_s = YN_EPISODE_S_MAX};
    int rc = load(&taking, path, language, err);
    if (!rc)
        *out = sound;
    return rc;
}

void yn_scan_sound_release(struct yn_scan_sound *sound)
{
    free(sound->coarse);
    free(sound->fine);
    *sound = (struct yn_scan_sound){0};
}

/* Those that this process may run on, which taskset or a container makes fewer
 * than there are. */
unsigned yn_scan_threads(unsigned threads)
{
    cpu_set_t set;
    if (threads)
        return threads;
    if (sched_getaffinity(0, sizeof(set), &set) == 0)
        return (unsigned)CPU_COUNT(&set);
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n > 0 ? (unsigned)n : 1;
}

static void *decode_ahead(void *ctx)
{
    struct yn_scan_decode *decode = ctx;
    struct taking taking = {.sound = &decode->sound,
                            .most_s = YN_SCAN_AHEAD_S,
                            .stop = &decode->stop};
    decode->rc = load(&taking, decode->path, decode->language, &decode->err);
    return NULL;
}

void yn_scan_decode_begin(struct yn_scan_decode *decode, const char *path,
                          const char *language, bool alone)
{
    *decode = (struct yn_scan_decode){
        .path = path, .language = language, .begun = true};
    decode->running = !alone && pthread_create(&decode->thread, NULL,
                                               decode_ahead, decode) == 0;
}

static void wait_for(struct yn_scan_decode *decode)
{
    if (decode->running)
        pthread_join(decode->thread, NULL);
    decode->begun = false;
}

int yn_scan_decode_take(struct yn_scan_decode *decode,
                        struct yn_scan_sound *out, struct yn_err *err)
{
    wait_for(decode);
    if (!decode->running || decode->rc == YN_E_LIMIT)
        return yn_scan_sound_load(decode->path, decode->language, out, err);
    if (decode->rc == YN_OK)
        *out = decode->sound;
    else if (err)
        *err = decode->err;
    return decode->rc;
}

void yn_scan_decode_drop(struct yn_scan_decode *decode)
{
    if (!decode->begun)
        return;
    atomic_store(&decode->stop, true);
    wait_for(decode);
    if (decode->running && decode->rc == YN_OK)
        yn_scan_sound_release(&decode->sound);
}
