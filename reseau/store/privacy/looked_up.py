"""Searches that listed people, noted beside the files that left.

Core statements on purpose: a search has not loaded the mapped classes, which takes as
long as the search itself.
"""

from collections.abc import Collection, Mapping
from datetime import timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from reseau.domain import clock
from reseau.domain.vocabulary import ActorKind, Diffusion
from reseau.store.past.history import author
from reseau.store.place.engine import WRITES, told_plainly
from reseau.store.place.files import is_writable
from reseau.store.privacy.departures import chosen_text, pack
from reseau.store.rows.narrow import narrow
from reseau.store.session import Store

_actor, _departure = narrow("actor"), narrow("departure")
KEPT = timedelta(days=731)
"""How long a search is remembered: two years."""


def note_search(
    store: Store,
    command: str,
    *,
    slugs: Collection[str],
    audience: Diffusion,
    chosen: Mapping[str, str],
) -> None:
    """Note that a search listed people; one that listed none is not noted.

    A store that can only be read is searched all the same, and nothing is noted.

    Args:
        store: Where it is noted.
        command: The command's name, without its words.
        slugs: Short codes of the actors that were listed.
        audience: For whom.
        chosen: What it was restricted to, in codes; never a person's name.

    Raises:
        StoreError, BusyError: It could not be noted.
    """
    if store.address.file is not None and not is_writable(store.address.file):
        return
    engine = store.engine.execution_options(**{WRITES: True})
    with told_plainly(store.address), Session(engine) as session:
        people = _people(session, slugs)
        if not people:
            return
        now = clock.now()
        old = _departure.left_at < now - KEPT, _departure.sha256 == ""
        session.execute(delete(_departure.whole).where(*old))
        row = {
            "left_at": now, "author": author(session), "command": command,
            "audience": audience, "chosen": chosen_text(chosen), "count": len(people),
            "sha256": "", "actors": pack(people), "version": 1,
        }  # fmt: skip
        session.execute(insert(_departure.holding(row)), [row])
        session.commit()


def _people(session: Session, slugs: Collection[str]) -> list[int]:
    query = select(_actor.key).where(
        _actor.slug.in_(sorted(slugs)), _actor.kind == ActorKind.PERSON
    )
    return list(session.scalars(query))
