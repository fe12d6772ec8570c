"""What a person who helps from afar needs to know of this computer and this store."""

import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from sqlalchemy import func, select

import reseau
from reseau import places
from reseau.domain import clock
from reseau.errors import ReseauError
from reseau.i18n import N_, gettext, language
from reseau.store.models import Actor, Interaction, Operation
from reseau.store.place import keys
from reseau.store.place.address import Address
from reseau.store.place.engine import is_shared_folder
from reseau.store.place.files import is_writable
from reseau.store.rows.settings import zone_of
from reseau.store.session import Store, open_store
from reseau.usecases.common.backup_places import backups_of

Value = str | int | bool | date | datetime | None

_LIBRARIES = (
    "alembic", "click", "networkx", "numpy", "pyvis", "rich", "scipy", "sqlalchemy",
    "typer",
)  # fmt: skip
_OLD_BACKUP_DAYS = 14
_LITTLE_ROOM = 200_000_000


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing about the surroundings.

    Attributes:
        code: A name for programs; never translated.
        label: In English, marked for translation.
        value: As plain data.
        advice: What to do about it, in the reader's language; empty when it is well.
    """

    code: str
    label: str
    value: Value
    advice: str = ""


def diagnosis(address: Address) -> list[Fact]:
    """Look at the program, the computer and the store, whatever state they are in."""
    return [*_program(), *_surroundings(address), *_store(address), *_backups(address)]


def _program() -> Iterator[Fact]:
    yield Fact("reseau", N_("Réseau"), reseau.__version__)
    yield Fact("python", N_("Python"), platform.python_version())
    yield Fact("system", N_("system"), f"{platform.system()} {platform.release()}")
    yield Fact("sqlite", N_("SQLite"), sqlite3.sqlite_version)
    found = [f"{name} {_version(name)}" for name in _LIBRARIES]
    yield Fact("libraries", N_("libraries"), ", ".join(found))
    driver = _version("psycopg")
    yield Fact("postgresql_driver", N_("PostgreSQL driver"), driver or None)
    yield Fact("sqlcipher", N_("SQLCipher"), _version("sqlcipher3") or None)
    programs = shutil.which("pg_dump") is not None
    yield Fact("pg_dump", N_("PostgreSQL programs"), programs)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _surroundings(address: Address) -> Iterator[Fact]:
    yield Fact("language", N_("language"), language())
    encoding = str(getattr(sys.stdout, "encoding", "") or "").lower()
    advice = ""
    if "utf" not in encoding:
        advice = gettext("Accents may be shown as “?”: choose UTF-8 for the terminal.")
    yield Fact("encoding", N_("terminal"), encoding, advice)
    preferences = Path(places.preferences_path())
    shown = str(preferences) if preferences.is_file() else None
    yield Fact("preferences", N_("preferences"), shown)
    drafts = Path(places.drafts_path())
    count = len(list(drafts.iterdir())) if drafts.is_dir() else 0
    yield Fact("drafts", N_("drafts"), count)
    yield Fact("store", N_("store"), address.place)
    if address.file is not None:
        yield from _file(address.file)


def _file(file: Path) -> Iterator[Fact]:
    if file.is_file():
        yield Fact("size", N_("size in bytes"), file.stat().st_size)
        open_mode = os.name == "posix" and bool(file.stat().st_mode & 0o077)
        advice = (
            gettext("Others may read it: reseau check --repair") if open_mode else ""
        )
        yield Fact("private", N_("private"), not open_mode, advice)
        writable = is_writable(file)
        advice = "" if writable else gettext("It can be read here, not changed.")
        yield Fact("writable", N_("can be changed"), writable, advice)
        yield Fact("encrypted", N_("encrypted"), keys.key_name(file) is not None)
    shared = is_shared_folder(file)
    advice = ""
    if shared:
        advice = gettext(
            "Two people must not write to a synchronised folder at once: use "
            "PostgreSQL for a team."
        )
    yield Fact("shared_folder", N_("shared or synchronised folder"), shared, advice)
    with suppress(OSError):
        free = shutil.disk_usage(
            file.parent if file.parent.is_dir() else Path.cwd()
        ).free
        advice = gettext("There is little room left.") if free < _LITTLE_ROOM else ""
        yield Fact("free", N_("free room in bytes"), free, advice)


def _store(address: Address) -> Iterator[Fact]:
    try:
        store = open_store(address)
    except ReseauError as error:
        yield Fact("opens", N_("store opens"), False, str(error))  # noqa: FBT003  # A value.
        return
    yield Fact("opens", N_("store opens"), True)  # noqa: FBT003  # A value.
    try:
        yield from _content(store)
    except ReseauError as error:
        yield Fact("reads", N_("store is read"), False, str(error))  # noqa: FBT003
    finally:
        store.dispose()


def _content(store: Store) -> Iterator[Fact]:
    with store.reading() as session:
        count = select(func.count())
        actors = session.scalar(count.select_from(Actor)) or 0
        interactions = session.scalar(count.select_from(Interaction)) or 0
        last = session.scalar(select(func.max(Operation.done_at)))
        if last is not None:
            last = last.astimezone(zone_of(session))
    yield Fact("actors", N_("actors"), actors)
    yield Fact("interactions", N_("interactions"), interactions)
    ahead = last is not None and last > clock.now()
    advice = gettext("The clock of this computer may be late.") if ahead else ""
    yield Fact("last_operation", N_("last operation"), last, advice)


def _backups(address: Address) -> Iterator[Fact]:
    made_so_far = backups_of(address)
    latest = next(reversed(made_so_far), None)
    if latest is None:
        advice = gettext("Make one: reseau backup")
        yield Fact("latest_backup", N_("latest backup"), None, advice)
        return
    made = datetime.fromtimestamp(latest.stat().st_mtime, tz=clock.now().tzinfo)
    old = (clock.now() - made).days > _OLD_BACKUP_DAYS
    advice = gettext("It is old: reseau backup") if old else ""
    yield Fact("latest_backup", N_("latest backup"), str(latest), advice)
    if address.file is not None and keys.key_name(address.file) is not None:
        clear = sum(keys.key_name(it) is None for it in made_so_far)
        advice = gettext("Whoever has them reads the store: remove them.")
        yield Fact("clear_backups", N_("backups in clear"), clear, advice * bool(clear))
