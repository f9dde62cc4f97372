/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "why_verdict.h"

#include <math.h>

#include "options.h"
#include "out.h"
#include "say.h"
#include "season.h"

/* So many judges are named one by one. */
#define JUDGES_SHOWN 4

static int of_hundred(double share)
{
    return (int)fmin(fmax(lround(100 * share), 1), 99);
}

static const struct yn_track_verdict *verdict_of(const struct yn_run *run,
                                                 size_t track)
{
    return &run->verdict->tracks[track];
}

static void say_name(const struct yn_track *track, FILE *f)
{
    fputs("“", f);
    yn_say_text(f, yn_track_name(track));
    fputs("”", f);
}

static void say_places(const struct yn_run *run,
                       const struct yn_track_verdict *verdict, FILE *f)
{
    const struct yn_contest_place *drama = &verdict->drama;
    const struct yn_contest_place *season = &verdict->season;
    const size_t known = run->verdict->dramas[verdict->track->drama].n_known;
    fprintf(f,
            " With both rules together %.1f of 10 (%.1f to %.1f), 5 being the "
            "middle; first in %d of 100 draws, place %u to %u of the %zu of "
            "its drama and %u to %u of %zu.",
            drama->together, drama->lo, drama->hi, of_hundred(drama->p_best),
            drama->rank_lo, drama->rank_hi, known, season->rank_lo,
            season->rank_hi, run->verdict->n_known);
}

void yn_why_verdict(const struct yn_run *run, size_t track, FILE *f)
{
    const struct yn_track_verdict *verdict = verdict_of(run, track);
    const struct yn_drama_verdict *drama =
        &run->verdict->dramas[verdict->track->drama];
    fputs("Verdict: ", f);
    if (!verdict->known) {
        fputs("none, for nothing is known of either rule.\n", f);
        return;
    }
    if (drama->winner == verdict)
        fputs("suggested; it leads its drama by both rules.", f);
    else if (verdict->suggested)
        fputs("suggested; no song of its drama clearly beats it.", f);
    else if (drama->status == YN_VERDICT_LEVEL)
        fputs("open; what is known does not tell the songs of its drama "
              "apart.",
              f);
    else if (verdict->drama.beaten_by != SIZE_MAX) {
        fputs("not suggested; ", f);
        say_name(run->season->tracks[verdict->drama.beaten_by], f);
        fputs(" clearly beats it.", f);
    } else {
        fprintf(f, "not suggested; %u may be, and others stand higher.",
                run->season->max_picks);
    }
    if (drama->n_known > 1)
        say_places(run, verdict, f);
    putc('\n', f);
}

static void say_override(const struct yn_override *override, FILE *f)
{
    fputs(override->pick ? "picked" : "dropped", f);
    if (override->time[0]) {
        fputs(", ", f);
        yn_say_text(f, override->time);
    }
    if (override->editor[0]) {
        fputs(", ", f);
        yn_say_text(f, override->editor);
    }
    if (override->because[0]) {
        fputs(": ", f);
        yn_say_text(f, override->because);
    }
    putc('.', f);
}

void yn_why_word(const struct yn_run *run, size_t track, FILE *f)
{
    const struct yn_season *season = run->season;
    bool first = true;
    for (size_t i = season->n_overrides; i-- > 0;) {
        if (season->overrides[i].track != track)
            continue;
        fputs(first ? "Editor: " : " Before: ", f);
        say_override(&season->overrides[i], f);
        first = false;
    }
    if (!first)
        putc('\n', f);
}

static void say_score(const char *name, double value, FILE *f)
{
    if (!isnan(value))
        fprintf(f, ", %s %g", name, value);
}

static void say_vote(const struct yn_run *run, const struct yn_vote *vote,
                     FILE *f)
{
    putc(' ', f);
    yn_say_text(f, run->season->judges[vote->judge].name);
    fputs(yn_vote_picks(vote, run->season->bar) ? " yes" : " no", f);
    say_score("story", vote->story, f);
    say_score("fans", vote->fans, f);
    say_score("passing", vote->passing, f);
    putc('.', f);
}

static void say_differ(const struct yn_verdict_rule *rule, const char *name,
                       FILE *f)
{
    if (rule->votes_differ)
        fprintf(f,
                " The votes and what was measured disagree: the judges hear "
                "%s %s in it.",
                rule->votes_differ > 0 ? "more" : "less", name);
}

void yn_why_votes(const struct yn_run *run, size_t track, FILE *f)
{
    const struct yn_season *season = run->season;
    const struct yn_track_tally *tally = &run->tally->tracks[track];
    const struct yn_track_verdict *verdict = verdict_of(run, track);
    size_t shown = 0;
    fprintf(f, "Badge: %s. ", tally->badge ? "yes" : "no");
    if (!tally->voters) {
        fputs("Nobody voted on its drama.\n", f);
        return;
    }
    fprintf(f, "%u of %u judge%s of its drama pick%s it.", tally->judges,
            tally->voters, yn_plural(tally->voters),
            tally->judges == 1 ? "s" : "");
    for (size_t i = 0; i < season->n_votes; i++) {
        if (season->votes[i].track == track &&
            yn_vote_counts(&season->votes[i]) && shown++ < JUDGES_SHOWN)
            say_vote(run, &season->votes[i], f);
    }
    if (shown > JUDGES_SHOWN)
        fprintf(f, " And %zu more.", shown - JUDGES_SHOWN);
    say_differ(&verdict->story, "story", f);
    say_differ(&verdict->linger, "linger", f);
    putc('\n', f);
}

/* The one that stands next to it, above or below. */
static const struct yn_track_verdict *rival(const struct yn_run *run,
                                            const struct yn_track_verdict *it)
{
    const struct yn_drama *drama = &run->season->dramas[it->track->drama];
    const struct yn_track_verdict *best = NULL;
    if (it->drama.beaten_by != SIZE_MAX)
        return verdict_of(run, it->drama.beaten_by);
    for (size_t i = 0; i < drama->n_tracks; i++) {
        const struct yn_track_verdict *other =
            verdict_of(run, drama->tracks[i].index);
        if (other != it && other->known &&
            (!best || other->drama.together > best->drama.together))
            best = other;
    }
    return best;
}

static void say_missing(const struct yn_run *run,
                        const struct yn_track_verdict *verdict, FILE *f)
{
    const struct yn_track_tally *tally =
        &run->tally->tracks[verdict->track->index];
    if (verdict->story.from != YN_VERDICT_MEASURED)
        fprintf(f,
                " Story, measured: by `yeoun scan` with comments or marks, and "
                "by lyrics%s.",
                verdict->story.from ? "; the votes speak until then" : "");
    if (verdict->linger.from != YN_VERDICT_MEASURED)
        fprintf(f, " Linger, measured: by charts, listens or views%s.",
                verdict->linger.from ? "; the votes speak until then" : "");
    else if (run->rates->tracks[verdict->track->index].status <
             YN_LINGER_MEASURED)
        fputs(" More weeks: the year of its linger is not over.", f);
    if (!tally->voters)
        fputs(" Ballots.", f);
}

void yn_why_change(const struct yn_run *run, size_t track, FILE *f)
{
    const struct yn_track_verdict *verdict = verdict_of(run, track);
    const struct yn_track_verdict *other =
        verdict->known ? rival(run, verdict) : NULL;
    fputs("What would change it:", f);
    say_missing(run, verdict, f);
    if (other && verdict->drama.beaten_by != SIZE_MAX) {
        fputs(" By one rule to stand above ", f);
        say_name(other->track, f);
        fprintf(f, ", which has %.1f of 10 (%.1f to %.1f) with both together.",
                other->drama.together, other->drama.lo, other->drama.hi);
    } else if (other) {
        fputs(" Most of all ", f);
        say_name(other->track, f);
        fprintf(f, ", %.1f of 10 (%.1f to %.1f) and first in %d of 100.",
                other->drama.together, other->drama.lo, other->drama.hi,
                of_hundred(other->drama.p_best));
    }
    fprintf(f, " Your word: `yeoun %s`.\n",
            run->tally->tracks[track].badge ? "drop" : "pick");
}

static json_t *rule_json(const struct yn_verdict_rule *rule)
{
    json_t *o = json_object();
    int bad = json_object_set_new(
        o, "from", json_string(yn_verdict_from_word(rule->from)));
    bad |= json_object_set_new(o, "value", yn_json_number(rule->value));
    bad |= json_object_set_new(o, "lo", yn_json_number(rule->lo));
    bad |= json_object_set_new(o, "hi", yn_json_number(rule->hi));
    bad |= json_object_set_new(o, "voted", yn_json_number(rule->voted));
    bad |= json_object_set_new(o, "votes_differ",
                               json_integer(rule->votes_differ));
    return yn_json_whole(o, bad);
}

static json_t *place_json(const struct yn_contest_place *place)
{
    json_t *o = json_object();
    int bad =
        json_object_set_new(o, "together", yn_json_number(place->together));
    bad |= json_object_set_new(o, "lo", yn_json_number(place->lo));
    bad |= json_object_set_new(o, "hi", yn_json_number(place->hi));
    bad |= json_object_set_new(o, "both", yn_json_number(place->both));
    bad |= json_object_set_new(o, "p_best", yn_json_number(place->p_best));
    bad |= json_object_set_new(o, "p_best_both",
                               yn_json_number(place->p_best_both));
    bad |= json_object_set_new(o, "rank_lo", json_integer(place->rank_lo));
    bad |= json_object_set_new(o, "rank_hi", json_integer(place->rank_hi));
    return yn_json_whole(o, bad);
}

json_t *yn_why_verdict_json(const struct yn_run *run, size_t track)
{
    const struct yn_track_verdict *verdict = verdict_of(run, track);
    const struct yn_drama_verdict *drama =
        &run->verdict->dramas[verdict->track->drama];
    if (!verdict->known)
        return json_null();
    json_t *o = json_object();
    int bad =
        json_object_set_new(o, "suggested", json_boolean(verdict->suggested));
    bad |= json_object_set_new(o, "drama_status",
                               json_string(yn_verdict_word(drama->status)));
    bad |= json_object_set_new(o, "winner",
                               json_boolean(drama->winner == verdict));
    bad |= json_object_set_new(
        o, "beaten_by",
        verdict->drama.beaten_by == SIZE_MAX
            ? json_null()
            : yn_json_text(yn_track_name(
                  run->season->tracks[verdict->drama.beaten_by])));
    bad |= json_object_set_new(o, "story", rule_json(&verdict->story));
    bad |= json_object_set_new(o, "linger", rule_json(&verdict->linger));
    bad |= json_object_set_new(o, "drama", place_json(&verdict->drama));
    bad |= json_object_set_new(o, "season", place_json(&verdict->season));
    return yn_json_whole(o, bad);
}
