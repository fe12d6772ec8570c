"""Seats in committees: join and leave."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.vocabulary import ActorKind, CommitteeRole
from reseau.errors import ConflictError, UsageError
from reseau.i18n import N_, formats, gettext
from reseau.store.models import Actor, Committee, Membership
from reseau.store.naming import finding
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.actors.actors import actor_meant, actor_or_new
from reseau.usecases.common.outcome import Outcome, outcome
from reseau.usecases.common.spells import check_order, end_spells, first_day, is_over


class AlreadySeatedError(ConflictError):
    """The actor sits there already."""

    message = N_(
        "{actor} sits in “{committee}” already, as {role}. To change the seat, end it "
        "first with “reseau committee leave”."
    )


class NoSeatError(ConflictError):
    """The actor does not sit there."""

    message = N_(
        "{actor} has no seat in “{committee}” to leave. “reseau committee show” lists "
        "the seats."
    )


class CommitteeEndedError(ConflictError):
    """The committee is over on that day."""

    message = N_(
        "“{committee}” ended on {day}: nobody can join it on that day or later. Give "
        "an earlier --since, or change its --end."
    )


class OnBehalfOfItselfError(UsageError):
    """An actor would sit on behalf of itself."""

    message = N_("{actor} cannot sit on behalf of itself. Leave --on-behalf-of out.")


@dataclass(frozen=True, slots=True)
class NewSeat:
    """A seat to be taken.

    Attributes:
        on_behalf_of: The organization that the actor represents.
        since: First day; when it is None, today for an actor that sat there
            before, and unknown for another.
        until: First day on which it is over; None when no end was decided.
        create: Kind of the actor to add when nobody has its name; the organization
            is then added too.
    """

    role: CommitteeRole = CommitteeRole.MEMBER
    on_behalf_of: str | None = None
    since: date | None = None
    until: date | None = None
    create: ActorKind | None = None


def join_committee(
    store: Store, which: str, who: str, *, seat: NewSeat, dry_run: bool = False
) -> Outcome:
    """Give an actor a seat in a committee.

    Raises:
        AlreadySeatedError: It has one that is not over.
        CommitteeEndedError: The committee is over by then.
        EndBeforeStartError: It would end before it starts.
        OnlyOrganizationsError: It would sit on behalf of a person.
    """
    with store.working("committee join", dry_run=dry_run) as work:
        session, remarks = work.session, list[str]()
        today = settings.today(session)
        committee = finding.committee_named(session, which)
        actor = actor_or_new(session, who, create=seat.create, remarks=remarks)
        earlier = _seats(session, committee, actor)
        for it in earlier:
            if not is_over(it.until, today=seat.since or today):
                raise AlreadySeatedError(
                    actor=actor.name, committee=committee.name, role=it.role.label()
                )
        since = first_day(seat.since, earlier=earlier, today=today)
        refuse_ended(committee, since)
        what = gettext("The seat of {actor} in “{committee}”").format(
            actor=actor.name, committee=committee.name
        )
        check_order(what, start=since, end=seat.until)
        taken = Membership(actor=actor, role=seat.role, since=since, until=seat.until)
        taken.on_behalf_of = _represented(session, actor, seat, remarks=remarks)
        committee.memberships.append(taken)
        slug, name = committee.slug, actor.name
    return outcome(work, slug=slug, name=name, remarks=tuple(remarks))


def leave_committee(
    store: Store,
    which: str,
    who: str,
    *,
    on: date | None = None,
    dry_run: bool = False,
) -> Outcome:
    """End an actor's seat in a committee.

    Args:
        store: The store.
        which: The committee.
        who: The actor.
        on: First day without the seat; today by default.
        dry_run: Roll back at the end.

    Raises:
        NoSeatError: It has none that is open.
        EndBeforeStartError: The seat began later.
    """
    with store.working("committee leave", dry_run=dry_run) as work:
        session = work.session
        today = settings.today(session)
        committee = finding.committee_named(session, which)
        actor = actor_meant(session, who)
        seats = [
            it
            for it in _seats(session, committee, actor)
            if not is_over(it.until, today=today)
        ]
        if not seats:
            raise NoSeatError(actor=actor.name, committee=committee.name)
        what = gettext("The seat of {actor} in “{committee}”").format(
            actor=actor.name, committee=committee.name
        )
        end_spells(seats, on=on or today, what=what)
        slug, name = committee.slug, actor.name
    return outcome(work, slug=slug, name=name)


def _seats(session: Session, committee: Committee, actor: Actor) -> list[Membership]:
    """List an actor's seats in a committee, over or not."""
    rows = session.scalars(
        select(Membership)
        .where(Membership.committee_key == committee.key)
        .where(Membership.actor_key == actor.key)
        .order_by(Membership.key)
    )
    return list(rows)


def refuse_ended(committee: Committee, since: date | None) -> None:
    """See that a seat begins before the end of its committee.

    Raises:
        CommitteeEndedError: It does not.
    """
    ended = committee.ended_on
    if since is not None and ended is not None and since >= ended:
        raise CommitteeEndedError(
            committee=committee.name, day=formats.full_date(ended)
        )


def _represented(
    session: Session, actor: Actor, seat: NewSeat, *, remarks: list[str]
) -> Actor | None:
    if seat.on_behalf_of is None:
        return None
    create = ActorKind.ORGANIZATION if seat.create else None
    organization = actor_or_new(
        session,
        seat.on_behalf_of,
        create=create,
        remarks=remarks,
        kind=ActorKind.ORGANIZATION,
    )
    if organization is actor:
        raise OnBehalfOfItselfError(actor=actor.name)
    return organization
