"""Declared collaborations: refused, listed on a day, corrected.

All people and organizations are invented.
"""

from datetime import date

import pytest

from reseau.domain.vocabulary import ActorKind, Diffusion, Origin
from reseau.store.models import Collaboration
from reseau.store.session import Store
from reseau.usecases.actors import collaborations, successions
from reseau.usecases.actors.actors import ActorChanges, add_actor
from reseau.usecases.actors.collaborations import TieChanges, TieFilter
from reseau.usecases.actors.declared_twice import collaborations_twice
from reseau.usecases.common.edits import CLEAR
from reseau.usecases.common.numbered import NoSuchNumberError
from reseau.usecases.common.spells import EndBeforeStartError

FEBRUARY, MAY = date(2026, 2, 1), date(2026, 5, 1)
MAYBE_NOT = [  # what is asked, and why it is refused
    (("École", "École"), TieChanges(), collaborations.OneActorError),
    (
        ("École", "Musée"),
        TieChanges(since=MAY, until=FEBRUARY),
        EndBeforeStartError,
    ),
    (
        ("École", "Musée"),
        TieChanges(strength=5),
        collaborations.WeakCollaborationError,
    ),
    (  # The other way round, and while it lasts.
        ("Musée", "Théâtre"),
        TieChanges(since=MAY),
        collaborations.CollaborateAlreadyError,
    ),
]


@pytest.fixture
def declared(store: Store) -> Store:
    for name in ("École", "Musée", "Théâtre"):
        add_actor(store, name, kind=ActorKind.ORGANIZATION, changes=ActorChanges())
    add_actor(
        store,
        "Luc Roy",
        kind=ActorKind.PERSON,
        changes=ActorChanges(diffusion=Diffusion.FORBIDDEN),
    )
    collaborations.add_collaboration(
        store, "Théâtre", "Musée", changes=TieChanges(since=FEBRUARY)
    )
    return store


def numbers(store: Store, at: date, **wanted: str | bool) -> list[int]:
    asked = TieFilter(**wanted)  # type: ignore[arg-type]  # By name, each its own.
    found = collaborations.list_collaborations(store, asked, at=at, lang="fr")
    return [it.number for it in found.lines]


@pytest.mark.parametrize(("names", "changes", "error"), MAYBE_NOT)
def test_what_cannot_be_declared(
    declared: Store,
    names: tuple[str, str],
    changes: TieChanges,
    error: type[Exception],
) -> None:
    with pytest.raises(error):
        collaborations.add_collaboration(declared, *names, changes=changes)


def test_the_same_two_collaborate_again_once_it_is_over(declared: Store) -> None:
    collaborations.edit_collaboration(declared, 1, changes=TieChanges(until=MAY))
    collaborations.add_collaboration(
        declared, "Musée", "Théâtre", changes=TieChanges(since=MAY)
    )
    assert numbers(declared, FEBRUARY) == [1]
    assert numbers(declared, MAY) == [2]
    assert numbers(declared, MAY, everything=True) == [2, 1]


def test_list_of_an_actor_names_it_first(declared: Store) -> None:
    (line,) = collaborations.list_collaborations(
        declared, TieFilter(actor="Musée"), at=MAY, lang="fr"
    ).lines
    assert (line.name, line.other_name) == ("Musée", "Théâtre")


def test_list_has_the_names_of_the_day(declared: Store) -> None:
    when = successions.When(MAY)
    successions.rename(declared, "Musée", "Musée vivant", when=when)
    (line,) = collaborations.list_collaborations(
        declared, TieFilter(actor="Musée vivant"), at=FEBRUARY, lang="fr"
    ).lines
    assert line.name == "Musée"


def test_tie_of_what_ended_holds_no_more(declared: Store) -> None:
    successions.end(declared, "Musée", when=successions.When(MAY))
    assert numbers(declared, FEBRUARY) == [1]
    assert numbers(declared, MAY) == []


def test_who_is_shown_to_nobody_is_counted_and_not_told(declared: Store) -> None:
    collaborations.add_collaboration(declared, "Luc Roy", "École", changes=TieChanges())
    found = collaborations.list_collaborations(declared, at=MAY, lang="fr")
    assert [it.number for it in found.lines] == [1]
    assert found.hidden == 1
    with pytest.raises(NoSuchNumberError):
        collaborations.collaboration_shown(declared, 2, lang="fr")


def test_evidence_does_not_name_who_is_shown_to_nobody(declared: Store) -> None:
    changes = TieChanges(evidence="Un mot de Luc Roy")
    collaborations.edit_collaboration(declared, 1, changes=changes)
    shown = collaborations.collaboration_shown(declared, 1, lang="fr")
    assert "Roy" not in (shown.evidence or "")


def test_each_of_two_that_an_import_brought_can_be_corrected(declared: Store) -> None:
    with declared.working("import") as work:
        first = work.session.get_one(Collaboration, 1)
        ends = {"source": first.target, "target": first.source}
        work.session.add(Collaboration(**ends, origin=Origin.THIRD_PARTY))
    collaborations.edit_collaboration(declared, 2, changes=TieChanges(strength=4))
    with pytest.raises(collaborations.CollaborateAlreadyError):
        collaborations.edit_collaboration(declared, 1, changes=TieChanges(since=CLEAR))


def test_what_is_in_a_store_twice_is_told_with_both_numbers(declared: Store) -> None:
    with declared.working("import") as work:
        first = work.session.get_one(Collaboration, 1)
        ends = {"source": first.target, "target": first.source}
        work.session.add(Collaboration(**ends, origin=Origin.THIRD_PARTY))
    (found,) = collaborations_twice(declared, lang="fr")
    assert (found.earlier, found.number) == (1, 2)
    assert found.actors == ("Musée", "Théâtre")


def test_two_that_follow_each_other_are_not_the_same(declared: Store) -> None:
    collaborations.edit_collaboration(declared, 1, changes=TieChanges(until=MAY))
    again = TieChanges(since=MAY)
    collaborations.add_collaboration(declared, "Musée", "Théâtre", changes=again)
    assert collaborations_twice(declared, lang="fr") == []
