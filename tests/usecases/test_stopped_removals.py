"""The program stops before what is removed for good is gone: nobody is shown.

It is stopped by a signal, where a backup is in place and those erased since are not
erased again yet, or where somebody is erased and the file not rewritten; then whatever
is run next finds nobody.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from reseau import completing
from reseau.store.models import Actor
from reseau.store.place import unfinished
from reseau.store.place.address import Address
from reseau.store.place.unfinished import Removal, UnfinishedError
from reseau.store.safety.upgrade import migrating
from reseau.store.session import open_store
from reseau.usecases.actors.actors import ActorChanges
from reseau.usecases.actors.people import add_person
from reseau.usecases.common.backup_places import backup_folder
from reseau.usecases.exchanging.whole_store import export_store, import_store
from reseau.usecases.experts.searches import search
from reseau.usecases.privacy.erasing import erase_person
from reseau.usecases.safekeeping.restoring import restore_store
from reseau.usecases.safekeeping.safekeeping import back_up, check
from reseau.usecases.safekeeping.setup import bring_up_to_date
from tests.store.test_migrations import downgrade
from tests.support import NewStore, Run

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no signals")

NAME = "Quetzalina Brisebois"
STOPPED = """
import os, signal, sys
from pathlib import Path
from reseau import i18n
i18n.install("en")
from reseau.store.place.address import address_of
from reseau.store.session import open_store
from reseau.usecases.privacy import erasing
from reseau.usecases.safekeeping import restoring, setup
{module}.{function} = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
erasing.erase_quetzalina = lambda it: erasing.erase_person(open_store(it), "{name}")
{module}.{act}(address_of(sys.argv[1]), *map(Path, sys.argv[2:]))
"""


def stop(address: Address, *paths: Path, act: str = "restore_store") -> None:
    """Put a backup back, or upgrade, and be killed before the erasures."""
    module, function = {
        "restore_store": ("restoring", "remove_again"),
        "bring_up_to_date": ("setup", "remove_again"),
        "erase_quetzalina": ("erasing", "make_unreadable"),
    }[act]
    code = STOPPED.format(module=module, function=function, act=act, name=NAME)
    place = address.url if address.file is None else str(address.file)
    done = subprocess.run(
        [sys.executable, "-c", code, place, *map(str, paths)], check=False
    )
    assert done.returncode == -signal.SIGKILL


def person(address: Address) -> None:
    store = open_store(address)
    add_person(store, NAME, changes=ActorChanges())
    store.dispose()


def erase(address: Address) -> None:
    store = open_store(address)
    assert erase_person(store, NAME).left == ()
    store.dispose()


def named(address: Address) -> bool:
    """Tell whether the store holds the person, whatever its mark says."""
    store = open_store(address, unfinished_too=True)
    with store.reading() as session:
        found = session.scalar(select(Actor.key).where(Actor.name == NAME))
    store.dispose()
    return found is not None


@pytest.fixture
def stopped(address: Address) -> Address:
    """Give a store that holds somebody who was erased, because of a sudden stop."""
    person(address)
    made = back_up(address)
    erase(address)
    stop(address, made.path)
    assert named(address)
    return address


def typed(address: Address) -> str:
    return address.url if address.file is None else str(address.file)


def test_next_command_removes_again_and_says_so(stopped: Address, run: Run) -> None:
    answer = run("find", "Quetzalina", at=stopped)
    assert "has been removed again" in answer.err
    assert NAME not in answer.out
    assert not named(stopped)


def test_second_command_has_nothing_to_remove(stopped: Address, run: Run) -> None:
    run("find", "Quetzalina", at=stopped)
    assert "removed again" not in run("find", "Quetzalina", at=stopped).err


def test_whoever_opens_the_store_otherwise_is_told(stopped: Address) -> None:
    with pytest.raises(UnfinishedError, match="check --repair"):
        open_store(stopped)


def test_check_says_it_and_leaves_it(stopped: Address, run: Run) -> None:
    answer = run("check", "--format", "json", at=stopped)
    assert (answer.code, '"removal"' in answer.out) == (7, True)
    assert named(stopped)


def test_check_repairs_it(stopped: Address, run: Run) -> None:
    assert run("check", "--repair", at=stopped).code == 0
    assert not named(stopped)
    assert check(stopped).findings == ()


def test_backup_made_next_does_not_hold_the_person(stopped: Address) -> None:
    made = back_up(stopped)
    restore_store(stopped, made.path)
    assert not named(stopped)
    assert NAME.encode() not in made.path.read_bytes()


def test_other_computer_erases_them_too(
    stopped: Address, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    """What was noted beside the backups of the first one is not there."""
    (backup_folder(stopped, None) / "erasures.txt").unlink()
    run("status", at=stopped)
    assert not named(stopped)


def test_restoring_once_more_forgets_nobody(stopped: Address, tmp_path: Path) -> None:
    made = back_up(stopped, tmp_path / "b")
    (backup_folder(stopped, None) / "erasures.txt").unlink()
    restore_store(stopped, made.path)
    assert not named(stopped)


def test_mark_is_gone_once_restored(address: Address) -> None:
    made = back_up(address)
    restore_store(address, made.path)
    assert unfinished.begun(address) is None


def test_completion_offers_nobody_meanwhile(
    sqlite_address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    person(sqlite_address)
    monkeypatch.setenv("RESEAU_DATABASE", typed(sqlite_address))
    assert "quetzalina" in completing.answer("zsh", ["person", "show", "quetz"])
    unfinished.begin(sqlite_address, Removal())
    with pytest.raises(ValueError, match="store"):
        completing.answer("zsh", ["person", "show", "quetz"])


def test_upgrade_stopped_before_the_erasures_is_finished_by_the_next_command(
    sqlite_address: Address, run: Run
) -> None:
    person(sqlite_address)
    store = open_store(sqlite_address)
    with migrating(store.engine) as connection:
        downgrade(connection, to="0010")
    store.dispose()
    made = back_up(sqlite_address)
    bring_up_to_date(sqlite_address)
    erase(sqlite_address)
    assert restore_store(sqlite_address, made.path).older
    stop(sqlite_address, act="bring_up_to_date")
    assert named(sqlite_address)
    run("status", at=sqlite_address)
    assert not named(sqlite_address)


def test_whole_store_that_comes_back_leaves_out_who_was_erased(
    new_sqlite: NewStore, tmp_path: Path
) -> None:
    with new_sqlite() as first:
        person(first)
        store = open_store(first)
        export_store(store, tmp_path / "store.json")
        erase(first)
        store.dispose()
        assert first.file is not None
        first.file.unlink()
        with new_sqlite() as second:
            assert second.file is not None
            registers = [it.file.parent / "backups" for it in (first, second)]  # type: ignore[union-attr]  # Files.
            registers[0].rename(registers[1])
            store = open_store(second)
            import_store(store, str(tmp_path / "store.json"))
            store.dispose()
            assert not named(second)


def test_mark_that_says_nothing_is_a_mark(sqlite_address: Address) -> None:
    assert sqlite_address.file is not None
    unfinished.beside(sqlite_address.file).write_text("[1", "ascii")
    assert unfinished.begun(sqlite_address) == Removal()
    with pytest.raises(UnfinishedError):
        open_store(sqlite_address)


def test_search_in_a_finished_store_finds_nobody(stopped: Address, run: Run) -> None:
    run("check", "--repair", at=stopped)
    store = open_store(stopped)
    assert search(store, "Quetzalina", lang="en").found == ()
    store.dispose()


def test_erasure_stopped_before_the_file_is_rewritten_is_finished(
    address: Address, run: Run
) -> None:
    person(address)
    stop(address, act="erase_quetzalina")
    assert unfinished.begun(address) is not None
    assert "removed again" in run("status", at=address).err
    assert unfinished.begun(address) is None
    noted = (backup_folder(address, None) / "erasures.txt").read_text("ascii")
    assert len(noted.split()) == 1
    for ending in ("", "-wal"):
        file = Path(f"{address.file}{ending}")
        assert not file.is_file() or b"Quetzalina" not in file.read_bytes()


def test_mark_is_gone_once_somebody_is_erased(address: Address) -> None:
    person(address)
    erase(address)
    assert unfinished.begun(address) is None
