# SPDX-License-Identifier: GPL-3.0-or-later
"""What the episodes are made of: which scenes, where the score lies, and the
moments it is there for. Scenes and lines go by their names in the game's
scripts."""
import collections

PAL = 25 / 24

# A level of the game. `lines`: from which line to which (None: all of them);
# `quiet`: passages that are spoken slowly, with room around them; `before` and
# `after`: seconds without words.
Scene = collections.namedtuple(
    'Scene', 'level lines quiet before after music marks',
    defaults=(None, (), 1.5, 1.5, (), ()))

# A piece of the score from `lead` seconds before the line `first` until `tail`
# seconds behind the line `last`, beginning `offset` seconds into the track and
# `level` decibels against everything else. `turns`: (after how many seconds, to
# which second of the track it jumps): forwards it is a cut, backwards a loop.
Music = collections.namedtuple(
    'Music', 'track first last level offset lead tail fades duck turns',
    defaults=(20.0, 2.0, 2.0, (1.0, 1.5), 0.0, ()))

# An editor's mark: the line it stands on, and why.
Mark = collections.namedtuple('Mark', 'line note')

Episode = collections.namedtuple('Episode',
                                 'drama number title scenes speed',
                                 defaults=(1.0,))

# slug: the folder of the drama, and how its files are made (film.py).
DRAMAS = {'fish-house': ('The Fish House', 'mkv'),
          'city-in-the-deep': ('City in the Deep', 'mp4')}

ROSTERS = {
    'fish-house': ['menu', 'kufrik', 'rybky01', 'rybky02', 'rybky03',
                   'rybky04', 'rybky05', 'rybky06', 'rybky07', 'rybky09',
                   'rybky10', 'rybky14', 'rybky15'],
    'city-in-the-deep': ['rybky01', 'rybky02', 'rybky03', 'rybky04',
                         'rybky05', 'rybky06', 'rybky07', 'rybky09',
                         'rybky11', 'rybky13', 'rybky14']}

HOW_IT_ALL_STARTED = [
    Scene('start', before=16, music=(
        Music('menu', '1st-m-cotobylo', '1st-m-pockej', 4, 0.5, 14, 3),
        Music('rybky14', '1st-v-navod1', '1st-v-takdobre', -18, 12),
        Music('rybky10', '1st-x-ocel', '1st-x-ocel', -8, 4, 3, 4))),
    Scene('briefcase', lines=('kuf-m-je', 'kuf-m-kousek'), music=(
        Music('kufrik', 'kuf-v-hod', 'kuf-m-ven', -12, 1, 1, 1),)),
    Scene('cellar', music=(
        Music('rybky15', 'pra-m-vyrazit', 'pra-m-reseni', -15, 30, duck=8),
        Music('rybky03', 'pra-m-stava', 'pra-m-znovu', -12, 40))),
    Scene('library', quiet=(('vrak-v-knihy0', 'vrak-m-pohadky'),), music=(
        Music('rybky05', 'vrak-v-knihy0', 'vrak-m-pohadky', 1, 20, 5, 8,
              (3, 4)),
        Music('rybky02', 'vrak-v-policky', 'vrak-m-restart', -20, 45)),
          marks=(Mark('vrak-m-pohadky', 'she will not part with her fairy '
                                        'tales'),)),
    Scene('stairs'),
    Scene('broom', music=(
        Music('rybky01', 'kos-m-uklid0', 'kos-m-zamet3', -22, 30),)),
    Scene('reef', quiet=(('uts-v-konecne', 'uts-m-chudak'),), after=24, music=(
        Music('rybky05', 'uts-v-konecne', 'uts-m-chudak', 3, 62, 5, 6, (2, 3)),
        Music('rybky04', 'uts-m-batyskaf', 'uts-m-batyskaf', 8, 12, 0.5, 22,
              (1, 4))),
          marks=(Mark('uts-m-chudak', 'pity for the snail'),)),
]

SHIP_WRECKS = [
    Scene('submarine', before=16, music=(
        Music('menu', 'zr-x-nabito', 'zr-m-obliceje', 4, 0.5, 14, 3),
        Music('rybky06', 'zr-m-tojeon', 'zr-m-tadyjsem', -12, 40, duck=6))),
    Scene('party1', music=(
        Music('rybky15', 'pt1-m-parnicek', 'pt1-v-pozor', -16, 20),)),
    Scene('elk'),
    Scene('wreck', quiet=(('pot-m-zatuch', 'pot-m-hnil'),), music=(
        Music('rybky14', 'pot-v-cepic', 'pot-v-kras', -10, 30),
        Music('rybky02', 'pot-m-zatuch', 'pot-m-hnil', 0, 60, 5, 6, (3, 3))),
          marks=(Mark('pot-v-ponur', 'inside the dead ship'),)),
    Scene('viking1', quiet=(('dr-m-musela', 'dr-m-hruza'),), music=(
        Music('rybky05', 'dr-m-musela', 'dr-m-hruza', 2, 30, 5, 7, (3, 4)),
        Music('rybky10', 'd1-1-hudba0', 'd1-4-brb2', -6, 4, 0, 1)),
          marks=(Mark('dr-m-hruza', 'the oarsmen still sit in their places'),)),
    Scene('airplane', quiet=(('let-v-oko', 'let-m-oko'),), music=(
        Music('rybky09', 'let-v-oko', 'let-m-oko', 0, 14, 6, 8, (3, 4)),),
          marks=(Mark('let-v-oko', 'the witness of the crash'),)),
    Scene('bathyscaph', lines=('bat-m-tohle', 'bat-p-zhov0'), music=(
        Music('rybky07', 'bat-s-prome0', 'bat-p-2', -20, 30),)),
    Scene('party2', music=(
        Music('rybky15', 'pt2-m-parnik', 'pt2-v-unaveni0', -14, 70),)),
    Scene('viking2', after=24, music=(
        Music('rybky03', 'dr1-v-olaf', 'dr1-x-erik', -15, 20),
        Music('rybky14', 'dr-2-uzbudeme1', 'dr-1-bojovnik', -10, 25, duck=9),
        Music('rybky04', 'dr-4-stejne', 'dr-4-stejne', 8, 12, 0.5, 22,
              (1, 4)))),
]

CITY_IN_THE_DEEP = [
    Scene('elevator1', before=16, music=(
        Music('rybky13', 'zd1-v-civil', 'zd1-v-civil', 5, 2, 15, 2),
        Music('rybky01', 'zd1-v-lebka', 'zd1-x-huhu3', -14, 50))),
    Scene('city', quiet=(('vit-v-automat', 'vit-m-nebo'),
                         ('vit-m-vecnost', 'vit-m-jak')), music=(
        # Cut: from its 52nd second straight to its 80th.
        Music('rybky03', 'vit-hs-vitejteC', 'vit-hs-klid4', -10, 36,
              turns=((16, 80),)),
        Music('rybky06', 'vit-hs-soud0', 'vit-hs-kacir', -18, 20),
        Music('rybky09', 'vit-v-automat', 'vit-m-nebo', 2, 12, 4, 7, (2, 4)),
        Music('rybky09', 'vit-m-vecnost', 'vit-m-jak', 0, 70, 4, 7, (2, 4))),
          marks=(Mark('vit-m-nebo', 'the city does not know that it is dead'),
                 Mark('vit-m-vecnost', 'it has talked all these years'))),
    Scene('ufo', music=(
        Music('rybky13', 'ufo-m-osmy', 'ufo-m-zvlastni', -18, 8),)),
    Scene('columns', quiet=(('sl-v-nechme', 'sl-m-tehdy'),), music=(
        Music('rybky07', 'sl-v-nechme', 'sl-m-tehdy', 0, 25, 5, 6, (3, 3)),),
          marks=(Mark('sl-v-nechme', 'alone with the temple'),)),
    Scene('pavement', music=(
        # Loop: the same eighteen seconds three times over.
        Music('rybky02', 'dir-v-rada0', 'dir-hs-konec0', -10, 46,
              turns=((18, 46), (36, 46))),)),
    Scene('pyramid', quiet=(('pyr-v-sfing', 'pyr-v-sbohem'),), music=(
        Music('rybky05', 'pyr-v-sfing', 'pyr-v-sbohem', 1, 62, 5, 9, (3, 4)),),
          marks=(Mark('pyr-v-sbohem', 'a farewell on a tablet'),)),
    Scene('music', music=(
        Music('rybky06', 'ves-v-veci', 'ves-v-pokoj', -3, 90, 0, 0.5,
              (0.5, 0.1)),)),
    Scene('crabshow', after=24, music=(
        Music('rybky04', 'sec-m-krab', 'sec-v-mesto', -20, 30),
        Music('rybky13', 'sec-m-situace', 'sec-m-situace', 8, 12, 0.5, 22,
              (1, 4)))),
]

AND_HOW_IT_WAS = [
    Scene('elevator2', before=16, music=(
        Music('rybky13', 'zd2-m-dalsi', 'zd2-m-dalsi', 5, 2, 15, 2),
        Music('rybky01', 'zd2-v-symbol', 'zd2-v-haml', -16, 80))),
    Scene('pearls', music=(
        Music('rybky04', 'jed-m-libi', 'jed-v-poslani2', -12, 60),
        Music('rybky14', 'jed-m-perlorodka0', 'jed-m-trubka', -8, 50))),
    Scene('turtle', music=(
        Music('rybky05', 'zel-m-coto0', 'zel-v-tazelva', -15, 80),)),
    Scene('imprisoned'),
    Scene('cave', quiet=(('jes-v-gral', 'jes-m-takvidis'),), music=(
        # The one comes up while the other goes.
        Music('rybky07', 'jes-v-uzke', 'jes-v-kamen', -6, 60, 2, 8, (1, 5)),
        Music('rybky01', 'jes-v-gral', 'jes-m-takvidis', 1, 20, 3, 7, (4, 4))),
          marks=(Mark('jes-m-deprese', 'he gives up, she does not'),)),
    Scene('captain', music=(
        Music('rybky06', 'vl-leb-kecy0', 'vl-leb-kecy3', -14, 100),)),
    Scene('atlantis', quiet=(('sp-v-zahynuli', 'sp-m-vytazeny'),), music=(
        Music('rybky05', 'sp-v-zahynuli', 'sp-m-vytazeny', 3, 20, 6, 9,
              (3, 4)),
        Music('rybky03', 'sp-m-vratit1', 'sp-m-kalet', -20, 30),
        Music('rybky02', 'sp-m-vymluva0', 'sp-v-nesmysl', -12, 60, duck=6)),
          marks=(Mark('sp-v-zahynuli', 'what drowned the city'),)),
    Scene('ending', lines=('z-v-doma', 'z-o-blahoprejeme'),
          quiet=(('z-v-doma', 'z-m-pocit'),), before=6, after=26, music=(
        Music('rybky01', 'z-v-doma', 'z-m-pocit', 4, 50, 5, 8, (3, 4)),
        Music('rybky13', 'z-o-blahoprejeme', 'z-o-blahoprejeme', 8, 14, 0.5,
              24, (1, 4))),
          marks=(Mark('z-v-doma', 'home again'),)),
]

SEASON = [
    Episode('fish-house', 1, 'How It All Started', HOW_IT_ALL_STARTED),
    Episode('fish-house', 2, 'Ship Wrecks', SHIP_WRECKS, PAL),
    Episode('city-in-the-deep', 1, 'Welcome to Our City', CITY_IN_THE_DEEP),
    Episode('city-in-the-deep', 2, 'And How It Was', AND_HOW_IT_WAS),
]

# Two minutes of the same, for the test.
CUT = [
    Episode('fish-house', 1, 'How It All Started', [
        Scene('library', lines=('vrak-v-knihy0', 'vrak-m-pohadky'),
              quiet=(('vrak-v-knihy0', 'vrak-m-pohadky'),), music=(
            Music('rybky05', 'vrak-v-knihy0', 'vrak-m-pohadky', 1, 20, 1, 0.5,
                  (0.1, 0.1)),),
              marks=(Mark('vrak-m-pohadky', 'she will not part with her fairy '
                                            'tales'),)),
        Scene('broom', lines=('kos-m-uklid0', 'kos-v-koste1'), music=(
            Music('rybky01', 'kos-m-uklid0', 'kos-v-koste1', -12, 66, 0.5,
                  0.5, (0.1, 0.1)),)),
    ]),
    Episode('city-in-the-deep', 1, 'Welcome to Our City', [
        Scene('columns', lines=('sl-v-stopa', 'sl-m-tehdy'), before=4, music=(
            Music('rybky07', 'sl-v-stopa', 'sl-m-trvat', -6, 25, duck=6,
                  fades=(0.1, 0.1)),)),
        Scene('pyramid', lines=('pyr-m-kam', 'pyr-v-sark'), after=4, music=(
            Music('rybky09', 'pyr-m-kam', 'pyr-v-sark', -10, 18, 0.5,
                  fades=(0.1, 0.1)),)),
    ]),
]
