"""What of the cycle is past its day: strategies, pledges, missions."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from reseau.domain.dissemination import Verdict
from reseau.domain.vocabulary import Diffusion
from reseau.store.models import Mission, Pledge, Strategy
from reseau.store.privacy.veil import Veil, veil
from reseau.usecases.common.shown_people import who
from reseau.usecases.common.team_only import for_the_team


@dataclass(frozen=True, slots=True)
class Late:
    """Something whose day is past while nobody said what became of it.

    Attributes:
        handle: Short code of a strategy or a mission, number of a pledge; a number
            too where the code names somebody whom nobody may be shown.
        actor: Who engaged; None for what is no pledge, or when nobody may be shown
            them.
        late: Days since the deadline.
    """

    handle: str
    name: str
    actor: str | None
    due_on: date
    late: int


def late_strategies(session: Session, *, today: date) -> tuple[Late, ...]:
    """List the strategies that go on past their deadline, the oldest first."""
    query = (
        select(Strategy.key, Strategy.slug, Strategy.name, Strategy.due_on)
        .where(Strategy.closed_on.is_(None), Strategy.due_on < today)
        .order_by(Strategy.due_on, Strategy.key)
    )
    return _titled(session, query, today=today)


def late_pledges(session: Session, *, today: date) -> tuple[Late, ...]:
    """List the pledges past their day, neither kept nor dropped, the oldest first."""
    query = (
        select(Pledge)
        .where(Pledge.kept_on.is_(None), Pledge.dropped_on.is_(None))
        .where(Pledge.due_on < today)
        .order_by(Pledge.due_on, Pledge.key)
        .options(selectinload(Pledge.actor))
    )
    found = tuple(
        Late(str(it.key), it.what, who(it.actor).name or None, due, (today - due).days)
        for it in session.scalars(query)
        for due in [it.due_on]
        if due is not None
    )
    return for_the_team(session, found)


def late_missions(session: Session, *, today: date) -> tuple[Late, ...]:
    """List the missions past their day without a decision to go or not to."""
    undecided = Mission.verdict.is_(None) | (Mission.verdict == Verdict.AGAIN)
    query = (
        select(Mission.key, Mission.slug, Mission.name, Mission.due_on)
        .where(undecided, Mission.due_on < today)
        .order_by(Mission.due_on, Mission.key)
    )
    return _titled(session, query, today=today)


def _titled(
    session: Session,
    query: Select[int, str, str, date | None],
    *,
    today: date,
) -> tuple[Late, ...]:
    """Tell those of a query: key, short code, title and deadline of each."""
    found = session.execute(query).all()
    over = veil(session, shown_to=Diffusion.INTERNAL) if found else Veil()
    return tuple(
        Late(
            over.code_or_number(slug, key).removeprefix("#"),
            over.over(name), None, due, (today - due).days,
        )
        for key, slug, name, due in found
        if due is not None
    )  # fmt: skip
