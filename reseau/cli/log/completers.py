"""What is proposed while an answer is typed: accents, hyphens and case are forgiven.

Imported only when questions are asked: prompt_toolkit takes 100 ms.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from reseau.domain.name_index import Entry
from reseau.domain.names import folded, tidy
from reseau.domain.ranking import ranked
from reseau.domain.resolution import NEAR_FROM
from reseau.domain.vocabulary import Role
from reseau.usecases.log.suggestions import Suggestions

_SHOWN = 8
_PARTS = re.compile(r"[^\W_]+")
_PARTICLES = frozenset(
    {"d", "de", "des", "du", "l", "la", "le", "les", "et"}
    | {"and", "of", "the", "van", "von"}
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that may be typed.

    Attributes:
        typed: What is put in the answer.
        shown: What the person reads.
        beside: What is said beside it.
        names: What it is found by.
    """

    typed: str
    shown: str
    beside: str
    names: tuple[str, ...]


class ProposalCompleter(Completer):
    """Propose what has, in order, words that begin as those typed."""

    def __init__(self, proposals: Sequence[Proposal]) -> None:
        self._proposals = [(it, [words(name) for name in it.names]) for it in proposals]

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterator[Completion]:
        """Give the proposals; all of them for an empty answer."""
        typed = words(document.text_before_cursor)
        found = [
            it
            for it, names in self._proposals
            if any(begun(typed, name) for name in names)
        ]
        yield from _completions(found[:_SHOWN], document.text_before_cursor)


class ActorCompleter(Completer):
    """Propose actors by any of their names, and roles after “=”."""

    def __init__(self, known: Suggestions, *, first: Sequence[int]) -> None:
        """Prepare.

        Args:
            known: Who can be named.
            first: Keys of those proposed before anything is typed.
        """
        self._known = known
        self._first = first
        self._names = [
            (it, [words(name) for name in (it.name, it.slug, *it.aliases)])
            for it in known.index.entries
        ]

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterator[Completion]:
        """Give those whose words begin so, then those whose name is nearly so."""
        typed = document.text_before_cursor
        _name, equals, role = typed.rpartition("=")
        if equals:
            yield from _roles(role)
            return
        yield from _completions(self._proposals(typed), typed)

    def _proposals(self, typed: str) -> list[Proposal]:
        asked = words(typed)
        if not asked:
            found = [
                self._known.entries[it]
                for it in self._first
                if it in self._known.entries
            ]
        else:
            near = ranked(self._known.index, tidy(typed), least=NEAR_FROM)
            found = [*self._begun(asked), *(it.entry for it in near)]
        once = {it.key: it for it in reversed(found)}
        ordered = sorted(once.values(), key=found.index)
        return [self._proposal(it) for it in ordered[:_SHOWN]]

    def _begun(self, asked: Sequence[str]) -> list[Entry]:
        return [
            entry
            for entry, names in self._names
            if any(begun(asked, name) for name in names)
        ]

    def _proposal(self, entry: Entry) -> Proposal:
        beside = f"{entry.slug}, {entry.kind.label()}"
        return Proposal(self._known.handle(entry), entry.name, beside, ())


def words(text: str) -> tuple[str, ...]:
    """Cut a text into folded words, particles left out unless there is nothing else."""
    found = _PARTS.findall(folded(text))
    return tuple(it for it in found if it not in _PARTICLES) or tuple(found)


def begun(typed: Sequence[str], name: Sequence[str]) -> bool:
    """Tell whether each typed word begins a word of a name, in the same order.

    Words that were run together count: “lecuyer” begins «L'Écuyer».
    """
    left = iter(name)
    return all(any(it.startswith(word) for it in left) for word in typed) or (
        "".join(name).startswith("".join(typed))
    )


def _roles(typed: str) -> Iterator[Completion]:
    wanted = folded(typed)
    for role in Role:
        if folded(role.label()).startswith(wanted):
            yield Completion(role.label(), start_position=-len(typed))


def _completions(proposals: Iterable[Proposal], typed: str) -> Iterator[Completion]:
    for it in proposals:
        yield Completion(
            it.typed,
            start_position=-len(typed),
            display=tidy(it.shown),
            display_meta=tidy(it.beside),
        )
