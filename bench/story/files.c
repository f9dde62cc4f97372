/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-moments: what real comments and subtitles give, and whether p is
 * uniform on them where cues are laid by chance.
 *
 *     bench-moments COMMENTS... [--subtitles SUBTITLES...]
 *
 * Files of one episode are told by its number in their names.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <yeoun/story.h>

#include "base/base.h"
#include "base/numeric.h"
#include "media/episode.h"
#include "media/subtitles.h"
#include "story/comments.h"
#include "story/reactions.h"
#include "uniform.h"

#define SONGS ((size_t)1000)
#define USES 4
#define USE_S 30
#define TOP 5
#define APART_S 60

struct file {
    struct yn_comments comments;
    struct yn_reaction *reactions;
    struct yn_spoken *spoken;
    size_t n_spoken;
};

static void fail(const struct yn_err *err)
{
    fprintf(stderr, "%s\n", err->text);
    exit(2);
}

static int number_of(const char *path)
{
    struct yn_episode episode;
    return yn_episode_read(path, &episode, NULL) ? -1 : episode.first;
}

static void read_subtitles(struct file *file, const char *path,
                           char *const *subtitles)
{
    struct yn_subtitles lines;
    struct yn_err err;
    for (; *subtitles; subtitles++) {
        if (number_of(*subtitles) != number_of(path))
            continue;
        if (yn_subtitles_read(*subtitles, NULL, &lines, NULL, &err))
            fail(&err);
        file->spoken = calloc(lines.n_lines + 1, sizeof(*file->spoken));
        for (size_t i = 0; file->spoken && i < lines.n_lines; i++)
            file->spoken[file->n_spoken++] = (struct yn_spoken){
                lines.lines[i].start_s, lines.lines[i].end_s};
        yn_subtitles_release(&lines);
        return;
    }
}

/* The highest seconds, no two within a minute. */
static void print_top(const struct yn_moments *moments)
{
    double at[TOP];
    for (size_t n = 0; n < TOP; n++) {
        size_t best = SIZE_MAX;
        for (size_t t = 0; t < moments->n; t++) {
            bool taken = isnan(moments->value[t]);
            for (size_t k = 0; k < n && !taken; k++)
                taken = fabs(at[k] - (double)t) < APART_S;
            if (!taken &&
                (best == SIZE_MAX || moments->value[t] > moments->value[best]))
                best = t;
        }
        if (best == SIZE_MAX)
            return;
        at[n] = (double)best;
        printf(" %zu:%02zu (%.1f)", best / 60, best % 60,
               (double)moments->value[best]);
    }
}

/* Lays USES uses of each of SONGS songs anywhere between the titles; one that
 * would reach beyond their end goes on at their begin, as the turns do. */
static size_t lay(double end, struct yn_random *random,
                  struct yn_layer_cue *cues)
{
    const double from = YN_EDGE_S, to = floor(end) - YN_EDGE_S;
    size_t n = 0;
    for (size_t i = 0; i < SONGS * USES; i++) {
        const double start =
            from + floor(yn_random_uniform(random) * (to - from));
        const double beyond = start + USE_S - to;
        cues[n++] = (struct yn_layer_cue){.track = i / USES,
                                          .start_s = start,
                                          .end_s = fmin(start + USE_S, to)};
        if (beyond > 0)
            cues[n++] = (struct yn_layer_cue){
                .track = i / USES, .start_s = from, .end_s = from + beyond};
    }
    return n;
}

static void measure_chance(const struct yn_season_moments *moments,
                           struct yn_random *random, double *p, size_t *n_p)
{
    struct yn_err err;
    struct yn_layers layers;
    struct yn_layer_cue *cues = calloc(2 * SONGS * USES, sizeof(*cues));
    if (!cues)
        exit(2);
    const double end = (double)moments->episodes[0].n;
    const struct yn_layers_params params = {
        .moments = moments,
        .cues = cues,
        .n_cues = end > 3 * YN_EDGE_S ? lay(end, random, cues) : 0,
        .n_tracks = SONGS,
        .rotations = 999};
    if (yn_layers_measure(&params, &layers, &err))
        fail(&err);
    for (size_t i = 0; i < SONGS; i++) {
        if (layers.tracks[i].status == YN_LAYER_TESTED)
            p[(*n_p)++] = layers.tracks[i].p;
    }
    yn_layers_release(&layers);
    free(cues);
}

static void look(const char *path, struct file *file, char *const *subtitles,
                 struct yn_random *random, double *p, size_t *n_p)
{
    struct yn_err err;
    struct yn_season_moments moments;
    *n_p = 0;
    if (yn_comments_read(path, &file->comments, NULL, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return;
    }
    if (yn_reactions_of(&file->comments, NULL, &file->reactions, &err))
        fail(&err);
    read_subtitles(file, path, subtitles);
    const size_t n = file->comments.n;
    const double end = n ? file->comments.item[n - 1].time_s + 1 : 0;
    const struct yn_moments_episode episode = {.duration_s = end,
                                               .reactions = file->reactions,
                                               .n_reactions = n,
                                               .spoken = file->spoken,
                                               .n_spoken = file->n_spoken};
    if (yn_season_moments_find(&episode, 1, 1, &moments, &err))
        fail(&err);
    size_t tears = 0;
    for (size_t i = 0; i < n; i++)
        tears += file->reactions[i].tears;
    const struct yn_moments *one = &moments.episodes[0];
    printf("%s (%s): %zu comments over %.0f s, %zu drawings, %zu of tears, %zu "
           "name songs, %zu rejected; lag ",
           path, file->comments.format, n, end, file->comments.n_drawings,
           tears, one->n_naming, file->comments.n_rejected);
    printf(moments.lags[0].known ? "%.0f s" : "not known", moments.lags[0].s);
    printf("; highest at");
    print_top(one);
    printf("\n");
    measure_chance(&moments, random, p, n_p);
    yn_season_moments_release(&moments);
}

int main(int argc, char **argv)
{
    static double p[SONGS];
    static char *none[] = {NULL};
    char **subtitles = none;
    struct yn_random *random = NULL;
    int n = 1;
    while (n < argc && strcmp(argv[n], "--subtitles") != 0)
        n++;
    if (n < argc)
        subtitles = argv + n + 1;
    if (n == 1 || yn_random_create(6, &random, NULL))
        return 2;
    for (int i = 1; i < n; i++) {
        struct file file = {0};
        size_t n_p;
        double distance;
        look(argv[i], &file, subtitles, random, p, &n_p);
        const double chance = n_p ? uniform_p(p, n_p, &distance) : NAN;
        if (n_p)
            printf("    %zu songs of %d uses by chance: KS D %.3f, p %.2f\n",
                   n_p, USES, distance, chance);
        yn_comments_release(&file.comments);
        free(file.reactions);
        free(file.spoken);
    }
    yn_random_destroy(&random);
    return 0;
}
