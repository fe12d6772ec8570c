"""The past of organizations that merged, counted with their heir when that is asked.

CDC Nord and CDC Sud became CDC Unie on 1 March 2025. Before, both met Ana on 6 May
2024 and CDC Nord met her on 3 June 2024; after, CDC Unie met her on 7 April 2025.
Every number is worked by hand from these three lines.
"""

from datetime import date

import pytest

from reseau.domain.periods import Period
from reseau.domain.vocabulary import Diffusion, Layer
from reseau.store.session import Store
from reseau.usecases.actors.successions import When, succeed
from reseau.usecases.common.question import Question
from reseau.usecases.network.key_players import find_key_players
from reseau.usecases.network.load import network_load
from reseau.usecases.network.mobilization import network_mobilization
from reseau.usecases.network.mobilization_why import why_mobilized
from reseau.usecases.network.network import BecameOneError, why_tied
from reseau.usecases.network.overlaps import find_overlaps
from reseau.usecases.network.rhythm import network_rhythm
from tests.contents import PERSON, add, meet, show_to

DAY = date(2025, 6, 1)
OWN = Question(period=Period(date(2024, 1, 1), None), at=DAY)
FOLLOWED = Question(period=OWN.period, at=DAY, follow=DAY)


@pytest.fixture
def merged(store: Store) -> Store:
    add(store, "Ana Bell", PERSON)
    meet(store, "CDC Nord", "CDC Sud", "Ana Bell", on=date(2024, 5, 6))
    meet(store, "CDC Nord", "Ana Bell", on=date(2024, 6, 3))
    names = ("CDC Nord", "CDC Sud")
    when = When(date(2025, 3, 1), create=True)
    succeed(store, names, into="CDC Unie", when=when)
    meet(store, "CDC Unie", "Ana Bell", on=date(2025, 4, 7))
    return store


def _times(store: Store, question: Question) -> dict[str, int]:
    found = network_mobilization(store, question)
    return {it.actor.name: it.times for it in found.seen.values() if it.times}


def test_presences_of_both_are_those_of_the_heir_once_a_meeting(merged: Store) -> None:
    assert _times(merged, OWN) == {
        "Ana Bell": 3, "CDC Nord": 2, "CDC Sud": 1, "CDC Unie": 1,
    }  # fmt: skip
    assert _times(merged, FOLLOWED) == {"Ana Bell": 3, "CDC Unie": 3}


def test_mobilization_says_how_many_were_followed(merged: Store) -> None:
    told = [network_mobilization(merged, it).missing.followed for it in (OWN, FOLLOWED)]
    assert told == [0, 2]


def test_reasons_of_one_that_merged_are_those_of_the_heir(merged: Store) -> None:
    found = why_mobilized(merged, "CDC Nord", FOLLOWED)
    assert (found.actor.name, len(found.lines)) == ("CDC Unie", 3)


def test_rhythm_says_how_many_were_followed(merged: Store) -> None:
    assert network_rhythm(merged, FOLLOWED).followed == 2


def test_load_of_the_heir_counts_what_was_asked_of_both(merged: Store) -> None:
    found = network_load(merged, at=DAY, window=400, follow=DAY)
    lately = {it.actor.name: it.lately for it in found.lines}
    assert (lately["CDC Unie"], found.followed) == (3, 2)
    assert "CDC Nord" not in lately


def test_key_players_are_heirs(merged: Store) -> None:
    found = find_key_players(merged, FOLLOWED, size=1)
    assert {it.name for it in found.frame.actors.values()} == {"Ana Bell", "CDC Unie"}


def test_no_overlap_of_one_with_what_it_became(merged: Store) -> None:
    found = find_overlaps(merged, FOLLOWED, lang="fr")
    assert found.frame.figures.rule.followed == 2


def test_tie_of_one_that_merged_is_that_of_the_heir(merged: Store) -> None:
    found = why_tied(merged, "CDC Nord", "Ana Bell", question=FOLLOWED)
    lines = found.layers[Layer.COPRESENCE].reasons
    assert (found.first.name, len(lines)) == ("CDC Unie", 3)


def test_two_that_became_one_have_no_tie_with_themselves(merged: Store) -> None:
    with pytest.raises(BecameOneError, match="CDC Nord and CDC Sud are one here"):
        why_tied(merged, "CDC Nord", "CDC Sud", question=FOLLOWED)


def test_heir_that_may_not_be_shown_is_not_followed(merged: Store) -> None:
    show_to(merged, "CDC Unie", Diffusion.FORBIDDEN)
    assert _times(merged, FOLLOWED) == {"Ana Bell": 3, "CDC Nord": 2, "CDC Sud": 1}
