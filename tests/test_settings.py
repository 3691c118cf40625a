"""Settings come from one file and the environment; what is wrong is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from corrobora.errors import UsageError
from corrobora.settings import Settings, load_settings

pytestmark = pytest.mark.usefixtures("here")


def test_without_a_file_the_defaults_hold() -> None:
    assert load_settings(environ={}) == Settings()
    assert Settings().cache.is_absolute()


def test_a_file_in_the_folder_is_taken_and_a_variable_goes_before_it() -> None:
    Path("corrobora.toml").write_text('ledger = "books.db"\nlanguages = ["fr", "ar"]\nmax_text = 9000\ntimeout = 2\n')
    assert load_settings(environ={}) == Settings(
        ledger="books.db", cache=Settings().cache, max_text=9000, languages=("fr", "ar"), timeout=2.0
    )
    environ = {
        "CORROBORA_LEDGER": "other.db",
        "CORROBORA_MAX_TEXT": "10",
        "CORROBORA_CACHE": "~/c",
        "HOME": "/x",
        "PATH": "",
    }
    taken = load_settings(environ=environ)
    assert (taken.ledger, taken.max_text, taken.cache) == ("other.db", 10, Path("~/c").expanduser())


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("ledgr = 'a'", "mine.toml: ledgr: no such setting"),
        ("ledger = 5", "mine.toml: ledger: 5"),
        ("ledger = ''", "mine.toml: ledger: ''"),
        ("max_text = 'many'", "mine.toml: max_text: 'many'"),
        ("max_text = true", "mine.toml: max_text: True"),
        ("max_text = 0", "mine.toml: max_text: 0"),
        ("timeout = inf", "mine.toml: timeout: inf"),
        ("timeout = nan", "mine.toml: timeout: nan"),
        ("max_text = inf", "mine.toml: max_text: inf"),
        ("languages = ['fr', 3]", "mine.toml: languages: "),
        ("ledger = ", "mine.toml: not TOML"),
    ],
)
def test_a_wrong_key_is_named_with_its_file(toml: str, says: str) -> None:
    Path("mine.toml").write_text(toml)
    with pytest.raises(UsageError) as caught:
        load_settings("mine.toml", environ={})
    assert str(caught.value).startswith(says)


def test_a_file_that_is_not_there_or_no_text() -> None:
    with pytest.raises(UsageError, match=r"^none\.toml: no such file"):
        load_settings("none.toml", environ={})
    Path("mine.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match=r"^mine\.toml: not TOML in UTF-8"):
        load_settings("mine.toml", environ={})


def test_a_wrong_variable_is_named() -> None:
    with pytest.raises(UsageError, match=r"^CORROBORA_MAX_TEXT: 'x' is not a number above 0"):
        load_settings(environ={"CORROBORA_MAX_TEXT": "x"})
    with pytest.raises(UsageError, match=r"^CORROBORA_LEGDER: no such setting"):
        load_settings(environ={"CORROBORA_LEGDER": "x"})
