/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Facts about Korean names in Latin letters: surnames with the spellings their
 * bearers use, and the syllables that given names are made of. The Revised
 * Romanisation (Ministry of Culture and Tourism, notice 2000-8) of a syllable
 * and its usual variants are made by rule in romanise.c; a surname's are habit,
 * so they stand here.
 */
#ifndef YN_SEASON_NAMES_ROMANISE_TABLES_H
#define YN_SEASON_NAMES_ROMANISE_TABLES_H

struct yn_surname {
    const char *hangul;
    const char *spellings; /* parted by blanks, lower case */
};

static const struct yn_surname yn_surnames[] = {
    {"강", "kang gang"},
    {"경", "kyung gyeong kyeong"},
    {"고", "ko go koh goh"},
    {"공", "kong gong"},
    {"곽", "kwak gwak"},
    {"구", "koo gu ku goo"},
    {"국", "kook guk kuk gook"},
    {"권", "kwon gwon kweon"},
    {"금", "keum geum kum"},
    {"기", "ki gi kee"},
    {"길", "kil gil"},
    {"김", "kim gim"},
    {"나", "na ra nah"},
    {"남", "nam"},
    {"남궁", "namgung namgoong namkung namkoong"},
    {"노", "noh no roh ro"},
    {"도", "do doh"},
    {"독고", "dokgo dokko"},
    {"라", "ra la"},
    {"류", "ryu ryoo yoo yu lyu"},
    {"마", "ma"},
    {"맹", "maeng"},
    {"명", "myung myeong"},
    {"모", "mo"},
    {"문", "moon mun"},
    {"민", "min"},
    {"박", "park bak pak"},
    {"반", "ban"},
    {"방", "bang pang"},
    {"배", "bae pae"},
    {"백", "baek paik baik paek baik"},
    {"변", "byun byeon pyun byon"},
    {"봉", "bong"},
    {"사공", "sagong"},
    {"서", "seo suh so sur"},
    {"서문", "seomun seomoon"},
    {"석", "seok suk sok"},
    {"선", "sun seon"},
    {"선우", "sunwoo seonu seonwoo sunu"},
    {"설", "seol sul"},
    {"성", "sung seong"},
    {"소", "so soh"},
    {"손", "son sohn"},
    {"송", "song"},
    {"신", "shin sin"},
    {"심", "shim sim"},
    {"안", "ahn an"},
    {"양", "yang"},
    {"엄", "eom um uhm"},
    {"여", "yeo yuh"},
    {"연", "yeon yun"},
    {"염", "yeom yum"},
    {"예", "ye"},
    {"오", "oh o"},
    {"옥", "ok ock"},
    {"왕", "wang"},
    {"우", "woo u wu"},
    {"원", "won weon"},
    {"위", "wi wee"},
    {"유", "yoo yu you ryu"},
    {"육", "yook yuk"},
    {"윤", "yoon yun youn"},
    {"은", "eun"},
    {"이", "lee yi i rhee ri rhie"},
    {"인", "in"},
    {"임", "lim im yim rim"},
    {"장", "jang chang"},
    {"전", "jeon jun chun jeun"},
    {"정", "jung jeong chung joung cheong"},
    {"제", "je"},
    {"제갈", "jegal"},
    {"조", "cho jo joe"},
    {"주", "joo ju chu"},
    {"지", "ji jee chi"},
    {"진", "jin chin"},
    {"차", "cha"},
    {"채", "chae"},
    {"천", "cheon chun"},
    {"최", "choi choe"},
    {"추", "choo chu"},
    {"탁", "tak"},
    {"탕", "tang"},
    {"태", "tae"},
    {"편", "pyeon pyun"},
    {"표", "pyo"},
    {"피", "pi"},
    {"하", "ha"},
    {"한", "han hahn"},
    {"함", "ham hahm"},
    {"허", "heo hur huh her"},
    {"현", "hyun hyeon"},
    {"형", "hyung hyeong"},
    {"홍", "hong"},
    {"황", "hwang"},
    {"황보", "hwangbo"},
};

/* Syllables met in given names. One that is missing costs a merge that the
 * editor can declare; one too many makes more names ambiguous. */
static const char yn_given_syllables[] =
    "가각간갑강건걸경계고곤공관광교구국군권귀규균근금기길나난남년노누늘다단달"
    "담대덕도동두득라란람랑래량려련령례로록료룡루류률름리린림마만매명모목무문미"
    "민박반방배백범별병보복봄봉부비빈빛사산상새샘생서석선설섭성세소솔송수숙순숭"
    "슬승시식신실심아안애양언여연열엽영예오옥온완용우욱운웅원월위유윤율융은을응"
    "의이익인일임자장재전정제조종주준중지진차찬창채천철청초최춘충치칠탁태택특판"
    "팔평포표품필하학한해행향헌혁현형혜호홍화환황효후훈휘휴흠흥희디";

#endif
