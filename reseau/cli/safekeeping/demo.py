"""``reseau demo``: a real network, or a story's, in a folder of its own."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from reseau.cli import output, words
from reseau.cli._base import (
    command,
    new_single,
    option,
    shown_command,
    shown_option,
)
from reseau.cli.options import FormatOption
from reseau.i18n import N_, language
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reseau.usecases.actors.actor_lists import ActorLine
    from reseau.usecases.demo import Demonstration

_STORY = "quartier"

app = new_single()


@command(
    app,
    "demo",
    text=N_(
        "A network to look at and to try on, in a folder of its own.\n\nThe scenario "
        "portland is real: a year of contacts between lobbyists and a city. The "
        "scenario quartier is a story: three years of an invented collective in "
        "Montréal, with something to show for every command."
    ),
    example=N_("reseau demo --scenario quartier --out my-demo"),
)
def demo(
    out: Annotated[
        str, option("--out", "-o", text=N_("The folder to make."), metavar=N_("FOLDER"))
    ] = "reseau-demo",
    scenario: Annotated[
        str, option("--scenario", text=N_("portland or quartier."))
    ] = "portland",
    form: FormatOption = "table",
    open_: Annotated[
        bool, option("--open", text=N_("Open the map in the browser."))
    ] = False,
) -> None:
    chosen = output.read_format(form)
    named = words.one_of(scenario, ("portland", _STORY), option="--scenario")
    shown = _made(named, Path(out))
    _print(shown, form=chosen)
    if open_:
        import webbrowser

        webbrowser.open(shown.drawn.file.resolve().as_uri())


def _made(scenario: str, out: Path) -> "Demonstration":
    from reseau.usecases import demo as usecase

    if scenario != _STORY:
        return usecase.run_demo(out, language=language(), say=output.note)
    return usecase.run_story(out, language=language(), say=output.note, tell=_tell)


def _tell(database: str) -> None:
    from reseau.cli.exchanging.imported import progress
    from reseau.cli.safekeeping.scenario import play

    output.note(_("Telling three years of an invented collective…"))
    count = play(_STORY, database, told=lambda done, all_: progress(done, all_, _STORY))
    progress(count, count, _STORY)


def _print(shown: "Demonstration", *, form: output.Format) -> None:
    from reseau.cli import figures
    from reseau.cli.network import tie_figures

    if form is not output.Format.TABLE:
        output.data(_json(shown))
        return
    output.line()
    figures.print_overview(shown.figures, form=form)
    output.line()
    output.heading(_("Why this tie? Line by line"))
    tie_figures.print_why(shown.tie, form=form, limit=5)
    output.line()
    output.heading(_("Mobilization so far: who took part most"))
    _print_mobilized(shown.mobilized)
    output.line(_source(shown))
    _print_next(shown)


def _print_mobilized(found: "Sequence[ActorLine]") -> None:
    from reseau.cli.lists import print_list
    from reseau.usecases.actors.actor_lists import ActorLine

    columns = [
        output.Column("name", _("name")),
        output.Column("kind", _("kind")),
        output.Column("interactions", _("interactions"), right=True),
        output.Column("last", _("last")),
    ]
    print_list(
        found, columns, of=ActorLine, form=output.Format.TABLE, empty="", total=""
    )


def _source(shown: "Demonstration") -> str:
    if shown.imported is None:
        return _(
            "All of it is invented: the collective, its partners, the people. Only the "
            "neighbourhoods are real."
        )
    return _("Source: {source}").format(source=shown.imported.sources.profile.source)


def _print_next(shown: "Demonstration") -> None:
    """Say how to open the map, and how to go on."""
    output.line()
    output.line(
        _("The map: {address}").format(address=shown.drawn.file.resolve().as_uri())
    )
    output.line(_("Open it in a browser; it needs no network."))
    database = shown.address.place
    output.line(_("To look further:"))
    further = ("status", "expert gaps", "privacy status")
    for command_ in (
        "network overview",
        "actor list",
        *(further if shown.imported is None else ()),
        "history",
    ):
        typed = " ".join(shown_command(it) for it in command_.split())
        output.line(
            f"  reseau {typed} {shown_option(['--database', '--base'])[0]} {database}"
        )


def _json(shown: "Demonstration") -> dict[str, object]:
    from reseau.cli import figures
    from reseau.cli.network import tie_figures

    return {
        "database": shown.address.place,
        "map": str(shown.drawn.file),
        "imported": None if shown.imported is None else shown.imported.as_json(),
        "overview": figures.overview_json(shown.figures),
        "why": tie_figures.why_json(shown.tie),
        "mobilized": [
            {"slug": it.slug, "name": it.name, "interactions": it.interactions}
            for it in shown.mobilized
        ],
    }
