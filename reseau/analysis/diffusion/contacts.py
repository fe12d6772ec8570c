"""Whom to reach through whom: contacts chosen within a budget and what each accepts.

A contact is one member speaking to one target; it is heard with some chance, and what
is heard goes on along the ties. Contacts are chosen on one set of draws, and what they
reach is told from another, so that it is not flattered by the choice.
"""

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from reseau.analysis.diffusion.cascades import NotANodeError
from reseau.analysis.diffusion.contact_draws import makers
from reseau.analysis.diffusion.probabilities import PROBABILITY, NotAProbabilityError
from reseau.analysis.diffusion.seeding import CostError, SeedRule
from reseau.errors import UsageError
from reseau.i18n import N_

if TYPE_CHECKING:
    import networkx as nx

    from reseau.analysis.comparison.dyads import Places
    from reseau.analysis.diffusion.contact_draws import Draws
    from reseau.analysis.diffusion.covering import Chosen, Terms

Pair: TypeAlias = tuple[Any, Any]  # Any: the nodes of a graph may be anything hashable.
Accepted: TypeAlias = Mapping[Any, int] | int | None
"""How many contacts each accepts: a number for all; none named, or None: no limit."""

PLAN_RUNS = 2_000
"""How many snapshots a plan is chosen on, and as many to tell what it reaches."""
_NORMAL_95 = 1.96


class BudgetError(UsageError):
    """A budget cannot be spent."""

    message = N_("A budget is above 0, not {budget}.")


class AcceptedError(UsageError):
    """A number of contacts cannot be accepted."""

    message = N_("{node} accepts 0 contacts or more, not {n}.")


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact of a plan.

    Attributes:
        member: Who carries the message.
        target: Who is spoken to.
        heard: How likely it is heard, 0 to 1.
        cost: What it takes of the budget.
        gain: What it adds to those before it: value of those reached.
        actors: How many actors that is, whatever they are worth.
    """

    member: Hashable
    target: Hashable
    heard: float
    cost: float
    gain: float
    actors: float


@dataclass(frozen=True, slots=True)
class ContactPlan:
    """Contacts in the order chosen, and what they reach together.

    Attributes:
        contacts: The contacts; fewer than the budget allows when no other adds
            anything or is accepted.
        spread: Expected value of those reached, the targets included.
        error: Its standard error.
        actors: How many actors that is, whatever they are worth; with its error.
        actors_error: Likewise.
        chosen_on: The same spread on the draws that served to choose.
        bound: No plan within the same terms passes that, on those draws.
        cost: What the contacts take of the budget.
        runs: How many draws each of the two figures rests on.
        sampled: Whether draws are reverse-reachable sets, not snapshots.
        rule: How the next contact was chosen.
        seed: Of the draws.
    """

    contacts: tuple[Contact, ...]
    spread: float
    error: float
    actors: float
    actors_error: float
    chosen_on: float
    bound: float
    cost: float
    runs: int
    sampled: bool
    rule: SeedRule
    seed: int

    @property
    def ratio(self) -> float:
        """Give the part of the best possible that is certain; 1 when nothing is."""
        return min(1.0, self.chosen_on / self.bound) if self.bound else 1.0

    @property
    def interval(self) -> tuple[float, float]:
        """Give the 95 % interval of the spread."""
        half = _NORMAL_95 * self.error
        return max(0.0, self.spread - half), self.spread + half


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked, by places of the graph."""

    pairs: Sequence[Pair]
    targets: Sequence[int]
    chances: Sequence[float]
    terms: "Terms"


def contact_plan(  # noqa: PLR0913  # What a plan lets one choose.
    graph: "nx.Graph[Any]",
    contacts: Mapping[Pair, float],
    budget: float,
    *,
    costs: Mapping[Any, float] | None = None,
    per_target: Accepted = None,
    per_member: Accepted = None,
    values: Mapping[Any, float] | None = None,
    probability: str | float = PROBABILITY,
    runs: int = PLAN_RUNS,
    seed: int = 1,
    steps: int | None = None,
    sampled: bool | None = None,
) -> ContactPlan:
    """Choose contacts, each of a member with a target, that reach the most.

    The next contact is the one that adds most, among those that the budget and the
    limits allow (CELF). With different costs a second search takes the one that adds
    most for its cost, and the better is kept. On the draws it is made on, a plan
    without limits and with even costs reaches at least 63 % of the best, one with the
    limits of targets at least half; the bound that is given holds in every case, and
    is nearly always nearer.

    Args:
        graph: A NetworkX graph of any nodes: see ``independent_cascade``. Members
            need not be in it.
        contacts: Member and target to how likely the contact is heard, 0 to 1.
        budget: What the contacts may cost together, above 0.
        costs: Target, or (member, target), to what a contact costs, above 0; 1 for
            what is not named.
        per_target: How many contacts each target accepts.
        per_member: How many contacts each member carries.
        values: Node to what reaching it is worth; None for 1 each.
        probability: An edge attribute, or one number for all ties.
        runs: How many snapshots are drawn.
        seed: Of the draws.
        steps: Through how many ties what a target heard goes at most; None for no
            limit, 0 for none.
        sampled: Whether to draw reverse-reachable sets, until the best target is
            known within 1.5 %; by default above 5,000 nodes. They are drawn in any
            case when ``steps`` limits the way.

    Returns:
        The plan. Without a contact, one that reaches nobody.

    Raises:
        BudgetError, CostError, AcceptedError, StepsError: As their names tell.
        NotANodeError: A target is not in the graph.
        NotAProbabilityError, NoProbabilityError, RunsError: As their names tell.

    Example:
        >>> import networkx as nx
        >>> star = nx.star_graph(4)
        >>> found = contact_plan(star, {("Ana", 0): 1, ("Ana", 1): 1}, 1, probability=1)
        >>> [(it.target, it.gain) for it in found.contacts], found.ratio
        ([(0, 5.0)], 1.0)

    References:
        Leskovec, J. et al. (2007). Cost-effective outbreak detection in networks. KDD
        2007, 420-429, for costs and the bound.
        Aslay, C. et al. (2015). Viral marketing meets social advertising. PVLDB 8(7),
        for the number of messages that each accepts.
        Chen, W., Lu, W., Zhang, N. (2012). Time-critical influence maximization in
        social networks. AAAI 2012, for the limit of steps.
    """
    from reseau.analysis.diffusion.covering import choose

    if not budget > 0:
        raise BudgetError(budget=budget)
    place = {node: index for index, node in enumerate(graph)}
    asked = _asked(place, contacts, budget, costs, (per_target, per_member))
    maker = makers(
        graph,
        probability,
        runs,
        values,
        steps=steps,
        sampled=sampled,
        sure=all(it >= 1 for it in contacts.values()),
    )
    first, last = maker.draws(seed), maker.draws(seed + 1)
    rules = tuple(SeedRule) if len(set(asked.terms.costs)) > 1 else (SeedRule.GAIN,)
    ceiling = first.at_most()[list(asked.targets)] if asked.targets else None
    found = {
        rule: choose(
            first.worth, _finder(asked, first), terms=asked.terms, at_most=ceiling,
            per_cost=rule is SeedRule.GAIN_PER_COST,
        )
        for rule in rules
    }  # fmt: skip
    rule = max(found, key=lambda it: found[it].value)  # The first of equals.
    every = last if values is None else maker.counting(seed + 1)
    plan = _told(asked, found[rule], last, every, rule=rule, seed=seed)
    bound = min(it.bound for it in found.values())
    return replace(plan, bound=max(bound, plan.chosen_on), sampled=maker.large)


def contact_reach(  # noqa: PLR0913  # What a plan lets one choose.
    graph: "nx.Graph[Any]",
    contacts: Mapping[Pair, float],
    *,
    values: Mapping[Any, float] | None = None,
    probability: str | float = PROBABILITY,
    runs: int = PLAN_RUNS,
    seed: int = 1,
    steps: int | None = None,
    sampled: bool | None = None,
) -> tuple[float, float]:
    """Tell what contacts that are already chosen reach; see ``contact_plan``.

    Returns:
        The expected value of those reached, and its standard error.

    Raises:
        StepsError, NotANodeError, NotAProbabilityError, NoProbabilityError, RunsError

    Example:
        >>> import networkx as nx
        >>> contact_reach(nx.path_graph(3), {("Ana", 0): 1}, probability=1)
        (3.0, 0.0)
    """
    from reseau.analysis.diffusion.covering import Chosen

    asked = _asked({it: n for n, it in enumerate(graph)}, contacts, math.inf, None,
                   (None, None))  # fmt: skip
    draws = makers(
        graph,
        probability,
        runs,
        values,
        steps=steps,
        sampled=sampled,
        sure=all(it >= 1 for it in contacts.values()),
    ).draws(seed)
    every = tuple(range(len(contacts)))
    steps_of = _steps(asked, Chosen(every, (), 0.0), draws)
    return steps_of[-1] if steps_of else (0.0, 0.0)


def _told(
    asked: _Asked,
    chosen: "Chosen",
    judged: "Draws",
    every: "Draws",
    *,
    rule: SeedRule,
    seed: int,
) -> ContactPlan:
    """Say what contacts reach, on draws that did not serve to choose them."""
    worth, actors = _steps(asked, chosen, judged), _steps(asked, chosen, every)
    before, counted = 0.0, 0.0
    contacts = []
    for item, one, two in zip(chosen.items, worth, actors, strict=True):
        pair = asked.pairs[item]
        cost = asked.terms.costs[item]
        contacts.append(
            Contact(*pair, asked.chances[item], cost, one[0] - before, two[0] - counted)
        )
        before, counted = one[0], two[0]
    none = (0.0, 0.0)
    return ContactPlan(
        tuple(contacts),
        *(worth[-1] if worth else none),
        *(actors[-1] if actors else none),
        chosen_on=chosen.value,
        bound=chosen.bound,
        cost=float(sum(it.cost for it in contacts)),
        runs=judged.runs,
        sampled=False,
        rule=rule,
        seed=seed,
    )


def _steps(
    asked: _Asked, chosen: "Chosen", draws: "Draws"
) -> list[tuple[float, float]]:
    """Give the value reached, and its error, after each contact."""
    import numpy as np

    covered = np.zeros(len(draws.worth), np.bool_)
    finder = _finder(asked, draws)
    found = []
    for item in chosen.items:
        covered[finder(item)] = True
        found.append(draws.total(np.flatnonzero(covered)))
    return found


def _finder(asked: _Asked, draws: "Draws") -> Any:  # Any: see ``covering.Finder``.
    def places(item: int) -> "Places":
        return draws.heard(asked.targets[item], asked.chances[item], item)

    return places


def _asked(
    place: Mapping[Any, int],
    contacts: Mapping[Pair, float],
    budget: float,
    costs: Mapping[Any, float] | None,
    accepted: tuple[Accepted, Accepted],
) -> _Asked:
    """Check what was asked, and write it by numbers."""
    from reseau.analysis.diffusion.covering import Terms

    for (_member, target), chance in contacts.items():
        if target not in place:
            raise NotANodeError(node=target)
        if not 0 <= chance <= 1:
            raise NotAProbabilityError(value=chance)
    pairs = list(contacts)
    targets = [target for _member, target in pairs]
    limits = (
        _limit(targets, accepted[0]),
        _limit([member for member, _target in pairs], accepted[1]),
    )
    terms = Terms(
        [_cost(it, costs) for it in pairs],
        float(budget),
        limits=tuple(it for it in limits if it is not None),
    )
    return _Asked(
        pairs, [place[it] for it in targets], [float(it) for it in contacts.values()],
        terms,
    )  # fmt: skip


def _cost(pair: Pair, costs: Mapping[Any, float] | None) -> float:
    named = costs or {}
    cost = float(named.get(pair, named.get(pair[1], 1.0)))
    if not (cost > 0 and math.isfinite(cost)):
        raise CostError(node=pair[1], cost=cost)
    return cost


def _limit(names: Sequence[Any], accepted: Accepted) -> Any:  # Any: ``Limit`` or None.
    """Number the groups, and say how many of each may be chosen."""
    from reseau.analysis.diffusion.covering import Limit

    if accepted is None:
        return None
    number = {it: index for index, it in enumerate(dict.fromkeys(names))}
    most = [
        accepted if isinstance(accepted, int) else accepted.get(it, len(names))
        for it in number
    ]
    for name, n in zip(number, most, strict=True):
        if n < 0:
            raise AcceptedError(node=name, n=n)
    return Limit([number[it] for it in names], most)
