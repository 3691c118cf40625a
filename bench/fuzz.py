"""Feed the parsers with bytes that nobody would write: `python -m bench.fuzz [PARSER …] [--seconds 600]`.

Atheris changes what it finds in bench/seeds, led by which lines of ours it reaches, and stops at the first input that
raises anything but a refusal, makes a document whose spans are wrong, or takes over 20 seconds or 3 GB; it tells in
which file that input is. `--corpus DIR` keeps what reached new lines, to go on from another time.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from tempfile import mkdtemp

from corrobora.errors import SourceError
from corrobora.gather.gathered import Gathered, Source, attempt, refuse
from corrobora.settings import Settings

_SEEDS = Path(__file__).parent / "seeds"
_MOST_TEXT = 300_000
_LONGEST = {"page": 20_000, "pdf": 20_000}  # bytes of an input
_PATIENCE, _MEMORY = 20, 3_000  # seconds and megabytes that one input may take


def main() -> None:
    """Run each parser in a process of its own, since the first finding ends it; exit with 1 if there is one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parsers", nargs="*", metavar="PARSER", help=f"of {', '.join(PARSERS)}; all by default")
    parser.add_argument("--seconds", type=int, default=600, help="for each parser")
    parser.add_argument("--corpus", type=Path, help="a folder to begin with, and to keep in what reached new lines")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if strange := set(given.parsers) - set(PARSERS):
        parser.error(f"{', '.join(strange)}: there are {', '.join(PARSERS)}")
    if given.one:
        _fuzz(given.parsers[0], given.seconds, given.corpus)
        return
    found = []
    for name in given.parsers or PARSERS:
        command = [sys.executable, "-m", "bench.fuzz", name, "--one", "--seconds", str(given.seconds)]
        command += ["--corpus", str(given.corpus)] if given.corpus else []
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)  # noqa: S603
        last = [line for line in done.stderr.split("\n") if line.startswith(("#", "Done"))][-1:]
        print(f"{name:10}{' '.join(last)}", flush=True)
        if done.returncode:
            found.append(name)
            print(done.stdout[-3000:] + done.stderr[-6000:])
    sys.exit(1 if found else 0)


def check(name: str, raw: bytes) -> None:
    r"""Read some bytes with a parser; raise what a parser may not do.

    >>> check("mail", b"From: a@b.example\n\nA post was hit.")
    """
    for each in PARSERS[name](raw):
        if each.error is not None and each.error.code == "fault":
            raise AssertionError(each.error.message)
        if each.document is not None:
            text = each.document.text
            assert text.strip()  # noqa: S101 - that is what is tried
            assert all(0 <= p.span.start < p.span.end <= len(text) for p in each.document.passages)  # noqa: S101


def _source(name: str) -> Source:
    return Source(name, "file", Settings(max_text=_MOST_TEXT))


def _page(raw: bytes) -> Iterable[Gathered]:
    from corrobora.gather.pages import take_page

    return take_page(raw, lambda: raw.decode("utf-8", "replace"), _source("a.html"), "a.html")


def _pdf(raw: bytes) -> Iterable[Gathered]:
    from corrobora.gather.papers.apart import tell
    from corrobora.gather.papers.pdf import piece_of

    yield attempt(_source("a.pdf"), raw, lambda: piece_of(tell(raw, _MOST_TEXT)))


def _docx(raw: bytes) -> Iterable[Gathered]:
    from corrobora.gather.papers.docx import read_docx

    yield attempt(_source("a.docx"), raw, lambda: read_docx(raw, _MOST_TEXT))


def _word(raw: bytes) -> Iterable[Gathered]:
    """Read bytes as the main part of a DOCX: a changed zip seldom opens."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part in ("document", "styles", "footnotes", "header1"):
            archive.writestr(f"word/{part}.xml", raw)
        archive.writestr("docProps/core.xml", raw)
    return _docx(out.getvalue())


def _mail(raw: bytes) -> Iterable[Gathered]:
    from corrobora.gather.papers.mail import read_mail

    return read_mail(raw, _source("a.eml"))


def _mailbox(raw: bytes) -> Iterable[Gathered]:
    from corrobora.gather.papers.mail import read_mailbox

    return read_mailbox(io.BytesIO(raw), _source("a.mbox"))


def _feed(raw: bytes) -> Iterable[Gathered]:
    from corrobora.gather.feeds import read_feed

    return read_feed(raw, _source("a.xml"))


def _archive(raw: bytes) -> Iterable[Gathered]:
    from corrobora.gather.archives import read_archive

    return read_archive(io.BufferedReader(io.BytesIO(raw)), _source("a.warc"))


def _telegram(raw: bytes) -> Iterable[Gathered]:
    from corrobora.gather.channels.telegram import read_telegram

    return read_telegram(io.BytesIO(raw), _source("result.json"))


def _chat(raw: bytes) -> Iterable[Gathered]:
    from corrobora.gather.channels.telegram import read_chat

    return read_chat(raw, _source("messages.html"))


def _whatsapp(raw: bytes) -> Iterable[Gathered]:
    from corrobora.gather.channels.whatsapp import read_whatsapp

    return read_whatsapp(raw, _source("chat.txt"))


def _table(raw: bytes) -> Iterable[Gathered]:
    from corrobora.gather.tables import read_table

    source = _source("a.csv")
    try:
        yield from (each for each in read_table(io.BytesIO(raw), source) if isinstance(each, Gathered))
    except SourceError as error:
        yield refuse(source, error.code, str(error))  # as the reader of all kinds does


def _any(raw: bytes) -> Iterable[Gathered]:
    from corrobora.gather import gather

    return gather(["-"], Settings(max_text=_MOST_TEXT), io.BytesIO(raw))


PARSERS: Mapping[str, Callable[[bytes], Iterable[Gathered]]] = {
    "page": _page, "pdf": _pdf, "docx": _docx, "word": _word, "mail": _mail, "mailbox": _mailbox, "feed": _feed,
    "archive": _archive, "telegram": _telegram, "chat": _chat, "whatsapp": _whatsapp, "table": _table, "any": _any,
}  # fmt: skip


def _fuzz(name: str, seconds: int, corpus: Path | None) -> None:
    """Try one parser; this ends the process."""
    import atheris

    with atheris.instrument_imports(include=["corrobora.gather", "email"]):
        papers, channels = ("papers.apart", "papers.docx", "papers.mail"), ("channels.telegram", "channels.whatsapp")
        for module in ("pages", *papers, "feeds", "archives", *channels, "tables", "sources"):
            __import__(f"corrobora.gather.{module}")
    import trafilatura  # noqa: F401 - else loading it counts as the time of the first page

    kept = (corpus or Path(mkdtemp(prefix="fuzz-"))) / name
    kept.mkdir(parents=True, exist_ok=True)
    folders = [str(each) for each in (_SEEDS / name, _SEEDS / "any") if each.is_dir()]
    options = [f"-max_total_time={seconds}", f"-max_len={_LONGEST.get(name, 8_000)}", f"-timeout={_PATIENCE}"]
    options += [f"-rss_limit_mb={_MEMORY}", f"-artifact_prefix={kept.parent}/", "-print_final_stats=0"]
    atheris.Setup([sys.argv[0], *options, str(kept), *folders], lambda raw: _try(name, raw))
    atheris.Fuzz()


def _try(name: str, raw: bytes) -> None:
    try:
        check(name, raw)
    except SourceError as error:
        raise AssertionError(f"a refusal that reached nobody: {error}") from error


if __name__ == "__main__":
    main()
