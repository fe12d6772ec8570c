"""What every look at the network may be asked, and the group of its commands."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from reseau.cli import words
from reseau.cli._base import new_group, option
from reseau.cli.options import Since, Until
from reseau.i18n import N_

if TYPE_CHECKING:
    from reseau.usecases.common.question import Question

app = new_group(
    N_("The network: who takes part, groups, why a tie exists, what changed.")
)

LayerOption = Annotated[
    str,
    option("--layer", text=N_("copresence, committee, affiliation or collaboration.")),
]
ThemeOption = Annotated[
    str | None, option("--theme", text=N_("Only about this theme, or a narrower one."))
]
TerritoryOption = Annotated[
    str | None,
    option("--territory", text=N_("Only about this territory, or one in it.")),
]
CommitteeOption = Annotated[
    str | None, option("--committee", text=N_("Only meetings of this committee."))
]
KindOption = Annotated[
    str | None,
    option(
        "--kind",
        text=N_("Only meetings, or calls, messages, visits…"),
    ),
]
AtOption = Annotated[
    str | None,
    option("--at", text=N_("Count recency as of that day."), metavar=N_("DATE")),
]
HalfLifeOption = Annotated[
    str,
    option(
        "--half-life",
        text=N_("Days in which a weight is halved; 0 counts old and new alike."),
    ),
]
FollowOption = Annotated[
    bool,
    option(
        "--follow-successors",
        text=N_("Count the lines of organizations that merged with what they became."),
    ),
]


def question(
    *, layer: str = "copresence", since: str | None = None, until: str | None = None,
    theme: str | None = None, territory: str | None = None,
    committee: str | None = None, kind: str | None = None, at: str | None = None,
    half_life: str = "180", audience: str = "internal", follow: bool = False,
) -> "Question":  # fmt: skip
    """Turn the options of a look at the network into a question."""
    from reseau.domain.vocabulary import Diffusion, InteractionKind, Layer
    from reseau.usecases.common.question import Question

    day = words.day(at)
    return Question(
        layer=Layer.read(layer),
        period=words.period(since, until),
        theme=theme,
        territory=territory,
        committee=committee,
        kind=None if kind is None else InteractionKind.read(kind),
        at=day,
        half_life=words.days(half_life),
        shown_to=words.audience(Diffusion.read(audience)),
        follow=(day or words.today()) if follow else None,
    )


@dataclass(frozen=True, slots=True)
class Look:
    """What nearly every look at the network asks, in the order of its help."""

    layer: LayerOption = "copresence"
    since: Since = None
    until: Until = None
    theme: ThemeOption = None
    territory: TerritoryOption = None
    committee: CommitteeOption = None
    kind: KindOption = None
    at: AtOption = None
    half_life: HalfLifeOption = "180"
    follow_successors: FollowOption = False

    def question(self, *, audience: str = "internal") -> "Question":
        """Turn what was typed into a question."""
        return question(
            layer=self.layer, since=self.since, until=self.until, theme=self.theme,
            territory=self.territory, committee=self.committee, kind=self.kind,
            at=self.at, half_life=self.half_life, follow=self.follow_successors,
            audience=audience,
        )  # fmt: skip
