"""Rows made into interactions: who met when, about what."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from reseau.domain.vocabulary import Carrier, Function, InteractionKind, Precision
from reseau.errors import UsageError
from reseau.exchange.found import FoundInteraction
from reseau.exchange.profiles.profile_model import Source
from reseau.exchange.rows.cell_dates import CellDate, NoDateError, VagueDateError
from reseau.exchange.rows.fields import Fields
from reseau.exchange.rows.findings import Findings, Reader
from reseau.exchange.rows.participants import participants_reader, united
from reseau.exchange.text.cells import shortened, shown
from reseau.exchange.text.tables import Row
from reseau.i18n import N_

_SCALARS = (
    "held_on", "ended_on", "started_at", "kind", "title", "committee", "place",
    "function", "carrier", "external_id",
)  # fmt: skip


class EndBeforeStartError(UsageError):
    """Something ends before it begins."""

    message = N_("It ends on {end}, before it begins on {start}.")


class GroupConflictError(UsageError):
    """Rows of one group do not say the same."""

    message = N_(
        "This row and row {first} are of one group and differ: “{one}”, “{other}”. "
        "Make them agree, or correct the columns of the group."
    )


class InteractionRows:
    """Reads rows into interactions; it keeps the readers, made once for the file."""

    def __init__(self, fields: Fields, findings: Findings) -> None:
        profile = fields.profile
        self._findings = findings
        self._held = fields.cell_date(profile.date or Source())
        self._ended = fields.last_day(profile.end or Source())
        self._kind = fields.word("kind", InteractionKind)
        self._function = fields.word("function", Function)
        self._carrier = fields.word("carrier", Carrier)
        self._title = fields.line("title")
        self._length = fields.source("title").shorten
        self._notes = fields.prose("notes")
        self._themes = fields.labels("theme")
        self._territories = fields.labels("territory")
        self._committee = fields.text("committee")
        self._place = fields.text("place")
        self._id = fields.text("id")
        self._participants = [
            participants_reader(section, fields) for section in profile.participants
        ]

    def read(self, row: Row, fingerprint: str) -> FoundInteraction | None:
        """Read a row; None, and its problems are noted, when it has any."""
        before = len(self._findings.problems)
        get = self._findings.attempt
        day = get(Reader(self._held.column, self._day), row)
        last = get(self._ended, row)
        if day and last and last < day.first:
            error = EndBeforeStartError(start=day.first, end=last)
            self._findings.add(error, row=row.number, column=self._ended.column)
        title, notes = self._told(row)
        kind, function = get(self._kind, row), get(self._function, row)
        carrier, themes = get(self._carrier, row), get(self._themes, row)
        territories, committee = get(self._territories, row), get(self._committee, row)
        place, external_id = get(self._place, row), get(self._id, row)
        participants = [get(reader, row) or [] for reader in self._participants]
        if day is None or len(self._findings.problems) > before:
            return None
        return FoundInteraction(
            file=self._findings.file,
            rows=(row.number,),
            external_id=external_id or None,
            fingerprint=fingerprint,
            held_on=day.first,
            ended_on=last if last and last > day.first else None,
            started_at=day.at,
            precision=day.precision or Precision.MONTH,
            kind=kind or InteractionKind.MEETING,
            title=title,
            notes=notes,
            themes=themes or (),
            territories=territories or (),
            committee=committee or None,
            place=place or "",
            function=function,
            carrier=carrier,
            participants=united(chain.from_iterable(participants)),
        )

    def _day(self, row: Row) -> CellDate:
        """Read the date, which must be there and tell its month."""
        day = self._held.read(row)
        if day is None:
            raise NoDateError
        if day.precision is None:
            raise VagueDateError(text=day.first.year)
        return day

    def _told(self, row: Row) -> tuple[str, str]:
        """Read the title and the notes; a long title is also kept whole."""
        whole, notes = self._title.read(row), self._notes.read(row)
        title = shortened(whole, self._length)
        if title == whole or whole in notes:
            return title, notes
        return title, f"{whole}\n{notes}".strip()


def grouped(
    members: Iterable[FoundInteraction],
    fingerprint: str,
    *,
    fields: Fields,
    findings: Findings,
) -> FoundInteraction:
    """Make one interaction of several rows: participants and labels are united.

    Args:
        members: At least one, in the order of the file.
        fingerprint: Of the content of all the rows.
        fields: Whose columns are named in problems.
        findings: Where differing dates, kinds, titles and the like are noted.
    """
    whole, *others = members
    for other in others:
        _compare(whole, other, fields=fields, to=findings)
        whole = replace(
            whole,
            **{name: getattr(whole, name) or getattr(other, name) for name in _SCALARS},
            rows=whole.rows + other.rows,
            themes=_joined(whole.themes, other.themes),
            territories=_joined(whole.territories, other.territories),
            notes="\n".join(_joined(_lines(whole.notes), _lines(other.notes))),
            participants=united(whole.participants + other.participants),
        )
    return replace(whole, fingerprint=fingerprint)


def _compare(
    whole: FoundInteraction, other: FoundInteraction, *, fields: Fields, to: Findings
) -> None:
    """Note what two rows of one group say differently."""
    for name in _SCALARS:
        one, two = getattr(whole, name), getattr(other, name)
        if one and two and one != two:
            error = GroupConflictError(
                first=whole.rows[0], one=shown(str(one)), other=shown(str(two))
            )
            to.add(error, row=other.rows[0], column=_column(name, fields))


def _column(name: str, fields: Fields) -> str:
    """Name the column that gives a part of an interaction."""
    profile = fields.profile
    sources = {
        "held_on": profile.date,
        "started_at": profile.date,
        "ended_on": profile.end,
        "external_id": profile.columns.get("id"),
    }
    source = sources.get(name, profile.columns.get(name))
    return source.label if source else ""


def _joined(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Put two lists together, each member once."""
    return tuple(dict.fromkeys(one + other))


def _lines(text: str) -> tuple[str, ...]:
    """Cut a text into its lines."""
    return tuple(text.splitlines())
