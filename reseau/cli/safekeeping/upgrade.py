"""``reseau upgrade``: bring the store up to this version."""

from typing import TYPE_CHECKING

from reseau.cli import output, state
from reseau.cli._base import command, new_single
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
def upgrade() -> None:
    from reseau.usecases.safekeeping.setup import bring_up_to_date

    backup = bring_up_to_date(state.address(), without_backup=_say_without)
    if backup is None:
        output.line(_("The store is up to date."))
    else:
        output.line(_("The store is up to date. Backup: {file}").format(file=backup))
