"""The law of spans: what a value, a holder or a cue calls its text is the text at its span, whatever was read."""

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from corrobora.read.article import read_document
from corrobora.read.language import languages
from corrobora.types import AnyValue, Claim, Dated, Document, Reading, Span

WORDS = """the army said that 12 soldiers were killed in Basra on Sunday , « » “ ” " . ? ! \n – — at least dozens of
    L'armée a déclaré dimanche que « 25 soldats » ont été tués à Mopti . d' l' qu' n' selon l' AFP une vingtaine
    قال الجيش إن 12 جنديا قتلوا في البصرة يوم الأحد ، وأضاف بالصواريخ " ؟ ١٢ قُتِلَ الـ32 لل وال
    el Ejército dijo el domingo que « 25 soldados » murieron en Mopti . según un puñado de medio centenar al del se
    it was the 32nd attack this year until 31 December 2021 by drones ; ( ) ’ : \u200f \u00a0 \ufeff é e\u0301"""
PIECES = st.sampled_from(WORDS.split(" "))
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(PIECES, min_size=1, max_size=40).map(" ".join),
    st.lists(PIECES, min_size=1, max_size=40).map("".join),
    st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=40).map(" ".join),
)
LANGUAGES = st.sampled_from(languages())


@settings(max_examples=150, deadline=None)
@given(TEXTS, LANGUAGES)
def test_every_span_is_its_text(text: str, language: str) -> None:
    document = Document("d", "u", text, "", language=language, published=Dated("2021-11-28", "stated"))
    reading = read_document(document)
    assert reading.document.text == text
    for words, span in _worded(reading):
        assert 0 <= span.start <= span.end <= len(text)
        assert span.of(text) == words
    for span in _bare(reading):
        assert 0 <= span.start <= span.end <= len(text)


def _worded(reading: Reading) -> Iterator[tuple[str, Span]]:
    for value in reading.values:
        yield value.text, value.span
    for claim in reading.claims:
        for value in _slots(claim):
            yield value.text, value.span
        for holder in claim.voice.chain:
            yield holder.text, holder.span
        if claim.voice.cue is not None:
            yield claim.voice.cue.text, claim.voice.cue.span


def _slots(claim: Claim) -> Iterator[AnyValue]:
    for name in ("actors", "targets", "places", "means", "quantities", "addressees"):
        yield from getattr(claim, name)
    yield from (value for value in (claim.when, claim.due) if value is not None)
    if claim.scope is not None:
        yield from (*claim.scope.places, *claim.scope.targets)


def _bare(reading: Reading) -> Iterator[Span]:
    yield from (passage.span for passage in reading.document.passages)
    yield from (flag.span for flag in reading.flags if flag.span is not None)
    yield from (span for repeat in reading.repeats for span in repeat.spans)
    for claim in reading.claims:
        yield claim.span
        if claim.voice.content is not None:
            yield claim.voice.content
