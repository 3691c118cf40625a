"""Incidents as GDELT 2.0's table of events, and their claims as its table of mentions: tabs between, no header."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from corrobora.keep.export.account import Account, Told, name_of, standing
from corrobora.keep.export.acled import country_name, subdivision
from corrobora.keep.export.form import Format, Lines, tabbed
from corrobora.keep.export.ged import event_number
from corrobora.keep.export.shown import Shown
from corrobora.link.days import days
from corrobora.types import Document, Place, Value

_ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code")
_TYPE = ("Type1Code", "Type2Code", "Type3Code")
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
EVENTS = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor1{name}" for name in (*_ACTOR, *_TYPE)),
    *(f"Actor2{name}" for name in (*_ACTOR, *_TYPE)),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{whose}Geo_{name}" for whose in ("Actor1", "Actor2", "Action") for name in _GEO),
    *("DATEADDED", "SOURCEURL"),
)
MENTIONS = (
    *("GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier"),
    *("SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence"),
    *("MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras"),
)
LOSES = (
    "One actor, one target and one place an incident, and of its days the first.",
    "All numbers: GDELT has no dead and no injured.",
    "Voices, stances and denials: a mention has its outlet, and the offsets of its words.",
    "Kinds of event that CAMEO has no code for are left out.",
    "Incidents that a reviewer discounted: they are left out.",
    "CAMEO codes of actors, FIPS codes of countries, tone and the Goldstein scale aren't known here; they are empty.",
    "Offsets count characters, not bytes. Confidence is empty: a reading is no percentage.",
)
_COUNTRY, _STATE, _CITY = 1, 5, 4
_WEB, _CITED = 1, 2
_QUADS = ((5, 1), (8, 2), (13, 3), (20, 4))
_BASE = 3


def write(shown: Shown) -> Lines:
    """Yield the lines of the table of events."""
    return tabbed([row.get(column) for column in EVENTS] for row in map(_event, _coded(shown)))


def write_mentions(shown: Shown) -> Lines:
    """Yield the lines of the table of mentions."""
    rows = (_mention(account, each) for account in _coded(shown) for each in account.told)
    return tabbed([row.get(column) for column in MENTIONS] for row in rows)


def _coded(shown: Shown) -> Iterator[Account]:
    return (account for account in standing(shown) if account.code("cameo") and account.told)


def _event(account: Account) -> dict[str, object]:
    incident, code, first = account.incident, account.code("cameo"), account.first
    row: dict[str, object] = {
        "GLOBALEVENTID": event_number(incident.id),
        "IsRootEvent": 1 if any(each.claim.span.start == 0 for each in account.told) else 0,
        "EventCode": code,
        "EventBaseCode": code[:_BASE],
        "EventRootCode": code[:2],
        "QuadClass": next(quad for most, quad in _QUADS if int(code[:2]) <= most),
        "NumMentions": len(account.told),
        "NumSources": len(account.outlets),
        "NumArticles": len(account.documents),
        "DATEADDED": _stamp(account.documents[0]),
        "SOURCEURL": account.documents[0].uri,
    }
    if first is not None:
        row |= {"SQLDATE": f"{first:%Y%m%d}", "MonthYear": f"{first:%Y%m}", "Year": first.year}
        row["FractionDate"] = f"{first.year + (first.month * 30 + first.day) / 365:.4f}"  # as its codebook has it
    return row | _actor("Actor1", incident.actors) | _actor("Actor2", incident.targets) | _geo(account.place)


def _actor(whose: str, values: Sequence[Value]) -> dict[str, object]:
    return {f"{whose}Name": name_of(values[0]).upper()} if values else {}


def _geo(place: Place | None) -> dict[str, object]:
    if place is None:
        return {}
    kind = {"country": _COUNTRY, "province": _STATE, "region": _STATE}.get(str(place.precision), _CITY)
    country = country_name(place.country)
    above = {_COUNTRY: (), _STATE: (country,), _CITY: (subdivision(place.admin1), country)}
    feature = place.id if place.id and place.id.startswith("geonames:") else None
    return {
        "ActionGeo_Type": kind,
        "ActionGeo_FullName": ", ".join(filter(None, (place.name or place.text, *above[kind]))),
        "ActionGeo_Lat": place.lat,
        "ActionGeo_Long": place.lon,
        "ActionGeo_FeatureID": feature,
    }


def _mention(account: Account, each: Told) -> dict[str, object]:
    claim, document = each.claim, each.document
    on_web = document.uri.startswith(("http://", "https://"))
    return {
        "GLOBALEVENTID": event_number(account.incident.id),
        "EventTimeDate": _stamp(account.documents[0]),
        "MentionTimeDate": _stamp(document),
        "MentionType": _WEB if on_web else _CITED,
        "MentionSourceName": document.outlet or document.uri,
        "MentionIdentifier": document.uri,
        "Actor1CharOffset": claim.actors[0].span.start if claim.actors else -1,
        "Actor2CharOffset": claim.targets[0].span.start if claim.targets else -1,
        "ActionCharOffset": claim.span.start,
        "InRawText": 1,
        "MentionDocLen": len(document.text),
    }


def _stamp(document: Document) -> str:
    """Return the day of publication as GDELT writes a moment, "" where it isn't known to the day."""
    when = days(document.published.edtf) if document.published else None
    return f"{date.fromordinal(when.first):%Y%m%d}000000" if when and when.sharp else ""


FORMAT = Format(
    "gdelt", "incidents as GDELT 2.0's events, claims as its mentions", ".export.CSV", write, LOSES,
    ((".mentions.CSV", write_mentions),),
)  # fmt: skip
