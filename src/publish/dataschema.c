/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * data.schema.json: docs/data.schema.json, beside the data it describes.
 */
#include "publish/site.h"

#include "web.h"

static int write_schema(const struct yn_site_ctx *ctx, struct yn_buf *out,
                        struct yn_err *err)
{
    (void)ctx;
    (void)err;
    yn_buf_puts(out, yn_web_data_schema);
    return YN_OK;
}

const struct yn_site_file yn_site_schema = {
    .name = "data.schema.json",
    .mime = "application/schema+json",
    .write = write_schema,
};
