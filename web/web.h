/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The files of this folder that are put into every site, as text.
 */
#ifndef YN_WEB_WEB_H
#define YN_WEB_WEB_H

extern const char yn_web_style[];       /* style.css */
extern const char yn_web_script[];      /* page.js */
extern const char yn_web_data_schema[]; /* docs/data.schema.json */

#endif
