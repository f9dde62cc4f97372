/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/songs.h"

#include <math.h>
#include <stdbool.h>

#include "support/near.h"
#include "support/noise.h"

float *songs_make(int rate, int seconds, uint64_t seed)
{
    size_t n = (size_t)seconds * (size_t)rate;
    float *out = malloc(n * sizeof(*out));
    uint64_t state = seed * 7919 + 1;
    for (int i = 0; i < 20; i++)
        noise_next(&state);
    size_t note = (size_t)rate / 4;
    for (size_t at = 0; at < n; at += note) {
        double base = 110 * pow(2, floor(18 + 6 * noise_next(&state)) / 12);
        double phase = noise_next(&state);
        for (size_t i = 0; i < note && at + i < n; i++) {
            double t = (double)i / rate, sum = 0;
            for (int k = 1; k <= 8; k++) {
                double hz = base * k * (1 + 0.001 * k);
                if (hz < 950)
                    sum += sin(6.283185307 * hz * t + phase * k) / k;
            }
            out[at + i] = (float)(sum * exp(-3 * t));
        }
    }
    return out;
}

float *songs_speech(int rate, int seconds, uint64_t seed)
{
    size_t n = (size_t)seconds * (size_t)rate;
    float *out = malloc(n * sizeof(*out));
    noise_fill(out, n, seed);
    for (size_t i = 0; i < n; i++) {
        double t = (double)i / rate;
        bool talks = fmod(t, 1.7) < 1.2;
        out[i] *= talks ? 0.3F : 0.03F;
    }
    return out;
}
