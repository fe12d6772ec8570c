"""``reseau redo``: take the last undo back."""

from reseau.cli._base import command, new_single
from reseau.cli.options import DryRun
from reseau.cli.state import store
from reseau.i18n import N_
from reseau.i18n import gettext as _

app = new_single()


@command(
    app,
    "redo",
    text=N_("Take the last undo back."),
    example=N_("reseau redo"),
)
def redo(dry_run: DryRun = False) -> None:
    from reseau.cli.history.past import report_reversal
    from reseau.usecases.log.memory import redo_operation

    report_reversal(
        redo_operation(store(), dry_run=dry_run),
        _("Operation #{number} holds again: {what}, by {author}. What it changes:"),
    )
