"""Remove again what was removed for good, and was put back or not quite gone."""

from reseau.store.place import unfinished
from reseau.store.place.address import Address
from reseau.store.place.unfinished import Removal
from reseau.store.session import open_store
from reseau.usecases.privacy.erasing import erase_again, erased_people
from reseau.usecases.privacy.for_good import make_unreadable
from reseau.usecases.privacy.retaining import apply_again, note_applied


def remove_again(address: Address) -> tuple[int, int]:
    """Remove again, from a store of today's schema, what was removed for good.

    It may be done twice: what is gone stays so. The mark goes last.

    Returns:
        How many people, and how many other records.

    Raises:
        StoreError: It cannot be opened, or written; the mark stays.
    """
    again = unfinished.begun(address) or Removal()
    store = open_store(address, unfinished_too=True)
    try:
        erased_people(store)  # Noted beside the backups, if it was not yet.
        erased = erase_again(store, known=again.people)
        retained = apply_again(store, known=again.applied)
        if not erased + retained:  # It may have been stopped just after that.
            make_unreadable(store)
        note_applied(store)
    finally:
        store.dispose()
    unfinished.end(address)
    return erased, retained
