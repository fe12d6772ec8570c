"""A store full of people and organizations that have everything to do with another.

All of it is drawn by lot, from a seed: names mean nothing.
"""

from datetime import UTC, date, datetime
from random import Random

from sqlalchemy.orm import Session

from reseau.domain.names import person_name, slug
from reseau.domain.vocabulary import (
    ActorKind,
    CommitteeKind,
    CommitteeRole,
    ContactKind,
    Diffusion,
    ExpertiseLevel,
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
    Collaboration,
    Committee,
    ContactField,
    Distinct,
    Expertise,
    FollowUp,
    Influence,
    Interaction,
    Membership,
    Objective,
    Participation,
    Partnership,
    Position,
    Territory,
    Theme,
)
from reseau.store.session import Store

_ADDED = datetime(2026, 1, 5, 14, tzinfo=UTC)
_DAYS = (None, date(2024, 1, 1), date(2025, 1, 1))
_OTHERS = 12  # themes, territories, committees: few, so that actors share them


def crowd(
    store: Store, *, seed: int, people: int = 30, organizations: int = 30
) -> None:
    """Fill an empty store; many rows fall in the same place once actors are merged."""
    lot = Random(seed)
    with store.working("crowd") as work:
        session = work.session
        persons = [_actor(session, lot, n, ActorKind.PERSON) for n in range(people)]
        homes = [
            _actor(session, lot, n, ActorKind.ORGANIZATION)
            for n in range(organizations)
        ]
        session.flush()
        _what_they_have(session, lot, [*persons, *homes])
        _ties(session, lot, (persons, homes))
        _log(session, lot, (persons, homes))


def _actor(session: Session, lot: Random, number: int, kind: ActorKind) -> Actor:
    name = f"{lot.choice(('Ana', 'Bo', 'Cy'))} {lot.choice(('Roy', 'Côté'))}"
    given = person_name(name)
    actor = Actor(
        slug=f"{kind.value}-{number}", kind=kind, name=name,
        name_key=name.casefold().replace("ô", "o").replace("é", "e"),
        given_name=given.given if kind is ActorKind.PERSON else None,
        family_name=given.family if kind is ActorKind.PERSON else None,
        apart=lot.choice(("", "Verdun")), sector=lot.choice((None, "aide", "habitat")),
        notes=lot.choice((None, "Note", f"Note {number}")),
        diffusion=lot.choice(list(Diffusion)), origin=lot.choice(list(Origin)),
        archived_on=lot.choice((None, None, date(2026, 1, 1))), added_at=_ADDED,
    )  # fmt: skip
    for alias in lot.sample(("ana", "bo", "cy", "ana roy"), lot.randint(0, 2)):
        actor.aliases.append(Alias(name=alias, name_key=alias))
    session.add(actor)
    return actor


def _what_they_have(session: Session, lot: Random, actors: list[Actor]) -> None:
    themes = [Theme(slug=f"theme-{n}") for n in range(_OTHERS)]
    places = [
        Territory(
            slug=f"place-{n}", name=f"Place {n}", name_key=f"place {n}",
            kind=TerritoryKind.OTHER,
        )
        for n in range(_OTHERS)
    ]  # fmt: skip
    for it in actors:
        it.expertises = [
            Expertise(
                theme=theme, level=lot.choice((None, *ExpertiseLevel)),
                since=lot.choice(_DAYS), origin=lot.choice(list(Origin)),
            )
            for theme in lot.sample(themes, 3)
        ]  # fmt: skip
        it.territories = [ActorTerritory(territory=p) for p in lot.sample(places, 3)]
        it.partnerships = [
            Partnership(status=lot.choice(list(PartnerStatus)), since=lot.choice(_DAYS))
            for _time in range(lot.randint(0, 2))
        ]
        it.contacts = [
            ContactField(
                kind=ContactKind.EMAIL, value=f"{lot.choice('aAbc')}@example.org",
                nature=lot.choice(list(Nature)), origin=Origin.PERSON,
            )
            for _time in range(lot.randint(0, 2))
        ]  # fmt: skip


def _ties(
    session: Session, lot: Random, actors: tuple[list[Actor], list[Actor]]
) -> None:
    everyone = [*actors[0], *actors[1]]
    committees = [
        Committee(
            slug=slug(f"Comité {n}"), name=f"Comité {n}", name_key=f"comite {n}",
            kind=CommitteeKind.WORKING,
        )
        for n in range(_OTHERS)
    ]  # fmt: skip
    rents = Objective(slug="loyers", name="Loyers", name_key="loyers")
    pairs = set[tuple[int, int]]()
    for _time in range(45):
        one, other = lot.sample(everyone, 2)
        person, home = lot.choice(actors[0]), lot.choice(everyone)
        session.add_all(
            [
                Collaboration(
                    source=one, target=other, since=lot.choice(_DAYS),
                    strength=lot.randint(1, 2), origin=Origin.PUBLIC,
                ),
                Influence(
                    source=one, target=other, strength=lot.randint(0, 4),
                    asserted_by=lot.choice((None, *everyone)),
                ),
                Position(
                    actor=one, objective=rents, stance=lot.randint(-4, 4),
                    asserted_by=lot.choice((None, *everyone)),
                ),
                Membership(
                    actor=one, committee=lot.choice(committees),
                    role=lot.choice(list(CommitteeRole)), since=lot.choice(_DAYS),
                    on_behalf_of=lot.choice((None, *actors[1])),
                ),
            ]
        )  # fmt: skip
        if person is not home:
            session.add(
                Affiliation(person=person, organization=home, since=lot.choice(_DAYS))
            )
        pairs.add((min(one.key, other.key), max(one.key, other.key)))
    session.add_all(Distinct(first_key=a, second_key=b) for a, b in sorted(pairs))


def _log(
    session: Session, lot: Random, actors: tuple[list[Actor], list[Actor]]
) -> None:
    everyone = [*actors[0], *actors[1]]
    for number in range(35):
        held = Interaction(
            kind=InteractionKind.MEETING, title=f"Rencontre {number}",
            held_on=date(2026, 1, 1), precision=Precision.DAY, added_at=_ADDED,
        )  # fmt: skip
        for it in lot.sample(everyone, 6):
            others = [None, *(who for who in everyone if who is not it)]
            homes = [None, *(who for who in actors[1] if who is not it)]
            held.participations.append(
                Participation(
                    actor=it, role=lot.choice(list(Role)),
                    on_behalf_of=lot.choice(homes), brought_by=lot.choice(others),
                )
            )  # fmt: skip
        held.follow_ups = [FollowUp(what="Rappeler", actor=lot.choice(everyone))]
        session.add(held)
