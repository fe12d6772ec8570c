"""What every look at influences may be asked, and the group of its commands."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from reseau.cli import words
from reseau.cli._base import new_group, option
from reseau.i18n import N_

if TYPE_CHECKING:
    from reseau.usecases.influence.influence_view import InfluenceQuestion

app = new_group(
    N_("Inter-influence: who influences whom, on what, as whom says; MACTOR.")
)

ThemeOption = Annotated[
    str | None, option("--theme", text=N_("Only on this theme, or a narrower one."))
]
ByOption = Annotated[
    str | None,
    option("--by", text=N_("Only what this assessor asserts."), metavar=N_("ACTOR")),
]
AmongOption = Annotated[
    list[str] | None,
    option(
        "--actor",
        text=N_("Only between these actors; repeat it for each."),
        metavar=N_("ACTOR"),
    ),
]
AtOption = Annotated[
    str | None,
    option("--at", text=N_("As things were asserted on that day."), metavar=N_("DATE")),
]
FollowOption = Annotated[
    bool,
    option(
        "--follow-successors",
        text=N_(
            "Count what is said of organizations that merged with what they became."
        ),
    ),
]
CombineOption = Annotated[
    str,
    option(
        "--combine",
        text=N_("How three assessors or more are combined: mean, median."),
    ),
]
AllTables = Annotated[bool, option("--all", text=N_("Every table."))]


@dataclass(frozen=True, slots=True)
class Look:
    """What every look at influences asks, in the order of its help."""

    theme: ThemeOption = None
    by: ByOption = None
    actor: AmongOption = None
    at: AtOption = None
    follow_successors: FollowOption = False
    combine: CombineOption = "mean"

    def question(
        self, *, audience: str = "internal", valued: str = "stance"
    ) -> "InfluenceQuestion":
        """Turn what was typed into a question."""
        from reseau.domain.vocabulary import Diffusion
        from reseau.usecases.influence.influence_view import InfluenceQuestion

        how = words.one_of(self.combine, ("mean", "median"), option="--combine")
        values = words.one_of(valued, ("stance", "priority"), option="--valued")
        day = words.day(self.at)
        return InfluenceQuestion(
            theme=self.theme,
            by=self.by,
            actors=tuple(self.actor or ()),
            at=day,
            how="median" if how == "median" else "mean",
            by_priority=values == "priority",
            shown_to=words.audience(Diffusion.read(audience)),
            follow=(day or words.today()) if self.follow_successors else None,
        )
