"""A wrong clock or a bare environment: nothing is lost, nothing crashes."""

import os
import subprocess
import sys

import pytest

from reseau.domain.vocabulary import ActorKind
from reseau.store.address import Address
from reseau.store.session import Store, open_store
from reseau.usecases.actors import ActorChanges, add_actor
from reseau.usecases.memory import undo_operation
from tests.contents import rows_of
from tests.support import Run

EARLIER = "2020-01-01T12:00:00+00:00"


def names(store: Store) -> list[object]:
    return [it["name"] for it in rows_of(store)["actor"]]


def add(store: Store, name: str) -> None:
    add_actor(store, name, kind=ActorKind.ORGANIZATION, changes=ActorChanges())


def test_clock_set_back_undoes_what_was_done_last(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "CDC")
    monkeypatch.setenv("RESEAU_NOW", EARLIER)
    add(store, "Solon")
    undo_operation(store, None)
    assert names(store) == ["CDC"]


def test_clock_set_back_is_told_by_check(
    run: Run, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "CDC")
    monkeypatch.setenv("RESEAU_NOW", EARLIER)
    answer = run("check", at=store.address)
    assert (answer.code, "Traceback" in answer.err) == (7, False)
    assert names(store) == ["CDC"]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such locale")
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_bare_locale_keeps_every_letter(sqlite_address: Address, lang: str) -> None:
    """Even where Python is told to write ASCII."""
    surroundings = {
        "PATH": os.environ["PATH"], "HOME": str(sqlite_address.file),
        "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "ascii", "RESEAU_LANG": lang,
        "RESEAU_DATABASE": str(sqlite_address.file),
    }  # fmt: skip
    program = [sys.executable, "-m", "reseau"]
    for words in (["actor", "add", "Œuvre de l’Écuyer"], ["actor", "list"]):
        done = subprocess.run(
            [*program, *(it.encode() for it in words)], env=surroundings,
            capture_output=True, check=False,
        )  # fmt: skip
        assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    assert names(open_store(sqlite_address)) == ["Œuvre de l’Écuyer"]
