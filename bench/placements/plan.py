# SPDX-License-Identifier: GPL-3.0-or-later
"""Decides what plays where: the cues of every cell, laid into episodes."""
import random

from sources import SourceError

# The grid: every level in every length band. The two louder levels are for the
# error of the level alone and come in one band.
LEVELS_DB = (0, -5, -10, -15, -20, -25, -30, -35)
LOUD_LEVELS_DB = (10, 5)
LOUD_BAND = '10-20'
BANDS = {'3-4': (3.0, 4.0), '4-10': (4.0, 10.0), '10-20': (10.0, 20.0),
         '20-60': (20.0, 60.0)}

# How often a cue is what. Loops and cuts need room for two pieces.
KINDS = (('plain', 0.40), ('fade', 0.60), ('duck', 0.75), ('overlap', 0.85),
         ('loop', 0.93), ('cut', 1.01))
TWO_PIECES_FROM_S = 8.0
SHORTEST_PIECE_S = 3.0

GAP_S = (2.0, 8.0)     # between cues
PAUSE_S = (0.2, 1.5)   # between utterances
EFFECT_S = (6.0, 25.0)  # between effects
DECOY_S = (40.0, 120.0)  # between uses of unlisted music

DIALOGUE_DB = -26.0  # rms of an utterance against full scale
ROOM_BELOW_DB = 12.0
DUCK_DB = (6.0, 12.0)
FADE_S = (0.5, 3.0)
# A second of a song counts as sounding from here, against its loudest.
SOUNDING_DB = 25.0


class Dice:
    """Random.random() alone is promised to be the same in every Python."""

    def __init__(self, seed):
        self.source = random.Random(seed)

    def between(self, low, high):
        return low + (high - low) * self.source.random()

    def below(self, n):
        return int(self.source.random() * n)

    def of(self, items):
        return items[self.below(len(items))]

    def shuffle(self, items):
        for i in range(len(items) - 1, 0, -1):
            j = self.below(i + 1)
            items[i], items[j] = items[j], items[i]


def band_of(seconds):
    for name, (low, high) in BANDS.items():
        if low <= seconds < high:
            return name
    return None


def wanted_cues(dice, per_cell, longest_s):
    """What to make: (level, band, seconds, kind), in an order by chance."""
    cells = [(level, band) for level in LEVELS_DB for band in BANDS]
    cells += [(level, LOUD_BAND) for level in LOUD_LEVELS_DB]
    wanted = []
    for level, band in cells:
        low, high = BANDS[band]
        for _ in range(per_cell):
            seconds = dice.between(low, min(high, longest_s))
            at = dice.source.random()
            kind = next(name for name, up_to in KINDS if at < up_to)
            if kind in ('loop', 'cut') and seconds < TWO_PIECES_FROM_S:
                kind = 'plain'
            if kind == 'overlap' and level > -5:
                kind = 'fade'  # two songs cannot both be louder than the other
            wanted.append((level, band, seconds, kind))
    dice.shuffle(wanted)
    return wanted


def sounding(track, start_s, seconds):
    """Whether the song sounds all the time there."""
    loud = track.loud_db
    floor = max(loud) - SOUNDING_DB
    first, last = int(start_s), int(start_s + seconds) + 1
    return last <= len(loud) and min(loud[first:last]) > floor


def find_stretch(dice, tracks, seconds, tries=400):
    """A song and a place in it with that much to hear."""
    for _ in range(tries):
        track = dice.of(tracks)
        room = track.duration_s - seconds - 0.5
        if room <= 0:
            continue
        start_s = dice.between(0, room)
        if sounding(track, start_s, seconds):
            return track, start_s
    return None, 0.0


def pieces_of(dice, kind, tracks, seconds):
    """The song of a cue and its pieces: (in the cue, in the master, length)."""
    if kind == 'loop':
        # A stretch once more from its beginning, or from some way into it.
        first = dice.between(SHORTEST_PIECE_S + 1, seconds - SHORTEST_PIECE_S)
        track, start_s = find_stretch(dice, tracks, max(first,
                                                        seconds - first) + 1)
        if track:
            again = start_s + dice.between(0, 1)
            return track, [(0.0, start_s, first),
                           (first, again, seconds - first)]
    if kind == 'cut':
        first = dice.between(SHORTEST_PIECE_S, seconds - SHORTEST_PIECE_S)
        skipped = dice.between(2, 15)
        track, start_s = find_stretch(dice, tracks, seconds + skipped)
        if track:
            return track, [(0.0, start_s, first),
                           (first, start_s + first + skipped, seconds - first)]
    track, start_s = find_stretch(dice, tracks, seconds)
    return track, [(0.0, start_s, seconds)] if track else []


def make_cue(dice, wanted, kind, at_s, tracks):
    level, band, seconds, _ = wanted
    track, pieces = pieces_of(dice, kind, tracks, seconds)
    if not track:
        raise SourceError(f'no song sounds for {seconds:.0f} s on end')
    if len(pieces) == 1 and kind in ('loop', 'cut'):
        kind = 'plain'
    fades = [0.0, 0.0]
    if kind in ('fade', 'overlap'):
        longest = min(FADE_S[1], seconds / 3)
        fades = [dice.between(FADE_S[0], longest) for _ in range(2)]
    return {'track': track, 'at_s': at_s, 'seconds': seconds, 'kind': kind,
            'band': band, 'planned_db': level, 'fade_in_s': fades[0],
            'fade_out_s': fades[1], 'pieces': pieces,
            'duck_db': dice.between(*DUCK_DB) if kind == 'duck' else 0.0}


def lay_cues(dice, wanted, limit_s, tracks):
    """Takes cues off `wanted` until the episode is full."""
    cues, end_s = [], dice.between(*GAP_S)
    while wanted:
        cue_s, kind = wanted[-1][2:]
        if kind == 'overlap' and cues and cues[-1]['kind'] != 'overlap' and \
                cues[-1]['planned_db'] <= -5:
            before = cues[-1]['seconds']
            over = dice.between(1, max(1.5, min(before, cue_s) / 2))
            at_s = end_s - over
        else:
            # Nothing there to lie over.
            kind = 'fade' if kind == 'overlap' else kind
            at_s = end_s + dice.between(*GAP_S)
        if cues and at_s + cue_s + GAP_S[0] > limit_s:
            break
        cues.append(make_cue(dice, wanted.pop(), kind, at_s, tracks))
        end_s = max(end_s, at_s + cue_s)
    return cues, end_s + GAP_S[1]


def lay_speech(dice, files, lengths_s, duration_s):
    """Utterances one after another: (file, at, level)."""
    laid, at_s, order = [], 0.5, []
    while True:
        if not order:
            order = list(files)
            dice.shuffle(order)
        name = order.pop()
        if at_s + lengths_s[name] > duration_s - 0.5:
            return laid
        laid.append((name, at_s, DIALOGUE_DB + dice.between(-3, 3)))
        at_s += lengths_s[name] + dice.between(*PAUSE_S)


def lay_effects(dice, files, duration_s):
    laid, at_s = [], dice.between(*EFFECT_S)
    while at_s < duration_s - 5:
        laid.append((dice.of(files), at_s, DIALOGUE_DB + dice.between(-9, 0)))
        at_s += dice.between(*EFFECT_S)
    return laid


def decoy_level(dice, cues, at_s, end_s):
    """Under a loud cue a decoy is soft: of two songs only one can be louder
    than all the rest, and near that the gains run away."""
    over = [cue['planned_db'] for cue in cues
            if cue['at_s'] < end_s and cue['at_s'] + cue['seconds'] > at_s]
    return min(-5.0 - 5 * dice.below(4), -10.0 - max(over, default=-10))


def lay_decoys(dice, tracks, duration_s, cues=()):
    """Music that no roster lists, wherever it falls."""
    laid, at_s = [], dice.between(*DECOY_S)
    while True:
        seconds = dice.between(6, 25)
        if at_s + seconds > duration_s - 2:
            return laid
        track, start_s = find_stretch(dice, tracks, seconds)
        if track:
            laid.append({'track': track, 'at_s': at_s, 'seconds': seconds,
                         'kind': 'unlisted', 'band': band_of(seconds),
                         'planned_db': decoy_level(dice, cues, at_s,
                                                   at_s + seconds),
                         'fade_in_s': 1.0, 'fade_out_s': 1.0, 'duck_db': 0.0,
                         'pieces': [(0.0, start_s, seconds)]})
        at_s += seconds + dice.between(*DECOY_S)
