/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the model can say of itself: words for its choices, names to show, and
 * what a vote means.
 */
#include <yeoun/season.h>

#include <math.h>

#include "base/base.h"
#include "base/unicode.h"

const char *yn_rule_word(enum yn_rule rule)
{
    static const char *const words[] = {"", "story", "linger", "both"};
    return words[rule];
}

const char *yn_version_word(enum yn_version version)
{
    static const char *const words[] = {"vocal", "instrumental", "score"};
    return words[version];
}

const char *yn_roster_word(enum yn_roster_state state)
{
    static const char *const words[] = {"", "complete", "partial"};
    return words[state];
}

const char *yn_order_word(enum yn_order order)
{
    static const char *const words[] = {"listed", "countdown", "ranked",
                                        "aired"};
    return words[order];
}

const char *yn_track_name(const struct yn_track *track)
{
    return track->title[0] ? track->title : track->korean;
}

bool yn_text_is_korean(const char *text)
{
    for (size_t at = 0; text[at];) {
        if (yn_unicode_is_hangul(yn_unicode_next(text, &at)))
            return true;
    }
    return false;
}

double yn_vote_linger(const struct yn_vote *vote)
{
    if (isnan(vote->fans))
        return vote->passing;
    if (isnan(vote->passing))
        return vote->fans;
    return (vote->fans + vote->passing) / 2;
}

bool yn_vote_picks(const struct yn_vote *vote, double bar)
{
    if (vote->pick != YN_PICK_BLANK)
        return vote->pick == YN_PICK_YES;
    /* A comparison with NAN is false: what is not given reaches no bar. */
    return vote->story >= bar && yn_vote_linger(vote) >= bar;
}

bool yn_vote_counts(const struct yn_vote *vote)
{
    return vote->pick != YN_PICK_BLANK || !isnan(vote->story) ||
           !isnan(vote->fans) || !isnan(vote->passing);
}

const char *yn_date_text(struct yn_date date, char *buf, size_t size)
{
    yn_assert(size >= sizeof("YYYY-MM-DD"));
    if (date.year)
        snprintf(buf, size, "%04d-%02d-%02d", date.year, date.month, date.day);
    else
        buf[0] = '\0';
    return buf;
}
