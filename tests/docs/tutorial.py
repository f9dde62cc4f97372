#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs every command of docs/tutorial.md as it stands, in an empty folder with
a two-minute cut of the open season. 0 and 1 (nothing found, problems reported)
are answers; any other status fails.

    tests/docs/tutorial.py YEOUN BENCH_MIX
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
PAGE = SOURCE / 'docs/tutorial.md'
TIMEOUT_S = 120
# A command that ends with more than 1 ends the script.
STRICT = "trap '[ $? -le 1 ] || exit 3' ERR\n"
# Files that must be there in the end: the commands did what the page says.
MADE = ('best-of-2020/season.md', 'best-of-2020/site/index.html',
        'best-of-2020/site/share.png', 'cues.csv',
        'examples/open/site/episodes', 'examples/open/site-local/index.html',
        'examples/open/overrides.csv')


def commands():
    """Each block of the page as one script: `$ ` begins a command, `> ` goes
    on with it."""
    for block in re.findall(r'^```console\n(.*?)^```$',
                            PAGE.read_text(encoding='utf-8'),
                            re.MULTILINE | re.DOTALL):
        lines = block.splitlines()
        strange = [line for line in lines if line[:2] not in ('$ ', '> ')]
        assert not strange, strange
        yield '\n'.join(line[2:] for line in lines) + '\n'


def make_open(folder, bench_mix):
    subprocess.run([SOURCE / 'examples/open/make', '--cut', folder,
                    '--bench-mix', bench_mix], check=True, timeout=TIMEOUT_S,
                   stdin=subprocess.DEVNULL)
    shutil.copytree(SOURCE / 'examples/open/dramas', folder / 'dramas')
    shutil.copy(SOURCE / 'examples/open/season.md', folder)


def main(yeoun, bench_mix):
    yeoun, bench_mix = os.path.abspath(yeoun), os.path.abspath(bench_mix)
    with tempfile.TemporaryDirectory(prefix='yeoun-tutorial-') as name:
        folder = pathlib.Path(name)
        (folder / 'bin').mkdir()
        (folder / 'bin/yeoun').symlink_to(yeoun)
        (folder / 'examples/open').mkdir(parents=True)
        make_open(folder / 'examples/open', bench_mix)
        env = dict(os.environ, HOME=name,
                   PATH=f'{folder}/bin:{os.environ["PATH"]}')
        scripts = list(commands())
        assert len(scripts) > 5, scripts
        for script in scripts:
            print(script, flush=True)
            done = subprocess.run(['bash', '-c', STRICT + script], cwd=folder,
                                  env=env, timeout=TIMEOUT_S, check=False,
                                  stdin=subprocess.DEVNULL)
            if done.returncode > 1:
                return 1
        missing = [path for path in MADE if not (folder / path).exists()]
        print('missing:', missing)
        return 1 if missing else 0


sys.exit(main(*sys.argv[1:]))
