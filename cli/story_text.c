/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story_text.h"

#include <math.h>

#include "options.h"
#include "out.h"
#include "season.h"

const struct yn_story *yn_story_of(const struct yn_run *run, size_t track)
{
    size_t n = 0;
    const struct yn_story *stories =
        run->stories ? yn_stories_tracks(run->stories, &n) : NULL;
    return track < n ? &stories[track] : NULL;
}

/* The episode of a track's strongest moment; NULL: there is none. */
static const struct yn_season_episode *strongest(const struct yn_run *run,
                                                 const struct yn_story *story)
{
    size_t n;
    const struct yn_story_episode *episodes =
        yn_stories_episodes(run->stories, &n);
    return story->layering.episode < n ? episodes[story->layering.episode].file
                                       : NULL;
}

static json_t *rounded(double value)
{
    return yn_json_number(isnan(value) ? NAN : round(value * 1e4) / 1e4);
}

static int set_value(json_t *o, const char *name, double value, double lo,
                     double hi)
{
    return json_object_set_new(o, name, rounded(value)) |
           json_object_set_new(o, "lo", rounded(lo)) |
           json_object_set_new(o, "hi", rounded(hi));
}

static json_t *layering_json(const struct yn_layer *layer)
{
    json_t *o = json_object();
    int bad = set_value(o, "effect", layer->effect, layer->lo, layer->hi);
    bad |= json_object_set_new(o, "p", rounded(layer->p));
    bad |= json_object_set_new(o, "q", rounded(layer->q));
    bad |=
        json_object_set_new(o, "cues", json_integer((json_int_t)layer->cues));
    bad |= json_object_set_new(o, "status",
                               json_string(yn_layer_word(layer->status)));
    return yn_json_whole(o, bad);
}

static json_t *message_json(const struct yn_message_fit *fit)
{
    const bool known = fit->status == YN_MESSAGE_KNOWN;
    json_t *o = json_object();
    int bad = set_value(o, "value", fit->value, fit->lo, fit->hi);
    bad |= json_object_set_new(o, "status",
                               json_string(yn_message_word(fit->status)));
    bad |= json_object_set_new(
        o, "rank", known ? json_integer((json_int_t)fit->rank) : json_null());
    bad |= json_object_set_new(o, "of",
                               known ? json_integer((json_int_t)fit->n_compared)
                                     : json_null());
    bad |= json_object_set_new(o, "language", yn_json_text(fit->language));
    return yn_json_whole(o, bad);
}

static json_t *strongest_json(const struct yn_run *run,
                              const struct yn_story *story)
{
    const struct yn_season_episode *file = strongest(run, story);
    json_t *o = json_object();
    if (!file) {
        json_decref(o);
        return json_null();
    }
    int bad = json_object_set_new(o, "episode",
                                  file->number ? json_integer(file->number)
                                               : yn_json_text(file->name));
    bad |= json_object_set_new(o, "time_s", rounded(story->layering.time_s));
    return yn_json_whole(o, bad);
}

json_t *yn_story_json(const struct yn_run *run, size_t track)
{
    const struct yn_story *story = yn_story_of(run, track);
    if (!story)
        return json_null();
    json_t *o = json_object();
    int bad = set_value(o, "value", story->value, story->lo, story->hi);
    bad |= json_object_set_new(o, "status",
                               json_string(yn_story_word(story->status)));
    bad |= json_object_set_new(o, "layering", layering_json(&story->layering));
    bad |= json_object_set_new(o, "message", message_json(&story->message));
    bad |= json_object_set_new(o, "strongest", strongest_json(run, story));
    return yn_json_whole(o, bad);
}

static json_t *channels_json(unsigned channels)
{
    json_t *list = json_array();
    int bad = !list;
    for (unsigned c = 0; c < YN_CHANNELS; c++) {
        if (channels & 1U << c)
            bad |= json_array_append_new(
                list, json_string(yn_channel_word((enum yn_channel)c)));
    }
    return yn_json_whole(list, bad);
}

json_t *yn_moments_json(const struct yn_run *run, size_t track)
{
    const struct yn_season *season = run->season;
    const size_t drama = season->tracks[track]->drama;
    json_t *list = json_array();
    size_t n = 0;
    int bad = !list;
    const struct yn_story_episode *episodes =
        run->stories ? yn_stories_episodes(run->stories, &n) : NULL;
    for (size_t i = 0; i < n; i++) {
        const struct yn_story_episode *one = &episodes[i];
        if (one->file->drama != &season->dramas[drama] || !one->placements)
            continue;
        const struct yn_moments *moments = one->moments;
        json_t *o = json_object();
        bad |= json_object_set_new(o, "episode", yn_json_text(one->file->name));
        bad |= json_object_set_new(o, "known_by",
                                   channels_json(moments->channels));
        bad |= json_object_set_new(
            o, "comments", json_integer((json_int_t)moments->n_reactions));
        bad |= json_object_set_new(o, "naming",
                                   json_integer((json_int_t)moments->n_naming));
        bad |= json_object_set_new(o, "beyond",
                                   json_integer((json_int_t)moments->n_beyond));
        const bool late = one->lag && one->lag->known;
        bad |= json_object_set_new(o, "lag_s",
                                   rounded(late ? one->lag->s : (double)NAN));
        bad |= json_array_append_new(list, o);
    }
    return yn_json_whole(list, bad);
}

json_t *yn_judged_json(const struct yn_run *run)
{
    const struct yn_season_moments *moments =
        run->stories ? yn_stories_moments(run->stories) : NULL;
    json_t *o = json_object();
    int bad = json_object_set_new(
        o, "marks", json_integer(moments ? (json_int_t)moments->n_marks : 0));
    for (unsigned c = 0; c < YN_CHANNEL_MARKS; c++)
        bad |= json_object_set_new(
            o, yn_channel_word((enum yn_channel)c),
            rounded(moments ? moments->auc[c] : (double)NAN));
    bad |= json_object_set_new(
        o, "all", rounded(moments ? moments->auc_all : (double)NAN));
    return yn_json_whole(o, bad);
}

/* How late comments come in the drama's first episode that has any. */
static void say_lag(const struct yn_run *run, size_t drama, FILE *f)
{
    size_t n;
    const struct yn_story_episode *episodes =
        yn_stories_episodes(run->stories, &n);
    for (size_t i = 0; i < n; i++) {
        const struct yn_lag *lag = episodes[i].lag;
        if (episodes[i].file->drama != &run->season->dramas[drama] || !lag)
            continue;
        if (lag->known)
            fprintf(f, "Comments come %g s after their moment, told by %s.\n",
                    lag->s, lag->by_marks ? "the marks" : "the unspoken");
        else
            fputs("How late comments come cannot be told; they are taken as "
                  "they stand.\n",
                  f);
        return;
    }
}

/* What the other channels find of the editor's marks. */
static void say_judged(const struct yn_run *run, FILE *f)
{
    const struct yn_season_moments *moments = yn_stories_moments(run->stories);
    bool any = false;
    for (unsigned c = 0; c < YN_CHANNEL_MARKS; c++) {
        if (isnan(moments->auc[c]))
            continue;
        if (!any)
            fprintf(f,
                    "Of the %zu marks of the season each finds (1: all, 0.5: "
                    "by chance):",
                    moments->n_marks);
        fprintf(f, "%s %s %.2f", any ? "," : "",
                yn_channel_word((enum yn_channel)c), moments->auc[c]);
        any = true;
    }
    if (any)
        fputs(".\n", f);
}

static void say_layering(const struct yn_run *run, const struct yn_story *story,
                         FILE *f)
{
    const struct yn_layer *layer = &story->layering;
    const struct yn_season_episode *file = strongest(run, story);
    if (layer->status == YN_LAYER_UNKNOWN) {
        fputs("Layering: not known; that takes a scan which found it, and "
              "comments, marks or speech in those episodes.\n",
              f);
        return;
    }
    if (layer->status == YN_LAYER_BEHIND) {
        fputs("Layering: it is never in the foreground.\n", f);
        return;
    }
    fprintf(f,
            "Layering: over %zu use%s its foreground is %+.2f standard "
            "deviations (%+.2f to %+.2f) more poignant than the same episodes "
            "by chance",
            layer->cues, yn_plural(layer->cues), layer->effect, layer->lo,
            layer->hi);
    if (layer->status == YN_LAYER_TESTED)
        fprintf(f, "; p = %.3g, with the season's other songs %.3g.\n",
                layer->p, layer->q);
    else
        fputs(". So few uses are described only; no test can tell.\n", f);
    if (file) {
        const unsigned at = (unsigned)layer->time_s;
        fprintf(f, "Song and moment are strongest together at %u:%02u:%02u of ",
                at / 3600, at / 60 % 60, at % 60);
        if (file->number)
            fprintf(f, "episode %u.\n", file->number);
        else
            fprintf(f, "%s.\n", file->name);
    }
}

static void say_message(const struct yn_message_fit *fit, FILE *f)
{
    if (fit->status != YN_MESSAGE_KNOWN)
        fprintf(f, "Message: not known: %s.\n", yn_message_reason(fit->status));
    else
        fprintf(f,
                "Message: %+.2f (%+.2f to %+.2f) nearer to its drama than to "
                "others; its own stands at place %zu of %zu.\n",
                fit->value, fit->lo, fit->hi, fit->rank, fit->n_compared);
}

void yn_story_say(const struct yn_run *run, size_t track, FILE *f)
{
    const struct yn_story *story = yn_story_of(run, track);
    if (!story)
        return;
    if (story->status == YN_STORY_UNKNOWN)
        fputs("Story: not known.\n", f);
    else
        fprintf(f, "Story: %.1f of 10 (%.1f to %.1f), by %s.\n", story->value,
                story->lo, story->hi, yn_story_word(story->status));
    say_layering(run, story, f);
    if (story->layering.status != YN_LAYER_UNKNOWN) {
        say_lag(run, run->season->tracks[track]->drama, f);
        say_judged(run, f);
    }
    say_message(&story->message, f);
}
