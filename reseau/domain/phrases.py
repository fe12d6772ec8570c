"""Find a phrase in a text by the places of its words, and mark it there."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reseau.domain.folding import folded
from reseau.domain.rarest import filed
from reseau.domain.terms import terms_of

GAP = 2
"""Words of a phrase follow each other, with one indexed word between at most."""
Phrase = tuple[tuple[str, ...], ...]
"""Of each word, the terms by which it is found."""
_WORD = re.compile(r"[^\W_]+")


def occurrences(places: Sequence[Collection[int]]) -> list[tuple[int, ...]]:
    """Find where words follow each other.

    Args:
        places: For each word of the phrase in turn, where it is in the text.

    Returns:
        The places of each occurrence, in order; empty when a word is missing.
    """
    found: list[tuple[int, ...]] = [(it,) for it in sorted(places[0])] if places else []
    for following in places[1:]:
        longer = []
        for run in found:
            near = range(run[-1] + 1, run[-1] + GAP + 1)
            after = next((it for it in near if it in following), None)
            if after is not None:
                longer.append((*run, after))
        found = longer
    return found


def spans(text: str, phrases: Iterable[Phrase]) -> list[tuple[int, int]]:
    """Find the characters of a text that phrases are made of.

    Returns:
        Start and end of each word that is part of one, in order, without overlap.
    """
    places, where = _placed(text)
    return _marked(places, where, phrases)


def _placed(text: str) -> tuple[dict[str, set[int]], list[tuple[int, int]]]:
    """Give the places of each term, and the characters of each place."""
    where: list[tuple[int, int]] = []
    places: dict[str, set[int]] = {}
    for it in _WORD.finditer(text):
        found = terms_of(it.group())
        for term in found:
            places.setdefault(term, set()).add(len(where))
        if found:
            where.append(it.span())
    return places, where


def _marked(
    places: dict[str, set[int]],
    where: Sequence[tuple[int, int]],
    phrases: Iterable[Phrase],
) -> list[tuple[int, int]]:
    marked = {
        place
        for phrase in phrases
        if phrase and any(term in places for term in phrase[0])
        for run in occurrences([_union(places, word) for word in phrase])
        for place in run
    }
    return [where[it] for it in sorted(marked)]


def _union(places: dict[str, set[int]], word: Iterable[str]) -> set[int]:
    return set().union(*(places.get(term, set()) for term in word))


@dataclass(frozen=True, slots=True)
class Hidden:
    """Names of people who may not be shown.

    Attributes:
        phrases: Whole names.
        words: Words of such names, folded, hidden however they are written.
        capitals: Likewise, hidden when they are written with a capital.
        filed: Term to the whole names tried on a text that has it.
    """

    phrases: Sequence[Phrase] = ()
    words: frozenset[str] = frozenset()
    capitals: frozenset[str] = frozenset()
    filed: Mapping[str, Sequence[Phrase]] = field(
        init=False, repr=False, compare=False, hash=False
    )

    def __post_init__(self) -> None:
        """File the names once, whatever the number of texts."""
        object.__setattr__(self, "filed", filed((it, it) for it in self.phrases))

    def __bool__(self) -> bool:
        """Tell whether there is anything to hide."""
        return bool(self.phrases or self.words or self.capitals)

    def touched(self, terms: Collection[str]) -> list[Phrase]:
        """Give the names, and the words of names, that have one of some terms."""
        starts = {it[:_START] for it in terms}
        alone = (
            terms_of(it)
            for it in sorted(self.words | self.capitals)
            if it[:_START] in starts
        )
        every = (*self.phrases, *((it,) for it in alone))
        return [
            it for it in every if any(term in terms for word in it for term in word)
        ]

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Find the characters of a text that are such names, in order."""
        where = self._names_in(text) if self.phrases else set()
        for it in _WORD.finditer(text):
            word = folded(it.group())
            capital = it.group()[0].isupper()
            if word in self.words or (capital and word in self.capitals):
                where.add(it.span())
        return sorted(where)

    def _names_in(self, text: str) -> set[tuple[int, int]]:
        places, where = _placed(text)
        tried = {it for term in places for it in self.filed.get(term, ())}
        return set(_marked(places, where, tried))


_START = 2
"""Letters that a word and its stems share."""


def masked(text: str, hidden: Hidden, *, mask: str = "[…]") -> str:
    """Replace names by a mask: those of people who are shown to nobody."""
    if not hidden:
        return text
    for start, end in reversed(hidden.spans(text)):
        text = f"{text[:start]}{mask}{text[end:]}"
    return re.sub(rf"{re.escape(mask)}(?:[\s'’-]*{re.escape(mask)})+", mask, text)


def excerpt(text: str, found: Sequence[tuple[int, int]], *, width: int = 120) -> str:
    """Cut the part of a text where something was found, on whole words.

    Returns:
        At most about ``width`` characters, with an ellipsis where it was cut.
    """
    flat = " ".join(text.split())
    if len(flat) <= width:
        return flat
    first = len(" ".join(text[: found[0][0]].split())) if found else 0
    start = max(0, min(first - width // 3, len(flat) - width))
    if start:
        start = flat.find(" ", start) + 1
    end = flat.rfind(" ", start, start + width)
    if end < 0:  # One long word: an address.
        end = start + width
    end = len(flat) if start + width >= len(flat) else end
    return f"{'… ' * (start > 0)}{flat[start:end]}{' …' * (end < len(flat))}"
