"""What a search reads beside the postings: hidden names, owners of texts, themes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Integer, column, func, select, table
from sqlalchemy.orm import Session

from reseau.domain.phrases import Hidden
from reseau.domain.search_query import SearchQuery
from reseau.domain.terms import sequence
from reseau.domain.vocabulary import Diffusion
from reseau.store.rows.narrow import narrow
from reseau.store.search import searching
from reseau.store.search.search_parts import PARTS, Kind, Part
from reseau.store.search.search_units import Wanted
from reseau.store.search.searching import Postings

_BATCH = 500


def query_terms(query: SearchQuery) -> set[str]:
    """Give the terms of what was typed, what is excluded too: it tells as much."""
    return {
        term
        for piece in (*query.words, *query.phrases, *query.excluded)
        for word in sequence(piece)
        for term in word
    }


def hide(postings: Postings, terms: Collection[str], *, names: Hidden) -> None:
    """Read the index as if hidden names were not in it, when the search has them."""
    touched = names.touched(terms)
    if touched:
        postings.hide(touched)


def seen_guesses(asked: Wanted, postings: Postings) -> tuple[tuple[str, str], ...]:
    """Keep the guesses that some text has, hidden names aside."""
    postings.read(asked.phrases)
    found = {
        way.label
        for unit in asked.units[: asked.words]
        for way in unit.ways
        if postings.has(way.phrase)
    }
    return tuple(it for it in asked.guessed if it[1] in found)


def owners_of(
    session: Session, part: Part, records: Collection[int]
) -> Mapping[int, int]:
    """Tell which record each row of a part belongs to; its own key by default."""
    if part.owner == "key":
        return {it: it for it in records}
    key = column("key", Integer)
    query = select(key, column(part.owner, Integer)).select_from(table(part.table_name))
    keys = sorted(records)
    found: dict[int, int] = {}
    for start in range(0, len(keys), _BATCH):
        some = query.where(key.in_(keys[start : start + _BATCH]))
        found.update((it, of) for it, of in session.connection().execute(some))
    return found


def parts_for(shown_to: Diffusion) -> list[Part]:
    """Give the texts that an audience may be shown."""
    inside = shown_to is Diffusion.INTERNAL
    return [it for it in PARTS if inside or not it.inside]


@dataclass(frozen=True, slots=True)
class Tags:
    """What themes were put on: the key of each record to the theme worth most.

    Attributes:
        count: How many there are, those not looked at included.
    """

    themes: Mapping[int, int]
    count: int


def tagged(session: Session, weights: Mapping[int, float]) -> dict[Kind, Tags]:
    """Find lines and actors by their themes, each by the one that is worth most.

    Of very many, those tagged last with the themes that are worth most are read.
    """
    found = {
        Kind.INTERACTION: _tagged(
            session, "interaction_theme", "interaction_key", weights
        ),
        Kind.ACTOR: _tagged(session, "expertise", "actor_key", weights),
    }
    return {kind: some for kind, some in found.items() if some.themes}


def _tagged(
    session: Session, name: str, record: str, weights: Mapping[int, float]
) -> Tags:
    tags = narrow(name)
    theme = tags.theme_key
    connection = session.connection()
    counted = select(theme, func.count()).where(theme.in_(weights)).group_by(theme)
    rows = connection.execute(counted).all()
    counts = {it[0]: it[1] for it in rows}
    found: dict[int, int] = {}
    for it in sorted(counts, key=lambda it: (-weights[it], it)):
        query = (
            select(getattr(tags, record)).where(theme == it).order_by(tags.key.desc())
        )
        left = searching.MOST_POSTINGS - len(found)
        for key in connection.scalars(query.limit(max(left, 0))).all():
            found.setdefault(key, it)
    return Tags(found, max(sum(counts.values()), len(found)))
