/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A line of ListenBrainz: a listen as JSON, read without building a tree.
 *
 *     {"user_id": 1, "listened_at": 1580000000, "track_metadata":
 *      {"artist_name": "…", "track_name": "…", "release_name": "…",
 *       "additional_info": {…}}}
 *
 * A dump has hundreds of millions of these at more than a kilobyte each, of
 * which five fields matter. So the line is walked once by its quotes and
 * brackets, 64 bytes at a time (the bit masks of Langdale and Lemire, "Parsing
 * Gigabytes of JSON per Second", 2019), and only the strings of the two objects
 * that hold the fields are looked at. Fields may come in any order, may have
 * escapes, and may have namesakes deeper in.
 */
#ifndef YN_LINGER_LB_LINE_H
#define YN_LINGER_LB_LINE_H

#include <stddef.h>
#include <stdint.h>

/* Bytes that must be readable behind a line, whatever they hold. */
#define YN_LB_PADDING 64

/* A string as it stands between its quotes, escapes and all; text NULL = not
 * there. */
struct yn_raw {
    const char *text;
    size_t len;
};

struct yn_lb_line {
    struct yn_raw artist, title, album;
    /* Who: the number of `user_id`, or the name. Len 0: not said. */
    struct yn_raw user_id, user_name;
    int64_t time_s; /* 0 = not there, or no whole number */
};

enum yn_lb_verdict {
    YN_LB_OK,
    YN_LB_BROKEN,    /* no JSON object, or not all of one */
    YN_LB_NO_LISTEN, /* an object without track_metadata */
};

/* Reads a line of `len` bytes, without its line end. The slices point into
 * it. */
enum yn_lb_verdict yn_lb_read(const char *line, size_t len,
                              struct yn_lb_line *out);

/* Unescapes a string into `out` of at least raw.len + 1 bytes, and ends it with
 * NUL; what is no escape stays as it is, and lone surrogates and \u0000 become
 * U+FFFD. Returns the length. */
size_t yn_raw_unescape(struct yn_raw raw, char *out);

#endif
