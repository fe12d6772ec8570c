"""Where the backups of a store are."""

from pathlib import Path

from reseau import places
from reseau.store.place.address import Address
from reseau.store.safety.backup import backups_in

FOLDER = "backups"


def backup_folder(address: Address, typed: Path | None) -> Path:
    """Say where backups go: where asked, else in ``backups`` beside the file.

    Those of a server go beside the person's own files on this computer.
    """
    if typed is not None:
        return typed
    if address.file is None:
        return Path(places.drafts_path()).parent / FOLDER
    return address.file.parent / FOLDER


def stem_of(address: Address) -> str:
    """Give the beginning of the names of a store’s backups, unlike another’s."""
    if address.file is not None:
        return address.file.stem
    from reseau.store.safety import server_backup

    return server_backup.stem(address)


def backups_of(address: Address) -> list[Path]:
    """List the backups of a store where they go by default, the oldest first."""
    return backups_in(backup_folder(address, None), stem_of(address))
