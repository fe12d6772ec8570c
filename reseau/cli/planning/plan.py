"""``reseau plan``: whom to reach, through whom, within what everybody accepts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from reseau.cli import output, words
from reseau.cli._base import command, new_single, option
from reseau.cli.network.network_question import AtOption, FollowOption, HalfLifeOption
from reseau.cli.options import FormatOption, Since, Until, WithoutStaff
from reseau.cli.state import store
from reseau.errors import UsageError
from reseau.i18n import N_, language

if TYPE_CHECKING:
    from reseau.domain.vocabulary import Diffusion

app = new_single()

_LONGEST = 9  # Digits.
_RANDOM = 2**31

Theme = Annotated[
    str | None,
    option("--theme", text=N_("What it is about: those it concerns count.")),
]
Budget = Annotated[
    float, option("--budget", text=N_("How many contacts; an introduction counts two."))
]
Through = Annotated[
    list[str] | None,
    option(
        "--through",
        text=N_("Who carries it: an actor or a committee; may be repeated."),
        metavar=N_("NAME"),
    ),
]
Kind = Annotated[
    str | None, option("--kind", text=N_("Reach only people, or only organizations."))
]
Near = Annotated[
    str | None,
    option("--near", text=N_("Only those whom something ties to this territory.")),
]
Capacity = Annotated[
    list[str] | None,
    option(
        "--capacity",
        text=N_(
            "Contacts accepted in 30 days: a number for those who did not say, or "
            "ACTOR=NUMBER; may be repeated."
        ),
        metavar=N_("NUMBER"),
    ),
]
EachCarries = Annotated[
    int | None,
    option("--each-carries", text=N_("How many contacts each member makes at most.")),
]
Cost = Annotated[
    list[str] | None,
    option(
        "--cost",
        text=N_("What a contact costs: ACTOR=NUMBER; may be repeated."),
        metavar=N_("ACTOR=NUMBER"),
    ),
]
Steps = Annotated[
    int,
    option("--steps", text=N_("Through how many hands it goes at most."), min=0),
]
Heard = Annotated[
    float, option("--heard", text=N_("How likely a first contact is heard, 0 to 1."))
]
PassedOn = Annotated[
    float,
    option(
        "--passed-on",
        text=N_("How likely one recent meeting passes it on, 0 to 1."),
    ),
]
Seed = Annotated[
    int,
    option(
        "--seed", text=N_("Of the draws: the same gives the same plan."), min=0,
        max=_RANDOM,
    ),
]  # fmt: skip
AudienceOption = Annotated[
    str, option("--audience", text=N_("Who it is for: internal or group."))
]
Explain = Annotated[
    bool, option("--explain", text=N_("Every number behind each choice."))
]


class PublicPlanError(UsageError):
    """A plan is not shown to the public."""

    message = N_(
        "A plan tells how often people are asked: --audience is internal or group."
    )


class NotAssignedError(UsageError):
    """A number was not given to an actor."""

    message = N_("“{text}” is not {shape}.")


@command(
    app,
    "plan",
    text=N_(
        "Whom to reach on a theme, through which member, within a budget of contacts."
        "\n\nEach choice is told with its reasons: what it adds, who knows them, how "
        "often they were asked, what others already do. Nothing is written."
    ),
    example=N_('reseau plan --theme "logement social" --budget 10'),
)
def plan(
    theme: Theme = None, budget: Budget = 10, through: Through = None,
    without_staff: WithoutStaff = False, kind: Kind = None, near: Near = None,
    capacity: Capacity = None, each_carries: EachCarries = None, cost: Cost = None,
    since: Since = None, until: Until = None, at: AtOption = None,
    half_life: HalfLifeOption = "180", steps: Steps = 2, heard: Heard = 0.3,
    passed_on: PassedOn = 0.1, follow_successors: FollowOption = False, seed: Seed = 1,
    audience: AudienceOption = "internal", explain: Explain = False,
    form: FormatOption = "table",
) -> None:  # fmt: skip
    from reseau.cli.planning.plan_page import print_plan
    from reseau.domain.vocabulary import ActorKind, Diffusion
    from reseau.usecases.planning.plan_answers import PlanQuestion
    from reseau.usecases.planning.planning import make_plan

    printed = output.read_format(form)
    day = words.day(at)
    accepts, capacities = _capacities(capacity or ())
    question = PlanQuestion(
        theme=theme,
        budget=budget,
        through=tuple(through or ()),
        without_staff=without_staff,
        kind=words.read_word(ActorKind, kind),
        near=near,
        accepts=accepts,
        capacities=capacities,
        carries=each_carries,
        costs={name: _number(n, "ACTOR=NUMBER") for name, n in _assigned(cost or ())},
        period=words.period(since, until),
        at=day,
        half_life=words.days(half_life),
        steps=steps,
        heard=heard,
        passed_on=passed_on,
        seed=seed,
        follow=(day or words.today()) if follow_successors else None,
        shown_to=_audience(Diffusion.read(audience)),
    )
    found = make_plan(store(), question, lang=language())
    print_plan(found, form=printed, explain=explain)


def _audience(found: "Diffusion") -> "Diffusion":
    """See that a plan may be shown to an audience.

    Raises:
        PublicPlanError: It is the public.
    """
    from reseau.domain.vocabulary import Diffusion

    if found is Diffusion.PUBLIC:
        raise PublicPlanError
    return words.audience(found)


def _capacities(texts: Sequence[str]) -> tuple[int | None, dict[str, int]]:
    """Read what is accepted: by all, and by some."""
    accepts = None
    capacities = {}
    for text in texts:
        if "=" in text:
            ((name, number),) = _assigned([text])
            capacities[name] = _whole(number, text)
        else:
            accepts = _whole(text, text)
    return accepts, capacities


def _assigned(texts: Sequence[str]) -> list[tuple[str, str]]:
    """Read names and numbers.

    Raises:
        NotAssignedError: There is no equals sign, or no name.
    """
    found = []
    for text in texts:
        name, sign, number = text.rpartition("=")
        if not (sign and name.strip() and number.strip()):
            raise NotAssignedError(text=text, shape="ACTOR=NUMBER")
        found.append((name.strip(), number.strip()))
    return found


def _whole(number: str, text: str) -> int:
    digits = number.strip()
    if not (digits.isascii() and digits.isdigit()) or len(digits) > _LONGEST:
        raise words.NotWholeError(text=text)
    return int(digits)


def _number(text: str, shape: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError as error:
        raise NotAssignedError(text=text, shape=shape) from error
