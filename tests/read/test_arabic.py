"""What Arabic spelling and word order ask for: prefixes, names that hold numbers, victims, terms."""

import pytest

from corrobora.link.identity import keys_of
from corrobora.read.article import read_document
from corrobora.read.language import load_language
from corrobora.types import Claim, Dated, Document


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("وزورفاك", ["و", "زورفاك"]),  # a conjunction before a word that nothing is known of
        ("ويلزماك", ["ويلزماك"]),  # few words begin so but foreign names
        ("كوزناتي", ["كوزناتي"]),  # no conjunction stands behind a preposition
        ("وبالمدينة", ["و", "ب", "المدينه"]),
        ("وأدى", ["و", "ادي"]),  # folded it is spelled as the valley, وادي
        ("وادي", ["وادي"]),
        ("مدينة كالي", ["مدينه", "كالي"]),  # and not "town like to"
        ("في واراب", ["في", "واراب"]),
        ("مدينة وريف", ["مدينه", "و", "ريف"]),
        ("بلدة بالعراق", ["بلده", "ب", "العراق"]),
    ],
)
def test_prefixes(word: str, forms: list[str]) -> None:
    nodes = load_language("ar").vocabulary.words(word)
    assert [node.form for node in nodes] == forms


def test_digits_of_a_name_count_nothing() -> None:
    (claim,) = _incidents("اشتبك اللواء 444 قتال مع مسلحين في طرابلس.")
    assert "اللواء 444 قتال" in {actor.text for actor in claim.actors}
    assert not claim.quantities


def test_who_claims_an_attack_does_not_say_whom_it_hurt() -> None:
    told, claimed = _incidents("قتل 4 جنود في هجوم على قاعدة شرقي مالي. وتبنت سرايا زورفاك الهجوم.")
    assert "4 جنود" in {target.text for target in told.targets}
    assert claimed.act == "claims-responsibility"
    assert "4 جنود" not in {target.text for target in claimed.targets}


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("طالب البرلمان القوات الأجنبية بمغادرة البلاد قبل نهاية العام.", "2021-12-31"),
        ("أمهل المجلس العسكري السفير أسبوعا لمغادرة البلاد.", "2021-11-10"),
        ("أمهلت الجماعة الحكومة حتى نهاية فبراير للانسحاب.", "2022-02-28"),
    ],
)
def test_terms(text: str, due: str) -> None:
    assert [claim.due.edtf for claim in _claims(text) if claim.due is not None] == [due]


def test_nation_of_a_raid_is_its_actor() -> None:
    (claim,) = _incidents("استهدفت غارات روسية مشفى في إدلب.")
    assert [actor.text for actor in claim.actors] == ["روسية"]


@pytest.mark.parametrize(
    "text",
    [
        "تستمر التحقيقات في هجوم مسلح بالعاصمة.",
        "حذر الوزير من أي هجوم على القاعدة.",
        "أدين الرجل بتهمة تنفيذ هجوم في لندن.",
        "تلقى الاقتصاد ضربة موجعة.",
    ],
)
def test_what_is_feared_judged_or_meant_otherwise_did_not_happen(text: str) -> None:
    assert not [claim for claim in _incidents(text) if claim.stance == "asserted"]


def test_speaker_of_a_denial_speaks_on() -> None:
    claims = _claims("ونفى المتحدث باسم الجيش المالي العقيد سليمان زورفاتي سقوط القاعدة، مؤكدا أن 38 جنديا قتلوا.")
    told = [c for c in claims if c.kind == "incident"]
    assert {c.stance for c in told} == {"denied", "asserted"}
    assert all("سليمان زورفاتي" in (c.voice.chain[0].name or "") for c in told)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("قضت مفرزة على إرهابيين اثنين في الموصل.", "attack"),
        ("شنت طائرة مسيرة غارة على سيارة في مأرب.", "drone-strike"),
        ("وقعت غارة بطائرات مسيرة على سيارة في مأرب.", "drone-strike"),
        ("سقطت مدينة غوما في يد المسلحين.", "takeover"),
        ("استولى جنود على القصر في باماكو.", "takeover"),
        ("استولى عسكريون على السلطة في باماكو.", "coup"),
        ("استدعى الجيش 300 ألف من جنود الاحتياط.", "mobilisation"),
        ("تبادل الجانبان القصف في تعز.", "armed-clash"),
        ("احتجزت البحرية الإيرانية سفينة في بندر عباس.", "seizure"),
        ("أدرج المجلس ثلاث شركات على قائمة العقوبات.", "sanction"),
        ("اقتحم محتجون غاضبون مبنى البلدية في صفاقس.", "riot"),
        ("قطع محتجون الطريق في صفاقس.", "protest"),
        ("تعرضت 3 نساء للاغتصاب في تيغراي.", "sexual-violence"),
        ("دمر الجيش 4 طائرات مسيرة فوق عدن.", "interception"),
    ],
)
def test_kinds_of_events(text: str, event: str) -> None:
    assert [claim.event for claim in _incidents(text)] == [event]


@pytest.mark.parametrize(
    ("text", "actor", "target"),
    [
        ("قصف العدو الصهيوني بلدة الخيام.", "israel-army", "بلدة الخيام"),
        ("هاجمت وحدات من الجيش السوري معسكرا في حماة.", "syria-army", "معسكرا"),
        ("تبنت جماعة نصرة الإسلام والمسلمين هجوما على معسكر كاتي.", "jnim", "معسكر كاتي"),
        ("قتل مسلحون فلسطينيون جنديا في جنين.", None, "جنديا"),
    ],
)
def test_who_did_what(text: str, actor: str | None, target: str) -> None:
    (claim,) = _incidents(text)
    assert [each.id for each in claim.actors] == [actor]
    assert target in {each.text for each in claim.targets}


def test_a_verb_with_a_pronoun_has_its_doer_behind_it() -> None:
    (claim,) = _incidents("دمرت ثلاث مدارس استهدفها الجيش السوري في إدلب.")
    assert "syria-army" in {actor.id for actor in claim.actors}
    assert "syria-army" not in {target.id for target in claim.targets}


def test_whom_a_source_told_is_not_the_source() -> None:
    (claim,) = _incidents("أفاد مصدر أمني لوكالة شفق نيوز بمقتل ضابط برتبة نقيب في الطارمية.")
    assert [holder.role for holder in claim.voice.chain][:1] == ["مصدر أمني"]
    assert {(q.measure, q.best) for q in claim.quantities} == {("killed", 1)}


def test_who_is_accused_has_not_claimed_it() -> None:
    told, accused = _incidents("قتل 4 جنود في هجوم في باماكو. واتهم الوزير تنظيم الدولة بالمسؤولية عن الهجوم.")
    assert told.act == "states"
    assert (accused.act, [actor.id for actor in accused.actors]) == ("accuses", ["islamic-state"])


def test_neither_confirmed_nor_denied_is_no_denial() -> None:
    assert [each.act for each in _claims("ولم تؤكد باكو ولم تنف استخدام طائرات مسيرة.")] == ["neither"]


def test_what_is_threatened_is_told_beside_its_deadline() -> None:
    claims = _claims("هددت كتائب الفجر الأسود بقصف المطار ما لم تنسحب القوات الأجنبية قبل نهاية الشهر.")
    assert {claim.kind for claim in claims} >= {"incident", "deadline"}
    (threat,) = [claim for claim in claims if claim.kind == "incident"]
    assert (threat.event, threat.stance) == ("shelling", "anticipated")


def test_our_fighters_are_named_by_their_words() -> None:
    (claim,) = _incidents("هاجم مقاتلونا ثكنة عسكرية في طبريا بالصواريخ.")
    assert [actor.text for actor in claim.actors] == ["مقاتلونا"]


def test_a_foiled_attack_is_stopped_by_whoever_foiled_it() -> None:
    (claim,) = _incidents("أحبطت الشرطة هجوما بسيارة مفخخة على المطار في بغداد.")
    assert (claim.event, claim.stance) == ("interception", "asserted")
    assert [actor.text for actor in claim.actors] == ["الشرطة"]


def test_of_two_who_speak_the_first_may_be_named_before_the_verb() -> None:
    first, second = _incidents("قالت الشرطة إن 3 جنود قتلوا في بغداد. أما وزارة الصحة فأعلنت مقتل 5 جنود في بغداد.")
    assert [claim.voice.chain[0].text for claim in (first, second)] == ["الشرطة", "وزارة الصحة"]


def test_letters_of_the_article_behind_its_preposition() -> None:
    nodes = load_language("ar").vocabulary.words("للجان")
    assert [node.form for node in nodes] == ["ل", "لجان"]  # no ا is lost where the word itself begins with ل


@pytest.mark.parametrize(
    "text",
    [
        "وصل مسلحون في تسع سيارات وأحرقوا منازل السكان.",
        "مسلحون وصلوا في تسع سيارات وأحرقوا منازل السكان.",
    ],
)
def test_verbs_joined_on_have_the_subject_of_the_first(text: str) -> None:
    (claim,) = _incidents(text)
    assert (claim.event, [actor.text for actor in claim.actors]) == ("arson", ["مسلحون"])


def test_who_told_a_paper_speaks_on() -> None:
    said = _incidents("قال ضابط لوكالة رويترز إن مسلحين هاجموا القاعدة، مضيفا أن طائرة قصفت القرية.")
    assert [claim.voice.chain[0].text for claim in said] == ["ضابط", "ضابط"]


def test_what_was_told_is_denied() -> None:
    told, denied = _incidents("اتهمت الحكومة المسلحين بقصف القرية، وهو ما نفته الجماعة.")
    assert (told.event, told.stance, denied.event, denied.stance) == ("shelling", "asserted", "shelling", "denied")
    assert [holder.text for holder in denied.voice.chain] == ["الجماعة"]


def test_an_attack_is_not_how_it_was_stopped() -> None:
    text = "هاجمت طائرات مسيرة ميناء عدن. وأسقط الجيش ثلاث طائرات مسيرة. وتبنت سرايا زورفاك الهجوم."
    assert [claim.event for claim in _incidents(text)] == ["drone-strike", "interception", "drone-strike"]


def test_a_night_is_no_period_of_a_count() -> None:
    claims = _claims("شنت مقاتلات ليل الخميس الجمعة أربع غارات على القاعدة.")
    assert {claim.kind for claim in claims} == {"incident"}


def test_a_count_is_told_once() -> None:
    claims = _claims("شن المسلحون 48 هجوما على سفن تجارية منذ مطلع العام.")
    (claim,) = [each for each in claims if each.kind != "statement"]
    assert claim.kind == "tally"


def test_a_name_is_no_verb() -> None:
    (claim,) = _incidents("قال العميد يحيى سالم مساء الاثنين إن الجيش قصف القاعدة.")
    assert claim.when is not None
    assert claim.when.edtf == "2021-11-01"


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("هاجم مسلحون يستقلون دراجات نارية المقر في تعز.", "مسلحون"),
        ("قال إن قناصا تابعا لجماعة محلية قتل جنديا في تعز.", "قناصا"),
        ("قتل 9 جنود جراء عملية نفذها مسلحون في تعز.", "مسلحون"),
        ("قتل 9 جنود، غالبيتهم من الضباط، خلال زيارة إلى مخيم في مدينة تعز، على أيدي مسلحين.", "مسلحين"),
        ("نفى الوزير ذلك، متهما الجيش بقصف السوق.", "الجيش"),
        ("وقع هجوم على السوق، غير أن السكان حملوا الجيش المسؤولية عنه.", "الجيش"),
    ],
)
def test_who_did_it_stands_behind_an_aside(text: str, actor: str) -> None:
    assert actor in {each.text for claim in _incidents(text) for each in claim.actors}


@pytest.mark.parametrize(
    "text",
    [
        "كشف وزير الإعلام في إدارية محلية عن سقوط 52 قتيلا في هجوم.",
        "كان الجيش المالي قد اعترف في بيان بمقتل 3 جنود.",
        "أعلنت وزارة الصحة، الأحد، ارتفاع حصيلة ضحايا الهجوم إلى 6 قتلى.",
        "نفت الوزارة، في مقابلة مع القناة أمس، ضلوعها في اغتيال الوالي.",
    ],
)
def test_who_tells_a_deed_by_its_noun(text: str) -> None:
    assert all(claim.voice.chain for claim in _incidents(text))


def test_what_was_shot_down_killed_nobody() -> None:
    stopped, told = _incidents("أعلن الجيش إسقاط 31 مسيرة فوق المدينة، وأكد أن امرأة قتلت في القرية.")
    assert [number.measure for number in stopped.quantities] == ["intercepted"]
    assert [number.measure for number in told.quantities] == ["killed"]


def test_the_day_after_is_a_day_later() -> None:
    days = {
        claim.event: claim.when and claim.when.edtf
        for claim in _incidents("قصف الجيش الميناء يوم السبت 30 أكتوبر غداة تفجير في السوق.")
    }
    assert days == {"shelling": "2021-10-30", "bombing": "2021-10-29"}


def test_what_came_before_a_threat_is_not_threatened() -> None:
    (claim,) = [each for each in _incidents("توعد الرئيس الجماعة بالرد بعد اغتيال 3 ضباط في موسكو.") if each.quantities]
    assert claim.stance == "asserted"


@pytest.mark.parametrize(
    ("text", "event", "actor", "target"),
    [
        ("توغلت قوات أجنبية في بلدة زورفاك فجرا.", "attack", "قوات أجنبية", None),
        ("قصف الجيش زورفاكا قديما فجرا.", "shelling", "الجيش", "زورفاكا قديما"),  # what is hit is unknown
        ("تسلل مسلحون إلى القرية وقتلوا 3 مدنيين.", "attack", "مسلحون", "3 مدنيين"),
        ("أطلقت الفصائل رشقة صاروخية باتجاه القاعدة.", "shelling", "الفصائل", "القاعدة"),
        ("رشق محتجون الشرطة بالحجارة.", "riot", "محتجون", "الشرطة"),
        ("تعرضت القرية لقصف الجيش.", "shelling", "الجيش", "القرية"),
        ("قصفت القرية من طرف الجيش.", "shelling", "الجيش", "القرية"),
        ("قصف إسرائيلي على القرية يوقع 3 قتلى.", "shelling", "إسرائيلي", "القرية"),
        ("سحبت الحكومة جنودها من القاعدة.", "withdrawal", "الحكومة", "جنودها"),
        ("دفع الجيش بتعزيزات إلى البلدة.", "deployment", "الجيش", "تعزيزات"),
        ("أجلى الجيش السكان من القرية.", "displacement", "الجيش", "السكان"),
        ("نجا المحافظ من محاولة اغتيال.", "attack", None, "المحافظ"),
        ("زعمت إسرائيل اغتيال ضابط.", "attack", "إسرائيل", "ضابط"),
        ("قالت إن الجيش اشتبك مع مهربين.", "armed-clash", "الجيش", None),
    ],
)
def test_who_did_what_to_whom(text: str, event: str, actor: str | None, target: str | None) -> None:
    (claim,) = _incidents(text)
    assert claim.event == event
    assert actor is None or actor in {each.text for each in claim.actors}
    assert target is None or target in {each.text for each in claim.targets}


@pytest.mark.parametrize(
    ("text", "measure", "number"),
    [
        ("خسر الجيش 12 جنديا في الهجوم.", "killed", 12),
        ("راح 12 شخصا ضحية هجوم.", "killed", 12),
        ("حصد الهجوم أرواح 12 شخصا.", "killed", 12),
        ("قتل فلسطيني في الهجوم.", "killed", 1),
        ("قتل طبيب في الهجوم.", "killed", 1),
        ("قتل قائد الكتيبة في الهجوم.", "killed", 1),
        ("قتل أحد عناصر الجيش بنيران مسلحين.", "killed", 1),
        ("قتل جندي وأصيب آخران في انفجار لغم.", "injured", 2),
        ("تعرض 30 شخصا لإصابات في الانفجار.", "injured", 30),
        ("لا يزال خمسة جنود في عداد المفقودين.", "missing", 5),
        ("وقع 12 جنديا في الأسر.", "captured", 12),
        ("قبضت الشرطة على 12 شخصا.", "arrested", 12),
        ("شن الجيش حملة اعتقالات طالت 12 شابا.", "arrested", 12),
        ("أجبر القصف 5 آلاف شخص على الفرار.", "displaced", 5000),
        ("قال الجيش إن روسيا أطلقت 20 مسيرة وإنه أسقط 9 منها.", "intercepted", 9),
    ],
)
def test_how_many_it_cost(text: str, measure: str, number: int) -> None:
    numbers = {(each.measure, each.best) for claim in _incidents(text) for each in claim.quantities}
    assert (measure, number) in numbers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("السودان: مقتل ثلاثة جنود في هجوم.", None),
        ("مالي: مقتل ثلاثة جنود في هجوم.", None),
        ("وزارة الصحة: مقتل ثلاثة جنود في هجوم.", "وزارة الصحة"),
        ("وبين المتحدث أن ثلاثة جنود قتلوا.", "المتحدث"),
        ("أوضح المتحدث أن فرقه نقلت 9 شهداء إلى المستشفى.", "المتحدث"),
    ],
)
def test_who_told_it(text: str, speaker: str | None) -> None:
    chains = [[holder.text for holder in claim.voice.chain] for claim in _incidents(text)]
    assert chains == [[speaker] if speaker else []]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("وقعت هجمات في مالي والنيجر وبوركينا فاسو.", ["مالي", "النيجر", "بوركينا فاسو"]),
        ("هاجم مسلحون قاعدة شمالي مالي.", ["شمالي مالي"]),
        ("طرابلس - قصف الجيش منزلا في مصراتة.", ["مصراتة"]),  # a dateline is not where it happened
        ("الخرطوم - قصف الجيش القصر.", ["الخرطوم"]),
        ("وقع انفجار في العاصمة الصومالية مقديشو.", ["العاصمة الصومالية مقديشو"]),
    ],
)
def test_where_it_happened(text: str, places: list[str]) -> None:
    assert [[place.text for place in claim.places] for claim in _incidents(text)] == [places]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("يعتزم الجيش قصف القرية.", "anticipated"),
        ("يخطط الجيش لقصف القرية.", "anticipated"),
        ("هدد الجيش بقصف القرية.", "anticipated"),
        ("يرجح أن الجيش قصف القرية.", "hedged"),
        ("رفض الجيش الاتهامات بقصف القرية.", "denied"),
    ],
)
def test_whether_it_happened(text: str, stance: str) -> None:
    (claim,) = _incidents(text)
    assert (claim.stance, [actor.text for actor in claim.actors]) == (stance, ["الجيش"])


def _incidents(text: str) -> list[Claim]:
    return [claim for claim in _claims(text) if claim.kind == "incident"]


def _claims(text: str) -> list[Claim]:
    document = Document("d", "d", text, "", language="ar", published=Dated("2021-11-03", "stated"))
    return list(read_document(document).claims)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("قتل 3 جنود في هجوم في سوريا أمس.", {"سوريا"}),  # written as "a Syrian" is in the accusative
        ("وقع الهجوم شرقي سوريا.", {"شرقي سوريا"}),
        ("قصفت روسيا قرية في أوكرانيا فجرا.", {"روسيا", "أوكرانيا"}),
        ("قتل 12 سوريا في الغارة.", set()),
        ("قتل مسلحون شابا سوريا فجرا.", set()),
    ],
)
def test_states_that_sound_like_their_people(text: str, named: set[str]) -> None:
    reading = read_document(Document("d", "d", text, "", language="ar"))
    assert {value.text for value in reading.values if value.kind == "place"} == named


def test_weapons_of_a_nation_tell_whose_the_strike_is() -> None:
    (claim,) = _incidents("استهدفت طائرات مسيرة إسرائيلية منزلا في بيروت فجرا.")
    assert claim.event == "drone-strike"
    assert [actor.name for actor in claim.actors] == ["إسرائيل"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("اقتحمت قوات الاحتلال مخيم جنين فجرا.", "الجيش الإسرائيلي"),
        ("قصفت قوات الاحتلال مدينة خيرسون فجرا.", "الجيش الروسي"),
        ("قصفت قوات الاحتلال بلدة قرب باماكو فجرا.", None),
    ],
)
def test_whose_the_occupation_forces_are(text: str, name: str | None) -> None:
    (claim,) = _incidents(text)
    assert [actor.name for actor in claim.actors] == [name]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("هوجمت 30 قرية فجرا.", "attack"),
        ("اقتيد 150 مدنيا إلى جهة غير معلومة.", "abduction"),
    ],
)
def test_passives_that_are_spelled_otherwise(text: str, event: str) -> None:
    (claim,) = _incidents(text)
    assert claim.event == event
    assert not claim.actors


@pytest.mark.parametrize(
    ("text", "event", "actors"),
    [
        ("نفذ تنظيم زورفاك حكم الإعدام بحق أربعة مدنيين.", "execution", ["تنظيم زورفاك"]),
        ("قطع مسلحون رؤوس 10 قرويين فجرا.", "execution", ["مسلحون"]),
        ("دخل وقف إطلاق النار حيز التنفيذ فجر الاثنين.", "agreement", []),
        ("فجر انتحاري حزامه الناسف وسط السوق، ما أدى إلى مقتل ستة أشخاص.", "suicide-bombing", ["انتحاري"]),
        ("انتحاري فجر حزامه قرب المسجد فقتل عشرة.", "suicide-bombing", ["انتحاري"]),
        ("اشتبك الفصيلان في ريف إدلب وقتل خمسة.", "armed-clash", ["الفصيلان"]),
        ("أعلنت القيادة المركزية تنفيذ ضربات على مواقع في سوريا.", "attack", ["القيادة المركزية"]),
        ("أعلن المتحدث باسم الجيش سالم الجميلي تنفيذ ضربات على مواقع في سوريا.", "attack", ["الجيش"]),
        ("قصفت مسيرات الجيش مطار كسلا.", "drone-strike", ["الجيش"]),
        ("استهدفت مسيرة تابعة للجيش مستشفى في كسلا.", "drone-strike", ["للجيش"]),
        ("وقع قصف للمدرسة نفذته القوات الروسية.", "shelling", ["القوات الروسية"]),
    ],
)
def test_deeds_and_who_did_them(text: str, event: str, actors: list[str]) -> None:
    (claim,) = _incidents(text)
    assert (claim.event, [actor.text for actor in claim.actors]) == (event, actors)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("قصفت مسيرة مطار كسلا فجر الأحد.", {"كسلا"}),  # and not "like will not"
        ("قتل جنديان في هجوم في بورنو.", {"بورنو"}),
        ("قتل جنديان في هجوم في مصياف.", {"مصياف"}),
        ("قتل جنديان في زورفاك شمال كيدال.", {"زورفاك", "شمال كيدال"}),
    ],
)
def test_towns_by_their_arabic_names(text: str, places: set[str]) -> None:
    (claim,) = _incidents(text)
    assert {place.text for place in claim.places} == places


def test_who_denies_has_not_done_it() -> None:
    told, denied = _incidents("قال شهود إن إسرائيل قصفت مطار دمشق. ونفى المتحدث باسم سلاح الجو يوري زورفاك ذلك.")
    assert [actor.text for actor in told.actors] == [actor.text for actor in denied.actors] == ["إسرائيل"]


def test_a_role_with_an_article_is_whoever_had_it_before() -> None:
    text = "قال مسؤول محلي لوكالة رويترز إن مسلحين هاجموا قرية في مالي. وأضاف المسؤول أن السكان فروا."
    added = next(claim for claim in _claims(text) if "فروا" in claim.span.of(text))
    assert [holder.name for holder in added.voice.chain] == ["مسؤول محلي", "رويترز"]


def test_an_article_behind_a_preposition_keeps_its_letters() -> None:
    (claim,) = _claims("وجه الحزب إنذارا للمجلس العسكري لإعادة السلطة قبل نهاية فبراير.")
    assert [value.text for value in claim.addressees] == ["للمجلس العسكري"]
    assert keys_of(claim.addressees) == {"name:المجلس العسكري"}


@pytest.mark.parametrize(
    "text",
    [
        "هاجم زعيم المعارضة الحكومة بشدة.",
        "هاجمت الصحيفة رئيس الوزراء.",
        "يروي الفيلم قصة كمين نصبه مسلحون لقافلة.",
        "خاض الحزب معركة انتخابية شرسة في العاصمة.",
        "ألقت الشرطة القبض على لص سطا على محل مجوهرات.",
        "انفجرت أسطوانة غاز في منزل فقتل اثنان.",
        "قتل حريق ثلاثة أطفال في القاهرة.",
        "سيطر الفريق على مجريات المباراة.",
    ],
)
def test_politics_films_thieves_and_accidents_are_no_incidents(text: str) -> None:
    assert not _incidents(text)


def test_who_shows_footage_of_a_strike_has_done_it() -> None:
    (claim,) = _incidents("نشرت كتائب القسام مشاهد لاستهداف دبابة شرق خان يونس.")
    assert claim.act == "announces"
    assert [actor.text for actor in claim.actors] == [h.text for h in claim.voice.chain] == ["كتائب القسام"]


def test_a_matter_that_is_denied() -> None:
    told, denied = _incidents("اتهمت الحكومة المسلحين بقصف القرية، الأمر الذي نفاه المتحدث باسم الجماعة سالم زورفاك.")
    assert (told.stance, denied.stance, denied.event) == ("asserted", "denied", "shelling")
    assert [holder.name for holder in denied.voice.chain] == ["سالم زورفاك"]


def test_what_is_left_open_is_not_told() -> None:
    text = "نفذت مقاتلات أميركية سبع غارات على المقر. ولم تذكر القناة ما إذا كانت الغارات قد أوقعت ضحايا."
    assert len(_incidents(text)) == 1


@pytest.mark.parametrize(
    ("text", "event", "targets"),
    [
        ("قال الحاكم إن ضربة روسية بقنابل موجهة أصابت مبنى سكنيا.", "airstrike", ["مبنى سكنيا"]),
        ("استهدفت طائرة روسية مسيرة المقر.", "drone-strike", ["المقر"]),
        ("توغلت قوات الاحتلال في بلدة بيت حانون.", "attack", ["بلدة بيت حانون"]),
        ("ارتكب الجيش مجزرة بقصف مدرسة.", "massacre", ["مدرسة"]),
        ("فرقت الشرطة بالغاز المسيل للدموع متظاهرين.", "crackdown", ["متظاهرين"]),
    ],
)
def test_what_is_hit(text: str, event: str, targets: list[str]) -> None:
    (claim,) = _incidents(text)
    assert (claim.event, [target.text for target in claim.targets]) == (event, targets)


@pytest.mark.parametrize(
    ("text", "event", "actor", "target"),
    [
        ("اعترض مسلحون قافلة شاحنات وخطفوا سائقين.", "attack", "مسلحون", "قافلة شاحنات"),
        ("قصف الطيران الحربي التابع للجيش السوداني سوقا.", "airstrike", "الطيران الحربي", "سوقا"),
        ("قصفت المدفعية التركية قرية في ريف حلب.", "shelling", "التركية", "قرية"),
        ("أصابت قذيفة حوثية منزلا في تعز.", "shelling", "حوثية", "منزلا"),
        ("فجر انتحاري من حركة الشباب نفسه في مقهى.", "suicide-bombing", "انتحاري", ""),
        ("نفذت مسيرة غارة استهدفت دراجة نارية.", "drone-strike", "مسيرة", "دراجة نارية"),
        ("سقطت مسيرة أوكرانية على مبنى سكني.", "drone-strike", "أوكرانية", "مبنى سكني"),
        ("تمكنت وحدات الجيش من تحرير بلدة كفر عين.", "takeover", "وحدات الجيش", "بلدة كفر عين"),
        ("استولى ضباط في الجيش على السلطة.", "coup", "ضباط", "السلطة"),
        ("ألقت الحكومة باللوم على المسلحين في قصف المدينة.", "shelling", "المسلحين", "المدينة"),
        ("فرقت الشرطة بالقنابل المسيلة للدموع متظاهرين.", "crackdown", "الشرطة", "متظاهرين"),
        ("هاجم مسلحون كمينا أمنيا في العريش.", "attack", "مسلحون", "كمينا أمنيا"),
    ],
)
def test_what_agencies_write(text: str, event: str, actor: str, target: str) -> None:
    claim = _incidents(text)[0]
    assert claim.event == event
    assert [value.text for value in claim.actors] == ([actor] if actor else [])
    assert not target or target in {value.text for value in claim.targets}


@pytest.mark.parametrize("text", ["وقع الهجوم في محيط المدينة.", "وقع الهجوم في ضواحي العاصمة."])
def test_around_the_city_names_no_place(text: str) -> None:
    assert [place for claim in _incidents(text) for place in claim.places] == []


def test_who_told_an_agency_without_a_preposition() -> None:
    (claim,) = _incidents("قتل تسعة جنود في كمين قرب كيدال، وفق ما أفاد مسؤول أمني وكالة رويترز.")
    assert [holder.text for holder in claim.voice.chain] == ["مسؤول أمني", "وكالة رويترز"]


def test_what_somebody_goes_on_to_deny() -> None:
    *_, denied = _incidents("قالت قوات الدعم السريع إنها هاجمت معسكرا للجيش، ونفت استهداف المدنيين.")
    assert (denied.stance, [actor.text for actor in denied.actors]) == ("denied", ["قوات الدعم السريع"])


def test_charges_that_are_denied_are_one_claim() -> None:
    (claim,) = _incidents("نفت أذربيجان اتهامات أرمينيا بإطلاق النار على مواقع حدودية.")
    assert (claim.event, claim.stance, claim.voice.chain[0].text) == ("shooting", "denied", "أذربيجان")


def test_attacks_that_somebody_counted() -> None:
    claims = _claims("سجلت المنظمة 214 هجوما على مستشفيات، منها 90 هجوما في الخرطوم.")
    whole, part = (claim for claim in claims if claim.kind == "tally")
    assert [claim.quantities[0].best for claim in (whole, part)] == [214, 90]
    assert [claim.voice.chain[0].text for claim in (whole, part)] == ["المنظمة", "المنظمة"]


def test_the_first_attack_of_two_is_no_count() -> None:
    assert {claim.kind for claim in _claims("الهجوم الأول استهدف حافلة قرب مدينة تدمر.")} == {"incident"}


@pytest.mark.parametrize(
    "text",
    [
        "انفجرت عبوة في السيارة التي يستخدمها الحراس الثلاثاء.",
        "فجر انتحاري سيارة مفخخة الثلاثاء قبل أن يقتحم مسلحون المبنى.",
    ],
)
def test_present_in_a_clause_aside_leaves_the_day_past(text: str) -> None:
    claim = _incidents(text)[0]
    assert claim.when is not None
    assert claim.when.edtf == "2021-11-02"
