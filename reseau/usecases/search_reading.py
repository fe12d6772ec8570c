"""What a search reads beside the postings: hidden names, owners of texts, themes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.phrases import Phrase
from reseau.domain.search_query import SearchQuery
from reseau.domain.terms import sequence
from reseau.domain.vocabulary import Diffusion
from reseau.store.models import Expertise, InteractionTheme
from reseau.store.search_parts import BY_NUMBER, PARTS, Kind, Part
from reseau.store.search_units import Wanted
from reseau.store.searching import Place, Postings
from reseau.usecases.search_filters import Owner

_BATCH = 500


def query_terms(query: SearchQuery) -> set[str]:
    """Give the terms of what was typed."""
    return {
        term
        for piece in (*query.words, *query.phrases)
        for word in sequence(piece)
        for term in word
    }


def hide(
    postings: Postings, terms: Collection[str], *, names: Sequence[Phrase]
) -> None:
    """Read the index as if hidden names were not in it, when the search has them."""
    touched = [it for it in names if any(term in terms for word in it for term in word)]
    if touched:
        postings.hide(touched)


def seen_guesses(asked: Wanted, postings: Postings) -> tuple[tuple[str, str], ...]:
    """Keep the guesses that some text has, hidden names aside."""
    postings.read({it for phrase in asked.phrases for word in phrase for it in word})
    found = {
        way.label
        for unit in asked.units[: asked.words]
        for way in unit.ways
        if postings.times(way.phrase)
    }
    return tuple(it for it in asked.guessed if it[1] in found)


def owners_of(session: Session, places: Iterable[Place]) -> dict[Place, Owner]:
    """Tell which record each text belongs to."""
    found: dict[Place, Owner] = {}
    apart: dict[Part, list[int]] = defaultdict(list)
    for place in places:
        part = BY_NUMBER[place[0]]
        if part.owner == "key":
            found[place] = part.kind, place[1]
        else:
            apart[part].append(place[1])
    for part, keys in apart.items():
        columns = part.table.columns
        for start in range(0, len(keys), _BATCH):
            query = select(columns["key"], columns[part.owner])
            some = query.where(columns["key"].in_(keys[start : start + _BATCH]))
            for key, owner in session.execute(some):
                found[part.number, key] = part.kind, owner
    return found


def parts_for(shown_to: Diffusion) -> list[Part]:
    """Give the texts that an audience may be shown."""
    inside = shown_to is Diffusion.INTERNAL
    return [it for it in PARTS if inside or not it.inside]


def tagged(
    session: Session, weights: Mapping[int, float]
) -> dict[Kind, dict[int, int]]:
    """Find lines and actors by their themes, each by the one that is worth most."""
    found: dict[Kind, dict[int, int]] = {Kind.INTERACTION: {}, Kind.ACTOR: {}}
    for kind, columns in (
        (
            Kind.INTERACTION,
            (InteractionTheme.interaction_key, InteractionTheme.theme_key),
        ),
        (Kind.ACTOR, (Expertise.actor_key, Expertise.theme_key)),
    ):
        query = select(*columns).where(columns[1].in_(weights)).order_by(*columns)
        for key, theme in session.execute(query).all():
            known = found[kind].get(key)
            if known is None or weights[theme] > weights[known]:
                found[kind][key] = theme
    return {kind: keys for kind, keys in found.items() if keys}
