"""Plan whom to reach on a theme, through whom, within what everybody accepts."""

import math
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from reseau.analysis.diffusion.contacts import BudgetError
from reseau.analysis.diffusion.probabilities import NotAProbabilityError
from reseau.analysis.diffusion.seeding import CostError
from reseau.domain.names import sort_key
from reseau.store.rows import rows, settings
from reseau.store.rows.lives import lives
from reseau.store.session import Store
from reseau.usecases.common.following import heirs_of
from reseau.usecases.experts.expert_places import places_near
from reseau.usecases.experts.searches import indexed
from reseau.usecases.network.network import Looked, Named, Question, look
from reseau.usecases.network.structure import Frame, frame
from reseau.usecases.planning.plan_answers import (
    Carriers,
    Plan,
    PlanQuestion,
    Reach,
    Shortfall,
)
from reseau.usecases.planning.plan_gathering import (
    Concern,
    by_actor,
    carriers,
    concern,
    receptions,
)
from reseau.usecases.planning.plan_reasons import Reasons
from reseau.usecases.planning.plan_search import Search, reach_of

if TYPE_CHECKING:
    from reseau.analysis.diffusion.contacts import ContactPlan

_NEARLY = 1e-9


def make_plan(store: Store, question: PlanQuestion, *, lang: str) -> Plan:
    """Choose whom to reach and through whom, with the reasons; nothing is written.

    Nobody whom the audience may not be shown is reached, carries, passes on or is
    named.

    Raises:
        UnknownThemeError, UnknownActorError, UnknownCommitteeError,
        UnknownTerritoryError, AmbiguousNameError: A name is not sure.
        HiddenActorError: Somebody named may not be shown.
        NobodyThereError: A committee that should carry is empty.
        BudgetError, CostError, AcceptedError, RunsError, NotAProbabilityError: A
            number cannot be used.
    """
    _check(question)
    searching = question.theme is not None
    with indexed(store) if searching else store.reading() as session:
        today = question.at or settings.today(session)
        asked = Question(
            period=question.period,
            at=today,
            half_life=question.half_life,
            shown_to=question.shown_to,
            follow=question.follow,
        )
        looked = look(session, asked)
        heirs = _heirs(session, question)
        found = concern(session, question, heirs, today=today, lang=lang)
        search = _search(session, question, looked, found, heirs, today=today)
        return _planned(search, looked, found, asked, today=today, lang=lang)


def _check(question: PlanQuestion) -> None:
    """Refuse numbers that cannot be used, before anything is read."""
    if not question.budget > 0:
        raise BudgetError(budget=question.budget)
    for chance in (question.heard, question.passed_on):
        if not 0 <= chance <= 1:
            raise NotAProbabilityError(value=chance)
    for name, cost in question.costs.items():
        if not (cost > 0 and math.isfinite(cost)):
            raise CostError(node=name, cost=cost)


def _heirs(session: Session, question: PlanQuestion) -> dict[int, int]:
    """Give what each organization that merged became, when that is asked."""
    if question.follow is None:
        return {}
    shown = rows.actor_rows(session, shown_to=question.shown_to)
    return heirs_of(session, (it.actor for it in shown), follow=question.follow)


def _search(
    session: Session,
    question: PlanQuestion,
    looked: Looked,
    found: Concern,
    heirs: dict[int, int],
    *,
    today: date,
) -> Search:
    """Gather what the search needs."""
    nodes = frozenset(looked.network)
    # Who is over can neither be reached nor carry anything.
    gone = lives(session).absent(today)
    how, members = carriers(session, question, looked.shown, heirs, today=today)
    if how is not Carriers.NAMED:
        members -= gone
    staff = rows.staff_keys(session, on=today) & looked.shown
    received = receptions(session, question, looked.shown, heirs, today=today)
    costs = by_actor(session, question.costs, heirs)
    targets = (nodes if how is Carriers.ANYONE else nodes - members) - gone
    if question.kind is not None:
        kinds = {it.actor for it in looked.actors if it.kind is question.kind}
        targets &= kinds
    if question.near is not None:
        places = places_near(session, question.near, today=today)
        inside = {heirs.get(it, it) for it in looked.shown | heirs.keys()
                  if it in places}  # fmt: skip
        targets = frozenset(it for it in targets if it in inside)
    network = looked.network
    if members - nodes:
        network = network.copy()
        network.add_nodes_from(sorted(members - nodes))
    return Search(
        question, network, how, members, staff, targets, received, costs, found.values,
        {
            it.actor: it
            for it in rows.actor_rows(
                session, shown_to=question.shown_to, among=members - nodes
            )
        },
    )  # fmt: skip


def _named(known: Frame, search: Search) -> tuple[Named, ...]:
    """Name those who carry; some were at no meeting of the period."""
    quiet = [Named(it.actor, it.slug, it.name) for it in search.quiet.values()]
    met = known.named(search.members & known.actors.keys())
    return tuple(sorted((*met, *quiet), key=lambda it: (sort_key(it.name), it.key)))


def _planned(
    search: Search,
    looked: Looked,
    found: Concern,
    asked: Question,
    *,
    today: date,
    lang: str,
) -> Plan:
    """Search, and write the answer."""
    question = search.question
    around = search.around()
    values = {it: 1.0 if found.values is None else found.values.get(it, 0.0)
              for it in around}  # fmt: skip
    lines = 0 if found.answers is None else len(found.answers.lines)
    known = frame(looked, asked)
    concerned = [it for it, worth in values.items() if worth > 0]
    plan = Plan(
        question=question,
        frame=known,
        theme=found.label,
        carriers=search.how,
        members=() if search.how is Carriers.ANYONE else _named(known, search),
        contacts=(),
        reach=None,
        less=None,
        more=None,
        without=None,
        staff=known.named(search.staff & known.actors.keys()),
        shortfall=_shortfall(search, looked, concerned),
        whole=sum(values.values()),
        concerned=len(concerned),
        full=sum(search.received[it].left <= 0 for it in concerned),
        lines=lines,
        capped=found.answers is not None and found.answers.capped,
    )
    if plan.shortfall is not None:
        return plan
    ways = search.ways(around)
    if not ways:
        return replace(plan, shortfall=Shortfall.NO_TARGET)
    chosen = search.plan(around, ways)
    rest = search.around(search.knowing(chosen))
    reasons = Reasons(looked, search, found, rest, ways, today, lang)
    return replace(
        plan,
        contacts=reasons.of(chosen),
        reach=reach_of(chosen) if chosen.contacts else None,
        less=search.spread_if(1 / 2, chosen) if chosen.contacts else None,
        more=search.spread_if(2, chosen) if chosen.contacts else None,
        without=_without_staff(search, looked),
        shortfall=_left(chosen, question.budget),
    )


def _shortfall(
    search: Search, looked: Looked, concerned: list[int]
) -> Shortfall | None:
    """Tell why there can be no plan, if so."""
    if not looked.actors:
        return Shortfall.NO_ACTORS
    if search.question.theme is not None and not concerned:
        return Shortfall.NOBODY_CONCERNED
    if not looked.network.number_of_edges():
        return Shortfall.NO_TIES
    if not search.members:
        return Shortfall.NO_CARRIER
    if not search.targets:
        return Shortfall.NO_TARGET
    return None


def _left(chosen: "ContactPlan", budget: float) -> Shortfall | None:
    """Tell why the budget is not spent, if so."""
    if chosen.cost >= budget - _NEARLY:
        return None
    if not chosen.contacts:
        return Shortfall.NO_TARGET
    return Shortfall.NOTHING_MORE


def _without_staff(search: Search, looked: Looked) -> Reach | None:
    """Make the plan again without the collective's own staff."""
    if search.question.without_staff or not search.staff & set(looked.network):
        return None
    question = replace(search.question, without_staff=True)
    left = replace(search, question=question, members=search.members - search.staff,
                   targets=search.targets - search.staff)  # fmt: skip
    if not left.members:
        return None
    around = left.around()
    ways = left.ways(around)
    return reach_of(left.plan(around, ways)) if ways else None
