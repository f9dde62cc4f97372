#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The scorer on cases made by hand."""
import io
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
sys.dont_write_bytecode = True
# pylint: disable=wrong-import-position
import failures  # noqa: E402
import scoring  # noqa: E402
import stats  # noqa: E402


def track(ident, song=None, null=False):
    return {'id': ident, 'song': song or ident, 'version': 'score',
            'title': f'Title of {ident}', 'file': f'masters/{ident}.ogg',
            'roster': 'r', 'null': null}


def true_cue(name, start_s, end_s, offset_s, **more):
    cue = {'track': name, 'listed': True, 'start_s': start_s, 'end_s': end_s,
           'offset_s': offset_s, 'speed': 1.0, 'level_db': -10.0,
           'planned_db': -10, 'band': '10-20', 'kind': 'plain',
           'fade_in_s': 0.0, 'fade_out_s': 0.0,
           'segments': [{'start_s': start_s, 'end_s': end_s,
                         'offset_s': offset_s}]}
    return {**cue, **more}


def cue_of(name, start_s, end_s, offset_s, **more):
    cue = {'track': name, 'start_s': start_s, 'end_s': end_s,
           'offset_s': offset_s, 'speed': 1.0, 'mbr_db': -9.0,
           'confidence': 0.9}
    return {**cue, **more}


def truth_of(*cues):
    return {'main': 'aac-96k',
            'tracks': [track('a'), track('b'), track('a-backing', 'a'),
                       track('null-a', null=True)],
            'episodes': [{'episode': 'e.m4a', 'roster': 'r', 'mix': 'e',
                          'codec': 'aac-96k', 'speed': 1.0,
                          'duration_s': 360.0, 'null': not cues,
                          'cues': list(cues)}]}


def scored(truth, *cues, confidence=0.5):
    return scoring.score(truth, [{'episode': 'somewhere/e.m4a',
                                  'duration_s': 360.0, 'cues': list(cues)}],
                         confidence)


# what plays: a from 100 to 112 s, its part from 30 s on
PLAIN = true_cue('a', 100.0, 112.0, 30.0)
LOOP = true_cue('a', 100.0, 116.0, 30.0, segments=[
    {'start_s': 100.0, 'end_s': 108.0, 'offset_s': 30.0},
    {'start_s': 108.0, 'end_s': 116.0, 'offset_s': 30.5}])
FAST = true_cue('a', 100.0, 112.0, 30.0, speed=25 / 24)

CASES = (
    # name, truth, detected, verdict
    ('exact', PLAIN, cue_of('a', 100.0, 112.0, 30.0), 'right'),
    ('a part of it', PLAIN, cue_of('a', 104.0, 108.0, 34.0), 'right'),
    ('begins early, same diagonal', PLAIN, cue_of('a', 98.0, 112.0, 28.0),
     'right'),
    ('49 ms off', PLAIN, cue_of('a', 100.0, 112.0, 30.049), 'right'),
    ('51 ms off', PLAIN, cue_of('a', 100.0, 112.0, 30.051), 'repeat'),
    ('another repeat', PLAIN, cue_of('a', 100.0, 112.0, 46.0), 'repeat'),
    ('touches it by 0.4 s', PLAIN, cue_of('a', 111.6, 120.0, 41.6), 'false'),
    ('touches it, elsewhere in the song', PLAIN,
     cue_of('a', 111.6, 120.0, 7.0), 'false'),
    ('another song', PLAIN, cue_of('b', 100.0, 112.0, 30.0), 'false'),
    ('another time', PLAIN, cue_of('a', 200.0, 212.0, 30.0), 'false'),
    ('another version', PLAIN, cue_of('a-backing', 100.0, 112.0, 30.0),
     'version'),
    ('another version, another repeat', PLAIN,
     cue_of('a-backing', 100.0, 112.0, 50.0), 'repeat'),
    ('one piece of a loop', LOOP, cue_of('a', 108.0, 116.0, 30.5), 'right'),
    ('both pieces', LOOP, cue_of('a', 100.0, 116.0, 30.0, segments=[
        {'start_s': 100.0, 'end_s': 108.0, 'offset_s': 30.0},
        {'start_s': 108.0, 'end_s': 116.0, 'offset_s': 30.5}]), 'right'),
    ('one right piece, a longer wrong one', LOOP,
     cue_of('a', 100.0, 116.0, 30.0, segments=[
         {'start_s': 100.0, 'end_s': 102.0, 'offset_s': 30.0},
         {'start_s': 102.0, 'end_s': 116.0, 'offset_s': 80.0}]), 'repeat'),
    ('at its speed', FAST, cue_of('a', 100.0, 112.0, 30.0, speed=25 / 24),
     'right'),
    ('at its speed, late', FAST,
     cue_of('a', 106.0, 112.0, 36.25, speed=25 / 24), 'right'),
    ('at no speed of its own', FAST, cue_of('a', 100.0, 112.0, 30.0),
     'repeat'),
    ('by file name', PLAIN, cue_of('a.ogg', 100.0, 112.0, 30.0), 'right'),
    ('by title', PLAIN, cue_of('Title of a', 100.0, 112.0, 30.0), 'right'),
    ('music of no roster', true_cue('x', 100.0, 112.0, 30.0, listed=False),
     cue_of('b', 100.0, 112.0, 30.0), 'false'),
)


class Verdicts(unittest.TestCase):
    def test_cases(self):
        for name, truth, cue, verdict in CASES:
            with self.subTest(name):
                one = scored(truth_of(truth), cue)[0]
                self.assertEqual(one.judged[0].verdict, verdict)
                self.assertEqual(bool(one.found), verdict == 'right')

    def test_unknown_names(self):
        with self.assertRaises(scoring.ScoreError):
            scored(truth_of(PLAIN), cue_of('zzz', 0, 9, 0))
        with self.assertRaises(scoring.ScoreError):
            scoring.score(truth_of(PLAIN), [{'episode': 'f.m4a', 'cues': []}])


class Counts(unittest.TestCase):
    def test_recall_counts_each_true_cue_once(self):
        truth = truth_of(PLAIN, true_cue('b', 200.0, 205.0, 3.0,
                                         planned_db=-30, band='4-10'))
        all_of = scored(truth, cue_of('a', 100.0, 106.0, 30.0),
                        cue_of('a', 106.0, 112.0, 36.0))
        self.assertEqual(scoring.recall(all_of), {(-10, '10-20'): [1, 1],
                                                  (-30, '4-10'): [0, 1]})
        self.assertEqual(scoring.verdicts(all_of), {'right': 2})

    def test_unlisted_music_is_not_to_be_found(self):
        truth = truth_of(true_cue('x', 10.0, 20.0, 0.0, listed=False))
        self.assertEqual(scoring.recall(scored(truth)), {})

    def test_confidence_hides_cues(self):
        unsure = cue_of('a', 100.0, 112.0, 30.0, confidence=0.4)
        self.assertFalse(scored(truth_of(PLAIN), unsure)[0].found)
        self.assertTrue(scored(truth_of(PLAIN), unsure, confidence=0)[0].found)

    def test_not_scanned_is_not_missed(self):
        self.assertEqual(scoring.score(truth_of(PLAIN), []), [])

    def test_errors(self):
        all_of = scored(truth_of(PLAIN), cue_of('a', 100.2, 111.0, 30.202))
        errors = scoring.errors(all_of)
        for name, value in (('start_s', 0.2), ('end_s', 1.0),
                            ('offset_s', 0.002), ('mbr_db', 1.0)):
            self.assertAlmostEqual(errors[name][0], value, places=9)

    def test_faded_edges_are_not_measured(self):
        faded = true_cue('a', 100.0, 112.0, 30.0, fade_in_s=2.0)
        errors = scoring.errors(scored(truth_of(faded),
                                       cue_of('a', 101.0, 112.0, 31.0)))
        self.assertEqual((errors['start_s'], len(errors['end_s'])), ([], 1))

    def test_soft_cues_count_for_the_offset_alone(self):
        soft = true_cue('a', 100.0, 112.0, 30.0, planned_db=-20)
        errors = scoring.errors(scored(truth_of(soft),
                                       cue_of('a', 101.0, 112.0, 31.0)))
        self.assertEqual([len(errors[k]) for k in
                          ('start_s', 'end_s', 'offset_s', 'mbr_db')],
                         [0, 0, 1, 0])

    def test_reliability(self):
        rows = scoring.reliability(scored(
            truth_of(PLAIN), cue_of('a', 100.0, 112.0, 30.0, confidence=1.0),
            cue_of('b', 100.0, 112.0, 30.0, confidence=0.3),
            cue_of('a', 104.0, 112.0, 34.0, confidence=0.99), confidence=0))
        self.assertEqual(rows[2], (0.3, 0.5, 1, 0.3, 0))
        self.assertEqual(rows[-2:], [(0.99, 0.999, 1, 0.99, 1),
                                     (0.999, 1.0, 1, 1.0, 1)])

    def test_brier(self):
        self.assertIsNone(scoring.brier([]))
        self.assertAlmostEqual(scoring.brier([(0.9, True), (0.4, False)]),
                               (0.01 + 0.16) / 2)

    def test_k_weighted_level(self):
        truth = true_cue('a', 100.0, 112.0, 30.0, level_k_db=-12.5)
        said = cue_of('a', 100.0, 112.0, 30.0, mbr_k_db=-12.0)
        self.assertEqual(scoring.errors(scored(truth_of(truth), said))
                         ['mbr_k_db'], [0.5])

    def test_use(self):
        for level_k_db, use, right in ((-10.5, 'background', 1),
                                       (-9.5, 'background', 0),
                                       (-0.1, 'featured', 1),
                                       (0.1, 'foreground', 1),
                                       (30.0, 'alone', 1)):
            truth = true_cue('a', 100.0, 112.0, 30.0, level_k_db=level_k_db)
            all_of = scored(truth_of(truth), cue_of('a', 100.0, 112.0, 30.0,
                                                    use=use))
            self.assertEqual(scoring.uses(all_of), [right, 1])

    def test_versions(self):
        """Counted where the guitar sounds; where it rests either is right."""
        for guitar_db, name, row in ((-3.0, 'a', [1, 0, 0]),
                                     (-3.0, 'a-backing', [0, 1, 0]),
                                     (-3.0, 'b', [0, 0, 1]),
                                     (-90.0, 'a-backing', None),
                                     (None, 'a', None)):
            truth = true_cue('a', 100.0, 112.0, 30.0, guitar_db=guitar_db)
            all_of = scored(truth_of(truth), cue_of(name, 100.0, 112.0, 30.0))
            self.assertEqual(scoring.versions(all_of).get(-10), row)
            if guitar_db == -90.0:
                self.assertEqual(scoring.verdicts(all_of), {'right': 1})

    def test_kinds(self):
        all_of = scored(truth_of(PLAIN, LOOP, true_cue(
            'b', 200.0, 203.5, 0.0, band='3-4')),
            cue_of('a', 100.0, 112.0, 30.0))
        self.assertEqual(scoring.by_kind(all_of), {'plain': [2, 2]})

    def test_exposure(self):
        truth = truth_of(PLAIN)
        lists = [{'episode': 'e.m4a', 'cues': []}] * 2
        all_of = scoring.score(truth, lists)
        self.assertAlmostEqual(
            scoring.exposure_h(all_of, truth['tracks'], False), 0.3)
        self.assertAlmostEqual(
            scoring.exposure_h(all_of, truth['tracks'], True), 0.2)

    def test_material(self):
        other = true_cue('x', 10.0, 20.0, 0.0, listed=False)
        for cues, what in (((), 'no music'), ((other,), 'other music'),
                           ((other, PLAIN), 'songs')):
            self.assertEqual(
                scoring.material(truth_of(*cues)['episodes'][0]), what)


    def test_backwards_over_itself(self):
        truth = truth_of(PLAIN)
        truth['tracks'][-1]['of'] = 'a'
        one = scored(truth, cue_of('null-a', 105.0, 109.0, 3.0),
                     cue_of('null-a', 205.0, 209.0, 3.0))[0]
        self.assertEqual([scoring.over_itself(one, j, truth['tracks'])
                          for j in one.judged], [True, False])


class Failures(unittest.TestCase):
    def test_each_is_named_with_its_reason(self):
        other = true_cue('x', 300.0, 310.0, 0.0, listed=False)
        one = scored(truth_of(PLAIN, true_cue('b', 200.0, 205.0, 3.0), other),
                     cue_of('a', 100.0, 112.0, 46.0),
                     cue_of('a', 301.0, 309.0, 1.0),
                     cue_of('a', 20.0, 29.0, 1.0))
        text = io.StringIO()
        failures.write(text, truth_of(PLAIN), one, [])
        for words in ('### repeat: 1', '+16.000 s off', '### unlisted music: 1',
                      '### nothing: 1', '| nothing plays |',
                      '### -10 dB, 10-20 s: 2', '| plain | repeat |',
                      '| 3:20.00 | 5.0 | b at 3.00 | plain | nothing there |'):
            self.assertIn(words, text.getvalue())


class Statistics(unittest.TestCase):
    def test_wilson(self):
        # Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
        for found, n, low, high in ((81, 263, 0.2553, 0.3662),
                                    (15, 148, 0.0624, 0.1605),
                                    (0, 20, 0.0000, 0.1611),
                                    (1, 29, 0.0061, 0.1718)):
            interval = stats.wilson(found, n)
            self.assertAlmostEqual(interval[0], low, places=4)
            self.assertAlmostEqual(interval[1], high, places=4)
        self.assertEqual(stats.wilson(0, 0), (0.0, 1.0))

    def test_poisson_upper(self):
        # -ln 0.05 for none; the others as tabled for the chi-squared.
        for count, bound in ((0, 2.9957), (1, 4.7439), (2, 6.2958),
                             (10, 16.9622)):
            self.assertAlmostEqual(stats.poisson_upper(count), bound, places=4)

    def test_quantile(self):
        self.assertIsNone(stats.quantile([], 0.5))
        self.assertEqual(stats.quantile([3, 1, 2], 0.5), 2)
        self.assertAlmostEqual(stats.quantile([0, 10], 0.9), 9.0)


if __name__ == '__main__':
    unittest.main()
