"""Whom bombs that somebody planted hit in Arabic, who is counted with his kin, and to whom somebody speaks."""

import pytest

from tests.read.arabic import claims, incidents


@pytest.mark.parametrize(
    ("text", "who", "whom"),
    [
        ("انفجرت عبوة ناسفة زرعها مجهولون بسيارة عسكرية في درعا.", ["مجهولون"], "سيارة عسكرية"),
        ("انفجر لغم أرضي زرعه الحوثيون بسيارة مدنية في تعز.", ["الحوثيون"], "سيارة مدنية"),
        ("استهدفت عبوة ناسفة زرعت على جانب الطريق دورية للجيش.", [], "دورية"),
        ("استهدفت عبوة ناسفة زرعها مجهولون دورية للجيش.", ["مجهولون"], "دورية"),
        ("انفجرت سيارة مفخخة ركنها مجهولون قرب مقر الشرطة.", ["مجهولون"], "مقر الشرطة"),
    ],
)
def test_who_planted_what_went_off(text: str, who: list[str], whom: str) -> None:
    (told,) = incidents(text)
    assert (told.event, [actor.text for actor in told.actors]) == ("bombing", who)
    assert whom in [target.text for target in told.targets]


@pytest.mark.parametrize(
    ("text", "measure", "count"),
    [
        ("قتل رجل وزوجته في القصف على تعز.", "killed", 2),
        ("استشهدت أم وطفلاها في القصف على تعز.", "killed", 3),
        ("أصيب رجل وطفلته في القصف على تعز.", "injured", 2),
        ("أدى القصف على تعز إلى 12 وفاة.", "killed", 12),
        ("بلغت حصيلة العدوان على غزة 61 شهيدا و153 ألفا و213 إصابة منذ أكتوبر.", "injured", 153213),
    ],
)
def test_kin_and_injuries_are_counted(text: str, measure: str, count: int) -> None:
    (told,) = claims(text)
    assert next(number.best for number in told.quantities if number.measure == measure) == count


def test_a_ship_that_is_hit_is_nobody_injured() -> None:
    (told,) = incidents("استهدفت البحرية سفينة بصاروخ ما أدى إلى إصابتها إصابة مباشرة.")
    assert not told.quantities


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("قال المتحدث للصحفيين إن الجيش قصف القرية.", ["المتحدث"]),
        ("قال المتحدث محمد الفكي لقناة العربية إن الجيش قصف القرية.", ["المتحدث محمد الفكي", "قناة العربية"]),
        ("قال ضابط لقناة الجزيرة إن الجيش قصف القرية.", ["ضابط", "قناة الجزيرة"]),
    ],
)
def test_hearers_are_no_part_of_the_source(text: str, chain: list[str]) -> None:
    (told,) = incidents(text)
    assert [holder.text for holder in told.voice.chain] == chain


@pytest.mark.parametrize("called", ["ما وصفته بالهجوم على المطار", "بما وصفته بالهجوم على المطار"])
def test_what_is_condemned_under_a_name_is_told_by_nobody(called: str) -> None:
    (told,) = claims(f"نددت الوزارة {called}.")
    assert (told.kind, told.rule, told.voice.chain[0].text) == ("statement", "ar.voice.judges", "الوزارة")


@pytest.mark.parametrize(
    "aside",
    [
        "يعتقد أنهم من تنظيم داعش",
        "، يرجح أنهم من داعش،",
        "يشتبه بأنهم إرهابيون",
        "يعتقد أنهم ينتمون إلى تنظيم داعش",
        "كانوا يستقلون دراجات نارية",
        "كانوا على متن سيارات",
        "على دراجات نارية",
        "في سيارتين",
        "بلباس مدني",
        "مجهولو الهوية",
        "مدججون بالسلاح",
        "تسللوا من الجبال",
        "قدموا من خارج القرية",
        "لم تعرف هويتهم",
        "خارجون عن القانون",
    ],
)
@pytest.mark.parametrize(("verb", "whom"), [("قتل", "20 مزارعا"), ("هاجم", "نقطة تفتيش"), ("خطف", "ثلاثة معلمين")])
def test_asides_part_no_doer_from_whom_he_hit(aside: str, verb: str, whom: str) -> None:
    (told,) = incidents(f"{verb} مسلحون {aside} {whom} قرب ديالى.".replace(" ،", "،"))
    assert told.actors[0].text.startswith("مسلحون")
    assert [target.text for target in told.targets] == [whom]
    assert told.stance == "asserted"


def test_those_who_came_and_did_it_stand_first() -> None:
    (told,) = incidents("قال الوزير إن مسلحين قدموا من الجبال هاجموا نقطة تفتيش.")
    assert [actor.text for actor in told.actors] == ["مسلحين"]


def test_what_is_only_thought_is_hedged() -> None:
    (told,) = incidents("يعتقد أن مسلحين هاجموا نقطة تفتيش قرب ديالى.")
    assert told.stance == "hedged"
