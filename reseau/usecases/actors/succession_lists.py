"""What changed in organizations: lists, cards, corrections."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from reseau.domain.periods import Period
from reseau.domain.vocabulary import ActorKind, SuccessionKind
from reseau.errors import ConflictError
from reseau.i18n import N_, formats, gettext
from reseau.store.models import Actor, Succession
from reseau.store.rows import settings
from reseau.store.rows.lives import name_on
from reseau.store.session import Store
from reseau.usecases.actors.actors import actor_meant
from reseau.usecases.actors.successions import FutureNameError
from reseau.usecases.common.edits import Clear, settled
from reseau.usecases.common.numbered import numbered
from reseau.usecases.common.outcome import Outcome, outcome
from reseau.usecases.common.team_only import for_the_team


class OrderError(ConflictError):
    """A change would be moved past another one of the same organization."""

    message = N_(
        "{name} changed on {day} too ({how}): the two would change places. Correct "
        "that one first."
    )


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change of an organization.

    Attributes:
        before: Its name until that day.
        after: Its name since then, or that of what came after; None when it ended.
        successor: Short code of what came after.
        successor_since: First day of the successor, when it began so.
    """

    number: int
    happened_on: date
    kind: SuccessionKind
    slug: str
    before: str
    after: str | None
    successor: str | None
    successor_since: date | None
    note: str | None


def list_changes(
    store: Store, *, which: str | None = None, period: Period | None = None
) -> list[ChangeLine]:
    """List the changes of organizations, the latest first.

    Args:
        store: The store.
        which: Only those of one organization, or by which it began.
        period: Only those of these days.
    """
    period = period or Period()
    with store.reading() as session:
        query = select(Succession).order_by(
            Succession.happened_on.desc(), Succession.key.desc()
        )
        if which is not None:
            key = actor_meant(session, which, kind=ActorKind.ORGANIZATION).key
            query = query.where(
                or_(Succession.predecessor_key == key, Succession.successor_key == key)
            )
        lines = [
            change_line(session, it)
            for it in session.scalars(query)
            if it.happened_on in period
        ]
        return for_the_team(session, lines)


def change_line(session: Session, it: Succession) -> ChangeLine:
    """Describe one change, with the names of that day."""
    day, old, new = it.happened_on, it.predecessor, it.successor
    renamed = it.kind is SuccessionKind.RENAME
    after = name_on(session, old if new is None else new, day)
    return ChangeLine(
        it.key, day, it.kind, old.slug,
        it.former_name or name_on(session, old, day),
        after if renamed or new is not None else None,
        None if new is None else new.slug,
        it.successor_since, it.note,
    )  # fmt: skip


def change_shown(store: Store, number: int) -> ChangeLine:
    """Give one change.

    Raises:
        NoSuchNumberError: There is none of that number.
    """
    with store.reading() as session:
        found = numbered(session, Succession, number)
        return for_the_team(session, change_line(session, found))


def edit_change(
    store: Store,
    number: int,
    *,
    on: date | None = None,
    note: str | Clear | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Correct the day or the note of a change.

    What happened together, as two organizations that merged, moves together. Roles
    and seats that ended or began with it keep their day, which is said.

    Raises:
        NoSuchNumberError: There is none of that number.
        OrderError: It would pass another change of the same organization.
        FutureNameError: A name would begin later than today.
    """
    with store.working("actor change edit", dry_run=dry_run) as work:
        session = work.session
        change = numbered(session, Succession, number)
        change.note = settled(change.note, note)
        remarks = []
        if on is not None and on != change.happened_on:
            renaming = change.kind is SuccessionKind.RENAME
            if renaming and on > settings.today(session):
                raise FutureNameError(day=formats.full_date(on, weekday=True))
            together = _together(session, change)
            for it in together:
                _refuse_passing(session, it, on, together=together)
            for it in together:
                _move(it, on)
            if not renaming:
                remarks.append(gettext("Roles and seats keep the day they have."))
        name = change.predecessor.name
    return outcome(work, slug=str(number), name=name, remarks=tuple(remarks))


def _together(session: Session, change: Succession) -> list[Succession]:
    """List the rows of one event: a merger of two is two rows."""
    query = (
        select(Succession)
        .where(Succession.kind == change.kind)
        .where(Succession.happened_on == change.happened_on)
        .order_by(Succession.key)
    )
    if change.kind is SuccessionKind.MERGER:
        query = query.where(Succession.successor_key == change.successor_key)
    elif change.kind in {SuccessionKind.SPLIT, SuccessionKind.SPIN_OFF}:
        query = query.where(Succession.predecessor_key == change.predecessor_key)
    else:
        query = query.where(Succession.key == change.key)
    return list(session.scalars(query))


def _refuse_passing(
    session: Session, change: Succession, on: date, *, together: list[Succession]
) -> None:
    """See that a change moves no further than its neighbours."""
    first, last = sorted((on, change.happened_on))
    for actor in filter(None, (change.predecessor, change.successor)):
        for other in _of(session, actor):
            if other not in together and first <= other.happened_on <= last:
                raise OrderError(
                    name=actor.name, how=other.kind.label(),
                    day=formats.full_date(other.happened_on),
                )  # fmt: skip


def _move(change: Succession, on: date) -> None:
    if change.successor_since == change.happened_on:
        change.successor_since = on
    change.happened_on = on


def _of(session: Session, actor: Actor) -> list[Succession]:
    key = actor.key
    query = (
        select(Succession)
        .where(or_(Succession.predecessor_key == key, Succession.successor_key == key))
        .order_by(Succession.key)
    )
    return list(session.scalars(query))


def remove_change(store: Store, number: int, *, dry_run: bool = False) -> Outcome:
    """Remove a change that did not happen; names, roles and seats stay as they are.

    Raises:
        NoSuchNumberError: There is none of that number.
    """
    with store.working("actor change remove", dry_run=dry_run) as work:
        change = numbered(work.session, Succession, number)
        name = change.predecessor.name
        work.session.delete(change)
        text = gettext(
            "Names, roles, seats and partnerships stay as they are. To take back all "
            "that a command did, use “reseau undo”."
        )
    return outcome(work, slug=str(number), name=name, remarks=(text,))


@dataclass(frozen=True, slots=True)
class Kin:
    """An organization that came before or after, and when."""

    slug: str
    name: str
    kind: SuccessionKind
    on: date


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that an organization bore, [since, until)."""

    name: str
    since: date | None
    until: date


@dataclass(frozen=True, slots=True)
class LifeStory:
    """How an organization began, was named, and ended.

    Attributes:
        began_on: Its first day, when that was said.
        ended_on: First day on which it is over; None while it lasts.
        ended_by: How it ended.
        before: What it comes from.
        after: What it became or gave rise to.
        names: Former names, the latest first.
    """

    began_on: date | None = None
    ended_on: date | None = None
    ended_by: SuccessionKind | None = None
    before: tuple[Kin, ...] = ()
    after: tuple[Kin, ...] = ()
    names: tuple[FormerName, ...] = ()


def life_story(session: Session, actor: Actor, *, by: date | None = None) -> LifeStory:
    """Tell how an organization began, was named, and ended by a day; empty for most."""
    rows = sorted(_of(session, actor), key=lambda it: (it.happened_on, it.key))
    if by is not None:
        rows = [it for it in rows if it.happened_on <= by]
    began = [it.successor_since for it in rows if it.successor is actor]
    ending = [it for it in rows if it.predecessor is actor and it.kind.ends]
    return LifeStory(
        began_on=min((it for it in began if it is not None), default=None),
        ended_on=ending[0].happened_on if ending else None,
        ended_by=ending[0].kind if ending else None,
        before=tuple(
            _kin(session, it, it.predecessor) for it in rows if it.successor is actor
        ),
        after=tuple(
            _kin(session, it, it.successor)
            for it in rows
            if it.predecessor is actor and it.successor is not None
        ),
        names=tuple(reversed(list(_names(rows)))),
    )


def _kin(session: Session, it: Succession, actor: Actor) -> Kin:
    name = name_on(session, actor, it.happened_on)
    return Kin(actor.slug, name, it.kind, it.happened_on)


def _names(rows: list[Succession]) -> Iterator[FormerName]:
    since: date | None = None
    for it in rows:
        if it.former_name is not None:
            yield FormerName(it.former_name, since, it.happened_on)
            since = it.happened_on
