/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/folder.h"

#include <unistd.h>

#include "support/test.h"

#include "base/dir.h"
#include "base/file.h"

void folder_make(struct folder *folder)
{
    const char *base = getenv("TMPDIR");
    snprintf(folder->path, sizeof(folder->path), "%s/yeoun-test-XXXXXX",
             base ? base : "/tmp");
    assert_non_null(mkdtemp(folder->path));
}

void folder_remove(struct folder *folder)
{
    assert_int_equal(yn_dir_remove(folder->path, NULL), YN_OK);
}

void folder_write_bytes(const struct folder *folder, const char *name,
                        const char *bytes, size_t len)
{
    char path[512];
    snprintf(path, sizeof(path), "%s/%s", folder->path, name);
    char *slash = strrchr(path, '/');
    *slash = '\0';
    assert_int_equal(yn_dir_make(path, NULL), YN_OK);
    *slash = '/';
    assert_int_equal(yn_file_write(path, bytes, len, NULL), YN_OK);
}

void folder_write(const struct folder *folder, const char *name,
                  const char *text)
{
    folder_write_bytes(folder, name, text, strlen(text));
}
