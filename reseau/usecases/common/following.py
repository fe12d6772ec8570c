"""The network as on a day: names of that day, organizations that then existed.

The lines of an organization stay its own after it is over. When that is asked, those
of organizations that merged are counted with what they became instead.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from reseau.analysis.ties.graphs import Rows
from reseau.analysis.ties.projection import TieRule
from reseau.domain.evidence import ActorRow, ParticipationRow
from reseau.domain.periods import Period
from reseau.domain.vocabulary import Role
from reseau.store.rows.lives import Lives, lives, names_on
from reseau.store.rows.log_rows import PartRow, SeatRow


def as_then(
    session: Session,
    actors: Sequence[ActorRow],
    evidence: Rows,
    rule: TieRule,
    *,
    follow: date | None,
) -> tuple[list[ActorRow], Rows, TieRule]:
    """Give actors and lines as on the as-of day, and the rule that says what was done.

    An organization that is over, or has not begun, is left out when nothing is logged
    of it; when something is, it stays under its own name and is counted in the rule.

    Args:
        session: Where to read.
        actors: Those who may be shown.
        evidence: Lines as they were logged.
        rule: How they become ties.
        follow: Count the lines of those that merged by that day with what they became;
            None leaves all lines with whom they are of.
    """
    known = lives(session)
    heirs = _both_shown(known, (it.actor for it in actors), follow=follow)
    if heirs:
        evidence = _followed(evidence, heirs)
    gone = known.absent(rule.as_of)
    here = _logged(evidence, rule) if gone or heirs else set()
    names = names_on(session, rule.as_of)
    kept = [
        it._replace(name=names.get(it.actor, it.name))
        for it in actors
        if it.actor in here or not (it.actor in gone or it.actor in heirs)
    ]
    over = sum(known.over(it.actor, rule.as_of) for it in kept)
    return kept, evidence, replace(rule, over=over, followed=len(heirs))


def heirs_of(
    session: Session, shown: Iterable[int], *, follow: date | None
) -> dict[int, int]:
    """Give what each organization that merged by a day became.

    Args:
        session: Where to read.
        shown: Keys of those who may be shown; a pair of which one may not is left out.
        follow: The day; None for nobody.
    """
    return {} if follow is None else _both_shown(lives(session), shown, follow=follow)


def _both_shown(
    known: Lives, shown: Iterable[int], *, follow: date | None
) -> dict[int, int]:
    """Keep the pairs of which both may be shown."""
    if follow is None:
        return {}
    keys = set(shown)
    return {
        old: new for old, new in known.heirs_on(follow).items() if {old, new} <= keys
    }


def followed_parts(parts: Iterable[PartRow], heirs: Mapping[int, int]) -> list[PartRow]:
    """Give the parts of those that are over to what they became.

    Of two of them at one interaction, the stronger role is kept; whom somebody was
    there for, and who brought them, are followed too.
    """
    order = {role: rank for rank, role in enumerate(Role)}
    found: dict[tuple[int, int], PartRow] = {}
    for it in parts:
        moved = it._replace(
            actor=heirs.get(it.actor, it.actor),
            on_behalf_of=_heir(it.on_behalf_of, heirs),
            brought_by=_heir(it.brought_by, heirs),
        )
        place = moved.interaction, moved.actor
        before = found.get(place)
        if before is None or order[moved.role] < order[before.role]:
            found[place] = moved
    return list(found.values())


def followed_seats(seats: Iterable[SeatRow], heirs: Mapping[int, int]) -> list[SeatRow]:
    """Give the seats of those that are over to what they became."""
    return [
        it._replace(
            actor=heirs.get(it.actor, it.actor),
            on_behalf_of=_heir(it.on_behalf_of, heirs),
        )
        for it in seats
    ]


def _heir(key: int | None, heirs: Mapping[int, int]) -> int | None:
    return None if key is None else heirs.get(key, key)


def _logged(evidence: Rows, rule: TieRule) -> set[int]:
    """Give the actors of whom something is logged until the as-of day."""
    found = {
        it.actor
        for it in evidence.participations
        if it.role.present and rule.covers(it.held_on)
    }
    begun = Period(until=rule.as_of + timedelta(days=1))
    found |= {
        it.actor for it in evidence.memberships if begun.overlaps(it.since, it.until)
    }
    found |= {
        it.organization
        for it in evidence.affiliations
        if begun.overlaps(it.since, it.until)
    }
    for it in evidence.collaborations:
        if begun.overlaps(it.since, it.until):
            found |= {it.source, it.target}
    return found


def _followed(evidence: Rows, heirs: Mapping[int, int]) -> Rows:
    """Give the lines of those that are over to what they became.

    Two of them at one meeting are one there; a collaboration between them is none.
    """
    return Rows(
        participations=_present_once(evidence.participations, heirs),
        memberships=[
            it._replace(actor=heirs.get(it.actor, it.actor))
            for it in evidence.memberships
        ],
        affiliations=[
            it._replace(organization=heirs.get(it.organization, it.organization))
            for it in evidence.affiliations
        ],
        collaborations=[
            moved
            for it in evidence.collaborations
            for moved in [
                it._replace(
                    source=heirs.get(it.source, it.source),
                    target=heirs.get(it.target, it.target),
                )
            ]
            if moved.source != moved.target
        ],
    )


def _present_once(
    rows: Iterable[ParticipationRow], heirs: Mapping[int, int]
) -> list[ParticipationRow]:
    """Redirect participations; of two roles in one meeting, the stronger wins."""
    order = {role: rank for rank, role in enumerate(Role)}
    found: dict[tuple[int, int], ParticipationRow] = {}
    for it in rows:
        moved = it._replace(actor=heirs.get(it.actor, it.actor))
        place = moved.interaction, moved.actor
        before = found.get(place)
        if before is None or order[moved.role] < order[before.role]:
            found[place] = moved
    return list(found.values())
