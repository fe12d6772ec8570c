"""Any input, given to a reader: it reads it or raises a declared error, and is counted.

Sixty inputs a reader, always the same. RESEAU_LONG_TESTS=1 makes it 100,000 that differ, and
a larger number that many;
``pytest -s`` shows the figures: how many were read whole, how many with faults told, how
many were refused, and by what.
"""

import os
import time
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from itertools import count
from random import Random
from typing import Generic, TypeVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reseau.errors import ReseauError

T = TypeVar("T", bound=Hashable)
WANTED = int(os.environ.get("RESEAU_LONG_TESTS") or 0)
LONG = bool(WANTED)
ENOUGH = 100_000 if WANTED == 1 else WANTED
TEXTS = (
        b"\xef\xbb\xbf", b"\r", b"\n", b"\r\n ", b'"', b";", b",",
        b"\t", b"=cmd", b"BEGIN:VEVENT\r\n", b"END:VCARD\r\n", b"RRULE:FREQ=SECONDLY",
        b"99999999T999999Z", b"TZID=", "ﬀ".encode(), b"9" * 40, b"PK\x03\x04",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"../../etc", b"%n%s", b"-0", b"1e999",
)  # fmt: skip
PIECES = (*TEXTS, b"\0", b"\xff\xfe", b"\xe9")
Noise = list[tuple[bytes, int]]
NOISE = st.lists(
    st.tuples(
        st.one_of(st.sampled_from(PIECES), st.binary(max_size=30)), st.integers(0)
    )
)
WRITTEN = "aàéœﬁÉ’'\"«»:;@+-/.,=#%0123\u00a0\u202e\u0130\n\t𝒳 "
LETTERS = f"{WRITTEN}\0\ud800"


def spoiled(data: bytes, noise: Noise) -> bytes:
    """Put pieces into a file, over or beside what is there."""
    for piece, number in noise:
        at = number % (len(data) + 1)
        over = len(piece) if number % 3 == 0 else 0
        data = data[:at] + piece + data[at + over :]
    return data


def drawn_noise(chance: Random) -> Noise:
    """Draw characters for half of the files, else any bytes: refused at the door."""
    written = chance.random() < 0.5

    def piece() -> bytes:
        if chance.random() < 0.5:
            return chance.choice(TEXTS if written else PIECES)
        size = chance.randrange(30)
        if written:
            return "".join(chance.choices(WRITTEN, k=size)).encode()
        return chance.randbytes(size)

    return [(piece(), chance.randrange(1 << 20)) for _ in range(chance.randrange(6))]


def drawn_words(chance: Random, known: Sequence[str]) -> list[str]:
    return [
        chance.choice(known) if chance.random() < 0.5
        else "".join(chance.choices(LETTERS, k=chance.randrange(12)))
        for _ in range(chance.randrange(9))
    ]  # fmt: skip


def _megabytes() -> int:
    """Give the most memory that the process has had; 0 on Windows, which does not tell."""
    if os.name == "nt":
        return 0
    import resource  # noqa: PLC0415  # Windows has none.

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


class Tally(Generic[T]):
    """What became of the inputs of a reader; it counts, hence a state."""

    def __init__(self, what: str, read: Callable[[T], object]) -> None:
        self.seen: set[int] = set()
        self._what, self._read = what, read
        self._refused: Counter[str] = Counter()
        self._partly = 0
        self._slowest = (0.0, "")
        self._start = time.perf_counter()

    def one(self, given_: T) -> None:
        """Read one input; one that was read once is not read, nor counted, again."""
        if hash(given_) in self.seen:  # What failed is not: it is tried again.
            return
        began = time.process_time()
        try:
            found = self._read(given_)
            self._partly += bool(getattr(found, "problems", ()))
        except ReseauError as error:
            assert str(error)  # noqa: PT017  # Each can be told.
            self._refused[type(error).__name__] += 1
        except BaseException as error:
            error.add_note(f"{self._what}: {given_!r:.5000}")
            raise
        took = time.process_time() - began
        self._slowest = max(self._slowest, (took, f"{given_!r:.300}"))
        self.seen.add(hash(given_))

    def tell(self) -> None:
        """Print figures to quote."""
        took = time.perf_counter() - self._start
        refused = self._refused.total()
        by = ", ".join(f"{name} {n}" for name, n in self._refused.most_common(5))
        slowest, which = self._slowest
        print(  # noqa: T201  # It is what they are for.
            f"{self._what}: {len(self.seen)} inputs, {refused} refused ({by}), "
            f"{self._partly} with faults told, {took:.0f} s, slowest {slowest:.2f} s, "
            f"process {_megabytes()} MB" + f": {which}" * (slowest > 2)
        )


def try_all(
    what: str,
    inputs: st.SearchStrategy[T],
    read: Callable[[T], object],
    *,
    drawn: Callable[[Random], T],
) -> None:
    """Read what Hypothesis makes, then what is drawn faster."""
    tally = Tally(what, read)

    @settings(
        max_examples=5_000 if LONG else 60, deadline=None, database=None,
        derandomize=not LONG, suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(inputs)
    def check(given_: T) -> None:
        tally.one(given_)

    try:
        check()
        for number in count():
            if len(tally.seen) >= ENOUGH:
                break
            tally.one(drawn(Random(number)))
    finally:  # Even when it is stopped.
        tally.tell()


def try_drawn(
    what: str,
    read: Callable[[T], object],
    *,
    drawn: Callable[[Random], T],
    most: int = 100_000,
    few: int = 60,
) -> None:
    """Read what is drawn: ``few`` inputs, or as many as are wanted up to ``most``."""
    tally = Tally(what, read)
    try:
        for number in count():
            if len(tally.seen) >= (min(most, ENOUGH) if LONG else few):
                break
            tally.one(drawn(Random(number)))
    finally:  # Even when it is stopped.
        tally.tell()
