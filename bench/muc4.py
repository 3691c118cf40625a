"""Attacks in wire reports, against MUC-4: `python -m bench.muc4 TEXTFILE…` or `python -m bench.muc4 FOLDER --score`.

A TEXTFILE is one of the kit's files of messages (`dev-muc3-0001-0100`, `tst1-muc3`); printed is a line a message, as
the kit's template scorer takes them: `{"docid", "templates": [{"incident_type", "PerpInd", …, "Confidence"}]}`.
FOLDER is the kit; `--score` reads its TST1 and TST2 (or what `--set dev` names), runs its `score.py` on
`templates-tst12.jsonl`, and scores on whose word organisations stand there from the keys.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bench.common import Counts, needed, read_text
from bench.templates import templates

_MESSAGE = re.compile(r"^((?:DEV|TST\d+)-MUC\d-\d{4})\b.*$", re.MULTILINE)
_DATELINE = re.compile(
    r"\A[^\[]{2,80}?,\s+(?P<day>\d{1,2})\s+(?P<month>[A-Z]{3})[A-Z]*\s+(?P<year>\d{2})\b.{,60}?--\s*", re.DOTALL
)
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_NOTES = re.compile(
    r"\[(?:TEXT|CONTINUED|REPORT|EXCERPTS?|PASSAGE OMITTED|WORDS INDISTINCT|AS (?:HEARD|RECEIVED|PUBLISHED))\]"
)
_ACRONYM = re.compile(r"\[([A-Z0-9-]{2,10})\]")
_WRAP = re.compile(r"(?<=\S)[ \t]*\n(?=\S)")
_SETS = {"tst12": ("tst1/tst1-*", "tst2/tst2-*"), "dev": ("dev/dev-*",)}
_SLOT = re.compile(r"^\s*(\d+)\.\s+[A-Z :]+?\s{2,}(.*)$")
_CONFIDENCE = 11


def main() -> None:
    """Print the templates of text files, or with `--score` how good they are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--score", action="store_true")
    parser.add_argument("--set", choices=sorted(_SETS), default="tst12")
    parser.add_argument("--keep", type=Path, help="where to leave the templates that were scored")
    args = parser.parse_args()
    if args.score:
        _score(args.paths[0], args.set, args.keep)
        return
    for path in args.paths:
        for line in predictions(needed(path, what="give one of the kit's files of messages")):
            print(json.dumps(line, ensure_ascii=False))


def predictions(file: Path) -> Iterator[dict[str, Any]]:
    """Yield the id and templates of each message of a text file."""
    if file.is_dir():
        raise SystemExit(f"{file}: a folder; give one of the kit's files of messages, or add --score")
    found = False
    for number, body in messages(file.read_text(encoding="latin-1")):
        found = True
        text, published = unwrapped(body)
        yield {"docid": number, "templates": templates(read_text(number, text, "en", published=published))}
    if not found:
        raise SystemExit(f"{file}: no message in it starts with a line like DEV-MUC3-0001")


def messages(text: str) -> Iterator[tuple[str, str]]:
    r"""Yield id and body of each message.

    >>> list(messages("DEV-MUC3-0001 (X)\n\nONE\n\nDEV-MUC3-0002\n\nTWO"))
    [('DEV-MUC3-0001', 'ONE'), ('DEV-MUC3-0002', 'TWO')]
    """
    pieces = _MESSAGE.split(text)[1:]
    yield from zip(pieces[::2], (body.strip() for body in pieces[1::2]), strict=True)


def unwrapped(body: str) -> tuple[str, str | None]:
    r"""Return a message's text, its lines joined and its dateline taken off, with the dateline's day.

    >>> unwrapped("LIMA, 2 MAR 90 (EFE) -- [TEXT] THE PARTY\nOF LIGHT [PL] DENIED IT.")
    ('THE PARTY OF LIGHT (PL) DENIED IT.', '1990-03-02')
    """
    dateline = _DATELINE.match(body)
    published = None
    if dateline is not None and dateline["month"] in _MONTHS:
        published = f"19{dateline['year']}-{_MONTHS.index(dateline['month']) + 1:02}-{int(dateline['day']):02}"
        body = body[dateline.end() :]
    text = _ACRONYM.sub(r"(\1)", _NOTES.sub("", body))
    return _WRAP.sub(" ", text).strip(), published


def _score(folder: Path, name: str, keep: Path | None) -> None:
    gold = needed(folder / f"templates-{name}.jsonl", what="give the kit's folder")
    scorer = needed(folder / "score.py", what="give the kit's folder, with its scorer")
    files = sorted(file for pattern in _SETS[name] for file in folder.glob(pattern))
    read = [line for file in files for line in predictions(file)]
    with tempfile.TemporaryDirectory() as draft:
        made = keep or Path(draft) / "templates.jsonl"
        made.write_text("".join(json.dumps(line) + "\n" for line in read), encoding="utf-8")
        command = [sys.executable, str(scorer), str(gold), str(made)]
        scores = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - the kit's own
    print(scores, end="")
    keys = sorted(key for file in files for key in file.parent.glob("key-*"))
    wanted = [pair for key in dict.fromkeys(keys) for pair in confidences(key.read_text(encoding="latin-1"))]
    print(f"confidence     {confidence_counts(read, wanted)}")
    print("F1", re.findall(r"^all .*F1 ([\d.]+)", scores, re.MULTILINE)[0])


def confidences(key: str) -> Iterator[tuple[str, frozenset[str], frozenset[str]]]:
    r"""Yield message, names and possible labels of each entry of the slot for an organisation's confidence.

    >>> key = '0.  MESSAGE: ID  DEV-MUC3-0001 (X)\n11. PERP: ORGANIZATION CONFIDENCE   POSSIBLE: "ABC" / "A BC"'
    >>> [(message, sorted(names), sorted(labels)) for message, names, labels in confidences(key)]
    [('DEV-MUC3-0001', ['a bc', 'abc'], ['POSSIBLE'])]
    """
    message, slot = "", -1
    for line in key.splitlines():
        found = _SLOT.match(line)
        slot = int(found[1]) if found else slot
        content = (found[2] if found else line).strip()
        if slot == 0 and found:
            message = content.split()[0] if content else ""
        if slot != _CONFIDENCE or content[:1] in {"", "-", "*", ";"}:
            continue
        labels, _, names = content.lstrip("? ").partition(":")
        named = frozenset(name.lower() for name in re.findall(r'"([^"]+)"', names))
        if named:
            yield message, named, frozenset(label.strip(" ?") for label in labels.split("/"))


def confidence_counts(
    read: Iterable[dict[str, Any]], gold: Iterable[tuple[str, frozenset[str], frozenset[str]]]
) -> Counts:
    """Return how many organisations of the messages are read with the confidence of the keys, each once a message."""
    wanted: defaultdict[str, dict[frozenset[str], set[str]]] = defaultdict(dict)
    for message, names, labels in gold:
        wanted[message].setdefault(names, set()).update(labels)
    counts = Counts(gold=sum(map(len, wanted.values())))
    for line in read:
        left = dict(wanted[line["docid"]])
        for name, label in sorted({tuple(pair) for template in line["templates"] for pair in template["Confidence"]}):
            hit = next((names for names, labels in left.items() if name.lower() in names and label in labels), None)
            counts.add(int(hit is not None), 1, 0)
            if hit is not None:
                left.pop(hit)
    return counts


if __name__ == "__main__":
    main()
