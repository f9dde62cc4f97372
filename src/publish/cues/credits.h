/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Credits: who did what on a song, for the cells of a cue sheet.
 */
#ifndef YN_PUBLISH_CUES_CREDITS_H
#define YN_PUBLISH_CUES_CREDITS_H

#include <yeoun/season.h>

#include "base/buf.h"

enum yn_credit {
    YN_CREDIT_COMPOSER = 1 << 0,
    YN_CREDIT_LYRICIST = 1 << 1,
    YN_CREDIT_ARRANGER = 1 << 2,
    YN_CREDIT_PUBLISHER = 1 << 3, /* the original one */
    YN_CREDIT_AGENT = 1 << 4,     /* administers, or publishes for another */
};

/* What a role says, enum yn_credit together: society codes (C, A, CA, AR, SA,
 * SR, AD, TR, E, SE, AM), words in English or Korean, several with `,` `/` `&`
 * or `+` between. 0 where it says nothing that is known. */
unsigned yn_credits_of(const char *role);

/* Whether anybody has one of these credits. */
bool yn_credits_any(const struct yn_track *track, unsigned credits);

/* The names of those who have one, with "; " between. */
void yn_credits_names(const struct yn_track *track, unsigned credits,
                      struct yn_buf *out);

/* The publisher: as the track says, else the original ones of its writers. */
void yn_credits_publisher(const struct yn_track *track, struct yn_buf *out);

/* What the writers have in a field, such as their society. Of one writer the
 * value alone, of several "name: value; name: value", those without left out.
 */
typedef void yn_credit_value(const struct yn_writer *writer,
                             struct yn_buf *out);
void yn_credits_values(const struct yn_track *track, yn_credit_value *value,
                       struct yn_buf *out);

#endif
