"""The demo articles are read as an analyst would enter them: `tests/articles/*.toml`."""

import gc
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from corrobora.gather import gather
from corrobora.read.article import read_document
from corrobora.settings import Settings
from corrobora.types import Claim, Reading, Value

DEMO = Path(str(files("corrobora") / "data" / "demo"))
FOLDER = Path(__file__).parents[1] / "articles"
ARTICLES: list[dict[str, Any]] = [
    article
    for name in ("iraq", "sahel", "kyiv")
    for article in tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["article"]
]
MEASURES = ("killed", "injured", "missing", "intercepted")


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["file"])
def test_article(article: dict[str, Any]) -> None:
    reading = _reading(article["file"])
    document = reading.document
    if "published" in article:
        assert document.published is not None
        assert document.published.edtf == article["published"]
    assert set(article.get("flags", ())) <= {flag.kind for flag in reading.flags}
    if "incidents" in article:
        assert sum(claim.kind == "incident" for claim in reading.claims) == article["incidents"]
    missed = [e for e in article.get("claims", ()) if not any(_fits(c, e, document.text) for c in reading.claims)]
    assert not missed, "\n".join(map(str, [*missed, "read:", *map(_line, reading.claims)]))


def test_every_demo_article_is_here() -> None:
    expected = {article["file"] for article in ARTICLES}
    assert {str(p.relative_to(DEMO)) for p in DEMO.rglob("*") if p.suffix in {".html", ".txt"}} == expected


def test_reading_leaves_no_garbage_and_collects_none() -> None:
    document = _reading(ARTICLES[0]["file"]).document
    gc.collect()
    read_document(document)
    assert gc.isenabled()
    assert gc.collect() == 0


@cache
def _reading(file: str) -> Reading:
    (gathered,) = gather([str(DEMO / file)], Settings())
    assert gathered.document is not None
    return read_document(gathered.document)


def _fits(claim: Claim, wanted: dict[str, Any], text: str) -> bool:
    scope = claim.scope
    got: dict[str, Any] = {
        "kind": claim.kind,
        "event": claim.event,
        "stance": claim.stance,
        "act": claim.act,
        "manner": claim.voice.manner,
        "when": claim.when.edtf if claim.when else None,
        "due": claim.due.edtf if claim.due else None,
        "ordinal": scope.ordinal if scope else None,
        "period": scope.period if scope else None,
        "number": next((q.best for q in claim.quantities if q.measure == "incidents"), None),
    }
    got |= {m: next((_best(q.low, q.best) for q in claim.quantities if q.measure == m), None) for m in MEASURES}
    words = {
        "who": [f"{h.name} {h.text} {h.role} {h.organisation}" for h in claim.voice.chain] or ["narrator"],
        "actor": _words(claim.actors),
        "target": _words(claim.targets),
        "place": _words((*claim.places, *(scope.places if scope else ()))),
        "addressee": _words(claim.addressees),
        "words": [claim.span.of(text)],
    }
    return all(
        any(value in each for each in words[key]) if key in words else got[key] == value
        for key, value in wanted.items()
    )


def _best(low: int | None, best: int | None) -> int | None:
    return best if best is not None else low


def _words(values: tuple[Value, ...]) -> list[str]:
    return [f"{value.text} {value.name}" for value in values]


def _line(claim: Claim) -> str:
    who = [h.name or h.text for h in claim.voice.chain]
    slots = [v.text for v in (*claim.actors, *claim.targets, *claim.places, *claim.quantities)]
    when = claim.when.edtf if claim.when else None
    said = f"{claim.stance} {claim.act} {claim.voice.manner} {who}"
    return f"  {claim.kind} {claim.event} {said} {slots} {when} {claim.rule}"
