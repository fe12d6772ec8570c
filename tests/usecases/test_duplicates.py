"""Actors that may be the same are listed with the reasons, and never merged.

The pairs were made by hand; what each should say was decided before it was run.
"""

import pytest
from sqlalchemy import select

from reseau.domain.duplicates import LARGEST_BLOCK, Described, Pair, Sign, duplicates
from reseau.domain.vocabulary import ActorKind, ContactKind
from reseau.store.models import Actor, Distinct
from reseau.store.session import Store
from reseau.usecases.actors.actors import ActorChanges, add_actor, remove_actor
from reseau.usecases.actors.duplicates import declare_distinct, list_duplicates
from reseau.usecases.actors.merging import SameActorError, merge_actors
from reseau.usecases.actors.people import NewRole, join_organization
from reseau.usecases.log.memory import undo_operation
from tests.contents import ORGANIZATION, PERSON, add, operations, rows_of


def described(
    *names: str, kind: ActorKind = PERSON, emails: tuple[str, ...] = ()
) -> list[Described]:
    return [
        Described(number, kind, (name,), emails=emails)
        for number, name in enumerate(names, start=1)
    ]


def only(one: Described, other: Described) -> Pair:
    [found] = duplicates([one, other])
    return found


# By their names


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [
        ("Étienne Bélanger", "etienne belanger", Sign.SPELLING),
        ("Jean St-Pierre", "Jean Saint-Pierre", Sign.SAINT),
        ("Ste-Marie, Ève", "Ève Sainte-Marie", Sign.SAINT),
        ("Tremblay, Nadia", "Nadia Tremblay", Sign.WRITTEN),
        ("Marie-Ève Côté", "Marie Eve Cote", Sign.WRITTEN),
        ("Nadia Tremblay", "Nadia Trembaly", Sign.MISTYPED),
        ("Julie Bélanger", "Julie Bélanger-Lavoie", Sign.PART),
    ],
)
def test_names_of_people_say_why_they_look_alike(
    one: str, other: str, sign: Sign
) -> None:
    assert sign in only(*described(one, other)).signs


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [
        ("CDC de Rosemont", "CDC Rosemont", Sign.WRITTEN),
        (
            "CDC de Rosemont",
            "Corporation de développement communautaire de Rosemont",
            Sign.WRITTEN,
        ),
        ("Centre St-Paul", "Centre Saint-Paul", Sign.SAINT),
        ("Éco-quartier Villeray", "Eco quartier Vileray", Sign.MISTYPED),
        ("Solon", "Solon Nord", Sign.PART),
    ],
)
def test_names_of_organizations_say_why_they_look_alike(
    one: str, other: str, sign: Sign
) -> None:
    assert sign in only(*described(one, other, kind=ORGANIZATION)).signs


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nadia Tremblay", "Luc Tremblay"),
        ("Nadia Tremblay", "Nadia Gagnon"),
        ("Ana Roy", "Bo Côté"),
    ],
)
def test_other_people_are_not_listed(one: str, other: str) -> None:
    assert duplicates(described(one, other)) == []


def test_person_and_organization_are_not_compared() -> None:
    person = Described(1, PERSON, ("Marie Roy",), emails=("m@example.org",))
    home = Described(2, ORGANIZATION, ("Marie Roy",), emails=("m@example.org",))
    assert duplicates([person, home]) == []


def test_alias_is_a_name_too() -> None:
    one = Described(1, ORGANIZATION, ("Collectif du nord", "CDN"))
    found = only(one, Described(2, ORGANIZATION, ("CDN",)))
    assert found.signs == (Sign.SAME_NAME, Sign.ALIAS)


# By the rest


def test_same_email_and_telephone_are_told_and_raise_the_score() -> None:
    plain = only(*described("Nadia Tremblay", "Nadia Trembaly"))
    found = only(
        Described(
            1, PERSON, ("Nadia Tremblay",), ("N@example.org",), ("514 555-0100",)
        ),
        Described(
            2,
            PERSON,
            ("Nadia Trembaly",),
            ("n@EXAMPLE.org",),
            ("+1 (514) 555-0100 poste 3",),
        ),
    )
    assert found.signs == (Sign.MISTYPED, Sign.SAME_EMAIL, Sign.SAME_PHONE)
    assert (plain.doubtful, found.doubtful) == (True, False)
    assert found.score > plain.score


def test_same_organization_raises_the_score() -> None:
    one = Described(1, PERSON, ("N. Tremblay",), homes=frozenset({7, 8}))
    found = only(one, Described(2, PERSON, ("Nadia Tremblay",), homes=frozenset({8})))
    assert found.signs == (Sign.INITIAL, Sign.SAME_HOME)
    assert not found.doubtful


def test_other_email_and_telephone_lower_the_score() -> None:
    found = only(
        Described(1, PERSON, ("Jean St-Roy",), ("a@example.org",), ("514 555-0100",)),
        Described(
            2, PERSON, ("Jean Saint-Roy",), ("b@example.org",), ("514 555-0199",)
        ),
    )
    assert {Sign.OTHER_EMAIL, Sign.OTHER_PHONE} < set(found.signs)
    assert (found.score, found.doubtful) == (0.85, True)  # 1 − 0.10 − 0.05


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Described(1, PERSON, ("Marie Roy",)), Described(2, PERSON, ("Marie Roy",))),
        (
            Described(1, PERSON, ("Marie Roy",), ("a@x.org",), ("5145550100",)),
            Described(
                2, PERSON, ("Marie Roy",), ("b@x.org",), ("5145550199",), apart="Angus"
            ),
        ),
    ],
    ids=["nothing else known", "all the rest differs"],
)
def test_homonyms_are_listed_as_doubtful(one: Described, other: Described) -> None:
    found = only(one, other)
    assert found.doubtful
    assert Sign.HOMONYM in found.signs


def test_homonyms_with_one_email_are_likely_the_same() -> None:
    assert not only(*described("Marie Roy", "Marie Roy", emails=("m@x.org",))).doubtful


def test_likeliest_come_first_and_doubtful_ones_last() -> None:
    names = ("Ana Côté", "Ana Côté", "Jean St-Roy", "Jean Saint-Roy")
    found = duplicates(described(*names, "Nadia Tremblay", "Nadia Trembaly"))
    assert [it.first.names[0] for it in found] == [
        "Jean St-Roy",
        "Ana Côté",
        "Nadia Tremblay",
    ]


def test_order_of_actors_does_not_matter() -> None:
    actors = described("Ana Roy", "Anna Roy", "ana roy", "Ana Roi-Roy", "A. Roy")
    assert duplicates(reversed(actors)) == duplicates(actors)


def test_pair_told_distinct_is_left_out() -> None:
    actors = described("Ana Roy", "ana roy", "ANA ROY")
    found = duplicates(actors, distinct={(1, 2)})
    assert [(it.first.key, it.second.key) for it in found] == [(1, 3), (2, 3)]


def test_word_that_too_many_have_brings_nobody_together() -> None:
    """These two share the word “Ana” only: the mistake is at the head of the other."""
    two = ("Ana Zabcde", "Ana Zbbcde")
    others = [f"Ana {chr(97 + n // 20)}{chr(97 + n % 20)}uvw" for n in range(200)]
    assert len(others) > LARGEST_BLOCK
    assert len(duplicates(described(*two))) == 1
    found = duplicates(described(*two, *others))
    assert [it for it in found if it.first.names[0] in two] == []


def test_no_actor_has_no_duplicate() -> None:
    assert duplicates([]) == []


# In the store


@pytest.fixture
def alike(store: Store) -> Store:
    """Two people of one organization with one e-mail, and two homonyms."""
    add(store, "Solon")
    for name in ("Nadia Tremblay", "Nadia Trembley"):
        changes = ActorChanges(contacts={ContactKind.EMAIL: ["n@example.org"]})
        add_actor(store, name, kind=PERSON, changes=changes)
        join_organization(store, name, role=NewRole("Solon"))
    for apart in ("Verdun", "Angus"):
        add_actor(store, "Marie Roy", kind=PERSON, changes=ActorChanges(), apart=apart)
    return store


def pairs(store: Store, **more: int | ActorKind) -> list[tuple[str, str]]:
    found, _total = list_duplicates(store, **more)  # type: ignore[arg-type]  # Both.
    return [(it.first, it.second) for it in found]


def test_pairs_of_a_store_are_listed_with_their_reasons(alike: Store) -> None:
    found, total = list_duplicates(alike)
    assert [(it.first, it.second, it.doubtful) for it in found] == [
        ("nadia-tremblay", "nadia-trembley", False),
        ("marie-roy", "marie-roy-2", True),
    ]
    assert found[0].signs == (Sign.MISTYPED, Sign.SAME_EMAIL, Sign.SAME_HOME)
    assert total == 2


def test_listing_changes_nothing(alike: Store) -> None:
    before = rows_of(alike), operations(alike)
    list_duplicates(alike)
    assert (rows_of(alike), operations(alike)) == before


def test_kind_and_limit_are_kept_to(alike: Store) -> None:
    assert pairs(alike, kind=ORGANIZATION) == []
    assert pairs(alike, limit=1) == [("nadia-tremblay", "nadia-trembley")]
    assert list_duplicates(alike, limit=0) == ([], 2)


def test_merged_actor_is_left_out(alike: Store) -> None:
    merge_actors(alike, "nadia-tremblay", "nadia-trembley")
    assert pairs(alike) == [("marie-roy", "marie-roy-2")]


def test_pair_declared_distinct_is_remembered(alike: Store) -> None:
    declare_distinct(alike, "@marie-roy-2", "@marie-roy")
    assert pairs(alike) == [("nadia-tremblay", "nadia-trembley")]


def test_pair_declared_distinct_twice_is_kept_once(alike: Store) -> None:
    declare_distinct(alike, "@marie-roy", "@marie-roy-2")
    again = declare_distinct(alike, "@marie-roy-2", "@marie-roy")
    assert again.operation is None
    assert len(rows_of(alike)["distinct_pair"]) == 1


def test_pair_is_listed_again_once_undone(alike: Store) -> None:
    declare_distinct(alike, "@marie-roy", "@marie-roy-2")
    undo_operation(alike, None)
    assert ("marie-roy", "marie-roy-2") in pairs(alike)


def test_actor_is_not_distinct_from_itself(alike: Store) -> None:
    with pytest.raises(SameActorError):
        declare_distinct(alike, "Solon", "#1")


@pytest.mark.parametrize("slug", ["marie-roy", "marie-roy-2"])
def test_removed_actor_takes_its_pairs_along(alike: Store, slug: str) -> None:
    declare_distinct(alike, "@marie-roy", "@marie-roy-2")
    before = rows_of(alike)
    remove_actor(alike, f"@{slug}")
    with alike.reading() as session:
        assert session.scalars(select(Distinct)).all() == []
        assert session.scalars(select(Actor).where(Actor.slug == slug)).all() == []
    undo_operation(alike, None)
    assert rows_of(alike) == before
