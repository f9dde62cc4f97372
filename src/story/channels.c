/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story/channels.h"

#include <math.h>

#include "base/base.h"

/* Wide enough to gather a scene's comments, short enough to tell
 * scenes apart. */
#define SIGMA_S 6.0
#define KERNEL_S 18
/* A moment that the editor marked is the scene around it. */
#define MARK_SIGMA_S 15.0
/* The level of an episode's chatter, against which a moment stands out. */
#define BASELINE_S 600
/* One user's comments within this are one. */
#define SAME_USER_S 30.0
/* Speech and silence are of a scene, not of a breath. */
#define SCENE_S 10
/* Comments that the share of tears is taken to have been seen in before. */
#define TEARS_PRIOR 10.0
/* Quieter is silence. */
#define SILENCE_LUFS (-70.0F)

struct yn_span yn_moments_span(size_t n)
{
    /* Less than a minute between the titles is no episode. */
    if (n < 3 * (size_t)YN_EDGE_S)
        return (struct yn_span){0, 0};
    return (struct yn_span){YN_EDGE_S, n - YN_EDGE_S};
}

bool yn_standardise(float *z, struct yn_span span)
{
    double sum = 0, squares = 0, n = (double)(span.to - span.from);
    if (span.to <= span.from)
        return false;
    for (size_t i = span.from; i < span.to; i++)
        sum += z[i];
    const double mean = sum / n;
    for (size_t i = span.from; i < span.to; i++)
        squares += (z[i] - mean) * (z[i] - mean);
    const double sd = sqrt(squares / n);
    if (!(sd > 1e-6 * (fabs(mean) + 1e-3)))
        return false;
    for (size_t i = span.from; i < span.to; i++)
        z[i] = (float)((z[i] - mean) / sd);
    return true;
}

/* When each user last wrote, by open addressing. */
struct last_seen {
    uint64_t *user;
    double *time_s;
    size_t mask;
};

static bool wrote_just_now(struct last_seen *seen, const struct yn_reaction *r)
{
    size_t at = (size_t)(r->user * UINT64_C(0x9E3779B97F4A7C15) >> 20);
    if (r->user == 0)
        return false;
    for (at &= seen->mask; seen->user[at] && seen->user[at] != r->user;)
        at = (at + 1) & seen->mask;
    bool again = seen->user[at] && r->time_s - seen->time_s[at] < SAME_USER_S;
    seen->user[at] = r->user;
    if (!again)
        seen->time_s[at] = r->time_s;
    return again;
}

static void sift(const struct yn_moments_episode *episode,
                 struct last_seen *seen, struct yn_moments *moments,
                 struct yn_heard *out)
{
    for (size_t i = 0; i < episode->n_reactions; i++) {
        const struct yn_reaction *r = &episode->reactions[i];
        if (!(r->time_s >= 0) || r->time_s >= episode->duration_s)
            moments->n_beyond++;
        else if (r->names_song)
            moments->n_naming++;
        else if (!wrote_just_now(seen, r))
            out->item[out->n++] = *r;
    }
    moments->n_reactions = out->n;
}

int yn_heard_of(const struct yn_moments_episode *episode,
                struct yn_moments *moments, struct yn_heard *out,
                struct yn_err *err)
{
    size_t size = 16;
    while (size < 2 * episode->n_reactions)
        size *= 2;
    struct last_seen seen = {.user = calloc(size, sizeof(*seen.user)),
                             .time_s = calloc(size, sizeof(*seen.time_s)),
                             .mask = size - 1};
    out->item = calloc(episode->n_reactions + 1, sizeof(*out->item));
    out->n = 0;
    int rc = seen.user && seen.time_s && out->item ? YN_OK : yn_err_nomem(err);
    if (!rc)
        sift(episode, &seen, moments, out);
    free(seen.user);
    free(seen.time_s);
    if (rc) {
        free(out->item);
        out->item = NULL;
    }
    return rc;
}

/* Adds each reaction as a bell of height 1, so that a second holds how many
 * there are about it. */
static void add_bells(const struct yn_heard *heard, bool tears_only,
                      double lag_s, float *out, size_t n)
{
    for (size_t i = 0; i < heard->n; i++) {
        const double at = heard->item[i].time_s - lag_s;
        if (tears_only && !heard->item[i].tears)
            continue;
        const double first = ceil(at - KERNEL_S), last = at + KERNEL_S;
        for (double t = first < 0 ? 0 : first; t <= last && t < (double)n;
             t++) {
            const double d = (t - at) / SIGMA_S;
            out[(size_t)t] += (float)exp(-0.5 * d * d);
        }
    }
}

static size_t place_of(const float *sorted, size_t n, float value)
{
    size_t low = 0, high = n;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (sorted[middle] < value)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The median of the ten minutes about each second, less at the ends. `window`
 * has room for BASELINE_S + 1. */
static void running_median(const float *in, float *out, size_t n, float *window)
{
    const size_t half = BASELINE_S / 2;
    size_t size = 0, from = 0, to = 0;
    for (size_t t = 0; t < n; t++) {
        for (; to < n && to <= t + half; to++) {
            const size_t at = place_of(window, size, in[to]);
            memmove(window + at + 1, window + at,
                    (size - at) * sizeof(*window));
            window[at] = in[to];
            size++;
        }
        for (; from + half < t; from++) {
            const size_t at = place_of(window, size, in[from]);
            size--;
            memmove(window + at, window + at + 1,
                    (size - at) * sizeof(*window));
        }
        out[t] = window[size / 2];
    }
}

/* How far the comments about a second stand above those usual then, in
 * standard deviations. Square roots, so that the spread is the same however
 * much is written (Anscombe), and a crowd at one moment does not make all the
 * others look alike. */
static void stand_out(float *z, const float *usual, size_t n)
{
    double total = 0;
    for (size_t t = 0; t < n; t++)
        total += z[t];
    /* Where half of the seconds have no comment the median says little. */
    const float least = (float)(total / (double)n / 2);
    for (size_t t = 0; t < n; t++)
        z[t] = sqrtf(z[t] + 0.375F) -
               sqrtf((usual[t] > least ? usual[t] : least) + 0.375F);
}

int yn_channel_comments(const struct yn_heard *heard, double lag_s, float *z,
                        size_t n, struct yn_err *err)
{
    if (heard->n < YN_REACTIONS_MIN)
        return 0;
    float *usual = calloc(n + BASELINE_S + 2, sizeof(*usual));
    if (!usual)
        return yn_err_nomem(err);
    memset(z, 0, n * sizeof(*z));
    add_bells(heard, false, lag_s, z, n);
    running_median(z, usual, n, usual + n);
    stand_out(z, usual, n);
    free(usual);
    return yn_standardise(z, yn_moments_span(n));
}

int yn_channel_tears(const struct yn_heard *heard, double lag_s, float *z,
                     size_t n, struct yn_err *err)
{
    size_t tears = 0;
    for (size_t i = 0; i < heard->n; i++)
        tears += heard->item[i].tears;
    if (heard->n < YN_REACTIONS_MIN || tears < YN_TEARS_MIN)
        return 0;
    float *all = calloc(n + 1, sizeof(*all));
    if (!all)
        return yn_err_nomem(err);
    const double share = (double)tears / (double)heard->n;
    memset(z, 0, n * sizeof(*z));
    add_bells(heard, true, lag_s, z, n);
    add_bells(heard, false, lag_s, all, n);
    for (size_t t = 0; t < n; t++)
        z[t] = (float)((z[t] + share * TEARS_PRIOR) / (all[t] + TEARS_PRIOR));
    free(all);
    return yn_standardise(z, yn_moments_span(n));
}

/* The mean over SCENE_S to both sides. */
static int smooth_scene(float *z, size_t n, struct yn_err *err)
{
    double *sum = calloc(n + 1, sizeof(*sum));
    if (!sum)
        return yn_err_nomem(err);
    for (size_t t = 0; t < n; t++)
        sum[t + 1] = sum[t] + z[t];
    for (size_t t = 0; t < n; t++) {
        const size_t from = t > SCENE_S ? t - SCENE_S : 0;
        const size_t to = t + SCENE_S + 1 < n ? t + SCENE_S + 1 : n;
        z[t] = (float)((sum[to] - sum[from]) / (double)(to - from));
    }
    free(sum);
    return YN_OK;
}

int yn_spoken_cover(const struct yn_spoken *spoken, size_t n_spoken,
                    double offset_s, double speed, float *cover, size_t n,
                    struct yn_err *err)
{
    enum { PARTS = 10 }; /* of a second: lines are no finer than that */
    const double end = (double)n * PARTS;
    char *said = calloc(n * PARTS + 1, 1);
    if (!said)
        return yn_err_nomem(err);
    for (size_t i = 0; i < n_spoken; i++) {
        double from = (offset_s + speed * spoken[i].start_s) * PARTS;
        double to = (offset_s + speed * spoken[i].end_s) * PARTS;
        from = from < 0 ? 0 : from;
        to = to > end ? end : to;
        if (to > from)
            memset(said + (size_t)from, 1, (size_t)to - (size_t)from);
    }
    for (size_t t = 0; t < n; t++) {
        unsigned sum = 0;
        for (size_t k = 0; k < PARTS; k++)
            sum += (unsigned char)said[t * PARTS + k];
        cover[t] = (float)sum / PARTS;
    }
    free(said);
    return YN_OK;
}

static int from_lines(const struct yn_moments_episode *episode, float *z,
                      size_t n, struct yn_err *err)
{
    if (episode->n_spoken == 0)
        return 0;
    int rc =
        yn_spoken_cover(episode->spoken, episode->n_spoken, 0, 1, z, n, err);
    if (!rc)
        rc = smooth_scene(z, n, err);
    return rc ? rc : yn_standardise(z, yn_moments_span(n));
}

static int from_speech(const struct yn_moments_episode *episode, float *z,
                       size_t n, struct yn_err *err)
{
    if (episode->n_rest == 0)
        return 0;
    for (size_t t = 0; t < n; t++) {
        const size_t at = t < episode->n_rest ? t : episode->n_rest - 1;
        const float speech = episode->rest[at].speech;
        z[t] = isfinite(speech) ? speech : 0;
    }
    int rc = smooth_scene(z, n, err);
    return rc ? rc : yn_standardise(z, yn_moments_span(n));
}

/* Lines and heard speech tell the same, so that they are one channel: twice it
 * would count twice. */
int yn_channel_dialogue(const struct yn_moments_episode *episode, float *z,
                        size_t n, struct yn_err *err)
{
    float *other = calloc(n + 1, sizeof(*other));
    if (!other)
        return yn_err_nomem(err);
    int lines = from_lines(episode, z, n, err);
    int speech = lines < 0 ? lines : from_speech(episode, other, n, err);
    int known = lines < 0 || speech < 0 ? YN_E_NOMEM : 0;
    if (!known && (lines || speech)) {
        for (size_t t = 0; t < n; t++)
            z[t] = -((lines ? z[t] : 0) + (speech ? other[t] : 0));
        known = yn_standardise(z, yn_moments_span(n));
    }
    free(other);
    return known;
}

int yn_channel_silence(const struct yn_moments_episode *episode, float *z,
                       size_t n, struct yn_err *err)
{
    if (episode->n_rest == 0)
        return 0;
    for (size_t t = 0; t < n; t++) {
        const size_t at = t < episode->n_rest ? t : episode->n_rest - 1;
        const float level = episode->rest[at].level_db;
        z[t] = level > SILENCE_LUFS ? -level : -SILENCE_LUFS;
    }
    int rc = smooth_scene(z, n, err);
    return rc ? rc : yn_standardise(z, yn_moments_span(n));
}

int yn_channel_marks(const struct yn_moments_episode *episode, float *z,
                     size_t n, struct yn_err *err)
{
    (void)err;
    if (episode->n_marks == 0)
        return 0;
    for (size_t t = 0; t < n; t++) {
        double best = 0;
        for (size_t i = 0; i < episode->n_marks; i++) {
            const double d = ((double)t - episode->marks[i]) / MARK_SIGMA_S;
            best = fmax(best, exp(-0.5 * d * d));
        }
        z[t] = (float)best;
    }
    return yn_standardise(z, yn_moments_span(n));
}
