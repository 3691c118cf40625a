"""The lines of a PDF's pages -> its paragraphs, with cut words whole again and what its pages repeat set aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corrobora.gather.papers.lines import Line

_EDGES = 3  # lines at the head and at the foot of a page that may stand on others too
_DIGITS = re.compile(r"\d+")
_PAGED = re.compile(r"(?:\W*\d{1,4}\W*|\w{1,8}\.? \d{1,4}(?: \W?\w{0,5}\W? ?\d{1,4})?)")  # 3, - 3 -, Page 3 of 5
_FINAL = re.compile(r"[.!?؟…۔:;]['\"»”’)\]]*$")
_BULLET = re.compile(r"[-–—•●▪■◦*·]\s|\(?[\dIVXivx]{1,4}[.)]\s|\(?\w[.)]\s")
_HYPHEN = re.compile(r"(\w{2,})[-‐\u00ad]$")
_ADDRESS = re.compile(r"\W*(?:https?|file)://\S|\W*www\.\S", re.IGNORECASE)
_LETTERHEAD, _SHORT = 4, 16  # groups that may stand above a heading, and the most words of each
_LEAST_CUT, _CUT = 3, 0.04  # lines that end with a hyphen, and their share, where words are cut
_TALLER = 1.12  # than the line before: a heading
_LEADING = 1.35  # of the usual step from line to line: a new paragraph
_INDENT = 0.8  # of the size


@dataclass(frozen=True, slots=True)
class Flowed:
    """A PDF's text: its heading where it has one, its paragraphs, and what its pages repeat."""

    title: str | None
    paragraphs: tuple[str, ...]
    aside: tuple[str, ...]


def flow(pages: Sequence[Sequence[Line]]) -> Flowed:
    """Return the text of the pages' lines."""
    body, aside = _set_apart(pages)
    sizes = Counter(round(line.size, 1) for page in body for line in page for _ in line.text)
    usual = max(sizes, key=lambda size: (sizes[size], -size)) if sizes else 0.0
    whole = (_HYPHEN.sub("", line.text) for page in body for line in page)
    known = {word.casefold() for text in whole for word in re.findall(r"\w+(?:-\w+)*", text)}
    cut = _cuts_words([line for page in body for line in page])
    groups: list[list[Line]] = []
    for page in body:
        for at, group in enumerate(_groups(page)):
            if not at and groups and _goes_on(groups[-1], group):
                groups[-1].extend(group)
            else:
                groups.append(group)
    title, above = _titled(groups, usual)
    aside = (*aside, *(_joined(group, known, cut=cut) for group in above), *_foot(groups, usual))
    return Flowed(title, tuple(_joined(group, known, cut=cut) for group in groups), aside)


def _titled(groups: list[list[Line]], usual: float) -> tuple[str | None, list[list[Line]]]:
    """Return the heading, and what stands above it, such as the head of a letter; both are taken out of the groups."""
    best: int | None = None
    for at, group in enumerate(groups[:_LETTERHEAD]):
        if group[0].size > max(_TALLER * usual, groups[best][0].size if best is not None else 0.0):
            best = at
        words = " ".join(line.text for line in group)
        if len(words.split()) > _SHORT or _FINAL.search(words):
            break
    if best is None or len(groups) == best + 1:
        return None, []
    title, above = _joined(groups[best], set(), cut=False), groups[:best]
    del groups[: best + 1]
    return title, above


def _foot(groups: list[list[Line]], usual: float) -> list[str]:
    """Return what stands small at the foot of a single page with an address; it is taken out of the groups."""
    out: list[str] = []
    while len(groups) > 1 and _ADDRESS.match(groups[-1][0].text) and groups[-1][0].size < usual:
        out.append(" ".join(line.text for line in groups.pop()))
    return out


def _set_apart(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], tuple[str, ...]]:
    """Return the pages without what stands at the head or foot of most of them, and that, each once."""
    held = [page for page in pages if page]
    if len(held) == 1:
        return [[line for line in held[0] if not (line in _edge(held[0], foot=True)[:1] and _is_number(line))]], ()
    seen: Counter[tuple[str, bool]] = Counter()
    for page in held:
        for foot in (False, True):
            seen.update({(_known_by(line), foot) for line in _edge(page, foot=foot)})
    often = {key for key, count in seen.items() if count > 1 and 2 * count >= len(held)}
    aside: dict[str, str] = {}
    body = []
    for page in held:
        heads, feet = _edge(page, foot=False), _edge(page, foot=True)
        kept = []
        for line in page:
            key = _known_by(line)
            if ((key, False) in often and line in heads) or ((key, True) in often and line in feet):
                aside.setdefault(key, line.text)
            elif not (_is_number(line) and line in (*heads[:1], *feet[:1])):
                kept.append(line)
        body.append(kept)
    return body, tuple(text for text in aside.values() if not _PAGED.fullmatch(text))


def _edge(page: Sequence[Line], *, foot: bool) -> list[Line]:
    """Return the lines nearest to the head or to the foot of a page."""
    return sorted(page, key=lambda line: line.y if foot else -line.y)[: min(_EDGES, len(page) // 2 + 1)]


def _known_by(line: Line) -> str:
    return _DIGITS.sub("0", " ".join(line.text.split())).casefold()


def _is_number(line: Line) -> bool:
    return re.fullmatch(r"\W*\d{1,4}\W*", line.text) is not None


def _groups(page: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph of a page."""
    steps = [above.y - line.y for above, line in pairwise(page) if 0 < above.y - line.y < 3 * line.size]
    usual = median(steps) if steps else 0.0
    group: list[Line] = []
    for line in page:
        if group and _parts(group, line, usual):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _parts(group: Sequence[Line], line: Line, usual: float) -> bool:
    """Return whether a line begins a new paragraph behind the lines of a group."""
    above = group[-1]
    step = above.y - line.y
    if (above.first, above.last) != (line.first, line.last):  # another column
        return not _runs_over(above, line)
    if max(above.size, line.size) > _TALLER * min(above.size, line.size) or step > _LEADING * max(usual, line.size):
        return True
    if _BULLET.match(line.text) or line.parted or above.parted:
        return True
    if step < 0:
        return not _runs_over(above, line)
    indent = _start(line) - _start(above)
    return (indent > _INDENT * line.size and _start(above) < _INDENT * line.size / 2) or _ends_early(above, line)


def _goes_on(before: Sequence[Line], behind: Sequence[Line]) -> bool:
    """Return whether the last paragraph of a page goes on at the head of the next."""
    above, line = before[-1], behind[0]
    return not _BULLET.match(line.text) and _runs_over(above, line)


def _runs_over(above: Line, line: Line) -> bool:
    """Return whether a sentence runs from the foot of a column to the head of the next."""
    full = _room(above) < 0.3 * (above.last - above.first)
    same = max(above.size, line.size) <= _TALLER * min(above.size, line.size)
    return not _FINAL.search(above.text) and full and same


def _ends_early(above: Line, line: Line) -> bool:
    """Return whether a line ends where the next one's first word would have had room, at the end of a sentence."""
    width = (line.right - line.left) / max(1, len(line.text))
    word = len(line.text.split(" ", 1)[0]) + 2
    return _FINAL.search(above.text) is not None and _room(above) > word * width


def _room(line: Line) -> float:
    """Return how much of its column a line leaves free at its end."""
    return line.left - line.first if line.leftward else line.last - line.right


def _start(line: Line) -> float:
    """Return how far from the edge of its column a line begins."""
    return line.last - line.right if line.leftward else line.left - line.first


def _cuts_words(lines: Sequence[Line]) -> bool:
    """Return whether so many lines end with a hyphen that words were cut there; else these are hyphens of their own."""
    ends = sum(_HYPHEN.search(line.text) is not None for line in lines)
    return ends >= _LEAST_CUT and ends >= _CUT * len(lines)


def _joined(group: Sequence[Line], known: set[str], *, cut: bool) -> str:
    """Return the text of a paragraph; a word that was cut at the end of a line is whole again."""
    out = ""
    for line in group:
        half = _HYPHEN.search(out)
        if not half:
            out += (" " if out else "") + line.text
        elif out[-1] == "\u00ad" or (line.text[:1].islower() and not _is_compound(half[1], line.text, known, cut=cut)):
            out = out[:-1] + line.text
        else:
            out += line.text
    return re.sub(r"\s+", " ", out.replace("\u00ad", "")).strip()


def _is_compound(before: str, behind: str, known: set[str], *, cut: bool) -> bool:
    """Return whether two halves of a word have a hyphen of their own: by how it stands elsewhere, or its first half."""
    rest = re.match(r"\w+", behind)
    if rest is None or f"{before}{rest[0]}".casefold() in known:
        return False
    return f"{before}-{rest[0]}".casefold() in known or (not cut and before.casefold() in known)
