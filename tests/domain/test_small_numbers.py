"""Hidden counts cannot be deduced: checked against every table a reader could think of.

What a reader knows is written out here as plain sums and tried value by value; the
product's own bounds are not used.
"""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from reseau.domain.small_numbers import LEAST, Tree, not_to_be_shown

MOST = 11


def flat(*counts: int) -> Tree[str | tuple[str, str]]:
    above: dict[str, str | None] = {"all": None}
    above |= {f"p{rank}": "all" for rank in range(len(counts))}
    return Tree.of({f"p{rank}": n for rank, n in enumerate(counts)}, above)


def test_a_small_count_is_hidden_with_another() -> None:
    # By hand: 40 - 20 - 17 would give 3 back, so 17, the smaller, goes too.
    assert not_to_be_shown(flat(20, 17, 3)) == {"p1", "p2"}


def test_two_ones_are_not_enough_to_hide_each_other() -> None:
    # By hand: 22 - 20 leaves 2 for two places that are not empty: 1 and 1.
    assert not_to_be_shown(flat(20, 1, 1)) == {"p0", "p1", "p2"}


def test_nobody_is_shown_as_nobody() -> None:
    assert not_to_be_shown(flat(20, 0, 7)) == frozenset()


def test_a_small_total_is_hidden() -> None:
    assert not_to_be_shown(flat(2, 0)) == {"all", "p0"}


def test_nothing_is_hidden_in_an_empty_tree() -> None:
    assert not_to_be_shown(flat()) == frozenset()


def test_what_is_counted_of_the_whole_is_a_part_of_it() -> None:
    tree = Tree.of({"b": 9, "n": 6}, {"all": None, "b": "all", "n": "b"})
    assert tree.counts["b"] == 15
    assert tree.counts[("own", "b")] == 9


trees = st.lists(
    st.tuples(st.lists(st.integers(0, 9), max_size=3), st.integers(0, 9)),
    min_size=1,
    max_size=3,
)


def built(shape: list[tuple[list[int], int]]) -> Tree[str | tuple[str, str]]:
    above: dict[str, str | None] = {"all": None}
    direct: dict[str, int] = {}
    for b, (parts, own) in enumerate(shape):
        above[f"b{b}"] = "all"
        direct[f"b{b}"] = own
        for p, count in enumerate(parts):
            above[f"b{b}p{p}"] = f"b{b}"
            direct[f"b{b}p{p}"] = count
    return Tree.of(direct, above)


def leaves(tree: Tree[str | tuple[str, str]]) -> list[str | tuple[str, str]]:
    return [it for it in tree.counts if not tree.under[it]]


@given(shape=trees)
def test_no_small_count_is_shown(shape: list[tuple[list[int], int]]) -> None:
    tree = built(shape)
    hidden = not_to_be_shown(tree)
    shown = [count for it, count in tree.counts.items() if it not in hidden]
    assert all(count == 0 or count >= LEAST for count in shown)


small = st.lists(
    st.tuples(st.lists(st.integers(0, 6), max_size=2), st.integers(0, 6)),
    min_size=1,
    max_size=2,
).filter(lambda shape: sum(len(parts) + 1 for parts, _ in shape) <= 4)


@given(shape=small)
def test_a_hidden_count_could_be_four_values_at_least(
    shape: list[tuple[list[int], int]],
) -> None:
    tree = built(shape)
    hidden = not_to_be_shown(tree)
    ends = leaves(tree)
    ranges = [range(1, MOST) if it in hidden else [tree.counts[it]] for it in ends]
    seen: dict[str | tuple[str, str], set[int]] = {it: set() for it in hidden}
    for values in product(*ranges):
        table = dict(zip(ends, values, strict=True))
        for it in reversed(list(tree.counts)):
            if tree.under[it]:
                table[it] = sum(table[part] for part in tree.under[it])
        if all(table[it] == tree.counts[it] for it in tree.counts if it not in hidden):
            for it in hidden:
                seen[it].add(table[it])
    assert all(len(values) >= LEAST - 1 for values in seen.values())
