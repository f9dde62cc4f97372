/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz/fuzz.h"

#include "base/base.h"
#include "base/csv.h"
#include "base/encoding.h"

/* Bytes of any encoding, then every cell and its place. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct yn_arena arena = {0};
    struct yn_report *report = NULL;
    if (size > FUZZ_BYTES_MAX || yn_report_create(&report, NULL))
        return 0;
    struct yn_bytes bytes = {.data = malloc(size + 1), .len = size};
    yn_assert(bytes.data);
    if (size)
        memcpy(bytes.data, data, size);
    bytes.data[size] = '\0';
    enum yn_encoding found;
    unsigned line, column;
    struct yn_reader reader = {.arena = &arena, .report = report};
    struct yn_csv csv = {0};
    if (yn_encoding_to_utf8(&bytes, &found, &line, &column, NULL) == YN_OK)
        yn_assert(yn_csv_parse(&reader, "f.csv", bytes.data, &csv, NULL) ==
                  YN_OK);
    unsigned last = 0;
    for (size_t i = 0; i < csv.n; i++) {
        yn_assert(csv.row[i].line > last && csv.row[i].n > 0);
        last = csv.row[i].line;
        for (size_t c = 0; c < csv.row[i].n; c++) {
            const struct yn_csv_cell *cell = &csv.row[i].cell[c];
            yn_assert(strlen(cell->text) <= YN_CSV_CELL_BYTES_MAX);
            yn_assert(cell->line >= csv.row[i].line && cell->column > 0);
        }
    }
    free(bytes.data);
    yn_report_destroy(&report);
    yn_arena_release(&arena);
    return 0;
}
