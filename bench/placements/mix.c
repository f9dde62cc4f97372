/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mixes one invented episode.
 *
 *     bench-mix mix SCENE.json OUT.f32      prints what came out, as JSON
 *     bench-mix loudness FILE.s16 CHANNELS RATE   prints dB of each second
 *
 * SCENE.json is written by bench/placements/make; OUT.f32 is raw interleaved
 * floats. Exits 2 with a message on any failure.
 */
#include <errno.h>
#include <math.h>

#include <jansson.h>

#include "base/base.h"

#include "scene.h"

/* Reads what the driver wrote; jansson names what is missing. */
static int unpacked(int status, const json_error_t *why, struct yn_err *err)
{
    return status ? yn_err_set(err, YN_E_INPUT, 0, "scene: %s", why->text) : 0;
}

static int read_clips(json_t *array, struct clip **clips, size_t *n,
                      struct yn_err *err)
{
    json_error_t why;
    int rc = 0;
    *n = json_array_size(array);
    *clips = calloc(*n + 1, sizeof(**clips));
    if (!*clips)
        return yn_err_nomem(err);
    for (size_t i = 0; !rc && i < *n; i++) {
        struct clip *clip = &(*clips)[i];
        json_int_t at;
        rc = unpacked(json_unpack_ex(json_array_get(array, i), &why, 0,
                                     "{s:s, s:I, s:F}", "file", &clip->path,
                                     "at", &at, "level_db", &clip->level_db),
                      &why, err);
        if (!rc)
            clip->at = (size_t)at;
    }
    return rc;
}

static int read_pieces(json_t *array, struct use *use, struct yn_err *err)
{
    json_error_t why;
    int rc = 0;
    use->n_pieces = json_array_size(array);
    use->pieces = calloc(use->n_pieces + 1, sizeof(*use->pieces));
    if (!use->pieces)
        return yn_err_nomem(err);
    for (size_t i = 0; !rc && i < use->n_pieces; i++) {
        json_int_t at, from, frames;
        rc = unpacked(json_unpack_ex(json_array_get(array, i), &why, 0,
                                     "{s:I, s:I, s:I}", "at", &at, "from",
                                     &from, "frames", &frames),
                      &why, err);
        if (!rc)
            use->pieces[i] =
                (struct piece){(size_t)at, (size_t)from, (size_t)frames};
    }
    return rc;
}

static int read_use(json_t *object, struct use *use, struct yn_err *err)
{
    json_error_t why;
    json_int_t at, frames, fade_in, fade_out;
    json_t *pieces;
    int rc = unpacked(
        json_unpack_ex(
            object, &why, 0, "{s:s, s:i, s:I, s:I, s:I, s:I, s:F, s:F, s:o}",
            "file", &use->path, "channels", &use->channels, "at", &at, "frames",
            &frames, "fade_in", &fade_in, "fade_out", &fade_out, "duck_db",
            &use->duck_db, "level_db", &use->level_db, "pieces", &pieces),
        &why, err);
    if (rc)
        return rc;
    use->at = (size_t)at;
    use->n_frames = (size_t)frames;
    use->fade_in = (size_t)fade_in;
    use->fade_out = (size_t)fade_out;
    return read_pieces(pieces, use, err);
}

static int read_scene(json_t *root, struct scene *scene, struct yn_err *err)
{
    json_error_t why;
    json_int_t frames, seed;
    json_t *speech, *effects, *uses;
    int rc = unpacked(
        json_unpack_ex(root, &why, 0,
                       "{s:i, s:i, s:I, s:F, s:F, s:I, s:o, s:o, s:o}", "rate",
                       &scene->rate, "channels", &scene->channels, "frames",
                       &frames, "lowpass_hz", &scene->lowpass_hz, "room_rms",
                       &scene->room_rms, "seed", &seed, "speech", &speech,
                       "effects", &effects, "uses", &uses),
        &why, err);
    if (rc)
        return rc;
    scene->n_frames = (size_t)frames;
    scene->seed = (uint64_t)seed;
    rc = read_clips(speech, &scene->speech, &scene->n_speech, err);
    if (!rc)
        rc = read_clips(effects, &scene->effects, &scene->n_effects, err);
    if (rc)
        return rc;
    scene->uses = calloc(json_array_size(uses) + 1, sizeof(*scene->uses));
    if (!scene->uses)
        return yn_err_nomem(err);
    for (size_t i = 0; !rc && i < json_array_size(uses); i++) {
        scene->n_uses = i + 1;
        rc = read_use(json_array_get(uses, i), &scene->uses[i], err);
    }
    return rc;
}

static int write_raw(const char *path, const struct sound *sound,
                     struct yn_err *err)
{
    size_t n = sound->n_frames * (size_t)sound->channels;
    FILE *file = fopen(path, "wb");
    if (!file)
        return yn_err_set(err, YN_E_IO, errno, "%s: %s", path, strerror(errno));
    bool written = fwrite(sound->samples, sizeof(float), n, file) == n;
    if (fclose(file) || !written)
        return yn_err_set(err, YN_E_IO, errno, "%s: %s", path, strerror(errno));
    return 0;
}

static int mix(const char *scene_path, const char *out_path, struct yn_err *err)
{
    struct scene scene = {0};
    struct sound out = {0};
    json_error_t why;
    json_t *root = json_load_file(scene_path, 0, &why);
    if (!root)
        return yn_err_set(err, YN_E_INPUT, 0, "%s:%d: %s", scene_path, why.line,
                          why.text);
    int rc = read_scene(root, &scene, err);
    if (!rc)
        rc = scene_mix(&scene, &out, err);
    if (!rc)
        rc = write_raw(out_path, &out, err);
    if (!rc) {
        printf("{\"level_db\": [");
        for (size_t i = 0; i < scene.n_uses; i++)
            printf("%s%.4f", i ? ", " : "", scene.uses[i].measured_db);
        printf("], \"level_k_db\": [");
        for (size_t i = 0; i < scene.n_uses; i++)
            printf("%s%.4f", i ? ", " : "", scene.uses[i].measured_k_db);
        printf("]}\n");
    }
    sound_release(&out);
    scene_release(&scene);
    json_decref(root);
    return rc;
}

static int loudness(const char *path, int channels, int rate,
                    struct yn_err *err)
{
    struct sound sound = {0};
    size_t n_frames;
    if (channels < 1 || channels > 2 || rate < 1)
        return yn_err_set(err, YN_E_ARG, 0, "loudness FILE CHANNELS RATE");
    int rc = sound_length(path, channels, &n_frames, err);
    if (!rc)
        rc = sound_init(&sound, n_frames, 1, err);
    if (!rc)
        rc = sound_read(&sound, path, channels, 0, err);
    if (!rc) {
        printf("[");
        for (size_t at = 0; at + (size_t)rate <= n_frames; at += (size_t)rate) {
            long long from = (long long)at;
            double power = sound_power(&sound, from, from + rate);
            printf("%s%.2f", at ? ", " : "", 10 * log10(power + 1e-12));
        }
        printf("]\n");
    }
    sound_release(&sound);
    return rc;
}

int main(int argc, char **argv)
{
    struct yn_err err = {0};
    int rc;
    if (argc == 4 && strcmp(argv[1], "mix") == 0)
        rc = mix(argv[2], argv[3], &err);
    else if (argc == 5 && strcmp(argv[1], "loudness") == 0)
        rc = loudness(argv[2], (int)strtol(argv[3], NULL, 10),
                      (int)strtol(argv[4], NULL, 10), &err);
    else
        rc = yn_err_set(&err, YN_E_ARG, 0,
                        "bench-mix mix SCENE.json OUT.f32, or "
                        "bench-mix loudness FILE.s16 CHANNELS RATE");
    if (!rc && fflush(stdout))
        rc = yn_err_set(&err, YN_E_IO, errno, "cannot print");
    if (rc)
        fprintf(stderr, "bench-mix: %s\n", err.text);
    return rc ? 2 : 0;
}
