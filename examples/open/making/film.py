# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the files of an episode: sound, pictures and subtitles, in containers
and under names as libraries have them."""
import sources

import dialogue

RATE = 48000
SIZE = (640, 480)
PICTURES_A_S = 2
# A key frame every ten seconds: players find a cue at once, and stills cost little.
KEY_PICTURES = 10 * PICTURES_A_S
SOUND = ['-c:a', 'aac', '-b:a', '128k']
# One thread, for x264's pictures depend on how many it has.
VIDEO = ['-c:v', 'libx264', '-preset', 'veryfast', '-tune', 'stillimage',
         '-crf', '28', '-g', KEY_PICTURES, '-threads', 1]
LANGUAGES = {'en': 'eng', 'cs': 'cze'}

# FFmpeg's AAC begins with a frame that only warms up. MP4 tells players to skip
# it; in Matroska it is played, and everything else comes that much later.
AAC_FRAME = 1024
DELAY_S = {'mkv': AAC_FRAME / RATE, 'mp4': 0.0}


def names(episode, title, container):
    """{what: path below media/}; what is 'film' or a language."""
    if container == 'mkv':
        folder = f'{title}/Season {1:02}'
        return {'film': f'{folder}/{title} - S01E{episode.number:02} - '
                        f'{episode.title}.mkv'}
    stem = f'{title}/{title} - {episode.number:02}'
    return {'film': f'{stem}.mp4',
            **{language: f'{stem}.{language}.srt' for language in LANGUAGES}}


def srt_time(seconds):
    ms = round(seconds * 1000)
    return (f'{ms // 3600000:02}:{ms // 60000 % 60:02}:'
            f'{ms // 1000 % 60:02},{ms % 1000:03}')


def subtitles(layout, language, speed):
    rows = []
    for number, one in enumerate(layout.spoken, 1):
        text = one.line.en if language == 'en' else one.line.cs
        start, end = (srt_time(at_s / speed)
                      for at_s in (one.at_s, one.end_s))
        rows.append(f'{number}\n{start} --> {end}\n{text}\n')
    return '\n'.join(rows)


def picture(level, folder):
    """The level as one picture of the films' size."""
    path = folder / f'{level}.png'
    if not path.exists():
        layers = dialogue.pictures(level)
        inputs = [a for layer in layers for a in ('-i', layer)]
        graph = '[0][1]overlay[all];[all]' if len(layers) > 1 else '[0]'
        width, height = SIZE
        graph += (f'scale={width}:{height}:force_original_aspect_ratio='
                  f'decrease,pad={width}:{height}:-1:-1')
        sources.ffmpeg(*inputs, '-filter_complex', graph, '-frames:v', 1, path)
    return path


def slides(layout, speed, folder):
    """The list of pictures as FFmpeg's concat reads it."""
    rows = ['ffconcat version 1.0']
    for level, start_s, end_s in layout.shown:
        rows += [f"file '{picture(level, folder)}'",
                 f'duration {(end_s - start_s) / speed:.3f}']
    rows.append(rows[-2])  # the last one would show for no time otherwise
    path = folder / 'slides.ffconcat'
    path.write_text('\n'.join(rows) + '\n')
    return path


def sound_input(mixed, speed):
    """Faster and higher, as film runs on television in PAL countries."""
    return ['-f', 'f32le', '-ar', round(RATE * speed), '-ac', 2, '-i', mixed]


def encode(mixed, layout, speed, texts, out, folder):
    """Writes the film to `out`, with the subtitles `texts` within it."""
    args = ['-f', 'concat', '-safe', 0, '-i', slides(layout, speed, folder),
            *sound_input(mixed, speed)]
    maps = ['-map', '0:v', '-map', '1:a']
    for number, (language, text) in enumerate(sorted(texts.items())):
        path = folder / f'{language}.srt'
        path.write_text(text, encoding='utf-8')
        args += ['-i', path]
        maps += ['-map', number + 2, f'-metadata:s:s:{number}',
                 f'language={LANGUAGES[language]}']
    sources.ffmpeg(
        *args, *maps, '-vf', f'fps={PICTURES_A_S},format=yuv420p', *VIDEO,
        '-ar', RATE, *SOUND, '-c:s', 'srt', '-map_metadata', -1, '-metadata',
        f'title={layout.episode.title}', '-metadata:s:a:0', 'language=cze',
        '-t', f'{layout.duration_s / speed:.3f}', '-movflags', '+faststart',
        '-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a',
        '+bitexact', out)
