"""Words of closed lists are read however people type them, in either language."""

from collections.abc import Iterator

import pytest

from reseau import i18n
from reseau.cli.words import NotOneOfError, one_of
from reseau.domain.closed_words import UnknownWordError
from reseau.domain.folding import lettered
from reseau.domain.vocabulary import (
    ActorKind,
    CommitteeKind,
    Diffusion,
    InteractionKind,
    Role,
)
from reseau.store.place.address import Address
from tests.support import Run


@pytest.fixture
def french() -> Iterator[None]:
    before = i18n.language()
    i18n.use("fr")
    yield
    i18n.use(before)


@pytest.mark.parametrize(
    "typed",
    [
        "groupe-aviseur", "Groupe aviseur", "GROUPE_AVISEUR", "groupeaviseur",
        "advisory group", "advisory-group", "Advisory_Group", "groupe‑aviseur",
        "groupe\N{NO-BREAK SPACE}aviseur",
    ],
)  # fmt: skip
def test_signs_between_words_do_not_matter(typed: str) -> None:
    assert CommitteeKind.read(typed) is CommitteeKind.ADVISORY_GROUP


def test_first_words_still_do(french: None) -> None:
    assert CommitteeKind.read("comité") is CommitteeKind.WORKING
    assert CommitteeKind.read("Table_de") is CommitteeKind.TABLE


@pytest.mark.parametrize(
    ("typed", "role"),
    [
        ("hôtesse", Role.HOST), ("Conférencière", Role.SPEAKER),
        ("animatrice", Role.SPEAKER), ("excusé", Role.ABSENT),
        ("apologies", Role.ABSENT), ("invitée", Role.INVITED),
        ("présente", Role.PARTICIPANT),
    ],
)  # fmt: skip
def test_words_of_minutes_are_roles(typed: str, role: Role) -> None:
    assert Role.read(typed) is role


def test_meeting_has_two_french_words() -> None:
    assert InteractionKind.read("Rencontre") is InteractionKind.MEETING


def test_nearest_word_is_proposed_in_the_language_of_the_reader(french: None) -> None:
    with pytest.raises(UnknownWordError) as caught:
        CommitteeKind.read("grope aviseur")
    assert "Vouliez-vous dire «\N{NO-BREAK SPACE}groupe aviseur" in str(caught.value)


def test_nothing_is_proposed_for_what_looks_like_nothing() -> None:
    with pytest.raises(UnknownWordError) as caught:
        ActorKind.read("zzz")
    assert str(caught.value).endswith("organization, person.")


@pytest.mark.parametrize("typed", ["vecteur propre", "Vecteur_Propre", "EIGENVECTOR"])
def test_values_of_options_are_forgiven_too(typed: str) -> None:
    assert one_of(typed, ("degree", "eigenvector"), option="--size") == "eigenvector"


def test_near_value_of_an_option_is_proposed() -> None:
    with pytest.raises(NotOneOfError) as caught:
        one_of("betweeness", ("degree", "betweenness"), option="--size")
    assert "Did you mean “betweenness”?" in str(caught.value)


def test_separators_stay_themselves() -> None:
    assert one_of(";", (";", ","), option="--separator") == ";"
    assert lettered(",") == ","


def test_options_are_read_with_accents_and_capitals(
    run: Run, sqlite_address: Address
) -> None:
    """“--thème” is how the word is spelled; “--theme” is how it is listed."""
    done = run(
        "interaction", "lister", "--thème", "habitation", "--LIMITE=3", lang="fr",
        at=sqlite_address,
    )  # fmt: skip
    assert done.code == 4  # The option is read; there is no such theme.


def test_diffusion_is_one_word_in_all_spellings() -> None:
    assert Diffusion.read("Advisory-Group") is Diffusion.GROUP
