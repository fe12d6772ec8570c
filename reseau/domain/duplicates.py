"""Actors that may be one and the same, with what says so and what does not.

Only actors that share a block are compared: the beginning of a word, the same
letters in whatever order, an e-mail or a telephone. Nothing is ever merged here.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from reseau.domain.acronyms import standard_shorthand
from reseau.domain.alignment import Agreement, Reason, agreement
from reseau.domain.cleaning import cleaned
from reseau.domain.closed_words import Word
from reseau.domain.name_units import Form, form
from reseau.domain.names import folded, sort_key, tidy
from reseau.domain.vocabulary import ActorKind

LISTED_FROM = 0.85
LIKELY_FROM = 0.95
LARGEST_BLOCK = 150  # actors: a word that more of them have tells nobody apart

_ROUNDING = 1e-9
_PREFIX = 4
_PHONE_DIGITS = 10
_SHORTEST_PHONE = 7


class Sign(Word):
    """What says that two actors are the same, or casts a doubt on it."""

    SAME_NAME = "same-name", "same name", "même nom"
    SPELLING = "spelling", "accents or capitals", "accents ou majuscules"
    SAINT = "saint", "Saint/St", "Saint/St"
    WRITTEN = "written", "same name written otherwise", "même nom écrit autrement"
    ALIAS = "alias", "an other name", "un autre nom"
    INITIAL = "initial", "initials", "initiales"
    ACRONYM = "acronym", "acronym", "sigle"
    MISTYPED = "mistyped", "typing error", "faute de frappe"
    BEGINNING = "beginning", "beginning of a word", "début de mot"
    PART = "part", "only a part of the name", "une partie du nom seulement"
    SAME_EMAIL = "same-email", "same e-mail", "même courriel"
    SAME_PHONE = "same-phone", "same telephone", "même téléphone"
    SAME_HOME = "same-organization", "same organization", "même organisme"
    OTHER_EMAIL = "other-email", "another e-mail", "autre courriel"
    OTHER_PHONE = "other-phone", "another telephone", "autre téléphone"
    TOLD_APART = "told-apart", "told apart by a note", "distingués par une mention"
    HOMONYM = "homonym", "perhaps a homonym", "homonyme possible"


_WORTH: Mapping[Sign, float] = {
    Sign.SAME_EMAIL: 0.30,
    Sign.SAME_PHONE: 0.20,
    Sign.SAME_HOME: 0.10,
    Sign.OTHER_EMAIL: -0.10,
    Sign.OTHER_PHONE: -0.05,
    Sign.TOLD_APART: -0.15,
}
_PROOFS = frozenset({Sign.SAME_EMAIL, Sign.SAME_PHONE, Sign.SAME_HOME})
_HOMONYMS = frozenset(
    {Sign.SAME_NAME, Sign.OTHER_EMAIL, Sign.OTHER_PHONE, Sign.TOLD_APART}
)
_SIGNS: Mapping[Reason, Sign] = {
    Reason.INITIAL: Sign.INITIAL,
    Reason.ACRONYM: Sign.ACRONYM,
    Reason.MISTYPED: Sign.MISTYPED,
    Reason.BEGINNING: Sign.BEGINNING,
    Reason.EXTRA: Sign.PART,
    Reason.MISSING: Sign.PART,
}


@dataclass(frozen=True, slots=True)
class Described:
    """An actor as far as it can be taken for another one.

    Attributes:
        key: The actor's key.
        kind: Only actors of one kind are compared.
        names: Its name, then its aliases; never empty.
        emails: As written.
        phones: As written.
        homes: Keys of the organizations in which it has or had a role.
        apart: What a file says to tell it from its homonyms; mostly empty.
    """

    key: int
    kind: ActorKind
    names: tuple[str, ...]
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    homes: frozenset[int] = frozenset()
    apart: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors that may be the same.

    Attributes:
        first: The one whose key is the smaller.
        second: The other one.
        score: 0 to 1: how well names and what else is known agree.
        doubtful: Whether they may well be two: the score is under ``LIKELY_FROM``,
            or people have the very same name and nothing else in common.
        signs: Why, without repetition, in the order of ``Sign``.
    """

    first: Described
    second: Described
    score: float
    doubtful: bool
    signs: tuple[Sign, ...]


def duplicates(
    actors: Iterable[Described],
    *,
    distinct: Collection[tuple[int, int]] = frozenset(),
) -> list[Pair]:
    """List the actors that may be the same, two by two.

    Args:
        actors: In any order.
        distinct: Pairs of keys, the smaller first, that are known not to be the same.

    Returns:
        The likeliest first, doubtful ones last, then by name; often empty.
    """
    known = [_read(it) for it in sorted(actors, key=lambda it: it.key)]
    found = []
    for one, other in sorted(_sharing_a_block(known)):
        if (known[one].actor.key, known[other].actor.key) not in distinct:
            judged = _judged(known[one], known[other])
            if judged is not None:
                found.append(judged)
    return [pair for _total, pair in sorted(found, key=_likeliest_first)]


@dataclass(frozen=True, slots=True)
class _Read:
    """An actor made ready to be compared many times."""

    actor: Described
    forms: tuple[Form, ...]
    emails: frozenset[str]
    phones: frozenset[str]


def _read(actor: Described) -> _Read:
    table = standard_shorthand()
    return _Read(
        actor,
        tuple(form(cleaned(it, actor.kind, table=table)) for it in actor.names),
        frozenset(folded(it) for it in actor.emails),
        frozenset(map(_digits, actor.phones)) - {""},
    )


def _digits(phone: str) -> str:
    """Give the digits of a telephone without country code or extension.

    Returns:
        Ten digits at most; empty when there are too few to tell anything.
    """
    before_extension = re.split(r"[a-z#]", folded(phone))[0]
    digits = re.sub(r"\D", "", before_extension).removeprefix("1")[:_PHONE_DIGITS]
    return digits if len(digits) >= _SHORTEST_PHONE else ""


def _sharing_a_block(known: list[_Read]) -> set[tuple[int, int]]:
    """List the pairs worth comparing, as places in the list, the smaller first."""
    blocks: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
    for place, it in enumerate(known):
        for block in _blocks(it):
            blocks[it.actor.kind.value, *block].add(place)
    return {
        pair
        for places in blocks.values()
        if len(places) <= LARGEST_BLOCK
        for pair in combinations(sorted(places), 2)
    }


def _blocks(known: _Read) -> Iterator[tuple[str, str]]:
    for it in known.forms:
        yield "letters", "".join(sorted(it.name.key))
        for word in it.name.weighty:
            yield "word", word[:_PREFIX]
        if it.name.acronym:
            yield "word", it.name.acronym[:_PREFIX]
    for email in known.emails:
        yield "email", email
    for phone in known.phones:
        yield "phone", phone


def _judged(one: _Read, other: _Read) -> tuple[float, Pair] | None:
    """Weigh two actors; None when too little says that they are the same."""
    named, signs = _best_names(one, other)
    signs |= _evidence(one, other)
    total = named + sum(_WORTH.get(it, 0.0) for it in signs)
    if total < LISTED_FROM - _ROUNDING and not _are_homonyms(one, other):
        return None
    homonym = _may_be_homonyms(one, named, signs=signs)
    if homonym:
        signs.add(Sign.HOMONYM)
    doubtful = homonym or total < LIKELY_FROM - _ROUNDING
    ordered = tuple(sign for sign in Sign if sign in signs)
    score = round(min(1.0, max(0.0, total)), 4)
    return total, Pair(one.actor, other.actor, score, doubtful, ordered)


def _may_be_homonyms(one: _Read, named: float, *, signs: set[Sign]) -> bool:
    """Tell whether two people may share a name by chance.

    A name written twice in the same way was most often added twice on purpose.
    """
    if one.actor.kind is not ActorKind.PERSON or named < 1 - _ROUNDING:
        return False
    return not signs & _PROOFS and bool(signs & _HOMONYMS)


def _are_homonyms(one: _Read, other: _Read) -> bool:
    """Tell whether the names are the same to the letter: always worth a question."""
    return bool(one.forms[0].name.keys & other.forms[0].name.keys)


def _best_names(one: _Read, other: _Read) -> tuple[float, set[Sign]]:
    """Compare every name of one with every name of the other, keep the best."""
    best, signs = 0.0, set[Sign]()
    for here, mine in enumerate(one.forms):
        for there, yours in enumerate(other.forms):
            found = max(
                agreement(mine, yours), agreement(yours, mine), key=lambda it: it.score
            )
            if found.score > best + _ROUNDING:
                texts = (one.actor.names[here], other.actor.names[there])
                best = found.score
                signs = _signs_of_names(found, texts)
                if here or there:
                    signs.add(Sign.ALIAS)
    return best, signs


def _signs_of_names(found: Agreement, texts: tuple[str, str]) -> set[Sign]:
    one, other = map(tidy, texts)
    signs = {_SIGNS[it] for it in found.reasons if it in _SIGNS}
    saints = [_SAINT.findall(folded(it)) for it in (one, other)]
    if all(saints) and saints[0] != saints[1]:
        signs.add(Sign.SAINT)
    if signs:
        return signs
    if one == other:
        return {Sign.SAME_NAME}
    return {Sign.SPELLING if folded(one) == folded(other) else Sign.WRITTEN}


_SAINT = re.compile(r"\b(?:saint|st)e?s?\b")


def _evidence(one: _Read, other: _Read) -> set[Sign]:
    """Give what speaks for and against, names aside."""
    found = set()
    if one.emails and other.emails:
        shared = one.emails & other.emails
        found.add(Sign.SAME_EMAIL if shared else Sign.OTHER_EMAIL)
    if one.phones and other.phones:
        shared = one.phones & other.phones
        found.add(Sign.SAME_PHONE if shared else Sign.OTHER_PHONE)
    if one.actor.homes & other.actor.homes:
        found.add(Sign.SAME_HOME)
    if folded(one.actor.apart) != folded(other.actor.apart):
        found.add(Sign.TOLD_APART)
    return found


def _likeliest_first(
    judged: tuple[float, Pair],
) -> tuple[bool, float, tuple[str, str], int, int]:
    total, pair = judged
    name = sort_key(pair.first.names[0])
    return pair.doubtful, -round(total, 9), name, pair.first.key, pair.second.key
