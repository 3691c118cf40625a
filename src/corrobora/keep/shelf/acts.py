"""Incidents on a shelf as ultimatums look at them: found by who acts or is hit, and when; there may be very many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from corrobora.keep.shelf.work import Work, insert
from corrobora.link.days import Days
from corrobora.reckon.act import Act, act_of
from corrobora.types import Incident

_BETWEEN = "\n"  # keys, which are names and ids on one line


def stored(work: Work, found: Iterable[Incident]) -> None:
    """Put incidents on a shelf."""
    acts = [act for each in found if (act := act_of(each))]
    insert(work.connection, "acts", ((key, act.when.first, act.id) for act in acts for key in act.parties))
    insert(work.connection, "deeds", map(_row, acts))


def taken(work: Work, ids: Iterable[str]) -> None:
    """Take incidents from a shelf."""
    for table in ("acts", "deeds"):
        work.delete(table, "incident", ids)


def known(work: Work, ids: Iterable[object], held: dict[str, Act]) -> list[Act]:
    """Return incidents by their ids; what is read is added to those that are `held`."""
    wanted = {str(id_) for id_ in ids}
    for row in work.select("SELECT * FROM deeds WHERE incident IN (?)", wanted - held.keys()):
        held[str(row[0])] = _act(row)
    return [held[id_] for id_ in wanted if id_ in held]


def _row(act: Act) -> tuple[object, ...]:
    when = act.when
    return act.id, when.first, when.last, when.about, act.event, act.grade, _written(act.actors), _written(act.targets)


def _written(keys: AbstractSet[str]) -> str:
    return _BETWEEN.join(sorted(keys))


def _act(row: Sequence[object]) -> Act:
    id_, first, last, about, event, grade, *parties = map(str, row)
    actors, targets = (frozenset(filter(None, keys.split(_BETWEEN))) for keys in parties)
    return Act(id_, Days(int(first), int(last), about == "1"), event, grade, actors, targets)
