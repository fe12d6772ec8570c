"""Who is tied to nobody, and who has not been seen for long."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from reseau.analysis.ties.projection import attendances
from reseau.domain.evidence import ParticipationRow
from reseau.domain.names import sort_key
from reseau.domain.vocabulary import ActorKind
from reseau.store.rows import groupings, rows
from reseau.store.rows.rows import Scope
from reseau.store.session import Store
from reseau.usecases.network.network import Question, look
from reseau.usecases.network.structure import Frame, frame

SILENT_DAYS = 180
"""After so many days without being seen, an actor is called silent."""


class Apart(StrEnum):
    """Why an actor stands apart."""

    NEVER = "never"
    ALONE = "alone"
    REPRESENTED = "represented"
    SILENT = "silent"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class ApartLine:
    """An actor who is tied to nobody here, or silent.

    Attributes:
        why: ``never`` seen; ``alone``: seen, but never with anybody; ``represented``:
            never named itself, but people were there on its behalf; ``silent``: not
            seen for long; ``outside``: seen lately, but not in what is looked at.
        last: Day it was last present or represented, in the whole log until the as-of
            day.
        days: Days since then.
        interactions: How many it was present or represented at, likewise.
        tied: Whether it has a tie in what is looked at.
    """

    slug: str
    name: str
    kind: ActorKind
    why: Apart
    last: date | None
    days: int | None
    interactions: int
    tied: bool


@dataclass(frozen=True, slots=True)
class ApartList:
    """Who stands apart: who met nobody first, then the most recent silences.

    Attributes:
        silent_days: After how many days an actor is called silent.
        everybody: How many actors there are, apart or not.
        as_of: The day the silences are counted up to.
        logged_until: Day of the last interaction until then; None without one.
    """

    frame: Frame
    silent_days: int
    everybody: int
    lines: tuple[ApartLine, ...]
    as_of: date
    logged_until: date | None


class _Logged(NamedTuple):
    """What the log says of actors.

    Attributes:
        seen: Actor to the interactions where it was, or was represented, by key.
        present: Actors who were at one.
        met: Those who were not alone there.
    """

    seen: Mapping[int, Mapping[int, date]]
    present: set[int]
    met: set[int]


def _logged(
    log: Iterable[ParticipationRow],
    through: Iterable[groupings.Represented],
    *,
    as_of: date,
) -> _Logged:
    """Read the log up to a day."""
    seen: defaultdict[int, dict[int, date]] = defaultdict(dict)
    present: set[int] = set()
    met: set[int] = set()
    for it in attendances(log):
        if it.held_on <= as_of:
            for key in it.actors:
                seen[key][it.interaction] = it.held_on
            present.update(it.actors)
            met.update(it.actors if len(it.actors) > 1 else ())
    for one in through:
        if one.held_on <= as_of:
            seen[one.organization][one.interaction] = one.held_on
    return _Logged(seen, present, met)


def find_apart(
    store: Store, question: Question, *, silent_days: int = SILENT_DAYS
) -> ApartList:
    """List those without a tie in what is looked at, and those not seen for long."""
    with store.reading() as session:
        looked = look(session, question)
        people = rows.actor_rows(session, shown_to=question.shown_to)
        log = rows.participation_rows(session, Scope())
        through = groupings.represented(session)
    seen, present, met = _logged(log, through, as_of=looked.rule.as_of)
    limit = looked.rule.as_of - timedelta(days=silent_days)
    lines = []
    for actor in people:
        tied = actor.actor in looked.network and bool(
            looked.network.degree(actor.actor)
        )
        when = list(seen.get(actor.actor, {}).values())
        last = max(when, default=None)
        silent = last is not None and last < limit
        why = _why(
            seen=last is not None,
            silent=silent,
            present=actor.actor in present,
            met=actor.actor in met,
            tied=tied,
        )
        if why is not None:
            days = None if last is None else (looked.rule.as_of - last).days
            lines.append(
                ApartLine(
                    actor.slug, actor.name, actor.kind, why, last, days, len(when), tied
                )
            )
    lines.sort(key=_order)
    days_logged = (day for it in seen.values() for day in it.values())
    return ApartList(
        frame(looked, question), silent_days, len(people), tuple(lines),
        looked.rule.as_of, max(days_logged, default=None),
    )  # fmt: skip


def _order(line: ApartLine) -> tuple[bool, int, tuple[str, str], str]:
    """Put those never met first, then those silent since the fewest days."""
    days = line.days if line.days is not None else 0
    return line.why is Apart.SILENT, days, sort_key(line.name), line.slug


def _why(
    *, seen: bool, silent: bool, present: bool, met: bool, tied: bool
) -> Apart | None:
    """Tell why an actor stands apart; None when it does not."""
    if silent:
        return Apart.SILENT
    if tied:
        return None
    if not seen:
        return Apart.NEVER
    if not present:
        return Apart.REPRESENTED
    return Apart.OUTSIDE if met else Apart.ALONE
