"""The rhythm of the collective: gaps, bursts, and how diverse what it does is."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sqlalchemy.orm import Session

from reseau.analysis.mobilizing.concentration import effective_number
from reseau.analysis.mobilizing.presences import Span
from reseau.analysis.mobilizing.rhythm import Burstiness, Silence, burstiness, silence
from reseau.domain.calendar import CalendarUnit, periods, span_before
from reseau.domain.names import sort_key
from reseau.domain.vocabulary import Precision, Role
from reseau.i18n import language
from reseau.store.session import Store
from reseau.usecases.common.question import Question
from reseau.usecases.network.attendance import Gathering, Log, read_log
from reseau.usecases.network.mobilization import SHOWN_STEPS, period_of
from reseau.usecases.network.mobilization_groups import (
    Grouping,
    names_and_pairs,
)

ENOUGH = 5
"""Fewer days than that have no rhythm to tell."""
_HOSTS = frozenset({Role.HOST, Role.ORGANIZER})


@dataclass(frozen=True, slots=True)
class Share:
    """One kind, theme, territory or host, and how often it was met.

    Attributes:
        code: Its code.
        name: In the reader's language.
        times: Interactions of the period.
        before: Those of the period before.
    """

    code: str
    name: str
    times: int
    before: int


@dataclass(frozen=True, slots=True)
class Diversity:
    """How diverse the interactions of a period are, in one respect.

    Attributes:
        of: kind, theme, territory or host.
        shares: Those met in the period, most often first.
        gone: Those met in the period before only.
        shannon: How many there are in effect (exponential of the entropy); None with
            too few interactions.
        simpson: The same listening to the frequent ones (inverse Simpson).
        without: Interactions of the period that name none.
    """

    of: str
    shares: tuple[Share, ...]
    gone: tuple[Share, ...]
    shannon: float | None
    simpson: float | None
    without: int


@dataclass(frozen=True, slots=True)
class RhythmStep:
    """One period of the calendar.

    Attributes:
        days: Different days with an interaction.
        longest_gap: Days between two of them; None with fewer than two.
        kinds: How many kinds there are in effect (Shannon).
        themes: How many themes, likewise.
        hosts: How many different hosts and organizers.
    """

    since: date
    until: date
    interactions: int
    days: int
    longest_gap: int | None
    kinds: float
    themes: float
    hosts: int


@dataclass(frozen=True, slots=True)
class RhythmLine:
    """The rhythm of one committee, theme or territory.

    Attributes:
        code: Its short code.
        name: In the reader's language.
        interactions: In the period.
        silence: Since the last one of all, and whether that is unusual.
        last_line: Number of the last one.
    """

    code: str
    name: str
    interactions: int
    silence: Silence
    last_line: int


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The rhythm of a period.

    Attributes:
        first: First day of the whole log that the question is about; None for none.
        last: The last one.
        burst: Of the days of the period.
        gap: The two days around the longest gap; None without one.
        since_last: Days from the last interaction to the end of the period.
        enough: Whether there are days enough to tell bursts.
        vague: Interactions of the period whose day is not known, only the month.
        diversity: By kind, theme, territory and host.
        unit: Of the trend.
        hidden: Actors who may not be shown.
        followed: Organizations that merged, counted with what they became.
    """

    first: date | None
    last: date | None
    as_of: date
    span: Span
    previous: tuple[date, date] | None
    interactions: int
    burst: Burstiness
    gap: tuple[date, date] | None
    since_last: int | None
    enough: bool
    vague: int
    diversity: tuple[Diversity, ...]
    unit: CalendarUnit
    trend: tuple[RhythmStep, ...]
    hidden: int
    later: int
    followed: int = 0


@dataclass(frozen=True, slots=True)
class _Sides:
    """What each interaction is about, by respect: interaction to keys; and names."""

    of: Mapping[str, Mapping[int, Sequence[str]]]
    names: Mapping[str, Mapping[str, str]]


def network_rhythm(
    store: Store, question: Question, *, unit: CalendarUnit = CalendarUnit.QUARTER
) -> Rhythm:
    """Tell the rhythm of a period, by default the twelve last months."""
    with store.reading() as session:
        log = read_log(session, question)
        sides = _sides(session, log)
    span = period_of(question, log)
    kept = [it for it in log.gatherings if it.held_on in span]
    then = span_before(span.first, span.last)
    before = [it for it in log.gatherings if then and then[0] <= it.held_on <= then[1]]
    days = sorted({it.held_on for it in kept})
    start = span.first
    if question.period.since is None and log.gatherings:
        earliest = unit.before(span.last, times=SHOWN_STEPS[unit] - 1)
        start = max(log.gatherings[0].held_on, earliest)
    return Rhythm(
        first=log.gatherings[0].held_on if log.gatherings else None,
        last=log.gatherings[-1].held_on if log.gatherings else None,
        as_of=log.as_of,
        span=span,
        previous=then,
        interactions=len(kept),
        burst=burstiness(days),
        gap=max(pairwise(days), key=lambda it: it[1] - it[0], default=None),
        since_last=(span.last - days[-1]).days if days else None,
        enough=len(days) >= ENOUGH,
        vague=sum(it.precision is Precision.MONTH for it in kept),
        diversity=tuple(_diversity(of, kept, before, sides) for of in sides.of),
        unit=unit,
        trend=tuple(_trend(log, sides, Span(start, span.last), unit)),
        hidden=log.hidden,
        later=log.later,
        followed=log.followed,
    )


def grouped_rhythm(
    store: Store, question: Question, *, by: Grouping
) -> tuple[Rhythm, tuple[RhythmLine, ...]]:
    """Tell the rhythm of a period, and since when each group is silent."""
    whole = network_rhythm(store, question)
    with store.reading() as session:
        log = read_log(session, question)
        names, pairs = names_and_pairs(session, log, by=by)
    of: defaultdict[int, list[int]] = defaultdict(list)
    for interaction, key in pairs:
        of[interaction].append(key)
    groups: defaultdict[int, list[Gathering]] = defaultdict(list)
    for it in log.gatherings:
        if it.held_on <= whole.span.last:
            for key in of[it.interaction]:
                groups[key].append(it)
    lines = [
        RhythmLine(
            *names[key],
            interactions=sum(it.held_on in whole.span for it in some),
            silence=silence([it.held_on for it in some], on=whole.span.last),
            last_line=some[-1].interaction,
        )
        for key, some in groups.items()
    ]
    return whole, tuple(
        sorted(lines, key=lambda it: (it.silence.days, sort_key(it.name), it.code))
    )


def _sides(session: Session, log: Log) -> _Sides:
    """Gather the kind, themes, territories and hosts of each interaction."""
    of: dict[str, defaultdict[int, list[str]]] = {
        it: defaultdict(list) for it in ("kind", "theme", "territory", "host")
    }
    names: dict[str, dict[str, str]] = {it: {} for it in of}
    for it in log.gatherings:
        of["kind"][it.interaction] = [it.kind.value]
        names["kind"][it.kind.value] = it.kind.label(language())
        for part in it.parts:
            host = log.actors.get(part.actor)
            if part.role in _HOSTS and host is not None:
                of["host"][it.interaction].append(host.slug)
                names["host"][host.slug] = host.name
    for side in (Grouping.THEME, Grouping.TERRITORY):
        known, pairs = names_and_pairs(session, log, by=side)
        names[side.value] = dict(known.values())
        for interaction, key in pairs:
            of[side.value][interaction].append(known[key][0])
    return _Sides(of, names)


def _count(of: str, some: Iterable[Gathering], sides: _Sides) -> Counter[str]:
    held = sides.of[of]
    return Counter(code for it in some for code in held.get(it.interaction, ()))


def _diversity(
    of: str, kept: Sequence[Gathering], before: Sequence[Gathering], sides: _Sides
) -> Diversity:
    now, then = _count(of, kept, sides), _count(of, before, sides)
    names = sides.names[of]
    every = [Share(it, names[it], now[it], then[it]) for it in now | then]
    every.sort(key=lambda it: (-it.times, -it.before, sort_key(it.name)))
    enough = len(kept) >= ENOUGH and bool(now)
    return Diversity(
        of=of,
        shares=tuple(it for it in every if it.times),
        gone=tuple(it for it in every if not it.times),
        shannon=effective_number(now.values()) if enough else None,
        simpson=effective_number(now.values(), order=2) if enough else None,
        without=sum(not sides.of[of].get(it.interaction) for it in kept),
    )


def _trend(
    log: Log, sides: _Sides, span: Span, unit: CalendarUnit
) -> Iterable[RhythmStep]:
    if not log.gatherings:
        return
    for first, last in periods(span.first, span.last, unit=unit):
        some = [it for it in log.gatherings if first <= it.held_on <= last]
        days = sorted({it.held_on for it in some})
        gaps = [(b - a).days for a, b in pairwise(days)]
        yield RhythmStep(
            first,
            last,
            interactions=len(some),
            days=len(days),
            longest_gap=max(gaps, default=None),
            kinds=effective_number(_count("kind", some, sides).values()),
            themes=effective_number(_count("theme", some, sides).values()),
            hosts=len(_count("host", some, sides)),
        )
