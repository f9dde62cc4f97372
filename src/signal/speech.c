/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signal/speech.h"

#include <math.h>

#include "base/base.h"
#include "signal/wide.h"

/* Where words are told apart from the rest; narrow recordings reach it too. */
#define LOW_HZ 150.0
#define HIGH_HZ 3500.0
#define BANDS 6
/* The steadiness of partials shows in the upper harmonics of a voice. */
#define STEADY_LOW_HZ 700.0
#define STEADY_S 0.128
/* Distances of harmonics; those above are looked at up to here. */
#define PITCH_LOW_HZ 75.0
#define PITCH_HIGH_HZ 400.0
#define VOICE_HIGH_HZ 2200.0
/* What a fine spectrum is measured against, either way. */
#define AROUND_HZ 80.0
/* Envelopes: a mean over so long less a mean over so long, which lets 2 to 9
 * changes a second through. */
#define FAST_S 0.096
#define SLOW_S 0.352
/* Nothing in 16 bits is softer: this much of a frame's power is always there,
 * so that rounding noise has no syllables. Full scale is 1. */
#define FLOOR 1e-9F
#define SILENCE_DB (-75.0F)
#define PAUSE_DB 6.0F
#define AROUND_S 0.5
/* Voices change slowly: every second frame is asked, and stands for the next.
 */
#define VOICE_EVERY 2
/* Of the logistic curve: a regression over 24 minutes of the recordings that
 * bench/placements/speech leaves out, as much of them speech as not. */
#define SYLLABLES 1.16F
#define VOICE 5.52F
#define STEADY (-5.77F)
#define PAUSES 7.35F
#define NONE (-3.86F)

/* Of one frame. */
struct moment {
    float band_db[BANDS];
    float level_db; /* of all bands */
    float voice, steady;
};

struct yn_speech {
    size_t bins, low, high; /* bins looked at: [low, high) */
    double bin_hz, frame_s;
    size_t band_edge[BANDS + 1];
    size_t around, pitch_low, pitch_high, voice_high, steady_low, lag;
    float scale; /* from a frame's summed bins to its mean power */
    float *fine; /* of the last lag + 1 frames, a ring */
    double *sums;
    float *log_power;
    struct moment *moment;
    size_t n, cap;
};

static size_t bin_of(const struct yn_speech *s, double hz)
{
    size_t k = (size_t)(hz / s->bin_hz + 0.5);
    return k < s->bins ? k : s->bins - 1;
}

static void fill_tables(struct yn_speech *s)
{
    s->low = bin_of(s, LOW_HZ);
    s->high = bin_of(s, HIGH_HZ);
    s->around = bin_of(s, AROUND_HZ);
    s->pitch_low = bin_of(s, PITCH_LOW_HZ);
    s->pitch_high = bin_of(s, PITCH_HIGH_HZ);
    s->voice_high = bin_of(s, VOICE_HIGH_HZ);
    s->steady_low = bin_of(s, STEADY_LOW_HZ);
    s->lag = (size_t)(STEADY_S / s->frame_s + 0.5);
    for (size_t b = 0; b <= BANDS; b++)
        s->band_edge[b] = bin_of(
            s, LOW_HZ * pow(HIGH_HZ / LOW_HZ, (double)b / (double)BANDS));
    /* A Hann window's power is 3/8 of its length; Parseval. */
    double size = 2 * ((double)s->bins - 1);
    s->scale = (float)(2 / (0.375 * size * size));
}

int yn_speech_create(size_t bins, double bin_hz, double frame_s,
                     struct yn_speech **out, struct yn_err *err)
{
    yn_assert(frame_s > 0 && frame_s <= 0.04);
    struct yn_speech *s = calloc(1, sizeof(*s));
    if (!s)
        return yn_err_nomem(err);
    s->bins = bins;
    s->bin_hz = bin_hz;
    s->frame_s = frame_s;
    fill_tables(s);
    s->fine = calloc((s->lag + 1) * bins, sizeof(*s->fine));
    s->log_power = calloc(bins, sizeof(*s->log_power));
    s->sums = calloc(bins + 1, sizeof(*s->sums));
    if (!s->fine || !s->log_power || !s->sums) {
        yn_speech_destroy(&s);
        return yn_err_nomem(err);
    }
    *out = s;
    return YN_OK;
}

void yn_speech_destroy(struct yn_speech **speech)
{
    struct yn_speech *s = *speech;
    if (!s)
        return;
    free(s->fine);
    free(s->log_power);
    free(s->sums);
    free(s->moment);
    free(s);
    *speech = NULL;
}

static float db_of(float power)
{
    return 10 * log10f(power);
}

/* The log spectrum less its mean around each bin: what stands out of it. */
static void make_fine(struct yn_speech *s, const float *power, float *fine)
{
    size_t from = s->low - s->around, to = s->high + s->around;
    double sum = 0;
    for (size_t k = from; k < to; k++) {
        s->log_power[k] = logf(power[k] * s->scale + 0.01F * FLOOR);
        sum += s->log_power[k];
        s->sums[k + 1] = sum;
    }
    s->sums[from] = 0;
    double width = 2 * (double)s->around + 1;
    for (size_t k = s->low; k < s->high; k++) {
        double mean = s->sums[k + s->around + 1 < to ? k + s->around + 1 : to] -
                      s->sums[k - s->around];
        fine[k] = s->log_power[k] - (float)(mean / width);
    }
}

static float correlate(const float *x, const float *y, size_t n)
{
    float power = yn_product(x, x, n) * yn_product(y, y, n);
    return power > 0 ? yn_product(x, y, n) / sqrtf(power) : 0;
}

/* The best correlation of the fine spectrum with itself at a distance that
 * harmonics of a voice may have. */
static float voice_of(const struct yn_speech *s, const float *fine)
{
    float best = 0;
    size_t n = s->voice_high - s->low - s->pitch_high;
    const float *from = fine + s->low;
    float power = yn_product(from, from, s->voice_high - s->low) /
                  (float)(s->voice_high - s->low) * (float)n;
    for (size_t d = s->pitch_low; d <= s->pitch_high; d++) {
        float r = yn_product(from, from + d, n);
        best = r > best ? r : best;
    }
    return power > 0 ? best / power : 0;
}

int yn_speech_put(struct yn_speech *s, const float *power, struct yn_err *err)
{
    int rc = yn_grow(&s->moment, &s->cap, s->n + 1, sizeof(*s->moment), err);
    if (rc)
        return rc;
    struct moment *m = &s->moment[s->n];
    float *fine = s->fine + s->n % (s->lag + 1) * s->bins;
    const float *before = s->fine + (s->n + 1) % (s->lag + 1) * s->bins;
    float whole = 0;
    for (size_t b = 0; b < BANDS; b++) {
        float sum = 0;
        for (size_t k = s->band_edge[b]; k < s->band_edge[b + 1]; k++)
            sum += power[k];
        whole += sum;
        m->band_db[b] = db_of(sum * s->scale + FLOOR);
    }
    m->level_db = db_of(whole * s->scale + FLOOR);
    make_fine(s, power, fine);
    if (s->n % VOICE_EVERY)
        m->voice = m[-1].voice;
    else
        m->voice = m->level_db > SILENCE_DB ? voice_of(s, fine) : 0;
    m->steady = s->n >= s->lag
                    ? correlate(fine + s->steady_low, before + s->steady_low,
                                s->high - s->steady_low)
                    : 0;
    s->n++;
    return YN_OK;
}

struct yn_speech_frame yn_speech_last(const struct yn_speech *s)
{
    yn_assert(s->n > 0);
    return (struct yn_speech_frame){
        .fine = s->fine + (s->n - 1) % (s->lag + 1) * s->bins + s->low,
        .n_fine = s->high - s->low};
}

/* The mean level of a band over `length` frames around `t`. */
static float mean_db(const struct yn_speech *s, size_t band, size_t t,
                     size_t length)
{
    size_t from = t > length / 2 ? t - length / 2 : 0;
    size_t to = from + length < s->n ? from + length : s->n;
    float sum = 0;
    for (size_t i = from; i < to; i++)
        sum += s->moment[i].band_db[band];
    return sum / (float)(to - from);
}

static float syllables_of(const struct yn_speech *s, size_t from, size_t to)
{
    size_t fast = (size_t)(FAST_S / s->frame_s + 0.5);
    size_t slow = (size_t)(SLOW_S / s->frame_s + 0.5);
    float sum = 0;
    for (size_t b = 0; b < BANDS; b++) {
        float squares = 0;
        for (size_t t = from; t < to; t++) {
            float swing = mean_db(s, b, t, fast) - mean_db(s, b, t, slow);
            squares += swing * swing;
        }
        sum += sqrtf(squares / (float)(to - from));
    }
    return sum / BANDS;
}

static float mean_level(const struct yn_speech *s, size_t from, size_t to)
{
    float sum = 0;
    for (size_t t = from; t < to; t++)
        sum += powf(10, 0.1F * s->moment[t].level_db);
    return db_of(sum / (float)(to - from));
}

struct yn_speech_traits yn_speech_traits_of(const struct yn_speech *s,
                                            double from_s)
{
    struct yn_speech_traits traits = {0};
    double begin = fmax(from_s - AROUND_S, 0) / s->frame_s;
    double end = (from_s + 1 + AROUND_S) / s->frame_s;
    size_t from = (size_t)begin, to = (size_t)end;
    to = to < s->n ? to : s->n;
    if (from >= to)
        return traits;
    float level = mean_level(s, from, to), loud = 0;
    if (level < SILENCE_DB)
        return traits;
    for (size_t t = from; t < to; t++) {
        const struct moment *m = &s->moment[t];
        traits.pauses += m->level_db < level - PAUSE_DB;
        if (m->level_db < level - PAUSE_DB)
            continue;
        traits.voice += m->voice;
        traits.steady += m->steady;
        loud++;
    }
    traits.pauses /= (float)(to - from);
    traits.voice /= loud > 0 ? loud : 1;
    traits.steady /= loud > 0 ? loud : 1;
    traits.syllables = syllables_of(s, from, to);
    return traits;
}

float yn_speech_share(const struct yn_speech_traits *t)
{
    if (t->syllables <= 0)
        return 0;
    float x = SYLLABLES * logf(t->syllables) + VOICE * t->voice +
              STEADY * t->steady + PAUSES * t->pauses + NONE;
    return 1 / (1 + expf(-x));
}
