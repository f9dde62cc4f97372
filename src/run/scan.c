/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/scan.h>

#include <math.h>

#include "base/base.h"
#include "base/say.h"
#include "base/unicode.h"
#include "placement/place.h"
#include "run/scan_internal.h"

/* Masters that are decoded at once; more would wait for the disk. */
#define AT_ONCE_MAX 8

#define TEXT_OF(number) TEXT_OF_IT(number)
#define TEXT_OF_IT(number) #number

struct yn_roster_sound {
    struct yn_masters *masters;
    double seconds;
};

/* Nothing can be told apart in less: -100 dB of full scale. */
#define SILENCE 1e-5F

static bool is_silent(const struct yn_master *master)
{
    const struct yn_halves fine = yn_master_fine(master);
    float part[1024];
    for (size_t at = 0; at < fine.n; at += YN_LEN(part)) {
        yn_halves_read(&fine, (ptrdiff_t)at, YN_LEN(part), part);
        for (size_t i = 0; i < YN_LEN(part); i++) {
            if (fabsf(part[i]) > SILENCE)
                return false;
        }
    }
    return true;
}

/* Why a master that was decoded is of no use; NULL where it is. */
static const char *useless(const struct yn_master *master)
{
    if (master->n_fine < (size_t)YN_MASTER_S_MIN * YN_FINE_RATE)
        return "is shorter than " TEXT_OF(YN_MASTER_S_MIN) " s";
    return is_silent(master) ? "is silent" : NULL;
}

static void master_release(struct yn_master *master)
{
    free(master->coarse);
    free(master->fine);
    *master = (struct yn_master){0};
}

/* Of two masters with the same sound only the first is looked for. */
static void drop_twin(const struct yn_roster_sound *sound,
                      const char *const *paths, const struct yn_log *log)
{
    const struct yn_masters *masters = sound->masters;
    struct yn_master *last = &masters->item[masters->n - 1];
    for (size_t i = 0; last->fine && i + 1 < masters->n; i++) {
        const struct yn_master *it = &masters->item[i];
        if (it->n_fine != last->n_fine ||
            memcmp(it->fine, last->fine, it->n_fine * sizeof(*it->fine)) != 0)
            continue;
        yn_say(log, YN_LOG_WARNING,
               "%s: sounds the same as %s, under whose name it is found",
               paths[masters->n - 1], paths[i]);
        master_release(last);
        return;
    }
}

static int take_master(struct yn_scan_decode *decode, struct yn_master *master,
                       struct yn_err *err)
{
    struct yn_scan_sound sound;
    int rc = yn_scan_decode_take(decode, &sound, err);
    if (rc)
        return rc;
    *master = (struct yn_master){.coarse = sound.coarse,
                                 .fine = sound.fine,
                                 .n_coarse = sound.n_coarse,
                                 .n_fine = sound.n_fine};
    return YN_OK;
}

/* Adds one master, or an empty one in its place where it cannot be used. */
static int add_master(struct yn_roster_sound *sound,
                      struct yn_scan_decode *decode, const struct yn_log *log,
                      struct yn_err *err)
{
    struct yn_err why = {0};
    struct yn_master master = {0};
    int rc = take_master(decode, &master, &why);
    if (rc == YN_E_NOMEM)
        return yn_err_nomem(err);
    const char *reason = rc ? NULL : useless(&master);
    if (rc)
        yn_say(log, YN_LOG_WARNING, "%s; left out", why.text);
    if (reason) {
        yn_say(log, YN_LOG_WARNING, "%s: %s; left out", decode->path, reason);
        master_release(&master);
    }
    sound->seconds += (double)master.n_fine / YN_FINE_RATE;
    rc = yn_masters_add(sound->masters, &master, err);
    if (rc)
        master_release(&master);
    return rc;
}

/* Decodes some at once and adds them in their order. */
static int add_masters(struct yn_roster_sound *sound, const char *const *paths,
                       size_t n, const struct yn_log *log, struct yn_err *err)
{
    struct yn_scan_decode decode[AT_ONCE_MAX] = {0};
    size_t at_once = yn_scan_threads(0), begun = 0;
    if (at_once < 1 || at_once > AT_ONCE_MAX)
        at_once = at_once < 1 ? 1 : AT_ONCE_MAX;
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < n; i++) {
        for (; begun < n && begun < i + at_once; begun++)
            yn_scan_decode_begin(&decode[begun % at_once], paths[begun], NULL,
                                 at_once == 1);
        rc = add_master(sound, &decode[i % at_once], log, err);
        if (!rc)
            drop_twin(sound, paths, log);
    }
    for (size_t i = 0; i < at_once; i++)
        yn_scan_decode_drop(&decode[i]);
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
    if (!rc)
        rc = add_masters(sound, paths, n, log, err);
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

int yn_scan_place(const struct yn_roster_sound *masters, const char *path,
                  struct yn_scan_sound *sound,
                  const struct yn_scan_params *params,
                  struct yn_placements *out, struct yn_err *err)
{
    struct yn_placements found;
    if (params->language)
        tell_language(path, params->language, &sound->info, params->log);
    tell_losses(path, &sound->info, params->log);
    const struct yn_place_params place = {.coarse = sound->coarse,
                                          .n_coarse = sound->n_coarse,
                                          .fine = {sound->fine, sound->n_fine},
                                          .threads =
                                              yn_scan_threads(params->threads)};
    int rc = yn_place(masters->masters, &place, &found, err);
    if (!rc) {
        found.duration_s = sound->info.duration_s;
        found.lost_s = sound->info.lost_s;
        *out = found;
    }
    yn_scan_sound_release(sound);
    return rc;
}

int yn_scan_episode(const struct yn_roster_sound *sound, const char *path,
                    const struct yn_scan_params *params,
                    struct yn_placements *out, struct yn_err *err)
{
    struct yn_scan_sound episode;
    int rc = params->language ? yn_scan_check_language(params->language, err)
                              : YN_OK;
    if (!rc)
        rc = yn_scan_sound_load(path, params->language, &episode, err);
    return rc ? rc : yn_scan_place(sound, path, &episode, params, out, err);
}
