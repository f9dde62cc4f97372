/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes every feed, playlist and data file of the season made by hand, and
 * the pages for Hugo below hugo/:
 *
 *     write_feeds DIR [nowhere]
 *
 * With `nowhere` the season has no address of its own.
 */
#include "support/season_fixture.h"
#include "support/test.h"

#include "base/dir.h"
#include "base/file.h"
#include "base/path.h"
#include "publish/site_out.h"

static const struct yn_site_file *const members[] = {
    &yn_site_atom, &yn_site_jsonfeed, &yn_site_xspf, &yn_site_jspf,
    &yn_site_m3u,  &yn_site_csv,      &yn_site_data, &yn_site_schema,
};

static int write_file(const char *dir, const char *name, struct yn_buf *text)
{
    char *path = yn_path_join(dir, name);
    int rc = !path || text->failed
                 ? YN_E_NOMEM
                 : yn_file_write(path, yn_buf_text(text), text->len, NULL);
    yn_buf_clear(text);
    free(path);
    return rc;
}

static int write_all(const struct yn_site_ctx *ctx, const char *dir)
{
    struct yn_buf text = {0};
    int rc = yn_dir_make(dir, NULL);
    for (size_t i = 0; i < sizeof(members) / sizeof(members[0]) && !rc; i++) {
        rc = members[i]->write(ctx, &text, NULL);
        if (!rc)
            rc = write_file(dir, members[i]->name, &text);
    }
    if (!rc)
        rc = yn_jsonld_write(ctx, &text, NULL);
    if (!rc)
        rc = write_file(dir, "page.jsonld", &text);
    yn_buf_release(&text);
    return rc;
}

static int write_hugo(const struct yn_site_ctx *ctx, const char *dir)
{
    char *below = yn_path_join(dir, "hugo");
    struct yn_site_out out = {.dir = below};
    int rc = below ? yn_dir_make(below, NULL) : YN_E_NOMEM;
    if (!rc)
        rc = yn_hugo_write(ctx, &out, NULL);
    yn_site_out_release(&out);
    free(below);
    return rc;
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    struct season_fixture fixture;
    season_fixture_init(&fixture);
    if (argc > 2)
        fixture.season.url = "";
    int rc = write_all(&fixture.ctx, argv[1]);
    if (!rc)
        rc = write_hugo(&fixture.ctx, argv[1]);
    season_fixture_release(&fixture);
    return rc ? 1 : 0;
}
