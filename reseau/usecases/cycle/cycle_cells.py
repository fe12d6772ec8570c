"""Where a strategy, a product or a mission stands in the matrix, said or inferred."""

from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.dissemination import ProductKind
from reseau.domain.vocabulary import Carrier, Function
from reseau.store.models import Mission, Product, Strategy

Kind = TypeVar("Kind", Strategy, Product, Mission)
_TOLD = frozenset({ProductKind.CONFERENCE, ProductKind.MEDIA})


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the matrix; what nobody said is inferred, and shown as such.

    Attributes:
        function_given: Whether somebody said what the action is for.
        carrier_given: Whether somebody said who carries it.
    """

    function: Function
    carrier: Carrier
    function_given: bool
    carrier_given: bool


def cell_of(record: Strategy | Product | Mission) -> Cell:
    """Tell where a record stands: as somebody said, else as it looks.

    A strategy and a mission are dissemination; a product is analysis, unless it is
    made to be told, as a conference is. The staff carries them, and members carry a
    strategy once one has pledged.
    """
    return Cell(
        record.function or inferred_function(record),
        record.carrier or inferred_carrier(record),
        record.function is not None,
        record.carrier is not None,
    )


def inferred_cells(
    session: Session, kind: type[Kind]
) -> dict[int, tuple[Function, Carrier]]:
    """Tell where every record of a kind stands when nobody says it, by key."""
    return {
        it.key: (inferred_function(it), inferred_carrier(it))
        for it in session.scalars(select(kind).order_by(kind.key))
    }


def inferred_function(record: Strategy | Product | Mission) -> Function:
    """Tell what an action is for when nobody said it."""
    if isinstance(record, Product) and record.kind not in _TOLD:
        return Function.ANALYSIS
    return Function.DISSEMINATION


def inferred_carrier(record: Strategy | Product | Mission) -> Carrier:
    """Tell who carries an action when nobody said it."""
    if isinstance(record, Strategy) and record.pledges:
        return Carrier.MEMBERS
    return Carrier.STAFF
