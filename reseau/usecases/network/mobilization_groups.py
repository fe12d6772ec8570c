"""Mobilization of one period by committee, theme, territory or sector, side by side."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from reseau.analysis.mobilizing.mobilized import Mobilization
from reseau.analysis.mobilizing.presences import Seat
from reseau.analysis.mobilizing.turnout import mobilization
from reseau.domain.calendar import CalendarUnit
from reseau.domain.names import sort_key
from reseau.i18n import language
from reseau.store.models import Territory, Theme
from reseau.store.rows import log_rows
from reseau.store.session import Store
from reseau.usecases.common.question import Question
from reseau.usecases.network.attendance import Among, Gathering, Log, read_log
from reseau.usecases.network.attendance import roster as read_roster
from reseau.usecases.network.mobilization import (
    Mobilized,
    meetings_of,
    mobilized,
    sectors_of,
)


class Grouping(StrEnum):
    """By what the mobilization of a period may be divided."""

    COMMITTEE = "committee"
    THEME = "theme"
    TERRITORY = "territory"
    SECTOR = "sector"


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One committee, theme, territory or sector.

    Attributes:
        code: Its short code, its name for a sector; empty for what has none.
        name: In the reader's language; None for what has none.
        meetings: Interactions of the period.
        before: Those of the period before.
        attendances: Presences.
        active: Actors who came.
        newcomers: Those of them who had never come to one of this group.
        lapsed: Actors who came in the period before, and not in this one.
        half: How many actors have half of the presences.
        roster: Members; of a sector, those expected. None where nobody is expected.
        reach: Share of them who came.
        participation_rate: Share of the places at the committee's meetings filled;
            None for anything but a committee.
        last: Day of the last interaction.
        last_line: Its number.
    """

    code: str
    name: str | None
    meetings: int
    before: int
    attendances: int
    active: int
    newcomers: int
    lapsed: int
    half: int
    roster: int | None
    reach: float | None
    participation_rate: float | None
    last: date | None
    last_line: int | None


def grouped_mobilization(
    store: Store, question: Question, *, by: Grouping, among: Among | None = None
) -> tuple[Mobilized, tuple[GroupLine, ...]]:
    """Measure the mobilization of a period, whole and by group, most alive first."""
    with store.reading() as session:
        log = read_log(session, question, among)
        whole = mobilized(session, log, question, unit=CalendarUnit.QUARTER)
        last = whole.figures.until or log.as_of
        past = [it for it in log.gatherings if it.held_on <= last]
        if by is Grouping.SECTOR:
            return whole, _ordered(_by_sector(whole, past, log))
        names, groups = _groups(session, log, past, by=by)
        expected = read_roster(session, log, on=last)
    seats = [Seat(*it) for it in expected.seats if it[0] in log.actors]
    lines = []
    for key, some in groups.items():
        own = [it for it in seats if by is Grouping.COMMITTEE and it.body == key]
        found = _measured(some, whole.figures, seats=own)
        code, name = names[key] if key is not None else ("", None)
        lines.append(_line(code, name, some, found, whole.figures))
    return whole, _ordered(lines)


def _ordered(lines: Iterable[GroupLine]) -> tuple[GroupLine, ...]:
    kept = [it for it in lines if it.meetings or it.before or it.roster]
    return tuple(
        sorted(
            kept,
            key=lambda it: (it.name is None, -it.meetings, sort_key(it.name or "")),
        )
    )


def names_and_pairs(
    session: Session, log: Log, *, by: Grouping
) -> tuple[dict[int, tuple[str, str]], list[tuple[int, int]]]:
    """Give the groups' codes and names by key, and which interaction is of which."""
    if by is Grouping.COMMITTEE:
        names = log_rows.committee_names(session)
        pairs = [
            (it.interaction, it.committee) for it in log.gatherings if it.committee
        ]
        return names, pairs
    if by is Grouping.THEME:
        return _theme_names(session), log_rows.theme_pairs(session, log.scope)
    return _territory_names(session), log_rows.territory_pairs(session, log.scope)


def _groups(
    session: Session, log: Log, past: Sequence[Gathering], *, by: Grouping
) -> tuple[Mapping[int, tuple[str, str]], dict[int | None, list[Gathering]]]:
    """Divide the log; one line about two themes is in both."""
    names, pairs = names_and_pairs(session, log, by=by)
    groups: dict[int | None, list[Gathering]] = {}
    if by is Grouping.COMMITTEE:
        groups |= {it: [] for it in names if log.scope.committee in {None, it}}
    of: defaultdict[int, list[int]] = defaultdict(list)
    for interaction, key in pairs:
        of[interaction].append(key)
    for it in past:
        for group in of.get(it.interaction, [None]):
            groups.setdefault(group, []).append(it)
    return names, groups


def _theme_names(session: Session) -> dict[int, tuple[str, str]]:
    themes = session.scalars(select(Theme).options(selectinload(Theme.labels)))
    return {it.key: (it.slug, it.label(language())) for it in themes}


def _territory_names(session: Session) -> dict[int, tuple[str, str]]:
    rows = session.execute(select(Territory.key, Territory.slug, Territory.name))
    return {key: (code, name) for key, code, name in rows}


def _by_sector(
    whole: Mobilized, past: Sequence[Gathering], log: Log
) -> list[GroupLine]:
    sectors = sectors_of(log, past)
    lines = []
    for name in sorted({*sectors.values()}, key=sort_key):
        own = {key for key, it in sectors.items() if it == name}
        some = [
            replace(it, present=tuple(one for one in it.present if one in own))
            for it in past
            if own.intersection(it.present)
        ]
        members = [it for it in whole.figures.roster if it in own]
        found = _measured(some, whole.figures, roster=members)
        line = _line(name, name, some, found, whole.figures)
        lines.append(replace(line, participation_rate=None))
    return lines


def _measured(
    some: Sequence[Gathering],
    whole: Mobilization[int],
    *,
    seats: Sequence[Seat[int]] = (),
    roster: Sequence[int] = (),
) -> Mobilization[int]:
    """Measure a part of the log over the same period."""
    return mobilization(
        meetings_of(some),
        roster=roster or None,
        seats=seats,
        since=whole.since,
        until=whole.until,
        previous=whole.previous,
    )


def _line(
    code: str,
    name: str | None,
    some: Sequence[Gathering],
    found: Mobilization[int],
    whole: Mobilization[int],
) -> GroupLine:
    then = whole.previous
    last = some[-1] if some else None
    return GroupLine(
        code=code,
        name=name,
        meetings=found.meetings,
        before=sum(then[0] <= it.held_on <= then[1] for it in some) if then else 0,
        attendances=found.attendances,
        active=len(found.active),
        newcomers=len(found.newcomers),
        lapsed=len(found.lapsed),
        half=found.bus_factor,
        roster=found.roster_size or None,
        reach=found.reach,
        participation_rate=found.participation_rate,
        last=last.held_on if last else None,
        last_line=last.interaction if last else None,
    )
