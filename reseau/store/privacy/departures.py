"""What left the store: files written for somebody, noted and never changed.

Past the history of operations on purpose: undoing does not bring a file back.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain import clock
from reseau.domain.vocabulary import Diffusion
from reseau.store import models
from reseau.store.past.history import author
from reseau.store.place.engine import WRITES, shut_writers_out, told_plainly
from reseau.store.session import Store

if TYPE_CHECKING:
    from reseau.store.models import Departure


@dataclass(frozen=True, slots=True)
class Leaving:
    """A file about to be written.

    Attributes:
        command: The command's name, without its words.
        content: The file's bytes, or its text; only their sum is kept.
        count: How many records are in it.
        actors: Keys of the actors that are in it.
        audience: Whom it is for.
        chosen: What it was restricted to, in codes; never a person's name.
    """

    command: str
    content: bytes | str
    count: int
    actors: Collection[int]
    audience: Diffusion = Diffusion.INTERNAL
    chosen: Mapping[str, str] = field(default_factory=dict)


def depart(store: Store, leaving: Leaving, write: Callable[[], None]) -> None:
    """Note that a file leaves, then write it: what cannot be noted is not written.

    Args:
        store: Where it is noted.
        leaving: What leaves.
        write: Writes the file; nothing is noted when it fails.

    Raises:
        StoreBusyError, FolderError: The store cannot be written, nor is the file.
    """
    engine = store.engine.execution_options(**{WRITES: True})
    with told_plainly(store.address), Session(engine) as session:
        if session.get_bind().dialect.name == "postgresql":
            shut_writers_out(session.connection())
        session.add(_noted(session, leaving))
        session.flush()
        write()
        session.commit()


def _noted(session: Session, leaving: Leaving) -> "Departure":
    content = leaving.content
    plain = content.encode("utf-8", "replace") if isinstance(content, str) else content
    return models.Departure(
        left_at=clock.now(),
        author=author(session),
        command=leaving.command,
        audience=leaving.audience,
        chosen=chosen_text(leaving.chosen),
        count=leaving.count,
        sha256=hashlib.sha256(plain).hexdigest(),
        actors=pack(leaving.actors),
    )


def chosen_text(chosen: Mapping[str, str]) -> str:
    """Write what something was restricted to."""
    return json.dumps(dict(chosen), ensure_ascii=False, sort_keys=True)


def pack(keys: Collection[int]) -> str:
    """Write keys of actors shortly: “1:40,43” is 1 to 40, and 43."""
    spans: list[list[int]] = []
    for key in sorted(set(keys)):
        if spans and key == spans[-1][1] + 1:
            spans[-1][1] = key
        else:
            spans.append([key, key])
    return ",".join(f"{a}" if a == b else f"{a}:{b}" for a, b in spans)


def holds(packed: str, key: int) -> bool:
    """Tell whether a key is among those that were packed."""
    for span in packed.split(","):
        first, _, last = span.partition(":")
        if span and int(first) <= key <= int(last or first):
            return True
    return False


def departures(
    session: Session, *, of: Collection[int] | None = None, searches: bool = False
) -> "list[Departure]":
    """List what left, the latest first.

    Args:
        session: Open for reading.
        of: Only what holds one of these actors.
        searches: Whether the searches that listed people come too; they have no sum.
    """
    kind = models.Departure
    query = select(kind).order_by(kind.left_at.desc(), kind.key.desc())
    if not searches:
        query = query.where(kind.sha256 != "")
    found = list(session.scalars(query))
    if of is None:
        return found
    return [it for it in found if any(holds(it.actors, key) for key in of)]
