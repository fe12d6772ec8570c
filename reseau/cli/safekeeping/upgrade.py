"""``reseau upgrade``: bring the store up to this version."""

from typing import TYPE_CHECKING

from reseau.cli import output, state
from reseau.cli._base import command, new_single
from reseau.cli.options import DryRun
from reseau.i18n import N_
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.errors import ReseauError

app = new_single()


def _say_without(reason: "ReseauError") -> None:
    output.note(_("No backup was made first. {reason}").format(reason=reason))


@command(
    app,
    "upgrade",
    text=N_("Bring the store up to this version of Réseau, after a backup."),
    example=N_("reseau upgrade"),
)
def upgrade(dry_run: DryRun = False) -> None:
    from reseau.usecases.safekeeping.setup import bring_up_to_date

    if dry_run:
        _try()
        return
    backup = bring_up_to_date(state.address(), without_backup=_say_without)
    if backup is None:
        output.line(_("The store is up to date."))
    else:
        output.line(_("The store is up to date. Backup: {file}").format(file=backup))


def _try() -> None:
    from reseau.usecases.safekeeping.setup import try_to_bring_up_to_date

    if try_to_bring_up_to_date(state.address()):
        output.line(_("The store can be brought up to date."))
    else:
        output.line(_("The store is up to date."))
    output.note(_("Dry run: nothing was written."))
