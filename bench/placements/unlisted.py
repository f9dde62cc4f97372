# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenes with music that no roster lists, and scenes that only sound like it.

Two halves that share no recording and no voice: the weights of
src/signal/music.c come from one, bench/placements/unknown judges by the other.
"""
import json
import math
import pathlib

import plan
import sources

RATE = 16000
SCENE_S = 150.0
HALVES = ('set', 'judge')
# Scenes of each background in each half.
SCENES = {'set': 4, 'judge': 6}
LEVELS_DB = (20, 0, -5, -10, -15, -20)
USE_S = (12.0, 30.0)
GAP_S = (8.0, 18.0)
FADE_S = 1.0
LOWPASS_HZ = {'set': (7000.0, 3600.0), 'judge': (7000.0, 3600.0)}

WESNOTH_SOUNDS = sources.WESNOTH.parent / 'sounds'
BUBBLES = pathlib.Path('/usr/share/games/frozen-bubble/snd')
VOICES = pathlib.Path('/usr/share/asterisk/sounds')
PLACES = {WESNOTH_SOUNDS: 'wesnoth-1.16-data',
          BUBBLES: 'frozen-bubble-data',
          VOICES / 'es_MX_f_Allison': 'asterisk-core-sounds-es-wav',
          VOICES / 'fr_CA_f_June': 'asterisk-core-sounds-fr-wav',
          VOICES / 'ru_RU_f_IvrvoiceRU': 'asterisk-core-sounds-ru-wav'}

# What the room adds against the dialogue: pink noise, and how often a sound
# effect comes, and how loud.
BACKGROUNDS = {
    'dialogue': {'room_db': -30.0},
    'street': {'room_db': -10.0, 'effects_s': (6, 25), 'effects_db': (-9, 0)},
    'action': {'room_db': -25.0, 'effects_s': (1, 4), 'effects_db': (-6, 3)},
    'crowd': {'room_db': -30.0, 'babble_db': -10.0},
    'nobody speaks': {'room_db': -20.0, 'effects_s': (3, 9),
                      'effects_db': (-9, 0), 'silent': True},
    'room tone': {'room_db': -10.0, 'silent': True},
}
# Sounds with the tones of music that are none: (ffmpeg's source, how it goes
# on and off). Those of one half are tuned otherwise than those of the other.
TRAPS = {
    'hum': 'aevalsrc=0.3*sin(2*PI*{a}*t)+0.2*sin(4*PI*{a}*t+1)'
           '+0.15*sin(6*PI*{a}*t+2)+0.1*sin(8*PI*{a}*t)'
           '+0.1*sin(12*PI*{a}*t)',
    'engine': 'aevalsrc=0.2*(1+0.5*sin(2*PI*0.3*t))*(sin(2*PI*{a}*t*1.7'
              '+3*sin(2*PI*0.2*t))+0.7*sin(2*PI*{a}*t*3.4+6*sin(2*PI*0.2*t))'
              '+0.5*sin(2*PI*{a}*t*5.1+9*sin(2*PI*0.2*t)))',
    'ringing phone': 'aevalsrc=0.3*lt(mod(t\\,4)\\,1.5)*(sin(2*PI*{b}*t)'
                     '+sin(2*PI*{b}*1.09*t))',
    'beeps': 'aevalsrc=0.4*lt(mod(t\\,1)\\,0.25)*sin(2*PI*{b}*2.1*t)',
    'white noise': 'anoisesrc=c=white:a=0.3:seed={b:.0f}',
    'brown noise': 'anoisesrc=c=brown:a=0.3:seed={b:.0f}',
    'siren': 'aevalsrc=0.4*sin(2*PI*{b}*1.4*t-{b}*0.9*cos(2*PI*0.25*t))',
}
TRAP_TUNES = {'set': {'a': 60.0, 'b': 425.0}, 'judge': {'a': 50.0, 'b': 480.0}}
TRAP_DB = (-12.0, -3.0)


def check_there():
    sources.check_there()
    missing = [package for place, package in PLACES.items()
               if not place.exists()]
    if missing:
        raise sources.SourceError(
            f'missing: {" ".join(sorted(set(missing)))}; '
            '`tools/setup bench` installs it')


def halved(items):
    """Every second one for the weights, the others to judge by."""
    return {'set': items[0::2], 'judge': items[1::2]}


def dialogue(half):
    """Voices: a small fish, Allison; a big fish, June, and one who reads
    Russian."""
    fish = {'set': '-m-', 'judge': '-v-'}[half]
    acted = [p for p in sorted((sources.FILLETS / 'sound').glob('**/cs/*.ogg'))
             if fish in p.name]
    folders = {'set': ('en_US_f_Allison', 'es_MX_f_Allison'),
               'judge': ('fr_CA_f_June', 'ru_RU_f_IvrvoiceRU')}[half]
    read = [p for folder in folders
            for p in sorted((VOICES / folder).glob('*.wav'))
            if not p.name.startswith(sources.NOT_SPEECH)
            and p.stat().st_size > 24000]
    return {'acted': acted[::3], 'read': read[::3]}


MUSICAL = ('fanfare', 'wardrums')


def noises():
    """Recorded effects. Those that are music in small are left out."""
    found = sorted(WESNOTH_SOUNDS.glob('*.*'))
    found += sorted((WESNOTH_SOUNDS / 'ambient').glob('*.ogg'))
    found += sorted((sources.FILLETS / 'sound/share').glob('sp-*.ogg'))
    found += [p for p in sorted(BUBBLES.glob('*.ogg'))
              if 'zik' not in p.name and p.name != 'hurry.ogg']
    return halved([p for p in found if not p.name.startswith(MUSICAL)])


def music():
    """Songs: an orchestra's, a game's, sequenced ones with drums and guitar.
    Of the last kind, a band each."""
    found = sources.tracks()
    songs = halved(found['wesnoth'])
    for half, more in halved(found['fillets']).items():
        songs[half] += more
    full = [t for t in found['frets'] if t.version == 'score']
    bands = {'set': 'sectoid', 'judge': 'muldjord'}
    for half, band in bands.items():
        songs[half] += [t for t in full if band in str(t.stems[0])]
    songs['judge'] += [
        sources.Track(f'bubbles-{p.stem}', p.stem, 'score', [p])
        for p in sorted(BUBBLES.glob('*zik*.ogg'))]
    return songs


class Maker:
    """Mixes scenes of one half and knows what is where in them."""

    def __init__(self, folder, half, bench_mix):
        self.folder, self.half, self.bench_mix = folder, half, bench_mix
        self.raw = sources.Raw(folder / 'raw', RATE)
        self.dice = plan.Dice(4 if half == 'set' else 5)
        self.songs = music()[half]
        (folder / 'songs').mkdir(parents=True, exist_ok=True)
        for track in self.songs:
            sources.make_master(track, folder / 'songs')
            sources.measure_loudness(track, self.raw, bench_mix)
        self.noises = self.name('noise', noises()[half])
        self.voices = {kind: self.name(kind, files)
                       for kind, files in dialogue(half).items()}
        for files in (self.noises, *self.voices.values()):
            self.raw.want(files, 1)
        self.raw.want({track.id: track.file for track in self.songs}, 2)
        self.make_traps()

    def name(self, kind, files):
        return {f'{self.half}-{kind}-{sources.slug(str(p)[-50:])}': p
                for p in files}

    def make_traps(self):
        for trap, source in TRAPS.items():
            path = self.raw.path(f'{self.half}-trap-{sources.slug(trap)}', 1)
            if path.exists():
                continue
            tuned = source.format(**TRAP_TUNES[self.half])
            rate = 'r' if 'noise' in trap else 's'
            sources.ffmpeg('-f', 'lavfi', '-i',
                           f'{tuned}:{rate}={RATE}:d=20,afade=d=0.5,'
                           'afade=t=out:st=19.5:d=0.5', '-f', 's16le', path)

    def seconds(self, name):
        return self.raw.frames(name, 1) / RATE

    def clip(self, name, at_s, level_db):
        return {'file': str(self.raw.path(name, 1)),
                'at': round(at_s * RATE), 'level_db': float(level_db)}

    def speech(self, kind, shift_db=0.0):
        names = sorted(self.voices[kind])
        lengths = {name: self.seconds(name) for name in names}
        return [self.clip(name, at_s, level_db + shift_db)
                for name, at_s, level_db
                in plan.lay_speech(self.dice, names, lengths, SCENE_S)]

    def effects(self, room):
        laid, at_s = [], self.dice.between(0, 3)
        names = sorted(self.noises)
        while 'effects_s' in room and at_s < SCENE_S - 3:
            level = plan.DIALOGUE_DB + self.dice.between(*room['effects_db'])
            laid.append(self.clip(self.dice.of(names), at_s, level))
            at_s += self.dice.between(*room['effects_s'])
        return laid

    def use(self, level_db, at_s, seconds):
        track, from_s = plan.find_stretch(self.dice, self.songs, seconds)
        frames = round(seconds * RATE)
        return {'file': str(self.raw.path(track.id, 2)), 'channels': 2,
                'at': round(at_s * RATE), 'frames': frames,
                'fade_in': round(FADE_S * RATE),
                'fade_out': round(FADE_S * RATE), 'duck_db': 0.0,
                'level_db': float(level_db),
                'pieces': [{'at': 0, 'from': round(from_s * RATE),
                            'frames': frames}]}

    def uses(self):
        told, laid, at_s = [], [], self.dice.between(*GAP_S)
        levels = list(LEVELS_DB)
        self.dice.shuffle(levels)
        while True:
            seconds = self.dice.between(*USE_S)
            if at_s + seconds > SCENE_S - 2:
                return laid, told
            level = levels[len(told) % len(levels)]
            laid.append(self.use(level, at_s, seconds))
            told.append({'start_s': at_s, 'end_s': at_s + seconds,
                         'level_db': level})
            at_s += seconds + self.dice.between(*GAP_S)

    def mix(self, name, scene):
        """Writes mono floats and gives their path."""
        path = self.folder / f'{self.half}-{name}.f32'
        order = path.with_suffix('.json')
        order.write_text(json.dumps(scene))
        sources.run([self.bench_mix, 'mix', order, path])
        order.unlink()
        return path

    def scene(self, number, room, uses, more=()):
        kind = ('acted', 'read')[number % 2]
        speech = [] if room.get('silent') else self.speech(kind)
        if 'babble_db' in room:
            for voice in range(6):
                speech += self.speech(('acted', 'read')[voice % 2],
                                      room['babble_db'])
        rms = 10 ** ((plan.DIALOGUE_DB + room['room_db']) / 20)
        return {'rate': RATE, 'channels': 1, 'frames': round(SCENE_S * RATE),
                'lowpass_hz': LOWPASS_HZ[self.half][number % 2],
                'room_rms': rms, 'seed': self.dice.below(1 << 30),
                'speech': speech, 'effects': self.effects(room) + list(more),
                'uses': uses}

    def scenes(self):
        """(background, path, uses) of each; traps have no uses."""
        for kind, room in BACKGROUNDS.items():
            for number in range(SCENES[self.half]):
                laid, told = self.uses()
                name = f'{sources.slug(kind)}-{number}'
                yield kind, self.mix(name, self.scene(number, room, laid)), told
        for number, trap in enumerate(TRAPS):
            for silent in (False, True):
                room = {'room_db': -25.0, 'silent': silent}
                scene = self.scene(number, room, [], self.trap(trap))
                where = 'alone' if silent else 'with dialogue'
                name = sources.slug(f'{trap} {where}')
                yield f'{trap}, {where}', self.mix(name, scene), []

    def trap(self, trap):
        name = f'{self.half}-trap-{sources.slug(trap)}'
        laid, at_s = [], 4.0
        while at_s + 20 < SCENE_S:
            level = plan.DIALOGUE_DB + self.dice.between(*TRAP_DB)
            laid.append(self.clip(name, at_s, level))
            at_s += 20 + self.dice.between(*GAP_S)
        return laid


def truth(uses, seconds):
    """Of each second its level, None without music, NAN where it is neither."""
    out = []
    for second in range(int(seconds)):
        level = None
        for use in uses:
            if use['start_s'] + FADE_S <= second and \
                    second + 1 <= use['end_s'] - FADE_S:
                level = use['level_db']
            elif second < use['end_s'] and second + 1 > use['start_s']:
                level = math.nan
        out.append(level)
    return out
