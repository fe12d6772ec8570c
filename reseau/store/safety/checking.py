"""Look for what should not be in a store, and mend what can be made again.

Each check reads narrow rows and says what it found with the table and the row, so
that a person can open it. Only what is derived from something else is mended.
"""

import os
import sqlite3
import stat
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from reseau.domain import clock
from reseau.domain.names import folded
from reseau.domain.vocabulary import Precision
from reseau.store import models
from reseau.store.models import (
    Actor,
    Alias,
    Base,
    Change,
    Committee,
    Interaction,
    Operation,
    Participation,
    Succession,
    Territory,
    Theme,
    ThemeLabel,
)
from reseau.store.past.history import unpack
from reseau.store.place.files import opened
from reseau.store.rows.lives import lives

_SKEW = timedelta(hours=1)  # The clocks of a team's computers differ a little.
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class Damage(StrEnum):
    """What can be wrong; the codes are a promise."""

    PAGES = "pages"
    REFERENCE = "reference"
    LOOP = "loop"
    NOBODY = "nobody"
    FOLDED = "folded"
    LABEL = "label"
    HISTORY = "history"
    CLOCK = "clock"
    MODE = "mode"
    REMOVAL = "removal"
    ORDER = "order"


MENDED = frozenset({Damage.FOLDED, Damage.MODE, Damage.REMOVAL})
"""What can be made again from the rest."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that should not be.

    Attributes:
        damage: What it is.
        table: Where, as the data dictionary names it; empty for the file itself.
        key: Of the row; None when it is about no row.
        detail: What it was, as found; may be empty.
    """

    damage: Damage
    table: str
    key: int | None
    detail: str = ""


def file_findings(file: Path) -> list[Finding]:
    """Look at a SQLite file itself: its pages, its references, who may read it."""
    found: list[Finding] = []
    try:
        with opened(file) as connection:
            said = connection.execute("PRAGMA integrity_check(20)").fetchall()
            # None without encryption; else each page against its own sum.
            said += connection.execute("PRAGMA cipher_integrity_check").fetchall()
            found += [
                Finding(Damage.PAGES, "", None, str(text))
                for (text,) in said
                if text != "ok"
            ]
            for table, key, other, _ in connection.execute("PRAGMA foreign_key_check"):
                found.append(Finding(Damage.REFERENCE, table, key, other))
    except sqlite3.DatabaseError as error:
        found.append(Finding(Damage.PAGES, "", None, str(error)))
    found += [Finding(Damage.MODE, "", None, str(it)) for it in _open_to_others(file)]
    return found


def _open_to_others(file: Path) -> list[Path]:
    """Give the files of a store that others than its owner may use."""
    if os.name != "posix":
        return []
    files = (Path(f"{file}{ending}") for ending in ("", "-wal", "-shm", "-journal"))
    return [it for it in files if it.exists() and it.stat().st_mode & _OTHERS]


def row_findings(session: Session) -> list[Finding]:
    """Look at the records: loops, interactions of nobody, names, the history."""
    return [
        *_loops(session),
        *_circles(session),
        *_of_nobody(session),
        *_badly_folded(session),
        *_labels(session),
        *_history(session),
        *_clock(session),
        *_too_early(session),
    ]


def mend_files(file: Path) -> None:
    """Keep the files of a store to their owner."""
    for it in _open_to_others(file):
        it.chmod(0o600)


def mend_rows(session: Session) -> int:
    """Fold names again where they are not; give how many were mended."""
    mended = 0
    for model, shown, key in _FOLDED:
        for record in session.scalars(select(model).order_by(model.key)):
            right = folded(getattr(record, shown.key))
            if getattr(record, key.key) != right:
                setattr(record, key.key, right)
                mended += 1
    return mended


_PARENTS: tuple[tuple[type[Base], InstrumentedAttribute[int | None]], ...] = (
    (Actor, Actor.merged_into),
    (Theme, Theme.broader_key),
    (Territory, Territory.parent_key),
    (Committee, Committee.parent_key),
)

_FOLDED: tuple[
    tuple[type[Base], InstrumentedAttribute[str], InstrumentedAttribute[str]], ...
] = (
    (Actor, Actor.name, Actor.name_key),
    (Alias, Alias.name, Alias.name_key),
    (Committee, Committee.name, Committee.name_key),
    (Territory, Territory.name, Territory.name_key),
    (ThemeLabel, ThemeLabel.label, ThemeLabel.label_key),
)


def _loops(session: Session) -> Iterator[Finding]:
    """Find the rows from which one comes back to the same row."""
    for model, parent in _PARENTS:
        above = dict(session.execute(select(model.key, parent)).all())
        for key in sorted(above):
            if _comes_back(key, above):
                yield Finding(Damage.LOOP, model.__tablename__, key, parent.key)


def _comes_back(key: int, above: Mapping[int, int | None]) -> bool:
    current, seen = above.get(key), set[int]()
    while current is not None and current != key and current not in seen:
        seen.add(current)
        current = above.get(current)
    return current == key


def _circles(session: Session) -> Iterator[Finding]:
    """Find the organizations that became themselves, by mergers and splits."""
    heirs = lives(session).heirs
    query = select(Succession.predecessor_key, Succession.key).order_by(Succession.key)
    for actor, key in session.execute(query):
        seen: set[int] = set()
        waiting = [*heirs.get(actor, ())]
        while waiting:
            it = waiting.pop()
            if it not in seen:
                seen.add(it)
                waiting += heirs.get(it, ())
        if actor in seen:
            yield Finding(Damage.LOOP, "succession", key, "successor_key")


def _of_nobody(session: Session) -> Iterator[Finding]:
    taken = select(Participation.interaction_key)
    query = (
        select(Interaction.key, Interaction.title)
        .where(Interaction.key.not_in(taken))
        .order_by(Interaction.key)
    )
    for key, title in session.execute(query):
        yield Finding(Damage.NOBODY, "interaction", key, title)


def _badly_folded(session: Session) -> Iterator[Finding]:
    for model, shown, key_column in _FOLDED:
        rows = session.execute(select(model.key, shown, key_column).order_by(model.key))
        for key, name, name_key in rows:
            if folded(name) != name_key:
                yield Finding(Damage.FOLDED, model.__tablename__, key, name)


def _labels(session: Session) -> Iterator[Finding]:
    """Find the themes with two preferred labels in a language, or none at all."""
    preferred: Select[int, int] = (
        select(ThemeLabel.theme_key, func.count())
        .where(ThemeLabel.kind == "pref")
        .group_by(ThemeLabel.theme_key, ThemeLabel.language)
    )
    counted: dict[int, int] = {}
    for theme, number in session.execute(preferred):
        counted[theme] = max(number, counted.get(theme, 0))
    for key, slug in session.execute(select(Theme.key, Theme.slug).order_by(Theme.key)):
        if counted.get(key, 0) != 1:
            yield Finding(Damage.LABEL, "theme", key, slug)


def _history(session: Session) -> Iterator[Finding]:
    """Find the operations whose rows cannot be read back."""
    for change in session.scalars(select(Change).order_by(Change.key)):
        try:
            readable = len(unpack(change)) == change.row_count
        except (ValueError, KeyError, TypeError, zlib.error):
            readable = False
        if not readable:
            yield Finding(
                Damage.HISTORY, "operation", change.operation_key, change.table_name
            )
        session.expunge(change)


def _clock(session: Session) -> Iterator[Finding]:
    """Find operations of the future, or much older than the one before them."""
    now, before = clock.now() + _SKEW, None
    rows = select(Operation.key, Operation.done_at).order_by(Operation.key)
    for key, done_at in session.execute(rows):
        if done_at > now or (before is not None and done_at + _SKEW < before):
            yield Finding(Damage.CLOCK, "operation", key, done_at.isoformat())
        before = done_at


def _too_early(session: Session) -> Iterator[Finding]:
    """Find the interactions that came before what they are part of.

    One of which only the month is known is not, until the next month began.
    """
    moves = (
        select(models.MarkerMove.key, models.Strategy.started_on, *_HELD)
        .join(models.Marker, models.Marker.key == models.MarkerMove.marker_key)
        .join(models.Strategy, models.Strategy.key == models.Marker.strategy_key)
        .join(Interaction, Interaction.key == models.MarkerMove.interaction_key)
        .order_by(models.MarkerMove.key)
    )
    steps = (
        select(models.StrategyStep.key, models.Strategy.started_on, *_HELD)
        .join(models.Strategy, models.Strategy.key == models.StrategyStep.strategy_key)
        .join(Interaction, Interaction.key == models.StrategyStep.interaction_key)
        .order_by(models.StrategyStep.key)
    )
    tests = (
        select(models.MissionTest.key, models.Mission.started_on, *_HELD)
        .join(models.Mission, models.Mission.key == models.MissionTest.mission_key)
        .join(Interaction, Interaction.key == models.MissionTest.interaction_key)
        .order_by(models.MissionTest.key)
    )
    parts = {"marker_move": moves, "strategy_step": steps, "mission_test": tests}
    for table, query in parts.items():
        for key, start, number, held, ended, precision in session.execute(query):
            day = ended or held
            month = precision is Precision.MONTH
            early = day.strftime("%Y-%m") < start.strftime("%Y-%m")
            if early or (day < start and not month):
                said = f"interaction #{number}, {day.isoformat()} < {start.isoformat()}"
                yield Finding(Damage.ORDER, table, key, said)


_HELD = (
    Interaction.key,
    Interaction.held_on,
    Interaction.ended_on,
    Interaction.precision,
)
