"""What Arabic reports write around a deed: whose it is, who died beside whom, where one clause ends, who heard it."""

import pytest

from tests.read.arabic import claims, incidents


@pytest.mark.parametrize(
    ("text", "event", "actors", "targets"),
    [
        ("غارة للجيش السوداني أصابت محطة وقود فجرا.", "airstrike", ["للجيش السوداني"], ["محطة وقود"]),
        ("أصابت غارة للطيران الإسرائيلي محطة وقود.", "airstrike", ["للطيران الإسرائيلي"], ["محطة وقود"]),
        ("غارة العدو على شقة سكنية أدت إلى مقتل ستة أشخاص.", "airstrike", ["العدو"], ["شقة سكنية"]),
        ("قتل ثلاثة في هجوم للجيش السوداني.", "attack", ["للجيش السوداني"], []),
        ("أصيب طفل بقذيفة هاون أطلقها المسلحون على الحي.", "shelling", ["المسلحون"], ["طفل"]),
        ("قتل مدني بلغم زرعه المسلحون.", "bombing", ["المسلحون"], ["مدني"]),
        ("تسببت قوات الجيش بمقتل ستة أشخاص.", "attack", ["قوات الجيش"], ["ستة أشخاص"]),
        ("رد الجيش على مصادر النيران بقصف مدفعي.", "shelling", ["الجيش"], ["مصادر النيران"]),
        ("أعلن الجيش أنه هاجم عدة دبابات في منطقة قريبة.", "attack", ["الجيش"], ["عدة دبابات"]),
        (
            'قتل جنديان في هجوم شنته مليشيا "درع الوديان" فجرا.',
            "attack",
            ['مليشيا "درع الوديان"'],
            ["جنديان"],
        ),
        ("قصفنا فجر اليوم القاعدة بالصواريخ.", "shelling", [], ["القاعدة"]),
        ("أصيب طفل برصاصة طائشة.", "shooting", [], ["طفل"]),
        ("قتل راعيان جراء لغم.", "bombing", [], ["راعيان"]),
        ("أحبطت الشرطة هجوما لكتائب الفجر الأسود على سجن.", "interception", ["الشرطة"], ["سجن"]),
    ],
)
def test_whose_deed_it_is(text: str, event: str, actors: list[str], targets: list[str]) -> None:
    (claim,) = incidents(text)
    assert claim.event == event
    assert [each.text for each in claim.actors] == actors
    assert [each.text for each in claim.targets] == targets


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("قتل محمد سالم الجميلي وثلاثة من مرافقيه في غارة.", 4),
        ("مقتل قائد كتيبة مع أربعة من عناصره في كمين.", 5),
        ("مقتل محمد سالم الجميلي وزوجته وثلاثة من أطفاله في غارة.", 5),
        ("قتلت امرأة وأطفالها الستة حينما قصفت شقة سكنية.", 7),
        ("أدى إطلاق نار إلى مقتل الشاب (م.ع) وجرح اثنين آخرين.", 1),
        ("ارتقى شاب برصاص الجنود.", 1),
        ("لقي المسعف حتفه في انفجار لغم.", 1),
        ("قتل 49 مدنيا و15 جنديا في هجوم على حافلة.", 64),
    ],
)
def test_who_died_beside_somebody_is_counted(text: str, killed: int) -> None:
    numbers = [each for claim in incidents(text) for each in claim.quantities if each.measure == "killed"]
    counts = [each.best for each in numbers if each.of is None]
    assert counts == [killed]


@pytest.mark.parametrize("joined", ["، فيما", " و", "، بينما"])
def test_a_place_stays_with_the_deed_before_the_next_verb(joined: str) -> None:
    link = joined if joined.endswith("و") else f"{joined} "
    one, two = incidents(f"قتل ثلاثة جنود في الرمادي{link}قتل سبعة مدنيين في الفلوجة.")
    assert [place.text for place in one.places] == ["الرمادي"]
    assert [place.text for place in two.places] == ["الفلوجة"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("قتل ثلاثة في انفجار هز العاصمة الصومالية فجرا.", ["Mogadishu"]),
        ("قتل ثلاثة في انفجار بالعاصمة اليمنية صنعاء.", ["Sanaa"]),
        ("قتل ثلاثة في انفجار بالعاصمة المؤقتة عدن.", ["Aden"]),
        ("هاجم مسلحون قرى زورفاك وبرنغال وديساغو فجرا.", ["زورفاك", "برنغال", "ديساغو"]),
    ],
)
def test_capitals_and_lists_of_towns(text: str, places: list[str]) -> None:
    (claim,) = incidents(text)
    assert [place.name for place in claim.places] == places


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("قتل 12 مدنيا يومي السبت والأحد.", "2021-10-30/2021-10-31"),
        ("سقط صاروخ صباح الثلاثاء (2 تشرين الثاني 2021) على المقر.", "2021-11-02"),
    ],
)
def test_days_side_by_side(text: str, edtf: str) -> None:
    (claim,) = incidents(text)
    assert claim.when is not None
    assert claim.when.edtf == edtf


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("وقال مصدر أمني للمصدر أونلاين إن ثلاثة جنود قتلوا في كمين.", "مصدر أمني"),
        ("وصرح لوكالة الأنباء العراقية الناطق باسم الجيش أن ثلاثة جنود قتلوا في كمين.", "الناطق باسم الجيش"),
        ("أكد لفرانس برس مسؤول في الشرطة مقتل ثلاثة جنود في كمين.", "مسؤول في الشرطة"),
        ("صدر عن وزارة الصحة بيان جاء فيه: قتل ثلاثة جنود في كمين.", "وزارة الصحة"),
        ("أعلن الرئيس في كلمة متلفزة مقتل ثلاثة جنود في كمين.", "الرئيس"),
        ("ووفقا لما نقلته قناة الحدث عن مصدر عسكري، قتل ثلاثة جنود في كمين.", "مصدر عسكري"),
        ("ونشرت الوزارة حصيلة جديدة تشير إلى مقتل ثلاثة جنود في كمين.", "الوزارة"),
        ("عاجل مصادر طبية لقناة الغد: ثلاثة قتلى في قصف منزل.", "مصادر طبية"),
    ],
)
def test_who_says_it_and_who_only_heard_it(text: str, speaker: str) -> None:
    (claim,) = incidents(text)
    assert claim.voice.chain[0].text == speaker


def test_who_is_accused_may_stand_in_quotation_marks() -> None:
    text = 'وقع تفجير في المدينة، لكن المتحدث باسم الجيش اتهم "قوى إرهابية" بالوقوف خلفه.'
    accused = [claim for claim in incidents(text) if claim.act == "accuses"]
    assert [actor.text for claim in accused for actor in claim.actors] == ["قوى إرهابية"]


def test_what_a_list_under_a_statement_says_is_its_voices_too() -> None:
    lead = "صدر عن وزارة الصحة بيان جاء فيه:\n\nأدى القصف أمس إلى مقتل 20 شخصا، على الشكل التالي:\n\n"
    text = f"{lead}- محافظة بابل: 12 قتيلا.\n- محافظة الأنبار: 8 قتلى.\n"
    assert {claim.voice.chain[0].text for claim in incidents(text)} == {"وزارة الصحة"}


@pytest.mark.parametrize(
    "text",
    [
        "تحطم مروحية عسكرية في كينيا ومقتل عشرة ضباط.",
        "تسببت الفيضانات في مقتل 12 شخصا.",
        "رحب الوزير بمبادرة أطلقتها الحكومة.",
        "ارتقى شاب إلى المنصة.",
        "قال تعالى: وقاتلوا في سبيل الله.",
    ],
)
def test_what_only_looks_like_a_deed(text: str) -> None:
    assert not [claim for claim in claims(text) if claim.kind != "statement"]
