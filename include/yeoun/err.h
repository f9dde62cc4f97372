/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Errors: one idiom for the whole library.
 *
 * A function that can fail returns int: 0 (YN_OK), or one negative YN_E_*
 * code. Its last parameter is a `struct yn_err *`, which may be NULL. The
 * struct is filled once, where the cause is known, and passed up untouched.
 * Results leave through out-parameters, which are unchanged on failure unless
 * the function says otherwise.
 *
 * Threads: a struct yn_err belongs to the caller; share it with nobody.
 */
#ifndef YEOUN_ERR_H
#define YEOUN_ERR_H

#if defined(__GNUC__)
#define YN_API __attribute__((visibility("default")))
#define YN_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define YN_API
#define YN_PRINTF(fmt, args)
#endif

/* name, value, the program's exit status, short text */
#define YN_ERR_MAP(X)                                                          \
    X(OK, 0, 0, "no error")                                                    \
    X(E_NOMEM, -1, 2, "out of memory")                                         \
    X(E_IO, -2, 2, "reading or writing failed")                                \
    X(E_NOTFOUND, -3, 2, "not found")                                          \
    X(E_INPUT, -4, 2, "the input is not as it should be")                      \
    X(E_LIMIT, -5, 2, "the input is larger than yeoun reads")                  \
    X(E_ARG, -6, 2, "an argument is not usable")                               \
    X(E_EXISTS, -7, 2, "something is there already")                           \
    X(E_UNSAFE, -8, 2, "refused, because it could lose or leak something")     \
    X(E_PROBLEMS, -9, 1, "the season folder has problems")                     \
    X(E_INTERNAL, -10, 2, "yeoun made a mistake of its own")

enum yn_err_code {
#define YN_ERR_ENUM(name, value, exit_status, text) YN_##name = (value),
    YN_ERR_MAP(YN_ERR_ENUM)
#undef YN_ERR_ENUM
};

#define YN_ERR_TEXT_MAX 1024

struct yn_err {
    int code;                   /* YN_OK or a negative YN_E_* */
    int native;                 /* errno or the library's own code, or 0 */
    char text[YN_ERR_TEXT_MAX]; /* what, where, what to do; UTF-8, one line */
};

/* Fills `err` (NULL is valid) from a format and returns `code`, so that a
 * function can end in `return yn_err_set(err, YN_E_IO, errno, "…", …)`.
 * Text beyond YN_ERR_TEXT_MAX is cut at a character boundary. */
YN_API int yn_err_set(struct yn_err *err, int code, int native, const char *fmt,
                      ...) YN_PRINTF(4, 5);

/* Fills `err` as out of memory and returns YN_E_NOMEM. */
YN_API int yn_err_nomem(struct yn_err *err);

/* The name ("E_IO"), the short text and the exit status of a code; unknown
 * codes give those of E_INTERNAL. The strings are static. */
YN_API const char *yn_err_name(int code);
YN_API const char *yn_err_short(int code);
YN_API int yn_err_exit_status(int code);

#endif
