"""What can go wrong, as one tree.

CorroboraError
├── UsageError        wrong use: a bad option, an unknown id
├── SourceError       a file, page or line that can't be taken in
├── DataError         a rule, lexicon or codebook file of ours that is wrong
└── LedgerError       a ledger that can't be opened, or is not one
"""

from __future__ import annotations


class CorroboraError(Exception):
    """Anything that this package raises on purpose; the message names the place and the mend."""


class UsageError(CorroboraError):
    """The call itself is wrong."""


class SourceError(CorroboraError):
    """A source that can't be taken in; `code` is stable.

    Among the codes: missing, empty, binary, encoding, too-large, no-article, bad-json, no-text, language; of the net
    slow, bad-address, private-address, robots, later; and fault, which is ours.

    >>> SourceError("empty", "a.txt: the file is empty").code
    'empty'
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class DataError(CorroboraError):
    """A data file of the package or of the user that breaks its format."""


class LedgerError(CorroboraError):
    """A ledger that can't be opened, is locked, or holds something else."""
