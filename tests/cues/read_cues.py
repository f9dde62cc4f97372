#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the sheet made by hand back with parsers that are not ours.

    read_cues.py DIR

CSV and JSON with Python's, WebVTT and FFmetadata with FFmpeg's. What comes back
must be what tests/support/cues_fixture.c put in.
"""
import csv
import html
import json
import pathlib
import re
import subprocess
import sys

HOSTILE = '=Low <Tide> & --> "more", [yes];\n\n#2 \\ \t|'
FLAT = re.sub(r'[\n\t]', ' ', HOSTILE)
NAMES = ['Beacon – Mina Kang & Joon', FLAT + ' – @Mina', '빗물 – 여운밴드',
         'Beacon – Mina Kang & Joon', '09 - 노래, "song".flac']
TIMES_MS = [(12346, 42500), (40000, 70250), (50000, 60000),
            (3600001, 3726000), (4000000, 4001500)]
# Music that is of no song stands among them, by start.
UNIDENTIFIED = 'music, unidentified'
UNIDENTIFIED_MS = [(2000, 8000), (73000, 80000)]
LINES = sorted([*zip(TIMES_MS, NAMES)]
               + [(times, UNIDENTIFIED) for times in UNIDENTIFIED_MS])
COLUMNS = (
    'production,season,episode,episode_title,air_date,programme_length,seq,'
    'cue_no,start,end,duration,title,artist,album,isrc,iswc,composer,lyricist,'
    'arranger,publisher,society,ipi,share,origin,use,theme,vocal,confidence,'
    'level_db,dialogue_overlap,song_offset,evidence').split(',')
CUE_KEYS = ['track', 'artist', 'drama', 'start_s', 'end_s', 'offset_s', 'speed',
            'mbr_db', 'mbr_k_db', 'use', 'version', 'confidence', 'segments']


def equal(got, wanted, what):
    if got != wanted:
        raise AssertionError(f'{what}: got {got!r}, wanted {wanted!r}')


def ms_of(clock):
    match = re.fullmatch(r'(\d\d+):([0-5]\d):([0-5]\d)\.(\d{3})', clock)
    hours, minutes, seconds, ms = map(int, match.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms


def read_csv(path, episodes):
    with path.open(encoding='utf-8', newline='') as file:
        rows = list(csv.reader(file, strict=True))
    equal(rows[0], COLUMNS, 'columns')
    equal({len(row) for row in rows}, {len(COLUMNS)}, 'cells of a row')
    lines = [dict(zip(COLUMNS, row)) for row in rows[1:]]
    equal(len(lines), len(LINES) * episodes, 'rows')
    cues = [line for line in lines if line['title'] != UNIDENTIFIED]
    for line, (times, name) in zip(lines, LINES):
        equal((ms_of(line['start']), ms_of(line['end'])), times, 'times')
        equal(line['seq'] == '', name == UNIDENTIFIED, 'number')
    for cue, times in zip(cues, TIMES_MS):
        equal(ms_of(cue['duration']), times[1] - times[0], 'duration')
        equal(cue['production'], 'Harbour; Lights = #1 \\ (항구의 불빛)',
              'production')
        for name, cell in cue.items():
            if cell[:1] in '=+@\t\r' and cell or re.match(r'-\D', cell):
                raise AssertionError(f'{name} is a formula: {cell!r}')
    equal(cues[1]['title'], "'" + HOSTILE, 'title')
    equal(cues[0]['share'], 'Kim Haru: 60; Lee, Bora: 15', 'share')
    equal([cue['use'] for cue in cues[:5]], ['BV', 'FI', 'FI', 'FV', 'BG'],
          'codes')


def read_episode(episode):
    equal(list(episode), ['episode', 'duration_s', 'cues', 'unidentified'],
          'keys')
    equal(episode['duration_s'], 4210.5, 'duration')
    for cue, times in zip(episode['cues'], TIMES_MS, strict=True):
        equal(list(cue), CUE_KEYS, 'keys of a cue')
        for key, ms in zip(('start_s', 'end_s'), times):
            equal(abs(cue[key] - ms / 1000) < 0.0006, True, key)
        equal(cue['segments'][0]['start_s'], cue['start_s'], 'first segment')
        equal(cue['segments'][-1]['end_s'], cue['end_s'], 'last segment')
    equal([(it['start_s'] * 1000, it['end_s'] * 1000)
           for it in episode['unidentified']], UNIDENTIFIED_MS, 'unidentified')
    equal([it['confidence'] for it in episode['unidentified']],
          [0.9531, 0.9063], 'confidence')
    cues = episode['cues']
    equal(cues[1]['track'], HOSTILE, 'track')
    equal(len(cues[1]['segments']), 2, 'segments')
    equal((cues[3]['mbr_db'], cues[3]['mbr_k_db']), (None, None), 'alone')
    equal((cues[4]['artist'], cues[4]['drama'], cues[4]['version']),
          (None, None, None), 'unknown')


def read_json(path, episodes):
    def no_constant(word):
        raise AssertionError(f'{word} is no JSON')
    found = json.loads(path.read_text(encoding='utf-8'),
                       parse_constant=no_constant)
    equal(isinstance(found, list), episodes > 1, 'a list')
    found = found if episodes > 1 else [found]
    equal(len(found), episodes, 'episodes')
    for episode in found:
        read_episode(episode)


def probe(path, kind, *options):
    done = subprocess.run(
        ['ffprobe', '-v', 'error', '-f', kind, *options, '-of', 'json',
         str(path)], capture_output=True, text=True, check=True)
    equal(done.stderr, '', 'what ffprobe says')
    return json.loads(done.stdout)


def read_ffmetadata(path):
    chapters = probe(path, 'ffmetadata', '-show_chapters')['chapters']
    equal([chapter['time_base'] for chapter in chapters], ['1/1000'] * 7,
          'time base')
    equal([((chapter['start'], chapter['end']), chapter['tags']['title'])
           for chapter in chapters], LINES, 'times and titles')


def read_webvtt(path):
    packets = probe(path, 'webvtt', '-show_packets')['packets']
    equal([(packet['pts'], packet['pts'] + packet['duration'])
           for packet in packets], [times for times, _ in LINES], 'times')
    # FFmpeg's decoder to plain text drops tags and undoes the escapes.
    done = subprocess.run(
        ['ffmpeg', '-v', 'error', '-f', 'webvtt', '-i', str(path), '-f', 'srt',
         '-'], capture_output=True, text=True, check=True)
    equal(done.stderr, '', 'what ffmpeg says')
    payloads = [block.split('\n', 2)[2]
                for block in done.stdout.strip().split('\n\n')]
    titles = [name for _, name in LINES]
    equal([re.sub(r'</?font[^>]*>', '', text) for text in payloads], titles,
          'titles')
    # And by the letter of the format.
    text = path.read_text(encoding='utf-8')
    head, note, *blocks = text.rstrip('\n').split('\n\n')
    equal(head, 'WEBVTT', 'head')
    equal((note.startswith('NOTE '), '-->' in note), (True, False), 'note')
    names, identifiers = [], []
    for block in blocks:
        identifier, timing, payload = block.split('\n')
        identifiers.append(identifier)
        equal(timing.count('-->'), 1, 'timing')
        equal('<' in payload or '-->' in payload, False, 'payload')
        names.append(html.unescape(payload))
    equal(names, titles, 'titles')
    equal(identifiers, ['u1', '1', '2', '3', 'u2', '4', '5'], 'identifiers')


def read_audacity(path):
    lines = path.read_text(encoding='utf-8').split('\n')
    equal(lines.pop(), '', 'last line')
    for line, (times, name) in zip(lines, LINES, strict=True):
        start, end, label = line.split('\t')
        for text, ms in zip((start, end), times):
            equal(re.fullmatch(r'\d+\.\d{6}', text) is not None, True, 'digits')
            equal(round(float(text) * 1000), ms, 'times')
        equal(label.startswith(name + ' ['), True, label)


def main(folder):
    folder = pathlib.Path(folder)
    read_csv(folder / 'cues.csv', 1)
    read_csv(folder / 'season.csv', 2)
    read_json(folder / 'cues.json', 1)
    read_json(folder / 'season.json', 2)
    read_ffmetadata(folder / 'cues.ffmeta')
    read_webvtt(folder / 'cues.vtt')
    read_audacity(folder / 'cues.txt')


main(*sys.argv[1:])
