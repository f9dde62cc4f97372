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
/* Talk comes in spells, and those of two episodes agree somewhere. What fits
 * agrees better by so much than wherever else it lies, this far away. */
#define MATCH_LEAD 0.1
#define ELSEWHERE_S 15
#define SPEEDS 7
#define OFFSETS (2 * YN_SUBTITLES_OFFSET_MAX + 1)
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
    double match[SPEEDS][OFFSETS]; /* NAN: not tried */
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

static int try_speed(struct trial *trial, const double *speed, size_t i,
                     struct yn_err *err)
{
    const double n = (double)trial->n;
    bool told = i == 0 || fabs(speed[i] - 1) * n >= DRIFT_S_MIN;
    int rc = YN_OK;
    if (told)
        rc = yn_spoken_cover(trial->spoken, trial->n_spoken,
                             YN_SUBTITLES_OFFSET_MAX, speed[i], trial->cover,
                             trial->n_cover, err);
    for (int k = 0; !rc && k < OFFSETS; k++)
        trial->match[i][k] =
            told ? match_at(trial, k - YN_SUBTITLES_OFFSET_MAX) : (double)NAN;
    return rc;
}

/* The best of all that were tried; returns the best of those that lie
 * elsewhere, told by where the middle of the episode is. */
static double choose(const struct trial *trial, const double *speed,
                     struct yn_subtitles_fit *best)
{
    double elsewhere = -1, middle_s = (double)trial->n / 2;
    size_t speed_at = 0;
    int at = 0;
    for (size_t i = 0; i < SPEEDS; i++) {
        for (int k = 0; k < OFFSETS; k++) {
            if (!(trial->match[i][k] > best->match))
                continue;
            best->match = trial->match[i][k];
            speed_at = i;
            at = k;
        }
    }
    const double *row = trial->match[speed_at];
    best->speed = speed[speed_at];
    best->offset_s = at - YN_SUBTITLES_OFFSET_MAX;
    if (at > 0 && at + 1 < OFFSETS)
        best->offset_s += between(row[at - 1], row[at], row[at + 1]);
    for (size_t i = 0; i < SPEEDS; i++) {
        for (int k = 0; k < OFFSETS; k++) {
            /* The line spoken at the middle stands there at the best fit. */
            double moved_s = k - at + (speed[i] / best->speed - 1) * middle_s;
            if (fabs(moved_s) > ELSEWHERE_S && trial->match[i][k] > elsewhere)
                elsewhere = trial->match[i][k];
        }
    }
    return elsewhere;
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

static void judge(const struct trial *trial, const double *speed,
                  struct yn_subtitles_fit *best)
{
    best->elsewhere = choose(trial, speed, best);
    best->known = true;
    best->as_is = trial->match[0][YN_SUBTITLES_OFFSET_MAX];
    best->fits =
        best->match >= MATCH_MIN && best->match >= best->elsewhere + MATCH_LEAD;
    if (best->fits && best->as_is >= MATCH_MIN &&
        best->match < best->as_is + MATCH_GAIN) {
        best->speed = 1;
        best->offset_s = 0;
        best->match = best->as_is;
    }
}

int yn_subtitles_fit(const struct yn_spoken *spoken, size_t n,
                     const struct yn_rest *rest, size_t n_rest,
                     struct yn_subtitles_fit *out, struct yn_err *err)
{
    static const double film = 24000.0 / 1001, full = 24, pal = 25;
    const double speeds[SPEEDS] = {1,          film / full, full / film,
                                   film / pal, pal / film,  full / pal,
                                   pal / full};
    struct yn_subtitles_fit best = {.speed = 1, .match = -1};
    if (!is_enough(rest, n_rest, n)) {
        *out = (struct yn_subtitles_fit){.fits = true, .speed = 1};
        return YN_OK;
    }
    struct trial *trial = calloc(1, sizeof(*trial));
    float *speech = calloc(n_rest + 1, sizeof(*speech));
    const size_t n_cover = n_rest + 2 * (size_t)YN_SUBTITLES_OFFSET_MAX;
    float *cover = calloc(n_cover + 1, sizeof(*cover));
    int rc = trial && speech && cover ? YN_OK : yn_err_nomem(err);
    if (!rc) {
        const double power = centre(rest, speech, n_rest);
        *trial = (struct trial){.spoken = spoken,
                                .n_spoken = n,
                                .speech = speech,
                                .n = n_rest,
                                .power = power,
                                .cover = cover,
                                .n_cover = n_cover};
    }
    for (size_t i = 0; !rc && i < SPEEDS; i++)
        rc = try_speed(trial, speeds, i, err);
    if (!rc)
        judge(trial, speeds, &best);
    free(cover);
    free(speech);
    free(trial);
    if (!rc)
        *out = best;
    return rc;
}
