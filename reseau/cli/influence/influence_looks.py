"""``reseau influence matrix``, ``template`` and ``mactor``."""

from typing import TYPE_CHECKING, Annotated

from reseau.cli import output, words
from reseau.cli._base import argument, command, option
from reseau.cli.influence import influence_tables as tables
from reseau.cli.influence.influence_question import AllTables, Look, app
from reseau.cli.options import AudienceOption, FormatOption
from reseau.cli.state import store
from reseau.i18n import N_
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.influence.influence_view import InfluenceView

Valued = Annotated[
    str,
    option(
        "--valued",
        text=N_("What a position counts: its stance, or its sign times the priority."),
    ),
]


@command(
    app,
    "matrix",
    text=N_("Who influences whom, as each assessor has it, and where they differ."),
    example=N_("reseau influence matrix --theme housing"),
)
def matrix(
    look: Look,
    audience: AudienceOption = "internal",
    form: FormatOption = "table",
) -> None:
    from reseau.cli.influence.influence_json import matrix_json, pairs
    from reseau.usecases.influence import influence_view

    chosen = output.read_format(form)
    asked = look.question(audience=audience)
    found = influence_view.look(store(), asked)
    if chosen is output.Format.TABLE:
        _print_matrix(found)
    elif chosen is output.Format.CSV:
        names = ("source", "target", "n", "value", "lowest", "highest", "spread")
        output.rows(
            [output.Column(it, it) for it in names], pairs(found), form=chosen, empty=""
        )
    else:
        output.data(matrix_json(found))


def _print_matrix(found: "InfluenceView") -> None:
    """Print the matrix: a mean from three assessors on, else what each says."""
    from reseau.usecases.influence import influence_facts

    output.heading(_("Direct influences: the row on the column, 0 to 4"))
    tables.sentences([influence_facts.combination(found)])
    names = [it.name for it in found.actors]
    cells = [
        [
            "·" if one.key == other.key else _cell(found, one.key, other.key)
            for other in found.actors
        ]
        for one in found.actors
    ]
    tables.grid(names, cells, columns=tables.numbers(len(names)), first=_("actor"))
    if len(found.assessors) > 1:
        output.line(_("1/3: two assessors who differ; *: a gap of 2 or more."))
    output.line(_("Empty: nobody rated that pair."))
    tables.disagreements(found)
    tables.basis(found)


def _cell(found: "InfluenceView", one: int | None, other: int | None) -> str:
    from reseau.analysis.influence.assessors import ENOUGH, spread

    by = found.influences.values.get((one or 0, other or 0))
    if by is None:
        return ""
    gap = spread(by)
    if not gap:
        return str(next(iter(by.values())))
    mark = "*" if gap >= 2 else ""  # noqa: PLR2004  # Said under the table.
    if len(by) < ENOUGH:
        return "/".join(str(it) for it in sorted(by.values())) + mark
    combined = found.influences.combined(found.question.how)
    return tables.number(combined[one or 0, other or 0]) + mark


@command(
    app,
    "template",
    text=N_("Make a workbook for a workshop: blank matrices, one sheet per assessor."),
    example=N_(
        "reseau influence template workshop.xlsx --committee advisory-group "
        '--assessor "Nadia Tremblay" --assessor "Luc Roy" --theme housing'
    ),
)
def template(
    file: Annotated[
        str, argument(text=N_("The file to write (.xlsx)."), metavar=N_("FILE"))
    ],
    actor: Annotated[
        list[str] | None,
        option(
            "--actor",
            text=N_("An actor of the matrix; repeat it for each."),
            metavar=N_("ACTOR"),
        ),
    ] = None,
    committee: Annotated[
        str | None, option("--committee", text=N_("All who sit in this committee."))
    ] = None,
    objective: Annotated[
        list[str] | None,
        option(
            "--objective",
            text=N_("An objective to ask positions on; all when left out."),
            metavar=N_("OBJECTIVE"),
        ),
    ] = None,
    assessor: Annotated[
        list[str] | None,
        option(
            "--assessor",
            text=N_("Somebody who fills it in; repeat it for one sheet each."),
            metavar=N_("ACTOR"),
        ),
    ] = None,
    theme: Annotated[
        str | None, option("--theme", text=N_("What the workshop is about."))
    ] = None,
    on: Annotated[
        str | None,
        option(
            "--on",
            text=N_("The day of the workshop; today by default."),
            metavar=N_("DATE"),
        ),
    ] = None,
    filled: Annotated[
        bool, option("--filled", text=N_("Fill in what each said already."))
    ] = False,
) -> None:
    from pathlib import Path

    from reseau.usecases.influence.influence_form import FormQuestion, write_form

    asked = FormQuestion(
        tuple(actor or ()), committee, tuple(objective or ()), tuple(assessor or ()),
        theme, words.day(on, prefer="next"), filled,
    )  # fmt: skip
    made = write_form(store(), Path(file), asked)
    said = _("{file}: {actors} actors, {objectives} objectives, sheets for {n}.")
    output.line(
        said.format(
            file=output.safe(file),
            actors=made.actors,
            objectives=made.objectives,
            n=made.assessors,
        )
    )
    output.note(_("Once filled in: reseau import influence FILE"))


@command(
    app,
    "mactor",
    text=N_("MACTOR: influence, dependence, balance of power, alliances."),
    example=N_("reseau influence mactor --theme housing --all"),
)
def mactor(
    look: Look,
    valued: Valued = "stance",
    variant: Annotated[
        str,
        option(
            "--variant",
            text=N_("How the balance is read: recommended, inclusive or net."),
        ),
    ] = "recommended",
    every: AllTables = False,
    audience: AudienceOption = "internal",
    form: FormatOption = "table",
) -> None:
    from reseau.cli.influence.influence_json import mactor_json
    from reseau.cli.influence.influence_mactor import print_mactor
    from reseau.cli.influence.influence_rows import print_mactor_rows
    from reseau.usecases.influence.influence_measures import VARIANTS, mactor_report

    chosen = output.read_format(form)
    asked = look.question(audience=audience, valued=valued)
    reading = VARIANTS[words.one_of(variant, tuple(VARIANTS), option="--variant")]
    found = mactor_report(store(), asked, variant=reading)
    if chosen is output.Format.JSON:
        output.data(mactor_json(found))
        return
    if chosen is output.Format.CSV:
        print_mactor_rows(found)
        return
    print_mactor(found, every=every)
