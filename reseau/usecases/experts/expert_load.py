"""How often actors were asked lately, before they are asked again."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.vocabulary import Availability, Diffusion
from reseau.store.rows.narrow_tables import expert as _expert
from reseau.usecases.network import load

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
        often: Whether that is much more often than usual for them.
        seen: Day and number of the last interaction they were at in these thirteen
            months; None when they were at none.
    """

    lately: int = 0
    usual: float = 0.0
    limit: int | None = None
    availability: Availability | None = None
    away_until: date | None = None
    languages: tuple[str, ...] = ()
    note: str = ""
    told: bool = True
    often: bool = False
    seen: tuple[date, int] | None = None

    @property
    def over(self) -> bool:
        """Tell whether they are asked more than they accept, or than usual."""
        if self.limit is not None:
            return self.lately >= self.limit
        return self.often

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
    """Give the load of some actors; every one of them has an entry.

    How often they were asked, and how often is too much, is told by ``network load``:
    one rule for both.
    """
    terms = _terms(session, actors)
    return {
        it: replace(
            terms.get(it, Load()),
            lately=asked.load.lately,
            usual=asked.load.usual,
            often=asked.load.lately > 0 and asked.load.over,
            seen=asked.last,
        )
        for it, asked in load.recent(session, actors, on=today).items()
    }


def _terms(session: Session, actors: Collection[int]) -> dict[int, Load]:
    """Read what actors accept, as loads that say nothing of how they are asked."""
    keys = sorted(actors)
    found = {}
    for start in range(0, len(keys), _BATCH):
        query = select(
            _expert.actor_key,
            _expert.monthly_limit,
            _expert.availability,
            _expert.away_until,
            _expert.languages,
            _expert.note,
        ).where(_expert.actor_key.in_(keys[start : start + _BATCH]))
        for key, limit, availability, away, languages, note in session.execute(query):
            spoken = tuple(it for it in (languages or "").split(",") if it)
            found[key] = Load(0, 0.0, limit, availability, away, spoken, note or "")
    return found
