/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/story.h>

#include <math.h>

#include "base/base.h"
#include "story/channels.h"

/* Lines are longer than what is said, and speech is heard in foreign songs and
 * crowds: even subtitles of this very cut agree by about .5 only. */
#define MATCH_MIN 0.25
/* Better by so much than as they are, or they stay as they are. */
#define MATCH_GAIN 0.1
/* Lines and speech are compared by the second: a speed that drifts by less over
 * the whole episode cannot be told from none, and need not be. */
#define DRIFT_S_MIN 2
#define LINES_MIN 20
/* Less than a minute of speech, and as much of none, tells nothing. */
#define SPEECH_S_MIN 60
#define EPISODE_S_MIN ((size_t)300)

struct trial {
    const struct yn_spoken *spoken;
    size_t n_spoken;
    const float *speech; /* less its mean */
    size_t n;            /* seconds of the episode */
    double power;        /* sum of squares of `speech` */
    float *cover;        /* of the subtitles, YN_SUBTITLES_OFFSET_MAX seconds
                            more to both sides */
    size_t n_cover;
};

/* Correlation of speech with the lines `offset` seconds later. */
static double match_at(const struct trial *trial, int offset)
{
    const float *cover = trial->cover + (YN_SUBTITLES_OFFSET_MAX - offset);
    double sum = 0, squares = 0, product = 0, n = (double)trial->n;
    for (size_t t = 0; t < trial->n; t++) {
        sum += cover[t];
        squares += (double)cover[t] * cover[t];
        product += (double)cover[t] * trial->speech[t];
    }
    const double power = squares - sum * sum / n;
    return power > 0 ? product / sqrt(power * trial->power) : 0;
}

/* Where between whole seconds a peak is, by a parabola: -0.5..0.5. */
static double between(double left, double peak, double right)
{
    const double bend = left - 2 * peak + right;
    const double at = bend < 0 ? 0.5 * (left - right) / bend : 0;
    return fmax(-0.5, fmin(0.5, at));
}

static int try_speed(struct trial *trial, double speed,
                     struct yn_subtitles_fit *best, struct yn_err *err)
{
    const int most = YN_SUBTITLES_OFFSET_MAX;
    double left = 0, here = 0;
    int rc = yn_spoken_cover(trial->spoken, trial->n_spoken, most, speed,
                             trial->cover, trial->n_cover, err);
    if (rc)
        return rc;
    if (speed == 1)
        best->as_is = match_at(trial, 0);
    here = match_at(trial, -most);
    for (int offset = -most; offset <= most; offset++) {
        const double right = offset < most ? match_at(trial, offset + 1) : 0;
        if (here > best->match) {
            best->match = here;
            best->speed = speed;
            best->offset_s = offset + between(left, here, right);
        }
        left = here;
        here = right;
    }
    return YN_OK;
}

static bool is_enough(const struct yn_rest *rest, size_t n, size_t n_spoken)
{
    double speech = 0;
    for (size_t t = 0; t < n; t++)
        speech += isfinite(rest[t].speech) ? rest[t].speech : 0;
    return n >= EPISODE_S_MIN && n_spoken >= LINES_MIN &&
           speech >= SPEECH_S_MIN && (double)n - speech >= SPEECH_S_MIN;
}

/* Fills `speech` with what is heard less its mean; returns its power. */
static double centre(const struct yn_rest *rest, float *speech, size_t n)
{
    double sum = 0, power = 0;
    for (size_t t = 0; t < n; t++) {
        speech[t] = isfinite(rest[t].speech) ? rest[t].speech : 0;
        sum += speech[t];
    }
    for (size_t t = 0; t < n; t++) {
        speech[t] -= (float)(sum / (double)n);
        power += (double)speech[t] * speech[t];
    }
    return power;
}

int yn_subtitles_fit(const struct yn_spoken *spoken, size_t n,
                     const struct yn_rest *rest, size_t n_rest,
                     struct yn_subtitles_fit *out, struct yn_err *err)
{
    static const double film = 24000.0 / 1001, full = 24, pal = 25;
    const double speeds[] = {1,          film / full, full / film, film / pal,
                             pal / film, full / pal,  pal / full};
    struct yn_subtitles_fit best = {.speed = 1, .match = -1};
    if (!is_enough(rest, n_rest, n)) {
        *out = (struct yn_subtitles_fit){.fits = true, .speed = 1};
        return YN_OK;
    }
    float *speech = calloc(n_rest + 1, sizeof(*speech));
    struct trial trial = {.spoken = spoken,
                          .n_spoken = n,
                          .speech = speech,
                          .n = n_rest,
                          .n_cover =
                              n_rest + 2 * (size_t)YN_SUBTITLES_OFFSET_MAX};
    trial.cover = calloc(trial.n_cover + 1, sizeof(*trial.cover));
    int rc = speech && trial.cover ? YN_OK : yn_err_nomem(err);
    if (!rc)
        trial.power = centre(rest, speech, n_rest);
    for (size_t i = 0; !rc && i < YN_LEN(speeds); i++) {
        if (i > 0 && fabs(speeds[i] - 1) * (double)n_rest < DRIFT_S_MIN)
            continue;
        rc = try_speed(&trial, speeds[i], &best, err);
    }
    free(speech);
    free(trial.cover);
    if (rc)
        return rc;
    best.known = true;
    if (best.as_is >= MATCH_MIN && best.match < best.as_is + MATCH_GAIN) {
        best.speed = 1;
        best.offset_s = 0;
        best.match = best.as_is;
    }
    best.fits = best.match >= MATCH_MIN;
    *out = best;
    return YN_OK;
}
