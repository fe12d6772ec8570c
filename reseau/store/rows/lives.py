"""When organizations began and ended, what they were called, and who came after them.

Read from what was said of their changes; an organization of which nothing was said has
neither a beginning nor an end, and its one name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.periods import Period
from reseau.domain.vocabulary import SuccessionKind
from reseau.store.rows.narrow import narrow

if TYPE_CHECKING:
    from reseau.store.models import Actor, Succession

_succession: "type[Succession]" = narrow("succession")
ALWAYS = Period()
_ENDING = tuple(it for it in SuccessionKind if it.ends)


@dataclass(frozen=True, slots=True)
class Lives:
    """When organizations exist, by key; those that are not there always do.

    Attributes:
        heirs: Those that are over to those that they became, by mergers and splits,
            in the order in which that was said.
        merged: Those that are over by a merger.
    """

    periods: Mapping[int, Period]
    heirs: Mapping[int, tuple[int, ...]]
    merged: frozenset[int]

    def exists(self, key: int, day: date) -> bool:
        """Tell whether an actor exists on a day, as far as was said."""
        return day in self.periods.get(key, ALWAYS)

    def over(self, key: int, day: date) -> bool:
        """Tell whether an actor is over by a day."""
        until = self.periods.get(key, ALWAYS).until
        return until is not None and until <= day

    def begun(self, key: int, day: date) -> bool:
        """Tell whether an actor has begun by a day."""
        since = self.periods.get(key, ALWAYS).since
        return since is None or since <= day

    def absent(self, day: date) -> frozenset[int]:
        """Give the actors that do not exist on a day."""
        return frozenset(it for it in self.periods if not self.exists(it, day))

    def heir(self, key: int, day: date) -> int:
        """Follow the mergers of an actor up to a day; itself when there is none.

        A split leads nowhere: nobody said which part took what over.
        """
        seen = {key}
        while key in self.merged and self.over(key, day):
            (key,) = self.heirs[key]
            if key in seen:  # A loop is refused by hand; be safe all the same.
                return key
            seen.add(key)
        return key

    def heirs_on(self, day: date) -> dict[int, int]:
        """Give the heir of each merged actor, of those that are over by a day."""
        found = {it: self.heir(it, day) for it in sorted(self.merged)}
        return {old: new for old, new in found.items() if old != new}


def lives(session: Session) -> Lives:
    """Read when organizations began and ended, and what they became."""
    query = select(
        _succession.predecessor_key,
        _succession.successor_key,
        _succession.kind,
        _succession.happened_on,
        _succession.successor_since,
    ).order_by(_succession.key)
    since: dict[int, date] = {}
    until: dict[int, date] = {}
    heirs: dict[int, list[int]] = {}
    merged: set[int] = set()
    for old, new, kind, day, begun in session.execute(query):
        if kind.ends:
            until[old] = day
            merged |= {old} if kind is SuccessionKind.MERGER else set()
            if new is not None:
                heirs.setdefault(old, []).append(new)
        if new is not None and begun is not None:
            since[new] = begun
    return Lives(
        {
            it: Period(since.get(it), until.get(it))
            for it in sorted(since.keys() | until.keys())
        },
        {old: tuple(dict.fromkeys(some)) for old, some in heirs.items()},
        frozenset(it for it in merged if len(set(heirs[it])) == 1),
    )


def names_on(
    session: Session, day: date, *, among: Iterable[int] | None = None
) -> dict[int, str]:
    """Give the names that actors had on a day, where they have another one now.

    Args:
        session: Where to read.
        day: A renaming on that day is done.
        among: Only for these keys; None for all.
    """
    query = (
        select(_succession.predecessor_key, _succession.former_name)
        .where(_succession.kind == SuccessionKind.RENAME)
        .where(_succession.happened_on > day)
        .order_by(_succession.happened_on, _succession.key)
    )
    found: dict[int, str] = {}
    for key, name in session.execute(query):
        if name is not None:
            found.setdefault(key, name)
    if among is None:
        return found
    return {key: found[key] for key in among if key in found}


def name_on(session: Session, actor: "Actor", day: date) -> str:
    """Give the name that an actor had on a day."""
    return names_on(session, day, among=[actor.key]).get(actor.key, actor.name)


def ended(session: Session, *, by: date) -> dict[int, date]:
    """Give the organizations that are over by a day, and since when."""
    query = (
        select(_succession.predecessor_key, _succession.happened_on)
        .where(_succession.kind.in_(_ENDING), _succession.happened_on <= by)
        .order_by(_succession.key)
    )
    return {key: day for key, day in session.execute(query)}  # noqa: C416  # A Result is no mapping.
