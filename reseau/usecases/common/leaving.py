"""Files that leave the store: written, and noted in what left."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from reseau.exchange.atomic import write_private
from reseau.store.models import Departure
from reseau.store.naming import finding
from reseau.store.privacy import departures, erasure
from reseau.store.privacy.departures import Leaving, depart
from reseau.store.rows.settings import zone_of
from reseau.store.session import Store
from reseau.usecases.common.question import Question


@dataclass(frozen=True, slots=True)
class DepartureLine:
    """A file that left, as it is listed.

    Attributes:
        command: The command that wrote it, without its words.
        audience: Code of whom it was for.
        chosen: What it was restricted to, in codes.
        count: How many records were in it.
        sha256: Sum of the file, by which a copy is recognized; empty for a search.
    """

    number: int
    left_at: datetime
    author: str
    command: str
    audience: str
    chosen: str
    count: int
    sha256: str


def hand_over(store: Store, out: Path, leaving: Leaving) -> None:
    """Write a file for somebody, and note that it left: both or neither.

    Raises:
        NotWrittenError: The file cannot be written; nothing is noted.
        StoreBusyError, FolderError: It cannot be noted; nothing is written.
    """
    depart(store, leaving, lambda: write_private(out, leaving.content))


def chosen_by(session: Session, question: Question) -> dict[str, str]:
    """Say in codes what a question is restricted to; never a person."""
    codes = {
        "layer": question.layer.value,
        "since": question.period.since,
        "until": question.period.until,
        "at": question.at,
        "kind": question.kind and question.kind.value,
    }
    if question.theme:
        codes["theme"] = finding.theme_named(session, question.theme).slug
    if question.territory:
        codes["territory"] = finding.territory_named(session, question.territory).slug
    if question.committee:
        codes["committee"] = finding.committee_named(session, question.committee).slug
    return {name: str(code) for name, code in codes.items() if code}


def list_departures(store: Store, *, who: str | None = None) -> list[DepartureLine]:
    """List what left the store, and the searches that listed people, latest first.

    Args:
        store: The store.
        who: Only the files and searches that hold this actor, or a record merged
            into it.

    Raises:
        UnknownActorError, AmbiguousNameError
    """
    with store.reading() as session:
        zone = zone_of(session)
        keys: Collection[int] | None = None
        if who is not None:
            actor = finding.actor_named(session, who)
            keys = [it.key for it in erasure.people_of(session, actor)]
        return [
            _line(it, it.left_at.astimezone(zone))
            for it in departures.departures(session, of=keys, searches=True)
        ]


def _line(it: Departure, left_at: datetime) -> DepartureLine:
    return DepartureLine(
        it.key, left_at, it.author, it.command, it.audience.value, it.chosen,
        it.count, it.sha256,
    )  # fmt: skip
