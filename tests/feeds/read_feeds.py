#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the feeds and data files of a site with parsers that are not ours.

    tests/feeds/read_feeds.py SITE [SITE...]

Each file is parsed, checked against its schema, and compared with data.json:
all must name the same dramas and picks in the same order. With index.html
there, its JSON-LD and its ids are read too; with hugo/ there, the front matter of
its pages; with tally.json there (from `yeoun tally --json`), the standings.
"""
import csv
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

import jsonschema
import yaml

HERE = pathlib.Path(__file__).resolve().parent
SCHEMA = HERE.parent.parent / 'docs' / 'data.schema.json'
ATOM = '{http://www.w3.org/2005/Atom}'
XSPF = '{http://xspf.org/ns/0/}'
ALLOWED_TAGS = {'p', 'ul', 'ol', 'li', 'span', 'a', 'em', 'strong', 'h3', 'h4',
                'h5', 'h6', 'blockquote', 'code', 'pre', 'br', 'hr'}


class Html(html.parser.HTMLParser):
    """Checks that tags nest and that none can do anything."""

    def __init__(self):
        super().__init__()
        self.open, self.text = [], ''

    def handle_starttag(self, tag, attrs):
        assert tag in ALLOWED_TAGS, f'<{tag}> in the content of an entry'
        for name, value in attrs:
            assert name in {'href', 'lang', 'start', 'title', 'rel'}, name
            if name == 'href':
                assert re.match('https?://', value), value
        if tag not in {'br', 'hr'}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, f'</{tag}> out of place'

    def handle_data(self, data):
        self.text += data


def html_text(markup):
    parser = Html()
    parser.feed(markup)
    parser.close()
    assert not parser.open, f'not closed: {parser.open}'
    return parser.text


def seen(text):
    """Text as XML lets it through: what XML has no character for is lost, and
    so is the difference between kinds of white space."""
    return re.sub(r'[\x00-\x20\x7f-\xa0\u2028\ufffd]+', ' ', text).strip()


class Season:
    """What data.json says, in the words of the other files."""

    def __init__(self, site):
        text = (site / 'data.json').read_text(encoding='utf-8')
        self.data = json.loads(text)
        schema = json.loads(SCHEMA.read_text(encoding='utf-8'))
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.Draft202012Validator(schema).validate(self.data)
        self.dramas = self.data['dramas']
        self.tracks = {track['id']: track
                       for drama in self.dramas for track in drama['tracks']}
        n_tracks = sum(len(drama['tracks']) for drama in self.dramas)
        assert len(self.tracks) == n_tracks, 'track ids are not unique'
        self.picks = [(drama, self.tracks[badge])
                      for drama in self.dramas for badge in drama['badges']]
        assert len(self.picks) == self.data['n_badges']
        wearing = {id for id, track in self.tracks.items() if track['badge']}
        assert wearing == {track['id'] for _, track in self.picks}

    def titles(self):
        return [track['title'] or track['korean'] for _, track in self.picks]

    def videos(self):
        return [track['video']['url'] for _, track in self.picks
                if track['video']]

    def drama_titles(self):
        return [drama['title'] for drama in self.dramas]


def xmllint(path, grammar):
    subprocess.run(['xmllint', '--noout', '--nonet', '--relaxng',
                    str(HERE / grammar), str(path)], check=True,
                   stderr=subprocess.PIPE)


def same_picks(got, season):
    assert [seen(text) for text in got] == \
        [seen(text) for text in season.titles()], got


def starts_with_titles(got, season):
    assert len(got) == len(season.dramas)
    for title, drama in zip(got, season.drama_titles()):
        assert seen(title).startswith(seen(drama)), (title, drama)


def read_atom(path, season):
    xmllint(path, 'atom.rng')
    entries = ET.parse(path).getroot().findall(f'{ATOM}entry')
    starts_with_titles([e.findtext(f'{ATOM}title') for e in entries], season)
    ids = [e.findtext(f'{ATOM}id') for e in entries]
    assert len(set(ids)) == len(ids)
    for entry, drama in zip(entries, season.dramas):
        text = seen(html_text(entry.findtext(f'{ATOM}content')))
        for badge in drama['badges']:
            track = season.tracks[badge]
            assert seen(track['title'] or track['korean']) in text
    return ids


def read_json_feed(path, season, ids):
    feed = json.loads(path.read_text(encoding='utf-8'))
    assert feed['version'] == 'https://jsonfeed.org/version/1.1'
    assert feed['title'] and feed['home_page_url']
    starts_with_titles([item['title'] for item in feed['items']], season)
    assert [item['id'] for item in feed['items']] == ids
    for item in feed['items']:
        html_text(item['content_html'])
        assert re.fullmatch(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ',
                            item['date_modified'])


def read_xspf(path, season):
    xmllint(path, 'xspf.rng')
    tracks = ET.parse(path).getroot().findall(f'{XSPF}trackList/{XSPF}track')
    same_picks([track.findtext(f'{XSPF}title') for track in tracks], season)
    assert [location.text for track in tracks
            for location in track.findall(f'{XSPF}location')] == season.videos()


def read_jspf(path, season):
    playlist = json.loads(path.read_text(encoding='utf-8'))['playlist']
    same_picks([track['title'] for track in playlist['track']], season)
    assert [address for track in playlist['track']
            for address in track.get('location', [])] == season.videos()


def read_m3u(path, season):
    lines = path.read_text(encoding='utf-8').splitlines()
    assert lines[0] == '#EXTM3U'
    assert [line for line in lines if not line.startswith('#')] == \
        season.videos()
    left_out = [line for line in lines if line.startswith('# ')]
    assert len(left_out) == len(season.picks) - len(season.videos())


def read_csv(path, season):
    with path.open(encoding='utf-8', newline='') as file:
        assert file.read().count('\r\n') >= 1 + len(season.picks)
        file.seek(0)
        rows = list(csv.DictReader(file, strict=True))
    assert len(rows) == len(season.picks)
    for row, (drama, track) in zip(rows, season.picks):
        assert None not in row and None not in row.values(), row
        for cell in row.values():
            assert not cell.startswith(tuple('=+-@\t\r\n')), cell
        title = track['title'] or track['korean']
        assert row['title'] in (title, "'" + title)
        assert int(row['rank']) == drama['rank']
        assert row['shared'] == ('yes' if drama['shared'] else 'no')
        for name in ('story', 'fans', 'passing', 'linger', 'score'):
            expected = track[name]
            assert (expected is None and row[name] == '') or \
                abs(float(row[name]) - expected) < 1e-9, (name, row)


def read_jsonld(text, season):
    assert '<' not in text
    data = json.loads(text)
    assert data['@context'] == 'https://schema.org'
    assert data['@type'] == 'ItemList'
    entries = data['itemListElement']
    assert data['numberOfItems'] == len(entries)
    assert sorted(entry['position'] for entry in entries) == \
        list(range(1, len(entries) + 1))
    assert [e['item']['name'] for e in entries] == season.drama_titles()
    assert all(e['item']['@type'] == 'TVSeries' for e in entries)
    recordings = [part for e in entries for part in e['item'].get('hasPart', [])]
    assert all(part['@type'] == 'MusicRecording' for part in recordings)
    assert [part['name'] for part in recordings] == season.titles()


def read_page(path, season):
    """The page's JSON-LD, and that the ids which the feeds link are there."""
    page = path.read_text(encoding='utf-8')
    blocks = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert len(blocks) == 1
    read_jsonld(blocks[0], season)
    for drama in season.dramas:
        anchor = drama['url'].split('#')[1]
        assert f'id="{anchor}"' in page or '%' in anchor, anchor


def read_hugo_page(path):
    """Front matter and body of a page for Hugo."""
    text = path.read_text(encoding='utf-8')
    assert text.startswith('---\n')
    front, body = text[4:].split('\n---\n', 1)
    assert '{{<' not in body and '{{%' not in body, 'a shortcode'
    assert not re.search(r'(?<!\\)<(?!https?://)', body), 'raw HTML'
    return yaml.safe_load(front), body


def read_hugo(content, season):
    front, _ = read_hugo_page(content / '_index.md')
    assert front['title'] == season.data['season']['title']
    assert front['params']['year'] == season.data['season']['year']
    names = {'_index.md'} | {d['slug'] + '.md' for d in season.dramas}
    assert {path.name for path in content.iterdir()} == names
    for i, drama in enumerate(season.dramas):
        front, body = read_hugo_page(content / (drama['slug'] + '.md'))
        assert front['title'] == drama['title']
        assert front['weight'] == i + 1
        assert front['params']['rank'] == drama['rank']
        tracks = [season.tracks[badge] for badge in drama['badges']]
        picks = front['params'].get('picks', [])
        assert [pick['title'] for pick in picks] == \
            [track['title'] or track['korean'] for track in tracks]
        assert [pick.get('score') for pick in picks] == \
            [track['score'] for track in tracks]
        assert body.count('\n- “') == len(drama['tracks'])


def read_tally(path, season):
    """The standings as the program prints them, against those of data.json."""
    tally = json.loads(path.read_text(encoding='utf-8'))
    ranks = {drama['title']: drama for drama in season.dramas}
    assert len(tally['dramas']) == len(ranks)
    for drama in tally['dramas']:
        ours = ranks[drama['drama']]
        assert drama['rank'] == ours['rank'], drama
        assert drama['shared'] == ours['shared'], drama
        tracks = [season.tracks[badge] for badge in ours['badges']]
        assert len(drama['badges']) == len(tracks), drama
        for badge, track in zip(drama['badges'], tracks):
            assert badge['judges'] == track['judges'], badge
            for name in ('story', 'fans', 'passing'):
                assert badge[name] == track[name], badge


def read_site(site):
    season = Season(site)
    ids = read_atom(site / 'atom.xml', season)
    read_json_feed(site / 'feed.json', season, ids)
    read_xspf(site / 'list.xspf', season)
    read_jspf(site / 'list.jspf', season)
    assert (site / 'list.m3u8').exists() == bool(season.videos())
    if season.videos():
        read_m3u(site / 'list.m3u8', season)
    read_csv(site / 'list.csv', season)
    assert (site / 'data.schema.json').read_bytes() == SCHEMA.read_bytes()
    if (site / 'page.jsonld').exists():
        read_jsonld((site / 'page.jsonld').read_text(encoding='utf-8'), season)
    if (site / 'index.html').exists():
        read_page(site / 'index.html', season)
    if (site / 'hugo').exists():
        content, = (site / 'hugo' / 'content').iterdir()
        read_hugo(content, season)
    if (site / 'tally.json').exists():
        read_tally(site / 'tally.json', season)
    return len(season.dramas), len(season.picks)


def main():
    for name in sys.argv[1:]:
        dramas, picks = read_site(pathlib.Path(name))
        print(f'{name}: {dramas} dramas, {picks} picks, read back whole')
    return 0 if len(sys.argv) > 1 else 2


if __name__ == '__main__':
    sys.exit(main())
