"""How long each kind of data is kept, and what becomes of it then."""

import calendar
from dataclasses import dataclass
from datetime import date

from reseau.domain.closed_words import Word
from reseau.i18n import N_

FEWEST_TOGETHER = 5
"""A count of fewer people, or of fewer interactions, could tell who they were."""


class DataKind(Word):
    """A kind of data that has its own rule of retention."""

    PERSON = "person", "people without activity", "personnes sans activité"
    PERSONAL_CONTACT = (
        "personal-contact",
        "personal contacts of people without activity",
        "coordonnées personnelles des personnes sans activité",
    )
    INTERACTION = "interaction", "interactions", "interactions"
    NOTES = "notes", "notes of interactions", "notes des interactions"
    FOLLOW_UP = "follow-up", "follow-ups that are done", "suites faites"
    ASSERTION = (
        "assertion",
        "assertions of influence and stances",
        "influences et positions affirmées",
    )
    REQUEST = "request", "requests that were answered", "demandes répondues"
    INCIDENT = "incident", "register of incidents", "registre des incidents"
    DEPARTURE = "departure", "register of what left", "registre de ce qui est sorti"
    HISTORY = (
        "history",
        "content of past operations",
        "contenu des opérations passées",
    )


class Fate(Word):
    """What becomes of data whose time has come."""

    ERASE = "erase", "erase", "effacer"
    ANONYMIZE = "anonymize", "anonymize", "anonymiser"


@dataclass(frozen=True, slots=True)
class Habit:
    """What is usual, and what is required, for a kind of data.

    Attributes:
        months: How long it is usually kept.
        least: Fewest months, when a rule of law or of the register says so.
        purpose: What it is usually kept for.
        since: From when its time is counted.
        fates: What may become of it.
    """

    months: int
    purpose: str
    since: str
    least: int = 0
    fates: tuple[Fate, ...] = (Fate.ERASE,)


HABITS: dict[DataKind, Habit] = {
    DataKind.PERSON: Habit(
        36,
        N_("remember what was done with whom"),
        N_(
            "their last meeting, seat, role, promise, question, signal, consent or "
            "request"
        ),
    ),
    DataKind.PERSONAL_CONTACT: Habit(
        24, N_("reach the person"), N_("the person’s last activity")
    ),
    DataKind.INTERACTION: Habit(
        120,
        N_("remember what was done with whom"),
        N_("the day it was held"),
        fates=(Fate.ERASE, Fate.ANONYMIZE),
    ),
    DataKind.NOTES: Habit(
        36, N_("follow what was said up"), N_("the day of the interaction")
    ),
    DataKind.FOLLOW_UP: Habit(24, N_("keep promises"), N_("the day it was done")),
    DataKind.ASSERTION: Habit(
        36, N_("understand who influences what"), N_("the day it was asserted")
    ),
    DataKind.REQUEST: Habit(
        36, N_("show that requests were answered"), N_("the answer")
    ),
    DataKind.INCIDENT: Habit(
        60, N_("keep the register that the law wants"), N_("the day it was known"), 60
    ),
    DataKind.DEPARTURE: Habit(
        24, N_("know whom to warn of a correction"), N_("the day it left"), 24
    ),
    DataKind.HISTORY: Habit(
        24, N_("undo a mistake and explain a figure"), N_("the day it was done")
    ),
}
"""Every kind, in the order in which rules are applied: people come first, because
what is left of them is in the rest."""


def months_before(day: date, months: int) -> date:
    """Give the same day some months earlier, or the month's last when it has none.

    The first day of the calendar (year 1) when there is none that early.
    """
    count = day.year * 12 + day.month - 1 - months
    if count < 12:  # noqa: PLR2004  # Months before the year 1.
        return date.min
    year, month = divmod(count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
