"""The demonstration: read the articles that ship with the package, keep the books, write the report."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import chdir
from importlib.resources import as_file, files
from pathlib import Path

from corrobora.errors import UsageError
from corrobora.keep.ledger import Ledger, open_ledger
from corrobora.reckon.books import Books, books
from corrobora.show.add import keep
from corrobora.show.exits import say, writing
from corrobora.show.intake import prepare, take
from corrobora.show.progress import progress
from corrobora.show.report import language_name
from corrobora.show.run import refuse_place, write_page
from corrobora.show.said import stands
from corrobora.show.words import isolated, printable, spoken

NOTE = "The articles were written for a demonstration of Corrobora: their outlets and their quotations are invented."
_KINDS = {".html", ".txt", ".jsonl"}
_MOST = 4


def run_demo(out: Path, path: str | None) -> None:
    """Read the demo articles into a ledger beside `out`, write the report and print what was found."""
    refuse_place(out)
    ledger_path = path or str(out.with_name("demo.db"))
    if path is None:
        remove_earlier(Path(ledger_path))
    with open_ledger(ledger_path) as ledger:
        read_demo(ledger)
        say("Linking and reckoning…")
        reckoned = books(ledger.readings())
    say("Drawing the report…")
    write_page(out, reckoned, NOTE)
    with writing():
        for line in (*summary(reckoned), *_further(out, ledger_path, reckoned)):
            sys.stdout.write(isolated(printable(line)) + "\n")


def remove_earlier(path: Path) -> None:
    """Remove the ledger of an earlier demonstration, whose readings may be those of an older version.

    UsageError where it holds anything but the demo articles.
    """
    if not path.exists():
        return
    with open_ledger(str(path)) as ledger:
        own = _demo_uris()
        others = [r.document.uri for r in ledger.readings() if r.document.uri not in own]
    if others:
        raise UsageError(f"{path}: holds {others[0]}, which is no demo article; give another ledger with --ledger")
    for file in path.parent.glob(path.name + "*"):
        if file.name in {path.name, path.name + "-wal", path.name + "-shm"}:
            file.unlink()


def _demo_uris() -> frozenset[str]:
    with as_file(files("corrobora") / "data" / "demo") as folder:
        own = {p.relative_to(folder.parent).as_posix() for p in folder.rglob("*")}
        wire = (folder / "wire.jsonl").read_text(encoding="utf-8").splitlines()
    return frozenset(own | {json.loads(line)["uri"] for line in wire})


def read_demo(ledger: Ledger) -> None:
    """Read the demo articles into a ledger, under names that are the same on every machine."""
    settings = prepare()
    with as_file(files("corrobora") / "data" / "demo") as folder:
        sources = sorted(p.relative_to(folder.parent).as_posix() for p in folder.rglob("*") if p.suffix in _KINDS)
        with progress("Reading", len(sources)) as step:
            for source in sources:
                step(source)
                with chdir(folder.parent):
                    taken = list(take([source], settings))
                for each in taken:
                    if each.reading.error is None:
                        keep(ledger, each, settings)
                    else:
                        say(each.reading.error.message)


def summary(reckoned: Books) -> Iterator[str]:
    """Yield in a few lines what the books hold: counts first, then what is contested and what doesn't add up."""
    claims = sum(len(reading.claims) for reading in reckoned.readings)
    languages = sorted({language_name(reading.document.language) for reading in reckoned.readings})
    copies = [lineage for lineage in reckoned.lineages if lineage.kind != "citation"]
    contested = [incident for incident in reckoned.incidents if incident.grade == "contested"]
    wrong = [balance for balance in reckoned.balances if not stands(balance)]
    yield NOTE
    yield ""
    articles = f"{len(reckoned.readings)} articles in {', '.join(languages)}"
    yield f"{articles}: {claims} claims about {len(reckoned.incidents)} incidents"
    yield f"{len(copies)} sets of articles share their words: a copy corroborates nothing"
    yield from _listed(
        f"{len(contested)} incidents are contested",
        [f"{i.id}  {spoken(i.when)}  {i.event}: {i.reason}" for i in contested],
    )
    yield from _listed(
        f"{len(wrong)} of {len(reckoned.balances)} tallies do not add up, or are disputed",
        [f"{balance.claim}  {balance.number}: {balance.verdict}" for balance in wrong],
    )
    yield from _listed(
        f"{len(reckoned.deadlines)} deadlines",
        [f"{spoken(d.due)}, set by {d.holder or 'somebody unnamed'}: {d.state}" for d in reckoned.deadlines],
    )


def _listed(head: str, items: list[str]) -> Iterator[str]:
    yield head + (":" if items else "")
    yield from (f"  {item}" for item in items[:_MOST])
    if len(items) > _MOST:
        yield f"  … and {len(items) - _MOST} more"


def _further(out: Path, ledger: str, reckoned: Books) -> Iterator[str]:
    """Yield what to do next; the id in it is one that these books hold."""
    some = next((i.id for i in reckoned.incidents if i.grade == "contested"), None)
    some = some or next((i.id for i in reckoned.incidents), "ID")
    yield ""
    name = command()
    yield f"The report: {out} (open it in a browser)"
    yield f"To look at all of it, and to decide: {name} serve --ledger {ledger}, then open http://127.0.0.1:8484/"
    yield "To look further:"
    yield f"  {name} incidents --ledger {ledger}"
    yield f"  {name} tallies --ledger {ledger}"
    yield f"  {name} explain {some} --ledger {ledger}"
    yield f"  {name} read YOUR-ARTICLE.html"


def command() -> str:
    """Return what to type for this program: its name alone only where the shell finds it by that."""
    called = Path(sys.argv[0])
    return "corrobora" if shutil.which("corrobora") or called.name != "corrobora" else str(called)
