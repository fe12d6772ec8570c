"""The cell of the matrix of an action when nobody said it: guessed, and shown so."""

from collections import defaultdict
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.matrix import Place, inferred_carrier, inferred_function
from reseau.domain.periods import Period
from reseau.domain.vocabulary import Carrier, CommitteeKind, Function, Role
from reseau.i18n import gettext
from reseau.store import models
from reseau.store.models import Committee, Interaction, Membership, Participation

Days = tuple[CommitteeKind, Period]
"""A seat: what it is in, and when it is held."""


def stated_or_inferred(
    said: Function | Carrier | None, guess: Function | Carrier
) -> str:
    """Write one axis of a cell; what nobody said is always shown as inferred."""
    if said is not None:
        return said.label()
    return gettext("{word} (inferred)").format(word=guess.label())


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


def signal_places(session: Session) -> dict[int, Place]:
    """Guess who carries a signal from where whoever brought it sat that day."""
    places = seats(session)
    query = select(
        models.Signal.key, models.Signal.seen_on, models.Signal.brought_by_key
    ).where(models.Signal.brought_by_key.is_not(None))
    found = {}
    for key, day, actor in session.execute(query):
        sat = held(places.get(actor or 0, []), on=day)
        staff = sat == {CommitteeKind.STAFF}
        found[key] = Function.WATCH, Carrier.STAFF if staff else Carrier.MEMBERS
    return found
