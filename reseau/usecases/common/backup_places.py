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


def backups_of(address: Address) -> list[Path]:
    """List the backups of a store where they go by default, the oldest first."""
    from reseau.store.safety import server_backup

    file = address.file
    stem = server_backup.stem(address) if file is None else file.stem
    return backups_in(backup_folder(address, None), stem)
