/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* sched_getaffinity */
#include <yeoun/scan.h>

#include <math.h>
#include <sched.h>
#include <unistd.h>

#include "base/base.h"
#include "base/say.h"
#include "base/unicode.h"
#include "media/audio.h"
#include "placement/place.h"

#define TEXT_OF(number) TEXT_OF_IT(number)
#define TEXT_OF_IT(number) #number

struct yn_roster_sound {
    struct yn_masters *masters;
    double seconds;
};

/* The sound of one file at both rates, as it comes in. */
struct sound {
    float *frames;
    size_t n, cap, most; /* `most`: more is an error */
};

static int take_frames(void *ctx, const float *frames, size_t n,
                       struct yn_err *err)
{
    struct sound *sound = ctx;
    if (sound->n + n > sound->most)
        return yn_err_set(err, YN_E_LIMIT, 0,
                          "is longer than %d hours; cut it into episodes",
                          YN_EPISODE_S_MAX / 3600);
    int rc = yn_grow(&sound->frames, &sound->cap, sound->n + n,
                     sizeof(*sound->frames), err);
    if (rc)
        return rc;
    memcpy(sound->frames + sound->n, frames, n * sizeof(*frames));
    sound->n += n;
    return YN_OK;
}

/* Reads a file at both rates; on failure nothing is left to free. */
static int load(const char *path, const char *language, struct sound *coarse,
                struct sound *fine, struct yn_audio_info *info,
                struct yn_err *err)
{
    *coarse = (struct sound){.most = (size_t)YN_EPISODE_S_MAX * YN_COARSE_RATE};
    *fine = (struct sound){.most = (size_t)YN_EPISODE_S_MAX * YN_FINE_RATE};
    const struct yn_audio_params params = {.language = language};
    const struct yn_audio_out outs[] = {
        {YN_COARSE_RATE, take_frames, coarse},
        {YN_FINE_RATE, take_frames, fine},
    };
    int rc = yn_audio_read_rates(path, &params, outs, YN_LEN(outs), info, err);
    if (rc) {
        free(coarse->frames);
        free(fine->frames);
    }
    return rc;
}

/* Nothing can be told apart in less: -100 dB of full scale. */
#define SILENCE 1e-5F

static bool is_silent(const struct sound *fine)
{
    for (size_t i = 0; i < fine->n; i++) {
        if (fabsf(fine->frames[i]) > SILENCE)
            return false;
    }
    return true;
}

/* Why a master that was decoded is of no use; NULL where it is. */
static const char *useless(const struct sound *fine)
{
    if (fine->n < (size_t)YN_MASTER_S_MIN * YN_FINE_RATE)
        return "is shorter than " TEXT_OF(YN_MASTER_S_MIN) " s";
    return is_silent(fine) ? "is silent" : NULL;
}

/* Of two masters with the same sound only one can be found. */
static void tell_twin(const struct yn_roster_sound *sound,
                      const char *const *paths, const struct yn_log *log)
{
    const struct yn_masters *masters = sound->masters;
    const struct yn_master *last = &masters->item[masters->n - 1];
    for (size_t i = 0; last->fine && i + 1 < masters->n; i++) {
        const struct yn_master *it = &masters->item[i];
        if (it->n_fine != last->n_fine ||
            memcmp(it->fine, last->fine, it->n_fine * sizeof(*it->fine)) != 0)
            continue;
        yn_say(log, YN_LOG_WARNING,
               "%s: sounds the same as %s, under whose name it is found",
               paths[masters->n - 1], paths[i]);
        return;
    }
}

/* Adds one master, or an empty one in its place where it cannot be used. */
static int load_master(struct yn_roster_sound *sound, const char *path,
                       const struct yn_log *log, struct yn_err *err)
{
    const char *reason = NULL;
    struct sound coarse, fine;
    struct yn_audio_info info;
    struct yn_err why = {0};
    struct yn_master master = {0};
    int rc = load(path, NULL, &coarse, &fine, &info, &why);
    if (rc == YN_E_NOMEM)
        return yn_err_nomem(err);
    if (rc) {
        yn_say(log, YN_LOG_WARNING, "%s; left out", why.text);
    } else if ((reason = useless(&fine))) {
        yn_say(log, YN_LOG_WARNING, "%s: %s; left out", path, reason);
        free(coarse.frames);
        free(fine.frames);
    } else {
        master = (struct yn_master){.coarse = coarse.frames,
                                    .fine = fine.frames,
                                    .n_coarse = coarse.n,
                                    .n_fine = fine.n};
        sound->seconds += (double)fine.n / YN_FINE_RATE;
    }
    rc = yn_masters_add(sound->masters, &master, err);
    if (rc) {
        free(master.coarse);
        free(master.fine);
    }
    return rc;
}

int yn_roster_sound_load(const char *const *paths, size_t n,
                         const struct yn_log *log, struct yn_roster_sound **out,
                         struct yn_err *err)
{
    struct yn_roster_sound *sound = calloc(1, sizeof(*sound));
    if (!sound)
        return yn_err_nomem(err);
    int rc = yn_masters_create(&sound->masters, err);
    for (size_t i = 0; !rc && i < n; i++) {
        rc = load_master(sound, paths[i], log, err);
        if (!rc)
            tell_twin(sound, paths, log);
    }
    if (!rc && sound->seconds <= 0)
        rc = yn_err_set(err, YN_E_INPUT, 0,
                        "no song can be looked for; give audio files of %d s "
                        "and more that are not silent",
                        YN_MASTER_S_MIN);
    if (!rc)
        rc = yn_masters_finish(sound->masters, err);
    if (rc) {
        yn_roster_sound_destroy(&sound);
        return rc;
    }
    *out = sound;
    return YN_OK;
}

void yn_roster_sound_destroy(struct yn_roster_sound **sound)
{
    if (!*sound)
        return;
    yn_masters_destroy(&(*sound)->masters);
    free(*sound);
    *sound = NULL;
}

double yn_roster_sound_s(const struct yn_roster_sound *sound)
{
    return sound->seconds;
}

/* Another track than the one asked for may hold other music. */
static void tell_language(const char *path, const char *asked,
                          const struct yn_audio_info *info,
                          const struct yn_log *log)
{
    char code[4];
    yn_unicode_language(asked, code);
    if (info->language[0] && strcmp(info->language, code) != 0)
        yn_say(log, YN_LOG_WARNING,
               "%s: has no sound in “%.16s”; its track in “%s” is heard", path,
               asked, info->language);
}

static void tell_losses(const char *path, const struct yn_audio_info *info,
                        const struct yn_log *log)
{
    if (info->lost_s > 0)
        yn_say(log, YN_LOG_WARNING,
               "%s: %.1f s of sound are damaged or missing, first at %.1f s; "
               "the rest was read",
               path, info->lost_s, info->lost_at_s);
    if (info->cut_s > 0)
        yn_say(log, YN_LOG_WARNING,
               "%s: the sound ends %.1f s before the file says; it was "
               "read up to there",
               path, info->cut_s);
}

/* Those that this process may run on, which taskset or a container makes fewer
 * than there are. */
static unsigned processors(void)
{
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof(set), &set) == 0)
        return (unsigned)CPU_COUNT(&set);
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n > 0 ? (unsigned)n : 1;
}

int yn_scan_check_language(const char *language, struct yn_err *err)
{
    char code[4];
    yn_unicode_language(language, code);
    if (code[0])
        return YN_OK;
    return yn_err_set(err, YN_E_ARG, 0,
                      "“%.64s” is no language; write a code such as ko",
                      language);
}

int yn_scan_episode(const struct yn_roster_sound *sound, const char *path,
                    const struct yn_scan_params *params,
                    struct yn_placements *out, struct yn_err *err)
{
    struct sound coarse, fine;
    struct yn_audio_info info;
    int rc = params->language ? yn_scan_check_language(params->language, err)
                              : YN_OK;
    if (!rc)
        rc = load(path, params->language, &coarse, &fine, &info, err);
    if (rc)
        return rc;
    if (params->language)
        tell_language(path, params->language, &info, params->log);
    tell_losses(path, &info, params->log);
    const struct yn_place_params place = {
        .coarse = coarse.frames,
        .n_coarse = coarse.n,
        .fine = fine.frames,
        .n_fine = fine.n,
        .threads = params->threads ? params->threads : processors()};
    struct yn_placements found;
    rc = yn_place(sound->masters, &place, &found, err);
    if (!rc) {
        found.duration_s = info.duration_s;
        found.lost_s = info.lost_s;
        *out = found;
    }
    free(coarse.frames);
    free(fine.frames);
    return rc;
}
