# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds a detector's cues against the truth.

A detected cue is, by what most of its time says,

    right     the track plays there, and that part of it: on the diagonal of a
              true segment within OFFSET_S (a peer may be allowed more)
    version   the same of another version of the song (with guitar, without)
    repeat    the song plays there, but another part of it was named
    false     anything else

A true cue is found when a right one lies on it for at least OVERLAP_S.
"""
import collections
import pathlib

OFFSET_S = 0.05
OVERLAP_S = 0.5
BINS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.99, 1.0)

Judged = collections.namedtuple('Judged', 'cue verdict truths')


class ScoreError(Exception):
    """A message for the one who scores."""


def names_of(tracks):
    """Every name a detector may give a track by: its id, its file, its tag."""
    names, doubtful = {}, set()
    for track in tracks:
        for name in {track['id'], pathlib.Path(track['file']).stem,
                     pathlib.Path(track['file']).name, track['title']}:
            if name in names:
                doubtful.add(name)
            names[name] = track
    for name in doubtful:
        del names[name]
    names.update({track['id']: track for track in tracks})
    return names


def overlap(a, b):
    return (max(a['start_s'], b['start_s']), min(a['end_s'], b['end_s']))


def segments_of(cue):
    return cue.get('segments') or [cue]


def offset_error(found, true, speed, true_speed):
    """Seconds by which the found segment names another place of the song than
    sounds, at the middle of what both cover; None where that is too little."""
    start, end = overlap(found, true)
    if end - start < OVERLAP_S:
        return None
    middle = (start + end) / 2
    said = found['offset_s'] + (middle - found['start_s']) * speed
    truth = true['offset_s'] + (middle - true['start_s']) * true_speed
    return said - truth


def agreement(cue, truth, offset_s=OFFSET_S):
    """How many seconds of the cue lie over the true cue, and how many of them
    on a diagonal of it; and the errors of these."""
    over = on = 0.0
    errors = []
    speed, true_speed = cue.get('speed') or 1.0, truth.get('speed', 1.0)
    for segment in segments_of(cue):
        start, end = overlap(segment, truth)
        over += max(0.0, end - start)
        for true in truth['segments']:
            error = offset_error(segment, true, speed, true_speed)
            if error is not None and abs(error) <= offset_s:
                start, end = overlap(segment, true)
                on += end - start
                errors.append(error)
    return over, on, errors


def judge(cue, track, truths, tracks, offset_s=OFFSET_S):
    """One detected cue against the true cues of its episode."""
    best = {'version': 0.0, 'right': 0.0, 'repeat': 0.0}
    right_of = []
    for truth in truths:
        other = tracks[truth['track']] if truth['listed'] else None
        if not other or other['song'] != track['song']:
            continue
        over, on, errors = agreement(cue, truth, offset_s)
        kind = 'right' if other['id'] == track['id'] else 'version'
        best[kind] += on
        if over - on >= OVERLAP_S:
            best['repeat'] += over - on
        if kind == 'right' and errors:
            right_of.append((truth, errors, on))
    verdict = max(('right', 'version', 'repeat'), key=best.get)
    if not best[verdict]:
        verdict = 'false'
    return Judged(cue, verdict, right_of if verdict == 'right' else [])


class Scored:
    """An episode with its judged cues."""

    def __init__(self, episode, judged):
        self.episode, self.judged = episode, judged
        self.found = {}  # index of a true cue: [(detected cue, errors, on)]
        for one in judged:
            for truth, errors, on_s in one.truths:
                at = next(i for i, c in enumerate(episode['cues'])
                          if c is truth)
                self.found.setdefault(at, []).append((one.cue, errors, on_s))

    def listed(self):
        return [(i, cue) for i, cue in enumerate(self.episode['cues'])
                if cue['listed']]


def by_episode(found):
    """What a detector said, by the file name of the episode."""
    said = {}
    for entry in [found] if isinstance(found, dict) else found:
        name = pathlib.Path(entry['episode']).name
        said.setdefault(name, []).extend(entry['cues'])
    return said


def confidence_of(cue):
    """A detector that does not say is as sure as can be."""
    value = cue.get('confidence')
    return 1.0 if value is None else value


def score(truth, found, confidence=0.5, offset_s=OFFSET_S):
    """Judges all detected cues of at least that confidence."""
    names = names_of(truth['tracks'])
    tracks = {track['id']: track for track in truth['tracks']}
    known = {e['episode'] for e in truth['episodes']}
    said, scored = by_episode(found), []
    for name in said:
        if name not in known:
            raise ScoreError(f'the truth knows no episode {name}')
    for episode in truth['episodes']:
        judged = []
        for cue in said.get(episode['episode'], []):
            if cue['track'] not in names:
                raise ScoreError(f'the truth knows no track {cue["track"]}')
            if confidence_of(cue) >= confidence:
                judged.append(judge(cue, names[cue['track']], episode['cues'],
                                    tracks, offset_s))
        if episode['episode'] in said:
            scored.append(Scored(episode, judged))
    return scored


def recall(scored):
    """{(level, band): [found, all]} over the true cues of the rosters."""
    cells = {}
    for one in scored:
        for i, cue in one.listed():
            cell = cells.setdefault((cue['planned_db'], cue['band']), [0, 0])
            cell[0] += i in one.found
            cell[1] += 1
    return cells


def verdicts(scored):
    return collections.Counter(judged.verdict for one in scored
                               for judged in one.judged)


def hard_edges(cue):
    """Whether its start, and its end, are without a fade."""
    return cue['fade_in_s'] == 0, cue['fade_out_s'] == 0


def errors(scored, levels_from_db=-15.0, levels_to_db=10.0):
    """Absolute errors of the found cues: `start_s` and `end_s` of hard edges
    and `mbr_db` within the levels given, `offset_s` at all levels."""
    out = {'start_s': [], 'end_s': [], 'offset_s': [], 'mbr_db': []}
    for one in scored:
        for i, cue in one.listed():
            hits = one.found.get(i)
            if not hits:
                continue
            out['offset_s'] += [abs(e) for _, errs, _ in hits for e in errs]
            if not levels_from_db <= cue['planned_db'] <= levels_to_db:
                continue
            start_hard, end_hard = hard_edges(cue)
            if start_hard:
                first = min(hit['start_s'] for hit, _, _ in hits)
                out['start_s'].append(abs(first - cue['start_s']))
            if end_hard:
                last = max(hit['end_s'] for hit, _, _ in hits)
                out['end_s'].append(abs(last - cue['end_s']))
            longest = max(hits, key=lambda hit: hit[2])[0]
            if longest.get('mbr_db') is not None:
                out['mbr_db'].append(abs(longest['mbr_db'] - cue['level_db']))
    return out


def reliability(scored):
    """Rows of (from, to, n, mean confidence, how many right)."""
    rows = []
    for low, high in zip(BINS, BINS[1:]):
        inside = [j for one in scored for j in one.judged
                  if j.cue.get('confidence') is not None and
                  (low <= j.cue['confidence'] < high or
                   high == 1.0 == j.cue['confidence'])]
        mean = (sum(j.cue['confidence'] for j in inside) / len(inside)
                if inside else None)
        rows.append((low, high, len(inside), mean,
                     sum(j.verdict == 'right' for j in inside)))
    return rows


def exposure_h(scored, tracks, null):
    """Hours of episode times tracks searched for in them."""
    counts = collections.Counter(t['roster'] for t in tracks
                                 if t['null'] == null)
    return sum(one.episode['duration_s'] / 3600 *
               counts[one.episode['roster']] for one in scored)
