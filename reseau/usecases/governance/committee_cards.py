"""Everything known of one committee, for “show”."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from reseau.domain.names import sort_key
from reseau.domain.vocabulary import CommitteeKind, CommitteeRole
from reseau.store.models import Committee, Interaction, Membership
from reseau.store.naming import finding
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.common.as_of import Then
from reseau.usecases.common.spells import is_over
from reseau.usecases.governance.decision_lists import (
    DecisionFilter,
    DecisionLine,
    list_decisions,
)
from reseau.usecases.governance.governance import Governance, governance_of
from reseau.usecases.log.interaction_lists import Latest, latest, of_committee


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
    as_of: date
    governance: Governance
    decisions: tuple[DecisionLine, ...]


_LAST = 5


def committee_card(
    store: Store, which: str, *, lang: str, at: date | None = None
) -> CommitteeCard:
    """Gather everything known of a committee, with its latest interactions.

    Every seat of a committee that is over is a former one.

    Args:
        store: The store.
        which: The committee.
        lang: Language of the themes.
        at: As things were on that day; today by default. What began later is left
            out; the interactions are the latest until then.
    """
    decided = list_decisions(store, DecisionFilter(committee=which), at=at)[:_LAST]
    with store.reading() as session:
        it = finding.committee_named(session, which)
        today = at or settings.today(session)
        then = Then(session, today)
        over = is_over(it.ended_on, today=today)
        begun = [
            seat
            for seat in it.memberships
            if at is None or seat.since is None or seat.since <= at
        ]
        former = [seat for seat in begun if over or is_over(seat.until, today=today)]
        current = [seat for seat in begun if seat not in former]
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
            members=_seats(current, then),
            former=tuple(
                sorted(
                    _seats(former, then),
                    key=lambda seat: seat.until or date.max,
                    reverse=True,
                )
            ),
            interactions=latest(session, _held(it, at=at), lang=lang),
            as_of=today,
            governance=governance_of(session, it, on=today, lang=lang),
            decisions=tuple(decided),
        )


def _held(committee: Committee, *, at: date | None) -> list[ColumnElement[bool]]:
    """Keep the interactions of a committee, until a day."""
    conditions = [of_committee(committee.key)]
    if at is not None:
        conditions.append(Interaction.held_on <= at)
    return conditions


def _under(session: Session, committee: Committee) -> tuple[str, ...]:
    names = session.scalars(
        select(Committee.name).where(Committee.parent_key == committee.key)
    )
    return tuple(sorted(names, key=sort_key))


def _seats(memberships: Iterable[Membership], then: Then) -> tuple[Seat, ...]:
    """Describe seats, by role, then by name."""
    roles = list(CommitteeRole)

    def order(it: Seat) -> tuple[int, tuple[str, str], str, date]:
        return roles.index(it.role), sort_key(it.name), it.slug, it.since or date.min

    seats = [
        Seat(
            it.actor.slug,
            then.name(it.actor.key, it.actor.name),
            it.role,
            None
            if it.on_behalf_of is None
            else then.name(it.on_behalf_of.key, it.on_behalf_of.name),
            it.since,
            it.until,
        )
        for it in memberships
    ]
    return tuple(sorted(seats, key=order))
