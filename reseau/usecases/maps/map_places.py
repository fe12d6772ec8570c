"""Keep actors where they stood on the last map of the same question."""

import contextlib

from sqlalchemy.orm import Session

from reseau.errors import ReseauError
from reseau.store.naming import finding
from reseau.store.rows.places import Places, keep_places, places
from reseau.store.session import Store
from reseau.usecases.common.question import Question
from reseau.usecases.maps.map_network import Narrowing


def view_of(
    session: Session, question: Question, *, narrowing: Narrowing, focus: int | None
) -> str:
    """Name the maps that are compared with each other: same layer, same narrowing.

    Neither the period, nor the as-of day, nor the audience changes the view, so that
    a reader finds an actor again from one quarter, or one audience, to the next.
    """
    parts = [question.layer.value]
    if question.theme:
        parts.append(f"theme={finding.theme_named(session, question.theme).key}")
    if question.territory:
        key = finding.territory_named(session, question.territory).key
        parts.append(f"territory={key}")
    if question.committee:
        key = finding.committee_named(session, question.committee).key
        parts.append(f"committee={key}")
    if question.kind:
        parts.append(f"kind={question.kind.value}")
    if focus is not None:
        parts.append(f"focus={focus}.{narrowing.steps}")
    return "|".join(parts)


def former_places(session: Session, view: str, *, anew: bool) -> Places:
    """Give where actors stood before; nowhere when all is to be placed anew."""
    return {} if anew else places(session, view)


def remember(store: Store, view: str, here: Places) -> bool:
    """Keep where actors stand; tell whether it could be done.

    A map is worth having all the same: a store that is busy, or may only be read,
    refuses nothing to who looks. It is no operation: nothing to undo, no history.
    """
    with contextlib.suppress(ReseauError):
        with store.working("map") as work:
            keep_places(work.session, view, here)
        return True
    return False
