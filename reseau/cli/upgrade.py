"""``reseau upgrade``: bring the store up to this version."""

from reseau.cli import output, state
from reseau.cli._base import command, new_single
from reseau.i18n import N_
from reseau.i18n import gettext as _

app = new_single()


@command(
    app,
    "upgrade",
    text=N_("Bring the store up to this version of Réseau, after a backup."),
    example=N_("reseau upgrade"),
)
def upgrade() -> None:
    from reseau.usecases.setup import bring_up_to_date

    backup = bring_up_to_date(state.address())
    if backup is None:
        output.line(_("The store is up to date."))
    else:
        output.line(_("The store is up to date. Backup: {file}").format(file=backup))
