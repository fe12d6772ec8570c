"""Erase a person for good, and prove it by looking for them everywhere."""

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau import places
from reseau.domain.traces import Traces
from reseau.domain.vocabulary import ActorKind, Diffusion
from reseau.errors import AmbiguousError, UsageError
from reseau.i18n import N_
from reseau.store.models import Actor, Change, Erasure
from reseau.store.naming import finding
from reseau.store.past.dependents import noun
from reseau.store.past.field_words import field_word
from reseau.store.past.history import author
from reseau.store.place import drafts, unfinished
from reseau.store.place.address import Address
from reseau.store.place.files import tables_holding, written_afresh
from reseau.store.place.keys import key_name
from reseau.store.privacy import departures, erasure
from reseau.store.privacy.erasure import Erased, Mention
from reseau.store.session import Store
from reseau.usecases.common.backup_places import backup_folder, backups_of
from reseau.usecases.privacy.for_good import index_again, make_unreadable, writing

REGISTER = "erasures.txt"
"""Beside the backups: identifiers of those erased, who are erased again after one."""


_LONG_ENOUGH = 5  # Shorter words are in the bytes of any file, by chance.


class NotAPersonError(UsageError):
    """An organization is not erased."""

    message = N_(
        "{name} is an organization: people are erased. “reseau actor remove” removes "
        "an actor that nothing relies on."
    )


class HomonymError(AmbiguousError):
    """Another person has the same name, so a mention may be of either."""

    message = N_(
        "Others have the name {name}: {others}. Texts that mention it may speak of "
        "them. Add --mentions replace or --mentions keep."
    )


@dataclass(frozen=True, slots=True)
class LeftBefore:
    """A file that left and held the person: its line in the register, when and what."""

    number: int
    left_on: date
    command: str
    audience: Diffusion


@dataclass(frozen=True, slots=True)
class ErasureReport:
    """What an erasure did, without the person's name.

    Attributes:
        number: Of the erasure in its register; None for a dry run.
        removed: Rows removed, by table.
        mentions: Texts where the person was mentioned.
        operations: Operations of the history that were rewritten.
        drafts: Drafts that were removed because they named the person.
        backups: Backups that still hold the person.
        departures: Files that left the store and held the person.
        called: What keeps the whole name, being called so: a committee, a theme.
        in_charge: Whether they were in charge of personal information: nobody is now.
        rewritten: Whether the file could be rewritten; not while somebody reads it.
        left: What still names them; empty when the erasure is proven.
    """

    number: int | None
    removed: dict[str, int]
    mentions: tuple[Mention, ...]
    operations: int
    drafts: int
    backups: tuple[Path, ...]
    left: tuple[str, ...]
    departures: tuple[LeftBefore, ...] = ()
    called: tuple[Mention, ...] = ()
    in_charge: bool = False
    rewritten: bool = True


def erase_person(
    store: Store,
    who: str,
    *,
    reason: str | None = None,
    mentions: bool | None = None,
    dry_run: bool = False,
) -> ErasureReport:
    """Erase a person: record, mentions, history, drafts, completion; then look again.

    Args:
        store: The store.
        who: The person, surely: a short code, or a name that only they have.
        reason: Kept in the register.
        mentions: Whether names are replaced in what people wrote; None replaces them
            when nobody else has the name.
        dry_run: Do all of it, then write nothing.

    Raises:
        NotAPersonError: It is an organization.
        HomonymError: Another person has the same name, and ``mentions`` is None.
        UnknownActorError, AmbiguousNameError
    """
    with writing(store) as session:
        actor = _person(session, who)
        hidden = _whether_replaced(session, actor, mentions)
        before = _left_before(session, actor)
        done = erasure.erase(
            session, actor, mentions=hidden, reason=reason, author=author(session)
        )
        uid = str(actor.uid)
        index_again(session)
        if dry_run:
            session.rollback()
            report = _report(store.address, done, number=None, left=(), dropped=0)
            return replace(report, departures=before)
        number = session.scalar(
            select(Erasure.key).where(Erasure.actor_uid == actor.uid)
        )
        # First: once the name is gone from the store, nothing would find them.
        dropped = drop_drafts(done.traces)
        unfinished.commit(store.address, session)
    note_erased(store.address, uid)
    rewritten = make_unreadable(store)
    unfinished.end(store.address)
    left = tuple(_left(store, done.traces))
    with store.reading() as session:
        called = tuple(erasure.called_so(session, done.traces))
    report = _report(store.address, done, number=number, left=left, dropped=dropped)
    return replace(report, departures=before, called=called, rewritten=rewritten)


def erase_again(store: Store, *, known: Collection[str] = ()) -> int:
    """Erase, in a store that was just restored, those who were erased since.

    Args:
        store: The restored one.
        known: Identifiers of people erased, besides those noted beside the backups.

    Returns:
        How many people.
    """
    erased = _noted(store.address) | set(known)
    with writing(store) as session:
        done = {str(it) for it in session.scalars(select(Erasure.actor_uid))}
        people = session.scalars(
            select(Actor).where(Actor.merged_into.is_(None)).order_by(Actor.key)
        ).all()
        wanted = [it for it in people if str(it.uid) in erased - done]
        for actor in wanted:
            alone = not erasure.homonyms(session, actor)
            erasure.erase(
                session, actor, mentions=alone, reason=None, author=author(session)
            )
        index_again(session)
        session.commit()
    if wanted:
        make_unreadable(store)
    return len(wanted)


def erased_people(store: Store) -> set[str]:
    """Give the identifiers of those who were erased, and note them beside backups."""
    with store.reading() as session:
        keys = select(Erasure.actor_uid).order_by(Erasure.key)
        found = {str(it) for it in session.scalars(keys)}
    for uid in sorted(found):
        note_erased(store.address, uid)
    return found


def _left_before(session: Session, actor: Actor) -> tuple[LeftBefore, ...]:
    keys = [it.key for it in erasure.people_of(session, actor)]
    return tuple(
        LeftBefore(it.key, it.left_at.date(), it.command, it.audience)
        for it in departures.departures(session, of=keys)
    )


def _person(session: Session, who: str) -> Actor:
    actor = finding.actor_named(session, who)
    if actor.kind is not ActorKind.PERSON:
        raise NotAPersonError(name=actor.name)
    return actor


def _whether_replaced(
    session: Session,
    actor: Actor,
    asked: bool | None,  # noqa: FBT001  # Three states.
) -> bool:
    others = erasure.homonyms(session, actor)
    if asked is None and others:
        raise HomonymError(name=actor.name, others=", ".join(it.slug for it in others))
    return asked is not False


def drop_drafts(traces: Traces) -> int:
    """Remove the drafts that name the person; give how many."""
    folder = Path(places.drafts_path())
    named = [it for it in _files(folder) if traces.found_in(_text(it))]
    for it in named:
        drafts.drop(it)
    return len(named)


def _files(folder: Path) -> list[Path]:
    return (
        sorted(it for it in folder.iterdir() if it.is_file()) if folder.is_dir() else []
    )


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8", "replace")
    except OSError:
        return ""


def _left(store: Store, traces: Traces) -> Iterator[str]:
    """Say where something that betrays the person is left."""
    with store.reading() as session:
        for it in erasure.still_there(session, traces):
            yield f"{noun(it.table)} #{it.key} ({_where(it)})"
    for draft in _files(Path(places.drafts_path())):
        if traces.found_in(_text(draft)):
            yield str(draft)
    if store.address.file is not None:
        yield from _in_file(store.address.file, traces)


def _where(found: Mention) -> str:
    """Name a column; of the history, the kind of records that a line is about."""
    of_history = found.table == Change.__tablename__
    return noun(found.column) if of_history else field_word(found.column)


def _in_file(file: Path, traces: Traces) -> Iterator[str]:
    """Look for words of theirs alone in what no class reads, then in the bytes."""
    alone = replace(traces, names=frozenset(), phones=frozenset())
    words = {*traces.words, *traces.spelled, *traces.addresses}
    wanted = sorted(it for it in words if len(it) >= _LONG_ENOUGH)

    def holds(text: str) -> bool:
        return any(it in text for it in wanted) and bool(alone.found_in(text))

    besides = erasure.tables_read()
    for table in tables_holding(file, holds, besides=besides):
        yield f"{file} ({table})"
    if key_name(file) is None:
        yield from _in_bytes(file, [it.encode() for it in wanted])


def _in_bytes(file: Path, wanted: Sequence[bytes]) -> Iterator[str]:
    """Look for words in the bytes of a plain store and of its journals.

    A word is there by chance too: in another (“Roman” in “romantique”), or across two
    cells. It is then as often in the same rows written afresh.
    """
    for ending in ("-wal", "-journal"):
        beside = Path(f"{file}{ending}")
        content = beside.read_bytes() if beside.is_file() else b""
        if any(it in content for it in wanted):
            yield str(beside)
    content = file.read_bytes()
    found = [it for it in wanted if it in content]
    afresh = written_afresh(file) if found else b""
    if any(content.count(it) > afresh.count(it) for it in found):
        yield str(file)


def _report(
    address: Address,
    done: Erased,
    *,
    number: int | None,
    left: tuple[str, ...],
    dropped: int,
) -> ErasureReport:
    held = tuple(backups_of(address))
    return ErasureReport(
        number, dict(sorted(done.removed.items())), tuple(done.mentions),
        done.operations, dropped, held, left, in_charge=done.in_charge,
    )  # fmt: skip


def note_erased(address: Address, uid: str) -> None:
    """Remember an erasure where backups are kept: they outlive the store's file."""
    if uid in _noted(address):
        return
    folder = backup_folder(address, None)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder / REGISTER, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "a", encoding="ascii") as opened:
        opened.write(f"{uid}\n")


def _noted(address: Address) -> set[str]:
    """Read who was erased, from beside the backups."""
    return set(_text(backup_folder(address, None) / REGISTER).split())
