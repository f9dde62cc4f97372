# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds a detector's cues against the truth.

A detected cue is, by what most of its time says,

    right     the track plays there, and that part of it: on the diagonal of a
              true segment within OFFSET_S (a peer may be allowed more)
    version   the same of another version of the song (with guitar, without)
    repeat    the song plays there, but another part of it was named
    false     anything else

A true cue is found when a right one lies on it for at least OVERLAP_S. Where
the guitar rests both versions of a song are one sound, and either is right.
"""
import collections
import pathlib

OFFSET_S = 0.05
OVERLAP_S = 0.5
# A guitar so far under the rest of its song makes no other version of it.
SAME_DB = -30.0
BINS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999, 1.0)

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


def versions_differ(truth):
    """Whether the song of a true cue has another version that is heard to be
    another there."""
    guitar_db = truth.get('guitar_db')
    return guitar_db is not None and guitar_db > SAME_DB


def kind_of(track, truth, tracks):
    """What it is to name `track` on the diagonal of this true cue, or None."""
    playing = tracks[truth['track']] if truth['listed'] else None
    if not playing or playing['song'] != track['song']:
        return None
    if playing['id'] == track['id'] or (truth.get('guitar_db') is not None and
                                        not versions_differ(truth)):
        return 'right'
    return 'version'


def judge(cue, track, truths, tracks, offset_s=OFFSET_S):
    """One detected cue against the true cues of its episode."""
    best = {'version': 0.0, 'right': 0.0, 'repeat': 0.0}
    hits = {'version': [], 'right': []}
    for truth in truths:
        kind = kind_of(track, truth, tracks)
        if not kind:
            continue
        over, on, errors = agreement(cue, truth, offset_s)
        best[kind] += on
        if over - on >= OVERLAP_S:
            best['repeat'] += over - on
        if errors:
            hits[kind].append((truth, errors, on))
    verdict = max(('right', 'version', 'repeat'), key=best.get)
    if not best[verdict]:
        verdict = 'false'
    return Judged(cue, verdict, hits.get(verdict, []))


class Scored:
    """An episode with its judged cues."""

    def __init__(self, episode, judged, lists):
        self.episode, self.judged = episode, judged
        self.lists = lists  # how many rosters were searched for
        # Index of a true cue: [(detected cue, errors, on)]
        self.found, self.misnamed = {}, {}
        for one in judged:
            into = self.found if one.verdict == 'right' else self.misnamed
            for truth, errors, on_s in one.truths:
                at = next(i for i, c in enumerate(episode['cues'])
                          if c is truth)
                into.setdefault(at, []).append((one.cue, errors, on_s))

    def listed(self):
        return [(i, cue) for i, cue in enumerate(self.episode['cues'])
                if cue['listed']]


def by_episode(found):
    """What a detector said, by the file name of the episode, and in how many
    lists."""
    said, lists = {}, collections.Counter()
    for entry in [found] if isinstance(found, dict) else found:
        name = pathlib.Path(entry['episode']).name
        said.setdefault(name, []).extend(entry['cues'])
        lists[name] += 1
    return said, lists


def confidence_of(cue):
    """A detector that does not say is as sure as can be."""
    value = cue.get('confidence')
    return 1.0 if value is None else value


def score(truth, found, confidence=0.5, offset_s=OFFSET_S):
    """Judges all detected cues of at least that confidence."""
    names = names_of(truth['tracks'])
    tracks = {track['id']: track for track in truth['tracks']}
    known = {e['episode'] for e in truth['episodes']}
    said, lists = by_episode(found)
    scored = []
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
            scored.append(Scored(episode, judged, lists[episode['episode']]))
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


def by_kind(scored, levels_from_db=-20):
    """{kind: [found, all]} of cues of 4 s and more, down to a level."""
    kinds = {}
    for one in scored:
        for i, cue in one.listed():
            if cue['band'] == '3-4' or cue['planned_db'] < levels_from_db:
                continue
            kind = kinds.setdefault(cue['kind'], [0, 0])
            kind[0] += i in one.found
            kind[1] += 1
    return kinds


def versions(scored):
    """{level: [right version, other version, not found]} of the songs that have
    two and where they differ."""
    levels = {}
    for one in scored:
        for i, cue in one.listed():
            if versions_differ(cue):
                row = levels.setdefault(cue['planned_db'], [0, 0, 0])
                row[0 if i in one.found else 1 if i in one.misnamed else 2] += 1
    return levels


def add_errors(out, cue, hits):
    """Edges and levels of one found cue."""
    start_hard, end_hard = hard_edges(cue)
    if start_hard:
        first = min(hit['start_s'] for hit, _, _ in hits)
        out['start_s'].append(abs(first - cue['start_s']))
    if end_hard:
        last = max(hit['end_s'] for hit, _, _ in hits)
        out['end_s'].append(abs(last - cue['end_s']))
    longest = max(hits, key=lambda hit: hit[2])[0]
    for said, true in (('mbr_db', 'level_db'), ('mbr_k_db', 'level_k_db')):
        # No rest at all is said by no number.
        if longest.get(said) is not None and cue.get(true) is not None:
            out[said].append(abs(longest[said] - cue[true]))


def errors(scored, levels_from_db=-15.0, levels_to_db=10.0):
    """Absolute errors of the found cues: `start_s` and `end_s` of hard edges,
    `mbr_db` and `mbr_k_db` within the levels given, `offset_s` at all."""
    out = {'start_s': [], 'end_s': [], 'offset_s': [], 'mbr_db': [],
           'mbr_k_db': []}
    for one in scored:
        for i, cue in one.listed():
            hits = one.found.get(i)
            if not hits:
                continue
            out['offset_s'] += [abs(e) for _, errs, _ in hits for e in errs]
            if levels_from_db <= cue['planned_db'] <= levels_to_db:
                add_errors(out, cue, hits)
    return out


def use_of(level_k_db):
    """The word for a level (include/yeoun/placement.h); a song alone, which no
    episode of the bench has, is in the foreground too."""
    if level_k_db > 0:
        return 'foreground'
    return 'featured' if level_k_db >= -10 else 'background'


def uses(scored):
    """[right, all] of the uses stated of found cues."""
    count = [0, 0]
    for one in scored:
        for i, cue in one.listed():
            if i not in one.found or cue.get('level_k_db') is None:
                continue
            said = max(one.found[i], key=lambda hit: hit[2])[0].get('use')
            if said:
                said = 'foreground' if said == 'alone' else said
                count[0] += said == use_of(cue['level_k_db'])
                count[1] += 1
    return count


def stated(scored):
    """(confidence, whether it was right) of every cue that says one."""
    return [(j.cue['confidence'], j.verdict == 'right') for one in scored
            for j in one.judged if j.cue.get('confidence') is not None]


def reliability(scored):
    """Rows of (from, to, n, mean confidence, how many right)."""
    rows, pairs = [], stated(scored)
    for low, high in zip(BINS, BINS[1:]):
        inside = [(c, right) for c, right in pairs
                  if low <= c < high or high == 1.0 == c]
        mean = (sum(c for c, _ in inside) / len(inside) if inside else None)
        rows.append((low, high, len(inside), mean,
                     sum(right for _, right in inside)))
    return rows


def brier(pairs):
    """Mean square of confidence less outcome (Brier 1950); None of none."""
    return (sum((c - right) ** 2 for c, right in pairs) / len(pairs)
            if pairs else None)


def material(episode):
    """What an episode is to a song that plays nowhere in it."""
    if any(cue['listed'] for cue in episode['cues']):
        return 'songs'
    return 'other music' if episode['cues'] else 'no music'


def over_itself(one, judged, tracks):
    """Whether a cue of a song backwards lies where that song plays."""
    of = names_of(tracks)[judged.cue['track']].get('of')
    songs = {track['id']: track['song'] for track in tracks}
    for cue in one.episode['cues']:
        start, end = overlap(cue, judged.cue)
        if of and end > start and songs.get(cue['track']) == of:
            return True
    return False


def exposure_h(scored, tracks, null):
    """Hours of episode times tracks searched for in them. Songs backwards are
    in rosters of one size, each of which gives an episode a list of cues."""
    counts = collections.Counter(t['roster'] for t in tracks
                                 if t['null'] == null)
    size = max(counts.values(), default=0)
    return sum(one.episode['duration_s'] / 3600 *
               (one.lists * size if null else counts[one.episode['roster']])
               for one in scored)
