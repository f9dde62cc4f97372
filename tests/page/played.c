/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes the pages of a long drama that was never scanned, for the browser:
 *
 *     played DIR      DIR/played for others, DIR/played-local for the editor
 */
#include "support/test.h"

#include "support/played_fixture.h"

static struct played_fixture f;

static int publish(const char *dir, bool local)
{
    char out[400];
    snprintf(out, sizeof(out), "%s/%s", dir, local ? "played-local" : "played");
    const struct yn_publish_params params = {.out = out,
                                             .local = local,
                                             .episodes = f.episodes,
                                             .n_episodes = PLAYED_EPISODES,
                                             .stories = f.stories};
    struct yn_published result = {0};
    struct yn_err err = {0};
    int rc = yn_publish(f.run.season, f.run.tally, &params, &result, &err);
    if (rc)
        fprintf(stderr, "%s\n", err.text);
    yn_published_release(&result);
    return rc;
}

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    played_fixture_init(&f);
    int rc = publish(argv[1], false);
    if (!rc)
        rc = publish(argv[1], true);
    played_fixture_release(&f);
    return rc ? 1 : 0;
}
