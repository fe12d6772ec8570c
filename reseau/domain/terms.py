"""From a text to the terms of the search index: cut, folded, stemmed.

French and English are mixed in the same log, often in the same line, so nothing
guesses a language: a word is found by its French stem and by its English one. Words
are folded before they are stemmed, because the French stemmer depends on accents,
which people do not always type.
"""

import re
import sys
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from reseau.domain.folding import folded

ANALYSER = "fold+stem fr en, 1, snowball 3.1"
"""What made the index. Change the number when a text may give other terms."""
LONGEST = 80
_WORD = re.compile(r"[^\W_]+")
_ENDINGS = re.compile(r"ee(s?)$")
# Written folded. “été” is kept, because summer is a season of activities.
_COMMON = """
    au aux avec ce ces cet cette dans de des du elle elles en entre est et eux il ils
    je la le les leur leurs lui ma mais me meme mes mon ne nos notre nous on ou par pas
    plus pour qu que qui sa sans se ses son sont sur ta te tes toi ton tu un une vos
    votre vous ont sera etre avoir fait afin aussi ainsi comme dont donc si tres
    about after all also an and any are as at be been before but by can did do does for
    from had has have he her his how if in into is it its more no not of off on or our
    out over she so some such than that the their them then there these they this those
    to under up was we were what when where which while who will with would you your
"""
STOP = frozenset(_COMMON.split())


@cache
def _stemmers() -> tuple[object, object]:
    """Load two languages of the library; by itself it loads all of its twenty-seven."""
    spec = find_spec("snowballstemmer")
    two = ModuleType(f"{__name__}.snowball")
    two.__path__ = list(spec.submodule_search_locations or ()) if spec else []
    sys.modules[two.__name__] = two
    french = import_module(f"{two.__name__}.french_stemmer")
    english = import_module(f"{two.__name__}.english_stemmer")
    return french.FrenchStemmer(), english.EnglishStemmer()


def _common(plain: str) -> bool:
    return plain in STOP or (len(plain) == 1 and not plain.isdigit())


@lru_cache(maxsize=200_000)
def terms_of(word: str) -> tuple[str, ...]:
    """Give the terms by which one word is found: its stems, in no more than two.

    Args:
        word: Letters and digits only, however written.

    Returns:
        The French stem, then the English one if it differs; empty for a word that
        is not indexed: an article, a preposition, a letter alone.
    """
    plain = folded(word)
    if _common(plain):
        return ()
    french, english = _stemmers()
    bare = _ENDINGS.sub(r"e\1", plain)  # “aînées” and “aînés” are the same people.
    found = (
        french.stemWord(bare),  # type: ignore[attr-defined]  # The library is untyped.
        english.stemWord(plain),  # type: ignore[attr-defined]  # Likewise.
    )
    return tuple(dict.fromkeys(it[:LONGEST] for it in found if it))


def words_of(text: str) -> list[str]:
    """Cut a text into its words, as written: «l’aîné» gives «l» and «aîné»."""
    return _WORD.findall(text)


def indexed(text: str) -> tuple[dict[str, list[int]], int]:
    """Give where each term is in a text, and how many words it has.

    Returns:
        Term to its places, counted from 0 in the words that are indexed, and the
        number of those words.
    """
    places: dict[str, list[int]] = {}
    place = 0
    for word in words_of(text):
        found = terms_of(word)
        for term in found:
            places.setdefault(term, []).append(place)
        place += bool(found)
    return places, place


def sequence(text: str) -> tuple[tuple[str, ...], ...]:
    """Give the terms of each indexed word of a text, in order."""
    return tuple(it for it in map(terms_of, words_of(text)) if it)


def singular(word: str) -> str:
    """Fold a word and take its plural mark off: how labels are looked up.

    Never by stem, which would take “taxes” for “taxi”.
    """
    plain = folded(word)
    if len(plain) > 3 and plain.endswith("aux"):  # noqa: PLR2004  # “aux” is a word.
        return f"{plain[:-3]}al"
    if len(plain) > 3 and plain[-1] in "sx" and not plain.endswith("ss"):  # noqa: PLR2004  # Likewise “gaz”.
        return plain[:-1]
    return plain


def label_words(text: str) -> tuple[str, ...]:
    """Give the words by which a label is looked up: stop words out, no plural."""
    return tuple(singular(it) for it in words_of(text) if not _common(folded(it)))


def places_text(places: Sequence[int]) -> str:
    """Write places as the index keeps them."""
    if len(places) == 1:
        return str(places[0])
    return " ".join(map(str, places))


def read_places(text: str) -> tuple[int, ...]:
    """Read places from the index."""
    return tuple(map(int, text.split()))
