"""How often actors were asked lately, before they are asked again."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from reseau.domain.vocabulary import Availability, Diffusion, Role
from reseau.store.models import Expert, Interaction, Participation

LOAD_DAYS = 30
LOAD_FLOOR = 4
"""Nobody is called over-asked for fewer interactions in 30 days."""
_YEAR = 365
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Load:
    """How much an actor is asked, and what they accept.

    Attributes:
        lately: Interactions of the last 30 days, invitations included.
        usual: Mean number in 30 days over the year before.
        limit: How many they accept in 30 days; None when they did not say.
        availability: None when they did not say.
        away_until: First day on which they may be asked again.
        languages: Codes.
        note: How to ask them.
        told: Whether the audience is told how often they were asked.
    """

    lately: int = 0
    usual: float = 0.0
    limit: int | None = None
    availability: Availability | None = None
    away_until: date | None = None
    languages: tuple[str, ...] = ()
    note: str = ""
    told: bool = True

    @property
    def over(self) -> bool:
        """Tell whether they are asked more than they accept, or than usual."""
        if self.limit is not None:
            return self.lately >= self.limit
        return self.lately >= LOAD_FLOOR and self.lately > 2 * self.usual

    def told_to(self, shown_to: Diffusion) -> "Load":
        """Keep what an audience is told: how to ask is for the team alone.

        The public is told when and in which languages an expert may be asked, not
        how often they were.
        """
        if shown_to is Diffusion.INTERNAL:
            return self
        if shown_to is Diffusion.GROUP:
            return replace(self, note="")
        return Load(
            availability=self.availability,
            away_until=self.away_until,
            languages=self.languages,
            told=False,
        )

    def free(self, *, today: date) -> bool:
        """Tell whether they may be asked on a day."""
        away = self.away_until is not None and self.away_until > today
        return not (away or self.over or self.availability is Availability.CLOSED)


def loads(session: Session, actors: Collection[int], *, today: date) -> dict[int, Load]:
    """Give the load of some actors; every one of them has an entry."""
    recent = today - timedelta(days=LOAD_DAYS)
    asked = [it for it in Role if it.present or it is Role.INVITED]
    lately = times_seen(session, after=recent, until=today, among=actors, roles=asked)
    usually = usual_load(session, today=today, among=actors)
    terms = _terms(session, actors)
    return {
        it: _load(lately.get(it, 0), usually.get(it, 0.0), terms.get(it))
        for it in actors
    }


def _load(lately: int, usual: float, terms: Expert | None) -> Load:
    if terms is None:
        return Load(lately, usual)
    return Load(
        lately,
        usual,
        terms.monthly_limit,
        terms.availability,
        terms.away_until,
        tuple(it for it in (terms.languages or "").split(",") if it),
        terms.note or "",
    )


def _terms(session: Session, actors: Collection[int]) -> dict[int, Expert]:
    keys = sorted(actors)
    return {
        it.actor_key: it
        for start in range(0, len(keys), _BATCH)
        for it in session.scalars(
            select(Expert).where(Expert.actor_key.in_(keys[start : start + _BATCH]))
        )
    }


def usual_load(
    session: Session, *, today: date, among: Collection[int] | None = None
) -> dict[int, float]:
    """Give the mean number of interactions in 30 days, over the year before these."""
    recent = today - timedelta(days=LOAD_DAYS)
    before = recent - timedelta(days=_YEAR)
    found = times_seen(session, after=before, until=recent, among=among)
    return {it: times * LOAD_DAYS / _YEAR for it, times in found.items()}


def times_seen(
    session: Session,
    *,
    after: date,
    until: date,
    among: Collection[int] | None = None,
    roles: Collection[Role] | None = None,
) -> dict[int, int]:
    """Count each actor's interactions of a period.

    Args:
        session: Where to read.
        after: Not included; ``until`` is.
        until: Last day.
        among: Keys of the only actors wanted; None for all.
        roles: What counts; being there by default.
    """
    counted = [it for it in Role if it.present] if roles is None else list(roles)
    query = (
        select(Participation.actor_key, func.count())
        .join(Interaction)
        .where(Interaction.held_on > after, Interaction.held_on <= until)
        .where(Participation.role.in_(counted))
        .group_by(Participation.actor_key)
    )
    if among is None:
        return {actor: times for actor, times in session.execute(query)}  # noqa: C416  # Rows are not pairs to mypy.
    keys = sorted(among)
    return {
        actor: times
        for start in range(0, len(keys), _BATCH)
        for actor, times in session.execute(
            query.where(Participation.actor_key.in_(keys[start : start + _BATCH]))
        )
    }
