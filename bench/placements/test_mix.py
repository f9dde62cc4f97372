#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench-mix on sounds made by hand: test_mix.py BENCH-MIX."""
import array
import cmath
import json
import math
import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

RATE = 8000
SECONDS = 6


def power(samples):
    return sum(s * s for s in samples) / len(samples)


def k_db(hz):
    """The curve of ITU-R BS.1770-4 by its tables, which are for 48 kHz."""
    z = cmath.exp(-2j * math.pi * hz / 48000)
    shelf = ((1.53512485958697 - 2.69169618940638 * z + 1.19839281085285 * z**2)
             / (1 - 1.69065929318241 * z + 0.73248077421585 * z**2))
    high = ((1 - 2 * z + z**2) /
            (1 - 1.99004745483398 * z + 0.99007225036621 * z**2))
    return 20 * math.log10(abs(shelf * high))


# Of white noise up to half of RATE.
NOISE_K_DB = 10 * math.log10(sum(10 ** (k_db(hz) / 10)
                                 for hz in range(1, RATE // 2)) / (RATE / 2))


class Mix(unittest.TestCase):
    def setUp(self):
        # pylint: disable=consider-using-with
        self.folder = tempfile.TemporaryDirectory()
        self.dir = pathlib.Path(self.folder.name)
        dice = random.Random(1)
        self.song = self.noise('song', dice)
        self.other = self.noise('other', dice)
        self.speech = self.noise('speech', dice)[:2 * RATE]

    def tearDown(self):
        self.folder.cleanup()

    def noise(self, name, dice):
        samples = array.array('h', (int(dice.random() * 20000) - 10000
                                    for _ in range(SECONDS * RATE)))
        (self.dir / f'{name}.s16').write_bytes(samples.tobytes())
        return samples

    def use(self, name, at, frames, level_db, **more):
        return {'file': str(self.dir / f'{name}.s16'), 'channels': 1, 'at': at,
                'frames': frames, 'fade_in': 0, 'fade_out': 0, 'duck_db': 0.0,
                'level_db': level_db,
                'pieces': [{'at': 0, 'from': 100, 'frames': frames}], **more}

    def mix(self, uses, room_rms=0.01, lowpass_hz=4000.0, fails=False,
            speech=None):
        scene = {'rate': RATE, 'channels': 1, 'frames': SECONDS * RATE,
                 'lowpass_hz': lowpass_hz, 'room_rms': room_rms, 'seed': 3,
                 'speech': speech or [
                     {'file': str(self.dir / 'speech.s16'), 'at': RATE,
                      'level_db': -30.0}],
                 'effects': [], 'uses': uses}
        (self.dir / 'scene.json').write_text(json.dumps(scene))
        done = subprocess.run([sys.argv[1], 'mix', self.dir / 'scene.json',
                               self.dir / 'out.f32'], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, check=False)
        if fails:
            self.assertEqual(done.returncode, 2)
            return done.stderr.decode(), None
        self.assertEqual(done.returncode, 0, done.stderr)
        out = array.array('f')
        out.frombytes((self.dir / 'out.f32').read_bytes())
        self.told = json.loads(done.stdout)
        return self.told['level_db'], out

    def test_level_and_place(self):
        """The mix less the mix without the song is the song, to the sample."""
        at, frames = 2 * RATE, 3 * RATE
        levels, out = self.mix([self.use('song', at, frames, -3.0)])
        _, rest = self.mix([])
        self.assertAlmostEqual(levels[0], -3.0, delta=0.05)
        self.assertEqual(len(out), SECONDS * RATE)
        song = [a - b for a, b in zip(out, rest)]
        within, expected = song[at:at + frames], self.song[100:100 + frames]
        gain = math.sqrt(power(within) / power(expected))
        for i in range(0, frames, 997):
            self.assertAlmostEqual(within[i], gain * expected[i], delta=1e-4)
        self.assertLess(max(map(abs, song[:at] + song[at + frames:])), 1e-6)
        level = 10 * math.log10(power(within) / power(rest[at:at + frames]))
        self.assertAlmostEqual(level, levels[0], delta=0.05)

    def test_overlapping_songs_are_each_others_rest(self):
        levels, _ = self.mix([self.use('song', 0, 4 * RATE, -8.0),
                              self.use('other', 2 * RATE, 4 * RATE, -5.0)])
        self.assertAlmostEqual(levels[0], -8.0, delta=0.2)
        self.assertAlmostEqual(levels[1], -5.0, delta=0.2)

    def test_k_weighted_level(self):
        """A low hum weighs less than noise: by the curve of BS.1770 there,
        against its mean over white noise. At so low a rate the shelf is a
        little bent by the bilinear transform."""
        hum = array.array('h', (
            round(9000 * math.sin(2 * math.pi * 60 * i / RATE))
            for i in range(SECONDS * RATE)))
        (self.dir / 'hum.s16').write_bytes(hum.tobytes())
        noise = [{'file': str(self.dir / 'song.s16'), 'at': 0,
                  'level_db': -30.0}]
        self.mix([self.use('hum', RATE, 3 * RATE, -6.0)], room_rms=0.0,
                 speech=noise)
        self.assertAlmostEqual(self.told['level_k_db'][0] -
                               self.told['level_db'][0],
                               k_db(60) - NOISE_K_DB, delta=0.2)

    def test_fades_and_pieces(self):
        pieces = [{'at': 0, 'from': 0, 'frames': RATE},
                  {'at': RATE, 'from': 500, 'frames': RATE}]
        levels, out = self.mix([self.use(
            'song', 0, 2 * RATE, 20.0, pieces=pieces, fade_in=RATE // 2,
            fade_out=RATE // 2, duck_db=12.0)])
        self.assertAlmostEqual(levels[0], 20.0, delta=0.05)
        self.assertLess(abs(out[0]), 0.05)
        # Under speech, which begins with the second piece, it is softer.
        self.assertGreater(power(out[RATE // 2:RATE - 50]),
                           4 * power(out[RATE + 2000:2 * RATE - 4000]))

    def test_lowpass(self):
        """What lies above the cut-off is gone: a first difference is small."""
        _, wide = self.mix([], room_rms=0.0)
        _, low = self.mix([], room_rms=0.0, lowpass_hz=500.0)
        part = slice(RATE, 3 * RATE)
        high = [power([b - a for a, b in zip(x[part], x[part][1:])]) /
                power(x[part]) for x in (wide, low)]
        self.assertGreater(high[0], 1.5)
        self.assertLess(high[1], 0.2)

    def test_same_bytes(self):
        uses = [self.use('song', 0, 2 * RATE, -10.0)]
        self.assertEqual(self.mix(uses), self.mix(uses))

    def test_errors(self):
        for uses, words in (([self.use('none', 0, 10, 0.0)], 'No such file'),
                            ([self.use('song', 0, SECONDS * RATE, 0.0)],
                             'ends before frame'),
                            ([{'file': 'x'}], 'scene: ')):
            told, _ = self.mix(uses, fails=True)
            self.assertIn(words, told)


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1])
