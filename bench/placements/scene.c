/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene.h"

#include <math.h>

#include "base/base.h"

#define PI 3.14159265358979323846
#define PEAK 0.9 /* room for what the encoders overshoot */
/* Both ends of a piece where a song loops or is cut, so that it does not
 * click. */
#define JOIN_S 0.005
/* How fast music gives way to speech and comes back. */
#define DUCK_ATTACK_S 0.10
#define DUCK_RELEASE_S 0.40
/* The zero-phase low-pass rings this long beyond the ends of a use. */
#define MARGIN_S 0.02
/* Levels of overlapping songs depend on each other; each round brings them
 * nearer, and at 0 dB and below a few are enough. */
#define ROUNDS 30
#define SILENT_POWER 1e-9

void scene_release(struct scene *scene)
{
    for (size_t i = 0; i < scene->n_uses; i++)
        free(scene->uses[i].pieces);
    free(scene->uses);
    free(scene->speech);
    free(scene->effects);
    *scene = (struct scene){0};
}

static int add_clip(const struct scene *scene, struct clip *clip,
                    struct sound *rest, struct yn_err *err)
{
    struct sound sound = {0};
    int rc = sound_length(clip->path, 1, &clip->n_frames, err);
    if (!rc)
        rc = sound_init(&sound, clip->n_frames, scene->channels, err);
    if (!rc)
        rc = sound_read(&sound, clip->path, 1, 0, err);
    if (!rc) {
        double power = sound_power(&sound, 0, (long long)clip->n_frames);
        double gain = pow(10, clip->level_db / 20) / sqrt(fmax(power, 1e-12));
        sound_add(rest, &sound, (long long)clip->at, gain);
    }
    sound_release(&sound);
    return rc;
}

/* Everything but music. */
static int make_rest(struct scene *scene, struct sound *rest,
                     struct yn_err *err)
{
    int rc = sound_init(rest, scene->n_frames, scene->channels, err);
    for (size_t i = 0; !rc && i < scene->n_speech; i++)
        rc = add_clip(scene, &scene->speech[i], rest, err);
    for (size_t i = 0; !rc && i < scene->n_effects; i++)
        rc = add_clip(scene, &scene->effects[i], rest, err);
    if (rc)
        return rc;
    sound_add_pink(rest, scene->room_rms, scene->rate, scene->seed);
    sound_lowpass(rest, scene->lowpass_hz, scene->rate);
    return 0;
}

static void scale_frame(struct sound *sound, size_t frame, double gain)
{
    for (int c = 0; c < sound->channels; c++)
        sound->samples[frame * (size_t)sound->channels + (size_t)c] *=
            (float)gain;
}

static void fade(struct sound *sound, size_t in, size_t out)
{
    for (size_t i = 0; i < in && i < sound->n_frames; i++)
        scale_frame(sound, i, 0.5 - 0.5 * cos(PI * (double)i / (double)in));
    for (size_t i = 0; i < out && i < sound->n_frames; i++)
        scale_frame(sound, sound->n_frames - 1 - i,
                    0.5 - 0.5 * cos(PI * (double)i / (double)out));
}

/* Follows the utterances: down while somebody speaks, up again behind. */
static void duck(const struct scene *scene, const struct use *use,
                 struct sound *sound)
{
    double low = pow(10, -use->duck_db / 20), gain = 1;
    double attack = 1 / (DUCK_ATTACK_S * scene->rate);
    double release = 1 / (DUCK_RELEASE_S * scene->rate);
    size_t next = 0;
    for (size_t i = 0; i < sound->n_frames; i++) {
        size_t t = use->at + i;
        const struct clip *clip = &scene->speech[next];
        while (next < scene->n_speech && t >= clip->at + clip->n_frames)
            clip = &scene->speech[++next];
        bool spoken = next < scene->n_speech && t >= clip->at;
        gain += spoken ? (low - gain) * attack : (1 - gain) * release;
        scale_frame(sound, i, gain);
    }
}

static int add_piece(const struct scene *scene, const struct use *use,
                     const struct piece *piece, size_t margin,
                     struct sound *music, struct yn_err *err)
{
    struct sound part;
    int rc = sound_init(&part, piece->n_frames, scene->channels, err);
    if (!rc)
        rc = sound_read(&part, use->path, use->channels, piece->from, err);
    if (!rc) {
        size_t join = (size_t)(JOIN_S * scene->rate);
        bool first = piece->at == 0;
        bool last = piece->at + piece->n_frames == use->n_frames;
        fade(&part, first ? use->fade_in : join, last ? use->fade_out : join);
        sound_add(music, &part, (long long)margin + (long long)piece->at, 1);
    }
    sound_release(&part);
    return rc;
}

/* The song of a use as it will sound but for its gain; `margin` frames more at
 * either end. */
static int make_music(const struct scene *scene, const struct use *use,
                      size_t margin, struct sound *music, struct yn_err *err)
{
    int rc =
        sound_init(music, use->n_frames + 2 * margin, scene->channels, err);
    for (size_t i = 0; !rc && i < use->n_pieces; i++)
        rc = add_piece(scene, use, &use->pieces[i], margin, music, err);
    if (rc)
        return rc;
    if (use->duck_db > 0)
        duck(scene, use, music);
    sound_lowpass(music, scene->lowpass_hz, scene->rate);
    if (sound_power(music, 0, (long long)music->n_frames) < SILENT_POWER)
        return yn_err_set(err, YN_E_INPUT, 0,
                          "%s: silent from frame %zu, where it is used",
                          use->path, use->pieces[0].from);
    return 0;
}

/* Power of another use's music, before its gain, within this use. */
static double power_within(const struct use *use, const struct use *other,
                           const struct sound *music, size_t margin)
{
    long long shift = (long long)other->at - (long long)margin;
    long long from = (long long)use->at - shift;
    long long to = from + (long long)use->n_frames;
    long long n = (long long)music->n_frames;
    if (to <= 0 || from >= n)
        return 0;
    from = from < 0 ? 0 : from;
    to = to > n ? n : to;
    return sound_power(music, from, to) * (double)(to - from) /
           (double)use->n_frames;
}

/* Gains by powers: songs and the rest have nothing to do with each other, so
 * that powers add. What came out is measured afterwards. `power` has a row a
 * use: what each song, and last the rest, has within it before any gain. */
static void find_gains(struct scene *scene, const double *power)
{
    size_t n = scene->n_uses;
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < n; i++) {
            struct use *use = &scene->uses[i];
            const double *row = power + i * (n + 1);
            double others = row[n];
            for (size_t j = 0; j < n; j++) {
                double gain = scene->uses[j].measured_gain;
                others += i == j ? 0 : gain * gain * row[j];
            }
            use->measured_gain =
                sqrt(pow(10, use->level_db / 10) * others / row[i]);
        }
    }
}

static int set_gains(struct scene *scene, const struct sound *music,
                     const struct sound *rest, size_t margin,
                     struct yn_err *err)
{
    size_t n = scene->n_uses;
    double *power = calloc(n * (n + 1) + 1, sizeof(*power));
    if (!power)
        return yn_err_nomem(err);
    for (size_t i = 0; i < n; i++) {
        const struct use *use = &scene->uses[i];
        double *row = power + i * (n + 1);
        for (size_t j = 0; j < n; j++)
            row[j] = power_within(use, &scene->uses[j], &music[j], margin);
        row[n] = sound_power(rest, (long long)use->at,
                             (long long)use->at + (long long)use->n_frames);
    }
    find_gains(scene, power);
    free(power);
    return 0;
}

/* The level as it came out: the song against the mix without it. */
static int measure(const struct scene *scene, const struct use *use,
                   const struct sound *music, const struct sound *mix,
                   double *level_db, struct yn_err *err)
{
    size_t margin = (music->n_frames - use->n_frames) / 2;
    size_t channels = (size_t)scene->channels;
    struct sound others;
    int rc = sound_init(&others, use->n_frames, scene->channels, err);
    if (rc)
        return rc;
    memcpy(others.samples, mix->samples + use->at * channels,
           use->n_frames * channels * sizeof(float));
    sound_add(&others, music, -(long long)margin, -use->measured_gain);
    double own = power_within(use, use, music, margin);
    double rest = sound_power(&others, 0, (long long)others.n_frames);
    *level_db =
        10 * log10(use->measured_gain * use->measured_gain * own / rest);
    sound_release(&others);
    return 0;
}

/* All levels of a finished mix, as they are and K-weighted; the weights go
 * onto `music` itself, which nobody needs any more. */
static int measure_all(struct scene *scene, struct sound *music,
                       const struct sound *mix, struct yn_err *err)
{
    struct sound weighted;
    int rc = sound_init(&weighted, mix->n_frames, mix->channels, err);
    if (rc)
        return rc;
    sound_add(&weighted, mix, 0, 1);
    sound_k_weight(&weighted, scene->rate);
    for (size_t i = 0; !rc && i < scene->n_uses; i++) {
        struct use *use = &scene->uses[i];
        rc = measure(scene, use, &music[i], mix, &use->measured_db, err);
        sound_k_weight(&music[i], scene->rate);
        if (!rc)
            rc = measure(scene, use, &music[i], &weighted, &use->measured_k_db,
                         err);
    }
    sound_release(&weighted);
    return rc;
}

static void soften(struct sound *sound)
{
    double peak = sound_peak(sound);
    float gain = peak > PEAK ? (float)(PEAK / peak) : 1;
    for (size_t i = 0; i < sound->n_frames * (size_t)sound->channels; i++)
        sound->samples[i] *= gain;
}

int scene_mix(struct scene *scene, struct sound *out, struct yn_err *err)
{
    size_t margin = (size_t)(MARGIN_S * scene->rate);
    *out = (struct sound){0};
    struct sound *music = calloc(scene->n_uses + 1, sizeof(*music));
    if (!music)
        return yn_err_nomem(err);
    int rc = make_rest(scene, out, err);
    for (size_t i = 0; !rc && i < scene->n_uses; i++)
        rc = make_music(scene, &scene->uses[i], margin, &music[i], err);
    if (!rc)
        rc = set_gains(scene, music, out, margin, err);
    if (rc)
        goto done;
    for (size_t i = 0; i < scene->n_uses; i++)
        sound_add(out, &music[i],
                  (long long)scene->uses[i].at - (long long)margin,
                  scene->uses[i].measured_gain);
    rc = measure_all(scene, music, out, err);
    soften(out);
done:
    for (size_t i = 0; i < scene->n_uses; i++)
        sound_release(&music[i]);
    free(music);
    return rc;
}
