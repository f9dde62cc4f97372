/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/site.h"

#include "base/base.h"

/* The page comes first; the others in the order in which it offers them. */
static const struct yn_site_file *const members[] = {
    &yn_site_page,      &yn_site_style,    &yn_site_script, &yn_site_badge,
    &yn_site_atom,      &yn_site_jsonfeed, &yn_site_xspf,   &yn_site_jspf,
    &yn_site_m3u,       &yn_site_csv,      &yn_site_data,   &yn_site_schema,
    &yn_site_badge_png,
};

const struct yn_site_file *const *yn_site_files(size_t *n)
{
    *n = YN_LEN(members);
    return members;
}
