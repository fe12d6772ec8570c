"""Apply the rules of retention for good, and again after a backup was put back."""

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain import clock
from reseau.domain.retention import HABITS, DataKind, Fate
from reseau.domain.traces import Traces
from reseau.errors import ExitCode, ReseauError
from reseau.exchange.atomic import write_private
from reseau.i18n import N_, gettext
from reseau.store.models import (
    Actor,
    RetentionRule,
    RetentionRun,
)
from reseau.store.past.history import author
from reseau.store.place import unfinished
from reseau.store.place.address import Address
from reseau.store.privacy import erasure, retention
from reseau.store.privacy.retention import Due
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.common.backup_places import backup_folder, stem_of
from reseau.usecases.privacy.erasing import drop_drafts, note_erased
from reseau.usecases.privacy.for_good import index_again, make_unreadable, writing
from reseau.usecases.privacy.retention import DueLines, planned

REGISTER = "retention.txt"
"""Beside the backups: what was applied, which is applied again after one is back.

Its name begins as theirs do: another store in the same folder keeps its own records.
"""


class UnsupervisedError(ReseauError):
    """Data are anonymized under somebody's eye."""

    message = N_(
        "Anonymizing has to be supervised by the person in charge, and nobody is "
        "named: reseau privacy responsible"
    )
    exit_code = ExitCode.PRIVACY


def apply_rules(
    store: Store,
    *,
    only: DataKind | None = None,
    dry_run: bool = False,
    held_open: Callable[[], object] = lambda: None,
) -> list[DueLines]:
    """Remove for good what the rules make due, and write down that it was done.

    All of it is one transaction, past the history of operations, which forgets the
    same; the file is then rewritten, and what was applied is noted beside the
    backups, so that one put back does not bring it back.

    Args:
        store: The store.
        only: One kind of data; all of them by default.
        dry_run: Do all of it, then write nothing.
        held_open: Called when somebody who reads the store keeps its file from being
            rewritten: what was removed may still be in it.

    Raises:
        NoRuleError: There is no rule, or none of that kind.
        UnsupervisedError: Data would be anonymized and nobody is in charge.
    """
    with writing(store) as session:
        due = planned(session, only)
        _check_supervised(session, due)
        uids: list[str] = []
        traces: list[Traces] = []
        for it in due:
            if it.kind is DataKind.PERSON:
                for some in _apart(session, it.lines):
                    uids += [str(actor.uid) for actor in some.actors]
                    traces.append(_erase(session, some).traces)
        done = [_applied(session, it) for it in due]
        index_again(session)
        if dry_run:
            session.rollback()
            return done
        for them in traces:  # First: nothing would find them once the names are gone.
            drop_drafts(them)
        unfinished.commit(store.address, session)
    for uid in uids:
        note_erased(store.address, uid)
    if any(it.lines for it in done) and not make_unreadable(store):
        held_open()
    note_applied(store)
    unfinished.end(store.address)
    return done


def _applied(session: Session, found: DueLines) -> DueLines:
    """Remove what a rule makes due once the rules before it are applied."""
    if found.kind is DataKind.PERSON:
        if found.lines:
            _write_down(session, found, None)
        return found
    today = settings.today(session)
    due = retention.find_due(session, found.kind, cutoff=found.cutoff, today=today)
    now = replace(found, lines=tuple(due))
    _remove(session, now)
    return now


def _remove(session: Session, found: DueLines) -> None:
    if not found.lines:
        return
    figures = None
    if found.fate is Fate.ANONYMIZE:
        figures = json.dumps(retention.figures(session, found.lines))
    retention.remove(session, found.kind, found.lines)
    _write_down(session, found, figures)


def _write_down(session: Session, found: DueLines, figures: str | None) -> None:
    session.add(
        RetentionRun(
            kind=found.kind, fate=found.fate, cutoff=found.cutoff,
            purpose=found.purpose, done_at=clock.now(), author=author(session),
            count=len(found.lines), figures=figures,
        )
    )  # fmt: skip
    session.flush()


def _check_supervised(session: Session, planned: Iterable[DueLines]) -> None:
    hidden = any(it.fate is Fate.ANONYMIZE and it.lines for it in planned)
    if hidden and not settings.setting(session, settings.RESPONSIBLE):
        raise UnsupervisedError


@dataclass(frozen=True, slots=True)
class _Together:
    """People who can be erased together; ``mentions`` as ``erasure.erase`` takes it."""

    actors: list[Actor]
    mentions: bool


def _apart(session: Session, due: Iterable[Due]) -> list[_Together]:
    """Keep aside those whose name somebody else has: texts may speak of the other."""
    people = [session.get_one(Actor, it.key) for it in due]
    shared = [it for it in people if erasure.homonyms(session, it)]
    alone = [it for it in people if it not in shared]
    return [
        *([_Together(alone, mentions=True)] if alone else []),
        *(_Together([it], mentions=False) for it in shared),
    ]


def _erase(session: Session, some: _Together) -> erasure.Erased:
    return erasure.erase_together(
        session, some.actors, mentions=some.mentions,
        reason=gettext("retention"), author=author(session),
    )  # fmt: skip


Applied = frozenset[tuple[DataKind, date]]


def note_applied(store: Store) -> Applied:
    """Give what was applied and up to which day, and note it beside the backups."""
    with store.reading() as session:
        query = select(RetentionRun.kind, RetentionRun.cutoff)
        found = _latest([(kind, cutoff) for kind, cutoff in session.execute(query)])
    wanted = _latest([*found, *_noted(store.address)])
    if wanted and wanted != _noted(store.address):
        _note(store.address, wanted)
    return wanted


def apply_again(store: Store, *, known: Applied = frozenset()) -> int:
    """Apply again, in a store that was just restored, what was applied since.

    People are not of it: they are erased again by who they were.

    Args:
        store: The restored one.
        known: What was applied, besides what is noted beside the backups.

    Returns:
        How many records.
    """
    wanted = _latest([*known, *_noted(store.address)])
    counted: Counter[DataKind] = Counter()
    with writing(store) as session:
        rows = session.execute(select(RetentionRun.kind, RetentionRun.cutoff))
        done = dict(_latest([(kind, cutoff) for kind, cutoff in rows]))
        today = settings.today(session)
        for kind in HABITS:
            cutoff = dict(wanted).get(kind)
            if cutoff is None or kind is DataKind.PERSON:
                continue
            if cutoff <= done.get(kind, date.min):
                continue
            due = retention.find_due(session, kind, cutoff=cutoff, today=today)
            purpose = gettext("applied again after a backup was put back")
            # The figures were kept in the store that was replaced: count them again.
            said = session.scalar(
                select(RetentionRule.fate).where(RetentionRule.kind == kind)
            )
            fate = said or Fate.ERASE
            found = DueLines(kind, fate, 0, cutoff, purpose, tuple(due))
            _remove(session, found)
            counted[kind] += len(due)
        index_again(session)
        session.commit()
    total: int = counted.total()
    if total:
        make_unreadable(store)
    return total


def _latest(pairs: Collection[tuple[DataKind, date]]) -> Applied:
    found: dict[DataKind, date] = {}
    for kind, cutoff in pairs:
        found[kind] = max(cutoff, found.get(kind, date.min))
    return frozenset(found.items())


def _noted(address: Address) -> Applied:
    """Read what was applied, from beside the backups."""
    try:
        text = _register(address).read_text("ascii", "replace")
    except OSError:
        return frozenset()
    pairs = []
    for line in text.splitlines():
        kind, _, day = line.partition(" ")
        try:
            pairs.append((DataKind(kind), date.fromisoformat(day)))
        except ValueError:  # Of a later version, or damaged.
            continue
    return _latest(pairs)


def _note(address: Address, found: Applied) -> None:
    register = _register(address)
    register.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lines = [f"{kind.value} {day}\n" for kind, day in sorted(found)]
    write_private(register, "".join(lines))


def _register(address: Address) -> Path:
    return backup_folder(address, None) / f"{stem_of(address)}-{REGISTER}"
