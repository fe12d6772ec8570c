"""Solicitation load: how often each actor was asked lately, by whom, and the limit."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from reseau.analysis.mobilizing.load import BASE_DAYS, LOAD_DAYS, Load, load
from reseau.domain.names import sort_key
from reseau.domain.periods import Period
from reseau.domain.vocabulary import Diffusion, Role
from reseau.store.rows import log_rows, rows, settings
from reseau.store.rows.log_rows import LineRow, PartRow
from reseau.store.rows.rows import Scope
from reseau.store.session import Store
from reseau.usecases.common.following import followed_parts, heirs_of
from reseau.usecases.network.attendance import Among, Known, asked, known_actors


@dataclass(frozen=True, slots=True)
class LoadLine:
    """How often one actor was asked.

    Attributes:
        lately: Times asked in the window.
        present: How many of them the actor came.
        invited: How many the actor was invited, nobody saying that they came.
        absent: How many the actor was absent.
        usual: Mean number of times in as many days over the year before.
        limit: The most times that are not too much.
        over: Whether the actor is asked too much.
        by: Who asked, most often first, with how many times; those who may not be
            shown are left out.
        last: Day of the last time.
        lines: Numbers of the interactions of the window, oldest first.
    """

    actor: Known
    lately: int
    present: int
    invited: int
    absent: int
    usual: float
    limit: float
    over: bool
    by: tuple[tuple[Known, int], ...]
    last: date
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Loads:
    """Everybody asked in the days that end on a day, over-asked first.

    Attributes:
        since: First day of the window.
        until: Its last day, included.
        usual_since: First day of the year to which it is compared.
        interactions: How many in the window.
        logged_since: First day of the log from there on; None without a line.
        last: Day of the last interaction until then, in that year; None for none.
        hidden: How many actors may not be shown.
        followed: How many that merged are counted with what they became.
    """

    since: date
    until: date
    usual_since: date
    window: int
    lines: tuple[LoadLine, ...]
    interactions: int
    logged_since: date | None
    last: date | None
    hidden: int = 0
    followed: int = 0


def network_load(
    store: Store,
    *,
    at: date | None = None,
    window: int = LOAD_DAYS,
    among: Among | None = None,
    shown_to: Diffusion = Diffusion.INTERNAL,
    follow: date | None = None,
) -> Loads:
    """Tell how often each actor was asked lately, over-asked first.

    With ``follow``, what was asked of organizations that merged by that day is counted
    with what they became.
    """
    with store.reading() as session:
        on = at or settings.today(session)
        actors = known_actors(session, shown_to, among=among or Among(), on=on)
        heirs = heirs_of(session, actors, follow=follow)
        found = loads(session, actors, on=on, window=window, heirs=heirs)
        hidden = rows.hidden_people(session, shown_to=shown_to)
        return replace(found, hidden=hidden)


def loads(  # noqa: PLR0913  # Each caller leaves out what it does not need.
    session: Session,
    actors: Mapping[int, Known],
    *,
    on: date,
    window: int = LOAD_DAYS,
    only: frozenset[int] | None = None,
    heirs: Mapping[int, int] | None = None,
    quiet: bool = False,
) -> Loads:
    """Count how often some actors were asked in the days that end on a day.

    With ``only``, the lines that do not involve these actors are not read; with
    ``heirs``, the lines of those that merged are those of what they became; with
    ``quiet``, those who were asked in the year before only are told too.
    """
    recent = _earlier(on, window)
    start = _earlier(on, window + BASE_DAYS)
    days = Period(start + timedelta(days=1), on + timedelta(days=1))
    scope = Scope(period=days, involving=only)
    lines = {it.interaction: it for it in log_rows.line_rows(session, scope)}
    found = _requests(
        lines, followed_parts(log_rows.part_rows(session, scope), heirs or {})
    )
    held = [it.held_on for it in lines.values()]
    told = (
        _line(actors[key], some, actors, on=on, window=window)
        for key, some in found.items()
        if key in actors
    )
    return Loads(
        since=recent + timedelta(days=1),
        until=on,
        usual_since=start + timedelta(days=1),
        window=window,
        lines=tuple(sorted((it for it in told if quiet or it.lately), key=_most_first)),
        interactions=sum(recent < day <= on for day in held),
        logged_since=min(held, default=None),
        last=max(held, default=None),
        followed=len(heirs or {}),
    )


@dataclass(frozen=True, slots=True)
class Recent:
    """How often one actor was asked, as ``loads`` counts it, without by whom.

    Attributes:
        last: Day and number of the last interaction where they were, or somebody on
            their behalf, in the window and the year before; None for none.
    """

    load: Load
    last: tuple[date, int] | None


def recent(session: Session, actors: Collection[int], *, on: date) -> dict[int, Recent]:
    """Count how often a few actors were asked: only their own lines are read."""
    start = _earlier(on, LOAD_DAYS + BASE_DAYS)
    days = Period(start + timedelta(days=1), on + timedelta(days=1))
    held: dict[int, date] = {}
    of: defaultdict[int, list[PartRow]] = defaultdict(list)
    last: dict[int, tuple[date, int]] = {}
    for part, day in log_rows.parts_of(session, actors, days):
        held[part.interaction] = day
        of[part.interaction].append(part)
        if part.role.present:
            moment = day, part.interaction
            for it in {part.actor, part.on_behalf_of or part.actor}:
                last[it] = max(last.get(it, moment), moment)
    times: defaultdict[int, list[date]] = defaultdict(list)
    for line, parts in of.items():
        for actor in asked(parts):
            times[actor].append(held[line])
    return {it: Recent(load(times[it], on=on), last.get(it)) for it in actors}


def _earlier(day: date, days: int) -> date:
    return date.fromordinal(max(1, day.toordinal() - days))


@dataclass(frozen=True, slots=True)
class _Request:
    """One time that an actor was asked."""

    line: LineRow
    role: Role
    by: frozenset[int]


def _requests(
    lines: Mapping[int, LineRow], parts: Iterable[PartRow]
) -> dict[int, list[_Request]]:
    """Gather, by actor, each time it was asked, oldest first."""
    of: defaultdict[int, list[PartRow]] = defaultdict(list)
    for part in parts:
        of[part.interaction].append(part)
    found: defaultdict[int, list[_Request]] = defaultdict(list)
    for line in lines.values():
        for actor, (role, by) in asked(of[line.interaction]).items():
            found[actor].append(_Request(line, role, by))
    return found


def _line(
    actor: Known,
    some: Iterable[_Request],
    actors: Mapping[int, Known],
    *,
    on: date,
    window: int,
) -> LoadLine:
    requests = list(some)
    weight = load([it.line.held_on for it in requests], on=on, window=window)
    recent = _earlier(on, window)
    lately = [it for it in requests if it.line.held_on > recent]
    by = Counter(who for it in lately for who in it.by if who in actors)
    askers = sorted(by, key=lambda it: (-by[it], sort_key(actors[it].name), it))
    return LoadLine(
        actor=actor,
        lately=weight.lately,
        present=sum(it.role.present for it in lately),
        invited=sum(it.role is Role.INVITED for it in lately),
        absent=sum(it.role is Role.ABSENT for it in lately),
        usual=weight.usual,
        limit=weight.limit,
        over=weight.over,
        by=tuple((actors[it], by[it]) for it in askers),
        last=requests[-1].line.held_on,
        lines=tuple(it.line.interaction for it in lately),
    )


def _most_first(it: LoadLine) -> tuple[object, ...]:
    name = sort_key(it.actor.name)
    return not it.over, -it.lately / it.limit if it.over else 0, -it.lately, name
