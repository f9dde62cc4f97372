/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What both rules propose, beside what was picked: in page_rules.c for a drama,
 * in page_verdict.c for the season; page_editor.c has the editor's word, and
 * page_choice.c what they share. Seen by those alone.
 */
#ifndef YN_PUBLISH_PAGE_VERDICT_INTERNAL_H
#define YN_PUBLISH_PAGE_VERDICT_INTERNAL_H

#include "publish/page_internal.h"

const struct yn_track_tally *yn_page_tally_of(const struct yn_page *page,
                                              const struct yn_track *track);

/* "4.6 (4.1–5.1)", "below 2.6", "8.5, voted", "by votes", "–". */
void yn_page_rule(const struct yn_verdict_rule *rule, struct yn_buf *out);

/* Which tracks of a drama are meant. */
typedef bool yn_page_choice(const struct yn_track_verdict *track,
                            const struct yn_track_tally *tally);
yn_page_choice yn_page_is_suggested, yn_page_only_picked,
    yn_page_only_suggested;

size_t yn_page_choice_count(const struct yn_page *page,
                            const struct yn_drama *drama,
                            yn_page_choice *wanted);
/* “A”, “B” and “C” of them. */
void yn_page_choice_list(struct yn_page *page, const struct yn_drama *drama,
                         yn_page_choice *wanted);

/* The section of a drama on what the rules say of it. */
void yn_page_rules(struct yn_page *page, const struct yn_drama *drama,
                   const struct yn_drama_verdict *verdict);
/* The section with the editor's word; some track of the drama must have one. */
void yn_page_editors_word(struct yn_page *page, const struct yn_drama *drama);

#endif
