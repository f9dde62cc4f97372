/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/list.h>

#include "date.h"
#include "out.h"
#include "season.h"

#define YEAR_MIN 1900
#define YEAR_MAX 2999

struct new_options {
    struct yn_common common;
    const char *from;
    int year;
};

static const struct yn_option new_rows[] = {
    {"from", .arg = "LIST.txt",
     .help = "read a list as people write it: “Flower” – Yoon Mirae and “Mind” "
             "– Kevin Oh for Stove League; - is standard input",
     YN_FILE(struct new_options, from)},
    {"year", .arg = "YYYY",
     .help =
         "the year of the season; else that of the list or of the name DIR, "
         "else this one",
     YN_INT(struct new_options, year, YEAR_MIN, YEAR_MAX)},
    YN_ROW_DRY_RUN(struct new_options),
    YN_ROW_JSON(struct new_options),
    YN_ROW_OUTPUT(struct new_options),
    YN_ROWS_COMMON(struct new_options),
};

static const struct yn_example new_examples[] = {
    {"yeoun new best-of-2021 --year 2021",
     "A folder with commented examples to fill in."},
    {"yeoun new best-of-2020 --from list.txt",
     "A folder with the dramas and tracks of a list somebody wrote."},
};

static json_t *new_json(const char *dir, const struct yn_text_list *files,
                        const struct yn_report *report)
{
    json_t *o = json_object();
    int bad = json_object_set_new(o, "dir", yn_json_text(dir));
    bad |= json_object_set_new(o, "files", yn_json_list(files));
    bad |= json_object_set_new(o, "unread", yn_problems_json(report));
    return yn_json_whole(o, bad);
}

static int new_write(const struct yn_call *call,
                     const struct yn_text_list *files,
                     const struct yn_report *report, struct yn_err *err)
{
    struct yn_out out = {0};
    int rc = yn_out_open(&out, call->common->output, err);
    if (rc)
        return rc;
    if (call->common->form == YN_FORM_JSON) {
        json_t *json = new_json(call->operand[0], files, report);
        rc = yn_out_json(&out, &json, err);
    }
    for (size_t i = 0; call->common->form != YN_FORM_JSON && i < files->n;
         i++) {
        yn_say_text(out.f, files->item[i]);
        putc('\n', out.f);
    }
    return yn_out_close(&out, rc, err);
}

static void say_next(const struct yn_call *call, size_t n_unread)
{
    const char *dir = call->operand[0];
    if (n_unread)
        yn_say_note(call->say,
                    "%zu line%s of the list could not be read; add %s to %s "
                    "by hand",
                    n_unread, yn_plural(n_unread),
                    n_unread == 1 ? "it" : "them",
                    call->common->dry_run ? "the folder" : dir);
    if (!call->common->dry_run)
        yn_say_note(call->say,
                    "next: fill in %s/season.md and %s/dramas, then run "
                    "`yeoun check %s`",
                    dir, dir, dir);
}

static int read_list(const struct yn_call *call, struct yn_report *report,
                     struct yn_list **list, struct yn_err *err)
{
    const struct new_options *options = call->options;
    if (!options->from)
        return YN_OK;
    int rc = yn_list_read(options->from, report, list, err);
    if (rc)
        return rc;
    yn_report_sort(report);
    yn_season_problems(stderr, call->say->color_err, report, true);
    return YN_OK;
}

/* The year that nobody named: this one, which is safe of a folder of examples
 * and is said. A list that somebody wrote is of a year of its own. */
static int choose_year(struct yn_new_params *params, struct yn_err *err)
{
    int year;
    params->year = yn_new_year(params);
    if (params->year)
        return YN_OK;
    int rc = yn_this_year(&year, err);
    if (rc)
        return rc;
    if (params->list)
        return yn_err_set(err, YN_E_ARG, 0,
                          "%s: of which year is the list? Add it as --year "
                          "%d",
                          yn_list_file(params->list), year);
    params->year = year;
    return YN_OK;
}

static int new_run(const struct yn_call *call, struct yn_err *err)
{
    const struct new_options *options = call->options;
    struct yn_report *report = NULL;
    struct yn_list *list = NULL;
    struct yn_text_list files = {0};
    int rc = yn_report_create(&report, err);
    if (rc)
        goto done;
    rc = read_list(call, report, &list, err);
    if (rc)
        goto done;
    struct yn_new_params params = {
        .dir = call->operand[0],
        .year = options->year,
        .list = list,
        .dry_run = options->common.dry_run,
    };
    const bool told = yn_new_year(&params) != 0;
    rc = choose_year(&params, err);
    if (!rc)
        rc = yn_season_new(&params, &files, err);
    if (rc)
        goto done;
    rc = new_write(call, &files, report, err);
    if (rc)
        goto done;
    size_t n_unread = yn_report_count(report, YN_PROBLEM);
    if (!told && !params.dry_run)
        yn_say_note(call->say,
                    "the year is taken to be %d; if it is another, change "
                    "`title:` and `year:` in %s/season.md",
                    params.year, params.dir);
    say_next(call, n_unread);
    rc = n_unread ? YN_NOTHING : YN_OK;
done:
    yn_text_list_release(&files);
    yn_list_destroy(&list);
    yn_report_destroy(&report);
    return rc;
}

const struct yn_cmd yn_cmd_new = {
    .name = "new",
    .help = "start a season folder",
    .about =
        "Makes the season folder DIR, which must not exist or be empty, and "
        "prints the files it wrote: commented examples, or with --from the "
        "dramas and tracks of a list as somebody wrote it. The year is that of "
        "--year, of the list's heading or of the folder's name (best-of-2021); "
        "where none of them says, it is this year, or with --from an "
        "error.\n\n"
        "A line of the list may name several tracks, joined by `&`, `|` or "
        "`and`; quotes may be curly, straight or missing. Lines that could not "
        "be read are listed as `file:line:column: ...`; the folder is written "
        "all the same.",
    .operands = "DIR",
    .operand_kind = YN_OPERAND_DIR,
    .n_operands_min = 1,
    .n_operands_max = 1,
    .nothing = "lines of the list could not be read",
    YN_CMD_OPTIONS(struct new_options, new_rows),
    YN_CMD_EXAMPLES(new_examples),
    .run = new_run,
};
