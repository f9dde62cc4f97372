/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "date.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

int yn_source_date(long long *date_s, struct yn_err *err)
{
    const char *text = getenv("SOURCE_DATE_EPOCH");
    *date_s = 0;
    if (!text || !*text)
        return YN_OK;
    char *end;
    errno = 0;
    long long value = strtoll(text, &end, 10);
    if (*end || errno || value < 0 || text[0] < '0' || text[0] > '9')
        return yn_err_set(err, YN_E_ARG, 0,
                          "SOURCE_DATE_EPOCH must be a whole number of seconds "
                          "since 1970, not “%s”",
                          text);
    *date_s = value;
    return YN_OK;
}

int yn_this_year(int *year, struct yn_err *err)
{
    long long date_s;
    struct tm day;
    int rc = yn_source_date(&date_s, err);
    if (rc)
        return rc;
    const time_t when = date_s ? (time_t)date_s : time(NULL);
    if (!localtime_r(&when, &day))
        return yn_err_set(err, YN_E_ARG, 0, "the clock tells no year");
    *year = day.tm_year + 1900;
    return YN_OK;
}
