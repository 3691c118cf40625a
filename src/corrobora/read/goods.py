"""What was hit, taken, wrecked or fired, as numbers: of incidents, of munitions, or of vehicles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from corrobora.read.node import Node
from corrobora.read.values import quantity
from corrobora.types import Quantity

_COUNTED = (("count", "incidents"), ("means", "munitions"), ("target", "incidents"))
_WRECKING = frozenset({"v.ruin", "f.wreck", "n.wreck"})


def things(slots: Mapping[str, tuple[Node, ...]], trigger: Sequence[Node], text: str, *, taken: bool) -> list[Quantity]:
    """Return the numbers of what was hit and of the means; what was `taken` or wrecked counts as things alone."""
    goods = taken or any(node.classes & _WRECKING for node in trigger)
    found = (
        _number(group, name, measure, trigger, text, goods=goods)
        for name, measure in _COUNTED
        for group in slots.get(name, ())
    )
    return [each for each in found if each is not None]


def _number(
    group: Node, name: str, measure: str | None, trigger: Sequence[Node], text: str, *, goods: bool
) -> Quantity | None:
    """Return how many incidents or munitions a group tells, or vehicles where these are goods; null for nothing."""
    driven = _vehicles(group) if name == "target" else None
    if name == "target" and (goods or driven):
        measure = "vehicles" if goods and driven else None
    if name == "means" and (group.has("n.craft") or group.has("n.tank")):
        measure = None  # "two jets bombed it": no count of what they dropped
    group = driven or group
    one = name == "target" and group.leaves()[0].has("one")  # "a convoy of eight buses"
    inside = () if one else tuple(group.walk())
    counted = [n for n in inside if n.has("num") or (name != "target" and _are_two(n))]
    summed = group.slots.get("item") or any(n.has("total") for n in inside)
    whole = group if summed else next(iter(counted), None)
    read = quantity(whole, measure, text) if counted and whole is not None and measure else None
    fired = name == "means" and any(n.has("bare") or n.has("part") for n in trigger)
    if read is not None and fired and read.of is not None:
        read = replace(read, low=read.of, best=read.of, high=read.of, of=None)  # "18 of the 25 drones launched"
    people = name == "target" and (group.has("n.person") or group.has("n.role"))
    return None if people else read


def _vehicles(group: Node) -> Node | None:
    """Return what is vehicles, of a list that item which is: "ten vehicles and dozens of weapons"; null for nothing."""
    items = group.slots.get("item", ())
    driven = [item for item in items if item.has("n.vehicle")]
    if len(driven) == 1 < len(items):
        return driven[0]
    return group if group.has("n.vehicle") and len(driven) == len(items) else None


def _are_two(node: Node) -> bool:
    """Return whether a dual counts what is told here first: "two blasts", and not "the two blasts"."""
    return node.has("dual") and not any(word.has("def") for word in node.walk())
