/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/pack.h"

#include <archive.h>
#include <archive_entry.h>

#include "support/test.h"

#define PACKED_BYTES_MAX ((size_t)4 << 20)

static void set_form(struct archive *archive, enum pack_form form)
{
    switch (form) {
    case PACK_ZIP:
        assert_int_equal(archive_write_set_format_zip(archive), ARCHIVE_OK);
        break;
    case PACK_TAR_ZST:
        assert_int_equal(archive_write_set_format_pax_restricted(archive),
                         ARCHIVE_OK);
        assert_int_equal(archive_write_add_filter_zstd(archive), ARCHIVE_OK);
        break;
    case PACK_GZIP:
        assert_int_equal(archive_write_set_format_raw(archive), ARCHIVE_OK);
        assert_int_equal(archive_write_add_filter_gzip(archive), ARCHIVE_OK);
        break;
    }
}

static void add(struct archive *archive, const struct packed_file *file)
{
    static const char zeros[1 << 16];
    struct archive_entry *entry = archive_entry_new();
    size_t size = file->zeros ? file->zeros : strlen(file->text);
    archive_entry_set_pathname(entry, file->name);
    archive_entry_set_size(entry, (la_int64_t)size);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
    for (size_t done = 0; done < size;) {
        size_t n = size - done;
        if (file->zeros && n > sizeof(zeros))
            n = sizeof(zeros);
        const char *from = file->zeros ? zeros : file->text + done;
        assert_int_equal(archive_write_data(archive, from, n), (int)n);
        done += n;
    }
    archive_entry_free(entry);
}

char *pack(enum pack_form form, const struct packed_file *file, size_t n,
           size_t *len)
{
    char *out = malloc(PACKED_BYTES_MAX);
    struct archive *archive = archive_write_new();
    assert_non_null(out);
    assert_non_null(archive);
    set_form(archive, form);
    assert_int_equal(
        archive_write_open_memory(archive, out, PACKED_BYTES_MAX, len),
        ARCHIVE_OK);
    for (size_t i = 0; i < n; i++)
        add(archive, &file[i]);
    assert_int_equal(archive_write_close(archive), ARCHIVE_OK);
    archive_write_free(archive);
    return out;
}
