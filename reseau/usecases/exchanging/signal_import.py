"""Signals from a file that a person saved: a feed, or signals that were exported."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from reseau.domain import clock
from reseau.domain.names import folded
from reseau.domain.vocabulary import Carrier, Function, SignalState
from reseau.errors import ReseauError, UsageError
from reseau.exchange.feeds import FeedEntry, read_feed
from reseau.exchange.profiles.profile_model import DateOrder
from reseau.exchange.rows.date_orders import order_of
from reseau.exchange.text.cells import Cell, shown, text_of
from reseau.exchange.text.encoding import decoded
from reseau.exchange.text.files import content
from reseau.exchange.text.jsonfile import parsed
from reseau.exchange.text.tables import read_table
from reseau.i18n import N_, gettext
from reseau.store.models import Actor, Signal, SignalTheme, Theme
from reseau.store.naming import finding
from reseau.store.rows import settings
from reseau.store.rows.settings import zone_of
from reseau.store.session import Store
from reseau.usecases.actors.actors import actor_meant
from reseau.usecases.common.edits import CLEAR
from reseau.usecases.common.outcome import Outcome, outcome
from reseau.usecases.cycle.signals import SignalChanges, apply_changes
from reseau.usecases.exchanging.record_cells import NotUuidError, read_day

_DAYS = ("seen_on", "published_on", "expires_on", "triaged_on")


class RowError(UsageError):
    """A row of exported signals is wrong; nothing is written."""

    message = N_("Signal {row} of {file}: {reason} Nothing was written.")


class NotSignalsError(UsageError):
    """A file does not hold signals."""

    message = N_(
        "{file} does not hold signals. Give a feed (.xml), or what “reseau signal list "
        "--all --format csv” or json wrote."
    )


@dataclass(frozen=True, slots=True)
class ImportedSignals:
    """What an import of signals did.

    Attributes:
        source: Title of the feed, or name of the file.
        added: How many were added.
        known: How many were known already, and are left as they are.
        old: How many entries of the feed are older than what was asked for.
        problems: Each entry that is refused, with the reason.
        remarks: What was not understood of those that were added.
    """

    outcome: Outcome
    source: str
    added: int
    known: int
    old: int
    problems: tuple[ReseauError, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedChoices:
    """What is said of all entries of a feed.

    Attributes:
        brought_by: Name of who brought them.
        themes: Labels of themes they all have.
        expires_on: Last day on which they matter.
        since: Entries published before are left out.
    """

    brought_by: str | None = None
    themes: tuple[str, ...] = ()
    territory: str | None = None
    expires_on: date | None = None
    since: date | None = None


def import_signals(
    store: Store, file: str, *, choices: FeedChoices, dry_run: bool = False
) -> ImportedSignals:
    """Import signals, as one operation; what is known already is left as it is.

    Args:
        store: The store.
        file: A feed, or signals exported as CSV or JSON; CSV may come from Excel.
        choices: Of a feed only.
        dry_run: Write nothing.

    Raises:
        FileRefusedError: The file is refused as a whole; its subclass says why.
        NotSignalsError, RowError
        UnknownActorError, UnknownThemeError, UnknownTerritoryError
    """
    kind = Path(file).suffix.lower()
    if kind in {".csv", ".tsv", ".xlsx", ".ods", ".json"}:
        return _import_back(store, file, kind, dry_run=dry_run)
    return _import_feed(store, file, choices, dry_run=dry_run)


def _import_feed(
    store: Store, file: str, choices: FeedChoices, *, dry_run: bool
) -> ImportedSignals:
    with store.working("signal import", dry_run=dry_run) as work:
        session = work.session
        feed = read_feed(file, zone=zone_of(session))
        common = _Common.of(session, feed.title, choices)
        recent = [it for it in feed.entries if _recent(it, choices.since)]
        new = _unknown(session, feed.title, recent)
        for mark, entry in new.items():
            session.add(common.signal(session, entry, mark))
        session.flush()
        remarks = tuple(
            gettext("Line {line}, “{title}”: {remark}").format(
                line=it.line, title=it.title, remark=it.remark
            )
            for it in new.values()
            if it.remark
        )
    return ImportedSignals(
        outcome(work, slug="", name=feed.title), feed.title, len(new),
        len(recent) - len(new), len(feed.entries) - len(recent), feed.problems, remarks,
    )  # fmt: skip


def _recent(entry: FeedEntry, since: date | None) -> bool:
    day = entry.published_on
    return since is None or day is None or day >= since


def _mark(feed: str, entry: FeedEntry) -> str:
    """Give what tells an entry from all others, in every copy of the feed."""
    whole = entry.identity.startswith(("http:", "https:", "tag:", "urn:"))
    text = entry.identity if whole else f"{feed}\n{entry.identity}"
    return hashlib.sha256(text.encode()).hexdigest()


def _unknown(
    session: Session, feed: str, entries: Iterable[FeedEntry]
) -> dict[str, FeedEntry]:
    """Keep the entries of which neither the mark nor the address is known."""
    marked = {_mark(feed, it): it for it in entries}
    known = {
        it
        for row in session.execute(
            select(Signal.fingerprint, Signal.link).where(
                or_(Signal.fingerprint.is_not(None), Signal.link.is_not(None))
            )
        )
        for it in row
    }
    kept: dict[str, FeedEntry] = {}
    for mark, entry in marked.items():
        if mark not in known and (entry.link is None or entry.link not in known):
            kept[mark] = entry
            known.add(entry.link)
    return kept


@dataclass(frozen=True, slots=True)
class _Common:
    """What all signals of a feed share."""

    source: str
    today: date
    brought_by: Actor | None
    territory: str | None
    themes: tuple[Theme, ...]
    expires_on: date | None

    @classmethod
    def of(cls, session: Session, source: str, choices: FeedChoices) -> "_Common":
        by, place = choices.brought_by, choices.territory
        themes = {
            it.key: it
            for it in (finding.theme_named(session, text) for text in choices.themes)
        }
        if place is not None:
            finding.territory_named(session, place)
        return cls(
            source, settings.today(session),
            None if by is None else actor_meant(session, by),
            place, tuple(themes.values()), choices.expires_on,
        )  # fmt: skip

    def signal(self, session: Session, entry: FeedEntry, mark: str) -> Signal:
        """Make the signal of an entry; its categories that are themes are kept."""
        themes = {it.key: it for it in self.themes}
        for category in entry.categories:
            named = finding.themes_named(session, category)
            if len(named) == 1:
                themes.setdefault(named[0].key, named[0])
        published = entry.published_on
        signal = Signal(
            title=entry.title, summary=entry.summary, link=entry.link,
            source=self.source, state=SignalState.NEW, brought_by=self.brought_by,
            published_on=published, seen_on=self.today, fingerprint=mark,
            themes=[SignalTheme(theme=it) for it in themes.values()],
            added_at=clock.now(),
        )  # fmt: skip
        if published is not None and published > self.today:
            signal.published_on = None
        changes = SignalChanges(territory=self.territory, expires_on=self.expires_on)
        apply_changes(session, signal, changes)
        return signal


# Signals that were exported


def _import_back(
    store: Store, file: str, kind: str, *, dry_run: bool
) -> ImportedSignals:
    rows = _rows(file, kind)
    with store.working("signal import", dry_run=dry_run) as work:
        session = work.session
        known = {str(it) for it in session.scalars(select(Signal.uid))}
        added = 0
        # Lists begin with the newest, and numbers grow with time.
        for number, row in reversed(rows):
            if _text(row, "uid") not in known:
                session.add(_back(session, row, number=number, file=file))
                known.add(_text(row, "uid"))
                added += 1
        session.flush()
    name = Path(file).name
    return ImportedSignals(
        outcome(work, slug="", name=name), name, added, len(rows) - added, 0, (), ()
    )


def _rows(file: str, kind: str) -> list[tuple[int, Mapping[str, Cell]]]:
    """Read the rows of a table, with the number that a spreadsheet shows."""
    found = _from_json(file) if kind == ".json" else _from_table(file)
    if any("title" not in it or "seen_on" not in it for _number, it in found):
        raise NotSignalsError(file=Path(file).name)
    return found


def _from_table(file: str) -> list[tuple[int, Mapping[str, Cell]]]:
    table = read_table(Path(file))
    head = [folded(text_of(it)) for it in table.rows[0].cells]
    found = [
        (it.number, dict(zip(head, it.cells, strict=False))) for it in table.rows[1:]
    ]
    days = [
        (number, row[name]) for number, row in found for name in _DAYS if row.get(name)
    ]
    if "title" not in head or "seen_on" not in head:
        raise NotSignalsError(file=table.name)
    order = order_of(days, file=table.name)
    return [(number, _dated(row, number, table.name, order)) for number, row in found]


def _dated(
    row: dict[str, Cell], number: int, file: str, order: DateOrder
) -> dict[str, Cell]:
    """Read the days of a row, in the order of its file."""
    try:
        days = {it: read_day(row[it], order=order) for it in _DAYS if row.get(it)}
    except ReseauError as error:
        raise RowError(row=number, file=file, reason=error) from error
    return row | days


def _from_json(file: str) -> list[tuple[int, Mapping[str, Cell]]]:
    name = Path(file).name
    data = content(Path(file), file=name)
    return list(enumerate(_json_rows(decoded(data, file=name).text, name), start=1))


def _json_rows(text: str, name: str) -> list[dict[str, str]]:
    try:
        content = parsed(text, file=name)
    except (ValueError, RecursionError) as error:
        raise NotSignalsError(file=name) from error
    if not isinstance(content, list) or not all(isinstance(it, dict) for it in content):
        raise NotSignalsError(file=name)
    return [{key: _cell(value) for key, value in it.items()} for it in content]


def _cell(value: object) -> str:
    """Write a value of JSON as CSV has it."""
    if isinstance(value, list):
        return "|".join(map(str, value))
    return "" if value is None else str(value)


def _back(
    session: Session, row: Mapping[str, Cell], *, number: int, file: str
) -> Signal:
    """Make a signal of an exported row.

    Raises:
        RowError: A cell cannot be read.
    """
    try:
        signal = Signal(
            uid=_uid(row), title=_text(row, "title"),
            seen_on=_day(row, "seen_on"), state=SignalState.read(_text(row, "state")),
            added_at=clock.now(), triaged_on=_day(row, "triaged_on"),
            reason=_text(row, "reason") or None,
        )  # fmt: skip
        apply_changes(session, signal, _changes(row))
    except ReseauError as error:
        name = Path(file).name
        raise RowError(row=number, file=name, reason=error) from error
    if signal.state is SignalState.EXPIRED and signal.triaged_on is None:
        signal.state = SignalState.NEW  # It is only past its last day.
    return signal


def _text(row: Mapping[str, Cell], name: str) -> str:
    return text_of(row.get(name, "")).strip()


def _uid(row: Mapping[str, Cell]) -> UUID:
    text = _text(row, "uid")
    try:
        return UUID(text)
    except ValueError as error:
        raise NotUuidError(text=shown(text)) from error


def _day(row: Mapping[str, Cell], name: str) -> date | None:
    """Read a day; the one on which a signal was seen is needed."""
    cell = row.get(name, "")
    if not cell and name != "seen_on":
        return None
    return read_day(cell, order="dmy")


def _changes(row: Mapping[str, Cell]) -> SignalChanges:
    listed = _text(row, "themes").replace("|", ",").split(",")
    themes = tuple(it.strip() for it in listed if it.strip())
    function, carrier = _text(row, "function"), _text(row, "carrier")
    inferred = {
        it: _text(row, f"{it}_inferred").lower() in {"true", "oui", "yes", "1"}
        for it in ("function", "carrier")
    }
    return SignalChanges(
        title=_text(row, "title"),
        summary=_text(row, "summary") or CLEAR,
        link=_text(row, "link") or CLEAR,
        source=_text(row, "source") or CLEAR,
        brought_by=_text(row, "brought_by") or CLEAR,
        published_on=_day(row, "published_on"),
        expires_on=_day(row, "expires_on"),
        territory=_text(row, "territory") or CLEAR,
        themes=themes,
        function=Function.read(function)
        if function and not inferred["function"]
        else None,
        carrier=Carrier.read(carrier) if carrier and not inferred["carrier"] else None,
    )
