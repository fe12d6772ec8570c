"""What an organization holds on a day: ended, or given to what comes after it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from reseau.domain.names import folded
from reseau.i18n import NN_, formats, gettext, ngettext
from reseau.store.models import (
    Actor,
    Affiliation,
    Membership,
    Partnership,
    Spokesperson,
)

Held = Affiliation | Membership | Partnership | Spokesperson
Spell = TypeVar("Spell", Affiliation, Membership, Partnership, Spokesperson)

_WORDS: dict[type[Held], tuple[str, str]] = {
    Affiliation: NN_("{n} person’s role", "{n} people’s roles"),
    Membership: NN_("{n} seat", "{n} seats"),
    Partnership: NN_("{n} partnership", "{n} partnerships"),
    Spokesperson: NN_("{n} right to speak", "{n} rights to speak"),
}


def open_spells(session: Session, actor: Actor, *, on: date) -> int:
    """Count what an organization holds on a day or later."""
    return len(_held(session, actor, on=on))


def close_spells(session: Session, actor: Actor, *, on: date) -> list[str]:
    """End what an organization holds on a day; say how much.

    What begins on that day or later is left alone: it cannot end before.
    """
    closed = [it for it in _held(session, actor, on=on) if _begun_before(it, on)]
    for it in closed:
        it.until = on
    if not closed:
        return []
    text = gettext("Ended that day with {name}: {what}.")
    return [text.format(name=actor.name, what=_counted(closed))]


def hand_over(session: Session, old: Actor, new: Actor, *, on: date) -> list[str]:
    """End what an organization holds on a day, and let it go on with another one.

    What the other one holds already is not given twice.
    """
    held = [it for it in _held(session, old, on=on) if _begun_before(it, on)]
    given = []
    for it in held:
        until = it.until
        it.until = on
        twin = _twin(it, old, new)
        twin.since, twin.until = on, until
        if not _has(session, twin, on=on):
            session.add(twin)
            given.append(it)
        session.flush()
    if not held:
        return []
    if not given:
        text = gettext("Ended that day with {name}: {what}; {heir} had them already.")
        return [text.format(name=old.name, what=_counted(held), heir=new.name)]
    text = gettext("From {name} to {heir} on {day}: {what}.")
    day = formats.full_date(on)
    return [text.format(name=old.name, heir=new.name, day=day, what=_counted(given))]


def _counted(some: Sequence[Held]) -> str:
    parts = []
    for kind, forms in _WORDS.items():
        number = sum(isinstance(it, kind) for it in some)
        if number:
            parts.append(ngettext(*forms, number).format(n=formats.number(number)))
    return ", ".join(parts)


def _held(session: Session, actor: Actor, *, on: date) -> list[Held]:
    """List what an organization holds on a day, or will later."""
    return [it for it in _all(session, actor) if it.until is None or it.until > on]


def _begun_before(it: Held, day: date) -> bool:
    return it.since is None or it.since < day


def _all(session: Session, actor: Actor) -> Iterator[Held]:
    key = actor.key
    yield from session.scalars(
        select(Affiliation)
        .where(Affiliation.organization_key == key)
        .order_by(Affiliation.key)
    )
    yield from session.scalars(
        select(Membership)
        .where(or_(Membership.actor_key == key, Membership.on_behalf_of_key == key))
        .order_by(Membership.key)
    )
    yield from session.scalars(
        select(Partnership)
        .where(Partnership.actor_key == key)
        .order_by(Partnership.key)
    )
    yield from session.scalars(
        select(Spokesperson)
        .where(Spokesperson.actor_key == key)
        .order_by(Spokesperson.key)
    )


def _twin(it: Held, old: Actor, new: Actor) -> Held:
    """Make the same thing for another organization, without its days."""
    match it:
        case Affiliation():
            return Affiliation(person=it.person, organization=new, title=it.title)
        case Membership():
            own = it.actor_key == old.key
            represented = it.on_behalf_of
            if represented is old:
                represented = new
            return Membership(
                actor=new if own else it.actor, on_behalf_of=represented,
                committee_key=it.committee_key, role=it.role,
            )  # fmt: skip
        case Partnership():
            return Partnership(actor_key=new.key, status=it.status)
        case Spokesperson():
            return Spokesperson(
                actor=new, committee=it.committee, theme=it.theme, note=it.note
            )


def _has(session: Session, twin: Held, *, on: date) -> bool:
    """Tell whether the other organization holds the same thing that day."""
    with session.no_autoflush:
        match twin:
            case Affiliation():
                return any(
                    folded(it.title or "") == folded(twin.title or "")
                    for it in _still(_roles(session, twin), on)
                )
            case Membership():
                return bool(_still(_seats(session, twin), on))
            case Partnership():
                query = select(Partnership).where(
                    Partnership.actor_key == twin.actor_key
                )
                return bool(_still(list(session.scalars(query)), on))
            case Spokesperson():
                said = select(Spokesperson).where(
                    Spokesperson.actor_key == twin.actor.key
                )
                return any(
                    it.committee is twin.committee and it.theme is twin.theme
                    for it in _still(list(session.scalars(said)), on)
                )


def _roles(session: Session, twin: Affiliation) -> list[Affiliation]:
    query = (
        select(Affiliation)
        .where(Affiliation.person_key == twin.person.key)
        .where(Affiliation.organization_key == twin.organization.key)
    )
    return list(session.scalars(query))


def _seats(session: Session, twin: Membership) -> list[Membership]:
    query = (
        select(Membership)
        .where(Membership.committee_key == twin.committee_key)
        .where(Membership.actor_key == twin.actor.key)
    )
    return list(session.scalars(query))


def _still(some: Sequence[Spell], on: date) -> list[Spell]:
    return [it for it in some if it.until is None or it.until > on]
