"""What wants attention in the care of people's information."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from reseau.domain.vocabulary import ActorKind, Diffusion
from reseau.store.models import Actor, Erasure
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.actors.consents import (
    SOON,
    ConsentLine,
    latest_words,
    list_consents,
    turning_fourteen,
)
from reseau.usecases.privacy.incidents import IncidentLine, list_incidents
from reseau.usecases.privacy.privacy_requests import RequestLine, list_requests
from reseau.usecases.privacy.retention import due_count


@dataclass(frozen=True, slots=True)
class PrivacyStatus:
    """What wants attention today.

    Attributes:
        responsible: Who is in charge; empty when nobody was named.
        people: How many people are kept, by who may be shown them.
        waiting: Requests without an answer, the nearest deadline first.
        ending: Consents that hold and end soon, the nearest first.
        over: Consents that were given and have ended, without a later word.
        fourteen: Consents that a parent or tutor gave for somebody who has turned 14,
            or soon does: they are to be asked of the person, the nearest first.
        incidents: Those with entries still to be filled.
        erasures: How many people were erased.
        rules: How many kinds of data have a rule of retention.
        due: How many records these rules make due.
    """

    today: date
    responsible: str
    people: dict[str, int]
    waiting: tuple[RequestLine, ...]
    ending: tuple[ConsentLine, ...]
    over: tuple[ConsentLine, ...]
    fourteen: tuple[ConsentLine, ...]
    incidents: tuple[IncidentLine, ...]
    erasures: int
    rules: int
    due: int


def privacy_status(store: Store) -> PrivacyStatus:
    """Gather what wants attention."""
    with store.reading() as session:
        today = settings.today(session)
        responsible = settings.setting(session, settings.RESPONSIBLE)
        people = _people(session)
        erasures = session.scalar(select(func.count()).select_from(Erasure)) or 0
        fourteen = turning_fourteen(session, today=today)
    latest = latest_words(list_consents(store))
    dated = [it for it in latest if it.expires_on is not None and it.state == "given"]
    dated.sort(key=lambda it: (it.expires_on or today, it.number))
    return PrivacyStatus(
        today, responsible, people,
        tuple(list_requests(store, waiting=True)),
        tuple(it for it in dated if it.holds and it.expires_on <= today + SOON),  # type: ignore[operator]  # Those with a date.
        tuple(it for it in dated if not it.holds),
        fourteen,
        tuple(it for it in list_incidents(store) if it.wanting),
        erasures,
        *due_count(store),
    )  # fmt: skip


def name_responsible(store: Store, who: str) -> None:
    """Say who is in charge of personal information."""
    with store.working("privacy settings") as work:
        settings.put_setting(work.session, settings.RESPONSIBLE, who)


def _people(session: Session) -> dict[str, int]:
    query = (
        select(Actor.diffusion, func.count())
        .where(Actor.kind == ActorKind.PERSON, Actor.merged_into.is_(None))
        .where(Actor.archived_on.is_(None))
        .group_by(Actor.diffusion)
    )
    counted = {kind: number for kind, number in session.execute(query)}  # noqa: C416  # A Result is no mapping.
    return {it.value: counted.get(it, 0) for it in Diffusion}
