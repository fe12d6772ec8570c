"""Who is mobilized in a period, what changed, and which lines say so."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from reseau.analysis.mobilizing.mobilized import Mobilization
from reseau.analysis.mobilizing.presences import Meeting, Seat, Span
from reseau.analysis.mobilizing.rhythm import Silence, silence
from reseau.analysis.mobilizing.trend import TrendStep, mobilization_trend
from reseau.analysis.mobilizing.turnout import mobilization
from reseau.domain.calendar import CalendarUnit, span_before, year_before
from reseau.domain.names import sort_key
from reseau.store.session import Store
from reseau.usecases.common.question import Question
from reseau.usecases.network.attendance import (
    Among,
    Gathering,
    Known,
    Log,
    Roster,
    read_log,
)
from reseau.usecases.network.attendance import roster as read_roster
from reseau.usecases.network.mixing import Mixing, mixing
from reseau.usecases.network.recruits import Rejected, recruiters

ENOUGH = 5
"""Concentration and mixing are not told of fewer interactions."""
SHOWN_STEPS = {
    CalendarUnit.MONTH: 12,
    CalendarUnit.QUARTER: 8,
    CalendarUnit.YEAR: 15,
}
"""How many periods a trend goes back, unless asked otherwise."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One actor, and the lines by which it was seen.

    Attributes:
        expected: Whether the actor is a member or an active partner.
        times: Presences in the period.
        before: Presences in the period before.
        ever: Presences until the end of the period.
        first: Day of the first one; None when there is none.
        last: Day of the last one.
        lines: Numbers of the interactions, oldest first.
        silence: How long it has lasted.
        brought_by: Who brought the actor; None when nobody is said to.
        regularity: Share of the meetings of its committees since it first came; None
            when it came to none.
        meetings: How many those meetings were; 0 when it came to none.
        weight: Presences that fade with time.
    """

    actor: Known
    expected: bool
    times: int
    before: int
    ever: int
    first: date | None
    last: date | None
    lines: tuple[int, ...]
    silence: Silence
    brought_by: Known | None
    regularity: float | None
    meetings: int
    weight: float


@dataclass(frozen=True, slots=True)
class Missing:
    """What the figures leave out, or do not know.

    Attributes:
        later: Interactions after the as-of day.
        followed: Organizations that merged, counted with what they became.
        nobody: Interactions of the period at which nobody who may be shown was.
        hidden: Actors who may not be shown.
        without_sector: Actors who came, and whose sector is not known.
        rejected: Lines on who brought whom that cannot be.
    """

    later: int
    nobody: int
    hidden: int
    without_sector: int
    rejected: tuple[Rejected, ...]
    followed: int = 0


@dataclass(frozen=True, slots=True)
class Mobilized:
    """The mobilization of a period.

    Attributes:
        first: First day of the whole log that the question is about; None for none.
        last: The last one.
        figures: Over the keys of the actors.
        seen: Everybody who was ever seen or is expected, by key.
        enough: Whether there are enough interactions to tell concentration.
        silent: Keys of those silent for longer than usual: of the expected when there
            is any, else of those who took part.
        trend: By ``unit``.
        mixing: Between sectors, or why not.
        actors: Everybody who may be shown.
    """

    first: date | None
    last: date | None
    figures: Mobilization[int]
    seen: Mapping[int, Seen]
    enough: bool
    silent: tuple[int, ...]
    unit: CalendarUnit
    trend: tuple[TrendStep, ...]
    mixing: Mixing
    missing: Missing
    actors: Mapping[int, Known]

    def named(self, actors: Iterable[int]) -> tuple[Seen, ...]:
        """Give some actors, those with most presences first, then by name."""
        return tuple(sorted((self.seen[it] for it in actors), key=_by_presences))


def _by_presences(it: Seen) -> tuple[object, ...]:
    return -it.times, -it.before, -it.ever, sort_key(it.actor.name), it.actor.key


def network_mobilization(
    store: Store,
    question: Question,
    *,
    among: Among | None = None,
    unit: CalendarUnit = CalendarUnit.QUARTER,
) -> Mobilized:
    """Measure the mobilization of a period, by default the twelve last months."""
    with store.reading() as session:
        log = read_log(session, question, among)
        return mobilized(session, log, question, unit=unit)


def mobilized(
    session: Session, log: Log, question: Question, *, unit: CalendarUnit
) -> Mobilized:
    """Measure the mobilization that a log shows."""
    span = period_of(question, log)
    then = span_before(span.first, span.last)
    expected = read_roster(session, log, on=span.last)
    past = [it for it in log.gatherings if it.held_on <= span.last]
    invited, rejected = recruiters(past, log.actors)
    figures = mobilization(
        meetings_of(log.gatherings),
        roster=expected.actors or None,
        since=span.first,
        until=span.last,
        previous=then,
        as_of=log.as_of,
        sectors=sectors_of(log, past),
        seats=[Seat(*it) for it in expected.seats if it[0] in log.actors],
        invited_by=invited or None,
        half_life=question.half_life,
    )
    seen = _seen(past, log, figures, expected, invited)
    kept = [it for it in past if it.held_on in span]
    return Mobilized(
        first=log.gatherings[0].held_on if log.gatherings else None,
        last=log.gatherings[-1].held_on if log.gatherings else None,
        figures=figures,
        seen=seen,
        enough=figures.meetings >= ENOUGH,
        silent=_silent(seen, figures),
        unit=unit,
        trend=tuple(_trend(past, question, span, unit=unit)),
        mixing=mixing(kept, log),
        missing=Missing(
            later=log.later,
            followed=log.followed,
            nobody=sum(not it.present for it in kept),
            hidden=log.hidden,
            without_sector=_without_sector(figures, log, past),
            rejected=rejected,
        ),
        actors=log.actors,
    )


def period_of(question: Question, log: Log) -> Span:
    """Give the period asked for, both ends included, never after the as-of day.

    Twelve months by default; the whole past until a day when only the end is given.
    """
    asked = question.period
    last = log.as_of
    if asked.until is not None:
        last = min(last, asked.until - timedelta(days=1))
    if asked.since is not None:
        return Span(min(asked.since, last), last)
    if asked.until is not None:
        return Span(min((it.held_on for it in log.gatherings[:1]), default=last), last)
    return Span(min(last, year_before(last) + timedelta(days=1)), last)


def meetings_of(log: Iterable[Gathering]) -> list[Meeting[int]]:
    """Give the interactions as the analysis takes them."""
    return [Meeting(it.held_on, it.present, it.committee) for it in log]


def sectors_of(log: Log, past: Iterable[Gathering]) -> dict[int, str]:
    """Give the sector of each actor: its own, else that of whom it last came for."""
    found: dict[int, str] = {}
    for it in past:
        for part in it.parts:
            home = log.actors.get(part.on_behalf_of or 0)
            if home is not None and home.sector:
                found[part.actor] = home.sector
    own = {key: it.sector for key, it in log.actors.items() if it.sector}
    return {key: it for key, it in (found | own).items() if key in log.actors}


def _seen(
    past: Sequence[Gathering],
    log: Log,
    figures: Mobilization[int],
    expected: Roster,
    invited: Mapping[int, int],
) -> dict[int, Seen]:
    """Gather the lines of everybody who was seen or is expected."""
    span = Span(figures.since or log.as_of, figures.until or log.as_of)
    then = figures.previous
    lines: defaultdict[int, list[Gathering]] = defaultdict(list)
    for it in past:
        for actor in it.present:
            lines[actor].append(it)
    committees = mobilization(
        [it for it in meetings_of(past) if it.body is not None]
    ).regularity
    found: dict[int, Seen] = {}
    for actor in sorted(lines.keys() | set(expected.actors)):
        own = lines[actor]
        days = [it.held_on for it in own]
        found[actor] = Seen(
            actor=log.actors[actor],
            expected=actor in expected.since,
            times=sum(it in span for it in days),
            before=sum(then[0] <= it <= then[1] for it in days) if then else 0,
            ever=len(days),
            first=days[0] if days else None,
            last=days[-1] if days else None,
            lines=tuple(it.interaction for it in own),
            silence=silence(days, on=span.last, expected=expected.since.get(actor)),
            brought_by=log.actors.get(invited.get(actor, 0)),
            regularity=committees.get(actor),
            meetings=_meetings(own, committees.get(actor)),
            weight=figures.recency_weight.get(actor, 0.0),
        )
    return found


def _meetings(own: Iterable[Gathering], regularity: float | None) -> int:
    """Count the meetings over which a regularity is."""
    if not regularity:
        return 0
    return round(sum(it.committee is not None for it in own) / regularity)


def _silent(seen: Mapping[int, Seen], figures: Mobilization[int]) -> tuple[int, ...]:
    among = figures.roster or figures.active
    return tuple(it for it in among if seen[it].silence.unusual)


def _trend(
    past: Sequence[Gathering], question: Question, span: Span, *, unit: CalendarUnit
) -> list[TrendStep]:
    """Follow the period asked for, else the last months, quarters or years."""
    if not past:
        return []
    start = past[0].held_on
    if question.period.since is not None:
        start = max(start, span.first)
    else:
        start = max(start, unit.before(span.last, times=SHOWN_STEPS[unit] - 1))
    return mobilization_trend(
        meetings_of(past), by=unit.value, since=start, until=span.last
    )


def _without_sector(
    figures: Mobilization[int], log: Log, past: Iterable[Gathering]
) -> int:
    known = sectors_of(log, past)
    return sum(it not in known for it in figures.active) if known else 0
