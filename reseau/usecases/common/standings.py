"""What each actor is to the collective on a day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.periods import Period
from reseau.domain.vocabulary import PartnerStatus
from reseau.store.base import columns_of
from reseau.store.models import Partnership

_partnership = columns_of(Partnership)


@dataclass(frozen=True, slots=True)
class Standing:
    """A status of partner, and since when; None when nobody said."""

    status: PartnerStatus
    since: date | None


def standings(session: Session, *, today: date) -> dict[int, Standing]:
    """Give the standing of each actor that is or was a partner, by key.

    The latest begun of the partnerships that hold today; an actor whose
    partnerships are all over is a former partner since the last end.
    """
    query = select(
        _partnership.actor_key,
        _partnership.status,
        _partnership.since,
        _partnership.until,
    )
    rows = session.execute(query.order_by(_partnership.key)).all()
    current: dict[int, Standing] = {}
    former: dict[int, Standing] = {}
    for it in sorted(rows, key=lambda it: it.since or date.min):
        if today in Period(it.since, it.until):
            current[it.actor_key] = Standing(it.status, it.since)
        elif it.until is not None and it.until <= today:
            before = former.get(it.actor_key)
            last = max(it.until, before.since if before and before.since else it.until)
            former[it.actor_key] = Standing(PartnerStatus.FORMER, last)
    return former | current
