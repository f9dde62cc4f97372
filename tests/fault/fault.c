/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The wrapped functions: `__real_x` is the libc's `x`, see ld(1) --wrap. The
 * one mutable global of the tests; threads take turns at it.
 */
#include "fault.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/stat.h>
#include <unistd.h>

#include <png.h>

#include "support/test.h"

static struct {
    enum fault_kind kind;
    unsigned long left; /* calls until the one that fails */
    bool lasting, hit;
} fault;
static pthread_mutex_t turns = PTHREAD_MUTEX_INITIALIZER;

void fault_arm(enum fault_kind kind, unsigned long nth, bool lasting)
{
    fault.kind = kind;
    fault.left = nth;
    fault.lasting = lasting;
    fault.hit = false;
}

bool fault_disarm(void)
{
    fault.kind = FAULT_NONE;
    return fault.hit;
}

void fault_sweep(const char *what, int (*run)(struct yn_err *err))
{
    for (unsigned long n = 1;; n++) {
        struct yn_err err = {0};
        fault_arm(FAULT_ALLOC, n, false);
        int rc = run(&err);
        bool failed = fault_disarm();
        if (rc && rc != YN_E_NOMEM)
            print_message("%s, allocation %lu: %s\n", what, n, err.text);
        assert_int_equal(rc, failed ? YN_E_NOMEM : YN_OK);
        if (!failed) {
            print_message("%s: %lu allocations\n", what, n - 1);
            assert_true(n > 2);
            return;
        }
    }
}

static bool comes_to_fail(enum fault_kind kind)
{
    if (fault.kind != kind)
        return false;
    if (fault.left > 0)
        fault.left--;
    if (fault.left > 0 || (fault.hit && !fault.lasting))
        return false;
    fault.hit = true;
    return true;
}

static bool fails(enum fault_kind kind, int error)
{
    pthread_mutex_lock(&turns);
    bool failing = comes_to_fail(kind);
    pthread_mutex_unlock(&turns);
    if (failing)
        errno = error;
    return failing;
}

/* One line a function: the prototypes of __real_ and __wrap_, which no header
 * has, and the call. */
#define WRAP(kind, error, failure, type, name, params, args)                   \
    type __real_##name params;                                                 \
    type __wrap_##name params;                                                 \
    type __wrap_##name params                                                  \
    {                                                                          \
        return fails((kind), (error)) ? (failure) : __real_##name args;        \
    }

WRAP(FAULT_ALLOC, ENOMEM, NULL, void *, malloc, (size_t size), (size))
WRAP(FAULT_ALLOC, ENOMEM, NULL, void *, calloc, (size_t n, size_t size),
     (n, size))
WRAP(FAULT_ALLOC, ENOMEM, NULL, void *, realloc, (void *old, size_t size),
     (old, size))
WRAP(FAULT_ALLOC, ENOMEM, NULL, char *, strdup, (const char *text), (text))
WRAP(FAULT_ALLOC, ENOMEM, NULL, char *, strndup, (const char *text, size_t n),
     (text, n))

WRAP(FAULT_WRITE, ENOSPC, -1, ssize_t, write,
     (int fd, const void *data, size_t len), (fd, data, len))
WRAP(FAULT_WRITE, ENOSPC, -1, int, mkdir, (const char *path, mode_t mode),
     (path, mode))
WRAP(FAULT_WRITE, ENOSPC, -1, int, rename, (const char *from, const char *to),
     (from, to))
WRAP(FAULT_WRITE, ENOSPC, -1, int, renameat2,
     (int from_dir, const char *from, int to_dir, const char *to,
      unsigned flags),
     (from_dir, from, to_dir, to, flags))
WRAP(FAULT_WRITE, ENOSPC, -1, int, fsync, (int fd), (fd))

/* A close that fails has closed: the descriptor must not leak in the test. */
int __real_close(int fd);
int __wrap_close(int fd);
int __wrap_close(int fd)
{
    int rc = __real_close(fd);
    return fails(FAULT_WRITE, ENOSPC) ? -1 : rc;
}

/* Only opening to write can find the disk full. open64 is what open is called
 * where off_t is made 64 bits wide. */
#define WRAP_OPEN(name)                                                        \
    int __real_##name(const char *path, int flags, ...);                       \
    int __wrap_##name(const char *path, int flags, ...);                       \
    int __wrap_##name(const char *path, int flags, ...)                        \
    {                                                                          \
        va_list args;                                                          \
        va_start(args, flags);                                                 \
        mode_t mode = flags & O_CREAT ? va_arg(args, mode_t) : 0;              \
        va_end(args);                                                          \
        if ((flags & O_ACCMODE) != O_RDONLY && fails(FAULT_WRITE, ENOSPC))     \
            return -1;                                                         \
        return __real_##name(path, flags, mode);                               \
    }

WRAP_OPEN(open)
WRAP_OPEN(open64)

/* Not to fail: to be short. A sweep draws each picture thousands of times, and
 * deflating them would be a third of it, all in libpng. Its colours stand for
 * the picture; test_picture and its kin read real ones. */
int __wrap_png_image_write_to_memory(png_imagep image, void *out,
                                     png_alloc_size_t *size, int to_8_bit,
                                     const void *pixels, png_int_32 stride,
                                     const void *map);
int __wrap_png_image_write_to_memory(png_imagep image, void *out,
                                     png_alloc_size_t *size, int to_8_bit,
                                     const void *pixels, png_int_32 stride,
                                     const void *map)
{
    size_t len = PNG_IMAGE_COLORMAP_SIZE(*image);
    (void)to_8_bit;
    (void)pixels;
    (void)stride;
    assert_true(len > 0 && len <= *size);
    memcpy(out, map, len);
    *size = len;
    return 1;
}
