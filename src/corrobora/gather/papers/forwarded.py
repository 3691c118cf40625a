"""The text of a message -> the messages that are forwarded in it, each with who wrote it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corrobora.gather.papers.mailwords import mail_words

_LEAST_FIELDS = 2
_SIGNATURE = re.compile(r"\n-- ?\n")
_QUOTED = re.compile(r"(?m)^>+ ?")
_ADDRESS = re.compile(r"\s*[<\[(]?(?:mailto:)?[\w.+-]+@[\w.-]+[>\])]?")


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A message inside a message: what its head says, as it stands there, and its text."""

    text: str
    sender: str | None = None
    date: str | None = None
    subject: str | None = None


def unfold(text: str) -> list[Forwarded]:
    r"""Return what whoever sent a text wrote, then each message that is forwarded in it.

    >>> text = "FYI\n\n---- Forwarded message ----\nFrom: Gao Desk <d@gao.example>\nSubject: Hit\n\nA post was hit."
    >>> [(each.sender, each.text) for each in unfold(text)]
    [(None, 'FYI'), ('Gao Desk', 'A post was hit.')]
    """
    lines = text.replace("\r\n", "\n").split("\n")
    heads = _heads(lines)
    ends = [*(start for start, _, _ in heads), len(lines)]
    out = [Forwarded(_body(lines[: ends[0]]))]
    for (_, end, fields), until in zip(heads, ends[1:], strict=True):
        sender = _ADDRESS.sub("", fields.get("sender", "")).strip(" \"'*") or fields.get("sender")
        out.append(Forwarded(_body(lines[end:until]), sender, fields.get("date"), fields.get("subject")))
    return out


def _heads(lines: Sequence[str]) -> list[tuple[int, int, dict[str, str]]]:
    """Return where the heads of forwarded messages begin and end, with their fields."""
    words = mail_words()
    out: list[tuple[int, int, dict[str, str]]] = []
    at = 0
    while at < len(lines):
        fields: dict[str, str] = {}
        end = at
        while end < len(lines) and (found := words.field.fullmatch(lines[end][:500])):
            name = next(key for key in ("sender", "date", "subject", "to") if found[key])
            fields.setdefault(name, found["value"].strip(" *"))
            end += 1
        if len(fields) >= _LEAST_FIELDS and "sender" in fields:
            out.append((at, end, fields))
        at = max(end, at + 1)
    return out


def _body(lines: Sequence[str]) -> str:
    """Return the words of a message: without the rule below them, marks of quotation, and the signature."""
    kept = list(lines)
    while kept and (not kept[-1].strip() or mail_words().rule.fullmatch(kept[-1][:200])):
        kept.pop()
    text = "\n".join(kept)
    if sum(line.startswith(">") for line in kept) > len(kept) // 2:
        text = _QUOTED.sub("", text)
    return _SIGNATURE.split(text, maxsplit=1)[0].strip()
