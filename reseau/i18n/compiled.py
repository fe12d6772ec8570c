"""A compiled catalogue, looked up without being read whole.

The library reads every message at start: 15 ms of each command, which says twenty.
"""

import gettext
import re
import struct
from collections.abc import Callable

_LITTLE_ENDIAN = 0x950412DE
_PLURAL = re.compile(r"plural=([^;\n]+)")


class Compiled(gettext.NullTranslations):
    """The messages of a .mo file, whose words are sorted: each is found by halving."""

    def __init__(self, content: bytes) -> None:
        """Take the content of a .mo file.

        Raises:
            ValueError: It is not one, of this order of bytes.
        """
        super().__init__()
        magic, _version, self._count, self._words, self._said = struct.unpack_from(
            "<5I", content
        )
        if magic != _LITTLE_ENDIAN:
            raise ValueError(magic)
        self._content = content
        self._known: dict[str, tuple[str, ...]] = {}
        self._which: Callable[[int], int] | None = None

    def gettext(self, message: str) -> str:
        """Translate a message; one that is not there stays as it is."""
        found = self._found(message)
        return found[0] if found else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Translate a message that depends on a number, by the catalogue's rule."""
        found = self._found(msgid1)
        if not found:
            return msgid1 if n == 1 else msgid2
        if self._which is None:
            rule = _PLURAL.search(self._found("")[0])
            self._which = gettext.c2py(rule[1] if rule else "n != 1")
        return found[self._which(n)]

    def _found(self, message: str) -> tuple[str, ...]:
        """Give a message in each of its forms; empty when it is not there."""
        if message not in self._known:
            said = self._looked_up(message.encode())
            self._known[message] = tuple(said.decode().split("\0")) if said else ()
        return self._known[message]

    def _looked_up(self, key: bytes) -> bytes:
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            if self._text(self._words, middle) < key:
                low = middle + 1
            else:
                high = middle
        if low == self._count:
            return b""
        # A message that depends on a number is written with its plural behind it.
        there, _, _plural = self._text(self._words, low).partition(b"\0")
        return self._text(self._said, low) if there == key else b""

    def _text(self, table: int, place: int) -> bytes:
        length, start = struct.unpack_from("<2I", self._content, table + 8 * place)
        return self._content[start : start + length]
