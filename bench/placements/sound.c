/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sound.h"

#include <errno.h>
#include <math.h>

#include "base/base.h"

#define PI 3.14159265358979323846

int sound_init(struct sound *sound, size_t n_frames, int channels,
               struct yn_err *err)
{
    size_t n = n_frames * (size_t)channels;
    *sound = (struct sound){.n_frames = n_frames, .channels = channels};
    sound->samples = calloc(n ? n : 1, sizeof(float));
    return sound->samples ? 0 : yn_err_nomem(err);
}

void sound_release(struct sound *sound)
{
    free(sound->samples);
    *sound = (struct sound){0};
}

static FILE *open_raw(const char *path, struct yn_err *err)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        yn_err_set(err, YN_E_NOTFOUND, errno, "%s: %s", path, strerror(errno));
    return file;
}

int sound_length(const char *path, int file_channels, size_t *n_frames,
                 struct yn_err *err)
{
    FILE *file = open_raw(path, err);
    if (!file)
        return YN_E_NOTFOUND;
    long size = fseek(file, 0, SEEK_END) ? -1 : ftell(file);
    fclose(file);
    if (size < 0)
        return yn_err_set(err, YN_E_IO, errno, "%s: its size is unknown", path);
    *n_frames = (size_t)size / (2 * (size_t)file_channels);
    return 0;
}

static float raw_sample(const unsigned char *at)
{
    int value = at[0] | at[1] << 8;
    return (float)(value < 32768 ? value : value - 65536) / 32768.0f;
}

/* One frame of the file as one frame of the sound. */
static void put_frame(float *out, int channels, const unsigned char *raw,
                      int file_channels)
{
    float left = raw_sample(raw);
    float right = file_channels == 2 ? raw_sample(raw + 2) : left;
    if (channels == 2) {
        out[0] = left;
        out[1] = right;
    } else {
        out[0] = (left + right) / 2;
    }
}

int sound_read(struct sound *sound, const char *path, int file_channels,
               size_t from, struct yn_err *err)
{
    size_t frame_bytes = 2 * (size_t)file_channels;
    unsigned char *raw = malloc(sound->n_frames * frame_bytes + 1);
    if (!raw)
        return yn_err_nomem(err);
    int rc = YN_E_NOTFOUND;
    FILE *file = open_raw(path, err);
    if (!file)
        goto done;
    if (fseek(file, (long)(from * frame_bytes), SEEK_SET) ||
        fread(raw, frame_bytes, sound->n_frames, file) != sound->n_frames) {
        rc = yn_err_set(err, YN_E_INPUT, 0, "%s: ends before frame %zu", path,
                        from + sound->n_frames);
        goto done;
    }
    for (size_t i = 0; i < sound->n_frames; i++)
        put_frame(sound->samples + i * (size_t)sound->channels, sound->channels,
                  raw + i * frame_bytes, file_channels);
    rc = 0;
done:
    if (file)
        fclose(file);
    free(raw);
    return rc;
}

void sound_add(struct sound *sound, const struct sound *what, long long at,
               double gain)
{
    long long first = at < 0 ? -at : 0;
    long long last = (long long)what->n_frames;
    if (at + last > (long long)sound->n_frames)
        last = (long long)sound->n_frames - at;
    size_t channels = (size_t)sound->channels;
    for (long long i = first; i < last; i++) {
        const float *from = what->samples + (size_t)i * channels;
        float *to = sound->samples + (size_t)(at + i) * channels;
        for (size_t c = 0; c < channels; c++)
            to[c] += (float)(gain * from[c]);
    }
}

struct biquad {
    double b0, b1, b2, a1, a2;
};

/* One section of a Butterworth low-pass by the bilinear transform with the
 * cut-off warped (Oppenheim and Schafer, Discrete-Time Signal Processing, 7.1):
 * H(s) = 1 / (s^2 + s / q + 1). */
static struct biquad lowpass_section(double cutoff_hz, double rate, double q)
{
    double k = tan(PI * cutoff_hz / rate);
    double norm = 1 / (1 + k / q + k * k);
    struct biquad section = {.b0 = k * k * norm};
    section.b1 = 2 * section.b0;
    section.b2 = section.b0;
    section.a1 = 2 * (k * k - 1) * norm;
    section.a2 = (1 - k / q + k * k) * norm;
    return section;
}

#define SECTIONS_MAX 4

/* Filters n samples that lie `step` apart through sections in series; a
 * negative step runs backwards. All of them in one pass: each waits for its own
 * last output only, so that the processor works on several at once. */
static void run_sections(const struct biquad *section, size_t n_sections,
                         float *at, size_t n, ptrdiff_t step)
{
    double s1[SECTIONS_MAX] = {0}, s2[SECTIONS_MAX] = {0};
    for (size_t i = 0; i < n; i++, at += step) {
        double x = *at;
        for (size_t k = 0; k < n_sections; k++) {
            const struct biquad *f = &section[k];
            double y = f->b0 * x + s1[k];
            s1[k] = f->b1 * x - f->a1 * y + s2[k];
            s2[k] = f->b2 * x - f->a2 * y;
            x = y;
        }
        *at = (float)x;
    }
}

void sound_lowpass(struct sound *sound, double cutoff_hz, double rate)
{
    if (!sound->n_frames || cutoff_hz >= rate / 2)
        return;
    size_t channels = (size_t)sound->channels;
    ptrdiff_t step = sound->channels;
    struct biquad section[SECTIONS_MAX];
    for (int i = 0; i < SECTIONS_MAX; i++) {
        double q = 1 / (2 * cos(PI * (2 * i + 1) / (4 * SECTIONS_MAX)));
        section[i] = lowpass_section(cutoff_hz, rate, q);
    }
    for (size_t c = 0; c < channels; c++) {
        float *first = sound->samples + c;
        float *last = first + (sound->n_frames - 1) * channels;
        run_sections(section, SECTIONS_MAX, first, sound->n_frames, step);
        run_sections(section, SECTIONS_MAX, last, sound->n_frames, -step);
    }
}

/* The two filters of BS.1770 are tabled for 48 kHz; these are the analogue ones
 * behind them, so that other rates have the same curve (Mansbridge, Finn and
 * Reiss 2012; De Man 2014), by the bilinear transform with the frequency
 * warped.
 */
#define SHELF_HZ 1681.974450955533
#define SHELF_DB 3.999843853973347
#define SHELF_Q 0.7071752369554196
#define SHELF_MIDDLE 0.4996667741545416 /* where the gain is half way */
#define HIGH_HZ 38.13547087602444
#define HIGH_Q 0.5003270373238773

static struct biquad k_shelf(double rate)
{
    double k = tan(PI * SHELF_HZ / rate);
    double high = pow(10, SHELF_DB / 20), middle = pow(high, SHELF_MIDDLE);
    double norm = 1 / (1 + k / SHELF_Q + k * k);
    return (struct biquad){.b0 = (high + middle * k / SHELF_Q + k * k) * norm,
                           .b1 = 2 * (k * k - high) * norm,
                           .b2 = (high - middle * k / SHELF_Q + k * k) * norm,
                           .a1 = 2 * (k * k - 1) * norm,
                           .a2 = (1 - k / SHELF_Q + k * k) * norm};
}

static struct biquad k_high(double rate)
{
    double k = tan(PI * HIGH_HZ / rate);
    double norm = 1 / (1 + k / HIGH_Q + k * k);
    return (struct biquad){.b0 = 1,
                           .b1 = -2,
                           .b2 = 1,
                           .a1 = 2 * (k * k - 1) * norm,
                           .a2 = (1 - k / HIGH_Q + k * k) * norm};
}

void sound_k_weight(struct sound *sound, double rate)
{
    struct biquad sections[] = {k_shelf(rate), k_high(rate)};
    size_t channels = (size_t)sound->channels;
    for (size_t c = 0; c < channels; c++)
        run_sections(sections, YN_LEN(sections), sound->samples + c,
                     sound->n_frames, sound->channels);
}

/* splitmix64 (Steele, Lea and Flood 2014): the same numbers everywhere. */
static uint64_t next_random(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* Pink noise as white noises through one-pole low-passes an octave apart, each
 * of equal power: their sum falls by 3 dB an octave, within 0.5 dB. */
#define PINK_POLES 10
#define PINK_LOWEST_HZ 20.0
#define DRAWS 4 /* of 16 bits each, in one random number */

struct pink {
    double pole[PINK_POLES], gain[PINK_POLES], state[PINK_POLES];
    uint64_t random;
};

static void pink_init(struct pink *pink, double rate, uint64_t seed)
{
    *pink = (struct pink){.random = seed};
    for (int i = 0; i < PINK_POLES; i++) {
        double pole = exp(-2 * PI * PINK_LOWEST_HZ * (1 << i) / rate);
        pink->pole[i] = pole;
        /* A draw is even from -1 to 1, of mean square 1/3. */
        pink->gain[i] = sqrt(3 * (1 - pole * pole)) / 32768;
    }
}

/* Of mean square 1. */
static double pink_next(struct pink *pink)
{
    double sum = 0;
    uint64_t bits = 0;
    for (int i = 0; i < PINK_POLES; i++) {
        bits = i % DRAWS ? bits >> 16 : next_random(&pink->random);
        double draw = (double)(int)(bits & 0xFFFF) - 32767.5;
        pink->state[i] = pink->pole[i] * pink->state[i] + pink->gain[i] * draw;
        sum += pink->state[i];
    }
    return sum / sqrt(PINK_POLES);
}

void sound_add_pink(struct sound *sound, double rms, double rate, uint64_t seed)
{
    struct pink common, side;
    pink_init(&common, rate, seed);
    pink_init(&side, rate, seed ^ 0x5DEECE66Du);
    double side_gain = sound->channels == 2 ? rms : 0;
    for (size_t i = 0; i < sound->n_frames; i++) {
        double middle = rms * pink_next(&common);
        double apart = side_gain ? side_gain * pink_next(&side) : 0;
        float *frame = sound->samples + i * (size_t)sound->channels;
        frame[0] += (float)(middle + apart);
        if (sound->channels == 2)
            frame[1] += (float)(middle - apart);
    }
}

double sound_power(const struct sound *sound, long long from, long long to)
{
    long long end = (long long)sound->n_frames;
    double sum = 0;
    from = from < 0 ? 0 : from;
    to = to > end ? end : to;
    for (long long i = from; i < to; i++) {
        const float *frame =
            sound->samples + (size_t)i * (size_t)sound->channels;
        double mono = sound->channels == 2
                          ? ((double)frame[0] + (double)frame[1]) / 2
                          : (double)frame[0];
        sum += mono * mono;
    }
    return to > from ? sum / (double)(to - from) : 0;
}

double sound_peak(const struct sound *sound)
{
    double peak = 0;
    for (size_t i = 0; i < sound->n_frames * (size_t)sound->channels; i++)
        peak = fmax(peak, fabs((double)sound->samples[i]));
    return peak;
}
