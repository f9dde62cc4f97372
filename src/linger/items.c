/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "linger/items.h"

#include "base/base.h"
#include "base/buf.h"

#define BLOCK_BYTES ((size_t)64 << 10)
#define DEPTH_MAX 62

struct cutting {
    struct yn_listen_job *job;
    int (*take)(void *ctx, const struct yn_item *item, struct yn_err *err);
    void *ctx;
    unsigned want;         /* the depth of the objects */
    unsigned depth;        /* brackets that are open */
    uint64_t arrays;       /* bit d: the bracket opened at depth d is a [ */
    bool inside, escaped;  /* a string; behind a backslash in it */
    bool within, too_long; /* an object that is wanted */
    bool broken;           /* brackets that do not match: the rest is lost */
    struct yn_buf text;
    struct yn_item item;
    unsigned line, column;
};

static int end_item(struct cutting *cutting, struct yn_err *err)
{
    cutting->within = false;
    if (cutting->too_long) {
        cutting->job->account.rows++;
        yn_listen_rejected(cutting->job, 0, cutting->item.line,
                           cutting->item.column,
                           "a play of more than 1 MiB is none", "");
        return YN_OK;
    }
    if (cutting->text.failed)
        return yn_err_nomem(err);
    cutting->item.text = cutting->text.data;
    cutting->item.len = cutting->text.len;
    return cutting->take(cutting->ctx, &cutting->item, err);
}

static void begin_item(struct cutting *cutting)
{
    cutting->within = true;
    cutting->too_long = false;
    yn_buf_clear(&cutting->text);
    cutting->item.line = cutting->line;
    cutting->item.column = cutting->column;
}

/* A bracket outside of strings. `*ends`: an item ends behind it. */
static void take_bracket(struct cutting *cutting, char c, bool *ends)
{
    if (c == '{' || c == '[') {
        bool listed = cutting->depth == 0 ||
                      (cutting->arrays >> (cutting->depth - 1) & 1);
        if (c == '{' && listed && cutting->depth == cutting->want)
            begin_item(cutting);
        if (cutting->depth == DEPTH_MAX) {
            cutting->broken = true;
            return;
        }
        uint64_t bit = UINT64_C(1) << cutting->depth++;
        cutting->arrays =
            c == '[' ? cutting->arrays | bit : cutting->arrays & ~bit;
        return;
    }
    bool array =
        cutting->depth && (cutting->arrays >> (cutting->depth - 1) & 1);
    if (cutting->depth == 0 || array != (c == ']')) {
        cutting->broken = true;
        return;
    }
    cutting->depth--;
    *ends = cutting->within && cutting->depth == cutting->want;
}

static int take_byte(struct cutting *cutting, char c, struct yn_err *err)
{
    bool ends = false;
    if (cutting->inside) {
        if (cutting->escaped)
            cutting->escaped = false;
        else if (c == '\\')
            cutting->escaped = true;
        else if (c == '"')
            cutting->inside = false;
    } else if (c == '"') {
        cutting->inside = true;
    } else if (strchr("{}[]", c) && c) {
        take_bracket(cutting, c, &ends);
    }
    if (cutting->within) {
        cutting->too_long |= cutting->text.len >= YN_LISTEN_BYTES_MAX;
        if (!cutting->too_long)
            yn_buf_putc(&cutting->text, c);
    }
    if (c == '\n') {
        cutting->line++;
        cutting->column = 1;
    } else if (((unsigned char)c & 0xC0) != 0x80) {
        cutting->column++;
    }
    return ends ? end_item(cutting, err) : YN_OK;
}

static int cut(struct cutting *cutting, struct yn_err *err)
{
    char *buf = malloc(BLOCK_BYTES);
    int rc = buf ? YN_OK : yn_err_nomem(err);
    for (size_t n = 1; !rc && n > 0 && !cutting->broken;) {
        rc = yn_listen_read(cutting->job, buf, BLOCK_BYTES, &n, err);
        for (size_t i = 0; !rc && i < n && !cutting->broken; i++)
            rc = take_byte(cutting, buf[i], err);
    }
    free(buf);
    return rc;
}

int yn_items_read(struct yn_listen_job *job, unsigned depth,
                  int (*take)(void *ctx, const struct yn_item *item,
                              struct yn_err *err),
                  void *ctx, struct yn_err *err)
{
    struct cutting cutting = {.job = job,
                              .take = take,
                              .ctx = ctx,
                              .want = depth,
                              .line = 1,
                              .column = 1};
    int rc = cut(&cutting, err);
    if (!rc && (cutting.broken || cutting.depth || cutting.inside)) {
        job->account.rows++;
        yn_listen_rejected(job, 0, cutting.line, cutting.column,
                           cutting.broken ? "from here on this is no JSON"
                                          : "the file ends in the middle",
                           "export it again, or copy it again");
    }
    yn_buf_release(&cutting.text);
    return rc;
}
