"""What reading takes grows unseen where only times are looked at, which swing: here calls are counted, which don't."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from bench.instructions import PEER, tasks

_MOST = {"values": 2.5, "claims": 16.5}  # calls beside those of `trafilatura.extract` on the page of the same words


def calls(task: Callable[[], object]) -> int:
    """Return how many calls, of Python and of C, a task makes once it is warm."""
    task()
    number = 0

    def count(frame: FrameType, event: str, given: object) -> None:
        del frame, given
        nonlocal number
        number += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        task()
    finally:
        sys.setprofile(before)
    return number


@pytest.mark.slow
@pytest.mark.parametrize("code", ["ar", "en", "fr"])
def test_reading_takes_no_more_calls_beside_a_page_than_it_did(code: str) -> None:
    own = {name: calls(task) for name, task in tasks()[code].items()}
    assert own[PEER] > 1000
    for name, most in _MOST.items():
        assert own[name] <= most * own[PEER], f"{name}: {own[name] / own[PEER]:.1f} times the calls of a page"
