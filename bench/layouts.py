"""How well articles are found in pages: `python -m bench.layouts [LAYOUT …]`.

The pages are of bench/sites: each layout is as some news site has it, made up for this, in three languages. Beside our
reader stands plain trafilatura, as it comes and with its precision setting. Words are counted as bags: those of the
article that were found (recall), and those found that are of the article (precision); captions count for neither.
"""

from __future__ import annotations

import argparse
import io
import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import trafilatura
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from corrobora.gather import Gathered, gather
from corrobora.settings import Settings

_SITES = Path(__file__).parent / "sites"
_TOLD = ("title", "date", "author", "outlet")
_HOURS = ("10:45", "09:20", "08:05")
_FIRST_STAMP = 1615718700  # the first of these hours on that day, in seconds


@dataclass(frozen=True, slots=True)
class Shown:
    """A page and what must come out of it.

    `told` are the title and the like that its markup tells, `entries` those of a live blog (the end of the address, the
    time, the headline and the lines of each), `unwanted` what must not be in the text.
    """

    layout: str
    language: str
    html: str
    lines: tuple[str, ...]
    captions: tuple[str, ...]
    told: dict[str, str]
    known: dict[str, str]
    flags: tuple[str, ...]
    entries: tuple[tuple[str, str, str, tuple[str, ...]], ...]
    unwanted: tuple[str, ...]


def pages(only: Sequence[str] = ()) -> Iterator[Shown]:
    """Yield the page of each layout in each language.

    >>> page = next(pages(["wordpress"]))
    >>> page.told["date"], page.lines[0][:6]
    ('2021-03-14', 'Gunmen')
    """
    layouts = tomllib.loads((_SITES / "layouts.toml").read_text(encoding="utf-8"))
    articles = tomllib.loads((_SITES / "articles.toml").read_text(encoding="utf-8"))
    for layout, wanted in layouts.items():
        if not only or layout in only:
            for article in articles.values():
                yield _page(layout, wanted, article)


def taken(page: Shown) -> list[Gathered]:
    """Return what is gathered of a page."""
    return list(gather(["-"], Settings(), io.BytesIO(page.html.encode())))


def told_of(gathered: Gathered) -> dict[str, str | None]:
    """Return the title, outlet, date and author that were read in a page."""
    document = gathered.document
    day = document.published.edtf if document and document.published else None
    read = {"title": document.title if document else None, "outlet": document.outlet if document else None}
    return {**read, "date": day, "author": dict(gathered.about).get("author")}


def bag(text: str) -> Counter[str]:
    """Return the words of a text, as often as each stands in it."""
    return Counter("".join(char if char.isalnum() else " " for char in text.casefold()).split())


def _page(layout: str, wanted: dict[str, Any], article: dict[str, Any]) -> Shown:
    first, last = wanted.get("paragraphs", (0, 8))
    entries = _entries(article) if wanted.get("live") else []
    html = _environment().get_template(f"{layout}.html").render(a=article, entries=entries)
    known = {"title": article["title"], **{name: article[name] for name in _TOLD[1:]}}
    unwanted = [*article["comments"], *(() if wanted.get("asks") else article["related"]), article["cookies"]]
    unwanted += [article[name] for name in ("advert", "newsletter", "paywall", "rights", "more")]
    return Shown(
        layout,
        article["language"],
        html,
        tuple(_lines(wanted, article, first, last)),
        tuple(article["captions"][: wanted.get("captions", 0)]),
        {name: known[name] for name in wanted.get("tells", ("title", "date") if entries else _TOLD)},
        known,
        tuple(wanted.get("flags", ())),
        tuple((e["end"], e["datePublished"], e["headline"], tuple(e["articleBody"].split("\n"))) for e in entries),
        tuple(unwanted),
    )


def _lines(wanted: dict[str, Any], article: dict[str, Any], first: int, last: int) -> Iterator[str]:
    if wanted.get("live"):
        yield article["paragraphs"][7]
        return
    for number in range(first, last):
        for name in wanted.get("extra", {}).get(str(number), ()):
            given = article["items"][:1] if name == "excerpt" else article[name]
            yield from [given] if isinstance(given, str) else given
        if wanted.get("asks") and number % 2:
            yield f"{article['related'][number // 2 + 1]} ?"
        yield article["paragraphs"][number]
    if wanted.get("cut"):
        yield article["paragraphs"][last][:70] + "…"


def _entries(article: dict[str, Any]) -> list[dict[str, str]]:
    """Return the entries of a live blog, the newest first."""
    out = []
    for number, hour in enumerate(_HOURS):
        body = "\n".join(article["paragraphs"][2 * number : 2 * number + 2])
        when = f"{article['date']}T{hour}:00Z"
        out.append(
            {"@type": "BlogPosting", "headline": article["live"][number], "datePublished": when, "articleBody": body,
             "url": f"https://site.example/live#e{number + 1}", "end": f"{number + 1}",
             "stamp": str(_FIRST_STAMP + _seconds(hour) - _seconds(_HOURS[0]))}
        )  # fmt: skip
    return out


def _seconds(hour: str) -> int:
    return 3600 * int(hour[:2]) + 60 * int(hour[3:])


@cache
def _environment() -> Environment:
    environment = Environment(loader=FileSystemLoader(_SITES), autoescape=True, trim_blocks=True)
    environment.filters["json"] = _json
    macros = environment.get_template("_parts.html").module
    environment.globals |= {name: getattr(macros, name) for name in ("nav", "links", "og", "ld", "ps", "talk")}

    return environment


def _json(value: object) -> Markup:
    return Markup(json.dumps(value, ensure_ascii=False).replace("</", "<\\/"))  # noqa: S704 - our own words


def main() -> None:
    """Print a line for each layout, then what all come to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("layouts", nargs="*", help="only these")
    names = ("ours", "trafilatura", "its precision")
    print(f"{'layout':14}{'order':>7}{'told':>7}{'wrong':>7}{'leaks':>7}" + "".join(f"{name:>22}" for name in names))
    sums: Counter[str] = Counter()
    for layout, shown in _by_layout(parser.parse_args().layouts):
        counts: Counter[str] = Counter()
        for page in shown:
            counts += _judged(page)
        print(_row(layout, counts))
        sums += counts
    print(_row("all", sums))


def _by_layout(only: Sequence[str]) -> Iterator[tuple[str, list[Shown]]]:
    held: list[Shown] = []
    for page in pages(only):
        if held and held[0].layout != page.layout:
            yield held[0].layout, held
            held = []
        held.append(page)
    if held:
        yield held[0].layout, held


def _judged(page: Shown) -> Counter[str]:
    """Return what reading a page came to, as counts."""
    counts: Counter[str] = Counter(pages=1)
    gathered = taken(page)
    found = [each.document for each in gathered if each.document]
    captions = {p.span for d in found for p in d.passages if p.role != "body"}
    text = "\n".join(
        line for d in found for line in d.text.split("\n") if line not in {span.of(d.text) for span in captions}
    )
    wanted = "\n".join([*page.lines, *(line for entry in page.entries for line in entry[3])])
    counts["order"] = int(sorted(text.split("\n")) == sorted(wanted.split("\n")) if page.entries else text == wanted)
    if found:
        read = told_of(gathered[0])
        counts["asked"] = len(page.told)
        counts["told"] = sum(read[name] == value for name, value in page.told.items())
        counts["wrong"] = sum(read[name] not in {None, page.known[name]} for name in _TOLD)
    counts["leaks"] = sum(each in text for each in page.unwanted)
    extract = partial(trafilatura.extract, page.html, include_comments=False)
    for name, words in (("ours", text), ("plain", extract() or ""), ("precise", extract(favor_precision=True) or "")):
        captioned = bag("\n".join(each for each in page.captions if each in words))
        right, given = bag(wanted), bag(words) - captioned
        counts[f"{name} both"] = (right & given).total()
        counts[f"{name} right"], counts[f"{name} given"] = right.total(), given.total()
    return counts


def _row(label: str, counts: Counter[str]) -> str:
    out = f"{label:14}{counts['order']:>4}/{counts['pages']:<2}{counts['told']:>4}/{counts['asked']:<3}"
    out += f"{counts['wrong']:>6}{counts['leaks']:>7}"
    for name in ("ours", "plain", "precise"):
        both = counts[f"{name} both"]
        precision, recall = both / max(1, counts[f"{name} given"]), both / max(1, counts[f"{name} right"])
        out += f"{f'P {precision:.3f} R {recall:.3f}':>22}"
    return out


if __name__ == "__main__":
    main()
