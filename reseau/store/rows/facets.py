"""What actors can be told apart by on a map: themes, territories, committees."""

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from reseau.domain.vocabulary import InteractionKind
from reseau.store.models import (
    Actor,
    ActorTerritory,
    Affiliation,
    Committee,
    Expertise,
    Interaction,
    InteractionTerritory,
    InteractionTheme,
    Membership,
    Participation,
    Territory,
    Theme,
    ThemeLabel,
)

_DECLARED = 1_000_000  # What is declared comes before what the log suggests.
_MOST = 6
Labels = dict[int, dict[str, str]]
Of = dict[int, tuple[int, ...]]


class Said(NamedTuple):
    """What an interaction was, in a word and in a line."""

    kind: InteractionKind
    title: str


def theme_labels(session: Session) -> Labels:
    """Give the preferred labels of each theme, by language."""
    query = (
        select(Theme.key, Theme.slug, ThemeLabel.language, ThemeLabel.label)
        .outerjoin(
            ThemeLabel,
            (ThemeLabel.theme_key == Theme.key) & (ThemeLabel.kind == "pref"),
        )
        .order_by(Theme.key, ThemeLabel.key)
    )
    found: Labels = {}
    for key, slug, language, label in session.execute(query):
        labels = found.setdefault(key, {})
        labels.setdefault("", label or slug)
        if language is not None:
            labels.setdefault(language, label)
    return found


def territory_names(session: Session) -> dict[int, str]:
    """Give the name of each territory."""
    query = select(Territory.key, Territory.name).order_by(Territory.key)
    return {row.key: row[1] for row in session.execute(query)}


def committee_names(session: Session) -> dict[int, str]:
    """Give the name of each committee."""
    query = select(Committee.key, Committee.name).order_by(Committee.key)
    return {row.key: row[1] for row in session.execute(query)}


def themes_of(session: Session, interactions: Collection[int]) -> Of:
    """Give the themes of each actor: declared first, then the most frequent.

    Args:
        session: Where to read.
        interactions: Keys of those that count.
    """
    logged = (
        select(Participation.actor_key, InteractionTheme.theme_key, Interaction.key)
        .join(Interaction, Interaction.key == Participation.interaction_key)
        .join(InteractionTheme, InteractionTheme.interaction_key == Interaction.key)
    )
    declared = select(Expertise.actor_key, Expertise.theme_key)
    return _scored(session, logged, declared, interactions)


def territories_of(session: Session, interactions: Collection[int]) -> Of:
    """Give the territories of each actor: its own first, then the most frequent."""
    about = InteractionTerritory
    logged = select(
        Participation.actor_key, about.territory_key, about.interaction_key
    ).join(about, about.interaction_key == Participation.interaction_key)
    own = select(ActorTerritory.actor_key, ActorTerritory.territory_key)
    return _scored(session, logged, own, interactions)


def _scored(
    session: Session,
    logged: Select[int, int, int],
    declared: Select[int, int],
    interactions: Collection[int],
) -> Of:
    """Rank what actors are declared to have before what the log suggests."""
    score: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for actor, value, interaction in session.execute(logged):
        if interaction in interactions:
            score[actor][value] += 1
    for actor, value in session.execute(declared):
        score[actor][value] += _DECLARED
    return {
        actor: tuple(sorted(counts, key=lambda it: (-counts[it], it))[:_MOST])
        for actor, counts in score.items()
    }


def committees_of(session: Session, *, on: date) -> Of:
    """Give the committees in which each actor has a seat on a day."""
    query = (
        select(Membership.actor_key, Membership.committee_key)
        .where(or_(Membership.since.is_(None), Membership.since <= on))
        .where(or_(Membership.until.is_(None), Membership.until > on))
    )
    found: defaultdict[int, set[int]] = defaultdict(set)
    for actor, committee in session.execute(query):
        found[actor].add(committee)
    return {actor: tuple(sorted(keys)) for actor, keys in found.items()}


def employers(session: Session, *, on: date) -> dict[int, tuple[int, ...]]:
    """Give the organizations in which each person has a role on a day."""
    query = (
        select(Affiliation.person_key, Affiliation.organization_key)
        .join(Actor, Actor.key == Affiliation.organization_key)
        .where(Actor.merged_into.is_(None))
        .where(or_(Affiliation.since.is_(None), Affiliation.since <= on))
        .where(or_(Affiliation.until.is_(None), Affiliation.until > on))
        .order_by(Affiliation.key)
    )
    found: defaultdict[int, list[int]] = defaultdict(list)
    for person, organization in session.execute(query):
        if organization not in found[person]:
            found[person].append(organization)
    return {person: tuple(keys) for person, keys in found.items()}


def said_of(session: Session) -> dict[int, Said]:
    """Give the kind and the title of each interaction."""
    query = select(Interaction.key, Interaction.kind, Interaction.title)
    return {key: Said(kind, title) for key, kind, title in session.execute(query)}


def committee_of_seat(session: Session) -> dict[int, str]:
    """Give the name of the committee of each membership."""
    query = select(Membership.key, Committee.name).join(Membership.committee)
    return {row.key: row[1] for row in session.execute(query)}


def titles_of_roles(session: Session) -> dict[int, str]:
    """Give the title of each affiliation, empty when it has none."""
    query = select(Affiliation.key, func.coalesce(Affiliation.title, ""))
    return {row.key: row[1] for row in session.execute(query)}
