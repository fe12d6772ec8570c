"""Measure inter-influence on what was asserted."""

from dataclasses import dataclass

from reseau.analysis.influence.assessors import ENOUGH
from reseau.analysis.influence.indirect import Dematel, Micmac, Scale, dematel, micmac
from reseau.analysis.influence.influencers import Hits, hits, influence_rank, influences
from reseau.analysis.influence.opinions import Opinions, friedkin_johnsen, listening
from reseau.analysis.influence.strategies import Balance, Mactor, mactor, places
from reseau.domain.vocabulary import Place
from reseau.errors import ConflictError, UsageError
from reseau.i18n import N_
from reseau.store.naming import finding
from reseau.store.privacy.veil import veil
from reseau.store.session import Store
from reseau.usecases.influence.influence_view import (
    InfluenceQuestion,
    InfluenceView,
    SeveralAssessorsError,
    Thing,
    look,
    one_table,
)


class TooFewActorsError(ConflictError):
    """There are too few actors for the figure to say anything."""

    message = N_(
        "Influences between {n} actors only: {what} needs at least three to say more "
        "than the matrix does. “reseau influence matrix” shows it."
    )


class NoStanceError(ConflictError):
    """Nobody's stance on the objective is known."""

    message = N_(
        "No stance on “{objective}” is known here. “reseau influence position” notes "
        "one."
    )


class OpennessError(UsageError):
    """The openness is no share of less than one."""

    message = N_("--openness goes from 0 to 0.99, not “{value}”.")


_MOST_OPEN = 0.99

VARIANTS: dict[str, Balance] = {
    "recommended": "recommended",
    "inclusive": "inclusive",
    "net": "net",
}
SCALES: dict[str, Scale] = {"max-row-column": "max-row-column", "row": "row"}


def read_openness(text: str) -> float:
    """Read a share from 0 to .99, with a point or a comma.

    Raises:
        OpennessError: It is none.
    """
    try:
        found = float(text.replace(",", "."))
    except ValueError as error:
        raise OpennessError(value=text) from error
    if not 0 <= found <= _MOST_OPEN:
        raise OpennessError(value=text)
    return found


@dataclass(frozen=True, slots=True)
class Case:
    """MACTOR on what one assessor says, or on all of them combined.

    Attributes:
        assessor: None for all of them combined.
        places: Each actor's place on the plane; None below three actors.
    """

    assessor: Thing | None
    tables: Mactor
    places: list[Place] | None


@dataclass(frozen=True, slots=True)
class MactorReport:
    """MACTOR, one assessor beside the other.

    Attributes:
        cases: One per assessor who rated half of the pairs, or more.
        partial: The assessors who rated some pairs, but fewer, and how many.
        main: The one to read: that of the only assessor, or all combined; None when
            two assessors differ.
    """

    view: InfluenceView
    variant: Balance
    cases: tuple[Case, ...]
    partial: tuple[tuple[Thing, int], ...]
    main: Case | None


def mactor_report(
    store: Store, question: InfluenceQuestion, *, variant: Balance = "recommended"
) -> MactorReport:
    """Compute MACTOR for each assessor, and for all when that is fair.

    Raises:
        NothingAssertedError: There is no influence.
    """
    view = look(store, question)
    rated = [(it, len(view.influences.of(it.key))) for it in view.assessors]
    cases = tuple(
        _case(view, it, variant) for it, n in rated if n and 2 * n >= view.pairs
    )
    partial = tuple((it, n) for it, n in rated if n and 2 * n < view.pairs)
    main = _case(view, None, variant) if view.mean_is_fair else None
    return MactorReport(view, variant, cases, partial, main)


def _case(view: InfluenceView, assessor: Thing | None, variant: Balance) -> Case:
    tables = mactor(
        view.mdi(assessor),
        view.mao(assessor),
        actors=[it.name for it in view.actors],
        objectives=[it.name for it in view.objectives],
        variant=variant,
    )
    enough = len(view.actors) >= ENOUGH
    return Case(assessor, tables, places(tables) if enough else None)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Who influences, by PageRank on the reversed graph and by HITS."""

    view: InfluenceView
    damping: float
    ranks: dict[int, float]
    hits: Hits[int]


def influence_ranking(
    store: Store, question: InfluenceQuestion, *, damping: float = 0.85
) -> Ranking:
    """Rank who influences, the influence of those influenced counted in.

    Raises:
        NothingAssertedError, TooFewActorsError, SeveralAssessorsError
    """
    view = look(store, question)
    _enough(view, what="PageRank")
    graph = influences(one_table(view))
    return Ranking(view, damping, influence_rank(graph, damping), hits(graph))


@dataclass(frozen=True, slots=True)
class PassedOn:
    """What influences pass on: DEMATEL, and MICMAC's ranks."""

    view: InfluenceView
    dematel: Dematel
    micmac: Micmac


def passed_on(
    store: Store, question: InfluenceQuestion, *, scale: Scale = "max-row-column"
) -> PassedOn:
    """Add up direct influences and all that they pass on.

    Raises:
        NothingAssertedError, TooFewActorsError, SeveralAssessorsError
        NoTotalError: They add up without end.
    """
    view = look(store, question)
    _enough(view, what="DEMATEL")
    table = one_table(view)
    return PassedOn(view, dematel(table, scale=scale), micmac(table))


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where stances on an objective would end, if people listened as was asserted.

    Attributes:
        actors: Those whose stance is known.
        unknown: Those whose stance is not: left out.
    """

    view: InfluenceView
    objective: str
    openness: float
    actors: tuple[Thing, ...]
    unknown: tuple[Thing, ...]
    opinions: Opinions


def opinion_forecast(
    store: Store, objective: str, *, question: InfluenceQuestion, openness: float
) -> Forecast:
    """Apply Friedkin and Johnsen's model to stances and influences.

    Raises:
        NothingAssertedError, NoStanceError, TooFewActorsError, SeveralAssessorsError
        UnknownObjectiveError: No objective is so named.
    """
    with store.reading() as session:
        aim = finding.objective_named(session, objective)
        over = veil(session, shown_to=question.shown_to)
        key, name = aim.key, over.over(aim.name)
    view = look(store, question)
    if not view.mean_is_fair:
        names = ", ".join(it.name for it in view.assessors)
        raise SeveralAssessorsError(names=names)
    stances = view.positions.combined(question.how)
    known = [i for i, it in enumerate(view.actors) if (it.key, key) in stances]
    if not known:
        raise NoStanceError(objective=name)
    if len(known) < ENOUGH:
        raise TooFewActorsError(n=len(known), what="Friedkin–Johnsen")
    mdi = view.mdi()
    direct = [[mdi[i][j] for j in known] for i in known]
    first = [stances[view.actors[i].key or 0, key] for i in known]
    weights = listening(direct)
    open_to = [0.0 if row[i] else openness for i, row in enumerate(weights)]
    found = friedkin_johnsen(weights, first, open_to)
    return Forecast(
        view, name, openness,
        tuple(view.actors[i] for i in known),
        tuple(it for i, it in enumerate(view.actors) if i not in known),
        found,
    )  # fmt: skip


def _enough(view: InfluenceView, *, what: str) -> None:
    if len(view.actors) < ENOUGH:
        raise TooFewActorsError(n=len(view.actors), what=what)
