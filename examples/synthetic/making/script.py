# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said in the synthetic season, and what its viewers write."""

# Lines of each drama, English and Korean; (None, text) where there is one only.
LINES = {
    'last-lamp': [
        ('Is the lamp still burning?', '등불이 아직 켜져 있나요?'),
        ('The harbour office sent another letter.', '항만청에서 또 편지가 왔어요.'),
        ('They want a machine in the tower.', '등대에 기계를 놓겠대요.'),
        ('A machine does not wait for anybody.', '기계는 아무도 기다리지 않아.'),
        ('The storm is coming round the islands.', '폭풍이 섬을 돌아오고 있어.'),
        ('Three boats are out, and one of them is small.',
         '배 세 척이 나갔고 하나는 작아.'),
        ('Turn the light, Haewon. Turn it.', '불을 돌려, 해원. 돌려.'),
        ('My brother sailed by this lamp.', '오빠는 이 등불을 보고 항해했어.'),
        ('He never came back from the waves.', '파도에서 돌아오지 않았지.'),
        ('There is a bottle on the rocks.', '바위 위에 병이 있어.'),
        ('Somebody drew a chart of the coast.', '누군가 해안의 지도를 그렸어.'),
        ('That is his hand. I know his hand.', '오빠 글씨야. 난 알아.'),
        ('The oil is nearly gone.', '기름이 거의 떨어졌어.'),
        ('Then we burn the chairs.', '그럼 의자를 태우자.'),
        ('A sailor needs only one light.', '선원에게는 불빛 하나면 돼.'),
        ('Look, a sail behind the reef!', '저기, 암초 뒤에 돛이 보여!'),
        ('Keep it burning until the morning.', '아침까지 끄지 마.'),
        ('The tide brings everything home.', '밀물은 모든 것을 데려와.'),
    ],
    'night-court': [
        ('This record has no trial in it.', '이 기록에는 재판이 없어.'),
        ('Then who wrote the verdict?', '그럼 판결은 누가 썼지?'),
        ('The judge signed it at night.', '판사가 밤에 서명했어.'),
        ('The witness was paid every week.', '증인은 매주 돈을 받았어.'),
        ('The archive is locked, and so is the evidence.',
         '자료실은 잠겼고 증거도 그 안에 있어.'),
        ('You have ten minutes with the prisoner.', '면회는 십 분입니다.'),
        ('Father, I found your name in the file.', '아버지, 서류에서 이름을 찾았어요.'),
        ('Do not come here again, Minjae.', '다시는 오지 마라, 민재야.'),
        ('The court will rise.', '모두 일어서 주십시오.'),
        ('I was guilty of nothing but silence.', '내 죄는 침묵뿐이었다.'),
        ('A seal can be bought, a truth cannot.', '도장은 살 수 있어도 진실은 못 사.'),
        ('Who else has seen this page?', '이 문서를 또 누가 봤지?'),
        ('The clerk who files the verdicts sees everything.',
         '판결문을 철하는 서기는 다 본다.'),
        ('The prosecutor withdraws the charge.', '검사가 기소를 취하합니다.'),
        ('Swear that you will tell the truth.', '진실을 말하겠다고 선서하세요.'),
        ('I swear it. He was never there.', '선서합니다. 그는 거기 없었습니다.'),
        ('Open the cell.', '감방을 여세요.'),
        ('The sentence is lifted.', '형은 취소되었습니다.'),
    ],
    'winter-orchard': [
        (None, '할머니, 저 돌아왔어요.'),
        (None, '과수원에 사과가 아직 달려 있네.'),
        (None, '서리가 내리면 나무가 다 죽어.'),
        (None, '언니는 땅을 팔자고 했지.'),
        (None, '이 나무의 이름은 뭐예요?'),
        (None, '공책에 다 적혀 있단다.'),
        (None, '가게를 잃은 게 네 잘못은 아니야.'),
        (None, '흙을 만지면 마음이 놓여.'),
        (None, '가지를 더 잘라야 봄에 꽃이 펴.'),
        (None, '마지막 장은 왜 비어 있어요?'),
        (None, '아직 심지 않은 나무가 있으니까.'),
        (None, '불을 피워, 과수원을 따뜻하게.'),
        (None, '언니도 와서 같이 나무를 덮어 줘.'),
        (None, '뿌리는 겨울에도 자란단다.'),
        (None, '할머니 손은 늘 흙냄새가 났어.'),
        (None, '사과 한 상자만 남기고 다 팔았어.'),
        (None, '내년 봄에는 여기서 가게를 열 거야.'),
        (None, '나무를 심자. 이름은 네가 지어.'),
    ],
}

# What is written at any time, and where it hurts.
CHATTER = [
    'first', 'hello from Busan', 'who is this actor', 'wait what', 'haha',
    '오늘도 본다', 'ㅋㅋㅋㅋ', '연출 좋다', '배우 연기 미쳤다', '哈哈哈', '来了',
    'the tower again', 'my tea is cold', 'rewatching', 'subs are late today',
    'episode 2 was better', '여기 어디야', 'what a liar', '등장', 'ok now I see',
]
TEARS = [
    'ㅠㅠㅠㅠ', 'ㅜㅜ 너무 슬퍼', 'T_T', '😭😭😭', "I'm crying", '泪目', '눈물 난다',
    'why does it hurt', '여기서 울었다 ㅠㅠ', 'no no no 😭', '哭了', 'tissues please T_T',
    'this scene', '숨을 못 쉬겠다', 'she finally knows', 'the silence',
]
# These tell of the song and must not make it its own witness.
NAMING = ['what song is this', 'OST 뭐야?', 'Voice One is singing!',
          '이 노래 제목 알려주세요', '求歌名', 'the soundtrack again']
