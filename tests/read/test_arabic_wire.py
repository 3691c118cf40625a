"""What Arabic agencies, channels and ministries write: their places, weapons, counts and clauses."""

import pytest

from corrobora.types import Claim
from tests.read.arabic import claims, incidents


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("قصف الطيران الإسرائيلي صور جنوبي لبنان فجرا.", {"صور", "جنوبي لبنان"}),
        ("شنت الطائرات غارات على صور والنبطية.", {"صور", "النبطية"}),
        ("انفجرت عبوة في الباب أمس وأصابت رجلين سوريين.", {"الباب"}),
        ("قصفت قوات الدعم السريع الأبيض بالمدفعية.", {"الأبيض"}),
        ("سيطر الجيش السوداني على الأبيض أمس.", {"الأبيض"}),
        ("شهدت حرض معارك بين الجيش اليمني والحوثيين.", {"حرض"}),
        ("قصفت المدفعية الخيام وكفركلا.", {"الخيام", "كفركلا"}),
        ("أصيب جنديان في صور نشرتها الوكالة اللبنانية.", set()),
        ("أصيب جنديان سوريان في الباب الرئيسي للمقر.", set()),
        ("أصيب جنديان في البيت الأبيض الذي زاره السوداني.", set()),
        ("أصيب جنديان في الباب.", set()),  # of no country that is named
    ],
)
def test_places_that_are_common_words(text: str, named: set[str]) -> None:
    assert {place.text for claim in incidents(text) for place in claim.places} == named


@pytest.mark.parametrize(
    ("text", "quarter"),
    [
        ("قصف الجيش السوري حي الثورة في مدينة حلب.", "حي الثورة"),  # and not the town of that name
        ("سقط صاروخ على حي السلام في الفاشر.", "حي السلام"),
        ("قتل طفل في حي تل السلطان برفح.", "حي تل السلطان"),
    ],
)
def test_quarters_are_no_towns(text: str, quarter: str) -> None:
    (place,) = (place for claim in incidents(text) for place in claim.places if "حي " in place.text)
    assert (place.text, place.id, place.precision) == (quarter, None, "area")


def test_a_quarter_that_is_known_lies_in_its_town() -> None:
    places = {
        place.text: place.id for claim in incidents("انفجرت عبوة في حي الكرادة وسط بغداد.") for place in claim.places
    }
    assert places["حي الكرادة"]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("سمعت انفجارات ناجمة عن قصف إسرائيلي في دمشق.", "shelling"),
        ("هزت انفجارات عنيفة العاصمة نتيجة غارات جوية نفذها التحالف.", "airstrike"),
        ("دوى انفجار ناتج عن سقوط صاروخ على مبنى في خاركيف.", "shelling"),
        ("هز انفجار قوي المدينة ناجم عن تفجير سيارة مفخخة.", "bombing"),
        ("قتل ثلاثة في انفجار ناجم عن عبوة ناسفة.", "bombing"),
    ],
)
def test_blasts_are_those_of_the_strike_that_caused_them(text: str, event: str) -> None:
    assert [claim.event for claim in incidents(text)] == [event]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("مروحية تابعة للجيش قصفت ارتكازات للدعم السريع.", "للجيش"),
        ("قصفت مروحية تابعة للجيش مواقع المسلحين.", "للجيش"),
        ("قال إن طائرات حربية تابعة للقوات الجوية الروسية أغارت على بلدة سرمين.", "للقوات الجوية الروسية"),
        ("شنت طائرات الجيش السوداني غارات على معسكر في كبكابية.", "الجيش السوداني"),
        ("أطلقت مروحيات الجيش صواريخ على القرية.", "الجيش"),
    ],
)
def test_an_armys_aircraft_are_the_army(text: str, actor: str) -> None:
    (claim,) = incidents(text)
    assert (claim.event, [each.text for each in claim.actors]) == ("airstrike", [actor])


def test_helicopters_are_shot_down() -> None:
    (claim,) = incidents("أسقط المقاتلون مروحية للجيش قرب القرية.")
    assert claim.event == "interception"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("نفذت الجماعة 214 هجوما منذ بداية العام، منها 90 في الشمال.", [214, 90]),
        ("سجلت المنظمة 214 هجوما خلال العام الجاري، بينها 90 في شمال البلاد و40 في الجنوب.", [214, 90, 40]),
        ("أحصى المرصد 120 غارة خلال يناير، استهدفت 70 منها إدلب.", [120, 70]),
    ],
)
def test_parts_of_a_count(text: str, numbers: list[int]) -> None:
    tallies = [claim for claim in claims(text) if claim.kind == "tally"]
    assert [claim.quantities[0].best for claim in tallies] == numbers


def test_counted_since_the_war_began_in_a_month() -> None:
    (claim,) = _claims_of("ومنذ اندلاع الحرب في أبريل الماضي، وثقت اللجنة 214 هجوما على المستشفيات.", "tally")
    assert claim.scope is not None
    assert claim.scope.period == "2021-04/2021-11-03"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("كاد المسلحون أن يقتلوا الوزير.", "anticipated"),
        ("من المحتمل أن يكون الجيش قد استهدف المدرسة.", "hedged"),
        ("قد يقصف الجيش القرية غدا.", "hedged"),
        ("وقد قصف الجيش القرية أمس.", "asserted"),
    ],
)
def test_what_may_or_would_be(text: str, stance: str) -> None:
    assert [claim.stance for claim in incidents(text)] == [stance]


@pytest.mark.parametrize(
    ("text", "event", "actor", "target"),
    [
        ("قالت الجماعة إن عناصرها نصبوا كمينا لرتل مشترك جنوب كيدال.", "ambush", "عناصرها", "رتل مشترك"),
        ("تسبب إطلاق المسلحين النار على الحافلة في مقتل ستة ركاب.", "shooting", "المسلحين", "الحافلة"),
        ("واشنطن تتهم فصائل عراقية، في مقدمتها كتائب حزب الله، بالوقوف وراء الهجمات.", "attack", "فصائل عراقية", ""),
        (
            "واتهم آمر غرفة عملية بركان الغضب اللواء سالم الجويلي قوات خليفة حفتر بتنفيذ القصف.",
            "shelling",
            "قوات خليفة حفتر",
            "",
        ),
        ("وأكد مجاهدونا استهداف ناقلة جند واشتعال النيران فيها.", "attack", "مجاهدونا", "ناقلة جند"),
    ],
)
def test_who_did_it_to_whom(text: str, event: str, actor: str, target: str) -> None:
    (claim,) = incidents(text)
    assert (claim.event, [each.text for each in claim.actors]) == (event, [actor])
    assert [each.text for each in claim.targets] == ([target] if target else [])


def test_between_dead_and_wounded_counts_nobody() -> None:
    (claim,) = incidents("استهدفنا القوة وأوقعنا أفرادها بين قتيل وجريح.")
    assert not claim.quantities


def test_soldiers_that_an_army_lost_were_killed() -> None:
    (claim,) = incidents("أعلن الجيش المالي أنه فقد جنديين في الكمين.")
    assert [(each.measure, each.best) for each in claim.quantities] == [("killed", 2)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("شنت مسيرة غارة على سيارة في بلدة مركبا.", {"بلدة مركبا"}),  # written as "a boat" is
        ("قصف المقاتلون منشأة في جدة بصاروخ من طراز «قدس 2» أمس.", {"جدة"}),
        ("سمعت انفجارات في حي الزهور.", {"حي الزهور"}),
    ],
)
def test_names_of_places(text: str, named: set[str]) -> None:
    assert {place.text for claim in incidents(text) for place in claim.places} == named


def test_what_a_pact_gives_behind_a_threat() -> None:
    (claim,) = _claims_of("هددت الجماعة بالرد، ومنحت القوات الأمريكية مهلة حتى منتصف ديسمبر للمغادرة.", "deadline")
    assert claim.due is not None
    assert claim.due.edtf == "2021-12-15"
    assert [each.text for each in claim.addressees] == ["القوات الأمريكية"]
    assert [each.text for each in claim.actors] == ["الجماعة"]


def test_the_eleventh_that_struck_in_two_months() -> None:
    (claim,) = _claims_of("ويعد هذا الهجوم الحادي عشر الذي يستهدف قواعد أمريكية خلال الشهرين الماضيين.", "tally")
    assert claim.quantities[0].best == 11


@pytest.mark.parametrize(
    ("text", "event", "actor", "target"),
    [
        ("قال إن الطيران الحربي حلق في سماء المدينة وقصف مواقع للمسلحين.", "airstrike", "الطيران الحربي", "مواقع"),
        ("قالت السلطات إن قنبلة روسية ألقيت من الجو على مسرح المدينة.", "bombing", "روسية", "مسرح المدينة"),
        ("ورجح المصدر وقوف جماعة بوكو حرام وراء العملية.", "attack", "جماعة بوكو حرام", ""),
        ("لكن الوزارة اتهمت التنظيمات المسلحة بتنفيذه.", "attack", "التنظيمات المسلحة", ""),
        ("واتهم الوزير باكو بمواصلة قصف ستيباناكيرت.", "shelling", "باكو", "ستيباناكيرت"),
        ("قال إن عشرات المنازل سويت بالأرض.", "attack", "", "عشرات المنازل"),
        ("وأسرت كتائب من الزاوية 145 جنديا.", "attack", "كتائب", "145 جنديا"),
        ('وأصيبت سفينة الشحن "تافيشي" التي ترفع علم ليبيريا بصاروخ.', "shelling", "", "سفينة الشحن"),
        ("قال إن المهاجمين، الذين كانوا على متن سيارات، استولوا على أسلحة.", "seizure", "المهاجمين", "أسلحة"),
        ("قال إن 18 من أصل 31 شاحنة أصيبت.", "attack", "", "18 من أصل 31 شاحنة"),
        ("زعم الجيش أن صاروخا هو الذي سقط على المستشفى.", "shelling", "", "المستشفى"),
        ("نفت الوزارة إطلاق أي صواريخ باتجاه كنجة.", "shelling", "الوزارة", "كنجة"),
    ],
)
def test_deeds_in_other_words(text: str, event: str, actor: str, target: str) -> None:
    (claim,) = incidents(text)
    assert claim.event == event
    assert [each.text for each in claim.actors] == ([actor] if actor else [])
    assert [each.text for each in claim.targets] == ([target] if target else [])


def test_who_accuses_behind_an_announcement() -> None:
    (claim,) = incidents("وأعلن الجيش السوري انتهاء الهدنة، متهما الفصائل بقصف المدينة.")
    assert claim.voice.chain[0].text == "الجيش السوري"


@pytest.mark.parametrize(
    ("text", "measure", "number"),
    [
        ("أودى قصف على سوق بحياة شخص على الأقل.", "killed", 1),
        ("أدى القصف إلى 311 إصابة بجراح مختلفة.", "injured", 311),
    ],
)
def test_numbers_of_victims(text: str, measure: str, number: int) -> None:
    (claim,) = incidents(text)
    assert (measure, number) in {(each.measure, each.best) for each in claim.quantities}


@pytest.mark.parametrize("text", ["قال إنهم في منطقة يسيطر عليها المسلحون.", "وشيعت السلطات الضحايا الجمعة."])
def test_what_tells_of_no_deed(text: str) -> None:
    assert incidents(text) == []


@pytest.mark.parametrize(
    ("text", "event", "actor", "target"),
    [
        ("أغار مسلحون على قرية فقتلوا 16 شخصا.", "attack", "مسلحون", "قرية"),
        ("قال إن طائرة مسيرة تابعة له قصفت بالخطأ قرويين.", "drone-strike", "", "قرويين"),
        ("قال إن القوات الجوية دمرت خلال الليل 24 منشأة عسكرية.", "attack", "القوات الجوية", "24 منشأة عسكرية"),
        ("وأضاف أن صواريخ من طراز كاليبر أصابت مركز تدريب.", "shelling", "", "مركز تدريب"),
        ("قال إن طيران التحالف شن ست غارات على مديرية الحزم.", "airstrike", "طيران التحالف", "مديرية الحزم"),
        ("شنت روسيا أحد أكبر هجماتها على أوكرانيا منذ بدء الحرب.", "attack", "روسيا", "أوكرانيا"),
        ("ونفى الجيش نفيا قاطعا استخدام أي مواد كيماوية.", "chemical-attack", "الجيش", ""),
        ("وسقطت صواريخ أطلقت من سوريا على معبر حدودي.", "shelling", "", "معبر حدودي"),
        ("كما استهدفوا ثكنة بصاروخ.", "shelling", "", "ثكنة"),
        ("وطالت الضربات كييف ولفيف.", "attack", "", "كييف"),
        ("أعلنت الفصائل دخول العاصمة دمشق.", "deployment", "الفصائل", ""),
    ],
)
def test_strikes_in_more_words(text: str, event: str, actor: str, target: str) -> None:
    (claim,) = incidents(text)
    assert claim.event == event
    assert [each.text for each in claim.actors] == ([actor] if actor else [])
    assert [each.text for each in claim.targets][:1] == ([target] if target else [])


def test_where_men_come_from_is_not_where_they_struck() -> None:
    (claim,) = incidents("هاجم رجال من الموصل المقر في بغداد.")
    assert [place.text for place in claim.places] == ["بغداد"]


def test_what_was_struck_as_well_is_another() -> None:
    claims = incidents("استهدف المجاهدون ثكنة بالصواريخ. كما استهدفوا دبابة قرب التلة.")
    assert [[each.text for each in claim.targets] for claim in claims] == [["ثكنة"], ["دبابة"]]
    places = incidents("استولت الحركة على جلال آباد، كما سيطرت السبت على مزار شريف.")
    assert [claim.places[0].text for claim in places] == ["جلال آباد", "مزار شريف"]


def test_what_was_avenged_is_told_apart() -> None:
    struck, killed = incidents("استهدفت إيران قاعدة عين الأسد انتقاما لمقتل القائد سالم الجميلي.")
    assert not struck.quantities
    assert killed.quantities


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("نعى الجيش 12 جنديا سقطوا في كمين.", "الجيش"),
        ("وذكر بيان صادر عن الجيش أن ثلاثة جنود قتلوا في كمين.", "بيان صادر عن الجيش"),
        ("أنكر متحدث باسم الأخيرة استهداف المدنيين.", "متحدث"),
        ("ورد الجيش بأن المسلحين قصفوا السجن.", "الجيش"),
        ("قتل جنديان في هجوم. لكن الحكومة وجهت أصابع الاتهام إلى حركة الشباب.", "الحكومة"),
        ("قتل جنديان في هجوم. ونفت حركة طالبان تورطها.", "حركة طالبان"),
        ("وزارة الصحة: ارتفاع حصيلة القصف إلى 30 شهيدا.", "وزارة الصحة"),
        ("الدفاع المدني: انتشال جثامين 12 شهيدا.", "الدفاع المدني"),
        ("ووفقا لكوناشينكوف، تم تدمير 125 دبابة.", "كوناشينكوف"),
        ("زعم التلفزيون مقتل 80، في حين أكد الرئيس عدم وقوع خسائر بشرية.", "الرئيس"),
    ],
)
def test_who_says_it(text: str, speaker: str) -> None:
    assert [holder.text for holder in incidents(text)[-1].voice.chain] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "قتل 40 جنديا في هجوم في كشمير. وأعلن جيش محمد مسؤوليته عن التفجير الذي يعد الأكثر دموية منذ ثلاثة عقود.",
        "قتل 40 جنديا في هجوم في كشمير. وأعلن جيش محمد مسؤوليته.",
        "قتل 40 جنديا في هجوم في كشمير. وتبنى جيش محمد الهجوم.",
        "قتل 40 جنديا في هجوم في كشمير. وتبنى الهجوم جيش محمد.",
    ],
)
def test_who_claimed_it(text: str) -> None:
    _, claimed = incidents(text)
    assert [actor.text for actor in claimed.actors] == ["جيش محمد"]


@pytest.mark.parametrize("text", ["تلقوا أوامر بعدم إطلاق النار.", "هو المقر المسؤول عن اغتيال القادة."])
def test_what_was_not_done_here(text: str) -> None:
    assert incidents(text) == []


def test_another_voice_tells_what_the_strike_hit() -> None:
    text = "استشهد 16 في قصف الاحتلال مدرسة الجاعوني. وزعم متحدث باسم الجيش أن الغارة استهدفت مسلحين في المدرسة."
    told, claimed = incidents(text)
    assert [actor.text for actor in told.actors] == ["الاحتلال"]
    assert claimed.voice.chain[0].text == "متحدث باسم الجيش"
    assert [target.text for target in claimed.targets] == ["مسلحين"]


@pytest.mark.parametrize(
    ("text", "event", "actor"),
    [
        ("احتجزت الشرطة أربعة أشخاص.", "arrest", "الشرطة"),
        ("احتجز مسلحون أربعة أشخاص.", "abduction", "مسلحون"),
        ("قصفت طائرات مسيرة تابعة لحكومة الوحدة الوطنية قوارب مهربين.", "drone-strike", "حكومة الوحدة الوطنية"),
        ("أفادت يريفان بأن الجيش الأذربيجاني استخدم المدفعية ضد غوريس.", "shelling", "الجيش الأذربيجاني"),
        ("قتل ضابط في اشتباكات اندلعت أمس بين الشرطة ومسلحين.", "armed-clash", "الشرطة"),
    ],
)
def test_whose_hands(text: str, event: str, actor: str) -> None:
    (claim,) = incidents(text)
    assert (claim.event, claim.actors[0].text) == (event, actor)


@pytest.mark.parametrize(
    ("text", "measure", "number"),
    [
        ("قتل 59 شخصا وأصيب أكثر من 150 معظمهم من رجال الشرطة في تفجير.", "injured", 150),
        ("هاجموا القرية فقتلوا أكثر من 200 منهم وجرحوا 140 آخرين.", "injured", 140),
        ("وكانت منظمة أطباء بلا حدود قد أعلنت استقبال 160 جريحا.", "injured", 160),
    ],
)
def test_the_wounded(text: str, measure: str, number: int) -> None:
    found = {(each.measure, each.low) for claim in incidents(text) for each in claim.quantities}
    assert (measure, number) in found


def test_no_tie_to_the_attack_denies_it() -> None:
    *_, denied = incidents("قتل ثلاثة في هجوم على المقر. لكن متحدثا باسم الحركة نفى لاحقا أي علاقة لها به.")
    assert (denied.stance, denied.voice.chain[0].text) == ("denied", "متحدثا باسم الحركة")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("وهذه ثالث مواجهة دامية في سجون البلاد منذ فبراير.", 3),
        ("قصفت طائرات قوارب مهربين في ميناء الماية غربي العاصمة للمرة الثانية في غضون أربعة أيام.", 2),
    ],
)
def test_counts_that_stand_far_off(text: str, number: int) -> None:
    (claim,) = _claims_of(text, "tally")
    assert claim.quantities[0].best == number


@pytest.mark.parametrize(
    "text",
    [
        "شن الوزير هجوما حادا على المعارضة.",
        "أصيب اللاعب في ركبته وسيغيب شهرين.",
        "أطلقت الشركة صاروخا إلى الفضاء.",
        "سقط الصاروخ الفضائي في المحيط.",
        "انسحب المرشح من الانتخابات.",
        "خطف اللاعب الأضواء في المباراة.",
        "ذبح المواطنون الأضاحي في أول أيام العيد.",
        "ألقت الطائرة مساعدات غذائية على شمال غزة.",
        "يصادف اليوم ذكرى معركة اليرموك.",
        "لم تؤكد الوزارة مقتل القائد.",
        "من غير الواضح ما إذا كان الجيش قد نفذ الغارة.",
    ],
)
def test_sport_space_rites_and_what_nobody_knows_tell_no_attack(text: str) -> None:
    assert incidents(text) == []


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("ليس صحيحا أن الجيش قصف القرية.", "الجيش"),
        ("فند الجيش مزاعم مقتل عشرة من جنوده.", "الجيش"),
    ],
)
def test_what_is_called_untrue(text: str, actor: str) -> None:
    (claim,) = incidents(text)
    assert (claim.stance, claim.actors[0].text) == ("denied", actor)


@pytest.mark.parametrize(
    ("text", "event", "actor", "target"),
    [
        ("اغتالت مسيرة إسرائيلية قياديا في الحركة.", "drone-strike", "إسرائيلية", "قياديا"),
        ("وقع قصف نفذته مسيرة أمريكية استهدف مقرا للحركة.", "drone-strike", "أمريكية", "مقرا"),
        ("قصفت باكستان فجر الخميس ما قالت إنها مخابئ لانفصاليين.", "shelling", "باكستان", "مخابئ"),
        ("زار الوزير المدينة، متهما إياه بقصف معسكرات.", "shelling", "", "معسكرات"),
        ("داهم مسلحون قرى في النيجر.", "attack", "مسلحون", "قرى"),
        ("قال إن المدفعية الروسية هي التي استهدفت المبنى.", "shelling", "الروسية", "المبنى"),
        ("اقتحم ثلاثة مسلحين يرتدون زي الشرطة مستشفى للولادة.", "attack", "ثلاثة مسلحين", "مستشفى"),
    ],
)
def test_deeds_told_in_passing(text: str, event: str, actor: str, target: str) -> None:
    (claim,) = incidents(text)
    assert claim.event == event
    assert [each.text for each in claim.actors] == ([actor] if actor else [])
    assert [each.text for each in claim.targets] == [target]


def test_who_goes_on_to_kill_in_a_joined_clause() -> None:
    *_, killed = incidents("ودهمت قوة إسرائيلية مستشفى في جنين وأعدمت ثلاثة شبان.")
    assert (killed.event, [actor.text for actor in killed.actors]) == ("execution", ["قوة إسرائيلية"])


def test_what_happens_meanwhile_is_no_demand() -> None:
    *_, taken = incidents("ودعت الأمم المتحدة موسكو إلى سحب قواتها، فيما استولى الروس على محطة تشيرنوبل.")
    assert (taken.stance, taken.voice.manner) == ("asserted", "narrator")


def test_pupils_that_are_missing() -> None:
    (claim,) = incidents("وأكد حاكم الولاية فقدان 333 تلميذا.")
    assert [(each.measure, each.best) for each in claim.quantities] == [("missing", 333)]
    assert claim.voice.chain[0].text == "حاكم الولاية"


def test_a_given_name_that_begins_like_a_conjunction() -> None:
    (claim,) = incidents("قتل 55 شخصا، بحسب الناطق باسم وزارة الصحة وحيد مجروح.")
    assert claim.voice.chain[0].text == "الناطق باسم وزارة الصحة وحيد مجروح"


@pytest.mark.parametrize(
    ("text", "event", "actor", "target"),
    [
        ("وأوضح الناطق أن انتحاريا على دراجة نارية فجر نفسه عند المدخل.", "suicide-bombing", "انتحاريا", ""),
        ("أفاد بأنه صد هجوما بثلاث سيارات مفخخة على معسكره.", "bombing", "", "معسكره"),
        ("وقال الناطق إن قاعدة نيفاتيم أصيبت بأضرار طفيفة.", "attack", "", "قاعدة نيفاتيم"),
        ("أردى شرطي تركي السفير الروسي سالم كارلوف.", "attack", "شرطي تركي", "السفير الروسي سالم كارلوف"),
    ],
)
def test_on_what_and_whom(text: str, event: str, actor: str, target: str) -> None:
    (claim,) = incidents(text)
    assert claim.event == event
    assert [each.text for each in claim.actors] == ([actor] if actor else [])
    assert [each.text for each in claim.targets] == ([target] if target else [])


def test_whom_the_avenged_strike_killed() -> None:
    fired, struck = incidents(
        "أطلق الحرس الثوري صواريخ على إسرائيل ردا على قصف السفارة في دمشق الذي أدى إلى استشهاد سبعة ضباط."
    )
    assert not [each for each in fired.quantities if each.measure == "killed"]
    assert [(each.measure, each.best) for each in struck.quantities] == [("killed", 7)]


def test_less_than_a_week_after() -> None:
    (claim,) = incidents("ويأتي ذلك بعد أقل من أسبوع على مقتل 66 شخصا في هجوم.")
    assert claim.when is not None
    assert claim.when.edtf == "2021-10-27"


@pytest.mark.parametrize(
    ("text", "measure", "number"),
    [
        ("اتهم ناشطون قوات الدعم السريع بقتل 124 مدنيا في قرية.", "killed", 124),
        ("لقي 53 عنصرا، بينهم 17 جنديا و36 متطوعا لمساندة الجيش، مصرعهم في هجوم.", "killed", 53),
        ("قصف الجيش القرية ما خلف قتيلة وثلاثة جرحى.", "killed", 1),
        ("هاجم مسلحون القرية. وقتل جراء ذلك 12 شخصا.", "killed", 12),
    ],
)
def test_the_dead(text: str, measure: str, number: int) -> None:
    found = {(each.measure, each.best) for claim in incidents(text) for each in claim.quantities}
    assert (measure, number) in found


def test_a_date_that_was_set_for_others() -> None:
    (claim,) = _claims_of(
        "أكدت واشنطن إنهاء الإجلاء بحلول 31 ديسمبر، وهو الموعد النهائي الذي حددته طالبان لرحيلها.", "deadline"
    )
    assert [actor.text for actor in claim.actors] == ["طالبان"]
    assert claim.due is not None
    assert claim.due.edtf == "2021-12-31"


def test_under_whose_flag_they_came_is_not_who_acts() -> None:
    claims = incidents("قال إن 30 مسلحا يحملون علم داعش وصلوا وفجروا عبوات ناسفة ثم أحرقوا سيارات.")
    assert {actor.text for claim in claims for actor in claim.actors} == {"30 مسلحا"}
    assert [means.text for claim in claims for means in claim.means] == ["عبوات ناسفة"]


def test_around_a_town_is_that_town() -> None:
    (claim,) = incidents("قصف الجيش السوري ضواحي دمشق.")
    assert claim.places[0].id


def _claims_of(text: str, kind: str) -> list[Claim]:
    return [claim for claim in claims(text) if claim.kind == kind]


def test_a_dateline_is_no_place_of_what_happened_where_nobody_knows() -> None:
    text = "باماكو 6 مارس 2025 - هاجم مسلحون يوم الاثنين موقعا للجيش في {} وقتلوا 11 جنديا."
    (unknown,) = incidents(text.format("ديافارابوغو"))
    assert unknown.places == ()
    (known,) = incidents(text.format("غاو"))
    assert [place.name for place in known.places] == ["Gao"]
    (bare,) = incidents("باماكو 6 مارس 2025 - قتل 11 جنديا في اشتباكات مع مسلحين.")
    assert [place.name for place in bare.places] == ["Bamako"]
