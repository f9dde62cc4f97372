/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "out.h"
#include "rate_text.h"
#include "rating.h"
#include "story_text.h"
#include "track.h"

static const struct yn_option why_rows[] = {
    YN_ROWS_RATING(struct yn_rating_options),
    YN_ROW_JSON(struct yn_rating_options),
    YN_ROW_OUTPUT(struct yn_rating_options),
    YN_ROWS_COMMON(struct yn_rating_options),
};

static const struct yn_example why_examples[] = {
    {"yeoun why Aloha", "What is known of “Aloha”, in words."},
    {"yeoun why Start-Up:Future best-of-2020",
     "The drama before a colon tells songs of one name apart."},
};

static int why_run(const struct yn_call *call, struct yn_err *err)
{
    struct yn_run run = {0};
    struct yn_out out = {0};
    const struct yn_track *track = NULL;
    const struct yn_call inner = yn_call_behind_track(call);
    int rc = yn_rating_open(&inner, &run, err);
    if (!rc)
        rc = yn_run_judge(&run, err);
    if (!rc)
        rc = yn_track_named(call, run.season, &track, err);
    if (!rc)
        rc = yn_out_open(&out, call->common->output, err);
    if (rc)
        goto done;
    const struct yn_rate *rate = &run.rates->tracks[track->index];
    if (call->common->form == YN_FORM_JSON) {
        json_t *json = yn_why_json(&run, rate);
        rc = yn_out_json(&out, &json, err);
    } else {
        rc = yn_why_text(&run, rate, out.f, err);
    }
    rc = yn_out_close(&out, rc, err);
    const struct yn_story *story = yn_story_of(&run, track->index);
    if (!rc && rate->status == YN_LINGER_UNKNOWN &&
        (!story || story->status == YN_STORY_UNKNOWN))
        rc = YN_NOTHING;
done:
    yn_run_release(&run);
    return rc;
}

const struct yn_cmd yn_cmd_why = {
    .name = "why",
    .help = "tell in words what is known of one track",
    .about =
        "Tells what the charts, listening histories and counts of views of the "
        "season folder DIR, or of the one around the current folder, say of "
        "TRACK: its title in any spelling of the roster, with \"Drama:\" in "
        "front where two dramas have a song of that name. And, where its "
        "episodes were scanned, whether it sounds on the moments that move "
        "people; and whether its lyrics fit the story.\n\n"
        "--json writes the track as `yeoun rate --json` has it, and "
        "`measures`: "
        "what each source says by itself, `moments`: by what the moments of "
        "each scanned episode are known and how late its comments come, "
        "`marks_found`: how well each of that finds the editor's marks, and "
        "`verdict`: what both rules "
        "propose.",
    .operands = "TRACK [DIR]",
    .operand_kind = YN_OPERAND_DIR,
    .n_operands_min = 1,
    .n_operands_max = 2,
    .nothing = "nothing is known of the track, or the folder has problems",
    YN_CMD_OPTIONS(struct yn_rating_options, why_rows),
    YN_CMD_EXAMPLES(why_examples),
    .run = why_run,
};
