"""``reseau restore``: put a backup in the place of the store."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from reseau.cli import output, state
from reseau.cli._base import argument, command, leave, new_single, shown_command
from reseau.cli.options import DryRun, Yes
from reseau.errors import ExitCode
from reseau.i18n import N_, formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.safekeeping.safekeeping import Restored

app = new_single()


@command(
    app,
    "restore",
    text=N_(
        "Put a backup in the place of the store. The store as it is is backed up first."
    ),
    example=N_("reseau restore reseau-20261124T150000Z.backup.sqlite"),
)
def restore(
    file: Annotated[
        str,
        argument(text=N_("The backup, as reseau backup named it."), metavar=N_("FILE")),
    ],
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.safekeeping.restoring import restore_store
    from reseau.usecases.safekeeping.safekeeping import check_restorable

    address, backup = state.address(), Path(file)
    check_restorable(address, backup)
    if dry_run:
        output.line(
            _("{backup} can be put in the place of the store.").format(backup=backup)
        )
        output.note(_("Dry run: nothing was written."))
        return
    question = _("Replace the store at {place} with {backup}?").format(
        place=address.place, backup=backup
    )
    if not output.confirm(question, yes=yes):
        output.note(_("Nothing was changed."))
        leave(ExitCode.DONE)
    _tell(restore_store(address, backup))


def _tell(done: "Restored") -> None:
    output.line(_("The store is that of {backup}.").format(backup=done.backup))
    if done.saved is not None:
        output.note(_("As it was before: {file}").format(file=done.saved))
    if done.aside is not None:
        output.note(
            _("Nobody could read it; it was put aside: {file}").format(file=done.aside)
        )
    if done.erased:
        text = ngettext(
            "{n} person erased since the backup was erased again.",
            "{n} people erased since the backup were erased again.",
            done.erased,
        )
        output.note(text.format(n=formats.number(done.erased)))
    if done.retained:
        text = ngettext(
            "{n} record whose time had come was removed again.",
            "{n} records whose time had come were removed again.",
            done.retained,
        )
        output.note(text.format(n=formats.number(done.retained)))
    if done.older:
        output.note(
            _("An earlier version of Réseau made it. Next: reseau {command}").format(
                command=shown_command("upgrade")
            )
        )
