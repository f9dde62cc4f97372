/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verdict/belief.h"

#include <math.h>

#include "base/base.h"
#include "base/numeric.h"

/* What is known of nothing: the spread of all tracks, which is the unit. */
#define UNKNOWN_HALF YN_NORMAL_90
/* A story beyond this is one of thirty thousand; values are rounded. */
#define STORY_Z_MOST 4.0

/* Before any ballot is seen, judges of one track are taken to lie 2 points of
 * ten apart, and tracks as far; that weighs as much as this many scores. */
#define SCORE_SD 2.0
#define SCORE_WEIGHT 4.0
/* The same for measured linger: of a season of one track nothing tells how far
 * tracks lie apart. */
#define LINGER_SD 2.5
#define LINGER_WEIGHT 2.0

#define PICKS_STEP 0.05
#define PICKS_STEPS 120

struct yn_belief yn_belief_of_picks(unsigned picks, unsigned voters)
{
    double sum = 0, mean = 0, square = 0;
    for (int i = -PICKS_STEPS; i <= PICKS_STEPS; i++) {
        const double z = i * PICKS_STEP;
        double ln = -z * z / 2 + picks * log(yn_normal_cdf(z)) +
                    (voters - picks) * log(yn_normal_cdf(-z));
        double weight = exp(ln);
        sum += weight;
        mean += weight * z;
        square += weight * z * z;
    }
    /* So many judges that every weight is 0 is more than a season can have. */
    mean /= sum;
    double half = YN_NORMAL_90 * sqrt(fmax(square / sum - mean * mean, 0));
    return (struct yn_belief){mean, mean - half, mean + half};
}

static double story_z(double value)
{
    double least = yn_normal_cdf(-STORY_Z_MOST);
    return yn_normal_quantile(fmin(fmax(value / 10, least), 1 - least));
}

/* The middle and the spread of one rule's values over the season. */
struct unit {
    double mean, sd;
};

static struct yn_belief in_unit(const struct yn_belief *value,
                                const struct unit *unit)
{
    return (struct yn_belief){(value->mid - unit->mean) / unit->sd,
                              (value->lo - unit->mean) / unit->sd,
                              (value->hi - unit->mean) / unit->sd};
}

/* Measured linger, 0..10. Of a track below the chart the upper end alone is
 * known; it is taken to lie at the bottom, where those lie that were on it for
 * a week. */
static bool linger_value(const struct yn_rate *rate, struct yn_belief *out)
{
    const struct yn_interval *value = &rate->value;
    if (isnan(value->hi))
        return false;
    *out = (struct yn_belief){isnan(value->value) ? 0 : value->value,
                              isnan(value->lo) ? 0 : value->lo, value->hi};
    out->lo = fmin(out->lo, out->mid);
    out->hi = fmax(out->hi, out->mid);
    return true;
}

/* The spread of what is true: that of the middles, and what they may be off. */
static struct unit linger_unit(const struct yn_rates *rates)
{
    double sum = 0, squares = 0, n = 0;
    struct yn_belief b;
    for (size_t t = 0; rates && t < rates->n_tracks; t++) {
        if (!linger_value(&rates->tracks[t], &b))
            continue;
        double half = (b.hi - b.lo) / (2 * YN_NORMAL_90);
        sum += b.mid;
        squares += b.mid * b.mid + half * half;
        n++;
    }
    double mean = n > 0 ? sum / n : 0;
    double variance =
        (squares - n * mean * mean + LINGER_WEIGHT * LINGER_SD * LINGER_SD) /
        (n + LINGER_WEIGHT);
    return (struct unit){mean, sqrt(variance)};
}

/* The scores of one rule over the season's ballots. */
struct ballots {
    double (*score)(const struct yn_vote *vote);
    struct unit unit; /* of the tracks' medians */
    double judge_sd;
    unsigned *n; /* by track: how many scored it */
};

static double story_score(const struct yn_vote *vote)
{
    return vote->story;
}

static double median_of(const struct yn_tally *tally,
                        const struct ballots *ballots, size_t t)
{
    return ballots->score == story_score ? tally->tracks[t].story
                                         : tally->tracks[t].linger;
}

/* How far judges of one track lie apart, over all tracks. */
static void measure_judges(const struct yn_season *season,
                           struct ballots *ballots)
{
    double squares = SCORE_WEIGHT * SCORE_SD * SCORE_SD, n = SCORE_WEIGHT;
    for (size_t i = 0; i < season->n_votes;) {
        const size_t track = season->votes[i].track;
        double sum = 0, square = 0, count = 0;
        for (; i < season->n_votes && season->votes[i].track == track; i++) {
            double score = ballots->score(&season->votes[i]);
            if (isnan(score))
                continue;
            sum += score;
            square += score * score;
            count++;
        }
        ballots->n[track] = (unsigned)count;
        if (count > 1) {
            squares += fmax(square - sum * sum / count, 0);
            n += count - 1;
        }
    }
    ballots->judge_sd = sqrt(squares / n);
}

static int read_ballots(const struct yn_verdict_params *params,
                        struct ballots *ballots, struct yn_err *err)
{
    const size_t n_tracks = params->season->n_tracks;
    ballots->n = calloc(n_tracks + 1, sizeof(*ballots->n));
    if (!ballots->n)
        return yn_err_nomem(err);
    measure_judges(params->season, ballots);
    double sum = 0, squares = 0, n = 0;
    for (size_t t = 0; t < n_tracks; t++) {
        double median = median_of(params->tally, ballots, t);
        if (isnan(median))
            continue;
        sum += median;
        squares += median * median;
        n++;
    }
    double mean = n > 0 ? sum / n : 0;
    double variance =
        (squares - n * mean * mean + SCORE_WEIGHT * SCORE_SD * SCORE_SD) /
        (n + SCORE_WEIGHT);
    ballots->unit = (struct unit){mean, sqrt(variance)};
    return YN_OK;
}

/* What the ballots say of one rule; false: nothing. */
static bool voted(const struct yn_tally *tally, const struct ballots *ballots,
                  size_t t, struct yn_belief *out)
{
    const struct yn_track_tally *track = &tally->tracks[t];
    double median = median_of(tally, ballots, t);
    if (isnan(median) || !ballots->n[t]) {
        if (!track->voters)
            return false;
        *out = yn_belief_of_picks(track->judges, track->voters);
        return true;
    }
    double half = YN_NORMAL_90 * ballots->judge_sd / sqrt(ballots->n[t]);
    const struct yn_belief score = {median, median - half, median + half};
    *out = in_unit(&score, &ballots->unit);
    return true;
}

/* The side of `b` that faces `other`, as a standard deviation. */
static double side_sd(const struct yn_belief *b, double other)
{
    return (other > b->mid ? b->hi - b->mid : b->mid - b->lo) / YN_NORMAL_90;
}

static int differ(const struct yn_belief *votes,
                  const struct yn_belief *measured)
{
    double d = votes->mid - measured->mid;
    double sd =
        hypot(side_sd(votes, measured->mid), side_sd(measured, votes->mid));
    if (fabs(d) <= YN_NORMAL_90 * sd)
        return 0;
    return d > 0 ? 1 : -1;
}

/* Joins what was measured (NULL: nothing) and what was voted. */
static void settle(struct yn_verdict_rule *rule,
                   const struct yn_belief *measured,
                   const struct yn_belief *votes)
{
    if (measured) {
        rule->from = YN_VERDICT_MEASURED;
        rule->belief = *measured;
        /* Without scores the votes say nothing of this one rule. */
        if (votes && !isnan(rule->voted))
            rule->votes_differ = differ(votes, measured);
    } else if (votes) {
        rule->from = YN_VERDICT_BALLOTS;
        rule->belief = *votes;
    } else {
        rule->belief = (struct yn_belief){0, -UNKNOWN_HALF, UNKNOWN_HALF};
    }
}

static void set_story(struct yn_verdict_rule *rule,
                      const struct yn_story *story,
                      const struct yn_belief *votes)
{
    const bool known = story && !isnan(story->value);
    struct yn_belief belief = {0, 0, 0};
    rule->value = rule->lo = rule->hi = NAN;
    if (known) {
        rule->value = story->value;
        rule->lo = story->lo;
        rule->hi = story->hi;
        belief = (struct yn_belief){story_z(story->value), story_z(story->lo),
                                    story_z(story->hi)};
    }
    settle(rule, known ? &belief : NULL, votes);
}

static void set_linger(struct yn_verdict_rule *rule, const struct yn_rate *rate,
                       const struct unit *unit, const struct yn_belief *votes)
{
    struct yn_belief belief = {0, 0, 0};
    const bool known = rate && linger_value(rate, &belief);
    rule->value = rule->lo = rule->hi = NAN;
    if (known) {
        rule->value = rate->value.value;
        rule->lo = rate->value.lo;
        rule->hi = rate->value.hi;
        belief = in_unit(&belief, unit);
    }
    settle(rule, known ? &belief : NULL, votes);
}

int yn_beliefs_fill(const struct yn_verdict_params *params,
                    struct yn_track_verdict *tracks, struct yn_err *err)
{
    struct ballots story = {.score = story_score};
    struct ballots linger = {.score = yn_vote_linger};
    const struct unit unit = linger_unit(params->rates);
    int rc = read_ballots(params, &story, err);
    if (!rc)
        rc = read_ballots(params, &linger, err);
    for (size_t t = 0; !rc && t < params->season->n_tracks; t++) {
        struct yn_track_verdict *out = &tracks[t];
        struct yn_belief votes;
        out->track = params->season->tracks[t];
        out->story.voted = median_of(params->tally, &story, t);
        out->linger.voted = median_of(params->tally, &linger, t);
        bool any = voted(params->tally, &story, t, &votes);
        set_story(&out->story, params->stories ? &params->stories[t] : NULL,
                  any ? &votes : NULL);
        any = voted(params->tally, &linger, t, &votes);
        set_linger(&out->linger,
                   params->rates ? &params->rates->tracks[t] : NULL, &unit,
                   any ? &votes : NULL);
        out->known = out->story.from || out->linger.from;
        out->measured = out->story.from == YN_VERDICT_MEASURED ||
                        out->linger.from == YN_VERDICT_MEASURED;
    }
    free(story.n);
    free(linger.n);
    return rc;
}
