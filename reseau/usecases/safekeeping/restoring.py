"""Put a backup back, and remove again what was removed for good since it was made."""

from dataclasses import replace
from pathlib import Path

from reseau.errors import ReseauError
from reseau.store.place import unfinished
from reseau.store.place.address import Address
from reseau.store.place.server_faults import UnreachableError
from reseau.store.place.unfinished import Removal
from reseau.store.session import open_store
from reseau.usecases.privacy.erasing import erased_people
from reseau.usecases.privacy.removing_again import remove_again
from reseau.usecases.privacy.retaining import note_applied
from reseau.usecases.safekeeping.safekeeping import Restored, check_restorable, restore


def restore_store(address: Address, backup: Path) -> Restored:
    """Put a backup in the place of the store, as ``safekeeping.restore`` does.

    The store is marked before it is replaced, until what was removed for good is
    removed again: whoever opens it after a sudden stop does that first.

    Raises:
        NoBackupError, DamagedBackupError: Nothing was changed.
        StoreBusyError: Somebody has been writing for too long; nothing was changed.
    """
    check_restorable(address, backup)
    marked = unfinished.begun(address) is not None
    unfinished.begin(address, _removed(address))
    try:
        done = restore(address, backup)
    except UnreachableError:  # It may be replaced all the same.
        raise
    except ReseauError:
        if not marked:
            unfinished.end(address)
        raise
    if done.older:  # Those of an older schema are erased once it is up to date.
        return done
    erased, retained = remove_again(address)
    return replace(done, erased=erased, retained=retained)


def _removed(address: Address) -> Removal:
    """Remember what was removed for good, whatever becomes of the store."""
    try:
        store = open_store(address, unfinished_too=True)
    except ReseauError:  # Lost or damaged: what is noted beside the backups is left.
        return Removal()
    try:
        return Removal(frozenset(erased_people(store)), note_applied(store))
    except ReseauError:
        return Removal()
    finally:
        store.dispose()
