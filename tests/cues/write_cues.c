/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes the sheet made by hand in every format:
 *
 *     write_cues DIR
 *
 * In season.csv and season.json it stands twice, as two episodes.
 */
#include "support/cues_fixture.h"

#include "base/base.h"
#include "base/dir.h"
#include "base/file.h"
#include "base/path.h"

static int write_file(const char *dir, const char *name,
                      const struct yn_sheet *const *sheets, size_t n,
                      enum yn_sheet_format format)
{
    char *text = NULL, *path = yn_path_join(dir, name);
    int rc =
        path ? yn_sheets_text(sheets, n, format, 0, &text, NULL) : YN_E_NOMEM;
    if (!rc)
        rc = yn_file_write(path, text, strlen(text), NULL);
    free(text);
    free(path);
    return rc;
}

int main(int argc, char **argv)
{
    struct cues_fixture f;
    struct yn_sheet *sheet = NULL;
    if (argc != 2)
        return 2;
    cues_fixture_init(&f);
    int rc = yn_dir_make(argv[1], NULL);
    if (!rc)
        rc = yn_sheet_create(&f.params, &sheet, NULL);
    const struct yn_sheet *const twice[] = {sheet, sheet};
    for (int format = YN_SHEET_CSV; !rc && format <= YN_SHEET_AUDACITY;
         format++)
        rc = write_file(argv[1], yn_sheet_format_file(format), twice, 1,
                        (enum yn_sheet_format)format);
    if (!rc)
        rc = write_file(argv[1], "season.csv", twice, 2, YN_SHEET_CSV);
    if (!rc)
        rc = write_file(argv[1], "season.json", twice, 2, YN_SHEET_JSON);
    yn_sheet_destroy(&sheet);
    return rc ? 1 : 0;
}
