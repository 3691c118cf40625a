"""What Arabic articles suppose, threaten, deny and tell beside each other: which deed is whose, where and when."""

import pytest

from tests.read.arabic import claims, incidents


@pytest.mark.parametrize(
    "text",
    [
        "قال إنه سيرد في حال قصفت إسرائيل بيروت.",
        "سنرد في حال تعرضت مقراتنا للقصف.",
        "لو قتل عشرة جنود في يوم واحد لتغيرت الحسابات.",
        "إذا كان الجيش قد قصف المستشفى فهذه جريمة.",
        "سيبقى الجسر مغلقا ما لم يسيطر الجيش على التل.",
    ],
)
def test_a_condition_tells_of_no_deed(text: str) -> None:
    assert incidents(text) == []


def test_what_is_threatened_is_not_where_the_condition_is() -> None:
    (claim,) = incidents("قال الوزير إن الجماعة ستقصف حيفا ما لم تتوقف الغارات على صنعاء.")
    assert (claim.event, claim.stance, [place.text for place in claim.places]) == ("shelling", "anticipated", ["حيفا"])


def test_who_would_be_attacked_answers_himself() -> None:
    (claim,) = incidents("قال الوزير: إذا هاجمت القوات المدينة فسنقصف القاعدة.")
    assert (claim.stance, [actor.text for actor in claim.actors]) == ("anticipated", ["الوزير"])


def test_nobody_speaks_in_a_condition() -> None:
    text = "هدد الوزير بفتح الحدود إذا وصفت أوروبا الهجوم بأنه غزو."
    assert all("أوروبا" not in holder.text for claim in claims(text) for holder in claim.voice.chain)


@pytest.mark.parametrize(
    ("text", "event", "stance", "actor"),
    [
        ("وقال سريع إن الوضع مستقر، متوعدا باستهداف كل السفن.", "attack", "anticipated", "سريع"),
        ("لم تعلق الجماعة على ذلك، لكنها نفت استهداف المدنيين.", "attack", "denied", "الجماعة"),
        ("وزارة الداخلية: لا صحة لما يتداول عن سيطرة الجماعة على المعبر.", "takeover", "denied", "الجماعة"),
        ("لا صحة للأنباء عن سقوط القاعدة في يد المسلحين.", "takeover", "denied", "المسلحين"),
        ("أعلن الجيش تدمير 15 صاروخا أوكرانيا فوق القرية.", "interception", "asserted", "الجيش"),
        ("أعلن الجيش تدمير مسيرتين فوق البحر الأحمر.", "interception", "asserted", "الجيش"),
        ("أعلن الجيش تدمير مستودع صواريخ في القرية.", "attack", "asserted", "الجيش"),
        ("وكانت طائرة أميركية مسيرة قد قتلت 13 من مقاتلي الجماعة.", "drone-strike", "asserted", "أميركية"),
    ],
)
def test_what_is_vowed_denied_or_shot_down(text: str, event: str, stance: str, actor: str) -> None:
    (claim,) = incidents(text)
    assert (claim.event, claim.stance, [each.text for each in claim.actors]) == (event, stance, [actor])


def test_a_threat_is_not_of_the_day_of_the_deed_before_it() -> None:
    _, threat = incidents("قصفت الجماعة سفينة في خليج عدن أمس. وقال سريع إن الوضع مستقر، متوعدا باستهداف كل السفن.")
    assert (threat.when, threat.places) == (None, ())


def test_the_toll_of_a_war_dates_nothing_else() -> None:
    toll, strike = incidents(
        "ارتفعت حصيلة العدوان إلى 3291 شهيدا و7549 إصابة منذ 7 مايو الماضي. واستشهد أربعة مواطنين في رفح."
    )
    assert toll.when is not None
    assert strike.when is None


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("هدد الرئيس بتوسيع العملية العسكرية.", ["الرئيس"]),
        ("قالت الغرفة في بيان نشر على فيسبوك إن ثلاثة جنود قتلوا.", ["الغرفة"]),
        ("قال مصدر عسكري للجزيرة إن ثلاثة جنود قتلوا.", ["مصدر عسكري", "لجزيرة"]),
        ("هاجم مسلحون قريتين. وأعلنت جماعة زورفاك مسؤوليتها عنهما.", ["جماعة زورفاك"]),
    ],
)
def test_who_threatens_posts_or_speaks_to_a_channel(text: str, chain: list[str]) -> None:
    assert chain in [[holder.text for holder in claim.voice.chain] for claim in claims(text)]


def test_each_of_two_deeds_has_its_own_place() -> None:
    first, second = incidents("قال إن مقاتليه استهدفوا تجمعا للجنود في المطلة بصواريخ، ودمروا دبابة قرب مارون الراس.")
    assert [[place.text for place in each.places] for each in (first, second)] == [["المطلة"], ["مارون الراس"]]


def test_what_came_later_is_another_deed() -> None:
    told = incidents("هاجم مسلحون نقطة أمنية في كركوك. وأضاف أن عبوة ناسفة انفجرت لاحقا بعجلة عسكرية.")
    assert [claim.event for claim in told] == ["attack", "bombing"]


def test_what_a_deed_answers_is_not_where_it_was_done() -> None:
    (claim,) = incidents("ردا على جرائم العدو في غزة، قصفت الجماعة قاعدة في حيفا.")
    assert [place.text for place in claim.places] == ["حيفا"]


@pytest.mark.parametrize(
    ("text", "event", "actors", "harm"),
    [
        ("أعلن الجيش قتل 12 مسلحا.", "attack", ["الجيش"], {"killed": 12}),
        ("أعلن الجيش قتل جنديين.", "attack", [], {"killed": 2}),
        ("أعلنت كتائب القسام قتل خمسة جنود.", "attack", ["كتائب القسام"], {"killed": 5}),
        ("هاجمت الشرطة القرية وضبطت 3 مشتبها بهم.", "arrest", ["الشرطة"], {"arrested": 3}),
        ("وبذلك يرتفع إلى 11 عدد الجنود الذين سقطوا.", "attack", [], {"killed": 11}),
        ("انفجر لغم في عربة، فقتل جنديان وأصيبت جندية.", "bombing", [], {"killed": 2, "injured": 1}),
        ("قال إن القوات قتلت خلال الفترة من 15 إلى 25 مارس 70 رجلا.", "attack", ["القوات"], {"killed": 70}),
        ("قتل ثمانية مدنيين في قذائف أطلقت على بلدة زورفاك.", "shelling", [], {"killed": 8}),
        ("سقطت قذيفة على منزل، مخلفة قتيلة وثلاث جريحات.", "shelling", [], {"killed": 1, "injured": 3}),
    ],
)
def test_who_did_it_and_whom_it_hurt(text: str, event: str, actors: list[str], harm: dict[str, int]) -> None:
    claim = next(claim for claim in incidents(text) if claim.event == event)
    assert [each.text for each in claim.actors] == actors
    assert {each.measure: each.best for each in claim.quantities if each.measure in harm} == harm


@pytest.mark.parametrize("text", ["لكنه يستبعد أن تعيد إسرائيل احتلال القطاع.", "شهدت المحافظات سلسلة خروقات أمنية."])
def test_what_is_ruled_out_and_what_is_only_unrest(text: str) -> None:
    assert incidents(text) == []


def test_an_ultimatum_runs_from_no_day_that_lies_ahead() -> None:
    text = "أعلن المحافظ حظر التجول حتى الساعة العاشرة من صباح الجمعة، ومنح المسلحين مهلة 48 ساعة لتسليم أسلحتهم."
    (claim,) = [each for each in claims(text) if each.kind == "deadline"]
    assert claim.due is not None
    assert claim.due.edtf == "2021-11-05"
