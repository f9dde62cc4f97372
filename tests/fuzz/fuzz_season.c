/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz/fuzz.h"

#include <unistd.h>

#include <yeoun/names.h>
#include <yeoun/run.h>

#include "base/base.h"
#include "base/dir.h"
#include "base/file.h"
#include "base/path.h"

/* The files of a folder, parted by a byte that is no text. */
#define PART 0x1E

static const char *const file_names[] = {
    "season.md",     "dramas/a.md", "dramas/b.md",   "ballots/mina.csv",
    "ballots/w.csv", "people.md",   "overrides.csv",
};

static void write_part(const char *dir, const char *name, const uint8_t *data,
                       size_t size)
{
    char *path = yn_path_join(dir, name);
    yn_assert(path);
    yn_assert(yn_file_write(path, (const char *)data, size, NULL) == YN_OK);
    free(path);
}

static void make_folder(char *dir)
{
    yn_assert(mkdtemp(dir) != NULL);
    char path[64];
    snprintf(path, sizeof(path), "%s/dramas", dir);
    yn_assert(yn_dir_make(path, NULL) == YN_OK);
    snprintf(path, sizeof(path), "%s/ballots", dir);
    yn_assert(yn_dir_make(path, NULL) == YN_OK);
}

/* Reads everything that the model promises never to be NULL. */
static size_t touch(const struct yn_run *run)
{
    const struct yn_season *season = run->season;
    size_t sum = strlen(season->title) + strlen(season->intro);
    for (size_t t = 0; t < season->n_tracks; t++) {
        const struct yn_track *track = season->tracks[t];
        size_t n;
        const size_t *artist = yn_names_of_track(season->names, track, &n);
        for (size_t i = 0; i < n; i++) {
            size_t all;
            yn_names_artists(season->names, &all);
            yn_assert(artist[i] < all);
        }
        yn_assert(track->index == t && track->drama < season->n_dramas);
        yn_assert(yn_track_name(track)[0] != '\0');
        sum += strlen(track->note) + strlen(track->video_url);
    }
    for (size_t i = 0; i < season->n_votes; i++) {
        yn_assert(season->votes[i].track < season->n_tracks);
        yn_assert(season->votes[i].judge < season->n_judges);
        sum += strlen(season->votes[i].note);
    }
    for (size_t i = 0; i < run->tally->n_dramas; i++)
        yn_assert(run->tally->dramas[i].rank > 0);
    return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > FUZZ_BYTES_MAX)
        return 0;
    char dir[] = "/tmp/yeoun-fuzz-XXXXXX";
    make_folder(dir);
    for (size_t f = 0; f < YN_LEN(file_names); f++) {
        const uint8_t *end = size ? memchr(data, PART, size) : NULL;
        size_t len = end ? (size_t)(end - data) : size;
        if (len > 0 || f < 2)
            write_part(dir, file_names[f], data, len);
        data += len;
        size -= len;
        if (end) {
            data++;
            size--;
        }
    }
    struct yn_run run;
    yn_assert(yn_run_open(dir, false, NULL, &run, NULL) == YN_OK);
    volatile size_t sink = touch(&run);
    (void)sink;
    yn_run_release(&run);
    yn_assert(yn_dir_remove(dir, NULL) == YN_OK);
    return 0;
}
