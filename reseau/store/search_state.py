"""Whether the search index is that of this version's analyser."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain import terms
from reseau.store.models import index_state

ANALYSER = "analyser"


def fresh(session: Session) -> bool:
    """Tell whether this version's analyser made the index."""
    made_by = select(index_state.c.value).where(index_state.c.name == ANALYSER)
    return session.scalar(made_by) == terms.ANALYSER
