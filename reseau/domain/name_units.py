"""What can be matched in a name: its words, words run together, and initials."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from reseau.domain.acronyms import initials
from reseau.domain.cleaning import CleanName, NameWord

SAME = 1.0
INITIAL = 0.72
ACRONYM_GUESSED = 0.85  # initials that nobody wrote down as the acronym

_LONGEST_RUN = 4
_LONGEST_INITIALS = 3


class Shape(Enum):
    """What a unit is made of."""

    WORD = 0
    RUN = 1
    INITIALS = 2


@dataclass(frozen=True, slots=True)
class Unit:
    """Something that can be matched: a word, words run together, or their initials.

    Attributes:
        text: Folded letters, never empty.
        shape: What it is made of.
        worth: What being equal to it is worth, 0 to 1.
        places: One bit for each word of the name that it covers.
        weight: Sum of the weights of those words, above 0.
    """

    text: str
    shape: Shape
    worth: float
    places: int
    weight: float


@dataclass(frozen=True, slots=True)
class Form:
    """A clean name with everything in it that can be matched.

    Attributes:
        name: The clean name.
        units: In a fixed order; empty for a name without a word.
        weight: Sum of the weights of its words.
    """

    name: CleanName
    units: tuple[Unit, ...]
    weight: float


def form(name: CleanName) -> Form:
    """List what can be matched in a name."""
    units = (*_words(name), *_runs(name), *_initials(name))
    return Form(name, units, sum(word.weight for word in name.words))


def guessed_acronyms(name: CleanName) -> tuple[str, ...]:
    """Give the initials of an organization's name, without and with small words.

    Returns:
        Of three letters at least, the shorter first; empty for a person.
    """
    if name.person:
        return ()
    short = initials(name.weighty)
    full = initials([word.text for word in name.words])
    found = [it for it in (short, full) if len(it) >= _LONGEST_INITIALS]
    return tuple(dict.fromkeys(found))


def _unit(words: Sequence[NameWord], first: int, last: int) -> Unit:
    """Make one unit of the words from first to last, both included."""
    run = words[first : last + 1]
    return Unit(
        text="".join(word.text for word in run),
        shape=Shape.RUN if last > first else Shape.WORD,
        worth=SAME,
        places=sum(1 << place for place in range(first, last + 1)),
        weight=sum(word.weight for word in run),
    )


def _words(name: CleanName) -> Iterator[Unit]:
    for place, word in enumerate(name.words):
        if word.weight:
            yield _unit(name.words, place, place)


def _runs(name: CleanName) -> Iterator[Unit]:
    """Run together any two words, and longer runs that are written as one."""
    words = name.words
    for first in range(len(words)):
        for last in range(first + 1, min(first + _LONGEST_RUN, len(words))):
            inside = words[first:last]
            if last > first + 1 and not all(
                not it.weight or it.chunk == words[last].chunk for it in inside
            ):
                break
            if any(it.weight for it in words[first : last + 1]):
                yield _unit(words, first, last)


def _initials(name: CleanName) -> Iterator[Unit]:
    """Give the initials of two or three words in a row, and the acronyms."""
    weighty = [place for place, word in enumerate(name.words) if word.weight]
    for first in range(len(weighty)):
        for count in range(2, _LONGEST_INITIALS + 1):
            places = weighty[first : first + count]
            if len(places) == count:
                letters = initials([name.words[place].text for place in places])
                yield _initials_unit(name, letters, INITIAL, places=places)
    if name.person or not name.words:
        return
    whole = range(len(name.words))
    if name.acronym:
        yield _initials_unit(name, name.acronym, SAME, places=whole)
    for letters in guessed_acronyms(name):
        yield _initials_unit(name, letters, ACRONYM_GUESSED, places=whole)


def _initials_unit(
    name: CleanName, letters: str, worth: float, *, places: Sequence[int]
) -> Unit:
    return Unit(
        text=letters,
        shape=Shape.INITIALS,
        worth=worth,
        places=sum(1 << place for place in places),
        weight=sum(name.words[place].weight for place in places),
    )
