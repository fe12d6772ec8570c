"""Time and size of what is handed out: ``python -m benchmarks.publish``.

A store of as many actors as ``--actors`` says (10,000 by default) is made in the
temporary folder, once; half are public, and everybody else must be kept out of every
page. The commands are run one after the other, each in a process of its own, whose
memory is the most that it held; what one that failed said stands in its line.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks.crowd import Row, insert
from reseau.domain.names import folded, slug
from reseau.domain.vocabulary import (
    ActorKind,
    ConsentState,
    Diffusion,
    InteractionKind,
    Origin,
    Precision,
    Purpose,
    Role,
    SignalState,
)
from reseau.store.models import (
    Actor,
    ActorTerritory,
    Affiliation,
    Consent,
    Expertise,
    Interaction,
    InteractionTheme,
    Participation,
    Publication,
    Signal,
    SignalTheme,
    Territory,
    Theme,
)
from reseau.store.place.address import address_of
from reseau.store.place.schema import HEAD
from reseau.usecases.safekeeping.setup import init_store

LAST = date(2026, 11, 20)
_ADDED = datetime(2026, 11, 20, 12, tzinfo=UTC)
_FIRST = ("Anne", "Benoît", "Chloé", "Denis", "Élise", "Félix", "Gisèle", "Hugo")
_SECTORS = ("logement", "alimentation", "jeunesse", "aînés", "santé", "culture")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Something that is handed out.

    Attributes:
        words: The command; OUT is the file or the folder that it writes.
        ending: Of the file; empty for a folder.
    """

    name: str
    words: tuple[str, ...]
    ending: str


SHEETS = (
    Sheet("brief", ("brief", "--out", "OUT"), ".html"),
    Sheet("brief, PDF", ("brief", "--out", "OUT"), ".pdf"),
    Sheet("atlas", ("atlas", "--out", "OUT"), ".html"),
    Sheet("site", ("site", "build", "OUT"), ""),
    Sheet("workbook", ("workbook", "OUT"), ".xlsx"),
    Sheet("workbook, public", ("workbook", "OUT", "--audience", "public"), ".xlsx"),
)


def main() -> None:
    """Print a line of a table for each command."""
    parser = argparse.ArgumentParser(description="Time what is handed out.")
    parser.add_argument("--actors", type=int, default=10_000)
    parser.add_argument("--only", default="", help="a name of the table")
    asked = parser.parse_args()
    file = made(asked.actors)
    print("| made | seconds of processor | in all | MB of memory | files | MB |")
    print("| --- | --- | --- | --- | --- | --- |")
    for sheet in SHEETS:
        if asked.only in sheet.name:
            print(measured(sheet, file), flush=True)


def measured(sheet: Sheet, database: Path) -> str:
    """Run a command on a store, and tell what it took and what it wrote."""
    place = Path(tempfile.mkdtemp(prefix="reseau-publish-"))
    out = place / f"out{sheet.ending}"
    line = [sys.executable, "-m", "reseau", *sheet.words]
    line = [str(out) if it == "OUT" else it for it in line]
    surroundings = os.environ | {
        "RESEAU_DATABASE": str(database),
        "RESEAU_LANG": "en",
        "RESEAU_NOW": "2026-11-24T15:00:00+00:00",
    }
    start = time.perf_counter()
    with Path(place, "said").open("w+", encoding="utf-8") as said:
        child = subprocess.Popen(
            line, env=surroundings, stdout=subprocess.DEVNULL, stderr=said
        )
        _pid, state, used = os.wait4(child.pid, 0)  # What this one took, alone.
        child.returncode = os.waitstatus_to_exitcode(state)
        elapsed = time.perf_counter() - start
        said.seek(0)
        last = (said.read().strip().splitlines() or [""])[-1]
    Path(place, "said").unlink()
    files = [it for it in place.rglob("*") if it.is_file()]
    size = sum(it.stat().st_size for it in files) / 1e6
    shutil.rmtree(place)
    if child.returncode:
        return f"| {sheet.name} | {last} | | | | |"
    return (
        f"| {sheet.name} | {used.ru_utime + used.ru_stime:.1f} | {elapsed:.1f} "
        f"| {used.ru_maxrss / 1024:.0f} | {len(files)} | {size:.1f} |"
    )


def made(actors: int) -> Path:
    """Give the file of the store, made when it is not there yet."""
    file = Path(tempfile.gettempdir(), f"reseau-publish-{actors}-{HEAD}.sqlite")
    if not file.is_file():
        draft = file.with_suffix(".draft")
        draft.unlink(missing_ok=True)
        store = init_store(address_of(str(draft)), organization="Collectif d’essai")
        with store.working("benchmark") as work:
            _fill(work.session, actors)
        with store.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        store.dispose()
        draft.replace(file)
    return file


def _fill(session: Session, count: int) -> None:
    """Add a third of organizations, the log, signals, and what is public of them."""
    chance = random.Random(9)  # noqa: S311  # A crowd, not a secret.
    themes = list(session.scalars(select(Theme.key).order_by(Theme.key)))
    places = list(session.scalars(select(Territory.key).order_by(Territory.key)))
    actors = insert(session, Actor, list(_actors(count)))
    homes, people = actors[::3], [it for n, it in enumerate(actors) if n % 3]
    insert(
        session, ActorTerritory,
        [{"actor_key": it, "territory_key": chance.choice(places)} for it in homes],
    )  # fmt: skip
    insert(session, Affiliation, list(_roles(people, homes)))
    insert(
        session, Expertise,
        [
            {"actor_key": it, "theme_key": chance.choice(themes),
             "origin": Origin.PERSON}
            for it in actors[::2]
        ],
    )  # fmt: skip
    insert(session, Consent, list(_consents(people)))
    _log(session, chance, actors, themes)
    signals = list(_signals(count // 20))
    keys = insert(session, Signal, signals)
    tags = [{"signal_key": it, "theme_key": chance.choice(themes)} for it in keys]
    insert(session, SignalTheme, tags)
    insert(session, Publication, list(_said("signal", signals[::2])))


def _actors(count: int) -> Iterator[Row]:
    for n in range(count):
        kind = ActorKind.PERSON if n % 3 else ActorKind.ORGANIZATION
        word = f"{chr(65 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676 % 26)}o"
        name = f"{_FIRST[n % 8]} {word}ier" if n % 3 else f"Maison {word}"
        yield {
            "uid": uuid.UUID(int=n + 1), "slug": f"{slug(name)}-{n}", "kind": kind,
            "name": name, "name_key": folded(name), "apart": "",
            "sector": _SECTORS[n % 6] if kind is ActorKind.ORGANIZATION else None,
            "diffusion": Diffusion.PUBLIC if n % 2 else Diffusion.INTERNAL,
            "origin": Origin.PUBLIC, "added_at": _ADDED,
        }  # fmt: skip


def _roles(people: list[int], homes: list[int]) -> Iterator[Row]:
    for n, it in enumerate(people):
        yield {"person_key": it, "organization_key": homes[n % len(homes)]}


def _consents(people: list[int]) -> Iterator[Row]:
    for it in people:
        yield {
            "actor_key": it, "purpose": Purpose.PUBLIC, "state": ConsentState.GIVEN,
            "stated_on": date(2025, 1, 1),
        }  # fmt: skip


def _log(
    session: Session, chance: random.Random, actors: list[int], themes: list[int]
) -> None:
    """Add three interactions for each actor, of three actors on average."""
    lines: list[Row] = [
        {
            "uid": uuid.UUID(int=n + 1), "kind": InteractionKind.EVENT if n % 100 == 0
            else InteractionKind.MEETING, "title": f"Rencontre {n}",
            "held_on": LAST - timedelta(days=chance.randrange(1_000)),
            "precision": Precision.DAY, "repeat": 0, "added_at": _ADDED,
        }
        for n in range(3 * len(actors))
    ]  # fmt: skip
    keys = insert(session, Interaction, lines)
    insert(
        session, Participation,
        [
            {"interaction_key": it, "actor_key": who, "role": Role.PARTICIPANT}
            for it in keys
            for who in sorted(set(chance.choices(actors, k=3)))
        ],
    )  # fmt: skip
    tags = [{"interaction_key": it, "theme_key": chance.choice(themes)} for it in keys]
    insert(session, InteractionTheme, tags)
    insert(session, Publication, list(_said("interaction", lines[::100])))


def _signals(count: int) -> Iterator[Row]:
    for n in range(count):
        day = LAST - timedelta(days=n % 600)
        yield {
            "uid": uuid.UUID(int=n + 1), "title": f"Avis {n}", "seen_on": day,
            "summary": "Ce que dit la Ville du projet, en quelques mots.",
            "state": SignalState.KEPT, "triaged_on": day, "added_at": _ADDED,
        }  # fmt: skip


def _said(kind: str, records: list[Row]) -> Iterator[Row]:
    for it in records:
        yield {"record_kind": kind, "record_uid": it["uid"], "shown_on": LAST}


if __name__ == "__main__":
    main()
