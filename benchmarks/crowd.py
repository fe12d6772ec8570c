"""A large store of invented actors, made once and kept in the temporary folder."""

import random
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Session

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
from reseau.store.address import address_of
from reseau.store.bulk import insert_rows, next_keys
from reseau.store.models import (
    Actor,
    Interaction,
    InteractionTheme,
    Participation,
    Partnership,
    Theme,
    ThemeLabel,
)
from reseau.store.schema import HEAD
from reseau.store.session import Store
from reseau.store.upgrade import create_store

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
    file = Path(tempfile.gettempdir(), f"reseau-crowd-{HEAD}.sqlite")
    if not file.is_file():
        draft = file.with_suffix(".draft")
        draft.unlink(missing_ok=True)
        store = create_store(address_of(str(draft)))
        _fill(store)
        with store.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        store.dispose()
        draft.replace(file)
    return file


def _fill(store: Store) -> None:
    chance = random.Random(20)  # noqa: S311  # A crowd, not a secret.
    with store.working("benchmark") as work:
        session = work.session
        actors = insert(session, Actor, list(_actors()))
        partners = [_partner(it) for it in actors[: len(actors) // 40]]
        insert(session, Partnership, partners)
        lines = insert(session, Interaction, list(_interactions(chance)))
        insert(session, Participation, list(_participations(chance, actors, lines)))
        themes = insert(session, Theme, list(_themes()))
        insert(session, ThemeLabel, list(_labels(themes)))
        insert(session, InteractionTheme, list(_tags(chance, lines, themes)))


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


def _actors() -> Iterator[Row]:
    for number in range(ACTORS):
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


def _interactions(chance: random.Random) -> Iterator[Row]:
    for number in range(INTERACTIONS):
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


def _participations(
    chance: random.Random, actors: list[int], lines: list[int]
) -> Iterator[Row]:
    """Draw who was there: a few actors are seen much more often than the others."""
    for line in lines:
        drawn = {actors[int(len(actors) * chance.random() ** 2)] for _ in range(3)}
        for actor in sorted(drawn):
            yield {
                "interaction_key": line,
                "actor_key": actor,
                "role": Role.PARTICIPANT,
            }
