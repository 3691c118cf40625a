"""A ledger as a notebook uses it: read into, listed as tables, drawn, explained."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from corrobora.errors import UsageError
from corrobora.gather.about import About
from corrobora.keep.ledger import Ledger
from corrobora.keep.shelf import Shelf
from corrobora.schema import build
from corrobora.settings import load_settings
from corrobora.show.notebook.given import gathered_of
from corrobora.show.notebook.readings import Readings
from corrobora.show.notebook.reviewing import Reviewed
from corrobora.show.notebook.wanted import Filters, asked
from corrobora.types import Claim, Document, Incident

if TYPE_CHECKING:
    import geopandas
    import pyarrow as pa

    from corrobora.show.notebook.explanation import Explanation


class OpenLedger(Reviewed):
    """An open ledger; each listing takes the filters that its command takes, as keywords, and gives an Arrow table.

    The filters are `place`, `since`, `until`, `event`, `side`, `language`, `grade`, `limit`, `offset` and `as_of`.
    `queue`, `review`, `agreement`, `diff` and `export` do what the commands of these names do.
    """

    def read(
        self,
        *sources: str | Path | Document,
        published: str | date | None = None,
        outlet: str | None = None,
        title: str | None = None,
        language: str | None = None,
    ) -> Readings:
        """Read sources into the ledger as `corrobora.read` reads them; return the readings of what is new to it."""
        from corrobora.show.add import keep, take_new

        settings = load_settings()
        out = Readings()
        for gathered in gathered_of(sources, settings, About(published, outlet, title, language)):
            taken = take_new(gathered, settings, self)
            if taken.reading.error is not None or keep(self, taken, settings):
                out.append(taken.reading)
        self.flush()
        return out

    add = read  # by the name that its command has

    def incidents(self, **filters: Unpack[Filters]) -> pa.Table:
        """Return what claims are about: when, where, who, how many, the grade and its reason."""
        return self._listing("incidents", filters)

    def claims(self, **filters: Unpack[Filters]) -> pa.Table:
        """Return who says what happened, where and when, with the words."""
        from corrobora.show.notebook.frames import claims_table

        wanted, limit, offset, as_of = asked(filters)
        with self._shelf(as_of) as shelf:
            return claims_table(shelf.claims(wanted, limit, offset))

    def tallies(self, **filters: Unpack[Filters]) -> pa.Table:
        """Return reported counts beside what the ledger itself counts."""
        return self._listing("tallies", filters)

    def deadlines(self, **filters: Unpack[Filters]) -> pa.Table:
        """Return ultimatums: due when, set by whom, and what came of them."""
        return self._listing("deadlines", filters)

    def voices(self, **filters: Unpack[Filters]) -> pa.Table:
        """Return who says what: each voice's record, its shares with their 95 % intervals."""
        return self._listing("voices", filters)

    def copies(self, **filters: Unpack[Filters]) -> pa.Table:
        """Return which articles carry the same words, and where they began."""
        return self._listing("copies", filters)

    def places(self, **filters: Unpack[Filters]) -> geopandas.GeoDataFrame:
        """Return incidents as a GeoDataFrame (EPSG:4326), each at its finest place; where none is known, at none."""
        try:
            import geopandas
        except ImportError as error:
            raise UsageError(f"{error.name} is not installed: pip install 'corrobora[notebook]'") from error
        frame = self.incidents(**filters).to_pandas()
        points = geopandas.points_from_xy(frame["lon"], frame["lat"])
        return geopandas.GeoDataFrame(frame, geometry=points, crs="EPSG:4326")

    def map(self, country: str | None = None, **filters: Unpack[Filters]) -> Any:  # noqa: ANN401 - a layered chart
        """Return a map of incidents as an Altair chart, of all or one country (ISO code); null where none is placed."""
        from corrobora.show.maps import area_map, country_map

        found = self._incidents(filters)
        return _safe(area_map(found) if country is None else country_map(found, country.upper()))

    def timeline(self, **filters: Unpack[Filters]) -> Any:  # noqa: ANN401 - a chart
        """Return incidents by month and grade as an Altair chart; null where none has a day."""
        from corrobora.show.timeline import timeline

        return _safe(timeline(self._incidents(filters)))

    def counts(self, as_of: str | None = None) -> dict[str, Any]:
        """Return an Altair chart for each thing that was counted up to two days or more, by what is counted."""
        from corrobora.show.run import reckoned_of
        from corrobora.show.said import said_in
        from corrobora.show.steps import tally_steps

        books = reckoned_of(self, as_of)
        return {name: _safe(chart) for name, chart in tally_steps(books.balances, said_in(books))}

    def explain(self, what: Claim | Incident | str) -> Explanation:
        """Return the rules and words behind a claim or an incident, or the id of one, which may be cut short."""
        return explain_in(self, what)

    def _listing(self, name: str, filters: Filters) -> pa.Table:
        from corrobora.show.notebook.frames import listing_table

        wanted, limit, offset, as_of = asked(filters)
        with self._shelf(as_of) as shelf:
            return listing_table(name, shelf.rows(name, wanted, limit, offset))

    def _incidents(self, filters: Filters) -> list[Incident]:
        wanted, limit, offset, as_of = asked(filters)
        with self._shelf(as_of) as shelf:
            return [build(Incident, row) for row in shelf.rows("incidents", wanted, limit, offset)]

    @contextmanager
    def _shelf(self, as_of: str | None) -> Iterator[Shelf]:
        from corrobora.show.run import opened

        with opened(self, as_of) as shelf:
            yield shelf


def _safe(chart: Any) -> Any:  # noqa: ANN401 - a chart, or null
    """Return a chart whose texts have no control characters: one of them would end what draws it."""
    from corrobora.show.picture import specified

    return None if chart is None else type(chart).from_dict(specified(chart))


def explain_in(ledger: Ledger, what: Claim | Incident | str) -> Explanation:
    """Return the rules and words behind something that a ledger holds."""
    from corrobora.show.explain import explain_kept
    from corrobora.show.notebook.explanation import Explanation
    from corrobora.show.run import opened

    with opened(ledger) as shelf:
        return Explanation.of(explain_kept(what if isinstance(what, str) else what.id, shelf))


def open_ledger(path_or_url: str | Path | None = None, *, create: bool = False) -> OpenLedger:
    """Return the ledger at a path or database URL; by default that of the settings.

    Where there is none, LedgerError says so, unless `create` is true: then it is made.

    >>> with open_ledger("sqlite:///:memory:") as ledger:
    ...     ledger.incidents().num_rows
    0
    """
    from corrobora.keep.connect import connect

    return OpenLedger(*connect(str(path_or_url or load_settings().ledger), create=create))
