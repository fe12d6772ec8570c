"""Everything known of one committee, for “show”."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.names import sort_key
from reseau.domain.vocabulary import CommitteeKind, CommitteeRole
from reseau.store import finding, settings
from reseau.store.models import Committee, Membership
from reseau.store.session import Store
from reseau.usecases.interaction_lists import Latest, latest, of_committee
from reseau.usecases.spells import is_over


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat: who, in which role, for whom, from when to when, [since, until)."""

    slug: str
    name: str
    role: CommitteeRole
    on_behalf_of: str | None
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class CommitteeCard:
    """Everything known of one committee.

    Attributes:
        committees: Those under it, by name.
        members: Seats that are not over, by role, then by name.
        former: Seats that are, the latest ended first.
    """

    slug: str
    name: str
    kind: CommitteeKind
    mandate: str | None
    parent: str | None
    committees: tuple[str, ...]
    territory: str | None
    started_on: date | None
    ended_on: date | None
    members: tuple[Seat, ...]
    former: tuple[Seat, ...]
    interactions: Latest


def committee_card(store: Store, which: str, *, lang: str) -> CommitteeCard:
    """Gather everything known of a committee, with its latest interactions.

    Every seat of a committee that is over is a former one.
    """
    with store.reading() as session:
        it = finding.committee_named(session, which)
        today = settings.today(session)
        over = is_over(it.ended_on, today=today)
        former = [
            seat for seat in it.memberships if over or is_over(seat.until, today=today)
        ]
        current = [seat for seat in it.memberships if seat not in former]
        return CommitteeCard(
            slug=it.slug,
            name=it.name,
            kind=it.kind,
            mandate=it.mandate,
            parent=None if it.parent is None else it.parent.name,
            committees=_under(session, it),
            territory=None if it.territory is None else it.territory.name,
            started_on=it.started_on,
            ended_on=it.ended_on,
            members=_seats(current),
            former=tuple(
                sorted(
                    _seats(former),
                    key=lambda seat: seat.until or date.max,
                    reverse=True,
                )
            ),
            interactions=latest(session, [of_committee(it.key)], lang=lang),
        )


def _under(session: Session, committee: Committee) -> tuple[str, ...]:
    names = session.scalars(
        select(Committee.name).where(Committee.parent_key == committee.key)
    )
    return tuple(sorted(names, key=sort_key))


def _seats(memberships: Iterable[Membership]) -> tuple[Seat, ...]:
    """Describe seats, by role, then by name."""
    roles = list(CommitteeRole)

    def order(it: Seat) -> tuple[int, tuple[str, str], str, date]:
        return roles.index(it.role), sort_key(it.name), it.slug, it.since or date.min

    seats = [
        Seat(
            it.actor.slug,
            it.actor.name,
            it.role,
            None if it.on_behalf_of is None else it.on_behalf_of.name,
            it.since,
            it.until,
        )
        for it in memberships
    ]
    return tuple(sorted(seats, key=order))
