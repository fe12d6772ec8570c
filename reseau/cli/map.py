"""``reseau map``: draw the network."""

from pathlib import Path
from typing import Annotated

from reseau.cli import output, words
from reseau.cli._base import command, new_single, option
from reseau.cli.network_question import (
    AtOption,
    AudienceOption,
    CommitteeOption,
    HalfLifeOption,
    KindOption,
    LayerOption,
    TerritoryOption,
    ThemeOption,
    question,
)
from reseau.cli.options import Since, Until
from reseau.cli.state import store
from reseau.i18n import N_, language, ngettext
from reseau.i18n import gettext as _

app = new_single()


Out = Annotated[
    str, option("--out", text=N_("The file, .html or .svg."), metavar=N_("FILE"))
]
Size = Annotated[
    str, option("--size", text=N_("What the discs measure: strength, degree …"))
]
Title = Annotated[str, option("--title", text=N_("Title of the page."))]
WithoutIsolates = Annotated[
    bool, option("--without-isolates", text=N_("Leave out actors without a tie."))
]
Open = Annotated[bool, option("--open", text=N_("Open it in the browser."))]


@command(
    app,
    "map",
    text=N_("Draw the network: one file, offline, to open in a browser."),
    example=N_(
        "reseau map --theme housing --since 2026 --audience group --out map.html"
    ),
)
def map_(
    out: Out = "map.html", layer: LayerOption = "copresence", since: Since = None,
    until: Until = None, theme: ThemeOption = None, territory: TerritoryOption = None,
    committee: CommitteeOption = None, kind: KindOption = None, at: AtOption = None,
    half_life: HalfLifeOption = "180", audience: AudienceOption = "internal",
    size: Size = "strength", title: Title = "",
    without_isolates: WithoutIsolates = False, open_: Open = False,
) -> None:  # fmt: skip
    from reseau.analysis.centrality import MEASURES
    from reseau.usecases.mapping import MapWish, draw_map

    asked = question(
        layer=layer, since=since, until=until, theme=theme, territory=territory,
        committee=committee, kind=kind, at=at, half_life=half_life, audience=audience,
    )  # fmt: skip
    wish = MapWish(
        language(),
        size=words.one_of(size, tuple(MEASURES), option="--size"),
        isolates=not without_isolates,
        title=title,
    )
    drawn = draw_map(store(), Path(out), question=asked, wish=wish)
    text = ngettext(
        "{file}: {n} actor, {ties} ties.",
        "{file}: {n} actors, {ties} ties.",
        drawn.actors,
    )
    output.line(
        output.safe(text.format(file=drawn.file, n=drawn.actors, ties=drawn.ties))
    )
    if open_:
        import webbrowser

        webbrowser.open(drawn.file.resolve().as_uri())
    else:
        output.note(_("Open it in a browser; it needs no network."))
