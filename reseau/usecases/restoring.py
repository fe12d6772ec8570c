"""Put a backup back, and remove again what was removed for good since it was made."""

from dataclasses import replace
from pathlib import Path

from reseau.errors import ReseauError
from reseau.store.address import Address
from reseau.store.session import open_store
from reseau.usecases.erasing import erase_again, erased_people
from reseau.usecases.retaining import Applied, apply_again, note_applied
from reseau.usecases.safekeeping import Restored, check_restorable, restore


def restore_store(address: Address, backup: Path) -> Restored:
    """Put a backup in the place of the store, as ``safekeeping.restore`` does.

    Raises:
        NoBackupError, DamagedBackupError: Nothing was changed.
        StoreBusyError: Somebody has been writing for too long; nothing was changed.
    """
    check_restorable(address, backup)
    people, applied = _removed(address)
    done = restore(address, backup)
    if done.older:  # Those of an older schema are erased once it is up to date.
        return done
    store = open_store(address)
    try:
        erased = erase_again(store, known=people)
        return replace(done, erased=erased, retained=apply_again(store, known=applied))
    finally:
        store.dispose()


def _removed(address: Address) -> tuple[set[str], Applied]:
    """Remember what was removed for good, whatever becomes of the store."""
    nothing: tuple[set[str], Applied] = (set(), frozenset())
    try:
        store = open_store(address)
    except ReseauError:  # Lost or damaged: what is noted beside the backups is left.
        return nothing
    try:
        return erased_people(store), note_applied(store)
    except ReseauError:
        return nothing
    finally:
        store.dispose()
