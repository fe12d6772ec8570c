"""A small city for the tests of the atlas, with figures counted by hand. All invented.

Nord (borough) holds Aulne and Bouleau; Cèdre stands alone. Organizations:
Amarante, Arnica of Aulne; Berce of Bouleau; Sauge of both; Nigelle of Nord;
Xéranthème of nowhere. In the twelve months before 24 November 2026:

#1 Amarante, Berce            #3 Xéranthème, Berce
#2 Amarante, Arnica, Sauge    #4 Nigelle, Xéranthème, about Cèdre

and a year earlier #5 Amarante, Arnica. Six ties: inside Aulne, Amarante–Arnica,
Amarante–Sauge and Arnica–Sauge; between, Amarante–Berce; with one organization of
no neighbourhood, Xéranthème–Berce; with two, Nigelle–Xéranthème.
Six people have a role at Amarante, two at Berce.
"""

from datetime import date

from reseau.domain.vocabulary import (
    ActorKind,
    CommitteeKind,
    Diffusion,
    Role,
    TerritoryKind,
)
from reseau.store.session import Store
from reseau.usecases.actors.actors import ActorChanges, add_actor
from reseau.usecases.actors.committees import CommitteeChanges, add_committee
from reseau.usecases.actors.people import NewRole, join_organization
from reseau.usecases.log.logging import Entry, log_interaction
from reseau.usecases.vocabulary.territories import TerritoryChanges, add_territory
from reseau.usecases.vocabulary.themes import ThemeChanges, add_theme

ORGANIZATIONS = {
    "Amarante": (["aulne"], "logement"),
    "Arnica": (["aulne"], "santé"),
    "Berce": (["bouleau"], "logement"),
    "Sauge": (["aulne", "bouleau"], None),
    "Nigelle": (["nord"], None),
    "Xéranthème": ([], "jeunesse"),
}
MEETINGS: tuple[tuple[date, tuple[str, ...], list[str], tuple[str, ...]], ...] = (
    (date(2026, 3, 1), ("Amarante", "Berce"), ["logement"], ()),
    (date(2026, 4, 1), ("Amarante", "Arnica", "Sauge"), ["logement"], ()),
    (date(2026, 5, 1), ("Xéranthème", "Berce"), [], ()),
    (date(2026, 6, 1), ("Nigelle", "Xéranthème"), ["loisir"], ("cedre",)),
    (date(2025, 1, 1), ("Amarante", "Arnica"), [], ()),
)
PEOPLE = (
    *(
        ("Amarante", f"{given} Amaryllis")
        for given in ("Ève", "Guy", "Léo", "Mia", "Ned", "Zoé")
    ),
    *(("Berce", f"{given} Belladone") for given in ("Ida", "Luc")),
)


def settle(store: Store, *, themes: bool = True) -> None:
    """Fill a store with the small city; the themes unless it has those of Réseau."""
    for name, parent in (
        ("Nord", None),
        ("Aulne", "nord"),
        ("Bouleau", "nord"),
        ("Cèdre", None),
    ):
        kind = TerritoryKind.BOROUGH if name == "Nord" else TerritoryKind.NEIGHBOURHOOD
        add_territory(store, name, kind=kind, changes=TerritoryChanges(parent=parent))
    if themes:
        for french, english in (
            ("Logement", "Housing"),
            ("Loisir", "Leisure"),
            ("Mémoire", "Memory"),
        ):
            add_theme(store, french, english, changes=ThemeChanges())
    for name, (places, sector) in ORGANIZATIONS.items():
        changes = ActorChanges(territories=places, sector=sector)
        add_actor(store, name, kind=ActorKind.ORGANIZATION, changes=changes)
    add_committee(
        store, "Table d'Aulne", kind=CommitteeKind.TABLE,
        changes=CommitteeChanges(territory="aulne"),
    )  # fmt: skip
    for home, name in PEOPLE:
        changes = ActorChanges(diffusion=Diffusion.GROUP)
        add_actor(store, name, kind=ActorKind.PERSON, changes=changes)
        join_organization(store, name, role=NewRole(home))
    for day, present, about, territories in MEETINGS:
        log_interaction(
            store,
            Entry(
                title="Rencontre", held_on=day, themes=about if themes else [],
                territories=territories,
                participants=[(it, Role.PARTICIPANT) for it in present],
            ),
        )  # fmt: skip
