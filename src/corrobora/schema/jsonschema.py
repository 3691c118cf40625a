"""The types -> a JSON Schema, so that a program in any language can check what it is given."""

from __future__ import annotations

from functools import cache

from corrobora.schema.fields import VALUES, Row, Shape, fields_of
from corrobora.types import Reading, Value

_NAMES = {str: "string", int: "integer", float: "number", bool: "boolean"}


@cache
def json_schema(cls: type = Reading) -> Row:
    """Return the JSON Schema (2020-12) of a type's rows: a reading's, if none is named.

    >>> json_schema()["required"]
    ['document', 'claims', 'values', 'repeats', 'flags', 'error']
    """
    definitions: dict[str, Row] = {}
    _define(cls, definitions)
    own = definitions.pop(cls.__name__)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": cls.__name__,
        **own,
        "$defs": dict(sorted(definitions.items())),
    }


def _define(cls: type, definitions: dict[str, Row]) -> None:
    """Add the definition of `cls`, and of every type that its fields name, to `definitions`."""
    if cls.__name__ in definitions:
        return
    definition: Row = {"description": " ".join((cls.__doc__ or "").split()), "type": "object"}
    definitions[cls.__name__] = definition
    definition["properties"] = {field.key: _schema(field.shape, definitions) for field in fields_of(cls)}
    definition["required"] = [field.key for field in fields_of(cls)]
    definition["additionalProperties"] = False


def _schema(shape: Shape, definitions: dict[str, Row]) -> Row:
    out = _one(shape, definitions)
    return {"anyOf": [out, {"type": "null"}]} if shape.null else out


def _one(shape: Shape, definitions: dict[str, Row]) -> Row:
    if shape.form == "literal":
        return {"enum": list(shape.type)}
    if shape.form == "many":
        return {"type": "array", "items": _schema(shape.type, definitions)}
    if shape.form == "map":
        return {"type": "object", "additionalProperties": _schema(shape.type, definitions)}
    if shape.form == "plain":
        return {"type": _NAMES[shape.type]}
    types = (Value, *dict.fromkeys(VALUES.values())) if shape.form == "value" else (shape.type,)
    for each in types:
        _define(each, definitions)
    links = [{"$ref": f"#/$defs/{each.__name__}"} for each in types]
    return links[0] if len(links) == 1 else {"anyOf": links}
