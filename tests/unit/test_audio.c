/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sound made from formulas goes through encoders and containers and must come
 * back at its time and level.
 */
#include "support/test.h"

#include <unistd.h>

#include <libavutil/channel_layout.h>

#include "media/audio.h"
#include "media/mix.h"
#include "media/resample.h"
#include "support/folder.h"
#include "support/media.h"
#include "support/near.h"

#define PI 3.14159265358979323846
#define LEN(array) (sizeof(array) / sizeof((array)[0]))

struct sound {
    int rate;
    float *frames;
    size_t n, cap;
};

static int keep(void *ctx, const float *frames, size_t n, struct yn_err *err)
{
    struct sound *s = ctx;
    (void)err;
    if (s->n + n > s->cap) {
        s->cap = 2 * (s->n + n);
        s->frames = realloc(s->frames, s->cap * sizeof(float));
        assert_non_null(s->frames);
    }
    memcpy(s->frames + s->n, frames, n * sizeof(float));
    s->n += n;
    return 0;
}

/* Keeps frames of two samples each. */
static int keep_pairs(void *ctx, const float *frames, size_t n,
                      struct yn_err *err)
{
    return keep(ctx, frames, 2 * n, err);
}

static const char *path_in(const struct folder *folder, const char *name)
{
    static char path[512];
    snprintf(path, sizeof(path), "%s/%s", folder->path, name);
    return path;
}

static struct sound must_read(const struct folder *folder, const char *name,
                              int rate, struct yn_audio_info *info)
{
    struct sound sound = {.rate = rate};
    struct yn_err err = {0};
    struct yn_audio_params params = {.rate = rate};
    if (yn_audio_read(path_in(folder, name), &params, keep, &sound, info, &err))
        fail_msg("%s", err.text);
    return sound;
}

static int make(void **state)
{
    struct folder *folder = calloc(1, sizeof(*folder));
    assert_non_null(folder);
    folder_make(folder);
    *state = folder;
    return 0;
}

static int unmake(void **state)
{
    folder_remove(*state);
    free(*state);
    return 0;
}

static double tone(double t, int channel)
{
    (void)channel;
    return 0.5 * sin(2 * PI * 440 * t);
}

static double high_tone(double t, int channel)
{
    (void)channel;
    return 0.5 * sin(2 * PI * 1500 * t);
}

#define LENGTH_S 6
#define CLICKS 6 /* but there is none at 0 */

/* A click a second, each a little later in its second than the one before, so
 * that none can be taken for another. */
static double click_at(int k)
{
    return k + 0.01 * k;
}

static double clicks(double t, int channel)
{
    double out = 0.02 * sin(2 * PI * 440 * t);
    (void)channel;
    int k = (int)lround(t / 1.01);
    double d = (t - click_at(k)) * 8000;
    if (k > 0 && fabs(d) < 6)
        out += 0.7 * exp(-d * d);
    return out;
}

/* Where click `k` sounds, or NAN where it does not. */
static double find_click(const struct sound *s, int k)
{
    double best = 0.2, at = NAN;
    size_t from = (size_t)((click_at(k) - 0.1) * s->rate);
    size_t to = (size_t)((click_at(k) + 0.1) * s->rate);
    for (size_t i = from; i < to && i < s->n; i++) {
        if (fabsf(s->frames[i]) > best) {
            best = fabsf(s->frames[i]);
            at = (double)i / s->rate;
        }
    }
    return at;
}

static double rms(const struct sound *s, double from_s, double to_s)
{
    double sum = 0;
    size_t from = (size_t)(from_s * s->rate), to = (size_t)(to_s * s->rate);
    assert_true(to <= s->n && from < to);
    for (size_t i = from; i < to; i++)
        sum += (double)s->frames[i] * s->frames[i];
    return sqrt(sum / (double)(to - from));
}

/* The delay is what an encoder adds and the container does not tell. */
static void test_clicks(void **state)
{
    static const struct {
        const char *name, *codec;
        double delay_s;
    } rows[] = {
        {"a.wav", "pcm_s16le", 0},
        {"a.flac", "flac", 0},
        {"a.m4a", "aac", 0},
        {"a.mkv", "aac", 1024 / 48000.0},
        {"a.ts", "aac", 1024 / 48000.0},
        {"a.aac", "aac", 1024 / 48000.0},
        {"a.mp3", "libmp3lame", 0},
        {"a.opus", "libopus", 0},
        {"a.webm", "libopus", 0},
        {"a.mp4", "libopus", 0},
        {"a.ogg", "libvorbis", 0},
        {"a.ac3", "ac3", 256 / 48000.0},
        {"b.mkv", "ac3", 256 / 48000.0},
        {"b.ts", "ac3", 256 / 48000.0},
    };
    for (size_t i = 0; i < LEN(rows); i++) {
        struct media_track track = {.codec = rows[i].codec, .sound = clicks};
        print_message("%s %s\n", rows[i].name, rows[i].codec);
        if (!media_write(path_in(*state, rows[i].name), &track, 1)) {
            print_message("no such encoder\n");
            continue;
        }
        struct yn_audio_info info;
        struct sound s = must_read(*state, rows[i].name, 16000, &info);
        for (int k = 1; k < CLICKS; k++)
            assert_near(find_click(&s, k) - click_at(k), rows[i].delay_s,
                        0.001);
        assert_near(info.duration_s, LENGTH_S, 0.06);
        assert_int_equal(s.n, ceil(info.duration_s * 16000 - 1e-6));
        assert_int_equal(info.rate, 48000);
        assert_int_equal(info.channels, 2);
        assert_true(info.lost_s == 0 && isnan(info.lost_at_s));
        assert_true(info.cut_s == 0);
        free(s.frames);
    }
}

/* Frame n is the instant n / rate, at every pair of rates, to -60 dB of the
 * tone; the ends, where the filters lack half their input, left out. */
static void test_rates(void **state)
{
    static const int from[] = {8000, 22050, 32000, 44100, 48000, 96000};
    static const int to[] = {1000, 2000, 4000, 8000, 16000, 48000};
    for (size_t i = 0; i < LEN(from); i++) {
        struct media_track track = {.codec = "pcm_s32le",
                                    .sound = tone,
                                    .rate = from[i],
                                    .channels = 1,
                                    .length_s = 2};
        assert_true(media_write(path_in(*state, "a.wav"), &track, 1));
        for (size_t k = 0; k < LEN(to); k++) {
            /* At 1 kHz the tone lies in the filter's edge. */
            double tolerance = to[k] == 1000 ? 0.5 : 0.0005;
            struct sound s = must_read(*state, "a.wav", to[k], NULL);
            print_message("%d to %d\n", from[i], to[k]);
            assert_int_equal(s.n, 2 * to[k]);
            for (size_t n = s.n / 20; n < s.n - s.n / 20; n++)
                assert_near(s.frames[n], tone((double)n / to[k], 0), tolerance);
            free(s.frames);
        }
    }
}

static double pass_hz;
static double pass_tone(double t, int channel)
{
    (void)channel;
    return 0.5 * sin(2 * PI * pass_hz * t);
}

/* What is promised of the pass band, and of what lies above half the rate. */
static void test_band(void **state)
{
    static const struct {
        int rate;
        double hz, low_db, high_db;
    } rows[] = {
        {2000, 100, -0.1, 0.1},   {2000, 700, -0.5, 0.1},
        {2000, 1300, -200, -60},  {2000, 15300, -200, -60},
        {16000, 5600, -0.5, 0.1}, {16000, 9500, -200, -60},
    };
    for (size_t i = 0; i < LEN(rows); i++) {
        struct media_track track = {
            .codec = "pcm_s32le", .sound = pass_tone, .length_s = 2};
        pass_hz = rows[i].hz;
        assert_true(media_write(path_in(*state, "a.wav"), &track, 1));
        struct sound s = must_read(*state, "a.wav", rows[i].rate, NULL);
        double db = 20 * log10(rms(&s, 0.5, 1.5) / (0.5 / sqrt(2)));
        print_message("%g Hz at %d: %.2f dB\n", pass_hz, rows[i].rate, db);
        assert_true(db >= rows[i].low_db && db <= rows[i].high_db);
        free(s.frames);
    }
}

static int sounding;
static double one_channel(double t, int channel)
{
    return channel == sounding ? tone(t, 0) : 0;
}

static double two_tones(double t, int channel)
{
    return 0.25 * sin(2 * PI * (channel ? 1000 : 440) * t);
}

/* Channels kept apart come interleaved, at the file's rate and at another. */
static void test_apart(void **state)
{
    static const int rates[] = {44100, 16000};
    const struct media_track track = {
        .codec = "pcm_s16le", .sound = two_tones, .rate = 44100, .length_s = 1};
    assert_true(media_write(path_in(*state, "a.wav"), &track, 1));
    for (size_t r = 0; r < LEN(rates); r++) {
        struct sound sound = {.rate = rates[r]};
        const struct yn_audio_params params = {.rate = rates[r], .apart = true};
        struct yn_audio_info info;
        assert_int_equal(yn_audio_read(path_in(*state, "a.wav"), &params,
                                       keep_pairs, &sound, &info, NULL),
                         YN_OK);
        assert_int_equal(info.channels, 2);
        assert_int_equal(info.speakers, 0); /* plain WAV does not say */
        assert_int_equal(sound.n, 2 * (size_t)rates[r]);
        for (size_t i = 200; i < (size_t)rates[r] - 200; i++) {
            double t = (double)i / rates[r];
            assert_near(sound.frames[2 * i], two_tones(t, 0), 1e-3);
            assert_near(sound.frames[2 * i + 1], two_tones(t, 1), 1e-3);
        }
        free(sound.frames);
    }
}

static void test_mix(void **state)
{
    static const struct {
        int channels;
        double weight[6];
    } rows[] = {
        {1, {1}},
        {2, {0.5, 0.5}},
        {6, {0.5, 0.5, 0.7071, 0, 0.35355, 0.35355}}, /* L R C LFE Ls Rs */
    };
    for (size_t i = 0; i < LEN(rows); i++) {
        for (sounding = 0; sounding < rows[i].channels; sounding++) {
            struct media_track track = {.codec = "pcm_s16le",
                                        .sound = one_channel,
                                        .channels = rows[i].channels,
                                        .length_s = 1};
            struct yn_audio_info info;
            assert_true(media_write(path_in(*state, "a.wav"), &track, 1));
            struct sound s = must_read(*state, "a.wav", 48000, &info);
            assert_near(rms(&s, 0, 1), rows[i].weight[sounding] * 0.5 / sqrt(2),
                        2e-5);
            assert_int_equal(info.channels, rows[i].channels);
            free(s.frames);
        }
    }
}

static void test_unknown_channels(void **state)
{
    (void)state;
    AVChannelLayout layout = {.order = AV_CHANNEL_ORDER_UNSPEC,
                              .nb_channels = 5};
    for (int i = 0; i < 5; i++)
        assert_near(yn_mix_weight(&layout, i), 0.2, 1e-6);
}

static void assert_same(const struct sound *a, const struct sound *b)
{
    assert_int_equal(a->n, b->n);
    assert_memory_equal(a->frames, b->frames, a->n * sizeof(float));
}

/* The same sound, cut into packets in other ways and mapped to other rates at
 * the same time, gives the same bits. */
static void test_same(void **state)
{
    static const int rates[] = {2000, 16000, 44100, 48000};
    struct media_track track = {
        .codec = "pcm_s16le", .sound = clicks, .length_s = 3};
    struct sound all[4] = {{0}};
    struct yn_audio_out outs[4];
    assert_true(media_write(path_in(*state, "a.wav"), &track, 1));
    assert_true(media_write(path_in(*state, "a.mov"), &track, 1));
    for (size_t i = 0; i < LEN(rates); i++) {
        all[i].rate = rates[i];
        outs[i] = (struct yn_audio_out){rates[i], keep, &all[i]};
    }
    assert_int_equal(yn_audio_read_rates(path_in(*state, "a.wav"), NULL, outs,
                                         LEN(rates), NULL, NULL),
                     YN_OK);
    for (size_t i = 0; i < LEN(rates); i++) {
        struct sound wav = must_read(*state, "a.wav", rates[i], NULL);
        struct sound mov = must_read(*state, "a.mov", rates[i], NULL);
        assert_same(&wav, &mov);
        assert_same(&wav, &all[i]);
        free(wav.frames);
        free(mov.frames);
        free(all[i].frames);
    }
}

static void test_pieces(void **state)
{
    enum { N = 50000 };
    static float noise[N];
    unsigned seed = 1;
    (void)state;
    for (int i = 0; i < N; i++) {
        seed = seed * 1664525 + 1013904223;
        noise[i] = (float)(seed >> 8) / 16777216.0f - 0.5f;
    }
    struct sound whole = {.rate = 2000}, pieces = {.rate = 2000};
    for (int pass = 0; pass < 2; pass++) {
        struct yn_audio_out out = {2000, keep, pass ? &pieces : &whole};
        struct yn_resampler *r = NULL;
        assert_int_equal(yn_resampler_create(44100, 1, &out, 1, &r, NULL), 0);
        for (int at = 0, n; at < N; at += n) {
            n = pass ? 1 + (at * 7) % 3001 : N;
            if (n > N - at)
                n = N - at;
            assert_int_equal(yn_resampler_put(r, noise + at, n, NULL), 0);
        }
        assert_int_equal(yn_resampler_end(r, NULL), 0);
        yn_resampler_destroy(&r);
    }
    assert_same(&whole, &pieces);
    free(whole.frames);
    free(pieces.frames);
}

/* What is missing is silence of its length; what follows keeps its time. */
static void test_holes(void **state)
{
    static const struct {
        const char *name, *codec;
        double hole_s, ruin_s;
    } rows[] = {
        {"a.m4a", "aac", 0.7, 0},  {"a.mkv", "aac", 0.7, 0},
        {"a.ts", "aac", 0.7, 0},   {"a.webm", "libopus", 0.7, 0},
        {"b.mkv", "ac3", 0.7, 0},  {"c.mkv", "aac", 0.02, 0},
        {"b.m4a", "aac", 0, 0.7},  {"d.mkv", "aac", 0, 0.7},
        {"a.ac3", "ac3", 0, 0.7},  {"a.mp3", "libmp3lame", 0, 0.7},
        {"e.mkv", "flac", 0, 0.7},
    };
    for (size_t i = 0; i < LEN(rows); i++) {
        struct media_track track = {.codec = rows[i].codec,
                                    .sound = clicks,
                                    .hole_from_s = 2.5,
                                    .hole_s = rows[i].hole_s,
                                    .ruin_from_s = 2.5,
                                    .ruin_s = rows[i].ruin_s};
        print_message("%s %s\n", rows[i].name, rows[i].codec);
        if (!media_write(path_in(*state, rows[i].name), &track, 1))
            continue;
        struct yn_audio_info info;
        struct sound s = must_read(*state, rows[i].name, 48000, &info);
        double delay = find_click(&s, 1) - click_at(1);
        double gone = rows[i].hole_s + rows[i].ruin_s;
        for (int k = 2; k < CLICKS; k++) {
            double at = find_click(&s, k) - click_at(k);
            if (k != 3 || gone < 0.5)
                assert_near(at, delay, 0.001);
            else
                assert_true(isnan(at));
        }
        assert_near(info.lost_s, gone, 0.15);
        assert_near(info.lost_at_s, 2.5, 0.15);
        assert_near(info.duration_s, LENGTH_S, 0.06);
        free(s.frames);
    }
}

static void test_cut_off(void **state)
{
    static const struct {
        const char *name, *codec;
        bool told; /* the container says how long it was */
    } rows[] = {
        {"a.mkv", "aac", true},        {"a.flac", "flac", true},
        {"a.mp3", "libmp3lame", true}, {"a.ts", "aac", false},
        {"a.wav", "pcm_s16le", false}, {"a.ogg", "libvorbis", false},
    };
    for (size_t i = 0; i < LEN(rows); i++) {
        struct media_track track = {.codec = rows[i].codec, .sound = clicks};
        const char *path = path_in(*state, rows[i].name);
        print_message("%s\n", rows[i].name);
        if (!media_write(path, &track, 1))
            continue;
        FILE *file = fopen(path, "rb");
        assert_non_null(file);
        fseek(file, 0, SEEK_END);
        assert_return_code(truncate(path, ftell(file) / 2), 0);
        fclose(file);
        struct yn_audio_info info;
        struct sound s = must_read(*state, rows[i].name, 16000, &info);
        assert_in_range(info.duration_s * 10, 20, 40);
        if (rows[i].told)
            assert_near(info.cut_s + info.duration_s, LENGTH_S, 0.1);
        assert_near(find_click(&s, 1) - click_at(1), 0.01, 0.013);
        free(s.frames);
    }
}

/* Something goes on after the sound: nothing was cut off. */
static void test_short(void **state)
{
    static const char *const names[] = {"a.mp4", "a.mkv"};
    struct media_track tracks[] = {
        {.codec = "aac", .sound = clicks, .length_s = 4, .language = "kor"},
        {.codec = "aac", .sound = tone, .length_s = 9, .language = "eng"},
    };
    for (size_t i = 0; i < LEN(names); i++) {
        struct yn_audio_params params = {.rate = 16000, .language = "ko"};
        struct yn_audio_info info;
        struct sound s = {.rate = 16000};
        const char *path = path_in(*state, names[i]);
        print_message("%s\n", names[i]);
        assert_true(media_write(path, tracks, 2));
        assert_int_equal(yn_audio_read(path, &params, keep, &s, &info, NULL),
                         YN_OK);
        assert_near(info.expected_s, 4, 0.1);
        assert_near(info.duration_s, 4, 0.1);
        assert_true(info.cut_s == 0);
        free(s.frames);
    }
}

/* The second track begins late, in a file that begins with the first. */
static void test_late(void **state)
{
    static const struct {
        const char *name;
        double delay_s;
    } rows[] = {
        {"a.mp4", 0}, {"a.mkv", 256 / 48000.0}, {"a.ts", 256 / 48000.0}};
    for (size_t i = 0; i < LEN(rows); i++) {
        struct media_track tracks[] = {
            {.codec = "ac3", .sound = tone, .language = "eng"},
            {.codec = "ac3",
             .sound = clicks,
             .language = "kor",
             .begin_s = 0.5,
             .not_default = true},
        };
        struct yn_audio_params params = {.rate = 16000, .language = "ko"};
        struct yn_audio_info info;
        struct sound s = {.rate = 16000};
        print_message("%s\n", rows[i].name);
        assert_true(media_write(path_in(*state, rows[i].name), tracks, 2));
        assert_int_equal(yn_audio_read(path_in(*state, rows[i].name), &params,
                                       keep, &s, &info, NULL),
                         YN_OK);
        assert_int_equal(info.track, 1);
        assert_true(rms(&s, 0, 0.49) < 1e-6);
        for (int k = 1; k < CLICKS; k++)
            assert_near(find_click(&s, k) - click_at(k), rows[i].delay_s,
                        0.001);
        assert_true(info.lost_s == 0);
        free(s.frames);
    }
}

static void test_tracks(void **state)
{
    struct media_track tracks[] = {
        {.codec = "aac",
         .sound = tone,
         .language = "eng",
         .not_default = true,
         .length_s = 1},
        {.codec = "aac",
         .sound = tone,
         .language = "kor",
         .commentary = true,
         .not_default = true,
         .length_s = 1},
        {.codec = "aac", .sound = tone, .language = "jpn", .length_s = 1},
        {.codec = "aac",
         .sound = high_tone,
         .language = "kor",
         .not_default = true,
         .length_s = 1},
    };
    static const struct {
        const char *language;
        unsigned track;
        const char *taken;
    } rows[] = {
        {NULL, 2, "jpn"}, {"ko", 3, "kor"},    {"kor", 3, "kor"},
        {"en", 0, "eng"}, {"ko-KR", 3, "kor"}, {"fr", 2, "jpn"},
        {"", 2, "jpn"},
    };
    const char *path = path_in(*state, "a.mkv");
    assert_true(media_write(path, tracks, 4));
    for (size_t i = 0; i < LEN(rows); i++) {
        struct yn_audio_params params = {.language = rows[i].language};
        struct yn_audio_info info;
        assert_int_equal(yn_audio_probe(path, &params, &info, NULL), YN_OK);
        assert_int_equal(info.track, rows[i].track);
        assert_int_equal(info.n_tracks, 4);
        assert_string_equal(info.language, rows[i].taken);
        assert_string_equal(info.codec, "aac");
        assert_near(info.expected_s, 1, 0.1);
    }
}

static void test_bad_files(void **state)
{
    static const struct {
        const char *name, *text;
        int rc;
        const char *says;
    } rows[] = {
        {"empty.mkv", "", YN_E_INPUT, "is empty"},
        {"text.mp3", "no sound in here\n", YN_E_INPUT, "no audio file"},
        {"list.m3u8",
         "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\na.wav\n#EXT-X-ENDLIST",
         YN_E_INPUT, "no audio file"},
        {"list.ffconcat", "ffconcat version 1.0\nfile a.wav\n", YN_E_INPUT,
         "no audio file"},
        {"sub.srt", "1\n00:00:01,000 --> 00:00:02,000\nhello\n", YN_E_INPUT,
         "no audio file"},
    };
    struct media_track track = {
        .codec = "pcm_s16le", .sound = tone, .length_s = 1};
    struct yn_audio_params params = {.rate = 2000};
    struct yn_audio_info info;
    struct yn_err err = {0};
    struct sound s = {0};
    assert_true(media_write(path_in(*state, "a.wav"), &track, 1));
    for (size_t i = 0; i < LEN(rows); i++) {
        folder_write(*state, rows[i].name, rows[i].text);
        int rc = yn_audio_read(path_in(*state, rows[i].name), &params, keep, &s,
                               &info, &err);
        print_message("%s: %s\n", rows[i].name, err.text);
        assert_int_equal(rc, rows[i].rc);
        assert_non_null(strstr(err.text, rows[i].says));
    }
    assert_int_equal(
        yn_audio_read("/nowhere.mkv", &params, keep, &s, NULL, NULL),
        YN_E_NOTFOUND);
    assert_int_equal(yn_audio_read("/", &params, keep, &s, NULL, NULL),
                     YN_E_INPUT);
    params.rate = 10;
    assert_int_equal(
        yn_audio_read(path_in(*state, "a.wav"), &params, keep, &s, NULL, NULL),
        YN_E_ARG);
    assert_int_equal(s.n, 0);
}

static int stop(void *ctx, const float *frames, size_t n, struct yn_err *err)
{
    (void)frames;
    (void)n;
    ++*(int *)ctx;
    return yn_err_set(err, YN_E_UNSAFE, 0, "enough");
}

static void test_stop(void **state)
{
    int calls = 0;
    struct yn_audio_params params = {.rate = 8000};
    struct media_track track = {.codec = "pcm_s16le", .sound = tone};
    const char *path = path_in(*state, "a.wav");
    assert_true(media_write(path, &track, 1));
    assert_int_equal(yn_audio_read(path, &params, stop, &calls, NULL, NULL),
                     YN_E_UNSAFE);
    assert_int_equal(calls, 1);
    struct yn_audio_info info;
    struct sound s = {.rate = 8000};
    params.max_s = 2.5;
    assert_int_equal(yn_audio_read(path, &params, keep, &s, &info, NULL), 0);
    assert_int_equal(s.n, 20000);
    assert_near(info.duration_s, 2.5, 1e-9);
    assert_true(info.cut_s == 0);
    free(s.frames);
}

static double accidents(double t, int channel)
{
    (void)channel;
    if (t > 0.5 && t < 0.501)
        return t < 0.5005 ? NAN : 1e30;
    return tone(t, 0);
}

static void test_accidents(void **state)
{
    struct media_track track = {
        .codec = "pcm_f32le", .sound = accidents, .length_s = 1};
    assert_true(media_write(path_in(*state, "a.wav"), &track, 1));
    struct sound s = must_read(*state, "a.wav", 16000, NULL);
    assert_int_equal(s.n, 16000);
    for (size_t i = 0; i < s.n; i++) {
        assert_true(fabsf(s.frames[i]) <= 64);
        if ((i > 100 && i < 7900) || (i > 8100 && i < 15900))
            assert_near(s.frames[i], tone((double)i / 16000, 0), 0.01);
    }
    free(s.frames);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make, unmake)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_clicks),
        TEST(test_rates),
        TEST(test_band),
        TEST(test_apart),
        TEST(test_mix),
        TEST(test_same),
        TEST(test_holes),
        TEST(test_cut_off),
        TEST(test_short),
        TEST(test_late),
        TEST(test_tracks),
        TEST(test_bad_files),
        TEST(test_stop),
        TEST(test_accidents),
        cmocka_unit_test(test_unknown_channels),
        cmocka_unit_test(test_pieces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
