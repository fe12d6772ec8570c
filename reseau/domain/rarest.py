"""Things made of several words, filed so that few are tried on each text."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeVar

Thing = TypeVar("Thing")


def filed(
    things: Iterable[tuple[Thing, Sequence[Collection[str]]]],
) -> Mapping[str, Sequence[Thing]]:
    """File each thing under the rarest of its words.

    A text that has not that word has not the thing: of ten thousand names, those
    whose family name it has are tried, not every Anne.

    Args:
        things: Each with its words, all of which a text must have; a word is the
            forms under which it may be there. One without a word is left out.

    Returns:
        Form to the things filed under it, in the order given.
    """
    some = [(thing, words) for thing, words in things if words]
    often = Counter(form for _thing, words in some for word in words for form in word)
    found: defaultdict[str, list[Thing]] = defaultdict(list)
    for thing, words in some:
        for form in min(words, key=lambda it: sum(often[form] for form in it)):
            found[form].append(thing)
    return dict(found)
