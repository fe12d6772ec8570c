"""``reseau init``: create a store."""

from typing import Annotated

from reseau.cli import output, state
from reseau.cli._base import command, new_single, option, shown_command
from reseau.i18n import N_
from reseau.i18n import gettext as _

app = new_single()


@command(
    app,
    "init",
    text=N_("Create a store, with themes and Montréal's territories."),
    example=N_('reseau init --name "Collectif des quartiers"'),
)
def init(
    name: Annotated[str, option("--name", text=N_("Name of the collective."))] = "",
    bare: Annotated[
        bool, option("--bare", text=N_("Without themes nor territories."))
    ] = False,
) -> None:
    from reseau.usecases.safekeeping.setup import init_store

    address = state.address()
    init_store(address, organization=name, seeds=not bare)
    output.line(_("The store is created: {place}").format(place=address.place))
    output.note(
        _("Next: reseau {log}, or reseau {command} --help.").format(
            log=shown_command("log"), command=shown_command("import")
        )
    )
