"""``reseau influence assert``, ``position`` and their lists."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from reseau.cli import output, words
from reseau.cli._base import argument, command, option
from reseau.cli.done import report
from reseau.cli.influence.influence_question import AtOption, ByOption, ThemeOption, app
from reseau.cli.lists import print_list
from reseau.cli.options import Create, DryRun, FormatOption, Since, Until, Yes
from reseau.cli.state import store
from reseau.i18n import N_, language, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.influence.assertion_lists import AssertionFilter
    from reseau.usecases.influence.assertions import Saying

Source = Annotated[str, argument(text=N_("Who influences."), metavar=N_("ACTOR"))]
Target = Annotated[str, argument(text=N_("Who is influenced."), metavar=N_("OTHER"))]
Who = Annotated[str, argument(text=N_("Whose stance it is."), metavar=N_("ACTOR"))]
Aim = Annotated[str, argument(text=N_("The objective."), metavar=N_("OBJECTIVE"))]
Assessor = Annotated[
    str | None, option("--by", text=N_("Who says so."), metavar=N_("ACTOR"))
]
Day = Annotated[
    str,
    option("--on", text=N_("The day it was said."), metavar=N_("DATE")),
]
Evidence = Annotated[str | None, option("--evidence", text=N_("What shows it."))]
OnTheme = Annotated[
    str | None, option("--theme", text=N_("On what; all themes when left out."))
]
Former = Annotated[
    bool, option("--all", text=N_("Those that their author replaced later, too."))
]
OfActor = Annotated[
    str | None,
    option("--actor", text=N_("Only those that name this actor."), metavar=N_("ACTOR")),
]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which assertions are listed, in the order of the help."""

    actor: OfActor = None
    theme: ThemeOption = None
    by: ByOption = None
    since: Since = None
    until: Until = None
    former: Former = False
    at: AtOption = None

    def filter(self) -> "AssertionFilter":
        """Turn what was typed into a filter."""
        from reseau.usecases.influence.assertion_lists import AssertionFilter

        return AssertionFilter(
            self.actor,
            self.theme,
            self.by,
            words.period(self.since, self.until),
            self.former,
            words.day(self.at),
        )


def _saying(
    by: str | None, on: str, evidence: str | None, create: str | None
) -> "Saying":
    from reseau.domain.vocabulary import ActorKind
    from reseau.usecases.influence.assertions import Saying

    return Saying(by, words.day(on), evidence, words.read_word(ActorKind, create))


@command(
    app,
    "assert",
    text=N_("Note that an actor influences another: on what, how much, who says so."),
    example=N_(
        'reseau influence assert "Ville de Montréal" cdc-rosemont --theme housing '
        '--strength 3 --by "Nadia Tremblay" --on 2026-11-03 --evidence "Workshop"'
    ),
)
def assert_(
    source: Source,
    target: Target,
    strength: Annotated[
        str,
        option(
            "--strength",
            text=N_("0 (none) to 4 (its very existence depends on it)."),
            metavar=N_("NUMBER"),
        ),
    ],
    theme: OnTheme = None,
    by: Assessor = None,
    on: Day = "today",
    evidence: Evidence = None,
    create: Create = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain import scales
    from reseau.usecases.influence import assertions

    done = assertions.assert_influence(
        store(),
        (source, target),
        strength=scales.in_scale(strength, scales.STRENGTHS, what=N_("The strength")),
        theme=theme,
        saying=_saying(by, on, evidence, create),
        dry_run=dry_run,
    )
    report(done, _("{name} ({slug})."))


@command(
    app,
    "list",
    text=N_("List what was asserted of influences, newest first."),
    example=N_("reseau influence list --theme housing --actor cdc-rosemont"),
)
def list_(wanted: Wanted, form: FormatOption = "table") -> None:
    from reseau.usecases.influence import assertion_lists

    chosen = output.read_format(form)
    found = assertion_lists.list_influences(store(), wanted.filter(), lang=language())
    print_list(
        found,
        [
            output.Column("number", "#", right=True),
            output.Column("source", _("who influences")),
            output.Column("target", _("whom")),
            output.Column("strength", _("strength"), right=True),
            output.Column("theme", _("theme")),
            output.Column("asserted_by", _("says who")),
            output.Column("asserted_on", _("on")),
            output.Column("evidence", _("evidence")),
        ],
        of=assertion_lists.InfluenceLine,
        form=chosen,
        empty=_("No influence. “reseau influence assert” notes one."),
        total=ngettext("{n} influence", "{n} influences", len(found)).format(
            n=len(found)
        ),
    )


@command(
    app,
    "position",
    text=N_("Note where an actor stands on an objective, and who says so."),
    example=N_(
        "reseau influence position cdc-rosemont rent-freeze --stance +3 --priority 2 "
        '--by "Nadia Tremblay" --on 2026-11-03'
    ),
)
def position(
    who: Who,
    objective: Aim,
    stance: Annotated[
        str,
        option(
            "--stance",
            text=N_("−4 (against, with all its means) to +4 (for it, likewise)."),
            metavar=N_("NUMBER"),
        ),
    ],
    priority: Annotated[
        str | None,
        option(
            "--priority",
            text=N_("1 (minor) to 4 (vital): how much it matters to the actor."),
            metavar=N_("NUMBER"),
        ),
    ] = None,
    by: Assessor = None,
    on: Day = "today",
    evidence: Evidence = None,
    create: Create = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain import scales
    from reseau.usecases.influence import assertions

    done = assertions.assert_position(
        store(),
        (who, objective),
        stance=scales.in_scale(stance, scales.STANCES, what=N_("The stance")),
        priority=None
        if priority is None
        else scales.in_scale(priority, scales.PRIORITIES, what=N_("The priority")),
        saying=_saying(by, on, evidence, create),
        dry_run=dry_run,
    )
    report(done, _("{name} ({slug})."))


@command(
    app,
    "positions",
    text=N_("List where actors stand on objectives, newest first."),
    example=N_("reseau influence positions --actor cdc-rosemont"),
)
def positions(wanted: Wanted, form: FormatOption = "table") -> None:
    from reseau.usecases.influence import assertion_lists

    chosen = output.read_format(form)
    found = assertion_lists.list_positions(store(), wanted.filter())
    print_list(
        found,
        [
            output.Column("number", "#", right=True),
            output.Column("actor", _("actor")),
            output.Column("objective", _("objective")),
            output.Column("stance", _("stance"), right=True),
            output.Column("priority", _("priority"), right=True),
            output.Column("asserted_by", _("says who")),
            output.Column("asserted_on", _("on")),
            output.Column("evidence", _("evidence")),
        ],
        of=assertion_lists.PositionLine,
        form=chosen,
        empty=_("No position. “reseau influence position” notes one."),
        total=ngettext("{n} position", "{n} positions", len(found)).format(
            n=len(found)
        ),
    )


@command(
    app,
    "objective",
    text=N_("Add an objective that actors may want or oppose."),
    example=N_('reseau influence objective "Rent freeze" --theme housing'),
)
def objective(
    name: Annotated[
        str, argument(text=N_("What would be done."), metavar=N_("OBJECTIVE"))
    ],
    theme: Annotated[
        str | None, option("--theme", text=N_("What it is about."))
    ] = None,
    note: Annotated[
        str | None, option("--note", text=N_("What it means, and its limits."))
    ] = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.influence import assertions

    done = assertions.add_objective(
        store(), name, theme=theme, note=note, dry_run=dry_run
    )
    report(done, _("The objective {name} ({slug}) is added."))


@command(
    app,
    "objectives",
    text=N_("List the objectives, and how many positions there are on each."),
    example=N_("reseau influence objectives"),
)
def objectives(form: FormatOption = "table") -> None:
    from reseau.usecases.influence import assertion_lists

    found = assertion_lists.list_objectives(store(), lang=language())
    print_list(
        found,
        [
            output.Column("number", "#", right=True),
            output.Column("slug", _("code")),
            output.Column("name", _("objective")),
            output.Column("theme", _("theme")),
            output.Column("positions", _("positions"), right=True),
        ],
        of=assertion_lists.ObjectiveLine,
        form=output.read_format(form),
        empty=_("No objective. “reseau influence objective” adds one."),
        total=ngettext("{n} objective", "{n} objectives", len(found)).format(
            n=len(found)
        ),
    )


@command(
    app,
    "remove",
    text=N_("Remove an influence, a position or an objective, by its number."),
    example=N_("reseau influence remove 12"),
)
def remove(
    number: Annotated[str, argument(text=N_("Its number."), metavar=N_("NUMBER"))],
    what: Annotated[
        str | None,
        option("--what", text=N_("influence (by default), position or objective.")),
    ] = None,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.influence import assertions

    key = words.number(number)
    kind = words.one_of(what or "influence", assertions.REMOVABLE, option="--what")
    question = _("Remove {what} {number}?").format(what=_(kind), number=key)
    if dry_run or output.confirm(question, yes=yes):
        done = assertions.remove_assertion(store(), key, what=kind, dry_run=dry_run)
        report(done, _("{name} ({slug}) is removed."))
