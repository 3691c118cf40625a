"""The glyphs of a page -> its lines in the order in which they are read: columns one after the other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median

from corrobora.gather.papers.bidi import in_order, runs_leftward
from corrobora.gather.papers.glyphs import Glyph, is_mark

_SPACE = 0.19  # of the size of the letters: a wider gap parts words
_SAME_LINE = 0.4  # of the size: what stands no further up or down is in the same line
_GUTTER = 0.7  # of the size: columns stand at least so far apart
_LEAST_LINES = 3  # a column has
_FILLED = 0.55  # of its width a column's lines fill: those of tables don't
_WIDEST = 0.9  # of a column's lines end within its width
_MOST_CROSSING = 0.34  # of the lines may go across the gutter, as headings do
_DEEPEST = 3  # columns in columns
_TWICE = 0.1  # of the size: the same letter again so near is the same letter
_NAME = 3  # words in another script, of which more are a line of its own direction
_CELLS = 1.8  # of the size: words of a line stand no further apart, cells of a table do
_FEW = 0.02  # of the words may lie over a gutter, in headings
_BAND = 3.2  # of the size from line to line: what stands below has columns of its own
_EDGE = 0.12  # of the width, where no gutter is looked for


@dataclass(frozen=True, slots=True)
class Word:
    """Glyphs from left to right that no gap parts."""

    glyphs: tuple[Glyph, ...]
    left: float
    right: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text of one column, whose edges are `first` and `last`; `parted` is the row of a table."""

    text: str
    left: float
    right: float
    y: float
    size: float
    first: float
    last: float
    leftward: bool
    parted: bool = False


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Return the lines of a page, in reading order.

    >>> glyphs = [Glyph(char, at * 5, at * 5 + 5, 700, 10) for at, char in enumerate("Two words")]
    >>> [line.text for line in lines_of(glyphs)]
    ['Two words']
    """
    words = list(_words(glyphs))
    if not words:
        return []
    leftward = runs_leftward("".join(glyph.text for word in words for glyph in word.glyphs))
    out: list[Line] = []
    for band in _bands(words):
        for column in _columns(band, leftward=leftward, depth=0):
            out += _lines(column, leftward=leftward)
    return out


def _bands(words: Sequence[Word]) -> list[list[Word]]:
    """Return the words between the wide empty stretches that go across a page, from the top down."""
    bands: list[list[Word]] = [[]]
    lowest: float | None = None
    for row in _by_row(words):
        if lowest is not None and lowest - row[0].y > _BAND * max(word.size for word in row):
            bands.append([])
        bands[-1] += row
        lowest = row[0].y
    return bands


def _words(glyphs: Iterable[Glyph]) -> Iterator[Word]:
    for row in _rows(list(glyphs)):
        held: list[Glyph] = []
        for glyph in row:
            apart = held and glyph.left - max(each.right for each in held[-2:]) > _SPACE * max(
                glyph.size, held[-1].size
            )
            if held and (apart or glyph.text == " "):
                yield _word(held)
                held = []
            if glyph.text != " ":
                held.append(glyph)
        if held:
            yield _word(held)


def _word(glyphs: Sequence[Glyph]) -> Word:
    left, right = min(glyph.left for glyph in glyphs), max(glyph.right for glyph in glyphs)
    size = max(glyph.size for glyph in glyphs)
    return Word(tuple(glyphs), left, right, median(glyph.y for glyph in glyphs), size)


def _rows(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Yield the glyphs that stand beside each other, from the top down, each row from left to right."""
    plain = [each for each in glyphs if not any(map(is_mark, each.text))]
    rows = _on_baselines(plain or glyphs)
    for each in glyphs if plain else ():
        if any(map(is_mark, each.text)) and not is_mark(each.text):  # a letter that stands where its sign does
            near = min(rows, key=lambda row: abs(row[0].y - each.y))
            if abs(near[0].y - each.y) < each.size:
                near.append(each)
            else:
                rows.append([each])
    rows = [_once(sorted(row, key=_middle)) for row in sorted(rows, key=lambda row: -row[0].y)]
    _set_marks([each for each in glyphs if is_mark(each.text)], rows)
    return iter(rows)


def _on_baselines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Return the glyphs of each line, from the top down: most stand on its baseline, some a little above or below."""
    heights: dict[float, list[Glyph]] = {}
    for glyph in glyphs:
        heights.setdefault(round(glyph.y, 1), []).append(glyph)
    free = sorted(heights)
    rows: dict[float, list[Glyph]] = {}
    for y in sorted(heights, key=lambda each: (-len(heights[each]), each)):
        reach = _SAME_LINE * max(glyph.size for glyph in heights[y])
        first, last = bisect_left(free, y - reach), bisect_left(free, y + reach)
        if first == last or y not in free[first:last]:
            continue  # it stands near another line's
        rows[y] = [glyph for each in free[first:last] for glyph in heights[each]]
        del free[first:last]
    return [rows[y] for y in sorted(rows, reverse=True)]


def _middle(glyph: Glyph) -> float:
    return glyph.left + glyph.right


def _once(row: Sequence[Glyph]) -> list[Glyph]:
    """Return a row in which what is drawn twice, to look bold, stands once."""
    out: list[Glyph] = []
    for glyph in row:
        twice = out and out[-1].text == glyph.text and abs(out[-1].left - glyph.left) < _TWICE * glyph.size
        if not twice:
            out.append(glyph)
    return out


def _set_marks(marks: Sequence[Glyph], rows: Sequence[list[Glyph]]) -> None:
    """Put each vowel sign behind the letter above or below which it stands."""
    heights = [-median(glyph.y for glyph in row) for row in rows]
    for mark in marks:
        at = bisect_left(heights, -mark.y)
        near = [each for each in (at - 1, at) if 0 <= each < len(rows) and abs(heights[each] + mark.y) < mark.size]
        if not near:
            continue
        row = rows[min(near, key=lambda each: abs(heights[each] + mark.y))]
        middle = _middle(mark)
        index = bisect_left(row, middle, key=_middle)
        close = range(max(0, index - 1), min(len(row), index + 1))
        best = min(close, key=lambda each: abs(_middle(row[each]) - middle) + (row[each].text == " ") * 2 * mark.size)
        row[best] = replace(row[best], text=row[best].text + mark.text)


def _columns(words: Sequence[Word], *, leftward: bool, depth: int) -> Iterator[Sequence[Word]]:
    """Yield the words of each column, in reading order; what goes across several parts what is above and below it."""
    gutter = _gutter(words, _DEEPEST - depth)
    if gutter is None:
        yield words
        return
    for across, group in groupby(_by_row(words), key=lambda row: _goes_across(row, gutter)):
        inside = [word for row in group for word in row]
        if across:
            yield inside
            continue
        sides = ([w for w in inside if _is_left(w, gutter)], [w for w in inside if not _is_left(w, gutter)])
        for side in reversed(sides) if leftward else sides:
            if side:
                yield from _columns(side, leftward=leftward, depth=depth + 1)


def _by_row(words: Sequence[Word]) -> list[list[Word]]:
    """Return the rows of words, from the top down."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda each: (-each.y, each.left)):
        if not rows or rows[-1][0].y - word.y > _SAME_LINE * max(rows[-1][0].size, word.size):
            rows.append([])
        rows[-1].append(word)
    return [sorted(row, key=lambda each: each.left) for row in rows]


def _gutter(words: Sequence[Word], deepest: int) -> float | None:
    """Return where two columns part, or null where the words are one column, or a table."""
    if len(words) < 2 * _LEAST_LINES or deepest == 0:
        return None
    rows, size = _by_row(words), median(word.size for word in words)
    left, right = min(word.left for word in words), max(word.right for word in words)
    inner = (left + _EDGE * (right - left), right - _EDGE * (right - left))
    for middle in _gaps(words, inner):
        beside = [row for row in rows if not _goes_across(row, middle)]
        if len(rows) - len(beside) > _MOST_CROSSING * len(rows):
            continue
        sides = [[[word for word in row if _is_left(word, middle) is side] for row in beside] for side in (True, False)]
        before, behind = ([row for row in side if row] for side in sides)
        if not (_is_text(before, deepest) and _is_text(behind, deepest)):
            continue
        start, end = max(row[-1].right for row in before), min(row[0].left for row in behind)
        if end - start >= _GUTTER * size:
            return (start + end) / 2
    return None


def _is_left(word: Word, gutter: float) -> bool:
    return word.left + word.right < 2 * gutter


def _goes_across(row: Sequence[Word], gutter: float) -> bool:
    """Return whether a row goes across a gutter: by a word in it, or by words as near to each other as any."""
    before = [word for word in row if _is_left(word, gutter)]
    behind = [word for word in row if not _is_left(word, gutter)]
    if not before or not behind:
        return any(word.left < gutter < word.right for word in row)
    gap = min(word.left for word in behind) - max(word.right for word in before)
    return gap < _GUTTER * max(before[-1].size, behind[0].size)


def _gaps(words: Sequence[Word], inner: tuple[float, float]) -> list[float]:
    """Return the middles of stretches over which hardly any word lies, the widest first."""
    edges = sorted([(word.left, 1) for word in words] + [(word.right, -1) for word in words])
    least, over, start = max(1, round(_FEW * len(words))), 0, None
    found: list[tuple[float, float]] = []
    for at, step in edges:
        over += step
        if start is None and over <= least:
            start = at
        elif start is not None and over > least:
            if inner[0] <= (start + at) / 2 <= inner[1]:
                found.append((start - at, (start + at) / 2))
            start = None
    return [middle for _, middle in sorted(found)]


def _is_text(side: Sequence[Sequence[Word]], deepest: int) -> bool:
    """Return whether rows are the lines of a column, which mostly fill it, or of several: those of tables don't."""
    if len(side) < _LEAST_LINES:
        return False
    width = _usual([row[-1].right for row in side], _WIDEST) - _usual([row[0].left for row in side], 1 - _WIDEST)
    filled = sum(row[-1].right - row[0].left >= _FILLED * width for row in side)
    several = sum(len(row) > 1 for row in side)
    if several < _FILLED * len(side):
        return False
    return filled >= _FILLED * len(side) or _gutter([word for row in side for word in row], deepest - 1) is not None


def _usual(places: Sequence[float], share: float) -> float:
    """Return the place that so large a share of others reach at most: a heading or two may reach further."""
    return sorted(places)[min(len(places) - 1, round(share * (len(places) - 1)))]


def _lines(words: Sequence[Word], *, leftward: bool) -> Iterator[Line]:
    first, last = min(word.left for word in words), max(word.right for word in words)
    for row in _by_row(words):
        pieces: list[str] = []
        for word in row:
            pieces += [" "] * bool(pieces) + [glyph.text for glyph in word.glyphs]
        own = runs_leftward("".join(pieces))
        foreign = leftward and not own and sum(any(map(str.isalpha, word)) for word in "".join(pieces).split()) > _NAME
        text = in_order(pieces, leftward=(leftward and not foreign) or own)
        y, size = median(word.y for word in row), max(word.size for word in row)
        parted = any(two.left - one.right > _CELLS * size for one, two in pairwise(row))
        yield Line(" ".join(text.split()), row[0].left, row[-1].right, y, size, first, last, leftward, parted)
