# SPDX-License-Identifier: GPL-3.0-or-later
"""The recordings: which there are, and how they become raw samples."""
import json
import math
import os
import pathlib
import subprocess

FILLETS = pathlib.Path('/usr/share/games/fillets-ng')
WESNOTH = pathlib.Path('/usr/share/games/wesnoth/1.16/data/core/music')
FRETS = pathlib.Path('/usr/share/games/fretsonfire/data/songs')
ASTERISK = pathlib.Path('/usr/share/asterisk/sounds/en_US_f_Allison')
PLACES = {FILLETS / 'music': 'fillets-ng-data',
          FILLETS / 'sound/gods/cs': 'fillets-ng-data-cs',
          WESNOTH: 'wesnoth-1.16-music',
          FRETS / 'sectoid': 'fretsonfire-songs-sectoid',
          FRETS / 'muldjord': 'fretsonfire-songs-muldjord',
          ASTERISK: 'asterisk-core-sounds-en-wav'}

# Up to where the speech reaches: 50 dB below its whole for the acted dialogue
# (22 kHz files), the files' own end for the announcements (8 kHz). Above it
# music would play alone, which no episode gives away so cheaply.
VOICES = {'cs': 7000.0, 'en': 3600.0}

FILES_A_CALL = 40
NOT_SPEECH = ('beep', 'ascending', 'descending', 'tt-monkeys', 'silence')


class SourceError(Exception):
    """A message for the one who runs the bench."""


def run(argv, **options):
    """Runs a program; its last words are the error."""
    done = subprocess.run([str(a) for a in argv], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
                          check=False, **options)
    if done.returncode:
        words = done.stderr.decode(errors='replace').strip().splitlines()
        raise SourceError(f'{argv[0]} failed: {" / ".join(words[-3:])}')
    return done.stdout


def ffmpeg(*args):
    return run(['ffmpeg', '-nostdin', '-y', '-loglevel', 'error', *args])


def check_there():
    missing = [package for place, package in PLACES.items()
               if not place.exists()]
    if missing:
        raise SourceError(f'missing: {" ".join(sorted(set(missing)))}; '
                          '`tools/setup bench` installs it')


def probe(path):
    text = run(['ffprobe', '-v', 'error', '-show_entries',
                'format=duration:format_tags=title:stream_tags=title',
                '-of', 'json', path])
    found = json.loads(text)
    tags = dict(found['format'].get('tags', {}))
    for stream in found.get('streams', []):
        tags.update(stream.get('tags', {}))
    lower = {key.lower(): value for key, value in tags.items()}
    return float(found['format']['duration']), lower.get('title', '')


def utterances(voice):
    if voice == 'en':
        files = sorted(ASTERISK.glob('*.wav'))
    else:
        files = sorted((FILLETS / 'sound').glob('**/cs/*.ogg'))
    return [f for f in files if not f.name.startswith(NOT_SPEECH)]


def effects():
    return sorted((FILLETS / 'sound/share').glob('sp-*.ogg'))


class Track:
    """A song; `stems` are files to be added up into the master."""

    def __init__(self, ident, song, version, stems, guitar=None):
        self.id, self.song, self.version = ident, song, version
        self.stems = stems
        self.guitar = guitar  # the stem that makes another version of it
        self.file = None  # of the master, once there is one
        self.duration_s = 0.0
        self.title = ident
        self.loud_db = []  # of each second
        self.stems_db = None  # of each second of the guitar, and of the rest


def slug(text):
    return '-'.join(''.join(c if c.isalnum() else ' '
                            for c in text.lower()).split())


def tracks():
    """All music, by package. The songs with stems give two versions each."""
    found = {'fillets': [], 'wesnoth': [], 'frets': []}
    for path in sorted((FILLETS / 'music').glob('*.ogg')):
        ident = f'fillets-{slug(path.stem)}'
        found['fillets'].append(Track(ident, ident, 'score', [path]))
    for path in sorted(WESNOTH.glob('*.ogg')):
        if path.stem != 'silence':
            ident = f'wesnoth-{slug(path.stem)}'
            found['wesnoth'].append(Track(ident, ident, 'score', [path]))
    for path in sorted(FRETS.glob('*/*/song.ogg')):
        song = f'frets-{slug(path.parent.name)}'
        guitar = path.with_name('guitar.ogg')
        found['frets'] += [
            Track(song, song, 'score', [path, guitar], guitar),
            Track(song + '-backing', song, 'instrumental', [path], guitar)]
    return found


def make_master(track, folder):
    """Puts the file of the song into `folder`."""
    if len(track.stems) == 1 and track.version == 'score':
        track.file = folder / f'{track.id}.ogg'
        if not track.file.exists():
            track.file.symlink_to(track.stems[0])
    else:
        track.file = folder / f'{track.id}.flac'
        if not track.file.exists():
            inputs = [a for stem in track.stems for a in ('-i', stem)]
            # Half of either stem: their sum may go beyond full scale.
            graph = ''.join(f'[{i}]volume=0.5[s{i}];'
                            for i in range(len(track.stems)))
            graph += ''.join(f'[s{i}]' for i in range(len(track.stems)))
            graph += f'amix={len(track.stems)}:normalize=0'
            part = track.file.with_suffix('.part.flac')
            ffmpeg(*inputs, '-filter_complex', graph, '-sample_fmt', 's16',
                   '-map_metadata', '-1', '-metadata', f'title={track.id}',
                   part)
            part.rename(track.file)
    track.duration_s, title = probe(track.file)
    track.title = title or track.id


def enlist(track, folder):
    """Puts the master into the folder of its roster."""
    listed = folder / track.file.name
    if not listed.exists():
        listed.symlink_to(os.path.relpath(track.file, folder))
    track.file = listed


# A null: a song backwards, and at other speeds too, so that it is as much music
# as the song and nowhere in any episode.
NULL_SPEEDS = (1.0, 0.94, 1.06, 0.89, 1.12, 0.84)


def make_null(track, speed, folder):
    ident = f'null-{track.id}-{round(speed * 100)}'
    null = Track(ident, ident, 'score', track.stems)
    null.file = folder / f'{ident}.flac'
    if not null.file.exists():
        part = null.file.with_suffix('.part.flac')
        ffmpeg('-i', track.file, '-af',
               f'aresample=44100,areverse,asetrate={round(44100 * speed)},'
               'aresample=22050', '-ac', '1', '-sample_fmt', 's16',
               '-map_metadata', '-1', '-metadata', f'title={ident}', part)
        part.rename(null.file)
    null.duration_s, null.title = probe(null.file)
    return null


class Raw:
    """Recordings as raw 16-bit samples at one rate, made once and kept."""

    def __init__(self, folder, rate):
        self.folder, self.rate = folder / str(rate), rate
        self.folder.mkdir(parents=True, exist_ok=True)

    def path(self, name, channels):
        return self.folder / f'{name}.{channels}.s16'

    def frames(self, name, channels):
        return self.path(name, channels).stat().st_size // (2 * channels)

    def want(self, files, channels):
        """Decodes what is not there yet; `files` is {name: path}."""
        todo = [(name, path) for name, path in sorted(files.items())
                if not self.path(name, channels).exists()]
        for first in range(0, len(todo), FILES_A_CALL):
            some = todo[first:first + FILES_A_CALL]
            args, moves = [], []
            for _, path in some:
                args += ['-i', path]
            for number, (name, _) in enumerate(some):
                done = self.path(name, channels)
                part = done.with_suffix('.part')
                args += ['-map', f'{number}:a:0', '-ac', channels, '-ar',
                         self.rate, '-f', 's16le', part]
                moves.append((part, done))
            ffmpeg(*args)
            for part, done in moves:
                part.rename(done)


def loudness(name, path, raw, bench_mix):
    """The level of each second of a recording."""
    cached = raw.folder / f'{name}.loudness.json'
    if not cached.exists():
        raw.want({name: path}, 2)
        text = run([bench_mix, 'loudness', raw.path(name, 2), 2, raw.rate])
        cached.write_bytes(text)
    return json.loads(cached.read_text())


def measure_loudness(track, raw, bench_mix):
    track.loud_db = loudness(track.id, track.file, raw, bench_mix)
    if track.guitar:
        track.stems_db = [
            loudness(f'{track.song}-{path.stem}', path, raw, bench_mix)
            for path in (track.guitar, track.stems[0])]


def guitar_db(track, pieces):
    """How loud, where these pieces sound, the guitar is against the rest of the
    song: where it rests, both versions are the same sound."""
    if not track.stems_db:
        return None
    power = [1e-12, 1e-12]
    for _, from_s, seconds in pieces:
        for stem, levels in enumerate(track.stems_db):
            heard = levels[int(from_s):math.ceil(from_s + seconds)]
            power[stem] += sum(10 ** (db / 10) for db in heard)
    return round(10 * math.log10(power[0] / power[1]), 1)
