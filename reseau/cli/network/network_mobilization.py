"""``reseau network mobilization``."""

from typing import TYPE_CHECKING, Annotated

from reseau.cli import output, words
from reseau.cli._base import command, option
from reseau.cli.network.network_question import (
    AtOption,
    CommitteeOption,
    FollowOption,
    HalfLifeOption,
    KindOption,
    TerritoryOption,
    ThemeOption,
    app,
    question,
)
from reseau.cli.options import AudienceOption, FormatOption, Since, Until, WithoutStaff
from reseau.cli.state import store
from reseau.i18n import N_
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.common.question import Question
    from reseau.usecases.network.attendance import Among

TIMES = ("month", "quarter", "year")
GROUPS = ("committee", "theme", "territory", "sector")
DIVISIONS = (*TIMES, "actor", *GROUPS)

ByOption = Annotated[
    str,
    option(
        "--by",
        text=N_(
            "month, quarter or year for the trend; actor, committee, theme, territory "
            "or sector to compare."
        ),
    ),
]
ActorsOption = Annotated[
    str | None,
    option(
        "--actors", text=N_("Only organizations, or only people."), metavar=N_("KIND")
    ),
]
Longest = Annotated[
    int | None,
    option(
        "--limit",
        text=N_("How many actors of each list are shown: 8, or 20 in a table."),
        metavar=N_("NUMBER"),
    ),
]
WhyOption = Annotated[
    str | None,
    option(
        "--why",
        text=N_("Every line behind what is said of this actor."),
        metavar=N_("ACTOR"),
    ),
]


LIST, TABLE = 8, 20
"""How many are shown unless asked otherwise."""


def shown(limit: int | None, usual: int) -> int:
    """Tell how many to show; none for a negative number."""
    return usual if limit is None else max(limit, 0)


def among(actors: str | None, *, without_staff: bool) -> "Among":
    """Read which actors are looked at."""
    from reseau.domain.vocabulary import ActorKind
    from reseau.usecases.network.attendance import Among

    kind = None if actors is None else ActorKind.read(actors)
    return Among(kind, staff=not without_staff)


@command(
    app,
    "mobilization",
    text=N_("Who takes part, who is new, back, gone or silent, and who brings whom."),
    example=N_("reseau network mobilization --since 2026 --by month"),
)
def mobilization(
    since: Since = None, until: Until = None, by: ByOption = "quarter",
    committee: CommitteeOption = None, theme: ThemeOption = None,
    territory: TerritoryOption = None, kind: KindOption = None,
    actors: ActorsOption = None, without_staff: WithoutStaff = False,
    at: AtOption = None, half_life: HalfLifeOption = "180",
    follow_successors: FollowOption = False,
    audience: AudienceOption = "internal", why: WhyOption = None,
    limit: Longest = None, form: FormatOption = "table",
) -> None:  # fmt: skip
    chosen = output.read_format(form)
    asked = question(
        since=since, until=until, theme=theme, territory=territory, committee=committee,
        kind=kind, at=at, half_life=half_life, audience=audience,
        follow=follow_successors,
    )  # fmt: skip
    division = words.one_of(by, DIVISIONS, option="--by")
    if why is not None:
        _why(asked, why, form=chosen, limit=limit)
        return
    whom = among(actors, without_staff=without_staff)
    if division in GROUPS:
        _grouped(asked, division, whom, form=chosen)
    else:
        _whole(asked, division, whom, form=chosen, limit=limit)


def _whole(
    asked: "Question", by: str, whom: "Among", *, form: output.Format, limit: int | None
) -> None:
    from reseau.cli.network import mobilization_data as data
    from reseau.cli.network import mobilization_figures as figures
    from reseau.domain.calendar import CalendarUnit
    from reseau.usecases.network.mobilization import network_mobilization

    unit = CalendarUnit(by) if by in TIMES else CalendarUnit.QUARTER
    found = network_mobilization(store(), asked, among=whom, unit=unit)
    if form is output.Format.JSON:
        output.data(data.mobilization_json(found))
    elif form is output.Format.CSV:
        data.print_csv(found, actors=by == "actor")
    elif by == "actor":
        figures.print_actors(found, limit=shown(limit, TABLE))
    else:
        figures.print_mobilization(found, limit=shown(limit, LIST))


def _grouped(asked: "Question", by: str, whom: "Among", *, form: output.Format) -> None:
    from reseau.cli.network import mobilization_data as data
    from reseau.cli.network import mobilization_figures as figures
    from reseau.usecases.network.mobilization_groups import (
        Grouping,
        grouped_mobilization,
    )

    found, lines = grouped_mobilization(store(), asked, by=Grouping(by), among=whom)
    if form is output.Format.TABLE:
        title = {
            "committee": _("By committee"),
            "theme": _("By theme (an interaction about two counts in both)"),
            "territory": _("By territory (an interaction about two counts in both)"),
            "sector": _("By sector"),
        }[by]
        figures.print_groups(found, lines, title)
    else:
        data.print_groups_data(found, lines, by=by, form=form)


def _why(
    asked: "Question", who: str, *, form: output.Format, limit: int | None
) -> None:
    from reseau.cli.network.mobilization_why import print_reasons
    from reseau.usecases.network.mobilization_why import why_mobilized

    found = why_mobilized(store(), who, asked)
    print_reasons(found, form=form, limit=shown(limit, TABLE))
