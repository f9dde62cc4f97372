/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story/lyrics.h"

#include "base/base.h"
#include "base/buf.h"
#include "base/encoding.h"
#include "base/file.h"
#include "base/unicode.h"
#include "story/map.h"

/* The tags of LRC that stand for a whole line; "offset" shifts times, which
 * are not used here. */
static const char *const lrc_tags[] = {
    "al", "ar",     "au", "by", "la",   "length",
    "lr", "offset", "re", "ti", "tool", "ve",
};

/* Headings, without digits, signs and spaces. */
static const char *const headings[] = {
    "verse",     "chorus",     "prechorus",    "postchorus", "hook", "bridge",
    "intro",     "outro",      "refrain",      "interlude",  "rap",  "break",
    "narration", "repeat",     "instrumental", "x",          "후렴", "간주",
    "간주중",    "전주",       "후주",         "절",         "반복", "랩",
    "브릿지",    "副歌",       "主歌",         "间奏",       "間奏", "サビ",
    "refrão",    "estribillo", "couplet",      "strophe",
};

/* What stands before the colon of a line of credits. */
static const char *const credits[] = {
    "lyrics",     "lyricsby", "lyricist",   "music", "musicby",  "composer",
    "composedby", "arranger", "arrangedby", "words", "wordsby",  "writtenby",
    "producer",   "작사",     "작곡",       "편곡",  "작사작곡", "노래",
    "作词",       "作詞",     "作曲",       "编曲",  "編曲",     "词",
    "曲",         "歌",
};

struct reading {
    struct yn_buf text, line, key;
    struct yn_map seen;
    size_t n_lines;
};

static bool listed(const char *const *list, size_t n, const char *word)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(list[i], word) == 0)
            return true;
    }
    return false;
}

/* The letters of the first `len` bytes, folded; digits go too, for they count
 * verses. */
static int bare(struct yn_buf *key, const char *text, size_t len,
                struct yn_err *err)
{
    struct yn_buf part = {0};
    for (size_t i = 0; i < len; i++) {
        if (text[i] < '0' || text[i] > '9')
            yn_buf_putc(&part, text[i]);
    }
    yn_buf_clear(key);
    int rc = part.failed ? yn_err_nomem(err)
                         : yn_unicode_key(yn_buf_text(&part), key, err);
    yn_buf_release(&part);
    return rc;
}

static int is_credit(struct reading *reading, bool *yes, struct yn_err *err)
{
    const char *line = yn_buf_text(&reading->line);
    const char *colon = strchr(line, ':'), *wide = strstr(line, "：");
    if (!colon || (wide && wide < colon))
        colon = wide;
    *yes = false;
    if (!colon)
        return YN_OK;
    int rc = bare(&reading->key, line, (size_t)(colon - line), err);
    *yes = listed(credits, YN_LEN(credits), yn_buf_text(&reading->key));
    return rc;
}

/* Whether `[...]` is a tag of LRC that its line goes with: "[ar:Yoon]". */
static bool is_lrc_tag(const char *inside, size_t len)
{
    char name[8] = "";
    const char *colon = memchr(inside, ':', len);
    size_t n = colon ? (size_t)(colon - inside) : 0;
    if (n == 0 || n >= sizeof(name))
        return false;
    for (size_t i = 0; i < n; i++)
        name[i] = (char)(inside[i] | 0x20);
    return listed(lrc_tags, YN_LEN(lrc_tags), name);
}

/* "<01:23.45>", the time of a word: only digits and their signs. */
static bool is_time(const char *inside, size_t len)
{
    return len > 0 && strspn(inside, "0123456789:.") >= len;
}

/* The line without what stands in square brackets (times, headings, who sings)
 * and without times of words; nothing where it is a tag. */
static void take_line(struct yn_buf *out, const char *line, size_t len)
{
    yn_buf_clear(out);
    for (size_t i = 0; i < len; i++) {
        char close = line[i] == '[' ? ']' : line[i] == '<' ? '>' : '\0';
        const char *end =
            close ? memchr(line + i, close, len - i) : (const char *)NULL;
        size_t inside = end ? (size_t)(end - line) - i - 1 : 0;
        if (end && close == ']' && is_lrc_tag(line + i + 1, inside)) {
            yn_buf_clear(out);
            return;
        }
        if (end && (close == ']' || is_time(line + i + 1, inside)))
            i += inside + 1;
        else if (line[i] != '\r')
            yn_buf_putc(out, line[i]);
    }
}

static int add_line(struct reading *reading, struct yn_err *err)
{
    bool credit = false;
    int rc = reading->line.failed ? yn_err_nomem(err) : YN_OK;
    if (!rc)
        rc = is_credit(reading, &credit, err);
    if (!rc && !credit)
        rc = bare(&reading->key, yn_buf_text(&reading->line), reading->line.len,
                  err);
    const char *key = yn_buf_text(&reading->key);
    if (rc || credit || !*key || listed(headings, YN_LEN(headings), key))
        return rc;
    uint32_t index = 0;
    size_t before = reading->seen.n;
    rc = yn_map_add(&reading->seen, yn_map_key(key, reading->key.len), &index,
                    err);
    if (rc || reading->seen.n == before)
        return rc;
    if (reading->n_lines++ > 0)
        yn_buf_putc(&reading->text, '\n');
    yn_buf_add(&reading->text, reading->line.data, reading->line.len);
    return YN_OK;
}

int yn_lyrics_parse(const char *text, struct yn_lyrics *out, struct yn_err *err)
{
    struct reading reading = {0};
    int rc = YN_OK;
    while (!rc && *text) {
        size_t len = strcspn(text, "\n\r");
        take_line(&reading.line, text, len);
        rc = add_line(&reading, err);
        text += len + (text[len] != '\0');
    }
    char *lines = NULL;
    yn_buf_puts(&reading.text, "");
    if (!rc)
        rc = yn_buf_finish(&reading.text, &lines, err);
    if (!rc)
        *out = (struct yn_lyrics){.text = lines, .n_lines = reading.n_lines};
    yn_buf_release(&reading.text);
    yn_buf_release(&reading.line);
    yn_buf_release(&reading.key);
    yn_map_release(&reading.seen);
    return rc;
}

int yn_lyrics_read(const char *path, struct yn_lyrics *out, struct yn_err *err)
{
    struct yn_bytes bytes = {0};
    enum yn_encoding encoding;
    unsigned line = 0, column = 0;
    int rc = yn_file_read(path, YN_LYRICS_BYTES_MAX, &bytes, err);
    if (rc)
        return rc;
    rc = yn_encoding_to_utf8(&bytes, &encoding, &line, &column, NULL);
    if (rc == YN_E_NOMEM)
        yn_err_nomem(err);
    else if (rc)
        yn_err_set(err, rc, 0,
                   "%s:%u:%u: is no text that yeoun reads; save it as UTF-8",
                   path, line, column);
    else
        rc = yn_lyrics_parse(bytes.data, out, err);
    free(bytes.data);
    return rc;
}

void yn_lyrics_release(struct yn_lyrics *lyrics)
{
    free(lyrics->text);
    *lyrics = (struct yn_lyrics){0};
}
