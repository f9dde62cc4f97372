/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands behind yn_site_put: the new folder and the names put into it.
 * Seen by this folder alone.
 */
#ifndef YN_PUBLISH_SITE_OUT_H
#define YN_PUBLISH_SITE_OUT_H

#include "publish/site.h"

struct yn_site_out {
    const char *dir; /* NULL: a dry run */
    char **name;
    size_t n, cap;
};

void yn_site_out_release(struct yn_site_out *out);
/* Sorts the names by bytes and checks that none came twice. */
int yn_site_out_sort(struct yn_site_out *out, struct yn_err *err);
/* As yn_site_put, with the content of the file `source`. */
int yn_site_put_copy(struct yn_site_out *out, const char *name,
                     const char *source, struct yn_err *err);

#endif
