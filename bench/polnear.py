"""Voices, against PolNeAR's attributions: `python -m bench.polnear FOLDER [--only N] [--misses N]`.

FOLDER holds `text/*.txt` and `attributions/*.ann`. Sources, cues and contents are scored as exact spans, quotation
marks, spaces and a closing mark trimmed on both sides. Who said what is one to one: contents that share half of what
they cover together, under sources that overlap. PolNeAR keeps the outermost attributions: voices inside another's
content are left out.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.common import Counts, needed, overlaps, read_text
from corrobora.types import Reading, Span

_TRIM = frozenset(" \t\n\r\"'“”‘’«»,.;:—–-()[]")
_ROLES = ("source", "cue", "content")
_SAME = 0.5


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what, by which words: trimmed spans, null where there is none."""

    source: Span | None = None
    cue: Span | None = None
    content: Span | None = None


def main() -> None:
    """Print F1 of sources, cues and contents, and of who said what; the last is the figure of the run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", type=int, help="read only the first N texts")
    parser.add_argument("--misses", type=int, default=0, help="show the first N missed and invented of each kind")
    args = parser.parse_args()
    report(list(pairs(args.folder, args.only)), misses=args.misses)


def report(compared: Sequence[tuple[str, list[Attribution], list[Attribution]]], *, misses: int) -> None:
    """Print the figures of texts with what is there and what was read, and some of what was missed and invented."""
    counts: defaultdict[str, Counts] = defaultdict(Counts)
    shown: defaultdict[str, list[str]] = defaultdict(list)
    for text, gold, read in compared:
        for role in _ROLES:
            wanted, found = _spans(gold, role), _spans(read, role)
            counts[role].add(len(wanted & found), len(found), len(wanted))
            shown[f"{role} missed"] += [_around(text, span) for span in sorted(wanted - found)]
            shown[f"{role} invented"] += [_around(text, span) for span in sorted(found - wanted)]
        for name, right in _matched(gold, read).items():
            counts[name].add(right, len(read), len(gold))
    for name, each in counts.items():
        print(f"{name:14} {each}")
    for name, lines in shown.items():
        step = max(1, len(lines) // max(1, misses))
        for line in lines[: misses * step : step]:
            print(f"{name}: {line}")
    print(f"F1 {counts['who said what'].f1:.3f}")


def pairs(folder: Path, only: int | None) -> Iterator[tuple[str, list[Attribution], list[Attribution]]]:
    """Yield each text with the attributions that are there and those that were read."""
    wanted = "give a folder with `text` and `attributions`, such as PolNeAR's dev"
    texts = sorted(needed(folder / "text", what=wanted).glob("*.txt"))
    marked = {file.stem.rsplit("_", 1)[0]: file for file in needed(folder / "attributions", what=wanted).glob("*.ann")}
    for file in [file for file in texts if file.stem in marked][:only]:
        text = file.read_text(encoding="utf-8")
        outlet, day = file.stem.split("_")[:2]
        reading = read_text(f"polnear:{file.stem}", text, "en", outlet=outlet, published=day)
        yield text, annotated(marked[file.stem].read_text(encoding="utf-8"), text), read_voices(reading)


def annotated(ann: str, text: str) -> list[Attribution]:
    r"""Return the attributions of an annotation file in brat's format.

    >>> annotated("T1\tSource 0 3\tAnn\nT2\tCue 4 8\tsaid\nE1\tAttribution:T2 Source:T1 Cue:T2\n", "Ann said so.")
    [Attribution(source=Span(start=0, end=3), cue=Span(start=4, end=8), content=None)]
    """
    spans: dict[str, list[Span]] = {}
    out = []
    for line in ann.splitlines():
        number, _, rest = line.partition("\t")
        what = rest.partition("\t")[0]
        if number.startswith("T"):
            pieces = what.partition(" ")[2].split(";")
            spans[number] = [Span(*map(int, piece.split())) for piece in pieces if piece]
        elif number.startswith("E"):
            roles: defaultdict[str, list[Span]] = defaultdict(list)
            for role, _, key in (pair.partition(":") for pair in what.split()):
                roles[role.rstrip("0123456789").lower()] += spans.get(key, [])
            out.append(Attribution(*(_hull(text, roles[role]) for role in _ROLES)))
    return out


def read_voices(reading: Reading) -> list[Attribution]:
    """Return the outermost voices of a reading: distinct pairs of cue and content, with their first holders."""
    text = reading.document.text
    seen: dict[tuple[Span | None, Span | None], Attribution] = {}
    for claim in reading.claims:
        voice = claim.voice
        if not voice.chain and voice.cue is None:
            continue
        cue = _hull(text, [voice.cue.span] if voice.cue else [])
        content = _hull(text, [voice.content or claim.span])
        source = _hull(text, [holder.span for holder in voice.chain[:1]])
        seen[(cue, content)] = Attribution(source, cue, content)
    voices = list(seen.values())
    return [voice for voice in voices if not any(_is_inside(voice, other) for other in voices)]


def _is_inside(voice: Attribution, other: Attribution) -> bool:
    one, two = voice.content, other.content
    return one is not None and two is not None and one != two and two.covers(one)


def _hull(text: str, spans: Sequence[Span]) -> Span | None:
    """Return the trimmed span from the first to the last of some, or null where there are none."""
    if not spans:
        return None
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return Span(start, end)


def _matched(gold: Sequence[Attribution], read: Sequence[Attribution]) -> dict[str, int]:
    """Return how many contents are the same by half, and of these how many have the same source, one to one."""
    ranked = sorted(
        ((_share(g.content, r.content), i, j) for i, g in enumerate(gold) for j, r in enumerate(read)), reverse=True
    )
    used: tuple[set[int], set[int]] = (set(), set())
    said = 0
    for share, i, j in ranked:
        if share < _SAME or i in used[0] or j in used[1]:
            continue
        used[0].add(i)
        used[1].add(j)
        one, two = gold[i].source, read[j].source
        said += overlaps(one, two) if one and two else one is two
    return {"content@.5": len(used[0]), "who said what": said}


def _share(one: Span | None, two: Span | None) -> float:
    if one is None or two is None:
        return 0.0
    common = max(0, min(one.end, two.end) - max(one.start, two.start))
    return common / max(1, (one.end - one.start) + (two.end - two.start) - common)


def _spans(attributions: Iterable[Attribution], role: str) -> set[Span]:
    return {span for each in attributions if (span := getattr(each, role)) is not None}


def _around(text: str, span: Span) -> str:
    before, after = text[max(0, span.start - 60) : span.start], text[span.end : span.end + 40]
    return f"{before}[[{span.of(text)}]]{after}".replace("\n", " ")


if __name__ == "__main__":
    main()
