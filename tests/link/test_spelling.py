"""Names under other spellings and scripts: what is the same, what is proposed, and what must not even be."""

import pytest

from corrobora.link.spelling import likeness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hezbollah", "Hizbullah"),
        ("Houthis", "الحوثيون"),
        ("Karim Haddâd", "Karim Haddad"),
        ("KARIM HADDAD", "Karim  Haddad"),
    ],
)
def test_an_alias_or_the_folded_form_is_the_same(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one) == "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Farouk al-Shami", "Farouq al-Chami"),
        ("Farouk al-Shami", "فاروق الشامي"),
        ("Abdel Karim Qasim", "Abdulkarim Qassem"),
        ("عبد الكريم قاسم", "Abdelkrim Qasim"),
        ("Saad Allah Wannous", "Saadallah Wannous"),
        ("Mikhail Guergachvili", "Mikhail Gergashvili"),
        ("Sheikh Bilal Zuhayr", "Cheikh Bilal Zouhair"),
        ("Fouad Hassan Shihab", "Fouad Chehab"),
        ("Col. Rashid Jarrah", "Colonel Rachid Djarrah"),
        ("Mansura", "المنصورة"),
    ],
)
def test_another_spelling_is_proposed_and_no_more(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one) == "proposed"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Farouk al-Shami", "Tarek al-Shami"),
        ("Samir Nasser", "Samir Nasseri"),
        ("سمير ناصر", "Samir Nasseri"),
        ("Karim Hassan", "Karim Hussein"),
        ("Bilal Khalaf", "Bilal Jalaf"),
        ("Bilal Karim Zuhayr", "Karim Zuhayr Bilal"),
        ("Hezbollah", "Kataib Hezbollah"),
        ("النيجر", "نيجيريا"),
        ("Northern Rescue Front", "Northern Popular Rescue Front"),
        ("Karim", "كرم الدين"),
        ("", "Karim"),
        ("!", "?"),
        ("Ali", "علي"),
    ],
)
def test_others_are_not_proposed(one: str, other: str) -> None:
    assert likeness(one, other) is likeness(other, one) is None
