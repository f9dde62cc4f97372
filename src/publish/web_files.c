/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * style.css and page.js, as they stand in web/.
 */
#include "publish/site.h"

#include "web.h"

static int style_write(const struct yn_site_ctx *ctx, struct yn_buf *out,
                       struct yn_err *err)
{
    (void)ctx;
    (void)err;
    yn_buf_puts(out, yn_web_style);
    return YN_OK;
}

static int script_write(const struct yn_site_ctx *ctx, struct yn_buf *out,
                        struct yn_err *err)
{
    (void)ctx;
    (void)err;
    yn_buf_puts(out, yn_web_script);
    return YN_OK;
}

const struct yn_site_file yn_site_style = {
    .name = "style.css",
    .mime = "text/css",
    .write = style_write,
};

const struct yn_site_file yn_site_script = {
    .name = "page.js",
    .mime = "text/javascript",
    .write = script_write,
};
