/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "placement/rest.h"

#include <math.h>

#include "base/base.h"
#include "placement/pieces.h"
#include "signal/fit.h"
#include "signal/level.h"
#include "signal/music.h"
#include "signal/speech.h"
#include "signal/stft.h"

/* 64 ms, and half of it from one to the next: enough for a level, and for
 * syllables. */
#define WINDOW 1024
#define OVERLAP 2
#define HOP ((size_t)512)
#define FRAME_S ((double)HOP / YN_FINE_RATE)
/* Frames fitted at once, and how many of them on either side only help: the
 * gains look around. */
#define CORE 960
#define MARGIN 64
#define STRETCH (CORE + 2 * MARGIN)
/* Samples that a stretch's frames lie over, and those of a master that may
 * sound in it, with some to spare for the lag. */
#define HEARD ((STRETCH + 1) * HOP)
#define SPARE 1024
#define MASTER (STRETCH * HOP + 2 * (size_t)SPARE)
#define PIECE_S 300.0
/* As in lift.c. */
#define LAG_MAX_S 0.02
#define LAG_Z 6.5
/* The lag is sought in as much of a stretch as this. */
#define LAG_FRAMES 320
/* A song further below the rest than this is left in: it is 0.04 dB of it. */
#define HEARD_DB (-20.0)
/* ITU-R BS.1770-4, annex 1, equation 2: a full-scale sine of 997 Hz is -3.01
 * LUFS. */
#define LUFS_OFFSET (-0.691)

struct rest {
    const struct yn_masters *masters;
    const struct yn_halves *episode;
    size_t frames;
    double second_s; /* of the sound, in which a second of the episode passes */
    struct yn_pieces pieces;
    struct yn_stft *stft;
    struct yn_speech *speech;
    struct yn_music *music;
    size_t bins;
    struct yn_fit_grid grid;
    /* Spectra of one stretch; those of songs only once one is met. */
    struct yn_complex *mix, *song, *ref[YN_FIT_REFS];
    size_t first;    /* the episode's frame that `mix` begins with */
    float *heard;    /* the episode's sound of the stretch */
    float *sound;    /* of one reference */
    float *master;   /* and what it is read from */
    float *power;    /* of one frame */
    float *k_weight; /* by bin, to mean power */
    double *loud;    /* by frame: K-weighted power */
};

static void release(struct rest *r)
{
    yn_stft_destroy(&r->stft);
    yn_speech_destroy(&r->speech);
    yn_music_destroy(&r->music);
    free(r->pieces.item);
    free(r->mix);
    free(r->song);
    for (size_t i = 0; i < YN_FIT_REFS; i++)
        free(r->ref[i]);
    free(r->heard);
    free(r->sound);
    free(r->master);
    free(r->power);
    free(r->k_weight);
    free(r->loud);
}

static void drop_faint(struct yn_pieces *pieces)
{
    size_t kept = 0;
    for (size_t i = 0; i < pieces->n; i++) {
        if (pieces->item[i].level_db >= HEARD_DB)
            pieces->item[kept++] = pieces->item[i];
    }
    pieces->n = kept;
}

static int init(struct rest *r, const struct yn_placements *out,
                struct yn_err *err)
{
    int rc = yn_pieces_make(out, PIECE_S, &r->pieces, err);
    if (!rc)
        drop_faint(&r->pieces);
    if (!rc)
        rc = yn_stft_create(WINDOW, OVERLAP, &r->stft, err);
    if (rc)
        return rc;
    double bin_hz = (double)YN_FINE_RATE / WINDOW;
    r->bins = yn_stft_bins(r->stft);
    r->frames = yn_stft_frames(r->stft, r->episode->n);
    r->grid = (struct yn_fit_grid){.bins = r->bins,
                                   .bin_hz = bin_hz,
                                   .frame_s = FRAME_S,
                                   .rounds = 1,
                                   .overlap = OVERLAP};
    r->mix = malloc(STRETCH * r->bins * sizeof(*r->mix));
    r->heard = malloc(HEARD * sizeof(*r->heard));
    r->power = malloc(r->bins * sizeof(*r->power));
    r->k_weight = malloc(r->bins * sizeof(*r->k_weight));
    r->loud = malloc(r->frames * sizeof(*r->loud));
    if (!r->mix || !r->heard || !r->power || !r->k_weight || !r->loud)
        return yn_err_nomem(err);
    /* Parseval, and a Hann window's power. */
    for (size_t k = 0; k < r->bins; k++)
        r->k_weight[k] = (float)(yn_k_weight((double)k * bin_hz) * 2 /
                                 (0.375 * WINDOW * (double)WINDOW));
    rc = yn_speech_create(r->bins, bin_hz, FRAME_S, &r->speech, err);
    return rc ? rc : yn_music_create(FRAME_S, r->second_s, &r->music, err);
}

/* Memory that episodes without songs never need. */
static int need_song(struct rest *r, size_t refs, struct yn_err *err)
{
    size_t all = STRETCH * r->bins;
    if (!r->song)
        r->song = malloc(all * sizeof(*r->song));
    if (!r->sound)
        r->sound = malloc(STRETCH * HOP * sizeof(*r->sound));
    if (!r->master)
        r->master = malloc(MASTER * sizeof(*r->master));
    bool there = r->song && r->sound && r->master;
    for (size_t i = 0; i < refs; i++) {
        if (!r->ref[i])
            r->ref[i] = malloc(all * sizeof(*r->ref[i]));
        there = there && r->ref[i];
    }
    return there ? YN_OK : yn_err_nomem(err);
}

/* The spectra of a piece's master from the episode's frame `first` on. */
static void read_ref(struct rest *r, const struct yn_piece *piece, size_t first,
                     size_t frames, double lag, struct yn_complex *out)
{
    const struct yn_halves fine =
        yn_master_fine(&r->masters->item[piece->master]);
    double from = ((double)first - 1) * (double)HOP;
    double there = piece->offset_s * YN_FINE_RATE +
                   (from - piece->start_s * YN_FINE_RATE) * piece->speed;
    ptrdiff_t begin = (ptrdiff_t)floor(there) - SPARE;
    const struct yn_piece_sound sound = {
        .master = r->master,
        .n_master = MASTER,
        .master_s = (double)begin / YN_FINE_RATE,
        .rate = YN_FINE_RATE,
        .from = (ptrdiff_t)from,
        .n = frames * HOP,
        .lag = lag,
    };
    yn_assert(piece->speed == 1);
    yn_halves_read(&fine, begin, MASTER, r->master);
    yn_piece_read(piece, &sound, r->sound);
    /* Frame 1 of the part is the first of the stretch. */
    for (size_t t = 0; t < frames; t++)
        yn_stft_forward(r->stft, r->sound, sound.n, t + 1, out + t * r->bins);
}

/* Reads a piece where it is, and, when that is somewhere else than it says,
 * again. */
static int place_ref(struct rest *r, const struct yn_piece *piece, size_t first,
                     const struct yn_complex *mix, struct yn_complex *ref,
                     struct yn_err *err)
{
    double frame = piece->start_s / FRAME_S - (double)first;
    size_t from = frame > 0 ? (size_t)frame : 0;
    struct yn_fit_grid part = r->grid;
    double lag = 0, z = 0;
    read_ref(r, piece, first, r->grid.frames, 0, ref);
    if (from >= r->grid.frames)
        return YN_OK;
    part.frames = r->grid.frames - from;
    part.frames = part.frames < LAG_FRAMES ? part.frames : LAG_FRAMES;
    int rc =
        yn_fit_lag_spectra(&part, mix + from * r->bins, ref + from * r->bins,
                           (size_t)(LAG_MAX_S * YN_FINE_RATE), &lag, &z, err);
    if (!rc && z >= LAG_Z && fabs(lag) >= 1)
        read_ref(r, piece, first, r->grid.frames, lag, ref);
    return rc;
}

/* The frames in which pieces sound, and MARGIN around them, of those from
 * `*first` to `*last`. */
static void narrow(const struct rest *r, const size_t *piece, size_t n,
                   size_t *first, size_t *last)
{
    double from = INFINITY, to = 0;
    for (size_t i = 0; i < n; i++) {
        const struct yn_piece *it = &r->pieces.item[piece[i]];
        from = fmin(from, it->start_s / FRAME_S - MARGIN);
        to = fmax(to, it->end_s / FRAME_S + MARGIN);
    }
    if (from > (double)*first)
        *first = from < (double)*last ? (size_t)from : *last - 1;
    if (to < (double)*last)
        *last = to > (double)*first ? (size_t)to + 1 : *first + 1;
}

/* Takes up to YN_FIT_REFS pieces off the spectra of frames up to `last`. */
static int take(struct rest *r, const size_t *piece, size_t n, size_t last,
                struct yn_err *err)
{
    struct yn_fit_refs refs = {.n = n};
    size_t first = r->first;
    int rc = need_song(r, n, err);
    narrow(r, piece, n, &first, &last);
    struct yn_complex *mix = r->mix + (first - r->first) * r->bins;
    r->grid.frames = last - first;
    for (size_t i = 0; !rc && i < n; i++) {
        rc =
            place_ref(r, &r->pieces.item[piece[i]], first, mix, r->ref[i], err);
        refs.ref[i] = r->ref[i];
        refs.song_of[i] = i;
    }
    if (!rc)
        rc = yn_fit_spectra(&r->grid, mix, &refs, r->song, err);
    for (size_t i = 0; !rc && i < r->grid.frames * r->bins; i++) {
        mix[i].re -= r->song[i].re;
        mix[i].im -= r->song[i].im;
    }
    return rc;
}

static int measure_frame(struct rest *r, const struct yn_complex *bin, size_t t,
                         struct yn_err *err)
{
    float loud = 0;
    for (size_t k = 0; k < r->bins; k++) {
        r->power[k] = bin[k].re * bin[k].re + bin[k].im * bin[k].im;
        loud += r->power[k] * r->k_weight[k];
    }
    r->loud[t] = loud;
    int rc = yn_speech_put(r->speech, r->power, err);
    return rc ? rc : yn_music_put(r->music, r->speech, err);
}

/* The spectra of the episode's frames from `first` up to `last`. */
static void hear(struct rest *r, size_t first, size_t last)
{
    /* Frame 2 of a sound begins with it. */
    size_t n = (last - first + 1) * HOP;
    yn_halves_read(r->episode, ((ptrdiff_t)first - 2) * (ptrdiff_t)HOP, n,
                   r->heard);
    for (size_t t = first; t < last; t++)
        yn_stft_forward(r->stft, r->heard, n, t - first + 2,
                        r->mix + (t - first) * r->bins);
    r->first = first;
}

/* Measures frames `core` to `core` + CORE, with their margins where a song
 * sounds. */
static int run_stretch(struct rest *r, size_t core, struct yn_err *err)
{
    size_t end = core + CORE < r->frames ? core + CORE : r->frames;
    double from_s = (double)core * FRAME_S;
    double to_s = (double)end * FRAME_S;
    size_t at = 0, n, piece[YN_FIT_REFS], first = core, last = end;
    n = yn_pieces_group(&r->pieces, from_s, to_s, &at, YN_FIT_REFS, piece);
    if (n > 0) {
        first = core > MARGIN ? core - MARGIN : 0;
        last = end + MARGIN < r->frames ? end + MARGIN : r->frames;
    }
    hear(r, first, last);
    int rc = YN_OK;
    while (!rc && n > 0) {
        rc = take(r, piece, n, last, err);
        n = yn_pieces_group(&r->pieces, from_s, to_s, &at, YN_FIT_REFS, piece);
    }
    for (size_t t = core; !rc && t < end; t++)
        rc = measure_frame(r, r->mix + (t - first) * r->bins, t, err);
    return rc;
}

/* Mean loudness of the second that begins at `from_s`. */
static float loudness(const struct rest *r, double from_s)
{
    /* Frame t lies around t - 1 hops. */
    double begin = from_s / FRAME_S + 1;
    double end = begin + r->second_s / FRAME_S;
    size_t to = end < (double)r->frames ? (size_t)end : r->frames;
    size_t from = (size_t)begin < to ? (size_t)begin : to;
    double sum = 0;
    for (size_t t = from; t < to; t++)
        sum += r->loud[t];
    if (to == from || sum <= 0)
        return -INFINITY;
    return (float)(LUFS_OFFSET + 10 * log10(sum / (double)(to - from)));
}

/* Of each `second_s` of the sound, a second of the episode. */
static int fill(const struct rest *r, struct yn_rest *rest, size_t seconds,
                struct yn_err *err)
{
    struct yn_speech_traits *speech = malloc((seconds + 1) * sizeof(*speech));
    if (!speech)
        return yn_err_nomem(err);
    for (size_t i = 0; i < seconds; i++)
        speech[i] = yn_speech_traits_of(r->speech, (double)i * r->second_s);
    for (size_t i = 0; i < seconds; i++) {
        struct yn_music_traits music =
            yn_music_traits_of(r->music, speech, seconds, i);
        double from_s = (double)i * r->second_s;
        rest[i] = (struct yn_rest){.speech = yn_speech_share(&speech[i]),
                                   .level_db = loudness(r, from_s),
                                   .music = yn_music_share(&music)};
    }
    free(speech);
    return YN_OK;
}

int yn_rest_measure(const struct yn_masters *masters,
                    const struct yn_halves *episode, double second_s,
                    struct yn_placements *out, struct yn_err *err)
{
    struct rest r = {
        .masters = masters, .episode = episode, .second_s = second_s};
    size_t seconds =
        (size_t)ceil((double)episode->n / (second_s * YN_FINE_RATE));
    struct yn_rest *rest = calloc(seconds + 1, sizeof(*rest));
    int rc = rest ? init(&r, out, err) : yn_err_nomem(err);
    for (size_t core = 0; !rc && core < r.frames; core += CORE)
        rc = run_stretch(&r, core, err);
    if (!rc)
        rc = fill(&r, rest, seconds, err);
    release(&r);
    if (rc) {
        free(rest);
        return rc;
    }
    free(out->rest);
    out->rest = rest;
    out->n_rest = seconds;
    return YN_OK;
}
