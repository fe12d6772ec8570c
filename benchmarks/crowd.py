"""A large store of invented actors, made once and kept in the temporary folder."""

import random
import tempfile
import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Session

from benchmarks.affiliations import Affiliations
from reseau.domain.names import folded, slug
from reseau.domain.vocabulary import (
    ActorKind,
    Carrier,
    Diffusion,
    Function,
    InteractionKind,
    Origin,
    Precision,
    Role,
)
from reseau.store.models import (
    Actor,
    Interaction,
    InteractionTheme,
    Participation,
    Partnership,
    Theme,
    ThemeLabel,
)
from reseau.store.past.bulk import insert_rows, next_keys
from reseau.store.place.address import address_of
from reseau.store.place.schema import HEAD
from reseau.store.safety.upgrade import create_store

ACTORS = 20_000
INTERACTIONS = 100_000
_DAYS = 1_500
_LAST = date(2026, 11, 20)
_ADDED = datetime(2026, 11, 20, 12, tzinfo=UTC)
_FIRST_PARTS = ("Anne", "Benoît", "Chloé", "Denis", "Élise", "Félix", "Gisèle", "Hugo")
_LAST_PARTS = ("Lécuyer", "Roy", "Bélanger", "Côté", "Gagné", "Nguyen", "Saint-Onge")
_WORDS = (
    "logement", "transport", "emploi", "culture", "jardin", "jeunesse", "famille",
    "accueil", "verdissement", "loisir", "ruelle", "parc", "concertation", "alphabet",
    "coopérative", "bibliothèque", "bénévolat", "cuisine", "vélo", "patrimoine",
)  # fmt: skip
Row = dict[str, Any]  # Any: what the columns take.


def crowd() -> Path:
    """Give the file of the store, made when it is not there yet (one minute)."""
    chance = random.Random(20)  # noqa: S311  # A crowd, not a secret.
    return _kept(
        f"reseau-crowd-{HEAD}.sqlite",
        actors=ACTORS,
        lines=_interactions(chance),
        present=_present(chance),
    )


def throng(log: Affiliations) -> Path:
    """Give the file of a store that holds a drawn log, made when it is not there."""
    chance = random.Random(20)  # noqa: S311  # A crowd, not a secret.
    events = 1 + max(event for _, event in log.pairs)
    return _kept(
        f"reseau-throng-{log.size}-{HEAD}.sqlite",
        actors=log.size,
        lines=_interactions(chance, events),
        present=((event, actor) for actor, event in log.pairs),
    )


def _kept(
    name: str,
    *,
    actors: int,
    lines: Iterable[Row],
    present: Iterable[tuple[int, int]],
) -> Path:
    """Make a store once, out of interactions and of who was there, by their places."""
    file = Path(tempfile.gettempdir(), name)
    if not file.is_file():
        draft = file.with_suffix(".draft")
        draft.unlink(missing_ok=True)
        store = create_store(address_of(str(draft)))
        with store.working("benchmark") as work:
            _fill(work.session, actors, lines=lines, present=present)
        with store.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        store.dispose()
        draft.replace(file)
    return file


def _fill(
    session: Session,
    actors: int,
    *,
    lines: Iterable[Row],
    present: Iterable[tuple[int, int]],
) -> None:
    known = insert(session, Actor, list(_actors(actors)))
    partners = [_partner(it) for it in known[: len(known) // 40]]
    insert(session, Partnership, partners)
    held = insert(session, Interaction, list(lines))
    parts = [
        {
            "interaction_key": held[line],
            "actor_key": known[actor],
            "role": Role.PARTICIPANT,
        }
        for line, actor in present
    ]
    insert(session, Participation, parts)
    chance = random.Random(21)  # noqa: S311  # A crowd, not a secret.
    themes = insert(session, Theme, list(_themes()))
    insert(session, ThemeLabel, list(_labels(themes)))
    insert(session, InteractionTheme, list(_tags(chance, held, themes)))


def insert(session: Session, model: Any, rows: list[Row]) -> list[int]:
    """Insert rows of a table, whose columns left out are empty; give their keys."""
    table: Table = model.__table__
    keys = list(next_keys(session, table, count=len(rows)))
    empty = {column.name: None for column in table.columns}
    whole: list[Mapping[str, Any]] = [
        empty | {"version": 1} | row | {"key": key}
        for key, row in zip(keys, rows, strict=True)
    ]
    insert_rows(session, table, rows=whole)
    return keys


def _actors(count: int) -> Iterator[Row]:
    for number in range(count):
        kind = ActorKind.ORGANIZATION if number % 3 == 0 else ActorKind.PERSON
        family = f"{_LAST_PARTS[number % 7]}-{_LAST_PARTS[number // 7 % 7]}"
        given = _FIRST_PARTS[number % 8]
        name = f"{given} {family} {number}"
        if kind is ActorKind.ORGANIZATION:
            name = f"Table de quartier {family} {number}"
        person = kind is ActorKind.PERSON
        yield {
            "uid": uuid.UUID(int=number + 1),
            "slug": slug(name),
            "kind": kind,
            "name": name,
            "name_key": folded(name),
            "given_name": given if person else None,
            "family_name": f"{family} {number}" if person else None,
            "apart": "",
            "diffusion": Diffusion.INTERNAL,
            "origin": Origin.THIRD_PARTY,
            "added_at": _ADDED,
        }


def _partner(actor: int) -> Row:
    return {"actor_key": actor, "status": "active", "since": date(2024, 1, 1)}


def _interactions(chance: random.Random, count: int = INTERACTIONS) -> Iterator[Row]:
    for number in range(count):
        yield {
            "uid": uuid.UUID(int=10**9 + number),
            "kind": InteractionKind.MEETING,
            "title": f"Rencontre {number} : {_WORDS[number % len(_WORDS)]}",
            "held_on": _LAST - timedelta(days=chance.randrange(_DAYS)),
            "precision": Precision.DAY,
            "function": Function.WATCH,
            "carrier": Carrier.STAFF,
            "repeat": 0,
            "added_at": _ADDED,
        }


def _themes() -> Iterator[Row]:
    for number, word in enumerate(_WORDS):
        yield {"uid": uuid.UUID(int=10**10 + number), "slug": word}


def _labels(themes: list[int]) -> Iterator[Row]:
    for theme, word in zip(themes, _WORDS, strict=True):
        for lang in ("fr", "en"):
            label = word if lang == "fr" else f"{word} en"
            yield {
                "theme_key": theme,
                "language": lang,
                "kind": "pref",
                "label": label,
                "label_key": folded(label),
            }


def _tags(chance: random.Random, lines: list[int], themes: list[int]) -> Iterator[Row]:
    """Draw the theme of two lines of three: the first themes are the most frequent."""
    for line in lines:
        drawn = int(len(themes) * 1.5 * chance.random() ** 2)
        if drawn < len(themes):
            yield {"interaction_key": line, "theme_key": themes[drawn]}


def _present(chance: random.Random) -> Iterator[tuple[int, int]]:
    """Draw who was there: a few actors are seen much more often than the others."""
    for line in range(INTERACTIONS):
        for actor in sorted({int(ACTORS * chance.random() ** 2) for _ in range(3)}):
            yield line, actor
