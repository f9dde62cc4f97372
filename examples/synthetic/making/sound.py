# SPDX-License-Identifier: GPL-3.0-or-later
"""The sound of the synthetic season: notes for songs, formants for voices."""
import array
import math
import random
import wave

RATE = 8000
SPOKEN_DB, ROOM_DB = -20.0, -50.0
UTTERANCES = 12   # of each voice; lines take the nearest in length
VOWELS = [(730, 1090, 2440), (270, 2290, 3010), (530, 1840, 2480),
          (570, 840, 2410), (300, 870, 2240), (440, 1020, 2240)]


def gain(db):
    return 10 ** (db / 20)


def level(sound):
    return math.sqrt(sum(x * x for x in sound) / len(sound)) or 1.0


def scaled(sound, db):
    factor = gain(db) / level(sound)
    return array.array('f', (x * factor for x in sound))


def partial(k, step, phase, n):
    """One tone of a note in one go: nearly all the time goes here."""
    sin = math.sin
    return [sin(step * i + phase) / k for i in range(n)]


def song(name, seconds):
    """Two voices of decaying notes. Songs differ in tempo and tuning, so that no
    note of one is also in another."""
    dice = random.Random(name)
    tuning = 100 * 2 ** dice.random()
    out = array.array('f', bytes(4 * seconds * RATE))
    for octave, a_second in ((1, dice.uniform(2.5, 4.5)),
                             (2, dice.uniform(3.5, 6.5))):
        note = int(RATE / a_second)
        decay = [math.exp(-3 * i / RATE) for i in range(note)]
        for at in range(0, len(out) - note, note):
            base = tuning * octave * 2 ** (dice.randrange(0, 13) / 12)
            phase = dice.uniform(0, math.tau)
            tones = [partial(k, base * k * math.tau / RATE, phase * k, note)
                     for k in range(1, 6) if base * k < 1800]
            for i, parts in enumerate(zip(*tones)):
                out[at + i] += decay[i] * sum(parts)
    return scaled(out, SPOKEN_DB)


class Resonance:
    """Rings at a frequency, as a part of the mouth does."""

    def __init__(self, hz, width_hz):
        r = math.exp(-math.pi * width_hz / RATE)
        self.a, self.b = 2 * r * math.cos(math.tau * hz / RATE), -r * r
        self.last, self.before = 0.0, 0.0

    def run(self, pulses):
        for x in pulses:
            self.last, self.before = (x + self.a * self.last +
                                      self.b * self.before, self.last)
            yield self.last


def syllable(dice, pitch_hz, glide, seconds):
    """A hiss, then a vowel on a pitch that glides."""
    n, hiss = int(seconds * RATE), int(0.045 * RATE)
    pulses, phase = [], 0.0
    for i in range(n):
        if i < hiss:
            pulses.append(dice.uniform(-0.25, 0.25))
            continue
        phase += pitch_hz * (1 + glide * i / n) / RATE
        pulses.append(1.0 if phase >= 1 else 0.0)
        phase %= 1
    formants = [list(Resonance(hz, 60 + 30 * k).run(pulses))
                for k, hz in enumerate(dice.choice(VOWELS))]
    return [(a + 0.5 * b + 0.25 * c) * math.sin(math.pi * (i + 0.5) / n) ** 0.6
            for i, (a, b, c) in enumerate(zip(*formants))]


def utterance(voice, number, seconds):
    dice = random.Random(f'voice {voice} {number}')
    pitch_hz, out = (110, 195)[voice], []
    while len(out) < seconds * RATE:
        long_s = dice.uniform(0.13, 0.24)
        out += syllable(dice, pitch_hz * dice.uniform(0.85, 1.2),
                        dice.uniform(-0.25, 0.15), long_s)
        out += [0.0] * int(RATE * dice.choice((0.02, 0.03, 0.05, 0.12)))
    return scaled(out[:int(seconds * RATE)], SPOKEN_DB)


def voices():
    """{voice: utterances, the shortest first}."""
    return {voice: [utterance(voice, number, 1.6 + 1.3 * number / UTTERANCES)
                    for number in range(UTTERANCES)] for voice in range(2)}


def room(seconds):
    dice = random.Random('room')
    second = [scaled([dice.gauss(0, 1) for _ in range(RATE)], ROOM_DB)
              for _ in range(7)]
    out = array.array('f')
    for _ in range(seconds):
        out += dice.choice(second)
    return out


def faded(sound, fade=RATE // 2):
    """Comes and goes over `fade` samples."""
    out = array.array('f', sound)
    for i in range(fade):
        out[i] *= i / fade
        out[-1 - i] *= i / fade
    return out


def episode(plan, spoken, songs, seconds):
    out = room(seconds)
    for line in plan.lines:
        wanted = (line.end_s - line.start_s) * RATE
        said = min(spoken[line.voice], key=lambda one: abs(len(one) - wanted))
        at = int(line.start_s * RATE)
        out[at:at + len(said)] = said
    for cue in plan.cues:
        first, at = int(cue.offset_s * RATE), int(cue.start_s * RATE)
        n, factor = int(cue.seconds * RATE), gain(cue.gain_db)
        part = faded(songs[cue.song][first:first + n])
        out[at:at + n] = array.array('f', [
            x + factor * y for x, y in zip(out[at:at + n], part)])
    return out


def write(path, sound):
    with wave.open(str(path), 'wb') as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        # Nothing is loud enough to be clipped: `h` would refuse it.
        out.writeframes(array.array('h', [
            int(32767 * x) for x in sound]).tobytes())
