"""A small store to test commands on, and a way to compare what a store holds.

All people and committees are invented.
"""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.names import folded, person_name, slug
from reseau.domain.vocabulary import (
    ActorKind,
    CommitteeKind,
    CommitteeRole,
    ContactKind,
    Diffusion,
    InteractionKind,
    Nature,
    Origin,
    PartnerStatus,
    Precision,
    Role,
    TerritoryKind,
)
from reseau.store.models import (
    Actor,
    ActorTerritory,
    Affiliation,
    Alias,
    Committee,
    ContactField,
    Expertise,
    FollowUp,
    ImportSource,
    Interaction,
    InteractionTerritory,
    InteractionTheme,
    Membership,
    Participation,
    Partnership,
    Territory,
    Theme,
    ThemeLabel,
    ThemeRelation,
    every_table,
)
from reseau.store.past.history import UNLOGGED
from reseau.store.place.address import Address
from reseau.store.session import Store, open_store

_ADDED = datetime(2026, 1, 5, 14, tzinfo=UTC)


def dump(address: Address) -> dict[str, list[dict[str, Any]]]:
    """Give every row of every table, but for the history and the rows' versions."""
    store = open_store(address)
    with store.reading() as session:
        found = {
            table.name: [
                {name: it for name, it in row.items() if name != "version"}
                for row in session.execute(
                    select(table).order_by(table.c.key)
                ).mappings()
            ]
            for table in every_table()
            if table.name not in UNLOGGED
        }
    store.dispose()
    return found


def furnish(store: Store) -> None:
    """Put a few records of every kind in an empty store, as one operation.

    Organizations: CDC de Rosemont (alias CDCR), Solon, Solon Nord. People: Nadia Tremblay
    (coordinates the CDC since 2024-09-01), Étienne Bélanger, two Marie Roy.
    Partner: the CDC, prospect since 2025-01-01. Committees: Groupe aviseur, and
    Comité logement under it, chaired by Nadia for the CDC since 2025-09-01; Comité
    vert, empty and over since 2024-01-01. Themes: habitation, logement social under
    it, transport related to habitation. Territories: Rosemont, its part Angus, and
    Verdun. Interactions: #1 of 3 November 2026, #2 of March 2026, #3 of 2 February
    2026 to 4 February 2026.
    """
    with store.working("furnish") as work:
        session = work.session
        places = _territories(session)
        themes = _themes(session)
        actors = _actors(session, places, themes)
        committees = _committees(session, places, actors)
        session.flush()
        _interactions(session, (places, themes, actors, committees))


def furnish_at(address: Address) -> None:
    """Furnish the store at an address."""
    store = open_store(address)
    furnish(store)
    store.dispose()


def _territories(session: Session) -> dict[str, Territory]:
    rosemont = Territory(
        slug="rosemont", name="Rosemont", name_key="rosemont",
        kind=TerritoryKind.BOROUGH, official_code="REM24",
        geometry='{"type": "Polygon", "coordinates": []}',
        attribution="Ville de Montréal, CC BY 4.0",
    )  # fmt: skip
    angus = Territory(
        slug="angus", name="Angus", name_key="angus",
        kind=TerritoryKind.NEIGHBOURHOOD, parent=rosemont,
    )  # fmt: skip
    verdun = Territory(
        slug="verdun", name="Verdun", name_key="verdun", kind=TerritoryKind.BOROUGH
    )
    found = {it.slug: it for it in (rosemont, angus, verdun)}
    session.add_all(found.values())
    return found


def _themes(session: Session) -> dict[str, Theme]:
    found: dict[str, Theme] = {}
    for fr, en, above in (
        ("habitation", "housing", None),
        ("logement social", "social housing", "habitation"),
        ("transport", "transport", None),
    ):
        theme = Theme(slug=slug(fr), broader=found[above] if above else None)
        theme.labels = [
            ThemeLabel(language=lang, kind="pref", label=it, label_key=folded(it))
            for lang, it in (("fr", fr), ("en", en))
        ]
        found[theme.slug] = theme
        session.add(theme)
        session.flush()
    found["habitation"].labels.append(
        ThemeLabel(language="fr", kind="alt", label="logement", label_key="logement")
    )
    session.add(
        ThemeRelation(
            theme_key=found["habitation"].key, related_key=found["transport"].key
        )
    )
    return found


def _actor(name: str, kind: ActorKind, code: str | None = None) -> Actor:
    person = person_name(name) if kind is ActorKind.PERSON else None
    return Actor(
        slug=code or slug(name),
        kind=kind,
        name=name,
        name_key=folded(name),
        given_name=None if person is None else person.given,
        family_name=None if person is None else person.family,
        diffusion=Diffusion.INTERNAL if person else Diffusion.GROUP,
        added_at=_ADDED,
    )


def _actors(
    session: Session, places: dict[str, Territory], themes: dict[str, Theme]
) -> dict[str, Actor]:
    cdc = _actor("CDC de Rosemont", ActorKind.ORGANIZATION, "cdc-rosemont")
    cdc.aliases = [Alias(name="CDCR", name_key="cdcr")]
    cdc.territories = [ActorTerritory(territory=places["angus"])]
    cdc.partnerships = [
        Partnership(status=PartnerStatus.PROSPECT, since=date(2025, 1, 1))
    ]
    north = _actor("Solon Nord", ActorKind.ORGANIZATION)
    north.territories = [ActorTerritory(territory=places["rosemont"])]
    nadia = _actor("Nadia Tremblay", ActorKind.PERSON)
    nadia.expertises = [Expertise(theme=themes["habitation"], origin=Origin.PERSON)]
    nadia.contacts = [
        ContactField(
            kind=ContactKind.EMAIL,
            value="nadia@example.org",
            nature=Nature.PROFESSIONAL,
            origin=Origin.PERSON,
        )
    ]
    found = [
        cdc,
        _actor("Solon", ActorKind.ORGANIZATION),
        north,
        nadia,
        _actor("Étienne Bélanger", ActorKind.PERSON),
        _actor("Marie Roy", ActorKind.PERSON),
        _actor("Marie Roy", ActorKind.PERSON, "marie-roy-2"),
    ]
    for it in found:
        session.add(it)
        session.flush()
    session.add(
        Affiliation(
            person=nadia,
            organization=cdc,
            title="Coordination",
            since=date(2024, 9, 1),
        )
    )
    return {it.slug: it for it in found}


def _committees(
    session: Session, places: dict[str, Territory], actors: dict[str, Actor]
) -> dict[str, Committee]:
    group = Committee(
        slug="groupe-aviseur", name="Groupe aviseur", name_key="groupe aviseur",
        kind=CommitteeKind.ADVISORY_GROUP,
    )  # fmt: skip
    housing = Committee(
        slug="comite-logement", name="Comité logement", name_key="comite logement",
        kind=CommitteeKind.WORKING, parent=group, territory=places["angus"],
        mandate="Suivre le logement.", started_on=date(2025, 9, 1),
    )  # fmt: skip
    green = Committee(
        slug="comite-vert", name="Comité vert", name_key="comite vert",
        kind=CommitteeKind.WORKING, started_on=date(2020, 1, 1),
        ended_on=date(2024, 1, 1),
    )  # fmt: skip
    session.add_all([group, housing, green])
    session.add(
        Membership(
            committee=housing,
            actor=actors["nadia-tremblay"],
            role=CommitteeRole.CHAIR,
            on_behalf_of=actors["cdc-rosemont"],
            since=date(2025, 9, 1),
        )
    )
    return {it.slug: it for it in (group, housing, green)}


def _interactions(
    session: Session,
    known: tuple[
        dict[str, Territory], dict[str, Theme], dict[str, Actor], dict[str, Committee]
    ],
) -> None:
    places, themes, actors, committees = known
    nadia, etienne = actors["nadia-tremblay"], actors["etienne-belanger"]
    met = Interaction(
        kind=InteractionKind.MEETING, title="Rencontre du comité",
        held_on=date(2026, 11, 3), precision=Precision.MINUTE, minutes=90,
        starts_at=datetime(2026, 11, 3, 19, 30, tzinfo=UTC), place="Salle 2",
        notes="Première ligne.\nDeuxième ligne.",
        committee=committees["comite-logement"], added_at=_ADDED,
    )  # fmt: skip
    met.themes = [InteractionTheme(theme=themes["logement-social"])]
    met.territories = [InteractionTerritory(territory=places["angus"])]
    met.participations = [
        Participation(
            actor=etienne,
            role=Role.PARTICIPANT,
            brought_by=nadia,
            on_behalf_of=actors["solon"],
        ),
        Participation(actor=nadia, role=Role.HOST),
        Participation(actor=actors["cdc-rosemont"], role=Role.ABSENT),
    ]
    met.follow_ups = [
        FollowUp(what="Envoyer la note", actor=nadia, due_on=date(2026, 12, 1)),
        FollowUp(what="Réserver la salle", done_on=date(2026, 11, 10)),
    ]
    month = Interaction(
        kind=InteractionKind.CALL, title="Appels de mars", held_on=date(2026, 3, 1),
        precision=Precision.MONTH, added_at=_ADDED, external_id="L-7",
    )  # fmt: skip
    month.participations = [Participation(actor=nadia, role=Role.PARTICIPANT)]
    event = Interaction(
        kind=InteractionKind.EVENT, title="Forum", held_on=date(2026, 2, 2),
        ended_on=date(2026, 2, 4), precision=Precision.DAY, added_at=_ADDED,
    )  # fmt: skip
    source = ImportSource(name="registre.csv", attribution="Solon")
    for it in (met, month, event, source):
        session.add(it)
        session.flush()
    month.source_key = source.key
