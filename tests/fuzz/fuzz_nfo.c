/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz/fuzz.h"

#include "base/base.h"
#include "media/nfo.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct yn_nfo nfo;
    if (size > FUZZ_BYTES_MAX)
        return 0;
    int rc = yn_nfo_parse("a.nfo", (const char *)data, size, &nfo, NULL);
    yn_assert(rc == YN_OK || rc == YN_E_INPUT);
    if (rc)
        return 0;
    yn_assert(nfo.season >= -1 && nfo.first >= -1 && nfo.last >= nfo.first);
    yn_assert((nfo.first > 0) == (nfo.last > 0));
    yn_assert(strlen(nfo.date) == 0 || strlen(nfo.date) == 10);
    return 0;
}
