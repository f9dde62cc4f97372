/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cues: what was found in an episode becomes a cue sheet, the list of the music
 * in a programme that societies pay its writers by.
 *
 * A sheet is a draft until nothing is missing in it; what is missing is listed
 * with what to do about it. Music that is of no song of the roster has rows of
 * its own, without a number: somebody must find out what it is.
 *
 * Threads: a struct yn_sheet is read-only once made.
 */
#ifndef YEOUN_CUES_H
#define YEOUN_CUES_H

#include <stdbool.h>
#include <stddef.h>

#include <yeoun/err.h>
#include <yeoun/placement.h>
#include <yeoun/season.h>
#include <yeoun/usage.h>

/* What is known of an episode; zeroed is nothing. NULL text is "". */
struct yn_cue_episode {
    const char *name;             /* what the sheet calls it, such as a path */
    const struct yn_drama *drama; /* NULL: it is of none */
    unsigned season, number;      /* 0: not known */
    unsigned last;                /* of a file of several; else 0 or `number` */
    bool special;      /* `number` counts specials, whose season is 0 */
    const char *title; /* its own, or what tells it from others */
    struct yn_date aired;
};

/* What a master is. Without a season only its file is known. */
struct yn_cue_master {
    const struct yn_drama *drama; /* of the track; NULL with it */
    const struct yn_track *track; /* NULL: not known */
    const char *file;             /* its name without folders, or NULL */
};

enum yn_sheet_order {
    YN_SHEET_BY_START,
    YN_SHEET_BY_TRACK,      /* by title, then start */
    YN_SHEET_BY_LENGTH,     /* longest first */
    YN_SHEET_BY_LEVEL,      /* loudest against the rest first */
    YN_SHEET_BY_CONFIDENCE, /* least sure first */
};

/* All of it is borrowed for the life of the sheet. */
struct yn_sheet_params {
    struct yn_cue_episode episode;
    const struct yn_placements *placements;
    const struct yn_cue_master *masters; /* yn_cue.master counts from here */
    size_t n_masters;
    const struct yn_usage *usage; /* NULL: the built-in table */
    double min_s;                 /* shorter cues are left out */
    double confidence;            /* less sure ones too, 0..1 */
    enum yn_sheet_order order;
};

/* One cue of the sheet; text is never NULL. */
struct yn_sheet_row {
    size_t seq; /* from 1, by start */
    const struct yn_cue *cue;
    const struct yn_cue_master *master;
    const char *title;  /* the track's, or the name of its file */
    const char *artist; /* "A & B" */
    const char *code;   /* proposed, by yn_usage_code */
    double dialogue;    /* share of it in which somebody speaks, 0..1; NAN not
                           known */
};

/* What music of no song is called in every format. */
#define YN_UNIDENTIFIED "music, unidentified"

/* One line of a sheet: one of the two, the other is NULL. */
struct yn_sheet_line {
    const struct yn_sheet_row *row;
    const struct yn_unidentified *unidentified;
};

/* What is missing before a sheet is final. */
enum yn_lack {
    YN_LACK_TRACK,     /* only the file of the master is known */
    YN_LACK_COMPOSER,  /* nobody is named who made the music */
    YN_LACK_PUBLISHER, /* nobody is named, or only one who administers */
    YN_LACK_DURATION,  /* the cue ends where it begins, or before */
    YN_LACK_SURE,      /* the cue may be wrong */
    YN_LACK_OVERLAP,   /* two cues claim the same seconds */
    YN_LACK_PROGRAMME, /* cues add up to more than the programme, or its length
                          is not known */
    YN_LACK_UNIDENTIFIED, /* music is heard that is of no song */
    YN_LACK_SOUND,        /* a part of the episode could not be heard */
};

struct yn_sheet_lack {
    enum yn_lack kind;
    const char *track;  /* title it is about; "": the sheet as a whole */
    const char *what;   /* "no publisher is named" */
    const char *remedy; /* what to do about it */
};

struct yn_sheet_own; /* what a sheet keeps for itself */

struct yn_sheet {
    struct yn_sheet_params params; /* as given */
    const char *title; /* "Hospital Playlist, episode 7"; else its name */
    struct yn_sheet_row *rows; /* in the order asked for */
    size_t n_rows;
    size_t n_left_out; /* shorter or less sure than asked for */
    struct yn_unidentified *unidentified; /* by start; those that are long and
                                             sure enough */
    size_t n_unidentified;
    struct yn_sheet_line *lines; /* both, in the order asked for: by start
                                    together, else the unidentified last */
    size_t n_lines;
    double cues_s;  /* what the cues add up to */
    double music_s; /* the same with every second counted once */
    double unidentified_s;
    struct yn_sheet_lack *lacks; /* of tracks, of cues, of the whole; none: the
                                    sheet is final */
    size_t n_lacks;
    struct yn_sheet_own *own;
};

/* Makes a sheet. Every cue is kept that is long and sure enough, also where
 * several sound at once. Errors: YN_E_ARG (a cue names no master or no use that
 * there is), YN_E_NOMEM. Destroy with yn_sheet_destroy. */
YN_API int yn_sheet_create(const struct yn_sheet_params *params,
                           struct yn_sheet **out, struct yn_err *err);
/* Sets `*sheet` NULL; a NULL sheet is fine. */
YN_API void yn_sheet_destroy(struct yn_sheet **sheet);

enum yn_sheet_format {
    YN_SHEET_CSV,        /* one row a cue */
    YN_SHEET_JSON,       /* the measurements */
    YN_SHEET_WEBVTT,     /* titles over a video in a browser */
    YN_SHEET_FFMETADATA, /* chapters for FFmpeg and mpv */
    YN_SHEET_AUDACITY,   /* a label track, for checking by ear */
};

/* "csv", "json", "webvtt", "ffmetadata", "audacity". */
YN_API const char *yn_sheet_format_word(enum yn_sheet_format format);
/* What a file of the format is called: "cues.csv", "cues.vtt". */
YN_API const char *yn_sheet_format_file(enum yn_sheet_format format);

enum yn_sheet_flags {
    /* JSON: a list also of one sheet or none. */
    YN_SHEET_LIST = 1 << 0,
};

/* Writes sheets as text, in the order given. WebVTT, FFmetadata and Audacity
 * hold the times of one episode, so they take exactly one sheet, and write its
 * cues by start. `*out` is NUL-terminated UTF-8; the caller frees it. `flags`
 * are of enum yn_sheet_flags. Errors: YN_E_ARG (not one sheet), YN_E_NOMEM. */
YN_API int yn_sheets_text(const struct yn_sheet *const *sheets, size_t n,
                          enum yn_sheet_format format, unsigned flags,
                          char **out, struct yn_err *err);

#endif
