"""MACTOR against the sample of the Paris airports (Godet)."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau.analysis import mactor
from reseau.analysis.influence.strategies import Mactor
from tests.analysis.goldens import golden

FOLDER = "13_mactor_aeroports_de_paris"
PRINTED = 5e-7  # Six decimals.


@pytest.fixture(scope="module")
def expected() -> Any:
    return golden(FOLDER)


@pytest.fixture(scope="module")
def airports() -> Mactor:
    mdi, mao = golden(FOLDER, "MDI.json"), golden(FOLDER, "2MAO.json")
    return mactor(
        mdi["matrix"],
        mao["matrix"],
        actors=mdi["actors"],
        objectives=mao["objectives"],
    )


def test_direct_and_indirect_influences(airports: Mactor, expected: Any) -> None:
    assert airports.mdii == expected["MDII"]


def test_influence_leaves_the_diagonal_out(airports: Mactor, expected: Any) -> None:
    assert airports.influence == expected["Ii_excl_diag"]


def test_dependence_leaves_the_diagonal_out(airports: Mactor, expected: Any) -> None:
    assert airports.dependence == expected["Di_excl_diag"]


@pytest.mark.parametrize(
    ("variant", "key"),
    [
        ("recommended", "Ri_LIPSOR_recommended"),
        ("inclusive", "Ri_variant_inclusive_IiDi"),
        ("net", "Ri_variant_net"),
    ],
)
def test_balance_of_power(expected: Any, variant: Any, key: str) -> None:
    found = mactor(golden(FOLDER, "MDI.json")["matrix"], variant=variant)
    assert found.balance == pytest.approx(expected[key], abs=PRINTED)


def test_strongest_influences(airports: Mactor, expected: Any) -> None:
    assert airports.mmdii == expected["MMDII"]


def test_balance_of_the_strongest(airports: Mactor, expected: Any) -> None:
    assert airports.max_force_balance == pytest.approx(
        expected["Qi_max_power"], abs=PRINTED
    )


def test_net_scale(airports: Mactor, expected: Any) -> None:
    assert airports.net_scale == expected["net_scale_NS"]
    assert airports.net_total == expected["net_scale_sum"]


def test_positions_of_order_one_are_signs(airports: Mactor, expected: Any) -> None:
    assert airports.orders[1].positions == expected["1MAO"]


def test_implication_counts_the_objectives(airports: Mactor, expected: Any) -> None:
    assert airports.orders[1].implication == expected["1MAO_implication"]


def test_who_is_for_and_against(airports: Mactor, expected: Any) -> None:
    first = airports.orders[1]
    assert first.agreement == expected["1MAO_agree"]
    assert first.disagreement == expected["1MAO_disagree"]


def test_mobilization_of_objectives(airports: Mactor, expected: Any) -> None:
    assert airports.orders[2].mobilization == expected["2MAO_mobilisation"]


def test_positions_of_order_three(airports: Mactor, expected: Any) -> None:
    for found, wanted in zip(
        airports.orders[3].positions, expected["3MAO"], strict=True
    ):
        assert found == pytest.approx(wanted, abs=2e-6)


def test_mobilization_of_order_three(airports: Mactor, expected: Any) -> None:
    assert airports.orders[3].mobilization == pytest.approx(
        expected["3MAO_mobilisation_by_objective"], abs=5e-6
    )


@pytest.mark.parametrize("order", [1, 2, 3])
@pytest.mark.parametrize(
    ("name", "key"), [("convergences", "CAA"), ("divergences", "DAA")]
)
def test_convergences_and_divergences(
    airports: Mactor, expected: Any, order: int, name: str, key: str
) -> None:
    found = getattr(airports.orders[order], name)
    for row, wanted in zip(found, expected["orders"][str(order)][key], strict=True):
        assert row == pytest.approx(wanted, abs=2e-6)


@pytest.mark.parametrize("order", [1, 2, 3])
def test_ambivalence(airports: Mactor, expected: Any, order: int) -> None:
    assert airports.orders[order].ambivalence == pytest.approx(
        expected["orders"][str(order)]["ambivalence"], abs=PRINTED
    )


def test_tables_bear_the_names_of_the_literature(airports: Mactor) -> None:
    assert set(airports.tables()) >= {"MDII", "I", "D", "R", "Q", "2MAO", "3CAA"}


def test_actor_without_a_position_has_no_ambivalence() -> None:
    found = mactor([[0, 1], [1, 0]], [[0], [0]])
    assert found.orders[1].ambivalence == [None, None]


def test_two_who_only_answer_each_other_have_no_balance_of_power() -> None:
    """I_i - MDII_ii is 0 for both: nothing to scale."""
    found = mactor([[0, 2], [2, 0]], [[1], [1]])
    assert found.balance is None
    assert set(found.orders) == {1, 2}


def test_isolated_actor_has_no_force() -> None:
    found = mactor([[0, 3, 0], [1, 0, 0], [0, 0, 0]])
    assert found.force[2] == 0


def test_nobody_at_all() -> None:
    assert mactor([], []).influence == []


def test_one_actor() -> None:
    assert mactor([[0]], [[2]]).orders[2].convergences == [[0]]


@pytest.mark.parametrize(
    ("mdi", "mao", "said"),
    [
        ([[0, 1]], None, "as many rows as columns"),
        ([[1]], None, "diagonal"),
        ([[0, -1], [0, 0]], None, "negative"),
        ([[0, float("nan")], [0, 0]], None, "finite"),
        ([[0, 1], [0]], None, "finite"),
        ([[0, 1], [0, 0]], [[1]], "needs 2 rows"),
    ],
)
def test_wrong_table_is_refused(mdi: Any, mao: Any, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        mactor(mdi, mao)


@given(st.permutations(range(6)))
def test_order_of_actors_does_not_matter(order: list[int]) -> None:
    mdi = golden(FOLDER, "MDI.json")["matrix"]
    mao = golden(FOLDER, "2MAO.json")["matrix"]
    straight = mactor(mdi, mao)
    found = mactor([[mdi[i][j] for j in order] for i in order], [mao[i] for i in order])
    assert found.balance == pytest.approx([straight.balance[i] for i in order])  # type: ignore[index]  # There is one.
    assert found.orders[3].ambivalence == pytest.approx(
        [straight.orders[3].ambivalence[i] for i in order]
    )
