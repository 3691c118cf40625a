"""Every rule matches its own examples and none that it must not."""

import pytest

from corrobora.read.examples import failures
from corrobora.read.language import languages, load_language
from corrobora.read.rules import LEVELS

FILES = [
    (code, level, file)
    for code in languages()
    for level in LEVELS
    for file in sorted({rule.file for rule in load_language(code).rules[level]})
]


@pytest.mark.parametrize(("code", "level", "file"), FILES, ids=str)
def test_examples(code: str, level: str, file: str) -> None:
    language = load_language(code)
    wrong = [each for rule in language.rules[level] if rule.file == file for each in failures(language, level, rule)]
    assert not wrong, "\n".join(wrong)
