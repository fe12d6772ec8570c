"""``reseau signal triage`` on a terminal: the answers are typed by a pipe."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from reseau.cli.log import lines
from reseau.store.place.address import Address
from reseau.store.session import open_store
from reseau.usecases.cycle.signals import SignalChanges, add_signal
from tests.contents import rows_of
from tests.support import Answer, Run

CTRL_C = "\x03"
Typed = Callable[..., Answer]


@pytest.fixture
def at(sqlite_address: Address) -> Address:
    """Give a store with three new signals, the oldest added last."""
    store = open_store(sqlite_address)
    for title, day in (("Un", 3), ("Deux", 2), ("Trois", 1)):
        add_signal(store, title, changes=SignalChanges(seen_on=date(2026, 11, day)))
    store.dispose()
    return sqlite_address


@pytest.fixture
def typed(run: Run, at: Address, monkeypatch: pytest.MonkeyPatch) -> Iterator[Typed]:
    """Give what answers the questions, one text each."""
    monkeypatch.setattr(lines, "somebody_answers", lambda: True)
    with create_pipe_input() as pipe, create_app_session(pipe, DummyOutput()):

        def go(*answers: str, lang: str = "en", dry: bool = False) -> Answer:
            pipe.send_text("".join(it if it == CTRL_C else f"{it}\r" for it in answers))
            options = ("--dry-run",) if dry else ()
            return run("signal", "triage", *options, lang=lang, at=at)

        yield go


def states(at: Address) -> list[tuple[str, str | None]]:
    store = open_store(at)
    found = [(str(it["state"]), it["reason"]) for it in rows_of(store)["signal"]]
    store.dispose()
    return found  # type: ignore[return-value]  # Reasons are texts.


def test_oldest_comes_first_and_each_answer_is_written(
    typed: Typed, at: Address
) -> None:
    done = typed("k for the plan", "s", "")
    assert states(at) == [
        ("new", None),
        ("set-aside", None),
        ("kept", "for the plan"),
    ]
    assert "2 decided, 1 left." in done.out


def test_french_letters_are_understood(typed: Typed, at: Address) -> None:
    typed("r", "e hors sujet", "p", lang="fr")
    assert states(at) == [
        ("expired", None),
        ("set-aside", "hors sujet"),
        ("kept", None),
    ]


@pytest.mark.parametrize("stop", ["q", CTRL_C, "<"])
def test_stopping_keeps_what_was_decided(typed: Typed, at: Address, stop: str) -> None:
    done = typed("k", stop)
    assert [it for it, _reason in states(at)] == ["new", "new", "kept"]
    assert done.code == 0


def test_wrong_letter_is_asked_again(typed: Typed, at: Address) -> None:
    done = typed("x", "\x15k", "q")
    assert "Answer k, s, e, q, or Enter." in done.err
    assert states(at)[2] == ("kept", None)


def test_dry_run_decides_nothing(typed: Typed, at: Address) -> None:
    typed("k", "k", "k", dry=True)
    assert {it for it, _reason in states(at)} == {"new"}


def test_nothing_to_decide_is_said(typed: Typed) -> None:
    typed("s", "s", "s")
    assert "No signal waits for triage." in typed().out
