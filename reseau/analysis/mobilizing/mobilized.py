"""The figures of a period’s mobilization, as ``mobilization`` gives them."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from reseau.analysis.mobilizing.recruitment import Recruitment

Actor = TypeVar("Actor", bound=Hashable)


@dataclass(frozen=True, slots=True)
class SectorReach:
    """How far one sector is reached.

    Attributes:
        roster: How many on the roster are of that sector.
        active: How many of them were present in the period.
        reach: The second over the first, 0 to 1.
    """

    roster: int
    active: int
    reach: float


@dataclass(frozen=True, slots=True)
class Mobilization(Generic[Actor]):
    """The mobilization of a period, and what it is measured with.

    Lists of actors are in the actors' own order. A figure that needs a roster, or a
    period before, is None without it.

    Attributes:
        since: First day of the period.
        until: Last day, included.
        as_of: The day on which silence and recency are counted.
        previous: First and last day of the period compared with.
        meetings: How many in the period, those without anybody included.
        attendances: Presences in the period: one for each actor at each meeting.
        active: Who was present at least once in the period.
        presences: Each of them to how many times.
        mean_attendance_of_active: Attendances over active actors.
        roster: Who is expected: the members at the end of the period.
        reach: Share of the roster that was active.
        participation_rate: Share of the presences expected of the members, meeting by
            meeting, that happened.
        expected_attendances: How many presences were expected.
        sectors: Sector to how far it is reached.
        coverage_gap: Sectors reached less than the whole roster.
        retention: Share of those active in the period before who still are.
        churn: 1 less the retention.
        newcomers: Active, and never present before the period.
        lapsed: Active in the period before, and not in this one.
        reactivated: Active, not in the period before, but earlier.
        never_active: On the roster, and never present until the end of the period.
        dormant: Present once, and not for more than ``dormant_after`` days.
        dormant_after: In days.
        recency_days: Everybody ever present to the days since their last presence.
        recency_weight: The same to the sum of 2^(-age/half-life) over their presences.
        half_life: In days; None when nothing fades.
        regularity: Everybody ever present to the share of the meetings since their
            first presence, in the bodies where they were seen, at which they were.
        gini: Inequality of ``presences`` among the active.
        lorenz: Its curve.
        half: The fewest who have half of the attendances.
        recruitment: Who brought whom, of all until the end of the period, divided by
            all who were ever active; None when nobody says.
        share_of_newcomers_with_recruiter: Of the newcomers; None without one.
    """

    since: date | None
    until: date | None
    as_of: date | None
    previous: tuple[date, date] | None
    meetings: int
    attendances: int
    active: list[Actor]
    presences: dict[Actor, int]
    mean_attendance_of_active: float | None
    roster: list[Actor]
    reach: float | None
    participation_rate: float | None
    expected_attendances: int
    sectors: dict[Hashable, SectorReach]
    coverage_gap: list[Hashable]
    retention: float | None
    churn: float | None
    newcomers: list[Actor]
    lapsed: list[Actor]
    reactivated: list[Actor]
    never_active: list[Actor]
    dormant: list[Actor]
    dormant_after: float
    recency_days: dict[Actor, int]
    recency_weight: dict[Actor, float]
    half_life: float | None
    regularity: dict[Actor, float]
    gini: float | None
    lorenz: list[tuple[float, float]]
    half: list[Actor]
    recruitment: Recruitment[Actor] | None
    share_of_newcomers_with_recruiter: float | None

    @property
    def roster_size(self) -> int:
        """Count the roster."""
        return len(self.roster)

    @property
    def bus_factor(self) -> int:
        """Count the fewest who have half of the attendances."""
        return len(self.half)
