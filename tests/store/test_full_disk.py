"""A disk without any room is told as such: it is neither damage nor another file."""

import shutil
import sqlite3
from pathlib import Path
from types import SimpleNamespace

import pytest

from reseau.store.place.address import Address, DiskFullError
from reseau.store.place.files import opened


@pytest.mark.parametrize(
    ("free", "error"), [(0, DiskFullError), (1 << 30, sqlite3.OperationalError)]
)
def test_store_that_cannot_be_opened_for_want_of_room(
    sqlite_address: Address,
    monkeypatch: pytest.MonkeyPatch,
    free: int,
    error: type[Exception],
) -> None:
    """SQLite says “disk I/O error” when its shared memory has no room (code 4874)."""

    class Full:
        def execute(self, _statement: str) -> None:
            refused = sqlite3.OperationalError("disk I/O error")
            refused.sqlite_errorcode = 4874
            raise refused

        def close(self) -> None:
            pass

    monkeypatch.setattr(sqlite3, "connect", lambda *_it, **_options: Full())
    monkeypatch.setattr(shutil, "disk_usage", lambda _it: SimpleNamespace(free=free))
    assert isinstance(sqlite_address.file, Path)
    with pytest.raises(error), opened(sqlite_address.file):
        pass
