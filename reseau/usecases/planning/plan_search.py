"""The search behind a plan: which contacts are possible, which are chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reseau.analysis.diffusion.contacts import contact_plan, contact_reach
from reseau.analysis.diffusion.probabilities import passing
from reseau.domain.evidence import ActorRow
from reseau.usecases.planning.plan_answers import (
    INTRODUCED,
    SUREST,
    Carriers,
    PlanQuestion,
    Reach,
    Reception,
)

if TYPE_CHECKING:
    from reseau.analysis.diffusion.contacts import Contact, ContactPlan
    from reseau.analysis.ties.graphs import Network

_KNOWING = 4
"""How many members are looked at for each target, those who know it best."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a member gets to a target.

    Attributes:
        heard: How likely the contact is heard.
        cost: What it costs.
        by: Who knows both, when the two never met; None when nobody does.
        known: Whether they met.
    """

    heard: float
    cost: float
    by: int | None = None
    known: bool = True


@dataclass(frozen=True, slots=True)
class Search:
    """What every search for a plan rests on.

    Attributes:
        network: Everybody, with the faded weight of what they share.
        how: Why these members carry.
        members: Who may carry.
        staff: The collective's own staff.
        targets: Who may be reached directly.
        received: What each actor accepts.
        costs: Actor to what a contact costs, when this plan says it.
        values: Actor to how much the theme concerns it; None for alike.
    """

    question: PlanQuestion
    network: "Network"
    how: Carriers
    members: frozenset[int]
    staff: frozenset[int]
    targets: frozenset[int]
    received: Mapping[int, Reception]
    costs: Mapping[int, float]
    values: Mapping[int, float] | None
    quiet: Mapping[int, ActorRow]

    def around(self, knowing: frozenset[int] = frozenset()) -> "Network":
        """Give the network in which messages go on.

        Those who carry know the message already: they are taken out; where anyone may
        carry, those of ``knowing``. On a theme, each passes on as much as the theme
        concerns it: a hub that it hardly concerns is no megaphone.
        """
        gone = self._absent() | knowing
        if self.how is not Carriers.ANYONE:
            gone |= self.members
        return passing(
            self.network, gone=gone, p0=self.question.passed_on, values=self.values
        )

    def ways(self, around: "Network") -> dict[tuple[int, int], Way]:
        """Give the contacts that may be made, member and target, in order."""
        found: dict[tuple[int, int], Way] = {}
        for target in around:
            if target in self.targets and self.received[target].left > 0:
                found |= {(it, target): way for it, way in self._to(target).items()}
        return found

    def _to(self, target: int) -> dict[int, Way]:
        """Give the members who know a target best, or one who may be introduced."""
        ties = self.network[target]
        knowing = sorted(
            (it for it in ties if it in self.members and self._carries(it) != 0),
            key=lambda it: (-ties[it]["weight"], it),
        )
        cost = self.costs.get(target)
        if knowing or self.how is Carriers.ANYONE:
            return {
                it: Way(self._heard(ties[it]["weight"]), 1.0 if cost is None else cost)
                for it in knowing[:_KNOWING]
            }
        free = sorted(it for it in self.members if self._carries(it) != 0)
        if not free:
            return {}
        member, by = self._introduced(target, free)
        price = INTRODUCED if cost is None else cost
        return {member: Way(self._heard(0.0), price, by, known=False)}

    def _heard(self, weight: float) -> float:
        return min(SUREST, float(1 - (1 - self.question.heard) ** (1 + weight)))

    def _introduced(self, target: int, free: list[int]) -> tuple[int, int | None]:
        """Find the member whom a common acquaintance introduces best."""
        ties = self.network[target]
        links = [
            (min(tie["weight"], self.network[member][by]["weight"]), -member, -by)
            for by, tie in ties.items()
            for member in free
            if self.network.has_edge(member, by) and by not in self._absent()
        ]
        if not links:
            return free[0], None
        _, member, by = max(links)
        return -member, -by

    def _absent(self) -> frozenset[int]:
        """Give those through whom nobody may be introduced."""
        return self.staff if self.question.without_staff else frozenset()

    def _carries(self, member: int) -> int | None:
        """Tell how many contacts a member carries; None for as many as wanted."""
        if self.question.carries is not None:
            return self.question.carries
        reception = self.received[member]
        if member in self.staff:
            return None
        if self.how is Carriers.NAMED and not reception.said:
            return None
        return reception.left

    def spread_if(self, factor: float, found: "ContactPlan") -> float:
        """Tell what the same contacts reach when more, or less, is passed on."""
        passed = min(1.0, self.question.passed_on * factor)
        other = replace(self, question=replace(self.question, passed_on=passed))
        spread, _error = contact_reach(
            other.around(self.knowing(found)),
            {(it.member, it.target): it.heard for it in found.contacts},
            values=self.values,
            runs=self.question.runs,
            seed=self.question.seed + 1,
            steps=self.question.steps,
        )
        return spread

    def knowing(self, found: "ContactPlan") -> frozenset[int]:
        """Give those who know before a plan begins, for they carry it and get nothing.

        Those of the collective are known beforehand, and are in no network.
        """
        if self.how is not Carriers.ANYONE:
            return frozenset()
        told = {int(str(it.target)) for it in found.contacts}
        return frozenset(int(str(it.member)) for it in found.contacts) - told

    def plan(
        self, around: "Network", ways: Mapping[tuple[int, int], Way]
    ) -> "ContactPlan":
        """Choose the contacts; who carries one is not counted as reached by it.

        Where anyone may carry, that is known after the choice only: what was chosen is
        then told in the network without them. The bound stays, and is not passed: no
        choice reaches more without those who carry it than with them.
        """
        found = self._chosen(around, ways)
        if self.how is not Carriers.ANYONE or not found.contacts:
            return found
        kept = _first_told(found)
        alone = contact_plan(
            self.around(self.knowing(replace(found, contacts=kept))),
            {(it.member, it.target): it.heard for it in kept},
            sum(it.cost for it in kept),
            costs={(it.member, it.target): it.cost for it in kept},
            values=self.values,
            runs=self.question.runs,
            seed=self.question.seed,
            steps=self.question.steps,
        )
        return replace(alone, bound=max(found.bound, alone.chosen_on))

    def _chosen(
        self, around: "Network", ways: Mapping[tuple[int, int], Way]
    ) -> "ContactPlan":
        carried = {it: self._carries(it) for it, _target in ways}
        return contact_plan(
            around,
            {pair: way.heard for pair, way in ways.items()},
            self.question.budget,
            costs={pair: way.cost for pair, way in ways.items()},
            per_target={it: self.received[it].left for _member, it in ways},
            per_member={it: n for it, n in carried.items() if n is not None},
            values=self.values,
            runs=self.question.runs,
            seed=self.question.seed,
            steps=self.question.steps,
        )


def _first_told(found: "ContactPlan") -> "tuple[Contact, ...]":
    """Leave out a contact that would tell somebody who carried what led to it."""
    by: dict[object, object] = {}
    kept = []
    for it in found.contacts:
        carrier: object = it.member
        while carrier in by and carrier != it.target:
            carrier = by[carrier]
        if carrier != it.target:
            by.setdefault(it.target, it.member)
            kept.append(it)
    return tuple(kept)


def reach_of(found: "ContactPlan") -> Reach:
    """Say what a plan reaches."""
    return Reach(
        spread=found.spread,
        error=found.error,
        actors=found.actors,
        actors_error=found.actors_error,
        bound=found.bound,
        ratio=found.ratio,
        runs=found.runs,
        sampled=found.sampled,
        cost=found.cost,
        contacts=len(found.contacts),
        targets=frozenset(int(str(it.target)) for it in found.contacts),
    )
