"""Who, removed, breaks the network most; who, engaged, reaches the most."""

from dataclasses import dataclass

from reseau.analysis.positions.keyplayers import KeyPlayers
from reseau.analysis.positions.wholeness import Wholeness
from reseau.analysis.ties.graphs import Network
from reseau.errors import UsageError
from reseau.i18n import N_
from reseau.store.session import Store
from reseau.usecases.network.network import Named, Question, look
from reseau.usecases.network.structure import Doubt, Frame, frame


class NoSizeError(UsageError):
    """A set has one actor at least."""

    message = N_("A set has one actor at least: --size 1 or more, not {size}.")


@dataclass(frozen=True, slots=True)
class Player:
    """One of a set: who it is, and with how many it is tied."""

    actor: Named
    ties: int


@dataclass(frozen=True, slots=True)
class Breaking:
    """The set whose removal breaks the network most.

    Attributes:
        players: Those with most ties first.
        fragmentation: Of the others without them, 0 to 1.
        before: Of the whole network.
        whole: The tied actors.
        left: The same without the set.
        exact: Whether every set was tried.
        candidates: From how many they were chosen.
        sources: From how many actors ways were followed; fewer than all when the
            fragmentation is an estimate.
    """

    players: tuple[Player, ...]
    fragmentation: float
    before: float
    whole: Wholeness
    left: Wholeness
    exact: bool
    candidates: int
    sources: int


@dataclass(frozen=True, slots=True)
class Reaching:
    """The set that is nearest to all the others.

    Attributes:
        players: Those with most ties first.
        reach: Mean of 1 over the steps from the set, 0 to 1.
        one_step: How many others are tied with one of them.
        two_steps: How many are at two steps at most.
        others: How many there are, in all, but the set.
        exact: Whether every set was tried.
        candidates: From how many they were chosen.
    """

    players: tuple[Player, ...]
    reach: float
    one_step: int
    two_steps: int
    others: int
    exact: bool
    candidates: int


@dataclass(frozen=True, slots=True)
class Players:
    """Both sets, or why they are not given. Only actors with a tie are looked at."""

    frame: Frame
    doubt: Doubt | None
    size: int
    breaking: Breaking | None
    reaching: Reaching | None


def find_key_players(store: Store, question: Question, *, size: int = 3) -> Players:
    """Find both sets; every tie is one step.

    Raises:
        NoSizeError: The size is below 1.
    """
    if size < 1:
        raise NoSizeError(size=size)
    with store.reading() as session:
        looked = look(session, question)
    rests = frame(looked, question)
    network = looked.network.subgraph(
        [it for it in looked.network if looked.network.degree(it)]
    ).copy()
    doubt = rests.doubt
    breaking = reaching = None
    if doubt is None:
        breaking = _breaking(rests, network, size)
        reaching = _reaching(rests, network, size)
    return Players(rests, doubt, size, breaking, reaching)


def _players(
    rests: Frame, network: Network, found: KeyPlayers[int]
) -> tuple[Player, ...]:
    players = [Player(rests.actors[it], network.degree(it)) for it in found.nodes]
    return tuple(sorted(players, key=lambda it: (-it.ties, it.actor.key)))


def _breaking(rests: Frame, network: Network, size: int) -> Breaking:
    from reseau.analysis.positions.keyplayers import key_players
    from reseau.analysis.positions.wholeness import wholeness

    found = key_players(network, size, "fragment", weight=None)
    left = network.copy()
    left.remove_nodes_from(found.nodes)
    return Breaking(
        players=_players(rests, network, found),
        fragmentation=found.value,
        before=found.before,
        whole=wholeness(network),
        left=wholeness(left),
        exact=found.exact,
        candidates=found.candidates,
        sources=found.sources,
    )


def _reaching(rests: Frame, network: Network, size: int) -> Reaching:
    from reseau.analysis.positions.cohesion import reached
    from reseau.analysis.positions.keyplayers import key_players

    found = key_players(network, size, "reach", weight=None)
    return Reaching(
        players=_players(rests, network, found),
        reach=found.value,
        one_step=reached(network, found.nodes, steps=1),
        two_steps=reached(network, found.nodes, steps=2),
        others=len(network) - len(found.nodes),
        exact=found.exact,
        candidates=found.candidates,
    )
