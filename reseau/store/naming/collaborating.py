"""When two declared collaborations are one: whichever actor was written first."""

from collections import defaultdict
from itertools import combinations

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, joinedload

from reseau.domain.periods import Period
from reseau.store.models import Collaboration


def between(
    session: Session, ends: tuple[int, int], *, theme: int | None, during: Period
) -> list[Collaboration]:
    """List what two actors collaborate on during some days, by number.

    Args:
        session: Where to read; what was not flushed is not seen.
        ends: Keys of the two actors; their order means nothing.
        theme: What it is about; None for those of which it was not said.
        during: A collaboration that shares one day with it is listed.
    """
    tie = Collaboration
    either = (
        and_(tie.source_key == one, tie.target_key == other)
        for one, other in (ends, ends[::-1])
    )
    query = (
        select(tie)
        .where(or_(*either), tie.theme_key.is_not_distinct_from(theme))
        .options(joinedload(tie.source), joinedload(tie.target))
        .order_by(tie.key)
    )
    found = session.scalars(query)
    return [it for it in found if during.overlaps(it.since, it.until)]


def declared_twice(session: Session) -> list[tuple[int, int]]:
    """List the collaborations that are in a store twice, by number.

    An import could add one the other way round, and merging two records of an actor
    can bring two together.

    Returns:
        The number of the earlier one, and that of the later one: of the same two
        actors, on the same theme, with a day in common.
    """
    tie = Collaboration
    query = select(
        tie.key, tie.source_key, tie.target_key, tie.theme_key, tie.since, tie.until
    ).order_by(tie.key)
    alike = defaultdict(list)
    for key, one, other, theme, since, until in session.execute(query):
        pair = min(one, other), max(one, other), theme
        alike[pair].append((key, Period(since, until)))
    return sorted(
        (first, second)
        for some in alike.values()
        for (first, days), (second, others) in combinations(some, 2)
        if days.overlaps(others.since, others.until)
    )
