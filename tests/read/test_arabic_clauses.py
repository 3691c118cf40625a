"""Arabic deeds told around their object: of a pronoun, in the passive of تم, by a clause, with the subject alone."""

import pytest

from tests.read.arabic import claims, incidents


@pytest.mark.parametrize(
    ("text", "event", "actor"),
    [
        ("قالت المرأة إنه تم اعتقالها من قبل جنود في المخيم.", "arrest", "جنود"),
        ("روت كيف قام عشرة جنود، من قوة حفظ السلام، باغتصابها في حقل.", "sexual-violence", "عشرة جنود"),
        ("وعند عودتهم هاجمتهم قوة من الجيش في القرية.", "attack", "قوة من الجيش"),
        ("تلاحق الشرطة المسلحين الذين قصفوا سوق كتم مساء الأحد.", "shelling", "المسلحين"),
        ("حاصر مسلحون القرية فجر الأحد.", "attack", "مسلحون"),
        ("الجيش يشتبك مع مسلحين في بلدة كتم", "armed-clash", "الجيش"),
        ("أقدم متظاهرون غاضبون في البقاع على قطع الطريق الدولية.", "protest", "متظاهرون غاضبون"),
        ("أحرق المتظاهرون الذين قدر عددهم بمئتين المقر.", "arson", "المتظاهرون"),
        ("هاجم المتظاهرون أكثر من مركز للشرطة في المدينة.", "riot", "المتظاهرون"),
        ("كما هاجم مفجرون انتحاريون سياسيين.", "attack", "مفجرون انتحاريون"),
        ("قال إن العشرات من مستوطني حومش هاجموا أهالي القرية.", "attack", "العشرات من مستوطني حومش"),
        ("وكانت كتائب القسام، الجناح العسكري لحركة حماس، قد أطلقت صواريخ على البلدات.", "shelling", "كتائب القسام"),
        ("أما الهجوم الأعنف الذي نفذته حركة الشباب فأسفر عن تسعة قتلى.", "attack", "حركة الشباب"),
    ],
)
def test_who_does_what_to_them(text: str, event: str, actor: str) -> None:
    told = [(claim.event, claim.actors[0].text) for claim in incidents(text) if claim.actors]
    assert (event, actor) in told


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("قال السكان إن عددا من المنازل تم تدميرها خلال القصف.", "عددا من المنازل"),
        ("استهدف مفجر انتحاري مركزا لتجنيد الشبان.", "مركزا"),
        ("تعرض ثلاثة رهائن لذبح على يد مسلحين.", "ثلاثة رهائن"),
        ("نجا وزير الدفاع من انفجار سيارة مفخخة في وسط عدن.", "وزير الدفاع"),
        ("قال إن تلاميذ الشيخ احتجزوا أربعة من الشرطة رهائن.", "أربعة من الشرطة"),
        ("جرى تحرير ثلاث قرى صباح الاثنين.", "ثلاث قرى"),
    ],
)
def test_what_is_done_to_whom(text: str, target: str) -> None:
    assert target in {each.text for claim in incidents(text) for each in claim.targets}


def test_the_wounds_of_one_who_is_known() -> None:
    (claim,) = incidents("فجر انتحاري سيارته قرب موكب المحافظ ما أسفر عن إصابته بجروح.")
    assert [(each.measure, each.best) for each in claim.quantities] == [("injured", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "ضربت الأمطار الولاية وتسببت في تدمير ما لا يقل عن 3000 منزل.",
        "وصلت حافلة تقل جنودا إلى المدينة.",
        "حاصر المشجعون الملعب بعد المباراة.",
        "حطم العداء الرقم القياسي في المدينة.",
        "زار الوزير القوة المداهمة في مقرها.",
        "التقى الوزير المسلحين الذين سلموا أسلحتهم.",
    ],
)
def test_what_tells_of_no_deed(text: str) -> None:
    assert incidents(text) == []


def test_a_bomb_that_was_only_tried_is_none() -> None:
    (claim,) = incidents("بعد محاولة مسلحين تفجير 10 طائرات في مطار لندن عام 2006.")
    assert claim.stance == "anticipated"


@pytest.mark.parametrize(
    ("text", "event", "actor"),
    [
        ("أقدم مسلحون يشتبه في انتمائهم لجماعة بوكو حرام على إعدام 11 مدنيا.", "execution", "مسلحون"),
        ("أعلنت القيادة تنفيذ سلاح الجو ضربات على المقر.", "airstrike", "سلاح الجو"),
        ("تمكنت قوات الدفاع الجوي صباحا من اعتراض وتدمير طائرتين مسيرتين.", "interception", "قوات الدفاع الجوي"),
        ("قال إن سلاح الجو رد بقصف تجمعات المسلحين.", "airstrike", "سلاح الجو"),
        ("عمدت قوة إسرائيلية إلى تفخيخ منزلين في ميس الجبل ونسفهما.", "bombing", "قوة إسرائيلية"),
        (
            "المهاجمون، الذين قدموا على متن عشرات الدراجات النارية، تمكنوا من السيطرة على المعسكر.",
            "takeover",
            "المهاجمون",
        ),
        ("أقدم متظاهرون من الخريجين على غلق جسر الزيتون وسط الناصرية.", "protest", "متظاهرون"),
        ("أغار الطيران الحربي على القرية وألقى صاروخين باتجاه أحد المنازل.", "airstrike", "الطيران الحربي"),
    ],
)
def test_who_does_it_over_a_joint(text: str, event: str, actor: str) -> None:
    told = [(claim.event, each.text) for claim in incidents(text) for each in claim.actors]
    assert any(event == got and actor.startswith(who) for got, who in told), told


@pytest.mark.parametrize(
    ("text", "event", "speaker"),
    [
        ("قتل 12 جنديا. وقال الجيش، الذي قال إن مسلحين هاجموا الموقع، ذلك.", "attack", "الجيش"),
        (
            "قصف المقر. واتهم عضو لجنة الأمن والدفاع النيابية سالم الجميلي الجيش بالوقوف وراء القصف.",
            "shelling",
            "عضو لجنة",
        ),
        ("هاجموا المقر. وتبنت الجماعة، عبر مؤسستها الإعلامية، الهجوم.", "attack", "الجماعة"),
    ],
)
def test_who_says_so_over_a_joint(text: str, event: str, speaker: str) -> None:
    told = [(claim.event, claim.voice.chain[0].text) for claim in incidents(text) if claim.voice.chain]
    assert any(event == got and who.startswith(speaker) for got, who in told), told


def test_a_spokesman_who_denies_it_after_a_but() -> None:
    told = incidents("قصف مسلحون حقل الغاز. واتهم الوزير الجماعة بالوقوف وراء القصف، لكن المتحدث باسم الجماعة نفى ذلك.")
    assert told[-1].stance == "denied"


def test_who_has_nothing_to_do_with_it() -> None:
    *_, claim = incidents("هاجم مسلحون المقر. وقال مصدر إن الجماعة لا علاقة لها بالقصف.")
    assert (claim.stance, claim.actors[0].text) == ("denied", "الجماعة")


def test_two_blasts_by_other_arms_are_two() -> None:
    text = "انفجرت عبوة ناسفة في سيارة العقيد.\n\nوفي تعز، انفجر لغم أرضي بحافلة في مديرية مقبنة."
    assert len(incidents(text)) == 2


def test_a_breach_with_its_number() -> None:
    (tally,) = (claim for claim in claims("وهذا هو الخرق الرقم 312 منذ بدء سريان الاتفاق.") if claim.kind == "tally")
    assert tally.quantities[0].best == 312


def test_families_are_no_captives() -> None:
    assert not incidents("ارتفع عدد الأسر التي غادرت المدينة إلى أكثر من 4 آلاف.")


@pytest.mark.parametrize(
    ("text", "event", "actor", "target"),
    [
        ("طائرات مسيرة تقصف مستودعا للوقود في بورتسودان.", "drone-strike", "طائرات مسيرة", "مستودعا"),
        ("مسلحون يهاجمون نقطة للشرطة في كركوك.", "attack", "مسلحون", "نقطة للشرطة"),
        ("قصفت مدفعية النظام بلدة تفتناز.", "shelling", "النظام", "بلدة تفتناز"),
        ("أطاح ضباط في الحرس الرئاسي بالرئيس.", "coup", "ضباط", "الرئيس"),
        ("اقتحم مستوطنون، بحماية جيش الاحتلال، باحات المسجد.", "attack", "مستوطنون", "باحات المسجد"),
        ("اقتاد مسلحون ملثمون أربعة شبان من منازلهم.", "abduction", "مسلحون ملثمون", "أربعة شبان"),
        ("قتل متظاهران وجرح العشرات برصاص قوات الأمن في الناصرية.", "shooting", "قوات الأمن", "متظاهران"),
        (
            "تسللت مجموعة مسلحة إلى القرية وذبحت عائلة من خمسة أفراد.",
            "execution",
            "مجموعة مسلحة",
            "عائلة من خمسة أفراد",
        ),
        ("أجبر مسلحون سكان ثلاث قرى على النزوح.", "displacement", "مسلحون", "سكان ثلاث قرى"),
    ],
)
def test_who_does_what_in_headlines_and_leads(text: str, event: str, actor: str, target: str) -> None:
    told = {
        (claim.event, who.text, whom.text)
        for claim in incidents(text)
        for who in claim.actors
        for whom in claim.targets
    }
    assert (event, actor, target) in told, told


def test_who_is_shot_dead_is_one() -> None:
    (claim,) = incidents("أطلق مسلحون، يستقلون دراجة نارية، النار على مدير مدرسة فأردوه قتيلا.")
    assert [(each.measure, each.best) for each in claim.quantities] == [("killed", 1)]


def test_a_source_before_a_toll_has_all_of_it() -> None:
    (claim,) = incidents("قتل سبعة، وفق حصيلة أولية أوردتها وكالة فرانس برس، في قصف على سوق.")
    assert (claim.event, claim.voice.chain[0].text) == ("shelling", "وكالة فرانس برس")


def test_those_whom_someone_blames_in_scorn() -> None:
    (claim,) = incidents('حمل رئيس الوزراء ميليشيات "خارجة عن القانون" مسؤولية القصف على السفارة.')
    assert [actor.text for actor in claim.actors] == ["ميليشيات"]


@pytest.mark.parametrize(
    "text",
    [
        "وضع النظام الجديد حدا للخلاف في المدينة.",
        "طائرات الركاب تصل إلى المطار.",
        "زار ضباط في الحرس الرئاسي الرئيس.",
        "نقطة للنقاش في المجلس.",
        "تسللت القطة إلى البيت.",
    ],
)
def test_headlines_of_no_deed(text: str) -> None:
    assert incidents(text) == []


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ('وقال لـ"الشرق" ضابط في الشرطة إن مسلحين هاجموا المقر.', ["ضابط في الشرطة", "الشرق"]),
        ('بحسب ما أفاد به سكان محليون "للعربي الجديد"، فقد قصفت المدفعية القرية.', ["سكان محليون", "لعربي"]),
        ('مصدر طبي لـ"الجزيرة": استشهاد 5 فلسطينيين بقصف على خان يونس.', ["مصدر طبي", "الجزيرة"]),
    ],
)
def test_who_told_a_paper_in_quotation_marks(text: str, speakers: list[str]) -> None:
    (claim,) = incidents(text)
    assert [holder.text for holder in claim.voice.chain] == speakers


def test_who_is_thought_to_be_behind_it() -> None:
    (claim,) = incidents("رجح مسؤول محلي أن يكون تنظيم القاعدة وراء الهجوم على المقر.")
    assert [actor.text for actor in claim.actors] == ["تنظيم القاعدة"]


@pytest.mark.parametrize(
    "text",
    ["قال إن الحكومة ليس لها علم بالخطة.", "رجح الوزير أن يكون الحزب وراء القرار.", "قال الوزير إن لا صلة له بالشركة."],
)
def test_ties_and_guesses_about_no_deed(text: str) -> None:
    assert incidents(text) == []
