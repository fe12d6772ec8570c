"""Put a backup back, and erase again those who were erased since it was made."""

from dataclasses import replace
from pathlib import Path

from reseau.errors import ReseauError
from reseau.store.address import Address
from reseau.store.session import open_store
from reseau.usecases.erasing import erase_again, erased_people
from reseau.usecases.safekeeping import Restored, check_restorable, restore


def restore_store(address: Address, backup: Path) -> Restored:
    """Put a backup in the place of the store, as ``safekeeping.restore`` does.

    Raises:
        NoBackupError, DamagedBackupError: Nothing was changed.
        StoreBusyError: Somebody has been writing for too long; nothing was changed.
    """
    check_restorable(address, backup)
    known = _erased(address)
    done = restore(address, backup)
    if done.older:  # Those of an older schema are erased once it is up to date.
        return done
    store = open_store(address)
    try:
        return replace(done, erased=erase_again(store, known=known))
    finally:
        store.dispose()


def _erased(address: Address) -> set[str]:
    """Remember who was erased, whatever becomes of the store that knows it."""
    try:
        store = open_store(address)
    except ReseauError:  # Lost or damaged: the list beside the backups is what is left.
        return set()
    try:
        return erased_people(store)
    except ReseauError:
        return set()
    finally:
        store.dispose()
