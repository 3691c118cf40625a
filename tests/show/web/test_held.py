"""What the pages are made from: filters, columns by voice, articles with their numbers, search, accounts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from corrobora.errors import UsageError
from corrobora.keep import Ledger, open_ledger
from corrobora.keep.search import open_index, terms
from corrobora.keep.shelf import open_shelf
from corrobora.settings import Mask, Settings
from corrobora.show.markup import paragraphs
from corrobora.show.tongue import LANGUAGES, tongue
from corrobora.show.web.accounts import Accounts
from corrobora.show.web.article import numbered, view
from corrobora.show.web.columns import table
from corrobora.show.web.filters import Filter
from corrobora.show.web.held import Held, Looked
from corrobora.show.web.render import environment
from corrobora.show.web.search import find
from corrobora.show.web.serve import Place, serve
from corrobora.show.web.tables import things
from corrobora.types import Claim, Incident, Reading
from tests.factory import incident, reading, voice


def hit(words: str, who: str, stance: str = "asserted", **numbers: int) -> Claim:
    """Return a claim of one bombing in Hilla."""
    told = {"event": "bombing", "when": "2021-08-15"}
    by = ["kataib-hezbollah"]
    return incident(words, where=["hilla"], by=by, said=voice(who), stance=stance, **told, **numbers)  # type: ignore[arg-type]


def put(ledger: Ledger, *made: Reading) -> None:
    for each in made:
        ledger.record(each.document, each.document.text.encode(), each, "2021-05-04T08:00:00+00:00")
    ledger.flush()


@contextmanager
def held_of(*made: Reading, mask: Mask = "exports") -> Iterator[Held]:
    """Give the books of some articles as one request has them."""
    settings = Settings()
    with open_ledger("sqlite:///:memory:") as ledger:
        put(ledger, *made)
        with open_shelf(ledger, settings) as shelf:
            index = open_index(ledger, settings)
            yield Held("state", "", shelf, index, mask, {})
            index.close()


@pytest.fixture(scope="module")
def some() -> Iterator[Held]:
    """Return the books of four articles: two that differ, one that denies, and one of elsewhere."""
    with held_of(
        reading("one", hit("Three died in Hilla.", "Basra Police", killed=3)),
        reading("two", hit("Five died in Hilla.", "Umar Ali", killed=5)),
        reading("three", hit("No, said the group.", "Saif Jasim", "denied")),
        reading("four", incident("A base was hit in Boni.", event="shelling", when="2019-10-01", where=["boni"])),
    ) as held:
        yield held


def incidents(held: Held, **given: str) -> list[Incident]:
    found: list[Incident] = things(held, "incidents", Filter.model_validate(given).wanted, 50)
    return found


def test_filters_take_what_is_asked_for(some: Held) -> None:
    found = {name: sorted(i.event for i in incidents(some, **given)) for name, given in _ASKED.items()}
    both = ["bombing", "shelling"]
    assert found == {
        "all": both,
        "place": ["bombing"],
        "country": ["shelling"],
        "start": ["bombing"],
        "end": ["shelling"],
        "span": ["bombing"],
        "event": ["shelling"],
        "grade": ["bombing"],
        "none": [],
    }


_ASKED: dict[str, dict[str, str]] = {
    "all": {},
    "place": {"place": "HILLA"},
    "country": {"place": "ml"},
    "start": {"start": "2021"},
    "end": {"end": "2020-12-31"},
    "span": {"start": "2021-08", "end": "2021-08-15"},
    "event": {"event": "shelling"},
    "grade": {"grade": "contested"},
    "none": {"language": "fr"},
}


def test_each_voice_has_its_column_and_differing_values_stand_side_by_side(some: Held) -> None:
    (contested,) = incidents(some, grade="contested")
    columns, rows = table(contested, some, tongue("en"))
    assert [(each.name, each.denies) for each in columns][-3:] != []
    killed = next(row for row in rows if row.field == "killed")
    shown = {columns[n].name: cells[0].shown for n, cells in enumerate(killed.cells) if cells}
    assert shown == {"Basra Police": "3", "Umar Ali": "5"}
    assert killed.disputed
    assert sum(each.denies for each in columns) == 1
    assert len({each.origin for each in columns if not each.denies}) == 2


def test_an_article_numbers_its_claims_and_keeps_its_text(some: Held) -> None:
    article = some.readings["one"][0]
    claims = numbered(article, some, tongue("en"))
    assert [each.number for each in claims] == [1]
    html = "".join(str(each.html) for each in paragraphs(article, view(claims, tongue("en"))))
    assert f'href="#{claims[0].said.claim.id}"' in html
    assert 'aria-label="claim 1: bombing, said by' in html


def test_search_takes_words_for_words() -> None:
    assert terms('AND OR NOT "a b" c*') == ["and", "or", "not", "a b", "c"]
    assert terms("  \x00 ") in ([], ["u 0000"])
    with held_of(reading("one", incident("Près de Boulikéssi, <b>rien</b>."))) as held:
        total, hits = find(held, "boulikessi", 10)
        assert total == 1
        assert str(hits[0].html) == "Près de <mark>Boulikéssi</mark>, &lt;b&gt;rien&lt;/b&gt;."
        assert find(held, "boulikessi nowhere", 10) == (0, [])


def test_accounts_tell_whom_they_know(tmp_path: Path) -> None:
    accounts = Accounts(tmp_path / "folder" / "accounts.json")
    assert not accounts.signed_in("ann", "correct horse battery")
    accounts.add("ann", "correct horse battery")
    assert accounts.signed_in("ann", "correct horse battery")
    assert not accounts.signed_in("ann", "wrong")
    token = accounts.token("ann", "one", ("read",))
    found = accounts.bearer(token)
    assert found is not None
    assert (found.name, found.scopes) == ("ann", frozenset({"read"}))
    accounts.token("ann", "one", ("read",))
    assert accounts.bearer(token) is None
    accounts.remove("ann")
    assert accounts.names() == []


@pytest.mark.parametrize(
    ("name", "password"), [("", "correct horse battery"), ("a/b", "correct horse battery"), ("ann", "short")]
)
def test_accounts_refuse_what_is_no_name_or_too_short(tmp_path: Path, name: str, password: str) -> None:
    with pytest.raises(UsageError):
        Accounts(tmp_path / "accounts.json").add(name, password)


def test_nothing_is_sent_over_a_network_in_the_clear() -> None:
    with pytest.raises(UsageError, match="--certificate"):
        serve("nowhere.db", Place(host="0.0.0.0"))  # noqa: S104 - refused


def test_what_is_no_certificate_is_told_before_any_work(tmp_path: Path) -> None:
    pem = tmp_path / "cert.pem"
    pem.write_text("no certificate", encoding="utf-8")
    for place, words in (
        (Place(certificate=pem), "needs both"),
        (Place(certificate=tmp_path / "none", key=pem), "--certificate .*none: there is no such file"),
        (Place(certificate=pem, key=pem), "no certificate with its key"),
    ):
        with pytest.raises(UsageError, match=words):
            serve("nowhere.db", place)


def test_what_one_request_looked_up_another_finds() -> None:
    asked: list[list[str]] = []

    def find(keys: Collection[str]) -> dict[str, str]:
        asked.append(list(keys))
        return {key: key.upper() for key in keys if key.isalpha()}

    together: dict[str, str | None] = {}
    one, two = (Looked(find, together, 3) for _ in range(2))
    one.hold(["a", "1"])
    assert two["a"] == "A"
    assert "1" not in two
    assert asked == [["a", "1"]]
    one.hold(["b", "c"])  # more than are held at a time: what stood there is let go of
    assert two["a"] == "A"
    assert asked == [["a", "1"], ["b", "c"], ["a"]]
    with pytest.raises(KeyError):
        two["1"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_messages_hold_is_escaped_and_what_they_say_is_not(code: str) -> None:
    shown = "{{ _('Incidents in %(country)s', country=given) }}|{{ _('Sign in') }}|{{ _('a %% b') }}"
    template, say = environment(code).from_string(shown), tongue(code).say
    wanted = f"{say('Incidents in %(country)s') % {'country': '&lt;b&gt;'}}|{say('Sign in')}|a % b"
    assert [template.render(given="<b>") for _ in range(2)] == [wanted] * 2
