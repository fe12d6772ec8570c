"""``reseau network rhythm``."""

from typing import TYPE_CHECKING, Annotated

from reseau.cli import output, words
from reseau.cli._base import command, option
from reseau.cli.network.network_mobilization import GROUPS, TIMES
from reseau.cli.network.network_question import (
    AtOption,
    CommitteeOption,
    FollowOption,
    KindOption,
    TerritoryOption,
    ThemeOption,
    app,
    question,
)
from reseau.cli.options import AudienceOption, FormatOption, Since, Until
from reseau.cli.state import store
from reseau.i18n import N_

if TYPE_CHECKING:
    from reseau.usecases.common.question import Question

_GROUPS = tuple(it for it in GROUPS if it != "sector")

ByOption = Annotated[
    str,
    option(
        "--by",
        text=N_(
            "month, quarter or year for the trend; committee, theme or territory to "
            "see which are silent."
        ),
    ),
]


@command(
    app,
    "rhythm",
    text=N_("How regularly, and about how diverse things, the collective meets."),
    example=N_("reseau network rhythm --since 2025 --by committee"),
)
def rhythm(
    since: Since = None, until: Until = None, by: ByOption = "quarter",
    committee: CommitteeOption = None, theme: ThemeOption = None,
    territory: TerritoryOption = None, kind: KindOption = None, at: AtOption = None,
    follow_successors: FollowOption = False, audience: AudienceOption = "internal",
    form: FormatOption = "table",
) -> None:  # fmt: skip
    chosen = output.read_format(form)
    asked = question(
        since=since, until=until, theme=theme, territory=territory, committee=committee,
        kind=kind, at=at, audience=audience, follow=follow_successors,
    )  # fmt: skip
    division = words.one_of(by, (*TIMES, *_GROUPS), option="--by")
    if division in TIMES:
        _whole(asked, division, form=chosen)
    else:
        _grouped(asked, division, form=chosen)


def _whole(asked: "Question", by: str, *, form: output.Format) -> None:
    from reseau.cli.network import rhythm_figures as figures
    from reseau.domain.calendar import CalendarUnit
    from reseau.usecases.network.rhythm import network_rhythm

    found = network_rhythm(store(), asked, unit=CalendarUnit(by))
    if form is output.Format.TABLE:
        figures.print_rhythm(found)
    elif form is output.Format.JSON:
        output.data(figures.rhythm_json(found))
    else:
        figures.print_steps_csv(found)


def _grouped(asked: "Question", by: str, *, form: output.Format) -> None:
    from reseau.cli.network import rhythm_figures as figures
    from reseau.usecases.network.mobilization_groups import Grouping
    from reseau.usecases.network.rhythm import grouped_rhythm

    found, lines = grouped_rhythm(store(), asked, by=Grouping(by))
    if form is output.Format.TABLE:
        figures.print_rhythm_groups(found, lines)
    else:
        figures.print_groups_data(found, lines, by=by, form=form)
