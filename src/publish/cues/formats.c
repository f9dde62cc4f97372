/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <yeoun/cues.h>

#include "base/base.h"
#include "publish/cues/sheet_internal.h"

static const struct yn_sheet_writer *const writers[] = {
    [YN_SHEET_CSV] = &yn_sheet_csv,
    [YN_SHEET_JSON] = &yn_sheet_json,
    [YN_SHEET_WEBVTT] = &yn_sheet_webvtt,
    [YN_SHEET_FFMETADATA] = &yn_sheet_ffmetadata,
    [YN_SHEET_AUDACITY] = &yn_sheet_audacity,
};

const char *yn_sheet_format_word(enum yn_sheet_format format)
{
    return writers[format]->word;
}

const char *yn_sheet_format_file(enum yn_sheet_format format)
{
    return writers[format]->file;
}

int yn_sheets_text(const struct yn_sheet *const *sheets, size_t n,
                   enum yn_sheet_format format, unsigned flags, char **out,
                   struct yn_err *err)
{
    const struct yn_sheet_writer *writer = writers[format];
    if (writer->one && n != 1)
        return yn_err_set(err, YN_E_ARG, 0,
                          "%s holds the cues of one episode, not of %zu; ask "
                          "for one episode",
                          writer->word, n);
    struct yn_buf text = {0};
    int rc = writer->write(sheets, n, flags, &text, err);
    if (!rc)
        rc = yn_buf_finish(&text, out, err);
    yn_buf_release(&text);
    return rc;
}
