"""What an organization may become, and what is left open when it is over."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from reseau.errors import ConflictError, UsageError
from reseau.i18n import N_, formats
from reseau.store.models import Actor, Interaction, Participation, Succession
from reseau.store.rows.lives import Lives, ended, lives
from reseau.usecases.actors.handing_over import open_spells


class EndedAlreadyError(ConflictError):
    """An organization is over already."""

    message = N_(
        "{name} is over since {day} already ({how}). “reseau actor change list {slug}” "
        "shows it; correct that first."
    )


class SuccessorOverError(ConflictError):
    """What would come after an organization is over itself by then."""

    message = N_("{name} is over since {day}: it cannot take anything over on {on}.")


class NotBegunError(ConflictError):
    """An organization did not exist yet on that day."""

    message = N_("{name} began on {day}: it did not exist on {on}. Give a later day.")


class LoopOfMergersError(ConflictError):
    """Organizations would come after each other in a circle."""

    message = N_(
        "{predecessor} already comes after {successor}: {way}. It cannot become it "
        "again. Nothing was written. “reseau actor change list” shows what was said: "
        "correct or remove there what is wrong, then try again."
    )


class OwnSuccessorError(UsageError):
    """An organization would come after itself."""

    message = N_(
        "{name} cannot become itself. Name only those that end, and with --into the "
        "one that goes on or begins."
    )


def check_pair(
    session: Session,
    old: Actor,
    new: Actor,
    *,
    known: Lives,
    on: date,
    ends: bool = True,
) -> None:
    """See that one organization may become, or give rise to, another one on a day."""
    if old is new:
        raise OwnSuccessorError(name=old.name)
    if ends:
        refuse_loop(session, old, new, known=known)
    check_alive(session, old, known=known, on=on)
    check_heir(new, known=known, on=on)


def refuse_loop(session: Session, old: Actor, new: Actor, *, known: Lives) -> None:
    """See that nothing comes after itself, whatever the days.

    Raises:
        LoopOfMergersError: It would.
    """
    way = _way(known, new.key, old.key)
    if way:
        names = [session.get_one(Actor, it).name for it in way]
        raise LoopOfMergersError(
            predecessor=old.name, successor=new.name, way=" → ".join(names)
        )


def refuse_circle(session: Session, actor: Actor) -> None:
    """See that an organization did not come to follow itself.

    Raises:
        LoopOfMergersError: It did.
    """
    known = lives(session)
    for key in known.heirs.get(actor.key, ()):
        refuse_loop(session, actor, session.get_one(Actor, key), known=known)


def _way(known: Lives, start: int, goal: int) -> list[int]:
    """Give the chain of successors from one organization to another; empty for none."""
    ways = [[start]]
    seen = {start}
    while ways:
        way = ways.pop(0)
        if way[-1] == goal:
            return way
        for it in known.heirs.get(way[-1], ()):
            if it not in seen:
                seen.add(it)
                ways.append([*way, it])
    return []


def check_alive(session: Session, actor: Actor, *, known: Lives, on: date) -> None:
    """See that an organization is not over, whatever the day, and has begun."""
    query = (
        select(Succession)
        .where(Succession.predecessor_key == actor.key)
        .order_by(Succession.happened_on, Succession.key)
    )
    for it in session.scalars(query):
        if it.kind.ends:
            raise EndedAlreadyError(
                name=actor.name, slug=actor.slug, how=it.kind.label(),
                day=formats.full_date(it.happened_on),
            )  # fmt: skip
    check_begun(actor, known=known, on=on)


def check_heir(new: Actor, *, known: Lives, on: date) -> None:
    """See that an organization may come after another one on a day.

    Raises:
        SuccessorOverError: It is over by then.
        NotBegunError: It began later.
    """
    if known.over(new.key, on):
        since = known.periods[new.key].until
        assert since is not None  # noqa: S101  # It is over.
        raise SuccessorOverError(
            name=new.name, day=formats.full_date(since), on=formats.full_date(on)
        )
    check_begun(new, known=known, on=on)


def check_begun(actor: Actor, *, known: Lives, on: date) -> None:
    """See that an organization existed on a day.

    Raises:
        NotBegunError: It began later.
    """
    if not known.begun(actor.key, on):
        since = known.periods[actor.key].since
        assert since is not None  # noqa: S101  # It begins later.
        raise NotBegunError(
            name=actor.name, day=formats.full_date(since), on=formats.full_date(on)
        )


@dataclass(frozen=True, slots=True)
class Leftover:
    """An organization that is over, and has lines after its end.

    Attributes:
        since: The day of its end.
        lines: Roles, seats and partnerships still open, and interactions since.
        successors: What it became, by name.
    """

    key: int
    slug: str
    name: str
    since: date
    lines: int
    successors: str


def after_the_end(session: Session, *, on: date) -> list[Leftover]:
    """List the organizations that are over by a day and still have lines after it."""
    gone = ended(session, by=on)
    if not gone:
        return []
    known = lives(session)
    found = []
    for key, since in gone.items():
        actor = session.get_one(Actor, key)
        seen = (
            select(func.count())
            .select_from(Participation)
            .join(Interaction, Interaction.key == Participation.interaction_key)
            .where(Participation.actor_key == key)
            .where(Interaction.held_on >= since, Interaction.held_on <= on)
        )
        lines = open_spells(session, actor, on=on) + (session.scalar(seen) or 0)
        if lines:
            names = [session.get_one(Actor, it).name for it in known.heirs.get(key, ())]
            became = ", ".join(names)
            found.append(Leftover(key, actor.slug, actor.name, since, lines, became))
    return sorted(found, key=lambda it: (it.since, it.slug))
