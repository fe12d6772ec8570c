"""Keep missions: a hypothesis, test meetings, go or no-go, a lesson."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.dissemination import Verdict
from reseau.domain.names import folded
from reseau.domain.vocabulary import Carrier, Function
from reseau.errors import ConflictError
from reseau.i18n import N_, formats, gettext
from reseau.store.models import Mission, MissionTest, MissionTheme, Strategy
from reseau.store.naming.titled import free_code, mission_named, strategy_named
from reseau.store.past.dependents import refuse_if_used
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.actors.actors import checked_name
from reseau.usecases.common.cycle_edits import (
    last_day,
    refuse_future,
    set_themes,
    settled_text,
)
from reseau.usecases.common.edits import Clear, settled, settled_record
from reseau.usecases.common.outcome import Outcome, outcome
from reseau.usecases.common.spells import check_order
from reseau.usecases.log.interactions import interaction_numbered


class MissionExistsError(ConflictError):
    """A mission of that title is there already."""

    message = N_("A mission is called “{name}” already: {slug}. Give another title.")


class MeetingBeforeMissionError(ConflictError):
    """A meeting came before the hypothesis it would test."""

    message = N_(
        "Interaction {number}, of {day}, came before “{name}”, which began on {start}: "
        "it cannot test it. Correct the start with --start if it began earlier."
    )


class NoTestError(ConflictError):
    """An interaction does not test a mission."""

    message = N_(
        "Interaction {number} does not test “{name}”. “reseau mission show” lists its "
        "test meetings."
    )


class DecidedError(ConflictError):
    """The mission is decided."""

    message = N_(
        "“{name}” was decided on {day}: {verdict}. To test it further, decide it again "
        "as: {again}."
    )


class LostVerdictError(ConflictError):
    """A test meeting would come after the decision it led to."""

    message = N_(
        "“{name}” cannot be decided on {day}: interaction {number}, which tests it, "
        "was on {held}. Give that day or a later one."
    )


@dataclass(frozen=True, slots=True)
class MissionChanges:
    """What is to be set on a mission; None leaves a thing as it is.

    Attributes:
        started_on: First day; today for a new one.
        themes: Labels or short codes; replaces the list.
        strategy: Title or short code of the strategy that it serves or led to.
    """

    name: str | None = None
    hypothesis: str | Clear | None = None
    started_on: date | None = None
    due_on: date | Clear | None = None
    lesson: str | Clear | None = None
    themes: Sequence[str] | None = None
    strategy: str | Clear | None = None
    function: Function | Clear | None = None
    carrier: Carrier | Clear | None = None


def add_mission(
    store: Store, name: str, *, changes: MissionChanges, dry_run: bool = False
) -> Outcome:
    """Add a mission; it begins today unless said otherwise.

    Raises:
        MissionExistsError: One has that title.
        MissingTextError: Its hypothesis is not said.
        EndBeforeStartError: Its deadline comes before its start.
    """
    with store.working("mission add", dry_run=dry_run) as work:
        session = work.session
        mission = Mission(
            slug=free_code(session, Mission, checked_name(name)),
            started_on=changes.started_on or settings.today(session),
        )
        _apply(session, mission, changes, name=name)
        session.add(mission)
        slug, written = mission.slug, mission.name
    return outcome(work, slug=slug, name=written)


def edit_mission(
    store: Store, which: str, *, changes: MissionChanges, dry_run: bool = False
) -> Outcome:
    """Change a mission; its short code stays.

    Raises:
        MissionExistsError: Another one has that title.
        EndBeforeStartError: Its deadline comes before its start.
        MeetingBeforeMissionError: It would begin after a meeting that tests it.
    """
    with store.working("mission edit", dry_run=dry_run) as work:
        mission = mission_named(work.session, which)
        _apply(work.session, mission, changes, name=changes.name or mission.name)
        slug, name = mission.slug, mission.name
    return outcome(work, slug=slug, name=name)


def add_tests(
    store: Store,
    which: str,
    numbers: Sequence[int],
    *,
    note: str | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Attach test meetings to a mission; one that is attached gets the new note.

    Raises:
        DecidedError: The mission is decided, and not to be tested again.
        MeetingBeforeMissionError: A meeting came before it.
        NoInteractionError: One does not exist.
    """
    with store.working("mission test", dry_run=dry_run) as work:
        session = work.session
        mission = mission_named(session, which)
        _refuse_decided(mission)
        known = {it.interaction_key: it for it in mission.tests}
        for number in dict.fromkeys(numbers):
            test = known.get(number)
            if test is None:
                interaction = interaction_numbered(session, number)
                mission.tests.append(MissionTest(interaction=interaction, note=note))
            else:
                test.note = note or test.note
        refuse_before(mission)
        slug, name = mission.slug, mission.name
    return outcome(work, slug=slug, name=name)


def remove_tests(
    store: Store, which: str, numbers: Sequence[int], *, dry_run: bool = False
) -> Outcome:
    """Detach test meetings from a mission; they stay in the log.

    Raises:
        NoTestError: One is not attached to it.
    """
    with store.working("mission test", dry_run=dry_run) as work:
        mission = mission_named(work.session, which)
        known = {it.interaction_key: it for it in mission.tests}
        for number in dict.fromkeys(numbers):
            if number not in known:
                raise NoTestError(number=f"#{number}", name=mission.name)
            mission.tests.remove(known[number])
        slug, name = mission.slug, mission.name
    return outcome(work, slug=slug, name=name)


def decide_mission(
    store: Store,
    which: str,
    verdict: Verdict,
    *,
    on: date | None = None,
    lesson: str | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Decide a mission: go, no go, or test it again.

    Raises:
        LostVerdictError: A meeting that tests it came after that day.
        NotYetError: The day is still to come.
        EndBeforeStartError: It began later.
    """
    with store.working("mission decide", dry_run=dry_run) as work:
        session = work.session
        mission = mission_named(session, which)
        today = settings.today(session)
        day = on or today
        refuse_future(day, today=today)
        check_order(formats.quoted(mission.name), start=mission.started_on, end=day)
        refuse_after(mission, day)
        mission.verdict, mission.decided_on = verdict, day
        mission.lesson = lesson or mission.lesson
        slug, name = mission.slug, mission.name
        remarks = tuple(_lacking(mission))
    return outcome(work, slug=slug, name=name, remarks=remarks)


def remove_mission(store: Store, which: str, *, dry_run: bool = False) -> Outcome:
    """Remove a mission; its test meetings stay in the log.

    Raises:
        StillUsedError: Something depends on it.
    """
    with store.working("mission remove", dry_run=dry_run) as work:
        mission = mission_named(work.session, which)
        slug, name = mission.slug, mission.name
        refuse_if_used(work.session, mission, name=name)
        work.session.delete(mission)
    return outcome(work, slug=slug, name=name)


def _apply(
    session: Session, mission: Mission, changes: MissionChanges, *, name: str
) -> None:
    def find_strategy(title: str) -> Strategy:
        return strategy_named(session, title)

    _set_name(session, mission, name)
    mission.hypothesis = settled_text(
        mission.hypothesis,
        changes.hypothesis,
        what=gettext("--hypothesis (what has to be seen)"),
    )
    mission.started_on = changes.started_on or mission.started_on
    mission.due_on = settled(mission.due_on, changes.due_on)
    what = formats.quoted(mission.name)
    for end in (mission.due_on, mission.decided_on):
        check_order(what, start=mission.started_on, end=end)
    refuse_before(mission)
    mission.lesson = settled(mission.lesson, changes.lesson)
    mission.function = settled(mission.function, changes.function)
    mission.carrier = settled(mission.carrier, changes.carrier)
    mission.strategy = settled_record(
        mission.strategy, changes.strategy, find=find_strategy
    )
    set_themes(
        session, mission.themes, changes.themes, link=lambda it: MissionTheme(theme=it)
    )


def _set_name(session: Session, mission: Mission, name: str) -> None:
    written = checked_name(name)
    query = select(Mission).where(Mission.name_key == folded(written))
    for other in session.scalars(query.order_by(Mission.key)):
        if other is not mission:
            raise MissionExistsError(name=other.name, slug=other.slug)
    mission.name, mission.name_key = written, folded(written)


def refuse_before(mission: Mission) -> None:
    """See that no test meeting surely came before the mission.

    Raises:
        MeetingBeforeMissionError: One did.
    """
    for it in mission.tests:
        day = last_day(it.interaction)
        if day < mission.started_on:
            raise MeetingBeforeMissionError(
                number=f"#{it.interaction.key}",
                day=formats.full_date(day),
                name=mission.name,
                start=formats.full_date(mission.started_on),
            )


def refuse_after(mission: Mission, day: date) -> None:
    """See that no test meeting came after the day a mission was decided.

    Raises:
        LostVerdictError: One did.
    """
    for it in mission.tests:
        if it.interaction.held_on > day:
            raise LostVerdictError(
                name=mission.name,
                day=formats.full_date(day),
                number=f"#{it.interaction_key}",
                held=formats.full_date(it.interaction.held_on),
            )


def _refuse_decided(mission: Mission) -> None:
    verdict, day = mission.verdict, mission.decided_on
    if verdict is None or verdict is Verdict.AGAIN or day is None:
        return
    raise DecidedError(
        name=mission.name,
        day=formats.full_date(day),
        verdict=verdict.label(),
        again=Verdict.AGAIN.label(),
    )


def _lacking(mission: Mission) -> list[str]:
    """Say what a decided mission lacks."""
    remarks = []
    if not mission.tests:
        remarks.append(gettext("No meeting tested its hypothesis."))
    if not mission.lesson:
        remarks.append(gettext("Nothing was said of what was learned: --lesson."))
    return remarks
