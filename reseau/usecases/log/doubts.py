"""Names of an entry that are not sure: ask a person before anything is written."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reseau.domain.ranking import Candidate
from reseau.domain.resolution import Ask
from reseau.store.naming.recognition import Recognizer
from reseau.store.naming.telling_apart import marks
from reseau.store.session import Store
from reseau.usecases.log.interactions import interaction_numbered
from reseau.usecases.log.logging import Entry
from reseau.usecases.log.presence_changes import PresenceChanges, there


@dataclass(frozen=True, slots=True)
class Doubt:
    """A name that may mean several actors, the likeliest first.

    Attributes:
        marks: Key of an actor to what it is known by besides its name.
    """

    name: str
    candidates: tuple[Candidate, ...]
    marks: Mapping[int, str] = field(default_factory=dict)


def doubts(store: Store, entries: Sequence[Entry]) -> list[Doubt]:
    """List the names of entries that are not sure, each once, in order."""
    names = dict.fromkeys(
        name
        for entry in entries
        for name in (
            *(it for it, _role in entry.participants),
            *entry.brought_by.values(),
            *entry.on_behalf_of.values(),
        )
    )
    with store.reading() as session:
        return _unsure(Recognizer(session), names)


def presence_doubts(store: Store, number: int, changes: PresenceChanges) -> list[Doubt]:
    """List the names of a correction that are not sure, each once, in order.

    Who was there is looked for among those who were: a homonym elsewhere is none.

    Raises:
        NoInteractionError: None has that number.
    """
    corrected = dict.fromkeys(
        (
            *changes.removed,
            *(it for it, _role in changes.roles),
            *changes.brought_by,
            *changes.on_behalf_of,
        )
    )
    others = dict.fromkeys(
        (
            *(it for it, _role in changes.added),
            *changes.brought_by.values(),
            *changes.on_behalf_of.values(),
        )
    )
    with store.reading() as session:
        known = there(session, interaction_numbered(session, number))
        found = _unsure(known, corrected)
        return found + _unsure(
            Recognizer(session), (it for it in others if it and it not in corrected)
        )


def _unsure(recognizer: Recognizer, names: Iterable[str]) -> list[Doubt]:
    found = []
    for name in names:
        answer = recognizer.find(name)
        if isinstance(answer, Ask):
            keys = [it.entry.key for it in answer.candidates]
            known = marks(recognizer.session, keys)
            found.append(Doubt(name, answer.candidates, known))
    return found


def settled(
    entry: Entry, chosen: Mapping[str, int], *, learn: Mapping[str, int]
) -> Entry:
    """Put the actors that a person chose in the place of the names that were unsure.

    Args:
        entry: As it was typed.
        chosen: Name to the key of the actor meant.
        learn: The same, for the names to keep as aliases.
    """
    known = _known_by(chosen)
    return replace(
        entry,
        participants=[(known(name), role) for name, role in entry.participants],
        brought_by={known(who): known(by) for who, by in entry.brought_by.items()},
        on_behalf_of={known(who): known(by) for who, by in entry.on_behalf_of.items()},
        learned={key: name for name, key in learn.items()},
    )


def settled_presences(
    changes: PresenceChanges, chosen: Mapping[str, int], *, learn: Mapping[str, int]
) -> PresenceChanges:
    """Put the actors that a person chose in a correction; see ``settled``."""
    known = _known_by(chosen)
    return replace(
        changes,
        added=[(known(name), role) for name, role in changes.added],
        removed=[known(name) for name in changes.removed],
        roles=[(known(name), role) for name, role in changes.roles],
        brought_by={known(a): known(b) for a, b in changes.brought_by.items()},
        on_behalf_of={known(a): known(b) for a, b in changes.on_behalf_of.items()},
        learned={key: name for name, key in learn.items()},
    )


def _known_by(chosen: Mapping[str, int]) -> Callable[[str], str]:
    return lambda name: f"#{chosen[name]}" if name in chosen else name
