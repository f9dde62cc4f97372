/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Layering: a song's moments against turns of its episodes (docs/methods.md),
 * with three deviations.
 *
 * An episode is turned through all of itself and not from two minutes on: then
 * no turn is special, and p is exact where a song's place says nothing of the
 * moments. Without the near turns a smooth curve would make it too small.
 *
 * What the sound tells (dialogue, silence) is weighed by all of a song's
 * seconds and not by those in its foreground: a song stands in the foreground
 * where all else is quiet, and would vote for itself.
 *
 * The effect is a mean and not a sum, so that a motif gains nothing by being
 * used again.
 */
#include <yeoun/story.h>

#include <math.h>

#include "base/base.h"

#define ROTATIONS 9999
/* From 10 dB under the rest (0) to 10 dB above it (1). */
#define FOREGROUND_DB 10.0
#define FOREGROUND_RANGE_DB 20.0
/* Fewer uses cannot be tested: at one of them p is hardly below .05 even on a
 * peak. */
#define CUES_TESTED 3
/* What the turns say of the spread counts as so many uses; the uses themselves
 * say little of it while they are few. */
#define PRIOR_CUES 3.0

const char *yn_layer_word(enum yn_layer_status status)
{
    static const char *const words[] = {"unknown", "never in the foreground",
                                        "described only", "tested"};
    return words[status];
}

/* SplitMix64 (Steele, Lea and Flood 2014): any seed will do. */
static uint64_t random_next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

/* Student's t of which nine tenths lie below: Abramowitz and Stegun 26.7.5,
 * right to 0.01 from 3 degrees of freedom on. */
static double t_90(double df)
{
    const double z = YN_NORMAL_90, z3 = z * z * z, z5 = z3 * z * z;
    return z + (z3 + z) / (4 * df) +
           (5 * z5 + 16 * z3 + 3 * z) / (96 * df * df);
}

/* One track in one episode. */
struct overlap {
    size_t episode;
    size_t from, n; /* the seconds that are known */
    float *weight;  /* of each of them: in the foreground */
    float *sounds;  /* 1 where it sounds */
    double *turned; /* the effect's share, by turn */
    double mean, variance;
};

struct track {
    const struct yn_layers_params *params;
    struct overlap *overlaps;
    size_t n_overlaps;
    double weight, sounds; /* sums over all of them */
};

static void overlap_release(struct overlap *overlap)
{
    free(overlap->weight);
    free(overlap->sounds);
    free(overlap->turned);
}

static void track_release(struct track *track)
{
    for (size_t i = 0; i < track->n_overlaps; i++)
        overlap_release(&track->overlaps[i]);
    track->n_overlaps = 0;
}

/* A level that is not known lies in the middle. */
static float foreground(float level_db)
{
    if (isnan(level_db))
        return 0.5F;
    const double g = (level_db + FOREGROUND_DB) / FOREGROUND_RANGE_DB;
    return (float)(g < 0 ? 0 : g > 1 ? 1 : g);
}

static float level_at(const struct yn_layer_cue *cue, size_t second)
{
    return second < cue->n_levels ? cue->level_db[second] : NAN;
}

/* The seconds of a cue within an episode's known ones: [*first, *end), counted
 * from overlap->from; `*skipped` is how many of its own come before. */
static void cue_seconds(const struct yn_layer_cue *cue,
                        const struct overlap *overlap, size_t *first,
                        size_t *end, size_t *skipped)
{
    const double last = (double)(overlap->from + overlap->n);
    const double start = fmin(fmax(0, round(cue->start_s)), last);
    const double stop = fmin(fmax(start, round(cue->end_s)), last);
    const size_t a = (size_t)start, b = (size_t)stop;
    *first = a > overlap->from ? a - overlap->from : 0;
    *end = b > overlap->from ? b - overlap->from : 0;
    *skipped = *first + overlap->from - a;
}

/* The known seconds of an episode: all between its titles, or none. */
static void known_seconds(const struct yn_moments *moments,
                          struct overlap *overlap)
{
    size_t from = 0, to = moments->n;
    while (from < to && isnan(moments->value[from]))
        from++;
    while (to > from && isnan(moments->value[to - 1]))
        to--;
    overlap->from = from;
    overlap->n = to - from;
}

static void add_cue(const struct yn_layer_cue *cue, struct overlap *overlap)
{
    size_t first, end, skipped;
    cue_seconds(cue, overlap, &first, &end, &skipped);
    for (size_t t = first; t < end; t++) {
        const float g = foreground(level_at(cue, t - first + skipped));
        overlap->sounds[t] = 1;
        overlap->weight[t] = fmaxf(overlap->weight[t], g);
    }
}

static int overlap_init(const struct track *track, size_t index, size_t episode,
                        struct overlap *overlap, struct yn_err *err)
{
    const struct yn_layers_params *params = track->params;
    overlap->episode = episode;
    known_seconds(&params->moments->episodes[episode], overlap);
    overlap->weight = calloc(overlap->n + 1, sizeof(*overlap->weight));
    overlap->sounds = calloc(overlap->n + 1, sizeof(*overlap->sounds));
    overlap->turned = calloc(overlap->n + 1, sizeof(*overlap->turned));
    if (!overlap->weight || !overlap->sounds || !overlap->turned)
        return yn_err_nomem(err);
    for (size_t i = 0; i < params->n_cues; i++) {
        const struct yn_layer_cue *cue = &params->cues[i];
        if (cue->track == index && cue->episode == episode)
            add_cue(cue, overlap);
    }
    return YN_OK;
}

static int track_init(struct track *track, size_t index, struct yn_err *err)
{
    const struct yn_layers_params *params = track->params;
    track->weight = track->sounds = 0;
    for (size_t e = 0; e < params->moments->n_episodes; e++) {
        bool any = false;
        for (size_t i = 0; i < params->n_cues && !any; i++)
            any =
                params->cues[i].track == index && params->cues[i].episode == e;
        if (!any || !params->moments->episodes[e].channels)
            continue;
        struct overlap *overlap = &track->overlaps[track->n_overlaps++];
        *overlap = (struct overlap){0};
        int rc = overlap_init(track, index, e, overlap, err);
        if (rc)
            return rc;
        for (size_t t = 0; t < overlap->n; t++) {
            track->weight += overlap->weight[t];
            track->sounds += overlap->sounds[t];
        }
    }
    return YN_OK;
}

/* Adds weight x curve for every turn of the curve. */
static void add_turns(double *turned, const float *curve, size_t n, size_t at,
                      double weight)
{
    const size_t rest = n - at;
    for (size_t o = 0; o < rest; o++)
        turned[o] += weight * (double)curve[at + o];
    for (size_t o = rest; o < n; o++)
        turned[o] += weight * (double)curve[o - rest];
}

/* What a track's effect would have from this episode, for each turn. */
static int turn(const struct track *track, struct overlap *overlap,
                struct yn_err *err)
{
    const struct yn_moments *moments =
        &track->params->moments->episodes[overlap->episode];
    const float *value = moments->value + overlap->from;
    const float *sound = moments->by_sound + overlap->from;
    const size_t n = overlap->n;
    float *people = calloc(n + 1, sizeof(*people));
    if (!people)
        return yn_err_nomem(err);
    for (size_t t = 0; t < n; t++)
        people[t] = value[t] - sound[t];
    for (size_t t = 0; t < n; t++) {
        if (overlap->weight[t] > 0)
            add_turns(overlap->turned, people, n, t,
                      overlap->weight[t] / track->weight);
        if (overlap->sounds[t] > 0)
            add_turns(overlap->turned, sound, n, t, 1 / track->sounds);
    }
    free(people);
    for (size_t o = 0; o < n; o++)
        overlap->mean += overlap->turned[o] / (double)n;
    for (size_t o = 0; o < n; o++) {
        const double d = overlap->turned[o] - overlap->mean;
        overlap->variance += d * d / (double)n;
    }
    return YN_OK;
}

/* The share of turns, of each episode by itself, that do as well. */
static double p_of(const struct track *track, double seen, uint64_t seed)
{
    const unsigned rotations =
        track->params->rotations ? track->params->rotations : ROTATIONS;
    unsigned as_good = 0;
    for (unsigned r = 0; r < rotations; r++) {
        double sum = 0;
        for (size_t i = 0; i < track->n_overlaps; i++) {
            const struct overlap *overlap = &track->overlaps[i];
            sum += overlap->turned[random_next(&seed) % overlap->n];
        }
        /* Sums in another order differ in their last digits. */
        as_good += sum >= seen - 1e-9;
    }
    return (1.0 + as_good) / (rotations + 1.0);
}

/* What one cue has of the effect beyond its fair share, and its weight. */
static double cue_part(const struct track *track,
                       const struct yn_layer_cue *cue, double effect,
                       size_t *seconds)
{
    double part = 0;
    *seconds = 0;
    for (size_t i = 0; i < track->n_overlaps; i++) {
        const struct overlap *overlap = &track->overlaps[i];
        const struct yn_moments *moments =
            &track->params->moments->episodes[overlap->episode];
        size_t first, end, skipped;
        if (overlap->episode != cue->episode)
            continue;
        cue_seconds(cue, overlap, &first, &end, &skipped);
        for (size_t t = first; t < end; t++) {
            const double sound = moments->by_sound[overlap->from + t];
            const double people = moments->value[overlap->from + t] - sound;
            part += overlap->weight[t] / track->weight * (people - effect);
            part += overlap->sounds[t] / track->sounds * sound;
            ++*seconds;
        }
    }
    return part;
}

/* How far the effect may be from what more such uses would show: by how the
 * uses differ among each other and, while they are few, by how turns do. */
static void spread(const struct track *track, size_t index,
                   struct yn_layer *layer)
{
    const struct yn_layers_params *params = track->params;
    double squares = 0, variance = 0, n = 0;
    for (size_t i = 0; i < track->n_overlaps; i++)
        variance += track->overlaps[i].variance;
    for (size_t i = 0; i < params->n_cues; i++) {
        size_t seconds;
        if (params->cues[i].track != index)
            continue;
        const double part =
            cue_part(track, &params->cues[i], layer->effect, &seconds);
        n += seconds > 0;
        squares += part * part;
    }
    const double df = n - 1 + PRIOR_CUES;
    const double between = n > 1 ? squares * n / (n - 1) : 0;
    layer->cues = (size_t)n;
    layer->sd = sqrt(((n - 1) * between + PRIOR_CUES * variance) / df);
    layer->lo = layer->effect - t_90(df) * layer->sd;
    layer->hi = layer->effect + t_90(df) * layer->sd;
}

static void find_strongest(const struct track *track, struct yn_layer *layer)
{
    double best = 0;
    for (size_t i = 0; i < track->n_overlaps; i++) {
        const struct overlap *overlap = &track->overlaps[i];
        const float *value =
            track->params->moments->episodes[overlap->episode].value;
        for (size_t t = 0; t < overlap->n; t++) {
            const double both =
                (double)overlap->weight[t] * value[overlap->from + t];
            if (both <= best)
                continue;
            best = both;
            layer->episode = overlap->episode;
            layer->time_s = (double)(overlap->from + t);
        }
    }
}

static int measure(struct track *track, size_t index, struct yn_layer *layer,
                   struct yn_err *err)
{
    double seen = 0, expected = 0;
    int rc = track_init(track, index, err);
    if (rc || !(track->sounds > 0))
        return rc;
    layer->status = YN_LAYER_BEHIND;
    layer->heard_s = track->weight;
    if (!(track->weight > 0))
        return YN_OK;
    for (size_t i = 0; !rc && i < track->n_overlaps; i++) {
        rc = turn(track, &track->overlaps[i], err);
        seen += rc ? 0 : track->overlaps[i].turned[0];
        expected += track->overlaps[i].mean;
    }
    if (rc)
        return rc;
    layer->effect = seen - expected;
    spread(track, index, layer);
    find_strongest(track, layer);
    layer->status =
        layer->cues < CUES_TESTED ? YN_LAYER_DESCRIBED : YN_LAYER_TESTED;
    if (layer->status == YN_LAYER_TESTED)
        layer->p = p_of(track, seen, track->params->seed + index);
    return YN_OK;
}

static int by_p(const void *a, const void *b)
{
    const struct yn_layer *x = *(struct yn_layer *const *)a;
    const struct yn_layer *y = *(struct yn_layer *const *)b;
    return (x->p > y->p) - (x->p < y->p);
}

/* Benjamini and Hochberg 1995: of those found at q, at most q are by chance. */
static int adjust(struct yn_layers *layers, struct yn_err *err)
{
    struct yn_layer **order = calloc(layers->n_tracks + 1, sizeof(*order));
    size_t n = 0;
    double least = 1;
    if (!order)
        return yn_err_nomem(err);
    for (size_t i = 0; i < layers->n_tracks; i++) {
        if (layers->tracks[i].status == YN_LAYER_TESTED)
            order[n++] = &layers->tracks[i];
    }
    qsort(order, n, sizeof(struct yn_layer *), by_p);
    for (size_t i = n; i > 0; i--) {
        least = fmin(least, order[i - 1]->p * (double)n / (double)i);
        order[i - 1]->q = least;
    }
    free(order);
    return YN_OK;
}

int yn_layers_measure(const struct yn_layers_params *params,
                      struct yn_layers *out, struct yn_err *err)
{
    struct yn_layers made = {.n_tracks = params->n_tracks};
    struct track track = {.params = params};
    made.tracks = calloc(params->n_tracks + 1, sizeof(*made.tracks));
    track.overlaps =
        calloc(params->moments->n_episodes + 1, sizeof(*track.overlaps));
    int rc = made.tracks && track.overlaps ? YN_OK : yn_err_nomem(err);
    for (size_t i = 0; !rc && i < params->n_tracks; i++) {
        made.tracks[i] = (struct yn_layer){.effect = NAN,
                                           .lo = NAN,
                                           .hi = NAN,
                                           .sd = NAN,
                                           .p = NAN,
                                           .q = NAN,
                                           .episode = SIZE_MAX,
                                           .time_s = NAN};
        rc = measure(&track, i, &made.tracks[i], err);
        track_release(&track);
    }
    if (!rc)
        rc = adjust(&made, err);
    free(track.overlaps);
    if (rc) {
        yn_layers_release(&made);
        return rc;
    }
    *out = made;
    return YN_OK;
}

void yn_layers_release(struct yn_layers *layers)
{
    free(layers->tracks);
    *layers = (struct yn_layers){0};
}
