"""Objects -> rows of plain dicts and lists -> one line of JSON, and back."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeAlias, TypeVar, cast

import msgspec

from corrobora.errors import SourceError
from corrobora.schema.fields import VALUES, Field, Row, Shape, fields_of
from corrobora.types import Reading, Span, Value

T = TypeVar("T")
_Convert: TypeAlias = Callable[[Any], Any]
_ACCEPTS: dict[type, tuple[type, ...]] = {float: (float, int)}
_BREAKS = re.compile("[\x7f-\x9f\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_PLACES = tuple(range(1 << 14))
_UNFIT = (TypeError, AttributeError, KeyError)


def _plainly(thing: object) -> object:
    """Return a text or a number of a type of its own as JSON knows it."""
    if isinstance(thing, str):
        return str(thing)
    if isinstance(thing, int):
        return int(thing)
    if isinstance(thing, float):
        return float(thing)
    raise TypeError(f"{thing!r} is of no type that JSON has")


_ENCODER = msgspec.json.Encoder(enc_hook=_plainly)


def to_json(thing: object) -> str:
    r"""Return a reading, or another object of `corrobora.types`, as one line of JSON with its keys in a fixed order.

    What would break a line elsewhere is escaped; half a surrogate pair, which no encoding can carry,
    becomes U+FFFD, so that offsets stay.

    >>> from corrobora.types import Failure
    >>> to_json(Failure("empty", "vide\u2028\ud800 é"))
    '{"code": "empty", "message": "vide\\u2028� é"}'
    """
    return json_line(row(thing))


def json_pieces(thing: object) -> Iterator[str]:
    """Yield what `to_json` returns in pieces, each item of a list by itself: the whole may be many megabytes.

    >>> from corrobora.types import Document
    >>> reading = Reading(Document("d-1", "a.txt", "Ça", "00"))
    >>> "".join(json_pieces(reading)) == to_json(reading)
    True
    """
    before = "{"
    cls: type = type(thing)
    for field in fields_of(cls):
        yield f'{before}"{field.key}": '
        before = ", "
        value, convert = getattr(thing, field.attribute), _writer(field.shape) or _same
        if field.shape.form != "many" or value is None:
            yield json_line(convert(value) if value is not None else None)
            continue
        inner, between = _writer(field.shape.type) or _same, "["
        for item in value:
            yield between + json_line(inner(item))
            between = ", "
        yield "]" if value else "[]"
    yield "}"


def json_line(plain: object) -> str:
    r"""Return plain dicts, lists, texts and numbers as one line of JSON, escaped as `to_json` does.

    >>> json_line({"name": "بابل\u2028"})
    '{"name": "بابل\\u2028"}'
    """
    try:
        packed = _ENCODER.encode(plain)
    except UnicodeEncodeError:  # half a pair in one of its texts
        packed = _ENCODER.encode(mended(plain))
    text = msgspec.json.format(packed, indent=0).decode()
    if text.isascii() and "\x7f" not in text:
        return text
    return _BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def from_json(line: str, claims: Container[str] | None = None) -> Reading:
    """Return the reading that a line of JSON holds; SourceError names the field that is wrong.

    Where `claims` are given (ids), it has no more than its document and those, which takes a fraction of the time.

    >>> from corrobora.types import Document
    >>> from_json(to_json(Reading(Document("d-1", "a.txt", "Ça", "00")))).document.text
    'Ça'
    """
    try:
        given = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise SourceError("bad-json", f"not a reading: {error}; give a line that `corrobora read` printed") from None
    if claims is not None and isinstance(given, dict):
        given = {name: given[name] for name in ("document", "claims") if name in given}
        if isinstance(given.get("claims"), list):
            own = (each for each in given["claims"] if not isinstance(each, dict) or each.get("id") in claims)
            given["claims"] = list(own)
    return build(Reading, given)


def row(thing: object) -> Row:
    """Return any object of `corrobora.types` as plain dicts and lists, keys in the order that they are written.

    >>> from corrobora.types import Check
    >>> row(Check("parts", True, ("c-2",), "23 + 41 of 174"))
    {'kind': 'parts', 'ok': True, 'with': ['c-2'], 'note': '23 + 41 of 174'}
    """
    cls: type = type(thing)
    return _packer(cls)(thing)


def build(cls: type[T], given: object, at: str = "") -> T:
    """Return the object of class `cls` that a row holds; keys that it doesn't know are left aside.

    >>> from corrobora.types import Span
    >>> build(Span, {"start": 1, "end": "x"})
    Traceback (most recent call last):
    corrobora.errors.SourceError: Span.end: 'x' is not of type int
    """
    if not at:
        try:
            return cast("T", _maker(cast("type", cls))(given))
        except _UNFIT:  # what follows says in which field
            at = cls.__name__
    if not isinstance(given, dict):
        raise SourceError("bad-json", f"{at}: {_short(given)} is not an object")
    made: type = VALUES.get(str(given.get("kind")), Value) if cls is Value else cls
    values = {}
    for field in fields_of(made):
        if given.get(field.key) is not None:
            values[field.attribute] = _read(field.shape, given[field.key], f"{at}.{field.key}")
        elif not field.optional and not field.shape.null:
            raise SourceError("bad-json", f"{at}.{field.key}: missing")
        elif not field.optional:
            values[field.attribute] = None
    return cast("T", made(**values))


@cache
def _maker(cls: type) -> _Convert:
    """Return what makes an object of a row that is as it must be, and fails where it isn't."""
    if cls is Value:
        made = {kind: _maker_of(one) for kind, one in VALUES.items()}
        plain = _maker_of(Value)
        return lambda given: made.get(given["kind"], plain)(given)
    return _maker_of(cls)


def _maker_of(cls: type) -> _Convert:
    known = {field.attribute: field for field in fields_of(cls)}
    defaults = getattr(cls, "_field_defaults", None)  # of a named tuple
    own = {f.name: f.default for f in fields(cls)} if defaults is None else dict.fromkeys(known)
    readers = tuple((known[name].key, *_reader(known[name], default)) for name, default in own.items())

    def make(given: Any) -> Any:  # noqa: ANN401 - any JSON in
        get = given.get
        return cls(*[
            read(value) if (value := get(key)) is not None or required else missing
            for key, read, required, missing in readers
        ])  # fmt: skip

    return make


def _reader(field: Field, default: object) -> tuple[_Convert, bool, object]:
    """Return what reads the value of a field, TypeError where it can't be; whether it must be there; else its value."""
    return _inner(field.shape), not field.optional and not field.shape.null, default if field.optional else None


def _inner(shape: Shape) -> _Convert:
    if shape.form in {"record", "value"}:
        return _maker(shape.type)
    if shape.form == "literal":
        return _one_of({each: each for each in shape.type})
    if shape.form == "plain":
        return {str: _text, int: _number}.get(shape.type) or _of_type(shape.type)
    read = _inner(shape.type)
    if shape.form == "many":
        as_list = _of_type(list)
        return lambda given: tuple([read(item) for item in as_list(given)])
    return lambda given: {key: read(item) for key, item in given.items()}


def _one_of(allowed: Mapping[object, object]) -> _Convert:
    return allowed.__getitem__  # one object for all readings


def _text(given: Any) -> str:  # noqa: ANN401
    """Return a text, the same object for equal ones: half of what readings would hold are words said before."""
    if type(given) is str:
        return sys.intern(given)
    raise TypeError


def _number(given: Any) -> int:  # noqa: ANN401
    """Return a number, the same object for equal places in texts."""
    if type(given) is int:
        return _PLACES[given] if 0 <= given < len(_PLACES) else given
    raise TypeError


def _of_type(kind: type) -> _Convert:
    def read(given: Any) -> Any:  # noqa: ANN401
        if type(given) is kind:
            return given
        raise TypeError

    return read


def mend(text: str) -> str:
    r"""Return a text with each half of a surrogate pair replaced by U+FFFD; the length stays.

    >>> mend("a\udc80b")
    'a�b'
    """
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)


def mended(plain: Any) -> Any:  # noqa: ANN401 - any JSON in and out
    r"""Return plain dicts, lists and texts with each text in them mended.

    >>> mended({"a": ["b\udc80"]})
    {'a': ['b�']}
    """
    if isinstance(plain, str):
        return mend(plain)
    if isinstance(plain, dict):
        return {mend(key): mended(value) for key, value in plain.items()}
    return [*map(mended, plain)] if isinstance(plain, list | tuple) else plain


@cache
def _packer(cls: type) -> Callable[[object], Row]:
    fields = fields_of(cls)
    keys = tuple(field.key for field in fields)
    get = attrgetter(*(field.attribute for field in fields))
    nested = [(field.key, convert) for field in fields if (convert := _writer(field.shape))]

    def pack(thing: object) -> Row:
        out = dict(zip(keys, get(thing), strict=True))
        for key, convert in nested:
            if out[key] is not None:
                out[key] = convert(out[key])
        return out

    return pack


def _writer(shape: Shape) -> _Convert | None:
    """Return what turns a value of this shape into JSON's types, or null where it is one already."""
    if shape.form in {"plain", "literal"}:
        return None
    if shape.type is Span:
        return _ends  # two of five objects in a reading
    if shape.form in {"record", "value"}:
        return row
    inner = _writer(shape.type) or _same
    if shape.form == "many":
        return lambda items: [inner(item) for item in items]
    return lambda items: {key: inner(item) for key, item in items.items()}


def _ends(span: Span) -> Row:
    return {"start": span[0], "end": span[1]}


def _same(thing: T) -> T:
    return thing


def _read(shape: Shape, given: Any, at: str) -> Any:  # noqa: ANN401 - any JSON in, any field's value out
    if shape.form in {"record", "value"}:
        return build(shape.type, given, at)
    if shape.form == "many":
        _expect(given, (list, tuple), "a list", at)
        return tuple(_read(shape.type, item, f"{at}[{index}]") for index, item in enumerate(given))
    if shape.form == "map":
        pairs = given if isinstance(given, dict) else dict(given)
        return {key: _read(shape.type, item, f"{at}.{key}") for key, item in pairs.items()}
    if shape.form == "literal":
        if given not in shape.type:
            raise SourceError("bad-json", f"{at}: {_short(given)} is none of {', '.join(shape.type)}")
        return given
    _expect(given, _ACCEPTS.get(shape.type, (shape.type,)), f"of type {shape.type.__name__}", at)
    return given


def _expect(given: object, types: tuple[type, ...], name: str, at: str) -> None:
    """Refuse what is of none of `types`; a bool is no number."""
    if not isinstance(given, types) or (isinstance(given, bool) and bool not in types):
        raise SourceError("bad-json", f"{at}: {_short(given)} is not {name}")


def _short(given: object) -> str:
    text = repr(given)
    return text if len(text) <= 40 else f"{text[:37]}..."  # noqa: PLR2004 - a message's room
