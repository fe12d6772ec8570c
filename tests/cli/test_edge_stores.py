"""Stores with next to nothing in them, through every command on ties and influence.

The commands are read from the tree of commands, so that a new one is looked at too; one
that takes arguments must be given them in ``ARGUMENTS``.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import NoReturn

import pytest

from reseau.cli._base import click
from reseau.domain.vocabulary import ActorKind, Role
from reseau.store.place.address import Address
from reseau.store.session import Store
from reseau.usecases.actors.actors import ActorChanges, add_actor
from reseau.usecases.influence.assertions import (
    Saying,
    add_objective,
    assert_influence,
    assert_position,
)
from reseau.usecases.log.logging import Entry, log_interaction
from tests.commands import Known, english_words, known_commands
from tests.support import Answer, Fill, FilledStore, Run

ONE, OTHER = "alpha", "bravo"
ARGUMENTS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("network", "why"): (ONE, OTHER),
    ("network", "path"): (ONE, OTHER),
    ("network", "compare"): ("2026-01..2026-06", "2026-07..2026-12"),
    ("influence", "assert"): (ONE, OTHER, "--strength", "2", "--by", ONE, "--dry-run"),
    ("influence", "position"): (ONE, "loyers", "--stance", "-1", "--dry-run"),
    ("influence", "objective"): ("Parcs", "--dry-run"),
    ("influence", "remove"): ("1", "--dry-run", "--yes"),
    ("influence", "template"): ("{folder}/f.xlsx", "--actor", ONE, "--actor", OTHER),
    ("influence", "opinion"): ("loyers",),
}
LEAVES = [
    it
    for it in known_commands()
    if it.path[:1] in {("network",), ("influence",)}
    and not isinstance(it.command, click.Group)
]


def _add(store: Store, *names: str) -> None:
    for name in names:
        add_actor(store, name, kind=ActorKind.ORGANIZATION, changes=ActorChanges())


def _meet(store: Store, *names: str, on: date = date(2026, 11, 2)) -> None:
    entry = Entry(
        title="Rencontre", held_on=on, create=ActorKind.ORGANIZATION,
        participants=[(name, Role.PARTICIPANT) for name in names],
    )  # fmt: skip
    log_interaction(store, entry)


def _two(store: Store) -> None:
    _add(store, "Alpha", "Bravo")
    add_objective(store, "Loyers")


def _apart(store: Store) -> None:
    for month in range(1, 7):
        _meet(store, "Alpha", "Charlie", on=date(2026, month, 3))
        _meet(store, "Bravo", "Delta", on=date(2026, month, 4))


def _alone(store: Store) -> None:
    for month in range(1, 7):
        _meet(store, "Alpha", on=date(2026, month, 3))
        _meet(store, "Bravo", on=date(2026, month, 4))


def _everybody(store: Store) -> None:
    _meet(store, "Alpha", "Bravo", *(f"Membre {n}" for n in range(10)))


def _asserted(store: Store) -> None:
    _two(store)
    assert_influence(store, ("alpha", "bravo"), strength=2, saying=Saying())


def _rated(store: Store, **strengths: int) -> None:
    """Rate three actors in a circle, once an assessor, and give them stances."""
    _add(store, "Alpha", "Bravo", "Charlie", *strengths)
    add_objective(store, "Loyers")
    circle = (("alpha", "bravo"), ("bravo", "charlie"), ("charlie", "alpha"))
    for by, strength in strengths.items():
        for pair in circle:
            said = Saying(by=by)
            assert_influence(store, pair, strength=strength, saying=said)
    for who, stance in (("alpha", -3), ("bravo", 4), ("charlie", 0)):
        assert_position(store, (who, "loyers"), stance=stance, saying=Saying())


STORES: Mapping[str, Fill] = {
    "empty": lambda _store: None,
    "one actor": lambda store: _add(store, "Alpha"),
    "one interaction": lambda store: _meet(store, "Alpha", "Bravo"),
    "no ties": _alone,
    "disconnected": _apart,
    "one meeting": _everybody,
    "one assertion": _asserted,
    "assessors who differ": lambda store: _rated(store, Delta=1, Echo=4),
    "one assessor": lambda store: _rated(store, Delta=2),
}


CODES = {0, 2, 4, 5}  # 2: DEMATEL, whose scale is a choice, has no answer.
BOTH = {"empty"}
INFLUENCES = {"one assertion", "assessors who differ", "one assessor"}


@pytest.fixture
def edge(request: pytest.FixtureRequest, sqlite_filled_with: FilledStore) -> Address:
    """Give a store of each kind."""
    return sqlite_filled_with(STORES[request.param])


def _typed(known: Known, at: Address, form: str | None = None) -> list[str]:
    assert at.file is not None
    given = ARGUMENTS.get((known.path[0], known.path[1]), ())
    with suppress(FileNotFoundError):
        (at.file.parent / "f.xlsx").unlink()
    typed = [*known.path, *(it.format(folder=at.file.parent) for it in given)]
    return typed if form is None else [*typed, "--format", form]


_NO_FIGURE = re.compile(r"(?i)\bnan\b|\binf(inity)?\b|\bnull\b|∞|(?<![\w-])-?\binf\b")
_LEFT_OVER = re.compile(r"\{[a-z_]+\}|%\(|<[A-Za-z]+\.|\b(?:True|False)\b")
_BROKEN = re.compile(r"\.\.(?!\.|/|\d)|\(\s*\)|,\s*[.;]|\s\.(?:\s|$)|:\s*\.|«\s*»|“”")


def _said(answer: Answer) -> str:
    """Give all that was said, after checking what no answer may hold."""
    said = answer.out + answer.err
    assert answer.code in CODES, answer
    assert "Traceback" not in said
    assert not _NO_FIGURE.search(said), said
    assert not re.search(r"\bNone\b(?! of)", said), said
    assert not _LEFT_OVER.search(said), said
    assert said.strip()
    return said


def _cases(*, formatted: bool) -> Iterator[object]:
    for name in STORES:
        for it in LEAVES:
            right = name in BOTH or (name in INFLUENCES) is (it.path[0] == "influence")
            if right and (not formatted or "--format" in it.options):
                yield pytest.param(name, it, id="-".join((name, *it.path)))


ALL, FORMATTED = (
    pytest.mark.parametrize(
        ("edge", "known"), list(_cases(formatted=it)), indirect=["edge"]
    )
    for it in (False, True)
)


@ALL
def test_screen_says_something_sensible(known: Known, run: Run, edge: Address) -> None:
    for lang in ("en", "fr"):
        said = _said(run(*_typed(known, edge), lang=lang, at=edge))
        assert not _BROKEN.search(said), said
        if lang == "fr":
            assert english_words(said) == set()


def _refused(word: str) -> NoReturn:
    raise AssertionError(word)


# What every look says of itself in JSON.
_FRAME = {
    "period", "as_of", "half_life_days", "layer", "weighting", "weighted", "n",
    "missing",
}  # fmt: skip
# What is not a look, but a list of what was written.
_LISTS = {("influence", it) for it in ("list", "positions", "objectives")}


@FORMATTED
def test_json_is_valid_and_says_what_it_rests_on(
    known: Known, run: Run, edge: Address
) -> None:
    answer = run(*_typed(known, edge, "json"), lang="fr", at=edge)
    assert answer.code in CODES
    assert "Traceback" not in answer.err
    if answer.code == 0:
        found = json.loads(answer.out, parse_constant=_refused)
        if known.path not in _LISTS:
            assert _FRAME - set(found) == set()
            assert set(found["period"]) == {"since", "until"}
            if found.get("last_day") is not None:
                assert found["last_day"] == found["period"]["until"]
            assert all(isinstance(it, int) for it in found["n"].values())
            assert isinstance(found["missing"], dict)


@pytest.mark.parametrize("name", ["disconnected", "one assessor"])
@pytest.mark.parametrize(
    "known",
    [it for it in LEAVES if "--format" in it.options],
    ids=lambda it: "-".join(it.path),
)
def test_json_is_the_same_in_both_languages(
    known: Known, name: str, run: Run, sqlite_filled_with: FilledStore
) -> None:
    at = sqlite_filled_with(STORES[name])
    english, french = (
        run(*_typed(known, at, "json"), lang=lang, at=at) for lang in ("en", "fr")
    )
    assert english.out == french.out


@FORMATTED
def test_csv_is_a_table(known: Known, run: Run, edge: Address) -> None:
    answer = run(*_typed(known, edge, "csv"), lang="fr", at=edge)
    assert answer.code in CODES
    if answer.code == 0:
        first, *others = csv.reader(io.StringIO(answer.out), delimiter=";")
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", it) for it in first), first
        assert {len(it) for it in others} <= {len(first)}
        assert not _NO_FIGURE.search(answer.out)
