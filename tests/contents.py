"""What a store holds, as plain values to compare, and stores with something in them.

All people and organizations are invented.
"""

from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import func, select

from reseau.domain.retention import DataKind, Fate
from reseau.domain.vocabulary import (
    ActorKind,
    Availability,
    ConsentState,
    Diffusion,
    InteractionKind,
    Origin,
    Purpose,
    RequestKind,
    Risk,
    Role,
)
from reseau.store import dump
from reseau.store.dump import PlainRow
from reseau.store.models import (
    Actor,
    Collaboration,
    Consent,
    Departure,
    Distinct,
    Erasure,
    Expert,
    Incident,
    Influence,
    MapPlace,
    Objective,
    Operation,
    Position,
    PrivacyRequest,
    RetentionRule,
    RetentionRun,
    Theme,
)
from reseau.store.session import Store
from reseau.store.settings import put_setting
from reseau.usecases.actors import ActorChanges, add_actor
from reseau.usecases.logging import Entry, log_interaction
from reseau.usecases.outcome import Outcome
from tests.records import furnish

Rows = dict[str, list[PlainRow]]

ORGANIZATION, PERSON = ActorKind.ORGANIZATION, ActorKind.PERSON


def rows_of(store: Store) -> Rows:
    """Give every row of every table but the history, without the rows' versions."""
    with store.reading() as session:
        content = dump.dump(session)
    return {
        table: [
            {name: it for name, it in row.items() if name != "version"} for row in rows
        ]
        for table, rows in content.items()
    }


def operations(store: Store) -> int:
    """Count the operations of the history."""
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(Operation)) or 0


def fill_every_table(store: Store) -> None:
    """Put a row at least in every table; two operations."""
    furnish(store)
    with store.working("furnish the rest") as work:
        session = work.session
        put_setting(session, "organization", "Collectif d’essai")
        cdc, solon, _north, nadia, _etienne, marie, other_marie = session.scalars(
            select(Actor).order_by(Actor.key)
        ).all()
        other_marie.merged_into = marie.key
        housing = session.scalars(select(Theme).where(Theme.slug == "habitation")).one()
        session.add_all(
            [
                Consent(
                    actor=marie, purpose=Purpose.GROUP, state=ConsentState.GIVEN,
                    stated_on=date(2026, 1, 1), means="formulaire",
                ),
                PrivacyRequest(
                    actor=marie, kind=RequestKind.ACCESS,
                    received_on=date(2026, 1, 1), due_on=date(2026, 1, 31),
                ),
                Incident(
                    information="noms", circumstances="Liste égarée",
                    known_on=date(2026, 1, 2), people=3, risk=Risk.NOT_SERIOUS,
                ),
                Erasure(
                    actor_uid=UUID(int=7), done_at=datetime(2026, 1, 3, tzinfo=UTC),
                    author="tester",
                ),
                Departure(
                    left_at=datetime(2026, 1, 4, tzinfo=UTC), author="tester",
                    command="map", audience=Diffusion.GROUP, chosen="{}", count=2,
                    sha256="0" * 64, actors="1:2",
                ),
                RetentionRule(
                    kind=DataKind.NOTES, months=36, fate=Fate.ERASE, purpose="Suivi"
                ),
                RetentionRun(
                    kind=DataKind.NOTES, fate=Fate.ERASE, cutoff=date(2023, 1, 5),
                    purpose="Suivi", done_at=datetime(2026, 1, 5, tzinfo=UTC),
                    author="tester", count=3,
                ),
                Distinct(first=cdc, second=solon),
                MapPlace(view="copresence", actor_key=cdc.key, x=-1250, y=300),
                Expert(
                    actor=nadia, availability=Availability.OPEN, languages="fr,en",
                    monthly_limit=2, origin=Origin.PERSON,
                ),
                Collaboration(
                    source=cdc, target=solon, theme=housing, strength=3,
                    since=date(2025, 1, 1), evidence="Entente", origin=Origin.PUBLIC,
                ),
                Influence(
                    source=cdc, target=solon, theme=housing, strength=2,
                    asserted_by=marie, asserted_on=date(2026, 1, 1),
                ),
                Position(
                    actor=cdc, stance=-3, priority=1, asserted_by=marie,
                    asserted_on=date(2026, 1, 1), evidence="Mémoire",
                    objective=Objective(
                        slug="loyers", name="Geler les loyers",
                        name_key="geler les loyers", theme=housing,
                    ),
                ),
            ]
        )  # fmt: skip


def add(store: Store, name: str, kind: ActorKind = ORGANIZATION) -> Outcome:
    """Add an actor and nothing of it but its name."""
    return add_actor(store, name, kind=kind, changes=ActorChanges())


def meet(
    store: Store,
    *names: str,
    title: str = "Rencontre",
    on: date = date(2026, 11, 2),
    kind: InteractionKind = InteractionKind.MEETING,
    create: ActorKind | None = ORGANIZATION,
) -> Outcome:
    """Log a meeting of some actors, who are added when they are not known."""
    entry = Entry(
        title=title,
        held_on=on,
        kind=kind,
        participants=[(name, Role.PARTICIPANT) for name in names],
        create=create,
    )
    return log_interaction(store, entry)


def show_to(store: Store, name: str, diffusion: Diffusion) -> None:
    """Set who may be shown an actor."""
    with store.working("diffusion") as work:
        actor = work.session.scalars(select(Actor).where(Actor.name == name)).one()
        actor.diffusion = diffusion
