/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/story.h>

#include <math.h>

#include "base/base.h"
#include "story/channels.h"
#include "story/lag.h"

#define DAY_S 86400
/* So near to a mark a second is neither the moment nor sure to be none. */
#define AROUND_MARK_S 30

const char *yn_channel_word(enum yn_channel channel)
{
    static const char *const words[YN_CHANNELS] = {
        "comments", "tears", "dialogue", "silence", "marks"};
    return words[channel];
}

/* One episode while its curve comes together. */
struct making {
    const struct yn_moments_episode *episode;
    struct yn_moments *out;
    struct yn_heard heard;
    float *z[YN_CHANNELS]; /* NULL: not known */
    float *marked;         /* 1 at marks; NULL: none */
    struct yn_span span;
};

static void making_release(struct making *making)
{
    for (size_t c = 0; c < YN_CHANNELS; c++)
        free(making->z[c]);
    free(making->marked);
    free(making->heard.item);
}

static int compute(struct making *making, enum yn_channel channel, double lag_s,
                   float *z, struct yn_err *err)
{
    const struct yn_moments_episode *episode = making->episode;
    const size_t n = making->out->n;
    switch (channel) {
    case YN_CHANNEL_COMMENTS:
        return yn_channel_comments(&making->heard, lag_s, z, n, err);
    case YN_CHANNEL_TEARS:
        return yn_channel_tears(&making->heard, lag_s, z, n, err);
    case YN_CHANNEL_DIALOGUE:
        return yn_channel_dialogue(episode, z, n, err);
    case YN_CHANNEL_SILENCE:
        return yn_channel_silence(episode, z, n, err);
    default:
        return yn_channel_marks(episode, z, n, err);
    }
}

/* Errors: YN_E_NOMEM; making->z of it is then NULL. */
static int make_channel(struct making *making, enum yn_channel channel,
                        double lag_s, struct yn_err *err)
{
    float *z = calloc(making->out->n + 1, sizeof(*z));
    if (!z)
        return yn_err_nomem(err);
    int known = compute(making, channel, lag_s, z, err);
    free(making->z[channel]);
    making->z[channel] = known > 0 ? z : NULL;
    if (known <= 0)
        free(z);
    return known < 0 ? known : YN_OK;
}

static int begin(struct making *making, struct yn_err *err)
{
    const struct yn_moments_episode *episode = making->episode;
    struct yn_moments *out = making->out;
    if (!(episode->duration_s >= 0) || episode->duration_s > DAY_S)
        return yn_err_set(err, YN_E_LIMIT, 0,
                          "an episode of %.0f s: none is longer than a day",
                          episode->duration_s);
    out->n = (size_t)episode->duration_s;
    out->value = calloc(out->n + 1, sizeof(*out->value));
    out->by_sound = calloc(out->n + 1, sizeof(*out->by_sound));
    making->marked = calloc(out->n + 1, sizeof(*making->marked));
    if (!out->value || !out->by_sound || !making->marked)
        return yn_err_nomem(err);
    making->span = yn_moments_span(out->n);
    for (size_t i = 0; i < episode->n_marks; i++) {
        if (episode->marks[i] >= 0 && episode->marks[i] < (double)out->n)
            making->marked[(size_t)episode->marks[i]] = 1;
    }
    int rc = yn_heard_of(episode, out, &making->heard, err);
    for (int c = 0; !rc && c < YN_CHANNELS; c++)
        rc = make_channel(making, (enum yn_channel)c, 0, err);
    return rc;
}

/* The marks of a source's episodes within their spans. */
static size_t count_marks(const struct making *making, size_t n, size_t source,
                          bool any_source)
{
    size_t marks = 0;
    for (size_t i = 0; i < n; i++) {
        if (!any_source && (making[i].episode->source != source ||
                            !making[i].z[YN_CHANNEL_COMMENTS]))
            continue;
        for (size_t t = making[i].span.from; t < making[i].span.to; t++)
            marks += making[i].marked[t] > 0;
    }
    return marks;
}

/* What the lag of one source is told by. */
static size_t gather(const struct making *making, size_t n, size_t source,
                     bool by_marks, struct yn_lag_curve *curves)
{
    size_t found = 0;
    for (size_t i = 0; i < n; i++) {
        const struct making *m = &making[i];
        const float *sound = m->z[YN_CHANNEL_DIALOGUE]
                                 ? m->z[YN_CHANNEL_DIALOGUE]
                                 : m->z[YN_CHANNEL_SILENCE];
        const float *against = by_marks ? m->marked : sound;
        if (m->episode->source != source || !m->z[YN_CHANNEL_COMMENTS] ||
            !against)
            continue;
        curves[found++] = (struct yn_lag_curve){
            .written = m->z[YN_CHANNEL_COMMENTS] + m->span.from,
            .against = against + m->span.from,
            .n = m->span.to - m->span.from};
    }
    return found;
}

static int settle_lags(struct making *making, size_t n,
                       struct yn_season_moments *out, struct yn_err *err)
{
    struct yn_lag_curve *curves = calloc(n + 1, sizeof(*curves));
    int rc = curves ? YN_OK : yn_err_nomem(err);
    for (size_t s = 0; !rc && s < out->n_sources; s++) {
        bool by_marks = count_marks(making, n, s, false) >= YN_MARKS_MIN;
        size_t found = gather(making, n, s, by_marks, curves);
        out->lags[s] = yn_lag_find(curves, found);
        if (by_marks && !out->lags[s].known) {
            by_marks = false;
            found = gather(making, n, s, false, curves);
            out->lags[s] = yn_lag_find(curves, found);
        }
        out->lags[s].by_marks = by_marks && out->lags[s].known;
    }
    free(curves);
    for (size_t i = 0; !rc && i < n; i++) {
        const double lag_s =
            making[i].heard.n ? out->lags[making[i].episode->source].s : 0;
        if (lag_s == 0)
            continue;
        rc = make_channel(&making[i], YN_CHANNEL_COMMENTS, lag_s, err);
        if (!rc)
            rc = make_channel(&making[i], YN_CHANNEL_TEARS, lag_s, err);
    }
    return rc;
}

/* The mean of the channels in `which`, standardised, to `value`; the part of
 * dialogue and silence in it to `by_sound`. Returns the channels that are
 * known; 0: there is nothing. */
static unsigned combine(const struct making *making, unsigned which,
                        float *value, float *by_sound)
{
    const unsigned sound = 1U << YN_CHANNEL_DIALOGUE | 1U << YN_CHANNEL_SILENCE;
    const struct yn_span span = making->span;
    unsigned known = 0;
    double squares = 0;
    for (size_t t = span.from; t < span.to; t++)
        value[t] = by_sound[t] = 0;
    for (unsigned c = 0; c < YN_CHANNELS; c++) {
        if (!making->z[c] || !(which & 1U << c))
            continue;
        known |= 1U << c;
        for (size_t t = span.from; t < span.to; t++) {
            value[t] += making->z[c][t];
            by_sound[t] += sound & 1U << c ? making->z[c][t] : 0;
        }
    }
    for (size_t t = span.from; t < span.to; t++)
        squares += (double)value[t] * value[t];
    const double sd = sqrt(squares / fmax(1, (double)(span.to - span.from)));
    /* Channels that gainsay each other everywhere leave nothing. */
    if (!known || !(sd > 1e-6))
        return 0;
    for (size_t t = span.from; t < span.to; t++) {
        value[t] = (float)(value[t] / sd);
        by_sound[t] = (float)(by_sound[t] / sd);
    }
    return known;
}

static void finish(struct making *making)
{
    struct yn_moments *out = making->out;
    const unsigned all = (1U << YN_CHANNELS) - 1;
    out->channels = combine(making, all, out->value, out->by_sound);
    for (size_t t = 0; t < out->n; t++) {
        if (!out->channels || t < making->span.from || t >= making->span.to)
            out->value[t] = out->by_sound[t] = NAN;
    }
}

struct scored {
    float value;
    bool mark;
};

static int by_value(const void *a, const void *b)
{
    const struct scored *x = a, *y = b;
    return (x->value > y->value) - (x->value < y->value);
}

static bool near_mark(const struct making *making, size_t t)
{
    for (size_t i = 0; i < making->episode->n_marks; i++) {
        if (fabs((double)t - making->episode->marks[i]) <= AROUND_MARK_S)
            return true;
    }
    return false;
}

/* Wilcoxon: the chance that a mark stands above another second; halves for
 * ties. */
static double auc_of(struct scored *all, size_t n, size_t marks)
{
    double below = 0, won = 0;
    if (marks < YN_MARKS_MIN || marks == n)
        return NAN;
    qsort(all, n, sizeof(*all), by_value);
    for (size_t i = 0, end; i < n; i = end) {
        double here[2] = {0, 0};
        for (end = i; end < n && all[end].value <= all[i].value; end++)
            here[all[end].mark]++;
        won += here[1] * (below + here[0] / 2);
        below += here[0];
    }
    return won / ((double)marks * (double)(n - marks));
}

/* The marked seconds of the episodes against their others, by the channels in
 * `which` together. */
static int judge(const struct making *making, size_t n, unsigned which,
                 double *auc, struct yn_err *err)
{
    size_t room = 1, used = 0, marks = 0;
    for (size_t i = 0; i < n; i++)
        room += 2 * making[i].out->n;
    struct scored *all = calloc(room, sizeof(*all));
    float *value = calloc(room, sizeof(*value));
    if (!all || !value) {
        free(all);
        free(value);
        return yn_err_nomem(err);
    }
    for (size_t i = 0; i < n; i++) {
        const struct making *m = &making[i];
        if (m->episode->n_marks == 0 ||
            !combine(m, which, value, value + m->out->n))
            continue;
        for (size_t t = m->span.from; t < m->span.to; t++) {
            bool mark = m->marked[t] > 0;
            if (!mark && near_mark(m, t))
                continue;
            all[used++] = (struct scored){value[t], mark};
            marks += mark;
        }
    }
    *auc = auc_of(all, used, marks);
    free(all);
    free(value);
    return YN_OK;
}

static int judge_channels(const struct making *making, size_t n,
                          struct yn_season_moments *out, struct yn_err *err)
{
    const unsigned others = (1U << YN_CHANNEL_MARKS) - 1;
    int rc = judge(making, n, others, &out->auc_all, err);
    for (unsigned c = 0; !rc && c < YN_CHANNEL_MARKS; c++)
        rc = judge(making, n, 1U << c, &out->auc[c], err);
    out->auc[YN_CHANNEL_MARKS] = NAN;
    out->n_marks = count_marks(making, n, 0, true);
    return rc;
}

int yn_season_moments_find(const struct yn_moments_episode *episodes,
                           size_t n_episodes, size_t n_sources,
                           struct yn_season_moments *out, struct yn_err *err)
{
    struct yn_season_moments made = {.n_episodes = n_episodes,
                                     .n_sources = n_sources};
    struct making *making = calloc(n_episodes + 1, sizeof(*making));
    made.episodes = calloc(n_episodes + 1, sizeof(*made.episodes));
    made.lags = calloc(n_sources + 1, sizeof(*made.lags));
    int rc = making && made.episodes && made.lags ? YN_OK : yn_err_nomem(err);
    for (size_t i = 0; !rc && i < n_episodes; i++) {
        making[i].episode = &episodes[i];
        making[i].out = &made.episodes[i];
        rc = begin(&making[i], err);
    }
    if (!rc)
        rc = settle_lags(making, n_episodes, &made, err);
    for (size_t i = 0; !rc && i < n_episodes; i++)
        finish(&making[i]);
    if (!rc)
        rc = judge_channels(making, n_episodes, &made, err);
    for (size_t i = 0; making && i < n_episodes; i++)
        making_release(&making[i]);
    free(making);
    if (rc) {
        yn_season_moments_release(&made);
        return rc;
    }
    *out = made;
    return YN_OK;
}

void yn_season_moments_release(struct yn_season_moments *moments)
{
    for (size_t i = 0; moments->episodes && i < moments->n_episodes; i++) {
        free(moments->episodes[i].value);
        free(moments->episodes[i].by_sound);
    }
    free(moments->episodes);
    free(moments->lags);
    *moments = (struct yn_season_moments){0};
}
