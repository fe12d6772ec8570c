"""Letters in the order and the form in which they are seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau.publish.map.scripts import seen


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        # By hand, from the chart of Arabic Presentation Forms-B: meem initial, ra
        # final, kaf initial, zain final; turned.
        ("مركز", "\ufeb0\ufedb\ufeae\ufee3"),
        # Seen initial, lam with alef final, meem isolated; turned.
        ("سلام", "\ufee1\ufefc\ufeb3"),
        ("לב", "בל"),
        ("לב 25", "25 בל"),
        ("CDC (לב)", "CDC (בל)"),
        ("לב (CDC)", "(CDC) בל"),
        ("Place 4, לב", "Place 4, בל"),
    ],
)
def test_line_is_turned_and_letters_are_joined(typed: str, shown: str) -> None:
    assert seen(typed) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("جمعية and 2026 الأمل", "\ufede\ufee3\ufef7\ufe8d and 2026 \ufe94\ufef4\ufecc\ufee4\ufe9f"),
        ("Centre (مركز 25) Montréal", "Centre (25 \ufeb0\ufedb\ufeae\ufee3) Montréal"),
        ("پناه، Nord", "Nord \u060c\ufee9\ufe8e\ufee8\ufb58"),
    ],
)  # fmt: skip
def test_mixed_lines_as_another_program_turns_them(typed: str, shown: str) -> None:
    """Given by python-bidi 0.6.12 after arabic-reshaper 3.1.0."""
    assert seen(typed) == shown


@given(st.text(alphabet="abé '(),.-ŵЖᐃ 2026", max_size=30))
def test_what_is_read_from_the_left_stays(text: str) -> None:
    assert seen(text) == text


@given(st.text(alphabet="לבש ab25()", max_size=20))
def test_no_letter_is_lost(text: str) -> None:
    assert sorted(it for it in seen(text) if it not in "()") == sorted(
        it for it in text if it not in "()"
    )


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("a\tb", "a b"), ("a\u202eb", "ab"), ("e\u0301", "é"), ("", "")],
)
def test_what_cannot_be_seen(typed: str, shown: str) -> None:
    assert seen(typed) == shown
