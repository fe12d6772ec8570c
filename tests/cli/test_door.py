"""The door: help, both names of every command, errors and their codes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reseau.cli import output, state
from reseau.cli._base import click
from reseau.cli.root import root
from reseau.store.place.address import Address
from tests.commands import known_commands
from tests.support import Run


def test_version(run: Run) -> None:
    assert run("--version").out.startswith("reseau ")


@pytest.mark.parametrize("typed", ["--help", "--aide", "-h"])
def test_help_answers_to_both_names(run: Run, typed: str) -> None:
    answer = run(typed)
    assert (answer.code, "Usage: reseau" in answer.out) == (0, True)


def test_nothing_typed_shows_the_help(run: Run) -> None:
    answer = run()
    assert (answer.code, "Usage: reseau" in answer.out) == (2, True)


def test_every_summary_of_the_table_is_the_one_of_its_module() -> None:
    top = root()
    context = click.Context(top)
    for name in top.list_commands(context):
        command = top.get_command(context, name)
        assert command is not None
        assert command.help, name


def test_unknown_command_names_a_near_one(run: Run) -> None:
    answer = run("acteurs", "lister")
    assert answer.code == 2
    assert "actor" in answer.err


def test_unknown_option_names_a_near_one(run: Run) -> None:
    answer = run("actor", "list", "--sorted", "name")
    assert answer.code == 2
    assert "--sort" in answer.err


def test_missing_argument_says_how(run: Run) -> None:
    answer = run("actor", "show")
    assert answer.code == 2
    assert "reseau actor show --help" in answer.err


@pytest.mark.parametrize("option", ["--database", "--base", "--lang=", "--langue"])
def test_option_of_everywhere_needs_its_value(run: Run, option: str) -> None:
    assert run("actor", "list", option).code == 2


def test_options_of_everywhere_stand_anywhere(
    run: Run, sqlite_address: Address
) -> None:
    answer = run("actor", "list", "--lang", "fr", "--base", str(sqlite_address.file))
    assert (answer.code, "Aucun acteur" in answer.err + answer.out) == (0, True)


def test_nothing_is_taken_after_a_bare_double_dash() -> None:
    assert state.take_everywhere(["log", "--", "--debug"]) == ["log", "--", "--debug"]


def test_no_store_says_how_to_make_one(run: Run, tmp_path: Path) -> None:
    answer = run("actor", "list", "--database", str(tmp_path / "none.sqlite"))
    assert (answer.code, "reseau init" in answer.err) == (4, True)


def test_init_twice_is_refused(run: Run, tmp_path: Path) -> None:
    place = str(tmp_path / "a.sqlite")
    assert run("init", "--bare", "--database", place).code == 0
    assert run("init", "--bare", "--database", place).code == 2


def test_upgrade_of_a_present_store_does_nothing(
    run: Run, sqlite_address: Address
) -> None:
    assert "up to date" in run("upgrade", at=sqlite_address).out


def test_unexpected_error_shows_no_traceback(
    run: Run, monkeypatch: pytest.MonkeyPatch, sqlite_address: Address
) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("reseau.cli.actors.actor.store", broken)
    answer = run("actor", "list", at=sqlite_address)
    assert answer.code == 1
    assert "Traceback" not in answer.err
    assert "ZeroDivisionError" in answer.err
    assert "Traceback" in run("actor", "list", "--debug", at=sqlite_address).err


def test_interruption_is_told_with_its_own_code(
    run: Run, monkeypatch: pytest.MonkeyPatch, sqlite_address: Address
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("reseau.cli.actors.actor.store", interrupted)
    assert run("actor", "list", at=sqlite_address).code == 130


def test_reader_that_leaves_is_no_error(
    run: Run, monkeypatch: pytest.MonkeyPatch, sqlite_address: Address
) -> None:
    def left() -> None:
        raise BrokenPipeError

    monkeypatch.setattr("reseau.cli.actors.actor.store", left)
    answer = run("actor", "list", at=sqlite_address)
    assert (answer.code, answer.err) == (0, "")


def test_unknown_format_is_refused(run: Run, sqlite_address: Address) -> None:
    assert run("actor", "list", "--format", "xml", at=sqlite_address).code == 2


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("o", True),
        ("Oui", True),
        ("y", True),
        ("n", False),
        ("", False),
        ("non", False),
    ],
)
def test_question_takes_answers_of_both_languages(
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    expected: bool,  # noqa: FBT001
) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

        def readline(self) -> str:
            return answer + "\n"

    monkeypatch.setattr(sys, "stdin", Terminal())
    assert output.confirm("?", yes=False) is expected


def test_terminal_control_codes_are_not_printed(run: Run, address: Address) -> None:
    run("actor", "add", "Mal\x1b[2Jicieux\x07", at=address)
    listed = (
        run("actor", "list", at=address).out
        + run("actor", "show", "#1", at=address).out
    )
    assert "\x1b" not in listed
    assert "\x07" not in listed
    assert "Mal" in listed


def test_door_of_a_checkout_answers() -> None:
    script = Path(__file__).parents[2] / "cli.py"
    done = subprocess.run(
        [sys.executable, str(script), "--help"],
        check=True, capture_output=True, env=os.environ | {"RESEAU_LANG": "fr"},
    )  # fmt: skip
    assert b"reseau" in done.stdout


def test_terminal_that_cannot_show_accents_does_not_crash(
    sqlite_address: Address,
) -> None:
    environment = os.environ | {
        "RESEAU_DATABASE": str(sqlite_address.file),
        "PYTHONIOENCODING": "ascii",
        "RESEAU_LANG": "fr",
    }
    for typed in (
        ["actor", "add", "Œuvre «Été»"],
        ["actor", "list"],
        ["actor", "show", "#1"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "reseau", *typed], capture_output=True, env=environment,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr


def test_no_help_loads_the_database_library() -> None:
    """Nor those of graphs and arrays: the help of every group and command."""
    typed = [[*it.path, "--help"] for it in known_commands()]
    code = (
        "import sys; from reseau.__main__ import main; "
        f"[main(it) for it in {typed!r}]; "
        "heavy = {'sqlalchemy', 'alembic', 'networkx', 'numpy', 'scipy', 'rustworkx', "
        "'sknetwork', 'pyvis', 'rich', 'icalendar', 'rapidfuzz', 'xlsxwriter'}; "
        "sys.exit(' '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(os.name != "posix", reason="the shell of Windows closes nothing")
@pytest.mark.parametrize(
    ("typed", "closed", "code"),
    [
        ("log yesterday Meeting @new --create person", "<&-", 0),
        ("log", "<&-", 2),
        ("log -", "<&-", 2),
        ("theme remove habitation", "<&-", 2),
        ("import calendar none.ics", "<&-", 2),
        ("status", ">&-", 0),
        ("status", "2>&-", 0),
    ],
)
def test_closed_stream_is_an_empty_one(
    sqlite_address: Address, typed: str, closed: str, code: int
) -> None:
    environment = os.environ | {
        "RESEAU_DATABASE": str(sqlite_address.file),
        "RESEAU_LANG": "en",
    }
    done = subprocess.run(
        ["sh", "-c", f'exec "$0" -m reseau {typed} {closed}', sys.executable],
        capture_output=True, env=environment, check=False, text=True,
    )  # fmt: skip
    assert (done.returncode, "unexpected" in done.stderr) == (code, False)


def test_number_is_typed_with_a_comma_or_a_point(
    run: Run, sqlite_address: Address
) -> None:
    run("init", at=sqlite_address)
    typed = ("plan", "--format", "json", "--budget")
    comma, point = (run(*typed, it, at=sqlite_address) for it in ("2,5", "2.5"))
    assert (comma.code, comma.out) == (point.code, point.out)
