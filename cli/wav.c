/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wav.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define BYTES_A_SAMPLE 4
#define BITS 32
/* RIFF and size, WAVE, room for ds64, fmt, fact, data. */
#define DS64_BYTES 28
#define FMT_BYTES 40
#define HEAD_BYTES (12 + 8 + DS64_BYTES + 8 + FMT_BYTES + 8 + 4 + 8)
#define UNKNOWN 0xFFFFFFFFu
#define FORMAT_EXTENSIBLE 0xFFFEu
#define FORMAT_FLOAT 3
/* Speakers that have a bit in WAV. */
#define SPEAKERS_MASK 0x3FFFFu
#define SAMPLES_A_WRITE 4096

static unsigned char *put(unsigned char *at, uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        *at++ = (unsigned char)(value >> (8 * i));
    return at;
}

static unsigned char *put_name(unsigned char *at, const char *name)
{
    memcpy(at, name, 4);
    return at + 4;
}

static unsigned char *put_fmt(const struct yn_wav *wav, unsigned char *at)
{
    static const unsigned char guid_tail[] = {0x00, 0x00, 0x00, 0x00, 0x10,
                                              0x00, 0x80, 0x00, 0x00, 0xaa,
                                              0x00, 0x38, 0x9b, 0x71};
    uint64_t channels = (uint64_t)wav->channels, rate = (uint64_t)wav->rate;
    uint64_t frame = channels * BYTES_A_SAMPLE;
    at = put_name(at, "fmt ");
    at = put(at, FMT_BYTES, 4);
    at = put(at, FORMAT_EXTENSIBLE, 2);
    at = put(at, channels, 2);
    at = put(at, rate, 4);
    at = put(at, rate * frame, 4);
    at = put(at, frame, 2);
    at = put(at, BITS, 2);
    at = put(at, 22, 2); /* what follows */
    at = put(at, BITS, 2);
    at = put(at, wav->speakers & SPEAKERS_MASK, 4);
    at = put(at, FORMAT_FLOAT, 2);
    memcpy(at, guid_tail, sizeof(guid_tail));
    return at + sizeof(guid_tail);
}

/* `known`: the sizes are those of what was written. */
static int write_head(const struct yn_wav *wav, bool known, bool rf64,
                      struct yn_err *err)
{
    unsigned char head[HEAD_BYTES] = {0}, *at = head;
    uint64_t data = wav->n * (uint64_t)wav->channels * BYTES_A_SAMPLE;
    uint64_t whole = data + HEAD_BYTES - 8;
    bool plain = known && !rf64;
    at = put_name(at, rf64 ? "RF64" : "RIFF");
    at = put(at, plain ? whole : UNKNOWN, 4);
    at = put_name(at, "WAVE");
    at = put_name(at, rf64 ? "ds64" : "JUNK");
    at = put(at, DS64_BYTES, 4);
    if (rf64) {
        at = put(at, whole, 8);
        at = put(at, data, 8);
        at = put(at, wav->n, 8);
        at = put(at, 0, 4); /* no table of other chunks */
    } else {
        at += DS64_BYTES;
    }
    at = put_fmt(wav, at);
    at = put_name(at, "fact");
    at = put(at, 4, 4);
    at = put(at, plain ? wav->n : UNKNOWN, 4);
    at = put_name(at, "data");
    put(at, plain ? data : UNKNOWN, 4);
    errno = 0;
    if (fwrite(head, sizeof(head), 1, wav->f) != 1)
        return yn_err_set(err, YN_E_IO, errno, "cannot write: %s",
                          strerror(errno));
    return YN_OK;
}

int yn_wav_begin(struct yn_wav *wav, struct yn_err *err)
{
    wav->n = 0;
    return write_head(wav, false, false, err);
}

int yn_wav_frames(struct yn_wav *wav, const float *frames, size_t n,
                  struct yn_err *err)
{
    unsigned char bytes[SAMPLES_A_WRITE * BYTES_A_SAMPLE];
    size_t left = n * (size_t)wav->channels;
    wav->n += n;
    while (left > 0) {
        size_t some = left < SAMPLES_A_WRITE ? left : SAMPLES_A_WRITE;
        unsigned char *at = bytes;
        for (size_t i = 0; i < some; i++) {
            uint32_t bits;
            memcpy(&bits, &frames[i], sizeof(bits));
            at = put(at, bits, 4);
        }
        errno = 0;
        if (fwrite(bytes, BYTES_A_SAMPLE, some, wav->f) != some)
            return yn_err_set(err, YN_E_IO, errno, "cannot write: %s",
                              strerror(errno));
        frames += some;
        left -= some;
    }
    return YN_OK;
}

int yn_wav_end(struct yn_wav *wav, bool *rf64, struct yn_err *err)
{
    uint64_t data = wav->n * (uint64_t)wav->channels * BYTES_A_SAMPLE;
    struct stat st;
    *rf64 = false;
    /* A file opened for appending seeks and then writes at its end. */
    if (fstat(fileno(wav->f), &st) != 0 || !S_ISREG(st.st_mode) ||
        ftello(wav->f) != (off_t)(data + HEAD_BYTES) ||
        fseeko(wav->f, 0, SEEK_SET) != 0)
        return YN_OK;
    *rf64 = data + HEAD_BYTES - 8 >= UNKNOWN;
    int rc = write_head(wav, true, *rf64, err);
    if (!rc && fseeko(wav->f, 0, SEEK_END) != 0)
        rc = yn_err_set(err, YN_E_IO, errno, "cannot write: %s",
                        strerror(errno));
    return rc;
}
