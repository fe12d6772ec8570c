"""What tells homonyms apart: a word said of them, their organizations, their last day.

Two codes after two equal names tell a person nothing.
"""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from reseau.i18n import formats
from reseau.i18n import gettext as _
from reseau.store.models import Actor, Affiliation, Interaction, Participation

_SHOWN = 2  # organizations


def marks(session: Session, keys: Collection[int]) -> dict[int, str]:
    """Say of actors what they are known by besides their name.

    Returns:
        Key to a few words: what was said to tell them apart, or else their
        organizations of today, or else when they were last in the log. An actor of
        whom nothing is known is left out.
    """
    found = _last_days(session, keys)
    found.update(_organizations(session, keys))
    apart = select(Actor.key, Actor.apart).where(Actor.key.in_(keys))
    found.update((key, text) for key, text in session.execute(apart) if text)
    return found


def _organizations(session: Session, keys: Collection[int]) -> dict[int, str]:
    home = aliased(Actor)
    query = (
        select(Affiliation.person_key, home.name)
        .join(home, Affiliation.organization_key == home.key)
        .where(Affiliation.person_key.in_(keys), Affiliation.until.is_(None))
        .order_by(Affiliation.key)
    )
    names: defaultdict[int, list[str]] = defaultdict(list)
    for person, name in session.execute(query):
        names[person].append(name)
    return {key: ", ".join(it[:_SHOWN]) for key, it in names.items()}


def _last_days(session: Session, keys: Collection[int]) -> dict[int, str]:
    query = (
        select(Participation.actor_key, func.max(Interaction.held_on))
        .join(Interaction, Participation.interaction_key == Interaction.key)
        .where(Participation.actor_key.in_(keys))
        .group_by(Participation.actor_key)
    )
    said = _("last seen on {day}")
    return {
        key: said.format(day=formats.full_date(day))
        for key, day in session.execute(query)
    }
