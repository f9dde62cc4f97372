/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/season_fixture.h"

#include <math.h>

#include "support/test.h"

/* Whatever says "secret" must not be found in anything that is published. */
static const char *audio[] = {"secret/audio/*.flac"};
static const char *media[] = {"/secret/media/*.mkv"};
static const char *subtitles[] = {"secret/subtitles/*.srt"};
static const char *listens[] = {"secret/listens.json"};
static struct yn_pair lyrics[] = {{"ko", "secret/lyrics.txt"}};

static const char *credits[] = {"1theK", "Stone Music"};
static const char *networks[] = {"tvN", "Netflix & <co>"};
static const char *mina[] = {"Mina Kang"};
static const char *mina_ko[] = {"강미나"};
static const char *two[] = {"Duo \"D\"", "'Solo'"};
static const char *formula[] = {"@cmd"};
static const char *noeul_ko[] = {"노을"};
static const char *sources[] = {"https://example.org/release?a=1&b=2"};

static const char words[] =
    "She *sings* it at the harbour.\n\n"
    "<script>alert(\"body\")</script>\n\n"
    "<!-- secret thought -->\n\n"
    "{{< shortcode >}} and {{% another %}} and [a](javascript:alert(1)).\n";

#define LIST(names)                                                            \
    ((struct yn_text_list){(names), sizeof(names) / sizeof(*(names))})

static struct yn_track new_track(size_t drama, const char *title,
                                 const char *korean)
{
    return (struct yn_track){
        .pos = {"secret/drama.md", 3, 1},
        .drama = drama,
        .title = title,
        .korean = korean,
        .part = "",
        .album = "",
        .isrc = "",
        .iswc = "",
        .publisher = "",
        .note = "",
        .audio = LIST(audio),
        .lyrics = {lyrics, 1},
        .video_url = "",
        .video_channel = "",
    };
}

static struct yn_drama new_drama(const char *slug, const char *title,
                                 const char *korean)
{
    return (struct yn_drama){
        .pos = {"secret/drama.md", 1, 1},
        .slug = slug,
        .title = title,
        .korean = korean,
        .synopsis = "",
        .note = "",
        .media = LIST(media),
        .subtitles = LIST(subtitles),
        .body = "",
    };
}

static void fill_dramas(struct season_fixture *f)
{
    f->dramas[0] = new_drama("harbour-lights", "Harbour Lights", "항구의 불빛");
    f->dramas[0].network = LIST(networks);
    f->dramas[0].first = (struct yn_date){2020, 3, 12};
    f->dramas[0].last = (struct yn_date){2020, 5, 28};
    f->dramas[0].episodes = 12;
    f->dramas[0].rule = YN_RULE_BOTH;
    f->dramas[0].roster = YN_ROSTER_COMPLETE;
    f->dramas[0].synopsis = "Two keepers, one light.";
    f->dramas[0].body = words;
    f->dramas[0].source = LIST(sources);
    f->dramas[1] = new_drama(
        "hostile", "</script><script>alert(1)</script> & \"Q\" ]]>", "");
    f->dramas[1].body = "Plain.\n";
    f->dramas[1].rule = YN_RULE_STORY;
    f->dramas[1].note = "=1+1";
    f->dramas[2] = new_drama("no-badge", "No Badge", "");
    f->dramas[2].roster = YN_ROSTER_PARTIAL;
}

static void fill_harbour(struct season_fixture *f)
{
    struct yn_track *track = f->tracks;
    track[0] = new_track(0, "Beacon", "등대");
    track[0].artist = LIST(mina);
    track[0].artist_ko = LIST(mina_ko);
    track[0].album = "Harbour Lights OST, Part 1";
    track[0].part = "1";
    track[0].released = (struct yn_date){2020, 3, 13};
    track[0].isrc = "KRA302000001";
    track[0].iswc = "T-000.000.001-0";
    track[0].video_url = "https://video.example.org/watch?v=1&t=2";
    track[0].video_channel = "1theK";
    f->links[0] = (struct yn_pair){"bad", "javascript:alert(1)"};
    f->links[1] =
        (struct yn_pair){"MusicBrainz", "https://musicbrainz.org/recording/"
                                        "00000000-0000-4000-8000-000000000001"};
    track[0].links = (struct yn_pair_list){f->links, 2};
    f->writer =
        (struct yn_writer){"Ho Lee", "C", "secret society", "secret-ipi", 50};
    track[0].writers = &f->writer;
    track[0].n_writers = 1;
    track[0].source = LIST(sources);
    track[1] = new_track(0, "Low Tide", "");
    track[1].artist = LIST(two);
    track[2] = new_track(0, "Unscored", "");
    track[2].artist = LIST(mina);
    track[3] = new_track(0, "Not Picked", "");
    track[3].version = YN_INSTRUMENTAL;
}

static void fill_tracks(struct season_fixture *f)
{
    struct yn_track *track = f->tracks;
    fill_harbour(f);
    track[4] = new_track(1, "=SUM(A1:A9)", "");
    track[4].artist = LIST(formula);
    track[4].note = "line one\nline two";
    track[5] = new_track(1, "]]> <b>\"bold\"</b> & 'single' [x](y) *z* `c`",
                         "😭 이모지");
    track[5].artist = LIST(two);
    track[5].video_url = "javascript:alert(1)";
    track[6] =
        new_track(1, "ctrl \001\033 and\nnew line, \xE2\x80\xA8 comma", "");
    track[7] = new_track(2, "", "이름");
    track[7].artist_ko = LIST(noeul_ko);
    track[8] = new_track(2, "", "-");
    static const size_t n[FIXTURE_DRAMAS] = {4, 3, 2};
    for (size_t i = 0, at = 0; i < FIXTURE_DRAMAS; at += n[i++]) {
        f->dramas[i].tracks = track + at;
        f->dramas[i].n_tracks = n[i];
    }
    for (size_t i = 0; i < FIXTURE_TRACKS; i++) {
        track[i].index = i;
        f->by_index[i] = &track[i];
    }
}

static void fill_ballots(struct season_fixture *f)
{
    f->judges[0] = (struct yn_judge){"Ana", "secret/ana.csv"};
    f->judges[1] = (struct yn_judge){"Ben <b>", "secret/ben.csv"};
    f->votes[0] = (struct yn_vote){.judge = 0,
                                   .track = 0,
                                   .story = 9,
                                   .fans = 8,
                                   .passing = 7,
                                   .pick = YN_PICK_BLANK,
                                   .note = "secret note"};
    f->votes[1] = (struct yn_vote){.judge = 1,
                                   .track = 0,
                                   .story = 8,
                                   .fans = NAN,
                                   .passing = 7.5,
                                   .pick = YN_PICK_YES,
                                   .note = ""};
    f->votes[2] = (struct yn_vote){.judge = 1,
                                   .track = 3,
                                   .story = NAN,
                                   .fans = NAN,
                                   .passing = NAN,
                                   .pick = YN_PICK_BLANK,
                                   .note = "secret: only a note"};
    f->override = (struct yn_override){.time = "2020-12-20T10:00:00Z",
                                       .editor = "Ana",
                                       .because = "it <i>grew</i>",
                                       .pick = true,
                                       .track = 2};
}

static void fill_season(struct season_fixture *f)
{
    f->season = (struct yn_season){
        .dir = "/secret/season",
        .title = "Best of 2020 <&> \"Songs\"",
        .badge = "2020 Best & Brightest",
        .by = "The Editor's Desk",
        .url = "https://list.example.org/2020",
        .year = 2020,
        .order = YN_RANKED,
        .credits = LIST(credits),
        .quorum = 0.5,
        .bar = 7,
        .max_picks = 5,
        .as_of = {2020, 12, 31},
        .listens = LIST(listens),
        .intro = "A *short* introduction.\n",
        .dramas = f->dramas,
        .n_dramas = FIXTURE_DRAMAS,
        .tracks = f->by_index,
        .n_tracks = FIXTURE_TRACKS,
        .judges = f->judges,
        .n_judges = 2,
        .votes = f->votes,
        .n_votes = 3,
        .overrides = &f->override,
        .n_overrides = 1,
    };
}

static void fill_track_tally(struct season_fixture *f)
{
    for (size_t i = 0; i < FIXTURE_TRACKS; i++)
        f->track_tally[i] = (struct yn_track_tally){.track = &f->tracks[i],
                                                    .story = NAN,
                                                    .fans = NAN,
                                                    .passing = NAN,
                                                    .linger = NAN,
                                                    .score = NAN};
    struct yn_track_tally *first = f->track_tally;
    first->story = 8.5;
    first->fans = 8;
    first->passing = 7.25;
    first->linger = 7.5;
    first->score = 8;
    first->judges = 2;
    for (size_t i = 0; i < 4; i++)
        f->track_tally[i].voters = 2;
    f->track_tally[2].override = &f->override;
    static const size_t badges[FIXTURE_BADGES] = {0, 1, 2, 4, 5, 6};
    for (size_t i = 0; i < FIXTURE_BADGES; i++) {
        f->badges[i] = &f->track_tally[badges[i]];
        f->track_tally[badges[i]].badge = true;
    }
}

static void fill_tally(struct season_fixture *f)
{
    fill_track_tally(f);
    f->drama_tally[0] = (struct yn_drama_tally){&f->dramas[0], 1, true, 8, 2,
                                                f->badges,     3, false};
    f->drama_tally[1] = (struct yn_drama_tally){&f->dramas[1], 1, true, NAN, 0,
                                                f->badges + 3, 3, true};
    f->drama_tally[2] = (struct yn_drama_tally){&f->dramas[2], 3, false, NAN, 0,
                                                NULL,          0, false};
    f->artists[0] = (struct yn_name_tally){
        1, false, "Mina Kang", "강미나", 8, f->badges, 1};
    f->artists[1] = (struct yn_name_tally){
        2, false, "Duo \"D\"", "", NAN, f->badges + 1, 1};
    f->networks[0] =
        (struct yn_name_tally){1, false, "tvN", "", 8, f->badges, 3};
    f->tally = (struct yn_tally){f->track_tally, FIXTURE_TRACKS,
                                 f->drama_tally, FIXTURE_DRAMAS,
                                 f->artists,     2,
                                 f->networks,    1,
                                 FIXTURE_BADGES, NULL};
}

void season_fixture_init(struct season_fixture *f)
{
    *f = (struct season_fixture){0};
    fill_dramas(f);
    fill_tracks(f);
    fill_ballots(f);
    fill_season(f);
    fill_tally(f);
    for (size_t i = 0; i < FIXTURE_DRAMAS; i++)
        f->order[i] = &f->drama_tally[i];
    assert_int_equal(yn_anchors_create(&f->season, &f->anchors, NULL), YN_OK);
    f->ctx = (struct yn_site_ctx){.season = &f->season,
                                  .tally = &f->tally,
                                  .order = f->order,
                                  .n = FIXTURE_DRAMAS,
                                  .date_s = 1609372800,
                                  .anchors = f->anchors};
}

void season_fixture_release(struct season_fixture *f)
{
    yn_anchors_destroy(&f->anchors);
}
