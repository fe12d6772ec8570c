"""Tell the outcome of a command that wrote."""

from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli._base import shown_command
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.common.outcome import Outcome


def report(done: "Outcome", sentence: str, *, undoable: bool = True) -> None:
    """Say what was done, and how to undo it.

    Args:
        done: The outcome.
        sentence: With places {name} and {slug}.
        undoable: False for what is kept whatever comes.
    """
    if done.dry_run:
        output.note(_("Dry run: nothing was written."))
    if done.operation is None:
        output.line(_("Nothing to change."))
        return
    output.line(output.safe(sentence.format(name=done.name, slug=done.slug)))
    for remark in done.remarks:
        output.note(output.safe(remark))
    if not done.dry_run and undoable:
        output.note(undo_hint(done.operation))


def undo_hint(operation: int) -> str:
    """Say how an operation is undone."""
    return _("To undo: reseau {undo} {number}").format(
        undo=shown_command("undo"), number=operation
    )
