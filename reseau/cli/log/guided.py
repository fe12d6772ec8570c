"""``reseau log`` with nothing typed, on a terminal: one question after the other.

Each answer is kept in a draft as soon as it is given, so that neither Ctrl-C nor a
closed window loses it; the store is read before the questions and written once after.
"""

import functools
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli._base import leave, shown_command
from reseau.cli.log import lines
from reseau.cli.log.interview import (
    Interview,
    Step,
    ask_committee,
    ask_date,
    ask_kind,
    ask_notes,
    ask_promise,
    ask_title,
    confirm,
)
from reseau.cli.log.interview_lists import ask_participants, ask_themes
from reseau.cli.log.questions import Asker, BackError, StopError
from reseau.cli.state import store
from reseau.domain.form import Form
from reseau.errors import ExitCode, ReseauError
from reseau.i18n import formats
from reseau.i18n import gettext as _
from reseau.store.place import drafts
from reseau.usecases.log.forms import entry_of
from reseau.usecases.log.suggestions import suggestions

if TYPE_CHECKING:
    from reseau.usecases.log.logging import Entry

STEPS: tuple[Step, ...] = (
    ask_date,
    ask_title,
    ask_kind,
    ask_committee,
    ask_participants,
    ask_themes,
    ask_promise,
    ask_notes,
    confirm,
)


def log_by_questions(*, base: "Entry", dry_run: bool) -> None:
    """Ask, log, and ask whether there is another one.

    Args:
        base: What options say; its day and its kind are proposed.
        dry_run: Write nothing, and keep the draft.
    """
    asker = Asker()
    day = base.held_on.isoformat()
    path: Path | None = None
    logged = False
    try:
        draft = _taken_up(asker)
        output.note(
            _(
                "Enter takes what is in brackets, - empties it, < goes back one "
                "question. Ctrl-C stops: nothing is written, and a draft is kept."
            )
        )
        while True:
            path = draft.path if draft else drafts.new_draft(drafts.ANSWERS)
            day = _log_one(_interview(asker, base, day=day), path, draft=draft,
                           base=base, dry_run=dry_run)  # fmt: skip
            logged, draft = True, None
            if dry_run or not _agreed(asker, _("Another one?"), default=False):
                return
    except (StopError, KeyboardInterrupt):
        tell_kept(path)
        if not logged:
            leave(ExitCode.INTERRUPTED)


def tell_kept(path: Path | None) -> None:
    """Say where a draft is kept, if there is one."""
    if path is not None and path.is_file():
        output.note("")
        output.note(
            _("A draft is kept: {path}. To take it up again: reseau {command}").format(
                path=path, command=_command(path)
            )
        )


def taken_up(path: Path, title: str, begun_on: date) -> str:
    """Write the question whether to take a draft up again."""
    text = _("A draft was begun on {day}: {title}. Take it up again?")
    name = output.safe(title) or path.name
    return text.format(day=formats.full_date(begun_on), title=formats.quoted(name))


def _command(path: Path) -> str:
    name = shown_command("log")
    return name if path.suffix == drafts.ANSWERS else f"{name} -e"


def _taken_up(asker: Asker) -> drafts.Draft | None:
    """Offer the drafts, the latest first."""
    for draft in reversed(drafts.drafts(drafts.ANSWERS)):
        question = taken_up(draft.path, draft.form.title, draft.begun_on)
        if _agreed(asker, question, default=True):
            return draft
    return None


def _agreed(asker: Asker, question: str, *, default: bool) -> bool:
    """Ask outside of an entry, where there is nothing to go back to."""
    try:
        return asker.yes(question, default=default)
    except BackError:
        return False


def _interview(asker: Asker, base: "Entry", *, day: str) -> Interview:
    opened = store()
    try:
        known = suggestions(opened)
    finally:
        opened.dispose()
    return Interview(
        asker, known, day, base.kind, bool(base.participants), keep=lambda _form: None
    )


def _log_one(
    interview: Interview,
    path: Path,
    *,
    draft: drafts.Draft | None,
    base: "Entry",
    dry_run: bool,
) -> str:
    """Ask for one entry and log it; give its day, as it was typed."""
    form, step = (draft.form, draft.step) if draft else (Form(), 0)
    while True:
        form = _answered(interview, form, step=step, path=path)
        try:
            entry = entry_of(form, now=interview.known.now, base=base)
            lines.log([entry], dry_run=dry_run)
        except ReseauError as error:  # All is kept: correct it, or try again.
            output.note(_("Error: {text}").format(text=error))
            step = len(STEPS) - 1
            continue
        if dry_run:
            tell_kept(path)
        else:
            drafts.drop(path)
        return form.date


def _answered(interview: Interview, form: Form, *, step: int, path: Path) -> Form:
    """Ask the questions from one on, and keep each answer."""
    step = min(max(step, 0), len(STEPS) - 1)
    while step < len(STEPS):
        keep = functools.partial(drafts.keep_answers, path, step=step)
        try:
            form = STEPS[step](replace(interview, keep=keep), form)
        except BackError:
            step = max(step - 1, 0)
            continue
        step += 1
        drafts.keep_answers(path, form, step=min(step, len(STEPS) - 1))
    return form
