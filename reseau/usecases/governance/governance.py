"""How committees govern themselves: what is missing, and all of it for one of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.periods import Period
from reseau.domain.vocabulary import CommitteeKind, CommitteeRole, Diffusion
from reseau.store.models import Committee, Mandate, Membership, Spokesperson
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.actors.succession_checks import after_the_end
from reseau.usecases.common.spells import is_over
from reseau.usecases.governance.decision_rules import RuleLine, rule_line, rules_of
from reseau.usecases.governance.mandates import (
    MandateLine,
    in_force,
    mandate_line,
    mandates_of,
)
from reseau.usecases.governance.reserved_seats import Table, seat_table
from reseau.usecases.governance.spokespersons import Speakers, speakers


class Gap(StrEnum):
    """What may be missing; the codes are a promise."""

    NO_MANDATE = "no-mandate"
    MANDATE_ENDED = "mandate-ended"
    NO_CHAIR = "no-chair"
    NO_RULE = "no-rule"
    VACANT = "vacant-seats"
    SEATS_EXPIRED = "seats-expired"
    ENDED_WITH_SEATS = "ended-with-seats"
    AFTER_THE_END = "after-the-end"


@dataclass(frozen=True, slots=True)
class GovernanceGap:
    """One thing that a person should settle.

    Attributes:
        key: Of the committee or of the organization, with its short code.
        since: Since which day, when that is known.
        number: How many: vacant seats, open seats, lines after the end.
        detail: A sector, a successor; may be empty.
    """

    gap: Gap
    key: int
    slug: str
    name: str
    since: date | None = None
    number: int | None = None
    detail: str = ""


def governance_gaps(store: Store, *, at: date | None = None) -> list[GovernanceGap]:
    """List what is missing in how committees govern themselves, as on a day.

    Staff teams need no mandate, no chair and no rule: they are left out of these
    three. Committees that are over by then are only asked whether seats are open.
    """
    with store.reading() as session:
        day = at or settings.today(session)
        query = select(Committee).order_by(Committee.name_key, Committee.key)
        found = [
            gap
            for it in session.scalars(query)
            if it.started_on is None or it.started_on <= day
            for gap in _gaps(session, it, on=day)
        ]
        found += [
            GovernanceGap(
                Gap.AFTER_THE_END,
                it.key,
                it.slug,
                it.name,
                it.since,
                it.lines,
                it.successors,
            )
            for it in after_the_end(session, on=day)
        ]
    order = list(Gap)
    return sorted(found, key=lambda it: order.index(it.gap))


def _gaps(session: Session, it: Committee, *, on: date) -> Iterator[GovernanceGap]:
    seats = _open_seats(session, it, on=on)
    if is_over(it.ended_on, today=on):
        if seats:
            yield GovernanceGap(
                Gap.ENDED_WITH_SEATS, it.key, it.slug, it.name, it.ended_on, len(seats)
            )
        return
    if it.kind is not CommitteeKind.STAFF:
        yield from _of_mandate(session, it, on=on)
        if not any(seat.role is CommitteeRole.CHAIR for seat in seats):
            yield GovernanceGap(Gap.NO_CHAIR, it.key, it.slug, it.name)
        rules = [
            rule
            for rule in rules_of(session, it)
            if on in Period(rule.since, rule.until)
        ]
        if not rules:
            yield GovernanceGap(Gap.NO_RULE, it.key, it.slug, it.name)
    yield from _of_seats(session, it, on=on)


def _of_seats(session: Session, it: Committee, *, on: date) -> Iterator[GovernanceGap]:
    """Tell the seats kept for sectors that are vacant or expired."""
    for line in seat_table(session, it, on=on).lines:
        if line.expired:
            yield GovernanceGap(
                Gap.SEATS_EXPIRED,
                it.key,
                it.slug,
                it.name,
                line.until,
                line.seats,
                line.sector,
            )
        elif line.vacant:
            yield GovernanceGap(
                Gap.VACANT, it.key, it.slug, it.name, None, line.vacant, line.sector
            )


def _of_mandate(
    session: Session, it: Committee, *, on: date
) -> Iterator[GovernanceGap]:
    """Tell a committee whose mandate is over, or that never had one."""
    mandates = mandates_of(session, it)
    if in_force(mandates, on=on) is not None:
        return
    ended = [one.until for one in mandates if one.until and one.until <= on]
    if ended:
        yield GovernanceGap(Gap.MANDATE_ENDED, it.key, it.slug, it.name, max(ended))
    elif not it.mandate:
        yield GovernanceGap(Gap.NO_MANDATE, it.key, it.slug, it.name)


def _open_seats(session: Session, it: Committee, *, on: date) -> list[Membership]:
    query = (
        select(Membership)
        .where(Membership.committee_key == it.key)
        .order_by(Membership.key)
    )
    rows = session.scalars(query)
    return [seat for seat in rows if on in Period(seat.since, seat.until)]


@dataclass(frozen=True, slots=True)
class Governance:
    """How one committee governs itself, as on a day.

    Attributes:
        mandates: All of them, the latest first.
        rules: All of them, the latest first.
        gaps: What is missing.
    """

    mandates: tuple[MandateLine, ...]
    rules: tuple[RuleLine, ...]
    seats: Table
    speakers: Speakers
    gaps: tuple[GovernanceGap, ...]


def governance_of(
    session: Session, committee: Committee, *, on: date, lang: str
) -> Governance:
    """Gather how a committee governs itself."""
    query = (
        select(Spokesperson)
        .where(Spokesperson.committee_key == committee.key)
        .order_by(Spokesperson.key)
    )
    speaking = [it for it in session.scalars(query) if on in Period(it.since, it.until)]
    mandates: list[Mandate] = mandates_of(session, committee)
    return Governance(
        tuple(mandate_line(it, on=on) for it in reversed(mandates)),
        tuple(rule_line(it, on=on) for it in reversed(rules_of(session, committee))),
        seat_table(session, committee, on=on),
        speakers(session, speaking, shown_to=Diffusion.INTERNAL, on=on, lang=lang),
        tuple(_gaps(session, committee, on=on)),
    )
