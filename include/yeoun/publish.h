/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Publish: the season and its tally become a site.
 *
 * The site is written beside its place and swapped in when whole: a full disk
 * or a killed program leaves the old site as it was. It holds nothing that is
 * not the editor's to publish: no audio, subtitles, lyrics, absolute paths. A
 * site for the editor alone (`local`) links to the audio and shows the lines.
 */
#ifndef YEOUN_PUBLISH_H
#define YEOUN_PUBLISH_H

#include <stdbool.h>
#include <stddef.h>

#include <yeoun/cues.h>
#include <yeoun/log.h>
#include <yeoun/rate.h>
#include <yeoun/season.h>
#include <yeoun/stories.h>
#include <yeoun/tally.h>
#include <yeoun/verdict.h>

enum yn_publish_format {
    YN_PUBLISH_SITE, /* a static site, ready to be put on any server */
    YN_PUBLISH_HUGO, /* Markdown with front matter for a generator */
};

/* What is said in an episode, from its subtitles. */
struct yn_publish_line {
    double start_s, end_s;
    const char *text; /* lines parted by '\n' */
};

/* An episode, for a page of its own; all of it borrowed. */
struct yn_publish_episode {
    struct yn_cue_episode episode;          /* its drama is one of the season */
    const char *path;                       /* as it can be opened */
    const struct yn_placements *placements; /* NULL: not known, or not now */
    const struct yn_cue_master *masters;    /* yn_cue.master counts from here */
    const char *const *master_paths;        /* as they can be opened */
    size_t n_masters;
    const struct yn_publish_line *lines; /* by start_s */
    size_t n_lines;
    const struct yn_moments *moments; /* NULL: nothing is known of them */
};

struct yn_publish_params {
    const char *out; /* folder to write; NULL: site/ (hugo: site-hugo/, local:
                        site-local/) in the season folder */
    enum yn_publish_format format;
    bool local; /* for the editor's own eyes: with links that play files of
                   this computer, and with the lines spoken */
    const struct yn_publish_episode *episodes; /* a drama's one after another */
    size_t n_episodes;
    bool dry_run; /* name the files, write nothing */
    /* Use the pictures of the site that stands again where they would come out
     * the same, and note in the season's .yeoun/ what they were made from. The
     * bytes of the site are the same either way. */
    bool keep_pictures;
    /* Date of the feeds where season.md has no `as_of`, seconds since 1970;
     * 0: the newest file of the season. */
    long long date_s;
    /* How lasting the tracks are; NULL: nothing of it on the page. Unless
     * `local`, made of no fewer listeners than YN_LISTENERS_PUBLISHED_MIN. */
    const struct yn_rates *rates;
    /* The first rule as measured, by yn_track.index; layering.episode counts
     * from `episodes`. NULL: nothing of it on the page. */
    const struct yn_story *stories;
    /* What both rules propose, made from those rates; NULL: nothing of it. */
    const struct yn_verdict *verdict;
    const struct yn_log *log; /* may be NULL */
};

struct yn_published {
    char *dir;   /* where it lies; free with yn_published_release */
    char **file; /* paths below dir, sorted */
    size_t n_files;
};

/* The folder in a season's one that a site goes to where none is named: "site",
 * "site-hugo", "site-local". Static. */
YN_API const char *yn_publish_folder(enum yn_publish_format format, bool local);

/* Writes the site. Errors: YN_E_UNSAFE (the folder to write is, holds, or lies
 * in a folder of the user's text, or is a non-empty folder that yeoun did not
 * make; an asset lies outside the season folder), YN_E_ARG (`local` is a site;
 * placements are not of these masters; rates of too few listeners), YN_E_IO
 * (the old site is whole), YN_E_NOMEM. On failure `*result` is empty.
 * Threads: one at a time into a folder; what is given must not change
 * meanwhile. */
YN_API int yn_publish(const struct yn_season *season,
                      const struct yn_tally *tally,
                      const struct yn_publish_params *params,
                      struct yn_published *result, struct yn_err *err);
/* Reads what yeoun wrote into a folder. Errors: YN_E_NOTFOUND where it wrote
 * nothing there, YN_E_IO, YN_E_LIMIT, YN_E_NOMEM; `*result` is then empty. */
YN_API int yn_published_read(const char *dir, struct yn_published *result,
                             struct yn_err *err);
/* Frees what is in it and leaves it empty. */
YN_API void yn_published_release(struct yn_published *result);

#endif
