"""Arabic reports that tell in joints of their own who did it, to whom, where, when, how many died, and who says so."""

from collections.abc import Sequence

import pytest

from corrobora.types import Claim, Value
from tests.read.arabic import claims, incidents


def numbers(claim: Claim) -> dict[str | None, int | None]:
    """Return how many a claim tells of, the first by each measure."""
    return {each.measure: each.best for each in reversed(claim.quantities)}


def names(values: Sequence[Value]) -> list[str]:
    """Return the words of actors, targets or means."""
    return [value.text for value in values]


@pytest.mark.parametrize(
    ("text", "actors", "targets"),
    [
        ("شن منشقون عن حركة زورفاك هجوما على مراكز للشرطة في كاوكا.", ["منشقون"], ["مراكز"]),
        ("هاجم منشقون عن جيش التحرير الوطني قاعدة عسكرية في أراوكا.", ["منشقون"], ["قاعدة عسكرية"]),
        ("نفذ مسلحون منفصلون عن تنظيم القاعدة هجوما على ثكنة في شبوة.", ["مسلحون"], ["ثكنة"]),
        ("شن مقاتلون انشقوا عن الحركة هجوما على معسكر للجيش في جوبا.", ["مقاتلون"], ["معسكر"]),
    ],
)
def test_those_who_left_a_group_do_not_attack_it(text: str, actors: list[str], targets: list[str]) -> None:
    (claim,) = incidents(text)
    assert (names(claim.actors), names(claim.targets)) == (actors, targets)


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("قال الوزير إن المسلحين فتحوا النار وأطلقوا سراح ثلاثة سجناء ونهبوا مصرفا.", ["المسلحين"]),
        ("أطلق المهاجمون سراح ثلاثة سجناء ونهبوا مصرفا.", ["المهاجمون"]),
        ("هاجموا القرية وضربوا ثلاثة رجال وأحرقوا عشرة منازل.", []),
    ],
)
def test_whom_they_hit_or_freed_did_not_do_what_they_did_next(text: str, actors: list[str]) -> None:
    assert names(incidents(text)[-1].actors) == actors


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("نفت وزارة الدفاع مقتل أي جندي في هجوم شنته حركة الشباب على القاعدة.", ["حركة الشباب"]),
        ("نفى قائد الجيش الجنرال صالح أحمد مقتل جنود في كمين نصبه تنظيم داعش.", ["تنظيم داعش"]),
        ("نفى الجيش قتل مدنيين في القرية.", ["الجيش"]),
    ],
)
def test_who_denies_that_men_died_did_not_kill_them(text: str, actors: list[str]) -> None:
    (claim,) = incidents(text)
    assert (claim.stance, names(claim.actors)) == ("denied", actors)


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("أمهلت الحركة السكان حتى الجمعة لتسليم أسلحتهم، متوعدة بإحراق منازلهم.", ["الحركة"]),
        ("طالب الخاطفون بفدية، مهددين بقتل الرهائن.", ["الخاطفون"]),
        ("زارت الجماعة القرية أمس، متوعدة بقصف المدرسة.", ["الجماعة"]),
        ("وكانت الحركة قد أمهلت سكان القرية حتى الجمعة لتسليم أسلحتهم، متوعدة بإحراق منازلهم.", ["الحركة"]),
        ("المسلحون زاروا الثكنة أمس، مهددين بقتل الرهائن.", ["المسلحون"]),
    ],
)
def test_what_is_threatened_in_passing_has_not_happened(text: str, actors: list[str]) -> None:
    (claim,) = incidents(text)
    assert (claim.stance, names(claim.actors)) == ("anticipated", actors)
    assert [holder.text for holder in claim.voice.chain] == actors


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("استقبل المستشفى 160 جريحا، توفي 25 منهم متأثرين بإصاباتهم.", {"injured": 160, "killed": 25}),
        ("نقل إلى المستشفى 40 جريحا، فارق ثلاثة منهم الحياة.", {"injured": 40, "killed": 3}),
        ("فارق طفلان الحياة متأثرين بجراحهما بعد غارة على رفح.", {"killed": 2}),
        ("قتل ضابط برتبة نقيب واثنان من الجنود وأصيب أربعة آخرون بانفجار عبوة.", {"killed": 3, "injured": 4}),
        ("قتل ضابط برتبة عقيد وأصيب جنديان في كركوك.", {"killed": 1, "injured": 2}),
        ("قتل القائد محمد سالم جابر و12 من عناصره في غارة أمريكية.", {"killed": 13}),
    ],
)
def test_who_died_of_wounds_and_who_died_with_an_officer(text: str, told: dict[str, int]) -> None:
    (claim,) = incidents(text)
    assert numbers(claim) == told


def test_whom_they_took_did_not_kill_those_of_them_who_died() -> None:
    taken, killed = incidents("اختطف المسلحون 30 طالبا قتل خمسة منهم لاحقا.")
    assert (names(taken.actors), numbers(taken)) == (["المسلحون"], {"abducted": 30})
    assert (names(killed.actors), numbers(killed)) == ([], {"killed": 5})


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("قتل 21 مدنيا في هجوم، حسبما قال لوكالة فرانس برس الأحد مسؤولان محليان.", "مسؤولان محليان"),
        ("قصف الجيش بلدة نيالا أمس، على ما أكد لرويترز الثلاثاء مصدر طبي.", "مصدر طبي"),
        ("انفجرت عبوة في كركوك، وفق ما قال لشبكة رووداو ضابط في الشرطة.", "ضابط في الشرطة"),
        ("أصيب طفلان بلغم، بحسب ما أفاد وكالة الأناضول مصدر محلي.", "مصدر محلي"),
        ("اتهمت جمعية تابواتال بولاكو مقاتلي فاغنر بإعدام ستة رعاة.", "جمعية تابواتال بولاكو"),
        ("اتهمت منظمة كيسال عناصر الجيش بقتل 12 مدنيا في موبتي.", "منظمة كيسال"),
        ("أفادت شركة أمبري بتلقيها تقريرا عن هجوم على ناقلة نفط.", "شركة أمبري"),
        ("وكانت هيئة الملاحة قد أفادت بتلقيها بلاغا عن انفجار قرب عدن.", "هيئة الملاحة"),
        ("وبحسب تعداد لوكالة الصحافة الفرنسية، قتل في لبنان 412 شخصا.", "وكالة الصحافة الفرنسية"),
        ("وبحسب أرقام جمعتها منظمة أكليد، قتل 900 مدني منذ يناير.", "منظمة أكليد"),
        ("اتهم الجيش في بيان على فيسبوك قوات الدعم السريع بقصف السوق.", "الجيش"),
        ("اتهمت الحركة في منشور على منصة إكس الجيش بقصف السوق.", "الحركة"),
    ],
)
def test_who_said_it_stands_behind_whom_he_told_and_where(text: str, holder: str) -> None:
    (said,) = {claim.voice.chain[0].text for claim in incidents(text)}
    assert said.endswith(holder)


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("اتهمت جمعية تابواتال بولاكو مقاتلي فاغنر بإعدام ستة رعاة.", ["مقاتلي فاغنر"]),
        ("اتهم تحالف كانامبي مسلحي الحركة بحرق ثلاث قرى.", ["مسلحي الحركة"]),
        ("اتهم الجيش في بيان على فيسبوك قوات الدعم السريع بقصف السوق.", ["قوات الدعم السريع"]),
    ],
)
def test_the_accused_are_no_part_of_their_accusers_name(text: str, actors: list[str]) -> None:
    assert [names(claim.actors) for claim in incidents(text)] == [actors]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("قتل 12 مسلحا في ضواحي مدينة عدن يبال بمحافظة شبيلي الوسطى.", "عدن يبال"),
        ("هاجم مسلحون قرية يان دوتو بولاية زمفرا.", "يان دوتو"),
        ("قتل 12 شخصا في هجوم على قرية غوزا كارا في ولاية بورنو.", "غوزا كارا"),
        ("هاجم مسلحون بلدة دير حافر في ريف حلب.", "دير حافر"),
    ],
)
def test_towns_whose_names_begin_like_another_towns(text: str, places: str) -> None:
    (claim,) = incidents(text)
    assert claim.places[0].text.endswith(places)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("تعرضت القاعدة في ريف رميلان لهجوم بصواريخ انطلقت من بلدة زمار شمالي الموصل.", {"ريف رميلان"}),
        ("استهدفت مسيرات انطلقت من العراق ميناء إيلات.", {"إيلات"}),
        ("هاجم المسلحون قرية في تيلابيري ثم فروا باتجاه مالي.", {"تيلابيري"}),
        ("أحرق المهاجمون سوقا في جيبو قبل أن يلوذوا بالفرار باتجاه مالي.", {"جيبو"}),
        ("نفذت مسيرة غارة على سيارة عند المدخل الجنوبي لمدينة صور.", {"مدينة صور"}),
        ("انفجرت عبوة عند المدخل الشرقي لمدينة بعقوبة.", {"مدينة بعقوبة"}),
    ],
)
def test_it_happened_where_it_hit(text: str, places: set[str]) -> None:
    (claim,) = incidents(text)
    assert {place.text for place in claim.places} == places


def test_where_fire_was_set() -> None:
    (claim,) = incidents("أضرم المهاجمون النار في القرية فجرا.")
    assert (claim.event, names(claim.actors), names(claim.targets)) == ("arson", ["المهاجمون"], ["القرية"])


def test_the_first_and_the_second_raid() -> None:
    text = "استهدفت الغارة الأولى منزلا في الخيام، فيما استهدفت الثانية سيارة بصاروخ."
    first, second = incidents(text)
    assert (names(first.targets), names(second.targets)) == (["منزلا"], ["سيارة"])
    assert (names(first.means), names(second.means)) == (["الغارة"], ["صاروخ"])


@pytest.mark.parametrize(
    ("text", "event", "targets"),
    [
        ("تسبب هجوم بمسيرة أوكرانية في اندلاع حريق في مصفاة نفط.", "drone-strike", ["مصفاة نفط"]),
        ("أدى قصف روسي إلى اندلاع حريق في محطة كهرباء في أوديسا.", "shelling", ["محطة كهرباء"]),
        ("أعلن الجيش مصادرة 300 كيلوغرام من المتفجرات.", "seizure", ["المتفجرات"]),
        ("هاجم المسلحون الثكنة فجرا وقصفوا بالمدفعية مدرسة.", "shelling", ["الثكنة", "مدرسة"]),
    ],
)
def test_what_burned_what_was_seized_and_what_was_shelled(text: str, event: str, targets: list[str]) -> None:
    assert incidents(text)[0].event == event
    assert [each for claim in incidents(text) for each in names(claim.targets)] == targets


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("قالت الشرطة إن عدد القتلى لا يتجاوز خمسة.", 5),
        ("قال المتحدث إن عدد المخطوفين لا يتعدى 18 شخصا.", 18),
    ],
)
def test_no_more_than_so_many(text: str, most: int) -> None:
    (claim,) = incidents(text)
    assert [each.high for each in claim.quantities] == [most]


def test_who_cut_their_throats() -> None:
    (claim,) = incidents("لقي 12 مزارعا مصرعهم ذبحا على أيدي عناصر من بوكو حرام.")
    assert names(claim.actors) == ["عناصر من بوكو حرام"]


def test_an_ultimatum_to_free_whom_they_took_a_week_ago() -> None:
    text = "أمهل الرئيس الجماعة 72 ساعة لإطلاق سراح جندي خطف قبل أسبوع في بلدة سواريس."
    (limit,) = (claim for claim in claims(text) if claim.kind == "deadline")
    assert limit.due is not None
    assert (names(limit.actors), limit.due.edtf) == (["الرئيس"], "2021-11-06")


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("قتل 900 مدني خلال الأشهر الأربعة الأولى من العام الجاري.", "2021-01-01/2021-04-30"),
        ("قتل 900 مدني خلال الأشهر الثلاثة الأولى من عام 2020.", "2020-01-01/2020-03-31"),
    ],
)
def test_the_first_months_of_a_year(text: str, period: str) -> None:
    (claim,) = incidents(text)
    assert claim.when is not None
    assert claim.when.edtf == period


def test_nothing_happened_where_a_siege_is_to_end() -> None:
    (claim,) = incidents("توعدت الجماعة بشن هجمات حتى رفع الحصار عن غزة.")
    assert (claim.stance, claim.places) == ("anticipated", ())


@pytest.mark.parametrize(
    "text",
    [
        "أسقطت الدفاعات الجوية الأوكرانية ليل الأحد 20 مسيرة من أصل 23 أطلقتها روسيا.",
        "اعترضت القوات ليلا 12 صاروخا أطلقتها روسيا على كييف.",
    ],
)
def test_whose_drones_were_shot_down_shot_down_none(text: str) -> None:
    assert [claim.event for claim in incidents(text)] == ["interception"]
    assert all("روسيا" not in names(claim.actors) for claim in incidents(text))


def test_upon_whom_they_fell_is_not_called_ali() -> None:
    (claim,) = incidents("أعلن جيش الاحتلال أنه قضى على حسين مكي، القيادي في حزب الله.")
    assert names(claim.targets) == ["حسين مكي"]
    assert claim.actors


@pytest.mark.parametrize(
    ("text", "actors", "targets"),
    [
        ("صدم انتحاري بسيارته المفخخة حافلة مدرسية في كويتا.", ["انتحاري"], ["حافلة مدرسية"]),
        ("صدم مهاجم بسيارة ملغومة مقر الشرطة في بيشاور.", ["مهاجم"], ["مقر الشرطة"]),
    ],
)
def test_who_drove_a_bomb_into_what(text: str, actors: list[str], targets: list[str]) -> None:
    (claim,) = incidents(text)
    assert (claim.event, names(claim.actors), names(claim.targets)) == ("suicide-bombing", actors, targets)


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("قال الناطق إن الجيش هو من قصف السوق.", ["الجيش"]),
        ("قالت الحركة إن قوات الاحتلال هي التي قتلت الأسرى.", ["قوات الاحتلال"]),
        ("قال الحاكم إن المتمردين هم من أضرموا النار في المستودعات.", ["المتمردين"]),
    ],
)
def test_it_was_they_who_did_it(text: str, actors: list[str]) -> None:
    (claim,) = incidents(text)
    assert names(claim.actors) == actors


@pytest.mark.parametrize(
    ("text", "said", "stance"),
    [
        ("اتهمت أوكرانيا روسيا بقصف المستشفى، وهو اتهام تنفيه موسكو.", "موسكو", "denied"),
        ("اتهم الوزير الهند بقصف القرية، وهي اتهامات رفضتها نيودلهي.", "نيودلهي", "denied"),
        ("أصيب 18 شخصا في قصف على مخيم. وألقت الحكومة بالمسؤولية على الجيش الرواندي.", "الحكومة", "asserted"),
        ("أصيب 18 شخصا في قصف على مخيم. وألقت واشنطن باللوم على الجيش الرواندي.", "واشنطن", "asserted"),
    ],
)
def test_who_rejects_the_charge_and_who_lays_it(text: str, said: str, stance: str) -> None:
    claim = incidents(text)[-1]
    assert [holder.text for holder in claim.voice.chain] == [said]
    assert (claim.event, claim.stance) == ("shelling", stance)
    assert claim.actors


def test_a_plane_that_did_not_fall_made_no_raid() -> None:
    assert incidents("نفى الناطق باسم الجيش سقوط أي طائرة.") == []


def test_what_a_town_is_like_is_no_part_of_its_name() -> None:
    (claim,) = incidents("سيطر المتمردون على بلدة زورفاك الغنية بالذهب.")
    assert names(claim.targets) == ["بلدة زورفاك"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("أسفرت ضربة جوية نفذها الجيش فجر الاثنين على دير يؤوي نازحين عن سقوط 23 قتيلا.", "2021-11-01"),
        ("قصف الطيران الاثنين مدرسة تؤوي نازحين في غزة.", "2021-11-01"),
        ("أعلن الجيش أنه يبدأ الانسحاب الأحد.", "2021-11-07"),
    ],
)
def test_whom_a_convent_shelters_tells_no_future(text: str, day: str) -> None:
    (claim,) = incidents(text)
    assert claim.when is not None
    assert claim.when.edtf == day


@pytest.mark.parametrize(
    "text", ["سيطر مسلحون من حركة الشباب المحلية لساعات على بلدة بالما.", "سيطر مسلحون لأيام على بلدة بالما."]
)
def test_towns_that_were_held_for_hours(text: str) -> None:
    (claim,) = incidents(text)
    assert (claim.event, names(claim.targets)) == ("takeover", ["بلدة بالما"])


def test_nobody_knows_how_many_of_those_killed_or_hurt_were_killed() -> None:
    assert incidents("أفاد المكتب بأن 2505 أشخاص قتلوا أو أصيبوا في أعمال عنف.") == []


def test_agencies_of_a_dateline_say_nothing() -> None:
    (claim,) = incidents("بغداد/ وكالات: هاجم مسلحون سجن التاجي، على ما أعلنت نقابة الشرطة.")
    assert [holder.text for holder in claim.voice.chain] == ["نقابة الشرطة"]
