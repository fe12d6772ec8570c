"""The register of confidentiality incidents, with the entries that the law wants."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import select

from reseau.domain.vocabulary import Risk
from reseau.errors import NotFoundError, UsageError
from reseau.i18n import N_, formats
from reseau.store.base import LARGEST_KEY
from reseau.store.models import Incident
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.common.outcome import Outcome, outcome


class NoIncidentError(NotFoundError):
    """No incident has the number."""

    message = N_(
        "There is no incident {number}. “reseau privacy incidents” lists them."
    )


class IncidentWordsError(UsageError):
    """An incident says what is concerned and what happened."""

    message = N_("Say what is concerned (--information) and what happened.")


class IncidentPeopleError(UsageError):
    """A number of people is below zero, or beyond what a store holds."""

    message = N_("Give a number of people, from 0 to {most}.")


@dataclass(frozen=True, slots=True)
class IncidentEntries:
    """The entries of an incident; None leaves one as it is, or not known yet."""

    circumstances: str | None = None
    information: str | None = None
    happened_since: date | None = None
    happened_until: date | None = None
    known_on: date | None = None
    people: int | None = None
    risk: Risk | None = None
    risk_reason: str | None = None
    commission_told_on: date | None = None
    people_told_on: date | None = None
    public_notice: str | None = None
    measures: str | None = None


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """An incident as it is listed, and what is still to be done about it."""

    number: int
    entries: IncidentEntries
    wanting: tuple[str, ...]


def add_incident(
    store: Store, entries: IncidentEntries, *, dry_run: bool = False
) -> Outcome:
    """Write an incident down; all incidents are kept, serious or not.

    Raises:
        IncidentWordsError: What is concerned or what happened is not said.
        IncidentPeopleError: The number of people is none.
    """
    if not (entries.information and entries.circumstances):
        raise IncidentWordsError
    with store.working("privacy incident", dry_run=dry_run) as work:
        incident = Incident(
            information=entries.information,
            circumstances=entries.circumstances,
            known_on=entries.known_on or settings.today(work.session),
            risk=entries.risk or Risk.UNKNOWN,
        )
        _complete(incident, entries)
        work.session.add(incident)
        work.session.flush()
        number = str(incident.key)
    return outcome(work, slug=number, name=number)


def complete_incident(
    store: Store, number: int, entries: IncidentEntries, *, dry_run: bool = False
) -> Outcome:
    """Complete an incident with what has become known or was done.

    Raises:
        NoIncidentError: None has the number.
        IncidentPeopleError: The number of people is none.
    """
    with store.working("privacy incident", dry_run=dry_run) as work:
        known = 0 < number <= LARGEST_KEY
        incident = work.session.get(Incident, number) if known else None
        if incident is None:
            raise NoIncidentError(number=number)
        _complete(incident, entries)
    return outcome(work, slug=str(number), name=str(number))


def _complete(incident: Incident, entries: IncidentEntries) -> None:
    if not 0 <= (entries.people or 0) <= LARGEST_KEY:
        raise IncidentPeopleError(most=formats.number(LARGEST_KEY))
    for it in fields(IncidentEntries):
        value = getattr(entries, it.name)
        if value is not None:
            setattr(incident, it.name, value)


def list_incidents(store: Store) -> list[IncidentLine]:
    """List the incidents, the latest first."""
    query = select(Incident).order_by(Incident.known_on.desc(), Incident.key.desc())
    with store.reading() as session:
        return [_line(it) for it in session.scalars(query)]


def _line(incident: Incident) -> IncidentLine:
    values: dict[str, Any] = {  # Any: as each column holds.
        it.name: getattr(incident, it.name) for it in fields(IncidentEntries)
    }
    return IncidentLine(incident.key, IncidentEntries(**values), _wanting(incident))


def _wanting(incident: Incident) -> tuple[str, ...]:
    """Give the codes of the entries that are still to be filled."""
    wanted = ["happened_since", "people", "measures"]
    if incident.risk is Risk.UNKNOWN:
        wanted.append("risk")
    elif not incident.risk_reason:
        wanted.append("risk_reason")
    if incident.risk is Risk.SERIOUS:
        wanted.append("commission_told_on")
        if not incident.public_notice:
            wanted.append("people_told_on")
    return tuple(
        it for it in wanted if it == "risk" or getattr(incident, it) in {None, ""}
    )
