"""What a reading of one real page must show: `python bench/patriot.py PAGE.txt`. The page isn't ours.

Prints each of nine points as held or missed, and returns 1 where one is missed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

from corrobora.gather import gather
from corrobora.read.article import read_document
from corrobora.settings import Settings
from corrobora.types import Claim, Reading

_VOLUNTEERS = 49_000


def main(page: str) -> int:
    """Read the page with nothing else given and check the nine points."""
    gathered = next(gather([page], Settings()))
    if gathered.document is None:
        raise SystemExit(gathered.error.message if gathered.error else page)
    reading = read_document(gathered.document)
    missed = 0
    for number, point in enumerate(_POINTS, 1):
        wrong = [name for name, ok in point(reading) if not ok]
        missed += bool(wrong)
        print(f"{number} {'missed: ' + '; '.join(wrong) if wrong else 'holds'}")
    return int(missed > 0)


Check = tuple[str, bool]


def _frame(reading: Reading) -> Iterable[Check]:
    dated = reading.document.published
    yield "language fr", reading.document.language == "fr"
    inside = dated is not None and dated.edtf[:10] >= "2021-11-27" and dated.edtf[-10:] <= "2021-12-31"
    yield "date inferred inside the interval", inside and dated is not None and dated.basis == "inferred"


def _passages(reading: Reading) -> Iterable[Check]:
    text = reading.document.text
    roles = {passage.span.of(text)[:12]: passage.role for passage in reading.document.passages}
    furniture = ("TV", "Partager Cet", "SOURCE: FREN")
    yield "boilerplate", all(roles.get(start) == "boilerplate" for start in furniture)
    yield "outlet", (reading.document.outlet or "").lower() == "french press tv"
    kinds = [flag.kind for flag in reading.flags]
    yield "captions flagged", kinds.count("foreign-caption") == 1 and kinds.count("illustration") == 1


def _incidents(reading: Reading) -> Iterable[Check]:
    told = [c for c in reading.claims if c.kind == "incident" and not c.voice.chain and c.stance == "asserted"]
    for admin1 in ("IQ-DQ", "IQ-BB"):
        yield (
            f"attack in {admin1}",
            any(
                _names(c, "ashab al-kahf") and _when(c) == "2021-11-27" and [p for p in c.places if p.admin1 == admin1]
                for c in told
            ),
        )
    yield (
        "two groups bombed at Abu Kamal",
        any(
            _when(c) == "2021-06-26" and not c.actors and [p for p in c.places if p.country == "SY"] and c.targets
            for c in told
        ),
    )


def _tallies(reading: Reading) -> Iterable[Check]:
    tallies = {c.quantities[0].best: c for c in reading.claims if c.kind == "tally"}
    for number in (174, 23, 41):
        claim = tallies.get(number)
        scope = claim.scope if claim is not None else None
        yield f"tally {number}", claim is not None and scope is not None and scope.period == "2021-01-01/2021-11-27"
        yield f"tally {number} on ISW News's word", claim is not None and _said_by(claim, "isw news")
    last = tallies.get(174)
    yield "ordinal", last is not None and last.scope is not None and last.scope.ordinal


def _deadline(reading: Reading) -> Iterable[Check]:
    due = [c for c in reading.claims if c.kind == "deadline" and c.due is not None and c.due.edtf == "2021-12-31"]
    groups = [c for c in due if _said_by(c, "résistance") and c.voice.manner == "direct"]
    yield "demanded by the groups", bool(groups)
    yield "of the US forces", any("américaines" in v.text for c in groups for v in c.addressees)
    yield "agreed by the spokesman", any(_said_by(c, "al-khafaji") and c.voice.manner == "direct" for c in due)


def _volunteers(reading: Reading) -> Iterable[Check]:
    yield (
        "mobilisation of 49,000",
        any(c.event == "mobilisation" and _VOLUNTEERS in _numbers(c) for c in reading.claims),
    )


def _allegations(reading: Reading) -> Iterable[Check]:
    yield (
        "deployment on al-Kaabi's word",
        any(c.event == "deployment" and _said_by(c, "kaabi") and c.voice.manner == "direct" for c in reading.claims),
    )
    yield (
        "transfer on al-Waili's word",
        any(_said_by(c, "waili") and "Daech" in c.span.of(reading.document.text) for c in reading.claims),
    )


def _pressure(reading: Reading) -> Iterable[Check]:
    start = reading.document.text.find("pourraient augmenter")
    over = [c for c in reading.claims if c.span.start <= start < c.span.end]
    yield "anticipated, not asserted", bool(over) and all(c.stance == "anticipated" for c in over)


def _repeats(reading: Reading) -> Iterable[Check]:
    yield (
        "moved to a voice",
        any({"narrator"} < set(r.voices) and any("waili" in v.lower() for v in r.voices) for r in reading.repeats),
    )
    yield "stands twice", any(set(r.voices) == {"narrator"} for r in reading.repeats)
    yield "flagged", {"voice-moved", "repeated"} <= {flag.kind for flag in reading.flags}


_POINTS: tuple[Callable[[Reading], Iterable[Check]], ...] = (
    _frame,
    _passages,
    _incidents,
    _tallies,
    _deadline,
    _volunteers,
    _allegations,
    _pressure,
    _repeats,
)


def _names(claim: Claim, name: str) -> bool:
    return any(name in (v.name or "").lower() or name in v.text.lower() for v in claim.actors)


def _when(claim: Claim) -> str | None:
    return claim.when.edtf if claim.when is not None else None


def _numbers(claim: Claim) -> list[int | None]:
    return [q.best for q in claim.quantities]


def _said_by(claim: Claim, name: str) -> bool:
    return any(name in f"{h.name} {h.text} {h.organisation}".lower() for h in claim.voice.chain)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) > 1 else __doc__)
