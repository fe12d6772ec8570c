"""What betrays a person in a text: names in any spelling, addresses, telephones."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reseau.domain.folding import folded
from reseau.domain.rarest import filed

SHORTEST_WORD = 3
"""A shorter word of a name is not looked for alone: it is too common."""

_LONG_IN_ONE = 8
"""A whole name written in one word is looked for anywhere from that many letters."""
_SHORTEST_HANDLE = 4

_WORD = re.compile(r"[^\W_]+")
_LETTERS_OR_FIGURES = re.compile(r"[^\W\d_]+|\d+")
_LETTERS = re.compile(r"[^\W\d_]{3}")
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
        handles: What their address begins with when it is made of their name, as
            ``nbensaid``; looked for before an ``@`` alone.
    """

    names: frozenset[tuple[str, ...]]
    words: frozenset[str]
    addresses: frozenset[str]
    phones: frozenset[str]
    spelled: frozenset[str] = frozenset()
    handles: frozenset[str] = frozenset()

    def found_in(self, text: str) -> list[Span]:
        """Give where a text betrays the person, in order, without overlap.

        Accents, case, hyphens and apostrophes do not matter; a whole name is found
        whatever stands between its words, and in one word too, as in a hashtag or
        the name of a file: ``#NadiaBensaid``, ``CV_Bensaid2026``.
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
        yield from self._words_of(words)
        yield from self._whole_names(words)
        yield from self._in_one_word(text, words)
        glued = [it for it in words if not _is_one(text[it[1] : it[2]])]
        for _word, start, end in glued:
            yield from self._words_of(_letters(text, start, end))
            # A word alone is not taken for theirs: Gill is in McGill.
            yield from self._whole_names(list(_capitals(text, start, end)))

    def _words_of(self, words: Iterable[tuple[str, int, int]]) -> Iterator[Span]:
        yield from ((start, end) for word, start, end in words if word in self.words)

    def _whole_names(self, words: Sequence[tuple[str, int, int]]) -> Iterator[Span]:
        """Find whole names: words in a row."""
        lengths = _lengths_by_first_word(self.names)
        for index, (word, start, _end) in enumerate(words):
            for length in lengths.get(word, ()):
                run = words[index : index + length]
                if tuple(it[0] for it in run) in self.names:
                    yield start, run[-1][2]

    def _in_one_word(
        self, text: str, words: Iterable[tuple[str, int, int]]
    ) -> Iterator[Span]:
        whole = _in_one(self.names)
        for word, start, end in words:
            if word in whole or (word in self.handles and text[end : end + 1] == "@"):
                yield start, end

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
def _in_one(names: frozenset[tuple[str, ...]]) -> frozenset[str]:
    """Give the whole names that are long enough, each in one word."""
    written = map("".join, names)
    return frozenset(it for it in written if len(it) >= _LONG_IN_ONE)


def _is_one(run: str) -> bool:
    """Tell whether letters in a row are one word: neither ``JeanRoy`` nor ``Roy2``.

    A number is one, and so is most of an identifier: three letters say something.
    """
    if run.isalpha():
        return run.islower() or run.istitle() or run.isupper()
    return not _LETTERS.search(run)


def _letters(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Cut a run of letters and figures into the ones and the others."""
    for it in _LETTERS_OR_FIGURES.finditer(text, start, end):
        yield folded(it[0]), *it.span()


def _capitals(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Cut it where a capital begins a word too: ``CVJeanRoy2`` in four."""
    for it in _LETTERS_OR_FIGURES.finditer(text, start, end):
        first = it.start()
        for at in () if _is_one(it[0]) else _begins(text, *it.span()):
            yield folded(text[first:at]), first, at
            first = at
        yield folded(text[first : it.end()]), first, it.end()


def _begins(text: str, start: int, end: int) -> Iterator[int]:
    """Tell where a capital begins a word in letters: before ``J`` in ``CVJean``."""
    for at in range(start + 1, end):
        after = text[at + 1 : min(at + 2, end)]
        if text[at].isupper() and (text[at - 1].islower() or after.islower()):
            yield at


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
    others = list(others)
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
        _handles(own) - _handles(words_of(it) for it in others),
    )


def _handles(names: Iterable[tuple[str, ...]]) -> frozenset[str]:
    """Give what addresses made of names begin with: ``jroy``, ``royj``, ``jeanr``."""
    made = (
        it
        for first, *_middle, last in (name for name in names if len(name) > 1)
        for it in (first + last, last + first, first[0] + last, last + first[0],
                   first + last[0])
    )  # fmt: skip
    return frozenset(it for it in made if len(it) >= _SHORTEST_HANDLE)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Put spans in order, and make one of those that touch."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found
