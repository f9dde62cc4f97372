# SPDX-License-Identifier: GPL-3.0-or-later
"""Lays an episode out in time, from its arrangement and the length of every
recording. What comes of it is the scene that bench-mix mixes and the truth
about it; both at the song's own speed until `timed` changes it."""
import plan
import sources

import dialogue

TALK_PAUSE_S = (0.3, 1.3)
QUIET_PAUSE_S = (2.0, 3.5)
QUIET_MARGIN_S = 5.0   # of silence before a quiet passage and behind it
BUBBLES_S = (7.0, 22.0)
DIALOGUE_DB = -24.0
QUIET_DB = -27.0
BUBBLES_DB = (-42.0, -34.0)
ROOM_DB = -46.0
# The recordings end at 11 kHz; none of them alone reaches higher.
LOWPASS_HZ = 10000.0


class Spoken:
    """A line at its place."""

    def __init__(self, line, at_s, seconds, level_db):
        self.line, self.at_s, self.level_db = line, at_s, level_db
        self.end_s = at_s + seconds


class Layout:
    """An episode on its own timeline."""

    def __init__(self, episode, seed):
        self.episode = episode
        self.dice = plan.Dice(seed)
        self.spoken = []
        self.cues = []
        self.marks = []
        self.shown = []  # (level, from, to)
        self.duration_s = 0.0

    def lay(self, lengths_s):
        at_s = 0.0
        for scene in self.episode.scenes:
            start_s = at_s
            at_s = self.lay_lines(scene, start_s + scene.before, lengths_s)
            at_s += scene.after
            self.shown.append((scene.level, start_s, at_s))
        self.duration_s = at_s
        self.bubbles = self.lay_bubbles()
        for scene in self.episode.scenes:
            self.cues += [self.cue(music) for music in scene.music]
            self.marks += [(self.place(mark.line).at_s, mark.note)
                           for mark in scene.marks]
        self.cues.sort(key=lambda cue: cue['start_s'])
        return self

    def lay_lines(self, scene, at_s, lengths_s):
        """Gives the end of the last line."""
        lines = scene_lines(scene)
        names = [line.id for line in lines]
        slow = [range(names.index(first), names.index(last) + 1)
                for first, last in scene.quiet]
        end_s = at_s
        for number, line in enumerate(lines):
            passage = next((p for p in slow if number in p), None)
            if passage and number == passage[0]:
                at_s += QUIET_MARGIN_S
            one = Spoken(line, at_s, lengths_s[line.file],
                         QUIET_DB if passage else DIALOGUE_DB)
            self.spoken.append(one)
            at_s = end_s = one.end_s
            if passage and number == passage[-1]:
                at_s += QUIET_MARGIN_S
            at_s += self.dice.between(*(QUIET_PAUSE_S if passage
                                        else TALK_PAUSE_S))
        return end_s

    def lay_bubbles(self):
        sounds, laid = dialogue.bubbles(), []
        at_s = self.dice.between(*BUBBLES_S)
        while at_s < self.duration_s - 3:
            laid.append((self.dice.of(sounds), at_s,
                         self.dice.between(*BUBBLES_DB)))
            at_s += self.dice.between(*BUBBLES_S)
        return laid

    def place(self, name):
        for one in self.spoken:
            if one.line.id == name:
                return one
        raise sources.SourceError(f'{self.episode.title}: no line {name}')

    def cue(self, music):
        start_s = self.place(music.first).at_s - music.lead
        end_s = self.place(music.last).end_s + music.tail
        if start_s < 0 or end_s > self.duration_s:
            raise sources.SourceError(
                f'{self.episode.title}: {music.track} at {music.first} does '
                'not lie within the episode')
        steps = [(0.0, music.offset), *music.turns, (end_s - start_s, 0.0)]
        pieces = [(at, offset, following - at) for (at, offset), (following, _)
                  in zip(steps, steps[1:])]
        if any(seconds <= 0 for _, _, seconds in pieces):
            raise sources.SourceError(
                f'{self.episode.title}: {music.track} at {music.first} ends '
                'before it turns')
        return {'music': music, 'start_s': start_s, 'end_s': end_s,
                'pieces': pieces}


def scene_lines(scene):
    lines = dialogue.lines(scene.level)
    if scene.lines:
        names = [line.id for line in lines]
        first, last = (names.index(name) for name in scene.lines)
        lines = lines[first:last + 1]
    return lines


def scene_json(layout, raw):
    """What bench-mix reads; `raw` names and measures the decoded files."""
    rate = raw.rate

    def clip(name, at_s, level_db):
        return {'file': str(raw.path(name, 1)), 'at': round(at_s * rate),
                'level_db': level_db}

    def use(cue):
        music = cue['music']
        pieces = [{'at': round(at_s * rate), 'from': round(from_s * rate)}
                  for at_s, from_s, _ in cue['pieces']]
        frames = round((cue['end_s'] - cue['start_s']) * rate)
        ends = [piece['at'] for piece in pieces[1:]] + [frames]
        for piece, end in zip(pieces, ends):
            piece['frames'] = end - piece['at']
        return {'file': str(raw.path(music.track, 1)), 'channels': 1,
                'at': round(cue['start_s'] * rate), 'frames': frames,
                'fade_in': round(music.fades[0] * rate),
                'fade_out': round(music.fades[1] * rate),
                'duck_db': float(music.duck), 'level_db': float(music.level),
                'pieces': pieces}

    return {'rate': rate, 'channels': 2,
            'frames': round(layout.duration_s * rate),
            'lowpass_hz': LOWPASS_HZ, 'room_rms': 10 ** (ROOM_DB / 20),
            'seed': layout.dice.below(1 << 30),
            'speech': [clip(voice_name(one.line), one.at_s, one.level_db)
                       for one in layout.spoken],
            'effects': [clip(path.stem, at_s, level_db)
                        for path, at_s, level_db in layout.bubbles],
            'uses': [use(cue) for cue in layout.cues]}


def voice_name(line):
    return f'{line.level}-{line.id}'


def kind(music):
    if music.turns:
        back = music.turns[0][1] <= music.offset
        return 'loop' if back else 'cut'
    return 'duck' if music.duck else 'fade'


def truth(layout, levels_db, speed, delay_s):
    """The cues as bench/placements/README.md describes them."""
    def at(seconds):
        return round(seconds / speed + delay_s, 3)

    def one(cue, level_db):
        music = cue['music']
        segments = [{'start_s': at(cue['start_s'] + from_s),
                     'end_s': at(cue['start_s'] + from_s + seconds),
                     'offset_s': offset_s}
                    for from_s, offset_s, seconds in cue['pieces']]
        return {'track': music.track, 'listed': True,
                'start_s': segments[0]['start_s'],
                'end_s': segments[-1]['end_s'], 'offset_s': music.offset,
                'speed': speed, 'level_db': round(level_db, 2),
                'planned_db': music.level,
                'band': plan.band_of(cue['end_s'] - cue['start_s']),
                'kind': kind(music),
                'fade_in_s': round(music.fades[0] / speed, 3),
                'fade_out_s': round(music.fades[1] / speed, 3),
                'duck_db': music.duck, 'segments': segments}
    return [one(cue, level_db)
            for cue, level_db in zip(layout.cues, levels_db)]
