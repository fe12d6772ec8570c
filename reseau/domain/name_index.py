"""Every known name, made ready once to be looked up many times."""

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from reseau.domain.acronyms import Shorthand, compact, standard_shorthand
from reseau.domain.cleaning import CleanName, cleaned
from reseau.domain.closed_words import Word
from reseau.domain.name_units import Form, form, guessed_acronyms
from reseau.domain.names import folded
from reseau.domain.shortlist import Shortlist, shortlist_of
from reseau.domain.vocabulary import ActorKind

_SURE_INITIALS = 4  # three letters are the initials of too many names
_NOBODY: frozenset[int] = frozenset()
_Actors = Mapping[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A known actor, as far as its names go.

    Attributes:
        key: The actor's key. Several entries may lead to one actor: those that were
            merged into it keep their codes and names this way.
        slug: Its short code, unique.
        name: Its name.
        kind: Person or organization.
        aliases: Its other names and acronyms.
    """

    key: int
    slug: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()


class How(Word):
    """What made an answer sure."""

    HANDLE = "handle", "by its code", "par son code"
    ALIAS = "alias", "by another name of theirs", "par un autre nom"
    ACRONYM = "acronym", "by the acronym", "par le sigle"
    NAME = "name", "by the name", "par le nom"
    ALIGNMENT = "alignment", "by a name that is close", "par un nom proche"


@dataclass(frozen=True, slots=True)
class KnownName:
    """One name of an actor, and whether it is an alias."""

    entry: Entry
    form: Form
    alias: bool


@dataclass(frozen=True, slots=True)
class Side:
    """The names of one kind of actor.

    Attributes:
        kind: Which kind.
        table: Acronyms used in its names.
        known: Its names, in a stated order.
        by_key: All the letters of a name, in each way of writing it, to the names.
        vocabulary: Its words.
        shortlist: Where its words occur.
    """

    kind: ActorKind
    table: Shorthand
    known: tuple[KnownName, ...]
    by_key: Mapping[str, tuple[KnownName, ...]]
    vocabulary: frozenset[str]
    shortlist: Shortlist

    def read(self, typed: str) -> Form:
        """Read what was typed as a name of this kind."""
        return form(cleaned(typed, self.kind, table=self.table))


@dataclass(frozen=True, slots=True)
class Index:
    """Every known name; made by ``index_of``.

    Attributes:
        entries: In order of key, short code and name.
        sides: The names of organizations, and those of people.
        handles: ``#12`` and ``cdc-rosemont`` to the entry.
        spelled: Folded name or alias to the actors that have it.
        acronyms: Acronym said aside in a name, compact, to its organizations.
        guessed: Initials of a name, of four letters at least, to its organizations.
        mentioned: Word or acronym inside a name to the organizations so named.
    """

    entries: tuple[Entry, ...]
    sides: tuple[Side, ...]
    handles: Mapping[str, Entry]
    spelled: _Actors
    acronyms: _Actors
    guessed: _Actors
    mentioned: _Actors


def index_of(entries: Iterable[Entry], *, table: Shorthand | None = None) -> Index:
    """Make an index of all known names.

    Args:
        entries: In any order: it does not change any answer.
        table: Acronyms used inside the names of organizations, by default those
            that are shipped.

    Returns:
        The index, to be made again when a name changes.
    """
    with _uncollected():
        return _index(entries, table=table)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold the collector back: it would go through a million new objects for none.

    Two fifths of the time of an index of 20,000 names.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _index(entries: Iterable[Entry], *, table: Shorthand | None) -> Index:
    ordered = tuple(sorted(entries, key=lambda it: (it.key, it.slug, it.name)))
    words = table or standard_shorthand()
    sides = tuple(_side(ordered, kind, table=words) for kind in ActorKind)
    noted = partial(
        _noted, [it for side in sides for it in side.known if not it.form.name.person]
    )
    return Index(
        entries=ordered,
        sides=sides,
        handles={
            handle: it for it in reversed(ordered) for handle in (f"#{it.key}", it.slug)
        },
        spelled=_gathered(
            (folded(name), it.key) for it in ordered for name in (it.name, *it.aliases)
        ),
        acronyms=noted(lambda it: [it.acronym] if it.acronym else []),
        guessed=noted(_sure_initials),
        mentioned=noted(lambda it: [*it.weighty, *it.shorthand]),
    )


def by_handle(
    index: Index, text: str, *, kind: ActorKind | None = None
) -> Entry | None:
    """Find by number (``#12``) or short code (``@cdc-rosemont``, ``cdc-rosemont``).

    Returns:
        The entry, or None: also for a bare code that is, letter for letter, how a
        name or an acronym is written; see ``exactly``.
    """
    found = index.handles.get(text.removeprefix("@").lower())
    if found is None or kind not in {None, found.kind}:
        return None
    if text.startswith(("@", "#")):
        return found
    is_name = text in index.spelled or text in index.acronyms
    return found if text == found.slug and not is_name else None


def exactly(
    index: Index, text: str, *, kind: ActorKind | None = None
) -> dict[int, How]:
    """List the actors with these very letters for a name, alias, acronym or code.

    Several actors are homonyms: nobody can tell which one is meant. An acronym that
    other names contain is theirs too.

    Returns:
        Actor keys, and what each was known by; often empty.
    """
    found: dict[int, How] = {}
    for side in index.sides:
        if kind in {None, side.kind}:
            for known in side.by_key.get(side.read(text).name.key, ()):
                how = How.ALIAS if known.alias else How.NAME
                if found.get(known.entry.key) is not How.NAME:
                    found[known.entry.key] = how
    if kind is not ActorKind.PERSON and " " not in text:
        found |= {
            key: How.ACRONYM
            for key in _known_by_letters(index, compact(text), named=bool(found))
            if key not in found
        }
    coded = index.handles.get(text)
    if coded is not None and kind in {None, coded.kind}:
        found.setdefault(coded.key, How.HANDLE)
    return found


def homonyms(index: Index, entry: Entry) -> frozenset[int]:
    """List the other actors that share all the letters of one of its names."""
    return frozenset(
        known.entry.key
        for side in index.sides
        if side.kind is entry.kind
        for name in (entry.name, *entry.aliases)
        for key in side.read(name).name.keys
        for known in side.by_key.get(key, ())
    ) - {entry.key}


def _side(entries: Iterable[Entry], kind: ActorKind, *, table: Shorthand) -> Side:
    known = tuple(
        KnownName(entry, form(cleaned(name, kind, table=table)), alias=number > 0)
        for entry in entries
        if entry.kind is kind
        for number, name in enumerate((entry.name, *entry.aliases))
    )
    by_key: defaultdict[str, list[KnownName]] = defaultdict(list)
    for it in known:
        for key in it.form.name.keys:
            by_key[key].append(it)
    return Side(
        kind=kind,
        table=table,
        known=known,
        by_key={key: tuple(names) for key, names in by_key.items()},
        vocabulary=frozenset(
            word for it in known for word in it.form.name.weighty if len(word) > 1
        ),
        shortlist=shortlist_of(it.form for it in known),
    )


def _gathered(pairs: Iterable[tuple[str, int]]) -> _Actors:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for text, key in pairs:
        found[text].add(key)
    return {text: frozenset(keys) for text, keys in found.items()}


def _noted(
    known: Iterable[KnownName], texts: Callable[[CleanName], Iterable[str]]
) -> _Actors:
    return _gathered(
        (text, it.entry.key) for it in known for text in texts(it.form.name)
    )


def _sure_initials(name: CleanName) -> list[str]:
    return [it for it in guessed_acronyms(name) if len(it) >= _SURE_INITIALS]


def _known_by_letters(index: Index, letters: str, *, named: bool) -> frozenset[int]:
    """List the organizations known by an acronym.

    Args:
        index: Of all the actors.
        letters: The acronym, compact.
        named: Whether somebody has it for a name: initials then prove nothing.
    """
    owners = index.acronyms.get(letters, _NOBODY)
    if not owners and not named:
        owners = index.guessed.get(letters, _NOBODY)
    if owners and not named:
        owners |= index.mentioned.get(letters, _NOBODY)
    return owners
