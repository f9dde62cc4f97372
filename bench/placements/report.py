# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables, as Markdown: they go into bench/RESULTS.md as they are."""
import scoring
import stats

BANDS = ('3-4', '4-10', '10-20', '20-60')
LONG = ('10-20', '20-60')
# What is to be reached: bands, levels from and to, share of the cues found.
ASKED = ((LONG, -15, 0, 0.99), (LONG, -20, -20, 0.97), (LONG, -25, -25, 0.90),
         (LONG, -30, -30, 0.70), (('4-10',), -15, 0, 0.95),
         (('3-4',), -5, 0, 0.90))
# False cues are counted by ten hours of a hundred tracks.
UNIT_H = 1000.0


def table_text(head, rows):
    lines = ['| ' + ' | '.join(head) + ' |',
             '|' + '|'.join(['---'] + ['---:'] * (len(head) - 1)) + '|']
    lines += ['| ' + ' | '.join(str(cell) for cell in row) + ' |'
              for row in rows]
    return '\n'.join(lines) + '\n'


def table(head, rows):
    print(table_text(head, rows))


def share(found, n):
    if not n:
        return '-'
    low, high = stats.wilson(found, n)
    return (f'{found}/{n} {100 * found / n:.0f} % '
            f'({100 * low:.0f}–{100 * high:.0f})')


def number(value, digits=2, scale=1.0):
    return '-' if value is None else f'{value * scale:.{digits}f}'


def add_up(cells, bands, low_db, high_db):
    picked = [cell for (level, band), cell in cells.items()
              if band in bands and low_db <= level <= high_db]
    return sum(c[0] for c in picked), sum(c[1] for c in picked)


def print_recall(runs):
    """Cells of every detector; `runs` is [(name, scored)]."""
    cells = [(name, scoring.recall(scored)) for name, scored in runs]
    levels = sorted({level for _, c in cells for level, _ in c}, reverse=True)
    print('Found, of the cues of each cell (95 % Wilson interval):\n')
    rows = []
    for level in levels:
        for name, of in cells:
            rows.append([f'{level} dB', name] +
                        [share(*of.get((level, band), (0, 0)))
                         for band in BANDS])
    table(['music against the rest', 'detector'] +
          [f'{band} s' for band in BANDS], rows)
    rows = []
    for bands, low, high, asked in ASKED:
        span = f'{low} dB' if low == high else f'{low} to {high} dB'
        rows.append([f'{bands[0].split("-")[0]}–{bands[-1].split("-")[1]} s, '
                     f'{span}', f'{100 * asked:.0f} %'] +
                    [share(*add_up(of, bands, low, high)) for _, of in cells])
    table(['cues', 'asked'] + [name for name, _ in cells], rows)


def print_variants(runs, truth):
    """The same mixes in other codecs and at other speeds."""
    keys = sorted({(e['codec'], e['speed']) for e in truth['episodes']})
    if len(keys) < 2:
        return
    rows = []
    for codec, speed in keys:
        mixes = {e['mix'] for e in truth['episodes']
                 if (e['codec'], e['speed']) == (codec, speed)}
        shared = mixes & {e['mix'] for e in truth['episodes']
                          if e['codec'] != truth['main']} or mixes
        row = [codec, f'{speed:.5f}']
        for _, scored in runs:
            some = [one for one in scored if one.episode['mix'] in shared and
                    one.episode['codec'] == codec and
                    one.episode['speed'] == speed]
            row.append(share(*add_up(scoring.recall(some), BANDS, -25, 10)))
        rows.append(row)
    print('The same mixes in other encodings, cues of all lengths down to '
          '-25 dB:\n')
    table(['encoder', 'speed'] + [name for name, _ in runs], rows)


def print_kinds(runs):
    kinds = [(name, scoring.by_kind(scored)) for name, scored in runs]
    print('By what the cue does, 4 s and more, down to -20 dB:\n')
    table(['cue'] + [name for name, _ in kinds],
          [[kind] + [share(*of.get(kind, (0, 0))) for _, of in kinds]
           for kind in sorted({k for _, of in kinds for k in of})])


def print_versions(name, scored):
    """The song with its guitar or without."""
    levels = scoring.versions(scored)
    if not levels:
        return
    print(f'{name}: songs of which a version without guitar is listed too:\n')
    rows = [[f'{level} dB', n - missed, share(right, n - missed), missed]
            for level, (right, other, missed) in
            sorted(levels.items(), reverse=True)
            for n in [right + other + missed]]
    table(['music against the rest', 'found', 'the right version', 'missed'],
          rows)


def print_false(name, tracks, scored, null_scored):
    """False cues, first where nothing can be right."""
    rows, total, hours = [], 0, 0.0
    for text, some, null in (('the roster', scored, False),
                             ('backwards', null_scored, True)):
        for what in ('no music', 'other music', 'songs'):
            if what == 'songs' and not null:
                continue
            inside = [one for one in some
                      if scoring.material(one.episode) == what]
            count = sum(len(one.judged) for one in inside)
            spent = scoring.exposure_h(inside, tracks, null)
            total, hours = total + count, hours + spent
            rows.append(false_row(f'{text}, in {what}', count, spent))
    rows.append(false_row('all of these (asked: bound at most 1)', total,
                          hours))
    playing = [one for one in scored if not one.episode['null']]
    counts = scoring.verdicts(playing)
    rows.append(false_row('the roster, beside its songs', counts['false'],
                          scoring.exposure_h(playing, tracks, False)))
    print(f'{name}: false cues by 10 h x 100 tracks (one-sided 95 % Poisson '
          'bound):\n')
    table(['songs looked for', 'false', 'h x tracks', 'rate', 'upper bound'],
          rows)
    itself = sum(scoring.over_itself(one, judged, tracks)
                 for one in null_scored for judged in one.judged)
    if null_scored:
        print(f'Of the cues of songs backwards {itself} lie over the very song '
              'forwards.\n')
    right, repeat = counts['right'], counts['repeat']
    print(f'{name}: of the cues that name a song playing there, a wrong repeat '
          f'(asked: at most 1 %): {share(repeat, right + repeat)}; another '
          f'version: {share(counts["version"], right + counts["version"])}.\n')


def false_row(text, count, hours):
    if not hours:
        return [text, count, 0, '-', '-']
    unit = UNIT_H / hours
    return [text, count, f'{hours:.0f}', f'{count * unit:.2f}',
            f'{stats.poisson_upper(count) * unit:.2f}']


ERRORS = (('start_s', 'start, hard, -15 dB and above', 1, '0.15 s, 0.5 s'),
          ('end_s', 'end, hard, -15 dB and above', 1, '0.15 s, 0.5 s'),
          ('offset_s', 'offset, ms', 1000, '3 ms'),
          ('mbr_db', 'level, dB, -15 to +10', 1, '1 dB'),
          ('mbr_k_db', 'level, K-weighted, the same', 1, '-'))


def print_errors(runs):
    found = [(name, scoring.errors(scored)) for name, scored in runs]
    rows = [[text, name, len(errors[what]),
             number(stats.quantile(errors[what], 0.5), 2, unit),
             number(stats.quantile(errors[what], 0.9), 2, unit), asked]
            for what, text, unit, asked in ERRORS for name, errors in found]
    print('Errors of what was found:\n')
    table(['error', 'detector', 'n', 'median', 'p90', 'asked'], rows)
    for name, scored in runs:
        right, n = scoring.uses(scored)
        if n:
            print(f'{name}: background, featured or foreground, at all levels: '
                  f'{share(right, n)} right.\n')


def print_reliability(name, text, scored):
    rows = [[f'{low:g}–{high:g}', n, number(mean, 3), share(right, n)]
            for low, high, n, mean, right in scoring.reliability(scored)]
    pairs = scoring.stated(scored)
    print(f'{name}: confidence against how many were right, {text} '
          f'(Brier score {number(scoring.brier(pairs), 4)}):\n')
    table(['confidence', 'n', 'mean', 'right'], rows)
