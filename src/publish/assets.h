/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Assets: the images of the season folder that the editor's words show.
 *
 * An image is looked for from the season folder, then from the folder of the
 * text that names it. After links are followed it must lie inside the season
 * folder: what lies elsewhere is nobody's to publish by accident.
 *
 * Threads: read-only after creation.
 */
#ifndef YN_PUBLISH_ASSETS_H
#define YN_PUBLISH_ASSETS_H

#include <stddef.h>

#include <yeoun/season.h>

struct yn_assets;

struct yn_asset {
    const char *source; /* absolute path of the image */
    const char *name;   /* in the site: "files/harbour.jpg" */
};

/* Finds the images of all texts of the season. Errors: YN_E_UNSAFE (outside
 * the folder, or no kind of image), YN_E_INPUT (not there, no file),
 * YN_E_NOMEM; `*out` is then unchanged. Messages name the text, the image
 * and what to do. */
int yn_assets_create(const struct yn_season *season, struct yn_assets **out,
                     struct yn_err *err);
void yn_assets_destroy(struct yn_assets **assets);

/* Every image once, in the order in which the texts name them. */
const struct yn_asset *yn_assets_list(const struct yn_assets *assets,
                                      size_t *n);

/* The name in the site of the image that the words on `drama` (NULL: the
 * introduction) call `address`, fit for an address itself; NULL where there is
 * none. */
const char *yn_assets_name(const struct yn_assets *assets,
                           const struct yn_drama *drama, const char *address);

#endif
