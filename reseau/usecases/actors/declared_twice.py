"""Collaborations that are in the store twice: one of the two is to be removed."""

from dataclasses import dataclass
from datetime import date

from reseau.store.models import Collaboration
from reseau.store.naming.collaborating import declared_twice
from reseau.store.session import Store
from reseau.usecases.common.shown_people import may_be_named


@dataclass(frozen=True, slots=True)
class DeclaredTwice:
    """A collaboration that says the same as an earlier one.

    Attributes:
        number: Of the later one.
        earlier: Number of the earlier one.
        actors: Names of the two actors; None when nobody may be shown one of them.
        theme: What both are about, in the reader’s language; None when not said.
        since: First day of the later one.
    """

    number: int
    earlier: int
    actors: tuple[str, str] | None
    theme: str | None
    since: date | None


def collaborations_twice(store: Store, *, lang: str) -> list[DeclaredTwice]:
    """List the collaborations of the same two, on a theme, with a day in common.

    Args:
        store: The store.
        lang: Language of the themes.

    Returns:
        By number of the earlier one, then of the later one; empty when there is none.
    """
    with store.reading() as session:
        found = []
        for earlier, number in declared_twice(session):
            tie = session.get_one(Collaboration, number)
            ends = (tie.source, tie.target)
            shown = all(may_be_named(it) for it in ends)
            theme = None if tie.theme is None else tie.theme.label(lang)
            names = (tie.source.name, tie.target.name) if shown else None
            found.append(DeclaredTwice(number, earlier, names, theme, tie.since))
    return found
