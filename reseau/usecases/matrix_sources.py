"""What fills the matrix: one source a kind of action.

To add a kind of action, add a source to ``SOURCES``: its SELECT gives key, title, day,
function and carrier, the last two empty when nobody said them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from reseau.domain.matrix import (
    Action,
    Place,
    inferred_carrier,
    inferred_function,
)
from reseau.domain.periods import Period
from reseau.domain.vocabulary import (
    ActionKind,
    Carrier,
    CommitteeKind,
    Function,
    Role,
)
from reseau.i18n import gettext
from reseau.store.models import (
    Committee,
    Interaction,
    Membership,
    Mission,
    Participation,
    Product,
    Signal,
    Strategy,
)
from reseau.usecases.cycle_cells import inferred_cells

Days = tuple[CommitteeKind, Period]
"""A seat: what it is in, and when it is held."""
Efforts = Mapping[int, tuple[int, int | None]]
"""Key to how many were present, and the minutes it lasted."""


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of action.

    Attributes:
        rows: SELECT of key, title, day, function, carrier, in this order.
        day: The column of its day, by which a period is asked for.
        usual: The cell of an action of which nobody said it.
        guess: Gives better guesses than ``usual``, by key.
        effort: Gives what each action took, by key.
    """

    kind: ActionKind
    rows: Select[int, str, date, Function | None, Carrier | None]
    day: Any  # A column of days, empty or not.
    usual: Place
    guess: Callable[[Session], Mapping[int, Place]] | None = None
    effort: Callable[[Session], Efforts] | None = None

    def actions(self, session: Session, period: Period) -> Iterator[Action]:
        """Give the actions of a period, oldest first."""
        query = self.rows.where(*_within(self.day, period))
        guesses = {} if self.guess is None else self.guess(session)
        efforts = {} if self.effort is None else self.effort(session)
        for key, title, day, function, carrier in session.execute(query):
            guess = guesses.get(key, self.usual)
            present, minutes = efforts.get(key, (0, None))
            yield Action(
                self.kind, key, title, day,
                guess[0] if function is None else function,
                guess[1] if carrier is None else carrier,
                function is not None, carrier is not None, present, minutes,
            )  # fmt: skip


def stated_or_inferred(
    said: Function | Carrier | None, guess: Function | Carrier
) -> str:
    """Write one axis of a cell; what nobody said is always shown as inferred."""
    if said is not None:
        return said.label()
    return gettext("{word} (inferred)").format(word=guess.label())


def _within(column: Any, period: Period) -> list[ColumnElement[bool]]:
    found = [column.is_not(None)]
    if period.since is not None:
        found.append(column >= period.since)
    if period.until is not None:
        found.append(column < period.until)
    return found


def seats(session: Session) -> dict[int, list[Days]]:
    """Give where each actor sits, themselves or by somebody who sits for them."""
    found: defaultdict[int, list[Days]] = defaultdict(list)
    query = select(
        Membership.actor_key, Membership.on_behalf_of_key, Committee.kind,
        Membership.since, Membership.until,
    ).join(Committee)  # fmt: skip
    for actor, behalf, kind, since, until in session.execute(query):
        for key in {actor, actor if behalf is None else behalf}:
            found[key].append((kind, Period(since, until)))
    return dict(found)


def held(places: list[Days], *, on: date) -> set[CommitteeKind]:
    """Give what is sat in on a day."""
    return {kind for kind, days in places if on in days}


def interaction_places(
    session: Session, *, only: int | None = None
) -> dict[int, Place]:
    """Guess the cell of interactions from their committee, kind and participants.

    Args:
        session: Open for reading.
        only: Key of the one interaction to guess; all by default.
    """
    there = _seats_there(session, only=only)
    query = select(Interaction.key, Interaction.kind, Committee.kind).outerjoin(
        Committee, Committee.key == Interaction.committee_key
    )
    if only is not None:
        query = query.where(Interaction.key == only)
    return {
        key: (
            inferred_function(kind, committee=committee),
            inferred_carrier(committee, seats=there.get(key, ())),
        )
        for key, kind, committee in session.execute(query)
    }


def _seats_there(
    session: Session, *, only: int | None
) -> dict[int, set[CommitteeKind]]:
    """Give where those present sit, for interactions of no committee."""
    places = seats(session)
    found: defaultdict[int, set[CommitteeKind]] = defaultdict(set)
    for who in (Participation.actor_key, Participation.on_behalf_of_key):
        query = (
            select(Interaction.key, Interaction.held_on, who)
            .join(Participation, Participation.interaction_key == Interaction.key)
            .where(Interaction.committee_key.is_(None))
            .where(Participation.role.in_([it for it in Role if it.present]))
            .where(who.in_(select(Membership.actor_key)) | who.in_(_REPRESENTED))
        )
        if only is not None:
            query = query.where(Interaction.key == only)
        for key, day, actor in session.execute(query):
            found[key] |= held(places.get(actor or 0, []), on=day)
    return found


_REPRESENTED = select(Membership.on_behalf_of_key).where(
    Membership.on_behalf_of_key.is_not(None)
)


def _interaction_efforts(session: Session) -> Efforts:
    query = (
        select(Interaction.key, Interaction.minutes, func.count(Participation.key))
        .outerjoin(
            Participation,
            (Participation.interaction_key == Interaction.key)
            & Participation.role.in_([it for it in Role if it.present]),
        )
        .group_by(Interaction.key, Interaction.minutes)
    )
    return {key: (present, minutes) for key, minutes, present in session.execute(query)}


def signal_places(session: Session) -> dict[int, Place]:
    """Guess who carries a signal from where whoever brought it sat that day."""
    places = seats(session)
    query = select(Signal.key, Signal.seen_on, Signal.brought_by_key).where(
        Signal.brought_by_key.is_not(None)
    )
    found = {}
    for key, day, actor in session.execute(query):
        sat = held(places.get(actor or 0, []), on=day)
        staff = sat == {CommitteeKind.STAFF}
        found[key] = Function.WATCH, Carrier.STAFF if staff else Carrier.MEMBERS
    return found


SOURCES: list[Source] = [
    Source(
        ActionKind.INTERACTION,
        select(
            Interaction.key, Interaction.title, Interaction.held_on,
            Interaction.function, Interaction.carrier,
        ).order_by(Interaction.held_on, Interaction.key),
        Interaction.held_on,
        (Function.WATCH, Carrier.STAFF),
        guess=interaction_places,
        effort=_interaction_efforts,
    ),
    Source(
        ActionKind.SIGNAL,
        select(
            Signal.key, Signal.title, Signal.seen_on, Signal.function, Signal.carrier
        ).order_by(Signal.seen_on, Signal.key),
        Signal.seen_on,
        (Function.WATCH, Carrier.STAFF),
        guess=signal_places,
    ),
    Source(
        ActionKind.PRODUCT,
        select(
            Product.key, Product.name, Product.made_on, Product.function,
            Product.carrier,
        ).order_by(Product.made_on, Product.key),
        Product.made_on,
        (Function.ANALYSIS, Carrier.STAFF),
        guess=lambda session: inferred_cells(session, Product),
    ),
    Source(
        ActionKind.STRATEGY,
        select(
            Strategy.key, Strategy.name, Strategy.started_on, Strategy.function,
            Strategy.carrier,
        ).order_by(Strategy.started_on, Strategy.key),
        Strategy.started_on,
        (Function.DISSEMINATION, Carrier.STAFF),
        guess=lambda session: inferred_cells(session, Strategy),
    ),
    Source(
        ActionKind.MISSION,
        select(
            Mission.key, Mission.name, Mission.started_on, Mission.function,
            Mission.carrier,
        ).order_by(Mission.started_on, Mission.key),
        Mission.started_on,
        (Function.DISSEMINATION, Carrier.STAFF),
        guess=lambda session: inferred_cells(session, Mission),
    ),
]  # fmt: skip
