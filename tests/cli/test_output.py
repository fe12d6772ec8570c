"""Lines on a terminal are cut between words; what is piped is left whole."""

import io
import os
import re
import subprocess
import sys

import pytest

from reseau.cli import output
from reseau.store.session import Store
from tests.contents import add

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


WIDE = ("intermédiarité", "contrainte", "contacts utiles", "paires entre groupes")


def _table(monkeypatch: pytest.MonkeyPatch, width: int) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    screen = _Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    columns = [output.Column("name", "acteur")]
    columns += [output.Column(it, it, right=True) for it in WIDE]
    row: dict[str, output.Cell] = {"name": "Portland Business Alliance"}
    row |= dict.fromkeys(WIDE, "5\N{NO-BREAK SPACE}976")
    output.rows(columns, [row], form=output.Format.TABLE, empty="")
    return screen.getvalue().splitlines()


@pytest.mark.parametrize("width", [64, 80, 120])
def test_table_of_a_terminal_fits_and_cuts_no_word(
    monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    lines = _table(monkeypatch, width)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", "|".join(lines))
    shown = re.split(r"[| ]+", plain)
    assert max(map(len, plain.split("||"))) <= width
    assert {"intermédiarité", "contrainte", "contacts", "Alliance"} <= set(shown)
    assert "5\N{NO-BREAK SPACE}976" in shown


def test_name_that_ends_with_a_stop_ends_the_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    output.line("Removed: Airbnb, Inc.. Period: 2025-01..2025-06, and so on...")
    assert isinstance(sys.stdout, io.StringIO)
    assert sys.stdout.getvalue() == (
        "Removed: Airbnb, Inc. Period: 2025-01..2025-06, and so on...\n"
    )


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such pipes")
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_reader_that_leaves_is_no_failure(sqlite_store: Store, form: str) -> None:
    """As ``reseau actor list | head`` does."""
    add(sqlite_store, "CDC")
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "reseau", "actor", "list", "--format", form],
        env={**os.environ, "RESEAU_DATABASE": str(sqlite_store.address.file)},
        stdout=write, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    os.close(write)
    assert (done.returncode, b"rror" in done.stderr) == (0, False)
