"""Signals from a file that a person saved: a feed, or signals that were exported."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from reseau.domain import clock
from reseau.domain.vocabulary import Carrier, Function, SignalState
from reseau.errors import ReseauError, UsageError
from reseau.exchange.csvfile import unguarded
from reseau.exchange.encoding import decoded
from reseau.exchange.feeds import LARGEST, FeedEntry, read_feed
from reseau.exchange.refusals import MissingFileError, TooBigError, UnreadableFileError
from reseau.i18n import N_, gettext
from reseau.store import finding, settings
from reseau.store.models import Actor, Signal, SignalTheme, Theme
from reseau.store.session import Store
from reseau.usecases.actors import actor_meant
from reseau.usecases.edits import CLEAR
from reseau.usecases.interactions import zone_of
from reseau.usecases.outcome import Outcome, outcome
from reseau.usecases.signals import SignalChanges, apply_changes


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
        file: A feed, or signals exported as CSV or JSON.
        choices: Of a feed only.
        dry_run: Write nothing.

    Raises:
        FileRefusedError: The file is refused as a whole; its subclass says why.
        NotSignalsError, RowError
        NoActorError, UnknownThemeError, UnknownTerritoryError
    """
    kind = Path(file).suffix.lower()
    if kind in {".csv", ".json"}:
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
        for number, row in reversed(list(enumerate(rows, start=1))):
            if row.get("uid", "") not in known:
                session.add(_back(session, row, number=number, file=file))
                known.add(row.get("uid", ""))
                added += 1
        session.flush()
    name = Path(file).name
    return ImportedSignals(
        outcome(work, slug="", name=name), name, added, len(rows) - added, 0, (), ()
    )


def _rows(file: str, kind: str) -> list[Mapping[str, str]]:
    name = Path(file).name
    try:
        content = Path(file).read_bytes()
    except FileNotFoundError as error:
        raise MissingFileError(file=name) from error
    except OSError as error:
        raise UnreadableFileError(file=name) from error
    if len(content) > LARGEST * 1024 * 1024:
        raise TooBigError(file=name, limit=LARGEST)
    text = decoded(content, file=name).text
    if kind == ".csv":
        table = csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
        found = [{k: unguarded(v or "") for k, v in it.items() if k} for it in table]
    else:
        found = _json_rows(text, name)
    if any("title" not in it or "seen_on" not in it for it in found):
        raise NotSignalsError(file=name)
    return list(found)


def _json_rows(text: str, name: str) -> list[dict[str, str]]:
    try:
        content = json.loads(text)
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
    session: Session, row: Mapping[str, str], *, number: int, file: str
) -> Signal:
    """Make a signal of an exported row.

    Raises:
        RowError: A cell cannot be read.
    """
    try:
        signal = Signal(
            uid=UUID(row["uid"]), title=row["title"],
            seen_on=date.fromisoformat(row["seen_on"]),
            state=SignalState.read(row["state"]), added_at=clock.now(),
            triaged_on=_day(row, "triaged_on"), reason=row.get("reason") or None,
        )  # fmt: skip
        apply_changes(session, signal, _changes(row))
    except (ReseauError, ValueError, KeyError) as error:
        name = Path(file).name
        raise RowError(row=number, file=name, reason=error) from error
    if signal.state is SignalState.EXPIRED and signal.triaged_on is None:
        signal.state = SignalState.NEW  # It is only past its last day.
    return signal


def _day(row: Mapping[str, str], name: str) -> date | None:
    text = row.get(name, "")
    return date.fromisoformat(text) if text else None


def _changes(row: Mapping[str, str]) -> SignalChanges:
    listed = row.get("themes", "").replace("|", ",").split(",")
    themes = tuple(it.strip() for it in listed if it.strip())
    function, carrier = row.get("function", ""), row.get("carrier", "")
    inferred = {
        it: row.get(f"{it}_inferred", "").lower() in {"true", "oui", "yes", "1"}
        for it in ("function", "carrier")
    }
    return SignalChanges(
        title=row["title"],
        summary=row.get("summary") or CLEAR,
        link=row.get("link") or CLEAR,
        source=row.get("source") or CLEAR,
        brought_by=row.get("brought_by") or CLEAR,
        published_on=_day(row, "published_on"),
        expires_on=_day(row, "expires_on"),
        territory=row.get("territory") or CLEAR,
        themes=themes,
        function=Function.read(function)
        if function and not inferred["function"]
        else None,
        carrier=Carrier.read(carrier) if carrier and not inferred["carrier"] else None,
    )
