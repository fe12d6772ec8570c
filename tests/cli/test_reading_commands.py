"""Lists and cards: the same on both databases, as tables, JSON and CSV."""

import json
from typing import Any

import pytest

from reseau.store.place.address import Address
from tests.records import dump, furnish, furnish_at
from tests.support import FilledStore, Run

LISTS = ("actor", "person", "partner", "committee", "theme", "territory", "interaction")
EMPTY = (*LISTS, "signal", "need")
SHOWN = (
    ("actor", "cdc-rosemont"),
    ("person", "nadia-tremblay"),
    ("partner", "cdc-rosemont"),
    ("committee", "comite-logement"),
    ("theme", "habitation"),
    ("territory", "rosemont"),
    ("interaction", "1"),
)


@pytest.fixture
def furnished(sqlite_filled_with: FilledStore) -> Address:
    return sqlite_filled_with(furnish)


def _read(run: Run, at: Address, *typed: str, lang: str = "en") -> Any:
    answer = run(*typed, "--format", "json", lang=lang, at=at)
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


@pytest.mark.postgresql
def test_every_list_and_card_is_the_same_on_both_databases(
    run: Run, furnished: Address, postgresql_address: Address
) -> None:
    furnish_at(postgresql_address)
    for at in ("list",), ("list", "--all"):
        for group in ("partner", "committee") if len(at) > 1 else LISTS:
            one = _read(run, furnished, group, *at)
            assert one == _read(run, postgresql_address, group, *at)
    for group, which in SHOWN:
        one = _read(run, furnished, group, "show", which)
        assert one == _read(run, postgresql_address, group, "show", which)


@pytest.mark.parametrize("group", EMPTY)
def test_empty_store_gives_an_empty_list(
    run: Run, sqlite_address: Address, group: str
) -> None:
    assert _read(run, sqlite_address, group, "list") == []


@pytest.mark.parametrize("group", EMPTY)
def test_empty_store_says_how_to_begin(
    run: Run, sqlite_address: Address, group: str
) -> None:
    answer = run(group, "list", at=sqlite_address)
    assert (answer.code, answer.out) == (0, "")
    assert "adds one" in answer.err


@pytest.mark.parametrize("group", LISTS)
def test_csv_has_the_fields_of_json(run: Run, furnished: Address, group: str) -> None:
    header = run(group, "list", "--format", "csv", at=furnished).out.splitlines()[0]
    (first, *_rest) = _read(run, furnished, group, "list")
    assert header.split(";") == list(first)


@pytest.mark.parametrize(("group", "which"), SHOWN)
def test_json_is_not_translated(
    run: Run, furnished: Address, group: str, which: str
) -> None:
    # Labels of themes are data, given in the reader's language.
    fields = {"themes", "expertises", "narrower", "related", "interactions"}
    english = _read(run, furnished, group, "show", which)
    french = _read(run, furnished, group, "show", which, lang="fr")
    for name in fields:
        english.pop(name, None)
        french.pop(name, None)
    assert english == french


@pytest.mark.parametrize(("group", "which"), SHOWN)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_card_is_printed_for_a_person(
    run: Run, furnished: Address, group: str, which: str, lang: str
) -> None:
    answer = run(group, "show", which, lang=lang, at=furnished)
    assert answer.code == 0, answer.err
    assert len(answer.out.splitlines()) > 5


@pytest.mark.parametrize(("group", "which"), SHOWN)
def test_card_in_csv_gives_one_field_a_line(
    run: Run, furnished: Address, group: str, which: str
) -> None:
    lines = run(group, "show", which, "--format", "csv", at=furnished).out.splitlines()
    assert lines[0] == "field;value"
    assert len({it.split(";")[0] for it in lines}) == len(lines)


def test_reading_writes_nothing(run: Run, furnished: Address) -> None:
    before = dump(furnished)
    for group, which in SHOWN:
        run(group, "list", at=furnished)
        run(group, "show", which, at=furnished)
    assert dump(furnished) == before


def test_actors_are_sorted_as_a_person_expects(run: Run, furnished: Address) -> None:
    run("actor", "add", "Éco-quartier", at=furnished)
    listed = _read(run, furnished, "actor", "list")
    names = [it["name"] for it in listed]
    assert names == [
        "CDC de Rosemont",
        "Éco-quartier",
        "Étienne Bélanger",
        "Marie Roy",
        "Marie Roy",
        "Nadia Tremblay",
        "Solon",
        "Solon Nord",
    ]


def test_actors_sorted_by_interactions(run: Run, furnished: Address) -> None:
    listed = _read(run, furnished, "actor", "list", "--sort", "interactions")
    counted = [(it["name"], it["interactions"]) for it in listed][:3]
    assert counted == [
        ("Nadia Tremblay", 2),
        ("CDC de Rosemont", 1),
        ("Étienne Bélanger", 1),
    ]


def test_actors_sorted_by_last_interaction(run: Run, furnished: Address) -> None:
    listed = _read(run, furnished, "actor", "list", "--sort", "last")
    assert [it["last"] for it in listed][:4] == ["2026-11-03"] * 3 + [None]


def test_actor_list_forgives_accents(run: Run, furnished: Address) -> None:
    listed = _read(run, furnished, "actor", "list", "--name", "ETIENNE belanger")
    assert [it["slug"] for it in listed] == ["etienne-belanger"]


def test_territory_of_an_actor_counts_for_what_holds_it(
    run: Run, furnished: Address
) -> None:
    listed = _read(run, furnished, "actor", "list", "--territory", "rosemont")
    assert [it["slug"] for it in listed] == ["cdc-rosemont", "solon-nord"]


def test_actor_found_by_alias_number_and_code(run: Run, furnished: Address) -> None:
    for typed in ("cdcr", "#1", "@cdc-rosemont", "CDC de Rosemont"):
        assert _read(run, furnished, "actor", "show", typed)["slug"] == "cdc-rosemont"


def test_person_list_gives_the_organizations_of_today(
    run: Run, furnished: Address
) -> None:
    listed = _read(run, furnished, "person", "list", "--organization", "CDCR")
    assert [(it["slug"], it["organizations"]) for it in listed] == [
        ("nadia-tremblay", ["CDC de Rosemont"])
    ]


def test_person_and_organization_of_one_name_are_told_apart(
    run: Run, furnished: Address
) -> None:
    assert run("person", "add", "Solon", at=furnished).code == 0
    assert _read(run, furnished, "person", "show", "Solon")["slug"] == "solon-2"


def test_partner_list_leaves_former_partners_out(run: Run, furnished: Address) -> None:
    run("partner", "remove", "CDCR", "--on", "2026-06-30", "--yes", at=furnished)
    assert _read(run, furnished, "partner", "list") == []


def test_former_partner_is_listed_when_asked_for(run: Run, furnished: Address) -> None:
    run("partner", "remove", "CDCR", "--on", "2026-06-30", "--yes", at=furnished)
    (listed,) = _read(run, furnished, "partner", "list", "--status", "ancien")
    found = (listed["slug"], listed["partner"], listed["partner_since"])
    assert found == ("cdc-rosemont", "former", "2026-06-30")


def test_committee_list_leaves_out_those_that_are_over(
    run: Run, furnished: Address
) -> None:
    listed = _read(run, furnished, "committee", "list")
    assert [it["slug"] for it in listed] == ["comite-logement", "groupe-aviseur"]


def test_committee_list_filters_and_sorts(run: Run, furnished: Address) -> None:
    typed = ("--kind", "working", "--territory", "Rosemont", "--sort", "members")
    listed = _read(run, furnished, "committee", "list", "--all", *typed)
    assert [(it["slug"], it["members"], it["interactions"]) for it in listed] == [
        ("comite-logement", 1, 1)
    ]


@pytest.mark.parametrize("sort", ["members", "interactions", "last"])
def test_committees_with_the_most_come_first(
    run: Run, furnished: Address, sort: str
) -> None:
    listed = _read(run, furnished, "committee", "list", "--all", "--sort", sort)
    assert [it["slug"] for it in listed] == [
        "comite-logement",
        "comite-vert",
        "groupe-aviseur",
    ]


def test_committee_card_tells_who_sat_and_who_sits(
    run: Run, furnished: Address
) -> None:
    typed = ("comite-logement", "Étienne Bélanger", "--since", "2025-10-01")
    assert run("committee", "join", *typed, at=furnished).code == 0
    left = ("comite-logement", "nadia-tremblay", "--on", "2026-06-30")
    assert run("committee", "leave", *left, at=furnished).code == 0
    card = _read(run, furnished, "committee", "show", "Comité logement")
    assert [it["slug"] for it in card["members"]] == ["etienne-belanger"]
    assert card["former"] == [
        {
            "slug": "nadia-tremblay",
            "name": "Nadia Tremblay",
            "role": "chair",
            "on_behalf_of": "CDC de Rosemont",
            "since": "2025-09-01",
            "until": "2026-06-30",
        }
    ]


def test_every_seat_of_a_committee_that_is_over_is_a_former_one(
    run: Run, furnished: Address
) -> None:
    run("committee", "edit", "comite-logement", "--end", "2026-06-30", at=furnished)
    card = _read(run, furnished, "committee", "show", "comite-logement")
    assert (len(card["members"]), len(card["former"])) == (0, 1)


def test_theme_list_is_a_tree(run: Run, furnished: Address) -> None:
    listed = _read(run, furnished, "theme", "list")
    assert [(it["slug"], it["depth"], it["interactions"]) for it in listed] == [
        ("habitation", 0, 0),
        ("logement-social", 1, 1),
        ("transport", 0, 0),
    ]


def test_theme_table_shows_the_tree(run: Run, furnished: Address) -> None:
    table = run("theme", "list", lang="fr", at=furnished).out
    assert "· logement social" in table


def test_theme_card_gives_both_languages_and_those_around(
    run: Run, furnished: Address
) -> None:
    card = _read(run, furnished, "theme", "show", "logement")
    kept = ("fr", "en", "other_fr", "narrower", "related", "with_narrower")
    assert {name: card[name] for name in kept} == {
        "fr": "habitation",
        "en": "housing",
        "other_fr": ["logement"],
        "narrower": ["social housing"],
        "related": ["transport"],
        "with_narrower": 1,
    }
    assert card["knowers"] == [
        {"slug": "nadia-tremblay", "name": "Nadia Tremblay", "level": None}
    ]


def test_theme_renamed_keeps_its_former_label(run: Run, furnished: Address) -> None:
    run("theme", "edit", "transport", "--en", "mobility", at=furnished)
    card = _read(run, furnished, "theme", "show", "transport")
    assert (card["en"], card["other_en"]) == ("mobility", ["transport"])


def test_other_label_can_become_the_preferred_one(run: Run, furnished: Address) -> None:
    run("theme", "edit", "habitation", "--fr", "Logement", at=furnished)
    card = _read(run, furnished, "theme", "show", "housing")
    assert (card["fr"], card["other_fr"]) == ("Logement", ["habitation"])


def test_alias_without_language_is_in_the_readers(run: Run, furnished: Address) -> None:
    run("theme", "edit", "transport", "--alias", "bus", lang="fr", at=furnished)
    card = _read(run, furnished, "theme", "show", "transport")
    assert (card["other_fr"], card["other_en"]) == (["bus"], [])


def test_territory_card_counts_its_parts_in(run: Run, furnished: Address) -> None:
    card = _read(run, furnished, "territory", "show", "Rosemont")
    found = (
        card["parts"],
        [(it["slug"], it["territory"]) for it in card["actors"]],
        card["committees"],
        card["interactions"]["total"],
        card["attribution"],
    )
    assert found == (
        ["Angus"],
        [("cdc-rosemont", "Angus"), ("solon-nord", "Rosemont")],
        ["Comité logement"],
        1,
        "Ville de Montréal, CC BY 4.0",
    )


def test_territory_list_filters(run: Run, furnished: Address) -> None:
    boroughs = _read(run, furnished, "territory", "list", "--kind", "arrondissement")
    parts = _read(run, furnished, "territory", "list", "--parent", "rosemont")
    assert [it["slug"] for it in boroughs] == ["rosemont", "verdun"]
    assert [it["slug"] for it in parts] == ["angus"]


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("", [1, 2, 3]),
        ("--limit 1", [1]),
        ("--limit 0", [1, 2, 3]),
        ("--since 2026-02-04 --until 2026-03", [2, 3]),
        ("--since 2026-02-05 --until 2026-02", []),
        ("--until 2026-02-02", [3]),
        ("--committee comite-logement", [1]),
        ("--theme housing", [1]),
        ("--theme transport", []),
        ("--territory rosemont", [1]),
        ("--territory verdun", []),
        ("--actor nadia-tremblay", [1, 2]),
        ("--actor cdcr", [1]),
        ("--kind appel", [2]),
    ],
)
def test_interactions_are_filtered_newest_first(
    run: Run, furnished: Address, typed: str, numbers: list[int]
) -> None:
    listed = _read(run, furnished, "interaction", "list", *typed.split())
    assert [it["number"] for it in listed] == numbers


def test_interaction_list_says_when_there_are_more(
    run: Run, furnished: Address
) -> None:
    answer = run("interaction", "list", "--limit", "2", at=furnished)
    assert "2 of 3 interactions" in answer.err


def test_month_is_not_shown_as_a_day(run: Run, furnished: Address) -> None:
    table = run("interaction", "list", at=furnished).out
    assert ("2026-03-01" in table, "2026-03" in table) == (False, True)


def test_those_who_were_absent_are_not_counted_present(
    run: Run, furnished: Address
) -> None:
    listed = _read(run, furnished, "interaction", "list", "--limit", "1")
    assert listed[0]["present"] == 2


def test_interaction_card_tells_everything(run: Run, furnished: Address) -> None:
    card = run("interaction", "show", "#1", at=furnished).out
    for said in (
        "November 3, 2026, 2:30\xa0p.m.",
        "1 h 30",
        "Nadia Tremblay (host)",
        "Étienne Bélanger (participant), on behalf of Solon, brought by Nadia Tremblay",
        "Envoyer la note (Nadia Tremblay): due on December 1, 2026",
        "Réserver la salle: done on November 10, 2026",
        "Première ligne.",
        "Deuxième ligne.",
    ):
        assert said in card


def test_interaction_card_is_no_finer_than_what_was_said(
    run: Run, furnished: Address
) -> None:
    card = run("interaction", "show", "2", at=furnished).out
    assert "March 2026" in card
    assert "registre.csv (Solon), L-7" in card


def test_interaction_of_several_days_gives_both_ends(
    run: Run, furnished: Address
) -> None:
    card = run("interaction", "show", "3", at=furnished).out
    assert "from February 2, 2026 to February 4, 2026" in card


def test_interaction_moved_keeps_its_time_of_day_across_the_clock_change(
    run: Run, furnished: Address
) -> None:
    # 19:30 UTC on November 3 is 14:30 in Montréal; on October 20, 14:30 is 18:30 UTC.
    run("interaction", "edit", "1", "--on", "2026-10-20", at=furnished)
    card = _read(run, furnished, "interaction", "show", "1")
    assert (card["held_on"], card["starts_at"]) == (
        "2026-10-20",
        "2026-10-20T14:30:00-04:00",
    )


def test_interaction_of_several_days_keeps_its_length(
    run: Run, furnished: Address
) -> None:
    run("interaction", "edit", "3", "--on", "2026-05-10", at=furnished)
    card = _read(run, furnished, "interaction", "show", "3")
    assert (card["held_on"], card["ended_on"]) == ("2026-05-10", "2026-05-12")


def test_empty_options_clear_an_interaction(run: Run, furnished: Address) -> None:
    typed = ("--committee", "", "--theme", "", "--territory", "", "--notes", "")
    assert run("interaction", "edit", "1", *typed, at=furnished).code == 0
    card = _read(run, furnished, "interaction", "show", "1")
    kept = (card["committee"], card["themes"], card["territories"], card["notes"])
    assert kept == (None, [], [], None)


def test_month_given_a_day_becomes_a_day(run: Run, furnished: Address) -> None:
    run("interaction", "edit", "2", "--on", "2026-03-12", at=furnished)
    assert _read(run, furnished, "interaction", "show", "2")["precision"] == "day"


def test_editing_nothing_is_said(run: Run, furnished: Address) -> None:
    answer = run("actor", "edit", "Solon", at=furnished)
    assert (answer.code, answer.out) == (0, "Nothing to change.\n")


def test_seat_for_nobody_else_names_no_organization(
    run: Run, furnished: Address
) -> None:
    run("committee", "join", "groupe-aviseur", "Solon", at=furnished)
    shown = run("committee", "show", "groupe-aviseur", at=furnished).out
    assert "Members\n  Solon (member)\n" in shown


def test_card_of_a_theme_without_narrower_ones_counts_once(
    run: Run, furnished: Address
) -> None:
    shown = run("theme", "show", "social housing", at=furnished).out
    assert "  interactions  1 interaction\n" in shown
