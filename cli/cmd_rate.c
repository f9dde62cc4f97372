/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "out.h"
#include "rate_text.h"
#include "rating.h"
#include "story_text.h"

static const struct yn_option rate_rows[] = {
    YN_ROWS_RATING(struct yn_rating_options),
    YN_ROW_CSV(struct yn_rating_options),
    YN_ROW_JSON(struct yn_rating_options),
    YN_ROW_OUTPUT(struct yn_rating_options),
    YN_ROWS_COMMON(struct yn_rating_options),
};

static const struct yn_example rate_examples[] = {
    {"yeoun rate", "The tracks of the season you stand in, the most lasting "
                   "first."},
    {"yeoun rate --as-of 2020-12-31 --json -o rate.json",
     "What was known at the end of 2020, with forty weeks of forecast."},
};

static int rate_write(const struct yn_call *call, const struct yn_run *run,
                      const struct yn_out *out, struct yn_err *err)
{
    switch (call->common->form) {
    case YN_FORM_JSON: {
        json_t *json = yn_rate_json(run);
        return yn_out_json(out, &json, err);
    }
    case YN_FORM_CSV:
        return yn_rate_csv(run, out->f, err);
    default:
        return yn_rate_table(run, call->say->color_out, out->f, err);
    }
}

static bool anything_known(const struct yn_run *run)
{
    for (size_t i = 0; i < run->rates->n_tracks; i++) {
        const struct yn_story *story = yn_story_of(run, i);
        if (run->rates->tracks[i].status != YN_LINGER_UNKNOWN ||
            (story && story->status != YN_STORY_UNKNOWN))
            return true;
    }
    return false;
}

static int rate_run(const struct yn_call *call, struct yn_err *err)
{
    struct yn_run run = {0};
    struct yn_out out = {0};
    int rc = yn_rating_open(call, &run, err);
    if (rc)
        goto done;
    rc = yn_out_open(&out, call->common->output, err);
    if (rc)
        goto done;
    rc = yn_out_close(&out, rate_write(call, &run, &out, err), err);
    if (!rc && !anything_known(&run)) {
        yn_say_note(call->say,
                    "nothing found: charts/, listens/ and views/ of the season "
                    "say nothing of its tracks, and no scan, comments/ or "
                    "lyrics do");
        rc = YN_NOTHING;
    }
done:
    yn_run_release(&run);
    return rc;
}

const struct yn_cmd yn_cmd_rate = {
    .name = "rate",
    .help = "measure both rules for each track",
    .about =
        "Reads the charts, listening histories and counts of views of the "
        "season folder DIR, or of the one around the current folder, and "
        "measures the second rule: what is left of the attention to each "
        "track a year after its drama.\n\n"
        "Linger runs from 0 to 10: 10 is as much attention as the first place "
        "of the chart has, 2.7 as much as the 200th. What is left after a year "
        "is a share of the track's own first four weeks. In brackets stands "
        "where the truth lies four times in five. \"too early\": seen for 12 "
        "weeks or fewer; \"forecast\": the year is not over; \"measured\": it "
        "is; \"below chart\": below the last place in every week that was "
        "read, which bounds it and says no more.\n\n"
        "Story, the first rule, stands beside it where something is known of "
        "it: 5 is a song that sounds anywhere and fits any drama. It is of two "
        "parts, layering (does its foreground fall on the moments that move "
        "people: what a scan found against comments/, moments/, subtitles and "
        "speech) and message (do its lyrics fit this story rather than "
        "another); one that is missing widens the interval.\n\n"
        "--embeddings compares lyrics and stories by sentence embeddings, too, "
        "and is the only way to compare songs and stories in different "
        "languages. It names an endpoint as OpenAI's, such as that of "
        "llama.cpp, Ollama or vLLM: http://localhost:8080. What is sent to "
        "this address, and to no other, are lyrics and pieces of subtitles, "
        "without names; a key it wants is taken from YEOUN_EMBEDDINGS_KEY in "
        "the environment. The vectors are kept with the season, so that "
        "without --embeddings they are used again by `rate`, `why` and "
        "`publish`, until new texts come that have none; then that is said.\n\n"
        "--as-of leaves out whatever became known later; without it `as_of` "
        "of season.md counts, and without that the last day that is known "
        "of.\n\n"
        "--json writes `as_of` and `tracks`, each with `linger`: `value`, "
        "`lo`, "
        "`hi` (0 to 10), `status`, `s52`, `s52_lo`, `s52_hi` (share left after "
        "a year), `half_life_weeks`, `weeks_on_chart`, `last_seen`, `sources`, "
        "and `forecast` of forty weeks: `week` (1 is the first that was not "
        "over), `from`, `to`, `p_on_chart`, `rank`, `rank_lo`, `rank_hi`. The "
        "place behind the last of the chart (201 of 200) stands for all below "
        "it. `story` has `value`, `lo`, `hi`, `status`; `layering`: `effect` "
        "(in "
        "standard deviations of the moments), `lo`, `hi`, `p`, `q` (p with all "
        "of the season's tracks seen together), `cues`, `status`; `message`: "
        "`value`, `lo`, `hi`, `status`, `rank`, `of`, `language`; and "
        "`strongest`: `episode`, `time_s`. What is not known is null. --csv "
        "writes one row a track.",
    .operands = "[DIR]",
    .operand_kind = YN_OPERAND_DIR,
    .n_operands_max = 1,
    .nothing = "nothing is known of any track, or the folder has problems",
    YN_CMD_OPTIONS(struct yn_rating_options, rate_rows),
    YN_CMD_EXAMPLES(rate_examples),
    .run = rate_run,
};
