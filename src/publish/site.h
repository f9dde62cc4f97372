/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Site: the family of files that make the published list.
 *
 * To add one: write src/publish/<member>.c with a `const struct yn_site_file`,
 * declare it below, and add it to the array in site.c.
 */
#ifndef YN_PUBLISH_SITE_H
#define YN_PUBLISH_SITE_H

#include <stdbool.h>
#include <stddef.h>

#include <yeoun/log.h>
#include <yeoun/rate.h>
#include <yeoun/season.h>
#include <yeoun/tally.h>
#include <yeoun/verdict.h>

#include "base/buf.h"
#include "publish/anchors.h"

struct yn_assets;  /* see assets.h */
struct yn_kept;    /* see kept.h */
struct yn_painter; /* see picture.h */
struct yn_played;  /* see played.h */

/* What every member reads; all of it borrowed. */
struct yn_site_ctx {
    const struct yn_season *season;
    const struct yn_tally *tally;
    const struct yn_rates *rates;     /* may be NULL */
    const struct yn_story *stories;   /* by yn_track.index; may be NULL */
    const struct yn_verdict *verdict; /* may be NULL */
    const struct yn_drama_tally *const *order; /* as the list shows them */
    size_t n;                                  /* how many there are */
    long long date_s; /* of the list: season->as_of, else as publish.h says */
    const struct yn_anchors *anchors;
    const struct yn_assets *assets; /* local images of the texts */
    const struct yn_played *played; /* NULL: nothing is known of episodes */
    struct yn_painter *painter;     /* NULL in a dry run */
    struct yn_kept *kept;           /* NULL: all pictures are packed anew */
    bool local;                     /* for the editor alone */
    const struct yn_log *log;       /* may be NULL */
};

struct yn_site_file {
    const char *name; /* "atom.xml" */
    const char *mime; /* "application/atom+xml" */
    /* How the page offers it: a label ("Atom feed") and one short sentence of
     * what it is good for. A NULL label: not offered. */
    const char *label, *use;
    bool alternate; /* named in the page's head as rel=alternate */
    /* Appends the whole file. Errors: YN_E_NOMEM. A failed `out` need not be
     * reported: the caller looks. */
    int (*write)(const struct yn_site_ctx *ctx, struct yn_buf *out,
                 struct yn_err *err);
    /* Whether this season has anything for it; NULL = always. */
    bool (*wanted)(const struct yn_site_ctx *ctx);
};

/* The members, in the order in which the page offers them. */
const struct yn_site_file *const *yn_site_files(size_t *n);

extern const struct yn_site_file yn_site_page;
extern const struct yn_site_file yn_site_style;
extern const struct yn_site_file yn_site_script;
extern const struct yn_site_file yn_site_badge;
extern const struct yn_site_file yn_site_badge_png;
extern const struct yn_site_file yn_site_atom;
extern const struct yn_site_file yn_site_jsonfeed;
extern const struct yn_site_file yn_site_xspf;
extern const struct yn_site_file yn_site_jspf;
extern const struct yn_site_file yn_site_m3u;
extern const struct yn_site_file yn_site_csv;
extern const struct yn_site_file yn_site_data;
extern const struct yn_site_file yn_site_schema;

/* The data of schema.org for the page, as JSON fit to stand inside a script
 * element; in jsonld.c. Errors: YN_E_NOMEM. */
int yn_jsonld_write(const struct yn_site_ctx *ctx, struct yn_buf *out,
                    struct yn_err *err);

/* Where files go: a new folder that is not yet in its place. */
struct yn_site_out;

/* Writes `content` as file `name` ("content/x.md": folders are made) and
 * remembers the name; in a dry run only remembers it. `content` keeps its
 * memory and is emptied. Errors: YN_E_IO, YN_E_NOMEM (also when `content`
 * failed), YN_E_EXISTS (a name used twice). */
int yn_site_put(struct yn_site_out *out, const char *name,
                struct yn_buf *content, struct yn_err *err);

/* The pages and cue sheets of episodes; in episodes.c. Errors: those of
 * yn_site_put. */
int yn_episodes_write(const struct yn_site_ctx *ctx, struct yn_site_out *out,
                      struct yn_err *err);

/* The season as Markdown with front matter for Hugo; in hugo.c. Errors: those
 * of yn_site_put. */
int yn_hugo_write(const struct yn_site_ctx *ctx, struct yn_site_out *out,
                  struct yn_err *err);

#endif
