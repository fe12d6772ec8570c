"""Triage on a terminal: one new signal after the other, the oldest first."""

from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli.done import undo_hint
from reseau.cli.log.questions import Asker, BackError, StopError
from reseau.cli.state import store
from reseau.domain.vocabulary import SignalState
from reseau.errors import UsageError
from reseau.i18n import N_, formats, language, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.cycle.signal_lists import SignalLine


class NeedsDecisionError(UsageError):
    """A triage has no decision, and nobody is there to give one."""

    message = N_(
        "Say which signals, and what is decided: reseau signal triage 12 15 --state "
        "kept. On a terminal, “reseau signal triage” alone asks."
    )


def triage_by_questions(*, dry_run: bool) -> None:
    """Show each new signal and ask; each answer is written at once."""
    from reseau.usecases.cycle.signal_lists import SignalFilter, list_signals

    waiting = list_signals(
        store(), SignalFilter(state=SignalState.NEW), lang=language()
    )
    waiting.reverse()
    if not waiting:
        output.line(_("No signal waits for triage."))
        return
    output.note(
        _(
            "k keeps, s sets aside, e is out of date, Enter leaves it for later, q "
            "stops. After the letter, a reason: “k for the next plan”."
        )
    )
    asker = Asker()
    decided = 0
    try:
        for place, signal in enumerate(waiting, start=1):
            _tell(signal, place=place, of=len(waiting))
            decided += _decide(asker, signal, dry_run=dry_run)
    except (StopError, BackError):
        pass
    output.line(
        ngettext(
            "{n} decided, {left} left.", "{n} decided, {left} left.", decided
        ).format(n=decided, left=len(waiting) - decided)
    )


def _tell(it: "SignalLine", *, place: int, of: int) -> None:
    from reseau.cli.cycle.signal_page import aged

    output.line()
    output.heading(f"{place} / {of} · #{it.number} {it.title}")
    output.pairs(
        [
            (_("seen"), aged(it)),
            (_("who brought it"), it.brought_by or ""),
            (_("source"), it.source or ""),
            (_("themes"), ", ".join(it.themes)),
            (_("matters until"), formats.full_date(it.expires_on))
            if it.expires_on
            else ("", ""),
            (_("link"), it.link or ""),
            (_("summary"), (it.summary or "")[:300]),
        ]
    )


class WhatError(UsageError):
    """An answer is none of the letters."""

    message = N_("Answer k, s, e, q, or Enter.")


def read_answer(text: str) -> tuple[SignalState | None, str]:
    """Read a letter and a reason; the letters of both languages do.

    Returns:
        What is decided, and why; None for later.

    Raises:
        WhatError: It begins with no such letter.
        StopError: It is q.
    """
    letter, _blank, reason = text.strip().partition(" ")
    known = {
        "": None, "k": SignalState.KEPT, "r": SignalState.KEPT,
        "s": SignalState.SET_ASIDE, "e": SignalState.EXPIRED,
        "p": SignalState.EXPIRED,
    }  # fmt: skip
    if language() == "fr":
        known["e"] = SignalState.SET_ASIDE
    if letter.lower() == "q":
        raise StopError
    if letter.lower() not in known:
        raise WhatError
    return known[letter.lower()], reason.strip()


def _decide(asker: Asker, signal: "SignalLine", *, dry_run: bool) -> bool:
    from reseau.usecases.cycle.signals import triage_signals

    state, reason = read_answer(
        asker.ask(_("Decision (k, s, e, Enter, q)"), check=_checked)
    )
    if state is None:
        return False
    done = triage_signals(
        store(), [str(signal.number)], state=state, reason=reason or None,
        dry_run=dry_run,
    )  # fmt: skip
    output.line(f"  → {state.label()}")
    if done.operation is not None and not dry_run:
        output.note(f"  {undo_hint(done.operation)}")
    return True


def _checked(text: str) -> None:
    """See that an answer can be read; q stops later, and not as an error."""
    if text.strip().lower() != "q":
        read_answer(text)
