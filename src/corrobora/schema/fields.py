"""The annotations of a type -> its fields in the order that they are written, and the shape of each."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeAlias, get_args, get_origin, get_type_hints

from corrobora.types import Actor, Claim, Document, Holder, Place, Quantity, Span, Time, Value

Row: TypeAlias = dict[str, Any]
Form: TypeAlias = Literal["plain", "literal", "many", "map", "record", "value"]

# Python wants what has a default last; a reader of the JSON wants what matters first.
_FIRST: dict[type, tuple[str, ...]] = {
    Document: ("id", "uri", "outlet", "title", "language", "published", "text", "passages", "sha256"),
    Claim: ("id", "kind", "event", "act", "stance"),
    Holder: ("name", "role", "organisation", "kind", "text", "span"),
    Value: ("text", "name", "id", "span", "rule"),
    Actor: ("text", "name", "id", "span", "rule"),
    Place: ("text", "name", "id", "span", "rule"),
    Time: ("text", "name", "id", "span", "rule"),
    Quantity: ("measure", "low", "best", "high", "of", "text", "span"),
}
VALUES: dict[str, type] = {"actor": Actor, "target": Actor, "place": Place, "time": Time, "quantity": Quantity}
"""Which type a value's kind stands for; every other kind is a plain `Value`."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What one annotation allows: a form, the type or shape inside it, and whether it may be null."""

    form: Form
    type: Any
    null: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in Python and in writing (`with_`, `with`), its shape, and whether it may be left out."""

    attribute: str
    key: str
    shape: Shape
    optional: bool


@cache
def fields_of(cls: type) -> tuple[Field, ...]:
    """Return the fields of a type of `corrobora.types` in the order that they are written.

    >>> [field.key for field in fields_of(Holder)]
    ['name', 'role', 'organisation', 'kind', 'text', 'span', 'id', 'refers']
    """
    hints = get_type_hints(cls)
    if cls is Span:
        return tuple(Field(name, name, shape_of(hints[name]), optional=False) for name in Span._fields)
    known = {field.name: field for field in dataclasses.fields(cls)}
    first = _FIRST.get(cls, ())
    names = (*first, *(name for name in known if name not in first))
    missing = dataclasses.MISSING
    return tuple(
        Field(name, name.rstrip("_"), shape_of(hints[name]), known[name].default is not missing) for name in names
    )


def shape_of(hint: Any) -> Shape:  # noqa: ANN401 - an annotation may be anything
    """Return the shape that an annotation allows.

    >>> shape_of(tuple[str, ...] | None)
    Shape(form='many', type=Shape(form='plain', type=<class 'str'>, null=False), null=True)
    """
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is UnionType or NoneType in arguments:
        inner = [argument for argument in arguments if argument is not NoneType]
        shape = shape_of(inner[0])  # every union here is of values, or of one type and null
        return Shape(shape.form, shape.type, null=NoneType in arguments)
    if origin is Literal:
        return Shape("literal", arguments)
    if origin is tuple:
        return Shape("many", shape_of(arguments[0]))
    if origin is dict:
        return Shape("map", shape_of(arguments[1]))
    if hint is Value:
        return Shape("value", Value)
    return Shape("record" if hint is Span or dataclasses.is_dataclass(hint) else "plain", hint)
