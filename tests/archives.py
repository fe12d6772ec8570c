"""Files of other projects' test suites, kept in their archives."""

import signal
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import FrameType

DATA = Path(__file__).parent / "data"


@cache
def members(ending: str) -> dict[str, bytes]:
    """Give the files whose names end so, by archive and path."""
    found = {}
    for archive in sorted(DATA.glob("*/*.tar.gz")):
        with tarfile.open(archive) as opened:
            for member in opened.getmembers():
                file = opened.extractfile(member) if member.isfile() else None
                if file is not None and member.name.endswith(ending):
                    name = f"{archive.name.partition('.')[0]}/{member.name}"
                    found[name] = file.read()
    return found


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Stop what never ends, where the system can: a hang fails and holds nothing up."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
