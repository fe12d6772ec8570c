"""Missions, in a list and one by one."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from reseau.domain.dissemination import Verdict
from reseau.store import settings
from reseau.store.models import Mission
from reseau.store.session import Store
from reseau.store.titled import mission_named
from reseau.usecases.cycle_cells import Cell, cell_of
from reseau.usecases.cycle_edits import labels_of


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


def list_missions(store: Store, *, all_: bool = False, lang: str) -> list[MissionLine]:
    """List missions, the nearest deadline first; those without one come last.

    Args:
        store: The store.
        all_: Also those where it was decided to go, or not to.
        lang: Language of the themes' labels.
    """
    with store.reading() as session:
        today = settings.today(session)
        query = select(Mission).order_by(Mission.key)
        found = [it for it in session.scalars(query) if all_ or _is_open(it.verdict)]
        ordered = sorted(found, key=lambda it: (it.due_on or date.max, it.key))
        return [
            MissionLine(
                it.key, it.slug, it.name, it.started_on, it.due_on, it.verdict,
                it.decided_on, _late(it, today=today), len(it.tests),
                labels_of(it.themes, lang),
                None if it.strategy is None else it.strategy.name,
            )
            for it in ordered
        ]  # fmt: skip


def mission_card(store: Store, which: str, *, lang: str) -> MissionCard:
    """Gather everything known of a mission."""
    with store.reading() as session:
        it = mission_named(session, which)
        return MissionCard(
            number=it.key,
            slug=it.slug,
            name=it.name,
            hypothesis=it.hypothesis,
            started_on=it.started_on,
            due_on=it.due_on,
            late=_late(it, today=settings.today(session)),
            tests=_tests(it),
            verdict=it.verdict,
            decided_on=it.decided_on,
            lesson=it.lesson,
            themes=labels_of(it.themes, lang),
            strategy=None if it.strategy is None else it.strategy.name,
            cell=cell_of(it),
        )


def _is_open(verdict: Verdict | None) -> bool:
    return verdict is None or verdict is Verdict.AGAIN


def _late(mission: Mission, *, today: date) -> int | None:
    if mission.due_on is None or not _is_open(mission.verdict):
        return None
    late = (today - mission.due_on).days
    return late if late > 0 else None


def _tests(mission: Mission) -> tuple[Tried, ...]:
    found = [
        Tried(it.interaction_key, it.interaction.held_on, it.interaction.title, it.note)
        for it in mission.tests
    ]
    return tuple(sorted(found, key=lambda it: (it.held_on, it.number)))
