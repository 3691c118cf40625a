"""The command line: what goes to stdout, what to stderr, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from corrobora.errors import LedgerError, UsageError
from corrobora.keep.ledger import open_ledger
from corrobora.read.language import languages
from corrobora.show.cli import app
from corrobora.show.exits import guarded
from tests.factory import incident, reading, tally, voice
from tests.show.conftest import Demo, corrobora

_TEXT = "Two soldiers were killed in Mopti on 3 May 2021, the army said.\n"
_LISTINGS = ("claims", "incidents", "tallies", "deadlines", "voices", "copies")


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    """Return exit code, stdout and stderr of a command in this process."""
    code = guarded(lambda: app(list(args), prog_name="corrobora"))
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def ledger(here: Path) -> Path:
    """Return a ledger of two readings made by hand, in the current folder."""
    readings = [
        reading("post/1", incident("Two were killed in Hilla.", when="2021-08-15", where=["hilla"], killed=2)),
        reading(
            "wire/2",
            incident(
                "Four were killed in Hilla.", when="2021-08-15", where=["hilla"], said=voice("وزارة الدفاع"), killed=4
            ),
            tally("It was the 60th attack.", 60, period="2021-01-01/2021-08-15", where=["iraq"]),
        ),
    ]
    path = here / "corrobora.db"
    with open_ledger(str(path)) as made:
        for each in readings:
            made.record(each.document, each.document.text.encode(), each, "2021-08-20T00:00:00+00:00")
    return path


@pytest.mark.parametrize("name", _LISTINGS)
def test_every_listing_prints_in_every_format(name: str, ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ledger.exists()
    code, lines, err = run(capsys, name, "--format", "jsonl")
    rows = [json.loads(line) for line in lines.splitlines()]
    assert (code, err) == (0, "" if rows else f"no {name} among the 2 articles of the ledger\n")
    _, sheet, _ = run(capsys, name, "--format", "csv")
    assert len(list(csv.reader(io.StringIO(sheet)))) == len(rows) + 1
    _, marked, _ = run(capsys, name, "--format", "markdown")
    assert len(marked.splitlines()) == len(rows) + 2
    code, table, _ = run(capsys, name, "--format", "table")
    assert code == 0
    assert bool(table.strip()) == bool(rows)


def test_a_pipe_gets_json_lines(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ledger.exists()
    _, out, _ = run(capsys, "claims")
    assert {json.loads(line)["kind"] for line in out.splitlines()} == {"incident", "tally"}


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["incidents", "--as-of", "someday"], 2, "write it as 2021-11-27"),
        (["explain", "c-000"], 2, "no claim or incident has this id"),
        (["incidents", "--ledger", "none.db"], 1, "there is no ledger here"),
        (["incidents", "--ledger", "sqlite:///none.db"], 1, "there is no ledger here"),
        (["incidents", "--ledger", "text.db"], 1, "not a ledger"),
        (["incidents", "--ledger", "."], 1, "this is a folder"),
        (["report", "--out", "no/folder/page.html"], 2, "make it first"),
        (["report", "--out", "."], 2, "this is a folder"),
        (["demo", "--out", "no/folder/page.html"], 2, "make it first"),
        (["read", "none.txt"], 1, "none.txt: there is no such file; check the name\n"),
        (["incidents", "--event", "atack"], 2, "event atack: there is no such event; did you mean attack?"),
        (["incidents", "--language", "xx"], 2, "there are ar, en, es, fr"),
        (["claims", "--grade", "strong"], 2, "there are confirmed, contested, discounted, fair, weak"),
        (["export", "csv", "--out", "-"], 2, "give a file, as in --out incidents.csv"),
        (["review", "desk"], 2, "its desk wants a terminal"),
        (["review"], 2, "its desk wants a terminal"),
        (["review", "--by", "ann", "queue"], 2, "stand behind the command: review queue"),
        (["read", "Two soldiers died."], 1, "pipe the words themselves into `corrobora read -`"),
        (["read", "Two soldiers died. " * 99], 1, "…: there is no such file"),
        (["read", "ftp://example.org/a.txt"], 1, "only http:// and https://"),
        (["read"], 2, "Missing argument"),
        (["claims", "--format", "xml"], 2, "xml"),
        (["nonsense"], 2, "No such command"),
        ([], 2, "Usage"),
    ],
)
def test_what_is_wrong_is_said_on_stderr(
    args: list[str], code: int, said: str, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger.with_name("text.db").write_text("This is a text and no database. " * 40)
    ended, out, err = run(capsys, *args)
    assert ended == code
    assert said in err + (out if not args else "")
    assert "Traceback" not in err


def test_reading_prints_a_sheet(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "a.txt").write_text(_TEXT, encoding="utf-8")
    code, out, _ = run(capsys, "read", "a.txt", "--format", "table")
    assert code == 0
    assert "a.txt" in out
    assert "published" in out
    assert "Mopti" in out


def test_one_bad_source_costs_itself_alone(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "a.txt").write_text(_TEXT, encoding="utf-8")
    (here / "empty.txt").write_text("")
    code, out, err = run(capsys, "read", "empty.txt", "a.txt")
    assert code == 1
    assert "empty.txt" in err
    first, second = (json.loads(line) for line in out.splitlines())
    assert first["error"]["code"] == "empty"
    assert second["error"] is None
    assert second["claims"]


def test_a_setting_for_a_language_that_there_is_none_of_is_wrong_use(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "a.txt").write_text(_TEXT, encoding="utf-8")
    monkeypatch.setenv("CORROBORA_LANGUAGES", "fr, xx")
    code, out, err = run(capsys, "read", "a.txt")
    assert (code, out) == (2, "")
    assert f"languages: xx: not read; there are {', '.join(languages())}" in err


def test_every_command_is_told_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    commands = run(capsys, "--help")[1].partition("Commands:")[2].strip().splitlines()
    assert len(commands) >= 15
    assert [line for line in commands if line.endswith("...")] == []


@pytest.mark.parametrize(
    "command", [("read",), ("import",), ("places", "import"), ("scale", "read"), ("review", "split")]
)
def test_help_names_what_is_given_and_no_type_of_pythons(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    told = run(capsys, *command, "--help")[1]
    assert not re.search(r"list\[|<str>|<path>|<Path>|<int|\{", told)
    assert re.search(r"^Arguments:\n  [A-Z]+  +\w", told, re.MULTILINE)


@pytest.mark.parametrize(
    ("begun", "offered"),
    [
        ("incidents --event airs", {"airstrike"}),
        ("claims --language ", set(languages())),
        ("incidents --grade co", {"confirmed", "contested"}),
        ("export geo", {"geojson"}),
        ("inc", {"incidents"}),
    ],
)
def test_a_shell_completes_what_is_known(
    begun: str, offered: set[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("_CORROBORA_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", f"corrobora {begun}")
    monkeypatch.setenv("COMP_CWORD", str(begun.count(" ") + 1))
    assert guarded(lambda: app(prog_name="corrobora")) == 0
    assert set(capsys.readouterr().out.split()) == offered


def test_tallies_are_explained_by_the_filters_of_their_listing(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ledger.exists()
    assert run(capsys, "tallies", "--explain", "--since", "2021-01-01")[1].startswith("tallies (1)\n")
    assert run(capsys, "tallies", "--explain", "--since", "2022-01-01")[1] == "tallies (0)\n"
    assert run(capsys, "tallies", "--explain", "--limit", "0")[1] == "tallies (0)\n"
    assert run(capsys, "tallies", "--explain", "--since", "soon")[0] == 2


def test_an_id_is_explained_as_of_the_day_that_listed_it(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    early, late = (
        reading(
            uri, incident(words, when="2021-08-15", where=["hilla"], said=voice(who), killed=n), published=published
        )
        for uri, words, who, n, published in (
            ("early", "Seven were killed in Hilla.", "the mayor", 7, "2021-08-16"),
            ("late", "Nine were killed in Hilla.", "the army", 9, "2021-09-16"),
        )
    )
    with open_ledger(str(ledger)) as made:
        for each in (early, late):
            made.record(each.document, each.document.text.encode(), each, "2021-10-01T00:00:00+00:00")
    then = json.loads(run(capsys, "incidents", "--as-of", "2021-08-31", "--format", "jsonl")[1].splitlines()[0])
    code, out, _ = run(capsys, "explain", then["id"], "--as-of", "2021-08-31")
    assert code == 0
    assert "early" in out
    assert "late" not in out


def test_what_was_added_is_counted_in_words(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "a.txt").write_text("One soldier was killed in Mopti on Sunday, 14 March 2021.\n", encoding="utf-8")
    (here / "b.txt").write_text("The river is long.\n", encoding="utf-8")
    err = run(capsys, "add", "a.txt", "b.txt")[2]
    assert "a.txt: 1 incident, 1 flag\n" in err
    assert "b.txt: nothing claimed that is read" in err


@pytest.mark.parametrize("wanted", ["table", "jsonl"])
def test_an_empty_listing_says_among_what(ledger: Path, capsys: pytest.CaptureFixture[str], wanted: str) -> None:
    assert ledger.exists()
    assert run(capsys, "deadlines", "--format", wanted) == (0, "", "no deadlines among the 2 articles of the ledger\n")
    before = run(capsys, "claims", "--as-of", "1999-01-01", "--format", wanted)
    assert before == (0, "", "no claims among the 0 articles of the ledger as of 1999-01-01\n")


def test_adding_twice_adds_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "a.txt").write_text(_TEXT, encoding="utf-8")
    assert "1 added, 0 already there" in run(capsys, "add", "a.txt")[2]
    code, out, err = run(capsys, "add", "a.txt")
    assert (code, out) == (0, "")
    assert "0 added, 1 already there" in err
    assert run(capsys, "verify") == (0, "The ledger is as it was written.\n", "")


def test_a_report_of_a_ledger_is_written_whole(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "report", "--out", "page.html")
    assert (code, out) == (0, "")
    assert "page.html" in err
    assert ledger.with_name("page.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert not ledger.with_name("page.html.part").exists()


def test_explaining_prints_a_tree_in_every_format(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ledger.exists()
    identifier = json.loads(run(capsys, "incidents", "--format", "jsonl")[1].splitlines()[0])["id"]
    _, tree, _ = run(capsys, "explain", identifier)
    assert tree.startswith(identifier)
    assert "    c-" in tree
    _, nested, _ = run(capsys, "explain", identifier, "--format", "jsonl")
    assert json.loads(nested)["line"].startswith(identifier)
    _, sheet, _ = run(capsys, "explain", identifier, "--format", "csv")
    assert len(list(csv.reader(io.StringIO(sheet)))) == len(tree.splitlines()) + 1


def test_an_event_told_by_its_means_is_no_gap(capsys: pytest.CaptureFixture[str]) -> None:
    """What hit with drones is a drone strike in every language that has a word for a drone."""
    rows = [json.loads(line) for line in run(capsys, "coverage")[1].splitlines()]
    drones = next(row for row in rows if row["event"] == "drone-strike")
    assert "not read" not in drones.values()


def test_coverage_tells_gaps(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "coverage")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert all(set(row) >= {"event", *languages()} for row in rows)
    assert next(row for row in rows if row["event"] == "attack")["en"] != "not read"


def test_the_schema_is_one_of_readings(capsys: pytest.CaptureFixture[str]) -> None:
    assert "claims" in json.loads(run(capsys, "schema")[1])["properties"]


def test_faults_are_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    for error, code in ((UsageError("a"), 2), (LedgerError("b"), 1), (KeyError("c"), 1), (KeyboardInterrupt(), 130)):

        def fail(error: BaseException = error) -> None:
            raise error

        assert guarded(fail) == code
        assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.slow
def test_a_reader_that_leaves_ends_it_quietly(demo: Demo) -> None:
    script = f'"{sys.executable}" -c "from corrobora.show.cli import main; main()" claims --ledger demo.db | head -n 1'
    ran = subprocess.run(["/bin/sh", "-c", script], cwd=demo.folder, capture_output=True, check=False)  # noqa: S603
    assert ran.stderr == b""
    json.loads(ran.stdout)


@pytest.mark.slow
def test_a_full_disk_is_told(demo: Demo) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-c", "from corrobora.show.cli import main; main()", "claims", "--ledger", "demo.db"]
        ran = subprocess.run(command, cwd=demo.folder, stdout=full, stderr=subprocess.PIPE, check=False)  # noqa: S603
    assert ran.returncode == 1
    assert len(ran.stderr.splitlines()) == 1


@pytest.mark.slow
def test_a_pipe_takes_any_script(here: Path) -> None:
    (here / "a.txt").write_text("قال مصدر إن جنديين قتلا في بابل يوم 3 أيار 2021.\n", encoding="utf-8")
    ran = corrobora("read", "a.txt", cwd=here, PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert ran.returncode == 0
    assert "بابل" in ran.stdout.decode("utf-8")
    again = corrobora("read", "-", cwd=here, stdin=(here / "a.txt").read_bytes())
    assert again.returncode == 0


@pytest.mark.slow
def test_help_loads_nothing_heavy(here: Path) -> None:
    code = (
        "import sys; from corrobora.show.exits import guarded; from corrobora.show.cli import app;"
        "guarded(lambda: app(['--help']));"
        "heavy = {'altair', 'sqlalchemy', 'pyarrow', 'lxml', 'jinja2', 'babel', 'rich'};"
        "sys.exit(','.join(heavy & set(sys.modules)) or 0)"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=here, capture_output=True, check=False)  # noqa: S603
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.slow
def test_the_demo_tells_what_it_found_and_how_to_look_further(demo: Demo) -> None:
    assert demo.code == 0
    assert "articles in Arabic, English, French" in demo.stdout
    assert "written for a demonstration" in demo.stdout
    assert "contested" in demo.stdout
    assert "Reading 1/" in demo.stderr
    for line in demo.stdout.partition("To look further:")[2].split("\n"):
        if line.strip().startswith("corrobora ") and "YOUR" not in line:
            ran = corrobora(*line.split()[1:], cwd=demo.folder)
            assert ran.returncode == 0
            assert ran.stdout


@pytest.mark.slow
def test_the_demo_names_no_place_on_this_machine(demo: Demo) -> None:
    assert str(Path(__file__).parents[2]) not in demo.page
    assert "site-packages" not in demo.page
    assert "written for a demonstration" in demo.page


def test_without_what_the_desk_stands_on_the_message_says_how_to_get_it(
    ledger: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "corrobora.show.desk", None)
    assert ledger.exists()
    code, _, err = run(capsys, "review", "desk")
    assert code == 2
    assert "pip install 'corrobora[review]'" in err


def test_who_interrupts_a_command_is_told_what_is_kept(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_args: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("corrobora.show.run.list_and_print", interrupted)
    code, _, err = run(capsys, "incidents")
    assert code == 130
    assert err.endswith("corrobora: stopped; what was added so far is kept\n")


def test_a_port_that_is_taken_is_refused_before_any_work(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ledger.exists()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code, _, err = run(capsys, "serve", "--port", port)
    assert code == 2
    assert err.startswith(f"corrobora: 127.0.0.1, port {port}: can't listen there: address already in use")
