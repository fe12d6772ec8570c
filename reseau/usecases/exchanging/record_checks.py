"""Rules on records that an import wrote: committees, actors, how they change."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.names import folded
from reseau.domain.periods import Period
from reseau.domain.vocabulary import ActorKind, SuccessionKind
from reseau.i18n import formats
from reseau.store import models
from reseau.store.rows.lives import lives
from reseau.usecases.actors.actors import (
    OnlyOrganizationsError,
    OnlyPeopleError,
    add_alias,
)
from reseau.usecases.actors.collaborations import (
    refuse_twice as refuse_collaborating_twice,
)
from reseau.usecases.actors.committees import refuse_same as refuse_same_committee
from reseau.usecases.actors.handing_over import close_spells, hand_over
from reseau.usecases.actors.partners import AlreadyPartnerError
from reseau.usecases.actors.people import AlreadyInRoleError
from reseau.usecases.actors.seats import AlreadySeatedError, refuse_ended
from reseau.usecases.actors.succession_checks import (
    EndedAlreadyError,
    check_begun,
    check_heir,
    refuse_circle,
)
from reseau.usecases.common.trees import refuse_loop
from reseau.usecases.governance.decisions import (
    ReplacesLaterError,
    ReplacesLoopError,
    check_day,
)
from reseau.usecases.governance.mandates import refuse_after_end, refuse_overlap
from reseau.usecases.governance.reserved_seats import (
    refuse_twice as refuse_reserved_twice,
)
from reseau.usecases.governance.spokespersons import (
    refuse_twice as refuse_speaking_twice,
)
from reseau.usecases.vocabulary.territories import refuse_same as refuse_same_territory


@dataclass(frozen=True, slots=True)
class At:
    """Where a record was written, and by whom.

    Attributes:
        typed: Whether a person wrote it, as a command would: what comes back with its
            UUID from a store where it was taken is not refused for what is over.
    """

    session: Session
    typed: bool


Check = Callable[[At, Any], None]  # Any: a record of the kind.


def _territory(at: At, it: Any) -> None:
    above = it.parent
    names = (it.name, "" if above is None else above.name)
    refuse_loop(at.session, it, above, names=names)
    refuse_same_territory(at.session, it, name=it.name, kind=it.kind, parent=above)


def _committee(at: At, it: Any) -> None:
    above = it.parent
    names = (it.name, "" if above is None else above.name)
    refuse_loop(at.session, it, above, names=names)
    refuse_same_committee(at.session, it, name=it.name, parent=above)


def _seat(at: At, it: Any) -> None:
    refuse_ended(it.committee, it.since)
    if it.on_behalf_of is not None:
        _organization(it.on_behalf_of)
    seats = select(models.Membership).where(
        models.Membership.committee_key == it.committee_key,
        models.Membership.actor_key == it.actor_key,
    )
    for other in _overlapping(at.session.scalars(seats), it) if at.typed else ():
        raise AlreadySeatedError(
            actor=it.actor.name, committee=it.committee.name, role=other.role.label()
        )


def _affiliation(at: At, it: Any) -> None:
    if it.person.kind is not ActorKind.PERSON:
        raise OnlyPeopleError(name=it.person.name)
    _organization(it.organization)
    roles = select(models.Affiliation).where(
        models.Affiliation.person_key == it.person_key,
        models.Affiliation.organization_key == it.organization_key,
    )
    for other in _overlapping(at.session.scalars(roles), it) if at.typed else ():
        if folded(other.title or "") == folded(it.title or ""):
            raise AlreadyInRoleError(
                person=it.person.name, organization=it.organization.name
            )


def _collaboration(at: At, it: Any) -> None:
    if at.typed:
        refuse_collaborating_twice(at.session, it)


def _partnership(at: At, it: Any) -> None:
    known = select(models.Partnership).where(
        models.Partnership.actor_key == it.actor_key
    )
    for other in _overlapping(at.session.scalars(known), it) if at.typed else ():
        status = other.status.label()
        raise AlreadyPartnerError(name=it.actor.name, status=status)


def _overlapping(others: Iterable[Any], it: Any) -> list[Any]:
    span = Period(it.since, it.until)
    return [
        other for other in others
        if other is not it and span.overlaps(other.since, other.until)
    ]  # fmt: skip


def _organization(actor: Any) -> None:
    if actor.kind is not ActorKind.ORGANIZATION:
        raise OnlyOrganizationsError(name=actor.name)


def _succession(at: At, it: Any) -> None:
    for actor in filter(None, (it.predecessor, it.successor)):
        _organization(actor)
    refuse_circle(at.session, it.predecessor)
    query = select(models.Succession).where(
        models.Succession.predecessor_key == it.predecessor_key
    )
    for other in at.session.scalars(query.order_by(models.Succession.key)):
        same = (other.kind, other.happened_on) == (it.kind, it.happened_on)
        if other is it or not (other.kind.ends and it.kind.ends):
            continue
        if not same or it.kind is not SuccessionKind.SPLIT:
            raise EndedAlreadyError(
                name=it.predecessor.name, slug=it.predecessor.slug,
                how=other.kind.label(), day=formats.full_date(other.happened_on),
            )  # fmt: skip
    known = lives(at.session)
    check_begun(it.predecessor, known=known, on=it.happened_on)
    if it.former_name:
        add_alias(it.predecessor, it.former_name)
    if at.typed:
        _goes_on(at, it)


def _goes_on(at: At, it: Any) -> None:
    """End what an organization holds, or give it to its heir, as the command would."""
    if it.successor is not None:
        check_heir(it.successor, known=lives(at.session), on=it.happened_on)
    if it.kind is SuccessionKind.MERGER:
        hand_over(at.session, it.predecessor, it.successor, on=it.happened_on)
    elif it.kind is SuccessionKind.END:
        close_spells(at.session, it.predecessor, on=it.happened_on)


def _mandate(at: At, it: Any) -> None:
    refuse_after_end(it.committee, it.since)
    refuse_overlap(at.session, it)


def _decision_rule(_at: At, it: Any) -> None:
    refuse_after_end(it.committee, it.since)


def _reserved_seat(at: At, it: Any) -> None:
    refuse_after_end(it.committee, it.since)
    refuse_reserved_twice(at.session, it)


def _spokesperson(at: At, it: Any) -> None:
    if it.committee is not None:
        refuse_after_end(it.committee, it.since)
    refuse_speaking_twice(at.session, it)


def _decision(at: At, it: Any) -> None:
    check_day(at.session, it)
    earlier = it.replaces
    if earlier is not None and earlier.decided_on > it.decided_on:
        day = formats.full_date(earlier.decided_on)
        raise ReplacesLaterError(number=earlier.key, day=day)
    above = earlier
    while above is not None:
        if above is it:
            raise ReplacesLoopError(number=earlier.key, other=it.key)
        above = above.replaces


CHECKS: Mapping[str, Check] = {
    "territories": _territory,
    "committees": _committee,
    "memberships": _seat,
    "affiliations": _affiliation,
    "partnerships": _partnership,
    "collaborations": _collaboration,
    "changes": _succession,
    "mandates": _mandate,
    "rules": _decision_rule,
    "reserved-seats": _reserved_seat,
    "spokespersons": _spokesperson,
    "decisions": _decision,
}
