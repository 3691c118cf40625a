"""The types as rows, JSON, JSON Schema and Arrow, and back: all made from the annotations in `corrobora.types`."""

from corrobora.schema.arrow import arrow_schema, from_arrow, to_arrow
from corrobora.schema.jsonschema import json_schema
from corrobora.schema.rows import build, from_json, json_line, json_pieces, row, to_json

__all__ = [
    "arrow_schema",
    "build",
    "from_arrow",
    "from_json",
    "json_line",
    "json_pieces",
    "json_schema",
    "row",
    "to_arrow",
    "to_json",
]
