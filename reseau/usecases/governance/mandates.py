"""Keep the mandates of committees: give, renew, correct, remove, list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.periods import Period
from reseau.errors import ConflictError, NotFoundError
from reseau.i18n import N_, formats, gettext
from reseau.store.models import Committee, Mandate
from reseau.store.naming import finding
from reseau.store.past.dependents import refuse_if_used
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.common.edits import Clear, settled
from reseau.usecases.common.numbered import numbered
from reseau.usecases.common.outcome import Outcome, outcome
from reseau.usecases.common.spells import check_order, is_over
from reseau.usecases.common.team_only import for_the_team
from reseau.usecases.log.interactions import interaction_numbered


class MandateOverlapError(ConflictError):
    """A committee would have two mandates at once."""

    message = N_(
        "“{committee}” has a mandate already, number {number}, {when}. Correct it with "
        "“reseau committee mandate edit”, or give days outside it."
    )


class OutOfCommitteeError(ConflictError):
    """Something would begin when its committee is over."""

    message = N_(
        "“{committee}” ended on {day}: nothing of it can begin on that day or later. "
        "Give an earlier day, or change its --end."
    )


class NoMandateError(NotFoundError):
    """There is no mandate to renew."""

    message = N_(
        "“{committee}” has no dated mandate to renew. Give it one with “reseau "
        "committee mandate add”."
    )


class NoEndError(ConflictError):
    """A mandate that has no end cannot be renewed."""

    message = N_(
        "Mandate {number} of “{committee}” has no end: say from when the next one runs "
        "with --since, or correct it with “reseau committee mandate edit”."
    )


@dataclass(frozen=True, slots=True)
class MandateChanges:
    """What is to be set on a mandate; None leaves a thing as it is.

    Attributes:
        until: First day on which it is over.
        interaction: Number of the meeting where it was decided.
        recorded_in: Where that can be read.
    """

    text: str | Clear | None = None
    since: date | Clear | None = None
    until: date | Clear | None = None
    decided_on: date | Clear | None = None
    interaction: int | Clear | None = None
    recorded_in: str | Clear | None = None


def add_mandate(
    store: Store, which: str, *, changes: MandateChanges, dry_run: bool = False
) -> Outcome:
    """Give a committee a mandate; one without an end is over when this one begins.

    Raises:
        EndBeforeStartError: It would end before it starts.
        MandateOverlapError: Another one holds during these days.
        OutOfCommitteeError: The committee is over by then.
    """
    with store.working("committee mandate add", dry_run=dry_run) as work:
        session, remarks = work.session, list[str]()
        committee = finding.committee_named(session, which)
        mandate = Mandate(committee=committee)
        _settle(session, mandate, changes)
        _make_room(session, mandate, remarks=remarks)
        session.add(mandate)
        session.flush()
        number, name = str(mandate.key), committee.name
    return outcome(work, slug=number, name=name, remarks=tuple(remarks))


def renew_mandate(
    store: Store, which: str, *, changes: MandateChanges, dry_run: bool = False
) -> Outcome:
    """Give a committee a mandate that goes on from its latest one.

    It begins when the other one ends unless another day is said, and asks the same
    unless another text is given.

    Raises:
        NoMandateError: It never had a dated one.
        NoEndError: Nothing says when the new one begins.
        EndBeforeStartError: It would end before it starts.
        MandateOverlapError, OutOfCommitteeError
    """
    with store.working("committee mandate renew", dry_run=dry_run) as work:
        session, remarks = work.session, list[str]()
        committee = finding.committee_named(session, which)
        before = mandates_of(session, committee)
        if not before:
            raise NoMandateError(committee=committee.name)
        last = before[-1]
        if last.until is None and changes.since is None:
            raise NoEndError(number=last.key, committee=committee.name)
        mandate = Mandate(
            committee=committee, text=last.text, since=last.until, renews_key=last.key
        )
        _settle(session, mandate, changes)
        _make_room(session, mandate, remarks=remarks)
        session.add(mandate)
        session.flush()
        number, name = str(mandate.key), committee.name
    return outcome(work, slug=number, name=name, remarks=tuple(remarks))


def edit_mandate(
    store: Store, number: int, *, changes: MandateChanges, dry_run: bool = False
) -> Outcome:
    """Correct a mandate.

    Raises:
        NoSuchNumberError: There is none of that number.
        EndBeforeStartError, MandateOverlapError, OutOfCommitteeError
    """
    with store.working("committee mandate edit", dry_run=dry_run) as work:
        mandate = numbered(work.session, Mandate, number)
        _settle(work.session, mandate, changes)
        refuse_overlap(work.session, mandate)
        name = mandate.committee.name
    return outcome(work, slug=str(number), name=name)


def remove_mandate(store: Store, number: int, *, dry_run: bool = False) -> Outcome:
    """Remove a mandate that was written by mistake.

    Raises:
        NoSuchNumberError: There is none of that number.
        StillUsedError: Another one renews it.
    """
    with store.working("committee mandate remove", dry_run=dry_run) as work:
        mandate = numbered(work.session, Mandate, number)
        name = mandate.committee.name
        refuse_if_used(work.session, mandate, name=named(mandate))
        work.session.delete(mandate)
    return outcome(work, slug=str(number), name=name)


def named(mandate: Mandate) -> str:
    """Say which mandate, in words."""
    return gettext("the mandate of {committee}").format(
        committee=formats.quoted(mandate.committee.name)
    )


def mandates_of(session: Session, committee: Committee) -> list[Mandate]:
    """List the mandates of a committee, the earliest begun first."""
    query = (
        select(Mandate)
        .where(Mandate.committee_key == committee.key)
        .order_by(Mandate.key)
    )
    return sorted(session.scalars(query), key=lambda it: it.since or date.min)


def _settle(session: Session, mandate: Mandate, changes: MandateChanges) -> None:
    mandate.text = settled(mandate.text, changes.text)
    mandate.since = settled(mandate.since, changes.since)
    mandate.until = settled(mandate.until, changes.until)
    mandate.decided_on = settled(mandate.decided_on, changes.decided_on)
    mandate.recorded_in = settled(mandate.recorded_in, changes.recorded_in)
    if isinstance(changes.interaction, int):
        held = interaction_numbered(session, changes.interaction)
        mandate.interaction = held
        mandate.decided_on = mandate.decided_on or held.held_on
    elif changes.interaction is not None:
        mandate.interaction = None
    check_order(
        gettext("The mandate of {committee}").format(
            committee=formats.quoted(mandate.committee.name)
        ),
        start=mandate.since,
        end=mandate.until,
    )
    refuse_after_end(mandate.committee, mandate.since)


def refuse_after_end(committee: Committee, since: date | None) -> None:
    """See that something of a committee begins before its end.

    Raises:
        OutOfCommitteeError: It does not.
    """
    ended = committee.ended_on
    if since is not None and ended is not None and since >= ended:
        raise OutOfCommitteeError(
            committee=committee.name, day=formats.full_date(ended)
        )


def _make_room(session: Session, mandate: Mandate, *, remarks: list[str]) -> None:
    """End the mandate without an end that another one follows."""
    for it in _others(session, mandate):
        begun = it.since or date.min
        if mandate.since is not None and it.until is None and begun < mandate.since:
            it.until = mandate.since
            remarks.append(
                gettext("Mandate {number}, which had no end, ends on {day}.").format(
                    number=it.key, day=formats.full_date(mandate.since)
                )
            )
    refuse_overlap(session, mandate)


def _others(session: Session, mandate: Mandate) -> list[Mandate]:
    with session.no_autoflush:
        known = mandates_of(session, mandate.committee)
    return [it for it in known if it is not mandate]


def refuse_overlap(session: Session, mandate: Mandate) -> None:
    """See that a committee has one mandate at a time.

    Raises:
        MandateOverlapError: It would have two.
    """
    for it in _others(session, mandate):
        if Period(mandate.since, mandate.until).overlaps(it.since, it.until):
            raise MandateOverlapError(
                committee=it.committee.name,
                number=it.key,
                when=formats.span(it.since, it.until) or gettext("without dates"),
            )


@dataclass(frozen=True, slots=True)
class MandateLine:
    """A mandate, [since, until).

    Attributes:
        over: Whether it is over on the day of the list.
        renews: Number of the one it goes on from.
        interaction: Number of the meeting where it was decided.
    """

    number: int
    committee: str
    committee_slug: str
    text: str | None
    since: date | None
    until: date | None
    over: bool
    decided_on: date | None
    interaction: int | None
    recorded_in: str | None
    renews: int | None


def list_mandates(
    store: Store,
    *,
    which: str | None = None,
    at: date | None = None,
    everything: bool = False,
) -> list[MandateLine]:
    """List mandates by committee, then by day.

    Args:
        store: The store.
        which: Only those of a committee.
        at: As things were on that day; today by default.
        everything: Also those that do not hold on that day.
    """
    with store.reading() as session:
        day = at or settings.today(session)
        query = select(Mandate).order_by(Mandate.committee_key, Mandate.key)
        if which is not None:
            committee = finding.committee_named(session, which)
            query = query.where(Mandate.committee_key == committee.key)
        lines = [
            mandate_line(it, on=day)
            for it in session.scalars(query)
            if everything or day in Period(it.since, it.until)
        ]
        lines = for_the_team(session, lines)
    return sorted(lines, key=lambda it: (it.committee_slug, it.since or date.min))


def mandate_shown(store: Store, number: int, *, at: date | None = None) -> MandateLine:
    """Give one mandate, as it stands today or on a day.

    Raises:
        NoSuchNumberError: There is none of that number.
    """
    with store.reading() as session:
        found = numbered(session, Mandate, number)
        line = mandate_line(found, on=at or settings.today(session))
        return for_the_team(session, line)


def mandate_line(it: Mandate, *, on: date) -> MandateLine:
    """Describe a mandate as it stands on a day."""
    return MandateLine(
        it.key, it.committee.name, it.committee.slug, it.text, it.since, it.until,
        is_over(it.until, today=on), it.decided_on, it.interaction_key, it.recorded_in,
        it.renews_key,
    )  # fmt: skip


def in_force(mandates: Sequence[Mandate], *, on: date) -> Mandate | None:
    """Give the mandate that holds on a day, the latest begun when there are several."""
    holding = [it for it in mandates if on in Period(it.since, it.until)]
    return holding[-1] if holding else None
