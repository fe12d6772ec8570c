"""``reseau backup``: a verified copy of the whole store."""

from pathlib import Path
from typing import Annotated

from reseau.cli import output, state
from reseau.cli._base import command, new_single, option
from reseau.cli.options import FormatOption
from reseau.i18n import N_, formats, ngettext
from reseau.i18n import gettext as _

app = new_single()


@command(
    app,
    "backup",
    text=N_(
        "Copy the whole store, verify the copy, and keep the latest ones. Keep a copy "
        "on another disk too."
    ),
    example=N_("reseau backup --to /media/usb/reseau --keep 30"),
)
def backup(
    to: Annotated[
        str | None,
        option(
            "--to",
            text=N_("The folder; by default “backups” beside the store."),
            metavar=N_("FOLDER"),
        ),
    ] = None,
    keep: Annotated[
        int,
        option("--keep", text=N_("How many to keep there; 0 removes none.")),
    ] = 30,
    form: FormatOption = "table",
) -> None:
    from reseau.usecases.safekeeping.safekeeping import back_up

    chosen = output.read_format(form)
    made = back_up(state.address(), None if to is None else Path(to), keep=keep)
    if chosen is not output.Format.TABLE:
        output.data(
            {
                "file": str(made.path.absolute()),
                "bytes": made.size,
                "sha256": made.digest,
                "removed": [str(it) for it in made.removed],
            }
        )
        return
    output.line(str(made.path))
    output.note(_("Verified: {n} bytes.").format(n=formats.number(made.size)))
    if made.removed:
        text = ngettext(
            "{n} older backup was removed.",
            "{n} older backups were removed.",
            len(made.removed),
        )
        output.note(text.format(n=formats.number(len(made.removed))))
    output.note(_("To put it back: reseau restore FILE"))
