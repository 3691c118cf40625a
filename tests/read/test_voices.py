"""Who says what: speakers far from their verb, words that end early, quotations that go on."""

from __future__ import annotations

import pytest

from corrobora.read.article import read_document
from corrobora.types import Document, Voice


def _voices(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    """Return speaker, cue and what is said of each voice of a text."""
    claims = read_document(Document("d-1", "a.txt", text, "", language=language)).claims
    found = [claim.voice for claim in claims if claim.voice.chain and claim.voice.cue and claim.voice.content]
    return list(dict.fromkeys(_told(text, voice) for voice in found))


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
            "The Bridge Centre, reviewing a draft",
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
    ],
)
def test_speaker(text: str, speaker: str, cue: str) -> None:
    assert (speaker, cue) in {(who.rstrip(","), by) for who, by, _ in _voices(text)}


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
    ],
)
def test_what_is_said(text: str, said: str) -> None:
    assert said in {content for _, _, content in _voices(text)}


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
    assert _voices("Speaker Paul D. Karimov said the bridge was closed.")[0][0] == "Speaker Paul D. Karimov"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("RAWALPINDI: The army said on Monday that the road was open.", "The army"),
        ("GOMA (RDC) - The mayor said the road was open.", "The mayor"),
    ],
)
def test_a_dateline_says_nothing(text: str, speaker: str) -> None:
    assert {(voice[0], "road was open" in voice[2]) for voice in _voices(text)} == {(speaker, True)}


def test_a_dateline_is_not_said() -> None:
    said = {voice[2] for voice in _voices("KYIV, Sept 12 - Three bridges were closed, the mayor said.")}
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
