"""What Arabic forces announce to have done themselves, and what others only announce."""

import pytest

from tests.read.arabic import incidents

_DEEDS = [
    "قتل ثلاثة مسلحين",
    "القضاء على ثلاثة مسلحين",
    "تدمير مستودع أسلحة",
    "إسقاط طائرة مسيرة",
    "إحباط هجوم",
    "تصفية قيادي",
]


@pytest.mark.parametrize("deed", _DEEDS)
@pytest.mark.parametrize(
    ("before", "who"),
    [
        ("أعلن الجيش السوداني ", "الجيش السوداني"),
        ("أعلنت وزارة الداخلية، في بيان، ", "وزارة الداخلية"),
        ("أعلنت وزارة الدفاع الروسية ", "وزارة الدفاع الروسية"),
        ("أعلنت خلية الإعلام الأمني ", "خلية الإعلام الأمني"),
        ("وكان الجيش السوداني قد أعلن أمس ", "الجيش السوداني"),
        ("الجيش السوداني يعلن ", "الجيش السوداني"),
        ("أعلن المتحدث باسم الجيش السوداني ", "الجيش السوداني"),
        ("أفادت الشرطة ب", "الشرطة"),
        ("قالت كتائب القسام إن القتال مستمر، معلنة ", "كتائب القسام"),
    ],
)
def test_who_announces_his_own_deed_did_it(before: str, who: str, deed: str) -> None:
    (told,) = incidents(f"{before}{deed} في الموصل.")
    assert [actor.text for actor in told.actors] == [who]
    assert told.stance == "asserted"


@pytest.mark.parametrize(
    "text",
    [
        "أعلنت وزارة الصحة تدمير مستودع أدوية في الفاشر.",
        "أعلن الجيش مقتل ثلاثة جنود في الموصل.",
        "أعلنت الشرطة استهداف مخفر في الموصل.",
        "أكد الجيش إصابة جندي في الموصل.",
        "أعلن المتحدث باسم البلدية تدمير منزلين في الموصل.",
        "وكان المتحدث باسم وزارة الصحة قد أعلن تدمير مستودع أدوية.",
    ],
)
def test_who_announces_what_befell_him_or_others_did_nothing(text: str) -> None:
    (told,) = incidents(text)
    assert not told.actors
    assert told.act in {"announces", "confirms"}


def test_what_is_foiled_is_no_attack_to_come() -> None:
    (told,) = incidents("أعلن الجيش إحباط هجوم على المقر فجرا.")
    assert (told.event, told.stance) == ("interception", "asserted")


@pytest.mark.parametrize(
    ("text", "event", "who", "whom"),
    [
        ("دخلت دورية إسرائيلية قرية كودنا واعتقلت شابين.", "arrest", "دورية إسرائيلية", "شابين"),
        ("دخلت قوة من الجيش قرية كودنا وأعدمت أربعة شبان.", "execution", "قوة من الجيش", "أربعة شبان"),
        ("وصل مسلحون إلى قرية كودنا وأسقطوا طائرة مسيرة.", "interception", "مسلحون", "طائرة مسيرة"),
        ("تصدت القوات للهجوم وأسقطت ثلاث طائرات مسيرة.", "interception", "القوات", "ثلاث طائرات مسيرة"),
        ("تقدم الجيش إلى بلدة بارا وسيطر عليها.", "takeover", "الجيش", "بلدة بارا"),
        ("هاجمت مجموعة مسلحة قرية كودنا أمس.", "attack", "مجموعة مسلحة", "قرية كودنا"),
        ("اختطفت عصابة مسلحة مدنيين أمس.", "abduction", "عصابة مسلحة", "مدنيين"),
        ("هاجم رتل للجيش قرية كودنا أمس.", "attack", "رتل", "قرية كودنا"),
    ],
)
def test_who_came_and_then_did_it(text: str, event: str, who: str, whom: str) -> None:
    told = next(claim for claim in incidents(text) if claim.event == event)
    assert [actor.text for actor in told.actors] == [who]
    assert whom in [target.text for target in told.targets]


def test_calm_takes_no_hall() -> None:
    assert not incidents("دخل الوزير القاعة وسيطر عليها الهدوء.")


@pytest.mark.parametrize(
    ("text", "event", "who", "whom"),
    [
        ("طرد الجيش المتمردين من مدينة بارا أمس.", "takeover", "الجيش", "مدينة بارا"),
        ("دحرت القوات المسلحين من بلدة كودنا.", "takeover", "القوات", "بلدة كودنا"),
        ("باتت مدينة بارا تحت سيطرة قوات الدعم السريع.", "takeover", "قوات الدعم السريع", "مدينة بارا"),
        ("بسط الجيش سيطرته على مدينة بارا.", "takeover", "الجيش", "مدينة بارا"),
        ("انسحب الجيش من مدينة بارا.", "withdrawal", "الجيش", "مدينة بارا"),
        ("فجر انتحاري نفسه داخل مسجد في قندهار.", "suicide-bombing", "انتحاري", "مسجد"),
    ],
)
def test_who_takes_and_leaves_what(text: str, event: str, who: str, whom: str) -> None:
    (told,) = incidents(text)
    assert (told.event, [actor.text for actor in told.actors]) == (event, [who])
    assert [target.text for target in told.targets] == [whom]


@pytest.mark.parametrize(
    "text",
    ["طرد المدرب اللاعب من الملعب.", "أصبح الوضع تحت سيطرة الشرطة.", "لا تزال المدينة تحت سيطرة الجيش."],
)
def test_a_player_sent_off_is_no_takeover(text: str) -> None:
    assert not incidents(text)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("تمكنت القوات من كسر هجوم لمليشيات الحوثي شمالي الضالع.", "مليشيات الحوثي"),
        ("قالت الوكالة إن الجيش وبدعم من القوات الأمريكية شن غارة جوية على القرية.", "الجيش"),
        ("أكدت هيئة الأركان الأوكرانية ضرب مصنع في روسيا.", "هيئة الأركان الأوكرانية"),
    ],
)
def test_who_struck_between_helpers_and_those_who_held(text: str, who: str) -> None:
    (told,) = incidents(text)
    assert [actor.text for actor in told.actors] == [who]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ('كشفت مصادر ميدانية ل"الشرق الأوسط" عن مقتل ثلاثة جنود.', ["مصادر ميدانية", "الشرق الأوسط"]),
        ("قال القائم بأعمال وزير الدفاع إن الجيش قصف القرية.", ["القائم بأعمال وزير الدفاع"]),
    ],
)
def test_papers_in_quotation_marks_and_acting_ministers(text: str, chain: list[str]) -> None:
    (told,) = incidents(text)
    assert [holder.text for holder in told.voice.chain] == chain
