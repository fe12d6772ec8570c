"""The names that completion offers for a store on a server, in a file.

TAB may not wait for a network: whoever writes to the server keeps a copy of the
names on their own machine. It holds no person who may be shown to nobody, and only
its owner can read it.
"""

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from reseau.domain.folding import spaced
from reseau.domain.vocabulary import Diffusion
from reseau.places import completion_path
from reseau.store import models
from reseau.store.place.address import Address

_NAMED_IN = frozenset(
    {
        "actor", "alias", "committee", "mission", "product", "strategy", "territory",
        "theme",
    }
)  # fmt: skip
Line = tuple[str, str, str, str, Iterable[str]]


def cache_file(address: Address) -> Path:
    """Tell where the names of a server's store are kept."""
    return Path(completion_path(address.url.partition("://")[2]))


def refresh(
    session: Session, address: Address, operation: models.Operation | None
) -> None:
    """Write the names again when an operation on a server has touched some.

    A name that cannot be completed is no reason for a command to fail: whatever
    goes wrong with the file is passed over.
    """
    if address.file is not None or operation is None:
        return
    file = cache_file(address)
    touched = {it.table_name.split("_")[0] for it in operation.changes}
    if file.is_file() and not touched & _NAMED_IN:
        return
    with contextlib.suppress(OSError, SQLAlchemyError):
        _write(file, "".join(map(_line, _lines(session))))


def _write(file: Path, text: str) -> None:
    """Replace the file at once, private from its first byte."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_suffix(f".{os.getpid()}")
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as opened:
        opened.write(text)
    draft.replace(file)


def _line(found: Line) -> str:
    kind, slug, english, french, names = found
    searched = "".join(f" {spaced(it)}" for it in (slug, *names))
    shown = (" ".join(it.split()) for it in (english, french))
    return "\t".join((kind, slug, *shown, searched)) + "\n"


def _lines(session: Session) -> Iterator[Line]:
    """Read what can be offered, each kind in the order of its names."""
    aliases: dict[int, list[str]] = {}
    for key, name in session.execute(select(models.Alias.actor_key, models.Alias.name)):
        aliases.setdefault(key, []).append(name)
    actors = (
        select(
            models.Actor.key, models.Actor.kind, models.Actor.slug, models.Actor.name
        )
        .where(models.Actor.merged_into.is_(None), models.Actor.archived_on.is_(None))
        .where(models.Actor.diffusion != Diffusion.FORBIDDEN)
        .order_by(models.Actor.name_key, models.Actor.key)
    )
    for key, kind, slug, name in session.execute(actors):
        yield kind.value, slug, name, name, (name, *aliases.get(key, ()))
    for named in (
        models.Committee, models.Territory, models.Mission, models.Product,
        models.Strategy,
    ):  # fmt: skip
        rows = select(named.slug, named.name).order_by(named.name_key, named.key)
        for slug, name in session.execute(rows):
            yield named.__tablename__, slug, name, name, (name,)
    yield from _themes(session)


def _themes(session: Session) -> Iterator[Line]:
    query = (
        select(
            models.Theme.slug,
            models.ThemeLabel.language,
            models.ThemeLabel.kind,
            models.ThemeLabel.label,
        )
        .join(models.ThemeLabel, models.ThemeLabel.theme_key == models.Theme.key)
        .order_by(models.Theme.slug, models.ThemeLabel.key)
    )
    labels: dict[str, list[tuple[str, str, str]]] = {}
    for slug, language, kind, label in session.execute(query):
        labels.setdefault(slug, []).append((language, kind, label))
    for slug, known in labels.items():
        preferred = {lang: label for lang, kind, label in known if kind == "pref"}
        english, french = (preferred.get(it, slug) for it in ("en", "fr"))
        yield "theme", slug, english, french, [label for _lang, _kind, label in known]
