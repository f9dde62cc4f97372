/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "linger/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base.h"

#define BLOCK_BYTES ((size_t)256 << 10)
/* Where the mark of a tar stands, and how far we must look. */
#define TAR_MARK_AT 257
#define HEAD_BYTES 512

struct yn_archive {
    char *path;
    int fd;
    struct archive *archive; /* NULL: the file is itself */
    bool box, begun;
    size_t entries;
    unsigned long long out_bytes;
};

static bool is_mark(const unsigned char *head, size_t len, size_t at,
                    const char *mark, size_t n)
{
    return len >= at + n && memcmp(head + at, mark, n) == 0;
}

/* Whether libarchive is asked. Anything else is read as it is, so that a text
 * that only looks odd is never taken for an archive. */
static bool is_packed(const unsigned char *head, size_t len)
{
    static const struct {
        size_t at, n;
        const char *mark;
    } marks[] = {{0, 4, "PK\003\004"},  {0, 4, "PK\005\006"},
                 {0, 2, "\037\213"},    {0, 4, "\050\265\057\375"},
                 {0, 6, "\3757zXZ\0"},  {0, 3, "BZh"},
                 {0, 4, "\004\"M\030"}, {TAR_MARK_AT, 5, "ustar"}};
    for (size_t i = 0; i < YN_LEN(marks); i++) {
        if (is_mark(head, len, marks[i].at, marks[i].mark, marks[i].n))
            return true;
    }
    return false;
}

/* libarchive's own words; its ENOMEM is ours. */
static int archive_error(struct yn_archive *own, struct yn_err *err)
{
    int native = archive_errno(own->archive);
    const char *text = archive_error_string(own->archive);
    if (native == ENOMEM)
        return yn_err_nomem(err);
    return yn_err_set(err, YN_E_INPUT, native,
                      "%s: the archive is damaged or ends early (%s)",
                      own->path, text ? text : "no reason is given");
}

static int open_archive(struct yn_archive *own, struct yn_err *err)
{
    own->archive = archive_read_new();
    if (!own->archive)
        return yn_err_nomem(err);
    struct archive *archive = own->archive;
    /* Named one by one: "all" would start other programs for some. */
    archive_read_support_filter_gzip(archive);
    archive_read_support_filter_bzip2(archive);
    archive_read_support_filter_xz(archive);
    archive_read_support_filter_zstd(archive);
    archive_read_support_filter_lz4(archive);
    archive_read_support_format_zip(archive);
    archive_read_support_format_tar(archive);
    archive_read_support_format_raw(archive);
    if (archive_read_open_fd(archive, own->fd, BLOCK_BYTES) != ARCHIVE_OK)
        return archive_error(own, err);
    return YN_OK;
}

static int open_file(struct yn_archive *own, struct yn_err *err)
{
    struct stat info;
    unsigned char head[HEAD_BYTES];
    own->fd = open(own->path, O_RDONLY | O_CLOEXEC);
    if (own->fd < 0)
        return yn_err_set(err, errno == ENOENT ? YN_E_NOTFOUND : YN_E_IO, errno,
                          "%s: %s", own->path, strerror(errno));
    if (fstat(own->fd, &info) != 0)
        return yn_err_set(err, YN_E_IO, errno, "%s: %s", own->path,
                          strerror(errno));
    if (!S_ISREG(info.st_mode))
        return yn_err_set(err, YN_E_INPUT, 0, "%s: this is no file", own->path);
    ssize_t n = pread(own->fd, head, sizeof(head), 0);
    if (n < 0)
        return yn_err_set(err, YN_E_IO, errno, "%s: %s", own->path,
                          strerror(errno));
    return is_packed(head, (size_t)n) ? open_archive(own, err) : YN_OK;
}

int yn_archive_open(const char *path, struct yn_archive **out,
                    struct yn_err *err)
{
    struct yn_archive *own = calloc(1, sizeof(*own));
    if (!own)
        return yn_err_nomem(err);
    own->fd = -1;
    own->path = strdup(path);
    int rc = own->path ? open_file(own, err) : yn_err_nomem(err);
    if (rc) {
        yn_archive_close(&own);
        return rc;
    }
    *out = own;
    return YN_OK;
}

void yn_archive_close(struct yn_archive **archive)
{
    struct yn_archive *own = *archive;
    if (!own)
        return;
    if (own->archive)
        archive_read_free(own->archive);
    if (own->fd >= 0)
        close(own->fd);
    free(own->path);
    free(own);
    *archive = NULL;
}

bool yn_archive_is_box(const struct yn_archive *archive)
{
    return archive->box;
}

static bool leads_out(const char *name)
{
    if (name[0] == '/' || strchr(name, '\\'))
        return true;
    for (const char *part = name; part; part = strchr(part, '/')) {
        part += *part == '/';
        if (strncmp(part, "..", 2) == 0 && (part[2] == '/' || !part[2]))
            return true;
    }
    return false;
}

/* What is to be said of an entry: YN_OK, YN_ARCHIVE_REFUSED, or -1 for a folder
 * and the like, which hold nothing to read. */
static int check_entry(struct yn_archive *own, struct archive_entry *entry,
                       const char *name, struct yn_err *err)
{
    if (leads_out(name)) {
        yn_err_set(err, YN_E_UNSAFE, 0,
                   "%s: a file in it is named \"%s\", which leads out of the "
                   "archive",
                   own->path, name);
        return YN_ARCHIVE_REFUSED;
    }
    if (archive_entry_is_encrypted(entry)) {
        yn_err_set(err, YN_E_INPUT, 0,
                   "%s: \"%s\" in it is encrypted; unpack it yourself",
                   own->path, name);
        return YN_ARCHIVE_REFUSED;
    }
    return archive_entry_filetype(entry) == AE_IFREG ? YN_OK : -1;
}

int yn_archive_next(struct yn_archive *own, const char **name,
                    struct yn_err *err)
{
    bool first = !own->begun;
    own->begun = true;
    if (!own->archive) {
        *name = "";
        return first ? YN_OK : YN_ARCHIVE_END;
    }
    for (;;) {
        struct archive_entry *entry;
        int rc = archive_read_next_header(own->archive, &entry);
        if (rc == ARCHIVE_EOF)
            return YN_ARCHIVE_END;
        if (rc != ARCHIVE_OK && rc != ARCHIVE_WARN)
            return archive_error(own, err);
        if (++own->entries > YN_ARCHIVE_ENTRIES_MAX)
            return yn_err_set(err, YN_E_LIMIT, 0,
                              "%s: it holds more than %d files", own->path,
                              YN_ARCHIVE_ENTRIES_MAX);
        own->box = archive_format(own->archive) != ARCHIVE_FORMAT_RAW;
        const char *path = archive_entry_pathname_utf8(entry);
        if (!path)
            path = archive_entry_pathname(entry);
        /* "raw" is the one file that was compressed, and calls it "data". */
        *name = own->box && path ? path : "";
        int verdict = own->box ? check_entry(own, entry, *name, err) : YN_OK;
        if (verdict >= 0)
            return verdict;
    }
}

static int read_plain(struct yn_archive *own, char *buf, size_t cap, size_t *n,
                      struct yn_err *err)
{
    ssize_t got;
    do {
        got = read(own->fd, buf, cap);
    } while (got < 0 && errno == EINTR);
    if (got < 0)
        return yn_err_set(err, YN_E_IO, errno, "%s: %s", own->path,
                          strerror(errno));
    *n = (size_t)got;
    return YN_OK;
}

int yn_archive_read(struct yn_archive *own, char *buf, size_t cap, size_t *n,
                    struct yn_err *err)
{
    *n = 0;
    if (!own->archive)
        return read_plain(own, buf, cap, n, err);
    la_ssize_t got;
    do {
        got = archive_read_data(own->archive, buf, cap);
    } while (got == ARCHIVE_RETRY);
    if (got < 0)
        return archive_error(own, err);
    *n = (size_t)got;
    own->out_bytes += *n;
    la_int64_t in = archive_filter_bytes(own->archive, -1);
    if (own->out_bytes > YN_ARCHIVE_GROWTH_FROM && in >= 0 &&
        own->out_bytes / YN_ARCHIVE_GROWTH_MAX > (unsigned long long)in)
        return yn_err_set(err, YN_E_LIMIT, 0,
                          "%s: it unpacks to more than %d times its size, as "
                          "no history does",
                          own->path, YN_ARCHIVE_GROWTH_MAX);
    return YN_OK;
}
