"""What betrays a person in a text: names in any spelling, addresses, telephones."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reseau.domain.folding import folded
from reseau.domain.rarest import filed

SHORTEST_WORD = 3
"""A shorter word of a name is not looked for alone: it is too common."""

_WORD = re.compile(r"[^\W_]+")
_RUN = re.compile(r"\w+")
_NUMBER = re.compile(r"\+?\d(?:[\s().\-/]*\d){6,}")
_FEWEST_DIGITS = 7

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Traces:
    """What a person can be recognized by.

    Attributes:
        names: Whole names, as folded words in a row.
        words: Words of the names that nobody else's name has.
        addresses: E-mail and other addresses, folded.
        phones: Telephone numbers, digits only.
        spelled: The same words as ``words``, as they were written.
    """

    names: frozenset[tuple[str, ...]]
    words: frozenset[str]
    addresses: frozenset[str]
    phones: frozenset[str]
    spelled: frozenset[str] = frozenset()

    def found_in(self, text: str) -> list[Span]:
        """Give where a text betrays the person, in order, without overlap.

        Accents, case, hyphens and apostrophes do not matter; a whole name is found
        whatever stands between its words.
        """
        spans = [*self._names_in(text), *self._addresses_in(text)]
        spans += self._phones_in(text)
        return _joined(spans)

    def hidden(self, text: str, *, instead: str) -> str:
        """Write a text without what betrays the person."""
        shown, last = [], 0
        for start, end in self.found_in(text):
            shown += [text[last:start], instead]
            last = end
        return "".join([*shown, text[last:]])

    def veiled(self, text: str, *, instead: str) -> str:
        """Write a text for somebody who may not be told of them.

        As ``hidden``, but a word that stands alone is hidden only where it is written
        with a capital letter: “Blanc” is hidden, and “livre blanc” stays.
        """
        shown, last = [], 0
        for start, end in self.found_in(text):
            if text[start:end].islower() and folded(text[start:end]) in self.words:
                continue
            shown += [text[last:start], instead]
            last = end
        return "".join([*shown, text[last:]])

    def _names_in(self, text: str) -> Iterator[Span]:
        if not self.names and not self.words:
            return
        words = [(folded(it[0]), *it.span()) for it in _WORD.finditer(text)]
        lengths = _lengths_by_first_word(self.names)
        for index, (word, start, end) in enumerate(words):
            if word in self.words:
                yield start, end
            for length in lengths.get(word, ()):
                run = words[index : index + length]
                if tuple(it[0] for it in run) in self.names:
                    yield start, run[-1][2]

    def _addresses_in(self, text: str) -> Iterator[Span]:
        if "@" not in text and "." not in text and "/" not in text:
            return
        plain, known = text.casefold(), _by_rarest_word(self.addresses)
        words = {"", *_RUN.findall(plain)}
        for address in {it for word in words for it in known.get(word, ())}:
            if address.casefold() not in plain:
                continue
            pattern = rf"(?<!\w){re.escape(address)}(?!\w)"
            for it in re.finditer(pattern, text, re.IGNORECASE):
                yield it.span()

    def _phones_in(self, text: str) -> Iterator[Span]:
        if self.phones:
            for it in _NUMBER.finditer(text):
                if digits(it[0]) in self.phones:
                    yield it.span()


@lru_cache(maxsize=8)
def _lengths_by_first_word(
    names: frozenset[tuple[str, ...]],
) -> Mapping[str, frozenset[int]]:
    """Give how many words the names that begin with a word have.

    A text is read once, whatever the number of names.
    """
    found: dict[str, set[int]] = {}
    for name in names:
        found.setdefault(name[0], set()).add(len(name))
    return {word: frozenset(it) for word, it in found.items()}


@lru_cache(maxsize=8)
def _by_rarest_word(addresses: frozenset[str]) -> Mapping[str, Sequence[str]]:
    """Give the addresses that may be in a text that has a word; all, for no word."""
    runs = ((it, _RUN.findall(it.casefold()) or [""]) for it in sorted(addresses))
    return filed((it, [(word,) for word in words]) for it, words in runs)


def digits(text: str) -> str:
    """Give the digits of a number, without the 1 or +1 of North America."""
    found = "".join(it for it in text if it.isdecimal())
    return found[1:] if len(found) == 11 and found[0] == "1" else found  # noqa: PLR2004  # 1 and ten digits.


def words_of(name: str) -> tuple[str, ...]:
    """Give the folded words of a name, in order."""
    return tuple(folded(it) for it in _WORD.findall(name))


def traces_of(
    names: Sequence[str], contacts: Iterable[str], *, others: Iterable[str]
) -> Traces:
    """Gather what betrays a person.

    Args:
        names: All the names they answer to, written either way round.
        contacts: Addresses and numbers.
        others: Names of everybody and everything else: a word that one of them has
            is not taken for the person's.
    """
    written = [it for name in names for it in _WORD.findall(name)]
    own = [words_of(it) for it in names]
    taken = {word for name in others for word in words_of(name)}
    single = {word for name in own for word in name if len(word) >= SHORTEST_WORD}
    alone = single - taken
    numbers, addresses = set(), set()
    for it in contacts:
        number = digits(it)
        if len(number) >= _FEWEST_DIGITS and "@" not in it:
            numbers.add(number)
        elif it.strip():
            addresses.add(it.strip())
    return Traces(
        frozenset(it for it in own if len(it) > 1),
        frozenset(alone),
        frozenset(addresses),
        frozenset(numbers),
        frozenset(it for it in written if folded(it) in alone),
    )


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Put spans in order, and make one of those that touch."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found
