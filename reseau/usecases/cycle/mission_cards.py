"""Missions, in a list and one by one."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from reseau.domain.dissemination import Verdict
from reseau.store.models import Mission, MissionTest, MissionTheme, Theme
from reseau.store.naming.titled import mission_named
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.common.cycle_edits import labels_of
from reseau.usecases.common.team_only import for_the_team
from reseau.usecases.cycle.cycle_cells import Cell, cell_of


@dataclass(frozen=True, slots=True)
class MissionLine:
    """A mission in a list, as it stands today.

    Attributes:
        verdict: None while it is tested.
        tests: How many meetings test it.
        late: Days since the day by which it had to be decided; None when it is not.
    """

    number: int
    slug: str
    name: str
    started_on: date
    due_on: date | None
    verdict: Verdict | None
    decided_on: date | None
    late: int | None
    tests: int
    themes: tuple[str, ...]
    strategy: str | None


@dataclass(frozen=True, slots=True)
class Tried:
    """A meeting that puts a hypothesis to the test, and what it showed."""

    number: int
    held_on: date
    title: str
    note: str | None


@dataclass(frozen=True, slots=True)
class MissionCard:
    """Everything known of one mission."""

    number: int
    slug: str
    name: str
    hypothesis: str
    started_on: date
    due_on: date | None
    late: int | None
    tests: tuple[Tried, ...]
    verdict: Verdict | None
    decided_on: date | None
    lesson: str | None
    themes: tuple[str, ...]
    strategy: str | None
    cell: Cell


def list_missions(
    store: Store, *, all_: bool = False, lang: str, at: date | None = None
) -> list[MissionLine]:
    """List missions, the nearest deadline first; those without one come last.

    Args:
        store: The store.
        all_: Also those where it was decided to go, or not to.
        lang: Language of the themes' labels.
        at: As things stood on that day: those that began later are left out, one
            decided since was still tested.
    """
    with store.reading() as session:
        today = at or settings.today(session)
        query = select(Mission).order_by(Mission.key).options(*_READ)
        if at is not None:
            query = query.where(Mission.started_on <= at)
        found = [
            it
            for it in session.scalars(query)
            if all_ or is_open(_verdict(it, on=today))
        ]
        ordered = sorted(found, key=lambda it: (it.due_on or date.max, it.key))
        lines = [
            MissionLine(
                it.key, it.slug, it.name, it.started_on, it.due_on,
                _verdict(it, on=today), _decided(it, on=today),
                days_late(it, today=today), len(_tests(it, on=at)),
                labels_of(it.themes, lang),
                None if it.strategy is None else it.strategy.name,
            )
            for it in ordered
        ]  # fmt: skip
        return for_the_team(session, lines)


def mission_card(
    store: Store, which: str, *, lang: str, at: date | None = None
) -> MissionCard:
    """Gather everything known of a mission, or what was on a day."""
    with store.reading() as session:
        it = mission_named(session, which)
        today = at or settings.today(session)
        decided = _decided(it, on=today)
        card = MissionCard(
            number=it.key,
            slug=it.slug,
            name=it.name,
            hypothesis=it.hypothesis,
            started_on=it.started_on,
            due_on=it.due_on,
            late=days_late(it, today=today),
            tests=_tests(it, on=at),
            verdict=_verdict(it, on=today),
            decided_on=decided,
            lesson=it.lesson if at is None or decided else None,
            themes=labels_of(it.themes, lang),
            strategy=None if it.strategy is None else it.strategy.name,
            cell=cell_of(it),
        )
        return for_the_team(session, card)


_READ = (
    selectinload(Mission.tests).selectinload(MissionTest.interaction),
    selectinload(Mission.themes)
    .selectinload(MissionTheme.theme)
    .selectinload(Theme.labels),
    selectinload(Mission.strategy),
)


def _decided(mission: Mission, *, on: date) -> date | None:
    day = mission.decided_on
    return day if day is not None and day <= on else None


def _verdict(mission: Mission, *, on: date) -> Verdict | None:
    """Tell what was decided by a day; None while it is tested."""
    return None if _decided(mission, on=on) is None else mission.verdict


def is_open(verdict: Verdict | None) -> bool:
    """Tell whether a mission still has to be decided."""
    return verdict is None or verdict is Verdict.AGAIN


def days_late(mission: Mission, *, today: date) -> int | None:
    """Count the days since it had to be decided; None when it is not late."""
    if mission.due_on is None or not is_open(_verdict(mission, on=today)):
        return None
    late = (today - mission.due_on).days
    return late if late > 0 else None


def _tests(mission: Mission, *, on: date | None) -> tuple[Tried, ...]:
    found = [
        Tried(it.interaction_key, it.interaction.held_on, it.interaction.title, it.note)
        for it in mission.tests
        if on is None or it.interaction.held_on <= on
    ]
    return tuple(sorted(found, key=lambda it: (it.held_on, it.number)))
