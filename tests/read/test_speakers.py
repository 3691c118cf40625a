"""The words for a speaker, where what is said begins, and where it ends before how it was said."""

from __future__ import annotations

import pytest

from tests.read.test_voices import voices


def _voices(text: str, language: str = "en") -> list[tuple[str, str]]:
    """Return speaker and what is said of each voice of a text."""
    return list(dict.fromkeys((who, said) for who, _, said in voices(text, language)))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Radio moderator Ali Demir asked whether the bridge was closed.", "Radio moderator Ali Demir"),
        ("Former army chief Ali Demir said on Monday that the bridge was closed.", "Former army chief Ali Demir"),
        ("Some Democrats privately express doubts.", "Some Democrats"),
        ("Nearly half of voters said the bridge was closed.", "Nearly half of voters"),
        ("Only 52 percent of drivers said the bridge was closed.", "Only 52 percent of drivers"),
        ("That is what analysts described as a mistake.", "analysts"),
        ("The bridge was closed, according to what they told AFP.", "they"),
        ("The mayor, speaking to reporters in Gao, said the bridge was closed.", "The mayor"),
        ("The mayor, in particular, said the bridge was closed.", "The mayor"),
        ("The mayor, for instance, said the bridge was closed.", "The mayor"),
        ("Ali Demir, a guard, who saw it, said the bridge was closed.", "Ali Demir, a guard, who saw it"),
        # what tells who somebody is stays
        (
            "Six papers in Gao, including the Bridge Post, said the bridge was closed.",
            "Six papers in Gao, including the Bridge Post",
        ),
        (
            "Sara Toure, now an adviser to the mayor, said the bridge was closed.",
            "Sara Toure, now an adviser to the mayor",
        ),
        ("According to police, the bridge was closed.", "police"),
        ("After officials said the bridge was closed, the mayor left.", "officials"),
    ],
)
def test_a_speaker_has_his_office_and_no_asides(text: str, speaker: str) -> None:
    assert speaker in [who for who, _ in _voices(text)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The mayor told a news conference that the bridge was closed.", "that the bridge was closed"),
        ("The mayor told a crowd in Salem on Monday that the bridge was closed.", "that the bridge was closed"),
        ("The mayor told reporters in Gao, “The bridge is closed.”", "“The bridge is closed.”"),
        ("But the bridge, the mayor said, was closed.", "the bridge, the mayor said, was closed."),
        ("In fact, the bridge was closed, the mayor said.", "the bridge was closed"),
        ("“It is closed,” said Demir, adding that “it will stay so.”", "“It is closed,”"),
        ("The mayor called for calm in a statement on Thursday.", "calm"),
        ("The mayor rejected the plan in an interview with Radio Sahel.", "the plan"),
        ("The mayor said that the men that built the bridge had left.", "that the men that built the bridge had left"),
        ("The mayor condemned the lies in the statement.", "the lies in the statement"),
        ("If the bridge is closed, the mayor said, we leave.", "If the bridge is closed, the mayor said, we leave."),
    ],
)
def test_what_is_said_begins_and_ends_with_it(text: str, said: str) -> None:
    assert said in [words for _, words in _voices(text)]


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("fr", "Mais le pont, a dit le maire, est fermé.", "le pont, a dit le maire, est fermé."),
        ("fr", "Le maire a condamné la fermeture lors d'un point presse à Gao.", "la fermeture"),
        ("ar", "قال المحافظ إن الجسر مغلق في تصريح صحفي.", "إن الجسر مغلق"),
    ],
)
def test_other_languages_begin_and_end_so_too(language: str, text: str, said: str) -> None:
    assert said in [words for _, words in _voices(text, language)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("In a statement posted on Telegram, the governor said two people were killed.", "the governor"),
        ("In a message posted Friday, the governor said two people were killed.", "the governor"),
        ("Writing on Telegram, the governor said two people were killed.", "the governor"),
        ("According to two officials briefed on it, two people were killed.", "two officials briefed on it"),
        ("According to residents who saw it, two people were killed.", "residents who saw it"),
        (
            "Two people were killed, a clerk who asked not to be named told Reuters.",
            "a clerk who asked not to be named",
        ),
        (
            "Ali Demir, 58, who lives outside Gao, says two people were killed.",
            "Ali Demir, 58, who lives outside Gao",
        ),
    ],
)
def test_no_other_voice_stands_among_the_words_for_one(text: str, speaker: str) -> None:
    assert {who for who, _ in _voices(text)} == {speaker}


def test_a_verb_in_quotation_marks_ends_what_somebody_says() -> None:
    text = "The mayor said the army's words and deeds “amount to a threat.”"
    assert ("The mayor", "the army's words and deeds “amount to a threat.”") in _voices(text)
