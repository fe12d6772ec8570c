"""What is asked of a plan, and what is answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from reseau.analysis.diffusion.contacts import PLAN_RUNS
from reseau.analysis.ties.projection import HALF_LIFE_DAYS
from reseau.domain.closed_words import Word
from reseau.domain.periods import Period
from reseau.domain.vocabulary import ActorKind, Availability, Diffusion
from reseau.usecases.experts.expert_answers import Reason
from reseau.usecases.network.network import Named
from reseau.usecases.network.structure import Frame

HEARD = 0.3
"""How likely a first contact is heard; each recent meeting is one more chance."""
SUREST = 0.95
"""No contact is likelier than that to be heard, whatever was shared."""
STEPS = 2
"""Through how many ties what a target heard goes at most."""
PASSED_ON = 0.1
"""How likely one recent meeting passes a message on."""
OVERLAP_DAYS = 90
"""Over how many days what others offer is looked at."""
INTRODUCED = 2.0
"""What a contact costs that needs an introduction: two people are asked."""


class Carriers(Word):
    """Who may carry messages, and why they."""

    NAMED = "named", "named with --through", "nommés avec --par-qui"
    GROUP = (
        "group",
        "the advisory group and the staff",
        "le groupe aviseur et l’équipe",
    )
    PARTNERS = "partners", "the active partners", "les partenaires actifs"
    ANYONE = "anyone", "whoever met them most", "qui les a le plus rencontrés"


class Shortfall(Word):
    """Why there is no plan, or why it stops before the budget is spent."""

    NO_ACTORS = "no-actors", "no actor", "aucun acteur"
    NO_TIES = "no-ties", "no tie", "aucun lien"
    NOBODY_CONCERNED = (
        "nobody-concerned",
        "nobody is concerned",
        "personne n’est concerné",
    )
    NO_CARRIER = "no-carrier", "nobody carries", "personne pour porter"
    NO_TARGET = "no-target", "nobody can be asked", "personne à solliciter"
    NOTHING_MORE = "nothing-more", "nobody else", "personne d’autre"


@dataclass(frozen=True, slots=True)
class PlanQuestion:
    """What is asked.

    Attributes:
        theme: Label or short code; None counts everybody alike.
        budget: How many contacts, when each costs 1.
        through: Actors and committees who carry the messages; empty for the advisory
            group and the staff.
        without_staff: Whether the collective's own staff carries nothing, and is taken
            out of the network.
        kind: The only kind of actor to reach.
        near: Name of a territory that something must tie to whom is reached.
        accepts: How many contacts in 30 days those accept who did not say; None for
            what is usual for them.
        capacities: Actor to how many contacts they accept.
        carries: How many contacts each member carries at most; None for what each
            accepts.
        costs: Actor to what a contact with them costs.
        heard: How likely a first contact is heard.
        passed_on: How likely one recent meeting passes a message on.
        steps: Through how many ties it goes at most; None for no limit.
        follow: Count what is known of organizations that merged by that day with what
            they became; None leaves it with whom it is of.
    """

    theme: str | None = None
    budget: float = 10
    through: Sequence[str] = ()
    without_staff: bool = False
    kind: ActorKind | None = None
    near: str | None = None
    accepts: int | None = None
    capacities: Mapping[str, int] = field(default_factory=dict)
    carries: int | None = None
    costs: Mapping[str, float] = field(default_factory=dict)
    heard: float = HEARD
    passed_on: float = PASSED_ON
    steps: int | None = STEPS
    period: Period = field(default_factory=Period)
    at: date | None = None
    half_life: float | None = HALF_LIFE_DAYS
    runs: int = PLAN_RUNS
    seed: int = 1
    shown_to: Diffusion = Diffusion.INTERNAL
    follow: date | None = None


@dataclass(frozen=True, slots=True)
class Meetings:
    """What two actors share.

    Attributes:
        times: How many interactions.
        last: Day of the last one; ``line`` is its number.
        lines: Numbers of the last three.
    """

    times: int
    last: date
    line: int
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reception:
    """How many contacts an actor accepts, and how often they were asked.

    Attributes:
        lately: Interactions of the last 30 days to which they were asked.
        accepts: How many in 30 days.
        said: Whether they said so, or somebody did for this plan.
        left: How many are left, this plan aside; 0 for one who may not be asked now.
        away_until: First day on which they may be asked again.
        availability: None when they did not say.
    """

    lately: int
    accepts: int
    said: bool
    left: int
    away_until: date | None = None
    availability: Availability | None = None


@dataclass(frozen=True, slots=True)
class Overlap:
    """What others already do with a target on the theme.

    Attributes:
        lines: Numbers of the interactions, the latest first.
        last: Day of the latest.
        others: Who did, most often first, with how many times.
    """

    lines: tuple[int, ...]
    last: date
    others: tuple[tuple[Named, int], ...]


@dataclass(frozen=True, slots=True)
class PlannedContact:
    """One contact: whom to reach, through whom, and why.

    Attributes:
        rank: From 1.
        heard: How likely it is heard.
        gain: What it adds to those before it: actors concerned by the theme, each
            counted for how much it concerns them.
        itself: The part of the gain that is the target itself.
        actors: How many actors it adds, concerned or not.
        relevance: How much the theme concerns the target, 0 to 1; 1 without a theme.
        reason: The heaviest evidence of that; None without a theme or evidence.
        met: What the member and the target share; None when they never met.
        introduced_by: Who knows both, when they never met; None when nobody does.
        passes_to: Who is likeliest to hear it from the target, most first.
        reception: Of the target, this plan aside.
        member_lately: How often the member was asked lately.
        here: How many contacts of this plan the target gets.
        overlap: None when nobody else does anything on the theme.
    """

    rank: int
    target: Named
    kind: ActorKind
    member: Named
    cost: float
    heard: float
    gain: float
    itself: float
    actors: float
    relevance: float
    reason: Reason | None
    met: Meetings | None
    introduced_by: Named | None
    passes_to: tuple[Named, ...]
    reception: Reception
    member_lately: int
    here: int
    overlap: Overlap | None


@dataclass(frozen=True, slots=True)
class Reach:
    """What a plan reaches.

    Attributes:
        spread: Actors concerned by the theme, each counted for how much.
        error: Its standard error.
        actors: Actors, concerned or not; with its error.
        bound: No plan within the same terms passes that, on the draws it was chosen on.
        ratio: The part of the best possible that is certain, on the same draws.
        runs: How many draws.
        sampled: Whether they are reverse-reachable sets.
        cost: What the contacts cost together.
        contacts: How many.
        targets: Who is reached directly.
    """

    spread: float
    error: float
    actors: float
    actors_error: float
    bound: float
    ratio: float
    runs: int
    sampled: bool
    cost: float
    contacts: int
    targets: frozenset[int]

    @property
    def interval(self) -> tuple[float, float]:
        """Give the 95 % interval of the spread."""
        half = 1.96 * self.error
        return max(0.0, self.spread - half), self.spread + half


@dataclass(frozen=True, slots=True)
class Plan:
    """Whom to reach, through whom, and what it does.

    Attributes:
        question: As asked.
        frame: The whole network, those who carry the messages included.
        theme: Label; empty without a theme.
        carriers: Why these members.
        members: Who may carry messages; empty when anyone may.
        contacts: In the order chosen.
        reach: None when there is no plan.
        less: What the contacts reach when half as much is passed on; ``more``, when
            twice as much; None without a plan.
        without: The plan made again without the staff; None when there is no staff,
            or nobody is left to carry.
        staff: The collective's own staff on that day, who are in this network.
        shortfall: Why there is no plan, or why the budget is not spent.
        whole: What reaching everybody would be worth.
        concerned: How many actors the theme concerns.
        full: How many of them may not be asked now.
        lines: How many lines of the log are about the theme; ``capped`` when only the
            latest were looked at.
    """

    question: PlanQuestion
    frame: Frame
    theme: str
    carriers: Carriers
    members: tuple[Named, ...]
    contacts: tuple[PlannedContact, ...]
    reach: Reach | None
    less: float | None
    more: float | None
    without: Reach | None
    staff: tuple[Named, ...]
    shortfall: Shortfall | None
    whole: float
    concerned: int
    full: int
    lines: int
    capped: bool
