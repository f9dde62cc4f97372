# SPDX-License-Identifier: GPL-3.0-or-later
"""Lays the synthetic season out in time: moments, lines, songs, comments."""
import collections
import random

import script

EPISODES = 3
EPISODE_S = 480
SONG_S = 48
# Around a moment nobody speaks for so long before and after it.
HUSH_S = (6, 20)
LAG_S = 4.0       # between a moment and what is written of it
COMMENTS = 150    # an episode, without those at its moments
AT_A_MOMENT = 26
NAMING = 7        # while a song plays that is loud
LATE_S = 7.0      # the subtitles of another cut

Cue = collections.namedtuple('Cue', 'song start_s seconds offset_s gain_db')
Line = collections.namedtuple('Line', 'start_s end_s voice en ko')
Comment = collections.namedtuple('Comment', 'time_s user text')
Drama = collections.namedtuple('Drama', 'slug songs')

DRAMAS = [
    Drama('last-lamp', ['keep-the-light', 'paper-money', 'island-motif',
                        'letter-in-glass']),
    Drama('night-court', ['the-witness', 'summer-festival', 'corridor-motif',
                          'una-vez-al-mes']),
    Drama('winter-orchard', ['the-name-of-the-tree', 'harbour-dance',
                             'frost-motif', 'before-the-frost']),
]
LOUD_DB, MOTIF_DB = -1.0, 1.0


class Episode:
    """One episode on its timeline; the same for the same drama and number."""

    def __init__(self, drama, number):
        self.drama, self.number = drama, number
        self.dice = random.Random(f'{drama.slug} {number}')
        self.moments = [at + self.dice.randrange(-14, 15)
                        for at in (108, 196, 290, 392)]
        self.cues = sorted(self.lay_songs(), key=lambda cue: cue.start_s)
        self.lines = list(self.lay_lines())
        self.comments = sorted(self.lay_comments())

    def use(self, place, at_s, seconds, gain_db):
        return Cue(self.drama.songs[place], at_s, seconds,
                   self.dice.randrange(0, SONG_S - seconds), gain_db)

    def lay_songs(self):
        first, second, third, fourth = self.moments
        theme, beside, motif, once = range(4)
        yield self.use(theme, second - 4, 24, LOUD_DB)
        yield self.use(theme, fourth - 4, 24, LOUD_DB)
        yield self.use(motif, first - 3, 12, MOTIF_DB)
        if self.number == 2:
            yield self.use(once, third - 4, 24, LOUD_DB)
        for after in (first + 34, third + 38):
            yield self.use(beside, after, 24, LOUD_DB)
        for at in (first + 60, second + 22, second + 44, third + 22,
                   third + 63, fourth + 28, fourth + 50):
            yield self.use(motif, at, 16, MOTIF_DB)

    def hushed(self, start_s, end_s):
        return any(start_s < at + HUSH_S[1] and end_s > at - HUSH_S[0]
                   for at in self.moments)

    def lay_lines(self):
        texts, at_s = list(script.LINES[self.drama.slug]), 3.0
        while at_s < EPISODE_S - 6:
            seconds = self.dice.uniform(1.6, 2.9)
            if not self.hushed(at_s, at_s + seconds):
                en, ko = self.dice.choice(texts)
                yield Line(round(at_s, 2), round(at_s + seconds, 2),
                           self.dice.randrange(2), en, ko)
            at_s += seconds + self.dice.choice((0.3, 0.5, 0.8, 2.5))

    def lay_comments(self):
        def one(at_s, texts):
            return Comment(round(max(at_s, 0), 1), self.dice.randrange(1, 400),
                           self.dice.choice(texts))
        for _ in range(COMMENTS):
            yield one(self.dice.uniform(0, EPISODE_S - 1), script.CHATTER)
        for at in self.moments:
            for _ in range(AT_A_MOMENT):
                yield one(at + LAG_S + self.dice.gauss(5, 4), script.TEARS)
        for cue in self.cues:
            if cue.gain_db == LOUD_DB:
                for _ in range(NAMING):
                    yield one(cue.start_s + self.dice.uniform(2, 20),
                              script.NAMING)


def episodes():
    return [Episode(drama, number) for drama in DRAMAS
            for number in range(1, EPISODES + 1)]
