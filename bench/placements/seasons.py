# SPDX-License-Identifier: GPL-3.0-or-later
"""The same material as season folders: one of all rosters, a drama each, and
one for each speed of the songs backwards. These are searched for in the main
encoding of all episodes: others would say nothing new."""
import os


def write_drama(folder, roster, tracks, episodes, base):
    lines = ['---', f'title: {roster}', 'roster: complete', 'media:']
    lines += [f'  - {os.path.relpath(base / e["file"], folder.parent)}'
              for e in episodes]
    lines.append('tracks:')
    for track in tracks:
        path = os.path.relpath(base / track['file'], folder.parent)
        lines += [f'  - title: {track["id"]}', '    artist: The bench',
                  f'    version: {track["version"]}', f'    audio: {path}']
    lines += ['---', '']
    (folder / f'{roster}.md').write_text('\n'.join(lines))


def main_form(truth, episode):
    return episode['codec'] == truth['main'] and episode['speed'] == 1


def write_season(base, truth, name, rosters, null):
    folder = base / name / 'dramas'
    folder.mkdir(parents=True, exist_ok=True)
    (base / name / 'season.md').write_text(
        '---\ntitle: A season to measure\nyear: 2020\norder: listed\n'
        f'dramas: [{", ".join(rosters)}]\n---\n')
    for roster in rosters:
        episodes = [e for e in truth['episodes']
                    if (main_form(truth, e) if null else e['roster'] == roster)]
        write_drama(folder, roster,
                    [t for t in truth['tracks'] if t['roster'] == roster],
                    episodes, base)


def nulls(truth):
    """The rosters of songs backwards, in the order they were made."""
    return list(dict.fromkeys(t['roster'] for t in truth['tracks']
                              if t['null']))


def write(base, truth):
    write_season(base, truth, 'season',
                 sorted({t['roster'] for t in truth['tracks']
                         if not t['null']}), False)
    for roster in nulls(truth):
        write_season(base, truth, f'season-{roster}', [roster], True)
