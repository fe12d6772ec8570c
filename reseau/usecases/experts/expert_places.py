"""Who is near a territory: who serves it, whose organization does, who met about it."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from reseau.domain.vocabulary import Role
from reseau.i18n import gettext, ngettext
from reseau.store import models
from reseau.store.naming import finding
from reseau.store.rows import rows


@dataclass(slots=True)
class Places:
    """What ties actors to a territory.

    Attributes:
        name: Of the territory.
        serving: Actor to names of territories they serve or live in.
        through: Actor to names of territories that their organizations serve.
        lines: Actor to how many interactions about it they were at.
    """

    name: str
    serving: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    through: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    lines: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def __contains__(self, actor: int) -> bool:
        """Tell whether something ties an actor to the territory."""
        return actor in self.serving or actor in self.through or actor in self.lines

    def reasons(self, actor: int) -> tuple[str, ...]:
        """Say in words what ties an actor to the territory."""
        found = []
        if actor in self.serving:
            names = ", ".join(self.serving[actor])
            found.append(gettext("serves {places}").format(places=names))
        if actor in self.through:
            names = ", ".join(dict.fromkeys(self.through[actor]))
            found.append(
                gettext("is of an organization that serves {places}").format(
                    places=names
                )
            )
        if actor in self.lines:
            count = self.lines[actor]
            text = ngettext(
                "{n} interaction about {place}", "{n} interactions about {place}", count
            )
            found.append(text.format(n=count, place=self.name))
        return tuple(found)


def places_near(session: Session, name: str, *, today: date) -> Places:
    """Find what ties actors to a territory, to one in it, or to the one around it.

    Raises:
        UnknownTerritoryError, AmbiguousNameError
    """
    territory = finding.territory_named(session, name)
    inside = rows.with_inner(session, territory)
    around = inside | ({territory.parent_key} if territory.parent_key else frozenset())
    found = Places(territory.name)
    names = select(models.ActorTerritory.actor_key, models.Territory.name).join(
        models.Territory, models.Territory.key == models.ActorTerritory.territory_key
    )
    served = names.where(models.ActorTerritory.territory_key.in_(around))
    for actor, place in session.execute(served.order_by(models.Territory.name_key)):
        found.serving[actor].append(place)
    _people(session, found, today=today)
    _lines(session, found, inside)
    return found


def _people(session: Session, found: Places, *, today: date) -> None:
    query = (
        select(models.Affiliation.person_key, models.Affiliation.organization_key)
        .where(
            or_(models.Affiliation.since.is_(None), models.Affiliation.since <= today)
        )
        .where(
            or_(models.Affiliation.until.is_(None), models.Affiliation.until > today)
        )
        .order_by(models.Affiliation.key)
    )
    for person, organization in session.execute(query):
        if organization in found.serving:
            found.through[person] += found.serving[organization]


def _lines(session: Session, found: Places, inside: Collection[int]) -> None:
    present = [it for it in Role if it.present]
    query = (
        select(models.Participation.actor_key, models.Participation.interaction_key)
        .join(
            models.InteractionTerritory,
            models.InteractionTerritory.interaction_key
            == models.Participation.interaction_key,
        )
        .where(models.InteractionTerritory.territory_key.in_(inside))
        .where(models.Participation.role.in_(present))
        .distinct()
    )
    for actor, _line in session.execute(query):
        found.lines[actor] += 1
