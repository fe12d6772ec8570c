"""``reseau export``: tables, graphs, deadlines, the whole store."""

from pathlib import Path
from typing import Annotated

from reseau.cli import output, words
from reseau.cli._base import argument, command, new_group, option
from reseau.cli.network.network_question import (
    AtOption,
    CommitteeOption,
    FollowOption,
    HalfLifeOption,
    KindOption,
    LayerOption,
    TerritoryOption,
    ThemeOption,
    question,
)
from reseau.cli.options import AudienceOption, Since, Until
from reseau.cli.state import store
from reseau.i18n import N_, formats, language, ngettext
from reseau.i18n import gettext as _

app = new_group(N_("Export to Excel, Gephi, Kumu, or the whole store."))

File = Annotated[str, argument(text=N_("The file to write."), metavar=N_("FILE"))]


@command(
    app,
    "csv",
    text=N_(
        "A table for Excel: actors, interactions, participations, memberships, "
        "signals, needs, ties."
    ),
    example=N_("reseau export csv actors actors.csv --audience group"),
)
def csv(
    table: Annotated[str, argument(text=N_("Which table."), metavar=N_("TABLE"))],
    file: File,
    separator: Annotated[str, option("--separator", text=N_("; or , or tab."))] = ";",
    audience: AudienceOption = "internal",
) -> None:
    from reseau.domain.vocabulary import Diffusion
    from reseau.usecases.exchanging import exporting

    chosen = words.one_of(table, exporting.TABLE_NAMES, option=_("TABLE"))
    between = words.one_of(separator, tuple(exporting.SEPARATORS), option="--separator")
    count = exporting.export_table(
        store(),
        Path(file),
        table=chosen,
        separator=exporting.SEPARATORS[between],
        shown_to=words.audience(Diffusion.read(audience)),
    )
    text = ngettext("{file}: {n} row.", "{file}: {n} rows.", count)
    output.line(text.format(file=output.safe(file), n=formats.number(count)))


def _declare(form: str, *, text: str, example: str) -> None:
    """Declare the export of the network in a format: all take the same options."""

    @command(app, form, text=text, example=example)
    def graph(
        file: File, layer: LayerOption = "copresence", since: Since = None,
        until: Until = None, theme: ThemeOption = None,
        territory: TerritoryOption = None, committee: CommitteeOption = None,
        kind: KindOption = None, at: AtOption = None,
        half_life: HalfLifeOption = "180",
    follow_successors: FollowOption = False, audience: AudienceOption = "internal",
    ) -> None:  # fmt: skip
        from reseau.usecases.exchanging.exporting import export_graph

        asked = question(
            layer=layer, since=since, until=until, theme=theme, territory=territory,
            committee=committee, kind=kind, at=at, half_life=half_life,
            follow=follow_successors,
            audience=audience,
        )  # fmt: skip
        actors, ties = export_graph(
            store(), Path(file), form=form, question=asked, language=language()
        )
        said = _("{file}: {actors} actors, {ties} ties.")
        output.line(said.format(file=output.safe(file), actors=actors, ties=ties))


_declare(
    "graphml",
    text=N_("The network for Cytoscape, Gephi, igraph, NetworkX."),
    example=N_("reseau export graphml network.graphml --since 2026"),
)
_declare(
    "gexf",
    text=N_("The network for Gephi, with its dates."),
    example=N_("reseau export gexf network.gexf"),
)
_declare(
    "kumu",
    text=N_("The network for Kumu, as a blueprint."),
    example=N_("reseau export kumu network.json --audience public"),
)


@command(
    app,
    "records",
    text=N_(
        "Records to edit or fill in Excel, and import back: needs, pledges, mandates…"
    ),
    example=N_("reseau export records needs needs.xlsx"),
)
def records(
    kind: Annotated[
        str,
        argument(
            text=N_("Which kind of record; “all” for one sheet each."),
            metavar=N_("RECORDS"),
        ),
    ],
    file: Annotated[
        str,
        argument(
            text=N_("The file to write: .csv, .xlsx or .json."), metavar=N_("FILE")
        ),
    ],
    empty: Annotated[
        bool, option("--empty", text=N_("Only the headings, to be filled."))
    ] = False,
    separator: Annotated[
        str, option("--separator", text=N_("Of a .csv: ; or , or tab."))
    ] = ";",
    audience: AudienceOption = "internal",
) -> None:
    from reseau.domain.vocabulary import Diffusion
    from reseau.usecases.exchanging.exporting import SEPARATORS
    from reseau.usecases.exchanging.exporting_records import Wanted, export_records

    between = words.one_of(separator, tuple(SEPARATORS), option="--separator")
    shown_to = words.audience(Diffusion.read(audience))
    wanted = Wanted(kind, shown_to, SEPARATORS[between], empty)
    made = export_records(store(), Path(file), wanted)
    text = ngettext("{file}: {n} record.", "{file}: {n} records.", made.rows)
    output.line(text.format(file=output.safe(file), n=formats.number(made.rows)))
    if made.left_out:
        output.note(
            ngettext(
                "{n} record is about somebody who may not be shown: it is left out.",
                "{n} records are about somebody who may not be shown: they are left "
                "out.",
                made.left_out,
            ).format(n=formats.number(made.left_out))
        )
    if not made.comes_back:
        output.note(
            _("Without UUIDs, this file is to be read: it is not one to import back.")
        )


@command(
    app,
    "ics",
    text=N_("Deadlines of follow-ups, for the calendar of Outlook, Google or Apple."),
    example=N_("reseau export ics follow-ups.ics"),
)
def ics(
    file: File,
    all_: Annotated[
        bool, option("--all", text=N_("Those that are done as well."))
    ] = False,
    with_actors: Annotated[
        bool,
        option("--with-actors", text=N_("Say who promised, and at which meeting.")),
    ] = False,
) -> None:
    from reseau.usecases.log.follow_up_calendar import export_follow_ups

    count = export_follow_ups(store(), Path(file), done=all_, with_actors=with_actors)
    text = ngettext("{file}: {n} deadline.", "{file}: {n} deadlines.", count)
    output.line(text.format(file=output.safe(file), n=formats.number(count)))


@command(
    app,
    "json",
    text=N_("The whole store, to import into an empty one. It holds personal data."),
    example=N_("reseau export json store.json"),
)
def json(file: File) -> None:
    from reseau.usecases.exchanging.whole_store import export_store

    count = export_store(store(), Path(file))
    text = ngettext("{file}: {n} record.", "{file}: {n} records.", count)
    output.line(text.format(file=output.safe(file), n=formats.number(count)))
    output.note(_("This file holds personal data: keep it private."))
