/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Stands in for a fuzzing engine: runs the target on each file of the folders
 * (or files) named, as the engine would.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/dir.h"
#include "base/file.h"
#include "base/path.h"
#include "fuzz/fuzz.h"

#define CORPUS_BYTES_MAX ((size_t)16 << 20)

static int run_file(const char *path)
{
    struct yn_bytes bytes = {0};
    struct yn_err err = {0};
    if (yn_file_read(path, CORPUS_BYTES_MAX, &bytes, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return -1;
    }
    /* A copy of just that size: the NUL behind it would hide an over-read. */
    uint8_t *copy = malloc(bytes.len ? bytes.len : 1);
    if (copy) {
        memcpy(copy, bytes.data, bytes.len);
        (void)LLVMFuzzerTestOneInput(copy, bytes.len);
    }
    free(copy);
    free(bytes.data);
    return copy ? 0 : -1;
}

static int run_folder(const char *dir, size_t *n_files)
{
    struct yn_dir_list list = {0};
    struct yn_err err = {0};
    int rc = 0;
    if (yn_dir_read(dir, &list, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return -1;
    }
    for (size_t i = 0; !rc && i < list.n; i++) {
        char *path = yn_path_join(dir, list.name[i]);
        rc = path ? run_file(path) : -1;
        free(path);
    }
    *n_files += list.n;
    yn_dir_list_release(&list);
    return rc;
}

int main(int argc, char **argv)
{
    size_t n_files = 0;
    int rc = 0;
    for (int i = 1; !rc && i < argc; i++) {
        if (yn_dir_is(argv[i])) {
            rc = run_folder(argv[i], &n_files);
        } else {
            rc = run_file(argv[i]);
            n_files++;
        }
    }
    printf("%zu files\n", n_files);
    /* A corpus that got lost would pass for ever. */
    return rc || n_files == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
