# SPDX-License-Identifier: GPL-3.0-or-later
"""What went wrong, one line each, by kind: for the one who makes it right."""
import collections

import report
import scoring


def time(seconds):
    return f'{int(seconds // 60)}:{seconds % 60:05.2f}'


def near(cue, others):
    """Those of the others that lie over the cue, longest first."""
    def over(other):
        start, end = scoring.overlap(cue, other)
        return end - start
    return sorted((o for o in others if over(o) > 0), key=over, reverse=True)


def what_plays(truth):
    return (f'{truth["track"]} at {truth["offset_s"]:.2f} '
            f'({truth["planned_db"]:.0f} dB, {truth["kind"]})')


def where_wrong(one, judged):
    """What lies under a wrong cue."""
    cue = judged.cue
    truths = near(cue, one.episode['cues'])
    if not truths:
        return 'nothing', 'nothing plays'
    truth = truths[0]
    if judged.verdict == 'repeat':
        error = min((scoring.offset_error(s, t, cue.get('speed') or 1,
                                          truth.get('speed', 1))
                     for s in scoring.segments_of(cue)
                     for t in truth['segments']
                     if scoring.offset_error(s, t, 1, 1) is not None),
                    key=abs, default=None)
        by = '' if error is None else f', {error:+.3f} s off'
        return 'repeat', what_plays(truth) + by
    kind = 'another song' if truth['listed'] else 'unlisted music'
    return (judged.verdict if judged.verdict == 'version' else kind,
            what_plays(truth))


def wrong_rows(scored):
    for one in scored:
        for judged in one.judged:
            if judged.verdict != 'right':
                cue = judged.cue
                kind, plays = where_wrong(one, judged)
                yield kind, [one.episode['episode'], time(cue['start_s']),
                             f'{cue["end_s"] - cue["start_s"]:.1f}',
                             f'{cue["track"]} at {cue["offset_s"]:.2f}',
                             f'{cue.get("mbr_db") or 0:.0f}',
                             f'{scoring.confidence_of(cue):.3f}', plays]


def why_missed(one, truth):
    for judged in one.judged:
        if near(truth, [judged.cue]) and judged.verdict != 'right':
            return judged.verdict
    right = [j for j in one.judged
             if near(truth, [j.cue]) and j.verdict == 'right']
    return 'another song there' if right else 'nothing there'


def missed_rows(scored):
    for one in scored:
        for i, truth in one.listed():
            if i not in one.found:
                key = (truth['planned_db'], truth['band'])
                yield key, [one.episode['episode'], time(truth['start_s']),
                            f'{truth["end_s"] - truth["start_s"]:.1f}',
                            f'{truth["track"]} at {truth["offset_s"]:.2f}',
                            truth['kind'], why_missed(one, truth)]


def write_table(file, title, head, keyed):
    groups = collections.defaultdict(list)
    for key, row in keyed:
        groups[key].append(row)
    file.write(f'## {title}\n\n')
    for key in sorted(groups, reverse=True):
        name = key if isinstance(key, str) else f'{key[0]} dB, {key[1]} s'
        file.write(f'### {name}: {len(groups[key])}\n\n')
        file.write(report.table_text(head, groups[key]) + '\n')


def write(file, truth, scored, nulls):
    file.write(f'# What went wrong ({truth["main"]})\n\n')
    head = ['episode', 'at', 's', 'named', 'dB', 'confidence', 'plays']
    write_table(file, 'Wrong cues', head, wrong_rows(scored))
    write_table(file, 'Songs backwards', head, wrong_rows(nulls))
    write_table(file, 'Missed', ['episode', 'at', 's', 'song', 'cue', 'why'],
                missed_rows(scored))
