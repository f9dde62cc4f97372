/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "season/roster/internal.h"

#include <ctype.h>
#include <strings.h>

#include "base/base.h"
#include "base/buf.h"
#include "base/keyed.h"
#include "base/unicode.h"
#include "season/bilingual.h"
#include "season/names/credit.h"
#include "season/schema.h"

/* A title longer than this is none. */
#define ROSTER_TEXT_BYTES_MAX 1000
#define ROSTER_YEAR_FIRST 1900
#define ROSTER_YEAR_LAST 2999

/* The text with single spaces, without control characters and too great a
 * length; NULL = out of memory. */
static char *clean(struct yn_arena *arena, const char *text)
{
    struct yn_buf out = {0};
    bool gap = false;
    for (size_t at = 0; text && text[at];) {
        size_t from = at;
        uint32_t c = yn_unicode_next(text, &at);
        bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFFFD;
        if (control || yn_unicode_is_space(c)) {
            gap = true;
            continue;
        }
        if (out.len + (at - from) > ROSTER_TEXT_BYTES_MAX)
            break;
        if (gap && out.len)
            yn_buf_putc(&out, ' ');
        yn_buf_add(&out, text + from, at - from);
        gap = false;
    }
    char *copy = out.failed ? NULL : yn_arena_dup(arena, yn_buf_text(&out));
    yn_buf_release(&out);
    return copy;
}

/* Takes a last bracket that tells about the recording off `text`: "(Inst.)".
 * Returns what it held, "" without one; NULL = out of memory. */
static const char *take_remark(struct yn_arena *arena, char *text)
{
    size_t len = strlen(text);
    if (len < 3 || !strchr(")]", text[len - 1]))
        return "";
    size_t open = len - 1;
    while (open > 0 && text[open] != '(' && text[open] != '[')
        open--;
    char *inner = yn_arena_dup_n(arena, text + open + 1, len - open - 2);
    if (!inner || open == 0 || !yn_bilingual_is_remark(inner))
        return inner ? "" : NULL;
    while (open > 0 && text[open - 1] == ' ')
        open--;
    text[open] = '\0';
    return inner;
}

static bool is_feature(const char *remark)
{
    return strncasecmp(remark, "feat", 4) == 0 ||
           strncasecmp(remark, "ft.", 3) == 0 ||
           strncasecmp(remark, "ft ", 3) == 0 ||
           strncasecmp(remark, "with ", 5) == 0;
}

static bool contains_word(const char *text, const char *word)
{
    size_t n = strlen(word);
    for (; *text; text++) {
        if (strncasecmp(text, word, n) == 0)
            return true;
    }
    return false;
}

/* The parts of one title: names in both scripts, version, a feature. */
struct titled {
    struct yn_bilingual names;
    enum yn_version version;
    const char *feature; /* "feat. B" or "" */
};

/* "Flower Inst." and "Flower MR" without brackets. */
static bool take_last_word(char *text)
{
    char *space = strrchr(text, ' ');
    if (!space || !yn_bilingual_is_instrumental(space + 1))
        return false;
    *space = '\0';
    return true;
}

static int read_title(struct yn_arena *arena, const char *text,
                      struct titled *out, struct yn_err *err)
{
    char *title = clean(arena, text);
    const char *kept = ""; /* a remark that is of the title: "(Live)" */
    if (!title)
        return yn_err_nomem(err);
    if (take_last_word(title))
        out->version = YN_INSTRUMENTAL;
    for (;;) {
        const char *remark = take_remark(arena, title);
        if (!remark)
            return yn_err_nomem(err);
        if (*remark == '\0')
            break;
        if (yn_bilingual_is_instrumental(remark))
            out->version = YN_INSTRUMENTAL;
        else if (is_feature(remark))
            out->feature = remark;
        else
            kept = yn_text_f(arena, " (%s)%s", remark, kept);
        if (!kept)
            return yn_err_nomem(err);
    }
    int rc = yn_bilingual_split(arena, title, &out->names, err);
    const char **const name[] = {&out->names.name, &out->names.korean};
    for (size_t i = 0; !rc && *kept && i < YN_LEN(name); i++) {
        if (**name[i])
            *name[i] = yn_text_f(arena, "%s%s", *name[i], kept);
        if (!*name[i])
            rc = yn_err_nomem(err);
    }
    return rc;
}

/* The number behind "Part" or "Pt." in an album's name: "OST Part.3". */
static int find_part(struct yn_arena *arena, const char *album,
                     const char **out, struct yn_err *err)
{
    static const char *const words[] = {"part", "pt", "파트"};
    for (size_t i = 0; album[i]; i++) {
        bool inside = i > 0 && isalpha((unsigned char)album[i - 1]);
        for (size_t w = 0; !inside && w < YN_LEN(words); w++) {
            size_t n = strlen(words[w]);
            if (strncasecmp(album + i, words[w], n) != 0)
                continue;
            const char *digits = album + i + n;
            digits += strspn(digits, " .:#");
            n = strspn(digits, "0123456789");
            if (n == 0)
                continue;
            while (n > 1 && *digits == '0') {
                digits++;
                n--;
            }
            *out = yn_arena_dup_n(arena, digits, n);
            return *out ? YN_OK : yn_err_nomem(err);
        }
    }
    *out = "";
    return YN_OK;
}

/* A date as people write it: 2020-01-05, 2020.1.5., 20200105, with a time
 * behind it or not. A year or a month alone is no day: year 0. */
static struct yn_date read_date(const char *text)
{
    int part[3] = {0, 0, 0};
    size_t n = 0;
    for (size_t i = 0; text[i] && n < 3;) {
        if (!isdigit((unsigned char)text[i])) {
            i++;
            continue;
        }
        size_t most = n == 0 ? 4 : 2, digits = 0;
        while (digits < most && isdigit((unsigned char)text[i]))
            part[n] = part[n] * 10 + (text[i++] - '0'), digits++;
        n++;
    }
    char iso[16];
    struct yn_date date = {0};
    if (n < 3 || part[0] < ROSTER_YEAR_FIRST || part[0] > ROSTER_YEAR_LAST)
        return date;
    snprintf(iso, sizeof(iso), "%04d-%02d-%02d", part[0], part[1], part[2]);
    return yn_date_parse(iso, strlen(iso), &date) ? date : (struct yn_date){0};
}

static int copy(struct yn_arena *arena, const char *from, const char **to,
                struct yn_err *err)
{
    *to = clean(arena, from);
    return *to ? YN_OK : yn_err_nomem(err);
}

static int set_one(struct yn_arena *arena, const char *text,
                   struct yn_text_list *out, struct yn_err *err)
{
    if (*text == '\0')
        return YN_OK;
    out->item = yn_arena_array(arena, 1, sizeof(*out->item));
    if (!out->item)
        return yn_err_nomem(err);
    out->item[0] = text;
    out->n = 1;
    return YN_OK;
}

static int tidy_title(struct yn_arena *arena, const struct yn_roster_row *row,
                      struct yn_track *track, const char **feature,
                      struct yn_err *err)
{
    struct titled title = {.feature = ""}, korean = {.feature = ""};
    int rc = read_title(arena, row->title, &title, err);
    if (!rc)
        rc = read_title(arena, row->korean, &korean, err);
    if (rc)
        return rc;
    track->title = title.names.name;
    track->korean =
        *korean.names.korean ? korean.names.korean : title.names.korean;
    /* A column said to be Korean that holds "10 Minutes" is still a title. */
    if (!*track->title)
        track->title = korean.names.name;
    *feature = *title.feature ? title.feature : korean.feature;
    track->version = title.version;
    if (row->version && (yn_bilingual_is_instrumental(row->version) ||
                         strcasecmp(row->version, "instrumental") == 0))
        track->version = YN_INSTRUMENTAL;
    else if (row->version && strcasecmp(row->version, "score") == 0)
        track->version = YN_SCORE;
    return YN_OK;
}

static int tidy_artist(struct yn_arena *arena, const struct yn_roster_row *row,
                       const char *feature, struct yn_track *track,
                       struct yn_err *err)
{
    struct yn_bilingual artist, korean;
    const char *text = clean(arena, row->artist);
    const char *text_ko = clean(arena, row->artist_ko);
    if (!text || !text_ko)
        return yn_err_nomem(err);
    int rc = yn_bilingual_split(arena, text, &artist, err);
    if (!rc)
        rc = yn_bilingual_split(arena, text_ko, &korean, err);
    if (rc)
        return rc;
    const char *name = artist.name;
    const char *name_ko = *korean.korean ? korean.korean : artist.korean;
    /* 10cm is written alike in both columns. */
    if (*name == '\0')
        name = korean.name;
    const char **credit = *name ? &name : &name_ko;
    if (*feature && **credit && !contains_word(*credit, "feat"))
        *credit = yn_text_f(arena, "%s (%s)", *credit, feature);
    if (!*credit)
        return yn_err_nomem(err);
    rc = set_one(arena, name, &track->artist, err);
    return rc ? rc : set_one(arena, name_ko, &track->artist_ko, err);
}

static int tidy_rest(struct yn_arena *arena, const struct yn_roster_row *row,
                     struct yn_track *track, struct yn_err *err)
{
    const struct {
        const char *from;
        const char **to;
    } fields[] = {
        {row->album, &track->album},     {row->part, &track->part},
        {row->isrc, &track->isrc},       {row->iswc, &track->iswc},
        {row->note, &track->note},       {row->publisher, &track->publisher},
        {row->video, &track->video_url},
    };
    int rc = YN_OK;
    for (size_t i = 0; !rc && i < YN_LEN(fields); i++)
        rc = copy(arena, fields[i].from, fields[i].to, err);
    if (rc)
        return rc;
    if (*track->part == '\0')
        rc = find_part(arena, track->album, &track->part, err);
    const char *source = clean(arena, row->source);
    if (!rc && !source)
        rc = yn_err_nomem(err);
    if (!rc)
        rc = set_one(arena, source, &track->source, err);
    if (row->released)
        track->released = read_date(row->released);
    track->writers = (struct yn_writer *)(uintptr_t)row->writers;
    track->n_writers = row->n_writers;
    return rc;
}

static void lend_text(const char **to, const char *from)
{
    if (**to == '\0')
        *to = from;
}

/* Gives `track` what it lacks and its twin has. */
static void lend(struct yn_track *track, const struct yn_track *twin)
{
    lend_text(&track->title, twin->title);
    lend_text(&track->korean, twin->korean);
    lend_text(&track->part, twin->part);
    lend_text(&track->album, twin->album);
    lend_text(&track->isrc, twin->isrc);
    lend_text(&track->iswc, twin->iswc);
    lend_text(&track->publisher, twin->publisher);
    lend_text(&track->video_url, twin->video_url);
    lend_text(&track->note, twin->note);
    if (!track->artist.n)
        track->artist = twin->artist;
    if (!track->artist_ko.n)
        track->artist_ko = twin->artist_ko;
    if (!track->source.n)
        track->source = twin->source;
    if (!track->released.year)
        track->released = twin->released;
    if (!track->n_writers) {
        track->writers = twin->writers;
        track->n_writers = twin->n_writers;
    }
}

static int join_key(struct yn_arena *arena, const struct yn_text_list *list,
                    const char **out, struct yn_err *err)
{
    struct yn_buf text = {0};
    for (size_t i = 0; i < list->n; i++) {
        yn_buf_puts(&text, list->item[i]);
        yn_buf_putc(&text, ' ');
    }
    int rc = text.failed ? yn_err_nomem(err)
                         : yn_key_make(arena, yn_buf_text(&text), out, err);
    yn_buf_release(&text);
    return rc;
}

int yn_roster_keys_make(struct yn_arena *arena, const struct yn_track *track,
                        struct yn_roster_keys *out, struct yn_err *err)
{
    int rc = yn_key_make(arena, track->title, &out->title, err);
    if (!rc)
        rc = yn_key_make(arena, track->korean, &out->korean, err);
    if (!rc)
        rc = join_key(arena, &track->artist, &out->artist, err);
    if (!rc)
        rc = join_key(arena, &track->artist_ko, &out->artist_ko, err);
    return rc;
}

static bool share(const char *a, const char *b)
{
    return *a && strcmp(a, b) == 0;
}

bool yn_roster_keys_same(const struct yn_roster_keys *a,
                         const struct yn_roster_keys *b)
{
    if (!share(a->title, b->title) && !share(a->korean, b->korean))
        return false;
    if (share(a->artist, b->artist) || share(a->artist_ko, b->artist_ko))
        return true;
    /* Artists in different scripts cannot be told apart by their letters. */
    bool latin = *a->artist && *b->artist;
    bool korean = *a->artist_ko && *b->artist_ko;
    return !latin && !korean;
}

static int append(struct yn_roster *roster, const struct yn_track *track,
                  struct yn_err *err)
{
    struct yn_roster_keys keys = {0};
    int rc = yn_roster_keys_make(&roster->arena, track, &keys, err);
    if (rc)
        return rc;
    for (size_t i = 0; i < roster->n; i++) {
        if (roster->track[i].version == track->version &&
            yn_roster_keys_same(&roster->keys[i], &keys)) {
            lend(&roster->track[i], track);
            return yn_roster_keys_make(&roster->arena, &roster->track[i],
                                       &roster->keys[i], err);
        }
    }
    if (roster->n == YN_ROSTER_TRACKS_MAX)
        return yn_err_set(err, YN_E_LIMIT, 0,
                          "more than %d tracks are no drama's roster",
                          YN_ROSTER_TRACKS_MAX);
    rc = yn_grow(&roster->track, &roster->cap, roster->n + 1,
                 sizeof(*roster->track), err);
    if (!rc)
        rc = yn_grow(&roster->keys, &roster->cap_keys, roster->n + 1,
                     sizeof(*roster->keys), err);
    if (rc)
        return rc;
    roster->track[roster->n] = *track;
    roster->keys[roster->n++] = keys;
    return YN_OK;
}

int yn_roster_propose(struct yn_roster *roster, struct yn_reader *reader,
                      const struct yn_roster_row *row, struct yn_err *err)
{
    struct yn_track track = {.pos = row->pos};
    const char *feature;
    int rc = tidy_title(&roster->arena, row, &track, &feature, err);
    if (rc)
        return rc;
    if (!*track.title && !*track.korean)
        return yn_reader_problem(reader, row->pos, "no title is given",
                                 "a track needs a title", err);
    rc = tidy_artist(&roster->arena, row, feature, &track, err);
    if (!rc)
        rc = tidy_rest(&roster->arena, row, &track, err);
    if (!rc && !track.artist.n && !track.artist_ko.n)
        rc = yn_reader_warning(
            reader, row->pos,
            yn_text_f(&roster->arena, "no artist is given for “%s”",
                      *track.title ? track.title : track.korean),
            "add `artist:` to the row", err);
    return rc ? rc : append(roster, &track, err);
}
