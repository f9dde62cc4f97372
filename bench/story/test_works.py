#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench/story/works on works whose answers are known."""
import importlib.machinery
import importlib.util
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
loader = importlib.machinery.SourceFileLoader('works', str(HERE / 'works'))
bench = importlib.util.module_from_spec(
    importlib.util.spec_from_loader('works', loader))
loader.exec_module(bench)


def near(a, b):
    assert abs(a - b) < 1e-9, (a, b)


def work(name, *scenes_and_songs):
    """Texts in order; songs begin with a note."""
    out = {'work': name, 'names_source': 'Zebedee, a sailor', 'songs': [],
           'scenes': []}
    for position, text in enumerate(scenes_and_songs):
        if text[0] == '♪':
            out['songs'].append({'lyric': text[1:], 'position': position})
        else:
            out['scenes'].append({'dialogue': text, 'position': position,
                                  'speakers': ['ANNA.']})
    return out


WORKS = [
    work('Sea', 'the boat sails past the harbour with the tide',
         '♪the tide pulls the boat to the harbour my dear',
         'fish and salt and bread are sold on the quay',
         'my uncle has a farm with seven horses'),
    work('Law', 'a judge and jury heard the witness with care',
         '♪oh judge and jury hear the witness weep',
         'in the evening the clerk eats soup by candle',
         'she wrote letters to her aunt in the north'),
]


def test_rank():
    near(bench.rank([3, 1, 2], [0]), 1)
    near(bench.rank([3, 1, 2], [1, 2]), 2)
    near(bench.rank([1, 1, 1, 1], [2]), 2.5)


def test_beside():
    assert bench.beside(WORKS[0], WORKS[0]['songs'][0]) == [0, 1]
    assert bench.beside(WORKS[0], {'position': -1}) == [0]
    assert bench.beside(WORKS[0], {'position': 9}) == [2]


def test_chance():
    top, mrr, fifth = bench.chance_place(10, 1)
    near(top, .1)
    near(mrr, sum(1 / r for r in range(1, 11)) / 10)
    near(fifth, .2)
    top, mrr, fifth = bench.chance_place(3, 2)
    near(top, 2 / 3)
    near(mrr, 2 / 3 + 1 / 6)
    near(fifth, 2 / 3)


def test_names():
    names = bench.names_of(WORKS)
    assert names == {'zebedee', 'anna', 'sea', 'law'}, names
    assert bench.words(bench.without('Anna, "ZEBEDEE" said: sea-law, é',
                                     names)) == ['said', 'e']


def test_peers():
    for kind in ('TF-IDF', 'BM25'):
        judged = bench.judge(WORKS, bench.peers(WORKS, kind))
        assert [row for _, row in judged] == [[1, 1, 1, 1, 1]] * 2, judged


def test_yeoun(program):
    answers = bench.ask_yeoun(program, WORKS)
    assert [a['status'] for a in answers] == ['known'] * 2, answers
    judged = bench.judge(WORKS, bench.yeoun(answers, WORKS))
    assert [row for _, row in judged] == [[1, 1, 1, 1, 1]] * 2, judged


test_rank()
test_beside()
test_chance()
test_names()
test_peers()
test_yeoun(sys.argv[1])
