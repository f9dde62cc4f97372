/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/csv.h"

#include "base/base.h"
#include "base/buf.h"
#include "base/unicode.h"

struct scan {
    struct yn_reader *reader;
    const char *file, *text;
    size_t at;
    unsigned line, column; /* of the character at `at` */
    char separator;
    struct yn_buf cell_text;
    struct yn_csv_cell *cell; /* of the row being read */
    size_t n_cells, cap_cells;
    struct yn_csv_row *row;
    size_t n_rows, cap_rows;
};

static char peek(const struct scan *scan)
{
    return scan->text[scan->at];
}

static void advance(struct scan *scan)
{
    unsigned char c = (unsigned char)scan->text[scan->at++];
    bool line_end = c == '\n' || (c == '\r' && scan->text[scan->at] != '\n');
    if (line_end) {
        scan->line++;
        scan->column = 1;
    } else if ((scan->text[scan->at] & 0xC0) != 0x80) {
        /* Columns count characters: only the last byte of one moves on. */
        scan->column++;
    }
}

static bool at_line_end(const struct scan *scan)
{
    return peek(scan) == '\n' || peek(scan) == '\r' || peek(scan) == '\0';
}

static void skip_line_end(struct scan *scan)
{
    if (peek(scan) == '\r')
        advance(scan);
    if (peek(scan) == '\n')
        advance(scan);
}

static struct yn_pos here(const struct scan *scan)
{
    return (struct yn_pos){scan->file, scan->line, scan->column};
}

static void skip_blanks(struct scan *scan)
{
    while (peek(scan) == ' ' || (peek(scan) == '\t' && scan->separator != '\t'))
        advance(scan);
}

/* Reads from behind the opening quote to behind the closing one. A quote that
 * is never closed is told and then read over, so that only its own row is
 * odd: `*closed` is false and the cell is yet to be read. */
static int scan_quoted(struct scan *scan, struct yn_pos open, bool *closed,
                       struct yn_err *err)
{
    const struct scan behind_quote = *scan;
    *closed = true;
    for (;;) {
        char c = peek(scan);
        if (c == '\0' || scan->cell_text.len > YN_CSV_CELL_BYTES_MAX) {
            *closed = false;
            scan->at = behind_quote.at;
            scan->line = behind_quote.line;
            scan->column = behind_quote.column;
            yn_buf_clear(&scan->cell_text);
            return yn_reader_problem(scan->reader, open,
                                     "the quote is never closed",
                                     "put a \" at the end of the cell", err);
        }
        advance(scan);
        if (c != '"') {
            yn_buf_putc(&scan->cell_text, c);
        } else if (peek(scan) == '"') {
            yn_buf_putc(&scan->cell_text, '"');
            advance(scan);
        } else {
            return YN_OK;
        }
    }
}

static int scan_rest(struct scan *scan, bool quoted, struct yn_err *err)
{
    struct yn_pos pos = here(scan);
    bool odd = false;
    while (!at_line_end(scan) && peek(scan) != scan->separator) {
        odd |= peek(scan) != ' ';
        yn_buf_putc(&scan->cell_text, peek(scan));
        advance(scan);
    }
    if (quoted && odd)
        return yn_reader_problem(
            scan->reader, pos, "text behind the closing quote",
            "write a quote inside a cell twice: \"\"", err);
    if (scan->cell_text.len > YN_CSV_CELL_BYTES_MAX)
        return yn_reader_problem(
            scan->reader, pos, "a cell of more than 64 KiB",
            "check the separators and quotes of this line", err);
    return YN_OK;
}

static bool is_blank_at(const char *text, size_t at)
{
    return text[at] == ' ' || text[at] == '\t' || text[at] == '\n' ||
           text[at] == '\r';
}

/* Keeps what the cell holds, without outer blanks. */
static int keep_cell(struct scan *scan, struct yn_pos pos, struct yn_err *err)
{
    int rc = yn_grow(&scan->cell, &scan->cap_cells, scan->n_cells + 1,
                     sizeof(*scan->cell), err);
    if (rc)
        return rc;
    const char *text = yn_buf_text(&scan->cell_text);
    size_t begin = 0, end = scan->cell_text.len;
    while (begin < end && is_blank_at(text, begin))
        begin++;
    while (end > begin && is_blank_at(text, end - 1))
        end--;
    const char *copy = "";
    if (scan->cell_text.len <= YN_CSV_CELL_BYTES_MAX)
        copy = yn_arena_dup_n(scan->reader->arena, text + begin, end - begin);
    if (!copy || scan->cell_text.failed)
        return yn_err_nomem(err);
    scan->cell[scan->n_cells++] =
        (struct yn_csv_cell){copy, pos.line, pos.column};
    return YN_OK;
}

static int scan_cell(struct scan *scan, struct yn_err *err)
{
    yn_buf_clear(&scan->cell_text);
    skip_blanks(scan);
    struct yn_pos pos = here(scan);
    bool quoted = peek(scan) == '"';
    int rc = YN_OK;
    if (quoted) {
        advance(scan);
        rc = scan_quoted(scan, pos, &quoted, err);
    }
    if (!rc)
        rc = scan_rest(scan, quoted, err);
    if (!rc)
        rc = keep_cell(scan, pos, err);
    return rc;
}

static bool row_is_blank(const struct scan *scan)
{
    for (size_t i = 0; i < scan->n_cells; i++) {
        if (scan->cell[i].text[0])
            return false;
    }
    return true;
}

static int keep_row(struct scan *scan, unsigned line, struct yn_err *err)
{
    int rc = yn_grow(&scan->row, &scan->cap_rows, scan->n_rows + 1,
                     sizeof(*scan->row), err);
    if (rc)
        return rc;
    struct yn_csv_cell *cell =
        yn_arena_array(scan->reader->arena, scan->n_cells, sizeof(*cell));
    if (!cell)
        return yn_err_nomem(err);
    memcpy(cell, scan->cell, scan->n_cells * sizeof(*cell));
    scan->row[scan->n_rows++] = (struct yn_csv_row){cell, scan->n_cells, line};
    return YN_OK;
}

static int scan_row(struct scan *scan, struct yn_err *err)
{
    unsigned line = scan->line;
    bool comment = peek(scan) == '#';
    scan->n_cells = 0;
    int rc;
    while (!(rc = scan_cell(scan, err)) && !at_line_end(scan))
        advance(scan); /* the separator */
    skip_line_end(scan);
    if (rc || comment || row_is_blank(scan))
        return rc;
    return keep_row(scan, line, err);
}

/* The separator that stands most often in the first line, outside quotes. */
static char find_separator(const char *text)
{
    static const char known[] = ",;\t";
    size_t count[3] = {0};
    bool quoted = false, comment = text[0] == '#';
    for (; *text && (comment || (*text != '\n' && *text != '\r')); text++) {
        if (comment) {
            /* The header is the first line that is no comment. */
            if (*text == '\n')
                comment = text[1] == '#';
            continue;
        }
        if (*text == '"')
            quoted = !quoted;
        for (size_t i = 0; !quoted && i < YN_LEN(count); i++)
            count[i] += *text == known[i];
    }
    size_t best = 0;
    for (size_t i = 1; i < YN_LEN(count); i++) {
        if (count[i] > count[best])
            best = i;
    }
    return known[best];
}

/* A spreadsheet's own first line, "sep=;". */
static bool take_sep_line(struct scan *scan)
{
    const char *text = scan->text;
    if (strncmp(text, "sep=", 4) != 0 || !text[4] || !strchr("\r\n", text[5]))
        return false;
    scan->separator = text[4];
    while (!at_line_end(scan))
        advance(scan);
    skip_line_end(scan);
    return true;
}

int yn_csv_parse_part(struct yn_reader *reader, const char *file,
                      const struct yn_csv_part *part, struct yn_csv *out,
                      struct yn_err *err)
{
    struct scan scan = {.reader = reader,
                        .file = file,
                        .text = part->text,
                        .line = part->line,
                        .column = 1,
                        .separator = part->separator};
    if (!scan.separator && !take_sep_line(&scan))
        scan.separator = find_separator(part->text);
    int rc = YN_OK;
    while (!rc && peek(&scan))
        rc = scan_row(&scan, err);
    struct yn_csv_row *row = NULL;
    if (!rc) {
        row = yn_arena_array(reader->arena, scan.n_rows, sizeof(*row));
        if (!row)
            rc = yn_err_nomem(err);
    }
    if (!rc) {
        if (scan.n_rows)
            memcpy(row, scan.row, scan.n_rows * sizeof(*row));
        *out = (struct yn_csv){row, scan.n_rows, scan.separator};
    }
    yn_buf_release(&scan.cell_text);
    free(scan.cell);
    free(scan.row);
    return rc;
}

int yn_csv_parse(struct yn_reader *reader, const char *file, const char *text,
                 struct yn_csv *out, struct yn_err *err)
{
    const struct yn_csv_part whole = {.text = text, .line = 1};
    return yn_csv_parse_part(reader, file, &whole, out, err);
}

int yn_csv_load(struct yn_reader *reader, const char *path, struct yn_csv *out,
                struct yn_err *err)
{
    *out = (struct yn_csv){0};
    const char *text = NULL;
    size_t len = 0;
    int rc = yn_reader_load(reader, path, YN_CSV_BYTES_MAX, &text, &len, err);
    if (rc || !text)
        return rc;
    return yn_csv_parse(reader, path, text, out, err);
}
