"""What has been kept for long enough, and its removal for good.

A kind of data is a line of ``_ROWS``, or of ``_FOUND`` when its age is not a column of
its own; ``reseau.domain.retention`` holds what is usual for it. Written past the
history of operations, which is rewritten as well: undoing brings nothing back.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from reseau.domain.retention import FEWEST_TOGETHER, DataKind
from reseau.domain.vocabulary import ActorKind, ConsentState, Nature, Purpose
from reseau.store.models import (
    Actor,
    Affiliation,
    Base,
    Change,
    Committee,
    Consent,
    ContactField,
    Departure,
    Erasure,
    Expertise,
    FollowUp,
    Incident,
    Influence,
    Interaction,
    Membership,
    Need,
    Operation,
    Participation,
    Partnership,
    Pledge,
    Position,
    PrivacyRequest,
    RetentionRun,
    Signal,
    Spokesperson,
    Substantiation,
)
from reseau.store.past.dependents import used_keys
from reseau.store.past.history import recorder_of
from reseau.store.privacy import forgetting


@dataclass(frozen=True, slots=True)
class Due:
    """A record whose time has come.

    Attributes:
        table: Where, with ``key`` of the row.
        last: The day from which its time is counted.
        said: What it is, for whoever decides.
    """

    table: str
    key: int
    last: date
    said: str


@dataclass(frozen=True, slots=True)
class _Dated:
    """Rows whose age is a column; None means that the time has not begun."""

    model: type[Base]
    day: InstrumentedAttribute[Any]
    said: InstrumentedAttribute[Any]


_ROWS: dict[DataKind, tuple[_Dated, ...]] = {
    DataKind.FOLLOW_UP: (_Dated(FollowUp, FollowUp.done_on, FollowUp.what),),
    DataKind.ASSERTION: (
        _Dated(Influence, Influence.asserted_on, Influence.asserted_on),
        _Dated(Position, Position.asserted_on, Position.asserted_on),
    ),
    DataKind.REQUEST: (
        _Dated(PrivacyRequest, PrivacyRequest.answered_on, PrivacyRequest.kind),
    ),
    DataKind.INCIDENT: (_Dated(Incident, Incident.known_on, Incident.information),),
    DataKind.DEPARTURE: (_Dated(Departure, Departure.left_at, Departure.command),),
    DataKind.INTERACTION: (
        _Dated(Interaction, Interaction.held_on, Interaction.title),
    ),
}


def find_due(
    session: Session, kind: DataKind, *, cutoff: date, today: date
) -> list[Due]:
    """Find what is older than a day, in order of age.

    What is still referred to by other records, or waits for something, is not due:
    an interaction with a follow-up to be done, a person with a seat or a request.

    Args:
        session: Open for reading.
        kind: Which data.
        cutoff: What is of that day, or later, is kept.
        today: The day on which a seat or a consent is looked at.
    """
    other = _FOUND.get(kind)
    found = _rows(session, kind, cutoff) if other is None else other(
        session, cutoff, today
    )  # fmt: skip
    return sorted(found, key=lambda it: (it.last, it.table, it.key))


def _rows(session: Session, kind: DataKind, cutoff: date) -> list[Due]:
    found: list[Due] = []
    for it in _ROWS[kind]:
        query = select(it.model.key, it.day, it.said).where(it.day < _limit(it, cutoff))
        due = [
            Due(it.model.__tablename__, key, _day(day), _said(said))
            for key, day, said in session.execute(query.order_by(it.model.key))
        ]
        used = used_keys(session, it.model, [one.key for one in due])
        found += [one for one in due if one.key not in used]
    waiting = _with_promises(session) if kind is DataKind.INTERACTION else frozenset()
    return [it for it in found if it.key not in waiting]


def _limit(dated: _Dated, cutoff: date) -> date | datetime:
    if dated.model is Departure:
        return datetime.combine(cutoff, time(), UTC)
    return cutoff


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def _said(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _with_promises(session: Session) -> frozenset[int]:
    query = select(FollowUp.interaction_key).where(
        FollowUp.done_on.is_(None), FollowUp.interaction_key.is_not(None)
    )
    return frozenset(it for it in session.scalars(query) if it is not None)


def _notes(session: Session, cutoff: date, today: date) -> list[Due]:
    del today
    query = (
        select(Interaction.key, Interaction.held_on, Interaction.title)
        .where(Interaction.held_on < cutoff, Interaction.notes.is_not(None))
        .order_by(Interaction.key)
    )
    return [Due("interaction", *row) for row in session.execute(query)]


def _history(session: Session, cutoff: date, today: date) -> list[Due]:
    del today
    done = session.scalar(
        select(func.max(RetentionRun.cutoff)).where(
            RetentionRun.kind == DataKind.HISTORY
        )
    )
    query = (
        select(Change.key, Operation.done_at, Operation.command)
        .join(Operation, Operation.key == Change.operation_key)
        .where(Operation.done_at < datetime.combine(cutoff, time(), UTC))
        .order_by(Change.key)
    )
    if done is not None:
        query = query.where(Operation.done_at >= datetime.combine(done, time(), UTC))
    return [
        Due("change", key, done_at.date(), command)
        for key, done_at, command in session.execute(query)
    ]


def _people(session: Session, cutoff: date, today: date) -> list[Due]:
    idle = idle_people(session, cutoff=cutoff, today=today)
    return [Due("actor", it.key, last, it.name) for it, last in idle]


def _contacts(session: Session, cutoff: date, today: date) -> list[Due]:
    idle = {
        person.key: (person, last)
        for person, last in idle_people(session, cutoff=cutoff, today=today)
    }
    query = select(ContactField.key, ContactField.actor_key).where(
        ContactField.nature == Nature.PERSONAL
    )
    return [
        Due("contact_field", key, idle[actor][1], idle[actor][0].name)
        for key, actor in session.execute(query.order_by(ContactField.key))
        if actor in idle
    ]


_FOUND: dict[DataKind, Callable[[Session, date, date], list[Due]]] = {
    DataKind.PERSON: _people,
    DataKind.PERSONAL_CONTACT: _contacts,
    DataKind.NOTES: _notes,
    DataKind.HISTORY: _history,
}

# What shows that a person is still active: whose, and on which day.
_ACTIVITY: tuple[tuple[InstrumentedAttribute[Any], InstrumentedAttribute[Any]], ...] = (
    (Affiliation.person_key, Affiliation.since),
    (Affiliation.person_key, Affiliation.until),
    (Consent.actor_key, Consent.stated_on),
    (Expertise.actor_key, Expertise.since),
    (FollowUp.actor_key, FollowUp.done_on),
    (Membership.actor_key, Membership.since),
    (Membership.actor_key, Membership.until),
    (Partnership.actor_key, Partnership.since),
    (Partnership.actor_key, Partnership.until),
    (Need.asked_by_key, Need.asked_on),
    (Pledge.actor_key, Pledge.pledged_on),
    (Pledge.actor_key, Pledge.kept_on),
    (PrivacyRequest.actor_key, PrivacyRequest.received_on),
    (PrivacyRequest.actor_key, PrivacyRequest.answered_on),
    (Signal.brought_by_key, Signal.seen_on),
    (Spokesperson.actor_key, Spokesperson.since),
    (Spokesperson.actor_key, Spokesperson.until),
    (Substantiation.actor_key, Substantiation.stated_on),
)


def idle_people(
    session: Session, *, cutoff: date, today: date
) -> list[tuple[Actor, date]]:
    """Give the people of whom nothing is known since a day, with their last one.

    Somebody with a seat, a right to speak for the collective, a promise or a pledge to
    keep, a request without an answer or a consent to be remembered that holds is not
    idle. People erased already are left out.
    """
    last = _last_days(session)
    kept = _not_idle(session, today)
    erased = select(Erasure.actor_uid)
    query = (
        select(Actor)
        .where(Actor.kind == ActorKind.PERSON, Actor.merged_into.is_(None))
        .where(Actor.uid.not_in(erased))
        .order_by(Actor.key)
    )
    found = []
    for person in session.scalars(query):
        day = max(last.get(person.key, date.min), person.added_at.date())
        if day < cutoff and person.key not in kept:
            found.append((person, day))
    return found


def _last_days(session: Session) -> dict[int, date]:
    met = (
        select(Participation.actor_key, func.max(Interaction.held_on))
        .join(Interaction, Interaction.key == Participation.interaction_key)
        .group_by(Participation.actor_key)
    )
    queries: list[Select[Any, Any]] = [met]
    for who, what in _ACTIVITY:
        queries.append(select(who, func.max(what)).group_by(who))
    found: dict[int, date] = {}
    for query in queries:
        for key, day in session.execute(query):
            if key is not None and day is not None:
                found[key] = max(day, found.get(key, date.min))
    return found


def _not_idle(session: Session, today: date) -> set[int]:
    seats = (
        select(Membership.actor_key)
        .join(Committee, Committee.key == Membership.committee_key)
        .where(Membership.until.is_(None) | (Membership.until > today))
        .where(Committee.ended_on.is_(None) | (Committee.ended_on > today))
    )
    promises = select(FollowUp.actor_key).where(FollowUp.done_on.is_(None))
    pledges = select(Pledge.actor_key).where(
        Pledge.kept_on.is_(None), Pledge.dropped_on.is_(None)
    )
    speakers = select(Spokesperson.actor_key).where(
        Spokesperson.until.is_(None) | (Spokesperson.until > today)
    )
    requests = select(PrivacyRequest.actor_key).where(
        PrivacyRequest.answered_on.is_(None)
    )
    remembered = select(Consent.actor_key).where(
        Consent.purpose == Purpose.MEMORY,
        Consent.state == ConsentState.GIVEN,
        Consent.expires_on > today,
    )
    return {
        key
        for query in (seats, promises, pledges, speakers, requests, remembered)
        for key in session.scalars(query)
        if key is not None
    }


def remove(session: Session, kind: DataKind, due: Collection[Due]) -> None:
    """Remove for good what is due, people aside; nothing is committed.

    The history of operations forgets the same, so that no undo brings it back.

    Args:
        session: A plain one, open for writing, that is watched.
        kind: Which data; people are erased by ``reseau.store.privacy.erasure``.
        due: What ``find_due`` gave.
    """
    if kind is DataKind.HISTORY:
        forgetting.forget_changes(session, {it.key for it in due})
    elif kind is DataKind.NOTES:
        for it in due:
            session.get_one(Interaction, it.key).notes = None
        session.flush()
        forgetting.forget_values(session, Interaction.notes, {it.key for it in due})
    else:
        _delete(session, kind, due)


def _delete(session: Session, kind: DataKind, due: Iterable[Due]) -> None:
    models = {it.__tablename__: it for it in (ContactField,)} | {
        it.model.__tablename__: it.model for it in _ROWS.get(kind, ())
    }
    for it in due:
        session.delete(session.get_one(models[it.table], it.key))
    session.flush()
    gone = {
        table.name: {key for key, (_before, after) in rows.items() if after is None}
        for table, rows in recorder_of(session).changed()
    }
    forgetting.forget_rows(session, gone)


def figures(session: Session, due: Collection[Due]) -> list[dict[str, Any]]:
    """Count interactions by year and kind, for what is kept of them once anonymized.

    Returns:
        A row a year and kind: ``year``, ``kind``, ``interactions``, ``actors`` who
        took part and ``presences``; none where fewer than ``FEWEST_TOGETHER``
        interactions or actors are counted, because a small count tells who it was.
    """
    keys = {it.key for it in due}
    query = (
        select(
            Interaction.key, Interaction.held_on, Interaction.kind,
            Participation.actor_key,
        )
        .join(Participation, Participation.interaction_key == Interaction.key)
        .order_by(Interaction.key)
    )  # fmt: skip
    cells: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for key, day, what, actor in session.execute(query):
        if key in keys:
            cells.setdefault((day.year, what.value), []).append((key, actor))
    return [
        {
            "year": year, "kind": what, "interactions": len({it for it, _ in pairs}),
            "actors": len({it for _, it in pairs}), "presences": len(pairs),
        }
        for (year, what), pairs in sorted(cells.items())
        if min(len({it for it, _ in pairs}), len({it for _, it in pairs}))
        >= FEWEST_TOGETHER
    ]  # fmt: skip
