"""The interface's languages: every message is translated, none is left over, and what stands in its gaps is kept."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

import corrobora.show
from corrobora.show.tongue import LANGUAGES, chosen, preferred, tongue

_SHOW = Path(corrobora.show.__file__).parent
_GAP = re.compile(r"%\(\w+\)s")


@cache
def asked() -> Catalog:
    """Return every message that the code and the templates ask for."""
    with (_SHOW / "locale" / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    out = Catalog()
    found = extract_from_dir(str(_SHOW), methods, options, keywords={**DEFAULT_KEYWORDS, "say": None, "told": None})
    for _, _, message, _, context in found:
        out.add(message, context=context)
    return out


def held(code: str) -> Catalog:
    with (_SHOW / "locale" / code / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=code)


def key(message: Message) -> tuple[str, str | None]:
    return (message.id if isinstance(message.id, str) else message.id[0]), message.context


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_every_message_is_translated_and_none_is_left_over(code: str) -> None:
    wanted = {key(each) for each in asked() if each.id}
    there = {key(each): each for each in held(code) if each.id}
    assert len(wanted) > 300
    assert wanted - there.keys() == set()
    assert there.keys() - wanted == set()
    for each in there.values():
        forms = each.string if isinstance(each.string, (tuple, list)) else [each.string]
        assert all(forms), each.id
        if not isinstance(each.id, str):
            assert len(forms) == held(code).num_plurals
            continue
        assert sorted(_GAP.findall(each.id)) == sorted(_GAP.findall(forms[0] or "")), each.id


def test_days_are_read_in_each_language() -> None:
    night = "2021-11-26/2021-11-27"
    said = [tongue(code).day(night) for code in LANGUAGES]
    assert said == ["26 Nov to 27 Nov 2021", "du 26 nov. au 27 nov. 2021", "من 26 نوفمبر إلى 27 نوفمبر 2021"]
    for code in LANGUAGES:
        words = tongue(code)
        assert all(
            words.day(edtf) for edtf in ("2021", "2021-11~", "../2021", "2021/..", "2021-13-40", "nonsense", None)
        )


def test_the_language_is_the_one_asked_for_then_kept_then_the_browsers() -> None:
    assert chosen("ar", "fr", "en") == "ar"
    assert chosen("xx", "fr", "en") == "fr"
    assert chosen(None, "../../etc", "fr-CA, en;q=0.3") == "fr"
    assert preferred("de;q=x, *;q=0.1") == "en"
