"""Roles, seats and partnerships: what begins and ends, [since, until)."""

from collections.abc import Sequence
from datetime import date

from reseau.errors import UsageError
from reseau.i18n import N_, formats
from reseau.store.models import Affiliation, Membership, Partnership

Spell = Affiliation | Membership | Partnership


class EndBeforeStartError(UsageError):
    """Something would end before it began."""

    message = N_(
        "{what} began on {start}: it cannot end on {end}. Give a later day, or correct "
        "the start."
    )


def check_order(what: str, *, start: date | None, end: date | None) -> None:
    """See that something does not end before it began.

    Raises:
        EndBeforeStartError: It would.
    """
    if start is not None and end is not None and end < start:
        raise EndBeforeStartError(
            what=what, start=formats.full_date(start), end=formats.full_date(end)
        )


def end_spells(spells: Sequence[Spell], *, on: date, what: str) -> None:
    """End open spells; ``on`` is the first day on which they no longer hold.

    Raises:
        EndBeforeStartError: One began later.
    """
    for spell in spells:
        check_order(what, start=spell.since, end=on)
        spell.until = on


def is_over(until: date | None, *, today: date) -> bool:
    """Tell whether a spell that holds until a day is over."""
    return until is not None and until <= today


def first_day(
    since: date | None, *, earlier: Sequence[Spell], today: date
) -> date | None:
    """Give the first day of a new spell when nobody said it.

    Today when it follows another one; otherwise it stays unknown, never invented.
    """
    return today if since is None and earlier else since
