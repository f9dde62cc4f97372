# SPDX-License-Identifier: GPL-3.0-or-later
"""The recordings of Fish Fillets: its dialogue, its score and its pictures, as
the Debian packages fillets-ng-data and fillets-ng-data-cs have them."""
import collections
import pathlib
import re

import sources

DATA = pathlib.Path('/usr/share/games/fillets-ng')
PLACES = {DATA / 'script': 'fillets-ng-data',
          DATA / 'sound/gods/cs': 'fillets-ng-data-cs'}

# One utterance: its recording, and its text in both languages.
Line = collections.namedtuple('Line', 'id level file en cs')

TEXT = r'"((?:[^"\\]|\\.)*)"'
# dialogId(id, font, English); in other languages dialogStr(text) follows.
ENTRY = re.compile(rf'dialogId\(\s*{TEXT}\s*,\s*{TEXT}\s*,\s*{TEXT}\s*\)'
                   rf'(?:\s*dialogStr\(\s*{TEXT}\s*\))?')
ROOM = re.compile(r'createRoom\(\s*\d+\s*,\s*\d+\s*,\s*"images/"\s*\.\.\s*'
                  r'codename\s*\.\.\s*"/([^"]+)"')
WALL = re.compile(r'addItemAnim\(room,\s*"images/"\s*\.\.\s*codename\s*\.\.\s*'
                  r'"/([^"]+)"')


def check_there():
    missing = sorted({package for place, package in PLACES.items()
                      if not place.exists()})
    if missing:
        raise sources.SourceError(f'missing: {" ".join(missing)}; '
                                  '`tools/setup demo` installs it')


def texts(level, language):
    """{id: text} in the order of the script."""
    script = DATA / 'script' / level / f'dialogs_{language}.lua'
    found = {}
    for entry in ENTRY.finditer(script.read_text(encoding='utf-8')):
        text = entry[3] if language == 'en' else entry[4]
        if text:
            found[entry[1]] = re.sub(r'\\(.)', r'\1', text)
    return found


def lines(level):
    """What is spoken in a level and written in both languages."""
    english, czech = texts(level, 'en'), texts(level, 'cs')
    voices = DATA / 'sound' / level / 'cs'
    return [Line(name, level, voices / f'{name}.ogg', english[name], text)
            for name, text in czech.items()
            if name in english and (voices / f'{name}.ogg').exists()]


def pictures(level):
    """The level's background, and the walls before it."""
    models = (DATA / 'script' / level / 'models.lua').read_text('utf-8')
    found = [pattern.search(models) for pattern in (ROOM, WALL)]
    paths = [DATA / 'images' / level / name[1] for name in found if name]
    return [path for path in paths if path.exists()]


def score(track):
    return DATA / 'music' / f'{track}.ogg'


def bubbles():
    return sorted((DATA / 'sound/share').glob('sp-bubles_*.ogg'))
