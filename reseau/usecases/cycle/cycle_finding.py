"""Find a record of the cycle from what a person typed: its number, or its words."""

from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from reseau.domain.names import folded
from reseau.domain.vocabulary import Diffusion
from reseau.errors import AmbiguousError, ReseauError
from reseau.i18n import N_
from reseau.store.base import LARGEST_KEY
from reseau.store.models import Base
from reseau.store.privacy.veil import veil

R = TypeVar("R", bound=Base)
_MOST = 5
_DIGITS = 18


class SeveralRecordsError(AmbiguousError):
    """Several records have these words."""

    message = N_("“{typed}” can be: {candidates}. Type the number of the right one.")


def by_number_or_words(
    session: Session,
    model: type[R],
    typed: str,
    *,
    words: InstrumentedAttribute[str],
    unknown: type[ReseauError],
) -> R:
    """Find the one record that has a number, or whose words have all those typed.

    Args:
        session: Open for reading.
        model: Of the records.
        typed: 12, #12, or words of its title in any order, accents aside.
        words: The column of its title.
        unknown: Raised with ``typed`` when there is none.

    Raises:
        SeveralRecordsError: With their numbers, five at most.
    """
    text = typed.strip().removeprefix("#")
    if text.isascii() and text.isdigit():
        number = int(text[:_DIGITS])
        found = session.get(model, number) if 0 < number <= LARGEST_KEY else None
        if found is None:
            raise unknown(typed=typed)
        return found
    wanted = folded(text).split()
    # Any: what a SELECT of a column gives, which is a text.
    rows: list[Any] = list(
        session.execute(select(model.key, words).order_by(model.key))
    )
    near = [
        (key, title)
        for key, title in rows
        if wanted and all(it in folded(title) for it in wanted)
    ]
    whole = [it for it in near if folded(it[1]) == folded(text)]
    near = whole or near
    if not near:
        raise unknown(typed=typed)
    if len(near) > 1:
        over = veil(session, shown_to=Diffusion.INTERNAL)
        named = [f"#{key} {over.over(title)}" for key, title in near[:_MOST]]
        more = ["…"] if len(near) > _MOST else []
        raise SeveralRecordsError(typed=typed, candidates="; ".join([*named, *more]))
    return session.get_one(model, near[0][0])
