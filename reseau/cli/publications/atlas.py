"""``reseau atlas``: a portrait of each territory, in one file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from reseau.cli import output, words
from reseau.cli._base import argument, command, new_single, option
from reseau.cli.options import AudienceOption, DryRun, FormatOption
from reseau.cli.state import store
from reseau.i18n import N_, language, ngettext
from reseau.i18n import gettext as _
from reseau.i18n.formats import number

if TYPE_CHECKING:
    from reseau.usecases.atlas.atlas import AtlasWish
    from reseau.usecases.atlas.atlas_files import Made

app = new_single()

Which = Annotated[
    str | None,
    argument(
        text=N_("Only the portrait of this one: its name or its short code."),
        metavar=N_("TERRITORY"),
    ),
]
Out = Annotated[
    str,
    option("--out", "-o", text=N_("The file: .html or .pdf."), metavar=N_("FILE")),
]
Pdf = Annotated[
    bool, option("--pdf", text=N_("Write a PDF beside it, without a browser."))
]
By = Annotated[
    str,
    option(
        "--by", text=N_("Which territories: neighbourhood, borough, city, zone, other.")
    ),
]
LayerFile = Annotated[
    str | None,
    option(
        "--layer",
        text=N_("Other territories: a GeoJSON file of zones, in degrees."),
        metavar=N_("FILE"),
    ),
]
NameOf = Annotated[
    str | None,
    option("--name-of", text=N_("The property that names the zones of the layer.")),
]
Places = Annotated[
    str | None,
    option(
        "--places",
        text=N_(
            "Count places of interest: “montreal” for those shipped, or a GeoJSON file "
            "of points."
        ),
    ),
]
At = Annotated[
    str | None,
    option("--at", text=N_("As of that day; today by default."), metavar=N_("DATE")),
]
Compare = Annotated[
    str | None,
    option(
        "--compare",
        text=N_("The earlier day set beside; a year before by default."),
        metavar=N_("DATE"),
    ),
]


@command(
    app,
    "atlas",
    text=N_(
        "The neighbourhoods: a map, and a portrait of each, in one file that works "
        "offline and prints."
    ),
    example=N_("reseau atlas --places montreal --out atlas.html"),
)
def atlas(
    which: Which = None, out: Out = "atlas.html", pdf: Pdf = False,
    by: By = "neighbourhood", layer: LayerFile = None, name_of: NameOf = None,
    places: Places = None, at: At = None, compare: Compare = None,
    audience: AudienceOption = "group", form: FormatOption = "table",
    dry_run: DryRun = False,
) -> None:  # fmt: skip
    from reseau.usecases.atlas.atlas_files import (
        COLUMNS,
        atlas_data,
        atlas_rows,
        make_atlas,
    )

    wish = _wish(
        which, by=by, layer=layer, name_of=name_of, places=places, at=at,
        compare=compare, audience=audience,
    )  # fmt: skip
    printed = output.read_format(form)
    if printed is output.Format.JSON:
        output.data(atlas_data(store(), wish))
    elif printed is output.Format.CSV:
        columns = [output.Column(it, it) for it in COLUMNS]
        output.rows(columns, atlas_rows(store(), wish), form=printed, empty="")
    else:
        _tell(make_atlas(store(), Path(out), wish, pdf=pdf, dry_run=dry_run))


def _wish(
    which: str | None, *, by: str, layer: str | None, name_of: str | None,
    places: str | None, at: str | None, compare: str | None, audience: str,
) -> "AtlasWish":  # fmt: skip
    """Turn the options into what the atlas holds."""
    from reseau.domain.vocabulary import Diffusion, TerritoryKind
    from reseau.usecases.atlas.atlas import AtlasWish

    return AtlasWish(
        language=language(),
        shown_to=words.audience(Diffusion.read(audience)),
        territory=which,
        kind=TerritoryKind.read(by),
        layer=None if layer is None else Path(layer),
        name_of=name_of,
        places=places,
        at=words.day(at),
        compare=words.day(compare),
    )


def _tell(made: "Made") -> None:
    """Say what was written, and what to do with it."""
    text = ngettext(
        "{file}: {n} portrait (territories: {all}).",
        "{file}: {n} portraits (territories: {all}).",
        made.portraits,
    )
    for file in made.files:
        output.line(
            output.safe(
                text.format(
                    file=file, n=number(made.portraits), all=number(made.territories)
                )
            )
        )
    if made.nowhere:
        text = ngettext(
            "{n} organization has no territory of this atlas.",
            "{n} organizations have no territory of this atlas.",
            made.nowhere,
        )
        output.note(text.format(n=number(made.nowhere)))
    for sentence in made.remarks:
        output.note(output.safe(sentence))
    if made.dry_run:
        output.note(_("Nothing was written: --dry-run."))
