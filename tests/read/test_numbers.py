"""Numbers in three languages: how many, of how many, which in a row, and what only looks like a count."""

from collections.abc import Callable

import pytest

from corrobora.read.language import load_language
from corrobora.read.node import Node
from corrobora.read.numbers import Amount, amount, ordinal
from corrobora.read.sentence import regroup, split
from corrobora.types import Passage, Span

ENGLISH = (
    "zero one two three four five six seven eight nine ten "
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
FRENCH = (
    "zéro un deux trois quatre cinq six sept huit neuf dix "
    "onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf"
)
FRENCH_TENS = "vingt trente quarante cinquante soixante"
ARABIC = "صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة"
ARABIC_TENS = "عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون"
ARABIC_HUNDREDS = "مئة مئتان ثلاثمئة أربعمئة خمسمئة ستمئة سبعمئة ثمانمئة تسعمئة"


def nodes(code: str, text: str) -> list[Node]:
    language = load_language(code)
    out = []
    for sentence in split(text, [Passage("body", Span(0, len(text)))], language):
        regroup([sentence], language, "numbers")
        out += sentence.nodes
    return out


def amounts(code: str, text: str) -> list[Amount]:
    return [amount(node) for node in nodes(code, text) if node.has("num")]


def ranks(code: str, text: str) -> list[int | None]:
    return [ordinal(node) for node in nodes(code, text) if node.has("ordinal")]


def english(n: int) -> str:
    if n >= 1000:
        return f"{english(n // 1000)} thousand" + (f" {english(n % 1000)}" if n % 1000 else "")
    if n >= 100:
        return f"{english(n // 100)} hundred" + (f" and {english(n % 100)}" if n % 100 else "")
    tens = ENGLISH_TENS.split()[n // 10 - 2] if n >= 20 else ""
    return ENGLISH.split()[n] if n < 20 else tens + (f"-{ENGLISH.split()[n % 10]}" if n % 10 else "")


def french(n: int) -> str:
    if n >= 1000:
        return ("" if n < 2000 else f"{french(n // 1000)} ") + "mille" + (f" {french(n % 1000)}" if n % 1000 else "")
    if n >= 100:
        several = "s" if n >= 200 and n % 100 == 0 else ""
        return (
            ("" if n < 200 else f"{french(n // 100)} ") + f"cent{several}" + (f" {french(n % 100)}" if n % 100 else "")
        )
    if n < 20:
        return FRENCH.split()[n]
    if n >= 60:
        base, rest = ("soixante", n - 60) if n < 80 else ("quatre-vingt", n - 80)
        if not rest:
            return "soixante" if n == 60 else "quatre-vingts"
        return base + (" et " if n in {61, 71} else "-") + french(rest)
    return FRENCH_TENS.split()[n // 10 - 2] + ("" if n % 10 == 0 else " et un" if n % 10 == 1 else f"-{french(n % 10)}")


def arabic(n: int) -> str:
    if n >= 1000:
        thousands = n // 1000
        head = (
            "ألف"
            if thousands == 1
            else "ألفان"
            if thousands == 2
            else f"{arabic(thousands)} " + ("آلاف" if 3 <= thousands <= 10 else "ألفا")
        )
        return head + (f" و{arabic(n % 1000)}" if n % 1000 else "")
    if n >= 100:
        return ARABIC_HUNDREDS.split()[n // 100 - 1] + (f" و{arabic(n % 100)}" if n % 100 else "")
    if n <= 10:
        return ARABIC.split()[n]
    if n in {11, 12}:
        return ("أحد عشر", "اثنا عشر")[n - 11]
    if n < 20:
        return f"{ARABIC.split()[n - 10]} عشر"
    tens = ARABIC_TENS.split()[n // 10 - 2]
    return f"{ARABIC.split()[n % 10]} و{tens}" if n % 10 else tens


@pytest.mark.parametrize(("code", "spell"), [("en", english), ("fr", french), ("ar", arabic)])
def test_every_number_word_up_to_a_million(code: str, spell: Callable[[int], str]) -> None:
    wanted = [n for n in [*range(120), *range(120, 1000, 37), *range(1000, 1_000_000, 12_347), 999_999] if n != 1]
    for n in wanted:
        assert amounts(code, spell(n)) == [Amount(n, n, n)], spell(n)


BOUNDS = [
    ("at least 13 people", "au moins 13 personnes", "ما لا يقل عن 13 شخصا", Amount(13, 13, None)),
    ("more than 50 people", "plus de 50 personnes", "أكثر من 50 شخصا", Amount(50, 50, None)),
    ("up to 20 people", "jusqu'à 20 personnes", "ما يصل إلى 20 شخصا", Amount(None, None, 20)),
    ("fewer than 20 people", "moins de 20 personnes", "أقل من 20 شخصا", Amount(None, None, 20)),
    ("about 30 people", "environ 30 personnes", "نحو 30 شخصا", Amount(None, 30, None)),
    ("between 10 and 15 people", "entre 10 et 15 personnes", "ما بين 10 و15 شخصا", Amount(10, None, 15)),
    ("40 to 50 people", "40 à 50 personnes", "40 إلى 50 شخصا", Amount(40, None, 50)),
    ("100-150 people", "100-150 personnes", "100-150 شخصا", Amount(100, None, 150)),
    ("17 of the 21 missiles", "17 des 21 missiles", "17 من أصل 21 صاروخا", Amount(17, 17, 17, 21)),
    ("all 18 missiles", "tous les 18 missiles", "جميع الـ18", Amount(18, 18, 18, 18)),
    ("49,000 men", "49 000 hommes", "49,000 رجل", Amount(49000, 49000, 49000)),
    ("2.5 million people", "2,5 millions de personnes", "2.5 مليون شخص", Amount(2500000, 2500000, 2500000)),
]


@pytest.mark.parametrize(("english_text", "french_text", "arabic_text", "wanted"), BOUNDS)
def test_bounds_are_one_in_all_languages(english_text: str, french_text: str, arabic_text: str, wanted: Amount) -> None:
    for code, text in (("en", english_text), ("fr", french_text), ("ar", arabic_text)):
        assert amounts(code, text) == [wanted], text


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "dozens of people", Amount(24, None, None)),
        ("en", "hundreds of people", Amount(200, None, None)),
        ("en", "tens of thousands of people", Amount(20000, None, None)),
        ("en", "more than a dozen people", Amount(12, 12, None)),
        ("en", "nearly 100 people", Amount(None, 100, 100)),
        ("fr", "des dizaines de personnes", Amount(20, None, None)),
        ("fr", "une vingtaine de personnes", Amount(None, 20, None)),
        ("fr", "plus d'une dizaine de personnes", Amount(10, 10, None)),
        ("fr", "trois centaines d'hommes", Amount(300, 300, 300)),
        ("fr", "deux-cent-trente-mille hommes", Amount(230000, 230000, 230000)),
        ("ar", "عشرات الأشخاص", Amount(20, None, None)),
        ("ar", "عشرات الآلاف", Amount(20000, None, None)),
        ("ar", "ألفا شخص", Amount(2000, 2000, 2000)),
        ("ar", "٢٧ شخصا", Amount(27, 27, 27)),
        ("ar", "قتل 5", Amount(5, 5, 5)),
    ],
)
def test_round_numbers(code: str, text: str, wanted: Amount) -> None:
    assert amounts(code, text) == [wanted]


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "the eighth attack", 8),
        ("en", "the 174th attack", 174),
        ("en", "the one hundred and seventy-fourth attack", 174),
        ("en", "the second attack", 2),
        ("fr", "la huitième attaque", 8),
        ("fr", "la 174e attaque", 174),
        ("fr", "la cent soixante-quatorzième attaque", 174),
        ("fr", "la deuxième attaque", 2),
        ("fr", "la quatre-vingtième attaque", 80),
        ("fr", "le 1er convoi", 1),
        ("ar", "الهجوم الثامن", 8),
        ("ar", "الهجوم الحادي عشر", 11),
        ("ar", "الهجوم الثاني والثلاثين", 32),
        ("ar", "الهجوم الـ32", 32),
        ("ar", "الهجوم ال174", 174),
        ("ar", "الهجوم الثالث والسبعون بعد المئة", 173),
    ],
)
def test_ordinals_by_word_and_digit(code: str, text: str, wanted: int) -> None:
    assert ranks(code, text) == [wanted]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "A man aged 35 fell."),
        ("en", "A 35-year-old man fell."),
        ("en", "It cost $30 million."),
        ("en", "About 30% of them left."),
        ("en", "It lies 30 km away."),
        ("en", "A MiG-31 fired near an S-300."),
        ("en", "They passed resolution 1701."),
        ("fr", "Un homme âgé de 35 ans est tombé."),
        ("fr", "Il a coûté 30 millions de dollars."),
        ("fr", "Près de 30 % d'entre eux sont partis."),
        ("fr", "C'est à 30 km de là."),
        ("fr", "Un MiG-31 a tiré, dit TF1."),
        ("fr", "Un soldat et une femme sont partis."),
        ("ar", "سقط رجل يبلغ من العمر 35 عاما."),
        ("ar", "بلغت الكلفة 30 مليون دولار."),
        ("ar", "رحل 30% منهم."),
        ("ar", "على بعد 30 كيلومترا."),
        ("ar", "أقلعت طائرة ميغ-31."),
    ],
)
def test_what_is_no_count(code: str, text: str) -> None:
    assert amounts(code, text) == []


def test_a_number_too_long_to_be_one_is_no_amount() -> None:
    assert amounts("en", "Call 123456789012345678901234567890 now.") == [Amount(None, None, None)]


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "A million and a half fled.", (1_500_000, 1_500_000, 1_500_000)),
        ("en", "Two and a half million fled.", (2_500_000, 2_500_000, 2_500_000)),
        ("fr", "Trois millions et demi de gens ont fui.", (3_500_000, 3_500_000, 3_500_000)),
        ("ar", "نزح مليون ونصف شخص.", (1_500_000, 1_500_000, 1_500_000)),
        ("ar", "نزح مليون ونصف المليون شخص.", (1_500_000, 1_500_000, 1_500_000)),
        ("en", "The toll rose from 12 to 19.", (19, 19, 19)),
        ("fr", "Le bilan est passé de 12 à 19.", (19, 19, 19)),
        ("ar", "ارتفعت الحصيلة من 12 إلى 19.", (19, 19, 19)),
        ("en", "Several soldiers died.", (2, None, None)),
    ],
)
def test_halves_changes_and_several(code: str, text: str, wanted: tuple[int | None, ...]) -> None:
    assert [(a.low, a.best, a.high) for a in amounts(code, text)] == [wanted]


ALIKE = [
    ("17 missiles out of 21", "17 missiles sur 21", "17 صاروخا من أصل 21", (17, None)),
    ("half of the 40 men", "la moitié des 40 hommes", "نصف الرجال الأربعين", Amount(20, 20, 20, 40)),
    ("a third of the 31 men", "un tiers des 31 hommes", "ثلث الـ31", Amount(None, 10, None, 31)),
    ("one of the five men", "l'un des cinq hommes", "أحد الرجال الخمسة", Amount(1, 1, 1, 5)),
    ("two to three hundred men", "deux à trois cents hommes", "مئتان إلى ثلاثمئة رجل", Amount(200, None, 300)),
    ("2 to 3 million people", "2 à 3 millions de gens", "2 إلى 3 ملايين شخص", Amount(2_000_000, None, 3_000_000)),
    ("20-25,000 people", "20-25 000 personnes", "20-25,000 شخص", Amount(20_000, None, 25_000)),
    ("half a million people", "un demi-million de gens", "نصف مليون شخص", (500_000, None)),
    ("12 people at least", "12 personnes au moins", "12 شخصا على الأقل", Amount(12, 12, None)),
    ("12 people at most", "12 personnes au plus", "12 شخصا على الأكثر", Amount(None, None, 12)),
    ("a few soldiers", "quelques soldats", "عدة جنود", Amount(2, None, None)),
    ("a handful of soldiers", "une poignée de soldats", "بضعة جنود", Amount(3, None, None)),
    ("about 1,000 to 1,200 men", "environ 1 000 à 1 200 hommes", "نحو 1000 إلى 1200 رجل", Amount(1000, None, 1200)),
    ("a few hundred men", "quelques centaines d'hommes", "بضع مئات", (None, None)),
]


@pytest.mark.parametrize(("english_text", "french_text", "arabic_text", "wanted"), ALIKE)
def test_three_languages_count_alike(
    english_text: str, french_text: str, arabic_text: str, wanted: Amount | tuple[int | None, int | None]
) -> None:
    for code, text in (("en", english_text), ("fr", french_text), ("ar", arabic_text)):
        (read,) = amounts(code, text)
        assert wanted in (read, (read.best, read.of)), text


NO_COUNTS = [
    ("en", "Two thirds of the town burned."),
    ("en", "One in three houses burned."),
    ("en", "The council voted 14-1."),
    ("en", "Call 555-0134 or +999 555 01 23."),
    ("en", "They met three times."),
    ("en", "One must ask why, one by one."),
    ("en", "It was a Boeing 737."),
    ("en", "The brothers, 22 and 45, fled."),
    ("fr", "Les deux tiers de la ville ont brûlé."),
    ("fr", "Un homme sur trois est parti."),
    ("fr", "Le conseil a voté 14-1."),
    ("fr", "Appelez le 01 99 00 55 11."),
    ("fr", "Ils se sont vus trois fois."),
    ("fr", "Un camion neuf est parti."),
    ("fr", "Un pistolet de 9 mm."),
    ("ar", "احترقت ثلاثة أرباع المدينة."),
    ("ar", "رحل واحد من كل ثلاثة."),
    ("ar", "فاز الفريق 3-1."),
    ("ar", "اتصلوا على 01 99 00 55."),
    ("ar", "التقوا ثلاث مرات."),
    ("ar", "كانت طائرة بوينغ 737."),
]


@pytest.mark.parametrize(("code", "text"), NO_COUNTS)
def test_what_only_looks_like_a_count(code: str, text: str) -> None:
    assert {(read.low, read.best, read.high) for read in amounts(code, text)} <= {(None, None, None)}


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "On the road six people died.", 6),
        ("fr", "Sur la route six personnes sont mortes.", 6),
        ("ar", "على الطريق ستة رجال.", 6),
        ("en", "About 3k people fled.", 3_000),
        ("en", "Some 1.5m people fled.", 1_500_000),
        ("en", "A couple of soldiers fell.", 2),
        ("en", "Both pilots fell.", 2),
        ("en", "Fifteen hundred rebels fell.", 1_500),
        ("fr", "Une demi-douzaine d'obus.", 6),
        ("fr", "Ils étaient neuf.", 9),
        ("ar", "إحدى وعشرون امرأة", 21),
        ("ar", "نيف وعشرون رجلا", 20),
        ("ar", "12 ألفا و500 شخص", 12_500),
        ("ar", "ربع مليون شخص", 250_000),
    ],
)
def test_numbers_of_one_language(code: str, text: str, wanted: int) -> None:
    assert [read.best for read in amounts(code, text)] == [wanted]
