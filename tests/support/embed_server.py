#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small endpoint for embeddings that behaves as the model's name says.

Prints its port, serves until its standard input ends. Vectors are counts of
letters, so that texts alike in letters are near. GET / tells how many requests
and texts came.
"""
import http.server
import json
import math
import sys
import threading
import time

count = {'requests': 0, 'texts': 0, 'key': ''}


def vector(text, dim=26):
    out = [0.0] * dim
    for c in text.lower():
        if 'a' <= c <= 'z':
            out[(ord(c) - ord('a')) % dim] += 1
    out[0] += 0.01
    return [3 * x for x in out]


def answer(model, texts):
    data = [{'object': 'embedding', 'index': i, 'embedding': vector(t)}
            for i, t in enumerate(texts)]
    if model == 'shuffled':
        data.reverse()
    elif model == 'unnumbered':
        for item in data:
            del item['index']
    elif model == 'twice':
        for item in data:
            item['index'] = 0
    elif model == 'beyond':
        data[-1]['index'] = len(data)
    elif model == 'short':
        data.pop()
    elif model == 'ragged':
        data[-1]['embedding'].pop()
    elif model == 'nan':
        data[-1]['embedding'][3] = math.nan
    elif model == 'null':
        data[-1]['embedding'][3] = None
    elif model == 'huge':
        data[-1]['embedding'] = [1e308] * 26
    elif model == 'zero':
        data[-1]['embedding'] = [0.0] * 26
    elif model == 'empty':
        for item in data:
            item['embedding'] = []
    elif model == 'nested':
        for item in data:
            item['embedding'] = [item['embedding']]
    elif model == 'other':
        return data
    elif model == 'changing' and count['requests'] > 1:
        data = [{'index': i, 'embedding': vector(t, 13)}
                for i, t in enumerate(texts)]
    return {'object': 'list', 'model': model, 'data': data}


class Endpoint(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def say(self, status, body, headers=()):
        body = body.encode()
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.say(200, json.dumps(count))

    def do_POST(self):
        size = int(self.headers['Content-Length'])
        question = json.loads(self.rfile.read(size))
        count['requests'] += 1
        count['texts'] += len(question['input'])
        model = question['model']
        wanted = (self.path == '/v1/embeddings'
                  and question['encoding_format'] == 'float')
        if not wanted:
            self.say(404, 'no such page')
        elif model == 'hang':
            time.sleep(20)
        elif model == 'hang-once' and count['requests'] == 1:
            time.sleep(20)
        elif model == 'page':
            self.say(200, '<html><body>Welcome</body></html>')
        elif model == 'nothing':
            self.say(200, '')
        elif model == 'cut':
            self.send_response(200)
            self.send_header('Content-Length', '1000')
            self.end_headers()
            self.wfile.write(b'{"data": [')
            self.close_connection = True
        elif model == 'busy' or (model == 'busy-once'
                                 and count['requests'] == 1):
            self.say(429, 'slow down', [('Retry-After', '0')])
        elif model == 'broken':
            self.say(500, '{"error":\n  "out of\x07 memory"}')
        elif model == 'unknown':
            self.say(404, '{"error": {"message": "no such model"}}')
        elif model == 'moved':
            self.say(307, '', [('Location', '/v1/elsewhere')])
        elif model == 'key' and (self.headers.get('Authorization')
                                 != 'Bearer secret'):
            self.say(401, 'who are you')
        else:
            self.say(200, json.dumps(answer(model, question['input'])))


server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Endpoint)
server.daemon_threads = True
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
