/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Publish: the season and its tally become a site.
 *
 * The site is written beside its place and swapped in when whole: a full disk
 * or a killed program leaves the old site as it was. It holds nothing that is
 * not the editor's to publish: no audio, subtitles, lyrics, absolute paths.
 */
#ifndef YEOUN_PUBLISH_H
#define YEOUN_PUBLISH_H

#include <stdbool.h>
#include <stddef.h>

#include <yeoun/log.h>
#include <yeoun/rate.h>
#include <yeoun/season.h>
#include <yeoun/tally.h>

enum yn_publish_format {
    YN_PUBLISH_SITE, /* a static site, ready to be put on any server */
    YN_PUBLISH_HUGO, /* Markdown with front matter for a generator */
};

struct yn_publish_params {
    const char *out; /* folder to write; NULL: site/ (hugo: site-hugo/) in
                        the season folder */
    enum yn_publish_format format;
    bool dry_run; /* name the files, write nothing */
    /* Date of the feeds where season.md has no `as_of`, seconds since 1970;
     * 0: the newest file of the season. */
    long long date_s;
    /* How lasting the tracks are; NULL: nothing of it on the page. What comes
     * of listening histories is not shown. */
    const struct yn_rates *rates;
    const struct yn_log *log; /* may be NULL */
};

struct yn_published {
    char *dir;   /* where it lies; free with yn_published_release */
    char **file; /* paths below dir, sorted */
    size_t n_files;
};

/* Writes the site. Errors: YN_E_UNSAFE (the folder to write is, holds, or lies
 * in a folder of the user's text, or is a non-empty folder that yeoun did not
 * make; an asset lies outside the season folder), YN_E_IO (the old site is
 * whole), YN_E_NOMEM. On failure `*result` is empty. */
YN_API int yn_publish(const struct yn_season *season,
                      const struct yn_tally *tally,
                      const struct yn_publish_params *params,
                      struct yn_published *result, struct yn_err *err);
YN_API void yn_published_release(struct yn_published *result);

#endif
