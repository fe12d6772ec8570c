"""Who stands between others, and between which groups."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan

from sqlalchemy.orm import Session

from reseau.analysis.positions.brokerage import brokerage_roles
from reseau.domain.closed_words import Word
from reseau.domain.names import sort_key
from reseau.store.privacy.veil import veil
from reseau.store.rows import groupings
from reseau.store.session import Store
from reseau.usecases.network.network import Looked, Named, Question, look
from reseau.usecases.network.structure import Doubt, Frame, frame


class Between(Word):
    """What groups are made of."""

    SECTOR = "sector", "sector", "secteur"
    TERRITORY = "territory", "territory", "territoire"
    KIND = "kind", "kind", "type"


@dataclass(frozen=True, slots=True)
class Broker:
    """One actor between others.

    Attributes:
        group: Its group; None when it has none.
        betweenness: Share of the shortest paths between others, 0 to 1.
        constraint: Burt's constraint, weighted; None without a tie.
        effective_size: Its contacts that are not redundant; None without a tie.
        ties: How many actors it is tied with.
        roles: The counts of Gould and Fernandez, with ``total``.
        across: The pairs of which at least one end is of another group.
    """

    actor: Named
    group: str | None
    betweenness: float
    constraint: float | None
    effective_size: float | None
    ties: int
    roles: Mapping[str, int]
    across: int


@dataclass(frozen=True, slots=True)
class Brokers:
    """Those who are between others: across groups first.

    Attributes:
        groups: Group to how many actors with a tie are in it.
        ungrouped: How many actors with a tie have no group.
        error: Half of the 95 % interval of betweenness; 0 when exact.
    """

    frame: Frame
    doubt: Doubt | None
    between: Between
    groups: Mapping[str, int]
    ungrouped: int
    error: float
    brokers: tuple[Broker, ...]


def find_brokers(store: Store, question: Question, *, between: Between) -> Brokers:
    """Measure who is between others, and between the groups asked for.

    A person without a sector or a territory takes that of the organization in which
    they have a role, when it is the only one.
    """
    from reseau.analysis.ties.shortest_paths import betweenness_estimate

    with store.reading() as session:
        looked = look(session, question)
        hiding = veil(session, shown_to=question.shown_to)
        labels = hiding.over_values(_labels(session, looked, between))
    rests = frame(looked, question)
    network = looked.network
    tied = [it for it in network if network.degree(it)]
    groups: dict[str, int] = {}
    for key in tied:
        if key in labels:
            groups[labels[key]] = groups.get(labels[key], 0) + 1
    estimate = betweenness_estimate(network)
    found = () if rests.doubt else _brokers(rests, looked, labels, estimate.values)
    return Brokers(
        frame=rests,
        doubt=rests.doubt,
        between=between,
        groups=dict(sorted(groups.items(), key=lambda it: (-it[1], sort_key(it[0])))),
        ungrouped=sum(it not in labels for it in tied),
        error=estimate.error,
        brokers=found,
    )


def _brokers(
    rests: Frame,
    looked: Looked,
    labels: Mapping[int, str],
    betweenness: Mapping[int, float],
) -> tuple[Broker, ...]:
    from reseau.analysis.positions.holes import constraint, effective_size

    network = looked.network
    closed, sizes = constraint(network), effective_size(network)
    roles = brokerage_roles(network, labels)
    found = [
        Broker(
            actor=rests.actors[key],
            group=labels.get(key),
            betweenness=betweenness[key],
            constraint=_number(closed[key]),
            effective_size=_number(sizes[key]),
            ties=network.degree(key),
            roles=roles[key],
            across=roles[key]["total"] - roles[key]["coordinator"],
        )
        for key in network
        if network.degree(key)
    ]
    found.sort(
        key=lambda it: (
            -it.across, -round(it.betweenness, 10), sort_key(it.actor.name),
            it.actor.key,
        )
    )  # fmt: skip
    return tuple(found)


def _number(value: float) -> float | None:
    return None if isnan(value) else value


def _labels(session: Session, looked: Looked, between: Between) -> dict[int, str]:
    """Give the group of each actor that has one."""
    if between is Between.KIND:
        return {it.actor: it.kind.value for it in looked.actors}
    if between is Between.SECTOR:
        own = groupings.sectors(session)
    else:
        own = {
            actor: names[0] if len(names) == 1 else ", ".join(names)
            for actor, names in groupings.territories(session).items()
        }
    employers = groupings.organizations(session, on=looked.rule.as_of)
    found: dict[int, str] = {}
    for it in looked.actors:
        theirs = {own[org] for org in employers.get(it.actor, ()) if org in own}
        if it.actor in own:
            found[it.actor] = own[it.actor]
        elif len(theirs) == 1:
            found[it.actor] = theirs.pop()
    return found
