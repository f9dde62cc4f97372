/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The readers of the files of a season folder. Each reads one kind of file into
 * the model, tells what is wrong as problems, and fails only without memory.
 */
#ifndef YN_SEASON_READ_H
#define YN_SEASON_READ_H

#include <yeoun/season.h>

#include "base/reader.h"
#include "season/yaml.h"

/* What makes a folder a season. */
#define YN_SEASON_FILE "season.md"

/* The season being built: the model and what only the readers need. */
struct yn_season_own {
    struct yn_arena arena;
    struct yn_names *names; /* owned */
    struct yn_vote *votes;  /* owned; yn_season.votes */
    char *dir;              /* as given; owned */
};

/* season.md: everything but the lists of dramas, people and votes. `*listed`
 * is the node of the key `dramas`, or NULL. */
int yn_read_season_file(struct yn_reader *reader, const char *path,
                        struct yn_season *season,
                        const struct yn_yaml_node **listed, struct yn_err *err);

/* One file dramas/<slug>.md; `slug` lives in the arena. */
int yn_read_drama_file(struct yn_reader *reader, const char *path,
                       const char *slug, struct yn_drama *drama,
                       struct yn_err *err);

/* The key `tracks` of a drama (field type: struct yn_drama). */
struct yn_field;
int yn_read_tracks(struct yn_reader *reader, const struct yn_field *spec,
                   const struct yn_yaml_node *node, void *drama,
                   struct yn_err *err);

/* people.md. */
int yn_read_people_file(struct yn_reader *reader, const char *path,
                        struct yn_season *season, struct yn_err *err);

/* The folder ballots/ and overrides.csv; names and dramas are complete. */
int yn_read_ballots(struct yn_reader *reader, const char *dir,
                    struct yn_season *season, struct yn_err *err);
int yn_read_overrides(struct yn_reader *reader, const char *path,
                      struct yn_season *season, struct yn_err *err);

/* usage.csv; without one the season keeps the table it has. */
int yn_read_usage(struct yn_reader *reader, const char *path,
                  struct yn_season *season, struct yn_err *err);

#endif
