/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Share: the pictures that a link to the list, or to one of its dramas, shows
 * on other sites, and the tags that name them (Open Graph, ogp.me; Twitter
 * cards). They look as the page does in daylight.
 */
#ifndef YN_PUBLISH_SHARE_H
#define YN_PUBLISH_SHARE_H

#include "publish/markup.h"
#include "publish/site.h"

/* What previews ask for: 1.91 to 1. */
#define YN_SHARE_WIDTH 1200
#define YN_SHARE_HEIGHT 630

/* Writes share.png and share/<drama's id>.png; `folder` ("" or "static/")
 * stands before their names. Says which letters no font has. Errors: those of
 * yn_site_put, YN_E_INTERNAL. */
int yn_share_write(const struct yn_site_ctx *ctx, const char *folder,
                   struct yn_site_out *out, struct yn_err *err);

/* The file of a drama's picture, of the season's for NULL: "share.png". */
void yn_share_name(const struct yn_site_ctx *ctx, const struct yn_drama *drama,
                   struct yn_buf *out);
/* What the picture shows, for who cannot see it. */
void yn_share_alt(const struct yn_site_ctx *ctx, const struct yn_drama *drama,
                  struct yn_buf *out);

/* The tags og:image… and twitter:… of a page's head; `drama` NULL: the
 * season's. The address is absolute where the season has a `url`, else it
 * begins with `up` ("../../" or ""). */
void yn_share_tags(struct yn_markup *m, const struct yn_site_ctx *ctx,
                   const struct yn_drama *drama, const char *up);

#endif
