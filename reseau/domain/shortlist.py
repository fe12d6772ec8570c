"""The few names worth comparing with a typed one, found without reading them all.

A shortlist never leaves out a name that could reach the score asked for: the bound
used to pass a name over is never below its score.
"""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reseau.domain.alignment import LIKE_ENOUGH, likeness
from reseau.domain.name_units import Form, Shape, Unit

_ROUNDING = 1e-9
_LAST = "\U0010ffff"
_Shelf = Mapping[tuple[str, int], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Where each unit occurs.

    Attributes:
        places: Text to the distinct units written so, each with the numbers of the
            forms that have it.
        words: Single words, sorted, to look beginnings up in.
        shelves: (First letter, length) to the words and runs of words.
    """

    places: Mapping[str, tuple[tuple[Unit, tuple[int, ...]], ...]]
    words: Sequence[str]
    shelves: _Shelf


def shortlist_of(forms: Iterable[Form]) -> Shortlist:
    """Note where each unit occurs; a form's number is its place in the order given."""
    found: dict[tuple[str, Shape, float], tuple[Unit, list[int]]] = {}
    for number, known in enumerate(forms):
        for unit in known.units:
            same = (unit.text, unit.shape, unit.worth)
            numbers = found.setdefault(same, (unit, []))[1]
            if not numbers or numbers[-1] != number:
                numbers.append(number)
    places = defaultdict(list)
    for unit, numbers in found.values():
        places[unit.text].append((unit, tuple(numbers)))
    shelves = defaultdict(set)
    for text, shape, _ in found:
        if shape is not Shape.INITIALS:
            shelves[text[0], len(text)].add(text)
    return Shortlist(
        places={text: tuple(units) for text, units in places.items()},
        words=sorted(text for text, shape, _ in found if shape is Shape.WORD),
        shelves={shelf: tuple(sorted(texts)) for shelf, texts in shelves.items()},
    )


def worth_comparing(shortlist: Shortlist, typed: Form, *, least: float) -> list[int]:
    """List the forms that may agree with a typed name.

    Args:
        shortlist: Of all the forms.
        typed: The typed name.
        least: The score that matters, above 0.

    Returns:
        Numbers of forms, increasing: all those that score ``least`` or more, and a
        few others.
    """
    best = _best(shortlist, typed)
    total: dict[int, float] = defaultdict(float)
    for word, worths in zip(typed.name.words, best, strict=True):
        for number, worth in worths.items():
            total[number] += worth * word.weight
    bar = least * typed.weight - _ROUNDING
    return sorted(number for number, worth in total.items() if worth >= bar)


def _best(shortlist: Shortlist, typed: Form) -> list[dict[int, float]]:
    """Give, for each typed word, each form with the most it can be worth there."""
    best: list[dict[int, float]] = [{} for _ in typed.name.words]
    for unit in typed.units:
        worths = list(_worths(shortlist, unit))
        for place, known in enumerate(best):
            if unit.places >> place & 1:
                for number, worth in worths:
                    if worth > known.get(number, 0.0):
                        known[number] = worth
    return best


def _worths(shortlist: Shortlist, typed: Unit) -> Iterator[tuple[int, float]]:
    for text in _texts(shortlist, typed):
        for unit, numbers in shortlist.places.get(text, ()):
            found = likeness(typed, unit)
            if found is not None:
                for number in numbers:
                    yield number, found[0]


def _texts(shortlist: Shortlist, typed: Unit) -> set[str]:
    """List the texts that can match a typed unit at all."""
    texts = {typed.text}
    if typed.shape is Shape.INITIALS:
        return texts
    if typed.shape is Shape.WORD:
        texts.add(typed.text[0])
        texts.update(_beginning(shortlist.words, typed.text))
    length = len(typed.text)
    shortest = math.ceil(length * LIKE_ENOUGH)
    longest = math.floor(length / LIKE_ENOUGH)
    for other in range(shortest, longest + 1):
        texts.update(shortlist.shelves.get((typed.text[0], other), ()))
    return texts


def _beginning(words: Sequence[str], typed: str) -> Sequence[str]:
    return words[bisect_left(words, typed) : bisect_left(words, typed + _LAST)]
