"""`corrobora evidence` and `verify`: a ledger proved, stamped, and packed to be handed over."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from corrobora.errors import UsageError
from corrobora.keep import stamp
from corrobora.keep.ledger import Ledger
from corrobora.settings import load_settings
from corrobora.show.custody import digests, handled
from corrobora.show.exits import FAILED, say, writing
from corrobora.show.run import existing, refuse_place
from corrobora.show.words import counted

_EXTRA = "pip install 'corrobora[timestamp]'"


def verify_and_print(path: str | None, roots: Path | None) -> None:
    """Print whether the ledger's chains of hashes hold; what is wrong goes to stderr, and when it was stamped."""
    if roots and not stamp.installed():
        raise UsageError(f"--roots: rfc3161-client is not installed; {_EXTRA}")
    roots = roots or load_settings().timestamp_roots
    with existing(path) as ledger:
        _refuse_faults(ledger, roots)
        stamps = [each for each in ledger.handlings() if each.act == "stamp"]
    with writing():
        sys.stdout.write("The ledger is as it was written.\n")
    if stamps and not stamp.installed():
        say(f"{counted(len(stamps), 'stamp', 'stamps')} not looked at: {_EXTRA}")
        return
    for each in stamps:
        proof = "" if roots else "; who signed it is not proved without --roots"
        say(f"stamped {stamp.moment(each.token):%Y-%m-%d %H:%M:%S} UTC by {each.authority}{proof}")


def stamp_and_say(path: str | None, authority: str | None) -> None:
    """Have the authority of the settings stamp the ledger as it is, and keep its token."""
    settings = load_settings()
    url = authority or settings.timestamp_authority
    if not url:
        raise UsageError("evidence stamp: say by whom: --authority URL, or the setting `timestamp_authority`")
    if not stamp.installed():
        raise UsageError(f"evidence stamp: rfc3161-client is not installed; {_EXTRA}")
    roots = stamp.roots_of(settings.timestamp_roots) if settings.timestamp_roots else []
    with existing(path) as ledger:
        _refuse_faults(ledger, settings.timestamp_roots)
        heads = ledger.heads()
        token = stamp.stamped(heads, url, settings.timeout, roots)
        ledger.note(handled("stamp", heads, settings, authority=url, token=token))
    say(f"Stamped {stamp.moment(token):%Y-%m-%d %H:%M:%S} UTC by {url}: {heads['entries'][:16]}.")


def pack_and_say(path: str | None, out: Path) -> None:
    """Write the evidence of a ledger to `out`, once its chain has been proved."""
    try:
        from corrobora.keep.evidence import pack
    except ImportError as error:
        raise UsageError("evidence pack: warcio is not installed; pip install 'corrobora[evidence]'") from error
    refuse_place(out)
    settings = load_settings()
    with existing(path) as ledger:
        _refuse_faults(ledger, settings.timestamp_roots)
        heads = ledger.heads()
        count = pack(ledger, out)
        ledger.note(handled("pack", heads, settings, format="wacz", files=digests([out])))
    say(f"Wrote {out}: {count} captures, proved up to {heads['entries'][:16]}.")


def _refuse_faults(ledger: Ledger, roots: Path | None) -> None:
    """Say what is wrong with a ledger and leave, where something is."""
    certificates = stamp.roots_of(roots) if roots and stamp.installed() else []
    wrong = ledger.verify(certificates)
    for line in wrong:
        say(line)
    if wrong:
        faults = counted(len(wrong), "fault", "faults")
        say(f"{faults}; restore the ledger from a copy, or add the sources to a new one")
        raise typer.Exit(FAILED)
