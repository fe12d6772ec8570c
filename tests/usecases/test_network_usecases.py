"""Looking at the network: a published one, and a small one worked by hand."""

import json
import math
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reseau.domain.periods import Period
from reseau.domain.vocabulary import Diffusion, InteractionKind, Layer
from reseau.errors import ExitCode
from reseau.store.place.address import Address
from reseau.store.session import Store, open_store
from reseau.usecases.exchanging.importing import read_sources, run_import
from reseau.usecases.network.network import (
    HiddenActorError,
    Question,
    SameActorError,
    network_overview,
    path_between,
    why_tied,
)
from tests.contents import PERSON, add, fill_every_table, meet, show_to
from tests.records import furnish
from tests.support import Run

WOMEN = str(Path(__file__).parents[1] / "data" / "southern_women" / "edges.csv")
ALIKE = ("--half-life", "0")


@pytest.fixture
def women(address: Address) -> Address:
    """Give the southern women in a store, on each database in turn."""
    sources = read_sources([WOMEN], profile="southern-women", kind="interactions")
    store = open_store(address)
    run_import(store, sources)
    store.dispose()
    return address


def answer(run: Run, at: Address, *typed: str) -> Any:  # Any: JSON.
    found = run("network", *typed, "--format", "json", at=at)
    assert found.code == 0, found.err
    return json.loads(found.out)


# Davis, Gardner and Gardner (1941): 18 women, 14 events, 89 attendances; the
# projection has 139 ties, and Evelyn and Theresa were 7 times together (the same in
# the R package networkdata and in NetworkX's davis_southern_women_graph).


def test_southern_women_have_139_ties(run: Run, women: Address) -> None:
    found = answer(run, women, "overview", *ALIKE)
    assert (found["actors"], found["interactions"], found["ties"]) == (18, 14, 139)


def test_evelyn_and_theresa_are_tied_by_7_lines(run: Run, women: Address) -> None:
    [layer] = answer(run, women, "why", "EVELYN", "Theresa", *ALIKE)["layers"]
    assert (layer["layer"], len(layer["lines"])) == ("copresence", 7)
    assert math.isclose(sum(it["share"] for it in layer["lines"]), 1)
    assert math.isclose(
        sum(it["contribution"] for it in layer["lines"]), layer["weight"]
    )


def test_weight_of_a_line_is_newman_s(run: Run, women: Address) -> None:
    """14 women were at the event of 9/16: each tie gains 1/13 there."""
    [layer] = answer(run, women, "why", "EVELYN", "Theresa", *ALIKE)["layers"]
    held = {it["first"]: it for it in layer["lines"]}
    assert held["1936-09-16"]["present"] == 14
    assert math.isclose(held["1936-09-16"]["contribution"], 1 / 13)


def test_lines_behind_a_tie_are_named(run: Run, women: Address) -> None:
    said = run("network", "why", "EVELYN", "Theresa", *ALIKE, at=women).out
    assert "7 lines" in said
    assert "Social event of 9/16" in said


def test_way_between_two_who_never_met_passes_by_a_third(
    run: Run, women: Address
) -> None:
    """Charlotte and Flora share no event; both met Theresa and others."""
    found = answer(run, women, "path", "CHARLOTTE", "FLORA", *ALIKE)
    assert len(found["actors"]) == 3
    assert (found["actors"][0], found["actors"][-1]) == ("charlotte", "flora")
    assert all(it > 0 for it in found["weights"])


def test_overview_says_how_it_was_obtained(run: Run, women: Address) -> None:
    said = run("network", "overview", at=women).out
    for words in ("139", "18", "As of November 24, 2026", "halved every 180 days"):
        assert words in said


def test_overview_is_said_in_french(run: Run, women: Address) -> None:
    found = run("liens", "apercu", at=women, lang="fr")
    assert (found.code, "139" in found.out) == (0, True)
    assert "As of" not in found.out


# Few actors, or none


def test_empty_store_has_an_empty_network(run: Run, address: Address) -> None:
    found = answer(run, address, "overview")
    assert (found["actors"], found["ties"], found["density"]) == (0, 0, None)


def test_empty_store_is_told_in_words(run: Run, sqlite_address: Address) -> None:
    said = run("network", "overview", at=sqlite_address)
    assert (said.code, "nothing was logged" in said.out) == (0, True)


def test_single_actor_has_no_tie(sqlite_store: Store) -> None:
    meet(sqlite_store, "CDC")
    found = network_overview(sqlite_store, Question()).overview
    assert (found.actors, found.ties, found.isolates) == (1, 0, 1)
    assert found.missing.alone == 1


def test_two_who_never_met_have_no_reason_to_be_tied(sqlite_store: Store) -> None:
    meet(sqlite_store, "CDC")
    meet(sqlite_store, "Solon")
    assert why_tied(sqlite_store, "CDC", "Solon", question=Question()).layers == {}


def test_two_whom_nothing_links_have_no_way(run: Run, sqlite_address: Address) -> None:
    store = open_store(sqlite_address)
    add(store, "CDC")
    add(store, "Solon")
    assert answer(run, sqlite_address, "path", "cdc", "solon")["ways"] is None
    said = run("network", "path", "cdc", "solon", at=sqlite_address)
    assert "Nothing links them." in said.out


def test_actor_given_twice_is_refused(sqlite_store: Store) -> None:
    add(sqlite_store, "CDC")
    with pytest.raises(SameActorError):
        why_tied(sqlite_store, "CDC", "cdc", question=Question())


def test_unknown_actor_is_not_found(run: Run, sqlite_address: Address) -> None:
    assert run("network", "why", "A", "B", at=sqlite_address).code == 4


# What is looked at. In the store of tests.records, Nadia and Étienne met once, on
# 3 November 2026, in the committee on housing, about social housing, in Angus; the
# organization that is absent is tied to nobody. Nadia made calls alone in March.


@pytest.fixture
def furnished(sqlite_store: Store) -> Store:
    furnish(sqlite_store)
    return sqlite_store


def ties(store: Store, question: Question) -> int:
    return network_overview(store, question).overview.ties


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (Question(), 1),
        (Question(theme="logement social"), 1),
        (Question(theme="housing"), 1),  # Broader, and in the other language.
        (Question(theme="transport"), 0),
        (Question(territory="Angus"), 1),
        (Question(territory="Rosemont"), 1),  # Angus lies in it.
        (Question(territory="Verdun"), 0),
        (Question(committee="Comité logement"), 1),
        (Question(committee="Groupe aviseur"), 0),
        (Question(kind=InteractionKind.MEETING), 1),
        (Question(kind=InteractionKind.CALL), 0),
        (Question(period=Period(date(2026, 11, 3), None)), 1),
        (Question(period=Period(None, date(2026, 11, 3))), 0),
        (Question(at=date(2026, 11, 3)), 1),
        (Question(at=date(2026, 11, 2)), 0),
    ],
    ids=lambda it: "" if isinstance(it, int) else None,
)
def test_question_keeps_the_lines_it_asks_for(
    furnished: Store, question: Question, expected: int
) -> None:
    assert ties(furnished, question) == expected


def test_restricted_question_shows_those_who_took_part(furnished: Store) -> None:
    """Nadia and Étienne; the organization was absent."""
    found = network_overview(furnished, Question(theme="housing")).overview
    assert (found.actors, found.interactions, found.missing.not_there) == (2, 1, 1)


def test_whole_question_shows_all_who_are_known(furnished: Store) -> None:
    assert network_overview(furnished, Question()).overview.actors == 7


def test_line_of_21_days_is_halved_by_a_half_life_of_21(furnished: Store) -> None:
    """Two present: 1/(2−1) × 0.5^(21/21), from 3 to 24 November."""
    found = why_tied(
        furnished,
        "Nadia Tremblay",
        "etienne-belanger",
        question=Question(half_life=21),
    )
    assert math.isclose(found.layers[Layer.COPRESENCE].weight, 0.5)


def test_lines_after_the_day_asked_for_are_counted_as_left_out(
    furnished: Store,
) -> None:
    found = network_overview(furnished, Question(at=date(2026, 10, 1))).overview
    assert (found.interactions, found.missing.after) == (1, 1)


def test_each_layer_is_looked_at_alone(sqlite_store: Store) -> None:
    """One role, one declared collaboration, one seat alone in its committee."""
    fill_every_table(sqlite_store)
    assert {
        it: ties(sqlite_store, Question(layer=it, at=date(2026, 11, 24)))
        for it in Layer
    } == {
        Layer.COPRESENCE: 1,
        Layer.COMMITTEE: 0,
        Layer.AFFILIATION: 1,
        Layer.COLLABORATION: 1,
    }


@pytest.mark.parametrize(
    ("layer", "since", "said"),
    [
        ("affiliation", (), "Period: what holds on November 24, 2026."),
        (
            "collaboration", ("--since", "2025-03-01"),
            "Period: March 1, 2025 to November 24, 2026.",
        ),
        ("committee", (), "Period: all that was logged."),
    ],
)  # fmt: skip
def test_what_lasts_is_not_told_by_the_days_of_interactions(
    run: Run, address: Address, layer: str, since: tuple[str, ...], said: str
) -> None:
    store = open_store(address)
    fill_every_table(store)
    store.dispose()
    out = run("network", "overview", "--layer", layer, *since, at=address).out
    assert said in out
    assert "interaction" not in out


def test_merged_actor_is_not_in_the_network(sqlite_store: Store) -> None:
    fill_every_table(sqlite_store)
    assert network_overview(sqlite_store, Question()).overview.actors == 6


@pytest.mark.parametrize(
    "typed",
    [
        ("--theme", "rien"),
        ("--territory", "rien"),
        ("--committee", "rien"),
    ],
    ids=lambda it: it[0],
)
def test_unknown_name_in_a_question_is_not_found(
    run: Run, sqlite_address: Address, typed: tuple[str, ...]
) -> None:
    assert run("network", "overview", *typed, at=sqlite_address).code == 4


# Who may be shown


@pytest.fixture
def with_hidden(sqlite_store: Store) -> Store:
    meet(sqlite_store, "Ève Un", "Luc Deux", create=PERSON)
    show_to(sqlite_store, "Ève Un", Diffusion.FORBIDDEN)
    return sqlite_store


def test_forbidden_person_is_counted_as_hidden_and_not_shown(
    with_hidden: Store,
) -> None:
    found = network_overview(with_hidden, Question())
    assert (found.overview.actors, found.hidden) == (1, 1)


def test_forbidden_person_is_on_no_way(with_hidden: Store) -> None:
    with pytest.raises(HiddenActorError):
        path_between(with_hidden, "eve-un", "luc-deux", question=Question())


def test_ties_of_a_forbidden_person_are_not_told(with_hidden: Store) -> None:
    with pytest.raises(HiddenActorError):
        why_tied(with_hidden, "luc-deux", "eve-un", question=Question())


def test_refusal_to_show_a_person_has_its_own_exit_code() -> None:
    assert HiddenActorError.exit_code is ExitCode.PRIVACY
