"""Ties of what lasts: seats in a committee, affiliations, collaborations.

Affiliations and collaborations do not fade: they are there or not. With a period
that has a start, those that share a day with it count; otherwise those of the
as-of day. Seats fade like interactions, so ended ones count for what is left.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import NamedTuple

from reseau.analysis.ties.projection import Line, Pair, TieRule
from reseau.domain.evidence import AffiliationRow, CollaborationRow, MembershipRow
from reseau.domain.periods import Period

_TWO = 2
_DAY = timedelta(days=1)


def committee_days(start: int, end: int, *, rule: TieRule) -> float:
    """Add up the days from ``start`` to ``end``, each faded by its age.

    (h/ln 2) * (2^(-(T-end)/h) - 2^(-(T-start)/h)), the integral of the recency.

    Args:
        start: First day, as a proleptic ordinal.
        end: The day after the last one.
        rule: T is its as-of day, h its half-life.

    Returns:
        Committee-days, halved every half-life; the plain number of days without a
        half-life; 0 when there is no day.
    """
    if end <= start:
        return 0.0
    if rule.half_life is None:
        return float(end - start)
    rate = math.log(2) / rule.half_life
    return -math.expm1(-rate * (end - start)) / rate * rule.recency(end)


class _Seat(NamedTuple):
    """One seat, cut to the days that count; ``end`` is the day after the last."""

    membership: int
    actor: int
    start: int
    end: int


class _Piece(NamedTuple):
    """Days through which the same actors sat together."""

    start: int
    end: int
    seated: int
    contribution: float


def committee(rows: Iterable[MembershipRow], rule: TieRule) -> dict[Pair, list[Line]]:
    """Find every pair that sat in a committee at the same time, with their seats.

    While N actors sit together, each day adds share(N) to the tie of each pair,
    faded by its age; N changes whenever somebody comes or leaves. With ``newman`` an
    actor's strength is the number of faded days on which it sat with somebody.

    The as-of day counts as a day. An unknown start is taken, as one does with what
    began before the window, for the start of the period, or else the first date
    known of that committee; or else only the last day known of the seat counts.

    Args:
        rows: Memberships, in any order. An actor with two seats counts once.
        rule: The period, the as-of day, the half-life and the weighting.

    Returns:
        Pair to its lines, one per committee, with the keys of all the seats, be they
        of one term or of several; their contributions, in committee-days halved every
        half-life (not comparable with interactions), add up to the weight of the tie.
    """
    committees: defaultdict[int, list[MembershipRow]] = defaultdict(list)
    for row in rows:
        committees[row.committee].append(row)
    lines: defaultdict[Pair, list[Line]] = defaultdict(list)
    for key in sorted(committees):
        for pair, line in _sat_together(committees[key], rule):
            lines[pair].append(line)
    return dict(lines)


def affiliation(
    rows: Iterable[AffiliationRow], rule: TieRule
) -> dict[Pair, list[Line]]:
    """Find every person's organizations.

    The tie has no direction: the kinds of its two actors tell who belongs to whom.

    Roles that follow each other are one: a second term, another title, what a merger
    cut in two. The weight is the most roles that the person had there on one day.

    Args:
        rows: Affiliations, in any order.
        rule: Only its period and as-of day matter.

    Returns:
        Pair to its lines, by key, each adding 1: one per role that was held beside
        others, with the keys of all that followed each other in it.
    """
    spells: defaultdict[Pair, list[_Spell]] = defaultdict(list)
    for row in sorted(rows, key=lambda it: it.affiliation):
        if row.person != row.organization and _counts(row.since, row.until, rule=rule):
            spell = _Spell(row.affiliation, row.since, row.until, 1.0)
            spells[_pair(row.person, row.organization)].append(spell)
    return {
        pair: sorted(_line(one, rule=rule) for one in _in_turn(some))
        for pair, some in spells.items()
    }


def collaboration(
    rows: Iterable[CollaborationRow], rule: TieRule
) -> dict[Pair, list[Line]]:
    """Find every pair with a declared collaboration.

    The tie has no direction: to collaborate is mutual, and which end was written
    first means nothing. On one theme, two actors collaborate once: what follows an
    earlier one, or was declared twice, adds nothing but its keys.

    Args:
        rows: Collaborations, in any order; one of an actor with itself is left out.
        rule: Only its period and as-of day matter.

    Returns:
        Pair to its lines, by key, one per theme (one for all without a theme), each
        adding the greatest strength declared.
    """
    alike: defaultdict[tuple[Pair, int | None], list[_Spell]] = defaultdict(list)
    for row in sorted(rows, key=lambda it: it.collaboration):
        if row.source != row.target and _counts(row.since, row.until, rule=rule):
            about = _pair(row.source, row.target), row.theme
            worth = float(row.strength)
            spell = _Spell(row.collaboration, row.since, row.until, worth)
            alike[about].append(spell)
    lines: defaultdict[Pair, list[Line]] = defaultdict(list)
    for (pair, _theme), some in alike.items():
        lines[pair].append(_line(some, rule=rule))
    return {pair: sorted(some) for pair, some in lines.items()}


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _counts(since: date | None, until: date | None, *, rule: TieRule) -> bool:
    """Tell whether an interval is part of what the rule looks at."""
    if since is not None and since > rule.as_of:
        return False
    window = rule.period
    if window.since is None:
        window = Period(rule.as_of, window.until)
    return window.overlaps(since, until)


class _Spell(NamedTuple):
    """Something that held from a day until another; None for a day not known."""

    key: int
    since: date | None
    until: date | None
    worth: float


def _in_turn(spells: Iterable[_Spell]) -> list[list[_Spell]]:
    """Put spells after each other, in as few rows as there were at once.

    By first day, each goes into the first row that is over by then.
    """
    rows: list[list[_Spell]] = []
    for it in sorted(spells, key=lambda it: (it.since or date.min, it.key)):
        for row in rows:
            ended = row[-1].until
            if ended is not None and ended <= (it.since or date.min):
                row.append(it)
                break
        else:
            rows.append([it])
    return rows


def _line(spells: Sequence[_Spell], *, rule: TieRule) -> Line:
    """Make one line of spells; it adds what the greatest of them is worth."""
    keys = tuple(sorted(it.key for it in spells))
    starts = [it.since for it in spells]
    first = min((it for it in starts if it is not None), default=None)
    last = max(
        rule.as_of if it.until is None else min(it.until - _DAY, rule.as_of)
        for it in spells
    )
    return Line(
        keys, None if None in starts else first, last, _TWO,
        max(it.worth for it in spells),
    )  # fmt: skip


def _seats(rows: list[MembershipRow], rule: TieRule) -> list[_Seat]:
    """Cut the seats of one committee to the days that count, ordered by key."""
    dates = [it for row in rows for it in (row.since, row.until) if it is not None]
    closed = rule.as_of.toordinal() + 1
    if rule.period.until is not None:
        closed = min(closed, rule.period.until.toordinal())
    began = min(dates).toordinal() if dates else closed
    seats = []
    for row in sorted(rows, key=lambda it: it.membership):
        end = closed if row.until is None else min(closed, row.until.toordinal())
        start = _start(row.since, min(began, end - 1), rule=rule)
        if start < end:
            seats.append(_Seat(row.membership, row.actor, start, end))
    return seats


def _start(since: date | None, unknown: int, *, rule: TieRule) -> int:
    """Give the first day of a seat that counts; the period's start hides earlier."""
    opened = rule.period.since
    if since is None:
        return unknown if opened is None else opened.toordinal()
    return since.toordinal() if opened is None else max(since, opened).toordinal()


def _sat_together(
    rows: list[MembershipRow], rule: TieRule
) -> Iterator[tuple[Pair, Line]]:
    """Go through one committee from change to change."""
    seats = _seats(rows, rule)
    pieces: defaultdict[Pair, list[_Piece]] = defaultdict(list)
    keys: defaultdict[Pair, set[int]] = defaultdict(set)
    changes = sorted({it for seat in seats for it in (seat.start, seat.end)})
    for start, end in pairwise(changes):
        seated: dict[int, int] = {}
        for seat in seats:
            if seat.start <= start and end <= seat.end:
                seated.setdefault(seat.actor, seat.membership)
        share = rule.weighting.share(len(seated))
        piece = _Piece(
            start, end, len(seated), share * committee_days(start, end, rule=rule)
        )
        for (one, first), (other, second) in combinations(sorted(seated.items()), 2):
            pieces[one, other].append(piece)
            keys[one, other] |= {first, second}
    for pair, together in sorted(pieces.items()):
        yield pair, _seats_line(keys[pair], together)


def _seats_line(keys: Iterable[int], pieces: list[_Piece]) -> Line:
    """Join the pieces through which two actors sat together."""
    return Line(
        tuple(sorted(keys)),
        date.fromordinal(pieces[0].start),
        date.fromordinal(pieces[-1].end - 1),
        max(piece.seated for piece in pieces),
        math.fsum(piece.contribution for piece in pieces),
    )
