/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/permanent.h"

#include "base/base.h"

/* FNV-1a, 128 bits: the offset basis, and the prime 2^88 + PRIME_LOW. */
#define BASIS_HIGH 0x6c62272e07bb0142u
#define BASIS_LOW 0x62b821756295c58du
#define PRIME_LOW 0x13bu
#define PRIME_SHIFT 88

struct fnv {
    uint64_t high, low;
};

/* hash * (2^88 + PRIME_LOW), modulo 2^128. */
static struct fnv times_prime(struct fnv hash)
{
    uint64_t lower = (hash.low & UINT32_MAX) * PRIME_LOW;
    uint64_t upper = (hash.low >> 32) * PRIME_LOW + (lower >> 32);
    return (struct fnv){
        .low = upper << 32 | (lower & UINT32_MAX),
        .high = hash.high * PRIME_LOW + (upper >> 32) +
                (hash.low << (PRIME_SHIFT - 64)),
    };
}

void yn_fnv1a_128(const void *bytes, size_t len, unsigned char hash[16])
{
    const unsigned char *from = bytes;
    struct fnv sum = {BASIS_HIGH, BASIS_LOW};
    for (size_t i = 0; i < len; i++) {
        sum.low ^= from[i];
        sum = times_prime(sum);
    }
    for (int i = 0; i < 8; i++) {
        hash[i] = (unsigned char)(sum.high >> (56 - 8 * i));
        hash[8 + i] = (unsigned char)(sum.low >> (56 - 8 * i));
    }
}

static void put_uuid(unsigned char uuid[16], struct yn_buf *out)
{
    uuid[6] = (unsigned char)((uuid[6] & 0x0F) | 0x80); /* version 8 */
    uuid[8] = (unsigned char)((uuid[8] & 0x3F) | 0x80); /* variant */
    yn_buf_puts(out, "urn:uuid:");
    for (int i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            yn_buf_putc(out, '-');
        yn_buf_printf(out, "%02x", uuid[i]);
    }
}

void yn_permanent_id(const struct yn_season *season, const char *kind,
                     const char *name, struct yn_buf *out)
{
    struct yn_buf seed = {0};
    yn_buf_printf(&seed, "yeoun %u", season->year);
    const char *const parts[] = {season->by, kind, name};
    for (size_t i = 0; i < YN_LEN(parts); i++) {
        yn_buf_putc(&seed, '\0');
        yn_buf_puts(&seed, parts[i]);
    }
    yn_buf_putc(&seed, '\0');
    unsigned char hash[16];
    yn_fnv1a_128(yn_buf_text(&seed), seed.len, hash);
    put_uuid(hash, out);
    out->failed = out->failed || seed.failed;
    yn_buf_release(&seed);
}
