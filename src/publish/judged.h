/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Judged: the verdict and the editor's word, as data.json has them.
 */
#ifndef YN_PUBLISH_JUDGED_H
#define YN_PUBLISH_JUDGED_H

#include "publish/json_writer.h"
#include "publish/site.h"

/* The members `overrides` and `verdict` of a track; `verdict` is null where the
 * drama has no measured rule. */
void yn_judged_track(const struct yn_site_ctx *ctx, struct yn_jw *json,
                     json_t *parent, const struct yn_track *track);

/* The member `verdict` of a drama. */
void yn_judged_drama(const struct yn_site_ctx *ctx, struct yn_jw *json,
                     json_t *parent, const struct yn_drama *drama);

#endif
