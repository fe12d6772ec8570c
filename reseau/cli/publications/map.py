"""``reseau map``: draw the network."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from reseau.cli import output, words
from reseau.cli._base import command, new_single, option
from reseau.cli.network.network_question import Look
from reseau.cli.options import AudienceOption, WithoutStaff
from reseau.cli.state import store
from reseau.i18n import N_, language, ngettext
from reseau.i18n import gettext as _
from reseau.i18n.formats import number, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reseau.usecases.maps.mapping import Drawn, MapWish

app = new_single()


Out = Annotated[
    str | None,
    option(
        "--out",
        "-o",
        text=N_(
            "The file: .html, .svg, .png or .pdf for a still picture, or .zip with the "
            "page and its PDF; map.html by default."
        ),
        metavar=N_("FILE"),
    ),
]
Size = Annotated[
    str, option("--size", text=N_("What the discs measure: strength, degree …"))
]
Title = Annotated[str, option("--title", text=N_("Title of the page."))]
WithoutIsolates = Annotated[
    bool, option("--without-isolates", text=N_("Leave out actors without a tie."))
]
Focus = Annotated[
    str | None,
    option("--focus", text=N_("Only who is near this actor."), metavar=N_("ACTOR")),
]
Steps = Annotated[
    int, option("--steps", text=N_("How many ties away, with --focus."), min=1, max=5)
]
Compare = Annotated[
    str | None,
    option(
        "--compare",
        text=N_("Show what appeared, vanished, got stronger or weaker since that day."),
        metavar=N_("DATE"),
    ),
]
Anew = Annotated[
    bool,
    option("--rearrange", text=N_("Place all actors anew, not where they stood.")),
]
WithTitles = Annotated[
    bool,
    option(
        "--with-titles",
        text=N_("Show the titles of the log to others than the team: read them first."),
    ),
]
Form = Annotated[
    str | None,
    option(
        "--format", text=N_("html, svg, png, pdf or zip, whatever the file’s name.")
    ),
]
View = Annotated[
    list[str] | None,
    option(
        "--view",
        text=N_("A button of the page: a name, and the code that the page copies."),
        metavar=N_("NAME=CODE"),
    ),
]
Open = Annotated[bool, option("--open", text=N_("Open it in the browser."))]


@command(
    app,
    "map",
    text=N_("Draw the network: one file, offline, to open in a browser or to print."),
    example=N_(
        "reseau map --theme housing --since 2026 --audience group --out map.html"
    ),
)
def map_(
    *,
    out: Out = None, look: Look, audience: AudienceOption = "internal",
    focus: Focus = None, steps: Steps = 2, without_staff: WithoutStaff = False,
    compare: Compare = None, rearrange: Anew = False, size: Size = "strength",
    title: Title = "", without_isolates: WithoutIsolates = False,
    with_titles: WithTitles = False, form: Form = None, view: View = None,
    open_: Open = False,
) -> None:  # fmt: skip
    from reseau.usecases.maps.mapping import draw_map

    asked = look.question(audience=audience)
    wish = _wish(
        size=size, title=title, isolates=not without_isolates, focus=focus, steps=steps,
        without_staff=without_staff, compare=compare, anew=rearrange,
        form=form, titles=with_titles, views=view or (),
    )  # fmt: skip
    usual = Path(_("map.html")).with_suffix(f".{wish.ending or 'html'}")
    path = Path(out) if out else usual
    _tell(draw_map(store(), path, question=asked, wish=wish), opened=open_)


def _wish(
    *, size: str, title: str, isolates: bool, focus: str | None, steps: int,
    without_staff: bool, compare: str | None, anew: bool,
    form: str | None, titles: bool, views: "Sequence[str]",
) -> "MapWish":  # fmt: skip
    """Turn the options into how the map is drawn."""
    from reseau.analysis.positions.centrality import MEASURES
    from reseau.publish.map.map_views import saved_views
    from reseau.usecases.maps.map_forms import FORMATS
    from reseau.usecases.maps.map_network import Narrowing
    from reseau.usecases.maps.mapping import MapWish

    return MapWish(
        language(),
        size=words.one_of(size, tuple(MEASURES), option="--size"),
        isolates=isolates,
        title=title,
        narrowing=Narrowing(focus, steps, without_staff, words.day(compare)),
        anew=anew,
        ending=None if form is None else words.one_of(form, FORMATS, option="--format"),
        titles=titles,
        views=saved_views(views),
    )


def _left_out(hidden: int) -> str:
    """Say how many may not be shown, and what shows one of them."""
    return ngettext(
        "{n} actor is left out, whom this audience may not be shown. With their "
        "consent, “reseau actor edit NAME --diffusion”, with group or public, shows "
        "them.",
        "{n} actors are left out, whom this audience may not be shown. With their "
        "consent, “reseau actor edit NAME --diffusion”, with group or public, shows "
        "them.",
        hidden,
    ).format(n=number(hidden))


def _tell(drawn: "Drawn", *, opened: bool) -> None:
    """Say what was drawn, and what to do with it."""
    text = ngettext(
        "{file}: {n} actor, {ties} ties.",
        "{file}: {n} actors, {ties} ties.",
        drawn.actors,
    )
    output.line(
        output.safe(text.format(file=drawn.file, n=drawn.actors, ties=drawn.ties))
    )
    if drawn.hidden:
        output.note(_left_out(drawn.hidden))
    if drawn.advice:
        output.note(output.safe(drawn.advice))
    for name in drawn.left_out:
        text = _("The view {name} is left out: it shows something not on this map.")
        output.note(output.safe(text.format(name=quoted(name))))
    if not drawn.remembered:
        output.note(
            _("Where actors stand was not kept: the store could not be written.")
        )
    if opened:
        import webbrowser

        webbrowser.open(drawn.file.resolve().as_uri())
    elif drawn.file.suffix.casefold() in {".html", ".htm"}:
        output.note(_("Open it in a browser; it needs no network."))
