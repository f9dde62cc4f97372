/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rolling origin on real chart runs: each song is known up to 4, 8, 12 (and 26)
 * weeks after its peak, and how it goes on is told by models that saw no song
 * of its drama.
 *
 *     linger_runs SEASON
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <yeoun/rate.h>
#include <yeoun/run.h>

#include "base/numeric.h"
#include "runs.h"

#define FORECASTERS_MOST 16
#define CASES_MOST 1000
#define BOOTSTRAPS 4000
#define DENSITY_LEAST 1e-6
#define BINS 10

static const size_t afters[] = {4, 8, 12, 26};
#define AFTERS (sizeof(afters) / sizeof(afters[0]))
#define SCORED                                                                 \
    3 /* of these decide; 26 is a description: few runs are so long */

/* One song from one origin, by one forecaster. */
struct score {
    double log, log_on, brier, weeks_off, bias;
    double held, ranked, held_ranked; /* by 80 % intervals; weeks ranked */
    double n;
};

struct one {
    struct origin origin;
    size_t group, after;
    struct score by[FORECASTERS_MOST];
};

static struct one cases[CASES_MOST];
static size_t n_cases;
static double bin_n[BINS], bin_p[BINS], bin_on[BINS];

/* How much of [0.1, 0.9] a week below the chart takes: its place below the foot
 * is not known, so it counts as spread evenly there. */
static double held_below(double p_off)
{
    double in = fmin(p_off, 0.9) - 0.1;
    return in > 0 ? in / p_off : 0;
}

static struct score score_of(const struct origin *o, const struct told *told,
                             bool shipped)
{
    struct score s = {.n = (double)o->n};
    double on = 0, expected = 0;
    for (size_t h = 0; h < o->n; h++) {
        const struct yn_wane_week *week = &o->course->weeks[o->week + 1 + h];
        bool ranked = week->state == YN_CHART_RANKED;
        double p = fmin(fmax(told[h].p_on, 1e-4), 1 - 1e-4);
        s.log += log(ranked ? fmax(told[h].density, DENSITY_LEAST) : 1 - p);
        s.log_on += log(ranked ? p : 1 - p);
        s.brier += (p - ranked) * (p - ranked);
        double held = ranked ? told[h].pit >= 0.1 && told[h].pit <= 0.9
                             : held_below(1 - p);
        s.held += held;
        s.held_ranked += ranked ? held : 0;
        s.ranked += ranked;
        on += ranked;
        expected += told[h].p_on;
        if (shipped) {
            size_t bin = (size_t)(p * BINS);
            bin_n[bin]++;
            bin_p[bin] += p;
            bin_on[bin] += ranked;
        }
    }
    s.weeks_off = fabs(expected - on);
    s.bias = expected - on;
    return s;
}

/* A drama of many songs is left out alone; the small ones in FOLDS_SMALL lots,
 * for fitting takes long and they say little of each other. */
#define FOLDS_SMALL 4
#define SONGS_LARGE 6

static size_t fold_of(const struct yn_courses *courses, size_t group)
{
    size_t songs = 0;
    for (size_t i = 0; i < courses->n; i++) {
        struct origin o;
        songs += courses->course[i].song->group == group &&
                 origin_of(&courses->course[i], afters[0], &o);
    }
    return songs >= SONGS_LARGE ? FOLDS_SMALL + group : group % FOLDS_SMALL;
}

static int run_fold(const struct yn_courses *courses, const size_t *fold,
                    size_t left_out)
{
    bool *use = calloc(courses->n, sizeof(*use));
    size_t first = n_cases;
    if (!use)
        return -1;
    for (size_t i = 0; i < courses->n; i++) {
        const struct yn_course *c = &courses->course[i];
        bool out = fold[c->song->group] == left_out;
        use[i] = !out && c->first < c->n_weeks;
        for (size_t k = 0; k < AFTERS && out; k++) {
            struct one *one = &cases[n_cases];
            if (n_cases < CASES_MOST && origin_of(c, afters[k], &one->origin)) {
                one->group = c->song->group;
                one->after = k;
                n_cases++;
            }
        }
    }
    int rc = 0;
    for (size_t f = 0; f < n_forecasters && !rc && n_cases > first; f++) {
        rc = forecasters[f].learn(courses, use);
        for (size_t c = first; c < n_cases && !rc; c++) {
            struct told told[AHEAD];
            forecasters[f].tell(&cases[c].origin, told);
            cases[c].by[f] =
                score_of(&cases[c].origin, told, f + 2 == n_forecasters);
        }
    }
    if (n_cases > first)
        fprintf(stderr, "left out: fold %zu, %zu forecasts\n", left_out,
                n_cases - first);
    free(use);
    return rc;
}

static int case_compare(const void *a, const void *b)
{
    const struct one *x = a, *y = b;
    return x->group < y->group ? -1 : x->group > y->group;
}

static int run_folds(const struct yn_courses *courses)
{
    size_t n = courses->chart->n_groups;
    size_t *fold = calloc(n + 1, sizeof(*fold));
    int rc = fold ? 0 : -1;
    for (size_t g = 0; !rc && g < n; g++)
        fold[g] = fold_of(courses, g);
    for (size_t f = 0; !rc && f < n + FOLDS_SMALL; f++)
        rc = run_fold(courses, fold, f);
    qsort(cases, n_cases, sizeof(*cases), case_compare);
    free(fold);
    return rc;
}

/* Mean of the log score over cases, each drama weighed `weight` times; `less`
 * is taken off it, case by case. */
static double mean_log(size_t f, size_t less, const double *weight)
{
    double sum = 0, n = 0;
    for (size_t c = 0; c < n_cases; c++) {
        if (cases[c].after >= SCORED)
            continue;
        const struct score *a = &cases[c].by[f], *b = &cases[c].by[less];
        double w = weight ? weight[cases[c].group] : 1;
        sum += w * (a->log / a->n - (less == f ? 0 : b->log / b->n));
        n += w;
    }
    return n > 0 ? sum / n : NAN;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* Nine in ten of the differences to `best` when dramas are drawn anew. */
static int bootstrap(struct yn_random *random, size_t n_groups, size_t f,
                     size_t best, double *lo, double *hi)
{
    static double off[BOOTSTRAPS];
    size_t *groups = calloc(n_groups, sizeof(*groups)), n = 0;
    double *weight = calloc(n_groups, sizeof(*weight));
    if (!groups || !weight)
        return -1;
    for (size_t c = 0; c < n_cases; c++) {
        if (!c || cases[c].group != cases[c - 1].group)
            groups[n++] = cases[c].group;
    }
    for (size_t b = 0; b < BOOTSTRAPS; b++) {
        memset(weight, 0, n_groups * sizeof(*weight));
        for (size_t i = 0; i < n; i++)
            weight[groups[(size_t)(yn_random_uniform(random) * (double)n)]]++;
        off[b] = mean_log(f, best, weight);
    }
    qsort(off, BOOTSTRAPS, sizeof(*off), compare);
    *lo = off[BOOTSTRAPS / 20];
    *hi = off[BOOTSTRAPS - BOOTSTRAPS / 20];
    free(groups);
    free(weight);
    return 0;
}

struct line {
    double log[AFTERS], brier, weeks_off, bias, held, held_ranked, error;
};

static struct line line_of(size_t f)
{
    struct line line = {.brier = 0};
    double n[AFTERS] = {0}, all = 0, held = 0, weeks = 0, ranked = 0, in = 0;
    double square = 0, groups = 0;
    for (size_t c = 0; c < n_cases; c++) {
        const struct score *s = &cases[c].by[f];
        line.log[cases[c].after] += s->log / s->n;
        n[cases[c].after]++;
        if (cases[c].after >= SCORED)
            continue;
        all++;
        line.brier += s->brier / s->n;
        line.weeks_off += s->weeks_off;
        line.bias += s->bias;
        held += s->held;
        weeks += s->n;
        ranked += s->ranked;
        in += s->held_ranked;
    }
    line.held = held / weeks;
    line.held_ranked = in / ranked;
    /* The error of the share held: dramas, not weeks, are what was drawn. */
    for (size_t c = 0; c < n_cases;) {
        double part = 0;
        size_t group = cases[c].group;
        for (; c < n_cases && cases[c].group == group; c++) {
            if (cases[c].after < SCORED)
                part += cases[c].by[f].held - line.held * cases[c].by[f].n;
        }
        square += part * part;
        groups++;
    }
    line.error = sqrt(square * groups / (groups - 1)) / weeks;
    for (size_t k = 0; k < AFTERS; k++)
        line.log[k] /= n[k];
    line.brier /= all;
    line.weeks_off /= all;
    line.bias /= all;
    return line;
}

static int print(const struct yn_courses *courses)
{
    struct yn_random *random;
    size_t best = n_forecasters - 2, count[AFTERS] = {0}, groups = 0;
    if (yn_random_create(1, &random, NULL))
        return -1;
    for (size_t c = 0; c < n_cases; c++) {
        count[cases[c].after]++;
        groups += !c || cases[c].group != cases[c - 1].group;
    }
    printf(
        "%zu dramas; songs still on the chart 4, 8, 12, 26 weeks after the "
        "peak:\n%zu, %zu, %zu, %zu. Log score: nats a week, of the level or "
        "of being below\nthe chart; more is better. Difference to wane, nine "
        "in ten of %d bootstraps\nby drama. 26 weeks is a description.\n\n",
        groups, count[0], count[1], count[2], count[3], BOOTSTRAPS);
    printf("%-22s %6s %6s %6s %6s  %6s %-16s %6s %5s %5s  %-11s %s\n", "", "4",
           "8", "12", "26", "diff", "", "Brier", "weeks", "bias", "80 % holds",
           "ranked");
    for (size_t f = 0; f < n_forecasters; f++) {
        struct line line = line_of(f);
        double lo, hi;
        if (bootstrap(random, courses->chart->n_groups, f, best, &lo, &hi))
            return -1;
        bool points =
            !isnan(line.held) && strncmp(forecasters[f].name, "hazard", 6) != 0;
        printf("%-22s", forecasters[f].name);
        for (size_t k = 0; k < AFTERS; k++)
            printf(points ? " %6.2f" : "      –", line.log[k]);
        if (points && f != best)
            printf("  %6.2f (%5.2f, %5.2f) ", mean_log(f, best, NULL), lo, hi);
        else
            printf("  %6s %-16s", "–", "");
        printf(" %6.3f %5.1f %5.1f", line.brier, line.weeks_off, line.bias);
        if (points)
            printf("  %.2f ± %.2f  %.2f", line.held, line.error,
                   line.held_ranked);
        printf("\n");
    }
    yn_random_destroy(&random);
    printf("\nwane, chance to be on the chart against how often it was:\n");
    for (size_t b = 0; b < BINS; b++) {
        if (bin_n[b] > 0)
            printf("  told %.2f  was %.2f  of %4.0f weeks\n",
                   bin_p[b] / bin_n[b], bin_on[b] / bin_n[b], bin_n[b]);
    }
    return 0;
}

static void print_fit(const struct yn_courses *courses)
{
    bool *use = calloc(courses->n, sizeof(*use));
    struct yn_wane_params p;
    printf("\nScale: s %.3f, q %.2f, rms %.3f of %zu scores\n",
           courses->scale.s, courses->scale.q, courses->scale.rms,
           courses->scale.n_scores);
    for (size_t i = 0; use && i < courses->n; i++)
        use[i] = courses->course[i].first < courses->course[i].n_weeks;
    if (use && !bench_learn_all(courses, use, &p))
        printf("wane of all songs: steady %.4f early %.3f early_weeks %.2f "
               "edge %.4f\nedge_at %.3f edge_width %.3f rise %.3f noise %.4f "
               "noise_early %.2f jump %.3f\njump_size %.2f\n",
               p.steady, p.early, p.early_weeks, p.edge, p.edge_at,
               p.edge_width, p.rise, p.noise, p.noise_early, p.jump,
               p.jump_size);
    free(use);
}

int main(int argc, char **argv)
{
    struct yn_err err = {0};
    struct yn_run run = {0};
    struct yn_courses courses = {0};
    if (argc != 2) {
        fprintf(stderr, "usage: linger_runs SEASON\n");
        return 2;
    }
    int rc = yn_run_open(argv[1], false, NULL, &run, &err);
    const struct yn_attention_params params = {.season = run.season};
    if (!rc)
        rc = yn_attention_read(&params, run.report, &run.attention, &err);
    if (!rc && !run.attention->n_charts)
        rc = yn_err_set(&err, YN_E_NOTFOUND, 0, "no chart in %s", argv[1]);
    if (!rc)
        rc = yn_courses_make(run.season, &run.attention->charts[0], NULL,
                             &courses, &err);
    if (!rc) {
        bench_foot = yn_scale_foot(&courses.scale, 200);
        rc = run_folds(&courses);
    }
    if (!rc)
        rc = print(&courses);
    if (!rc)
        print_fit(&courses);
    if (rc)
        fprintf(stderr, "linger_runs: %s\n", err.text);
    yn_courses_release(&courses);
    yn_run_release(&run);
    return rc ? 2 : 0;
}
