"""The log as meetings: who was there, for whom, who was asked, who was expected."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.periods import Period
from reseau.domain.vocabulary import (
    ActorKind,
    CommitteeKind,
    Diffusion,
    InteractionKind,
    PartnerStatus,
    Precision,
    Role,
)
from reseau.store.privacy.veil import Veil, veil
from reseau.store.rows import log_rows, rows, settings
from reseau.store.rows.log_rows import PartRow, SeatRow
from reseau.store.rows.narrow_tables import committee as _committee
from reseau.store.rows.rows import Scope
from reseau.usecases.common.following import (
    followed_parts,
    followed_seats,
    heirs_of,
)
from reseau.usecases.common.question import Question, scope_of

ASKING = frozenset({Role.HOST, Role.ORGANIZER})
"""The roles of those who ask."""


@dataclass(frozen=True, slots=True)
class Among:
    """Which actors are looked at.

    Attributes:
        kind: Organizations or people; None for both.
        staff: Whether the collective's own staff are looked at too.
        keys: Only these, a few thousand at most, and without their sectors; None for
            all.
        veil: Over sectors, for the same audience, when it is made already.
    """

    kind: ActorKind | None = None
    staff: bool = True
    keys: frozenset[int] | None = None
    veil: Veil | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """An actor who may be shown.

    Attributes:
        sector: Its own; else, of a person, that of the organizations where they have
            a role, when it is one. None when it is not known.
    """

    key: int
    slug: str
    name: str
    kind: ActorKind
    sector: str | None


@dataclass(frozen=True, slots=True)
class Gathering:
    """One interaction.

    Attributes:
        present: Who was there or was represented, each once, in the order of the keys.
        parts: Everybody's part, those who may not be shown left out.
    """

    interaction: int
    held_on: date
    kind: InteractionKind
    precision: Precision
    committee: int | None
    present: tuple[int, ...]
    parts: tuple[PartRow, ...]


@dataclass(frozen=True, slots=True)
class Log:
    """The lines that a question is about, until its as-of day.

    Attributes:
        scope: What the question leaves out, its period aside.
        gatherings: By day, then by key.
        actors: Those who may be shown and are looked at.
        hidden: How many may not be shown; not counted when only some are looked at.
        later: How many interactions are after the as-of day.
        seats: Of every committee.
        staff_committees: Keys of the collective's own staff teams; not read when only
            some are looked at.
        heirs: What those that merged became, when their lines are counted with it.
    """

    as_of: date
    scope: Scope
    gatherings: tuple[Gathering, ...]
    actors: Mapping[int, Known]
    hidden: int
    later: int
    seats: tuple[SeatRow, ...]
    staff_committees: frozenset[int]
    heirs: Mapping[int, int] = field(default_factory=dict)

    @property
    def followed(self) -> int:
        """How many organizations that merged are counted with what they became."""
        return len(self.heirs)


def read_log(session: Session, question: Question, among: Among | None = None) -> Log:
    """Read the whole past that a question is about; its period only says where to look.

    An organization is present when it is named, when somebody is there on its behalf,
    or when the holder of a seat in its name is at a meeting of that committee.
    """
    among = among or Among()
    as_of = question.at or settings.today(session)
    found = scope_of(session, question)
    actors = known_actors(session, question.shown_to, among=among, on=as_of)
    heirs = _heirs(session, question, actors, among=among)
    scope = Scope(
        themes=found.themes,
        territories=found.territories,
        committee=found.committee,
        kind=found.kind,
        involving=None if among.keys is None else among.keys | heirs.keys(),
    )
    seats = followed_seats(log_rows.seat_rows(session), heirs)
    lines = log_rows.line_rows(session, scope)
    parts: defaultdict[int, list[PartRow]] = defaultdict(list)
    for part in followed_parts(log_rows.part_rows(session, scope), heirs):
        parts[part.interaction].append(part)
    represented = _represented(seats)
    gatherings = tuple(
        Gathering(
            it.interaction, it.held_on, it.kind, it.precision, it.committee,
            _present(it, parts[it.interaction], represented, actors),
            tuple(parts[it.interaction]),
        )
        for it in lines
        if it.held_on <= as_of
    )  # fmt: skip
    return Log(
        as_of=as_of,
        scope=scope,
        gatherings=gatherings,
        actors={key: it for key, it in actors.items() if key not in heirs},
        hidden=(
            rows.hidden_people(session, shown_to=question.shown_to)
            if among.keys is None
            else 0
        ),
        later=len(lines) - len(gatherings),
        seats=tuple(seats),
        staff_committees=frozenset() if among.keys else _staff_teams(session),
        heirs=heirs,
    )


def _heirs(
    session: Session, question: Question, actors: Mapping[int, Known], *, among: Among
) -> dict[int, int]:
    """Give what those became whose lines are counted, when that is asked."""
    if among.keys is None:
        return heirs_of(session, actors, follow=question.follow)
    every = (it.actor for it in rows.actor_rows(session, shown_to=question.shown_to))
    found = heirs_of(session, every, follow=question.follow)
    return {old: new for old, new in found.items() if new in among.keys}


def _staff_teams(session: Session) -> frozenset[int]:
    query = select(_committee.key).where(_committee.kind == CommitteeKind.STAFF)
    return frozenset(session.scalars(query))


def known_actors(
    session: Session, shown_to: Diffusion, *, among: Among, on: date
) -> dict[int, Known]:
    """Give the actors who may be shown and are looked at, by key.

    Args:
        session: Where to read.
        shown_to: The audience.
        among: Which ones.
        on: The day on which the staff are the staff.
    """
    sectors = {}
    if among.keys is None:
        over = among.veil or veil(session, shown_to=shown_to)
        sectors = _sectors(session, on, over)
    left_out = frozenset() if among.staff else rows.staff_keys(session, on=on)
    return {
        it.actor: Known(it.actor, it.slug, it.name, it.kind, sectors.get(it.actor))
        for it in rows.actor_rows(session, shown_to=shown_to, among=among.keys)
        if among.kind in {None, it.kind} and it.actor not in left_out
    }


def _sectors(session: Session, on: date, over: Veil) -> dict[int, str]:
    """Give the sector of each actor, a person's by their roles where it has none."""
    own = log_rows.sectors(session)
    found = log_rows.sectors_by_role(session, on=on) | own
    return over.over_values(found)


_Seats = Mapping[tuple[int, int], Sequence[SeatRow]]


def _represented(seats: Iterable[SeatRow]) -> _Seats:
    """Gather, by actor and committee, the seats held in the name of another."""
    found: defaultdict[tuple[int, int], list[SeatRow]] = defaultdict(list)
    for seat in seats:
        if seat.on_behalf_of is not None:
            found[seat.actor, seat.committee].append(seat)
    return found


def _present(
    line: log_rows.LineRow,
    parts: Iterable[PartRow],
    represented: _Seats,
    actors: Mapping[int, Known],
) -> tuple[int, ...]:
    found: set[int] = set()
    for part in parts:
        if not part.role.present:
            continue
        found.add(part.actor)
        if part.on_behalf_of is not None:
            found.add(part.on_behalf_of)
        elif line.committee is not None:
            found.update(
                seat.on_behalf_of
                for seat in represented.get((part.actor, line.committee), ())
                if seat.on_behalf_of and line.held_on in Period(seat.since, seat.until)
            )
    return tuple(sorted(found & actors.keys()))


def asked(parts: Sequence[PartRow]) -> dict[int, tuple[Role, frozenset[int]]]:
    """Tell who was asked to an interaction, in which role, and by whom.

    Those who asked are the hosts, the organizers and who brought the actor; they, and
    those who came on their behalf, were not asked. An absent actor was. Whoever is
    asked on behalf of an organization is asked together with it, which counts once.
    """
    leading = [part for part in parts if part.role in ASKING]
    asking = {part.actor for part in leading}
    asking |= {part.on_behalf_of for part in leading if part.on_behalf_of is not None}
    found: dict[int, tuple[Role, frozenset[int]]] = {}
    for part in parts:
        if part.actor in asking or part.on_behalf_of in asking:
            continue
        by = asking if part.brought_by is None else asking | {part.brought_by}
        found[part.actor] = part.role, frozenset(by - {part.actor})
        if part.on_behalf_of is not None:
            home = part.on_behalf_of
            found.setdefault(home, (part.role, frozenset(by - {home, part.actor})))
    return found


@dataclass(frozen=True, slots=True)
class Roster:
    """Who is expected.

    Attributes:
        actors: Those with a seat or an active partnership on the day, in order of key.
        since: Each of them to the day since when; None when it is not known.
        seats: Every seat, of whoever it is held for: (actor, committee, since, until).
    """

    actors: tuple[int, ...]
    since: Mapping[int, date | None]
    seats: tuple[tuple[int, int, date | None, date | None], ...]


def roster(session: Session, log: Log, *, on: date) -> Roster:
    """Tell who is expected on a day: the members of committees, and active partners.

    A seat held in the name of an organization is the organization's. With a committee,
    only its own members; without, the staff teams are left out.
    """
    seats = tuple(
        (seat.on_behalf_of or seat.actor, seat.committee, seat.since, seat.until)
        for seat in log.seats
        if log.scope.committee in {None, seat.committee}
        and (log.scope.committee or seat.committee not in log.staff_committees)
    )
    since: dict[int, date | None] = {}
    for actor, _of, start, end in seats:
        if on in Period(start, end):
            held = since.get(actor, start)
            since[actor] = None if held is None or start is None else min(held, start)
    if log.scope.committee is None:
        from reseau.usecases.common.standings import standings  # 4 ms.

        for actor, standing in standings(session, today=on).items():
            if standing.status is PartnerStatus.ACTIVE:
                since[actor] = standing.since
    shown = tuple(sorted(since.keys() & log.actors.keys()))
    return Roster(shown, {it: since[it] for it in shown}, seats)
