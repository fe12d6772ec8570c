"""Who is tied to nobody, and who has not been seen for long."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from reseau.analysis.projection import attendances
from reseau.domain.names import sort_key
from reseau.domain.vocabulary import ActorKind
from reseau.store import rows
from reseau.store.rows import Scope
from reseau.store.session import Store
from reseau.usecases.network import Question, look
from reseau.usecases.structure import Frame, frame

SILENT_DAYS = 180
"""After so many days without being seen, an actor is called silent."""


class Apart(StrEnum):
    """Why an actor stands apart."""

    NEVER = "never"
    ALONE = "alone"
    SILENT = "silent"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class ApartLine:
    """An actor who is tied to nobody here, or silent.

    Attributes:
        why: ``never`` seen; ``alone``: seen, but never with anybody; ``silent``: not
            seen for long; ``outside``: seen lately, but not in what is looked at.
        last: Day it was last present, in the whole log until the as-of day.
        days: Days since then.
        interactions: How many it was present at, likewise.
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
    """Who stands apart: who met nobody first, then the most recent silences."""

    frame: Frame
    silent_days: int
    everybody: int
    lines: tuple[ApartLine, ...]


def find_apart(
    store: Store, question: Question, *, silent_days: int = SILENT_DAYS
) -> ApartList:
    """List those without a tie in what is looked at, and those not seen for long."""
    with store.reading() as session:
        looked = look(session, question)
        people = rows.actor_rows(session, shown_to=question.shown_to)
        log = rows.participation_rows(session, Scope())
    seen: defaultdict[int, list[date]] = defaultdict(list)
    met: set[int] = set()
    for it in attendances(log):
        if it.held_on <= looked.rule.as_of:
            for key in it.actors:
                seen[key].append(it.held_on)
            met.update(it.actors if len(it.actors) > 1 else ())
    limit = looked.rule.as_of - timedelta(days=silent_days)
    lines = []
    for actor in people:
        tied = actor.actor in looked.network and bool(
            looked.network.degree(actor.actor)
        )
        why = _why(actor.actor, seen, met, limit=limit, tied=tied)
        if why is not None:
            last = max(seen.get(actor.actor, []), default=None)
            days = None if last is None else (looked.rule.as_of - last).days
            count = len(seen.get(actor.actor, []))
            lines.append(
                ApartLine(
                    actor.slug, actor.name, actor.kind, why, last, days, count, tied
                )
            )
    lines.sort(key=_order)
    return ApartList(frame(looked, question), silent_days, len(people), tuple(lines))


def _order(line: ApartLine) -> tuple[bool, int, tuple[str, str], str]:
    """Put those never met first, then those silent since the fewest days."""
    days = line.days if line.days is not None else 0
    return line.why is Apart.SILENT, days, sort_key(line.name), line.slug


def _why(
    actor: int,
    seen: Mapping[int, list[date]],
    met: set[int],
    *,
    limit: date,
    tied: bool,
) -> Apart | None:
    days = seen.get(actor)
    if not days:
        return None if tied else Apart.NEVER
    if max(days) < limit:
        return Apart.SILENT
    if actor not in met:
        return None if tied else Apart.ALONE
    return None if tied else Apart.OUTSIDE
