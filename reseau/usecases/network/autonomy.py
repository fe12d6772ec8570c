"""What is left of the network without the collective's own staff."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from reseau.analysis.positions.wholeness import Wholeness, wholeness
from reseau.analysis.ties.graphs import Rows, layer_graph
from reseau.analysis.ties.projection import attendances
from reseau.domain.vocabulary import Layer
from reseau.store.naming import finding
from reseau.store.rows import rows
from reseau.store.session import Store
from reseau.usecases.network.network import (
    HiddenActorError,
    Looked,
    Named,
    Question,
    look,
)
from reseau.usecases.network.structure import Frame, frame


@dataclass(frozen=True, slots=True)
class Autonomy:
    """The network with the staff, without it, and without what it was at.

    Attributes:
        removed: Who is removed: the staff on the as-of day, and those named.
        staff_known: Whether a staff team is recorded for that day.
        whole: The network as it is.
        without: The same actors but those removed, and the ties between them.
        alone: The same actors, and only the interactions at which none of those
            removed was present; None for another layer than co-presence.
        isolated: Who loses every tie.
        attended: Interactions looked at with somebody removed present.
        interactions: Interactions looked at.
    """

    frame: Frame
    removed: tuple[Named, ...]
    staff_known: bool
    whole: Wholeness
    without: Wholeness | None
    alone: Wholeness | None
    isolated: tuple[Named, ...]
    attended: int
    interactions: int


def network_autonomy(
    store: Store, question: Question, *, without: Sequence[str] = ()
) -> Autonomy:
    """Compare the network with and without the staff, and others who are named.

    Raises:
        UnknownActorError, AmbiguousNameError: A name is not sure.
        HiddenActorError: Somebody named may not be shown.
    """
    with store.reading() as session:
        looked = look(session, question)
        staff = rows.staff_keys(session, on=looked.rule.as_of)
        named = {_shown(session, looked, it) for it in without}
    rests = frame(looked, question)
    gone = (staff | named) & looked.shown
    seen = [
        it
        for it in attendances(looked.rows.participations)
        if looked.rule.covers(it.held_on)
    ]
    attended = {it.interaction for it in seen if gone & set(it.actors)}
    left = looked.network.copy()
    left.remove_nodes_from(gone)
    isolated = [it for it in left if looked.network.degree(it) and not left.degree(it)]
    return Autonomy(
        frame=rests,
        removed=rests.named(it for it in gone if it in rests.actors),
        staff_known=bool(staff),
        whole=wholeness(looked.network),
        without=wholeness(left) if gone else None,
        alone=_alone(looked, question, gone=gone, attended=attended) if gone else None,
        isolated=rests.named(isolated),
        attended=len(attended),
        interactions=len(seen),
    )


def _shown(session: Session, looked: Looked, name: str) -> int:
    """Find somebody who may be shown."""
    actor = finding.actor_named(session, name)
    if actor.key not in looked.shown:
        raise HiddenActorError(name=actor.name)
    return actor.key


def _alone(
    looked: Looked, question: Question, *, gone: frozenset[int], attended: set[int]
) -> Wholeness | None:
    """Draw the ties of the interactions where none of those removed was."""
    if question.layer is not Layer.COPRESENCE:
        return None
    kept: Rows = replace(
        looked.rows,
        participations=[
            it for it in looked.rows.participations if it.interaction not in attended
        ],
    )
    actors = [it for it in looked.actors if it.actor not in gone]
    return wholeness(layer_graph(actors, kept, layer=question.layer, rule=looked.rule))
