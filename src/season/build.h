/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A season while its folder is read: what season.c and its helpers share.
 */
#ifndef YN_SEASON_BUILD_H
#define YN_SEASON_BUILD_H

#include "season/read.h"

struct yn_build {
    struct yn_reader reader;
    struct yn_season *season;
    const char *dir; /* the season folder */
};

/* A path in the season folder, in the arena. Errors: YN_E_NOMEM. */
int yn_build_path(struct yn_build *build, const char *name, const char **out,
                  struct yn_err *err);

/* dramas.c: reads dramas/, then puts them in the order of the key `dramas`,
 * whose node is `listed` or NULL. */
int yn_build_dramas(struct yn_build *build, struct yn_err *err);
int yn_build_order(struct yn_build *build, const struct yn_yaml_node *listed,
                   struct yn_err *err);

/* doubles.c: tells of what stands in the folder twice. */
int yn_build_doubles(struct yn_build *build, struct yn_err *err);

#endif
