"""Names of an entry that are not sure: ask a person before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reseau.domain.ranking import Candidate
from reseau.domain.resolution import Ask
from reseau.store.recognition import Recognizer
from reseau.store.session import Store
from reseau.usecases.logging import Entry


@dataclass(frozen=True, slots=True)
class Doubt:
    """A name that may mean several actors, the likeliest first."""

    name: str
    candidates: tuple[Candidate, ...]


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
    found = []
    with store.reading() as session:
        recognizer = Recognizer(session)
        for name in names:
            answer = recognizer.find(name)
            if isinstance(answer, Ask):
                found.append(Doubt(name, answer.candidates))
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

    def known(name: str) -> str:
        return f"#{chosen[name]}" if name in chosen else name

    return replace(
        entry,
        participants=[(known(name), role) for name, role in entry.participants],
        brought_by={known(who): known(by) for who, by in entry.brought_by.items()},
        on_behalf_of={known(who): known(by) for who, by in entry.on_behalf_of.items()},
        learned={key: name for name, key in learn.items()},
    )
