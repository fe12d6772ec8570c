"""Checks of a profile's keys: each rule tells every fault of a value, with its path.

A rule is a function of a value, as TOML gives it, and of the path of its key.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches

from reseau.domain.closed_words import UnknownWordError, Word
from reseau.domain.names import folded
from reseau.errors import ReseauError
from reseau.exchange.profiles import profile_faults as faults
from reseau.exchange.text.cells import shown

Rule = Callable[[object, str], Iterator[ReseauError]]


def text(value: object, path: str) -> Iterator[ReseauError]:
    """Want a text that is not blank."""
    if not isinstance(value, str) or not value.strip():
        yield faults.NotTextError(path=path)


def any_text(value: object, path: str) -> Iterator[ReseauError]:
    """Want a text, empty if need be."""
    if not isinstance(value, str):
        yield faults.NotTextError(path=path)


def texts(value: object, path: str) -> Iterator[ReseauError]:
    """Want a text, or a list of texts that is not empty."""
    members = value if isinstance(value, list) else [value]
    if not members or not all(isinstance(it, str) and it.strip() for it in members):
        yield faults.NotTextsError(path=path)


def separators(value: object, path: str) -> Iterator[ReseauError]:
    """Want what separates the members of a list: one text or several, blank or not."""
    members = value if isinstance(value, list) else [value]
    if not members or not all(isinstance(it, str) and it for it in members):
        yield faults.NotTextsError(path=path)


def character(value: object, path: str) -> Iterator[ReseauError]:
    """Want one character."""
    if not isinstance(value, str) or len(value) != 1:
        yield faults.NotOneCharacterError(path=path)


def whole(least: int, most: int) -> Rule:
    """Want a whole number within bounds."""

    def rule(value: object, path: str) -> Iterator[ReseauError]:
        number = isinstance(value, int) and not isinstance(value, bool)
        if not number or not least <= int(str(value)) <= most:
            yield faults.NotWholeNumberError(path=path, least=least, most=most)

    return rule


def choice(*words: str) -> Rule:
    """Want one of a few words."""

    def rule(value: object, path: str) -> Iterator[ReseauError]:
        if value not in words:
            given = shown(str(value))
            choices = ", ".join(words)
            yield faults.NotAChoiceError(path=path, value=given, choices=choices)

    return rule


def word(words: type[Word]) -> Rule:
    """Want a code of a closed list, or a label of it in either language."""

    def rule(value: object, path: str) -> Iterator[ReseauError]:
        try:
            words.read(value if isinstance(value, str) else "")
        except UnknownWordError:
            choices = ", ".join(it.value for it in words)
            given = shown(str(value))
            yield faults.NotAChoiceError(path=path, value=given, choices=choices)

    return rule


def word_or_empty(words: type[Word]) -> Rule:
    """Want a code of a closed list, or an empty text for “ignore this value”."""

    def rule(value: object, path: str) -> Iterator[ReseauError]:
        if value != "":
            yield from word(words)(value, path)

    return rule


def expression(value: object, path: str) -> Iterator[ReseauError]:
    """Want a regular expression."""
    if not isinstance(value, str) or not value:
        yield faults.NotTextError(path=path)
        return
    try:
        re.compile(value)
    except re.error:
        yield faults.BadPatternError(path=path, value=shown(value))


def expressions(value: object, path: str) -> Iterator[ReseauError]:
    """Want a regular expression, or a list of them."""
    for member in value if isinstance(value, list) else [value]:
        yield from expression(member, path)


def name_pattern(value: object, path: str) -> Iterator[ReseauError]:
    """Want a regular expression that names a person or an organization."""
    wrong = list(expression(value, path))
    yield from wrong
    if not wrong:
        groups = set(re.compile(str(value)).groupindex)
        if not groups or groups - {"person", "organization"}:
            yield faults.NoGroupError(path=path)


def take(value: object, path: str) -> Iterator[ReseauError]:
    """Want ``before X`` or ``after X``."""
    if not isinstance(value, str) or not re.match(r"(?:before|after) \S", value):
        yield faults.BadTakeError(path=path)


def template(value: object, path: str) -> Iterator[ReseauError]:
    """Want a text that names columns between braces."""
    if not isinstance(value, str):
        yield faults.NotTextError(path=path)
    elif not re.search(r"\{[^{}]*[^{}\s|][^{}]*\}", value):
        yield faults.NoPlaceError(path=path)


def table(keys: Mapping[str, Rule], *, required: tuple[str, ...] = ()) -> Rule:
    """Want a table of known keys."""

    def rule(value: object, path: str) -> Iterator[ReseauError]:
        if not isinstance(value, dict):
            yield faults.NotTableError(path=path)
            return
        for key in required:
            if key not in value:
                yield faults.MissingKeyError(path=_below(path, key))
        for key, member in value.items():
            if key in keys:
                yield from keys[key](member, _below(path, key))
            else:
                yield _unknown(key, path=path, known=keys)

    return rule


def mapping(member_rule: Rule) -> Rule:
    """Want a table whose keys are a person's own words."""

    def rule(value: object, path: str) -> Iterator[ReseauError]:
        if not isinstance(value, dict):
            yield faults.NotTableError(path=path)
            return
        for key, member in value.items():
            yield from member_rule(member, _below(path, f'"{shown(key)}"'))

    return rule


def tables(member_rule: Rule) -> Rule:
    """Want a list of tables, each like the rule."""

    def rule(value: object, path: str) -> Iterator[ReseauError]:
        members = value if isinstance(value, list) else []
        if not members or not all(isinstance(member, dict) for member in members):
            yield faults.NotTablesError(path=path)
            return
        for rank, member in enumerate(members, start=1):
            yield from member_rule(member, f"{path}[{rank}]")

    return rule


def source(keys: Mapping[str, Rule]) -> Rule:
    """Want where a value comes from: a column, several, or a table that says more."""

    def rule(value: object, path: str) -> Iterator[ReseauError]:
        if not isinstance(value, dict):
            yield from texts(value, path)
            return
        yield from table(keys)(value, path)
        if "column" in value and "template" in value:
            yield faults.TwoSourcesError(path=path)
        if not value.keys() & ({"column", "template", "default"} & keys.keys()):
            yield faults.NoColumnError(path=path)

    return rule


def _unknown(key: str, *, path: str, known: Mapping[str, Rule]) -> ReseauError:
    """Say that a key is unknown, and name the nearest one that is known."""
    here = _below(path, shown(key))
    near = get_close_matches(folded(key), list(known), n=1, cutoff=0.6)
    if near:
        return faults.UnknownKeyError(path=here, nearest=near[0])
    return faults.UnlikeAnyKeyError(path=here, known=", ".join(known))


def _below(path: str, key: str) -> str:
    """Write the path of a key of a table."""
    return f"{path}.{key}" if path else key
