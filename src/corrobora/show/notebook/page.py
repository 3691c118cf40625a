"""Readings -> HTML for a notebook: the article with what was read of it marked, and a table of its claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from corrobora.show.listings import claim_row
from corrobora.show.markup import View, paragraphs
from corrobora.show.output import cell
from corrobora.show.said import direction
from corrobora.show.words import counted, spoken, visible
from corrobora.types import Claim, Reading, Span

_MOST = 20  # readings shown in full
_COLUMNS = ("what", "who", "words", "day", "places", "numbers", "actors", "targets")
_STYLE = Markup("""<style>
.corrobora{max-width:60rem;line-height:1.6} .corrobora p{margin:.4rem 0;max-width:none}
.corrobora mark{color:inherit;background:none;padding:.05em 0}
.corrobora mark.claim{background:#f5d76e55;border-radius:.2em} .corrobora mark.holder{border-bottom:2px solid #8e44ad}
.corrobora mark.cue{font-style:italic} .corrobora mark.actor,.corrobora mark.target{border-bottom:2px solid #c0392b}
.corrobora mark.place{border-bottom:2px solid #1b7f5c} .corrobora mark.time{border-bottom:2px dotted #2f5c9c}
.corrobora mark.quantity{font-weight:700} .corrobora mark.means{border-bottom:2px dotted #7f5f1b}
.corrobora .title{font-weight:700} .corrobora .boilerplate,.corrobora .caption,.corrobora .left{opacity:.6}
.corrobora table{border-collapse:collapse;margin:.6rem 0} .corrobora th,.corrobora td{text-align:start;
padding:.2rem .5rem;border-bottom:1px solid #8884;vertical-align:top;max-width:22rem;white-space:normal}
.corrobora small{opacity:.75}
</style>""")


def readings_html(readings: Sequence[Reading]) -> str:
    """Return some readings as HTML; of many the first, and how many more there are.

    >>> readings_html([]).count("<table")
    0
    """
    shown = [reading_html(each) for each in readings[:_MOST]]
    left = len(readings) - len(shown)
    more = [Markup("<p><small>{} more, not shown here.</small></p>").format(counted(left, "reading", "readings"))]
    return str(_STYLE + Markup().join(shown + (more if left > 0 else [])))


def reading_html(reading: Reading) -> Markup:
    """Return one reading as HTML, all text of the article escaped, without the style that its marks want."""
    if reading.error is not None:
        return _frame("<p><b>{}</b>: {}</p>", "Not read", visible(reading.error.message))
    claims = sorted(reading.claims, key=lambda claim: (claim.span, claim.id))
    table = _table(claims, reading) if claims else Markup("<p>Nothing is claimed here that is read.</p>")
    return _frame("{}{}{}{}", _heading(reading), _article(reading, claims), table, Markup().join(_flags(reading)))


def one_html(reading: Reading) -> str:
    """Return one reading as HTML that stands by itself."""
    return str(_STYLE + reading_html(reading))


def _frame(inside: str, *parts: str | Markup) -> Markup:
    return Markup('<div class="corrobora">{}</div>').format(Markup(inside).format(*parts))  # noqa: S704 - ours


def _heading(reading: Reading) -> Markup:
    document = reading.document
    when = f"{spoken(document.published.edtf)} ({document.published.basis})" if document.published else "no date"
    told = f"{document.outlet or 'outlet unknown'} · {document.language or 'und'} · published {when} · {document.uri}"
    return Markup('<p><small dir="auto">{}</small></p>').format(visible(told))


def _article(reading: Reading, claims: Sequence[Claim]) -> Markup:
    """Return the article with the number of each claim behind the words that hold it."""
    notes: dict[Span, Markup] = {}
    for position, claim in enumerate(claims, 1):
        notes[claim.span] = notes.get(claim.span, Markup()) + Markup("<sup>{}</sup>").format(position)
    lines = (_paragraph(each.role, each.html, each.left) for each in paragraphs(reading, View(notes=notes)))
    article = Markup('<div dir="{}" lang="{}">{}</div>')
    return article.format(direction(reading.document), reading.document.language or "und", Markup().join(lines))


def _paragraph(role: str, html: Markup, left: int) -> Markup:
    words = Markup("… {} …").format(counted(left, "paragraph", "paragraphs")) if left else html
    return Markup('<p class="{}">{}</p>').format(role, words)


def _table(claims: Sequence[Claim], reading: Reading) -> Markup:
    head = Markup().join(Markup("<th>{}</th>").format(name) for name in ("", *_COLUMNS))
    rows = Markup().join(_row(position, claim, reading) for position, claim in enumerate(claims, 1))
    return Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(head, rows)


def _row(position: int, claim: Claim, reading: Reading) -> Markup:
    fields = claim_row(claim, reading.document)
    cells = (visible(cell(fields[name])) for name in _COLUMNS)
    shown = Markup().join(Markup('<td dir="auto">{}</td>').format(each) for each in cells)
    return Markup('<tr title="{}"><td>{}</td>{}</tr>').format(claim.id, position, shown)


def _flags(reading: Reading) -> Iterator[Markup]:
    for repeat in reading.repeats:
        said = f"stands {len(repeat.spans)} times, said by {'; '.join(repeat.voices)}"
        words = repeat.spans[0].of(reading.document.text)
        yield Markup('<p><small dir="auto">repeated: “{}” {}</small></p>').format(visible(words), visible(said))
    for flag in reading.flags:
        yield Markup('<p><small dir="auto">flag, {}: {}</small></p>').format(flag.kind, visible(flag.note))
