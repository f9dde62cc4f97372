/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library_text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "options.h"
#include "out.h"
#include "say.h"
#include "season.h"

#define NAMES_MAX 6 /* of what is missing; the rest is counted */
#define LANGUAGES_MAX 12

/* Begins the next of several: nothing, a comma, or how many more there are.
 * Whether it is still to be named. */
static bool next_name(FILE *f, size_t i)
{
    if (i > 0 && i < NAMES_MAX)
        fputs(", ", f);
    return i < NAMES_MAX;
}

static void end_names(FILE *f, size_t n)
{
    if (n > NAMES_MAX)
        fprintf(f, " and %zu more", n - NAMES_MAX);
}

static void print_label(FILE *f, const struct yn_season_episode *file)
{
    if (file->special)
        fprintf(f, "S00E%02u", file->number);
    else if (file->number && file->season)
        fprintf(f, "S%02uE%02u", file->season, file->number);
    else if (file->number)
        fprintf(f, "E%02u", file->number);
    else if (file->aired.year)
        fprintf(f, "%04d-%02d-%02d", file->aired.year, file->aired.month,
                file->aired.day);
    else
        yn_say_text(f, file->name);
    if (file->last)
        fprintf(f, "-E%02u", file->last);
    if (file->by_nfo)
        fputs(" (.nfo)", f);
}

typedef bool picks(const struct yn_library_episode *episode);

static bool any(const struct yn_library_episode *episode)
{
    return episode != NULL;
}

static bool is_unread(const struct yn_library_episode *episode)
{
    return episode->problem[0] != '\0';
}

/* A file that cannot be read is told of once. */
static bool lacks_subtitles(const struct yn_library_episode *episode)
{
    return !is_unread(episode) && episode->n_subtitles == 0;
}

static size_t count(const struct yn_library_drama *drama, picks *pick)
{
    size_t n = 0;
    for (size_t i = 0; i < drama->n_episodes; i++)
        n += pick(&drama->episodes[i]);
    return n;
}

static void print_picked(FILE *f, const struct yn_library_drama *drama,
                         picks *pick)
{
    size_t n = 0;
    for (size_t i = 0; i < drama->n_episodes; i++) {
        if (!pick(&drama->episodes[i]))
            continue;
        if (next_name(f, n++))
            print_label(f, &drama->episodes[i].file);
    }
    end_names(f, n);
}

/* Languages, and in how many episodes each is. */
struct languages {
    struct {
        char code[4];
        size_t n, last; /* the last episode counted */
    } row[LANGUAGES_MAX];
    size_t n;
};

static void add_language(struct languages *all, const char *code,
                         size_t episode)
{
    size_t i = 0;
    while (i < all->n && strcmp(all->row[i].code, code) != 0)
        i++;
    if (i == LANGUAGES_MAX)
        return;
    if (i == all->n)
        snprintf(all->row[all->n++].code, sizeof(all->row[i].code), "%s", code);
    else if (all->row[i].last == episode)
        return;
    all->row[i].n++;
    all->row[i].last = episode;
}

static const char *language_text(const char *code)
{
    return code[0] ? code : "unsaid";
}

static void print_languages(FILE *f, const struct languages *all, size_t n)
{
    for (size_t i = 0; i < all->n; i++) {
        fprintf(f, "%s%s", i ? ", " : "", language_text(all->row[i].code));
        if (all->row[i].n < n)
            fprintf(f, " (%zu of %zu)", all->row[i].n, n);
    }
    fputs(all->n ? "\n" : "none\n", f);
}

static void print_sound(FILE *f, const struct yn_library_drama *drama)
{
    struct languages sound = {.n = 0}, subtitles = {.n = 0};
    for (size_t i = 0; i < drama->n_episodes; i++) {
        const struct yn_library_episode *episode = &drama->episodes[i];
        for (size_t k = 0; k < episode->n_audio; k++)
            add_language(&sound, episode->audio[k], i);
        for (size_t k = 0; k < episode->n_subtitles; k++)
            add_language(&subtitles, episode->subtitles[k].language, i);
    }
    fputs("  sound      ", f);
    print_languages(f, &sound, drama->n_episodes);
    fputs("  subtitles  ", f);
    print_languages(f, &subtitles, drama->n_episodes);
}

static void print_episodes(FILE *f, const struct yn_library_drama *drama)
{
    double seconds = 0;
    for (size_t i = 0; i < drama->n_episodes; i++)
        seconds += drama->episodes[i].duration_s;
    fprintf(f, "  episodes   %zu file%s, %.0f min", drama->n_episodes,
            yn_plural(drama->n_episodes), floor(seconds / 60));
    if (drama->n_episodes > 0) {
        fputs(": ", f);
        print_picked(f, drama, any);
    }
    putc('\n', f);
}

static void print_unheard(FILE *f, const struct yn_library_drama *drama)
{
    size_t n = 0;
    for (size_t i = 0; i < drama->drama->n_tracks; i++) {
        if (drama->heard[i])
            continue;
        if (next_name(f, n++))
            yn_say_text(f, yn_track_name(&drama->drama->tracks[i]));
    }
    end_names(f, n);
}

static size_t count_wordless(const struct yn_library_drama *drama)
{
    size_t n = 0;
    for (size_t i = 0; i < drama->drama->n_tracks; i++)
        n += drama->drama->tracks[i].version == YN_VOCAL && !drama->sung[i];
    return n;
}

static bool has_comments(const struct yn_library_episode *episode)
{
    return episode->n_comments > 0;
}

static bool has_marks(const struct yn_library_episode *episode)
{
    return episode->n_marks > 0;
}

static bool has_later(const struct yn_library_episode *episode)
{
    return episode->n_comments_beyond + episode->n_marks_beyond > 0;
}

/* What viewers wrote, or the editor marked; subtitles and sound tell of moments
 * too, but not of hearts. */
static bool lacks_moments(const struct yn_library_episode *episode)
{
    return !has_comments(episode) && !has_marks(episode);
}

static bool has_subtitles(const struct yn_library_episode *episode)
{
    return episode->n_subtitles > 0;
}

static bool lacks_story(const struct yn_library_drama *drama)
{
    return !drama->drama->synopsis[0] && count(drama, has_subtitles) == 0;
}

static size_t n_moments(const struct yn_library_drama *drama)
{
    return count(drama, has_comments) + count(drama, has_marks);
}

/* "comments   843 in 3 of 4 episodes, marks 12 in 2"; nothing where there is
 * neither. */
static void print_moments(FILE *f, const struct yn_library_drama *drama)
{
    size_t comments = 0, marks = 0, later = 0;
    for (size_t i = 0; i < drama->n_episodes; i++) {
        const struct yn_library_episode *episode = &drama->episodes[i];
        comments += episode->n_comments;
        marks += episode->n_marks;
        later += episode->n_comments_beyond + episode->n_marks_beyond;
    }
    if (comments)
        fprintf(f, "  comments   %zu in %zu of %zu episode%s\n", comments,
                count(drama, has_comments), drama->n_episodes,
                yn_plural(drama->n_episodes));
    if (marks)
        fprintf(f, "  marks      %zu in %zu of %zu episode%s\n", marks,
                count(drama, has_marks), drama->n_episodes,
                yn_plural(drama->n_episodes));
    if (later) {
        fprintf(f, "  too late   %zu of them, of later than the episode ends: ",
                later);
        print_picked(f, drama, has_later);
        putc('\n', f);
    }
}

/* Begins a line of what is missing: the first says so, the others stand under
 * it. */
static void begin_missing(FILE *f, bool *some, const char *to)
{
    fprintf(f, "  %-9s  %s: ", *some ? "" : "missing", to);
    *some = true;
}

static void print_missing(FILE *f, const struct yn_library_drama *drama)
{
    bool some = false;
    size_t n_tracks = drama->drama->n_tracks;
    size_t wordless = count_wordless(drama);
    if (drama->drama->media.n == 0) {
        begin_missing(f, &some, "to find songs, its episodes");
        fputs("`media:` says where they are\n", f);
    }
    if (drama->n_missing > 0) {
        begin_missing(f, &some, "to find songs, files of episodes");
        for (size_t i = 0; i < drama->n_missing; i++) {
            if (next_name(f, i))
                fprintf(f, "%u", drama->missing[i]);
        }
        end_names(f, drama->n_missing);
        putc('\n', f);
    }
    if (count(drama, is_unread) > 0) {
        begin_missing(f, &some, "to find songs, files that can be read");
        print_picked(f, drama, is_unread);
        putc('\n', f);
    }
    if (drama->n_heard < n_tracks) {
        begin_missing(f, &some, "to find songs, files (`audio:`) of tracks");
        print_unheard(f, drama);
        putc('\n', f);
    }
    if (count(drama, lacks_subtitles) > 0) {
        begin_missing(f, &some, "to set songs against the dialogue, subtitles");
        print_picked(f, drama, lacks_subtitles);
        putc('\n', f);
    }
    if (count(drama, lacks_moments) > 0) {
        begin_missing(f, &some, "to know what moves people, comments or marks");
        print_picked(f, drama, lacks_moments);
        putc('\n', f);
    }
    if (n_moments(drama) == 0 && drama->n_episodes > 0)
        fprintf(f, "%13s(comments/%s/07.*, moments/%s.csv)\n", "",
                drama->drama->slug, drama->drama->slug);
    if (lacks_story(drama)) {
        begin_missing(f, &some, "to compare words with the story");
        fputs("a synopsis or subtitles\n", f);
    }
    if (wordless > 0) {
        begin_missing(f, &some, "to compare words with the story, lyrics");
        fprintf(f, "of %zu sung track%s\n", wordless, yn_plural(wordless));
    }
    if (!some)
        fputs("  missing    nothing\n", f);
}

static void print_files(FILE *f, bool *some, const char *what,
                        const char *const *file, size_t n)
{
    if (n == 0)
        return;
    fprintf(f, "  %-9s  %s of no episode: ", *some ? "" : "left over", what);
    *some = true;
    for (size_t i = 0; i < n; i++) {
        if (next_name(f, i))
            yn_say_text(f, file[i]);
    }
    end_names(f, n);
    putc('\n', f);
}

static void print_loose(FILE *f, const struct yn_library_drama *drama)
{
    bool some = false;
    print_files(f, &some, "subtitles", drama->loose, drama->n_loose);
    print_files(f, &some, "comments", drama->strays, drama->n_strays);
    if (drama->n_stray_marks)
        fprintf(f, "  %-9s  %zu mark%s of no episode\n",
                some ? "" : "left over", drama->n_stray_marks,
                yn_plural(drama->n_stray_marks));
}

static void print_episode(FILE *f, const struct yn_library_episode *episode)
{
    fputs("    ", f);
    print_label(f, &episode->file);
    fprintf(f, ", %.0f min, sound ", floor(episode->duration_s / 60));
    for (size_t i = 0; i < episode->n_audio; i++)
        fprintf(f, "%s%s", i ? " " : "", language_text(episode->audio[i]));
    fputs(episode->n_audio ? ", subtitles" : "none, subtitles", f);
    for (size_t i = 0; i < episode->n_subtitles; i++)
        fprintf(f, " %s%s", language_text(episode->subtitles[i].language),
                episode->subtitles[i].path[0] ? "" : " (within)");
    fputs(episode->n_subtitles ? ": " : " none: ", f);
    yn_say_text(f, is_unread(episode) ? episode->problem : episode->file.name);
    putc('\n', f);
}

static void print_drama(FILE *f, const struct yn_library_drama *drama, bool all)
{
    putc('\n', f);
    yn_say_text(f, drama->drama->title);
    putc('\n', f);
    if (drama->drama->media.n > 0) {
        print_episodes(f, drama);
        for (size_t i = 0; all && i < drama->n_episodes; i++)
            print_episode(f, &drama->episodes[i]);
        print_sound(f, drama);
    }
    fprintf(f, "  songs      files of %zu of %zu track%s\n", drama->n_heard,
            drama->drama->n_tracks, yn_plural(drama->drama->n_tracks));
    print_moments(f, drama);
    print_missing(f, drama);
    print_loose(f, drama);
}

void yn_library_print(const struct yn_library *library, bool all, FILE *f)
{
    size_t n;
    const struct yn_library_drama *dramas = yn_library_dramas(library, &n);
    for (size_t i = 0; i < n; i++)
        print_drama(f, &dramas[i], all);
}

static json_t *number_or_null(unsigned number)
{
    return number ? json_integer((json_int_t)number) : json_null();
}

static json_t *subtitles_json(const struct yn_library_episode *episode)
{
    json_t *array = json_array();
    int bad = !array;
    for (size_t i = 0; i < episode->n_subtitles; i++) {
        const struct yn_library_subtitles *one = &episode->subtitles[i];
        json_t *o = json_object();
        bad |= json_object_set_new(
            o, "file", one->path[0] ? yn_json_text(one->name) : json_null());
        bad |= json_object_set_new(o, "language", yn_json_text(one->language));
        bad |= json_array_append_new(array, o);
    }
    return yn_json_whole(array, bad);
}

static int set_count(json_t *o, const char *name, size_t n)
{
    return json_object_set_new(o, name, json_integer((json_int_t)n));
}

static json_t *episode_json(const struct yn_library_episode *episode)
{
    const struct yn_season_episode *file = &episode->file;
    json_t *o = json_object(), *audio = json_array();
    int bad = json_object_set_new(o, "file", yn_json_text(file->name));
    bad |= json_object_set_new(o, "season", number_or_null(file->season));
    bad |= json_object_set_new(o, "number", number_or_null(file->number));
    bad |= json_object_set_new(o, "last", number_or_null(file->last));
    bad |= json_object_set_new(o, "special", json_boolean(file->special));
    bad |= json_object_set_new(o, "duration_s", json_real(episode->duration_s));
    for (size_t i = 0; i < episode->n_audio; i++)
        bad |= json_array_append_new(audio, yn_json_text(episode->audio[i]));
    bad |= json_object_set_new(o, "audio", audio);
    bad |= json_object_set_new(o, "subtitles", subtitles_json(episode));
    bad |= set_count(o, "comments", episode->n_comments);
    bad |= set_count(o, "comments_too_late", episode->n_comments_beyond);
    bad |= set_count(o, "marks", episode->n_marks);
    bad |= set_count(o, "marks_too_late", episode->n_marks_beyond);
    bad |= json_object_set_new(o, "scanned", json_boolean(episode->scanned));
    bad |= json_object_set_new(o, "problem", yn_json_text(episode->problem));
    return yn_json_whole(o, bad);
}

static json_t *drama_json(const struct yn_library_drama *drama)
{
    json_t *o = json_object(), *episodes = json_array();
    json_t *missing = json_array(), *without = json_array();
    json_t *unsung = json_array(), *strays = json_array();
    int bad = !episodes || !missing || !without || !unsung || !strays;
    for (size_t i = 0; i < drama->n_episodes; i++)
        bad |=
            json_array_append_new(episodes, episode_json(&drama->episodes[i]));
    for (size_t i = 0; i < drama->n_missing; i++)
        bad |=
            json_array_append_new(missing, number_or_null(drama->missing[i]));
    for (size_t i = 0; i < drama->drama->n_tracks; i++) {
        if (!drama->heard[i])
            bad |= json_array_append_new(
                without, yn_json_text(yn_track_name(&drama->drama->tracks[i])));
        if (!drama->sung[i] && drama->drama->tracks[i].version == YN_VOCAL)
            bad |= json_array_append_new(
                unsung, yn_json_text(yn_track_name(&drama->drama->tracks[i])));
    }
    for (size_t i = 0; i < drama->n_strays; i++)
        bad |= json_array_append_new(strays, yn_json_text(drama->strays[i]));
    bad |= json_object_set_new(o, "drama", yn_json_text(drama->drama->slug));
    bad |= json_object_set_new(o, "episodes", episodes);
    bad |= json_object_set_new(o, "missing", missing);
    bad |= json_object_set_new(o, "tracks_without_audio", without);
    bad |= json_object_set_new(o, "tracks_without_lyrics", unsung);
    bad |= json_object_set_new(o, "story", json_boolean(!lacks_story(drama)));
    bad |= json_object_set_new(o, "comments_of_no_episode", strays);
    bad |= set_count(o, "marks_of_no_episode", drama->n_stray_marks);
    return yn_json_whole(o, bad);
}

json_t *yn_library_json(const struct yn_library *library)
{
    size_t n = 0;
    const struct yn_library_drama *dramas =
        library ? yn_library_dramas(library, &n) : NULL;
    json_t *array = json_array();
    int bad = !array;
    for (size_t i = 0; i < n; i++)
        bad |= json_array_append_new(array, drama_json(&dramas[i]));
    return yn_json_whole(array, bad);
}
