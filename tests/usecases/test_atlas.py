"""The figures of the atlas, beside those counted by hand in ``tests.atlases``."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reseau.domain.vocabulary import Diffusion, TerritoryKind
from reseau.publish.portrait.atlas import Atlas
from reseau.publish.portrait.portrait import Portrait
from reseau.store.place.address import address_of
from reseau.store.session import Store
from reseau.usecases.atlas.atlas import AtlasWish, SameDayError, atlas_of
from reseau.usecases.atlas.atlas_files import atlas_data, make_atlas
from reseau.usecases.common.leaving import list_departures
from reseau.usecases.safekeeping.setup import init_store
from tests.atlases import settle

WISH = AtlasWish("en")


@pytest.fixture
def filled(store: Store) -> Store:
    settle(store)
    return store


def of(atlas: Atlas, slug: str) -> Portrait:
    return next(it for it in atlas.portraits if it.slug == slug)


def test_figures_are_those_counted_by_hand(filled: Store) -> None:
    atlas = atlas_of(filled, WISH)
    found = {
        it.slug: (
            it.now.organizations, it.now.alone, it.now.interactions,
            it.now.inside, it.now.across,
        )
        for it in atlas.portraits
    }  # fmt: skip
    assert found == {
        "aulne": (3, 2, 2, 3, 1), "bouleau": (2, 1, 3, 0, 4), "cedre": (0, 0, 1, 0, 0),
    }  # fmt: skip


def test_territories_add_up_to_the_whole(filled: Store) -> None:
    sums = atlas_of(filled, WISH).sums
    found = [
        (it.rows, it.repeats, it.outside, it.whole)
        for it in (sums.organizations, sums.interactions, sums.inside, sums.committees)
    ]
    assert found == [(5, 1, 2, 6), (6, 2, 0, 4), (3, 0, 3, 6), (1, 0, 0, 1)]
    assert (sums.between, sums.half, sums.neither, sums.ties) == (1, 1, 1, 6)


def test_where_ties_across_lead(filled: Store) -> None:
    links = of(atlas_of(filled, WISH), "bouleau").links
    assert [(it.name, it.now) for it in links] == [("Aulne", 3), (None, 1)]


def test_dependence_is_on_who_holds_most_ties_across(filled: Store) -> None:
    found = of(atlas_of(filled, WISH), "bouleau").dependence
    # Berce: Amarante, Xéranthème. Sauge: Amarante, Arnica. The first by name.
    assert (found.first, found.first_ties, found.ties) == ("Berce", 2, 4)
    assert found.lines == (1, 3)


def test_the_earlier_date_is_the_year_before(filled: Store) -> None:
    atlas = atlas_of(filled, WISH)
    assert atlas.before == date(2025, 11, 24)
    earlier = of(atlas, "aulne").before
    assert (earlier.interactions, earlier.inside, earlier.across) == (1, 1, 0)


def test_themes_covered_and_silent(filled: Store) -> None:
    atlas = atlas_of(filled, WISH)
    found = {it.name: (it.here, it.silent) for it in of(atlas, "aulne").subjects}
    assert found == {"Housing": (2, False), "Leisure": (0, True)}
    assert atlas.mute == ("Memory",)


def test_small_numbers_of_people_are_hidden_with_others(filled: Store) -> None:
    atlas = atlas_of(filled, WISH)
    people = {it.slug: it.now.people for it in atlas.portraits}
    # 2 of Bouleau are too few; 8 of Nord less 6 of Aulne would give them away.
    assert people == {"aulne": None, "bouleau": None, "cedre": 0}
    assert (atlas.sums.people.whole, atlas.sums.people.rows) == (8, None)


def test_a_borough_counts_those_of_its_neighbourhoods(filled: Store) -> None:
    atlas = atlas_of(filled, replace(WISH, territory="nord"))
    (found,) = atlas.shown
    assert (found.now.organizations, found.now.people) == (5, 8)


def test_who_may_not_be_shown_is_not_counted(filled: Store) -> None:
    atlas = atlas_of(filled, replace(WISH, shown_to=Diffusion.PUBLIC))
    assert atlas.sums.people.whole == 0
    assert atlas.hidden == 14  # The organizations are for the group too.


def test_a_table_of_the_territory_is_its_own(filled: Store) -> None:
    (body,) = of(atlas_of(filled, WISH), "aulne").bodies
    assert (body.name, body.here, body.table) == ("Table d'Aulne", True, True)


def test_trend_adds_up_to_the_interactions(filled: Store) -> None:
    steps = of(atlas_of(filled, WISH), "aulne").trend
    assert sum(it.interactions for it in steps) == 3


def test_an_empty_store_has_an_empty_atlas(store: Store) -> None:
    atlas = atlas_of(store, WISH)
    assert atlas.portraits == ()
    assert atlas.sums.organizations.whole == 0


def test_a_kind_without_territories_still_counts_the_whole(filled: Store) -> None:
    atlas = atlas_of(filled, replace(WISH, kind=TerritoryKind.ZONE))
    assert atlas.portraits == ()
    assert (atlas.sums.organizations.outside, atlas.sums.organizations.whole) == (6, 6)


def test_days_in_the_wrong_order_are_refused(filled: Store) -> None:
    wish = replace(WISH, at=date(2026, 1, 1), compare=date(2026, 1, 1))
    with pytest.raises(SameDayError):
        atlas_of(filled, wish)


def test_the_file_is_noted_among_what_left(filled: Store, tmp_path: Path) -> None:
    make_atlas(filled, tmp_path / "a.html", WISH, pdf=False, dry_run=False)
    (line,) = list_departures(filled, who="Amarante")
    assert (line.command, line.audience) == ("atlas", "group")


def test_a_dry_run_writes_and_notes_nothing(filled: Store, tmp_path: Path) -> None:
    made = make_atlas(filled, tmp_path / "a.html", WISH, pdf=True, dry_run=True)
    assert len(made.files) == 2
    assert not list(tmp_path.glob("a.*"))
    assert list_departures(filled) == []


def test_hidden_numbers_are_null_for_programs(filled: Store) -> None:
    data = atlas_data(filled, WISH)
    found = {it["slug"]: it["now"]["people"] for it in data["portraits"]}
    assert found == {"aulne": None, "bouleau": None, "cedre": 0}


LAYER = """{"type": "FeatureCollection", "features": [
 {"type": "Feature", "properties": {"NOM": "Cité d'Aulne"},
  "geometry": {"type": "Polygon", "coordinates": [[[0,0],[2,2],[2,0],[0,2],[0,0]]]}},
 {"type": "Feature", "properties": {"NOM": "Bouleau"},
  "geometry": {"type": "Polygon", "coordinates": [[[5,5],[6,5],[6,6],[5,6],[5,5]]]}}
]}"""


def test_a_layer_of_a_file_holds_the_territories_of_its_names(
    filled: Store, tmp_path: Path
) -> None:
    file = tmp_path / "zones.geojson"
    file.write_bytes(LAYER.encode("cp1252"))
    atlas = atlas_of(filled, replace(WISH, layer=file))
    assert of(atlas, "bouleau").now.organizations == 2
    assert of(atlas, "cite-d-aulne").now.organizations == 0
    assert atlas.layer is not None
    assert (atlas.layer.encoding, atlas.layer.mended) == ("windows-1252", 1)


def test_people_are_not_counted_for_a_layer(filled: Store, tmp_path: Path) -> None:
    file = tmp_path / "zones.geojson"
    file.write_text(LAYER, "utf-8")
    atlas = atlas_of(filled, replace(WISH, layer=file))
    assert {it.now.people for it in atlas.portraits} == {None}
    assert atlas.sums.people.whole is None


def test_places_of_montreal_fall_where_they_should(tmp_path: Path) -> None:
    store = init_store(address_of(str(tmp_path / "new.sqlite")))
    atlas = atlas_of(store, replace(WISH, places="montreal"))
    store.dispose()
    assert atlas.fallen is not None
    it = atlas.fallen
    assert (it.total, it.agree, it.differ, it.outside) == (3231, 3204, 25, 2)
    counted = sum(n for one in atlas.portraits for _family, n in one.places)
    # Centre-Sud and Faubourg Saint-Laurent overlap: places there are in both.
    assert counted >= it.total - it.off
    assert len(atlas.portraits) == 32
