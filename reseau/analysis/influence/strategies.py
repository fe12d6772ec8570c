"""MACTOR: who weighs on whom, who is for and against what, who could ally.

Everything is made of two tables: the direct influences between actors, and what
each actor wants of each objective.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from reseau.analysis.influence import matrices
from reseau.analysis.influence.matrices import Rows, Table
from reseau.domain.vocabulary import Place

if TYPE_CHECKING:
    from reseau.analysis.influence.matrices import Floats

Order: TypeAlias = Literal[1, 2, 3]
Balance: TypeAlias = Literal["recommended", "inclusive", "net"]


@dataclass(frozen=True, slots=True)
class Alliances:
    """How actors agree and disagree on objectives, at one order.

    Attributes:
        positions: oMAO, actors by objectives: signs at order 1, values at order 2,
            values times the balance of power at order 3.
        convergences: oCAA, actors by actors, symmetric: half the intensities of both,
            added up over the objectives they want alike; 0 on the diagonal.
        divergences: oDAA, the same over the objectives they are opposed on.
        ambivalence: One per actor, 0 to 1: 1 when it agrees with each other actor as
            much as it disagrees; None when it does neither with anybody.
        mobilization: One per objective: the intensities of all actors, for or against.
        implication: One per actor: its intensities over all objectives.
        agreement: One per objective: what those who are for add up to.
        disagreement: One per objective: what those who are against add up to, from 0.
    """

    positions: Rows
    convergences: Rows
    divergences: Rows
    ambivalence: list[float | None]
    mobilization: list[float]
    implication: list[float]
    agreement: list[float]
    disagreement: list[float]


@dataclass(frozen=True, slots=True)
class Mactor:
    """Every table of MACTOR; rows and columns in the order of the input.

    Attributes:
        actors: Names of the actors.
        objectives: Names of the objectives.
        mdi: Direct influences, as given.
        mdii: Direct and indirect influences; the diagonal is what comes back to each.
        influence: I, the sum of the row of MDII, diagonal left out.
        dependence: D, the sum of the column, diagonal left out.
        force: r, each actor's share of the balance of power, before scaling.
        balance: R, r scaled so that its mean is 1: above 1 weighs more than most. None
            when r is 0 for everyone.
        net_scale: NS, MDII minus its transpose: positive when the row gives more.
        net_total: The sum of each row of the net scale.
        mmdii: The strongest of direct influences and of those through one other.
        max_force_balance: Q, R computed from MMDII, without the diagonal; None as R.
        orders: Order 1, 2 and, when there is a balance of power, 3.
    """

    actors: list[str]
    objectives: list[str]
    mdi: Rows
    mdii: Rows
    influence: list[float]
    dependence: list[float]
    force: list[float]
    balance: list[float] | None
    net_scale: Rows
    net_total: list[float]
    mmdii: Rows
    max_force_balance: list[float] | None
    orders: dict[int, Alliances]

    def tables(self) -> dict[str, object]:
        """Give the tables under the names that the literature uses.

        Returns:
            MDI, MDII, I, D, r, R, NS, MMDII, Q, and for each order o: oMAO, oCAA,
            oDAA, oAmbivalence, oMobilization, oImplication.
        """
        found: dict[str, object] = {
            "MDI": self.mdi, "MDII": self.mdii, "I": self.influence,
            "D": self.dependence, "r": self.force, "R": self.balance,
            "NS": self.net_scale, "MMDII": self.mmdii, "Q": self.max_force_balance,
        }  # fmt: skip
        for order, it in self.orders.items():
            found |= {
                f"{order}MAO": it.positions, f"{order}CAA": it.convergences,
                f"{order}DAA": it.divergences, f"{order}Ambivalence": it.ambivalence,
                f"{order}Mobilization": it.mobilization,
                f"{order}Implication": it.implication,
            }  # fmt: skip
        return found


def mactor(
    mdi: Table,
    mao: Table | None = None,
    *,
    actors: Sequence[str] | None = None,
    objectives: Sequence[str] | None = None,
    variant: Balance = "recommended",
) -> Mactor:
    """Compute every table of MACTOR.

    MDII adds to each direct influence, for each third actor, the weaker of the two
    influences that pass through it (a minimum, not a product).

    Args:
        mdi: Square, actors by actors: how much the row influences the column, 0 to 4;
            zeros on the diagonal. Larger values are taken as they are.
        mao: Actors by objectives, -4 to 4: how much the row wants the objective
            (positive) or opposes it (negative); the “2MAO”. None for no objective.
        actors: Their names; numbers from 1 by default.
        objectives: Their names, likewise.
        variant: How r is read from MDII. “recommended”: I and D without the diagonal,
            from which it is taken away once more, r = (I-MDII_ii)/ΣI * I/(I+D).
            “inclusive”: I and D with the diagonal. “net”: I and D without it, and
            nothing more taken away. Published readings of the method differ; the
            ranking seldom does.

    Returns:
        The tables. An actor that neither influences nor depends has r = 0. Empty for
        no actor.

    Raises:
        MatrixError: A table is not square, holds something else than finite numbers,
            a negative influence or an influence on oneself; or the sizes differ. It
            is also a ``ValueError``.

    References:
        Godet, M. (1991). Actors' moves and strategies: the MACTOR method. Futures
        23(6), 605-622.

    Example:
        >>> found = mactor([[0, 3, 1], [1, 0, 0], [0, 2, 0]], [[2], [-1], [3]])
        >>> found.influence, found.dependence
        ([5.0, 2.0, 3.0], [2.0, 6.0, 2.0])
        >>> found.orders[2].convergences[0][2], found.orders[2].divergences[0][1]
        (2.5, 1.5)
    """
    import numpy as np

    matrices.check_choice(variant, get_args(Balance), what="variant")
    direct = matrices.square(mdi, what="MDI", hollow=True)
    size = len(direct)
    wanted = np.zeros((size, 0)) if mao is None else matrices.table(mao, what="MAO")
    if len(wanted) != size:
        raise matrices.WrongShapeError(what="MAO", wanted=size, found=len(wanted))
    through = np.minimum(direct[:, :, None], direct[None, :, :])
    mdii = direct + through.sum(axis=1)
    most = np.maximum(direct, through.max(axis=1, initial=0.0))
    np.fill_diagonal(most, 0.0)
    own = mdii.diagonal()
    influence, dependence = mdii.sum(axis=1) - own, mdii.sum(axis=0) - own
    force = _force(influence, dependence, own, variant)
    balance = _scaled(force)
    strongest = _force(most.sum(axis=1), most.sum(axis=0), own, "net")
    orders = {1: np.sign(wanted), 2: wanted}
    if balance is not None:
        orders[3] = balance[:, None] * wanted
    net = mdii - mdii.T
    return Mactor(
        matrices.names(actors, length=size),
        matrices.names(objectives, length=wanted.shape[1]),
        direct.tolist(), mdii.tolist(), influence.tolist(), dependence.tolist(),
        force.tolist(), None if balance is None else balance.tolist(),
        net.tolist(), net.sum(axis=1).tolist(), most.tolist(),
        None if (found := _scaled(strongest)) is None else found.tolist(),
        {order: _alliances(values) for order, values in orders.items()},
    )  # fmt: skip


def places(found: Mactor) -> list[Place]:
    """Read each actor's place on the plane of influence and dependence.

    Args:
        found: What ``mactor`` gives.

    Returns:
        One per actor: dominant (influence above the mean, dependence not), relay (both
        above), dominated (dependence only), autonomous (neither). A value equal to the
        mean is not above it. Empty for no actor.
    """
    if not found.actors:
        return []
    middle = sum(found.influence) / len(found.actors)
    return [
        _PLACES[given > middle + _CLOSE, received > middle + _CLOSE]
        for given, received in zip(found.influence, found.dependence, strict=True)
    ]


_CLOSE = 1e-9
_PLACES = {
    (True, False): Place.DOMINANT,
    (True, True): Place.RELAY,
    (False, True): Place.DOMINATED,
    (False, False): Place.AUTONOMOUS,
}


def _force(
    influence: "Floats", dependence: "Floats", own: "Floats", variant: Balance
) -> "Floats":
    """Give r, actor by actor, before it is scaled."""
    import numpy as np

    if variant == "inclusive":
        influence, dependence = influence + own, dependence + own
    given = influence if variant == "net" else influence - own
    total, both = influence.sum(), influence + dependence
    if not total:
        return np.zeros(len(influence))
    force: Floats = given / total * influence / np.where(both > 0, both, 1.0)
    return force


def _scaled(force: "Floats") -> "Floats | None":
    """Scale so that the mean is 1; None when there is nothing to scale."""
    total = force.sum()
    return len(force) * force / total if total > 0 else None


def _alliances(wanted: "Floats") -> Alliances:
    """Compare actors two by two over the objectives."""
    import numpy as np

    size = np.abs(wanted)
    signs = np.sign(wanted)
    half = (size[:, None, :] + size[None, :, :]) / 2
    same = signs[:, None, :] * signs[None, :, :]
    agree = (half * (same > 0)).sum(axis=2)
    oppose = (half * (same < 0)).sum(axis=2)
    np.fill_diagonal(agree, 0.0)
    apart, both = np.abs(agree - oppose).sum(axis=1), (agree + oppose).sum(axis=1)
    return Alliances(
        wanted.tolist(), agree.tolist(), oppose.tolist(),
        [
            float(1 - gap / all_) if all_ else None
            for gap, all_ in zip(apart, both, strict=True)
        ],
        size.sum(axis=0).tolist(), size.sum(axis=1).tolist(),
        np.maximum(wanted, 0).sum(axis=0).tolist(),
        np.maximum(-wanted, 0).sum(axis=0).tolist(),
    )  # fmt: skip
