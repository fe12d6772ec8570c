"""``reseau undo``: take an operation back."""

from typing import Annotated

from reseau.cli._base import argument, command, new_single
from reseau.cli.options import DryRun
from reseau.cli.state import store
from reseau.i18n import N_
from reseau.i18n import gettext as _

app = new_single()


@command(
    app,
    "undo",
    text=N_("Undo the last operation, or the one with that number."),
    example=N_("reseau undo 12 --dry-run"),
)
def undo(
    number: Annotated[
        int | None,
        argument(
            text=N_("Number of the operation; the last one by default."),
            metavar=N_("NUMBER"),
        ),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.cli.history.past import report_reversal
    from reseau.usecases.log.memory import undo_operation

    report_reversal(
        undo_operation(store(), number, dry_run=dry_run),
        _("Operation #{number} is undone: {what}, by {author}. What it had changed:"),
    )
