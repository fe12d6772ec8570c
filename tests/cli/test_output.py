"""Lines on a terminal are cut between words; what is piped is left whole."""

import io
import sys

import pytest

from reseau.cli import output

SENTENCE = "  Deux acteurs sont liés quand ils ont pris part à la même interaction."


def test_line_is_cut_between_words() -> None:
    assert output.wrapped("one two three four five six", 20).split("\n") == [
        "one two three four",
        "five six",
    ]


def test_lines_that_follow_begin_as_the_first() -> None:
    first, second = output.wrapped(SENTENCE, 60).split("\n")
    assert (first[:2], second[:2], second[2] == " ") == ("  ", "  ", False)


def test_lines_that_follow_can_begin_further() -> None:
    _first, second = output.wrapped(SENTENCE, 60, hang=4).split("\n")
    assert second.startswith("      ")
    assert not second.startswith("       ")


def test_blank_that_keeps_words_together_is_never_the_cut() -> None:
    text = "abcdefgh ijklmno 18\N{NO-BREAK SPACE}361 presences"
    assert output.wrapped(text, 20).split("\n")[1].startswith("18\N{NO-BREAK SPACE}361")


def test_command_to_copy_is_left_whole() -> None:
    text = "  reseau network why cdc-rosemont solon --since 2025-01-01"
    assert output.wrapped(text, 30) == text


def test_indent_of_half_the_terminal_is_given_up() -> None:
    _first, *others = output.wrapped("a b c d e f g h i j k l m", 20, hang=15).split(
        "\n"
    )
    assert others == ["k l m"]


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("place", "lines"), [(_Screen, 2), (io.StringIO, 1)])
def test_only_a_terminal_cuts(
    monkeypatch: pytest.MonkeyPatch, place: type[io.StringIO], lines: int
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr(sys, "stdout", place())
    output.line(SENTENCE)
    assert isinstance(sys.stdout, io.StringIO)
    assert sys.stdout.getvalue().count("\n") == lines


@pytest.mark.parametrize("blank", ["\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"])
def test_firm_blanks_are_safe_to_print(blank: str) -> None:
    assert output.safe(f"18{blank}361  x\x1b\n") == f"18{blank}361 x"
