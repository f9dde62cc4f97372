/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Kept: the pictures of the site that stands, used again in the next one.
 *
 * To pack a picture is most of the work of making it, and hardly one of them
 * changes when a word of the season does. So it is drawn, and where its pixels
 * are those of last time, the file that was packed from them then is taken. By
 * pixels and not by words, because fonts, libraries and methods show in them
 * too; what packs them is told by what it makes of a drawing of its own.
 *
 * A note beside the evidence, in .yeoun/, says of each picture what its pixels
 * and its file were. Without it, or where either is another, pictures are
 * packed anew, and the bytes are the same in any case.
 *
 * Threads: one at a time.
 */
#ifndef YN_PUBLISH_KEPT_H
#define YN_PUBLISH_KEPT_H

#include "publish/picture.h"

struct yn_kept;

/* Reads the note of the site at `place` (absolute, borrowed until destroy). One
 * that cannot be read is none. Errors: those of yn_picture_png; `*out` is then
 * unchanged. */
int yn_kept_create(const char *season_dir, const char *place,
                   struct yn_painter *painter, struct yn_kept **out,
                   struct yn_err *err);
/* Sets `*kept` NULL; NULL is fine. */
void yn_kept_destroy(struct yn_kept **kept);

/* As yn_picture_png, for the file `name` of the site; `kept` NULL: packs. */
int yn_kept_png(struct yn_kept *kept, const char *name,
                struct yn_picture *picture, struct yn_buf *out,
                struct yn_err *err);

/* Writes the note of the pictures asked for since create. May come before the
 * site is in its place: files that are others are not used. Errors: YN_E_IO,
 * YN_E_NOMEM; the next site is then packed anew. */
int yn_kept_save(const struct yn_kept *kept, struct yn_err *err);

#endif
