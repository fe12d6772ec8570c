"""A name made into words that can be compared.

“St-Pierre, Mme Julie” is julie, saint, pierre; “CDC de Rosemont” is corporation,
(de), développement, communautaire, (de), rosemont.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reseau.domain.acronyms import (
    ABBREVIATIONS,
    Shorthand,
    aside_of,
    compact,
    standard_shorthand,
)
from reseau.domain.names import folded, person_name, tidy
from reseau.domain.vocabulary import ActorKind

_SMALL_WORDS = (
    "al and au aux avec da dans de del della dem den der des di dos du el en et for "
    "in la las le les los of par pour sur the und van von zu"
)
_PARTICLES = frozenset(_SMALL_WORDS.split())
_MOST_WORDS = 40  # a page pasted by mistake must not take minutes
_LETTER_PARTICLES = frozenset("adl")
_ELIDED = frozenset("dl")
_SAINTS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_TITLE = re.compile(
    r"(?:m\.(?=\s*[^\W_]{2})|(?:mlle|mme|mrs|mr|ms|dre|dr|me)\.?(?=\s))\s*"
)
_INITIALS_ME = re.compile(r"ME\b")
_LEGAL_FORM = re.compile(r"(?<=\S)[\s,]+(?:inc|ltd|ltee|enr|senc|osbl|obnl)\.?$")
_DOTTED = re.compile(r"\b[^\W\d_](?:\.[^\W\d_])+\b\.?")
_CHUNK = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_PART = re.compile(r"([^\W_]+)('?)")


@dataclass(frozen=True, slots=True)
class NameWord:
    """One word of a cleaned name.

    Attributes:
        text: Folded, without hyphen or apostrophe, shorthand written out.
        weight: Its share: words joined by a hyphen, or of one acronym, share 1; 0
            for a particle.
        chunk: Number of the written word that it is a part of.
    """

    text: str
    weight: float
    chunk: int


@dataclass(frozen=True, slots=True)
class CleanName:
    """A name in words.

    Attributes:
        words: In the order spoken, particles included, the first forty; empty without
            a letter.
        person: Whether it was read as the name of a person.
        aside: Folded words in parentheses, or the acronym before or after a dash.
        acronym: The one said aside, compact; empty when there is none.
        shorthand: Acronyms of the table that the words contain, written out or not.
        key: Every letter in order, particles and aside included: what homonyms share.
        keys: ``key``, the same without the aside and, for a person, both with the
            family name first.
    """

    words: tuple[NameWord, ...]
    person: bool
    aside: frozenset[str]
    acronym: str
    shorthand: frozenset[str]
    key: str
    keys: frozenset[str]

    @property
    def weighty(self) -> tuple[str, ...]:
        """Give the words that weigh something."""
        return tuple(word.text for word in self.words if word.weight)


@dataclass(frozen=True, slots=True)
class _Part:
    """A word before it is weighed."""

    text: str
    particle: bool
    chunk: int


def cleaned(text: str, kind: ActorKind, *, table: Shorthand | None = None) -> CleanName:
    """Make a name into words.

    Args:
        text: As written or typed, either way round.
        kind: A person has titles and inverted names; an organization has shorthand.
        table: Acronyms of organizations, by default the shipped ones.

    Returns:
        The name in words; without a word when there is no letter or digit.
    """
    person = kind is ActorKind.PERSON
    spoken = person_name(text).full if person else tidy(text)
    rest, said = aside_of(spoken, organization=not person)
    known = table or standard_shorthand()
    parts = _person_parts(rest) if person else _organization_parts(rest, known)
    grouped, found = (parts, frozenset[str]()) if person else _grouped(parts, known)
    words = _weighed(grouped)
    key = "".join(word.text for word in words)
    keys = {key, _inverted(words)} if person else {key}
    aside = folded(said)
    if aside:
        key = f"{key}({aside})"
    elif not key:
        key = folded(text).replace(" ", "")
    return CleanName(
        words=words[:_MOST_WORDS],
        person=person,
        aside=frozenset(re.findall(r"[^\W_]+", aside)),
        acronym=compact(said) if said.isupper() and " " not in said else "",
        shorthand=found,
        key=key,
        keys=frozenset({key, *keys} - {""}),
    )


def _person_parts(text: str) -> list[_Part]:
    # “ME” in capitals is Marie-Ève; “Me” is a lawyer's title.
    plain = _plain(text)
    if not _INITIALS_ME.match(text):
        plain = _untitled(plain)
    parts = [
        _Part(_SAINTS.get(part, part), _is_particle(part, elided=elided), number)
        for number, part, elided in _pieces(plain)
    ]
    parts = _last_one_weighs(parts)
    if sum(not part.particle for part in parts) > 1:
        return parts
    # “Van Nguyen” has a given name; “D'Amours” alone has not.
    return [
        _Part(part.text, part.particle and part.text in _ELIDED, part.chunk)
        for part in parts
    ]


def _untitled(plain: str) -> str:
    while (title := _TITLE.match(plain)) and plain[title.end() :].strip():
        plain = plain[title.end() :]
    return plain


def _is_particle(part: str, *, elided: bool) -> bool:
    return part in _PARTICLES or (elided and part in _ELIDED)


def _organization_parts(text: str, table: Shorthand) -> list[_Part]:
    parts = [
        _Part(word, word in _PARTICLES or word in _LETTER_PARTICLES, number)
        for number, part, _ in _pieces(_LEGAL_FORM.sub("", _plain(text)))
        for word in table.words.get(part) or (_expanded(part),)
    ]
    return _last_one_weighs(parts)


def _expanded(part: str) -> str:
    return _SAINTS.get(part) or ABBREVIATIONS.get(part, part)


def _plain(text: str) -> str:
    return folded(_DOTTED.sub(lambda it: it[0].replace(".", "") + " ", text))


def _pieces(plain: str) -> Iterator[tuple[int, str, bool]]:
    """Give each piece of a folded text: its chunk, itself, whether ' follows it."""
    for number, chunk in enumerate(_CHUNK.findall(plain)):
        for part, apostrophe in _PART.findall(chunk):
            yield number, part, bool(apostrophe)


def _last_one_weighs(parts: list[_Part]) -> list[_Part]:
    """Keep “Le” a family name in “Minh Le”, and a name of particles a name."""
    if not parts:
        return []
    last = parts[-1]
    return [*parts[:-1], _Part(last.text, particle=False, chunk=last.chunk)]


def _grouped(
    parts: Sequence[_Part], table: Shorthand
) -> tuple[list[_Part], frozenset[str]]:
    """Make one chunk of the words of a known acronym; say which ones were found."""
    grouped: list[_Part] = []
    found: set[str] = set()
    place = 0
    while place < len(parts):
        length, acronym = _phrase_at(parts, place, table)
        if acronym:
            found.add(acronym)
        # Numbers below zero are no chunk's, and differ from phrase to phrase.
        grouped += [
            _Part(it.text, it.particle, -1 - place) if acronym else it
            for it in parts[place : place + length]
        ]
        place += length
    return grouped, frozenset(found)


def _phrase_at(parts: Sequence[_Part], place: int, table: Shorthand) -> tuple[int, str]:
    """Give how many parts a known phrase takes here; particles may be left out."""
    for phrase, acronym in table.starts.get(parts[place].text, ()):
        wanted = [word for word in phrase if word not in _PARTICLES | _LETTER_PARTICLES]
        end = place
        for part in parts[place:]:
            if not wanted:
                break
            if part.text == wanted[0]:
                del wanted[0]
            elif not part.particle:
                break
            end += 1
        if not wanted:
            return end - place, acronym
    return 1, ""


def _weighed(parts: Sequence[_Part]) -> tuple[NameWord, ...]:
    sharing: dict[int, int] = {}
    for part in parts:
        sharing[part.chunk] = sharing.get(part.chunk, 0) + (not part.particle)
    return tuple(
        NameWord(
            part.text, 0.0 if part.particle else 1.0 / sharing[part.chunk], part.chunk
        )
        for part in parts
    )


def _inverted(words: Sequence[NameWord]) -> str:
    """Write a person's letters with the family name, particles included, first."""
    if not words:
        return ""
    start = len(words)
    while start and (
        words[start - 1].chunk == words[-1].chunk or not words[start - 1].weight
    ):
        start -= 1
    return "".join(word.text for word in (*words[start:], *words[:start]))
