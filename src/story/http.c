/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story/http.h"

#include <curl/curl.h>

#include "base/base.h"

struct yn_http {
    CURL *curl;
    struct yn_http_reply *reply; /* while one is read */
    bool too_long;
};

int yn_http_create(struct yn_http **out, struct yn_err *err)
{
    /* Counted by libcurl, and safe in threads since 7.84. */
    CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (code)
        return yn_err_set(err, YN_E_INTERNAL, (int)code, "libcurl: %s",
                          curl_easy_strerror(code));
    struct yn_http *http = calloc(1, sizeof(*http));
    if (http)
        http->curl = curl_easy_init();
    if (!http || !http->curl) {
        free(http);
        curl_global_cleanup();
        return yn_err_nomem(err);
    }
    *out = http;
    return YN_OK;
}

void yn_http_destroy(struct yn_http **http)
{
    if (!*http)
        return;
    curl_easy_cleanup((*http)->curl);
    free(*http);
    *http = NULL;
    curl_global_cleanup();
}

static size_t take(char *bytes, size_t size, size_t n, void *ctx)
{
    struct yn_http *http = ctx;
    struct yn_buf *body = &http->reply->body;
    http->too_long = n * size > YN_HTTP_BYTES_MAX - body->len;
    if (http->too_long)
        return 0;
    yn_buf_add(body, bytes, n * size);
    return body->failed ? 0 : n * size;
}

static int curl_failed(CURLcode code, const struct yn_http *http,
                       const char *url, struct yn_err *err)
{
    if (code == CURLE_OUT_OF_MEMORY || http->reply->body.failed)
        return yn_err_nomem(err);
    if (http->too_long)
        return yn_err_set(err, YN_E_LIMIT, 0,
                          "%s: answers with more than %zu MB", url,
                          YN_HTTP_BYTES_MAX >> 20);
    if (code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL)
        return yn_err_set(err, YN_E_ARG, (int)code,
                          "%s: is no address to ask; it would begin with "
                          "http:// or https://",
                          url);
    if (code == CURLE_OPERATION_TIMEDOUT)
        return yn_err_set(err, YN_E_IO, (int)code,
                          "%s: does not answer in time", url);
    return yn_err_set(err, YN_E_IO, (int)code, "%s: %s", url,
                      curl_easy_strerror(code));
}

/* Appends a line; on failure the list is freed. */
static struct curl_slist *header(struct curl_slist *list, const char *text)
{
    struct curl_slist *longer = curl_slist_append(list, text);
    if (!longer)
        curl_slist_free_all(list);
    return longer;
}

static int make_headers(const char *key, struct curl_slist **out,
                        struct yn_err *err)
{
    struct yn_buf bearer = {0};
    struct curl_slist *list = header(NULL, "Content-Type: application/json");
    /* Or libcurl waits a second for leave to send what is long. */
    if (list)
        list = header(list, "Expect:");
    if (list && key && *key) {
        yn_buf_printf(&bearer, "Authorization: Bearer %s", key);
        if (bearer.failed) {
            curl_slist_free_all(list);
            list = NULL;
        } else {
            list = header(list, yn_buf_text(&bearer));
        }
    }
    yn_buf_release(&bearer);
    if (!list)
        return yn_err_nomem(err);
    *out = list;
    return YN_OK;
}

static CURLcode set_up(struct yn_http *http, const char *url, const char *json,
                       long timeout_ms, struct curl_slist *headers)
{
    CURL *curl = http->curl;
    curl_easy_reset(curl);
    CURLcode code = curl_easy_setopt(curl, CURLOPT_URL, url);
    if (!code)
        code = curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    if (!code)
        code = curl_easy_setopt(curl, CURLOPT_PROXY, "");
    if (!code)
        code = curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    if (!code)
        code = curl_easy_setopt(curl, CURLOPT_POSTFIELDS, json);
    if (!code)
        code = curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, timeout_ms);
    /* Signals are the program's. */
    if (!code)
        code = curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    if (!code)
        code = curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    if (!code)
        code = curl_easy_setopt(curl, CURLOPT_WRITEDATA, http);
    return code;
}

int yn_http_post(struct yn_http *http, const char *url, const char *key,
                 const char *json, long timeout_ms, struct yn_http_reply *reply,
                 struct yn_err *err)
{
    struct curl_slist *headers = NULL;
    curl_off_t wait = 0;
    yn_buf_clear(&reply->body);
    reply->status = 0;
    reply->retry_after_s = 0;
    http->reply = reply;
    http->too_long = false;
    int rc = make_headers(key, &headers, err);
    if (rc)
        return rc;
    CURLcode code = set_up(http, url, json, timeout_ms, headers);
    if (!code)
        code = curl_easy_perform(http->curl);
    if (!code)
        code = curl_easy_getinfo(http->curl, CURLINFO_RESPONSE_CODE,
                                 &reply->status);
    if (!code)
        code = curl_easy_getinfo(http->curl, CURLINFO_RETRY_AFTER, &wait);
    reply->retry_after_s = wait < 3600 ? (long)wait : 3600;
    curl_slist_free_all(headers);
    return code ? curl_failed(code, http, url, err) : YN_OK;
}
