/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The forty picks of 2020, for tests that write them down in many ways.
 */
#ifndef YN_TEST_PICKS_2020_H
#define YN_TEST_PICKS_2020_H

struct pick {
    const char *drama, *title, *artist;
};

static const struct pick picks_2020[] = {
    {"Crash Landing on You", "Flower", "Yoon Mirae"},
    {"Crash Landing on You", "Here I am Again", "Baek Yerin"},
    {"Stove League", "Mind", "Kevin Oh"},
    {"Stove League", "Another Day is Passing", "Kim Tae Hyun"},
    {"Itaewon Class", "Start Over", "Gaho"},
    {"Dr. Romantic 2", "My Love", "Chungha"},
    {"Born Again", "Dream", "Sondia"},
    {"Meow the Secret Boy", "Welcome", "GFRIEND UMJI"},
    {"Oh My Baby", "Beautiful", "Kim Sung Kyu"},
    {"Oh My Baby", "Like a Star", "Kwon Jin Ah"},
    {"The King: Eternal Monarch", "Dream", "Paul Kim"},
    {"The King: Eternal Monarch", "My Love", "Gummy"},
    {"Backstreet Rookie", "Something", "Kang Daniel"},
    {"Hospital Playlist", "Aloha", "Cho Jung Seok"},
    {"Hospital Playlist", "Me To You and You To Me",
     "Cho Jung Seok & Jeon Mi Do"},
    {"Hospital Playlist", "I Knew I Love", "Jeon Mi Do"},
    {"Hospital Playlist", "Introduce me a Good Person", "Joy"},
    {"Hospital Playlist", "In front of the City Hall at the Subway Station",
     "Kwak Jin Ohn"},
    {"When the Weather Is Fine", "I See You", "Giryeon"},
    {"When the Weather Is Fine", "Remembrance", "Yeoungeun"},
    {"When the Weather Is Fine", "Like a Winter's Dream", "Kwak Jineon"},
    {"Sweet Munchies", "Love with You", "Lee Jin Ah"},
    {"Stranger 2", "Lost", "Yoon Mi Rae"},
    {"Stranger 2", "In This Silence", "Ha Hyun Woo"},
    {"It's Okay to Not Be Okay", "In Your Time", "AKMU Soohyun"},
    {"It's Okay to Not Be Okay", "Breath", "Sam Kim"},
    {"It's Okay to Not Be Okay", "Little by Little", "CHEEZE"},
    {"Missing: The Other Side", "Pray for You", "Lily"},
    {"Do Do Sol Sol La La Sol", "Falling in Love", "April"},
    {"Do Do Sol Sol La La Sol", "Like a Dream", "GFRIEND SinB"},
    {"Do Do Sol Sol La La Sol", "To Be With You", "MONSTA X Kihyun"},
    {"Do Do Sol Sol La La Sol", "Love or Lies", "Boramiyu"},
    {"Tale of the Nine Tailed", "I'll Be There", "MONSTA X Shownu"},
    {"More Than Friends", "Serendipity", "Ha Sung Woon"},
    {"More Than Friends", "Late Regret", "Ong Seong Wu"},
    {"More Than Friends", "Close Your Eyes", "Bernard Park"},
    {"More Than Friends", "Falling Slow", "Kevin Oh"},
    {"Start-Up", "Running", "Gaho"},
    {"Start-Up", "Future", "Red Velvet"},
    {"The Spies Who Loved Me", "Shall We Kiss?", "CNBLUE Jung Yong Hwa"},
};

#define N_PICKS_2020 (sizeof(picks_2020) / sizeof(picks_2020[0]))

#endif
