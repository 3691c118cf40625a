"""A stopped `add` of a web archive goes on where it was, and only if what came before is in the ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from corrobora.gather import gather
from corrobora.keep.ledger import open_ledger
from corrobora.keep.reached import Reached, archives_beside
from corrobora.settings import Settings
from corrobora.show.add import keep, take_new
from tests.gather.archived import address, packed, records, whole

pytestmark = pytest.mark.usefixtures("here")


def add(
    name: str, most: int = 99, *, anew: bool = False, settings: Settings | None = None
) -> tuple[list[str], list[str]]:
    """Add an archive, but stop after so many pages; return those that were looked at, and what was said."""
    settings = settings or Settings()
    said: list[str] = []
    uris: list[str] = []
    with (
        open_ledger("books.db") as ledger,
        Reached(archives_beside("books.db"), ledger, settings, said.append, anew=anew) as diary,
    ):
        for gathered in gather([name], settings, diary=diary):
            if len(uris) == most:
                break
            uris.append(gathered.uri)
            keep(ledger, take_new(gathered, settings, ledger), settings)
    return uris, said


def write(form: str = "records", count: int = 5, name: str = "a.warc.gz") -> str:
    Path(name).write_bytes(whole(records(count), form))
    return name


@pytest.mark.parametrize("form", ["plain", "records", "one"])
def test_it_goes_on_where_it_was_stopped(form: str) -> None:
    name = write(form)
    every = [address(number) for number in range(5)]
    assert add(name, most=2) == (every[:2], [])
    uris, (said,) = add(name)
    assert uris == every[2:]
    assert said.startswith(f"{name}: goes on behind byte ")
    assert add(name) == ([], [f"{name}: was taken whole before; `--from-start` looks at it again"])
    assert add(name, anew=True)[0] == every


def test_another_ledger_or_another_archive_begins_anew() -> None:
    name = write()
    add(name, most=3)
    Path("books.db").unlink()
    assert len(add(name, most=3)[0]) == 3, "what was taken is in no ledger any more"
    write(count=6)
    assert len(add(name)[0]) == 6, "other bytes"
    assert len(add(name, settings=Settings(pages="fast"))[0]) == 6, "read in another way"


def test_each_archive_of_a_folder_and_of_a_zip_has_its_own_place() -> None:
    import zipfile

    Path("lot").mkdir()
    for number in range(3):
        Path(f"lot/{number}.warc.gz").write_bytes(packed(records(number + 1)[number]))
    with zipfile.ZipFile("lot/x.wacz", "w") as out:
        out.writestr("archive/a.warc.gz", whole(records(6)[3:], "records"))
    assert add("lot", most=4)[0] == [address(number) for number in range(4)]
    uris, said = add("lot")
    assert uris == [address(4), address(5)]
    assert len(said) == 4


def test_a_file_of_notes_that_is_none_says_so() -> None:
    from corrobora.errors import UsageError

    Path("books.archives.db").write_bytes(b"no database" * 99)
    with pytest.raises(UsageError, match=r"books\.archives\.db: it can't be used"):
        add(write())
