"""``reseau guide``: the user guide, to read in a browser without a network."""

from pathlib import Path
from typing import Annotated

from reseau.cli import output
from reseau.cli._base import command, new_single, option
from reseau.i18n import N_, formats, language, ngettext
from reseau.i18n import gettext as _

app = new_single()


@command(
    app,
    "guide",
    text=N_(
        "The user guide as web pages in a folder, in French and English.\n\nIt needs "
        "neither a network nor a store: open the page that is named, or copy the "
        "folder to a shared drive."
    ),
    example=N_("reseau guide --out our-guide"),
)
def guide(
    out: Annotated[
        str, option("--out", "-o", text=N_("The folder to make."), metavar=N_("FOLDER"))
    ] = "reseau-guide",
    open_: Annotated[
        bool, option("--open", text=N_("Open the guide in the browser."))
    ] = False,
) -> None:
    from reseau.usecases.guide import write_guide

    first, count = write_guide(Path(out), language=language())
    said = ngettext("{folder}: {n} page.", "{folder}: {n} pages.", count)
    output.note(output.safe(said.format(folder=out, n=formats.number(count))))
    output.line(_("The guide: {address}").format(address=first.resolve().as_uri()))
    if open_:
        import webbrowser

        webbrowser.open(first.resolve().as_uri())
        return
    output.note(_("Open it in a browser; it needs no network."))
