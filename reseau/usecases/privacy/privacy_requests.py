"""What people ask about their own information: received, due in 30 days, answered."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.vocabulary import RequestAnswer, RequestKind
from reseau.errors import NotFoundError, UsageError
from reseau.i18n import N_, formats
from reseau.store.base import LARGEST_KEY
from reseau.store.models import PrivacyRequest
from reseau.store.naming import finding
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.common.outcome import Outcome, outcome

DELAY = timedelta(days=30)
"""An answer is due within this; silence is a refusal (Québec, P-39.1, section 32)."""


class NoRequestError(NotFoundError):
    """No request has the number."""

    message = N_("There is no request {number}. “reseau privacy requests” lists them.")


class AnsweredError(UsageError):
    """The request was answered already."""

    message = N_("Request {number} was answered on {day}.")


class ReasonWantedError(UsageError):
    """A refusal says why."""

    message = N_("A refusal says why: add --reason.")


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request as it is listed; ``late`` when it is past due and not answered."""

    number: int
    kind: str
    slug: str | None
    requester: str
    received_on: date
    due_on: date
    identity: str
    answered_on: date | None
    answer: str | None
    late: bool


def add_request(
    store: Store,
    kind: RequestKind,
    who: str,
    *,
    received_on: date | None = None,
    identity: str | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Write a request down; its answer is due 30 days after it was received.

    Args:
        store: The store.
        kind: What is asked.
        who: An actor, or the name of somebody who is none.
        received_on: Today by default.
        identity: How the identity was checked.
        dry_run: Do all of it, then write nothing.
    """
    with store.working("privacy request", dry_run=dry_run) as work:
        session = work.session
        day = received_on or settings.today(session)
        found = finding.actors_named(session, who)
        actor = found[0] if len(found) == 1 else None
        request = PrivacyRequest(
            kind=kind, actor=actor, requester=None if actor else who,
            received_on=day, due_on=day + DELAY, identity=identity,
        )  # fmt: skip
        session.add(request)
        session.flush()
        number = str(request.key)
        due = formats.full_date(request.due_on, weekday=True)
    return outcome(work, slug=number, name=due)


@dataclass(frozen=True, slots=True)
class Answered:
    """How a request was answered.

    Attributes:
        on: When; today by default.
        reason: Why, when it is not granted whole.
        identity: How the identity was checked, if it was not said before.
    """

    answer: RequestAnswer
    on: date | None = None
    reason: str | None = None
    identity: str | None = None


def answer_request(
    store: Store, number: int, said: Answered, *, dry_run: bool = False
) -> Outcome:
    """Write how a request was answered.

    Raises:
        NoRequestError: None has the number.
        AnsweredError: It was answered already.
        ReasonWantedError: It is refused without a reason.
    """
    if said.answer is not RequestAnswer.GRANTED and not said.reason:
        raise ReasonWantedError
    with store.working("privacy answer", dry_run=dry_run) as work:
        session = work.session
        known = 0 < number <= LARGEST_KEY
        found = session.get(PrivacyRequest, number) if known else None
        if found is None:
            raise NoRequestError(number=number)
        if found.answered_on is not None:
            raise AnsweredError(number=number, day=formats.full_date(found.answered_on))
        day = said.on or settings.today(session)
        found.answered_on, found.answer, found.reason = day, said.answer, said.reason
        found.identity = said.identity or found.identity
    return outcome(work, slug=str(number), name=said.answer.label())


def list_requests(store: Store, *, waiting: bool = False) -> list[RequestLine]:
    """List the requests, those that are due first.

    Args:
        store: The store.
        waiting: Only those without an answer.
    """
    with store.reading() as session:
        return requests_of(session, waiting=waiting)


def requests_of(session: Session, *, waiting: bool = False) -> list[RequestLine]:
    """Do as ``list_requests``, inside a transaction that is open."""
    today = settings.today(session)
    query = select(PrivacyRequest).order_by(
        PrivacyRequest.answered_on.is_not(None), PrivacyRequest.due_on,
        PrivacyRequest.key,
    )  # fmt: skip
    if waiting:
        query = query.where(PrivacyRequest.answered_on.is_(None))
    return [
        RequestLine(
            it.key, it.kind.value, it.actor.slug if it.actor else None,
            it.actor.name if it.actor else it.requester or "",
            it.received_on, it.due_on, it.identity or "", it.answered_on,
            it.answer.value if it.answer else None,
            it.answered_on is None and it.due_on < today,
        )
        for it in session.scalars(query)
    ]  # fmt: skip
