"""What is to be written of a decision, and what a decision is about."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from reseau.domain.folding import lettered
from reseau.domain.vocabulary import DecisionRule
from reseau.errors import UsageError
from reseau.i18n import LANGUAGES, N_
from reseau.store.base import LARGEST_KEY
from reseau.store.models import (
    Base,
    Decision,
    DecisionSubject,
    every_table,
)
from reseau.store.naming import finding
from reseau.store.past.dependents import noun
from reseau.usecases.actors.actors import actor_meant
from reseau.usecases.common.edits import Clear


class UnknownRecordError(UsageError):
    """What a decision is about is nothing that is kept."""

    message = N_(
        "“{text}” is no record. Write its kind and its number, as need:12. Kinds: "
        "{choices}."
    )


@dataclass(frozen=True, slots=True)
class Promised:
    """A follow-up to be written with a decision."""

    what: Sequence[str] = ()
    who: str | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class DecisionChanges:
    """What is to be set on a decision; None leaves a thing as it is.

    Attributes:
        interaction: Number of the meeting.
        replaces: Number of an earlier decision.
        actors: Names or short codes of actors it is about; replaces the list.
        themes: Labels of themes, likewise.
        territories: Names of territories, likewise.
        records: Other records, as “need:12”, likewise.
        promised: Follow-ups to be added.
    """

    title: str | None = None
    text: str | Clear | None = None
    committee: str | None = None
    decided_on: date | None = None
    interaction: int | Clear | None = None
    rule: DecisionRule | Clear | None = None
    recorded_in: str | Clear | None = None
    replaces: int | Clear | None = None
    actors: Sequence[str] | None = None
    themes: Sequence[str] | None = None
    territories: Sequence[str] | None = None
    records: Sequence[str] | None = None
    promised: Promised = Promised()


def set_subjects(
    session: Session, decision: Decision, changes: DecisionChanges
) -> None:
    """Make a decision be about what is said; what is not said stays.

    Raises:
        UnknownNameError, AmbiguousNameError: A name is not sure.
        UnknownRecordError: Another record does not exist.
    """
    if changes.actors is not None:
        actors = [actor_meant(session, it) for it in changes.actors]
        _replace_subjects(decision, "actor", [("actor", it) for it in actors])
    if changes.themes is not None:
        themes = [finding.theme_named(session, it) for it in changes.themes]
        _replace_subjects(decision, "theme", [("theme", it) for it in themes])
    if changes.territories is not None:
        places = [finding.territory_named(session, it) for it in changes.territories]
        _replace_subjects(decision, "territory", [("territory", it) for it in places])
    if changes.records is not None:
        _replace_records(session, decision, changes.records)


def _replace_subjects(
    decision: Decision, name: str, wanted: Iterable[tuple[str, Base]]
) -> None:
    """Make the subjects of one kind those that are wanted, touching few rows."""
    keys = {it.key: it for _name, it in wanted}
    for old in [it for it in decision.subjects if getattr(it, name) is not None]:
        if keys.pop(getattr(old, name).key, None) is None:
            decision.subjects.remove(old)
    decision.subjects.extend(DecisionSubject(**{name: it}) for it in keys.values())


def _replace_records(
    session: Session, decision: Decision, texts: Sequence[str]
) -> None:
    wanted = dict.fromkeys(_record(session, it) for it in texts)
    for old in [it for it in decision.subjects if it.record_uid is not None]:
        known = str(old.record_kind), old.record_uid
        if known in wanted:
            wanted = {it: None for it in wanted if it != known}
        else:
            decision.subjects.remove(old)
    decision.subjects.extend(
        DecisionSubject(record_kind=kind, record_uid=uid) for kind, uid in wanted
    )


def record_tables() -> dict[str, Table]:
    """Give the tables whose records a decision may be about: they have a title.

    Actors, themes and territories have their own options. What later parts of the
    cycle keep (signals, needs, strategies…) comes by itself.
    """
    return {
        it.name: it
        for it in every_table()
        if it.name not in {"actor", "theme", "territory"}
        and "uid" in it.columns
        and shown_column(it) is not None
    }


def shown_column(table: Table) -> str | None:
    """Give the column that names the records of a table; None when none does."""
    names = ("title", "question", "name", "what")
    return next((it for it in names if it in table.columns), None)


def _record(session: Session, text: str) -> tuple[str, uuid.UUID]:
    table, number = table_meant(text)
    digits = number.removeprefix("#")
    if digits.isascii() and digits.isdigit():
        key = min(int(digits[:18]), LARGEST_KEY)
        uid = session.scalar(select(table.c.uid).where(table.c.key == key))
        if uid is not None:
            return table.name, uid
    raise _unknown(text)


def table_meant(text: str) -> tuple[Table, str]:
    """Part a record of any kind, as “need:12”, into its table and what names it.

    Raises:
        UnknownRecordError: No kind of record is so called, or nothing names it.
    """
    kind, _colon, name = text.strip().partition(":")
    table = _table_called(kind, record_tables())
    if table is None or not name.strip():
        raise _unknown(text)
    return table, name.strip()


def _unknown(text: str) -> UnknownRecordError:
    choices = ", ".join(sorted(noun(it) for it in record_tables()))
    return UnknownRecordError(text=text, choices=choices)


def _table_called(kind: str, known: dict[str, Table]) -> Table | None:
    wanted = lettered(kind)
    for name, table in known.items():
        if wanted in {
            lettered(name),
            *(lettered(noun(name, lang=it)) for it in LANGUAGES),
        }:
            return table
    return None
