"""Names that an audience may not be shown, to keep out of what is found."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from reseau.domain.folding import folded
from reseau.domain.phrases import Hidden
from reseau.domain.terms import sequence, terms_of, words_of
from reseau.domain.vocabulary import Diffusion
from reseau.store import models
from reseau.store.models import posting
from reseau.store.privacy.betrayal import concealed
from reseau.store.rows.rows import may_be_shown
from reseau.store.search.search_parts import PARTS

_LEAST = 2
_FEW = 200


def hidden_names(
    session: Session,
    *,
    shown_to: Diffusion,
    people: "Mapping[models.Actor, Diffusion] | None" = None,
) -> Hidden:
    """Give the names and aliases of the people whom an audience may not be shown.

    A word of such a name hides too, alone, but for what is also a word of a theme, of
    a committee, of a territory or of somebody who may be shown: nobody can tell whom
    it means. Of people who may be shown to nobody, the word is hidden however it is
    written; of the others, only with a capital, for “petit” is rarely Jean Petit.

    Args:
        session: Open for reading.
        shown_to: The audience.
        people: Who may not be shown, when they are known already: see ``concealed``.
    """
    if people is None:
        people = concealed(session, shown_to=shown_to)
    if not people:
        return Hidden()
    by_key = {it.key: how for it, how in people.items()}
    aliases = select(models.Alias.name, models.Alias.actor_key).where(
        models.Alias.actor_key.in_(by_key)
    )
    found = [(it.name, how) for it, how in people.items()]
    found += [(name, by_key[key]) for name, key in session.execute(aliases)]
    phrases = {sequence(name) for name, _diffusion in found}
    nobody = _words(name for name, how in found if how is Diffusion.FORBIDDEN)
    others = _words(name for name, _diffusion in found) - nobody
    known = _known(session, nobody | others, shown_to=shown_to)
    return Hidden(
        sorted(it for it in phrases if len(it) >= _LEAST),
        frozenset(nobody - known),
        frozenset(others - known),
    )


def _words(names: Iterable[str]) -> set[str]:
    """Give the words of names, folded: neither “de” nor an initial."""
    words = {folded(word) for name in names for word in words_of(name)}
    return {it for it in words if len(it) >= _LEAST and terms_of(it)}


def _known(session: Session, words: set[str], *, shown_to: Diffusion) -> set[str]:
    """Keep the words that also name a theme, a committee, a place or another actor."""
    shown = and_(may_be_shown(session, shown_to), models.Actor.merged_into.is_(None))
    terms = sorted({term for it in words for term in terms_of(it)})
    found: set[str] = set()
    for model, query in (
        (models.Actor, select(models.Actor.name).where(shown)),
        (models.Alias, select(models.Alias.name).join(models.Alias.actor).where(shown)),
        (models.Committee, select(models.Committee.name)),
        (models.ThemeLabel, select(models.ThemeLabel.label)),
        (models.Territory, select(models.Territory.name)),
    ):
        if len(terms) <= _FEW:  # Most names have none of them.
            having = model.key.in_(_having(model.__tablename__, terms))
            texts = session.scalars(query.where(having))
        else:
            texts = session.scalars(query)
        for text in texts:
            found |= words.intersection(map(folded, words_of(text)))
    return found


def _having(table: str, terms: Sequence[str]) -> Select[int]:
    """Select the rows of a table whose name or label has one of some terms."""
    part = next(
        it.number
        for it in PARTS
        if it.table_name == table and it.column_name in {"name", "label"}
    )
    return select(posting.c.record).where(
        posting.c.part == part, posting.c.term.in_(terms)
    )
