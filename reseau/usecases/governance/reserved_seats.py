"""Seats that committees keep for sectors: how many, who fills them, until when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.names import folded, sort_key
from reseau.domain.periods import Period
from reseau.errors import ConflictError
from reseau.i18n import N_, formats, gettext
from reseau.store.models import Actor, Committee, Membership, ReservedSeat
from reseau.store.naming import finding
from reseau.store.rows import log_rows, rows, settings
from reseau.store.session import Store
from reseau.usecases.actors.actors import checked_name
from reseau.usecases.common.edits import Clear, settled
from reseau.usecases.common.numbered import numbered
from reseau.usecases.common.outcome import Outcome, outcome
from reseau.usecases.common.spells import check_order, is_over
from reseau.usecases.common.team_only import for_the_team
from reseau.usecases.governance.decision_rules import voting_seats
from reseau.usecases.governance.mandates import refuse_after_end


class ReservedTwiceError(ConflictError):
    """A sector has seats in that committee already."""

    message = N_(
        "“{committee}” already keeps {n} for the sector {sector}, under number "
        "{number}. Change that with “reseau committee seats edit {number}”."
    )


@dataclass(frozen=True, slots=True)
class SeatChanges:
    """What is to be set on reserved seats; None leaves a thing as it is."""

    sector: str | None = None
    seats: int | None = None
    since: date | Clear | None = None
    until: date | Clear | None = None


def reserve_seats(
    store: Store, which: str, *, changes: SeatChanges, dry_run: bool = False
) -> Outcome:
    """Keep seats of a committee for a sector.

    Raises:
        ReservedTwiceError: That sector has some there during these days.
        EndBeforeStartError: They would end before they start.
        OutOfCommitteeError: The committee is over by then.
    """
    with store.working("committee seats add", dry_run=dry_run) as work:
        session = work.session
        committee = finding.committee_named(session, which)
        line = ReservedSeat(committee=committee, seats=1)
        _settle(line, changes)
        refuse_twice(session, line)
        session.add(line)
        session.flush()
        number, name = str(line.key), line.sector
        remarks = _unheard_of(session, line)
    return outcome(work, slug=number, name=name, remarks=remarks)


def _unheard_of(session: Session, line: ReservedSeat) -> tuple[str, ...]:
    """Warn when no actor is of the sector: nobody would ever fill the seat."""
    known = known_sectors(session)
    if line.sector_key in map(folded, known):
        return ()
    text = gettext(
        "No actor is of the sector {sector} yet: “reseau actor edit NAME --sector” "
        "says so. A seat is filled by members of the same sector, word for word."
    )
    return (text.format(sector=formats.quoted(line.sector)),)


def edit_seats(
    store: Store, number: int, *, changes: SeatChanges, dry_run: bool = False
) -> Outcome:
    """Correct seats that are kept for a sector.

    Raises:
        NoSuchNumberError: There is none of that number.
        ReservedTwiceError, EndBeforeStartError, OutOfCommitteeError
    """
    with store.working("committee seats edit", dry_run=dry_run) as work:
        line = numbered(work.session, ReservedSeat, number)
        _settle(line, changes)
        refuse_twice(work.session, line)
        name = line.sector
    return outcome(work, slug=str(number), name=name)


def remove_seats(store: Store, number: int, *, dry_run: bool = False) -> Outcome:
    """Keep no seats for a sector any more, as if they never had been.

    Raises:
        NoSuchNumberError: There is none of that number.
    """
    with store.working("committee seats remove", dry_run=dry_run) as work:
        line = numbered(work.session, ReservedSeat, number)
        name = line.sector
        work.session.delete(line)
    return outcome(work, slug=str(number), name=name)


def _settle(line: ReservedSeat, changes: SeatChanges) -> None:
    if changes.sector is not None:
        line.sector = checked_name(changes.sector)
        line.sector_key = folded(line.sector)
    line.seats = changes.seats or line.seats
    line.since = settled(line.since, changes.since)
    line.until = settled(line.until, changes.until)
    what = gettext("The seats for the sector {sector}").format(sector=line.sector)
    check_order(what, start=line.since, end=line.until)
    refuse_after_end(line.committee, line.since)


def refuse_twice(session: Session, line: ReservedSeat) -> None:
    """See that a sector has seats in a committee once at a time.

    Raises:
        ReservedTwiceError: It would have them twice.
    """
    with session.no_autoflush:
        known = reserved_of(session, line.committee)
    for it in known:
        same = it is not line and it.sector_key == line.sector_key
        if same and Period(it.since, it.until).overlaps(line.since, line.until):
            raise ReservedTwiceError(
                committee=it.committee.name, n=formats.number(it.seats),
                sector=it.sector, number=it.key,
            )  # fmt: skip


def reserved_of(session: Session, committee: Committee) -> list[ReservedSeat]:
    """List the seats that a committee keeps for sectors, by sector, then by day."""
    query = (
        select(ReservedSeat)
        .where(ReservedSeat.committee_key == committee.key)
        .order_by(ReservedSeat.key)
    )
    return sorted(
        session.scalars(query), key=lambda it: (it.sector_key, it.since or date.min)
    )


@dataclass(frozen=True, slots=True)
class Holder:
    """Who fills a reserved seat, for whom, until when."""

    slug: str
    name: str
    on_behalf_of: str | None
    until: date | None


@dataclass(frozen=True, slots=True)
class SectorLine:
    """The seats of a committee for one sector, on a day.

    Attributes:
        number: None for a sector that has members and no reserved seat.
        seats: How many are kept for it.
        filled: How many members come from it.
        vacant: Seats without a member.
        beyond: Members beyond the seats.
        holders: Who they are; those who may not be shown are counted in ``hidden``.
        until: First day on which the seats expire.
        expired: Whether that day is past.
    """

    number: int | None
    committee: str
    committee_slug: str
    sector: str
    seats: int
    filled: int
    vacant: int
    beyond: int
    holders: tuple[Holder, ...]
    hidden: int
    since: date | None
    until: date | None
    expired: bool


@dataclass(frozen=True, slots=True)
class Table:
    """The reserved seats of a committee, and the members outside of them.

    Attributes:
        lines: By sector.
        elsewhere: Members whose sector has no reserved seat.
        unknown: Members whose sector nobody said.
    """

    lines: tuple[SectorLine, ...]
    elsewhere: int
    unknown: int


def seat_table(session: Session, committee: Committee, *, on: date) -> Table:
    """Tell who fills the reserved seats of a committee on a day.

    A member counts for the sector that was said of them, else for that of the
    organization they sit for, else for that of the one organization where they have a
    role. Observers fill no seat.
    """
    reserved = [
        it
        for it in reserved_of(session, committee)
        if it.since is None or it.since <= on
    ]
    lines = _latest(reserved)
    by_sector, shown = _members(session, committee, on=on)
    kept = {it.sector_key for it in lines}
    return Table(
        tuple(
            _line(it, by_sector.get(it.sector_key, []), shown=shown, on=on)
            for it in lines
        ),
        sum(len(it) for key, it in by_sector.items() if key and key not in kept),
        len(by_sector.get(None, [])),
    )


def _members(
    session: Session, committee: Committee, *, on: date
) -> tuple[dict[str | None, list[Membership]], set[int]]:
    """Give the seats of a committee by folded sector, and who may be shown.

    A committee that is over has no members any more.
    """
    over = is_over(committee.ended_on, today=on)
    seats = [] if over else voting_seats(session, committee, on)
    sector_of = _sector_keys(session, seats, on=on)
    found: dict[str | None, list[Membership]] = {}
    for seat in seats:
        found.setdefault(sector_of[seat.key], []).append(seat)
    among = [seat.actor_key for seat in seats]
    shown = {it.actor for it in rows.actor_rows(session, among=among)}
    return found, shown


def _latest(reserved: Sequence[ReservedSeat]) -> list[ReservedSeat]:
    """Keep, of each sector, what holds, else what expired last."""
    found: dict[str, ReservedSeat] = {}
    for it in reserved:
        found[it.sector_key] = it
    return list(found.values())


def _sector_keys(
    session: Session, seats: Sequence[Membership], *, on: date
) -> Mapping[int, str | None]:
    """Give the folded sector of each seat's holder, by key of the seat."""
    own = log_rows.sectors(session)
    homes = log_rows.sectors_by_role(session, on=on)

    def sector(seat: Membership) -> str | None:
        found = (
            own.get(seat.actor_key)
            or own.get(seat.on_behalf_of_key or 0)
            or homes.get(seat.actor_key)
        )
        return None if found is None else folded(found)

    return {it.key: sector(it) for it in seats}


def _line(
    line: ReservedSeat, held: Sequence[Membership], *, shown: set[int], on: date
) -> SectorLine:
    holders = [
        Holder(
            it.actor.slug,
            it.actor.name,
            None if it.on_behalf_of is None else it.on_behalf_of.name,
            it.until,
        )
        for it in held
        if it.actor_key in shown
    ]
    return SectorLine(
        number=line.key,
        committee=line.committee.name,
        committee_slug=line.committee.slug,
        sector=line.sector,
        seats=line.seats,
        filled=len(held),
        vacant=max(0, line.seats - len(held)),
        beyond=max(0, len(held) - line.seats),
        holders=tuple(sorted(holders, key=lambda it: sort_key(it.name))),
        hidden=len(held) - len(holders),
        since=line.since,
        until=line.until,
        expired=line.until is not None and line.until <= on,
    )


def list_seats(
    store: Store, *, which: str | None = None, at: date | None = None
) -> list[SectorLine]:
    """List the reserved seats, by committee, then by sector, as on a day.

    Those of committees that are over by then are left out.
    """
    with store.reading() as session:
        day = at or settings.today(session)
        query = select(Committee).order_by(Committee.name_key, Committee.key)
        if which is not None:
            found = finding.committee_named(session, which)
            query = query.where(Committee.key == found.key)
        lines = [
            line
            for it in session.scalars(query)
            if which is not None or it.ended_on is None or it.ended_on > day
            for line in seat_table(session, it, on=day).lines
        ]
        return for_the_team(session, lines)


def seats_shown(store: Store, number: int, *, at: date | None = None) -> SectorLine:
    """Give the seats that are kept for one sector, as today or on a day.

    Raises:
        NoSuchNumberError: There is none of that number.
    """
    with store.reading() as session:
        line = numbered(session, ReservedSeat, number)
        day = at or settings.today(session)
        by_sector, shown = _members(session, line.committee, on=day)
        held = by_sector.get(line.sector_key, [])
        return for_the_team(session, _line(line, held, shown=shown, on=day))


def known_sectors(session: Session) -> list[str]:
    """List the sectors that actors have, as they are written."""
    found = session.scalars(select(Actor.sector).where(Actor.sector.is_not(None)))
    return sorted({it for it in found if it}, key=sort_key)
