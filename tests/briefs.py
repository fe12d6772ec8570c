"""A store as full as a brief can be, and what to look for in one.

Twenty-five partners' representatives, long names and questions, something in every
section, more of it than a brief shows. People and organizations are invented.
"""

from datetime import date, timedelta

from reseau.domain.dissemination import MarkerLevel, MarkerState
from reseau.domain.vocabulary import (
    ActorKind,
    CommitteeKind,
    Diffusion,
    PartnerStatus,
    Role,
)
from reseau.i18n import Language
from reseau.store.session import Store
from reseau.usecases.actors.actors import ActorChanges, add_actor
from reseau.usecases.actors.committees import CommitteeChanges, add_committee
from reseau.usecases.actors.partners import add_partner
from reseau.usecases.actors.seats import NewSeat, join_committee
from reseau.usecases.brief.brief_basis import BriefWish
from reseau.usecases.cycle import markers, strategies
from reseau.usecases.cycle.needs import NeedChanges, add_need
from reseau.usecases.cycle.signals import SignalChanges, add_signal
from reseau.usecases.experts.expert_declaring import Declaration, declare
from reseau.usecases.governance.decision_subjects import DecisionChanges
from reseau.usecases.governance.decisions import add_decision
from reseau.usecases.log.logging import Entry, log_interaction
from reseau.usecases.vocabulary.themes import ThemeChanges, add_theme

TODAY = date(2026, 11, 24)  # RESEAU_NOW of the tests.
MEETING = date(2026, 10, 20)
_FIRST = (
    "Aurélie", "Basile", "Clémence", "Désiré", "Églantine", "Fulbert", "Ghislaine",
    "Hippolyte", "Irénée", "Joséphine", "Kévin", "Léopoldine", "Mathurin", "Noémie",
    "Octave", "Pélagie", "Quitterie", "Romuald", "Solange", "Théodule", "Ursule",
    "Valentine", "Wilfrid", "Xavière", "Yolande",
)  # fmt: skip
_LAST = (
    "Abramovitz", "Bellefleur-Saint-Amand", "Casavant", "Desormeaux", "Échenard",
    "Falardeau-Lachapelle", "Gingras", "Hurtubise", "Isabelle", "Jolicoeur",
    "Kirouac", "Lachance", "Majeau", "Nantel", "Ouimet", "Papineau", "Quirion",
    "Robidoux", "Sansregret", "Thibodeau", "Urbain", "Vadeboncoeur", "Wolfe",
    "Xénophon", "Yargeau",
)  # fmt: skip
PEOPLE = tuple(f"{a} {b}" for a, b in zip(_FIRST, _LAST, strict=True))
GROUPS = tuple(f"Organisme communautaire {b.split('-')[0]} et voisins" for b in _LAST)
THEMES = ("Logement", "Alimentation", "Mobilité durable")
COMMITTEES = (
    "Comité logement abordable",
    "Comité alimentation locale",
    "Comité mobilité",
)
_LONG = (
    " et que devons-nous faire ensemble pour que les familles du quartier puissent y "
    "rester malgré la hausse des loyers, des taxes et du prix de tout le reste ?"
)


def wish(language: Language = "en", **more: object) -> BriefWish:
    """Ask for a brief."""
    return BriefWish(language, **more)  # type: ignore[arg-type]  # As its fields.


def crowd(store: Store) -> None:
    """Fill a store."""
    for theme in THEMES:
        add_theme(store, theme, f"{theme} (en)", changes=ThemeChanges())
    for rank, (person, group) in enumerate(zip(PEOPLE, GROUPS, strict=True)):
        organization = ActorKind.ORGANIZATION
        add_actor(store, group, kind=organization, changes=ActorChanges())
        changes = ActorChanges(diffusion=Diffusion.GROUP)
        add_actor(store, person, kind=ActorKind.PERSON, changes=changes)
        since = date(2026, 9, 1) if rank % 3 == 0 else date(2024, 1, 1)
        add_partner(store, group, status=PartnerStatus.ACTIVE, since=since)
        declare(store, person, Declaration(themes=(THEMES[rank % 3],)))
    add_committee(
        store, "Groupe aviseur", kind=CommitteeKind.ADVISORY_GROUP,
        changes=CommitteeChanges(),
    )  # fmt: skip
    for name in COMMITTEES:
        changes_ = CommitteeChanges(parent="groupe-aviseur")
        add_committee(store, name, kind=CommitteeKind.WORKING, changes=changes_)
    for person, group in zip(PEOPLE, GROUPS, strict=True):
        seat = NewSeat(on_behalf_of=group, since=date(2024, 1, 1))
        join_committee(store, "groupe-aviseur", person, seat=seat)
    _log(store)
    _cycle(store)


def _log(store: Store) -> None:
    """Log two years: the last eight representatives came in the first one only."""
    day = date(2024, 12, 10)
    rank = 0
    while day < TODAY:
        among = PEOPLE if day < date(2025, 9, 1) else PEOPLE[:17]
        there = [among[(rank * 5 + step) % len(among)] for step in range(6)]
        log_interaction(
            store,
            Entry(
                title=f"Rencontre de travail {rank}", held_on=day,
                participants=[(it, Role.PARTICIPANT) for it in there],
                committee=COMMITTEES[rank % 3], themes=[THEMES[rank % 3]],
            ),
        )  # fmt: skip
        day, rank = day + timedelta(days=11), rank + 1
    log_interaction(
        store,
        Entry(
            title="Rencontre du groupe aviseur", held_on=MEETING,
            participants=[(it, Role.PARTICIPANT) for it in PEOPLE[:17]],
            committee="groupe-aviseur",
            follow_ups=[f"Promesse {n}{_LONG}" for n in range(9)],
            due_on=date(2026, 11, 10),
        ),
    )  # fmt: skip
    for n in range(8):
        log_interaction(
            store,
            Entry(
                title=f"Appel {n}", held_on=date(2026, 11, 2 + n),
                participants=[
                    (it, Role.PARTICIPANT) for it in (*PEOPLE[:4], *PEOPLE[17:21])
                ],
            ),
        )  # fmt: skip


def _cycle(store: Store) -> None:
    for n in range(9):
        changes = NeedChanges(
            asked_on=date(2026, 1, 5), validate_by=date(2026, 11, 1), priority=n % 4 + 1
        )
        add_need(store, f"Besoin {n}{_LONG}", changes=changes)
        seen = SignalChanges(
            seen_on=date(2026, 11, 1), themes=THEMES, brought_by=PEOPLE[n]
        )
        add_signal(store, f"Signal {n}{_LONG}", changes=seen)
        intended = strategies.StrategyChanges(
            intended="Elle ouvre ses portes", targets=GROUPS[n : n + 3],
            started_on=date(2026, 1, 1), due_on=date(2026, 12, 15),
        )  # fmt: skip
        strategies.add_strategy(store, f"Stratégie numéro {n}{_LONG}", changes=intended)
        markers.add_marker(
            store, str(n + 1), f"Signe {n}{_LONG}", level=MarkerLevel.LIKE
        )
        shown = markers.Seen("Compte rendu", MarkerState.REACHED)
        markers.move_marker(store, n + 1, 70, seen=shown)
        decided = DecisionChanges(committee="groupe-aviseur", decided_on=MEETING)
        add_decision(store, f"Décision {n}{_LONG}", changes=decided)
