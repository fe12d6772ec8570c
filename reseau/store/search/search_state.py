"""What made the search index, and how large it is."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from reseau.domain import terms
from reseau.store.models import index_state, indexed_text

ANALYSER = "analyser"
SIZE = "size:"


def fresh(session: Session) -> bool:
    """Tell whether this version's analyser made the index."""
    made_by = select(index_state.c.value).where(index_state.c.name == ANALYSER)
    return session.scalar(made_by) == terms.ANALYSER


def kept_sizes(session: Session) -> dict[int, tuple[int, int]]:
    """Give how many texts each part has, and how many words in all.

    Returns:
        Empty for an index made before that was written down, and for one of no text.
    """
    query = select(index_state.c.name, index_state.c.value).where(
        index_state.c.name != ANALYSER
    )
    found = {}
    for name, value in session.connection().execute(query):
        texts, words = value.split()
        found[int(name.removeprefix(SIZE))] = int(texts), int(words)
    return found


def counted_sizes(session: Session) -> dict[int, tuple[int, int]]:
    """Count the texts of each part and their words, which takes reading them all."""
    query = select(
        indexed_text.c.part, func.count(), func.sum(indexed_text.c.words)
    ).group_by(indexed_text.c.part)
    rows = session.connection().execute(query)
    return {part: (texts, int(words)) for part, texts, words in rows}
