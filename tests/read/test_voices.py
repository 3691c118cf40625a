"""Who says what: speakers far from their verb, words that end early, quotations that go on."""

from __future__ import annotations

import pytest

from corrobora.read.article import read_document
from corrobora.types import Document, Reading, Voice


def voices(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    """Return speaker, cue and what is said of each voice of a text."""
    claims = read_document(Document("d-1", "a.txt", text, "", language=language)).claims
    found = [claim.voice for claim in claims if claim.voice.chain and claim.voice.cue and claim.voice.content]
    return list(dict.fromkeys(_told(text, voice) for voice in found))


def read_text(text: str) -> Reading:
    return read_document(Document("d-1", "a.txt", text, ""))


def _told(text: str, voice: Voice) -> tuple[str, str, str]:
    cue = voice.cue.text if voice.cue else ""
    return voice.chain[0].text, cue, voice.content.of(text) if voice.content else ""


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ("The mayor opened the bridge, met the drivers and warned that it was old.", "The mayor", "warned"),
        ("The firms that built the bridge said it was old.", "The firms", "said"),
        (
            "The Bridge Centre, reviewing a draft, said the bridge was old.",
            "The Bridge Centre",
            "said",
        ),
        ("The army said it had left and denied that the bridge was closed.", "The army", "denied"),
        (
            '"It is old," said retired builder Ali Demir, a man of the town.',
            "retired builder Ali Demir, a man of the town",
            "said",
        ),
        ("In a speech he repeated the army's claim that the bridge was closed.", "the army", "claim"),
        ("The ministry reported 12 deaths in Mosul.", "The ministry", "reported"),
        ("The group claims that it took the bridge.", "The group", "claims"),
        (
            "The governor, Ali Demir, a former teacher, said it was old.",
            "The governor, Ali Demir, a former teacher",
            "said",
        ),
        ("The bridge was closed, a youth leader, Ali Demir, said.", "a youth leader, Ali Demir", "said"),
        ("The Front (FL), which took the bridge, accused the army of it.", "The Front (FL)", "accused"),
        ("All the drivers I met said the bridge was closed.", "All the drivers", "said"),
        ("Bridge rights advocates said it was old.", "Bridge rights advocates", "said"),
        ("He's claiming that the bridge is closed.", "He", "s claiming"),
        ("The mayor met the families, many of whom say that the bridge is old.", "many of whom", "say"),
        ("She leads, with 50 percent saying she is right.", "50 percent", "saying"),
        ("Those close to him say that the bridge is old.", "Those close to him", "say"),
        ("Many drivers, however, question the wisdom of the plan.", "Many drivers", "question"),
        ("The plan was praised by the mayor.", "the mayor", "was praised"),
        ("The mayor, who notes that the bridge is old, left.", "who", "notes"),
        ("It is old, said Ali Demir, the head of the Bridge Centre, which looks after it.", "Ali Demir", "said"),
        ("The senator attacked the mayor over the bridge.", "The senator", "attacked"),
    ],
)
def test_speaker(text: str, speaker: str, cue: str) -> None:
    found = {(who.rstrip(","), by.lstrip("'")) for who, by, _ in voices(text)}
    assert (speaker, cue) in found | {(who.partition(",")[0], by) for who, by in found}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Although the mayor said the bridge was closed, the drivers crossed it.", "the bridge was closed"),
        ("The mayor praised the plan and left the town.", "the plan"),
        (
            "It rained.\n\nOn Monday the mayor said:\n\n“The bridge is closed. Nobody may cross it.”",
            "The bridge is closed. Nobody may cross it.",
        ),
        ("“The bridge, I think, is closed,” the mayor said.", "“The bridge, I think, is closed,”"),
        ('“We left the town," the mayor said of it.', '“We left the town,"'),
        ("The bridge is closed, as the mayor said on Monday.", "The bridge is closed"),
        ("The mayor called the closure of the bridge a mistake.", "the closure of the bridge a mistake"),
        ('The doctor called the mayor "very brave".', 'the mayor "very brave"'),
        ("It was what the mayor called a fine bridge.", "a fine bridge"),
        ("The mayor said there was a bridge.", "there was a bridge"),
        ('The mayor said of the guard: "He is brave."', '"He is brave."'),
        ("The mayor told a crowd of angry drivers that the bridge was old.", "that the bridge was old"),
        ("The mayor rejected the plan, saying the bridge was old.", "the plan"),
        ("The mayor admitted the loss and said the bridge was old.", "the loss"),
        ("The mayor said after the vote he would not cross the bridge.", "he would not cross the bridge"),
        ("“Who are they?” The mayor asked.", "Who are they?"),
        ("The mayor hopes to revitalise the bridge.", "to revitalise the bridge"),
    ],
)
def test_what_is_said(text: str, said: str) -> None:
    assert said in {content for _, _, content in voices(text)}


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("fr", "Les experts que j'ai vus disent que le pont est vieux.", ("Les experts", "que le pont est vieux")),
        ("fr", "Le maire a dit du garde : « Il est brave. »", ("Le maire", "« Il est brave. »")),
        ("fr", "Le plan a été salué par le maire.", ("le maire", "Le plan")),
        ("fr", "Une vidéo montre un pont en feu.", ("Une vidéo", "un pont en feu")),
        ("fr", "Le maire est convaincu que le pont est vieux.", ("Le maire", "que le pont est vieux")),
        ("es", "Los expertos que entrevisté dicen que es viejo.", ("Los expertos", "que es viejo")),
        ("es", "Quienes lo conocen dicen que es viejo.", ("Quienes lo conocen", "que es viejo")),
        ("es", "El alcalde dijo del guardia: «Es valiente».", ("El alcalde", "«Es valiente»")),
        ("es", "El plan fue elogiado por el alcalde.", ("el alcalde", "El plan")),
        ("es", "Un video muestra un puente en llamas.", ("Un video", "un puente en llamas")),
        ("es", "El alcalde está convencido de que es viejo.", ("El alcalde", "que es viejo")),
        ("ar", "قال العمدة عن الحارس إنه شجاع.", ("العمدة", "إنه شجاع")),
        ("ar", "وفق الطبيب، كان الطقس جميلا.", ("الطبيب", "كان الطقس جميلا")),
    ],
)
def test_the_only_voice(language: str, text: str, told: tuple[str, str]) -> None:
    found = {(who, said) for who, _, said in voices(text, language)}
    assert told in found
    assert {who for who, _ in found} == {told[0]}


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        (
            "en",
            "The mayor said that the bridge was old, adding that the road was closed.",
            ["that the bridge was old", "that the road was closed"],
        ),
        (
            "ar",
            "قال الوزير إن الجسر قديم، مضيفا أن الطريق ما زال مغلقا.",
            ["إن الجسر قديم", "أن الطريق ما زال مغلقا"],
        ),
        ("ar", "رفض الوزير الخطة، مؤكدا أن الجسر قديم.", ["الخطة", "أن الجسر قديم"]),
        ("ar", "أشاد الوزير بالاتفاق وحذر من أن الجسر قديم.", ["الاتفاق", "أن الجسر قديم"]),
    ],
)
def test_one_thing_said_after_the_other(language: str, text: str, told: list[str]) -> None:
    assert [said for _, _, said in voices(text, language)] == told


@pytest.mark.parametrize(
    "text",
    [
        "The rebels attacked the convoy over the bridge.",
        "The guards were attacked by the rebels.",
        "The mayor called the police on Monday.",
        "An aide requested anonymity.",
        "The flood means that the bridge is closed.",
        "The army's shelling of the bridge has ended.",
        "The rebels attempted to cross the bridge.",
    ],
)
def test_nobody_speaks(text: str) -> None:
    assert voices(text) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "L'attaque a montré que l'armée est faible."),
        ("fr", "Le pont a été détruit par les rebelles."),
        ("fr", "Les soldats que j'ai vus sont partis."),
        ("es", "El ataque mostró la fuerza de los rebeldes."),
        ("es", "El puente fue destruido por los rebeldes."),
        ("es", "Quienes lo vieron se fueron."),
        ("ar", "دمر المتمردون الجسر."),
    ],
)
def test_nobody_speaks_elsewhere(language: str, text: str) -> None:
    assert voices(text, language) == []


def test_neither_confirms_nor_denies() -> None:
    text = "Rockets hit the port of Tartus on Monday. The army neither confirmed nor denied the strike."
    acts = {(claim.act, claim.stance) for claim in read_document(Document("d-1", "a.txt", text, "")).claims}
    assert ("neither", "questioned") in acts
    assert "denies" not in {act for act, _ in acts}


def test_station_is_not_its_country() -> None:
    text = "A local official told Sudan TV that three soldiers were killed in El Fasher."
    chains = [claim.voice.chain for claim in read_document(Document("d-1", "a.txt", text, "")).claims]
    assert all(holder.name != "Sudan" for chain in chains for holder in chain)


def test_initial_ends_no_sentence() -> None:
    assert voices("Speaker Paul D. Karimov said the bridge was closed.")[0][0] == "Speaker Paul D. Karimov"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("RAWALPINDI: The army said on Monday that the road was open.", "The army"),
        ("GOMA (RDC) - The mayor said the road was open.", "The mayor"),
    ],
)
def test_a_dateline_says_nothing(text: str, speaker: str) -> None:
    assert {(voice[0], "road was open" in voice[2]) for voice in voices(text)} == {(speaker, True)}


def test_a_dateline_is_not_said() -> None:
    said = {voice[2] for voice in voices("KYIV, Sept 12 - Three bridges were closed, the mayor said.")}
    assert said == {"Three bridges were closed"}


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        (
            "The mayor accused the rebels of shelling the market, a charge their chief denied.",
            "en",
            [("accuses", "asserted", "The mayor"), ("denies", "denied", "their chief")],
        ),
        (
            "Les rebelles ont bombardé le marché, affirme le maire, ce que dément leur chef.",
            "fr",
            [("states", "asserted", "le maire"), ("denies", "denied", "leur chef")],
        ),
    ],
)
def test_a_denial_behind_a_comma_answers_what_it_follows(
    text: str, language: str, told: list[tuple[str, str, str]]
) -> None:
    claims = read_document(Document("d-1", "a.txt", text, "", language=language)).claims
    incidents = [claim for claim in claims if claim.kind == "incident"]
    assert [(each.act, each.stance, each.voice.chain[0].text) for each in incidents] == told
    assert {(each.event, each.actors[0].text) for each in incidents} == {("shelling", incidents[0].actors[0].text)}


@pytest.mark.parametrize(
    ("text", "who", "outlet"),
    [
        ("Nine soldiers were killed in Gao, an elder told AFP.", "an elder", "afp"),
        ("An elder confirmed to Reuters that nine soldiers were killed in Gao.", "An elder", "reuters"),
        ("Speaking to Reuters, an elder said nine soldiers were killed in Gao.", "an elder", "reuters"),
        (
            "In an interview with Al Jazeera, the mayor said nine soldiers were killed in Gao.",
            "the mayor",
            "al-jazeera",
        ),
        ("Nine soldiers were killed in Gao, according to an elder quoted by AFP.", "an elder", "afp"),
        ("Nine soldiers were killed in Gao, AFP learned from an army source.", "an army source", "afp"),
        ("Neuf soldats ont été tués à Gao, a indiqué à l'AFP un élu.", "un élu", "afp"),
        ("Neuf soldats ont été tués à Gao, a indiqué un élu à Reuters.", "un élu", "reuters"),
        ("Un élu, joint par l'AFP, a déclaré que neuf soldats avaient été tués à Gao.", "Un élu", "afp"),
        ("Neuf soldats ont été tués à Gao, selon un élu interrogé par RFI.", "un élu", "rfi"),
        ("Neuf soldats ont été tués à Gao, a appris l'AFP de source militaire.", "source militaire", "afp"),
        ("قُتل تسعة جنود في غاو، وفق ما أفاد مسؤول محلي وكالة فرانس برس.", "مسؤول محلي", "afp"),
        ("أفاد مصدر أمني وكالة الأناضول بمقتل تسعة جنود في غاو.", "مصدر أمني", "anadolu"),
        ("علمت وكالة فرانس برس من مصدر أمني أن تسعة جنود قتلوا في غاو.", "مصدر أمني", "afp"),
        ("Nueve soldados murieron en Gao, dijo a EFE un funcionario local.", "un funcionario local", "efe"),
    ],
)
def test_who_was_told_is_the_end_of_the_chain(text: str, who: str, outlet: str) -> None:
    (claim,) = [claim for claim in read_text(text).claims if claim.kind == "incident"]
    assert [(holder.text, holder.id) for holder in claim.voice.chain[:1]] == [(who, None)]
    assert [holder.id for holder in claim.voice.chain[1:]] == [outlet]


@pytest.mark.parametrize(
    "text",
    [
        "An official told AFP that nine soldiers were killed in Gao. The official said they burned houses in the town.",
        "Un élu a dit à l'AFP que neuf soldats étaient morts à Gao. « Ils ont brûlé des maisons », a ajouté cet élu.",
    ],
)
def test_what_one_adds_was_told_to_the_same_outlet(text: str) -> None:
    told = [claim for claim in read_text(text).claims if claim.kind == "incident"]
    assert [[holder.id for holder in claim.voice.chain[1:]] for claim in told] == [["afp"], ["afp"]]


def test_an_outlet_s_own_man_told_nobody() -> None:
    (claim,) = [c for c in read_text("Nine soldiers were killed in Gao, a reporter for RFI said.").claims if c.event]
    assert [holder.id for holder in claim.voice.chain[1:]] == []


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    text = "“We are closed,” the mayor told Radio Sahel.\n\n“We open when it is safe. Not before.”"
    assert [(who, said) for who, _, said in voices(text)] == [
        ("the mayor", "“We are closed,” the mayor told Radio Sahel.\n\n“We open when it is safe. Not before.")
    ]
    other = "“We are closed,” the mayor said.\n\n“We are not,” said Ali Demir."
    assert [(who, said) for who, _, said in voices(other)] == [
        ("the mayor", "“We are closed,”"),
        ("Ali Demir", "“We are not,”"),
    ]
