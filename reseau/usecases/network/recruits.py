"""Who was brought by whom, as the log says it, without what cannot be."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reseau.usecases.network.attendance import Gathering


class Reason(StrEnum):
    """Why a line on who brought whom is left out."""

    LATER = "came-later"
    CIRCLE = "circle"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that says that somebody was brought by one who cannot have.

    Attributes:
        interaction: The number of the line.
        reason: The recruiter came later, or had been brought by the recruit.
    """

    interaction: int
    recruit: int
    recruiter: int
    reason: Reason


def recruiters(
    past: Sequence[Gathering], actors: Collection[int]
) -> tuple[dict[int, int], tuple[Rejected, ...]]:
    """Tell who brought each actor: who is named on the first line that names anybody.

    Args:
        past: By day.
        actors: Those who may be shown; others bring nobody.

    Returns:
        Recruit to recruiter, without circles and without recruiters who came later;
        and the lines left out.
    """
    first = _first_days(past)
    links: dict[int, int] = {}
    rejected: list[Rejected] = []
    for recruit, (by, interaction) in _claims(past, actors).items():
        if recruit not in first:
            continue
        if by in first and first[by] > first[recruit]:
            rejected.append(Rejected(interaction, recruit, by, Reason.LATER))
        elif _leads_to(links, by, recruit):
            rejected.append(Rejected(interaction, recruit, by, Reason.CIRCLE))
        else:
            links[recruit] = by
    return links, tuple(rejected)


def _first_days(past: Iterable[Gathering]) -> dict[int, date]:
    first: dict[int, date] = {}
    for it in past:
        for actor in it.present:
            first.setdefault(actor, it.held_on)
    return first


def _claims(
    past: Iterable[Gathering], actors: Collection[int]
) -> dict[int, tuple[int, int]]:
    """Give the first recruiter named for each actor, and on which line."""
    claims: dict[int, tuple[int, int]] = {}
    for it in past:
        for part in it.parts:
            by = part.brought_by
            if by is not None and by in actors and by != part.actor:
                claims.setdefault(part.actor, (by, it.interaction))
    return claims


def _leads_to(links: dict[int, int], start: int, end: int) -> bool:
    """Tell whether one goes up from an actor to another."""
    while start in links:
        start = links[start]
        if start == end:
            return True
    return start == end
