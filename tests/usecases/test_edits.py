"""What editing shares: keep, clear, replace; trees; labels."""

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from reseau.store.models import ActorTerritory, Committee, Territory
from reseau.store.session import Store
from reseau.usecases.common.edits import CLEAR, replace_links, settled
from reseau.usecases.common.trees import parents, subtree
from reseau.usecases.vocabulary.themes import read_alias
from tests.records import furnish

PLACES = tuple(Territory(key=number) for number in range(6))
NUMBERS = st.lists(st.integers(0, 5), max_size=8)


def test_nothing_leaves_a_field_as_it_is() -> None:
    assert settled("before", None) == "before"


def test_clearing_empties_a_field() -> None:
    assert settled("before", CLEAR) is None


def test_value_replaces_a_field() -> None:
    assert settled("before", "after") == "after"


@given(before=NUMBERS, wanted=NUMBERS)
def test_links_lead_to_what_is_wanted_and_what_stays_is_not_touched(
    before: list[int], wanted: list[int]
) -> None:
    links = [ActorTerritory(territory=PLACES[it]) for it in dict.fromkeys(before)]
    kept = {id(it) for it in links if it.territory.key in wanted}
    replace_links(
        links,
        [PLACES[it] for it in wanted],
        target=lambda it: it.territory,
        link=lambda it: ActorTerritory(territory=it),
    )
    assert sorted(it.territory.key for it in links) == sorted(set(wanted))
    assert kept <= {id(it) for it in links}


def test_subtree_holds_a_record_and_all_under_it(sqlite_store: Store) -> None:
    furnish(sqlite_store)
    with sqlite_store.reading() as session:
        known = {it.slug: it for it in session.scalars(select(Committee))}
        group, housing = known["groupe-aviseur"], known["comite-logement"]
        assert subtree(session, group) == {group.key, housing.key}
        assert parents(session, Committee) == {
            group.key: None,
            housing.key: group.key,
            known["comite-vert"].key: None,
        }


def test_alias_may_say_its_language() -> None:
    assert read_alias(" EN : green roofs", lang="fr") == ("en", "green roofs")


def test_alias_without_language_is_in_the_one_given() -> None:
    assert read_alias("ratio 1:2", lang="fr") == ("fr", "ratio 1:2")
