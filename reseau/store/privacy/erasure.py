"""Erase a person for good: their record, what mentions them, and the history of both.

Written past the history of operations on purpose: what is recorded there could be
brought back. This module and ``reseau.store.past.reversal`` are tested together.
"""

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from reseau.domain import clock
from reseau.domain.names import folded
from reseau.domain.traces import Traces
from reseau.domain.vocabulary import ActorKind, Diffusion
from reseau.i18n import gettext
from reseau.store.models import (
    DERIVED,
    Actor,
    Alias,
    Base,
    Change,
    Committee,
    Erasure,
    Setting,
    Territory,
    ThemeLabel,
    every_table,
    table_named,
)
from reseau.store.privacy.betrayal import erased_slug, traces_of_people
from reseau.store.privacy.erasable import OWN, TEXTS, TITLED, holds_words, links
from reseau.store.privacy.erased_history import hide_in_history
from reseau.store.privacy.hiding import Hiding
from reseau.store.rows import settings


@dataclass(frozen=True, slots=True)
class Mention:
    """A text that mentions the person.

    Attributes:
        table: Where, with ``key`` of the row and ``column``.
    """

    table: str
    key: int
    column: str


@dataclass
class Erased:
    """What an erasure does, counted; it grows while it is done.

    Attributes:
        actor: Key of the record that is left, without a name.
        removed: Rows removed, by table.
        mentions: Texts that mentioned the person.
        operations: How many operations of the history were rewritten.
        traces: What was looked for; never kept.
        in_charge: Whether they were in charge of personal information.
    """

    actor: int
    traces: Traces
    removed: Counter[str] = field(default_factory=Counter)
    mentions: list[Mention] = field(default_factory=list)
    operations: int = 0
    in_charge: bool = False


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
    hiding = Hiding(done.traces, gettext("[person erased]"))
    _hide_in_texts(session, done, hiding)
    done.operations = hide_in_history(session, hiding, keys=keys)
    _remove_own(session, keys, done)
    for person in people:
        _make_nameless(session, person)
    for actor in actors:
        session.add(
            Erasure(
                actor_uid=actor.uid, done_at=clock.now(), author=hiding.text(author),
                reason=None if reason is None else hiding.text(reason),
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


def _hide_in_texts(session: Session, done: Erased, hiding: Hiding) -> None:
    """Replace what betrays the person in what people wrote, titles included."""
    written: set[type[Base]] = {*(it.class_ for it in TEXTS), *TITLED}  # type: ignore[arg-type]  # No alias here.
    for model in sorted(written, key=lambda it: it.__tablename__):
        table = table_named(model.__tablename__)
        for row in session.execute(select(table).order_by(table.c.key)).all():
            before = row._asdict()
            changed = hiding.changed(table, before)
            if not changed:
                continue
            record = session.get_one(model, before["key"])
            for name, text in changed.items():
                setattr(record, name, text)
            done.mentions += [
                Mention(table.name, record.key, it)
                for it in changed
                if it not in _FOLLOW
            ]
    session.flush()
    done.in_charge = _nobody_in_charge(session, done)


_FOLLOW = {"name_key", "slug"}  # The forms of a title that it is found by.


def _nobody_in_charge(session: Session, done: Erased) -> bool:
    """Leave nobody in charge, rather than somebody without a name."""
    row = select(Setting).where(Setting.name == settings.RESPONSIBLE)
    found = session.scalars(row).one_or_none()
    told = {(it.table, it.key) for it in done.mentions}
    if found is None or (Setting.__tablename__, found.key) not in told:
        return False
    session.delete(found)
    session.flush()
    return True


def _remove_own(session: Session, keys: set[int], done: Erased) -> None:
    """Remove what goes with the person, and unlink what stays."""
    for column in OWN:
        for row in session.scalars(select(column.class_).where(column.in_(keys))):
            done.removed[row.__tablename__] += 1
            session.delete(row)
        session.flush()
    for model, name in links():
        column = getattr(model, name)
        for row in session.scalars(select(model).where(column.in_(keys))):
            setattr(row, name, None)
    session.flush()
    session.expire_all()


def _make_nameless(session: Session, person: Actor) -> None:
    name = gettext("Person erased {number}").format(number=person.key)
    person.name, person.name_key = name, folded(name)
    person.slug = erased_slug(person.key)
    person.given_name = person.family_name = person.sector = person.notes = None
    person.apart = ""
    person.diffusion = Diffusion.FORBIDDEN
    person.archived_on = settings.today(session)


def tables_read() -> frozenset[str]:
    """Name the tables in which ``still_there`` looks."""
    return frozenset(it.name for it in every_table() if it.name not in DERIVED)


def still_there(session: Session, traces: Traces) -> list[Mention]:
    """Look for what betrays a person in every text of every table, history included.

    Names that an organization or another person bears are not theirs alone, so a
    whole name is looked for in what people write freely, and the rest everywhere.
    """
    alone = replace(traces, names=frozenset())
    free = {(it.class_.__tablename__, it.key) for it in TEXTS}
    free |= {(it.__tablename__, "name") for it in TITLED}
    found: list[Mention] = []
    for table in every_table():
        texts = [it for it in table.columns if holds_words(it)]
        if texts and table.name not in DERIVED:
            filled = or_(*(it.is_not(None) for it in texts))
            query = select(table.c.key, *texts).where(filled).order_by(table.c.key)
            for key, *values in session.execute(query):
                called = table is Setting.__table__ and settings.NAME in values
                for column, text in zip(texts, values, strict=True):
                    whole = (table.name, column.name) in free and not called
                    looked = traces if whole else alone
                    if text and looked.found_in(text):
                        found.append(Mention(table.name, key, column.name))
    return [*found, *_in_history(session, alone)]


def called_so(session: Session, traces: Traces) -> list[Mention]:
    """Find what keeps a person's whole name: others that are called so, not people.

    Organizations, committees, themes, territories and the collective itself keep the
    names by which they are known, whoever they were named after.
    """
    organization = Actor.kind != ActorKind.PERSON
    queries = (
        (Actor.name, select(Actor.key, Actor.name).where(organization)),
        (Alias.name, select(Alias.key, Alias.name).join(Actor).where(organization)),
        (Committee.name, select(Committee.key, Committee.name)),
        (Territory.name, select(Territory.key, Territory.name)),
        (ThemeLabel.label, select(ThemeLabel.key, ThemeLabel.label)),
        (Setting.value, select(Setting.key, Setting.value)
         .where(Setting.name == settings.NAME)),
    )  # fmt: skip
    return [
        Mention(column.class_.__tablename__, key, column.key)
        for column, query in queries
        for key, text in session.execute(query.order_by(column.class_.key))
        if traces.found_in(text)
    ]


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
        if any(traces.found_in(it) for it in texts):
            yield Mention("change", change.key, change.table_name)
        session.expunge(change)


__all__ = [
    "Erased",
    "Mention",
    "called_so",
    "erase",
    "erase_together",
    "erased_slug",
    "homonyms",
    "people_of",
    "still_there",
    "tables_read",
    "traces_of_people",
]
