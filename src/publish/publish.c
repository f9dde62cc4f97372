/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/publish.h>

#include "base/base.h"
#include "base/path.h"
#include "base/say.h"
#include "publish/assets.h"
#include "publish/kept.h"
#include "publish/picture.h"
#include "publish/place.h"
#include "publish/played.h"
#include "publish/share.h"
#include "publish/site.h"
#include "publish/site_out.h"
#include "publish/text.h"

static int write_members(const struct yn_site_ctx *ctx, struct yn_site_out *out,
                         struct yn_err *err)
{
    size_t n;
    const struct yn_site_file *const *files = yn_site_files(&n);
    struct yn_buf content = {0};
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < n; i++) {
        if (files[i]->wanted && !files[i]->wanted(ctx))
            continue;
        /* A dry run names the files: it need not make them. */
        if (out->dir)
            rc = files[i]->write(ctx, &content, err);
        if (!rc)
            rc = yn_site_put(out, files[i]->name, &content, err);
    }
    yn_buf_release(&content);
    return rc;
}

static int copy_assets(const struct yn_site_ctx *ctx, struct yn_site_out *out,
                       const char *folder, struct yn_err *err)
{
    size_t n;
    const struct yn_asset *asset = yn_assets_list(ctx->assets, &n);
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < n; i++) {
        char *name = yn_path_join(folder, asset[i].name);
        rc = name ? yn_site_put_copy(out, name, asset[i].source, err)
                  : yn_err_nomem(err);
        free(name);
    }
    return rc;
}

static int write_format(const struct yn_site_ctx *ctx,
                        enum yn_publish_format format, struct yn_site_out *out,
                        struct yn_err *err)
{
    /* Hugo serves what lies in static/ from the top of its site. */
    bool hugo = format == YN_PUBLISH_HUGO;
    int rc = hugo ? yn_hugo_write(ctx, out, err) : write_members(ctx, out, err);
    if (!rc && !hugo)
        rc = yn_episodes_write(ctx, out, err);
    if (!rc)
        rc = copy_assets(ctx, out, hugo ? "static" : "", err);
    if (!rc)
        rc = yn_share_write(ctx, hugo ? "static/" : "", out, err);
    if (!rc)
        rc = yn_site_out_sort(out, err);
    return rc;
}

/* A season that cannot be written to keeps none. */
static int keep_pictures(const struct yn_site_ctx *ctx, struct yn_err *err)
{
    struct yn_err why = {0};
    int rc = yn_kept_save(ctx->kept, &why);
    if (rc == YN_E_NOMEM)
        return yn_err_nomem(err);
    if (rc)
        yn_say(ctx->log, YN_LOG_DETAIL, "%s", why.text);
    return YN_OK;
}

/* Writes everything aside and swaps it in. */
static int write_whole(const struct yn_site_ctx *ctx,
                       const struct yn_publish_params *params,
                       struct yn_place *place, struct yn_site_out *out,
                       struct yn_err *err)
{
    int rc = YN_OK;
    if (!params->dry_run) {
        rc = yn_place_begin(place, err);
        out->dir = place->fresh;
    }
    if (!rc)
        rc = write_format(ctx, params->format, out, err);
    if (!rc && ctx->kept)
        rc = keep_pictures(ctx, err);
    if (!rc && !params->dry_run)
        rc = yn_place_commit(place, out->name, out->n, err);
    return rc;
}

static int check(const struct yn_publish_params *params, struct yn_err *err)
{
    if (params->local && params->format != YN_PUBLISH_SITE)
        return yn_err_set(err, YN_E_ARG, 0,
                          "--local writes a site; leave out --format");
    if (!params->local && params->rates &&
        params->rates->listeners_min < YN_LISTENERS_PUBLISHED_MIN)
        return yn_err_set(err, YN_E_ARG, 0,
                          "these ratings may tell what a single person "
                          "played; rate anew for %d listeners or more",
                          YN_LISTENERS_PUBLISHED_MIN);
    return YN_OK;
}

const char *yn_publish_folder(enum yn_publish_format format, bool local)
{
    if (format == YN_PUBLISH_HUGO)
        return "site-hugo";
    return local ? "site-local" : "site";
}

static int default_dir(const struct yn_season *season,
                       const struct yn_publish_params *params, char **out,
                       struct yn_err *err)
{
    const char *name = yn_publish_folder(params->format, params->local);
    *out = params->out ? strdup(params->out) : yn_path_join(season->dir, name);
    return *out ? YN_OK : yn_err_nomem(err);
}

static long long list_date(const struct yn_season *season,
                           const struct yn_publish_params *params)
{
    if (season->as_of.year)
        return yn_text_day_s(season->as_of);
    return params->date_s ? params->date_s : season->newest_s;
}

int yn_publish(const struct yn_season *season, const struct yn_tally *tally,
               const struct yn_publish_params *params,
               struct yn_published *result, struct yn_err *err)
{
    struct yn_anchors *anchors = NULL;
    struct yn_assets *assets = NULL;
    struct yn_played *played = NULL;
    struct yn_painter *painter = NULL;
    struct yn_kept *kept = NULL;
    const struct yn_drama_tally **order = NULL;
    struct yn_place place = {.lock = -1};
    struct yn_site_out out = {0};
    char *dir = NULL;
    *result = (struct yn_published){0};

    int rc = check(params, err);
    if (!rc)
        rc = default_dir(season, params, &dir, err);
    if (!rc)
        rc = yn_place_choose(season, dir, &place, err);
    if (!rc)
        rc = yn_assets_create(season, &assets, err);
    if (!rc)
        rc = yn_anchors_create(season, &anchors, err);
    if (!rc)
        rc = yn_played_create(season, params, anchors, &played, err);
    if (!rc)
        rc = yn_tally_order(tally, season, &order, err);
    if (!rc && !params->dry_run)
        rc = yn_painter_create(&painter, err);
    if (!rc && painter && params->keep_pictures)
        rc = yn_kept_create(season->dir, place.path, painter, &kept, err);
    if (rc)
        goto done;
    const struct yn_site_ctx ctx = {
        .season = season,
        .tally = tally,
        .rates = params->rates,
        .stories = params->stories,
        .verdict = params->verdict,
        .order = order,
        .n = season->n_dramas,
        .date_s = list_date(season, params),
        .anchors = anchors,
        .assets = assets,
        .played = played,
        .painter = painter,
        .kept = kept,
        .local = params->local,
        .log = params->log,
    };
    rc = write_whole(&ctx, params, &place, &out, err);
    if (!rc) {
        *result = (struct yn_published){
            .dir = dir, .file = out.name, .n_files = out.n};
        dir = NULL;
        out = (struct yn_site_out){0};
    }
done:
    yn_site_out_release(&out);
    yn_place_release(&place);
    yn_kept_destroy(&kept);
    yn_painter_destroy(&painter);
    yn_played_destroy(&played);
    yn_assets_destroy(&assets);
    yn_anchors_destroy(&anchors);
    free(order);
    free(dir);
    return rc;
}

int yn_published_read(const char *dir, struct yn_published *result,
                      struct yn_err *err)
{
    struct yn_site_out out = {0};
    *result = (struct yn_published){0};
    int rc = yn_place_list(dir, &out.name, &out.n, err);
    if (!rc) {
        result->dir = strdup(dir);
        rc = result->dir ? YN_OK : yn_err_nomem(err);
    }
    if (rc) {
        yn_site_out_release(&out);
        return rc;
    }
    result->file = out.name;
    result->n_files = out.n;
    return YN_OK;
}

void yn_published_release(struct yn_published *result)
{
    for (size_t i = 0; i < result->n_files; i++)
        free(result->file[i]);
    free(result->file);
    free(result->dir);
    *result = (struct yn_published){0};
}
