"""Which actors and ties a map shows: audience, staff, focus, comparison."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from reseau.analysis.ties.graphs import Lines, Network, lines, network_of
from reseau.analysis.ties.projection import TieRule
from reseau.domain.evidence import ActorRow
from reseau.domain.names import sort_key
from reseau.domain.periods import Period
from reseau.domain.vocabulary import Diffusion, Layer
from reseau.errors import UsageError
from reseau.i18n import N_
from reseau.i18n.formats import full_date
from reseau.publish.map.map_page import Change
from reseau.store.naming import finding
from reseau.store.rows import rows
from reseau.usecases.maps.map_people import (
    Crowd,
    crowd_rows,
    crowds,
    drawn_people,
    gathered,
)
from reseau.usecases.network.network import HiddenActorError, Looked, Question

WINDOW = timedelta(days=365)
"""How much of the log is compared when no start is given."""
MUCH = 1.5
"""How many times heavier, or lighter, a tie is when it is said to have changed."""

_FACTS = (
    Layer.COPRESENCE, Layer.COMMITTEE, Layer.AFFILIATION, Layer.COLLABORATION,
)  # fmt: skip
# What was logged or declared; what somebody asserts is drawn only when asked for.

Pair = tuple[int, int]


class NotOnMapError(UsageError):
    """The actor to look at is not among those drawn."""

    message = N_(
        "{name} has no tie in what is asked for: choose another period, theme or layer."
    )


class LaterDayError(UsageError):
    """The day compared with is not before the day of the map."""

    message = N_("A map is compared with an earlier day than its own, {day}.")


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What leaves actors out of a map.

    Attributes:
        focus: Name of the actor round whom the map is drawn.
        steps: How many ties away from it.
        without_staff: Whether the collective's own staff are left out.
        compare: The day compared with.
    """

    focus: str | None = None
    steps: int = 2
    without_staff: bool = False
    compare: date | None = None


@dataclass(frozen=True, slots=True)
class Drawable:
    """The actors and the ties of a map.

    Attributes:
        layer: The layer asked for.
        found: The lines behind the ties of every layer, among the actors drawn.
        network: That layer.
        groups: Hidden people drawn together, with how many of each.
        changes: What became of each tie of that layer, when days are compared.
        focus: Key of the actor looked at.
        staff: How many of the staff were left out.
        days: First and last day of the log; empty when nothing was logged.
    """

    layer: Layer
    found: dict[Layer, Lines]
    network: Network
    groups: tuple[tuple[Crowd, int], ...]
    changes: dict[Pair, Change]
    focus: int | None
    staff: int
    days: tuple[date, ...]


def drawable(
    session: Session, looked: Looked, question: Question, *, narrowing: Narrowing
) -> Drawable:
    """Choose what a map shows.

    Raises:
        LaterDayError: The day compared with is not before the day of the map.
        HiddenActorError: The actor to look at may not be shown.
        NotOnMapError: It is not among the actors drawn.
    """
    rule = looked.rule
    if narrowing.compare is not None and narrowing.compare >= rule.as_of:
        raise LaterDayError(day=full_date(rule.as_of))
    groups = crowds(session, looked, question)
    drawn = dict.fromkeys((question.layer, *_FACTS))
    raw = {layer: lines(looked.rows, layer, rule=rule) for layer in drawn}
    changes: dict[Pair, Change] = {}
    if narrowing.compare is not None:
        days = narrowing.compare, rule.as_of
        raw[question.layer], changes = _compared(looked, question.layer, groups, days)
    counts = drawn_people(groups, raw)
    found = {layer: gathered(it, groups) for layer, it in raw.items()}
    staff = rows.staff_keys(session, on=rule.as_of) if narrowing.without_staff else ()
    actors = [it for it in looked.actors if it.actor not in staff]
    actors += crowd_rows(groups, counts)
    focus = None
    if narrowing.focus is not None:
        focus = _focus(session, narrowing.focus, looked, question, staff)
        near = _within(found[question.layer], actors, focus, narrowing.steps)
        actors = [it for it in actors if it.actor in near]
    keys = {it.actor for it in actors}
    return Drawable(
        question.layer,
        {layer: _among(it, keys) for layer, it in found.items()},
        network_of(actors, found[question.layer], layer=question.layer),
        tuple((it, counts[it.key]) for it in groups if it.key in keys),
        {pair: it for pair, it in changes.items() if keys.issuperset(pair)},
        focus,
        len(looked.shown & frozenset(staff)),
        _span(looked),
    )


def most_tied(shown: Drawable, sizes: Mapping[int, float], most: int) -> Drawable:
    """Keep the largest actors, and of these the ones tied to each other in the layer.

    Args:
        shown: The whole network, which is left as it is.
        sizes: Actor to what ranks it; at equal sizes, by name.
        most: How many actors are kept at most.
    """
    nodes = shown.network.nodes
    order = sorted(
        shown.network,
        key=lambda it: (-sizes.get(it, 0.0), sort_key(str(nodes[it]["name"])), it),
    )
    found = _among(shown.found[shown.layer], set(order[:most]))
    keys = {end for pair in found for end in pair}
    return replace(
        shown,
        found={shown.layer: found},
        network=shown.network.subgraph(keys).copy(),
        groups=tuple(it for it in shown.groups if it[0].key in keys),
        changes={pair: shown.changes[pair] for pair in found if pair in shown.changes},
    )


def _span(looked: Looked) -> tuple[date, ...]:
    """Give the first and the last day of the log."""
    days = {it.held_on for it in looked.rows.participations}
    return (min(days), max(days)) if days else ()


def _among(found: Lines, keys: Collection[int]) -> Lines:
    """Keep the ties between the actors drawn."""
    return {(a, b): it for (a, b), it in found.items() if a in keys and b in keys}


def _focus(
    session: Session,
    name: str,
    looked: Looked,
    question: Question,
    staff: Collection[int],
) -> int:
    """Find the actor to look at."""
    actor = finding.actor_named(session, name)
    if question.shown_to is not Diffusion.INTERNAL and actor.key not in looked.shown:
        raise HiddenActorError(name=actor.name)
    if actor.key in staff or all(it.actor != actor.key for it in looked.actors):
        raise NotOnMapError(name=actor.name)
    return actor.key


def _within(
    found: Lines, actors: Iterable[ActorRow], focus: int, steps: int
) -> set[int]:
    """Find who is at most so many ties away."""
    keys = {it.actor for it in actors}
    around: dict[int, set[int]] = {}
    for a, b in _among(found, keys):
        around.setdefault(a, set()).add(b)
        around.setdefault(b, set()).add(a)
    near = edge = {focus}
    for _ in range(steps):
        edge = {it for key in edge for it in around.get(key, ())} - near
        near = near | edge
    return near


def _compared(
    looked: Looked, layer: Layer, groups: Iterable[Crowd], days: tuple[date, date]
) -> tuple[Lines, dict[Pair, Change]]:
    """Find the ties of two days, and what became of each.

    Interactions are those of the same length of time before each day, none fading;
    what lasts is what there was on each day.
    """
    length = WINDOW
    if looked.rule.period.since is not None:
        length = looked.rule.as_of - looked.rule.period.since + timedelta(days=1)
    groups = list(groups)
    before, after = (
        lines(looked.rows, layer, rule=_window(looked.rule, layer, day, length))
        for day in days
    )
    then, now = gathered(before, groups), gathered(after, groups)
    changes = {
        pair: change(_weight(then, pair), _weight(now, pair))
        for pair in then.keys() | now.keys()
    }
    return {**before, **after}, changes


def said_rule(rule: TieRule, compare: date | None) -> TieRule:
    """Give the rule that the sentences of a map tell: of both times, when compared."""
    if compare is None:
        return rule
    length = WINDOW
    if rule.period.since is not None:
        length = rule.as_of - rule.period.since + timedelta(days=1)
    first = compare - length + timedelta(days=1)
    period = Period(first, rule.as_of + timedelta(days=1))
    return replace(rule, half_life=None, period=period)


def _window(rule: TieRule, layer: Layer, day: date, length: timedelta) -> TieRule:
    """Look at the time before a day, or at the day itself for what lasts."""
    last = day + timedelta(days=1)
    first = last - length if layer is Layer.COPRESENCE else day
    return replace(rule, as_of=day, half_life=None, period=Period(first, last))


def _weight(found: Lines, pair: Pair) -> float:
    return sum(line.contribution for line in found.get(pair, ()))


def change(before: float, after: float) -> Change:
    """Say what became of a tie from its weights on two days, 0 without it."""
    if before <= 0:
        return Change.APPEARED if after > 0 else Change.SAME
    if after <= 0:
        return Change.VANISHED
    if after >= MUCH * before:
        return Change.STRONGER
    return Change.WEAKER if after <= before / MUCH else Change.SAME
