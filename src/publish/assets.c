/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/assets.h"

#include <errno.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/base.h"
#include "base/path.h"
#include "publish/markdown.h"
#include "publish/text.h"

/* Kinds that browsers show as images. SVG is one too: in an <img> its scripts
 * do not run. */
static const char *const image_ext[] = {"avif", "gif", "jpeg", "jpg",
                                        "png",  "svg", "webp"};

/* How one text names one image. */
struct use {
    const struct yn_drama *drama; /* NULL: the introduction */
    const char *address;
    size_t asset;
};

struct yn_assets {
    struct yn_arena arena;
    struct yn_asset *asset;
    size_t n, cap;
    struct use *use; /* the introduction's, then by drama */
    size_t n_uses, uses_cap;
};

/* What the walk over the texts carries. */
struct walk {
    struct yn_assets *assets;
    const char *dir; /* the season folder, absolute and without links */
    const struct yn_drama *drama; /* the text at hand, */
    const char *file;             /* and the file it stands in */
};

const struct yn_asset *yn_assets_list(const struct yn_assets *assets, size_t *n)
{
    *n = assets->n;
    return assets->asset;
}

/* Dramas stand in one array, so that their addresses are in their order. */
static size_t first_use(const struct yn_assets *assets,
                        const struct yn_drama *drama)
{
    size_t low = 0, high = assets->n_uses;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if ((uintptr_t)assets->use[mid].drama < (uintptr_t)drama)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

const char *yn_assets_name(const struct yn_assets *assets,
                           const struct yn_drama *drama, const char *address)
{
    for (size_t i = first_use(assets, drama);
         i < assets->n_uses && assets->use[i].drama == drama; i++) {
        if (strcmp(assets->use[i].address, address) == 0)
            return assets->asset[assets->use[i].asset].name;
    }
    return NULL;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "my%20harbour.jpg?x" names the file "my harbour.jpg". */
static void decode(const char *address, struct yn_buf *out)
{
    for (const char *c = address; *c && *c != '?' && *c != '#'; c++) {
        int high = *c == '%' ? hex_digit(c[1]) : -1;
        int low = high >= 0 ? hex_digit(c[2]) : -1;
        if (low >= 0 && high + low > 0) {
            yn_buf_putc(out, (char)(high << 4 | low));
            c += 2;
        } else {
            yn_buf_putc(out, *c);
        }
    }
}

static int missing(const struct walk *walk, const char *address, int native,
                   struct yn_err *err)
{
    if (native == ENOMEM)
        return yn_err_nomem(err);
    return yn_err_set(err, YN_E_INPUT, native,
                      "%s: the image %s cannot be opened: %s; put it into the "
                      "season folder, or take it out of the text",
                      walk->file, address, strerror(native));
}

/* The image's own path, links followed. */
static int resolve(const struct walk *walk, const char *address, char **out,
                   struct yn_err *err)
{
    int rc = YN_OK;
    struct yn_buf name = {0};
    char *beside = NULL, *from_dir = NULL, *from_file = NULL;
    decode(address, &name);
    size_t dir_len = (size_t)(yn_path_base(walk->file) - walk->file);
    beside = strndup(walk->file, dir_len);
    if (name.failed || !beside) {
        rc = yn_err_nomem(err);
        goto done;
    }
    from_dir = yn_path_join(walk->dir, yn_buf_text(&name));
    from_file = yn_path_join(beside, yn_buf_text(&name));
    if (!from_dir || !from_file) {
        rc = yn_err_nomem(err);
        goto done;
    }
    *out = realpath(from_dir, NULL);
    int native = errno;
    if (!*out && native == ENOENT)
        *out = realpath(from_file, NULL);
    if (!*out)
        rc = missing(walk, address, native, err);
done:
    yn_buf_release(&name);
    free(beside);
    free(from_dir);
    free(from_file);
    return rc;
}

static int check(const struct walk *walk, const char *address, const char *path,
                 struct yn_err *err)
{
    if (!yn_path_is_inside(path, walk->dir))
        return yn_err_set(err, YN_E_UNSAFE, 0,
                          "%s: the image %s lies outside the season folder and "
                          "is not published; copy it into the folder",
                          walk->file, address);
    struct stat st;
    if (stat(path, &st))
        return missing(walk, address, errno, err);
    if (!S_ISREG(st.st_mode))
        return yn_err_set(err, YN_E_INPUT, 0,
                          "%s: %s is no file; name an image", walk->file,
                          address);
    for (size_t i = 0; i < YN_LEN(image_ext); i++) {
        if (yn_path_has_ext(path, image_ext[i]))
            return YN_OK;
    }
    return yn_err_set(err, YN_E_UNSAFE, 0,
                      "%s: %s is no image that a browser shows and is not "
                      "published; use avif, gif, jpg, png, svg or webp",
                      walk->file, address);
}

static bool name_taken(const struct yn_assets *assets, const char *name)
{
    for (size_t i = 0; i < assets->n; i++) {
        if (strcmp(assets->asset[i].name, name) == 0)
            return true;
    }
    return false;
}

/* files/<stem>-<n>.<ext>, of ASCII alone: Hangul in a name would have to be
 * encoded wherever it is linked. */
static void spell_name(const char *slug, const char *ext, unsigned n,
                       struct yn_buf *out)
{
    static const char folder[] = "files/";
    yn_buf_clear(out);
    yn_buf_puts(out, folder);
    for (const char *c = slug; *c; c++) {
        if ((unsigned char)*c < 0x80)
            yn_buf_putc(out, *c);
    }
    if (out->len == strlen(folder))
        yn_buf_puts(out, "image");
    if (n > 1)
        yn_buf_printf(out, "-%u", n);
    for (const char *c = ext; *c; c++)
        yn_buf_putc(out, *c >= 'A' && *c <= 'Z' ? (char)(*c | 0x20) : *c);
}

static int name_asset(struct yn_assets *assets, const char *path,
                      const char **out, struct yn_err *err)
{
    struct yn_buf slug = {0}, name = {0};
    const char *base = yn_path_base(path), *ext = strrchr(base, '.');
    char *stem = strndup(base, (size_t)(ext - base));
    int rc = stem ? yn_text_slug(stem, &slug, err) : yn_err_nomem(err);
    unsigned n = 1;
    do {
        spell_name(yn_buf_text(&slug), ext, n++, &name);
    } while (!name.failed && name_taken(assets, yn_buf_text(&name)));
    char *copy = NULL;
    if (!rc && !name.failed)
        copy = yn_arena_dup(&assets->arena, yn_buf_text(&name));
    if (!rc && !copy)
        rc = yn_err_nomem(err);
    if (!rc)
        *out = copy;
    free(stem);
    yn_buf_release(&slug);
    yn_buf_release(&name);
    return rc;
}

/* The index of the asset with this path, made where there is none. */
static int asset_at(struct yn_assets *assets, const char *path, size_t *index,
                    struct yn_err *err)
{
    for (*index = 0; *index < assets->n; ++*index) {
        if (strcmp(assets->asset[*index].source, path) == 0)
            return YN_OK;
    }
    struct yn_asset asset = {.source = yn_arena_dup(&assets->arena, path)};
    if (!asset.source)
        return yn_err_nomem(err);
    int rc = name_asset(assets, path, &asset.name, err);
    if (!rc)
        rc = yn_grow(&assets->asset, &assets->cap, assets->n + 1, sizeof(asset),
                     err);
    if (!rc)
        assets->asset[assets->n++] = asset;
    return rc;
}

static int see_image(void *ctx, const char *address, struct yn_err *err)
{
    const struct walk *walk = ctx;
    struct yn_assets *assets = walk->assets;
    if (strstr(address, "://") || strncmp(address, "//", 2) == 0 ||
        strncmp(address, "data:", 5) == 0 || address[0] == '\0' ||
        yn_assets_name(assets, walk->drama, address))
        return YN_OK;
    char *path = NULL;
    struct use use = {.drama = walk->drama};
    int rc = resolve(walk, address, &path, err);
    if (!rc)
        rc = check(walk, address, path, err);
    if (!rc)
        rc = asset_at(assets, path, &use.asset, err);
    if (!rc)
        rc = yn_grow(&assets->use, &assets->uses_cap, assets->n_uses + 1,
                     sizeof(use), err);
    if (!rc) {
        use.address = yn_arena_dup(&assets->arena, address);
        if (use.address)
            assets->use[assets->n_uses++] = use;
        else
            rc = yn_err_nomem(err);
    }
    free(path);
    return rc;
}

static int walk_texts(struct yn_assets *assets, const struct yn_season *season,
                      struct yn_err *err)
{
    char *dir = yn_path_real(season->dir);
    char *intro = yn_path_join(season->dir, "season.md");
    struct walk walk = {.assets = assets, .dir = dir, .file = intro};
    int rc = dir && intro ? YN_OK : yn_err_nomem(err);
    if (!rc)
        rc = yn_markdown_images(season->intro, see_image, &walk, err);
    for (size_t i = 0; !rc && i < season->n_dramas; i++) {
        walk.drama = &season->dramas[i];
        walk.file = walk.drama->pos.file;
        rc = yn_markdown_images(walk.drama->body, see_image, &walk, err);
    }
    free(dir);
    free(intro);
    return rc;
}

int yn_assets_create(const struct yn_season *season, struct yn_assets **out,
                     struct yn_err *err)
{
    struct yn_assets *assets = calloc(1, sizeof(*assets));
    if (!assets)
        return yn_err_nomem(err);
    int rc = walk_texts(assets, season, err);
    if (rc)
        yn_assets_destroy(&assets);
    else
        *out = assets;
    return rc;
}

void yn_assets_destroy(struct yn_assets **assets)
{
    if (!*assets)
        return;
    yn_arena_release(&(*assets)->arena);
    free((*assets)->asset);
    free((*assets)->use);
    free(*assets);
    *assets = NULL;
}
