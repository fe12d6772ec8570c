"""Ask a person which actor a name means; never without a terminal."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.store.session import Store
    from reseau.usecases.doubts import Doubt
    from reseau.usecases.logging import Entry


def settle(store: "Store", entries: "Sequence[Entry]") -> "list[Entry]":
    """Ask about each name that is not sure, and offer to remember the answer.

    Without a terminal the entries are left as they are: what is unsure is then
    refused, with the candidates.
    """
    from reseau.usecases.doubts import doubts, settled

    if not sys.stdin.isatty():
        return list(entries)
    chosen: dict[str, int] = {}
    learn: dict[str, int] = {}
    for doubt in doubts(store, entries):
        key = _choice(doubt)
        if key is not None:
            chosen[doubt.name] = key
            if _is_name(doubt.name) and output.confirm(_remember(doubt), yes=False):
                learn[doubt.name] = key
    return [settled(entry, chosen, learn=learn) for entry in entries]


def _choice(doubt: "Doubt") -> int | None:
    """Let the person choose; an empty answer chooses nobody."""
    output.note(_("Whom do you mean by “{name}”?").format(name=output.safe(doubt.name)))
    for number, candidate in enumerate(doubt.candidates, start=1):
        entry = candidate.entry
        why = ", ".join(it.label() for it in candidate.reasons)
        said = f"  {number}. {output.safe(entry.name)} ({entry.slug}) — {why}"
        output.note(said)
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
