/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A line of ListenBrainz by our walk and by jansson: where that takes it, ours
 * must have the same fields.
 */
#include "fuzz/fuzz.h"

#include <jansson.h>

#include "base/base.h"
#include "linger/lb_line.h"

static void check_text(const json_t *object, const char *key, struct yn_raw raw)
{
    const char *is = json_string_value(json_object_get(object, key));
    if (!is)
        return;
    char *text = malloc(raw.len + 1);
    yn_assert(text && raw.text);
    size_t len = yn_raw_unescape(raw, text);
    yn_assert(len <= raw.len);
    yn_assert(strcmp(text, is) == 0);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct yn_lb_line line;
    if (size > FUZZ_BYTES_MAX || memchr(data, '\n', size))
        return 0;
    char *copy = malloc(size + YN_LB_PADDING);
    yn_assert(copy);
    memcpy(copy, data, size);
    memset(copy + size, '"', YN_LB_PADDING);
    enum yn_lb_verdict verdict = yn_lb_read(copy, size, &line);
    /* A key that stands twice is no agreement to look for. */
    json_t *json = json_loadb(copy, size, JSON_REJECT_DUPLICATES, NULL);
    const json_t *metadata = json_object_get(json, "track_metadata");
    if (json_is_object(json)) {
        yn_assert(verdict != YN_LB_BROKEN);
        yn_assert((verdict == YN_LB_OK) == json_is_object(metadata));
    }
    if (verdict == YN_LB_OK && json_is_object(metadata)) {
        check_text(metadata, "artist_name", line.artist);
        check_text(metadata, "track_name", line.title);
        check_text(metadata, "release_name", line.album);
        check_text(json, "user_name", line.user_name);
    }
    json_decref(json);
    free(copy);
    return 0;
}
