#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What README.md says of the program is so: its commands, its list, its two
problems letter by letter, what 2020 counts, and the files it names.

    tests/docs/readme.py YEOUN
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
TEXT = (SOURCE / 'README.md').read_text(encoding='utf-8')


def run(yeoun, *words, status=0):
    done = subprocess.run([yeoun, *map(str, words)], text=True, check=False,
                          capture_output=True, stdin=subprocess.DEVNULL)
    assert done.returncode == status, (words, done)
    return done.stdout + done.stderr


def check_commands(yeoun):
    listed = re.search(r'^Commands:\n((?:  .*\n)+)', run(yeoun, '--help'),
                       re.MULTILINE).group(1)
    for name in (line.split()[0] for line in listed.splitlines()):
        if name != 'help':
            assert re.search(rf'^    \S*yeoun {name}\b', TEXT,
                             re.MULTILINE), name


def check_2020(yeoun):
    said = re.search(r'(\d+) dramas, (\d+) songs, (\d+)\s+picks', TEXT).groups()
    told = run(yeoun, 'check', SOURCE / 'examples/2020')
    found = re.search(r'(\d+) dramas, (\d+) tracks, .* (\d+) badges', told)
    assert found and said == found.groups(), (said, told)


def at_line(number, head, line):
    """A text whose line of that number is `line`."""
    return head + '#\n' * (number - 1 - head.count('\n')) + line


def check_list_and_problems(yeoun, folder):
    written = ''.join(re.findall(r'^    (“.* for .*\n)', TEXT, re.MULTILINE))
    (folder / 'list.txt').write_text(written, encoding='utf-8')
    season = folder / 'best-of-2020'
    run(yeoun, 'new', season, '--from', folder / 'list.txt')
    assert ' 3 tracks,' in run(yeoun, 'check', season), written
    said = re.findall(r'^    ((\S+/\S+):(\d+):\d+: .*)$', TEXT, re.MULTILINE)
    (key, drama, key_line), (title, ballot, title_line) = said
    (season / drama).write_text(at_line(
        int(key_line), '---\ntitle: Oh My Baby\ntracks:\n',
        '  - titel: C\n    title: C\n    artist: B\n---\n'))
    (season / ballot).write_text(at_line(
        int(title_line), 'story,track,drama\n',
        '9,Flowr,Crash Landing on You\n'))
    os.chdir(season)
    told = run(yeoun, 'check', status=1).splitlines()
    assert key in told and title in told, told
    run(yeoun, 'publish', status=1)
    assert not (season / 'site').exists()


def check_files():
    for name in re.findall(r'\]\(([^):]+)\)', TEXT) + re.findall(
            r'`((?:docs|examples|include|bench)/[^` ]*|CONTRIBUTING.md)`', TEXT):
        assert (SOURCE / name).exists(), name


def main(yeoun):
    yeoun = os.path.abspath(yeoun)
    check_files()
    check_commands(yeoun)
    check_2020(yeoun)
    with tempfile.TemporaryDirectory(prefix='yeoun-readme-') as name:
        check_list_and_problems(yeoun, pathlib.Path(name))


main(*sys.argv[1:])
