/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/video.h"

#include <strings.h>

#include "base/base.h"
#include "publish/text.h"

#define YOUTUBE_ID_CHARS 11
#define VIMEO_ID_CHARS_MAX 12
#define VIMEO_HASH_CHARS_MAX 16
#define START_DIGITS_MAX 5 /* a day has 86400 seconds */

static const char id_chars[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                               "abcdefghijklmnopqrstuvwxyz0123456789-_";

const char *yn_video_host_name(enum yn_video_host host)
{
    static const char *const names[] = {"", "YouTube", "Vimeo"};
    return names[host];
}

/* The part behind the host when the host is one of `hosts`, else NULL. */
static const char *path_at(const char *address, const char *const *hosts,
                           size_t n)
{
    const char *host = strstr(address, "://") + 3;
    size_t len = strcspn(host, "/?#");
    for (size_t i = 0; i < n; i++) {
        if (strlen(hosts[i]) == len && strncasecmp(host, hosts[i], len) == 0)
            return host + len;
    }
    return NULL;
}

/* The value of a key in the query, or NULL. */
static const char *query_value(const char *path, const char *key)
{
    size_t len = strlen(key);
    const char *at = strchr(path, '?');
    while (at && *at && *at != '#') {
        at++;
        if (strncmp(at, key, len) == 0 && at[len] == '=')
            return at + len + 1;
        at += strcspn(at, "&#");
    }
    return NULL;
}

static const char *behind(const char *path, const char *prefix)
{
    size_t len = strlen(prefix);
    return strncmp(path, prefix, len) == 0 ? path + len : NULL;
}

static const char *youtube_id(const char *address)
{
    static const char *const shorts[] = {"youtu.be"};
    static const char *const hosts[] = {"www.youtube.com", "youtube.com",
                                        "m.youtube.com", "music.youtube.com",
                                        "www.youtube-nocookie.com"};
    static const char *const folders[] = {"/embed/", "/shorts/", "/live/",
                                          "/v/"};
    const char *id = NULL;
    const char *path = path_at(address, shorts, YN_LEN(shorts));
    if (path)
        id = behind(path, "/");
    else if ((path = path_at(address, hosts, YN_LEN(hosts))) != NULL) {
        if (behind(path, "/watch?") || behind(path, "/watch/?"))
            id = query_value(path, "v");
        for (size_t i = 0; !id && i < YN_LEN(folders); i++)
            id = behind(path, folders[i]);
    }
    bool fits = id && strspn(id, id_chars) == YOUTUBE_ID_CHARS;
    return fits ? id : NULL;
}

/* Where to begin: t=90, t=90s or start=90; other ways of saying it are few. */
static void add_start(const char *address, struct yn_buf *out)
{
    const char *start = query_value(address, "t");
    if (!start)
        start = query_value(address, "start");
    size_t digits = start ? strspn(start, "0123456789") : 0;
    if (digits == 0 || digits > START_DIGITS_MAX)
        return;
    const char *rest = start + digits + (start[digits] == 's');
    if (*rest == '\0' || *rest == '&' || *rest == '#')
        yn_buf_printf(out, "?start=%.*s", (int)digits, start);
}

static bool add_vimeo(const char *address, struct yn_buf *out)
{
    static const char *const hosts[] = {"vimeo.com", "www.vimeo.com",
                                        "player.vimeo.com"};
    const char *path = path_at(address, hosts, YN_LEN(hosts));
    const char *id = path ? behind(path, "/video/") : NULL;
    if (path && !id)
        id = behind(path, "/");
    size_t digits = id ? strspn(id, "0123456789") : 0;
    if (digits == 0 || digits > VIMEO_ID_CHARS_MAX ||
        !strchr("/?#", id[digits]))
        return false;
    yn_buf_printf(out, "https://player.vimeo.com/video/%.*s?dnt=1", (int)digits,
                  id);
    /* An unlisted video has a key behind its number. */
    const char *key =
        id[digits] == '/' ? id + digits + 1 : query_value(id, "h");
    size_t chars = key ? strspn(key, "0123456789abcdef") : 0;
    if (chars > 0 && chars <= VIMEO_HASH_CHARS_MAX)
        yn_buf_printf(out, "&h=%.*s", (int)chars, key);
    return true;
}

enum yn_video_host yn_video_embed(const char *address, struct yn_buf *out)
{
    if (!yn_text_is_web(address))
        return YN_VIDEO_OTHER;
    const char *id = youtube_id(address);
    if (id) {
        yn_buf_printf(out, "https://www.youtube-nocookie.com/embed/%.*s",
                      YOUTUBE_ID_CHARS, id);
        add_start(address, out);
        return YN_VIDEO_YOUTUBE;
    }
    return add_vimeo(address, out) ? YN_VIDEO_VIMEO : YN_VIDEO_OTHER;
}
