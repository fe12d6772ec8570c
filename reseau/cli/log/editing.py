"""``reseau log --editor``: a form in the person's own text editor.

The text is in the drafts' folder from the beginning, and is removed only once it is
logged or found empty: no error and no crash loses it.
"""

import os
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli.log import lines
from reseau.cli.log.guided import taken_up, tell_kept
from reseau.cli.state import store
from reseau.domain import clock
from reseau.domain.form import Form, guidance, read_form, with_problems, written
from reseau.errors import BusyError, IntegrityError, ReseauError, UsageError
from reseau.i18n import N_
from reseau.i18n import gettext as _
from reseau.store.place import drafts
from reseau.usecases.log.forms import read_entry

if TYPE_CHECKING:
    from reseau.usecases.log.logging import Entry

_USUAL = ("nano", "vi", "notepad")


class NoEditorError(UsageError):
    """There is no text editor."""

    message = N_(
        "No text editor was found. Name one in the variable RESEAU_EDITOR, such as: "
        "nano"
    )


class EditorFailedError(UsageError):
    """The editor could not be opened, or ended with an error."""

    message = N_("The editor “{editor}” did not end well. Nothing was written.")


_ELSEWHERE = (BusyError, IntegrityError)
"""What no change of the form can help."""


def log_in_editor(*, base: "Entry", dry_run: bool) -> None:
    """Open a form, and log what is filled in; an error opens it again.

    Raises:
        NoEditorError: No editor is named or found.
        EditorFailedError: It ended with an error; the draft is kept.
        ReseauError: The form is wrong, and was closed again as it was.
    """
    command = _editor()
    store().dispose()  # A missing store is told before anything is filled in.
    path = _opened()
    try:
        _edit_until_right(command, path, base=base, dry_run=dry_run)
    finally:
        tell_kept(path)


def _edit_until_right(
    command: list[str], path: Path, *, base: "Entry", dry_run: bool
) -> None:
    failed: ReseauError | None = None
    former: tuple[Form, list[str]] | None = None
    while True:
        text = _edited(command, path)
        filled = read_form(text)
        if filled == (Form(), []):
            drafts.drop(path)
            output.note(_("Nothing was filled in: nothing was written."))
            return
        if failed is not None and filled == former:
            raise failed
        try:
            entry = read_entry(text, now=clock.local_now(), base=base)
            lines.log([entry], dry_run=dry_run)
        except ReseauError as error:
            if isinstance(error, _ELSEWHERE):
                raise
            problems = str(error.values.get("problems", error))
            drafts.keep_text(path, with_problems(text, problems.splitlines()))
            failed, former = error, read_form(drafts.text_of(path))
            continue
        if not dry_run:
            drafts.drop(path)
        return


def _opened() -> Path:
    """Take a form up again, or begin one."""
    if lines.somebody_answers():
        for draft in reversed(drafts.drafts(drafts.TEXT)):
            question = taken_up(draft.path, draft.form.title, draft.begun_on)
            if output.confirm(question, yes=False):
                return draft.path
    path = drafts.new_draft(drafts.TEXT)
    drafts.keep_text(path, written(Form(), comments=guidance()))
    return path


def _edited(command: list[str], path: Path) -> str:
    """Let the person edit a file, and read it.

    Raises:
        EditorFailedError: The editor ended with an error.
        DraftError: The file cannot be read.
    """
    try:
        done = subprocess.run([*command, str(path)], check=False)  # noqa: S603  # Theirs.
    except OSError as error:
        raise EditorFailedError(editor=command[0]) from error
    if done.returncode != 0:
        raise EditorFailedError(editor=command[0])
    return drafts.text_of(path)


def _editor() -> list[str]:
    """Find the person's editor: RESEAU_EDITOR, VISUAL, EDITOR, then the usual ones.

    Raises:
        NoEditorError: There is none.
    """
    for variable in ("RESEAU_EDITOR", "VISUAL", "EDITOR"):
        named = os.environ.get(variable, "").strip()
        if named:
            return _words(named)
    for name in _USUAL:
        found = shutil.which(name)
        if found:
            return [found]
    raise NoEditorError


def _words(command: str) -> list[str]:
    """Cut a command into words; a backslash is a part of a path on Windows."""
    try:
        cut = shlex.split(command, posix=os.name != "nt")
    except ValueError:  # A quotation mark alone: it is a part of a name.
        return [command]
    return [it.strip('"') for it in cut]
