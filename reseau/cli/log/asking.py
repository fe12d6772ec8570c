"""Ask a person which actor a name means; never without a terminal."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.store.session import Store
    from reseau.usecases.log.doubts import Doubt
    from reseau.usecases.log.logging import Entry
    from reseau.usecases.log.presence_changes import PresenceChanges


def settle(store: "Store", entries: "Sequence[Entry]") -> "list[Entry]":
    """Ask about each name that is not sure, and offer to remember the answer.

    Without a terminal the entries are left as they are: what is unsure is then
    refused, with the candidates.
    """
    from reseau.usecases.log.doubts import doubts, settled

    if not sys.stdin.isatty():
        return list(entries)
    chosen, learn = _answers(doubts(store, entries))
    return [settled(entry, chosen, learn=learn) for entry in entries]


def settle_presences(
    store: "Store", number: int, changes: "PresenceChanges"
) -> "PresenceChanges":
    """Ask about each name of a correction that is not sure; see ``settle``."""
    from reseau.usecases.log.doubts import presence_doubts, settled_presences

    if not sys.stdin.isatty():
        return changes
    chosen, learn = _answers(presence_doubts(store, number, changes))
    return settled_presences(changes, chosen, learn=learn)


def _answers(doubts: "Sequence[Doubt]") -> tuple[dict[str, int], dict[str, int]]:
    """Ask about names; give whom each means, and those to keep as other names."""
    chosen: dict[str, int] = {}
    learn: dict[str, int] = {}
    for doubt in doubts:
        key = _choice(doubt)
        if key is not None:
            chosen[doubt.name] = key
            if _is_name(doubt.name) and output.confirm(_remember(doubt), yes=False):
                learn[doubt.name] = key
    return chosen, learn


def _choice(doubt: "Doubt") -> int | None:
    """Let the person choose; an empty answer chooses nobody."""
    output.note(_("Whom do you mean by “{name}”?").format(name=output.safe(doubt.name)))
    for number, candidate in enumerate(doubt.candidates, start=1):
        entry = candidate.entry
        why = ", ".join(it.label() for it in candidate.reasons)
        code = ", ".join(filter(None, (entry.slug, doubt.marks.get(entry.key))))
        output.note(f"  {number}. {output.safe(f'{entry.name} ({code})')} — {why}")
    output.ask(_("Number, or nothing for none of them:"))
    typed = sys.stdin.readline().strip()
    if typed.isdigit() and 0 < int(typed) <= len(doubt.candidates):
        return doubt.candidates[int(typed) - 1].entry.key
    return None


def _is_name(name: str) -> bool:
    return not name.startswith(("#", "@"))


def _remember(doubt: "Doubt") -> str:
    return _("Remember “{name}” as another name of theirs?").format(
        name=output.safe(doubt.name)
    )
