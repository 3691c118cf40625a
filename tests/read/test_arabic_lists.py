"""Arabic articles that tell one incident after the other, under the datelines of agencies."""

import pytest

from tests.read.arabic import incidents


@pytest.mark.parametrize(
    "text",
    [
        "غزة 3-11-2021 وفا- استشهد خمسة مواطنين جراء قصف الاحتلال خيمة في خان يونس.",
        "صعدة - سبأ: استشهد خمسة مواطنين جراء قصف مدفعي على خان يونس.",
    ],
)
def test_places_and_agencies_of_datelines_are_no_part(text: str) -> None:
    (told,) = incidents(text)
    assert [place.text for place in told.places] == ["خان يونس"]


@pytest.mark.parametrize("beside", ["في سياق متصل", "في سياق آخر", "في هجوم منفصل", "على صعيد آخر"])
def test_words_for_another_incident_begin_one(beside: str) -> None:
    told = incidents(f"استهدف مسلحون سيارة في درعا.\nو{beside}، انفجرت عبوة ناسفة بحافلة عسكرية.")
    assert [claim.event for claim in told] == ["attack", "bombing"]


def test_who_is_taken_elsewhere_is_not_of_the_raid_before() -> None:
    told = incidents("قتل 71 مدنيا في هجوم على مسجد في تيلابيري.\nواختطف مسلحون خمسة مواطنين يعملون في شركة.")
    counted = [(claim.event, [number.best for number in claim.quantities]) for claim in told]
    assert counted == [("attack", [71]), ("abduction", [5])]


def test_other_dead_give_no_day_to_those_told_before() -> None:
    first, *_ = incidents(
        "قتل 34 جنديا في هجوم في بانيبانغو، حسبما أعلنت وزارة الدفاع الأربعاء.\n"
        "وقبل أسبوع، قتل 71 مدنيا في هجوم على مسجد في قرية فامبيتا."
    )
    assert first.when is not None
    assert first.when.edtf == "2021-11-03"


def test_hunger_is_no_attack() -> None:
    assert not incidents("توفي 13 طفلا جراء سوء التغذية خلال أسبوع.")


@pytest.mark.parametrize(
    ("text", "event", "who"),
    [
        ("اقتحم مستعمرون المسجد الأقصى بحماية شرطة الاحتلال.", "attack", "مستعمرون"),
        ("أضرم مستعمرون النار في أراض زراعية في قرية المغير.", "arson", "مستعمرون"),
        ('قال الوزير إن الجيش قتل "عشرات الإرهابيين" أمس.', "attack", "الجيش"),
    ],
)
def test_settlers_and_quoted_victims(text: str, event: str, who: str) -> None:
    (told,) = incidents(text)
    assert (told.event, [actor.text for actor in told.actors]) == (event, [who])


def test_what_was_taken_beside_captives_has_the_same_takers() -> None:
    _, told = incidents("تمكن الجيش من أسر 15 عنصرا والاستيلاء على سبع عربات قتالية.")
    assert (told.event, [actor.text for actor in told.actors]) == ("seizure", ["الجيش"])


def test_police_around_the_scene_attack_nobody() -> None:
    assert not incidents("قال المصدر إن قوة أمنية طوقت مكان الحادث.")
