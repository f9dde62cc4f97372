/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scan_season.h"

#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <yeoun/scan.h>

#include "out.h"
#include "season.h"

/* What a signal handler may touch is global by its nature. */
static volatile sig_atomic_t stop_asked;

static void on_interrupt(int number)
{
    (void)number;
    static const char text[] =
        "\nstops after this episode; Ctrl-C again stops at once and loses it\n";
    stop_asked = 1;
    ssize_t n = write(STDERR_FILENO, text, sizeof(text) - 1);
    (void)n;
}

/* One scan of a season, as it goes. */
struct going {
    const struct yn_call *call;
    struct yn_season_scan *scan;
    const struct yn_season_episode *episodes;
    size_t n;
    bool terminal, shown; /* whether there is a progress line, and now */
    long long bytes_left; /* of episodes that nobody looked at yet */
    long long bytes_done; /* of those scanned now, and how long it took */
    double took_s, played_s;
    size_t scanned, done, taken, skipped;
};

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void hide_progress(struct going *going)
{
    if (going->shown)
        fputs("\r\033[K", stderr);
    going->shown = false;
}

static void log_line(void *ctx, enum yn_log_level level, const char *text)
{
    struct going *going = ctx;
    hide_progress(going);
    const struct yn_log log = yn_say_log(going->call->say);
    log.line(log.ctx, level, text);
}

#define LEFT_BYTES 64

/* ", about 3 min left" by the bytes that are left; "" where nothing is known or
 * left. */
static const char *left_text(const struct going *going, char *buf)
{
    buf[0] = '\0';
    if (going->bytes_done <= 0 || going->bytes_left <= 0)
        return buf;
    double s =
        going->took_s * (double)going->bytes_left / (double)going->bytes_done;
    if (s < 90)
        snprintf(buf, LEFT_BYTES, ", about %.0f s left", s < 1 ? 1 : s);
    else if (s < 5400)
        snprintf(buf, LEFT_BYTES, ", about %.0f min left", s / 60);
    else
        snprintf(buf, LEFT_BYTES, ", about %.1f h left", s / 3600);
    return buf;
}

/* ", 60 times as fast as it plays", of what was scanned so far. */
static void put_speed(const struct going *going)
{
    if (going->took_s > 0 && going->played_s > 0)
        fprintf(stderr, ", %.0f times as fast as it plays",
                going->played_s / going->took_s);
}

static void show_progress(struct going *going, size_t i)
{
    if (!going->terminal)
        return;
    char left[LEFT_BYTES];
    hide_progress(going);
    fprintf(stderr, "%zu of %zu: ", i + 1, going->n);
    yn_say_text(stderr, going->episodes[i].name);
    put_speed(going);
    fputs(left_text(going, left), stderr);
    fflush(stderr);
    going->shown = true;
}

static void say_found(struct going *going, const struct yn_season_episode *it,
                      const struct yn_placements *found, double took_s)
{
    char left[LEFT_BYTES];
    hide_progress(going);
    yn_say_note(going->call->say,
                "%s: %zu cue%s in %.0f s of sound, %.0f times as fast as it "
                "plays%s",
                it->path, found->n_cues, yn_plural(found->n_cues),
                found->duration_s, took_s > 0 ? found->duration_s / took_s : 0,
                left_text(going, left));
}

static int scan_one(struct going *going, size_t i, struct yn_err *err)
{
    const struct yn_season_episode *it = &going->episodes[i];
    struct yn_placements found = {0};
    show_progress(going, i);
    double begin = now_s();
    int rc = yn_season_scan_run(going->scan, i, &found, err);
    double took_s = now_s() - begin;
    going->bytes_left -= it->bytes;
    if (rc == YN_OK) {
        going->scanned++;
        going->took_s += took_s;
        going->played_s += found.duration_s;
        going->bytes_done += it->bytes;
        say_found(going, it, &found, took_s);
        yn_placements_release(&found);
    }
    going->done += rc == YN_SCAN_DONE;
    going->taken += rc == YN_SCAN_TAKEN;
    going->skipped += rc == YN_SCAN_SKIPPED;
    return rc < 0 ? rc : YN_OK;
}

/* The first Ctrl-C waits for the episode under way, the second ends the
 * program, which loses that episode only. */
static int scan_all(struct going *going, struct yn_err *err)
{
    struct sigaction old, stop = {.sa_handler = on_interrupt,
                                  .sa_flags = (int)SA_RESETHAND | SA_RESTART};
    sigemptyset(&stop.sa_mask);
    stop_asked = 0;
    sigaction(SIGINT, NULL, &old);
    /* A job that was started deaf to Ctrl-C stays so. */
    if (old.sa_handler != SIG_IGN)
        sigaction(SIGINT, &stop, NULL);
    int rc = YN_OK;
    for (size_t i = 0; i < going->n; i++)
        going->bytes_left += going->episodes[i].bytes;
    for (size_t i = 0; !rc && !stop_asked && i < going->n; i++)
        rc = scan_one(going, i, err);
    hide_progress(going);
    sigaction(SIGINT, &old, NULL);
    return rc;
}

static int say_end(const struct going *going, struct yn_err *err)
{
    const struct yn_say *say = going->call->say;
    size_t seen = going->scanned + going->done + going->taken + going->skipped;
    if (going->scanned)
        yn_say_note(say, "scanned %zu of %zu episode%s; `yeoun cues` prints %s",
                    going->scanned, going->n, yn_plural(going->n),
                    "what was found");
    else if (going->done == going->n)
        yn_say_note(say, "nothing to do: all %zu episode%s %s scanned before",
                    going->n, yn_plural(going->n),
                    going->n == 1 ? "was" : "were");
    else if (going->done)
        yn_say_note(say, "nothing new: %zu of %zu episodes scanned before",
                    going->done, going->n);
    if (going->skipped && going->skipped < going->n)
        yn_say_note(say, "%zu episode%s cannot be scanned; see above",
                    going->skipped, yn_plural(going->skipped));
    if (going->taken)
        yn_say_note(say, "another scan is at %zu episode%s", going->taken,
                    yn_plural(going->taken));
    if (seen < going->n) {
        yn_say_note(say,
                    "stopped with %zu episode%s to go; `yeoun scan` goes "
                    "on from there",
                    going->n - seen, yn_plural(going->n - seen));
        return YN_NOTHING;
    }
    if (going->skipped == going->n)
        return yn_err_set(err, YN_E_INPUT, 0, "no episode could be scanned");
    return YN_OK;
}

static int list_undone(struct going *going, struct yn_err *err)
{
    size_t left = 0;
    for (size_t i = 0; i < going->n; i++) {
        struct yn_placements found = {0};
        struct yn_err why = {0};
        int rc = yn_season_scan_get(going->scan, i, &found, &why);
        yn_placements_release(&found);
        if (rc == YN_E_INPUT)
            yn_say_warning(going->call->say, "%s; left out", why.text);
        else if (rc && rc != YN_E_NOTFOUND) {
            *err = why;
            return rc;
        }
        if (rc == YN_E_NOTFOUND) {
            left++;
            yn_say_text(stdout, going->episodes[i].path);
            putc('\n', stdout);
        }
    }
    yn_say_note(going->call->say, "%zu of %zu episode%s to scan", left,
                going->n, yn_plural(going->n));
    return YN_OK;
}

/* What keeps every drama from being scanned. */
static int say_nothing(const struct yn_call *call,
                       const struct yn_season *season)
{
    size_t media = 0, audio = 0;
    for (size_t i = 0; i < season->n_dramas; i++)
        media += season->dramas[i].media.n > 0;
    for (size_t i = 0; i < season->n_tracks; i++)
        audio += season->tracks[i]->audio.n > 0;
    const char *why =
        media && audio ? "no drama names episodes and songs that are there"
        : media        ? "no track names its song; write `audio: FILE` into one"
        : audio        ? "no drama names its episodes; write `media: FILES`"
                       : "no drama names its episodes (`media: FILES`), and no "
                         "track its song (`audio: FILE`)";
    yn_say_note(call->say, "nothing to scan: %s", why);
    return YN_NOTHING;
}

static int check_operand(const struct yn_call *call, struct yn_err *err)
{
    if (call->n_operands > 1)
        return yn_err_set(err, YN_E_ARG, 0,
                          "one season at a time; or name songs to look for "
                          "with --roster FILE");
    struct stat st;
    if (call->n_operands && stat(call->operand[0], &st) == 0 &&
        !S_ISDIR(st.st_mode))
        return yn_err_set(err, YN_E_ARG, 0,
                          "%s: is no folder; give a season's folder, or songs "
                          "to look for with --roster FILE",
                          call->operand[0]);
    return YN_OK;
}

int yn_scan_season(const struct yn_call *call, const char *language,
                   struct yn_err *err)
{
    struct yn_run run = {0};
    int rc = check_operand(call, err);
    if (!rc)
        rc = yn_season_open_sound(call, &run, err);
    if (rc)
        return rc;
    bool dry = call->common->dry_run;
    struct going going = {
        .call = call,
        .terminal =
            call->say->level != YN_LEVEL_QUIET && isatty(STDERR_FILENO) == 1,
    };
    const struct yn_log log = {log_line, &going};
    const struct yn_season_scan_params params = {
        .season = run.season,
        .language = language,
        .flags = dry ? YN_SEASON_SCAN_READ : 0,
        .log = &log,
    };
    rc = yn_season_scan_open(&params, &going.scan, err);
    if (!rc)
        going.episodes = yn_season_scan_episodes(going.scan, &going.n);
    if (!rc && going.n == 0)
        rc = say_nothing(call, run.season);
    else if (!rc && dry)
        rc = list_undone(&going, err);
    else if (!rc)
        rc = scan_all(&going, err);
    if (!rc && !dry)
        rc = say_end(&going, err);
    yn_season_scan_close(&going.scan);
    yn_run_release(&run);
    return rc;
}
