"""The lines behind what is said of one actor’s mobilization."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reseau.domain.calendar import CalendarUnit
from reseau.domain.vocabulary import Role
from reseau.store.naming import finding
from reseau.store.privacy.veil import veil
from reseau.store.rows import log_rows
from reseau.store.session import Store
from reseau.usecases.network.attendance import Gathering, Known, read_log
from reseau.usecases.network.mobilization import Mobilized, Seen, mobilized
from reseau.usecases.network.network import HiddenActorError, Question


@dataclass(frozen=True, slots=True)
class PresenceLine:
    """One interaction at which the actor was.

    Attributes:
        role: In which part; None when somebody was there on its behalf.
        through: Who was there on its behalf.
        brought_by: Who brought the actor that day.
        when: Of the period, of the one before, or earlier.
    """

    interaction: int
    held_on: date
    title: str
    role: Role | None
    through: tuple[Known, ...]
    brought_by: Known | None
    when: str


@dataclass(frozen=True, slots=True)
class ActorReasons:
    """What is said of an actor, and every line behind it.

    Attributes:
        whole: The mobilization of which it is a part.
        seen: What is said; None when the actor was never seen and is not expected.
        states: Codes of the lists where the actor is: active, new, back,
            not-seen-again, silent, never-seen.
        lines: Latest first.
    """

    whole: Mobilized
    actor: Known
    seen: Seen | None
    states: tuple[str, ...]
    lines: tuple[PresenceLine, ...]


def why_mobilized(store: Store, name: str, question: Question) -> ActorReasons:
    """Give every line behind what is said of an actor.

    Raises:
        HiddenActorError: The actor may not be shown.
        UnknownActorError, AmbiguousNameError: The name is not sure.
    """
    with store.reading() as session:
        actor = finding.actor_named(session, name)
        log = read_log(session, question)
        who = log.heirs.get(actor.key, actor.key)
        if who not in log.actors:
            raise HiddenActorError(name=actor.name)
        whole = mobilized(session, log, question, unit=CalendarUnit.QUARTER)
        last = whole.figures.until or log.as_of
        own = [it for it in log.gatherings if who in it.present and it.held_on <= last]
        hiding = veil(session, shown_to=question.shown_to)
        titles = {
            key: hiding.over(title)
            for key, title in log_rows.titles(
                session, [it.interaction for it in own]
            ).items()
        }
        known = log.actors[who]
    lines = tuple(
        _line(it, known, log.actors, whole, titles.get(it.interaction, ""))
        for it in reversed(own)
    )
    return ActorReasons(whole, known, whole.seen.get(who), _states(whole, who), lines)


def _states(whole: Mobilized, key: int) -> tuple[str, ...]:
    figures = whole.figures
    lists = {
        "active": figures.active,
        "new": figures.newcomers,
        "back": figures.reactivated,
        "not-seen-again": figures.lapsed,
        "silent": whole.silent,
        "never-seen": figures.never_active,
    }
    return tuple(code for code, actors in lists.items() if key in actors)


def _line(
    it: Gathering,
    actor: Known,
    actors: Mapping[int, Known],
    whole: Mobilized,
    title: str,
) -> PresenceLine:
    own = next(
        (part for part in it.parts if part.actor == actor.key and part.role.present),
        None,
    )
    through = () if own else tuple(
        actors[part.actor]
        for part in it.parts
        if part.on_behalf_of == actor.key and part.actor in actors
    )  # fmt: skip
    by = actors.get(own.brought_by or 0) if own else None
    return PresenceLine(
        it.interaction, it.held_on, title, own.role if own else None, through, by,
        _when(it.held_on, whole),
    )  # fmt: skip


def _when(day: date, whole: Mobilized) -> str:
    figures = whole.figures
    if figures.since is not None and day >= figures.since:
        return "period"
    then = figures.previous
    return "before" if then is not None and day >= then[0] else "earlier"
