/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Container: a file opened through FFmpeg, and only that file.
 *
 * No network, no playlist or script that leads to other files, nothing that is
 * not a regular file.
 */
#ifndef YN_MEDIA_CONTAINER_H
#define YN_MEDIA_CONTAINER_H

#include <stdbool.h>
#include <stdint.h>

#include <libavformat/avformat.h>

#include <yeoun/err.h>

/* FFmpeg prints from wherever it is. Between these two calls it does not; they
 * nest, and count over all threads. */
void yn_container_hush(void);
void yn_container_unhush(void);

/* Opens the file; the caller closes with avformat_close_input. Errors:
 * YN_E_NOTFOUND, YN_E_IO, YN_E_INPUT (no format that yeoun reads),
 * YN_E_NOMEM. */
int yn_container_open(const char *path, AVFormatContext **out,
                      struct yn_err *err);

/* Fills `err` from one of FFmpeg's codes: YN_E_NOMEM, YN_E_IO where the file
 * may not be opened, else YN_E_INPUT, "PATH: WHAT" and, where it says more,
 * what FFmpeg says. Returns the error. */
int yn_container_fail(const char *path, const char *what, int code,
                      struct yn_err *err);

/* YN_E_IO where the disk failed while the file was read: to av_read_frame that
 * looks like its end. */
int yn_container_check(const AVFormatContext *ctx, const char *path,
                       struct yn_err *err);

/* Where the container's time begins, in units of AV_TIME_BASE. A little before
 * zero is what encoders put in to get going, and counts as zero. */
int64_t yn_container_origin(const AVFormatContext *ctx);

/* The language of a stream by its tag, as yn_unicode_language says it; ""
 * unsaid. */
void yn_container_language(const AVStream *stream, char out[4]);

/* Whether there is a decoder for the stream, and of subtitles they are text. */
bool yn_container_readable(const AVStream *stream);

/* The track to read: see audio.h, where "can be decoded" is "is text" of a
 * subtitle. Returns the index of its stream, or -1; `*nth` is its place among
 * the tracks of its kind and `*n_tracks` their number. */
int yn_container_track(const AVFormatContext *ctx, enum AVMediaType kind,
                       const char *language, unsigned *nth, unsigned *n_tracks);

/* Makes av_read_frame give the packets of stream `index` and no others. */
void yn_container_only(AVFormatContext *ctx, unsigned index);

#endif
