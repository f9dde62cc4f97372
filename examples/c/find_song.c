/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where does this song play in this film?
 *
 *     cc find_song.c $(pkg-config --cflags --libs yeoun) -o find_song
 *     ./find_song song.flac film.mkv
 */
#include <stdio.h>
#include <yeoun/scan.h>

int main(int argc, char **argv)
{
    struct yn_roster_sound *songs = NULL;
    struct yn_placements found = {0};
    struct yn_scan_params params = {.threads = 0};
    struct yn_err err = {0};
    if (argc != 3) {
        fprintf(stderr, "usage: find_song SONG FILM\n");
        return 2;
    }
    const char *const files[] = {argv[1]};
    int rc = yn_roster_sound_load(files, 1, NULL, &songs, &err);
    if (rc == YN_OK)
        rc = yn_scan_episode(songs, argv[2], &params, &found, &err);
    if (rc != YN_OK)
        fprintf(stderr, "%s\n", err.text);
    for (size_t i = 0; i < found.n_cues; i++) {
        const struct yn_cue *cue = &found.cues[i];
        printf("%.2f s to %.2f s, from %.2f s of the song, %s (%.1f dB)\n",
               cue->start_s, cue->end_s, cue->offset_s, yn_use_word(cue->use),
               cue->mbr_k_db);
    }
    size_t n = found.n_cues;
    yn_placements_release(&found);
    yn_roster_sound_destroy(&songs);
    return rc != YN_OK ? 2 : n == 0;
}
