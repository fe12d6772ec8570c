"""Whatever is typed, or stands in a small file of its own, is read or refused."""

import io
import re
import shutil
import sqlite3
import sys
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest

import reseau.cli
from reseau import config, places
from reseau.__main__ import main
from reseau.cli._base import click
from reseau.cli.network.structure_ties import read_alpha
from reseau.completing import answer
from reseau.domain import clock, links, spans
from reseau.domain.dates import (
    read_date,
    read_duration,
    read_end,
    read_start,
    read_time,
)
from reseau.errors import UsageError
from reseau.exchange import site_folder
from reseau.store.place import drafts, unfinished
from reseau.store.place.address import address_of
from reseau.store.place.engine import engine_for
from reseau.store.place.keys import keys_in
from reseau.store.safety import backup
from reseau.store.session import open_store
from reseau.usecases.common.backup_places import backup_folder
from reseau.usecases.cycle.matrix import read_cell
from reseau.usecases.governance.decision_rules import read_quorum
from reseau.usecases.influence.influence_measures import read_openness
from reseau.usecases.log.forms import read_entry
from reseau.usecases.log.logging import Entry, read_pair, read_participant
from reseau.usecases.log.quick_log import read_lines
from reseau.usecases.privacy import erasing, retaining
from reseau.usecases.safekeeping.safekeeping import check
from reseau.usecases.vocabulary.themes import read_alias
from tests.any_input import drawn_noise, spoiled, try_drawn
from tests.commands import Known, known_commands
from tests.contents import fill_every_table
from tests.reshaping import BEYOND, TEXTS, encoded, json_bytes, relined, reshaped
from tests.support import NewStore

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
BASE = Entry(title="", held_on=TODAY)
PARTS = (
    *TEXTS, *BEYOND, "2026", "2026-01", "T4", "Q1 2026", "..", "…", "hier", "next year",
    "5", "50%", "0,05", "1h30", "14 h", "watch", "veille,staff", "×", "=", "fr:", "en",
    "Anne Roy=absent", "::", "#", "https://", "é", "\u00a0", "postgresql://a@", "~x/",
)  # fmt: skip
READ: dict[str, Callable[[str], object]] = {
    "date": lambda it: read_date(it, today=TODAY),
    "day to come": lambda it: read_date(it, today=TODAY, prefer="next"),
    "start": lambda it: read_start(it, today=TODAY),
    "end": lambda it: read_end(it, today=TODAY),
    "period": lambda it: spans.read_period(it, today=TODAY),
    "time": read_time,
    "duration": read_duration,
    "link": lambda it: links.read_link(it, base="https://example.org/"),
    "quorum": read_quorum,
    "cell": read_cell,
    "alpha": read_alpha,
    "openness": read_openness,
    "participant": read_participant,
    "pair": read_pair,
    "alias": lambda it: read_alias(it, lang="fr"),
    "present moment": clock._pinned,
    "address": lambda it: engine_for(address_of(it or "x")).dispose(),
}


GOOD = (
    "hier", "2026-01-05", "24/11/2026", "lundi", "2026-11", "T4 2026", "2026-01..2026-06",
    "14:30", "14h", "1h30", "90", "50%", "5", "watch", "watch, staff", "0.05", "0,5", "1",
    "example.org/a", "/b", "Anne Roy=absent", "Anne=Zoé", "en:housing", "a.sqlite",
    "2026-11-24T10:00:00+00:00", "postgresql://a:b@127.0.0.1:1/c", "sqlite:///a",
)  # fmt: skip


SHAPED = (
    "20##-0#-1#", "19##-1#-##", "1#/0#/20##", "#/#", "20##", "20##-1#", "T# 20##", "##",
    "20##-0#..20##-1#", "..20##", "20##-0#-1#..", "1#:##", "1#h", "#h##", "##%", "0.0#",
    "0,#", "20##-0#-1#T0#:##:##+0#:00", "1# mars", "le #", "lundi 1#h", "#", "in # days",
)  # fmt: skip


def drawn_text(chance: Random) -> str:
    """Draw what is good for some readers, alone or together, and at times odd."""
    if chance.random() < 0.5:
        shaped = chance.choice(SHAPED)
        return re.sub("#", lambda _: str(chance.randrange(10)), shaped)
    them = chance.choices(GOOD, k=chance.choice([1, 1, 2, 3]))
    if chance.random() < 0.5:
        them.insert(chance.randrange(len(them)), chance.choice(PARTS))
    return chance.choice(["", " ", "..", ",", "=", ":"]).join(them)


@pytest.mark.parametrize("name", READ)
def test_word_is_read_or_refused(name: str) -> None:
    try_drawn(name, READ[name], drawn=drawn_text)


FORM = (
    "date: hier 14h", "title: Rencontre", "with: CDC; Anne Roy=absent",
    "new: Solon=organization", "kind: meeting", "durée: 1h30", "theme: logement",
    "due: 2026-12-01", "function: watch", "committee: ", "#! aide", "::", "Notes",
)  # fmt: skip
LINES = (
    "hier 14h Comité @CDC +logement", "2026-11-02 Appel @Solon due:demain", "# x", "",
    "lundi Suivi @Anne type:appel :: notes", "3 nov. 9h-10h Visite @CDC dur:1h30",
)  # fmt: skip


def test_form_and_lines_are_read_or_refused() -> None:
    def drawn(chance: Random) -> tuple[bool, str]:
        form = chance.random() < 0.5
        some = relined(FORM if form else LINES, chance, FORM if form else LINES)
        text = "\n".join(some)
        odd = chance.choice(BEYOND) if chance.random() < 0.1 else ""
        return form, f"{text}{odd}"

    def read(given: tuple[bool, str]) -> object:
        way = read_entry if given[0] else read_lines
        return way(given[1], now=NOW, base=BASE)

    try_drawn("form and lines of the log", read, drawn=drawn)


def _preferences(file: Path) -> object:
    config._preferences.cache_clear()
    return config.configured("language")


DRAFT: dict[str, object] = {
    "step": 3,
    "form": {"title": "A", "date": "hier", "participants": ["Solon"]},
}
MARK: dict[str, object] = {
    "people": ["a"],
    "applied": {"signals": "2026-01-01", "contacts": "2025-01-01"},
}
TOML = (
    'language = "fr"',
    'database = "x.sqlite"',
    "[a]",
    "b = [1, 2]",
    "c = 1979-05-27",
)
KEY = (f"reseau-key {'0' * 16} {'a' * 64}", "# Réseau", "reseau-key", "x")
DAYS = ("signals 2026-01-01", "contacts 9999-12-31", "x 2026-01-01", "signals")


def test_small_file_is_read_or_passed(new_sqlite: NewStore, tmp_path: Path) -> None:
    """Preferences, keys, drafts, sums, registers and marks never stop a command."""
    site = tmp_path / "site"
    site.mkdir()
    with new_sqlite() as address:
        folder = backup_folder(address, None)
        folder.mkdir(exist_ok=True)
        draft = drafts.new_draft(drafts.ANSWERS)
        key, copy = tmp_path / "keys", tmp_path / "a.sqlite"
        shown = Path(places.preferences_path())
        files: dict[Path, tuple[Sequence[str], Callable[[Path], object]]] = {
            shown: (TOML, _preferences),
            key: (KEY, keys_in),
            draft: (FORM, lambda _: drafts.drafts()),
            draft.with_suffix(drafts.TEXT): (FORM, lambda _: drafts.drafts()),
            backup._beside(copy): (KEY, lambda _: backup._expected(copy)),
            folder / erasing.REGISTER: (KEY, lambda _: erasing._noted(address)),
            retaining._register(address): (DAYS, lambda _: retaining._noted(address)),
            unfinished.beside(copy): (
                DAYS,
                lambda it: unfinished._read(it.read_text("utf-8", "replace")),
            ),
            site / site_folder.MARKER: (KEY, lambda _: site_folder.check_folder(site)),
        }
        trees: dict[Path, dict[str, object]] = {
            draft: DRAFT, unfinished.beside(copy): MARK,
        }  # fmt: skip
        names = list(files)

        def drawn(chance: Random) -> tuple[int, bytes]:
            rank = chance.randrange(len(names))
            tree = trees.get(names[rank])
            if tree is not None and chance.random() < 0.7:
                return rank, json_bytes(reshaped(tree | {"x": tree}, chance), chance)
            lines = relined(files[names[rank]][0], chance, (*FORM, *TEXTS), ends=" =")
            data = encoded("\n".join(lines), chance)
            return rank, spoiled(data, drawn_noise(chance)[:1])

        def read(given: tuple[int, bytes]) -> object:
            file = names[given[0]]
            file.write_bytes(given[1])
            file.chmod(0o600)
            try:
                return files[file][1](file)
            finally:
                file.unlink()

        try_drawn("small files", read, drawn=drawn)
    config._preferences.cache_clear()


def test_spoilt_store_is_opened_or_refused(
    new_sqlite: NewStore, tmp_path: Path
) -> None:
    """Spoil some pages of the file itself, and look at all of it."""
    file = tmp_path / "spoilt.sqlite"
    with new_sqlite() as address:
        store = open_store(address)
        fill_every_table(store)
        store.dispose()
        assert address.file is not None
        with closing(sqlite3.connect(address.file)) as whole:
            whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        data = address.file.read_bytes()

    def drawn(chance: Random) -> bytes:
        noise = drawn_noise(chance)
        first = [(it, number % 4096) for it, number in noise]
        spoilt = spoiled(data, first if chance.random() < 0.3 else noise)
        return (
            spoilt[: chance.randrange(len(data))] if chance.random() < 0.1 else spoilt
        )

    def read(given: bytes) -> object:
        file.write_bytes(given)
        return check(address_of(str(file)))

    try_drawn("file of a store", read, drawn=drawn, most=20_000, few=25)


def test_completion_of_any_words_ends(new_sqlite: NewStore) -> None:
    known = [word for it in known_commands() for word in (*it.path, *it.options)]
    with new_sqlite() as address, pytest.MonkeyPatch.context() as patch:
        store = open_store(address)
        fill_every_table(store)
        patch.setenv("RESEAU_DATABASE", str(address.file))

        def drawn(chance: Random) -> tuple[str, ...]:
            shell = chance.choice(["bash", "zsh", "fish", "powershell"])
            each = range(chance.randrange(1, 6))
            some = [
                chance.choice(known if chance.random() < 0.7 else PARTS) for _ in each
            ]
            return shell, *some

        def read(given: tuple[str, ...]) -> None:
            with suppress(OSError, ValueError):  # Nothing is offered then.
                answer(given[0], list(given[1:]))

        try_drawn("completion", read, drawn=drawn, most=20_000)
        store.dispose()


# What runs for long, or changes what is beside the store.
_LEFT_OUT = {
    "init",
    "demo",
    "guide",
    "encrypt",
    "decrypt",
    "upgrade",
    "restore",
    "site",
}
_TYPED = (
    *(it for it in PARTS if len(it) < 100), "Solon", "CDC", "1", "#1", "logement",
    "2026-01..2026-06", "9999", "1900-01-01", "2999-12-31", "table", "json", "csv", "-1",
    "99999999999999999999", "-", "--", "all", "public", "0.5", "fr", "organization",
)  # fmt: skip


def _leaves() -> list[tuple[Known, list[click.Option]]]:
    """List the commands that only read, or have a dry run."""
    found = []
    for it in known_commands():
        if isinstance(it.command, click.Group) or _LEFT_OUT & set(it.path):
            continue
        if {"--format", "--dry-run"} & set(it.options):
            params = it.command.get_params(click.Context(it.command))
            options = [each for each in params if isinstance(each, click.Option)]
            found.append((it, [e for e in options if "--out" not in e.opts]))
    return found


def _typed(chance: Random) -> tuple[str, ...]:
    known, options = chance.choice(LEAVES)
    words = [*known.path]
    for it in known.command.get_params(click.Context(known.command)):
        if isinstance(it, click.Argument) and (it.required or chance.random() < 0.5):
            words += chance.choices(_TYPED, k=max(it.nargs, 1))
    for option in chance.sample(options, min(len(options), chance.randrange(4))):
        name = next(iter(option.opts))
        words += [name] if option.is_flag else [name, chance.choice(_TYPED)]
    dry = "--dry-run" in known.options and "--dry-run" not in words
    return (*words, *(["--dry-run"] if dry else []))


LEAVES = _leaves()


def test_any_command_line_is_run_or_refused(
    new_sqlite: NewStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each command that writes nothing, with any words and options."""

    def told(error: Exception) -> int:
        raise error

    monkeypatch.setattr(reseau.cli, "_told", told)
    monkeypatch.setattr(webbrowser, "open", lambda *_, **__: False)
    monkeypatch.setenv("RESEAU_EDITOR", shutil.which("true") or "true")
    monkeypatch.chdir(tmp_path)
    with new_sqlite() as address:
        store = open_store(address)
        fill_every_table(store)
        store.dispose()
        monkeypatch.setenv("RESEAU_DATABASE", str(address.file))

        def read(given: tuple[str, ...]) -> None:
            with monkeypatch.context() as patch:
                for name in ("stdin", "stdout", "stderr"):
                    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
                    patch.setattr(sys, name, stream)
                code = main(list(given))
            if code == UsageError.exit_code:  # Told by Click.
                raise UsageError(reason="usage")

        try_drawn("command line", read, drawn=_typed, most=5_000, few=40)
