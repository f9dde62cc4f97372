/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What every fuzz target shares. A target checks what must hold for any bytes
 * and returns 0; what goes wrong stops the program.
 */
#ifndef YN_FUZZ_FUZZ_H
#define YN_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* Larger inputs find nothing that smaller ones do not, and take longer. */
#define FUZZ_BYTES_MAX ((size_t)64 << 10)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
