# SPDX-License-Identifier: GPL-3.0-or-later
"""The encoders, and how much later their sound begins."""
import array
import random
import statistics

from sources import SourceError, ffmpeg

# name: (suffix of the file, what ffmpeg is told)
ENCODERS = {
    'aac-64k': ('.m4a', ['-c:a', 'aac', '-b:a', '64k']),
    'aac-96k': ('.m4a', ['-c:a', 'aac', '-b:a', '96k']),
    'aac-128k': ('.m4a', ['-c:a', 'aac', '-b:a', '128k']),
    'ac3-192k': ('.mkv', ['-c:a', 'ac3', '-b:a', '192k']),
    'opus-64k': ('.mkv', ['-c:a', 'libopus', '-b:a', '64k']),
    'mp3-128k': ('.mp3', ['-c:a', 'libmp3lame', '-b:a', '128k']),
}

CLICKS_S = (1.0, 1.7, 2.3, 3.1, 3.9)
LONGEST_DELAY_S = 0.2


def speed_filter(rate, speed):
    """The whole episode faster or slower, its pitch with it."""
    if speed == 1:
        return []
    return ['-af', f'asetrate={round(rate * speed)},aresample={rate}']


def encode(raw, out, name, rate, channels, speed=1.0):
    """Encodes raw floats; gives the speed that came out exactly."""
    _, args = ENCODERS[name]
    ffmpeg('-f', 'f32le', '-ar', rate, '-ac', channels, '-i', raw,
           *speed_filter(rate, speed), *args, '-map_metadata', '-1',
           '-bitexact', out)
    return round(rate * speed) / rate


def delay_s(name, rate, channels, folder):
    """How much later a click comes out of the file than it went in, as ffmpeg
    decodes it: the median of five."""
    noise = random.Random(1)
    n_frames = 5 * rate
    sound = array.array('f', (noise.random() * 2e-4 - 1e-4
                              for _ in range(n_frames)))
    places = [round(s * rate) for s in CLICKS_S]
    for place in places:
        for offset, height in ((-1, 0.4), (0, 0.8), (1, 0.4)):
            sound[place + offset] = height
    clicks = array.array('f', (s for s in sound for _ in range(channels)))
    raw = folder / f'clicks-{name}-{rate}-{channels}.f32'
    coded = raw.with_suffix(ENCODERS[name][0])
    raw.write_bytes(clicks.tobytes())
    encode(raw, coded, name, rate, channels)
    decoded = array.array('f')
    decoded.frombytes(ffmpeg('-i', coded, '-ac', 1, '-ar', rate, '-f', 'f32le',
                             '-'))
    raw.unlink()
    coded.unlink()
    reach = round(LONGEST_DELAY_S * rate)
    delays = []
    for place in places:
        near = decoded[place - reach:place + reach]
        peak = max(range(len(near)), key=lambda i: abs(near[i]))
        delays.append(peak - reach)
    if max(delays) - min(delays) > 2:
        raise SourceError(f'{name} moves clicks by {delays} frames')
    return statistics.median(delays) / rate
