"""Erase a person for good: their record, what mentions them, and the history of both.

Written past the history of operations on purpose: what is recorded there could be
brought back. This module and ``reseau.store.reversal`` are tested together.
"""

import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, Enum, String, Table, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from reseau.domain import clock
from reseau.domain.names import folded
from reseau.domain.traces import Traces
from reseau.domain.vocabulary import Diffusion
from reseau.i18n import gettext
from reseau.store import settings
from reseau.store.betrayal import erased_slug, traces_of_people
from reseau.store.models import (
    DERIVED,
    Actor,
    ActorTerritory,
    Affiliation,
    Alias,
    Base,
    Change,
    Collaboration,
    Committee,
    CommitteeRule,
    Consent,
    ContactField,
    Decision,
    DecisionSubject,
    Departure,
    Distinct,
    Erasure,
    Expert,
    Expertise,
    FollowUp,
    Influence,
    Interaction,
    Mandate,
    MapPlace,
    Marker,
    MarkerMove,
    Membership,
    Mission,
    MissionTest,
    Need,
    NeedExpert,
    NeedRound,
    Objective,
    Operation,
    Outcome,
    OutcomeActor,
    Partnership,
    Pledge,
    Position,
    PrivacyRequest,
    Product,
    ProductReach,
    Publication,
    RetentionRule,
    RetentionRun,
    Signal,
    Spokesperson,
    Strategy,
    StrategyStep,
    StrategyTarget,
    Substantiation,
    Succession,
    every_table,
)

# What people write freely, and so where anybody may be mentioned.
TEXTS: tuple[InstrumentedAttribute[Any], ...] = (
    Actor.notes,
    Affiliation.title,
    Collaboration.evidence,
    Committee.mandate,
    CommitteeRule.note,
    Consent.evidence,
    Consent.means,
    Decision.recorded_in,
    Decision.text,
    Decision.title,
    Departure.author,
    Expert.note,
    Expertise.source,
    FollowUp.what,
    Influence.evidence,
    Interaction.notes,
    Interaction.place,
    Interaction.title,
    Marker.sign,
    MarkerMove.evidence,
    Mission.hypothesis,
    Mission.lesson,
    MissionTest.note,
    Need.answer,
    Need.context,
    Need.question,
    NeedExpert.reason,
    NeedRound.note,
    Mandate.recorded_in,
    Mandate.text,
    Objective.note,
    Operation.author,
    Outcome.contribution,
    Outcome.evidence,
    Outcome.others,
    Outcome.significance,
    Outcome.what,
    Pledge.reason,
    Pledge.what,
    Position.evidence,
    PrivacyRequest.identity,
    PrivacyRequest.reason,
    PrivacyRequest.requester,
    Product.audience,
    Product.notes,
    Product.place,
    ProductReach.counted,
    Publication.text_en,
    Publication.text_fr,
    Signal.link,
    Signal.reason,
    Signal.source,
    Signal.summary,
    Signal.title,
    Strategy.intended,
    Strategy.lesson,
    Strategy.means,
    Strategy.messages,
    StrategyStep.note,
    Substantiation.note,
    Substantiation.source,
    Spokesperson.note,
    Succession.note,
    RetentionRule.purpose,
    RetentionRun.author,
    RetentionRun.purpose,
)

# What is known of a person and goes with them; presences and dates of meetings stay.
OWN: tuple[InstrumentedAttribute[Any], ...] = (
    ActorTerritory.actor_key,
    Affiliation.person_key,
    Alias.actor_key,
    Collaboration.source_key,
    Collaboration.target_key,
    Consent.actor_key,
    ContactField.actor_key,
    DecisionSubject.actor_key,
    Distinct.first_key,
    Distinct.second_key,
    Expert.actor_key,
    Expertise.actor_key,
    Influence.source_key,
    Influence.target_key,
    MapPlace.actor_key,
    Membership.actor_key,
    NeedExpert.actor_key,
    OutcomeActor.actor_key,
    Partnership.actor_key,
    Pledge.actor_key,
    Position.actor_key,
    StrategyTarget.actor_key,
    Spokesperson.actor_key,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A text that mentions the person.

    Attributes:
        table: Where, with ``key`` of the row and ``column``.
        times: How often.
    """

    table: str
    key: int
    column: str
    times: int


@dataclass
class Erased:
    """What an erasure does, counted; it grows while it is done.

    Attributes:
        actor: Key of the record that is left, without a name.
        removed: Rows removed, by table.
        mentions: Texts that mentioned the person.
        operations: How many operations of the history were rewritten.
        traces: What was looked for; never kept.
    """

    actor: int
    traces: Traces
    removed: Counter[str] = field(default_factory=Counter)
    mentions: list[Mention] = field(default_factory=list)
    operations: int = 0


def homonyms(session: Session, actor: Actor) -> list[Actor]:
    """Give the other living people who have the same folded name."""
    query = (
        select(Actor)
        .where(Actor.name_key == actor.name_key, Actor.key != actor.key)
        .where(Actor.merged_into.is_(None), Actor.kind == actor.kind)
        .order_by(Actor.key)
    )
    return list(session.scalars(query))


def erase(
    session: Session, actor: Actor, *, mentions: bool, reason: str | None, author: str
) -> Erased:
    """Erase a person; nothing is committed.

    The record stays, without anything that tells who it was, so that the meetings
    keep the number of those who were there.

    Args:
        session: A plain one, open for writing.
        actor: A person who was not merged into another.
        mentions: Whether names are replaced in the texts that people wrote.
        reason: Kept in the register; it must not name the person.
        author: Who does it.
    """
    return erase_together(
        session, [actor], mentions=mentions, reason=reason, author=author
    )


def erase_together(
    session: Session,
    actors: Sequence[Actor],
    *,
    mentions: bool,
    reason: str | None,
    author: str,
) -> Erased:
    """Erase several people in one reading of the texts, as ``erase`` does each.

    Args:
        session: A plain one, open for writing.
        actors: At least one person, none of them merged into another.
        mentions: Whether names are replaced in the texts that people wrote.
        reason: Kept in the register of each; it must not name anybody.
        author: Who does it.
    """
    people = [it for actor in actors for it in people_of(session, actor)]
    keys = {it.key for it in people}
    done = Erased(actors[0].key, traces_of_people(session, people, names=mentions))
    instead = gettext("[person erased]")

    def hide(text: str) -> str:
        return done.traces.hidden(text, instead=instead)

    _hide_in_texts(session, done, hide)
    _hide_in_history(session, done, hide, keys=keys)
    _remove_own(session, keys, done)
    for person in people:
        _make_nameless(session, person)
    for actor in actors:
        session.add(
            Erasure(
                actor_uid=actor.uid, done_at=clock.now(), author=hide(author),
                reason=None if reason is None else hide(reason),
            )
        )  # fmt: skip
    session.flush()
    return done


def people_of(session: Session, actor: Actor) -> list[Actor]:
    """Give a person and the records that turned out to be them, whatever the chain."""
    found: list[Actor] = [actor]
    waiting = [actor.key]
    while waiting:
        into = Actor.merged_into == waiting.pop()
        for it in session.scalars(select(Actor).where(into).order_by(Actor.key)):
            found.append(it)
            waiting.append(it.key)
    return found


def _hide_in_texts(session: Session, done: Erased, hide: Callable[[str], str]) -> None:
    """Replace what betrays the person in the texts that people wrote."""
    for column in TEXTS:
        model: type[Base] = column.class_  # type: ignore[assignment]  # No alias here.
        rows = select(model.key, column).where(column.is_not(None)).order_by(model.key)
        for key, text in session.execute(rows).all():
            times = len(done.traces.found_in(text))
            if times:
                record = session.get_one(model, key)
                setattr(record, column.key, hide(text))
                done.mentions.append(
                    Mention(model.__tablename__, key, column.key, times)
                )
    session.flush()


def _remove_own(session: Session, keys: set[int], done: Erased) -> None:
    """Remove what goes with the person, and unlink what stays."""
    for column in OWN:
        for row in session.scalars(select(column.class_).where(column.in_(keys))):
            done.removed[row.__tablename__] += 1
            session.delete(row)
        session.flush()
    for model, name in _links():
        column = getattr(model, name)
        for row in session.scalars(select(model).where(column.in_(keys))):
            setattr(row, name, None)
    session.flush()
    session.expire_all()


def _links() -> Iterator[tuple[type[Base], str]]:
    """Give what may refer to a person and stays without them."""
    yield Influence, "asserted_by_key"
    yield Position, "asserted_by_key"
    yield FollowUp, "actor_key"
    yield PrivacyRequest, "actor_key"
    yield Marker, "actor_key"
    yield Signal, "brought_by_key"
    yield Need, "asked_by_key"


def _make_nameless(session: Session, person: Actor) -> None:
    name = gettext("Person erased {number}").format(number=person.key)
    person.name, person.name_key = name, folded(name)
    person.slug = erased_slug(person.key)
    person.given_name = person.family_name = person.sector = person.notes = None
    person.apart = ""
    person.diffusion = Diffusion.FORBIDDEN
    person.archived_on = settings.today(session)


def _hide_in_history(
    session: Session, done: Erased, hide: Callable[[str], str], *, keys: set[int]
) -> None:
    """Rewrite the rows of the history that hold the person's own or mention them."""
    free = {(it.class_.__tablename__, it.key) for it in TEXTS}
    owners = {(it.class_.__tablename__, it.key) for it in OWN}
    touched: set[int] = set()
    tables = {it.name: it for it in every_table()}
    for change in session.scalars(select(Change).order_by(Change.key)):
        content = json.loads(zlib.decompress(change.rows))
        table = tables.get(change.table_name)
        if table is None:
            continue
        scrub = _Scrub(table, content["columns"], free, owners, frozenset(keys), hide)
        rows = [[key, *map(scrub.row, states)] for key, *states in content["rows"]]
        if rows != content["rows"]:
            content["rows"] = rows
            plain = json.dumps(content, ensure_ascii=False).encode()
            change.rows = zlib.compress(plain, 6)
            touched.add(change.operation_key)
        session.flush()
        session.expunge(change)
    done.operations = len(touched)


@dataclass(frozen=True, slots=True)
class _Scrub:
    """How a row of one table of the history is written again."""

    table: Table
    columns: list[str]
    free: set[tuple[str, str]]
    owners: set[tuple[str, str]]
    keys: frozenset[int]
    hide: Callable[[str], str]

    def row(self, values: list[Any] | None) -> list[Any] | None:
        """Write one row again; the order of the columns stays."""
        if values is None:
            return None
        named = dict(zip(self.columns, values, strict=True))
        own = self._is_own(named)
        return [
            self._cell(name, value, own=own, key=named["key"])
            for name, value in named.items()
        ]

    def _is_own(self, row: Mapping[str, Any]) -> bool:
        table = self.table.name
        if table == "actor":
            return row["key"] in self.keys
        return any(
            (table, name) in self.owners and value in self.keys
            for name, value in row.items()
        )

    def _cell(self, name: str, value: Any, *, own: bool, key: int) -> Any:
        if not isinstance(value, str):
            return value
        column = self.table.columns.get(name)  # None: a column of an older schema.
        if own and (column is None or _holds_words(column)):
            return f"x-{key}"
        return self.hide(value) if (self.table.name, name) in self.free else value


def _holds_words(column: Column[Any]) -> bool:
    """Tell whether a column holds what somebody wrote: not a code, a date, a key."""
    return isinstance(column.type, String) and not isinstance(column.type, Enum)


def still_there(session: Session, traces: Traces) -> list[Mention]:
    """Look for what betrays a person in every text of every table, history included.

    Names that an organization or another person bears are not theirs alone, so a
    whole name is looked for in what people write freely, and the rest everywhere.
    """
    alone = Traces(frozenset(), traces.words, traces.addresses, traces.phones)
    free = {(it.class_.__tablename__, it.key) for it in TEXTS}
    found: list[Mention] = []
    for table in every_table():
        texts = [it for it in table.columns if _holds_words(it)]
        if texts and table.name not in DERIVED:
            filled = or_(*(it.is_not(None) for it in texts))
            query = select(table.c.key, *texts).where(filled).order_by(table.c.key)
            for key, *values in session.execute(query):
                for column, text in zip(texts, values, strict=True):
                    whole = (table.name, column.name) in free
                    looked = traces if whole else alone
                    times = len(looked.found_in(text)) if text else 0
                    if times:
                        found.append(Mention(table.name, key, column.name, times))
    return [*found, *_in_history(session, alone)]


def _in_history(session: Session, traces: Traces) -> Iterable[Mention]:
    for change in session.scalars(select(Change).order_by(Change.key)):
        content = json.loads(zlib.decompress(change.rows))
        texts = (
            value
            for _key, *states in content["rows"]
            for row in states
            for value in row or ()
            if isinstance(value, str)
        )
        times = sum(len(traces.found_in(it)) for it in texts)
        if times:
            yield Mention("change", change.key, change.table_name, times)
        session.expunge(change)


__all__ = [
    "TEXTS",
    "Erased",
    "Mention",
    "erase",
    "erase_together",
    "erased_slug",
    "homonyms",
    "people_of",
    "still_there",
    "traces_of_people",
]
