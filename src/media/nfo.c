/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "media/nfo.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

#include "base/base.h"
#include "base/buf.h"
#include "base/encoding.h"
#include "base/file.h"
#include "base/path.h"

#define ROOT "<episodedetails"
#define ROOT_END "</episodedetails>"
/* Of one file; no disc holds more. */
#define ROOTS_MAX 100
#define NUMBER_MAX 9999

/* A number alone; -1 where it is none. */
static int number_of(const char *text)
{
    const char *at = text + strspn(text, " \t\r\n");
    size_t n = strspn(at, "0123456789");
    if (n == 0 || n > 4 || at[n + strspn(at + n, " \t\r\n")] != '\0')
        return -1;
    int value = (int)strtol(at, NULL, 10);
    return value <= NUMBER_MAX ? value : -1;
}

static void take(struct yn_nfo *out, const char *key, const char *text)
{
    int value = number_of(text);
    if (strcmp(key, "season") == 0 && out->season < 0)
        out->season = value;
    if (strcmp(key, "episode") == 0 && value > 0) {
        if (out->first < 0 || value < out->first)
            out->first = value;
        if (value > out->last)
            out->last = value;
    }
    text += strspn(text, " \t\r\n");
    if (strcmp(key, "aired") == 0 && !out->date[0] && strlen(text) >= 10)
        snprintf(out->date, sizeof(out->date), "%.10s", text);
}

/* The children of one root. Returns false where memory ran out. */
static bool read_root(const char *text, size_t len, struct yn_nfo *out)
{
    const int how = XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR |
                    XML_PARSE_NOWARNING;
    xmlParserCtxtPtr parser = xmlNewParserCtxt();
    if (!parser)
        return false;
    xmlDocPtr doc =
        xmlCtxtReadMemory(parser, text, (int)len, NULL, "UTF-8", how);
    bool whole = parser->errNo != XML_ERR_NO_MEMORY;
    xmlNodePtr root = doc ? xmlDocGetRootElement(doc) : NULL;
    for (xmlNodePtr node = root ? root->children : NULL; whole && node;
         node = node->next) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        xmlChar *value = xmlNodeGetContent(node);
        if (value)
            take(out, (const char *)node->name, (const char *)value);
        whole = value != NULL;
        xmlFree(value);
    }
    xmlFreeDoc(doc);
    xmlFreeParserCtxt(parser);
    return whole;
}

static int read_roots(const char *path, const char *text, struct yn_nfo *out,
                      struct yn_err *err)
{
    struct yn_nfo found = {.season = -1, .first = -1, .last = -1};
    size_t n = 0;
    for (const char *at = strstr(text, ROOT); at && n < ROOTS_MAX; n++) {
        const char *end = strstr(at, ROOT_END);
        size_t len = end ? (size_t)(end - at) + strlen(ROOT_END) : strlen(at);
        if (!read_root(at, len, &found))
            return yn_err_nomem(err);
        at = strstr(at + len, ROOT);
    }
    if (n == 0)
        return yn_err_set(err, YN_E_INPUT, 0, "%s: tells of no episode", path);
    *out = found;
    return YN_OK;
}

int yn_nfo_parse(const char *path, const char *bytes, size_t len,
                 struct yn_nfo *out, struct yn_err *err)
{
    enum yn_encoding encoding;
    unsigned line, column;
    struct yn_err why = {0};
    struct yn_bytes copy = {.data = malloc(len + 1), .len = len};
    if (!copy.data)
        return yn_err_nomem(err);
    if (len > 0)
        memcpy(copy.data, bytes, len);
    copy.data[len] = '\0';
    int rc = yn_encoding_to_utf8(&copy, &encoding, &line, &column, &why);
    if (rc == YN_E_NOMEM)
        rc = yn_err_nomem(err);
    else if (rc)
        rc = yn_err_set(err, rc, 0, "%s:%u:%u: %s", path, line, column,
                        why.text);
    else
        rc = read_roots(path, copy.data, out, err);
    free(copy.data);
    return rc;
}

int yn_nfo_read(const char *video, struct yn_nfo *out, struct yn_err *err)
{
    const char *dot = strrchr(yn_path_base(video), '.');
    size_t len = dot ? (size_t)(dot - video) : strlen(video);
    struct yn_buf path = {0};
    struct yn_bytes bytes = {0};
    yn_buf_printf(&path, "%.*s.nfo", (int)len, video);
    int rc = path.failed ? yn_err_nomem(err) : YN_OK;
    if (!rc)
        rc = yn_file_read(yn_buf_text(&path), YN_NFO_BYTES_MAX, &bytes, err);
    if (!rc)
        rc = yn_nfo_parse(yn_buf_text(&path), bytes.data, bytes.len, out, err);
    free(bytes.data);
    yn_buf_release(&path);
    return rc;
}
