"""Logs worked by hand, as stores. All actors are invented."""

import csv
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from reseau.domain.names import folded
from reseau.domain.vocabulary import (
    ActorKind,
    CommitteeKind,
    CommitteeRole,
    Diffusion,
    InteractionKind,
    Origin,
    Precision,
    Role,
)
from reseau.store.models import (
    Actor,
    Committee,
    Interaction,
    Membership,
    Participation,
)
from reseau.store.session import Store

TOY = Path(__file__).parents[1] / "data" / "goldens" / "29_mobilisation_indicators_toy"
_ADDED = datetime(2026, 1, 1, tzinfo=UTC)


def actor(
    session: Session,
    name: str,
    *,
    sector: str | None = None,
    kind: ActorKind = ActorKind.ORGANIZATION,
) -> Actor:
    """Add an actor."""
    found = Actor(
        slug=folded(name).replace(" ", "-"), kind=kind, name=name,
        name_key=folded(name), sector=sector, diffusion=Diffusion.PUBLIC,
        origin=Origin.PUBLIC, added_at=_ADDED,
    )  # fmt: skip
    session.add(found)
    session.flush()
    return found


def committee(
    session: Session, name: str, *, kind: CommitteeKind = CommitteeKind.WORKING
) -> Committee:
    """Add a committee."""
    code = folded(name).replace(" ", "-")
    found = Committee(slug=code, name=name, name_key=folded(name), kind=kind)
    session.add(found)
    session.flush()
    return found


def seat(
    session: Session,
    who: Actor,
    where: Committee,
    *,
    since: date | None = None,
    until: date | None = None,
    for_whom: Actor | None = None,
) -> None:
    """Give a seat."""
    session.add(
        Membership(
            actor=who, committee=where, role=CommitteeRole.MEMBER, since=since,
            until=until, on_behalf_of=for_whom,
        )
    )  # fmt: skip


def met(
    session: Session,
    on: date,
    parts: Sequence[Participation],
    *,
    where: Committee | None = None,
    kind: InteractionKind = InteractionKind.MEETING,
) -> Interaction:
    """Log an interaction."""
    found = Interaction(
        kind=kind, title=f"Rencontre du {on}", held_on=on, precision=Precision.DAY,
        committee=where, added_at=_ADDED,
    )  # fmt: skip
    found.participations = list(parts)
    session.add(found)
    session.flush()
    return found


def there(who: Actor, role: Role = Role.PARTICIPANT, **more: Actor) -> Participation:
    """Say that an actor was there."""
    return Participation(actor=who, role=role, **more)


def toy(store: Store) -> None:
    """Put the six meetings worked by hand in a store, those of one committee."""
    roster = json.loads((TOY / "roster.json").read_text(encoding="utf-8"))
    brought: Mapping[str, str] = roster.pop("invited_by")
    with (TOY / "meetings.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    with store.working("toy") as work:
        session = work.session
        table = committee(session, "Table", kind=CommitteeKind.TABLE)
        known = {it: actor(session, it, sector=of) for it, of in roster.items()}
        for it in known.values():
            seat(session, it, table)
        seen: set[str] = set()
        for line in lines:
            parts = []
            for name in line["present"].split(","):
                by = brought.get(name) if name not in seen else None
                parts.append(
                    there(known[name], brought_by=known[by])
                    if by
                    else there(known[name])
                )
                seen.add(name)
            met(session, date.fromisoformat(line["date"]), parts, where=table)
