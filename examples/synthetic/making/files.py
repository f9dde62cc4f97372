# SPDX-License-Identifier: GPL-3.0-or-later
"""Subtitles and comments as programs leave them, each kind in its own form."""
import csv
import io
import json
from xml.sax import saxutils


def clock(seconds, point, hours='02'):
    ms = round(max(seconds, 0) * 1000)
    return (f'{ms // 3600000:{hours}}:{ms // 60000 % 60:02}:'
            f'{ms // 1000 % 60:02}{point}{ms % 1000:03}')


# ---- subtitles: (start, end, text) to bytes ----

def srt(rows, encoding='utf-8'):
    return '\n'.join(
        f'{n}\n{clock(start, ",")} --> {clock(end, ",")}\n{text}\n'
        for n, (start, end, text) in enumerate(rows, 1)).encode(encoding)


def vtt(rows):
    return ('WEBVTT\n\nNOTE made for the synthetic season\n\n' + '\n'.join(
        f'{clock(start, ".")} --> {clock(end, ".")}\n{text}\n'
        for start, end, text in rows)).encode()


def ass(rows):
    head = ('[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\n'
            'Format: Name, Fontname, Fontsize\nStyle: Default,Sans,20\n\n'
            '[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, '
            'MarginR, MarginV, Effect, Text\n')
    return (head + ''.join(
        f'Dialogue: 0,{clock(start, ".", "01")[:-1]},'
        f'{clock(end, ".", "01")[:-1]},Default,,0,0,0,,{{\\i1}}{text}\n'
        for start, end, text in rows)).encode()


# ---- comments to bytes ----

def text_of(value):
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def bilibili(rows):
    return ('<?xml version="1.0" encoding="UTF-8"?><i><chatid>1</chatid>\n' +
            ''.join(f'<d p="{one.time_s},1,25,16777215,1600000000,0,'
                    f'{one.user:08x},{n}">{saxutils.escape(one.text)}</d>\n'
                    for n, one in enumerate(rows)) + '</i>\n').encode()


def bilibili_json(rows):
    return text_of({'elems': [
        {'id': n, 'progress': round(one.time_s * 1000), 'mode': 1,
         'midHash': f'{one.user:x}', 'content': one.text}
        for n, one in enumerate(rows)]})


def acfun(rows):
    return text_of([{'c': f'{one.time_s},16777215,1,25,{one.user},1600000000',
                     'm': one.text} for one in rows])


def acfun_newer(rows):
    return text_of({'danmakus': [
        {'position': round(one.time_s * 1000), 'body': one.text,
         'userId': one.user} for one in rows]})


def viki(rows):
    return text_of([{'id': f'{n}tc', 'time': one.time_s, 'value': one.text,
                     'user': {'id': f'{one.user}u'}}
                    for n, one in enumerate(rows)])


def youtube(rows):
    """As yt-dlp keeps a chat: one document a line."""
    def line(one):
        item = {'liveChatTextMessageRenderer': {
            'message': {'runs': [{'text': one.text}]},
            'authorExternalChannelId': f'UC{one.user}'}}
        return json.dumps({'replayChatItemAction': {'actions': [
            {'addChatItemAction': {'item': item}}],
            'videoOffsetTimeMsec': str(round(one.time_s * 1000))}})
    return ('\n'.join(map(line, rows)) + '\n').encode()


def downloader(rows):
    """As chat-downloader writes it."""
    return text_of([{'time_in_seconds': one.time_s, 'message': one.text,
                     'author': {'id': str(one.user)}} for one in rows])


def twitch(rows):
    return text_of({'comments': [
        {'content_offset_seconds': one.time_s, 'commenter': {
            '_id': str(one.user)}, 'message': {'body': one.text}}
        for one in rows]})


def table(rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator='\n')
    writer.writerow(['time', 'user', 'text'])
    for one in rows:
        writer.writerow([clock(one.time_s, '.', '01'), one.user, one.text])
    return out.getvalue().encode()


# By drama and episode: the ending of the file and what writes it.
COMMENTS = {
    'last-lamp': [('xml', bilibili), ('json', bilibili_json), ('csv', table)],
    'night-court': [('json', viki), ('json', acfun), ('json', acfun_newer)],
    'winter-orchard': [('live_chat.json', youtube), ('json', downloader),
                       ('json', twitch)],
}
