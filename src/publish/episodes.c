/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Episodes: the files that the site has for them: a page each, its cue sheets,
 * and a page for each drama.
 */
#include "base/base.h"
#include "publish/episodes_internal.h"

static int put_file(struct yn_site_out *out, const char *folder,
                    const char *stem, const char *rest, struct yn_buf *content,
                    struct yn_err *err)
{
    struct yn_buf name = {0};
    yn_buf_printf(&name, "%s/%s%s", folder, stem, rest);
    int rc = name.failed ? yn_err_nomem(err)
                         : yn_site_put(out, yn_buf_text(&name), content, err);
    yn_buf_release(&name);
    return rc;
}

static int put_sheet(struct yn_site_out *out,
                     const struct yn_played_drama *drama,
                     const struct yn_played_episode *episode,
                     enum yn_sheet_format format, struct yn_err *err)
{
    const struct yn_sheet *const sheet = episode->sheet;
    struct yn_buf content = {0}, rest = {0};
    char *text = NULL;
    int rc = yn_sheets_text(&sheet, 1, format, 0, &text, err);
    if (!rc) {
        yn_buf_puts(&content, text);
        yn_buf_printf(&rest, "-%s", yn_sheet_format_file(format));
        rc = rest.failed ? yn_err_nomem(err)
                         : put_file(out, drama->folder, episode->stem,
                                    yn_buf_text(&rest), &content, err);
    }
    free(text);
    yn_buf_release(&content);
    yn_buf_release(&rest);
    return rc;
}

static int put_episode(const struct yn_site_ctx *ctx,
                       const struct yn_played_drama *drama, size_t i,
                       struct yn_site_out *out, struct yn_err *err)
{
    const struct yn_played_episode *episode = &drama->episodes[i];
    struct yn_buf content = {0};
    if (!episode->sheet)
        return YN_OK;
    int rc = yn_episode_page(ctx, drama, i, &content, err);
    if (!rc)
        rc =
            put_file(out, drama->folder, episode->stem, ".html", &content, err);
    for (int format = YN_SHEET_CSV; !rc && format <= YN_SHEET_AUDACITY;
         format++)
        rc = put_sheet(out, drama, episode, (enum yn_sheet_format)format, err);
    yn_buf_release(&content);
    return rc;
}

static int put_drama(const struct yn_site_ctx *ctx,
                     const struct yn_played_drama *drama,
                     struct yn_site_out *out, struct yn_err *err)
{
    struct yn_buf content = {0};
    int rc = yn_episode_index(ctx, drama, &content, err);
    if (!rc)
        rc = put_file(out, drama->folder, "index", ".html", &content, err);
    for (size_t i = 0; !rc && i < drama->n_episodes; i++)
        rc = put_episode(ctx, drama, i, out, err);
    yn_buf_release(&content);
    return rc;
}

int yn_episodes_write(const struct yn_site_ctx *ctx, struct yn_site_out *out,
                      struct yn_err *err)
{
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < ctx->season->n_dramas; i++) {
        const struct yn_played_drama *drama =
            yn_played_of(ctx->played, &ctx->season->dramas[i]);
        if (drama && drama->n_known)
            rc = put_drama(ctx, drama, out, err);
    }
    return rc;
}
