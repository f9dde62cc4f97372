/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A folder for one test, made under the system's temporary one and taken away
 * with all it holds.
 */
#ifndef YN_TEST_FOLDER_H
#define YN_TEST_FOLDER_H

#include <stddef.h>

struct folder {
    char path[256];
};

void folder_make(struct folder *folder);
void folder_remove(struct folder *folder);

/* Writes a file below it, making the folders on the way. */
void folder_write(const struct folder *folder, const char *name,
                  const char *text);
void folder_write_bytes(const struct folder *folder, const char *name,
                        const char *bytes, size_t len);

#endif
