"""Who is mobilized: reach, participation, who is new, who is gone, who brings whom.

The input is what a notebook has at hand: meetings as ``(day, actors present)``. An
actor is anything hashable: a name, a key.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from reseau.analysis.mobilizing.concentration import gini, lorenz, smallest_set
from reseau.analysis.mobilizing.log_view import days_of, view_of
from reseau.analysis.mobilizing.mobilized import Mobilization, SectorReach
from reseau.analysis.mobilizing.presences import (
    AnyMeeting,
    ByDay,
    Day,
    Meeting,
    Seat,
    as_day,
    ordered,
    read_meetings,
)
from reseau.analysis.mobilizing.recency import recency_weight
from reseau.analysis.mobilizing.recruitment import Recruitment, recruitment_forest
from reseau.analysis.mobilizing.rhythm import silence_limit, usual_gap
from reseau.analysis.ties.projection import HALF_LIFE_DAYS

Actor = TypeVar("Actor", bound=Hashable)
Actors = Collection[Actor] | Mapping[Actor, Hashable]


def mobilization(  # noqa: PLR0913  # Each is a plain choice of the analyst.
    meetings: "Iterable[AnyMeeting[Actor]] | ByDay[Actor]",
    *,
    roster: "Actors[Actor] | None" = None,
    since: Day | None = None,
    until: Day | None = None,
    previous: tuple[Day, Day] | None = None,
    as_of: Day | None = None,
    sectors: Mapping[Actor, Hashable] | None = None,
    seats: Iterable[Seat[Actor]] | None = None,
    invited_by: Mapping[Actor, Actor] | None = None,
    half_life: float | None = HALF_LIFE_DAYS,
    dormant_after: float | None = None,
) -> Mobilization[Actor]:
    """Measure who is mobilized in a period, and how that changed.

    Args:
        meetings: All that is known, in any order, the past included: ``(day, actors
            present)`` or ``(day, actors present, body)``; or day to actors. What is
            after the period counts for recency only.
        roster: Who is expected. Names to sectors give the sectors at the same time.
            By default the seats held on the last day.
        since: First day of the period; by default the first meeting.
        until: Last day, included; by default the last meeting.
        previous: First and last day, included, of the period to compare with; by
            default as many days, just before.
        as_of: The day from which recency is counted; by default ``until``.
        sectors: Actor to sector, when the roster does not say.
        seats: Who may sit in which body, when. Then only those entitled to a meeting
            are expected at it; otherwise the whole roster is, at every meeting.
        invited_by: Recruit to recruiter.
        half_life: Days in which a presence counts for half; None for no fading.
        dormant_after: Days of absence that make dormant; by default twice the median
            gap between meetings, and 90 at least.

    Returns:
        The figures: see ``Mobilization``. Without a meeting, counts of 0 and None.

    Raises:
        MeetingError: Something is not a meeting.
        RecruitmentCycleError: Actors brought each other in a circle.
        LateRecruiterError: A recruiter was first present after the recruit.

    References:
        Reach, participation, retention and churn are shares of counts, as defined in
        ``docs/measures.md``. Gini and Lorenz, recruitment: see those functions.

    Example:
        >>> log = [("2026-01-10", ["A", "B"]), ("2026-04-11", ["A", "C"])]
        >>> spring = {"since": "2026-04-01", "until": "2026-06-30"}
        >>> found = mobilization(log, roster="ABCD", **spring)
        >>> found.reach, found.newcomers, found.lapsed
        (0.5, ['C'], ['B'])
    """
    view = view_of(read_meetings(meetings), since, until, previous=previous)
    on = as_day(as_of) if as_of is not None else view.last
    seen = days_of(it for it in view.log if on is not None and it.held_on <= on)
    recency = {} if on is None else {
        who: (on - days[-1]).days for who, days in seen.items()
    }  # fmt: skip
    limit = dormant_after
    if limit is None:
        limit = silence_limit(usual_gap(day for it in seen.values() for day in it))
    held = tuple(seats or ())
    members = _members(roster, held, on=view.last)
    expected, came = _expected(view.kept, members, held)
    reached = _reached(members, view.presences, _sectors(roster, sectors))
    reach = _share(sum(it in view.presences for it in members), len(members))
    retention = _share(
        sum(it in view.presences for it in view.before), len(view.before)
    )
    newcomers = view.newcomers
    return Mobilization(
        since=view.since,
        until=view.last,
        as_of=on,
        previous=(view.then.first, view.then.last) if view.then else None,
        meetings=len(view.kept),
        attendances=sum(view.presences.values()),
        active=list(view.presences),
        presences=view.presences,
        mean_attendance_of_active=_share(
            sum(view.presences.values()), len(view.presences)
        ),
        roster=members,
        reach=reach,
        participation_rate=_share(came, expected),
        expected_attendances=expected,
        sectors=reached,
        coverage_gap=[it for it, of in reached.items() if of.reach < (reach or 0)],
        retention=retention,
        churn=None if retention is None else 1 - retention,
        newcomers=newcomers,
        lapsed=[it for it in view.before if it not in view.presences],
        reactivated=view.reactivated,
        never_active=[it for it in members if it not in view.first],
        dormant=[it for it, gone in recency.items() if gone > limit],
        dormant_after=float(limit),
        recency_days=recency,
        recency_weight={} if on is None else {
            who: recency_weight(days, as_of=on, half_life=half_life)
            for who, days in seen.items()
        },
        half_life=half_life,
        regularity=_regularity(view.past),
        gini=gini(view.presences.values()),
        lorenz=lorenz(view.presences.values()),
        half=smallest_set(view.presences),
        recruitment=_recruitment(invited_by, view.first),
        share_of_newcomers_with_recruiter=None if invited_by is None else _share(
            sum(it in invited_by for it in newcomers), len(newcomers)
        ),
    )  # fmt: skip


def _members(
    roster: "Actors[Actor] | None", seats: Sequence[Seat[Actor]], *, on: date | None
) -> list[Actor]:
    """Give who is expected: the roster, else the seats on the last day."""
    if roster is not None:
        return list(dict.fromkeys(roster))
    return ordered(it.actor for it in seats if on is None or it.holds(on))


def _expected(
    log: Iterable[Meeting[Actor]],
    members: Collection[Actor],
    seats: Sequence[Seat[Actor]],
) -> tuple[int, int]:
    """Count the presences expected, and how many of them happened."""
    expected = came = 0
    by_body: defaultdict[Hashable, list[Seat[Actor]]] = defaultdict(list)
    for seat in seats:
        by_body[seat.body].append(seat)
    for it in log:
        present = set(it.present)
        if not seats:
            expected += len(members)
            came += sum(who in present for who in members)
            continue
        entitled = {seat.actor for seat in by_body[it.body] if seat.holds(it.held_on)}
        expected += len(entitled)
        came += len(entitled & present)
    return expected, came


def _sectors(
    roster: "Actors[Actor] | None", sectors: Mapping[Actor, Hashable] | None
) -> Mapping[Actor, Hashable]:
    if sectors is not None:
        return sectors
    return roster if isinstance(roster, Mapping) else {}


def _reached(
    members: Iterable[Actor],
    presences: Collection[Actor],
    sectors: Mapping[Actor, Hashable],
) -> dict[Hashable, SectorReach]:
    """Tell how far each sector of the roster is reached."""
    of: defaultdict[Hashable, list[Actor]] = defaultdict(list)
    for who in members:
        if sectors.get(who) is not None:
            of[sectors[who]].append(who)
    found = {}
    for sector in ordered(of):
        active = sum(who in presences for who in of[sector])
        found[sector] = SectorReach(len(of[sector]), active, active / len(of[sector]))
    return found


def _regularity(log: Iterable[Meeting[Actor]]) -> dict[Actor, float]:
    """Compare presences with the meetings since the first, body by body."""
    held: defaultdict[Hashable, list[date]] = defaultdict(list)
    first: dict[tuple[Actor, Hashable], date] = {}
    came: Counter[Actor] = Counter()
    for it in log:
        held[it.body].append(it.held_on)
        for who in it.present:
            first.setdefault((who, it.body), it.held_on)
            came[who] += 1
    since: Counter[Actor] = Counter()
    for (who, body), day in first.items():
        since[who] += len(held[body]) - bisect_left(held[body], day)
    return {who: came[who] / since[who] for who in ordered(came)}


def _recruitment(
    invited_by: Mapping[Actor, Actor] | None, first: Mapping[Actor, date]
) -> Recruitment[Actor] | None:
    """Draw who brought whom, of those who came."""
    if invited_by is None:
        return None
    links = {who: by for who, by in invited_by.items() if who in first}
    return recruitment_forest(links, joined=first, members=first)


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None
