/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signal/music.h"

#include <math.h>

#include "base/base.h"

/* A bin stands out where it is 3 dB over the mean around it (e^0.7). */
#define STANDS_OUT 0.7F
#define BINS_MAX 1024
/* Seconds on either side that are looked at: notes and words change in less. */
#define AROUND 2
#define TALLEST 10
#define TONES_FLOOR 0.02F
/* Fewer are no sign of anything: an organ has none, nor has a fan. */
#define SYLLABLES_MIN 1.0F
/* Of the logistic curve, in logarithms of tones and syllables; what they mean
 * together is weighed too. */
#define TONES 2.55F
#define SYLLABLES 1.90F
#define TOGETHER 1.29F
#define PAUSES (-2.85F)
#define NONE 4.34F

struct yn_music {
    double frame_s, second_s;
    size_t bins;           /* of the fine spectra; 0: none has come yet */
    unsigned char *count;  /* by second and bin: frames in which it stood out */
    unsigned char *frames; /* by second */
    size_t seconds, cap_count, cap_frames;
    size_t n;
};

int yn_music_create(double frame_s, double second_s, struct yn_music **out,
                    struct yn_err *err)
{
    yn_assert(frame_s > second_s / 255 && frame_s <= 0.04);
    struct yn_music *music = calloc(1, sizeof(*music));
    if (!music)
        return yn_err_nomem(err);
    music->frame_s = frame_s;
    music->second_s = second_s;
    *out = music;
    return YN_OK;
}

void yn_music_destroy(struct yn_music **music)
{
    if (!*music)
        return;
    free((*music)->count);
    free((*music)->frames);
    free(*music);
    *music = NULL;
}

static int add_second(struct yn_music *m, struct yn_err *err)
{
    size_t bins = m->bins;
    int rc = yn_grow(&m->count, &m->cap_count, (m->seconds + 1) * bins,
                     sizeof(*m->count), err);
    if (!rc)
        rc = yn_grow(&m->frames, &m->cap_frames, m->seconds + 1,
                     sizeof(*m->frames), err);
    if (rc)
        return rc;
    memset(m->count + m->seconds * bins, 0, bins);
    m->frames[m->seconds++] = 0;
    return YN_OK;
}

int yn_music_put(struct yn_music *m, const struct yn_speech *speech,
                 struct yn_err *err)
{
    struct yn_speech_frame frame = yn_speech_last(speech);
    yn_assert(frame.n_fine <= BINS_MAX && (!m->n || frame.n_fine == m->bins));
    m->bins = frame.n_fine;
    if ((double)m->n * m->frame_s >= (double)m->seconds * m->second_s) {
        int rc = add_second(m, err);
        if (rc)
            return rc;
    }
    m->n++;
    m->frames[m->seconds - 1]++;
    unsigned char *count = m->count + (m->seconds - 1) * m->bins;
    for (size_t k = 0; k < m->bins; k++)
        count[k] += frame.fine[k] > STANDS_OUT;
    return YN_OK;
}

/* The seconds around one, as many at the ends as elsewhere: in fewer, chance
 * makes taller peaks. */
static void around(size_t n, size_t at, size_t *from, size_t *to)
{
    const size_t all = 2 * AROUND + 1;
    *from = at > AROUND ? at - AROUND : 0;
    *from = *from + all <= n ? *from : (n > all ? n - all : 0);
    *to = *from + all < n ? *from + all : n;
}

/* By bin, the share of frames around a second in which it stands out. */
static void activation(const struct yn_music *m, size_t at, float *out)
{
    size_t from, to;
    float frames = 0;
    around(m->seconds, at, &from, &to);
    for (size_t k = 0; k < m->bins; k++)
        out[k] = 0;
    for (size_t s = from; s < to; s++) {
        frames += m->frames[s];
        for (size_t k = 0; k < m->bins; k++)
            out[k] += m->count[s * m->bins + k];
    }
    for (size_t k = 0; k < m->bins; k++)
        out[k] /= frames;
}

/* The tallest so far, the tallest first. */
struct peaks {
    float height[TALLEST];
};

static void keep_peak(struct peaks *peaks, float height)
{
    size_t i = TALLEST - 1;
    if (height <= peaks->height[i])
        return;
    for (; i > 0 && peaks->height[i - 1] < height; i--)
        peaks->height[i] = peaks->height[i - 1];
    peaks->height[i] = height;
}

/* Peaks stand over the higher of the valleys beside them. */
static void find_peaks(const float *x, size_t n, struct peaks *out)
{
    *out = (struct peaks){{0}};
    size_t k = 0;
    while (k + 1 < n) {
        while (k + 1 < n && x[k + 1] <= x[k])
            k++;
        float left = x[k];
        while (k + 1 < n && x[k + 1] >= x[k])
            k++;
        size_t top = k, right = k;
        while (right + 1 < n && x[right + 1] <= x[right])
            right++;
        if (top + 1 < n && x[top] > left)
            keep_peak(out, x[top] - fmaxf(left, x[right]));
    }
}

static float tones_at(const struct yn_music *m, size_t second)
{
    float active[BINS_MAX], sum = 0;
    struct peaks peaks;
    if (second >= m->seconds)
        return 0;
    activation(m, second, active);
    find_peaks(active, m->bins, &peaks);
    for (size_t i = 0; i < TALLEST; i++)
        sum += peaks.height[i];
    return sum / TALLEST;
}

struct yn_music_traits yn_music_traits_of(const struct yn_music *m,
                                          const struct yn_speech_traits *speech,
                                          size_t n, size_t second)
{
    struct yn_music_traits traits = {.tones = tones_at(m, second)};
    size_t from, to;
    around(n, second, &from, &to);
    float seconds = (float)(to - from);
    for (size_t s = from; s < to; s++) {
        traits.syllables += speech[s].syllables / seconds;
        traits.pauses += speech[s].pauses / seconds;
    }
    return traits;
}

float yn_music_share(const struct yn_music_traits *t)
{
    if (t->tones <= 0)
        return 0;
    float tones = logf(t->tones + TONES_FLOOR);
    float syllables = logf(fmaxf(t->syllables, SYLLABLES_MIN));
    float x = TONES * tones + SYLLABLES * syllables +
              TOGETHER * tones * syllables + PAUSES * t->pauses + NONE;
    return 1 / (1 + expf(-x));
}
