#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that the season folder which docs/season-folder.md shows is one.

    tests/docs/season_folder.py YEOUN

Its examples are put together to a folder, once with each form of people.md and
of the wide sheet; the program must have nothing to say against it.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

PAGE = pathlib.Path(__file__).resolve().parents[2] / 'docs/season-folder.md'


def examples():
    """The indented blocks of each section, by its heading."""
    found = {}
    for section in re.split(r'^## ', PAGE.read_text(encoding='utf-8'),
                            flags=re.MULTILINE)[1:]:
        heading, text = section.split('\n', 1)
        blocks = re.findall(r'(?:^    .*\n|^\n(?=    ))+', text, re.MULTILINE)
        found[heading] = [re.sub(r'^    ', '', block, flags=re.MULTILINE)
                          .strip('\n') + '\n' for block in blocks]
    return found


def drama_file(blocks):
    """The drama of the page with the longer track behind its own."""
    drama, tracks = blocks
    more = tracks.replace('tracks:\n', '', 1)
    more += '  - {title: Introduce Me a Good Person, artist: Joy}\n'
    front, body = drama.rsplit('---\n', 1)
    return f'{front}{more}---\n{body}'


def write_season(folder, found, people, wide):
    files = {
        'season.md': found['season.md'][0],
        'dramas/hospital-playlist.md': drama_file(
            found['dramas/&lt;slug&gt;.md']),
        'dramas/stove-league.md':
            '---\ntitle: Stove League\n---\n',
        'people.md': found['people.md'][people],
        'ballots/ana.csv': found['ballots'][0],
        'ballots/sheet.csv': found['ballots'][wide],
        'overrides.csv': found['overrides.csv'][0],
        'usage.csv': found['usage.csv'][0],
        '../music/Hospital Playlist/12.flac': 'a file is all that is asked\n',
        'lyrics/12.ko.txt': '노래\n',
        'lyrics/12.en.txt': 'A song\n',
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding='utf-8')


def main():
    found = examples()
    for people, wide in ((0, 1), (1, 2)):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name) / 'season'
            write_season(folder, found, people, wide)
            done = subprocess.run([sys.argv[1], 'check', folder],
                                  capture_output=True, text=True, check=False)
            print(done.stdout, done.stderr)
            if done.returncode or done.stderr:
                return 1
    return 0


if __name__ == '__main__':
    sys.exit(main())
